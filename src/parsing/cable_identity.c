/* SPDX-License-Identifier: Apache-2.0 */
/* What only the parts of a header together can tell: by whom it was sent, under which id. */
#include <inttypes.h>

#include "cable_header.h"
#include "cable_references.h"
#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"
#include "shape.h"
#include "spelling.h"

/* Shorter names of stations are not looked for among those that are only near. */
#define NEAR_LETTERS_MIN 5

/* Capital letters of text without blanks and signs, 0 read as O. */
static struct text plain_letters(struct arena *arena, struct text text)
{
    char *letters = arena_copy(arena, text);
    size_t length = 0;
    for (size_t i = 0; letters && i < text.length; i++) {
        if (text_is_letter(text.at[i])) {
            letters[length++] = text_upper(text.at[i]);
        } else if (text.at[i] == '0') {
            letters[length++] = 'O';
        }
    }
    return length > 0 ? (struct text){letters, length} : TEXT_NONE;
}

/* Words that were taken into the name of a station. */
static struct text without_prefix(struct text letters)
{
    static const char *const prefixes[] = {"AMEMBASSY", "AMCONSUL", "EFTO", "NOFORN", "FSC"};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        struct text prefix = text_of(prefixes[i]);
        if (letters.length > prefix.length + 2 && text_starts(letters, prefix)) {
            return text_from(letters, prefix.length);
        }
    }
    return letters;
}

/* The telegrams that an embassy calls its own, and those it calls the Department's. */
static struct text called_station(const struct cable_header *header, struct text text)
{
    if (text_equal_fold(text, TEXT("EMBTEL"))) {
        return header->cable->station;
    }
    return text_equal_fold(text, TEXT("DEPTEL")) ? TEXT("STATE") : TEXT_NONE;
}

struct text header_station(struct cable_header *header, struct text text, bool *certain)
{
    struct text called = called_station(header, text);
    if (called.at) {
        *certain = true;
        return called;
    }
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    const struct vocabulary_station *station =
        vocabulary ? vocabulary_station_named(vocabulary, text) : NULL;
    *certain = true;
    if (station) {
        return station->station;
    }
    struct text letters = plain_letters(header->reading->arena, text);
    if (!vocabulary) {
        bool department = text_starts(letters, TEXT("SECSTATE"));
        return department ? TEXT("STATE") : without_prefix(letters);
    }
    station = vocabulary_station_named(vocabulary, without_prefix(letters));
    if (station) {
        return station->station;
    }
    *certain = false;
    station = letters.length >= NEAR_LETTERS_MIN
                  ? vocabulary_station_near(vocabulary, without_prefix(letters))
                  : NULL;
    return station ? station->station : TEXT_NONE;
}

/* The station of an address; "SEOUL KOR" names its country behind it. */
static struct text address_station(struct cable_header *header, struct text name)
{
    bool certain = false;
    struct text station = header_station(header, name, &certain);
    size_t end = name.length;
    while (end > 0 && text_is_letter(name.at[end - 1])) {
        end--;
    }
    bool has_suffix = end > 0 && (name.length - end == 2 || name.length - end == 3);
    if (!certain && has_suffix) {
        struct text short_name = text_trim(text_slice(name, 0, end));
        struct text found = header_station(header, short_name, &certain);
        station = certain ? found : station;
    }
    return station;
}

static void conclude_from(struct cable_header *header)
{
    struct cable_from *from = header->cable->from;
    bool certain = false;
    if (!from) {
        return;
    }
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    struct text station = address_station(header, from->name);
    struct text word;
    struct text rest = from->name;
    if (!vocabulary && text_take_word(&rest, &word) && text_trim(rest).length > 0) {
        bool department = text_equal(word, TEXT("SECSTATE"));
        station = header_station(header, department ? word : text_trim(rest), &certain);
    }
    from->station = station;
    from->country = vocabulary ? vocabulary_address_country(vocabulary, from->name) : TEXT_NONE;
    const struct vocabulary_station *entry =
        vocabulary && station.at ? vocabulary_station(vocabulary, station) : NULL;
    from->country = from->country.at || !entry ? from->country : entry->country;
}

/* guess, else the station that is nearest to what the classification line has, else its letters. */
static struct text nearest_station(const struct cable_header *header, struct text guess)
{
    struct text letters = plain_letters(header->reading->arena, header->class_station);
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    const struct vocabulary_station *near =
        vocabulary && !guess.at ? vocabulary_station_near(vocabulary, letters) : NULL;
    struct text found = near ? near->station : letters;
    return guess.at ? guess : found;
}

/* The station of the classification line; where that is damaged, of the line FM. */
static void conclude_station(struct cable_header *header)
{
    struct cable *cable = header->cable;
    struct text from = cable->from ? cable->from->station : TEXT_NONE;
    bool certain = true;
    if (!header->class_station.at) {
        cable->station = from;
        return;
    }
    cable->station = header_station(header, header->class_station, &certain);
    if (certain && cable->station.at) {
        return;
    }
    cable->station = from.at ? from : nearest_station(header, cable->station);
    header_warn(header, "station_misspelt", "The name of the station is damaged or not known.",
                header->class_station);
}

static void check_serial(struct cable_header *header)
{
    struct cable *cable = header->cable;
    long own = 0;
    long filed = 0;
    bool repaired = false;
    if (!cable->originator || !cable->originator->serial.at) {
        return;
    }
    bool is_filed = spelling_number(cable->originator->serial, &filed, &repaired);
    if (!cable->serial.at) {
        cable->serial = is_filed ? cable->originator->serial : TEXT_NONE;
        return;
    }
    if (is_filed && spelling_number(cable->serial, &own, &repaired) &&
        own % 10000 != filed % 10000) {
        header_warn(header, "serial_contradicts",
                    "The serial of the originator line is not that of the classification line.",
                    cable->originator->serial);
    }
}

/* The station as its classification line has it, in words; its key where that was damaged. */
static struct text station_words(struct cable_header *header)
{
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    struct text words = header_folded(header, header->class_station);
    bool clean = vocabulary && words.at && vocabulary_station_named(vocabulary, words) &&
                 shape_is(words, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ '.-]+");
    for (size_t i = 0; clean && i < words.length; i++) {
        clean = !text_is_lower(words.at[i]);
    }
    return clean ? words : header->cable->station;
}

static void conclude_id(struct cable_header *header)
{
    struct cable *cable = header->cable;
    struct arena *arena = header->reading->arena;
    long serial = 0;
    bool repaired = false;
    if (!cable->station.at || header->year == 0 || !cable->serial.at ||
        !spelling_number(cable->serial, &serial, &repaired)) {
        return;
    }
    header->reading->document->id = arena_format(arena, "%02" PRId64 "%.*s%ld", header->year % 100,
                                                 TEXT_ARGUMENTS(cable->station), serial);
    struct text words = station_words(header);
    cable->mrn = arena_format(arena, "%02" PRId64 " %.*s %ld", header->year % 100,
                              TEXT_ARGUMENTS(words), serial);
    if (header->year_inferred) {
        header_warn(header, "year_inferred", header->year_from, TEXT_NONE);
    }
}

void header_conclude(struct cable_header *header)
{
    conclude_from(header);
    conclude_station(header);
    check_serial(header);
    header_conclude_date(header);
    conclude_id(header);
    header_compare_hints(header);
    header->reading->document->title = header->cable->subject;
    for (size_t i = 0; i < header->reference_lists.count; i++) {
        references_read(header, header->reference_lists.items[i]);
    }
    header_add_hinted_references(header);
}
