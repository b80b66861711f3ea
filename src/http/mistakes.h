/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Collects the mistakes of one request, so that all are reported at once. */

#include "chancery/http/problem.h"

/* Another mistake, in the parameter called name; NULL when there is no memory or are enough. */
struct http_mistake *mistake_add(struct arena *arena, struct http_problem *problem,
                                 enum http_problem_kind kind, struct text name);

/* Add the words of a list ended by NULL to what mistake allows; NULL is no words. */
void mistake_allow(struct arena *arena, struct http_mistake *mistake, const char *const *words);

/* Let the first mistake, if there is any, speak for the whole problem. */
void mistakes_settle(struct arena *arena, struct http_problem *problem);
