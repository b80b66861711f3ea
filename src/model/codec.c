/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/codec.h"

static void put_number(struct buffer *out, uint64_t value)
{
    char bytes[10];
    size_t length = 0;
    while (value >= 0x80) {
        bytes[length++] = (char)(value | 0x80);
        value >>= 7;
    }
    bytes[length++] = (char)value;
    buffer_add(out, (struct text){bytes, length});
}

/* Zigzag: small numbers of either sign become small numbers. */
static uint64_t zigzag(int64_t value)
{
    uint64_t shifted = (uint64_t)value << 1;
    return value < 0 ? ~shifted : shifted;
}

static int64_t unzigzag(uint64_t value)
{
    uint64_t half = value >> 1;
    return value & 1 ? -(int64_t)half - 1 : (int64_t)half;
}

static void put_text(struct buffer *out, struct text value)
{
    put_number(out, value.at ? (uint64_t)value.length + 1 : 0);
    buffer_add(out, value);
}

static void encode_field(const struct field *field, const void *value, struct buffer *out);

static void encode_record(const struct record *record, const void *value, struct buffer *out)
{
    for (size_t i = 0; i < record->field_count; i++) {
        encode_field(&record->fields[i], value, out);
    }
}

static void encode_list(const struct field *field, const void *value, struct buffer *out)
{
    struct list list = field_list(field, value);
    put_number(out, list.count);
    for (size_t i = 0; i < list.count; i++) {
        const void *item = field_item(field, &list, i);
        if (field->kind == FIELD_TEXTS) {
            put_text(out, *(const struct text *)item);
        } else {
            encode_record(field->record, item, out);
        }
    }
}

static void encode_span(struct span span, struct buffer *out)
{
    put_number(out, span.start);
    put_number(out, span.end);
}

static void encode_field(const struct field *field, const void *value, struct buffer *out)
{
    const void *inner = NULL;
    switch (field->kind) {
    case FIELD_TEXT:
        put_text(out, field_text(field, value));
        break;
    case FIELD_INTEGER:
        put_number(out, zigzag(field_integer(field, value)));
        break;
    case FIELD_FLAG:
        put_number(out, field_flag(field, value) ? 1 : 0);
        break;
    case FIELD_ANSWER:
        put_number(out, (uint64_t)field_answer(field, value));
        break;
    case FIELD_CONFIDENCE:
        put_number(out, (uint64_t)field_confidence(field, value));
        break;
    case FIELD_SPAN:
        encode_span(field_span(field, value), out);
        break;
    case FIELD_RECORD:
        inner = field_record(field, value);
        put_number(out, inner ? 1 : 0);
        if (inner) {
            encode_record(field->record, inner, out);
        }
        break;
    case FIELD_RECORDS:
    case FIELD_TEXTS:
        encode_list(field, value, out);
        break;
    }
}

void codec_encode(const struct record *record, const void *value, struct buffer *out)
{
    encode_record(record, value, out);
}

/* Where a decoder stands. The first thing that cannot be sets status; all that follows is zero. */
struct decoder {
    struct text rest;
    struct arena *arena;
    enum status status;
    unsigned depth;
};

static uint64_t spoil(struct decoder *decoder, enum status status)
{
    if (!decoder->status) {
        decoder->status = status;
        decoder->rest.length = 0;
    }
    return 0;
}

static uint64_t take_number(struct decoder *decoder)
{
    uint64_t value = 0;
    for (size_t i = 0; i < decoder->rest.length && i < 10; i++) {
        uint64_t byte = (unsigned char)decoder->rest.at[i];
        value |= (byte & 0x7F) << (7 * i);
        if (byte < 0x80) {
            decoder->rest = text_from(decoder->rest, i + 1);
            return value;
        }
    }
    return spoil(decoder, STATUS_CORRUPT);
}

static struct text take_text(struct decoder *decoder)
{
    uint64_t length = take_number(decoder);
    if (length == 0) {
        return TEXT_NONE;
    }
    if (length - 1 > decoder->rest.length) {
        (void)spoil(decoder, STATUS_CORRUPT);
        return TEXT_NONE;
    }
    struct text text = text_slice(decoder->rest, 0, (size_t)(length - 1));
    decoder->rest = text_from(decoder->rest, (size_t)(length - 1));
    return text;
}

static void decode_field(struct decoder *decoder, const struct field *field, void *place);

static void decode_record(struct decoder *decoder, const struct record *record, void *out)
{
    if (decoder->depth == CODEC_DEPTH_MAX) {
        (void)spoil(decoder, STATUS_CORRUPT);
        return;
    }
    decoder->depth++;
    for (size_t i = 0; i < record->field_count; i++) {
        decode_field(decoder, &record->fields[i], (char *)out + record->fields[i].offset);
    }
    decoder->depth--;
}

static void *take_pointer(struct decoder *decoder, const struct field *field)
{
    if (take_number(decoder) == 0) {
        return NULL;
    }
    void *inner = arena_take(decoder->arena, field->record->size_bytes);
    if (!inner) {
        (void)spoil(decoder, STATUS_NO_MEMORY);
        return NULL;
    }
    decode_record(decoder, field->record, inner);
    return inner;
}

/* Every item takes at least one byte, so a count that damage made huge is seen before it is used.
 */
static struct list take_list(struct decoder *decoder, const struct field *field)
{
    struct list list = {0};
    uint64_t count = take_number(decoder);
    size_t size = field->kind == FIELD_TEXTS ? sizeof(struct text) : field->record->size_bytes;
    if (count == 0) {
        return list;
    }
    if (count > decoder->rest.length) {
        (void)spoil(decoder, STATUS_CORRUPT);
        return list;
    }
    list.items = arena_take(decoder->arena, (size_t)count * size);
    if (!list.items) {
        (void)spoil(decoder, STATUS_NO_MEMORY);
        return list;
    }
    list.count = list.room = (size_t)count;
    for (size_t i = 0; i < list.count; i++) {
        void *item = (char *)list.items + i * size;
        if (field->kind == FIELD_TEXTS) {
            *(struct text *)item = take_text(decoder);
        } else {
            decode_record(decoder, field->record, item);
        }
    }
    return list;
}

static void put(void *place, const void *value, size_t size)
{
    memcpy(place, value, size);
}

static void decode_field(struct decoder *decoder, const struct field *field, void *place)
{
    struct text text;
    int64_t integer = 0;
    bool flag = false;
    enum answer answer = ANSWER_UNKNOWN;
    enum confidence confidence = CONFIDENCE_DOUBTFUL;
    struct span span = {0};
    void *inner = NULL;
    struct list list;
    switch (field->kind) {
    case FIELD_TEXT:
        text = take_text(decoder);
        put(place, &text, sizeof(text));
        break;
    case FIELD_INTEGER:
        integer = unzigzag(take_number(decoder));
        put(place, &integer, sizeof(integer));
        break;
    case FIELD_FLAG:
        flag = take_number(decoder) != 0;
        put(place, &flag, sizeof(flag));
        break;
    case FIELD_ANSWER:
        integer = (int64_t)take_number(decoder);
        answer = integer == ANSWER_YES ? ANSWER_YES : integer == ANSWER_NO ? ANSWER_NO : answer;
        put(place, &answer, sizeof(answer));
        break;
    case FIELD_CONFIDENCE:
        integer = (int64_t)take_number(decoder);
        confidence = integer == CONFIDENCE_CERTAIN  ? CONFIDENCE_CERTAIN
                     : integer == CONFIDENCE_LIKELY ? CONFIDENCE_LIKELY
                                                    : confidence;
        put(place, &confidence, sizeof(confidence));
        break;
    case FIELD_SPAN:
        span.start = (size_t)take_number(decoder);
        span.end = (size_t)take_number(decoder);
        put(place, &span, sizeof(span));
        break;
    case FIELD_RECORD:
        inner = take_pointer(decoder, field);
        put(place, &inner, sizeof(inner));
        break;
    case FIELD_RECORDS:
    case FIELD_TEXTS:
        list = take_list(decoder, field);
        put(place, &list, sizeof(list));
        break;
    }
}

enum status codec_decode(const struct record *record, struct text bytes, struct arena *arena,
                         void *out, struct error *error)
{
    struct decoder decoder = {.rest = bytes, .arena = arena};
    decode_record(&decoder, record, out);
    if (!decoder.status && decoder.rest.length > 0) {
        decoder.status = STATUS_CORRUPT;
    }
    if (decoder.status == STATUS_NO_MEMORY) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a %s", record->name);
    }
    if (decoder.status) {
        return error_set(error, decoder.status, "a stored %s is damaged", record->name);
    }
    return STATUS_OK;
}
