/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/index/builder.h"
#include "chancery/search/facets.h"
#include "chancery/search/timeline.h"

#include "../../src/search/score.h"
#include "generated.h"

/*
 * Compares what search finds in generated documents with a matcher that reads the plain words, one
 * by one, and knows no index.
 */

enum {
    DOCUMENTS = 120,
    QUERIES = 600
};

struct world {
    struct arena *arena;
    struct generated made;
    struct index *index;
    struct search_source source;
    struct tokens *tokens;
};

static int set_up(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    assert_non_null(world);
    struct error error = ERROR_NONE;
    world->arena = arena_new(1 << 26);
    world->tokens = tokens_new();
    world->made = generated_make(42, DOCUMENTS, world->arena);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    for (size_t i = 0; i < DOCUMENTS; i++) {
        const struct document *document = world->made.documents[i].document;
        assert_int_equal(index_builder_add(builder, document, (int64_t)i, &error), STATUS_OK);
    }
    assert_int_equal(index_builder_freeze(builder, &world->index, &error), STATUS_OK);
    world->source = (struct search_source){.index = world->index, .generation = 1};
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    index_free(world->index);
    tokens_free(world->tokens);
    arena_free(world->arena);
    free(world);
    return 0;
}

/* ---- the plain matcher ---------------------------------------------------------------------- */

/* One place where a leaf stands, in words of its unit. */
struct spot {
    size_t unit;
    size_t first;
    size_t last;
};

struct spots {
    LIST_OF(struct spot);
};

/* What is being asked of which document; paragraph is INDEX_NO_PARAGRAPH for the whole of it. */
struct question {
    const struct world *world;
    const struct generated_document *document;
    uint32_t paragraph;
    unsigned in; /* a bit for each text field */
    struct arena *arena;
};

static bool is_same_stem(struct tokens *tokens, struct text a, struct text b)
{
    char kept[TOKENS_WORD_BYTES_MAX];
    struct text stem = tokens_stem(tokens, a);
    size_t length = stem.length;
    memcpy(kept, stem.at, length);
    return text_equal(tokens_stem(tokens, b), (struct text){kept, length});
}

/* How many letters must be changed, lost or added, by the whole table of them. */
static size_t distance(struct text a, struct text b)
{
    size_t rows[2][TOKENS_WORD_BYTES_MAX + 1];
    for (size_t k = 0; k <= b.length; k++) {
        rows[0][k] = k;
    }
    for (size_t i = 1; i <= a.length; i++) {
        size_t *row = rows[i % 2];
        const size_t *above = rows[(i - 1) % 2];
        row[0] = i;
        for (size_t k = 1; k <= b.length; k++) {
            size_t change = above[k - 1] + (a.at[i - 1] == b.at[k - 1] ? 0 : 1);
            size_t shift = (above[k] < row[k - 1] ? above[k] : row[k - 1]) + 1;
            row[k] = change < shift ? change : shift;
        }
    }
    return rows[a.length % 2][b.length];
}

/* Whether word has the shape, whose stars stand for any letters. */
static bool has_shape(struct text word, struct text shape)
{
    if (shape.length == 0) {
        return word.length == 0;
    }
    if (shape.at[0] == '*') {
        return has_shape(word, text_from(shape, 1)) ||
               (word.length > 0 && has_shape(text_from(word, 1), shape));
    }
    return word.length > 0 && word.at[0] == shape.at[0] &&
           has_shape(text_from(word, 1), text_from(shape, 1));
}

static bool word_fits(const struct question *question, const struct query_node *node,
                      struct text word)
{
    if (node->fuzzy) {
        return distance(word, node->text) <= (node->text.length < 6 ? 1 : 2);
    }
    if (node->wildcard) {
        struct text shape = arena_format(question->arena, "%.*s%s", TEXT_ARGUMENTS(node->text),
                                         node->prefix ? "*" : "");
        return has_shape(word, shape);
    }
    if (node->prefix) {
        return text_starts(word, node->text);
    }
    return node->exact ? text_equal(word, node->text)
                       : is_same_stem(question->world->tokens, word, node->text);
}

static void spot_add(const struct question *question, struct spots *places, struct spot place)
{
    struct spot *item = LIST_ADD(question->arena, places);
    assert_non_null(item);
    *item = place;
}

/* Where a phrase that begins at first ends, or TEXT_NOT_FOUND. */
static size_t phrase_end(const struct texts *words, size_t first, const struct texts *phrase,
                         size_t slop)
{
    size_t at = first;
    for (size_t i = 1; i < phrase->count; i++) {
        at++;
        while (at < words->count && !text_equal(words->items[at], phrase->items[i])) {
            at++;
        }
        if (at == words->count) {
            return TEXT_NOT_FOUND;
        }
    }
    return at - first - (phrase->count - 1) <= slop ? at : TEXT_NOT_FOUND;
}

static void find_leaf(const struct question *question, const struct query_node *node,
                      struct spots *places)
{
    struct texts phrase = {0};
    struct text rest = node->text;
    struct text word;
    while (text_take_word(&rest, &word)) {
        texts_add(question->arena, &phrase, word);
    }
    const struct generated_units *units = &question->document->units;
    for (size_t u = 0; u < units->count; u++) {
        const struct texts *words = &units->items[u].words;
        bool looked_at = question->in >> units->items[u].field & 1;
        for (size_t i = 0; looked_at && i < words->count; i++) {
            if (node->kind == QUERY_TERM) {
                if (word_fits(question, node, words->items[i])) {
                    spot_add(question, places, (struct spot){u, i, i});
                }
                continue;
            }
            size_t end = text_equal(words->items[i], phrase.items[0])
                             ? phrase_end(words, i, &phrase, (size_t)node->distance)
                             : TEXT_NOT_FOUND;
            if (end != TEXT_NOT_FOUND) {
                spot_add(question, places, (struct spot){u, i, end});
            }
        }
    }
}

static bool is_pair(const struct question *question, const struct query_node *node, struct spot a,
                    struct spot b)
{
    const struct generated_unit *unit = &question->document->units.items[a.unit];
    if (a.unit != b.unit) {
        return false;
    }
    if (node->kind == QUERY_SENTENCE) {
        return unit->sentences.items[a.first] == unit->sentences.items[b.first];
    }
    if (node->kind == QUERY_PARAGRAPH) {
        return unit->field == INDEX_TEXT_BODY;
    }
    bool apart = a.last < b.first || b.last < a.first;
    size_t between = a.last < b.first ? b.first - a.last - 1 : a.first - b.last - 1;
    return apart && between <= (size_t)node->distance;
}

/* Whether a place counts for the paragraph in question; what is in title or header always does. */
static bool is_here(const struct question *question, struct spot place)
{
    const struct generated_unit *unit = &question->document->units.items[place.unit];
    return question->paragraph == INDEX_NO_PARAGRAPH || unit->field != INDEX_TEXT_BODY ||
           unit->paragraph == question->paragraph;
}

static bool match_leaf(const struct question *question, const struct query_node *node)
{
    struct spots places = {0};
    find_leaf(question, node, &places);
    for (size_t i = 0; i < places.count; i++) {
        if (is_here(question, places.items[i])) {
            return true;
        }
    }
    return false;
}

/* A mark beside a word makes any pair one of "in a paragraph with this mark". */
static bool match_marked(const struct question *question, const struct query_node *leaf,
                         struct text mark)
{
    const struct paragraphs *paragraphs = &question->document->document->paragraphs;
    struct spots places = {0};
    find_leaf(question, leaf, &places);
    for (size_t i = 0; i < places.count; i++) {
        const struct generated_unit *unit = &question->document->units.items[places.items[i].unit];
        if (unit->field == INDEX_TEXT_BODY && is_here(question, places.items[i]) &&
            text_equal(paragraphs->items[unit->paragraph].mark, mark)) {
            return true;
        }
    }
    return false;
}

static bool match_pair(const struct question *question, const struct query_node *node)
{
    if (node->children.items[1]->kind == QUERY_FIELD) {
        return match_marked(question, node->children.items[0], node->children.items[1]->text);
    }
    struct spots left = {0};
    struct spots right = {0};
    find_leaf(question, node->children.items[0], &left);
    find_leaf(question, node->children.items[1], &right);
    for (size_t i = 0; i < left.count; i++) {
        for (size_t k = 0; k < right.count; k++) {
            if (is_here(question, left.items[i]) &&
                is_pair(question, node, left.items[i], right.items[k])) {
                return true;
            }
        }
    }
    return false;
}

static bool match_mark(const struct question *question, struct text mark)
{
    const struct paragraphs *paragraphs = &question->document->document->paragraphs;
    for (size_t i = 0; i < paragraphs->count; i++) {
        bool here = question->paragraph == INDEX_NO_PARAGRAPH || question->paragraph == i;
        if (here && text_equal(paragraphs->items[i].mark, mark)) {
            return true;
        }
    }
    return false;
}

static bool match_tag(const struct document *document, struct text tag)
{
    for (size_t i = 0; document->cable && i < document->cable->tags.count; i++) {
        if (text_equal(document->cable->tags.items[i].tag, tag)) {
            return true;
        }
    }
    return false;
}

static bool match(const struct question *question, const struct query_node *node);

static bool match_field(const struct question *question, const struct query_node *node)
{
    const struct document *document = question->document->document;
    struct question inner = *question;
    if (node->field == QUERY_FIELD_TITLE || node->field == QUERY_FIELD_BODY) {
        inner.in =
            node->field == QUERY_FIELD_TITLE ? 1U << INDEX_TEXT_TITLE : 1U << INDEX_TEXT_BODY;
        return match(&inner, node->children.items[0]);
    }
    if (node->field == QUERY_FIELD_TAG) {
        return match_tag(document, node->text);
    }
    if (node->field == QUERY_FIELD_MARK) {
        return match_mark(question, node->text);
    }
    if (node->field == QUERY_FIELD_FROM) {
        return document->cable && text_ends(document->cable->from->name, TEXT("OSLO"));
    }
    return document->date && text_starts(document->date->value, TEXT("2007"));
}

static bool match(const struct question *question, const struct query_node *node)
{
    switch (node->kind) {
    case QUERY_ALL:
        return true;
    case QUERY_TERM:
    case QUERY_PHRASE:
        return match_leaf(question, node);
    case QUERY_AND:
    case QUERY_OR:
        for (size_t i = 0; i < node->children.count; i++) {
            if (match(question, node->children.items[i]) == (node->kind == QUERY_OR)) {
                return node->kind == QUERY_OR;
            }
        }
        return node->kind == QUERY_AND;
    case QUERY_NOT:
        return !match(question, node->children.items[0]);
    case QUERY_NEAR:
    case QUERY_SENTENCE:
    case QUERY_PARAGRAPH:
        return match_pair(question, node);
    case QUERY_FIELD:
        return match_field(question, node);
    }
    return false;
}

/* ---- the tests ------------------------------------------------------------------------------ */

static struct search_hits *find(const struct world *world, const struct search_request *request,
                                struct arena *arena)
{
    struct error error = ERROR_NONE;
    struct search_hits *hits = NULL;
    assert_int_equal(search_find(&world->source, request, arena, &hits, &error), STATUS_OK);
    return hits;
}

/* Whether the hits have this document, or paragraph of it. */
static bool has_hit(struct search_hits *hits, const struct world *world, size_t document,
                    uint32_t paragraph)
{
    for (size_t i = 0; i < search_count(hits); i++) {
        struct search_hit hit = search_hit_at(hits, i);
        if (index_document_key(world->index, hit.document) == (int64_t)document &&
            hit.paragraph == paragraph) {
            return true;
        }
    }
    return false;
}

static void compare_documents(const struct world *world, const struct query_node *query)
{
    AUTO_ARENA arena = arena_new(1 << 26);
    struct search_request request = {.query = query, .unit = SEARCH_DOCUMENTS, .limit = 5};
    struct search_hits *hits = find(world, &request, arena);
    size_t expected = 0;
    for (size_t i = 0; i < DOCUMENTS; i++) {
        struct question question = {world, &world->made.documents[i], INDEX_NO_PARAGRAPH, 7, arena};
        bool matches = match(&question, query);
        expected += matches ? 1 : 0;
        assert_int_equal(has_hit(hits, world, i, INDEX_NO_PARAGRAPH), matches);
    }
    assert_int_equal(search_count(hits), expected);
    request.limit = 0; /* Some queries are answered otherwise when no page is wanted. */
    assert_int_equal(search_count(find(world, &request, arena)), expected);
}

static void compare_paragraphs(const struct world *world, const struct query_node *query)
{
    AUTO_ARENA arena = arena_new(1 << 26);
    struct search_request request = {.query = query, .unit = SEARCH_PARAGRAPHS};
    struct search_hits *hits = find(world, &request, arena);
    size_t expected = 0;
    for (size_t i = 0; i < DOCUMENTS; i++) {
        const struct generated_document *document = &world->made.documents[i];
        for (uint32_t k = 0; k < document->document->paragraphs.count; k++) {
            struct question question = {world, document, k, 1U << INDEX_TEXT_BODY, arena};
            bool matches = match(&question, query);
            expected += matches ? 1 : 0;
            assert_int_equal(has_hit(hits, world, i, k), matches);
        }
    }
    assert_int_equal(search_count(hits), expected);
}

static void finds_the_documents_that_reading_finds(void **state)
{
    const struct world *world = *state;
    struct generated_dice dice = {.state = 7};
    for (int i = 0; i < QUERIES; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 20);
        compare_documents(world, generated_query(&dice, GENERATED_ALL, 3, arena));
    }
}

static void finds_the_paragraphs_that_reading_finds(void **state)
{
    const struct world *world = *state;
    struct generated_dice dice = {.state = 8};
    for (int i = 0; i < QUERIES / 4; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 20);
        compare_paragraphs(world, generated_query(&dice, GENERATED_ALL, 2, arena));
    }
}

static void filter_add(struct arena *arena, struct search_request *request, enum query_field field,
                       const char *value, bool negate)
{
    struct search_filter *filter = LIST_ADD(arena, &request->filters);
    assert_non_null(filter);
    filter->field = field;
    filter->negate = negate;
    filter->kind = value ? SEARCH_FILTER_VALUES : SEARCH_FILTER_PRESENT;
    if (value) {
        texts_add(arena, &filter->values, text_of(value));
    }
}

static size_t count_with(const struct world *world, const struct search_request *request)
{
    AUTO_ARENA arena = arena_new(1 << 26);
    return search_count(find(world, request, arena));
}

static void has_every_facet_count_as_a_search_of_its_own(void **state)
{
    static const enum query_field fields[] = {QUERY_FIELD_TAG, QUERY_FIELD_MARK, QUERY_FIELD_KIND,
                                              QUERY_FIELD_FROM};
    const struct world *world = *state;
    struct generated_dice dice = {.state = 9};
    for (int i = 0; i < 60; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 26);
        enum query_field field = fields[(size_t)i % COUNT_OF(fields)];
        struct search_request request = {.query = generated_query(&dice, GENERATED_ALL, 1, arena),
                                         .unit = i % 3 == 0 ? SEARCH_PARAGRAPHS : SEARCH_DOCUMENTS};
        if (i % 2 == 0) {
            filter_add(arena, &request, QUERY_FIELD_KIND, "cable", false);
        }
        struct search_request narrowed = request;
        filter_add(arena, &narrowed, field == QUERY_FIELD_TAG ? QUERY_FIELD_TAG : field,
                   field == QUERY_FIELD_TAG    ? "NO"
                   : field == QUERY_FIELD_MARK ? "U"
                   : field == QUERY_FIELD_KIND ? "news"
                                               : "AMEMBASSY OSLO",
                   false);
        struct search_facet_request wanted = {.field = field, .limit = 100};
        struct search_facet facet;
        struct error error = ERROR_NONE;
        /* Whatever was chosen of the field itself makes no difference to its counts. */
        struct search_hits *hits = find(world, &narrowed, arena);
        assert_int_equal(search_facet(hits, &wanted, arena, &facet, &error), STATUS_OK);
        assert_int_equal(facet.count, facet.distinct);
        struct search_request open = {.query = request.query, .unit = request.unit};
        if (field != QUERY_FIELD_KIND && i % 2 == 0) {
            filter_add(arena, &open, QUERY_FIELD_KIND, "cable", false);
        }
        assert_int_equal(facet.total, count_with(world, &open));
        struct search_request absent = open;
        absent.filters = (struct search_filters){0};
        for (size_t k = 0; k < open.filters.count; k++) {
            *LIST_ADD(arena, &absent.filters) = open.filters.items[k];
        }
        filter_add(arena, &absent, field, NULL, true);
        assert_int_equal(facet.missing, count_with(world, &absent));
        for (size_t k = 0; k < facet.count; k++) {
            struct search_request one = {.query = open.query, .unit = open.unit};
            for (size_t f = 0; f < open.filters.count; f++) {
                *LIST_ADD(arena, &one.filters) = open.filters.items[f];
            }
            filter_add(arena, &one, field,
                       facet.values[k].value.at ? arena_copy(arena, facet.values[k].value) : "",
                       false);
            assert_int_equal(facet.values[k].count, count_with(world, &one));
            assert_true(k == 0 || facet.values[k - 1].count >= facet.values[k].count);
        }
    }
}

static void splits_the_whole_by_present_and_absent(void **state)
{
    static const enum query_field fields[] = {QUERY_FIELD_TAG, QUERY_FIELD_PERSON, QUERY_FIELD_MARK,
                                              QUERY_FIELD_COUNTRY, QUERY_FIELD_KIND};
    const struct world *world = *state;
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 20);
        struct search_request with = {.unit = SEARCH_DOCUMENTS};
        struct search_request without = {.unit = SEARCH_DOCUMENTS};
        filter_add(arena, &with, fields[i], NULL, false);
        filter_add(arena, &without, fields[i], NULL, true);
        assert_int_equal(count_with(world, &with) + count_with(world, &without), DOCUMENTS);
    }
}

static struct search_request dated_request(struct arena *arena, struct calendar_interval days,
                                           bool undated, bool overlaps)
{
    struct search_request request = {.unit = SEARCH_DOCUMENTS};
    struct search_filter *filter = LIST_ADD(arena, &request.filters);
    assert_non_null(filter);
    filter->kind = SEARCH_FILTER_DATES;
    filter->overlaps = overlaps;
    struct query_dates *dates = LIST_ADD(arena, &filter->dates);
    assert_non_null(dates);
    *dates = (struct query_dates){undated, days};
    return request;
}

static size_t count_dated(const struct world *world, const char *const *values, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < DOCUMENTS; i++) {
        const struct document_date *date = world->made.documents[i].document->date;
        for (size_t k = 0; k < count; k++) {
            found += date && text_equal(date->value, text_of(values[k])) ? 1 : 0;
        }
    }
    return found;
}

/* January 2007 holds the month and the days in it; it only meets the year. */
static void takes_dates_whole_unless_overlap_is_asked(void **state)
{
    static const char *const inside[] = {"2007-01", "2007-01-05", "2007-01-31T23:59:00Z"};
    static const char *const meeting[] = {"2007", "2007-01", "2007-01-05", "2007-01-31T23:59:00Z"};
    static const char *const dated[] = {
        "2007",       "2007-01",  "2007-01-05", "2007-01-31T23:59:00Z",
        "2007-03-01", "2007-W09", "2008-02-29", "2008-02-29T08:22:00Z"};
    const struct world *world = *state;
    AUTO_ARENA arena = arena_new(1 << 20);
    struct calendar_interval january = {0, 0};
    assert_true(calendar_interval_read(TEXT("2007-01"), &january));
    struct search_request request = dated_request(arena, january, false, false);
    assert_int_equal(count_with(world, &request), count_dated(world, inside, COUNT_OF(inside)));
    request = dated_request(arena, january, false, true);
    assert_int_equal(count_with(world, &request), count_dated(world, meeting, COUNT_OF(meeting)));
    request = dated_request(arena, january, true, false);
    size_t undated = DOCUMENTS - count_dated(world, dated, COUNT_OF(dated));
    assert_int_equal(count_with(world, &request), undated);
    request = dated_request(arena, (struct calendar_interval){INT64_MIN, INT64_MAX}, false, false);
    assert_int_equal(count_with(world, &request), DOCUMENTS - undated);
}

static void counts_every_hit_once_in_a_timeline(void **state)
{
    static const enum index_precision units[] = {INDEX_PRECISION_YEAR, INDEX_PRECISION_MONTH,
                                                 INDEX_PRECISION_WEEK, INDEX_PRECISION_DAY};
    const struct world *world = *state;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1 << 26);
        struct search_request request = {.unit = SEARCH_DOCUMENTS};
        struct search_hits *hits = find(world, &request, arena);
        struct search_timeline_request wanted = {
            .by = units[i], .has_split = true, .split = QUERY_FIELD_KIND, .top = 10};
        struct search_timeline line;
        struct error error = ERROR_NONE;
        assert_int_equal(search_timeline(hits, &wanted, arena, &line, &error), STATUS_OK);
        size_t sum = line.undated;
        int64_t next = INT64_MIN; /* where the next bucket of the unit must begin */
        for (size_t k = 0; k < line.count; k++) {
            const struct search_bucket *bucket = &line.buckets[k];
            size_t split = 0;
            for (size_t v = 0; v < bucket->top_count; v++) {
                split += bucket->top[v].count;
            }
            /* Every document has one kind, and all of the store was searched. */
            assert_int_equal(split, bucket->count);
            assert_int_equal(bucket->store_count, bucket->count);
            sum += bucket->count;
            if (bucket->precision == units[i]) {
                assert_true(next == INT64_MIN || bucket->days.first_day == next);
                next = bucket->days.last_day + 1;
            }
        }
        assert_int_equal(sum, line.total);
        assert_int_equal(line.total, DOCUMENTS);
    }
}

/* Years: 2007 and 2008. Months: the year 2007 apart, then January 2007 to February 2008. */
static void keeps_imprecise_dates_out_of_january(void **state)
{
    static const char *const year[] = {"2007"};
    static const char *const january[] = {"2007-01", "2007-01-05", "2007-01-31T23:59:00Z"};
    const struct world *world = *state;
    AUTO_ARENA arena = arena_new(1 << 26);
    struct search_request request = {.unit = SEARCH_DOCUMENTS};
    struct search_timeline_request wanted = {.by = INDEX_PRECISION_MONTH};
    struct search_timeline line;
    struct error error = ERROR_NONE;
    struct search_hits *hits = find(world, &request, arena);
    assert_int_equal(search_timeline(hits, &wanted, arena, &line, &error), STATUS_OK);
    /* The week 2007-W09 runs from 26 February to 4 March: it too has a bucket of its own. */
    assert_int_equal(line.count, 1 + 14 + 1);
    assert_int_equal(line.buckets[0].precision, INDEX_PRECISION_YEAR);
    assert_int_equal(line.buckets[0].count, count_dated(world, year, 1));
    assert_int_equal(line.buckets[1].precision, INDEX_PRECISION_MONTH);
    assert_int_equal(line.buckets[1].count, count_dated(world, january, COUNT_OF(january)));
    assert_int_equal(line.buckets[3].precision, INDEX_PRECISION_WEEK);
    assert_int_equal(line.buckets[5].count, 0);
}

static void sums_above_nothing_are_found(void **state)
{
    (void)state;
    float sums[64];
    for (unsigned step = 1; step < 64; step++) {
        uint64_t wanted = 0;
        EXAMPLE(step);
        for (unsigned i = 0; i < 64; i++) {
            sums[i] = i % step == 0 ? 1e-30F : 0;
            wanted |= (uint64_t)(i % step == 0) << i;
        }
        assert_true(score_found(sums) == wanted);
        assert_true(score_found_plain(sums) == wanted);
    }
}

static void scores_by_bm25(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 20);
    struct document one = {.id = TEXT("08OSLO1"), .title = TEXT("cod")};
    struct document two = {.id = TEXT("08OSLO2"), .title = TEXT("herring fleet ice")};
    AUTO_INDEX_BUILDER builder = index_builder_new();
    struct error error = ERROR_NONE;
    assert_int_equal(index_builder_add(builder, &one, 1, &error), STATUS_OK);
    assert_int_equal(index_builder_add(builder, &two, 2, &error), STATUS_OK);
    AUTO_INDEX index = NULL;
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct world world = {.source = {.index = index, .generation = 1}};
    struct query_node term = {.kind = QUERY_TERM, .text = TEXT("herring")};
    struct search_request request = {.query = &term, .unit = SEARCH_DOCUMENTS};
    struct search_hits *hits = find(&world, &request, arena);
    assert_int_equal(search_count(hits), 1);
    /*
     * ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) = 0.693147, to the power of 1.25 0.632458; a title word
     * weighs 3; the title has 3 of 2 words on average:
     * 0.632458 * 3 * 3 / (3 + 2 * (0.25 + 0.75 * 3 / 2)) = 0.98993.
     */
    assert_true(search_hit_at(hits, 0).score > 0.98993F && search_hit_at(hits, 0).score < 0.98995F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_documents_that_reading_finds),
        cmocka_unit_test(finds_the_paragraphs_that_reading_finds),
        cmocka_unit_test(has_every_facet_count_as_a_search_of_its_own),
        cmocka_unit_test(splits_the_whole_by_present_and_absent),
        cmocka_unit_test(takes_dates_whole_unless_overlap_is_asked),
        cmocka_unit_test(counts_every_hit_once_in_a_timeline),
        cmocka_unit_test(keeps_imprecise_dates_out_of_january),
        cmocka_unit_test(sums_above_nothing_are_found),
        cmocka_unit_test(scores_by_bm25),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
