/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The two engines that answer the same questions: Chancery, through the rooms that the server uses,
 * and SQLite's FTS5.
 */

#include "chancery/ingest/library.h"
#include "chancery/search/search.h"

#include "questions.h"

/* Hits on a page, and values of a facet. */
#define SIDE_PAGE_COUNT 10

/* The fields that a facet question counts. */
#define SIDE_FACET_COUNT 5
extern const enum query_field side_facets[SIDE_FACET_COUNT];

/* What was answered, as far as both sides must agree. */
struct side_answer {
    int64_t total;  /* documents; of a histogram, those in it */
    uint64_t check; /* facets: of all counts of all values; histogram: of all that are not 0 */
};

/* Put a count into a check that minds neither order nor what has none. */
static inline void side_answer_count(struct side_answer *answer, uint64_t where, int64_t count)
{
    answer->check += count > 0 ? chance_mix((where << 40) + (uint64_t)count) : 0;
}

/* ---- Chancery ------------------------------------------------------------------------------- */

struct ours {
    struct generation *generation;
    struct store_reader *reader;
    struct search_source source;
};

/* Take hold of the present generation, which must be released. */
struct ours ours_begin(struct library *library);
void ours_end(struct ours *ours);

/* Answer a question as the server does, from the text that was typed. */
MUST_CHECK enum status ours_answer(struct ours *ours, const struct question *question,
                                   struct side_answer *out, struct error *error);

/* ---- FTS5 ----------------------------------------------------------------------------------- */

struct fts5;

/*
 * Make a table at path, a file that is not there yet, with all documents of a generation. Units of
 * text are those of our index, so that no phrase crosses them.
 *
 * Errors:  those of the reader; STATUS_IO, STATUS_NO_MEMORY
 */
MUST_CHECK enum status fts5_build(const char *path, const struct ours *ours, struct fts5 **out,
                                  struct error *error);

/* Open a table that fts5_build has made of the same documents. Errors as there. */
MUST_CHECK enum status fts5_open(const char *path, struct fts5 **out, struct error *error);

/* NULL is allowed. Returns NULL. */
struct fts5 *fts5_close(struct fts5 *fts5);

/* What its index took to make, texts and facets stored beside it not counted, in microseconds. */
int64_t fts5_build_us(const struct fts5 *fts5);

MUST_CHECK enum status fts5_answer(struct fts5 *fts5, const struct question *question,
                                   struct side_answer *out, struct error *error);

/* How many documents a question has, which its answer need not count. */
MUST_CHECK enum status fts5_total(struct fts5 *fts5, const struct question *question, int64_t *out,
                                  struct error *error);
