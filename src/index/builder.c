/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/index/builder.h"

struct index_builder {
    uint32_t document_count;
};

struct index_builder *index_builder_new(void)
{
    return calloc(1, sizeof(struct index_builder));
}

struct index_builder *index_builder_free(struct index_builder *builder)
{
    free(builder);
    return NULL;
}

enum status index_builder_add(struct index_builder *builder, const struct document *document,
                              int64_t key, struct error *error)
{
    (void)key;
    if (!document || builder->document_count == INDEX_DOCUMENTS_MAX) {
        return error_set(error, STATUS_LIMIT, "more documents than an index holds");
    }
    builder->document_count++;
    return STATUS_OK;
}

enum status index_builder_freeze(struct index_builder *builder, struct index **out,
                                 struct error *error)
{
    (void)out;
    builder->document_count = 0;
    return error_set(error, STATUS_UNAVAILABLE, "there is no index yet");
}
