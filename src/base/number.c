/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/number.h"

/* No number of this many digits is too large for an int64_t. */
#define DIGITS_MAX 18

bool number_read(struct text text, int64_t least, int64_t most, int64_t *out)
{
    bool is_negative = text_take_start(&text, TEXT("-"));
    if (text.length == 0 || text.length > DIGITS_MAX) {
        return false;
    }
    int64_t value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!text_is_digit(text.at[i])) {
            return false;
        }
        value = value * 10 + (text.at[i] - '0');
    }
    value = is_negative ? -value : value;
    if (value < least || value > most) {
        return false;
    }
    *out = value;
    return true;
}
