/* SPDX-License-Identifier: Apache-2.0 */
#include "paragraph_join.h"

#include "chancery/base/array.h"

/*
 * What the second half of a word broken at a hyphen looks like in cables written in capitals, whose
 * senders broke words. In "US-" / "LATIN" and in all that came later the hyphen belongs to the
 * word.
 */
static const char *const word_ends[] = {
    "TION",  "TIONS",  "TIONAL", "TIVE",  "TIVES", "SION", "SIONS", "MENT",   "MENTS", "MENTAL",
    "NESS",  "ANCE",   "ENCE",   "ENCES", "ABLE",  "IBLE", "ICAL",  "ICALLY", "ALLY",  "INGLY",
    "ATION", "ATIONS", "ITION",  "ITIES", "ISTIC", "IZED", "IZING", "ISM",    "ISTS",  "TARY",
    "TURE",  "TURES",  "ING",    "ITY",   "LY",    "ED",   "ERS",   "CIAL",   "TIAL",  "TIALLY",
    "TIES",  "RIES",   "CIES",   "IES",   "ENT",   "ANT",  "AL",    "TICS",   "OUS",   "FUL",
};

/* First halves that take a hyphen of their own. */
static const char *const prefixes[] = {
    "NON",   "ANTI", "PRO",  "CO",  "RE",    "PRE", "EX",   "POST",  "MULTI",
    "INTER", "SELF", "SEMI", "SUB", "ULTRA", "MID", "VICE", "QUASI", "NEO",
    "ALL",   "WELL", "US",   "UN",  "EU",    "BI",  "TRI",
};

static bool is_among(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal(word, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* The capitals at the end of line, which ends in a hyphen that is left out. */
static struct text last_half(struct text line)
{
    size_t end = line.length - 1;
    size_t start = end;
    while (start > 0 && text_is_upper(line.at[start - 1])) {
        start--;
    }
    return text_slice(line, start, end - start);
}

static struct text first_half(struct text line)
{
    size_t length = 0;
    while (length < line.length && text_is_upper(line.at[length])) {
        length++;
    }
    return text_slice(line, 0, length);
}

/* Whether line ends in the hyphen of a word that goes on in the next line. */
static bool ends_in_hyphen(struct text line, struct text next)
{
    return line.length > 1 && line.at[line.length - 1] == '-' &&
           (text_is_letter(line.at[line.length - 2]) || text_is_digit(line.at[line.length - 2])) &&
           next.length > 0 && (text_is_letter(next.at[0]) || text_is_digit(next.at[0]));
}

static bool breaks_word(struct text line, struct text next)
{
    struct text before = last_half(line);
    struct text behind = first_half(next);
    return before.length > 1 && behind.length > 1 &&
           !is_among(before, prefixes, COUNT_OF(prefixes)) &&
           is_among(behind, word_ends, COUNT_OF(word_ends));
}

struct joiner {
    char *bytes;
    size_t length;
};

/* Add line with its blanks folded. */
static void add_line(struct joiner *joiner, struct text line)
{
    joiner->length += reading_fold_into(text_trim(line), joiner->bytes + joiner->length);
}

/* The piece without a heading at its end. */
static struct text body_of(const struct piece *piece)
{
    struct text text = piece->text;
    return piece->heading_offset > 0 ? text_trim(text_slice(text, 0, piece->heading_offset)) : text;
}

struct text paragraph_join(struct reading *reading, const struct piece *first,
                           const struct piece *end)
{
    size_t size = 0;
    size_t count = 0;
    const struct piece *only = NULL;
    for (const struct piece *piece = first; piece < end; piece++) {
        if (piece->kind == PIECE_TEXT) {
            size += piece->text.length + 1;
            count++;
            only = piece;
        }
    }
    if (count <= 1) {
        return only ? reading_fold_blanks(reading, body_of(only)) : TEXT_NONE;
    }
    struct joiner joiner = {.bytes = arena_take(reading->arena, size)};
    struct text before = TEXT_NONE;
    for (const struct piece *piece = first; joiner.bytes && piece < end; piece++) {
        if (piece->kind != PIECE_TEXT) {
            continue;
        }
        struct text line = body_of(piece);
        if (before.length > 0 && ends_in_hyphen(before, line)) {
            joiner.length -= breaks_word(before, line);
        } else if (joiner.length > 0) {
            joiner.bytes[joiner.length++] = ' ';
        }
        add_line(&joiner, line);
        before = line;
    }
    return joiner.bytes ? (struct text){joiner.bytes, joiner.length} : TEXT_NONE;
}
