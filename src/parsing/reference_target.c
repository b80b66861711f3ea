/* SPDX-License-Identifier: Apache-2.0 */
#include "reference_target.h"

#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"
#include "month.h"
#include "shape.h"
#include "spelling.h"

/* The most words of a post's name, one of them perhaps an address prefix. */
#define STATION_WORDS_MAX 5

/* Two digits up to here are a year of this century, from the other on one of the last. */
#define LAST_YEAR_OF_CENTURY  35
#define FIRST_YEAR_OF_CENTURY 66

/* Words that stand before numbers and are no posts. */
static const char *const stop_words[] = {
    "NO",  "NO.",    "NR",     "PARA", "PARAS", "PAGE", "SECTION",  "MSG",
    "DTG", "TELCON", "REPORT", "IIR",  "OSC",   "FBIS", "AND",      "POINTS",
    "JAN", "FEB",    "MARCH",  "MAY",  "JUNE",  "JULY", "DECEMBER",
};

struct words {
    struct text all;                      /* from the first to the last */
    const char *start[STATION_WORDS_MAX]; /* where each begins */
    size_t count;
};

/* Whether the character at at may stand in a name of which letters were read. */
static bool is_name_character(struct text text, size_t at, size_t letters)
{
    char c = text.at[at];
    char before = at > 0 ? text.at[at - 1] : '\0';
    char next = at + 1 < text.length ? text.at[at + 1] : '\0';
    if (c == '0') {
        return text_is_letter(next) || (text_is_letter(before) && !text_is_digit(next));
    }
    if (at > 0 && strchr(".'-", c) && text_is_letter(next)) {
        return true;
    }
    return text_is_letter(c) || (at > 0 && c == '.' && letters < 3);
}

static bool take_name_word(struct text *rest, struct text *word)
{
    struct text start = *rest;
    size_t at = 0;
    size_t letters = 0;
    while (at < start.length && is_name_character(start, at, letters)) {
        letters += text_is_letter(start.at[at]);
        at++;
    }
    if (letters == 0) {
        return false;
    }
    *word = text_slice(start, 0, at);
    *rest = text_from(start, at);
    return true;
}

static bool is_stop_word(struct text word)
{
    for (size_t i = 0; i < COUNT_OF(stop_words); i++) {
        if (text_equal_fold(word, text_of(stop_words[i]))) {
            return true;
        }
    }
    return false;
}

/* The bullet of the next item, "C" or "C.": no post has a word of one letter. */
static bool is_single_letter(struct text word)
{
    return shape_is(word, "a[.]?");
}

static void take_words(struct text *rest, struct words *words)
{
    struct text word;
    struct text inner = *rest;
    *words = (struct words){.count = 0};
    while (words->count < STATION_WORDS_MAX && take_name_word(&inner, &word) &&
           !is_stop_word(word) && !is_single_letter(word)) {
        words->start[words->count++] = word.at;
        words->all =
            (struct text){words->start[0], (size_t)(word.at - words->start[0]) + word.length};
        *rest = inner;
        (void)shape_take(&inner, "[ \t\r\n]*", NULL);
    }
}

static bool is_station(const struct cable_header *header, struct text name)
{
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    if (!vocabulary) {
        return name.length > 2;
    }
    struct cable_header unused = *header;
    bool certain = false;
    return vocabulary_station_named(vocabulary, name) || header_station(&unused, name, &certain).at;
}

/* The name of a post at the end of words, the longest. */
static struct text station_at_end(const struct cable_header *header, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        struct text name = text_from(words->all, (size_t)(words->start[i] - words->all.at));
        if (is_station(header, name)) {
            return name;
        }
    }
    return TEXT_NONE;
}

static bool is_year(struct text digits)
{
    long year = 0;
    bool repaired = false;
    if (!spelling_number(digits, &year, &repaired)) {
        return false;
    }
    if (digits.length == 2) {
        return year >= FIRST_YEAR_OF_CENTURY || year <= LAST_YEAR_OF_CENTURY;
    }
    return digits.length == 4 && year > 1900 + FIRST_YEAR_OF_CENTURY - 1 &&
           year <= 2000 + LAST_YEAR_OF_CENTURY;
}

static void skip_apostrophe(struct text *rest)
{
    (void)(text_take_start(rest, TEXT("\xE2\x80\x99")) ||
           text_take_start(rest, TEXT("\xE2\x80\x98")) || shape_take(rest, "['`]", NULL));
}

/* A year between brackets, or in front of a name. */
static bool take_year_before(struct text *rest, struct text *year)
{
    static const struct {
        const char *before;
        const char *behind;
        bool brackets;
    } forms[] = {
        {"[(]s*", "s*[)]s*", true},
        {"[[]s*", "s*]s*", true},
        {"", "[ \n\r\t-]+", false},
        {"", "", false},
    };
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        for (size_t digits = 4; digits >= 2; digits -= 2) {
            struct text inner = *rest;
            if (!shape_take(&inner, forms[i].before, NULL)) {
                break;
            }
            skip_apostrophe(&inner);
            if (shape_take(&inner, digits == 4 ? "nnnn" : "nn", year) &&
                shape_take(&inner, forms[i].behind, NULL) && is_year(*year) && inner.length > 0 &&
                (text_is_letter(inner.at[0]) || inner.at[0] == '0' || forms[i].brackets)) {
                *rest = inner;
                return true;
            }
        }
    }
    *year = TEXT_NONE;
    return false;
}

/* Whether a year, which ends where rest begins, is really one and no serial or part of a date. */
static bool ends_year(struct text rest, bool joined)
{
    bool goes_on = rest.length > 0 && (text_is_digit(rest.at[0]) || rest.at[0] == '/');
    (void)shape_take(&rest, "[ \t]*", NULL);
    bool alone = rest.length == 0 || strchr(",;\n\r)", rest.at[0]);
    return !goes_on && (joined || alone);
}

/* "(NOV 2007)", "(12 NOV 2007)", "(NOV 12, 2007)" */
static bool take_dated_year(struct text *rest, struct text *year)
{
    struct text inner = *rest;
    struct text month;
    (void)shape_take(&inner, "s*", NULL);
    if (!shape_take(&inner, "[(]s*", NULL)) {
        return false;
    }
    (void)shape_take(&inner, "dd?s+", NULL);
    if (!shape_take(&inner, "aaa+", &month) || month_read(month) == 0) {
        return false;
    }
    (void)shape_take(&inner, "[., ]*", NULL);
    (void)shape_take(&inner, "dd?[, ]+", NULL);
    if (!shape_take(&inner, "dddd", year) || !is_year(*year) ||
        !shape_take(&inner, "s*[)]", NULL)) {
        *year = TEXT_NONE;
        return false;
    }
    *rest = inner;
    return true;
}

/* "-91", "/08", "(2002)", "OF 2007" or " 99" behind a serial. */
static bool take_year_behind(struct text *rest, struct text *year)
{
    static const struct {
        const char *before;
        const char *digits;
        const char *behind;
        bool joined;
    } forms[] = {
        {"s*[(]s*", "dddd", "s*[)]", true}, {"s*[(]s*", "dd", "s*[)]", true},
        {"s*[[]s*", "dddd", "s*]", true},   {"s*[[]s*", "dd", "s*]", true},
        {"[/-]", "dddd", "", true},         {"[/-]", "dd", "", true},
        {"s+OFs+", "dddd", "", true},       {"s+", "dd", "", false},
    };
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct text inner = *rest;
        bool begins = shape_take(&inner, forms[i].before, NULL);
        if (begins) {
            skip_apostrophe(&inner);
        }
        if (begins && shape_take(&inner, forms[i].digits, year) && is_year(*year) &&
            shape_take(&inner, forms[i].behind, NULL) && ends_year(inner, forms[i].joined)) {
            *rest = inner;
            return true;
        }
    }
    *year = TEXT_NONE;
    return take_dated_year(rest, year);
}

/* Whether a number ends where rest begins. A bullet or capitals may be glued to it: "CAIRO
 * 507CAIRO". */
static bool ends_number(struct text rest)
{
    if (rest.length == 0 || (!text_is_letter(rest.at[0]) && !text_is_digit(rest.at[0]))) {
        return rest.length == 0 || (shape_length(rest, ":d") == TEXT_NOT_FOUND &&
                                    shape_length(rest, "-aaa") == TEXT_NOT_FOUND);
    }
    return text_is_upper(rest.at[0]) &&
           (shape_length(rest, "a[.)]s") != TEXT_NOT_FOUND ||
            (shape_length(rest, "aaaa") != TEXT_NOT_FOUND && text_is_upper(rest.at[3])));
}

/* A serial, which is no part of a date or of a longer number. */
static bool take_serial(struct text *rest, struct text *serial)
{
    struct text inner = *rest;
    long number = 0;
    bool repaired = false;
    if (!shape_take(&inner, "nn?n?n?n?n?n?n?", serial)) {
        return false;
    }
    if (serial->length > 1 && serial->at[serial->length - 1] == 'B' &&
        shape_length(inner, "[.)]s*aa") != TEXT_NOT_FOUND) {
        inner = text_from(*rest, --serial->length); /* "12B. BERN": the next bullet */
    }
    if (!spelling_number(*serial, &number, &repaired) || number == 0 ||
        shape_length(inner, "[/-]dd?[/-]dd") != TEXT_NOT_FOUND || !ends_number(inner)) {
        return false;
    }
    *rest = inner;
    return true;
}

/* Whether a bare serial may end where rest begins: behind it stands no word of a sentence. */
static bool ends_item(struct text rest)
{
    static const char *const shapes[] = {"$", "[,;&/()\n\r.-]", "ANDs", "NOTAL", "a[.)]"};
    (void)shape_take(&rest, "[ \t]*", NULL);
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (shape_length(rest, shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* words up to a letter alone, which is the next bullet: "WELLINGTON C", "OSLO\nC. STATE". */
static struct text name_before_bullet(const struct words *words)
{
    for (size_t i = 1; i < words->count; i++) {
        size_t at = (size_t)(words->start[i] - words->all.at);
        bool is_letter_alone =
            at + 1 >= words->all.length || strchr(". \t\r\n", words->all.at[at + 1]);
        if (is_letter_alone) {
            return text_trim(text_slice(words->all, 0, at));
        }
    }
    return words->all;
}

/* Whether the name of a reversed target may end where rest begins. */
static bool ends_reversed(struct text rest)
{
    static const char *const shapes[] = {"$", "[,;&()\n\r.]", "ANDs", "a[.)]"};
    (void)shape_take(&rest, "[ \t]*", NULL);
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (shape_length(rest, shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* "870 Ulaanbaatar", "251 OSLO (07)" */
static bool read_reversed(const struct cable_header *header, struct text text,
                          struct reference_target *out)
{
    struct text rest = text;
    struct words words;
    if (!take_serial(&rest, &out->serial) || !shape_take(&rest, "s+", NULL)) {
        return false;
    }
    struct text start = rest;
    take_words(&rest, &words);
    if (words.count == 0 || words.all.at != start.at) {
        return false;
    }
    out->station = name_before_bullet(&words);
    rest = text_from(start, out->station.length);
    if (!ends_reversed(rest) || !is_station(header, out->station)) {
        return false;
    }
    struct text inner = rest;
    if (shape_length(rest, "s*[(]") != TEXT_NOT_FOUND && take_year_behind(&inner, &out->year)) {
        rest = inner;
    }
    out->printed = text_slice(text, 0, text.length - rest.length);
    return true;
}

/* "STATE (01) 201265", "STATE 1996 123456", "STATE 06/12345": a long serial behind a year. */
static bool take_year_between(struct text *rest, struct text *year)
{
    static const struct {
        const char *before;
        const char *digits;
        const char *behind;
        const char *follows;
    } forms[] = {
        {"[(]s*'?", "dddd", "s*[)]s*", "n"},
        {"[(]s*'?", "dd", "s*[)]s*", "n"},
        {"'?", "dddd", "[ /-]+", "dddd"},
        {"'?", "[089]d", "[ /-]+", "dddd"},
    };
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct text inner = *rest;
        if (shape_take(&inner, forms[i].before, NULL) &&
            shape_take(&inner, forms[i].digits, year) && is_year(*year) &&
            shape_take(&inner, forms[i].behind, NULL) &&
            shape_length(inner, forms[i].follows) != TEXT_NOT_FOUND) {
            *rest = inner;
            return true;
        }
    }
    *year = TEXT_NONE;
    return false;
}

/* "STATE #12", "STATE (C) 12", "STATE NO. 12", "STATE-12" */
static void skip_number_sign(struct text *rest)
{
    static const char *const shapes[] = {"[(]a[)]s*", "NO[.]?s*", "NRs*", "[#-]s*"};
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        (void)shape_take(rest, shapes[i], NULL);
    }
}

static bool read_named(const struct cable_header *header, struct text text,
                       struct reference_target *out)
{
    struct text rest = text;
    struct words words;
    bool has_year = take_year_before(&rest, &out->year);
    take_words(&rest, &words);
    if (words.count == 0) {
        return false;
    }
    (void)shape_take(&rest, "[ \t\r\n]*", NULL);
    has_year = has_year || take_year_between(&rest, &out->year);
    skip_number_sign(&rest);
    if (!take_serial(&rest, &out->serial)) {
        return false;
    }
    out->station = station_at_end(header, &words);
    if (!out->station.at) {
        return false;
    }
    if (!has_year) {
        (void)take_year_behind(&rest, &out->year);
    }
    const char *start = has_year && out->station.at == words.all.at ? text.at : out->station.at;
    out->printed = (struct text){start, (size_t)(rest.at - start)};
    return true;
}

bool reference_target_read(const struct cable_header *header, struct text text,
                           struct reference_target *out)
{
    *out = (struct reference_target){.printed = TEXT_NONE};
    if (read_named(header, text, out)) {
        return true;
    }
    *out = (struct reference_target){.printed = TEXT_NONE};
    if (read_reversed(header, text, out)) {
        return true;
    }
    *out = (struct reference_target){.printed = TEXT_NONE};
    struct text rest = text;
    if (!take_serial(&rest, &out->serial)) {
        return false;
    }
    (void)take_year_behind(&rest, &out->year);
    out->printed = text_slice(text, 0, text.length - rest.length);
    return ends_item(rest);
}
