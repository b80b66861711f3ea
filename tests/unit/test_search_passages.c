/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/index/builder.h"
#include "chancery/search/passages.h"
#include "chancery/search/query_parser.h"

static struct paragraph paragraphs[] = {
    {.text = {"Fishing talks began.", 20}, .mark = {"U", 1}},
    {.text = {"The herring fleet lay in port. Herring quotas and the herring fleet were "
              "discussed for as long as anybody could bear to sit in the overheated room that "
              "the ministry had lent for the purpose, and then the delegates went on to the ice "
              "question, on which the two sides had not come any nearer to each other since the "
              "winter; the U.S. side\u2019s view of pol-mil matters came last.",
              0},
     .mark = {"C", 1}},
    {.text = {"No fleet was named here.", 24}, .mark = {"C", 1}},
};

static struct document herring = {
    .id = {"08OSLO1", 7},
    .title = {"Herring: The Fleet\u2019s Winter", 0},
    .paragraphs = {paragraphs, COUNT_OF(paragraphs), COUNT_OF(paragraphs)},
};

static enum status read_herring(void *context, int64_t key, struct arena *arena,
                                struct document **out, struct error *error)
{
    (void)context;
    (void)arena;
    if (key != 1) {
        return error_set(error, STATUS_NOT_FOUND, "no such document");
    }
    *out = &herring;
    return STATUS_OK;
}

static struct index *index_herring(void)
{
    paragraphs[1].text = text_of(paragraphs[1].text.at);
    herring.title = text_of(herring.title.at);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    struct index *index = NULL;
    assert_int_equal(index_builder_add(builder, &herring, 1, &error), STATUS_OK);
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    return index;
}

/* Segments as one line, matches in brackets. */
static struct text print(const struct search_segments *segments, struct arena *arena)
{
    AUTO_BUFFER line = BUFFER_UP_TO(10000);
    buffer_add(&line, TEXT(""));
    for (size_t i = 0; i < segments->count; i++) {
        const struct search_segment *segment = &segments->items[i];
        buffer_add_format(&line, segment->is_match ? "[%.*s]" : "%.*s",
                          TEXT_ARGUMENTS(segment->text));
    }
    return arena_text(arena, buffer_text(&line));
}

static struct search_hits *find(const struct search_source *source, const char *query,
                                struct search_request *request, struct arena *arena)
{
    struct parsed_query parsed;
    struct error error = ERROR_NONE;
    struct search_hits *hits = NULL;
    assert_int_equal(query_parse(text_of(query), arena, &parsed, &error), STATUS_OK);
    request->query = parsed.root;
    assert_int_equal(search_find(source, request, arena, &hits, &error), STATUS_OK);
    assert_true(search_count(hits) > 0);
    return hits;
}

static void shows_where_a_query_matched(void **state)
{
    static const struct example {
        const char *query;
        size_t matches;
        const char *title; /* empty when nothing in it matched */
        const char *best;  /* the best passage */
    } examples[] = {
        {"talks", 1, "", "Fishing [talks] began."},
        {"named", 1, "", "No fleet was [named] here."},
        {"herring", 4, "[Herring]: The Fleet\u2019s Winter",
         "The [herring] fleet lay in port. [Herring] quotas and the [herring] fleet were discussed "
         "for as long as anybody could bear to sit in the overheated room that the ministry had "
         "lent for the purpose, and then the delegates went on to the ice question, \u2026"},
        {"\"herring fleet\"", 2, "",
         "The [herring fleet] lay in port. Herring quotas and the [herring fleet] were discussed "
         "for as long as anybody could bear to sit in the overheated room that the ministry had "
         "lent for the purpose, and then the delegates went on to the ice question, \u2026"},
        {"pol-mil", 1, "",
         "\u2026 overheated room that the ministry had lent for the purpose, and then the "
         "delegates went on to the ice "
         "question, on which the two sides had not come any nearer to each other since the "
         "winter; the U.S. side\u2019s view of [pol-mil] matters came last."},
        {"\"US side\"", 1, "",
         "\u2026 overheated room that the ministry had lent for the purpose, and then the "
         "delegates went on to the ice "
         "question, on which the two sides had not come any nearer to each other since the "
         "winter; the [U.S. side]\u2019s view of pol-mil matters came last."},
        {"named -herrings OR port", 1, "", NULL},
        {"title:winter", 1, "Herring: The Fleet\u2019s [Winter]", NULL},
    };
    (void)state;
    AUTO_INDEX index = index_herring();
    struct search_source source = {.index = index, .read = read_herring};
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 20);
        struct search_request request = {0};
        struct search_hits *hits = find(&source, examples[i].query, &request, arena);
        struct search_hit hit = search_hit_at(hits, 0);
        struct search_passages_request wanted = {.limit = 3};
        struct search_passages shown;
        struct error error = ERROR_NONE;
        assert_int_equal(search_passages(hits, &hit, &wanted, arena, &shown, &error), STATUS_OK);
        if (examples[i].best) {
            assert_int_equal(shown.matches, examples[i].matches);
            assert_true(shown.count > 0);
            assert_text(print(&shown.items[0].segments, arena), examples[i].best);
        }
        assert_int_equal(search_matches(hits, &hit), shown.matches);
        assert_text(print(&shown.title, arena), examples[i].title);
    }
}

static void shows_the_paragraph_that_was_found(void **state)
{
    (void)state;
    AUTO_INDEX index = index_herring();
    AUTO_ARENA arena = arena_new(1 << 20);
    struct search_source source = {.index = index, .read = read_herring};
    struct search_request request = {.unit = SEARCH_PARAGRAPHS};
    struct search_hits *hits = find(&source, "fleet mark:C", &request, arena);
    assert_int_equal(search_count(hits), 2);
    search_order(hits);
    struct search_hit hit = search_hit_at(hits, 1);
    struct search_passages_request wanted = {.limit = 3};
    struct search_passages shown;
    struct error error = ERROR_NONE;
    assert_int_equal(search_passages(hits, &hit, &wanted, arena, &shown, &error), STATUS_OK);
    assert_int_equal(shown.count, 1);
    assert_int_equal(shown.items[0].paragraph, hit.paragraph);
    struct search_hit other = search_hit_at(hits, 0);
    assert_int_equal(other.paragraph + hit.paragraph, 1 + 2);
    /* Two matches in a long paragraph, one in a short one. */
    assert_int_equal(shown.matches + search_matches(hits, &other), 2 + 1);
}

static void shows_no_passages_where_no_word_was_asked_for(void **state)
{
    (void)state;
    AUTO_INDEX index = index_herring();
    AUTO_ARENA arena = arena_new(1 << 20);
    struct search_source source = {.index = index, .read = read_herring};
    struct search_request request = {0};
    struct search_hits *hits = find(&source, "mark:C", &request, arena);
    struct search_hit hit = search_hit_at(hits, 0);
    struct search_passages_request wanted = {.limit = 3};
    struct search_passages shown;
    struct error error = ERROR_NONE;
    assert_int_equal(search_passages(hits, &hit, &wanted, arena, &shown, &error), STATUS_OK);
    assert_int_equal(shown.count, 0);
    assert_int_equal(shown.matches, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_where_a_query_matched),
        cmocka_unit_test(shows_the_paragraph_that_was_found),
        cmocka_unit_test(shows_no_passages_where_no_word_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
