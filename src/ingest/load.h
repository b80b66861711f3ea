/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Brings a store up to what the folders hold: what is new is read, what went is dropped. */

#include "chancery/ingest/library.h"
#include "chancery/ingest/limits.h"

struct load_options {
    const char *store_path;
    const char *const *paths;
    size_t path_count;
    enum library_roots roots;
    const struct vocabulary *vocabulary;
    struct text reading; /* what reads the documents: see store_writer_open */
    struct ingest_limits limits;
    unsigned worker_count;
    ingest_report *report; /* or NULL */
    void *context;
};

/* As library_load promises, but for the index. Fills *result but for took_us. */
MUST_CHECK enum status load(const struct load_options *options, struct library_load_result *result,
                            struct error *error);
