/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/log.h"
#include "chancery/index/file.h"

#include "identity.h"
#include "index_changes.h"
#include "index_runs.h"

#define PATH_BYTES_MAX ((size_t)4096)

/* Leave the index for the next start, and go on with the mapped one, whose memory is shared. */
static void keep(const char *path, struct text identity, struct index **index)
{
    struct error error = ERROR_NONE;
    struct index *mapped = NULL;
    enum status status = index_save(*index, path, identity, &error);
    status = status ? status : index_open(path, identity, &mapped, &error);
    if (status) {
        log_failure(LOG_WARNING, "index_not_kept", path, &error);
        return;
    }
    (void)index_free(*index);
    *index = mapped;
}

/* What is at path, when it is as it was written, to go on from. */
static struct index *open_former(const char *path)
{
    struct index *former = NULL;
    struct error error = ERROR_NONE;
    enum status status = index_open_former(path, &former, &error);
    status = status ? status : index_verify(former, NULL, &error);
    if (status && status != STATUS_NOT_FOUND) {
        log_failure(LOG_INFO, "index_made_anew", path, &error);
    }
    return status ? index_free(former) : former;
}

/* Make the index, out of the former one as far as that still holds. */
static enum status make(const struct indexing_request *request, const char *path,
                        int64_t document_count, struct index **out, struct error *error)
{
    AUTO_ARENA arena = arena_new(SIZE_MAX);
    AUTO_INDEX former = open_former(path);
    struct store_versions versions = {0};
    struct index_changes changes = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the index");
    }
    enum status status = store_reader_versions(request->readers[0], arena, &versions, error);
    if (!status && former) {
        status = index_changes_find(former, &versions, arena, &changes, error);
    }
    if (status) {
        return status;
    }
    struct index_runs runs = {.readers = request->readers,
                              .count = request->reader_count,
                              .path = path,
                              .index_bytes = request->index_bytes,
                              .versions = &versions,
                              .total = document_count,
                              .report = request->report,
                              .context = request->context};
    if (changes.kept > changes.added_count) {
        runs.added = changes.added;
        runs.added_count = changes.added_count;
        runs.total = (int64_t)changes.added_count;
        runs.former = (struct index_part){former, changes.removed};
    }
    return index_runs_build(&runs, out, error);
}

enum status indexing_find(const struct indexing_request *request, struct index **out,
                          struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    AUTO_BUFFER identity = BUFFER_UP_TO(INDEX_IDENTITY_BYTES_MAX);
    int64_t document_count = 0;
    enum status status =
        identity_of(request->store_path, request->readers[0], &identity, &document_count, error);
    if (status) {
        return status;
    }
    buffer_add_format(&path, "%s.index", request->store_path);
    status = buffer_status(&path);
    if (status) {
        return error_set(error, status, "the name of the store is too long");
    }
    struct error why = ERROR_NONE;
    status = index_open(path.bytes, buffer_text(&identity), out, &why);
    if (!status) {
        return STATUS_OK;
    }
    status = make(request, path.bytes, document_count, out, error);
    if (!status) {
        keep(path.bytes, buffer_text(&identity), out);
    }
    return status;
}

void indexing_forget(const char *store_path)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&path, "%s.index", store_path);
    if (buffer_status(&path) == STATUS_OK) {
        (void)unlink(path.bytes);
    }
}
