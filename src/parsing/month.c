/* SPDX-License-Identifier: Apache-2.0 */
#include "month.h"

#include "spelling.h"

#define MONTHS 12

/* The letters of the names that date-time groups use. */
#define SHORT_NAME_LETTERS 3

static const char *const month_names[] = {"JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
                                          "MAY",       "JUNE",     "JULY",     "AUGUST",
                                          "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER"};

int64_t month_read(struct text text)
{
    for (int64_t month = 1; month <= MONTHS; month++) {
        struct text name = text_of(month_names[month - 1]);
        if (text_equal_fold(text, name) ||
            text_equal_fold(text, text_slice(name, 0, SHORT_NAME_LETTERS))) {
            return month;
        }
    }
    return text_equal_fold(text, TEXT("SEPT")) ? 9 : 0;
}

int64_t month_read_damaged(struct text text)
{
    char letters[SHORT_NAME_LETTERS] = {0};
    int64_t found = month_read(text);
    if (found > 0 || text.length != sizeof(letters)) {
        return found;
    }
    for (size_t i = 0; i < sizeof(letters); i++) {
        letters[i] = text.at[i] == '0' ? 'O' : text.at[i];
    }
    struct text name = {letters, sizeof(letters)};
    for (int64_t month = 1; month <= MONTHS; month++) {
        struct text known = text_slice(text_of(month_names[month - 1]), 0, SHORT_NAME_LETTERS);
        size_t distance = spelling_distance(name, known, 1);
        if (distance == 0) {
            return month;
        }
        if (distance == 1 && found > 0) {
            return 0;
        }
        found = distance == 1 ? month : found;
    }
    return found;
}
