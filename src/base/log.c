/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "chancery/base/clock.h"
#include "chancery/base/json_writer.h"
#include "chancery/base/log.h"

#define LINE_BYTES ((size_t)64 * 1024)

static enum log_level level_shown = LOG_INFO;

static const char *const level_names[] = {
    [LOG_ERROR] = "error",
    [LOG_WARNING] = "warning",
    [LOG_INFO] = "info",
    [LOG_DEBUG] = "debug",
};

void log_level_set(enum log_level level)
{
    level_shown = level;
}

static void add_field(struct json_writer *json, const struct log_field *field)
{
    json_key(json, text_of(field->name));
    if (field->text.at) {
        json_write_text(json, text_slice(field->text, 0, LOG_FIELD_BYTES));
    } else {
        json_write_integer(json, field->number);
    }
}

void log_event(enum log_level level, const char *event, const struct log_field *fields)
{
    if (level > level_shown) {
        return;
    }
    AUTO_BUFFER line = BUFFER_UP_TO(LINE_BYTES);
    struct json_writer json = json_writer_to(&line, false);
    struct clock_stamp now = clock_stamp_of(clock_now_utc());
    json_object_open(&json);
    json_key_text(&json, TEXT("time"), text_of(now.text));
    json_key_text(&json, TEXT("level"), text_of(level_names[level]));
    json_key_text(&json, TEXT("event"), text_of(event));
    for (; fields && fields->name; fields++) {
        add_field(&json, fields);
    }
    json_object_close(&json);
    buffer_add(&line, TEXT("\n"));
    if (buffer_status(&line) == STATUS_OK) {
        /* One write a line: the kernel keeps lines of several threads apart. */
        ssize_t written = write(STDERR_FILENO, line.bytes, line.length);
        (void)written;
    }
}

void log_failure(enum log_level level, const char *event, const char *path,
                 const struct error *error)
{
    struct log_field reason = LOG_TEXT("reason", text_of(error->message));
    if (path) {
        log_event(level, event,
                  (struct log_field[]){LOG_TEXT("path", text_of(path)), reason, LOG_END});
    } else {
        log_event(level, event, (struct log_field[]){reason, LOG_END});
    }
}
