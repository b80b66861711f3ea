/* SPDX-License-Identifier: Apache-2.0 */
#include "deadline.h"

#include "chancery/base/clock.h"

struct deadline deadline_in(int64_t us)
{
    return (struct deadline){.end_us = us > 0 ? clock_monotonic_us() + us : 0};
}

bool deadline_is_over(struct deadline *deadline)
{
    if (!deadline || deadline->end_us == 0 || deadline->is_over) {
        return deadline && deadline->is_over;
    }
    deadline->is_over = clock_monotonic_us() >= deadline->end_us;
    deadline->dear = deadline->is_over ? deadline->part : NULL;
    return deadline->is_over;
}
