/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads one generation of a store.
 *
 * A reader keeps to the generation it was opened on, however often the store is written to. It
 * must be closed in the end, since the file cannot give back room that a reader still sees.
 *
 * Ids here are canonical ones; the spellings that people use are the api's business. Everything
 * answered lives in the arena passed. Unless said otherwise the errors of all calls are
 * STATUS_CORRUPT when the file is damaged, STATUS_IO and STATUS_NO_MEMORY.
 *
 * Threads: a reader serves one thread at a time; any number of readers may be open.
 */

#include "chancery/model/document.h"
#include "chancery/store/store.h"

struct store_reader;

/*
 * Open the store at path on its present generation.
 *
 * Errors:  STATUS_NOT_FOUND    no such file
 *          STATUS_INVALID      the file is not a store, or was written by a newer program
 *          STATUS_UNAVAILABLE  another program holds it
 * Owns:    the caller closes *out.
 */
MUST_CHECK enum status store_reader_open(const char *path, struct store_reader **out,
                                         struct error *error);

/* NULL is allowed. Returns NULL. */
struct store_reader *store_reader_close(struct store_reader *reader);

static inline void store_reader_close_at(struct store_reader **reader)
{
    *reader = store_reader_close(*reader);
}

#define AUTO_STORE_READER __attribute__((cleanup(store_reader_close_at))) struct store_reader *

MUST_CHECK enum status store_reader_summary(struct store_reader *reader, struct arena *arena,
                                            struct store_summary *out, struct error *error);

/* --- documents ------------------------------------------------------------------------------- */

/*
 * Set *key to the document with this id. Keys are stable while the document's text is unchanged,
 * and never used again.
 *
 * Errors:  STATUS_NOT_FOUND
 */
MUST_CHECK enum status store_reader_find(struct store_reader *reader, struct text id, int64_t *key,
                                         struct error *error);

/* How much of a document to read: each is dearer than the one before. */
enum store_part {
    STORE_PART_HEAD,       /* id to news: what a search result shows */
    STORE_PART_PARAGRAPHS, /* the head, and the paragraphs */
    STORE_PART_FACTS,      /* all but the text, and whether references are held */
    STORE_PART_ALL,        /* everything */
};

/*
 * Set *out to the document, or the part of it that is asked for, the rest empty.
 *
 * Errors:  STATUS_NOT_FOUND
 */
MUST_CHECK enum status store_reader_document(struct store_reader *reader, int64_t key,
                                             enum store_part part, struct arena *arena,
                                             struct document **out, struct error *error);

/* The same by id. */
MUST_CHECK enum status store_reader_document_by_id(struct store_reader *reader, struct text id,
                                                   enum store_part part, struct arena *arena,
                                                   struct document **out, struct error *error);

/* Set *out to the bytes as loaded. */
MUST_CHECK enum status store_reader_source(struct store_reader *reader, int64_t key,
                                           struct arena *arena, struct text *out,
                                           struct error *error);

/* Set *out to the digest that store_pack made of what was read in the document. */
MUST_CHECK enum status store_reader_digest(struct store_reader *reader, int64_t key, int64_t *out,
                                           struct error *error);

/*
 * Takes one document; it is good during the call only. A status other than STATUS_OK ends the walk
 * and is its result.
 */
typedef enum status store_document_sink(int64_t key, struct document *document, void *context,
                                        struct error *error);

/* Which documents to walk over, in order of key, and how much of each to read. */
struct store_walk {
    int64_t after; /* those with a greater key; 0: from the first */
    int64_t count; /* at most so many; negative: all */
    enum store_part part;
};

/*
 * Call sink for every document of walk. Memory is given back between documents, so it takes no more
 * than the largest needs. sink may read through the reader, but not walk.
 */
MUST_CHECK enum status store_reader_each(struct store_reader *reader, struct store_walk walk,
                                         store_document_sink *sink, void *context,
                                         struct error *error);

/* A document, and a number that is another as soon as anything of it changes that clients see. */
struct store_version {
    int64_t key;
    uint64_t version;
};

struct store_versions {
    LIST_OF(struct store_version);
};

/* All documents, in order of key. */
MUST_CHECK enum status store_reader_versions(struct store_reader *reader, struct arena *arena,
                                             struct store_versions *out, struct error *error);

/* --- lists ----------------------------------------------------------------------------------- */

/* Up to limit documents in order of id, those after the id given (TEXT_NONE: from the first). */
MUST_CHECK enum status store_reader_list(struct store_reader *reader, struct text after,
                                         size_t limit, struct arena *arena,
                                         struct store_entries *out, struct error *error);

/* Up to limit documents whose ids are like one that is not here: the neighbors in order of id. */
MUST_CHECK enum status store_reader_nearest(struct store_reader *reader, struct text id,
                                            size_t limit, struct arena *arena,
                                            struct store_entries *out, struct error *error);

MUST_CHECK enum status store_reader_kinds(struct store_reader *reader, struct arena *arena,
                                          struct store_kind_counts *out, struct error *error);

/* --- references ------------------------------------------------------------------------------ */

/* Which of two ends of a reference a document is. */
enum store_direction {
    STORE_CITED,  /* what the document names */
    STORE_CITING, /* what names the document; its id need not be held */
};

/* Up to limit references of a document from offset on, and *total of all of them. */
struct store_reference_query {
    struct text id; /* TEXT_NONE: of all documents, in order of id */
    enum store_direction direction;
    size_t offset;
    size_t limit;
};

MUST_CHECK enum status store_reader_references(struct store_reader *reader,
                                               const struct store_reference_query *query,
                                               struct arena *arena, struct store_references *out,
                                               int64_t *total, struct error *error);

/* How many documents name this id. */
MUST_CHECK enum status store_reader_cited_by(struct store_reader *reader, struct text id,
                                             int64_t *count, struct error *error);

/* Ids that are named and not held, most cited first, then by id; *total counts all of them. */
MUST_CHECK enum status store_reader_missing(struct store_reader *reader, struct store_page page,
                                            struct arena *arena, struct store_missings *out,
                                            int64_t *total, struct error *error);

/* --- what changed ----------------------------------------------------------------------------- */

struct store_change_query {
    int64_t since; /* a generation; 0: since there was nothing */
    struct store_page page;
};

/*
 * A page of what differs between the generation since and this one, in order of generation, kind of
 * change and id; *total counts all of it.
 */
MUST_CHECK enum status store_reader_changes(struct store_reader *reader,
                                            const struct store_change_query *query,
                                            struct arena *arena, struct store_changes *out,
                                            int64_t *total, struct error *error);

/* --- the load -------------------------------------------------------------------------------- */

/* The lines of the load report on a page, by path; *total counts all of them. */
MUST_CHECK enum status store_reader_reports(struct store_reader *reader, struct store_page page,
                                            struct arena *arena, struct store_reports *out,
                                            int64_t *total, struct error *error);

/* The load report by code: the worst first, then the most frequent. */
MUST_CHECK enum status store_reader_report_sums(struct store_reader *reader, struct arena *arena,
                                                struct store_report_sums *out, struct error *error);

/* The files on a page, in order of root and path. */
MUST_CHECK enum status store_reader_files(struct store_reader *reader, struct store_page page,
                                          struct arena *arena, struct store_files *out,
                                          struct error *error);

/* The documents of a file, in the order in which they stand in it. */
MUST_CHECK enum status store_reader_file_documents(struct store_reader *reader, int64_t file_key,
                                                   struct arena *arena, struct store_keys *out,
                                                   struct error *error);

MUST_CHECK enum status store_reader_roots(struct store_reader *reader, struct arena *arena,
                                          struct store_roots *out, struct error *error);

/* --- proof ----------------------------------------------------------------------------------- */

/*
 * Check the file page by page and its counts against each other.
 *
 * Errors:  STATUS_CORRUPT  the message says the first thing that is wrong
 * Cost:    reads the whole file.
 */
MUST_CHECK enum status store_reader_check(struct store_reader *reader, struct error *error);
