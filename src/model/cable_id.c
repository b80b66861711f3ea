/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/cable_id.h"
#include "chancery/base/number.h"

/* The most digits of a serial, zeros in front among them. */
#define SERIAL_DIGITS_MAX 8

/* The letters of a station, and what stands around them. */
struct parts {
    struct text front; /* digits before the station */
    struct text station;
    struct text serial; /* digits behind it */
    struct text year;   /* digits behind the serial */
    struct text suffix; /* "~2" */
};

static bool is_filler(char c)
{
    return text_is_blank(c) || c == '-' || c == '_' || c == '.' || c == ',' || c == '/' ||
           c == '(' || c == ')' || c == '#' || c == '\'';
}

static void skip_filler(struct text *rest)
{
    while (rest->length > 0 && is_filler(rest->at[0])) {
        *rest = text_from(*rest, 1);
    }
}

static struct text take_digits(struct text *rest)
{
    skip_filler(rest);
    size_t length = 0;
    while (length < rest->length && text_is_digit(rest->at[length])) {
        length++;
    }
    struct text digits = text_slice(*rest, 0, length);
    *rest = text_from(*rest, length);
    return digits;
}

/* Letters with single marks between them: "THE HAGUE", "N'DJAMENA", "ST. PETERSBURG". */
static struct text take_station(struct text *rest)
{
    skip_filler(rest);
    size_t length = 0;
    size_t end = 0;
    while (length < rest->length &&
           (text_is_letter(rest->at[length]) || is_filler(rest->at[length]))) {
        length++;
        end = text_is_letter(rest->at[length - 1]) ? length : end;
    }
    struct text station = text_slice(*rest, 0, end);
    *rest = text_from(*rest, end);
    return station;
}

static struct text take_suffix(struct text *text)
{
    size_t tilde = text_find_char(*text, '~');
    if (tilde == TEXT_NOT_FOUND) {
        return TEXT("");
    }
    struct text suffix = text_from(*text, tilde);
    text->length = tilde;
    int64_t number = 0;
    return number_read(text_from(suffix, 1), 2, 1000000, &number) ? suffix : TEXT_NONE;
}

static bool take_parts(struct text text, struct parts *out)
{
    out->suffix = take_suffix(&text);
    out->front = take_digits(&text);
    out->station = take_station(&text);
    out->serial = take_digits(&text);
    out->year = take_digits(&text);
    skip_filler(&text);
    return text.length == 0 && out->suffix.at && out->station.length > 1 &&
           out->serial.length > 0 && out->serial.length <= SERIAL_DIGITS_MAX;
}

/* Two digits of a year of two or four digits; TEXT_NONE for anything else. */
static struct text short_year(struct text digits)
{
    int64_t year = 0;
    if (digits.length == 2) {
        return digits;
    }
    bool is_year = digits.length == 4 && number_read(digits, 1900, 2099, &year);
    return is_year ? text_from(digits, 2) : TEXT_NONE;
}

/* The canonical station, or the letters of the text in capitals. */
static struct text station_key(struct text station, const struct vocabulary *vocabulary,
                               char letters[CABLE_ID_BYTES_MAX])
{
    const struct vocabulary_station *known =
        vocabulary ? vocabulary_station_named(vocabulary, station) : NULL;
    if (known) {
        return known->station;
    }
    size_t length = 0;
    for (size_t i = 0; i < station.length; i++) {
        if (text_is_letter(station.at[i])) {
            letters[length++] = text_upper(station.at[i]);
        }
    }
    return (struct text){letters, length};
}

struct text cable_id_read(struct text text, const struct vocabulary *vocabulary,
                          struct arena *arena)
{
    struct parts parts;
    if (text.length > CABLE_ID_BYTES_MAX || !take_parts(text, &parts)) {
        return TEXT_NONE;
    }
    struct text year = short_year(parts.front.length > 0 ? parts.front : parts.year);
    bool has_two_years = parts.front.length > 0 && parts.year.length > 0;
    while (parts.serial.length > 1 && parts.serial.at[0] == '0') {
        parts.serial = text_from(parts.serial, 1);
    }
    if (!year.at || has_two_years || text_equal(parts.serial, TEXT("0"))) {
        return TEXT_NONE;
    }
    char letters[CABLE_ID_BYTES_MAX];
    struct text station = station_key(parts.station, vocabulary, letters);
    return arena_format(arena, "%.*s%.*s%.*s%.*s", TEXT_ARGUMENTS(year), TEXT_ARGUMENTS(station),
                        TEXT_ARGUMENTS(parts.serial), TEXT_ARGUMENTS(parts.suffix));
}
