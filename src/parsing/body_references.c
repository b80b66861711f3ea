/* SPDX-License-Identifier: Apache-2.0 */
#include "body_references.h"

#include <inttypes.h>

#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/base/scan.h"
#include "chancery/model/vocabulary.h"

#include "body_piece.h"

/*
 * In a text any post's name may stand before a number: "Paris 2008", "in Seoul 40 people". So a
 * cable is believed only where a year stands in front, where the serial has its zeros, or where a
 * bracket or a word such as "see" says that something is referred to.
 */

#define STATION_WORDS_MAX 4
#define STATION_BYTES_MAX 40
#define SERIAL_DIGITS_MAX 8

/* Serials are printed with this many digits in the headers that they are copied from. */
#define SERIAL_PADDED_DIGITS 5

/* Words before a post that say that its cable is referred to. */
static const char *const pointing_words[] = {"see",     "ref", "refs", "reftel",
                                             "reftels", "per", "cf"};

struct body_reader {
    struct reading *reading;
    int64_t own_year; /* the last two digits, or INTEGER_NONE */
    int64_t paragraph;
    size_t first; /* index of the paragraph's first reference */
    size_t count;
};

/* What stands in a text: [year] station serial. */
struct body_target {
    struct text printed;
    struct text station; /* its key */
    int64_t serial;
    int64_t year; /* two digits, or INTEGER_NONE */
};

static size_t digits_at(struct text text, size_t at)
{
    size_t count = 0;
    while (text_is_digit(piece_char(text, at + count))) {
        count++;
    }
    return count;
}

static size_t skip_blanks_back(struct text text, size_t at)
{
    while (at > 0 && text_is_blank(text.at[at - 1])) {
        at--;
    }
    return at;
}

static bool is_name_char(char c)
{
    return text_is_letter(c) || c == '\'' || c == '.' || c == '-';
}

static size_t word_back(struct text text, size_t at)
{
    size_t end = at;
    while (at > 0 && end - at < STATION_BYTES_MAX && is_name_char(text.at[at - 1])) {
        at--;
    }
    return at;
}

/* The longest post's name that ends at end; *start is where it begins. NULL if there is none. */
static const struct vocabulary_station *find_station(const struct reading *reading,
                                                     struct text text, size_t end, size_t *start)
{
    const struct vocabulary_station *found = NULL;
    size_t at = end;
    for (int words = 0; words < STATION_WORDS_MAX; words++) {
        size_t word = word_back(text, at);
        if (word == at || !text_is_upper(text.at[word])) {
            break;
        }
        const struct vocabulary_station *station =
            vocabulary_station_named(reading->vocabulary, text_slice(text, word, end - word));
        found = station ? station : found;
        *start = station ? word : *start;
        at = skip_blanks_back(text, word);
        if (at == word) {
            break;
        }
    }
    return found;
}

/* A year of two digits, "05 " or "'05 ", that ends before start. */
static int64_t year_before(struct text text, size_t *start)
{
    size_t end = skip_blanks_back(text, *start);
    int64_t year = 0;
    if (end == *start || end < 2 || !number_read(text_slice(text, end - 2, 2), 0, 99, &year)) {
        return INTEGER_NONE;
    }
    size_t at = end - 2;
    at -= at > 0 && text.at[at - 1] == '\'';
    char before = at > 0 ? text.at[at - 1] : ' ';
    if (!text_is_blank(before) && before != '(' && before != '[') {
        return INTEGER_NONE;
    }
    *start = at;
    return year;
}

/* Whether what stands before start says that something is referred to. */
static bool is_pointed_to(struct text text, size_t start)
{
    size_t end = skip_blanks_back(text, start);
    if (end > 0 && strchr("([;", text.at[end - 1])) {
        return true;
    }
    end -= end > 0 && text.at[end - 1] == ':';
    struct text word = text_slice(text, word_back(text, end), end - word_back(text, end));
    for (size_t i = 0; i < COUNT_OF(pointing_words); i++) {
        if (text_equal_fold(word, text_of(pointing_words[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether the digits at at, count of them, can be a serial: no part of a number, date or time. */
static bool is_serial(struct text text, size_t at, size_t count)
{
    char next = piece_char(text, at + count);
    char behind = piece_char(text, at + count + 1);
    bool goes_on = strchr("/:.,-", next) && text_is_digit(behind);
    return count >= 2 && count <= SERIAL_DIGITS_MAX && !goes_on && !text_is_letter(next) &&
           next != '%';
}

static bool looks_like_year(int64_t serial)
{
    return serial >= 1900 && serial <= 2035;
}

/* Read the target whose serial begins at at. */
static bool read_target(const struct reading *reading, struct text text, size_t at,
                        struct body_target *out)
{
    size_t count = digits_at(text, at);
    size_t end = at - (at > 0 && text.at[at - 1] == '#');
    size_t station_end = skip_blanks_back(text, end);
    size_t start = station_end;
    if (!is_serial(text, at, count) || station_end == end ||
        !number_read(text_slice(text, at, count), 1, INT64_MAX, &out->serial)) {
        return false;
    }
    const struct vocabulary_station *station = find_station(reading, text, station_end, &start);
    if (!station) {
        return false;
    }
    out->station = station->station;
    out->year = year_before(text, &start);
    bool padded = count >= SERIAL_PADDED_DIGITS && text.at[at] == '0';
    /* The Department is no place where there could be so many of anything. */
    bool department = text_equal(out->station, TEXT("STATE")) && count >= 4;
    bool pointed = (department || is_pointed_to(text, start)) && !looks_like_year(out->serial);
    out->printed = text_slice(text, start, at + count - start);
    return out->year != INTEGER_NONE || padded || pointed;
}

/* Whether target is the cable itself: a page line in the middle of a paragraph names it too. */
static bool is_own(const struct body_reader *reader, const struct body_target *target)
{
    const struct cable *cable = reader->reading->document->cable;
    int64_t serial = 0;
    return cable && text_equal(cable->station, target->station) &&
           number_read(cable->serial, 0, INT64_MAX, &serial) && serial == target->serial;
}

static bool is_known(const struct body_reader *reader, struct text id)
{
    const struct document *document = reader->reading->document;
    for (size_t i = reader->first; i < document->references.count; i++) {
        if (text_equal(document->references.items[i].id, id)) {
            return true;
        }
    }
    return false;
}

static void add(struct body_reader *reader, const struct body_target *target)
{
    struct reading *reading = reader->reading;
    bool inferred = target->year == INTEGER_NONE;
    int64_t year = inferred ? reader->own_year : target->year;
    if (year == INTEGER_NONE) {
        return;
    }
    struct text id = arena_format(reading->arena, "%02" PRId64 "%.*s%" PRId64, year,
                                  TEXT_ARGUMENTS(target->station), target->serial);
    struct reference *reference =
        is_known(reader, id) ? NULL : LIST_ADD(reading->arena, &reading->document->references);
    if (reference) {
        *reference = (struct reference){.raw = reading_fold_blanks(reading, target->printed),
                                        .kind = TEXT("cable"),
                                        .id = id,
                                        .year_inferred = inferred,
                                        .paragraph = reader->paragraph,
                                        .span = reading_span(reading, target->printed)};
        reader->count++;
    }
}

static void read_paragraph(struct body_reader *reader, struct text text)
{
    struct body_target target;
    size_t at = scan_ranges(text, 0, TEXT("09"));
    while (at < text.length && reader->count < BODY_REFERENCES_MAX) {
        if (read_target(reader->reading, text, at, &target) && !is_own(reader, &target)) {
            add(reader, &target);
        }
        at = scan_ranges(text, at + digits_at(text, at), TEXT("09"));
    }
}

void body_references_read(struct reading *reading)
{
    const struct paragraphs *paragraphs = &reading->document->paragraphs;
    struct body_reader reader = {.reading = reading, .own_year = INTEGER_NONE};
    int64_t year = 0;
    if (number_read(text_slice(reading->document->id, 0, 2), 0, 99, &year)) {
        reader.own_year = year;
    }
    for (size_t i = 0; reading->vocabulary && i < paragraphs->count; i++) {
        struct span span = paragraphs->items[i].span;
        reader.paragraph = (int64_t)i + 1;
        reader.first = reading->document->references.count;
        read_paragraph(&reader, text_slice(reading->text, span.start, span.end - span.start));
    }
}
