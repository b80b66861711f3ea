/* SPDX-License-Identifier: Apache-2.0 */
#include "date_value.h"

#include <inttypes.h>

#define MONTHS 12
/* A year that every month and day has, February 29 too. */
#define LEAP_YEAR 2000
/* How far a shift may go; "three thousand years ago" is no date of the trade. */
#define SHIFT_MAX 400
/* A day that near is meant rather than one that far, whatever the tense. */
#define NEAR_DAYS 31
#define FAR_DAYS  240

void date_add(const struct date_finding *finding, struct date_value value)
{
    const struct finding *base = &finding->base;
    struct date *date = LIST_ADD(base->arena, &base->document->dates);
    if (date) {
        *date = (struct date){.text = words_text(base->words, finding->first, finding->last),
                              .value = value.value,
                              .partial = value.partial,
                              .precision = value.precision,
                              .role = TEXT("event"),
                              .paragraph = base->paragraph,
                              .span = words_span(base->words, finding->first, finding->last)};
    }
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* How far month and day in year are from the anchor, or INT64_MAX when there is no such day. */
static int64_t away(const struct date_finding *finding, struct calendar_date date)
{
    return calendar_is_valid(date) ? distance(calendar_day_of(date), finding->anchor) : INT64_MAX;
}

/*
 * The year that makes month and day the date that is meant, or 0 when there is none. The tense says
 * on which side of the anchor it lies; but of a sentence that tells of both, what is so near
 * counts.
 */
static int64_t year_of_day(const struct date_finding *finding, int64_t month, int64_t day)
{
    int64_t nearest = 0;
    int64_t best = 0;
    int64_t nearest_away = INT64_MAX;
    int64_t best_away = INT64_MAX;
    int64_t year = calendar_date_of(finding->anchor).year;
    for (int64_t i = year - 1; i <= year + 1; i++) {
        struct calendar_date date = {i, month, day};
        int64_t days = away(finding, date);
        if (days < nearest_away) {
            nearest = i;
            nearest_away = days;
        }
        bool is_later = days != INT64_MAX && calendar_day_of(date) > finding->anchor;
        bool is_wrong_side = (finding->tense == TENSE_PAST && is_later) ||
                             (finding->tense == TENSE_FUTURE && !is_later && days > 0);
        if (!is_wrong_side && days < best_away) {
            best = i;
            best_away = days;
        }
    }
    return nearest_away <= NEAR_DAYS && best_away > FAR_DAYS ? nearest : best;
}

static struct text day_text(struct arena *arena, struct calendar_date date)
{
    return date.year > 0 ? arena_format(arena, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, date.year,
                                        date.month, date.day)
                         : arena_format(arena, "--%02" PRId64 "-%02" PRId64, date.month, date.day);
}

void date_add_days(const struct date_finding *finding, struct named_days days)
{
    struct arena *arena = finding->base.arena;
    struct calendar_date date = days.date;
    if (!calendar_is_valid((struct calendar_date){LEAP_YEAR, date.month, date.day})) {
        return;
    }
    if (date.year == 0 && finding->is_anchored) {
        date.year = year_of_day(finding, date.month, date.day);
    }
    struct text text = day_text(arena, date);
    if (days.until_day > 0) {
        int64_t next = date.year > 0 && days.until_month < date.month ? 1 : 0;
        struct calendar_date until = {date.year + next, days.until_month, days.until_day};
        struct text end = day_text(arena, until);
        text = arena_format(arena, "%.*s/%.*s", TEXT_ARGUMENTS(text), TEXT_ARGUMENTS(end));
    }
    struct date_value value = {.precision = TEXT("day")};
    *(date.year > 0 ? &value.value : &value.partial) = text;
    date_add(finding, value);
}

/* Months are said of the nearest one: "the February conference" of a January lies ahead. */
static int64_t year_of_month(const struct date_finding *finding, int64_t month)
{
    struct calendar_date anchor = calendar_date_of(finding->anchor);
    int64_t ahead = (month - anchor.month + MONTHS) % MONTHS;
    bool is_ahead = ahead <= MONTHS / 2;
    if (finding->tense == TENSE_PAST && ahead > 0) {
        is_ahead = false;
    }
    if (finding->tense == TENSE_FUTURE) {
        is_ahead = true;
    }
    int64_t later = is_ahead ? anchor.month - 1 + ahead : anchor.month - 1 + ahead - MONTHS;
    return later < 0 ? anchor.year - 1 : anchor.year + later / MONTHS;
}

void date_add_month(const struct date_finding *finding, int64_t year, int64_t month)
{
    struct arena *arena = finding->base.arena;
    struct date_value value = {.precision = TEXT("month")};
    if (year == 0 && finding->is_anchored) {
        year = year_of_month(finding, month);
    }
    if (year > 0) {
        value.value = arena_format(arena, "%04" PRId64 "-%02" PRId64, year, month);
    } else {
        value.partial = arena_format(arena, "--%02" PRId64, month);
    }
    date_add(finding, value);
}

void date_add_year(const struct date_finding *finding, int64_t year)
{
    date_add(finding,
             (struct date_value){.value = arena_format(finding->base.arena, "%04" PRId64, year),
                                 .precision = TEXT("year")});
}

void date_add_weekday(const struct date_finding *finding, int64_t weekday, enum tense tense)
{
    struct date_value value = {.precision = TEXT("day")};
    if (finding->is_anchored) {
        int64_t back = (calendar_weekday(finding->anchor) - weekday + 7) % 7;
        int64_t day =
            tense == TENSE_FUTURE ? finding->anchor + (7 - back) % 7 : finding->anchor - back;
        value.value = day_text(finding->base.arena, calendar_date_of(day));
    }
    date_add(finding, value);
}

static struct text week_text(struct arena *arena, int64_t day)
{
    /* The Thursday of a week is in the year that the week is counted in. */
    int64_t thursday = day - calendar_weekday(day) + 4;
    int64_t year = calendar_date_of(thursday).year;
    int64_t week = (thursday - calendar_first_week_day(year)) / 7 + 1;
    return arena_format(arena, "%04" PRId64 "-W%02" PRId64, year, week);
}

static struct text shifted_text(const struct date_finding *finding, int64_t shift,
                                enum date_unit unit)
{
    struct arena *arena = finding->base.arena;
    struct calendar_date date = calendar_date_of(finding->anchor);
    int64_t months = date.year * MONTHS + date.month - 1 + shift;
    switch (unit) {
    case DATE_DAY:
        return day_text(arena, calendar_date_of(finding->anchor + shift));
    case DATE_WEEK:
        return week_text(arena, finding->anchor + 7 * shift);
    case DATE_MONTH:
        return arena_format(arena, "%04" PRId64 "-%02" PRId64, months / MONTHS,
                            months % MONTHS + 1);
    case DATE_YEAR:
        return arena_format(arena, "%04" PRId64, date.year + shift);
    }
    return TEXT_NONE;
}

void date_add_shifted(const struct date_finding *finding, int64_t shift, enum date_unit unit)
{
    static const struct text names[] = {
        [DATE_DAY] = {"day", 3},
        [DATE_WEEK] = {"week", 4},
        [DATE_MONTH] = {"month", 5},
        [DATE_YEAR] = {"year", 4},
    };
    if (shift < -SHIFT_MAX || shift > SHIFT_MAX) {
        return;
    }
    struct date_value value = {.precision = names[unit]};
    if (finding->is_anchored) {
        value.value = shifted_text(finding, shift, unit);
    }
    date_add(finding, value);
}
