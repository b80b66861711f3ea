/* SPDX-License-Identifier: Apache-2.0 */
/* Format line 5: "P R 041820Z JAN 10". */
#include "cable_header.h"
#include "month.h"
#include "shape.h"
#include "spelling.h"

/* Two digits from here on are of the last century: no cable of the form is older than 1966. */
#define FIRST_YEAR_OF_CENTURY 66

static const struct prosign {
    char letter;
    const char *precedence;
} prosigns[] = {
    {'Z', "FLASH"},
    {'O', "IMMEDIATE"},
    {'P', "PRIORITY"},
    {'R', "ROUTINE"},
};

struct text header_precedence(char prosign)
{
    for (size_t i = 0; i < sizeof(prosigns) / sizeof(prosigns[0]); i++) {
        if (prosigns[i].letter == text_upper(prosign)) {
            return text_of(prosigns[i].precedence);
        }
    }
    return prosign == '0' ? TEXT("IMMEDIATE") : TEXT_NONE;
}

static int64_t full_year(long year, size_t digits)
{
    if (digits > 2) {
        return year;
    }
    return year + (year >= FIRST_YEAR_OF_CENTURY ? 1900 : 2000);
}

/* Day, hour and minute. */
static bool take_time(struct text *rest, struct header_dtg *out)
{
    struct text day;
    struct text hour;
    struct text minute;
    bool repaired[] = {false, false, false};
    bool is_time = shape_take(rest, "nn", &day) && shape_take(rest, "s?", NULL) &&
                   shape_take(rest, "nn", &hour) && shape_take(rest, "s?", NULL) &&
                   shape_take(rest, "nn", &minute) &&
                   spelling_number(day, &out->day, &repaired[0]) &&
                   spelling_number(hour, &out->hour, &repaired[1]) &&
                   spelling_number(minute, &out->minute, &repaired[2]);
    out->damaged = repaired[0] || repaired[1] || repaired[2];
    return is_time;
}

/* The name of a month; what is damaged beyond reading still has three characters. */
static bool take_month(struct text *rest, struct header_dtg *out)
{
    struct text month;
    if (shape_take(rest, "aaaa*", &month)) {
        out->month = month_read_damaged(month);
        out->damaged = out->damaged || month_read(month) == 0;
        return true;
    }
    size_t letters = 0;
    for (size_t i = 0; i < 3 && i < rest->length; i++) {
        letters += text_is_letter(rest->at[i]);
    }
    struct text inner = *rest;
    if (letters == 0 ||
        !shape_take(&inner, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#?*+=%&@]...?", NULL)) {
        return false;
    }
    month = text_slice(*rest, 0, 3);
    *rest = text_from(*rest, 3);
    out->month = month_read_damaged(month);
    out->damaged = true;
    return rest->length > 0 && (*rest->at == ' ' || out->month > 0);
}

static bool take_month_and_year(struct text *rest, struct header_dtg *out)
{
    struct text year;
    long number = 0;
    bool repaired = false;
    (void)shape_take(rest, "[ \t/-]*", NULL);
    if (!take_month(rest, out)) {
        return false;
    }
    (void)shape_take(rest, "[.' /-]*", NULL);
    if ((!shape_take(rest, "nnnn", &year) && !shape_take(rest, "nn", &year)) ||
        !spelling_number(year, &number, &repaired)) {
        return false;
    }
    out->year = full_year(number, year.length);
    out->damaged = out->damaged || repaired;
    return rest->length == 0 || !text_is_digit(rest->at[0]);
}

/* The precedences in front, of which O may have been read as 0. */
static void take_prosigns(struct text *rest, struct text sign[2])
{
    if (shape_length(*rest, "0s+nnnnnn") != TEXT_NOT_FOUND) {
        (void)shape_take(rest, "0s*", &sign[0]);
    } else if (shape_take(rest, "[ZOPR]s*", &sign[0])) {
        (void)shape_take(rest, "[ZOPR]s*", &sign[1]);
    }
}

/* The letter of the zone; where a precedence shows the group, it may have been lost. */
static bool take_zone(struct text *rest, struct text *zone, struct header_dtg *out)
{
    *zone = TEXT_NONE;
    (void)shape_take(rest, "s?", NULL);
    struct text inner = *rest;
    struct text letters;
    if (shape_take(&inner, "aaa", &letters) && month_read(letters) > 0 &&
        shape_length(inner, "[.' ]*nn") != TEXT_NOT_FOUND) {
        out->damaged = true;
        return true;
    }
    return shape_take(rest, "a", zone);
}

bool header_read_dtg(struct text text, struct header_dtg *out, struct cable_dtg *printed,
                     struct arena *arena)
{
    struct text rest = text;
    struct text sign[] = {TEXT_NONE, TEXT_NONE};
    struct header_dtg dtg = {.zone = 'Z'};
    struct text zone;
    take_prosigns(&rest, sign);
    bool is_group =
        take_time(&rest, &dtg) && take_zone(&rest, &zone, &dtg) && take_month_and_year(&rest, &dtg);
    if (!is_group) {
        return false;
    }
    dtg.zone = zone.at ? text_upper(zone.at[0]) : 'Z';
    dtg.piece = text_slice(text, 0, text.length - rest.length);
    *out = dtg;
    for (size_t i = 0; i < 2; i++) {
        bool is_doubled = i > 0 && sign[0].at && sign[0].length == 1 && sign[1].at &&
                          text_upper(sign[0].at[0]) == text_upper(sign[1].at[0]);
        if (sign[i].at && !is_doubled) {
            texts_add(arena, &printed->precedence, header_precedence(sign[i].at[0]));
        }
    }
    return true;
}
