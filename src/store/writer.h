/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the files of the writer share. */

#include <stdbool.h>

#include "chancery/store/writer.h"

#include "building.h"
#include "database.h"

/* The most memory for what the writer remembers of its roots. */
#define WRITER_MEMORY_BYTES ((size_t)16 * 1024 * 1024)

struct root_keys {
    LIST_OF(int64_t);
};

struct store_writer {
    struct database database;
    struct building building; /* path is NULL where an existing store is changed */
    struct arena *arena;
    char *path;
    struct text reading;
    struct root_keys roots; /* named since it was opened */
    int64_t next;           /* the generation that is being made */
    bool is_stale;
    bool has_changed;
    bool is_published;
};

/* How grave a warning with this code is. */
enum store_severity store_severity_of(struct text code);

/* Give documents their ids, drop those that no file holds any more. */
MUST_CHECK enum status settle(struct store_writer *writer, struct error *error);

/* What the content is, as 16 hexadecimal digits in the writer's arena. */
MUST_CHECK enum status content_tag(struct store_writer *writer, struct text *out,
                                   struct error *error);
