/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * How far a load or an export is, told to whoever wants to know, and drawn for people: a bar on a
 * terminal, a line every few seconds elsewhere.
 */

#include <stdbool.h>
#include <stdint.h>

/* How often a line is written where there is no terminal. */
#define PROGRESS_LINE_SECONDS 5
/* How often a bar is drawn on one. */
#define PROGRESS_BAR_MS 100

enum ingest_phase {
    INGEST_IDLE,     /* nothing is being loaded */
    INGEST_WALKING,  /* looking for files */
    INGEST_READING,  /* reading and storing them */
    INGEST_SETTLING, /* ids, references, durable on disk */
    INGEST_INDEXING,
    INGEST_EXPORTING, /* writing documents out for other programs */
};

/* "idle", "walking", "reading", "settling", "indexing" or "exporting". Static. */
const char *ingest_phase_name(enum ingest_phase phase);

struct ingest_progress {
    enum ingest_phase phase;
    int64_t files_done;  /* documents, while indexing or exporting */
    int64_t files_total; /* 0 while it is not known */
    int64_t bytes_done;
    int64_t bytes_total;
    int64_t document_count;
    int64_t refused_count;
    int64_t started_us; /* of clock_monotonic_us: when this phase began */
    int64_t now_us;
};

/* Bytes a second so far in this phase; 0 while it cannot be said. */
double ingest_progress_rate(const struct ingest_progress *progress);

/* Seconds until this phase is done, or -1 while it cannot be said. */
int64_t ingest_progress_seconds_left(const struct ingest_progress *progress);

/* Is told how far a load is, from the loading thread, at most every PROGRESS_BAR_MS or so. */
typedef void ingest_report(const struct ingest_progress *progress, void *context);

/* Draws on a file; pass progress_draw and a pointer to one as ingest_report and its context. */
struct progress_bar {
    int file;         /* usually STDERR_FILENO */
    bool is_terminal; /* of file */
    unsigned columns; /* of the terminal */
    int64_t drawn_us;
    enum ingest_phase drawn_phase;
};

struct progress_bar progress_bar_on(int file);

ingest_report progress_draw;

/* Leave the terminal clean for what is written next. */
void progress_bar_end(struct progress_bar *bar);
