/* SPDX-License-Identifier: Apache-2.0 */
#include "dates.h"

#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "date_value.h"

/* Years that a bare number of four digits may mean. */
#define YEAR_MIN 1900
#define YEAR_MAX 2059
/* How far ahead in a sentence its tense is looked for. */
#define TENSE_WORDS_MAX ((size_t)16)

/* Each reads a date that begins at word index and adds it; how many words it took, or 0. */
typedef size_t read_date(struct date_finding *finding, size_t index);

static const struct words *words_of(const struct date_finding *finding)
{
    return finding->base.words;
}

static bool read_number(const struct date_finding *finding, size_t index, int64_t least,
                        int64_t most, int64_t *out)
{
    int64_t number = 0;
    if (!words_number(words_of(finding), index, &number) || number < least || number > most ||
        text_find_char(words_of(finding)->items[index].text, '.') != TEXT_NOT_FOUND) {
        return false;
    }
    *out = number;
    return true;
}

static bool read_day(const struct date_finding *finding, size_t index, int64_t *out)
{
    return index < words_of(finding)->count && words_of(finding)->items[index].text.length <= 4 &&
           read_number(finding, index, 1, 31, out);
}

static bool read_year(const struct date_finding *finding, size_t index, int64_t *out)
{
    return index < words_of(finding)->count && words_of(finding)->items[index].text.length == 4 &&
           read_number(finding, index, YEAR_MIN, YEAR_MAX, out);
}

static bool read_month(const struct date_finding *finding, size_t index, int64_t *out)
{
    const struct words *words = words_of(finding);
    if (!words_mean(words, index, VOCABULARY_WORD_MONTH) || !words->items[index].is_capital) {
        return false;
    }
    *out = words->items[index].meaning->value;
    return true;
}

/* Whether words index and index + 1 stand together as parts of a date do: "Nov. 22", "22, 2006" */
static bool is_near(const struct date_finding *finding, size_t index)
{
    if (index + 1 >= words_of(finding)->count) {
        return false;
    }
    struct text gap = text_trim(words_gap(words_of(finding), index));
    return gap.length == 0 || text_equal(gap, TEXT(".")) || text_equal(gap, TEXT(",")) ||
           text_equal(gap, TEXT(".,"));
}

static size_t finish_days(struct date_finding *finding, size_t first, size_t last,
                          struct named_days days)
{
    finding->first = first;
    finding->last = last;
    date_add_days(finding, days);
    return last + 1 - first;
}

/* "-12", "to 12", "-August 2" behind a day: the last word of it, or last itself. */
static size_t read_until(struct date_finding *finding, size_t last, struct named_days *days)
{
    const struct words *words = words_of(finding);
    size_t next = last + 1;
    if (!words_dashed(words, last)) {
        if (!words_is(words, next, TEXT("to")) && !words_is(words, next, TEXT("through"))) {
            return last;
        }
        next++;
    }
    int64_t month = days->date.month;
    if (read_month(finding, next, &month)) {
        next++;
    }
    int64_t until = 0;
    bool is_later = read_day(finding, next, &until) &&
                    (month != days->date.month || until > days->date.day) &&
                    !words_mean(words, next + 1, VOCABULARY_WORD_SCALE) &&
                    !words_joined(words, next, TEXT(":"));
    if (!is_later) {
        return last;
    }
    days->until_month = month;
    days->until_day = until;
    return next;
}

/* ", 2006" behind a day or a month. */
static size_t read_year_behind(const struct date_finding *finding, size_t last, int64_t *year)
{
    return is_near(finding, last) && read_year(finding, last + 1, year) ? last + 1 : last;
}

/* "April 2", "April 2, 2007", "July 11-12" */
static size_t read_month_day(struct date_finding *finding, size_t index)
{
    struct named_days days = {.until_day = 0};
    if (!read_month(finding, index, &days.date.month) || !is_near(finding, index) ||
        !read_day(finding, index + 1, &days.date.day)) {
        return 0;
    }
    size_t last = read_until(finding, index + 1, &days);
    last = read_year_behind(finding, last, &days.date.year);
    return finish_days(finding, index, last, days);
}

/* "2 April", "29-30 June 2007", "5th of May" */
static size_t read_day_month(struct date_finding *finding, size_t index)
{
    struct named_days days = {.until_day = 0};
    size_t last = index;
    if (!read_day(finding, index, &days.date.day)) {
        return 0;
    }
    if (words_dashed(words_of(finding), last) && read_day(finding, last + 1, &days.until_day)) {
        last++;
    }
    last += words_is(words_of(finding), last + 1, TEXT("of")) ? 1 : 0;
    if (!is_near(finding, last) || !read_month(finding, last + 1, &days.date.month)) {
        return 0;
    }
    last = read_year_behind(finding, last + 1, &days.date.year);
    days.until_month = days.date.month;
    return finish_days(finding, index, last, days);
}

/* "2007-02-16" */
static size_t read_iso(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    struct named_days days = {.until_day = 0};
    bool is_iso =
        read_year(finding, index, &days.date.year) && words_joined(words, index, TEXT("-")) &&
        read_day(finding, index + 1, &days.date.month) && days.date.month <= 12 &&
        words_joined(words, index + 1, TEXT("-")) && read_day(finding, index + 2, &days.date.day);
    return is_iso ? finish_days(finding, index, index + 2, days) : 0;
}

/* "02/16/2007", where only one of the numbers can be the month */
static size_t read_slashes(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    struct named_days days = {.until_day = 0};
    int64_t a = 0;
    int64_t b = 0;
    if (!read_day(finding, index, &a) || !words_joined(words, index, TEXT("/")) ||
        !read_day(finding, index + 1, &b) || !words_joined(words, index + 1, TEXT("/")) ||
        !read_year(finding, index + 2, &days.date.year)) {
        return 0;
    }
    bool is_clear = a == b || a > 12 || b > 12;
    days.date.month = a <= 12 ? a : b;
    days.date.day = a <= 12 ? b : a;
    return is_clear && days.date.month <= 12 ? finish_days(finding, index, index + 2, days) : 0;
}

/* Months whose names are also words or first names need a word before them that dates have. */
static bool is_month_alone(const struct date_finding *finding, size_t index, int64_t month)
{
    const struct words *words = words_of(finding);
    bool is_short = words->items[index].text.length <= 4 && month != 7;
    bool has_lead = index > 0 && (words_mean(words, index - 1, VOCABULARY_WORD_LEAD) ||
                                  words_mean(words, index - 1, VOCABULARY_WORD_SHIFT));
    bool is_name = index > 0 && words->items[index - 1].is_capital &&
                   !words->items[index - 1].is_upper && !words->items[index - 1].begins &&
                   words_joined(words, index - 1, TEXT(" "));
    bool is_doubtful = is_short || month == 3 || month == 4 || month == 8;
    return has_lead || (!is_doubtful && !is_name);
}

/* "January", "January 2007", "last January" */
static size_t read_bare_month(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    int64_t month = 0;
    int64_t year = 0;
    if (!read_month(finding, index, &month)) {
        return 0;
    }
    bool has_of = words_is(words, index + 1, TEXT("of"));
    size_t last = read_year_behind(finding, has_of ? index + 1 : index, &year);
    if (year == 0) {
        last = index;
        if (!is_month_alone(finding, index, month)) {
            return 0;
        }
    }
    enum tense tense = finding->tense;
    if (index == 0 ||
        (!words_is(words, index - 1, TEXT("in")) && !words_is(words, index - 1, TEXT("since")))) {
        finding->tense = TENSE_UNKNOWN;
    }
    if (index > 0 && words_mean(words, index - 1, VOCABULARY_WORD_SHIFT) &&
        words->items[index - 1].meaning->value != 0) {
        finding->tense = words->items[index - 1].meaning->value < 0 ? TENSE_PAST : TENSE_FUTURE;
    }
    finding->first = index;
    finding->last = last;
    date_add_month(finding, year, month);
    finding->tense = tense;
    return last + 1 - index;
}

/* "for 2000 boats" counts them; "in 2000 boats" does not occur. */
static bool counts_things(const struct words *words, size_t index)
{
    bool is_dated = words_is(words, index - 1, TEXT("in")) ||
                    words_is(words, index - 1, TEXT("since")) ||
                    words_is(words, index - 1, TEXT("the"));
    return words_mean(words, index + 1, VOCABULARY_WORD_UNIT) ||
           words_mean(words, index + 1, VOCABULARY_WORD_SCALE) ||
           (!is_dated && words_joined(words, index, TEXT(" ")) &&
            !words->items[index + 1].is_capital && !words->items[index + 1].meaning &&
            text_ends(words->items[index + 1].text, TEXT("s")));
}

/* A number of four digits is a year where words say so, or in brackets. */
static size_t read_bare_year(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    int64_t year = 0;
    if (index == 0 || !read_year(finding, index, &year)) {
        return 0;
    }
    struct text before = words_gap(words, index - 1);
    struct text behind = words_gap(words, index);
    bool is_bracketed = text_ends(before, TEXT("(")) && text_starts(behind, TEXT(")"));
    bool is_second =
        words_is(words, index - 1, TEXT("and")) && index > 1 && words->items[index - 2].is_number;
    bool is_led =
        text_trim(before).length == 0 && (words_mean(words, index - 1, VOCABULARY_WORD_LEAD) ||
                                          words_is(words, index - 1, TEXT("the")) || is_second);
    bool is_number = counts_things(words, index) || text_starts(behind, TEXT("%")) ||
                     text_starts(behind, TEXT("-")) || text_starts(behind, TEXT(":"));
    if ((!is_led && !is_bracketed) || is_number) {
        return 0;
    }
    finding->first = finding->last = index;
    date_add_year(finding, year);
    return 1;
}

/* "Friday", "last Friday", "next Friday"; "Friday, April 2" is read as the date behind it. */
static size_t read_weekday(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    bool is_shifted = words_mean(words, index, VOCABULARY_WORD_SHIFT);
    size_t at = is_shifted ? index + 1 : index;
    if (!words_mean(words, at, VOCABULARY_WORD_WEEKDAY) || !words->items[at].is_capital ||
        (words->items[at].text.length <= 3 && !is_near(finding, at))) {
        return 0;
    }
    int64_t month = 0;
    if (is_near(finding, at) && read_month(finding, at + 1, &month)) {
        return 0;
    }
    if (words->items[at].text.length <= 3) {
        return 0;
    }
    int64_t shift = is_shifted ? words->items[index].meaning->value : 0;
    enum tense tense = finding->tense;
    if (is_shifted) {
        tense = shift < 0 ? TENSE_PAST : TENSE_FUTURE;
    }
    finding->first = index;
    finding->last = at;
    if (shift < 0 && finding->is_anchored &&
        calendar_weekday(finding->anchor) == words->items[at].meaning->value) {
        date_add_shifted(finding, -7, DATE_DAY);
    } else {
        date_add_weekday(finding, words->items[at].meaning->value, tense);
    }
    return at + 1 - index;
}

/* "today", "yesterday" */
static size_t read_relative_day(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    if (!words_mean(words, index, VOCABULARY_WORD_DAY) || words_joined(words, index, TEXT("'"))) {
        return 0;
    }
    finding->first = finding->last = index;
    date_add_shifted(finding, words->items[index].meaning->value, DATE_DAY);
    return 1;
}

/* Whether one of these words may begin the name of a date: "later this week". */
static bool is_part_of_unit(const struct words *words, size_t index)
{
    return words_is(words, index, TEXT("later")) || words_is(words, index, TEXT("earlier")) ||
           words_is(words, index, TEXT("late")) || words_is(words, index, TEXT("early"));
}

/* "last year", "this week", "next month" */
static size_t read_shifted_unit(struct date_finding *finding, size_t index)
{
    static const struct text counted[] = {{"last", 4}, {"this", 4}, {"current", 7}, {"next", 4}};
    const struct words *words = words_of(finding);
    bool is_counted = false;
    for (size_t i = 0; i < COUNT_OF(counted) && !is_counted; i++) {
        is_counted = words_is(words, index, counted[i]);
    }
    if (!is_counted || !words_mean(words, index + 1, VOCABULARY_WORD_UNIT) ||
        !words_joined(words, index, TEXT(" ")) ||
        text_ends(words->items[index + 1].text, TEXT("s"))) {
        return 0;
    }
    int64_t unit = words->items[index + 1].meaning->value;
    if (unit == DATE_DAY) {
        return 0;
    }
    finding->first = index > 0 && is_part_of_unit(words, index - 1) ? index - 1 : index;
    finding->last = index + 1;
    date_add_shifted(finding, words->items[index].meaning->value, (enum date_unit)unit);
    return 2;
}

/* "two weeks ago", "a year ago" */
static size_t read_ago(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    int64_t number = 0;
    if (words_mean(words, index, VOCABULARY_WORD_NUMBER)) {
        number = words->items[index].meaning->value;
    } else if (words_is(words, index, TEXT("a"))) {
        number = 1;
    } else if (!read_number(finding, index, 1, 100, &number)) {
        return 0;
    }
    if (!words_mean(words, index + 1, VOCABULARY_WORD_UNIT) ||
        !words_is(words, index + 2, TEXT("ago"))) {
        return 0;
    }
    finding->first = index;
    finding->last = index + 2;
    date_add_shifted(finding, -number, (enum date_unit)words->items[index + 1].meaning->value);
    return 3;
}

/* "in the next few weeks", "in recent years": no more than near */
static size_t read_vague(struct date_finding *finding, size_t index)
{
    const struct words *words = words_of(finding);
    if (!words_is(words, index, TEXT("in"))) {
        return 0;
    }
    size_t at = index + 1;
    at += words_is(words, at, TEXT("the")) ? 1 : 0;
    if (!words_mean(words, at, VOCABULARY_WORD_SHIFT)) {
        return 0;
    }
    at++;
    at += words_is(words, at, TEXT("few")) || words_is(words, at, TEXT("several")) ? 1 : 0;
    if (!words_mean(words, at, VOCABULARY_WORD_UNIT) ||
        !text_ends(words->items[at].text, TEXT("s"))) {
        return 0;
    }
    finding->first = index;
    finding->last = at;
    date_add(finding, (struct date_value){.precision = TEXT("vague")});
    return at + 1 - index;
}

/* What one word says of the tense of its sentence. */
static enum tense tense_of(const struct words *words, size_t index)
{
    static const struct text past[] = {{"said", 4}, {"was", 3}, {"were", 4},
                                       {"had", 3},  {"met", 3}, {"told", 4}};
    const struct word *word = &words->items[index];
    if (word->meaning && word->meaning->kind == VOCABULARY_WORD_FUTURE) {
        return TENSE_FUTURE;
    }
    if (text_equal_fold(word->text, TEXT("would"))) {
        return TENSE_FUTURE;
    }
    bool is_past = word->text.length > 4 && text_ends(word->text, TEXT("ed"));
    for (size_t i = 0; i < COUNT_OF(past) && !is_past; i++) {
        is_past = text_equal(word->text, past[i]);
    }
    return is_past ? TENSE_PAST : TENSE_UNKNOWN;
}

/* The tense of a sentence as its first words have it. */
static enum tense tense_ahead(const struct words *words, size_t index)
{
    for (size_t i = index; i < words->count && i < index + TENSE_WORDS_MAX; i++) {
        enum tense tense = i > index && words->items[i].begins ? TENSE_PAST : tense_of(words, i);
        if (tense != TENSE_UNKNOWN) {
            return i > index && words->items[i].begins ? TENSE_UNKNOWN : tense;
        }
    }
    return TENSE_UNKNOWN;
}

static size_t read_any(struct date_finding *finding, size_t index)
{
    static read_date *const readers[] = {
        read_iso,          read_slashes,   read_month_day, read_day_month,
        read_bare_month,   read_bare_year, read_weekday,   read_relative_day,
        read_shifted_unit, read_ago,       read_vague,
    };
    size_t taken = 0;
    for (size_t i = 0; i < COUNT_OF(readers) && taken == 0; i++) {
        taken = readers[i](finding, index);
    }
    return taken;
}

/* Only these words begin dates, and most words are none of them. */
static bool may_begin(const struct word *word)
{
    return word->is_number ||
           (word->meaning && (word->meaning->kind <= VOCABULARY_WORD_NUMBER ||
                              word->meaning->kind == VOCABULARY_WORD_LEAD)) ||
           (word->text.length == 1 && text_lower(word->text.at[0]) == 'a');
}

/* The day that the document bears, when it is known to the day. */
static bool read_anchor(const struct document *document, int64_t *out)
{
    struct calendar_interval interval;
    if (!document->date || !calendar_interval_read(document->date->value, &interval) ||
        interval.first_day != interval.last_day) {
        return false;
    }
    *out = interval.first_day;
    return true;
}

void dates_find(const struct finding *finding)
{
    struct date_finding dates = {.base = *finding};
    const struct words *words = finding->words;
    dates.is_anchored = read_anchor(finding->document, &dates.anchor);
    for (size_t i = 0; i < words->count;) {
        if (words->items[i].begins) {
            dates.tense = tense_ahead(words, i);
        }
        enum tense tense = tense_of(words, i);
        dates.tense = tense == TENSE_UNKNOWN ? dates.tense : tense;
        size_t taken = may_begin(&words->items[i]) ? read_any(&dates, i) : 0;
        i += taken > 0 ? taken : 1;
    }
}
