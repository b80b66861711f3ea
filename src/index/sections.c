/* SPDX-License-Identifier: Apache-2.0 */
#include "sections.h"

struct walk {
    section_visit *visit;
    void *context;
    bool failed;
};

/* Show one array; answers where it is. */
static void *show(struct walk *walk, struct section_slot slot, uint64_t *count)
{
    if (!walk->failed && !walk->visit(walk->context, &slot)) {
        walk->failed = true;
    }
    if (count) {
        *count = slot.count;
    }
    return slot.at;
}

/* An array that has so many items. */
static void *show_counted(struct walk *walk, uint32_t kind, void *at, size_t item_bytes,
                          uint64_t count)
{
    return show(walk, (struct section_slot){kind, (uint32_t)item_bytes, true, count, at}, NULL);
}

/* An array of which a reader learns here how many items it has. */
static void *show_open(struct walk *walk, uint32_t kind, void *at, size_t item_bytes,
                       uint64_t *count)
{
    return show(walk, (struct section_slot){kind, (uint32_t)item_bytes, false, *count, at}, count);
}

static void show_strings(struct walk *walk, uint32_t kind, struct strings *strings)
{
    uint64_t offset_count = (uint64_t)strings->count + 1;
    strings->offsets =
        show_open(walk, kind, strings->offsets, sizeof(*strings->offsets), &offset_count);
    if (offset_count == 0 || offset_count > INDEX_END) {
        walk->failed = true;
        return;
    }
    strings->count = (uint32_t)(offset_count - 1);
    strings->bytes = show_open(walk, kind + 1, strings->bytes, 1, &strings->length);
}

static struct list_entry *show_entries(struct walk *walk, uint32_t kind, struct list_entry *entries,
                                       uint32_t count)
{
    return show_counted(walk, kind, entries, sizeof(*entries), count);
}

/* Lists of numbers below limit. */
static void show_lists(struct walk *walk, uint32_t kind, struct lists *lists, uint32_t limit)
{
    lists->limit = limit;
    lists->blocks =
        show_open(walk, kind, lists->blocks, sizeof(*lists->blocks), &lists->block_count);
    lists->postings.bytes =
        show_open(walk, kind + 1, lists->postings.bytes, 1, &lists->postings.length);
    lists->positions.bytes =
        show_open(walk, kind + 2, lists->positions.bytes, 1, &lists->positions.length);
}

static void show_documents(struct walk *walk, struct index *index)
{
    uint32_t owner = SECTION_OF_DOCUMENTS;
    index->documents = show_counted(walk, SECTION_KIND(owner, SECTION_DOCUMENTS), index->documents,
                                    sizeof(*index->documents), (uint64_t)index->document_count + 1);
    index->paragraphs =
        show_counted(walk, SECTION_KIND(owner, SECTION_PARAGRAPHS), index->paragraphs,
                     sizeof(*index->paragraphs), index->paragraph_count);
    index->sentences = show_open(walk, SECTION_KIND(owner, SECTION_SENTENCES), index->sentences,
                                 sizeof(*index->sentences), &index->sentence_count);
    index->by_id = show_counted(walk, SECTION_KIND(owner, SECTION_BY_ID), index->by_id,
                                sizeof(*index->by_id), index->document_count);
    show_strings(walk, SECTION_KIND(owner, SECTION_CARDS), &index->cards);
    index->lengths = show_counted(walk, SECTION_KIND(owner, SECTION_LENGTHS), index->lengths,
                                  sizeof(*index->lengths), index->document_count);
    index->vague = show_open(walk, SECTION_KIND(owner, SECTION_VAGUE), index->vague,
                             sizeof(*index->vague), &index->vague_count);
    index->norms = show_counted(walk, SECTION_KIND(owner, SECTION_NORMS), index->norms, 1,
                                index->document_count);
    index->signatures =
        show_counted(walk, SECTION_KIND(owner, SECTION_SIGNATURES), index->signatures,
                     sizeof(*index->signatures), index->document_count);
    index->versions = show_counted(walk, SECTION_KIND(owner, SECTION_VERSIONS), index->versions,
                                   sizeof(*index->versions), index->document_count);
}

/* Which exact terms each stem has. */
static void show_stems(struct walk *walk, struct index *index)
{
    uint32_t owner = SECTION_OF_STEMS;
    index->stem_firsts =
        show_counted(walk, SECTION_KIND(owner, SECTION_STEM_FIRSTS), index->stem_firsts,
                     sizeof(*index->stem_firsts), (uint64_t)index->terms[INDEX_STEM].count + 1);
    index->stem_forms =
        show_counted(walk, SECTION_KIND(owner, SECTION_STEM_FORMS), index->stem_forms,
                     sizeof(*index->stem_forms), index->terms[INDEX_EXACT].count);
}

static void show_terms(struct walk *walk, struct index *index, enum index_form form)
{
    uint32_t owner = form == INDEX_EXACT ? SECTION_OF_EXACT_TERMS : SECTION_OF_STEMS;
    struct strings *terms = &index->terms[form];
    show_strings(walk, SECTION_KIND(owner, SECTION_TERMS), terms);
    index->entries[form] = show_entries(walk, SECTION_KIND(owner, SECTION_TERM_ENTRIES),
                                        index->entries[form], terms->count);
}

static void show_field(struct walk *walk, struct index *index, enum query_field number)
{
    struct field_column *column = &index->fields[number];
    uint32_t owner = SECTION_OF_FIELDS + (uint32_t)number;
    show_strings(walk, SECTION_KIND(owner, SECTION_PRINTED), &column->printed);
    show_strings(walk, SECTION_KIND(owner, SECTION_KEYS), &column->keys);
    show_strings(walk, SECTION_KIND(owner, SECTION_NAMES), &column->names);
    column->name_values =
        show_counted(walk, SECTION_KIND(owner, SECTION_NAME_VALUES), column->name_values,
                     sizeof(*column->name_values), column->names.count);
    column->name_is_whole = show_counted(walk, SECTION_KIND(owner, SECTION_NAME_IS_WHOLE),
                                         column->name_is_whole, 1, column->names.count);
    column->first_names =
        show_open(walk, SECTION_KIND(owner, SECTION_FIRST_NAMES), column->first_names,
                  sizeof(*column->first_names), &column->first_name_count);
    show_strings(walk, SECTION_KIND(owner, SECTION_OTHER_PRINTED), &column->other_printed);
    column->others = show_counted(walk, SECTION_KIND(owner, SECTION_OTHERS), column->others,
                                  sizeof(*column->others), column->other_printed.count);
    column->exceptions =
        show_open(walk, SECTION_KIND(owner, SECTION_EXCEPTIONS), column->exceptions,
                  sizeof(*column->exceptions), &column->exception_count);
    column->document_firsts =
        show_counted(walk, SECTION_KIND(owner, SECTION_DOCUMENT_FIRSTS), column->document_firsts,
                     sizeof(*column->document_firsts), (uint64_t)index->document_count + 1);
    column->document_values =
        show_open(walk, SECTION_KIND(owner, SECTION_DOCUMENT_VALUES), column->document_values,
                  sizeof(*column->document_values), &column->document_value_count);
    column->document_entries = show_entries(walk, SECTION_KIND(owner, SECTION_DOCUMENT_ENTRIES),
                                            column->document_entries, column->keys.count);
    show_lists(walk, SECTION_KIND(owner, SECTION_DOCUMENT_LISTS), &column->documents,
               index->document_count);
    if (!index_field_rule(number)->by_paragraph) {
        return;
    }
    column->paragraph_values =
        show_counted(walk, SECTION_KIND(owner, SECTION_PARAGRAPH_VALUES), column->paragraph_values,
                     sizeof(*column->paragraph_values), index->paragraph_count);
    column->paragraph_entries = show_entries(walk, SECTION_KIND(owner, SECTION_PARAGRAPH_ENTRIES),
                                             column->paragraph_entries, column->keys.count);
    show_lists(walk, SECTION_KIND(owner, SECTION_PARAGRAPH_LISTS), &column->paragraphs,
               index->paragraph_count);
}

bool sections_visit(struct index *index, section_visit *visit, void *context)
{
    struct walk walk = {.visit = visit, .context = context};
    show_documents(&walk, index);
    show_terms(&walk, index, INDEX_EXACT);
    show_terms(&walk, index, INDEX_STEM);
    show_stems(&walk, index);
    show_lists(&walk, SECTION_KIND(SECTION_OF_POSTINGS, SECTION_POSTINGS), &index->postings,
               index->document_count);
    for (int i = 0; i < QUERY_FIELD_COUNT; i++) {
        enum query_field field = (enum query_field)i;
        if (index_field_rule(field)->is_indexed) {
            show_field(&walk, index, field);
        }
    }
    return !walk.failed;
}
