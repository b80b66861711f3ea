/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draft.h"

/* Numbers the values and forms of a field in their order, and has its columns made. */

static int compare_values(const void *left, const void *right)
{
    const struct draft_value *a = *(struct draft_value *const *)left;
    const struct draft_value *b = *(struct draft_value *const *)right;
    return text_compare(a->key, b->key);
}

static struct field_form form_of(const struct draft_form *draft)
{
    return (struct field_form){draft->value->number, draft->printed, draft->name};
}

static int compare_forms(const void *left, const void *right)
{
    struct field_form a = form_of(*(struct draft_form *const *)left);
    struct field_form b = form_of(*(struct draft_form *const *)right);
    return field_form_compare(&a, &b);
}

static struct text *sort_values(struct draft_values *values, struct arena *arena)
{
    struct text *keys = arena_take(arena, (values->count + 1) * sizeof(*keys));
    if (values->count > 1) {
        qsort(values->items, values->count, sizeof(struct draft_value *), compare_values);
    }
    for (size_t i = 0; i < values->count && keys; i++) {
        values->items[i]->number = (uint32_t)i;
        keys[i] = values->items[i]->key;
    }
    return keys;
}

/* Forms with names that are spelled otherwise but fold alike are one. */
static struct field_form *sort_forms(struct draft_forms *drafts, struct arena *arena,
                                     uint32_t *count)
{
    struct field_form *forms = arena_take(arena, (drafts->count + 1) * sizeof(*forms));
    if (drafts->count > 1) {
        qsort(drafts->items, drafts->count, sizeof(struct draft_form *), compare_forms);
    }
    *count = 0;
    for (size_t i = 0; i < drafts->count && forms; i++) {
        struct field_form form = form_of(drafts->items[i]);
        if (*count == 0 || field_form_compare(&form, &forms[*count - 1]) != 0) {
            forms[(*count)++] = form;
        }
        drafts->items[i]->number = *count - 1;
    }
    return forms;
}

static bool list_forms(const struct index_builder *builder, enum query_field number,
                       struct arena *arena, struct field_making *making)
{
    const struct drafts *drafts = &builder->drafts;
    size_t total = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        total += drafts->items[i]->forms[number].count;
    }
    uint32_t *firsts = arena_take(arena, (drafts->count + 1) * sizeof(*firsts));
    uint32_t *forms = arena_take(arena, (total + 1) * sizeof(*forms));
    uint32_t *seen_in = arena_take(arena, ((size_t)making->form_count + 1) * sizeof(*seen_in));
    if (!firsts || !forms || !seen_in || total >= INDEX_END) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < drafts->count; i++) {
        const struct draft_forms *own = &drafts->items[i]->forms[number];
        firsts[i] = at;
        for (size_t k = 0; k < own->count; k++) {
            uint32_t form = own->items[k]->number;
            if (seen_in[form] != i + 1) {
                seen_in[form] = i + 1;
                forms[at++] = form;
            }
        }
    }
    firsts[drafts->count] = at;
    making->firsts = firsts;
    making->document_forms = forms;
    return true;
}

static bool list_paragraphs(const struct index_builder *builder, const struct index *index,
                            enum query_field number, struct arena *arena,
                            struct field_making *making)
{
    uint32_t *values = arena_take(arena, ((size_t)index->paragraph_count + 1) * sizeof(*values));
    for (uint32_t i = 0; i < index->paragraph_count && values; i++) {
        uint32_t document = index->paragraphs[i].document;
        uint32_t place = i - index->documents[document].layout.first_paragraph;
        const struct draft_value *value =
            builder->drafts.items[document]->paragraph_values[number][place];
        values[i] = value ? value->number : INDEX_END;
    }
    making->paragraph_values = values;
    return values != NULL;
}

bool freeze_field(struct index_builder *builder, struct index *index, enum query_field number)
{
    AUTO_ARENA arena = arena_new(SIZE_MAX);
    struct draft_field *field = &builder->fields[number];
    if (!arena) {
        return false;
    }
    struct field_making making = {.value_count = (uint32_t)field->values.count};
    making.keys = sort_values(&field->values, arena);
    making.forms = sort_forms(&field->forms, arena, &making.form_count);
    return making.keys && making.forms && list_forms(builder, number, arena, &making) &&
           (!index_field_rule(number)->by_paragraph ||
            list_paragraphs(builder, index, number, arena, &making)) &&
           field_make(index, number, &making);
}
