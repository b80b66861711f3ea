/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "field.h"
#include "merging.h"
#include "strings_merge.h"

/* Merges what the documents of parts have in a field. */

/* A form of a part, to be numbered. */
struct form_from {
    struct field_form form;
    uint32_t *number; /* is told */
};

/* One part's values and forms, as numbers of all. */
struct field_part {
    const struct field_column *column;
    uint32_t *values;
    uint32_t *first_forms; /* by value */
    uint32_t *other_forms; /* by its other forms */
    uint64_t exception;    /* the next that was not met */
};

struct field_merge {
    struct merging *merging;
    enum query_field field;
    struct arena *arena;
    struct field_part *parts;
    struct field_making making;
};

/* ---- values --------------------------------------------------------------------------------- */

static bool merge_values(struct field_merge *merge)
{
    uint32_t count = merge->merging->count;
    struct strings_merge keys = strings_merge_new(merge->arena, count);
    uint32_t *rows = arena_take(merge->arena, (count + (size_t)1) * sizeof(*rows));
    size_t most = 0;
    for (uint32_t p = 0; p < count && keys.rows; p++) {
        struct field_part *part = &merge->parts[p];
        part->column = &merge->merging->parts[p].index->fields[merge->field];
        part->values =
            arena_take(merge->arena, ((size_t)part->column->keys.count + 1) * sizeof(uint32_t));
        most += part->column->keys.count;
        strings_merge_add(&keys, &part->column->keys);
    }
    struct text *texts = arena_take(merge->arena, (most + 1) * sizeof(*texts));
    if (!rows || !keys.rows || !texts || arena_failed(merge->arena) || most >= INDEX_END) {
        return false;
    }
    uint32_t value = 0;
    for (uint32_t found; (found = strings_merge_next(&keys, &texts[value], rows)) > 0; value++) {
        for (uint32_t i = 0; i < found; i++) {
            merge->parts[rows[i]].values[strings_merge_place(&keys, rows[i])] = value;
        }
    }
    merge->making.keys = texts;
    merge->making.value_count = value;
    return true;
}

/* ---- forms ---------------------------------------------------------------------------------- */

static struct text name_at(const struct field_column *column, uint32_t name)
{
    return name == INDEX_END ? TEXT_NONE : strings_get(&column->names, name);
}

/* Tell the forms of a part; answers what is behind them. */
static struct form_from *list_part(struct field_part *part, struct form_from *at)
{
    const struct field_column *column = part->column;
    for (uint32_t i = 0; i < column->keys.count; i++) {
        uint32_t name = column->first_name_count > 0 ? column->first_names[i] : INDEX_END;
        *at++ = (struct form_from){
            {part->values[i], strings_get(&column->printed, i), name_at(column, name)},
            &part->first_forms[i]};
    }
    for (uint32_t i = 0; i < column->other_printed.count; i++) {
        const struct field_other *other = &column->others[i];
        *at++ =
            (struct form_from){{part->values[other->value], strings_get(&column->other_printed, i),
                                name_at(column, other->name)},
                               &part->other_forms[i]};
    }
    return at;
}

static int compare_forms(const void *left, const void *right)
{
    return field_form_compare(&((const struct form_from *)left)->form,
                              &((const struct form_from *)right)->form);
}

static bool merge_forms(struct field_merge *merge)
{
    size_t total = 0;
    for (uint32_t p = 0; p < merge->merging->count; p++) {
        struct field_part *part = &merge->parts[p];
        size_t values = part->column->keys.count;
        size_t others = part->column->other_printed.count;
        part->first_forms = arena_take(merge->arena, (values + 1) * sizeof(uint32_t));
        part->other_forms = arena_take(merge->arena, (others + 1) * sizeof(uint32_t));
        total += values + others;
    }
    struct form_from *all = arena_take(merge->arena, (total + 1) * sizeof(*all));
    struct field_form *forms = arena_take(merge->arena, (total + 1) * sizeof(*forms));
    if (!all || !forms || arena_failed(merge->arena) || total >= INDEX_END) {
        return false;
    }
    struct form_from *at = all;
    for (uint32_t p = 0; p < merge->merging->count; p++) {
        at = list_part(&merge->parts[p], at);
    }
    if (total > 1) {
        qsort(all, total, sizeof(*all), compare_forms);
    }
    uint32_t count = 0;
    for (size_t i = 0; i < total; i++) {
        if (i == 0 || compare_forms(&all[i], &all[i - 1]) != 0) {
            forms[count++] = all[i].form;
        }
        *all[i].number = count - 1;
    }
    merge->making.forms = forms;
    merge->making.form_count = count;
    return true;
}

/* ---- documents ------------------------------------------------------------------------------ */

/* List the forms in which a document has the value at a place; answers where the next go. */
static uint32_t list_place(struct field_part *part, uint32_t place, uint32_t *forms, uint32_t at)
{
    const struct field_column *column = part->column;
    uint32_t first = part->first_forms[column->document_values[place]];
    uint64_t *next = &part->exception;
    while (*next < column->exception_count && column->exceptions[*next].place < place) {
        ++*next;
    }
    if (*next == column->exception_count || column->exceptions[*next].place != place) {
        forms[at++] = first;
        return at;
    }
    for (; *next < column->exception_count && column->exceptions[*next].place == place; ++*next) {
        uint32_t form = column->exceptions[*next].form;
        forms[at++] = form == 0 ? first : part->other_forms[form - 1];
    }
    return at;
}

static bool list_documents(struct field_merge *merge)
{
    struct merging *merging = merge->merging;
    uint32_t count = merging->index->document_count;
    size_t total = 0;
    for (uint32_t p = 0; p < merging->count; p++) {
        const struct field_column *column = merge->parts[p].column;
        total += (size_t)(column->document_value_count + column->exception_count);
    }
    uint32_t *firsts = arena_take(merge->arena, ((size_t)count + 1) * sizeof(*firsts));
    uint32_t *forms = arena_take(merge->arena, (total + 1) * sizeof(*forms));
    if (!firsts || !forms || total >= INDEX_END) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct column_row *row = merging->order[i];
        struct field_part *part = &merge->parts[row->source];
        firsts[i] = at;
        for (uint32_t k = part->column->document_firsts[row->place];
             k < part->column->document_firsts[row->place + 1]; k++) {
            at = list_place(part, k, forms, at);
        }
    }
    firsts[count] = at;
    merge->making.firsts = firsts;
    merge->making.document_forms = forms;
    return true;
}

static bool list_paragraphs(struct field_merge *merge)
{
    struct merging *merging = merge->merging;
    size_t count = merging->index->paragraph_count;
    uint32_t *values = arena_take(merge->arena, (count + 1) * sizeof(*values));
    if (!values) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < merging->index->document_count; i++) {
        const struct column_row *row = merging->order[i];
        const struct field_part *part = &merge->parts[row->source];
        struct index_layout layout = index_layout(merging->parts[row->source].index, row->place);
        for (uint32_t k = 0; k < layout.paragraph_count; k++) {
            uint32_t value = part->column->paragraph_values[layout.first_paragraph + k];
            values[at++] = value == INDEX_END ? INDEX_END : part->values[value];
        }
    }
    merge->making.paragraph_values = values;
    return true;
}

bool merge_field(struct merging *merging, enum query_field field)
{
    AUTO_ARENA arena = arena_new(SIZE_MAX);
    if (!arena) {
        return false;
    }
    struct field_merge merge = {.merging = merging, .field = field, .arena = arena};
    merge.parts = arena_take(arena, (merging->count + (size_t)1) * sizeof(*merge.parts));
    return merge.parts && merge_values(&merge) && merge_forms(&merge) && list_documents(&merge) &&
           (!index_field_rule(field)->by_paragraph || list_paragraphs(&merge)) &&
           field_make(merging->index, field, &merge.making);
}
