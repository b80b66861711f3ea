/* SPDX-License-Identifier: Apache-2.0 */
#include "sections.h"

/*
 * What search relies on without asking again: offsets rise and end where their bytes do, numbers
 * name something that is there, paragraphs follow one another as their documents do. Digests say
 * that a file is as it was written; this says that even a forged one does no harm. The postings
 * themselves are not read here: cursors bear anything.
 */

/* All days lie within so many of 1970; the calendar ends with the year 9999. */
#define DAYS_FROM_1970_MAX INT64_C(3000000)

/* From 0 up to end, never falling; count of them, at least one. */
static bool rises(const uint64_t *offsets, uint64_t count, uint64_t end)
{
    bool falls = false;
    for (uint64_t i = 0; i + 1 < count; i++) {
        falls |= offsets[i] > offsets[i + 1];
    }
    return !falls && offsets[0] == 0 && offsets[count - 1] == end;
}

/* All below limit, or INDEX_END where that is allowed. */
static bool are_below(const uint32_t *numbers, uint64_t count, uint32_t limit, bool or_end)
{
    bool above = false;
    for (uint64_t i = 0; i < count; i++) {
        above |= numbers[i] >= limit && !(or_end && numbers[i] == INDEX_END);
    }
    return !above;
}

static bool are_strings_sound(const struct strings *strings)
{
    return rises(strings->offsets, (uint64_t)strings->count + 1, strings->length);
}

/* Whether lists begin in their bytes and have no more postings than there are numbers. */
static bool are_lists_sound(const struct lists *lists, const struct list_entry *entries,
                            uint32_t count)
{
    bool outside = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct list_entry *entry = &entries[i];
        bool is_single = entry->postings & LIST_IS_SINGLE;
        uint64_t start = (uint64_t)entry->high << 32 | entry->low;
        outside |= is_single ? entry->low >= lists->limit
                             : entry->postings > lists->limit || start > lists->postings.length;
    }
    return !outside;
}

/* The forms of stems are all exact terms, one stem's behind the other's. */
static bool are_stems_sound(const struct index *index)
{
    const uint32_t *firsts = index->stem_firsts;
    uint32_t stems = index->terms[INDEX_STEM].count;
    uint32_t forms = index->terms[INDEX_EXACT].count;
    bool falls = false;
    for (uint32_t i = 0; i < stems; i++) {
        falls |= firsts[i] > firsts[i + 1];
    }
    return !falls && firsts[0] == 0 && firsts[stems] == forms &&
           are_below(index->stem_forms, forms, forms, false);
}

static bool is_date_sound(const struct document_column *column)
{
    if (column->precision == INDEX_PRECISION_NONE) {
        return column->first_day == INT64_MAX && column->last_day == INT64_MAX &&
               column->minute == INT64_MAX;
    }
    return column->precision < INDEX_PRECISION_NONE && column->first_day >= -DAYS_FROM_1970_MAX &&
           column->first_day <= column->last_day && column->last_day <= DAYS_FROM_1970_MAX &&
           column->minute >= column->first_day * INDEX_MINUTES_A_DAY &&
           column->minute < (column->first_day + 1) * INDEX_MINUTES_A_DAY;
}

/* The paragraphs of a document begin behind those of the one before, and name it. */
static bool are_paragraphs_sound(const struct index *index, uint32_t document, uint32_t first)
{
    const struct index_layout *layout = &index->documents[document].layout;
    if (layout->first_paragraph != first ||
        layout->paragraph_count > index->paragraph_count - first) {
        return false;
    }
    bool differs = false;
    for (uint32_t i = 0; i < layout->paragraph_count; i++) {
        differs |= index->paragraphs[first + i].document != document;
    }
    return !differs;
}

/* By their dates, those without one last. */
static bool do_dates_rise(const struct index *index)
{
    bool falls = false;
    for (uint32_t i = 1; i < index->document_count; i++) {
        falls |= index->documents[i - 1].minute > index->documents[i].minute;
    }
    return !falls;
}

static bool are_documents_sound(const struct index *index)
{
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < index->document_count; i++) {
        const struct document_column *column = &index->documents[i];
        if (!is_date_sound(column) || column->id_rank >= index->document_count ||
            column->first_sentence > column[1].first_sentence ||
            !are_paragraphs_sound(index, i, paragraph)) {
            return false;
        }
        paragraph += column->layout.paragraph_count;
    }
    return do_dates_rise(index) && paragraph == index->paragraph_count &&
           index->documents[0].first_sentence == 0 &&
           index->documents[index->document_count].first_sentence == index->sentence_count &&
           are_below(index->vague, index->vague_count, index->document_count, false) &&
           are_below(index->by_id, index->document_count, index->document_count, false) &&
           index->cards.count == (uint64_t)index->document_count * CARD_PART_COUNT &&
           are_strings_sound(&index->cards);
}

/* The names of forms are names, their values are values. */
static bool are_forms_sound(const struct field_column *column)
{
    uint32_t names = column->names.count;
    bool outside = false;
    for (uint32_t i = 0; i < column->other_printed.count; i++) {
        const struct field_other *other = &column->others[i];
        outside |= other->value >= column->keys.count ||
                   (other->name >= names && other->name != INDEX_END);
    }
    for (uint64_t i = 0; i < column->exception_count; i++) {
        const struct field_exception *exception = &column->exceptions[i];
        outside |= exception->place >= column->document_value_count ||
                   exception->form > column->other_printed.count ||
                   (i > 0 && exception->place < column->exceptions[i - 1].place);
    }
    return !outside && are_strings_sound(&column->other_printed) &&
           (column->first_name_count == 0 || column->first_name_count == column->keys.count) &&
           are_below(column->first_names, column->first_name_count, names, true);
}

static bool is_field_sound(const struct index *index, enum query_field number)
{
    const struct field_column *column = &index->fields[number];
    uint32_t values = column->keys.count;
    bool falls = false;
    for (uint32_t i = 0; i < index->document_count; i++) {
        falls |= column->document_firsts[i] > column->document_firsts[i + 1];
    }
    bool by_document =
        !falls && column->document_firsts[0] == 0 &&
        column->document_firsts[index->document_count] == column->document_value_count &&
        are_below(column->document_values, column->document_value_count, values, false) &&
        are_lists_sound(&column->documents, column->document_entries, values);
    bool by_name = column->printed.count == values && are_strings_sound(&column->printed) &&
                   are_strings_sound(&column->keys) && are_strings_sound(&column->names) &&
                   are_below(column->name_values, column->names.count, values, false);
    bool by_paragraph =
        !index_field_rule(number)->by_paragraph ||
        (are_below(column->paragraph_values, index->paragraph_count, values, true) &&
         are_lists_sound(&column->paragraphs, column->paragraph_entries, values));
    return by_document && by_name && by_paragraph && are_forms_sound(column);
}

bool index_is_sound(const struct index *index)
{
    bool is_sound = are_documents_sound(index) && are_stems_sound(index);
    for (int form = INDEX_EXACT; form <= INDEX_STEM; form++) {
        is_sound =
            is_sound && are_strings_sound(&index->terms[form]) &&
            are_lists_sound(&index->postings, index->entries[form], index->terms[form].count);
    }
    for (int field = 0; field < QUERY_FIELD_COUNT && is_sound; field++) {
        bool is_indexed = index_field_rule((enum query_field)field)->is_indexed;
        is_sound = !is_indexed || is_field_sound(index, (enum query_field)field);
    }
    return is_sound;
}
