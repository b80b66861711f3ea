/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/index/builder.h"

/* Three cables, one of them undated, added in the wrong order. */
static struct document *document_new(struct arena *arena, const char *id, const char *date,
                                     const char *title)
{
    struct document *document = arena_take(arena, sizeof(*document));
    assert_non_null(document);
    document->id = text_of(id);
    document->kind = TEXT("cable");
    document->title = text_of(title);
    document->cable = arena_take(arena, sizeof(*document->cable));
    document->cable->station = TEXT("OSLO");
    if (date) {
        document->date = arena_take(arena, sizeof(*document->date));
        document->date->value = text_of(date);
    }
    return document;
}

static void paragraph_add(struct arena *arena, struct document *document, const char *mark,
                          const char *heading, const char *text)
{
    struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
    assert_non_null(paragraph);
    paragraph->mark = mark ? text_of(mark) : TEXT_NONE;
    paragraph->heading = heading ? text_of(heading) : TEXT_NONE;
    paragraph->text = text_of(text);
}

static void tag_add(struct arena *arena, struct document *document, const char *tag)
{
    struct cable_tag *item = LIST_ADD(arena, &document->cable->tags);
    assert_non_null(item);
    item->tag = text_of(tag);
}

static struct index *build(struct arena *arena)
{
    struct document *third = document_new(arena, "08OSLO3", NULL, "Herring talks");
    struct document *second = document_new(arena, "08OSLO2", "2008-05-02", "HERRING TALKS");
    struct document *first = document_new(arena, "08OSLO1", "2008-05-01T08:22:00Z", "Cod");
    paragraph_add(arena, second, "C", "Summary", "Herring-fleet quotas fell. Norway objected.");
    paragraph_add(arena, second, "U", "Summary", "");
    paragraph_add(arena, second, "C//NF", "Comment", "Herring again.");
    tag_add(arena, second, "EFIS");
    tag_add(arena, second, "no");
    tag_add(arena, second, "EFIS");
    tag_add(arena, first, "NO");
    second->cable->from = arena_take(arena, sizeof(*second->cable->from));
    second->cable->from->name = TEXT("AMEMBASSY OSLO");

    AUTO_INDEX_BUILDER builder = index_builder_new();
    assert_non_null(builder);
    struct error error = ERROR_NONE;
    assert_int_equal(index_builder_add(builder, third, 30, &error), STATUS_OK);
    assert_int_equal(index_builder_add(builder, second, 20, &error), STATUS_OK);
    assert_int_equal(index_builder_add(builder, first, 10, &error), STATUS_OK);
    struct index *index = NULL;
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    return index;
}

static void numbers_documents_by_date(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    AUTO_INDEX index = build(arena);
    assert_int_equal(index_document_count(index), 3);
    assert_text(index_card(index, 0).id, "08OSLO1");
    assert_text(index_card(index, 1).id, "08OSLO2");
    assert_text(index_card(index, 2).id, "08OSLO3");
    assert_int_equal(index_document_key(index, 1), 20);
    assert_int_equal(index_document_date(index, 0).precision, INDEX_PRECISION_MINUTE);
    assert_int_equal(index_document_date(index, 2).precision, INDEX_PRECISION_NONE);
    assert_int_equal(index_document_find(index, TEXT("08OSLO3")), 2);
    assert_int_equal(index_document_find(index, TEXT("08OSLO")), INDEX_END);
    assert_int_equal(index_title_rank(index, 1), index_title_rank(index, 2));
    assert_true(index_title_rank(index, 0) < index_title_rank(index, 1));
}

/* All postings of a word, as "number:positions" with the counts by field behind each. */
static void print_postings(const struct index *index, enum index_form form, const char *word,
                           struct buffer *out)
{
    struct index_range range = index_terms_find(index, form, text_of(word), false);
    buffer_add(out, TEXT(""));
    if (range.first == range.end) {
        return;
    }
    struct index_cursor cursor = index_term_cursor(index, form, range.first);
    for (; cursor.number != INDEX_END; (void)index_cursor_next(&cursor)) {
        struct index_positions positions = index_cursor_positions(&cursor);
        uint32_t position = 0;
        buffer_add_format(out, "%u:", cursor.number);
        while (index_positions_next(&positions, &position)) {
            buffer_add_format(out, "%u,", position);
        }
        buffer_add_format(out, "%u/%u/%u ", cursor.frequency[INDEX_TEXT_TITLE],
                          cursor.frequency[INDEX_TEXT_BODY], cursor.frequency[INDEX_TEXT_HEADER]);
    }
}

/*
 * The second document, by positions: 0 herring 1 talks, 3 summary, 5 herring(fleet) 6 fleet
 * 7 quotas 8 fell 9 norway 10 objected, 12 comment, 14 herring 15 again, 17 amembassy 18 oslo.
 */
static void keeps_words_with_their_positions(void **state)
{
    static const struct example {
        enum index_form form;
        const char *word;
        const char *postings;
    } examples[] = {
        {INDEX_EXACT, "herring", "1:0,5,14,1/2/0 2:0,1/0/0 "},
        {INDEX_EXACT, "herringfleet", "1:5,0/1/0 "},
        {INDEX_EXACT, "summary", "1:3,0/1/0 "},
        {INDEX_EXACT, "oslo", "1:18,0/0/1 "},
        {INDEX_EXACT, "talk", ""},
        {INDEX_STEM, "talk", "1:1/0/0 2:1/0/0 "},
    };
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    AUTO_INDEX index = build(arena);
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_BUFFER postings = BUFFER_UP_TO(1000);
        print_postings(index, examples[i].form, examples[i].word, &postings);
        assert_text(buffer_text(&postings), examples[i].postings);
    }
    struct index_range talk = index_terms_find(index, INDEX_STEM, TEXT("talk"), false);
    struct index_numbers forms = index_stem_forms(index, talk.first);
    assert_int_equal(forms.count, 1);
    assert_text(index_term_text(index, INDEX_EXACT, forms.items[0]), "talks");
    assert_int_equal(index_document_length(index, 1), 14);
    assert_int_equal(index_length_total(index), 14 + 1 + 2);
}

static void knows_paragraphs_and_sentences(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    AUTO_INDEX index = build(arena);
    struct index_layout layout = index_layout(index, 1);
    assert_int_equal(layout.body_start, 3);
    assert_int_equal(layout.header_start, 17);
    assert_int_equal(layout.paragraph_count, 3);
    assert_int_equal(index_paragraph_count(index), 3);
    assert_int_equal(index_paragraph_start(index, 0), 3);
    assert_int_equal(index_paragraph_length(index, 0), 7);
    assert_int_equal(index_paragraph_start(index, 1), 12);
    assert_int_equal(index_paragraph_length(index, 1), 0);
    assert_int_equal(index_paragraph_start(index, 2), 12);
    assert_int_equal(index_paragraph_document(index, 2), 1);
    static const uint32_t starts[] = {0, 3, 5, 9, 12, 14, 17};
    struct index_numbers sentences = index_sentences(index, 1);
    assert_int_equal(sentences.count, COUNT_OF(starts));
    assert_memory_equal(sentences.items, starts, sizeof(starts));
}

static void finds_values_by_their_names(void **state)
{
    static const struct example {
        enum query_field field;
        enum index_match match;
        const char *key;
        uint32_t names; /* how many match */
    } examples[] = {
        {QUERY_FIELD_TAG, INDEX_MATCH_WHOLE, "efis", 1},
        {QUERY_FIELD_TAG, INDEX_MATCH_WHOLE, "efi", 0},
        {QUERY_FIELD_TAG, INDEX_MATCH_PREFIX, "e", 1},
        {QUERY_FIELD_TAG, INDEX_MATCH_PREFIX, "", 2},
        {QUERY_FIELD_FROM, INDEX_MATCH_WORDS, "oslo", 1},
        {QUERY_FIELD_FROM, INDEX_MATCH_WORDS, "amembassy", 1},
        {QUERY_FIELD_FROM, INDEX_MATCH_WORDS, "amemb", 0},
        {QUERY_FIELD_FROM, INDEX_MATCH_PREFIX, "os", 1},
        {QUERY_FIELD_MARK, INDEX_MATCH_WORDS, "c", 1},
        {QUERY_FIELD_MARK, INDEX_MATCH_PREFIX, "c", 2},
        {QUERY_FIELD_ID, INDEX_MATCH_PREFIX, "08oslo", 3},
        {QUERY_FIELD_TITLE, INDEX_MATCH_WHOLE, "cod", 0},
    };
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    AUTO_INDEX index = build(arena);
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct index_range range =
            index_names_find(index, examples[i].field, text_of(examples[i].key), examples[i].match);
        assert_int_equal(range.end - range.first, examples[i].names);
    }
    struct index_range oslo =
        index_names_find(index, QUERY_FIELD_FROM, TEXT("oslo"), INDEX_MATCH_WORDS);
    assert_int_equal(index_name_value(index, QUERY_FIELD_FROM, oslo.first, INDEX_MATCH_WHOLE),
                     INDEX_END);
    assert_int_equal(index_name_value(index, QUERY_FIELD_FROM, oslo.first, INDEX_MATCH_WORDS), 0);
}

static void keeps_the_values_of_documents_and_paragraphs(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    AUTO_INDEX index = build(arena);
    struct index_numbers tags = index_document_values(index, QUERY_FIELD_TAG, 1);
    assert_int_equal(tags.count, 2);
    assert_text(index_value_text(index, QUERY_FIELD_TAG, tags.items[0]), "EFIS");
    assert_text(index_value_key(index, QUERY_FIELD_TAG, tags.items[1]), "no");
    struct index_cursor cursor = index_value_cursor(index, QUERY_FIELD_TAG, tags.items[1]);
    assert_int_equal(cursor.number, 0);
    assert_int_equal(index_cursor_next(&cursor), 1);
    assert_int_equal(index_cursor_next(&cursor), INDEX_END);
    uint32_t mark = index_paragraph_value(index, QUERY_FIELD_MARK, 2);
    assert_text(index_value_text(index, QUERY_FIELD_MARK, mark), "C//NF");
    cursor = index_value_paragraphs(index, QUERY_FIELD_MARK, mark);
    assert_int_equal(cursor.number, 2);
    assert_int_equal(index_paragraph_value(index, QUERY_FIELD_VOICE, 2), INDEX_END);
}

/* Long lists have skips: every seek must land where a plain walk does. */
static void seeks_as_it_walks(void **state)
{
    (void)state;
    enum {
        DOCUMENTS = 1000
    };
    AUTO_ARENA arena = arena_new(1 << 24);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    for (int i = 0; i < DOCUMENTS; i++) {
        struct text id = arena_format(arena, "08OSLO%04d", i);
        struct document *document = document_new(arena, id.at, NULL, i % 3 ? "cod" : "cod eel");
        assert_int_equal(index_builder_add(builder, document, i, &error), STATUS_OK);
    }
    AUTO_INDEX index = NULL;
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct index_range eel = index_terms_find(index, INDEX_EXACT, TEXT("eel"), false);
    assert_int_equal(index_term_documents(index, INDEX_EXACT, eel.first), 334);
    for (uint32_t from = 0; from < DOCUMENTS; from += 7) {
        for (uint32_t to = from; to < DOCUMENTS + 3; to += 61) {
            struct index_cursor cursor = index_term_cursor(index, INDEX_EXACT, eel.first);
            (void)index_cursor_seek(&cursor, from);
            uint32_t expected = (to + 2) / 3 * 3;
            assert_int_equal(index_cursor_seek(&cursor, to),
                             expected < DOCUMENTS ? expected : INDEX_END);
            assert_int_equal(cursor.number == INDEX_END ? 1 : cursor.frequency[INDEX_TEXT_TITLE],
                             1);
        }
    }
}

static void builds_an_index_of_nothing(void **state)
{
    (void)state;
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    AUTO_INDEX index = NULL;
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    assert_int_equal(index_document_count(index), 0);
    struct index_range range = index_terms_find(index, INDEX_STEM, TEXT(""), true);
    assert_int_equal(range.first, range.end);
    assert_true(index_memory_bytes(index) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_documents_by_date),
        cmocka_unit_test(keeps_words_with_their_positions),
        cmocka_unit_test(knows_paragraphs_and_sentences),
        cmocka_unit_test(finds_values_by_their_names),
        cmocka_unit_test(keeps_the_values_of_documents_and_paragraphs),
        cmocka_unit_test(seeks_as_it_walks),
        cmocka_unit_test(builds_an_index_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
