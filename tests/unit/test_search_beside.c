/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "chancery/index/builder.h"
#include "chancery/search/concordance.h"
#include "chancery/search/duplicates.h"
#include "chancery/search/similar.h"
#include "chancery/search/suggest.h"

#include "generated.h"

/* What stands beside a search: concordances, suggestions, neighbors. */

enum {
    DOCUMENTS = 150
};

struct world {
    struct arena *arena;
    struct generated made;
    struct index *index;
    struct search_source source;
};

static struct world world;

static enum status read_document(void *context, int64_t key, struct arena *arena,
                                 struct document **out, struct error *error)
{
    (void)arena;
    (void)error;
    *out = ((const struct world *)context)->made.documents[key].document;
    return STATUS_OK;
}

static int set_up(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    world.arena = arena_new(1 << 26);
    world.made = generated_make(77, DOCUMENTS, world.arena);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    for (size_t i = 0; i < DOCUMENTS; i++) {
        assert_int_equal(
            index_builder_add(builder, world.made.documents[i].document, (int64_t)i, &error),
            STATUS_OK);
    }
    assert_int_equal(index_builder_freeze(builder, &world.index, &error), STATUS_OK);
    world.source = (struct search_source){
        .index = world.index, .generation = 1, .read = read_document, .context = &world};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    world.index = index_free(world.index);
    world.arena = arena_free(world.arena);
    return 0;
}

/* How often word stands in title, body and header of all documents, and in how many documents. */
static size_t count_word(struct text word, size_t *documents)
{
    size_t count = 0;
    *documents = 0;
    for (size_t i = 0; i < DOCUMENTS; i++) {
        const struct generated_units *units = &world.made.documents[i].units;
        size_t before = count;
        for (size_t u = 0; u < units->count; u++) {
            for (size_t k = 0; k < units->items[u].words.count; k++) {
                count += text_equal(units->items[u].words.items[k], word) ? 1 : 0;
            }
        }
        *documents += count > before ? 1 : 0;
    }
    return count;
}

static struct concordance ask(struct text word, const struct concordance_request *wanted,
                              struct arena *arena)
{
    struct query_node *node = arena_take(arena, sizeof(*node));
    struct search_request *request = arena_take(arena, sizeof(*request));
    assert_non_null(node);
    assert_non_null(request);
    *node = (struct query_node){.kind = QUERY_TERM, .text = word, .exact = true};
    request->query = node;
    struct error error = ERROR_NONE;
    struct search_hits *hits = NULL;
    struct concordance lines;
    assert_int_equal(search_find(&world.source, request, arena, &hits, &error), STATUS_OK);
    assert_int_equal(search_concordance(hits, wanted, arena, &lines, &error), STATUS_OK);
    return lines;
}

static const char *const words[] = {"the", "cod", "oslo", "ministry", "secretary", "quota"};

static void counts_every_match_in_a_concordance(void **state)
{
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 26);
        size_t documents = 0;
        struct concordance_request all = {.context = 3, .limit = 100000};
        struct concordance lines = ask(text_of(words[i]), &all, arena);
        assert_int_equal(lines.total, count_word(text_of(words[i]), &documents));
        assert_int_equal(lines.count, lines.total);
        for (size_t k = 0; k < lines.count; k++) {
            assert_true(text_equal_fold(lines.lines[k].match, text_of(words[i])));
        }
    }
}

static void pages_of_a_concordance_make_the_whole(void **state)
{
    (void)state;
    for (int sort = CONCORDANCE_BY_PLACE; sort <= CONCORDANCE_BY_RIGHT; sort++) {
        AUTO_ARENA arena = arena_new(1 << 26);
        struct concordance_request all = {
            .context = 4, .sort = (enum concordance_sort)sort, .limit = 100000};
        struct concordance whole = ask(TEXT("oslo"), &all, arena);
        assert_true(whole.total > 20);
        for (size_t offset = 0; offset < whole.total; offset += 7) {
            struct concordance_request some = all;
            some.offset = offset;
            some.limit = 7;
            struct concordance page = ask(TEXT("oslo"), &some, arena);
            size_t left = whole.total - offset;
            assert_int_equal(page.count, left < 7 ? left : 7);
            for (size_t i = 0; i < page.count; i++) {
                assert_int_equal(page.lines[i].document, whole.lines[offset + i].document);
                assert_true(text_equal(page.lines[i].right, whole.lines[offset + i].right));
            }
        }
    }
}

static struct text lower(struct text text, struct arena *arena)
{
    char *copy = arena_copy(arena, text);
    assert_non_null(copy);
    for (size_t i = 0; i < text.length; i++) {
        copy[i] = text_lower(copy[i]);
    }
    return (struct text){copy, text.length};
}

static void sorts_by_what_stands_to_the_right(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 26);
    struct concordance_request all = {.context = 1, .sort = CONCORDANCE_BY_RIGHT, .limit = 100000};
    struct concordance lines = ask(TEXT("oslo"), &all, arena);
    assert_int_equal(lines.sorted, lines.total);
    struct text before = TEXT("");
    for (size_t i = 0; i < lines.count; i++) {
        struct text rest = lower(lines.lines[i].right, arena);
        struct text word = TEXT("");
        (void)text_take_word(&rest, &word);
        if (text_equal(word, TEXT("."))) {
            (void)text_take_word(&rest, &word);
        }
        assert_true(text_compare(before, word) <= 0);
        before = word;
    }
}

static void suggests_words_with_their_documents(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct suggestions found;
    assert_int_equal(suggest(world.index, SUGGEST_TERM, TEXT("the MINI"), 10, &found, &error),
                     STATUS_OK);
    assert_int_equal(found.count, 3); /* minister, ministers, ministry */
    for (size_t i = 0; i < found.count; i++) {
        size_t documents = 0;
        (void)count_word(found.items[i].text, &documents);
        assert_int_equal(found.items[i].count, documents);
        assert_true(i == 0 || found.items[i - 1].count >= found.items[i].count);
    }
    assert_int_equal(suggest(world.index, SUGGEST_TERM, TEXT("m"), 1, &found, &error), STATUS_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(suggest(world.index, SUGGEST_ID, TEXT("08oslo11"), 50, &found, &error),
                     STATUS_OK);
    assert_int_equal(found.count, 11); /* 11, 110 to 119 */
    assert_int_equal(suggest(world.index, SUGGEST_TAG, TEXT("pr"), 50, &found, &error), STATUS_OK);
    assert_int_equal(found.count, 1);
    assert_text(found.items[0].text, "PREL");
    assert_int_equal(suggest(world.index, SUGGEST_TAG, TEXT("  "), 50, &found, &error), STATUS_OK);
    assert_int_equal(found.count, 0);
}

static void finds_neighbors_by_what_they_share(void **state)
{
    (void)state;
    static struct paragraph paragraphs[] = {
        {.text = {"Herring quotas divided the Grimsholm delegates.", 47}},
        {.text = {"The Grimsholm delegates drank coffee.", 37}},
        {.text = {"Winter came early that year.", 28}},
    };
    static struct cable_tag tags[] = {{.tag = {"EFIS", 4}}};
    static struct cable cable = {.tags = {tags, 1, 1}};
    AUTO_ARENA arena = arena_new(1 << 24);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    struct world small = {
        .made = {.documents = arena_take(arena, 3 * sizeof(*world.made.documents))}};
    for (int i = 0; i < 3; i++) {
        struct document *document = arena_take(arena, sizeof(*document));
        assert_non_null(document);
        *document = (struct document){.id = arena_format(arena, "08OSLO%d", i + 1),
                                      .cable = i < 2 ? &cable : NULL,
                                      .paragraphs = {&paragraphs[i], 1, 1}};
        small.made.documents[i].document = document;
        assert_int_equal(index_builder_add(builder, document, i, &error), STATUS_OK);
    }
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct search_source source = {
        .index = index, .generation = 1, .read = read_document, .context = &small};
    struct similar similar;
    uint32_t first = index_document_find(index, TEXT("08OSLO1"));
    assert_int_equal(search_similar(&source, first, 5, arena, &similar, &error), STATUS_OK);
    assert_int_equal(similar.count, 1); /* the third shares nothing, not even "the" */
    assert_text(index_card(index, similar.items[0].document).id, "08OSLO2");
    bool has_tag = false;
    bool has_word = false;
    for (size_t i = 0; i < similar.items[0].reason_count; i++) {
        struct similar_reason reason = similar.items[0].reasons[i];
        has_tag = has_tag || (reason.kind == SIMILAR_TAG && text_equal(reason.text, TEXT("EFIS")));
        has_word =
            has_word || (reason.kind == SIMILAR_TERM && text_equal(reason.text, TEXT("Grimsholm")));
        assert_int_equal(reason.documents, 2);
    }
    assert_true(has_tag);
    assert_true(has_word);
}

/* One text, the same in capitals, with a word changed near its end, and another text. */
static struct paragraph copies[] = {
    {.text =
         {"The delegates met in the harbor office of Horta on Monday and agreed that the quota of "
          "cod would be cut by a tenth, that herring would be left as it was, and that no one "
          "would say so before Friday. Coffee was served by the harbor master himself, who has "
          "held the post for thirty years and means to hold it for thirty more.",
          322}},
    {.text =
         {"THE DELEGATES MET in the harbor office of Horta on Monday and agreed that the quota of "
          "cod would be cut by a tenth, that herring would be left as it was, and that no one "
          "would say so before Friday. Coffee was served by the harbor master himself, who has "
          "held the post for thirty years and means to hold it for thirty more.",
          322}},
    {.text =
         {"The delegates met in the harbor office of Horta on Monday and agreed that the quota of "
          "cod would be cut by a tenth, that herring would be left as it was, and that no one "
          "would say so before Friday. Coffee was served by the harbor master himself, who has "
          "held the post for thirty years and means to hold it for fifty more.",
          321}},
    {.text = {"Winter came early to Turku that year; the fleet stayed in the harbor of Horta.",
              78}},
};

static struct index *index_copies(struct world *small, struct arena *arena)
{
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct index *index = NULL;
    struct error error = ERROR_NONE;
    small->made.documents = arena_take(arena, 5 * sizeof(*small->made.documents));
    for (int i = 0; i < 5; i++) {
        struct document *document = arena_take(arena, sizeof(*document));
        assert_non_null(document);
        document->id = arena_format(arena, "08HORTA%d", i + 1);
        document->paragraphs.items = i < 4 ? &copies[i] : NULL; /* the fifth has no words */
        document->paragraphs.count = i < 4 ? 1 : 0;
        small->made.documents[i].document = document;
        assert_int_equal(index_builder_add(builder, document, i, &error), STATUS_OK);
    }
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    return index;
}

static void tells_copies_from_what_is_nearly_one(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 24);
    struct world small = {0};
    AUTO_INDEX index = index_copies(&small, arena);
    struct search_source source = {
        .index = index, .generation = 1, .read = read_document, .context = &small};
    struct duplicates found;
    struct error error = ERROR_NONE;
    assert_int_equal(
        search_duplicates(&source, &(struct duplicates_request){0, 0, 10}, arena, &found, &error),
        STATUS_OK);
    assert_int_equal(found.total, 2);
    assert_text(index_card(index, found.items[0].document).id, "08HORTA2");
    assert_true(found.items[0].is_same);
    assert_text(index_card(index, found.items[1].document).id, "08HORTA3");
    assert_false(found.items[1].is_same);
    assert_true(found.items[1].similarity > 0.7F && found.items[1].similarity < 1.0F);
    assert_int_equal(
        search_duplicates(&source, &(struct duplicates_request){0, 1, 10}, arena, &found, &error),
        STATUS_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(
        search_duplicates(&source, &(struct duplicates_request){3, 0, 10}, arena, &found, &error),
        STATUS_OK);
    assert_int_equal(found.total, 0);
    assert_int_equal(
        search_duplicates(&source, &(struct duplicates_request){4, 0, 10}, arena, &found, &error),
        STATUS_OK);
    assert_int_equal(found.total, 0);
}

static void collapses_copies_into_the_first(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 24);
    struct world small = {0};
    AUTO_INDEX index = index_copies(&small, arena);
    struct search_source source = {.index = index};
    struct search_request request = {.sort = {{SEARCH_BY_ID, true}}, .sort_count = 1};
    struct search_hits *hits = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_OK);
    assert_int_equal(search_count(hits), 5);
    assert_int_equal(search_collapse(hits, &error), STATUS_OK);
    assert_int_equal(search_count(hits), 3);
    assert_text(index_card(index, search_hit_at(hits, 0).document).id, "08HORTA5");
    assert_text(index_card(index, search_hit_at(hits, 1).document).id, "08HORTA4");
    assert_text(index_card(index, search_hit_at(hits, 2).document).id, "08HORTA3");
    assert_int_equal(search_copies(hits, 0), 0);
    assert_int_equal(search_copies(hits, 2), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_every_match_in_a_concordance),
        cmocka_unit_test(pages_of_a_concordance_make_the_whole),
        cmocka_unit_test(sorts_by_what_stands_to_the_right),
        cmocka_unit_test(suggests_words_with_their_documents),
        cmocka_unit_test(finds_neighbors_by_what_they_share),
        cmocka_unit_test(tells_copies_from_what_is_nearly_one),
        cmocka_unit_test(collapses_copies_into_the_first),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
