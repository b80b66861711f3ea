/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "chancery/base/array.h"
#include "chancery/base/calendar.h"
#include "chancery/base/number.h"

#include "month.h"
#include "stamp.h"

/* Two digits of a year up to this are of this century. Source: RFC 2822, 4.3 */
#define TWO_DIGIT_YEAR_MAX 49

#define OFFSET_MINUTES_MAX ((int64_t)14 * 60)

/* Zones by name: those of RFC 822, and some that feeds use. Hours east of Greenwich, in minutes. */
static const struct zone {
    const char *name;
    int64_t offset_minutes;
} zones[] = {
    {"Z", 0},      {"UT", 0},     {"UTC", 0},    {"GMT", 0},    {"EST", -300}, {"EDT", -240},
    {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
    {"CET", 60},   {"CEST", 120}, {"EET", 120},  {"EEST", 180}, {"WET", 0},    {"WEST", 60},
    {"BST", 60},   {"MSK", 180},  {"JST", 540},  {"KST", 540},
};

/* Take count digits off the front. */
static bool take_digits(struct text *rest, size_t count, int64_t *out)
{
    struct text digits = text_slice(*rest, 0, count);
    for (size_t i = 0; i < digits.length; i++) {
        if (!text_is_digit(digits.at[i])) {
            return false;
        }
    }
    if (digits.length != count || !number_read(digits, 0, INT32_MAX, out)) {
        return false;
    }
    *rest = text_from(*rest, count);
    return true;
}

/* Take one or two digits. */
static bool take_short(struct text *rest, int64_t *out)
{
    return take_digits(rest, 2, out) || take_digits(rest, 1, out);
}

/* "+0900", "+09:00", "-05", "GMT", "EST" */
static void take_zone(struct text *rest, struct stamp *out)
{
    struct text moved = text_trim(*rest);
    bool is_west = text_starts(moved, TEXT("-"));
    int64_t hours = 0;
    int64_t minutes = 0;
    if (text_take_start(&moved, TEXT("+")) || text_take_start(&moved, TEXT("-"))) {
        if (!take_digits(&moved, 2, &hours)) {
            return;
        }
        text_take_start(&moved, TEXT(":"));
        (void)take_digits(&moved, 2, &minutes);
        out->offset_minutes = (hours * 60 + minutes) * (is_west ? -1 : 1);
        out->has_zone = out->offset_minutes <= OFFSET_MINUTES_MAX &&
                        out->offset_minutes >= -OFFSET_MINUTES_MAX && minutes < 60;
        *rest = moved;
        return;
    }
    struct text word;
    if (text_take_word(&moved, &word)) {
        for (size_t i = 0; i < COUNT_OF(zones); i++) {
            if (text_equal_fold(word, text_of(zones[i].name))) {
                out->has_zone = true;
                out->offset_minutes = zones[i].offset_minutes;
                *rest = moved;
            }
        }
    }
}

/* "09:15:00.250", "0915", "091500" */
static bool take_time(struct text *rest, struct stamp *out)
{
    struct text moved = text_trim(*rest);
    int64_t second = 0;
    if (!take_short(&moved, &out->hour)) {
        return false;
    }
    bool has_colon = text_take_start(&moved, TEXT(":"));
    if (!take_digits(&moved, 2, &out->minute)) {
        return false;
    }
    bool has_seconds = has_colon ? text_take_start(&moved, TEXT(":")) : true;
    if (has_seconds) {
        (void)take_digits(&moved, 2, &second);
    }
    int64_t digit = 0;
    if (text_take_start(&moved, TEXT(".")) || text_take_start(&moved, TEXT(","))) {
        while (take_digits(&moved, 1, &digit)) {
        }
    }
    bool says_none = !has_colon && out->hour == 0 && out->minute == 0 && second == 0;
    out->has_time = !says_none && out->hour < 24 && out->minute < 60 && second <= 60;
    *rest = moved;
    return true;
}

static bool is_valid(const struct stamp *stamp)
{
    struct calendar_date date = {stamp->year, stamp->month ? stamp->month : 1,
                                 stamp->day ? stamp->day : 1};
    return calendar_is_valid(date);
}

/* "2024-04-03", "20240403", "2024-04", "2024" */
static bool take_iso_date(struct text *rest, struct stamp *out)
{
    struct text moved = *rest;
    if (!take_digits(&moved, 4, &out->year)) {
        return false;
    }
    bool is_extended = text_take_start(&moved, TEXT("-"));
    if (take_digits(&moved, 2, &out->month)) {
        bool has_day = (!is_extended || text_take_start(&moved, TEXT("-"))) &&
                       take_digits(&moved, 2, &out->day);
        out->day = has_day ? out->day : 0;
    }
    *rest = moved;
    return !text_is_digit(text_slice(moved, 0, 1).length ? moved.at[0] : ' ');
}

static bool read_iso(struct text text, struct stamp *out)
{
    struct text rest = text;
    *out = (struct stamp){0};
    if (!take_iso_date(&rest, out)) {
        return false;
    }
    bool has_mark = text_take_start_fold(&rest, TEXT("T")) || text_starts(rest, TEXT(" "));
    if (has_mark && out->day && take_time(&rest, out)) {
        take_zone(&rest, out);
    }
    return true;
}

/* A weekday and the comma behind it. */
static void skip_weekday(struct text *rest)
{
    struct text moved = *rest;
    struct text word;
    if (text_take_word(&moved, &word) && text_ends(word, TEXT(","))) {
        *rest = text_trim(moved);
    }
}

/* "03 Apr 24 09:15:00 EST", "3-Apr-2024" */
static bool read_mail(struct text text, struct stamp *out)
{
    struct text rest = text;
    *out = (struct stamp){0};
    skip_weekday(&rest);
    if (!take_short(&rest, &out->day) || rest.length < 4 ||
        (rest.at[0] != ' ' && rest.at[0] != '-')) {
        return false;
    }
    rest = text_trim(text_from(rest, 1));
    size_t length = 0;
    while (length < rest.length && text_is_letter(rest.at[length])) {
        length++;
    }
    out->month = month_read(text_slice(rest, 0, length));
    rest = text_from(rest, length);
    text_take_start(&rest, TEXT("."));
    text_take_start(&rest, TEXT("-"));
    rest = text_trim(rest);
    bool is_full = take_digits(&rest, 4, &out->year);
    if (!out->month || (!is_full && !take_digits(&rest, 2, &out->year))) {
        return false;
    }
    if (!is_full) {
        out->year += out->year <= TWO_DIGIT_YEAR_MAX ? 2000 : 1900;
    }
    if (text_starts(rest, TEXT(" ")) && take_time(&rest, out)) {
        take_zone(&rest, out);
    }
    return true;
}

bool stamp_read(struct text text, struct stamp *out)
{
    struct stamp stamp;
    text = text_trim(text);
    if ((read_iso(text, &stamp) || read_mail(text, &stamp)) && is_valid(&stamp)) {
        *out = stamp;
        return true;
    }
    return false;
}

struct text stamp_value(const struct stamp *stamp, struct arena *arena)
{
    if (!stamp->month) {
        return arena_format(arena, "%04d", (int)stamp->year);
    }
    if (!stamp->day) {
        return arena_format(arena, "%04d-%02d", (int)stamp->year, (int)stamp->month);
    }
    if (!stamp->has_time || !stamp->has_zone) {
        return arena_format(arena, "%04d-%02d-%02d", (int)stamp->year, (int)stamp->month,
                            (int)stamp->day);
    }
    char zone[8] = "Z";
    if (stamp->offset_minutes != 0) {
        int offset = (int)stamp->offset_minutes;
        unsigned size = (unsigned)(offset < 0 ? -offset : offset);
        (void)snprintf(zone, sizeof(zone), "%c%02u:%02u", offset < 0 ? '-' : '+', size / 60 % 100,
                       size % 60);
    }
    return arena_format(arena, "%04d-%02d-%02dT%02d:%02d:00%s", (int)stamp->year, (int)stamp->month,
                        (int)stamp->day, (int)stamp->hour, (int)stamp->minute, zone);
}

struct text stamp_precision(const struct stamp *stamp)
{
    if (!stamp->month) {
        return TEXT("year");
    }
    if (!stamp->day) {
        return TEXT("month");
    }
    return stamp->has_time && stamp->has_zone ? TEXT("minute") : TEXT("day");
}
