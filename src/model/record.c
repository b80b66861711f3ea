/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/model/record.h"

struct text confidence_name(enum confidence confidence)
{
    static const char *const names[CONFIDENCE_COUNT] = {
        [CONFIDENCE_CERTAIN] = "certain",
        [CONFIDENCE_LIKELY] = "likely",
        [CONFIDENCE_DOUBTFUL] = "doubtful",
    };
    return text_of(names[confidence]);
}

const struct field *record_field(const struct record *record, struct text name)
{
    for (size_t i = 0; i < record->field_count; i++) {
        if (text_equal(text_of(record->fields[i].name), name)) {
            return &record->fields[i];
        }
    }
    return NULL;
}

static const void *place_of(const struct field *field, const void *value)
{
    return (const char *)value + field->offset;
}

struct text field_text(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_TEXT);
    struct text text;
    memcpy(&text, place_of(field, value), sizeof(text));
    return text;
}

int64_t field_integer(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_INTEGER);
    int64_t integer = 0;
    memcpy(&integer, place_of(field, value), sizeof(integer));
    return integer;
}

bool field_flag(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_FLAG);
    bool flag = false;
    memcpy(&flag, place_of(field, value), sizeof(flag));
    return flag;
}

enum answer field_answer(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_ANSWER);
    enum answer answer = ANSWER_UNKNOWN;
    memcpy(&answer, place_of(field, value), sizeof(answer));
    return answer;
}

enum confidence field_confidence(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_CONFIDENCE);
    enum confidence confidence = CONFIDENCE_CERTAIN;
    memcpy(&confidence, place_of(field, value), sizeof(confidence));
    return confidence;
}

struct span field_span(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_SPAN);
    struct span span = {0};
    memcpy(&span, place_of(field, value), sizeof(span));
    return span;
}

const void *field_record(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_RECORD);
    const void *record = NULL;
    memcpy(&record, place_of(field, value), sizeof(record));
    return record;
}

struct list field_list(const struct field *field, const void *value)
{
    assert(field->kind == FIELD_RECORDS || field->kind == FIELD_TEXTS);
    struct list list;
    memcpy(&list, place_of(field, value), sizeof(list));
    return list;
}

const void *field_item(const struct field *field, const struct list *list, size_t index)
{
    assert(index < list->count);
    size_t size = field->kind == FIELD_TEXTS ? sizeof(struct text) : field->record->size_bytes;
    return (const char *)list->items + index * size;
}
