/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a run has measured, for people and for programs. */

#include <stdio.h>

#include "questions.h"

enum side {
    SIDE_CHANCERY,
    SIDE_FTS5,
    SIDE_COUNT,
};

/* As they passed, and what the processor worked, which others on a busy machine do not lengthen. */
struct report_times {
    int64_t p50_ns;
    int64_t p95_ns;
    int64_t p99_ns;
    int64_t worked_p50_ns;
    int64_t worked_p95_ns;
};

struct report_class {
    size_t questions;
    size_t disagreements; /* questions whose totals or counts differ between the sides */
    struct report_times sides[SIDE_COUNT];
};

struct report_load {
    int64_t files;
    int64_t refused;
    int64_t bytes;
    int64_t wall_us;
    int64_t reading_us;
    int64_t settling_us;
    int64_t indexing_us;
    int64_t processor_us;
    int64_t peak_bytes;
    int64_t store_bytes;
    int64_t index_bytes;  /* in memory */
    int64_t parsed_bytes; /* of the sample that was parsed once more, by processor time */
    int64_t parsing_us;
    int64_t extracting_us;
    int64_t fts5_us; /* FTS5's inserts and optimize */
    int64_t fts5_bytes;
};

/* The best round of one thread, and of two that each ask as many questions as the one did. */
struct report_threads {
    size_t asked; /* by each thread in a round; 0: not measured */
    int64_t one_ns;
    int64_t two_ns;
};

/* The best round in this program and over HTTP, of as many questions of /v1/search each. */
struct report_served {
    size_t asked; /* 0: not measured */
    int64_t within_ns;
    int64_t served_ns;
    int64_t received_bytes; /* in the last round */
    /* What the processor worked in all rounds, here and in the server, the client not counted. */
    int64_t within_worked_us;
    int64_t served_worked_us;
};

struct report {
    int64_t documents;
    struct report_load load;
    int64_t start_us; /* open, look for changes, first answer */
    struct report_class classes[QUESTION_CLASS_COUNT];
    struct report_threads threads;
    struct report_served served;
};

/* Write tables for people. */
void report_print(const struct report *report, FILE *file);

/*
 * Write the same as JSON to path:
 *
 *     {"documents": n, "load": {…}, "start_ms": …,
 *      "classes": {"or": {"chancery": {"p50_us": …, "p95_us": …, "p99_us": …,
 *                                      "worked_p50_us": …, "worked_p95_us": …},
 *                         "fts5": {…}, "queries": n, "disagreements": n}, …},
 *      "threads": {"one_per_second": …, "two_per_second": …, "ratio": …},
 *      "http": {"within_per_second": …, "served_per_second": …, "ratio": …,
 *               "worked_ratio": …, "answer_bytes": …}}
 *
 * "http" is there when it was measured.
 */
MUST_CHECK enum status report_write(const struct report *report, const char *path,
                                    struct error *error);
