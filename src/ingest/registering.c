/* SPDX-License-Identifier: Apache-2.0 */
#include "registering.h"

#include "chancery/base/clock.h"
#include "chancery/base/log.h"

static enum status register_document(int64_t key, struct document *document, void *context,
                                     struct error *error)
{
    return registry_builder_add(context, document, key, error);
}

static void note(const struct registry *registry, int64_t began_us)
{
    log_event(LOG_INFO, "registry_made",
              (struct log_field[]){
                  LOG_NUMBER("documents", registry_document_count(registry)),
                  LOG_NUMBER("memory_bytes", (int64_t)registry_memory_bytes(registry)),
                  LOG_NUMBER("took_ms", (clock_monotonic_us() - began_us) / 1000), LOG_END});
}

enum status registering(struct store_reader *reader, struct registry **out, struct error *error)
{
    int64_t began_us = clock_monotonic_us();
    struct registry_builder *builder = registry_builder_new();
    if (!builder) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the registries");
    }
    struct store_walk walk = {.after = 0, .count = -1, .part = STORE_PART_FACTS};
    enum status status = store_reader_each(reader, walk, register_document, builder, error);
    status = status ? status : registry_builder_freeze(builder, out, error);
    (void)registry_builder_free(builder);
    if (!status) {
        note(*out, began_us);
    }
    return status;
}
