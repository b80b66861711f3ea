/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "identity.h"

/* The memory for what a generation says of itself. */
#define FACTS_BYTES ((size_t)64 * 1024)

/*
 * The number and time of a generation tell states of
 * one store from each other; the inode tells it from another of the same name that was loaded
 * anew, whose documents may have other keys.
 */
enum status identity_of(const char *store_path, struct store_reader *reader, struct buffer *out,
                        int64_t *document_count, struct error *error)
{
    AUTO_ARENA arena = arena_new(FACTS_BYTES);
    struct store_summary summary = {0};
    struct stat entry = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a summary");
    }
    enum status status = store_reader_summary(reader, arena, &summary, error);
    if (status) {
        return status;
    }
    (void)stat(store_path, &entry);
    buffer_add_format(out, "%.*s generation %lld of %lld in %lld by %.*s",
                      TEXT_ARGUMENTS(summary.tag), (long long)summary.generation,
                      (long long)summary.published_seconds, (long long)entry.st_ino,
                      TEXT_ARGUMENTS(summary.reading));
    *document_count = summary.document_count;
    status = buffer_status(out);
    return status ? error_set(error, status, "no memory for a summary") : STATUS_OK;
}
