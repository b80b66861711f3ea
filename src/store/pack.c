/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include <zstd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"
#include "chancery/base/map.h"
#include "chancery/model/codec.h"
#include "chancery/store/pack.h"
#include "chancery/store/store.h"

#include "parts.h"

/* Of zstd; 3 takes 1.3 times the time of 1 and saves a tenth. */
#define COMPRESSION_LEVEL 3

struct store_packer {
    ZSTD_CCtx *compressor;
};

struct store_packer *store_packer_new(void)
{
    struct store_packer *packer = calloc(1, sizeof(*packer));
    if (!packer) {
        return NULL;
    }
    packer->compressor = ZSTD_createCCtx();
    return packer->compressor ? packer : store_packer_free(packer);
}

struct store_packer *store_packer_free(struct store_packer *packer)
{
    if (packer) {
        (void)ZSTD_freeCCtx(packer->compressor);
        free(packer);
    }
    return NULL;
}

/* A document that the store cannot name cannot be kept. ~ is how the store tells texts apart. */
static enum status check_keys(const struct document *document, struct error *error)
{
    if (document->id.length == 0 || document->id.length > STORE_ID_BYTES_MAX ||
        text_find_char(document->id, '~') != TEXT_NOT_FOUND || document->kind.length == 0 ||
        !document->source || !document->source->sha256.at) {
        return error_set(error, STATUS_INVALID, "a document without a usable id, kind or source");
    }
    return STATUS_OK;
}

/*
 * plain compressed; what it has in common with prefix costs next to nothing. Its checksum is what
 * tells a damaged disk's words from the document's.
 */
static struct text compress(struct store_packer *packer, struct text plain, struct text prefix,
                            struct arena *arena)
{
    size_t most = ZSTD_compressBound(plain.length);
    char *bytes = malloc(most);
    if (!bytes) {
        return TEXT_NONE;
    }
    (void)ZSTD_CCtx_reset(packer->compressor, ZSTD_reset_session_and_parameters);
    (void)ZSTD_CCtx_setParameter(packer->compressor, ZSTD_c_compressionLevel, COMPRESSION_LEVEL);
    (void)ZSTD_CCtx_setParameter(packer->compressor, ZSTD_c_checksumFlag, 1);
    (void)ZSTD_CCtx_refPrefix(packer->compressor, prefix.at, prefix.length);
    size_t length = ZSTD_compress2(packer->compressor, bytes, most, plain.at, plain.length);
    struct text packed =
        ZSTD_isError(length) ? TEXT_NONE : arena_text(arena, (struct text){bytes, length});
    free(bytes);
    return packed;
}

/* The source after the model, most of which it repeats. */
static enum status pack_source(struct store_packer *packer, const struct document *document,
                               struct text bytes, struct text model, struct store_pack *pack,
                               struct arena *arena)
{
    AUTO_BUFFER plain = BUFFER_UP_TO(STORE_DOCUMENT_BYTES_MAX);
    bool is_same = text_equal(document->text, bytes);
    buffer_add(&plain, bytes);
    buffer_add(&plain, is_same ? TEXT("") : document->text);
    pack->source_bytes = (int64_t)bytes.length;
    pack->text_bytes = is_same ? INTEGER_NONE : (int64_t)document->text.length;
    pack->source = compress(packer, buffer_text(&plain), model, arena);
    return buffer_status(&plain);
}

/* The path and the part belong to the file, of which there may be several. */
static enum status encode_model(const struct document *document, struct buffer *plain,
                                struct store_pack *pack)
{
    struct document copy = *document;
    struct document_source source = *document->source;
    copy.source = &source;
    source.path = TEXT_NONE;
    source.part = TEXT_NONE;
    struct parts parts = parts_of_document();
    codec_encode(&parts.head, &copy, plain);
    pack->head_bytes = plain->length;
    codec_encode(&parts.paragraphs, &copy, plain);
    pack->paragraphs_bytes = plain->length - pack->head_bytes;
    codec_encode(&parts.facts, &copy, plain);
    pack->facts_bytes = plain->length - pack->head_bytes - pack->paragraphs_bytes;
    pack->digest = (int64_t)digest_fast(buffer_text(plain));
    return buffer_status(plain);
}

static enum status pack_body(struct store_packer *packer, const struct document *document,
                             struct text bytes, struct store_pack *pack, struct arena *arena)
{
    AUTO_BUFFER plain = BUFFER_UP_TO(STORE_DOCUMENT_BYTES_MAX);
    enum status status = encode_model(document, &plain, pack);
    if (status) {
        return status;
    }
    pack->model = compress(packer, buffer_text(&plain), TEXT_NONE, arena);
    return pack_source(packer, document, bytes, buffer_text(&plain), pack, arena);
}

static void pack_references(const struct document *document, struct arena *arena,
                            struct store_pack *pack)
{
    for (size_t i = 0; i < document->references.count; i++) {
        struct reference *reference = LIST_ADD(arena, &pack->references);
        if (reference) {
            *reference = document->references.items[i];
            reference->label = arena_text(arena, reference->label);
            reference->raw = arena_text(arena, reference->raw);
            reference->kind = arena_text(arena, reference->kind);
            reference->id = arena_text(arena, reference->id);
        }
    }
}

/* Warnings of one code are one line of the report, with the first one's detail. */
static void pack_warnings(const struct document *document, struct arena *arena,
                          struct store_pack *pack)
{
    struct map counts = MAP_NONE;
    for (size_t i = 0; i < document->warnings.count; i++) {
        const struct warning *warning = &document->warnings.items[i];
        size_t *at = map_find(&counts, warning->code);
        if (at) {
            pack->warnings.items[*at].count++;
            continue;
        }
        at = arena_take(arena, sizeof(*at));
        struct store_pack_warning *line = at ? LIST_ADD(arena, &pack->warnings) : NULL;
        if (!line) {
            return;
        }
        *at = pack->warnings.count - 1;
        *line = (struct store_pack_warning){arena_text(arena, warning->code),
                                            arena_text(arena, warning->detail), 1};
        if (!map_set(arena, &counts, line->code, at)) {
            return;
        }
    }
}

static void pack_keys(const struct document *document, struct arena *arena, struct store_pack *pack)
{
    pack->id = arena_text(arena, document->id);
    pack->kind = arena_text(arena, document->kind);
    pack->title = arena_text(arena, document->title);
    pack->date = document->date ? arena_text(arena, document->date->value) : TEXT_NONE;
    pack->part = arena_text(arena, document->source->part);
    pack->sha256 = arena_text(arena, document->source->sha256);
}

enum status store_pack(struct store_packer *packer, const struct document *document,
                       struct text bytes, struct arena *arena, struct store_pack **out,
                       struct error *error)
{
    enum status status = check_keys(document, error);
    if (status) {
        return status;
    }
    struct store_pack *pack = arena_take(arena, sizeof(*pack));
    if (!pack) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to store a document");
    }
    pack_keys(document, arena, pack);
    pack_references(document, arena, pack);
    pack_warnings(document, arena, pack);
    status = pack_body(packer, document, bytes, pack, arena);
    if (status == STATUS_LIMIT) {
        return error_set(error, status, "a document over %zu bytes", STORE_DOCUMENT_BYTES_MAX);
    }
    if (status || arena_failed(arena) || !pack->source.at || !pack->model.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to store a document");
    }
    *out = pack;
    return STATUS_OK;
}
