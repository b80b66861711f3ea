/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/kept_file.h"

#include "inside.h"

struct index *index_new(void)
{
    return calloc(1, sizeof(struct index));
}

struct index *index_free(struct index *index)
{
    if (!index) {
        return NULL;
    }
    if (index->mapping.at) {
        kept_file_close(index->mapping);
        free(index);
        return NULL;
    }
    for (size_t i = 0; i < QUERY_FIELD_COUNT; i++) {
        lists_clear(&index->fields[i].documents);
        lists_clear(&index->fields[i].paragraphs);
    }
    lists_clear(&index->postings);
    arena_free(index->arena);
    free(index);
    return NULL;
}

uint32_t index_document_count(const struct index *index)
{
    return index->document_count;
}

uint32_t index_paragraph_count(const struct index *index)
{
    return index->paragraph_count;
}

size_t index_memory_bytes(const struct index *index)
{
    if (index->mapping.at) {
        return sizeof(*index) + index->mapping.length;
    }
    size_t bytes = sizeof(*index) + arena_used(index->arena) + lists_memory_bytes(&index->postings);
    for (size_t i = 0; i < QUERY_FIELD_COUNT; i++) {
        bytes += lists_memory_bytes(&index->fields[i].documents);
        bytes += lists_memory_bytes(&index->fields[i].paragraphs);
    }
    return bytes;
}

struct index_range index_terms_find(const struct index *index, enum index_form form,
                                    struct text text, bool prefix)
{
    return strings_range(&index->terms[form], text, prefix);
}

struct text index_term_text(const struct index *index, enum index_form form, uint32_t term)
{
    return strings_get(&index->terms[form], term);
}

uint32_t index_term_documents(const struct index *index, enum index_form form, uint32_t term)
{
    return list_postings(&index->entries[form][term]);
}

struct index_numbers index_stem_forms(const struct index *index, uint32_t stem)
{
    uint32_t first = index->stem_firsts[stem];
    return (struct index_numbers){index->stem_forms + first, index->stem_firsts[stem + 1] - first};
}

struct index_list index_term_list(const struct index *index, enum index_form form, uint32_t term)
{
    return lists_get(&index->postings, &index->entries[form][term],
                     form == INDEX_EXACT ? INDEX_LIST_OF_POSITIONS : INDEX_LIST_OF_FREQUENCIES);
}

struct index_layout index_layout(const struct index *index, uint32_t document)
{
    return index->documents[document].layout;
}

uint32_t index_paragraph_start(const struct index *index, uint32_t paragraph)
{
    return index->paragraphs[paragraph].start;
}

uint32_t index_paragraph_length(const struct index *index, uint32_t paragraph)
{
    return index->paragraphs[paragraph].length;
}

uint32_t index_paragraph_document(const struct index *index, uint32_t paragraph)
{
    return index->paragraphs[paragraph].document;
}

struct index_numbers index_sentences(const struct index *index, uint32_t document)
{
    uint32_t first = index->documents[document].first_sentence;
    uint32_t end = index->documents[document + 1].first_sentence;
    return (struct index_numbers){index->sentences + first, end - first};
}

int64_t index_document_key(const struct index *index, uint32_t document)
{
    return index->documents[document].key;
}

uint64_t index_document_version(const struct index *index, uint32_t document)
{
    return index->versions[document];
}

struct index_date index_document_date(const struct index *index, uint32_t document)
{
    const struct document_column *column = &index->documents[document];
    return (struct index_date){{column->first_day, column->last_day},
                               column->minute,
                               (enum index_precision)column->precision};
}

/* The first document whose date begins on day or later; those without one are last. */
uint32_t index_documents_from(const struct index *index, int64_t day)
{
    uint32_t low = 0;
    uint32_t high = index->document_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (index->documents[middle].first_day < day) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t index_dated_count(const struct index *index)
{
    return index_documents_from(index, INT64_MAX);
}

struct index_numbers index_vague_documents(const struct index *index)
{
    return (struct index_numbers){index->vague, index->vague_count};
}

uint32_t index_document_length(const struct index *index, uint32_t document)
{
    return index->lengths[document];
}

const struct index_signature *index_signatures(const struct index *index)
{
    return index->signatures;
}

const unsigned char *index_norms(const struct index *index)
{
    return index->norms;
}

uint64_t index_length_total(const struct index *index)
{
    return index->length_total;
}

uint32_t index_id_rank(const struct index *index, uint32_t document)
{
    return index->documents[document].id_rank;
}

uint32_t index_title_rank(const struct index *index, uint32_t document)
{
    return index->documents[document].title_rank;
}

/* One text of the card of a document; there are no empty ones. */
static struct text card_text(const struct index *index, uint32_t document, enum card_part part)
{
    struct text text = strings_get(&index->cards, document * CARD_PART_COUNT + (uint32_t)part);
    return text.length > 0 ? text : TEXT_NONE;
}

uint32_t index_document_find(const struct index *index, struct text id)
{
    uint32_t low = 0;
    uint32_t high = index->document_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text_compare(card_text(index, index->by_id[middle], CARD_ID), id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found =
        low < index->document_count && text_equal(card_text(index, index->by_id[low], CARD_ID), id);
    return found ? index->by_id[low] : INDEX_END;
}

struct index_card index_card(const struct index *index, uint32_t document)
{
    return (struct index_card){
        .id = card_text(index, document, CARD_ID),
        .kind = card_text(index, document, CARD_KIND),
        .title = card_text(index, document, CARD_TITLE),
        .date = card_text(index, document, CARD_DATE),
        .date_precision = card_text(index, document, CARD_DATE_PRECISION),
        .date_from = card_text(index, document, CARD_DATE_FROM),
        .station = card_text(index, document, CARD_STATION),
        .classification = card_text(index, document, CARD_CLASSIFICATION),
        .source_path = card_text(index, document, CARD_SOURCE_PATH),
    };
}

uint32_t index_value_count(const struct index *index, enum query_field field)
{
    return index->fields[field].keys.count;
}

struct text index_value_text(const struct index *index, enum query_field field, uint32_t value)
{
    return strings_get(&index->fields[field].printed, value);
}

struct text index_value_key(const struct index *index, enum query_field field, uint32_t value)
{
    return strings_get(&index->fields[field].keys, value);
}

struct index_numbers index_document_values(const struct index *index, enum query_field field,
                                           uint32_t document)
{
    const struct field_column *column = &index->fields[field];
    if (!column->document_firsts) {
        return (struct index_numbers){NULL, 0};
    }
    uint32_t first = column->document_firsts[document];
    return (struct index_numbers){column->document_values + first,
                                  column->document_firsts[document + 1] - first};
}

struct index_value_column index_value_column(const struct index *index, enum query_field field)
{
    const struct field_column *column = &index->fields[field];
    return (struct index_value_column){column->document_firsts, column->document_values};
}

uint32_t index_paragraph_value(const struct index *index, enum query_field field,
                               uint32_t paragraph)
{
    const uint32_t *values = index->fields[field].paragraph_values;
    return values ? values[paragraph] : INDEX_END;
}

struct index_list index_value_list(const struct index *index, enum query_field field,
                                   uint32_t value)
{
    const struct field_column *column = &index->fields[field];
    return lists_get(&column->documents, &column->document_entries[value], INDEX_LIST_OF_NUMBERS);
}

struct index_list index_value_paragraph_list(const struct index *index, enum query_field field,
                                             uint32_t value)
{
    const struct field_column *column = &index->fields[field];
    return lists_get(&column->paragraphs, &column->paragraph_entries[value], INDEX_LIST_OF_NUMBERS);
}

struct index_range index_names_find(const struct index *index, enum query_field field,
                                    struct text key, enum index_match match)
{
    const struct strings *names = &index->fields[field].names;
    if (!names->offsets) {
        return (struct index_range){0, 0};
    }
    if (match == INDEX_MATCH_WORDS && index_field_rule(field)->by_words) {
        return strings_range_words(names, key);
    }
    return strings_range(names, key, match == INDEX_MATCH_PREFIX);
}

uint32_t index_name_value(const struct index *index, enum query_field field, uint32_t name,
                          enum index_match match)
{
    const struct field_column *column = &index->fields[field];
    bool counts = match != INDEX_MATCH_WHOLE || column->name_is_whole[name];
    return counts ? column->name_values[name] : INDEX_END;
}
