/* SPDX-License-Identifier: Apache-2.0 */
#include "draft.h"

/* The value with this key, made when it is new; NULL without memory. */
static struct draft_value *value_of(struct index_builder *builder, struct draft_field *field,
                                    struct text key)
{
    struct draft_value *value = map_find(&field->by_key, key);
    if (value) {
        return value;
    }
    value = arena_take(builder->arena, sizeof(*value));
    struct draft_value **item = value ? LIST_ADD(builder->arena, &field->values) : NULL;
    if (!item) {
        return NULL;
    }
    *item = value;
    value->key = arena_text(builder->arena, key);
    (void)map_set(builder->arena, &field->by_key, value->key, value);
    return value;
}

/* A form that is new: both are how it is printed and named, seen are both in one. */
static struct draft_form *form_new(struct index_builder *builder, struct draft_field *field,
                                   struct index_field_value both, struct text seen)
{
    struct tokens_key key;
    tokens_key(builder->tokens, both.value, &key);
    struct draft_value *value = value_of(builder, field, tokens_key_text(&key));
    struct draft_form *form = arena_take(builder->arena, sizeof(*form));
    struct draft_form **item = form ? LIST_ADD(builder->arena, &field->forms) : NULL;
    if (!item || !value) {
        return NULL;
    }
    *item = form;
    form->value = value;
    form->printed = arena_text(builder->arena, both.value);
    if (both.name.length > 0) {
        tokens_key(builder->tokens, both.name, &key);
        bool is_same = text_equal(tokens_key_text(&key), value->key);
        form->name = is_same ? TEXT_NONE : arena_text(builder->arena, tokens_key_text(&key));
    }
    (void)map_set(builder->arena, &field->by_form, arena_text(builder->arena, seen), form);
    return form;
}

/* Most are seen again and again, so they are looked up as they stand and folded only once. */
static struct draft_form *form_of(struct index_builder *builder, struct draft_field *field,
                                  struct index_field_value both, struct arena *scratch)
{
    struct text seen = both.value;
    if (both.name.length > 0) {
        seen = arena_format(scratch, "%.*s\n%.*s", TEXT_ARGUMENTS(both.value),
                            TEXT_ARGUMENTS(both.name));
    }
    struct draft_form *form = map_find(&field->by_form, seen);
    return form ? form : form_new(builder, field, both, seen);
}

/* Give form to draft, once. */
static void give(struct index_builder *builder, struct draft *draft, enum query_field number,
                 struct draft_form *form)
{
    if (!form || form->last_document == draft->added + 1) {
        return;
    }
    form->last_document = draft->added + 1;
    struct draft_form **item = LIST_ADD(builder->arena, &draft->forms[number]);
    if (item) {
        *item = form;
    }
}

static void collect_field(struct index_builder *builder, const struct document *document,
                          struct arena *scratch, struct draft *draft, enum query_field number)
{
    struct index_field_values found = {0};
    index_field_collect(number, document, scratch, &found);
    for (size_t i = 0; i < found.count; i++) {
        give(builder, draft, number,
             form_of(builder, &builder->fields[number], found.items[i], scratch));
    }
}

static void collect_paragraphs(struct index_builder *builder, const struct document *document,
                               struct arena *scratch, struct draft *draft, enum query_field number)
{
    struct draft_value **values = arena_take(
        builder->arena, (document->paragraphs.count + 1) * sizeof(*draft->paragraph_values[0]));
    draft->paragraph_values[number] = values;
    for (size_t i = 0; i < document->paragraphs.count && values; i++) {
        struct index_field_value both = {
            index_field_of_paragraph(number, &document->paragraphs.items[i]), TEXT_NONE};
        if (both.value.length == 0) {
            continue;
        }
        struct draft_form *form = form_of(builder, &builder->fields[number], both, scratch);
        give(builder, draft, number, form);
        values[i] = form ? form->value : NULL;
    }
}

void draft_collect_values(struct index_builder *builder, const struct document *document,
                          struct arena *scratch, struct draft *draft)
{
    for (int i = 0; i < QUERY_FIELD_COUNT; i++) {
        enum query_field number = (enum query_field)i;
        const struct index_field_rule *rule = index_field_rule(number);
        if (rule->by_paragraph) {
            collect_paragraphs(builder, document, scratch, draft, number);
        } else if (rule->is_indexed) {
            collect_field(builder, document, scratch, draft, number);
        }
    }
}
