/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/index/index.h"

struct index {
    uint32_t document_count;
};

struct index *index_free(struct index *index)
{
    free(index);
    return NULL;
}

uint32_t index_document_count(const struct index *index)
{
    return index->document_count;
}
