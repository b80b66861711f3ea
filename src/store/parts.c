/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "parts.h"

static struct record fields_of_document(size_t from, size_t count)
{
    struct record part = document_record;
    part.fields += from;
    part.field_count = count;
    return part;
}

struct parts parts_of_document(void)
{
    const struct field *middle = record_field(&document_record, TEXT("paragraphs"));
    assert(middle);
    size_t head = (size_t)(middle - document_record.fields);
    return (struct parts){
        .head = fields_of_document(0, head),
        .paragraphs = fields_of_document(head, 1),
        .facts = fields_of_document(head + 1, document_record.field_count - head - 1),
    };
}
