/* SPDX-License-Identifier: Apache-2.0 */
/* Format line 12: level, caveats, section, station and serial. */
#include "chancery/base/array.h"

#include "cable_header.h"
#include "shape.h"
#include "spelling.h"

/* The most words a station has: PORT OF SPAIN, USUN NEW YORK. */
#define STATION_WORDS_MAX 4

/* The most digits of a serial. */
#define SERIAL_DIGITS_MAX 6

/* Fewer letters in a row are no level that was damaged. */
#define SPACED_LETTERS_MIN 5

static const struct level {
    const char *letters; /* without the blanks that may stand between any two */
    const char *level;
    size_t distance; /* how many letters of it may be lost or wrong */
} levels[] = {
    {"TOPSECRET", "TOP SECRET", 2},      {"LIMITEDOFFICIALUSE", "LIMITED OFFICIAL USE", 2},
    {"CONFIDENTIAL", "CONFIDENTIAL", 2}, {"UNCLASSIFIED", "UNCLASSIFIED", 2},
    {"UNCLAS", "UNCLASSIFIED", 1},       {"SECRET", "SECRET", 1},
    {"RESTRICTED", "RESTRICTED", 1},
};

static const struct caveat {
    const char *letters;
    const char *caveat;
} caveats[] = {
    {"FOROFFICIALUSEONLY", "FOR OFFICIAL USE ONLY"},
    {"NOCONTRACT", "NOCONTRACT"},
    {"SENSITIVE", "SENSITIVE"},
    {"NOFORN", "NOFORN"},
    {"STADIS", "STADIS"},
    {"LIMDIS", "LIMDIS"},
    {"EXDIS", "EXDIS"},
    {"NODIS", "NODIS"},
    {"ORCON", "ORCON"},
    {"EFTO", "EFTO"},
    {"FOUO", "FOUO"},
    {"NF", "NOFORN"},
};

/*
 * How many bytes of text are letters, blanks between them not minded; 0 when they are others.
 * Letters written together must end where a word ends.
 */
static size_t spaced_length(struct text text, const char *letters)
{
    size_t at = 0;
    size_t blanks = 0;
    if (text.length == 0 || text_upper(text.at[0]) != letters[0]) {
        return 0;
    }
    for (const char *letter = letters; *letter != '\0'; letter++) {
        while (letter != letters && at < text.length && text.at[at] == ' ') {
            at++;
            blanks++;
        }
        if (at == text.length || text_upper(text.at[at]) != *letter) {
            return 0;
        }
        at++;
    }
    bool is_spaced = blanks > strlen(letters) / 2;
    return is_spaced || at == text.length || !text_is_letter(text.at[at]) ? at : 0;
}

/* Letters that stand alone at the front of text, or digits that they were read as, into word.
 * Answers the bytes they take. */
static size_t take_spaced_letters(struct text text, char *word, size_t *length)
{
    size_t at = 0;
    size_t end = 0;
    *length = 0;
    while (at < text.length && *length < SPELLING_LETTERS_MAX &&
           (text_is_letter(text.at[at]) || strchr("01", text.at[at])) &&
           (at + 1 == text.length || strchr(" -", text.at[at + 1]))) {
        word[(*length)++] = text.at[at];
        end = at + 1;
        at = end;
        while (at < text.length && strchr(" -", text.at[at])) {
            at++;
        }
    }
    return end;
}

/* The level that letters, read from text, are nearest to. */
static struct text damaged_level(struct text letters)
{
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        if (spelling_distance(letters, text_of(levels[i].letters), levels[i].distance) <=
            levels[i].distance) {
            return text_of(levels[i].level);
        }
    }
    return TEXT_NONE;
}

/* A long level to which the station is glued: "CONFIDENTIALSEOUL". */
static struct text glued_level(struct text word, size_t *length)
{
    static const char *const long_levels[] = {"CONFIDENTIAL", "UNCLASSIFIED"};
    for (size_t i = 0; i < COUNT_OF(long_levels); i++) {
        if (text_starts(word, text_of(long_levels[i]))) {
            *length = strlen(long_levels[i]);
            return text_of(long_levels[i]);
        }
    }
    return TEXT_NONE;
}

struct text cable_class_level(struct text line, size_t *length, bool *damaged)
{
    *damaged = false;
    *length = 0;
    if (line.length == 0 || !text_is_letter(line.at[0])) {
        return TEXT_NONE;
    }
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        *length = spaced_length(line, levels[i].letters);
        if (*length > 0) {
            return text_of(levels[i].level);
        }
    }
    *damaged = true;
    char word[SPELLING_LETTERS_MAX];
    size_t letters = 0;
    *length = take_spaced_letters(line, word, &letters);
    if (letters >= SPACED_LETTERS_MIN) {
        return damaged_level((struct text){word, letters});
    }
    struct text rest = line;
    struct text first;
    if (line.length < 2 || !text_is_upper(line.at[1])) {
        return TEXT_NONE;
    }
    if (!shape_take(&rest, "aaaaa+", &first)) {
        return TEXT_NONE;
    }
    *length = first.length;
    struct text level = damaged_level(first);
    return level.at ? level : glued_level(first, length);
}

static void take_caveats(struct text *rest, struct cable_class_line *out)
{
    size_t i = 0;
    while (i < COUNT_OF(caveats) && out->handling_count < CLASS_LINE_HANDLING_MAX) {
        struct text inner = *rest;
        (void)shape_take(&inner, "[ /,(]*", NULL);
        size_t length = spaced_length(inner, caveats[i].letters);
        if (length == 0) {
            i++;
            continue;
        }
        out->handling[out->handling_count++] = text_of(caveats[i].caveat);
        *rest = text_from(inner, length);
        (void)shape_take(rest, "[)/]*", NULL);
        i = 0;
    }
    (void)shape_take(rest, "s*", NULL);
}

/* Section numbers that are written as words. */
static const char *const number_words[] = {"ONE", "TWO",   "THREE", "FOUR", "FIVE",
                                           "SIX", "SEVEN", "EIGHT", "NINE", "TEN"};

/* Take the number of a section; *repaired says whether it was damaged. */
static bool take_section_number(struct text *rest, long *number, bool *repaired)
{
    struct text word;
    for (size_t i = 0; i < COUNT_OF(number_words); i++) {
        if (text_take_start_fold(rest, text_of(number_words[i]))) {
            *number = (long)i + 1;
            return true;
        }
    }
    return (shape_take(rest, "ddd", &word) || shape_take(rest, "nn?", &word)) &&
           spelling_number(word, number, repaired);
}

/* "FINAL SECTION OF 03" */
static bool take_final_section(struct text *rest, struct cable_class_line *out)
{
    struct text inner = *rest;
    bool repaired = false;
    if (!shape_take(&inner, "FINALs+SECTIONs+OFs+", NULL) ||
        !take_section_number(&inner, &out->sections, &repaired)) {
        return false;
    }
    out->section = out->sections;
    out->damaged = out->damaged || repaired;
    *rest = inner;
    (void)shape_take(rest, "s*", NULL);
    return true;
}

/* "SECTION 01 OF 02", letters of it lost or wrong, blanks too. */
static void take_section(struct text *rest, struct cable_class_line *out)
{
    struct text inner = *rest;
    struct text word;
    (void)shape_take(&inner, "s*", NULL);
    if (take_final_section(&inner, out)) {
        *rest = inner;
        return;
    }
    bool has_word = shape_take(&inner, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ]+", &word);
    if (has_word && !text_equal_fold(word, TEXT("SEC")) &&
        spelling_distance(word, TEXT("SECTION"), 2) > 2) {
        return;
    }
    (void)shape_take(&inner, "s*", NULL);
    long section = 0;
    long sections = 0;
    bool repaired[] = {false, false};
    if (take_section_number(&inner, &section, &repaired[0]) &&
        shape_take(&inner, "s*[O0QGC]?Fs*", NULL) &&
        take_section_number(&inner, &sections, &repaired[1])) {
        out->section = section;
        out->sections = sections;
        out->damaged = out->damaged || repaired[0] || repaired[1] || !has_word ||
                       !text_equal_fold(word, TEXT("SECTION"));
        *rest = inner;
        (void)shape_take(rest, "s*", NULL);
    }
}

/* The serial at the front of text: digits, or digits misread as letters in a word of their own. */
static bool take_serial(struct text *text, struct cable_class_line *out)
{
    struct text rest = *text;
    struct text serial;
    struct text word;
    long number = 0;
    bool repaired = false;
    if (shape_take(&rest, "w+", &word) && word.length >= 3 && shape_is(word, "n+") &&
        spelling_number(word, &number, &repaired) && number >= (repaired ? 10 : 0)) {
        out->serial = word;
        out->damaged = out->damaged || repaired;
        *text = rest;
        return true;
    }
    rest = *text;
    bool long_enough = shape_take(&rest, "ddd+", &serial);
    if (!long_enough && !(shape_take(&rest, "dd?", &serial) && shape_is(rest, "s*"))) {
        return false; /* a short serial must end the line */
    }
    if (serial.length > SERIAL_DIGITS_MAX) {
        return false;
    }
    out->serial = serial;
    *text = rest;
    return true;
}

/* A second serial behind the first: of a repetition, a cancellation, a travelling Secretary. */
static void take_second_serial(struct text *rest, struct cable_class_line *out)
{
    struct text inner = *rest;
    struct text serial;
    if (shape_take(&inner, "s+Z[DF][KR]s+d+", NULL) || shape_take(&inner, "s+TOSECs+d+", NULL)) {
        *rest = inner;
    } else if (shape_take(&inner, "s*SUSPECTEDs*DUPLICATEs*", NULL) &&
               shape_take(&inner, "ddd+", &serial)) {
        out->serial = serial;
        *rest = inner;
    }
}

static bool is_station_word(struct text word)
{
    return text_is_letter(word.at[word.at[0] == '0' && word.length > 1 ? 1 : 0]) &&
           shape_is(word, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ0.'-]+") &&
           !text_equal_fold(word, TEXT("PAGE")) && !text_equal_fold(word, TEXT("SECTION"));
}

/* A serial of five digits and more that is glued to the station: "SEOUL000487". */
static bool take_glued_serial(struct text *rest, struct cable_class_line *out)
{
    struct text inner = *rest;
    struct text letters;
    if (!shape_take(&inner, "aaaa*", &letters) ||
        shape_length(inner, "dddddd?$") == TEXT_NOT_FOUND) {
        return false;
    }
    out->station = letters;
    out->serial = inner;
    out->damaged = true;
    *rest = text_from(inner, inner.length);
    return true;
}

static bool take_station(struct text *rest, struct cable_class_line *out)
{
    if (take_glued_serial(rest, out)) {
        return true;
    }
    const char *start = rest->at;
    struct text word;
    for (size_t words = 0; words <= STATION_WORDS_MAX; words++) {
        if (words > 0 && text_is_blank(rest->at[-1]) && take_serial(rest, out)) {
            return true;
        }
        if (!shape_take(rest, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ0.'-]+", &word) ||
            !is_station_word(word)) {
            return false;
        }
        out->station = (struct text){start, (size_t)(word.at - start) + word.length};
        (void)shape_take(rest, "s*", NULL);
    }
    return false;
}

static bool is_capitals(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_lower(text.at[i])) {
            return false;
        }
    }
    return true;
}

bool cable_class_line_read(struct text line, struct cable_class_line *out)
{
    *out = (struct cable_class_line){.level = TEXT_NONE};
    size_t length = 0;
    struct text rest = line;
    out->level = cable_class_level(line, &length, &out->damaged);
    if (!out->level.at) {
        return false;
    }
    rest = text_from(line, length);
    take_caveats(&rest, out);
    take_section(&rest, out);
    take_caveats(&rest, out);
    if (!take_station(&rest, out)) {
        return false;
    }
    take_second_serial(&rest, out);
    if (out->sections == 0) {
        take_section(&rest, out);
    }
    out->length = (size_t)(rest.at - line.at);
    /* Words of a sentence are no classification line, unless all of the cable was put in lower
       case, when the serial still has its zeros. */
    return is_capitals(text_slice(line, 0, length)) || out->serial.length >= 5;
}
