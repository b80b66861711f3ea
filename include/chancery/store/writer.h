/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Makes the next generation of a store.
 *
 *     store_writer_open(path, reading, &writer, error)
 *     store_writer_root(writer, "/home/me/documents", 0, &root, error)
 *     store_writer_file(writer, &file, error)             in order of path
 *     store_writer_document(writer, file.key, pack, error)
 *     store_writer_publish(writer, &generation, error)
 *     store_writer_close(writer)
 *
 * Nothing is seen by readers before store_writer_publish has succeeded, and all of it after. A
 * writer closed without it, or killed, leaves the generation before as it was: a new store is made
 * in PATH.part and renamed when complete; an existing one is changed in one transaction.
 *
 * Threads: one at a time. Of several programs, one may write; the others are told to wait.
 */

#include "chancery/store/pack.h"
#include "chancery/store/store.h"

struct store_writer;

/*
 * Open the store at path for writing, or begin a new one if it is not there. reading names what
 * reads the documents (program, codec, vocabulary); where it differs from the store's, what the
 * store holds was read by another and should be read again: see store_writer_is_stale.
 *
 * Errors:  STATUS_INVALID      the file is not a store, or was written by a newer program
 *          STATUS_UNAVAILABLE  another program is writing to it
 *          STATUS_CORRUPT      it is damaged
 *          STATUS_IO, STATUS_NO_MEMORY
 * Owns:    the caller closes *out.
 */
MUST_CHECK enum status store_writer_open(const char *path, struct text reading,
                                         struct store_writer **out, struct error *error);

/* Give up what was not published. NULL is allowed. Returns NULL. */
struct store_writer *store_writer_close(struct store_writer *writer);

static inline void store_writer_close_at(struct store_writer **writer)
{
    *writer = store_writer_close(*writer);
}

#define AUTO_STORE_WRITER __attribute__((cleanup(store_writer_close_at))) struct store_writer *

/* Whether what the store holds was read by something else than reading. */
bool store_writer_is_stale(const struct store_writer *writer);

/* Set *root_key to the root at path, an absolute path, which is at position from now on. */
MUST_CHECK enum status store_writer_root(struct store_writer *writer, struct text path,
                                         int64_t position, int64_t *root_key, struct error *error);

/* Forget all roots but those named since the writer was opened, with all that came from them. */
MUST_CHECK enum status store_writer_drop_other_roots(struct store_writer *writer,
                                                     struct error *error);

/* Set *out to the files known of a root, ordered by path, byte by byte; they live in arena. */
MUST_CHECK enum status store_writer_files(struct store_writer *writer, int64_t root_key,
                                          struct arena *arena, struct store_files *out,
                                          struct error *error);

/* Keep file, whose key is set, in place of what was known of its path and all that came from it. */
MUST_CHECK enum status store_writer_file(struct store_writer *writer, struct store_file *file,
                                         struct error *error);

/*
 * Keep a document of the file. The same text with the same id as one that is there already becomes
 * a copy of it.
 */
MUST_CHECK enum status store_writer_document(struct store_writer *writer, int64_t file_key,
                                             const struct store_pack *pack, struct error *error);

/* Say what befell the file as a whole; path and document_id of line do not count. */
MUST_CHECK enum status store_writer_report(struct store_writer *writer, int64_t file_key,
                                           const struct store_report *line, struct error *error);

/* Forget a file and what came from it. */
MUST_CHECK enum status store_writer_remove_file(struct store_writer *writer, int64_t file_key,
                                                struct error *error);

/* Keep another modification time of a file that is otherwise as it was; not a change. */
MUST_CHECK enum status store_writer_touch_file(struct store_writer *writer, int64_t file_key,
                                               int64_t mtime_ns, struct error *error);

/*
 * Settle ids, and make all of it durable and visible as *generation: one more than before, or the
 * same when nothing changed. The writer can only be closed afterwards.
 */
MUST_CHECK enum status store_writer_publish(struct store_writer *writer, int64_t *generation,
                                            struct error *error);
