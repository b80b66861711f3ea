/* SPDX-License-Identifier: Apache-2.0 */
#include "registering.h"

#include "chancery/base/clock.h"
#include "chancery/base/log.h"
#include "chancery/registry/file.h"

#include "identity.h"

#define PATH_BYTES_MAX ((size_t)4096)

/* What one document may take while it is taken in. */
#define DOCUMENT_BYTES_MAX ((size_t)1024 * 1024 * 1024)

static enum status register_document(struct store_reader *reader, int64_t key,
                                     struct registry_builder *builder, struct error *error)
{
    AUTO_ARENA arena = arena_new(DOCUMENT_BYTES_MAX);
    struct document *document = NULL;
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    enum status status =
        store_reader_document(reader, key, STORE_PART_FACTS, arena, &document, error);
    return status ? status : registry_builder_add(builder, document, key, error);
}

/*
 * In the order of the index, which follows from the documents alone: so that equal documents make
 * equal answers, in whatever order they were loaded.
 */
static enum status register_all(struct store_reader *reader, const struct index *index,
                                struct registry_builder *builder, struct error *error)
{
    enum status status = STATUS_OK;
    for (uint32_t i = 0; !status && i < index_document_count(index); i++) {
        status = register_document(reader, index_document_key(index, i), builder, error);
    }
    return status;
}

static void note(const struct registry *registry, int64_t began_us)
{
    log_event(LOG_INFO, "registry_made",
              (struct log_field[]){
                  LOG_NUMBER("documents", registry_document_count(registry)),
                  LOG_NUMBER("memory_bytes", (int64_t)registry_memory_bytes(registry)),
                  LOG_NUMBER("took_ms", (clock_monotonic_us() - began_us) / 1000), LOG_END});
}

static enum status make(struct store_reader *reader, const struct index *index,
                        struct registry **out, struct error *error)
{
    int64_t began_us = clock_monotonic_us();
    struct registry_builder *builder = registry_builder_new();
    if (!builder) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the registries");
    }
    enum status status = register_all(reader, index, builder, error);
    status = status ? status : registry_builder_freeze(builder, out, error);
    (void)registry_builder_free(builder);
    if (!status) {
        note(*out, began_us);
    }
    return status;
}

/* Leave the registry for the next start, and go on with the mapped one, whose memory is shared. */
static void keep(const char *path, struct text identity, struct registry **registry)
{
    struct error error = ERROR_NONE;
    struct registry *mapped = NULL;
    enum status status = registry_save(*registry, path, identity, &error);
    status = status ? status : registry_open(path, identity, &mapped, &error);
    if (status) {
        log_failure(LOG_WARNING, "registry_not_kept", path, &error);
        return;
    }
    (void)registry_free(*registry);
    *registry = mapped;
}

enum status registering_find(const char *store_path, struct store_reader *reader,
                             const struct index *index, struct registry **out, struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    AUTO_BUFFER identity = BUFFER_UP_TO(REGISTRY_IDENTITY_BYTES_MAX);
    int64_t document_count = 0;
    enum status status = identity_of(store_path, reader, &identity, &document_count, error);
    if (status) {
        return status;
    }
    buffer_add_format(&path, "%s.registry", store_path);
    status = buffer_status(&path);
    if (status) {
        return error_set(error, status, "the name of the store is too long");
    }
    struct error why = ERROR_NONE;
    status = registry_open(path.bytes, buffer_text(&identity), out, &why);
    if (!status && registry_document_count(*out) == index_document_count(index)) {
        return STATUS_OK;
    }
    if (!status) {
        *out = registry_free(*out);
    } else if (status != STATUS_NOT_FOUND) {
        log_failure(LOG_INFO, "registry_made_anew", path.bytes, &why);
    }
    status = make(reader, index, out, error);
    if (!status) {
        keep(path.bytes, buffer_text(&identity), out);
    }
    return status;
}
