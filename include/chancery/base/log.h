/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The log: one JSON object a line on standard error, which no input can forge or break.
 *
 *     log_event(LOG_INFO, "request", (struct log_field[]){
 *         LOG_TEXT("path", path), LOG_NUMBER("took_us", took), LOG_END});
 *
 * Only ingest, http and cli log; other rooms return errors. No document text and no query text is
 * logged. Threads: lines of several threads never mix.
 */

#include <stdint.h>

#include "chancery/base/status.h"
#include "chancery/base/text.h"

enum log_level {
    LOG_ERROR,
    LOG_WARNING,
    LOG_INFO,
    LOG_DEBUG,
};

struct log_field {
    const char *name; /* NULL ends a list; carries the unit, as in took_us */
    struct text text; /* cut at LOG_FIELD_BYTES; TEXT_NONE when number holds the value */
    int64_t number;
};

/* The most of one text that is written. */
#define LOG_FIELD_BYTES ((size_t)2048)

#define LOG_TEXT(name, text)     ((struct log_field){(name), (text), 0})
#define LOG_NUMBER(name, number) ((struct log_field){(name), TEXT_NONE, (number)})
#define LOG_END                  ((struct log_field){NULL, TEXT_NONE, 0})

/* Lines less important than level are not written. LOG_INFO when never called. */
void log_level_set(enum log_level level);

void log_event(enum log_level level, const char *event, const struct log_field *fields);

/* What could not be done, and why. path is the file that it was about, or NULL. */
void log_failure(enum log_level level, const char *event, const char *path,
                 const struct error *error);
