/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A library is a store, the folders it is loaded from, the vocabularies, and what is made of them
 * for searching. It answers from one generation while it builds the next.
 *
 *     library_open(&options, &library, error)
 *     library_load(library, report, context, error)       blocks until the next generation is there
 *     struct generation *generation = generation_take(library);
 *     struct store_reader *reader = generation_reader_take(generation);
 *     ...
 *     generation_reader_release(generation, reader);
 *     generation_release(generation);
 *
 * Threads: one thread loads at a time; all other calls may be made from any thread at any time.
 */

#include "chancery/ingest/limits.h"
#include "chancery/ingest/progress.h"
#include "chancery/registry/registry.h"
#include "chancery/store/reader.h"

struct ceiling;
struct index;
struct vocabulary;
struct library;

/* The most threads that read and parse. */
#define LIBRARY_WORKERS_MAX 64
/* The most readers that one generation has. */
#define LIBRARY_READERS_MAX 64

/* What to do with what was loaded from other paths before. */
enum library_roots {
    LIBRARY_ROOTS_ADD,  /* leave it in the store as it is */
    LIBRARY_ROOTS_ONLY, /* forget it: the store mirrors the paths given */
};

struct library_options {
    const char *store_path;
    const char *const *paths; /* files and folders to load */
    size_t path_count;        /* 0: serve what the store holds */
    enum library_roots roots;
    const char *config_folder;   /* holds vocabulary/ */
    unsigned worker_count;       /* 0: as many as there are cores */
    unsigned reader_count;       /* of each generation; 0: as many as there are cores, and two */
    bool registers;              /* make the registry of each generation once that is published */
    struct ingest_limits limits; /* all zero: INGEST_LIMITS_DEFAULT */
};

/*
 * A consistent state of store and index; it never changes. Everything in it lives until its last
 * holder releases it.
 */
struct generation {
    int64_t number;
    int64_t document_count;
    struct text tag;           /* of the content, for ETags: letters and digits */
    const struct index *index; /* over exactly its documents */
    int64_t loaded_seconds;    /* since 1970, UTC */
};

/*
 * Make a library. Nothing is read yet but the vocabularies.
 *
 * Errors:  as vocabulary_load; STATUS_NO_MEMORY
 * Owns:    the caller closes *out.
 */
MUST_CHECK enum status library_open(const struct library_options *options, struct library **out,
                                    struct error *error);

/*
 * Make a library of what another holds below a ceiling, in a store of its own beside the other's:
 * STORE.view-NAME. Loading it brings it up to what the other's store holds. Its answers are by
 * construction those of a library that was loaded with the redacted documents.
 *
 * Errors:  STATUS_NO_MEMORY
 * Owns:    the caller closes *out, before the other.
 */
MUST_CHECK enum status library_open_below(struct library *whole, const struct ceiling *ceiling,
                                          struct library **out, struct error *error);

/* Every generation must have been released. NULL is allowed. Returns NULL. */
struct library *library_close(struct library *library);

const struct vocabulary *library_vocabulary(const struct library *library);

/* What a load did. */
struct library_load_result {
    int64_t generation;
    int64_t files_read;
    int64_t files_unchanged;
    int64_t files_removed;
    int64_t files_refused;
    int64_t bytes_read;
    int64_t took_us;
};

/*
 * Bring the store up to the folders and publish the result as the next generation. When nothing
 * changed, the present one stays. report may be NULL.
 *
 * Errors:  STATUS_NOT_FOUND    one of the paths is not there; nothing is changed then
 *          STATUS_UNAVAILABLE  another program is loading into the store
 *          STATUS_INVALID      the store is not ours
 *          A file that cannot be read is no error: it is in the report of the load.
 */
MUST_CHECK enum status library_load(struct library *library, ingest_report *report, void *context,
                                    struct library_load_result *result, struct error *error);

/*
 * The same, but no generation is published: the store, its index and its registry are left for
 * whoever opens them.
 */
MUST_CHECK enum status library_load_store(struct library *library, ingest_report *report,
                                          void *context, struct library_load_result *result,
                                          struct error *error);

/* How far the load is that is going on; phase is INGEST_IDLE when none is. */
struct ingest_progress library_state(struct library *library);

/* The present generation, held for the caller; NULL before the first. Release it. */
struct generation *generation_take(struct library *library);

/* NULL is allowed. */
void generation_release(struct generation *generation);

/*
 * A reader of this generation for the calling thread alone; waits until one is free. NULL is never
 * answered. Give it back to the same generation.
 */
struct store_reader *generation_reader_take(struct generation *generation);
void generation_reader_release(struct generation *generation, struct store_reader *reader);

/*
 * Set *out to the registry of the generation, borrowed from it. Its documents have the numbers that
 * they have in the generation's index. It is found in its file, or made:
 * by the library, when that registers, else by the first who asks, by means of reader, which is one
 * of the generation's. Others wait meanwhile, for a second or two.
 *
 * Errors:  as store_reader_each; STATUS_NO_MEMORY; STATUS_UNAVAILABLE when it takes longer
 */
MUST_CHECK enum status generation_registry(struct generation *generation,
                                           struct store_reader *reader, const struct registry **out,
                                           struct error *error);
