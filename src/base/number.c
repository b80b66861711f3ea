/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/number.h"

/* No number that fits has more digits, but for zeros in front. */
#define DIGITS_MAX 40

/* Counted below zero, where there is one number more than above. */
static bool read_below_zero(struct text digits, int64_t *out)
{
    int64_t value = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (!text_is_digit(digits.at[i]) || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digits.at[i] - '0', &value)) {
            return false;
        }
    }
    *out = value;
    return true;
}

bool number_read(struct text text, int64_t least, int64_t most, int64_t *out)
{
    bool is_negative = text_take_start(&text, TEXT("-"));
    int64_t value = 0;
    if (text.length == 0 || text.length > DIGITS_MAX || !read_below_zero(text, &value)) {
        return false;
    }
    if (!is_negative) {
        if (value == INT64_MIN) {
            return false;
        }
        value = -value;
    }
    if (value < least || value > most) {
        return false;
    }
    *out = value;
    return true;
}
