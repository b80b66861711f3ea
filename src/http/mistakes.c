/* SPDX-License-Identifier: Apache-2.0 */
#include "mistakes.h"
#include "chancery/http/parameters.h"

struct http_mistake *mistake_add(struct arena *arena, struct http_problem *problem,
                                 enum http_problem_kind kind, struct text name)
{
    if (problem->mistakes.count == HTTP_MISTAKES_MAX) {
        return NULL;
    }
    struct http_mistake *mistake = LIST_ADD(arena, &problem->mistakes);
    if (mistake) {
        mistake->kind = kind;
        mistake->parameter = name;
    }
    return mistake;
}

void mistake_allow(struct arena *arena, struct http_mistake *mistake, const char *const *words)
{
    for (; words && *words; words++) {
        texts_add(arena, &mistake->allowed, text_of(*words));
    }
}

void mistakes_settle(struct arena *arena, struct http_problem *problem)
{
    if (problem->mistakes.count == 0) {
        return;
    }
    const struct http_mistake *first = &problem->mistakes.items[0];
    problem->kind = first->kind;
    problem->detail = first->detail;
    size_t more = problem->mistakes.count - 1;
    if (more > 0) {
        problem->detail =
            arena_format(arena, "%.*s There %s %zu more: see errors.",
                         TEXT_ARGUMENTS(first->detail), more == 1 ? "is" : "are", more);
    }
}
