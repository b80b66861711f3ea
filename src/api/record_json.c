/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/api/record_json.h"

static void write_span(struct json_writer *json, struct span span, struct utf8_counter *counter)
{
    if (span.start == 0 && span.end == 0) {
        json_write_null(json);
        return;
    }
    json_list_open(json);
    json_write_integer(json, (int64_t)utf8_counter_at(counter, span.start));
    json_write_integer(json, (int64_t)utf8_counter_at(counter, span.end));
    json_list_close(json);
}

static void write_list(struct json_writer *json, const struct field *field, const void *value,
                       struct utf8_counter *counter)
{
    struct list list = field_list(field, value);
    json_list_open(json);
    for (size_t i = 0; i < list.count; i++) {
        const void *item = field_item(field, &list, i);
        if (field->kind == FIELD_TEXTS) {
            json_write_text(json, *(const struct text *)item);
        } else {
            record_json_write(json, field->record, item, counter);
        }
    }
    json_list_close(json);
}

static void write_integer(struct json_writer *json, int64_t integer)
{
    if (integer == INTEGER_NONE) {
        json_write_null(json);
    } else {
        json_write_integer(json, integer);
    }
}

static void write_answer(struct json_writer *json, enum answer answer)
{
    if (answer == ANSWER_UNKNOWN) {
        json_write_null(json);
    } else {
        json_write_bool(json, answer == ANSWER_YES);
    }
}

void record_json_write_field(struct json_writer *json, const struct field *field, const void *value,
                             struct utf8_counter *counter)
{
    switch (field->kind) {
    case FIELD_TEXT:
        json_write_text(json, field_text(field, value));
        break;
    case FIELD_INTEGER:
        write_integer(json, field_integer(field, value));
        break;
    case FIELD_FLAG:
        json_write_bool(json, field_flag(field, value));
        break;
    case FIELD_ANSWER:
        write_answer(json, field_answer(field, value));
        break;
    case FIELD_CONFIDENCE:
        json_write_text(json, confidence_name(field_confidence(field, value)));
        break;
    case FIELD_SPAN:
        write_span(json, field_span(field, value), counter);
        break;
    case FIELD_RECORD:
        record_json_write(json, field->record, field_record(field, value), counter);
        break;
    case FIELD_RECORDS:
    case FIELD_TEXTS:
        write_list(json, field, value, counter);
        break;
    }
}

void record_json_write(struct json_writer *json, const struct record *record, const void *value,
                       struct utf8_counter *counter)
{
    if (!value) {
        json_write_null(json);
        return;
    }
    json_object_open(json);
    for (size_t i = 0; i < record->field_count; i++) {
        json_key(json, text_of(record->fields[i].name));
        record_json_write_field(json, &record->fields[i], value, counter);
    }
    json_object_close(json);
}

static void write_fields(struct json_writer *json, const struct document *document, uint64_t fields,
                         enum utf8_unit unit)
{
    struct utf8_counter counter = utf8_counter_over(document->text, unit);
    for (size_t i = 0; i < document_record.field_count; i++) {
        if (fields >> i & 1) {
            json_key(json, text_of(document_record.fields[i].name));
            record_json_write_field(json, &document_record.fields[i], document, &counter);
        }
    }
}

void record_json_write_document(struct json_writer *json, const struct document *document,
                                uint64_t fields, enum utf8_unit unit)
{
    json_object_open(json);
    write_fields(json, document, fields, unit);
    json_object_close(json);
}

void record_json_write_whole(struct json_writer *json, const struct document *document)
{
    json_object_open(json);
    write_fields(json, document, RECORD_JSON_ALL_FIELDS, UTF8_UNIT_CODEPOINT);
    json_key_text(json, TEXT("text"), document->text);
    json_object_close(json);
}
