/* SPDX-License-Identifier: Apache-2.0 */
#include "space.h"

struct space space_of(const struct index *index, enum search_unit unit)
{
    uint32_t count =
        unit == SEARCH_DOCUMENTS ? index_document_count(index) : index_paragraph_count(index);
    return (struct space){.index = index, .unit = unit, .count = count};
}

struct index_range space_slots(const struct space *space, uint32_t document)
{
    if (space->unit == SEARCH_DOCUMENTS) {
        return (struct index_range){document, document + 1};
    }
    struct index_layout layout = index_layout(space->index, document);
    return (struct index_range){layout.first_paragraph,
                                layout.first_paragraph + layout.paragraph_count};
}

uint32_t space_document(const struct space *space, uint32_t slot)
{
    return space->unit == SEARCH_DOCUMENTS ? slot : index_paragraph_document(space->index, slot);
}

float space_length(const struct space *space, uint32_t slot)
{
    uint32_t length = space->unit == SEARCH_DOCUMENTS ? index_document_length(space->index, slot)
                                                      : index_paragraph_length(space->index, slot);
    return length > 0 ? (float)length : 1.0F;
}

float space_average_length(const struct space *space)
{
    float total = (float)index_length_total(space->index);
    float average = space->count > 0 ? total / (float)space->count : 1.0F;
    return average > 1.0F ? average : 1.0F;
}

void space_set_document(const struct space *space, uint32_t document, struct bits *bits)
{
    struct index_range slots = space_slots(space, document);
    bits_set_range(bits, slots.first, slots.end);
}
