/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Which texts of rows are wanted: by any run of their words, or as the values of a filter, with all
 * names of whom these name. Each text is looked at once, when it is first asked for.
 */

#include "chancery/base/map.h"
#include "chancery/search/search.h"

#include "view.h"

struct fact_words {
    const struct texts *runs; /* as people write them; or NULL */
    struct map keys;          /* folded, whole */
    bool has_keys;
    bool has_failed;      /* there was no memory to look at a text */
    unsigned char *known; /* by text: whether it was looked at, and fits; NULL: all fit */
    struct arena *arena;
    const struct registry *registry;
};

/* False when arena has no more. An empty list wants every text. */
bool fact_words_of_runs(const struct texts *runs, const struct registry *registry,
                        struct arena *arena, struct fact_words *out);

/* The values that filters ask for of field; when none asks for it, every text is wanted. */
bool fact_words_of_filters(const struct search_filters *filters, enum query_field field,
                           const struct view *view, struct arena *arena, struct fact_words *out);

/* Whether a text, by its number in the registry, is wanted. */
bool fact_words_fit(struct fact_words *words, uint32_t text);
