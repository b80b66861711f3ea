/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/shortage.h"

static _Thread_local bool is_noted;

void shortage_note(void)
{
    is_noted = true;
}

bool shortage_is_noted(void)
{
    return is_noted;
}

bool shortage_take(void)
{
    bool was_noted = is_noted;
    is_noted = false;
    return was_noted;
}
