/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * How long finding may take, and what of the query was being worked on when it took longer.
 *
 * Long loops ask deadline_is_over every so many steps and give up; what they answer then is NULL
 * or false, as when there is no memory, and whoever began asks which it was.
 */

#include <stdbool.h>
#include <stdint.h>

#include "chancery/model/query.h"

struct deadline {
    int64_t end_us;                /* on the monotonic clock; 0: never */
    const struct query_node *part; /* of the query, being evaluated */
    const struct query_node *dear; /* the part at which it was over */
    bool is_over;
};

/* At most so many microseconds from now; 0: no end. */
struct deadline deadline_in(int64_t us);

/* Whether time is over. NULL never is. Cost: a look at the clock. */
bool deadline_is_over(struct deadline *deadline);
