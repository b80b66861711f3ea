/* SPDX-License-Identifier: Apache-2.0 */
#include <utf8proc.h>

#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "news_dateline.h"

/* How long the parts may be. */
#define PLACE_BYTES_MAX  ((size_t)60)
#define PLACE_WORDS_MAX  5
#define AGENCY_BYTES_MAX ((size_t)80)
#define PARTS_MAX        6

/* A shorter unknown word in capitals before a dash is rather an acronym. */
#define UNKNOWN_PLACE_BYTES_MIN ((size_t)4)

#define EN_DASH TEXT("\xE2\x80\x93")
#define EM_DASH TEXT("\xE2\x80\x94")

/* What parts a dateline from the text. */
enum mark {
    MARK_NONE,
    MARK_DASH,
    MARK_HYPHEN,
    MARK_BAR,
    MARK_COLON,
    MARK_STOP,
};

/* What has been found while a dateline is read. */
struct search {
    struct text rest;
    struct dateline dateline;
    bool has_region;
    bool is_capital;    /* the place is in capitals */
    bool trusts_colons; /* there are no speakers in the text */
    const struct vocabulary *vocabulary;
};

static struct text skip_blanks(struct text text)
{
    while (text.length > 0 && (text.at[0] == ' ' || text.at[0] == '\t')) {
        text = text_from(text, 1);
    }
    return text;
}

static bool starts_dash(struct text text)
{
    return text_starts(text, EN_DASH) || text_starts(text, EM_DASH) ||
           text_starts(text, TEXT("--"));
}

/* Whether text, at some place of a name, goes on with something else. */
static bool ends_name(struct text text)
{
    return text.length == 0 || strchr(",([:|/\n", text.at[0]) || starts_dash(text) ||
           text_starts(text, TEXT("- "));
}

static bool is_in_name(char c)
{
    return text_is_letter(c) || (unsigned char)c >= 0x80 || strchr(" -'.", c);
}

/* A full stop that ends the name, not an abbreviation in it such as "ST. JOHN'S". */
static bool is_final_stop(struct text text)
{
    struct text behind = skip_blanks(text_from(text, 1));
    return text.at[0] == '.' && (behind.length == 0 || behind.at[0] == '/');
}

/* Take words that may be a name of a place, up to what may follow one in a dateline. */
static bool take_name(struct text *rest, struct text *name)
{
    struct text start = skip_blanks(*rest);
    struct text moved = start;
    while (!ends_name(moved) && !is_final_stop(moved)) {
        if (!is_in_name(moved.at[0]) || start.length - moved.length > PLACE_BYTES_MAX) {
            return false;
        }
        moved = text_from(moved, 1);
    }
    *name = text_trim(text_slice(start, 0, (size_t)(moved.at - start.at)));
    *rest = moved;
    return name->length > 0;
}

/* Whether every word begins with a capital, or none has a small letter. */
static bool is_named(struct text name, bool *is_capital)
{
    struct text word;
    int count = 0;
    *is_capital = true;
    bool is_titled = true;
    while (text_take_word(&name, &word)) {
        count++;
        for (size_t i = 0; i < word.length; i++) {
            *is_capital = *is_capital && !text_is_lower(word.at[i]);
        }
        bool is_small = word.length <= 3 && count > 1;
        is_titled = is_titled && (is_small || !text_is_lower(word.at[0]));
    }
    return count <= PLACE_WORDS_MAX && is_titled;
}

static bool is_capital_of_a_country(const struct vocabulary *vocabulary, struct text name)
{
    for (size_t i = 0; i < vocabulary_country_count(vocabulary); i++) {
        if (text_equal_fold(vocabulary_country_at(vocabulary, i)->capital, name)) {
            return true;
        }
    }
    return false;
}

static bool is_known_city(const struct search *search)
{
    return search->vocabulary &&
           (vocabulary_station(search->vocabulary, search->dateline.place) ||
            is_capital_of_a_country(search->vocabulary, search->dateline.place));
}

static bool is_organization(const struct search *search)
{
    const struct vocabulary_tag *tag =
        search->vocabulary ? vocabulary_tag(search->vocabulary, search->dateline.place) : NULL;
    return tag && text_equal(tag->kind, TEXT("organization"));
}

/* "(Norden)", "(Fjord News / Norden - 05th April, 2022)" */
static bool take_bracket(struct search *search)
{
    struct text rest = skip_blanks(search->rest);
    struct text inside;
    if (!text_take_start(&rest, TEXT("(")) || !text_take_until(&rest, ')', &inside) ||
        inside.length == 0 || inside.length > AGENCY_BYTES_MAX || text_is_lower(inside.at[0])) {
        return false;
    }
    size_t dash = text_find(inside, TEXT(" - "));
    struct date_text date;
    if (dash != TEXT_NOT_FOUND && date_text_read(text_from(inside, dash + 3), &date)) {
        search->dateline.date = date;
        inside = text_slice(inside, 0, dash);
    }
    search->dateline.agency = text_trim(inside);
    search->rest = rest;
    return search->dateline.agency.length > 0;
}

/* ". /NORDEN/" */
static bool take_slashes(struct search *search)
{
    struct text rest = skip_blanks(search->rest);
    struct text inside;
    text_take_start(&rest, TEXT("."));
    rest = skip_blanks(rest);
    if (!text_take_start(&rest, TEXT("/")) || !text_take_until(&rest, '/', &inside) ||
        inside.length == 0 || inside.length > AGENCY_BYTES_MAX) {
        return false;
    }
    search->dateline.agency = inside;
    search->rest = rest;
    return true;
}

/* "[South Korea]" */
static bool take_square(struct search *search)
{
    struct text rest = skip_blanks(search->rest);
    struct text inside;
    if (!text_take_start(&rest, TEXT("[")) || !text_take_until(&rest, ']', &inside) ||
        inside.length > PLACE_BYTES_MAX) {
        return false;
    }
    search->has_region = true;
    search->rest = rest;
    return true;
}

/* ", June 1", ", South Korea" */
static bool take_behind_comma(struct search *search)
{
    struct text rest = skip_blanks(search->rest);
    bool is_capital = false;
    struct text name;
    if (!text_take_start(&rest, TEXT(","))) {
        return false;
    }
    if (!search->dateline.date.month && date_text_take(&rest, &search->dateline.date)) {
        search->rest = rest;
        return true;
    }
    if (search->dateline.date.month || !take_name(&rest, &name) || !is_named(name, &is_capital)) {
        return false;
    }
    search->has_region = true;
    search->rest = rest;
    return true;
}

static enum mark take_mark(struct search *search)
{
    static const struct {
        struct text text;
        enum mark mark;
    } marks[] = {
        {{"--", 2}, MARK_DASH},
        {{"\xE2\x80\x93", 3}, MARK_DASH},
        {{"\xE2\x80\x94", 3}, MARK_DASH},
        {{"- ", 2}, MARK_HYPHEN},
        {{"|", 1}, MARK_BAR},
        {{": ", 2}, MARK_COLON},
        {{". ", 2}, MARK_STOP},
    };
    struct text rest = skip_blanks(search->rest);
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (text_take_start(&rest, marks[i].text)) {
            search->rest = rest;
            return marks[i].mark;
        }
    }
    return MARK_NONE;
}

/* One word in capitals before a colon, that is no heading either. */
static bool is_unknown_place(const struct search *search)
{
    struct text place = search->dateline.place;
    return search->trusts_colons && search->is_capital && !is_organization(search) &&
           place.length >= UNKNOWN_PLACE_BYTES_MIN &&
           text_find_char(place, ' ') == TEXT_NOT_FOUND &&
           !(search->vocabulary && vocabulary_phrase(search->vocabulary, place));
}

/* A place in capitals, of which only a short unknown word may be something else. */
static bool is_likely_place(const struct search *search)
{
    return search->has_region ||
           (search->dateline.place.length >= UNKNOWN_PLACE_BYTES_MIN && !is_organization(search));
}

/* Whether a place with nothing but this mark behind it is a dateline. */
static bool is_enough_alone(const struct search *search, enum mark mark)
{
    struct text lead = skip_blanks(search->rest);
    if (lead.length == 0 || text_is_lower(lead.at[0])) {
        return false;
    }
    switch (mark) {
    case MARK_COLON:
        return is_known_city(search) || is_unknown_place(search);
    case MARK_DASH:
    case MARK_HYPHEN:
    case MARK_BAR:
        return is_known_city(search) || (search->is_capital && is_likely_place(search));
    case MARK_NONE:
    case MARK_STOP:
        break;
    }
    return false;
}

static bool is_dateline(const struct search *search, enum mark mark)
{
    bool has_agency = search->dateline.agency.at != NULL;
    bool has_date = search->dateline.date.month != 0;
    if (has_agency && has_date) {
        return true;
    }
    return (has_agency || has_date) ? mark != MARK_NONE : is_enough_alone(search, mark);
}

static bool take(struct text *lead, struct search search, struct dateline *out)
{
    static bool (*const parts[])(struct search *) = {
        take_behind_comma,
        take_square,
        take_bracket,
        take_slashes,
    };
    search.rest = *lead;
    if (!take_name(&search.rest, &search.dateline.place) ||
        !is_named(search.dateline.place, &search.is_capital)) {
        return false;
    }
    bool is_taken = true;
    for (int i = 0; i < PARTS_MAX && is_taken; i++) {
        is_taken = false;
        for (size_t j = 0; j < COUNT_OF(parts) && !is_taken; j++) {
            is_taken = parts[j](&search);
        }
    }
    enum mark mark = take_mark(&search);
    struct text rest = skip_blanks(search.rest);
    if (!is_dateline(&search, mark) || rest.length == 0) {
        return false;
    }
    *out = search.dateline;
    out->raw = text_trim(text_slice(*lead, 0, (size_t)(search.rest.at - lead->at)));
    *lead = rest;
    return true;
}

bool dateline_take(struct text *lead, const struct vocabulary *vocabulary, struct dateline *out)
{
    return take(lead, (struct search){.vocabulary = vocabulary}, out);
}

bool dateline_take_colon(struct text *lead, const struct vocabulary *vocabulary,
                         struct dateline *out)
{
    return take(lead, (struct search){.vocabulary = vocabulary, .trusts_colons = true}, out);
}

bool dateline_is_speaker(struct text line)
{
    struct text name;
    bool is_capital = false;
    return take_name(&line, &name) && text_starts(line, TEXT(":")) && is_named(name, &is_capital) &&
           is_capital;
}

/* Words that stay small inside a name. */
static bool is_small_word(struct text word)
{
    static const char *const words[] = {"of", "the", "and", "de", "del", "do",
                                        "da", "du",  "el",  "al", "au",  "sur"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_equal_fold(word, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* How far the letters at the front of text go. */
static struct text leading_letters(struct text text)
{
    size_t length = 0;
    while (length < text.length &&
           (text_is_letter(text.at[length]) || (unsigned char)text.at[length] >= 0x80)) {
        length++;
    }
    return text_slice(text, 0, length);
}

/* Append word to out, but for its first letter in small letters. Answers how long out is now. */
static size_t append_small(char *out, size_t length, struct text word, bool keeps_first)
{
    uint32_t character = 0;
    bool is_first = keeps_first;
    while (utf8_take(&word, &character)) {
        utf8proc_int32_t small =
            is_first ? (utf8proc_int32_t)character : utf8proc_tolower((utf8proc_int32_t)character);
        length += (size_t)utf8proc_encode_char(small, (utf8proc_uint8_t *)out + length);
        is_first = false;
    }
    return length;
}

struct text dateline_usual_case(struct text name, struct arena *arena)
{
    bool is_capital = false;
    if (!is_named(name, &is_capital) || !is_capital ||
        text_find(name, TEXT(".")) != TEXT_NOT_FOUND) {
        return name;
    }
    /* A small letter may need a byte more than its capital. */
    char *out = arena_take(arena, name.length * 2 + 1);
    size_t length = 0;
    for (size_t i = 0; out && i < name.length;) {
        struct text word = leading_letters(text_from(name, i));
        if (word.length == 0) {
            out[length++] = name.at[i++];
            continue;
        }
        length = append_small(out, length, word, i == 0 || !is_small_word(word));
        i += word.length;
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}
