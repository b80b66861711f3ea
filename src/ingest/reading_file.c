/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/digest.h"
#include "chancery/extraction/extract.h"
#include "chancery/parsing/parse.h"

#include "reading_file.h"

#define NS_PER_SECOND ((int64_t)1000 * 1000 * 1000)

struct packing {
    const struct vocabulary *vocabulary;
    struct store_packer *packer;
    struct arena *arena;
    struct pipeline_packs *packs;
};

static enum status pack_document(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    struct packing *packing = context;
    extract(document, packing->vocabulary, arena);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the facts of a document");
    }
    struct store_pack *pack = NULL;
    enum status status = store_pack(packing->packer, document, bytes, packing->arena, &pack, error);
    if (status) {
        return status;
    }
    struct store_pack **place = LIST_ADD(packing->arena, packing->packs);
    if (!place) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    *place = pack;
    return STATUS_OK;
}

static enum reason reason_of(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return REASON_NONE;
    case STATUS_LIMIT:
        return REASON_TOO_LARGE;
    case STATUS_NO_MEMORY:
        return REASON_NO_MEMORY;
    case STATUS_NOT_FOUND:
    case STATUS_INVALID:
    case STATUS_UNAVAILABLE:
    case STATUS_CORRUPT:
    case STATUS_IO:
        break;
    }
    return REASON_UNUSABLE;
}

static void parse(const struct pipeline_job *job, struct text bytes, struct packing *packing,
                  struct pipeline_result *result)
{
    struct error error = ERROR_NONE;
    struct parse_options options = {.vocabulary = packing->vocabulary, .path = job->path};
    enum status status = parse_bytes(bytes, &options, pack_document, packing, &error);
    result->refused = reason_of(status);
    if (status) {
        result->detail = arena_text(packing->arena, text_of(error.message));
    } else if (result->packs.count == 0) {
        result->refused = REASON_UNUSABLE;
    }
}

void reading_file(const struct pipeline_job *job, const struct pipeline_options *options,
                  struct store_packer *packer, struct arena *arena, struct pipeline_result *result)
{
    AUTO_BUFFER bytes = BUFFER_UP_TO((size_t)options->file_bytes);
    struct stat entry = {0};
    *result = (struct pipeline_result){0};
    result->refused = opening_read(job->root, job->path, &bytes, &entry);
    result->bytes = (int64_t)entry.st_size;
    result->mtime_ns = (int64_t)entry.st_mtim.tv_sec * NS_PER_SECOND + entry.st_mtim.tv_nsec;
    if (result->refused != REASON_NONE) {
        return;
    }
    result->bytes = (int64_t)bytes.length;
    result->sha256 = arena_text(arena, text_of(digest_sha256(buffer_text(&bytes)).hex));
    if (job->known_sha256.at && text_equal(job->known_sha256, result->sha256)) {
        result->is_known = true;
        return;
    }
    struct packing packing = {options->vocabulary, packer, arena, &result->packs};
    parse(job, buffer_text(&bytes), &packing, result);
}
