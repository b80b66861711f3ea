/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/query_parser.h"

bool query_dates_read(struct text text, struct query_dates *out)
{
    text = text_trim(text);
    if (text_equal_fold(text, TEXT("undated"))) {
        *out = (struct query_dates){.undated = true};
        return true;
    }
    size_t dots = text_find(text, TEXT(".."));
    struct query_dates dates = {.interval = {INT64_MIN, INT64_MAX}};
    if (dots == TEXT_NOT_FOUND) {
        if (!calendar_interval_read(text, &dates.interval)) {
            return false;
        }
        *out = dates;
        return true;
    }
    struct text from = text_trim(text_slice(text, 0, dots));
    struct text to = text_trim(text_from(text, dots + 2));
    struct calendar_interval first = dates.interval;
    struct calendar_interval last = dates.interval;
    if ((from.length > 0 && !calendar_interval_read(from, &first)) ||
        (to.length > 0 && !calendar_interval_read(to, &last)) || from.length + to.length == 0 ||
        first.first_day > last.last_day) {
        return false;
    }
    out->undated = false;
    out->interval = (struct calendar_interval){first.first_day, last.last_day};
    return true;
}
