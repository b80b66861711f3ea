/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <math.h>

#include "chancery/base/json_writer.h"
#include "chancery/base/utf8.h"

struct json_writer json_writer_to(struct buffer *buffer, bool pretty)
{
    return (struct json_writer){.buffer = buffer, .pretty = pretty, .first = true};
}

static void new_line(struct json_writer *json)
{
    if (!json->pretty) {
        return;
    }
    buffer_add(json->buffer, TEXT("\n"));
    for (unsigned i = 0; i < json->depth; i++) {
        buffer_add(json->buffer, TEXT("  "));
    }
}

/* What stands between the value before and the one to come. */
static void separate(struct json_writer *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (!json->first) {
        buffer_add(json->buffer, TEXT(","));
    }
    if (json->depth > 0) {
        new_line(json);
    }
    json->first = false;
}

static void open_with(struct json_writer *json, struct text bracket)
{
    separate(json);
    buffer_add(json->buffer, bracket);
    json->depth++;
    json->first = true;
}

static void close_with(struct json_writer *json, struct text bracket)
{
    json->depth--;
    if (!json->first) {
        new_line(json);
    }
    buffer_add(json->buffer, bracket);
    json->first = false;
}

void json_object_open(struct json_writer *json)
{
    open_with(json, TEXT("{"));
}

void json_object_close(struct json_writer *json)
{
    close_with(json, TEXT("}"));
}

void json_list_open(struct json_writer *json)
{
    open_with(json, TEXT("["));
}

void json_list_close(struct json_writer *json)
{
    close_with(json, TEXT("]"));
}

/* How a byte that cannot stand for itself is written. */
static void add_escape(struct buffer *buffer, unsigned char byte)
{
    static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (size_t i = 0; short_forms[i]; i += 2) {
        if ((unsigned char)short_forms[i] == byte) {
            const char escape[] = {'\\', short_forms[i + 1]};
            buffer_add(buffer, (struct text){escape, sizeof(escape)});
            return;
        }
    }
    buffer_add_format(buffer, "\\u%04x", byte);
}

/*
 * How many bytes from the front of rest may be copied as they are: all up to a quote, a backslash,
 * a control byte, DEL or a sequence that is not UTF-8.
 */
static size_t plain_length(struct text rest)
{
    size_t at = 0;
    while (at < rest.length) {
        unsigned char byte = (unsigned char)rest.at[at];
        if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f) {
            break;
        }
        size_t step = byte < 0x80 ? 1 : utf8_length(text_from(rest, at));
        if (step == 0) {
            break;
        }
        at += step;
    }
    return at;
}

static void add_quoted(struct buffer *buffer, struct text value)
{
    buffer_add(buffer, TEXT("\""));
    while (value.length > 0) {
        size_t plain = plain_length(value);
        buffer_add(buffer, text_slice(value, 0, plain));
        value = text_from(value, plain);
        if (value.length == 0) {
            break;
        }
        if ((unsigned char)value.at[0] < 0x80) {
            add_escape(buffer, (unsigned char)value.at[0]);
        } else {
            buffer_add(buffer, TEXT("\xEF\xBF\xBD"));
        }
        value = text_from(value, 1);
    }
    buffer_add(buffer, TEXT("\""));
}

void json_key(struct json_writer *json, struct text key)
{
    separate(json);
    add_quoted(json->buffer, key);
    buffer_add(json->buffer, json->pretty ? TEXT(": ") : TEXT(":"));
    json->after_key = true;
}

void json_write_text(struct json_writer *json, struct text value)
{
    if (!value.at) {
        json_write_null(json);
        return;
    }
    separate(json);
    add_quoted(json->buffer, value);
}

void json_write_integer(struct json_writer *json, int64_t value)
{
    separate(json);
    buffer_add_format(json->buffer, "%" PRId64, value);
}

void json_write_real(struct json_writer *json, double value)
{
    if (!isfinite(value)) {
        json_write_null(json);
        return;
    }
    separate(json);
    buffer_add_format(json->buffer, "%.6g", value);
}

void json_write_bool(struct json_writer *json, bool value)
{
    json_write_raw(json, value ? TEXT("true") : TEXT("false"));
}

void json_write_null(struct json_writer *json)
{
    json_write_raw(json, TEXT("null"));
}

void json_write_raw(struct json_writer *json, struct text value)
{
    separate(json);
    buffer_add(json->buffer, value);
}

void json_key_text(struct json_writer *json, struct text key, struct text value)
{
    json_key(json, key);
    json_write_text(json, value);
}

void json_key_integer(struct json_writer *json, struct text key, int64_t value)
{
    json_key(json, key);
    json_write_integer(json, value);
}

void json_key_bool(struct json_writer *json, struct text key, bool value)
{
    json_key(json, key);
    json_write_bool(json, value);
}
