/* SPDX-License-Identifier: Apache-2.0 */
#include "draft.h"

static void name_add(struct index_builder *builder, struct draft_field *field,
                     struct draft_name name)
{
    struct draft_name *item = LIST_ADD(builder->arena, &field->names);
    if (item) {
        *item = name;
    }
}

/* Let value be found by name, and by the ends of it where the field goes by words. */
static void names_add(struct index_builder *builder, enum query_field number, struct text name,
                      struct draft_value *value)
{
    struct draft_field *field = &builder->fields[number];
    name_add(builder, field, (struct draft_name){name, value, true});
    if (!index_field_rule(number)->by_words) {
        return;
    }
    size_t words = 1;
    for (size_t i = 0; i < name.length && words < NAME_ENDS_MAX; i++) {
        if (name.at[i] == ' ') {
            words++;
            name_add(builder, field, (struct draft_name){text_from(name, i + 1), value, false});
        }
    }
}

/* The value of a field that printed stands for, made when it is new; NULL without memory. */
static struct draft_value *value_of(struct index_builder *builder, enum query_field number,
                                    struct text printed)
{
    struct draft_field *field = &builder->fields[number];
    struct tokens_key key;
    tokens_key(builder->tokens, printed, &key);
    struct draft_value *value = map_find(&field->by_key, tokens_key_text(&key));
    if (value) {
        return value;
    }
    value = arena_take(builder->arena, sizeof(*value));
    struct draft_value **item = value ? LIST_ADD(builder->arena, &field->values) : NULL;
    if (!item) {
        return NULL;
    }
    *item = value;
    value->printed = arena_text(builder->arena, printed);
    value->key = arena_text(builder->arena, tokens_key_text(&key));
    (void)map_set(builder->arena, &field->by_key, value->key, value);
    names_add(builder, number, value->key, value);
    return value;
}

/* Let value be found by another name too, unless it already is. */
static void alias_add(struct index_builder *builder, enum query_field number, struct text printed,
                      struct draft_value *value)
{
    struct draft_field *field = &builder->fields[number];
    struct tokens_key key;
    tokens_key(builder->tokens, printed, &key);
    char together[2 * TOKENS_KEY_BYTES_MAX + 1];
    memcpy(together, key.bytes, key.length);
    together[key.length] = '\n';
    memcpy(together + key.length + 1, value->key.at, value->key.length);
    struct text both = {together, key.length + 1 + value->key.length};
    if (text_equal(tokens_key_text(&key), value->key) || map_find(&field->by_name, both)) {
        return;
    }
    both = arena_text(builder->arena, both);
    if (both.at && map_set(builder->arena, &field->by_name, both, value)) {
        names_add(builder, number, text_slice(both, 0, key.length), value);
    }
}

/* Give value to draft, once. */
static void give(struct index_builder *builder, struct draft *draft, enum query_field number,
                 struct draft_value *value)
{
    if (!value || value->last_document == draft->added + 1) {
        return;
    }
    value->last_document = draft->added + 1;
    struct draft_value **item = LIST_ADD(builder->arena, &draft->values[number]);
    if (item) {
        *item = value;
    }
}

static void collect_field(struct index_builder *builder, const struct document *document,
                          struct arena *scratch, struct draft *draft, enum query_field number)
{
    struct index_field_values found = {0};
    index_field_collect(number, document, scratch, &found);
    for (size_t i = 0; i < found.count; i++) {
        struct draft_value *value = value_of(builder, number, found.items[i].value);
        if (value && found.items[i].name.length > 0) {
            alias_add(builder, number, found.items[i].name, value);
        }
        give(builder, draft, number, value);
    }
}

static void collect_paragraphs(struct index_builder *builder, const struct document *document,
                               struct draft *draft, enum query_field number)
{
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        struct text printed = index_field_of_paragraph(number, &document->paragraphs.items[i]);
        struct draft_value *value = printed.length > 0 ? value_of(builder, number, printed) : NULL;
        give(builder, draft, number, value);
        if (number == QUERY_FIELD_MARK) {
            draft->paragraphs[i].mark = value;
        } else {
            draft->paragraphs[i].voice = value;
        }
    }
}

void draft_collect_values(struct index_builder *builder, const struct document *document,
                          struct arena *scratch, struct draft *draft)
{
    for (int i = 0; i < QUERY_FIELD_COUNT; i++) {
        enum query_field number = (enum query_field)i;
        const struct index_field_rule *rule = index_field_rule(number);
        if (rule->by_paragraph) {
            collect_paragraphs(builder, document, draft, number);
        } else if (rule->is_indexed) {
            collect_field(builder, document, scratch, draft, number);
        }
    }
}
