/* SPDX-License-Identifier: Apache-2.0 */
#include "hits.h"

static bool date_fits(struct index_date date, const struct query_dates *dates, bool overlaps)
{
    bool is_undated = date.precision == INDEX_PRECISION_NONE;
    if (is_undated || dates->undated) {
        return is_undated && dates->undated;
    }
    struct calendar_interval wanted = dates->interval;
    if (overlaps) {
        return date.days.first_day <= wanted.last_day && date.days.last_day >= wanted.first_day;
    }
    return date.days.first_day >= wanted.first_day && date.days.last_day <= wanted.last_day;
}

void filter_dates(const struct space *space, const struct query_dates *dates, bool overlaps,
                  struct bits *out)
{
    uint32_t count = index_document_count(space->index);
    for (uint32_t i = 0; i < count; i++) {
        if (date_fits(index_document_date(space->index, i), dates, overlaps)) {
            space_set_document(space, i, out);
        }
    }
}

static void filter_dated(const struct space *space, struct bits *out)
{
    uint32_t count = index_document_count(space->index);
    for (uint32_t i = 0; i < count; i++) {
        if (index_document_date(space->index, i).precision != INDEX_PRECISION_NONE) {
            space_set_document(space, i, out);
        }
    }
}

static void filter_present(const struct space *space, enum query_field field, struct bits *out)
{
    if (index_field_rule(field)->by_paragraph && space->unit == SEARCH_PARAGRAPHS) {
        for (uint32_t i = 0; i < space->count; i++) {
            if (index_paragraph_value(space->index, field, i) != INDEX_END) {
                bits_set(out, i);
            }
        }
        return;
    }
    uint32_t count = index_document_count(space->index);
    for (uint32_t i = 0; i < count; i++) {
        if (index_document_values(space->index, field, i).count > 0) {
            space_set_document(space, i, out);
        }
    }
}

/* The values that one value of a filter stands for. */
static void find_values(const struct index *index, enum query_field field, struct tokens *tokens,
                        struct text value, struct arena *arena, struct plan_values *out)
{
    struct tokens_key key;
    bool is_prefix = text_ends(value, TEXT("*"));
    if (is_prefix) {
        plan_values_begin(index, field, tokens, text_slice(value, 0, value.length - 1), arena, out);
        return;
    }
    tokens_key(tokens, value, &key);
    plan_values_find(index, field, tokens_key_text(&key), INDEX_MATCH_WHOLE, arena, out);
    if (out->count == 0) {
        plan_values_find(index, field, tokens_key_text(&key), INDEX_MATCH_WORDS, arena, out);
    }
}

bool filter_values(const struct search_filter *filter, const struct index *index,
                   struct arena *arena, struct plan_values *out)
{
    AUTO_TOKENS tokens = tokens_new();
    for (size_t i = 0; tokens && i < filter->values.count; i++) {
        struct plan_values found = {0};
        find_values(index, filter->field, tokens, filter->values.items[i], arena, &found);
        for (size_t k = 0; k < found.count; k++) {
            uint32_t *item = LIST_ADD(arena, out);
            if (item) {
                *item = found.items[k];
            }
        }
    }
    return tokens && !arena_failed(arena);
}

static bool evaluate_values(const struct search_filter *filter, const struct space *space,
                            struct arena *arena, struct bits *out)
{
    struct plan_node node = {.kind = PLAN_VALUES, .field = filter->field};
    if (!filter_values(filter, space->index, arena, &node.values)) {
        return false;
    }
    const struct bits *found = evaluate(&node, space, arena);
    if (found) {
        bits_copy(out, found);
    }
    return found != NULL;
}

enum status filter_evaluate(const struct search_filter *filter, const struct space *space,
                            struct arena *arena, struct bits **out, struct error *error)
{
    if (filter->values.count > SEARCH_FILTER_VALUES_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %d values of %s", SEARCH_FILTER_VALUES_MAX,
                         query_fields[filter->field].name);
    }
    struct bits *bits = bits_new(arena, space->count);
    bool done = bits != NULL;
    if (done) {
        switch (filter->kind) {
        case SEARCH_FILTER_VALUES:
            done = evaluate_values(filter, space, arena, bits);
            break;
        case SEARCH_FILTER_PRESENT:
            filter_present(space, filter->field, bits);
            break;
        case SEARCH_FILTER_DATES:
            for (size_t i = 0; i < filter->dates.count; i++) {
                filter_dates(space, &filter->dates.items[i], filter->overlaps, bits);
            }
            break;
        case SEARCH_FILTER_DATED:
            filter_dated(space, bits);
            break;
        case SEARCH_FILTER_NUMBERS:
            for (size_t i = 0; i < filter->number_count; i++) {
                space_set_document(space, filter->numbers[i], bits);
            }
            break;
        }
    }
    if (!done) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a filter");
    }
    if (filter->negate) {
        bits_invert(bits);
    }
    *out = bits;
    return STATUS_OK;
}
