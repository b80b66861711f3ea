/* SPDX-License-Identifier: Apache-2.0 */
#include "body_damage.h"

#include "chancery/base/array.h"
#include "chancery/base/scan.h"

#include "body_piece.h"

/* A row of this many x blots out a name. */
#define REDACTION_MIN 6

/* Noise is looked for in words of this length, in bytes. */
#define NOISE_MIN 6
#define NOISE_MAX 80

static bool is_alphanumeric(char c)
{
    return text_is_letter(c) || text_is_digit(c);
}

/* How long the damage at at is, or 0. The word begins at or before at. */
typedef size_t measure_damage(struct text text, size_t at);

/* "Trade,s", "POST,S", "d,Affaires": the typographic apostrophe became a comma. */
static size_t measure_comma(struct text text, size_t at)
{
    if (text.at[at] != ',' || at == 0 || !text_is_letter(text.at[at - 1])) {
        return 0;
    }
    char next = piece_char(text, at + 1);
    bool possessive = text_lower(next) == 's' && !is_alphanumeric(piece_char(text, at + 2));
    bool elided = text.at[at - 1] == 'd' && text_is_upper(next) &&
                  (at < 2 || !text_is_letter(text.at[at - 2]));
    return possessive || elided ? 2 : 0;
}

/* "PresidentQs", " Q ": typographic quotes became the letter Q. */
static size_t measure_q(struct text text, size_t at)
{
    if (text.at[at] != 'Q' || at == 0) {
        return 0;
    }
    char before = text.at[at - 1];
    char next = piece_char(text, at + 1);
    bool possessive =
        text_is_lower(before) && next == 's' && !is_alphanumeric(piece_char(text, at + 2));
    bool alone = before == ' ' && next == ' ' && at > 1 && text_is_lower(text.at[at - 2]) &&
                 text_is_lower(piece_char(text, at + 2));
    return possessive || alone ? 1 : 0;
}

/* "&world power8": typographic quotes became & and 8. */
static size_t measure_ampersand(struct text text, size_t at)
{
    bool opens = text.at[at] == '&' && (at == 0 || text.at[at - 1] == ' ');
    return opens && text_is_letter(piece_char(text, at + 1)) ? 1 : 0;
}

static size_t measure_redaction(struct text text, size_t at)
{
    if (text_starts(text_from(text, at), TEXT("[\xe2\x80\xa6]"))) {
        return 5;
    }
    if (text_lower(text.at[at]) != 'x' || (at > 0 && is_alphanumeric(text.at[at - 1]))) {
        return 0;
    }
    size_t length = 0;
    while (text_lower(piece_char(text, at + length)) == 'x') {
        length++;
    }
    return length >= REDACTION_MIN ? length : 0;
}

/* Signs that stand inside words of addresses and codes; a NUL is no noise either. */
static bool is_address_sign(char c)
{
    return c == '@' || c == '/' || c == ':' || c == '&' || c == ';' || c == '\0';
}

static bool is_noise_sign(char c)
{
    return c == '#' || c == '$' || c == '^' || c == '~';
}

/* "reQ#8$UQ8ML#C": signs in the middle of what should be a word. */
static size_t measure_noise(struct text text, size_t at)
{
    if (at > 0 && !text_is_blank(text.at[at - 1])) {
        return 0;
    }
    size_t length = 0;
    size_t signs = 0;
    while (length < NOISE_MAX && !text_is_blank(piece_char(text, at + length))) {
        char c = text.at[at + length];
        if (is_address_sign(c)) {
            return 0;
        }
        char next = piece_char(text, at + length + 1);
        bool inside = length > 0 && is_alphanumeric(text.at[at + length - 1]);
        signs += inside && is_noise_sign(c) && (text_is_letter(next) || signs > 0);
        length++;
    }
    return signs > 0 && length >= NOISE_MIN && length < NOISE_MAX ? length : 0;
}

/* The first place of what the damage begins with, or has in it, at at or behind it. */
typedef size_t find_sign(struct text text, size_t at);

static size_t find_comma(struct text text, size_t at)
{
    return scan_ranges(text, at, TEXT(",,"));
}

static size_t find_q(struct text text, size_t at)
{
    return scan_ranges(text, at, TEXT("QQ"));
}

static size_t find_ampersand(struct text text, size_t at)
{
    return scan_ranges(text, at, TEXT("&&"));
}

static size_t find_redaction(struct text text, size_t at)
{
    return scan_ranges(text, at, TEXT("xxXX[["));
}

static size_t find_noise(struct text text, size_t at)
{
    return scan_ranges(text, at, TEXT("#$^^~~"));
}

static const struct damage {
    const char *code;
    const char *detail;
    find_sign *find;
    measure_damage *measure;
    bool is_word; /* it begins where the word does that has the sign in it */
} damages[] = {
    {"apostrophe_read_as_comma", "An apostrophe seems to have become a comma; left as it is.",
     find_comma, measure_comma, false},
    {"quote_read_as_q", "A quotation mark seems to have become a Q; left as it is.", find_q,
     measure_q, false},
    {"quote_read_as_ampersand", "A quotation mark seems to have become an &; left as it is.",
     find_ampersand, measure_ampersand, false},
    {"redaction", "Something was blotted out before the document was released.", find_redaction,
     measure_redaction, false},
    {"line_noise", "The line was disturbed while this was sent; left as it is.", find_noise,
     measure_noise, true},
};

/* Where a word begins that has the byte at at, or a place behind it where it is too long. */
static size_t word_with(struct text text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < NOISE_MAX && !text_is_blank(text.at[start - 1])) {
        start--;
    }
    return start;
}

static size_t end_of_word(struct text text, size_t at)
{
    while (at < text.length && !text_is_blank(text.at[at])) {
        at++;
    }
    return at;
}

static void warn_of(struct reading *reading, struct text text, const struct damage *damage)
{
    for (size_t at = damage->find(text, 0); at < text.length; at = damage->find(text, at + 1)) {
        size_t start = damage->is_word ? word_with(text, at) : at;
        size_t length = damage->measure(text, start);
        if (length > 0) {
            reading_warn(reading, damage->code, text_of(damage->detail),
                         text_slice(text, start, length));
            return;
        }
        at = damage->is_word ? end_of_word(text, at) : at;
    }
}

void body_damage_warn(struct reading *reading)
{
    for (size_t i = 0; i < reading->document->paragraphs.count; i++) {
        struct span span = reading->document->paragraphs.items[i].span;
        struct text text = text_slice(reading->text, span.start, span.end - span.start);
        for (size_t kind = 0; kind < COUNT_OF(damages); kind++) {
            warn_of(reading, text, &damages[kind]);
        }
    }
}
