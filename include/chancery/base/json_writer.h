/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Writes JSON into a buffer as it goes, without building a tree first.
 *
 *     struct json_writer json = json_writer_to(&buffer, pretty);
 *     json_object_open(&json);
 *     json_key(&json, TEXT("total"));
 *     json_write_integer(&json, total);
 *     json_object_close(&json);
 *
 * Commas, indentation and escapes are the writer's business. A value that must be valid UTF-8 and
 * is not has its bad bytes written as U+FFFD, so that the answer always parses. Failures stick in
 * the buffer; ask buffer_status once at the end.
 */

#include <stdbool.h>
#include <stdint.h>

#include "chancery/base/buffer.h"

struct json_writer {
    struct buffer *buffer;
    bool pretty;
    bool first;     /* nothing stands yet in the innermost object or list */
    bool after_key; /* the next value belongs to a key just written */
    unsigned depth;
};

struct json_writer json_writer_to(struct buffer *buffer, bool pretty);

void json_object_open(struct json_writer *json);
void json_object_close(struct json_writer *json);
void json_list_open(struct json_writer *json);
void json_list_close(struct json_writer *json);

void json_key(struct json_writer *json, struct text key);

/* value, or null when it is TEXT_NONE. */
void json_write_text(struct json_writer *json, struct text value);
void json_write_integer(struct json_writer *json, int64_t value);
/* value with at most six digits behind the point; null when it is not finite. */
void json_write_real(struct json_writer *json, double value);
void json_write_bool(struct json_writer *json, bool value);
void json_write_null(struct json_writer *json);

/* value, which must be JSON already. */
void json_write_raw(struct json_writer *json, struct text value);

/* A key and its value in one line. */
void json_key_text(struct json_writer *json, struct text key, struct text value);
void json_key_integer(struct json_writer *json, struct text key, int64_t value);
void json_key_bool(struct json_writer *json, struct text key, bool value);
