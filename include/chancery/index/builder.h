/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Makes an index out of documents, in any order. Documents are numbered when it is frozen.
 *
 *     struct index_builder *builder = index_builder_new();
 *     status = index_builder_add(builder, document, key, error);   for each
 *     status = index_builder_freeze(builder, &index, error);
 *     builder = index_builder_free(builder);
 *
 * Cost:    index_builder_bytes tells the memory; time linear in the words.
 * Threads: one builder serves one thread.
 */

#include "chancery/index/index.h"

/* The most documents of one index, and words of one document; what is over is not indexed. */
#define INDEX_DOCUMENTS_MAX UINT32_C(100000000)
#define INDEX_WORDS_MAX     UINT32_C(16000000)

struct index_builder;

/* NULL when there is no memory. */
struct index_builder *index_builder_new(void);

/* NULL is allowed. Returns NULL. */
struct index_builder *index_builder_free(struct index_builder *builder);

static inline void index_builder_free_at(struct index_builder **builder)
{
    *builder = index_builder_free(*builder);
}

#define AUTO_INDEX_BUILDER __attribute__((cleanup(index_builder_free_at))) struct index_builder *

/*
 * Take in one document, which may go afterwards. key is what index_document_key will answer.
 *
 * Errors:  STATUS_LIMIT     more than INDEX_DOCUMENTS_MAX documents
 *          STATUS_NO_MEMORY; the builder can then only be freed
 */
MUST_CHECK enum status index_builder_add(struct index_builder *builder,
                                         const struct document *document, int64_t key,
                                         struct error *error);

/* Tell which version of it the document is that was added last; index_document_version answers it.
 */
void index_builder_version(struct index_builder *builder, uint64_t version);

/* How many documents were added, and about how much memory freezing them will take together. */
uint32_t index_builder_count(const struct index_builder *builder);
size_t index_builder_bytes(const struct index_builder *builder);

/*
 * Set *out to the index of all documents added; the builder is empty afterwards. Two documents with
 * one id are kept both, in the order of their keys.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status index_builder_freeze(struct index_builder *builder, struct index **out,
                                            struct error *error);
