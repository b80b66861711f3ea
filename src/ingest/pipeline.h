/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads and parses files on several threads, and hands out what came of each on the calling thread
 * in the order of the jobs, so that what is stored never hangs on which thread was faster.
 *
 * Workers take the next job when they are free and run ahead of the caller by so many jobs at most.
 */

#include "chancery/ingest/limits.h"
#include "chancery/model/vocabulary.h"
#include "chancery/store/pack.h"

#include "opening.h"

/* How many jobs each worker may be ahead. */
#define PIPELINE_AHEAD 16
/* How often the caller hears that nothing is ready yet. */
#define PIPELINE_TICK_MS 100

/* A file to read. */
struct pipeline_job {
    const struct opening_root *root;
    struct text path;         /* below root */
    struct text known_sha256; /* nothing is parsed when the file still has it; none: parse */
};

struct pipeline_packs {
    LIST_OF(struct store_pack *);
};

/* Pieces of a file that gave no document, all of one kind. */
struct pipeline_fault {
    struct text code;
    struct text detail; /* of the first */
    int64_t count;
};

struct pipeline_faults {
    LIST_OF(struct pipeline_fault);
};

/*
 * What came of it. A file of many documents gives several results in a row, so that they never
 * stand in memory at once; all but the last say only what they bring.
 */
struct pipeline_result {
    bool is_continued;   /* documents of the same file came before */
    bool is_last;        /* of its file */
    enum reason refused; /* REASON_NONE: it was read */
    struct text detail;  /* more on why, or none */
    bool is_known;       /* it has known_sha256, and was not parsed */
    int64_t bytes;
    int64_t mtime_ns;
    struct text sha256; /* of all its bytes; none when it was refused unread */
    struct pipeline_packs packs;
    struct pipeline_faults faults; /* in the last one */
};

/* Takes one result; it is good during the call only. Another status than OK ends the run. */
typedef enum status pipeline_sink(size_t job, const struct pipeline_result *result, void *context,
                                  struct error *error);

/* Is called while nothing is ready, and after each result. */
typedef void pipeline_tick(void *context);

struct pipeline_options {
    const struct vocabulary *vocabulary;
    unsigned worker_count;
    int64_t file_bytes; /* the most of one file */
    struct parse_limits limits;
    pipeline_sink *sink;
    pipeline_tick *tick;
    void *context;
};

/*
 * Run all jobs.
 *
 * Errors:  what sink answers; STATUS_UNAVAILABLE no thread could be started; STATUS_NO_MEMORY
 */
MUST_CHECK enum status pipeline_run(const struct pipeline_options *options,
                                    const struct pipeline_job *jobs, size_t count,
                                    struct error *error);
