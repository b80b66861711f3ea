/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A good index file with bytes altered. The input is a row of alterations, five bytes each: where
 * (four bytes, lowest first, taken modulo the length of the file) and what is put there. When it
 * begins with an odd byte, digests are mended afterwards, so that what lies behind them is reached.
 * What must hold: the file is refused, or everything that is asked of it is answered.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"
#include "chancery/base/file.h"
#include "chancery/index/builder.h"
#include "chancery/index/file.h"
#include "chancery/search/search.h"

#include "../../src/index/sections.h"
#include "generated.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DOCUMENTS        40
#define QUERIES          6
#define ALTERATION_BYTES 5
#define FILE_BYTES_MAX   ((size_t)16 * 1024 * 1024)
#define IDENTITY         TEXT("fuzz")

/* The good file, and room for an altered one. */
static struct text good;
static char *altered;
static struct arena *made_arena;
static const struct query_node *queries[QUERIES];

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void save_and_read(const struct index *index, struct arena *arena)
{
    char path[] = "/tmp/chancery-fuzz-XXXXXX";
    AUTO_BUFFER bytes = BUFFER_UP_TO(FILE_BYTES_MAX);
    struct error error = ERROR_NONE;
    int file = mkstemp(path);
    must(file >= 0);
    (void)close(file);
    must(index_save(index, path, IDENTITY, &error) == STATUS_OK);
    must(file_read(path, &bytes, &error) == STATUS_OK);
    (void)unlink(path);
    good = arena_text(arena, buffer_text(&bytes));
    altered = arena_take(arena, good.length);
    must(good.at && altered);
}

static void prepare(void)
{
    struct error error = ERROR_NONE;
    made_arena = arena_new(FILE_BYTES_MAX * 4);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    must(made_arena && builder);
    struct generated made = generated_make(3, DOCUMENTS, made_arena);
    for (size_t i = 0; i < made.count; i++) {
        must(index_builder_add(builder, made.documents[i].document, (int64_t)i, &error) ==
             STATUS_OK);
    }
    AUTO_INDEX index = NULL;
    must(index_builder_freeze(builder, &index, &error) == STATUS_OK);
    save_and_read(index, made_arena);
    struct generated_dice dice = {.state = 4};
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        queries[i] = generated_query(&dice, GENERATED_ALL, 3, made_arena);
    }
}

static void alter(const uint8_t *data, size_t size)
{
    memcpy(altered, good.at, good.length);
    for (size_t i = 0; i + ALTERATION_BYTES <= size; i += ALTERATION_BYTES) {
        uint32_t at = (uint32_t)data[i] | (uint32_t)data[i + 1] << 8 | (uint32_t)data[i + 2] << 16 |
                      (uint32_t)data[i + 3] << 24;
        altered[at % good.length] = (char)data[i + 4];
    }
}

/* Let the digests be those of the altered bytes, as far as the table makes sense. */
static void mend(void)
{
    struct file_header header;
    memcpy(&header, altered, sizeof(header));
    static struct file_section table[FILE_SECTIONS_MAX];
    if (header.section_count > FILE_SECTIONS_MAX) {
        return;
    }
    memcpy(table, altered + sizeof(header), header.section_count * sizeof(*table));
    for (uint32_t i = 0; i < header.section_count; i++) {
        struct file_section *section = &table[i];
        if (section->offset <= good.length && section->length <= good.length - section->offset) {
            section->digest =
                digest_fast((struct text){altered + section->offset, section->length});
        }
    }
    memcpy(altered + sizeof(header), table, header.section_count * sizeof(*table));
    header.digest = file_digest(&header, table);
    memcpy(altered, &header, sizeof(header));
}

/* Every list from end to end, with its positions. */
static void read_terms(const struct index *index, enum index_form form)
{
    struct index_range all = index_terms_find(index, form, TEXT(""), true);
    must(all.first <= all.end);
    for (uint32_t term = all.first; term < all.end; term++) {
        struct index_cursor cursor = index_term_cursor(index, form, term);
        uint32_t documents = index_document_count(index);
        uint32_t last = 0;
        for (bool first = true; cursor.number != INDEX_END; first = false) {
            must(cursor.number < documents && (first || cursor.number > last));
            last = cursor.number;
            struct index_positions positions = index_cursor_positions(&cursor);
            uint32_t position = 0;
            while (index_positions_next(&positions, &position)) {
            }
            (void)index_cursor_next(&cursor);
        }
        cursor = index_term_cursor(index, form, term);
        (void)index_cursor_seek(&cursor, documents / 2);
        (void)index_cursor_seek(&cursor, documents);
        must(cursor.number == INDEX_END);
    }
}

static uint64_t read_text(struct text text)
{
    return text.length > 0 ? digest_fast(text) : 0;
}

static uint64_t read_documents(const struct index *index)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < index_document_count(index); i++) {
        struct index_card card = index_card(index, i);
        struct index_numbers sentences = index_sentences(index, i);
        sum += read_text(card.id) + read_text(card.title) + read_text(card.source_path);
        sum += index_document_find(index, card.id);
        for (size_t k = 0; k < sentences.count; k++) {
            sum += sentences.items[k];
        }
        for (int field = 0; field < QUERY_FIELD_COUNT; field++) {
            struct index_numbers values = index_document_values(index, (enum query_field)field, i);
            for (size_t k = 0; k < values.count; k++) {
                sum += read_text(index_value_text(index, (enum query_field)field, values.items[k]));
            }
        }
    }
    return sum;
}

static void search(const struct index *index)
{
    struct search_source source = {.index = index};
    for (size_t i = 0; i < 2 * COUNT_OF(queries); i++) {
        AUTO_ARENA arena = arena_new(FILE_BYTES_MAX);
        struct search_request request = {.query = queries[i / 2],
                                         .unit = i % 2 ? SEARCH_DOCUMENTS : SEARCH_PARAGRAPHS};
        struct search_hits *hits = NULL;
        struct error error = ERROR_NONE;
        if (arena && search_find(&source, &request, arena, &hits, &error) == STATUS_OK) {
            search_order(hits);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!good.at) {
        prepare();
    }
    alter(data, size);
    if (size > 0 && data[0] % 2 == 1) {
        mend();
    }
    AUTO_INDEX index = index_new();
    struct error error = ERROR_NONE;
    must(index != NULL);
    if (index_read((struct text){altered, good.length}, IDENTITY, index, &error) == STATUS_OK) {
        read_terms(index, INDEX_EXACT);
        read_terms(index, INDEX_STEM);
        (void)read_documents(index);
        search(index);
    }
    /* It points into altered and owns nothing. */
    *index = (struct index){.arena = NULL};
    return 0;
}
