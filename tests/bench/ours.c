/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/search/facets.h"
#include "chancery/search/passages.h"
#include "chancery/search/query_parser.h"
#include "chancery/search/timeline.h"

#include "sides.h"

/* What one answer may take. */
#define ANSWER_MEMORY_BYTES ((size_t)512 * 1024 * 1024)

const enum query_field side_facets[SIDE_FACET_COUNT] = {
    QUERY_FIELD_TAG, QUERY_FIELD_STATION, QUERY_FIELD_CLASSIFICATION,
    QUERY_FIELD_TO,  QUERY_FIELD_INFO,
};

/* context is the reader. */
static enum status read_document(void *context, int64_t key, struct arena *arena,
                                 struct document **out, struct error *error)
{
    return store_reader_document(context, key, STORE_PART_PARAGRAPHS, arena, out, error);
}

struct ours ours_begin(struct library *library)
{
    struct ours ours = {.generation = generation_take(library)};
    if (ours.generation) {
        ours.reader = generation_reader_take(ours.generation);
        ours.source = (struct search_source){ours.generation->index, ours.generation->number,
                                             read_document, ours.reader, NULL};
    }
    return ours;
}

void ours_end(struct ours *ours)
{
    if (ours->generation) {
        generation_reader_release(ours->generation, ours->reader);
        generation_release(ours->generation);
    }
    *ours = (struct ours){0};
}

static void add_filter(const struct question *question, struct search_request *request,
                       struct arena *arena)
{
    if (question->class != QUESTION_TERM_DATE && question->class != QUESTION_TERM_TAG) {
        return;
    }
    struct search_filter *filter = LIST_ADD(arena, &request->filters);
    if (filter && question->class == QUESTION_TERM_TAG) {
        filter->kind = SEARCH_FILTER_VALUES;
        filter->field = QUERY_FIELD_TAG;
        texts_add(arena, &filter->values, question->tag);
    } else if (filter) {
        filter->kind = SEARCH_FILTER_DATES;
        struct query_dates *dates = LIST_ADD(arena, &filter->dates);
        if (dates) {
            dates->interval = question->days;
        }
    }
}

/* The page of ten, with passages when asked for. */
static enum status answer_page(struct search_hits *hits, const struct question *question,
                               struct arena *arena, struct error *error)
{
    static const struct search_passages_request wanted = {.limit = 1};
    struct search_page page;
    enum status status = search_page(hits, arena, &page, error);
    for (size_t i = 0; !status && question->class == QUESTION_SNIPPETS && i < page.count; i++) {
        struct search_passages passages;
        status = search_passages(hits, &page.items[i], &wanted, arena, &passages, error);
    }
    return status;
}

static enum status answer_facets(struct search_hits *hits, struct arena *arena,
                                 struct side_answer *out, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < SIDE_FACET_COUNT && !status; i++) {
        struct search_facet_request wanted = {.field = side_facets[i], .limit = SIDE_PAGE_COUNT};
        struct search_facet facet;
        status = search_facet(hits, &wanted, arena, &facet, error);
        for (size_t j = 0; !status && j < facet.count; j++) {
            side_answer_count(out, i * SIDE_PAGE_COUNT + j, (int64_t)facet.values[j].count);
        }
        if (!status) {
            side_answer_count(out, 1000 + i, (int64_t)facet.distinct);
        }
    }
    return status;
}

static enum status answer_histogram(struct search_hits *hits, struct arena *arena,
                                    struct side_answer *out, struct error *error)
{
    static const struct search_timeline_request wanted = {.by = INDEX_PRECISION_MONTH};
    struct search_timeline timeline;
    enum status status = search_timeline(hits, &wanted, arena, &timeline, error);
    for (size_t i = 0; !status && i < timeline.count; i++) {
        struct calendar_date from = calendar_date_of(timeline.buckets[i].days.first_day);
        side_answer_count(out, (uint64_t)(from.year * 12 + from.month),
                          (int64_t)timeline.buckets[i].count);
    }
    return status;
}

enum status ours_answer(struct ours *ours, const struct question *question, struct side_answer *out,
                        struct error *error)
{
    AUTO_ARENA arena = arena_new(ANSWER_MEMORY_BYTES);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an answer");
    }
    struct parsed_query query;
    enum status status = query_parse(question->q, arena, &query, error);
    if (status) {
        return status;
    }
    struct search_request request = {
        .query = query.root,
        .limit = question->class == QUESTION_HISTOGRAM ? 0 : SIDE_PAGE_COUNT,
    };
    add_filter(question, &request, arena);
    struct search_hits *hits;
    status = search_find(&ours->source, &request, arena, &hits, error);
    if (status) {
        return status;
    }
    *out = (struct side_answer){.total = (int64_t)search_count(hits)};
    if (question->class == QUESTION_HISTOGRAM) {
        return answer_histogram(hits, arena, out, error);
    }
    status = answer_page(hits, question, arena, error);
    if (!status && question->class == QUESTION_FACETS) {
        status = answer_facets(hits, arena, out, error);
    }
    return status;
}
