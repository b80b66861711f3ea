/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/timeline.h"

#include "facet_json.h"
#include "handlers.h"
#include "labels.h"
#include "paging.h"
#include "registries.h"
#include "table_rows.h"

/* How many values of one field when nobody says. */
#define VALUES_DEFAULT 100

static enum status refuse_field(const struct http_request *request, struct http_response *response)
{
    struct http_problem problem = {.kind = HTTP_PROBLEM_NOT_FOUND};
    struct http_mistake *mistake = LIST_ADD(request->arena, &problem.mistakes);
    problem.detail = arena_format(request->arena, "There is no facet '%.*s'.",
                                  TEXT_ARGUMENTS(request->captures[0]));
    if (mistake) {
        mistake->kind = HTTP_PROBLEM_NOT_FOUND;
        for (size_t i = 0; list_facet_words[i]; i++) {
            texts_add(request->arena, &mistake->allowed, text_of(list_facet_words[i]));
        }
        mistake->did_you_mean = http_nearest(request->captures[0], &mistake->allowed);
    }
    return http_problem_answer(&problem, request, response);
}

static enum status write_facet(const struct view *view, const struct finding *finding,
                               struct search_facet_request asked,
                               const struct http_request *request, struct http_response *response,
                               struct error *error)
{
    struct search_facet facet;
    enum status status = search_facet(finding->hits, &asked, request->arena, &facet, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(finding, request, &json);
    json_key_text(&json, TEXT("field"), text_of(query_fields[asked.field].name));
    json_key_integer(&json, TEXT("total"), (int64_t)facet.total);
    json_key_integer(&json, TEXT("distinct"), (int64_t)facet.distinct);
    json_key_integer(&json, TEXT("missing"), (int64_t)facet.missing);
    facet_json_write_values(view, &facet, finding, request, &json);
    struct paging paging = paging_by_offset(request, (int64_t)asked.limit, (int64_t)asked.offset,
                                            (int64_t)facet.distinct);
    paging_write(&paging, request, response, &json);
    view_write_store(view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

static const char *const value_columns[] = {"value", "label", "count", "selected", "href", NULL};

enum status handle_facet(const struct http_request *request, struct http_response *response,
                         void *context, struct error *error)
{
    static const struct table_source rows = {handle_facet, "values", LIST_VALUES_MAX,
                                             value_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    enum query_field field = QUERY_FIELD_TITLE;
    if (!query_field_find(request->captures[0], &field) || !query_fields[field].has_facet) {
        return refuse_field(request, response);
    }
    if (!finding_open(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    int64_t limit = finding.parameters.limit < 0 ? VALUES_DEFAULT : finding.parameters.limit;
    struct search_facet_request asked = {.field = field,
                                         .prefix = finding.parameters.prefix,
                                         .offset = (size_t)finding.parameters.offset,
                                         .limit = (size_t)limit};
    return write_facet(&view, &finding, asked, request, response, error);
}

static void write_day(struct json_writer *json, struct arena *arena, struct text key, int64_t day)
{
    struct calendar_date date = calendar_date_of(day);
    json_key_text(json, key,
                  arena_format(arena, "%04lld-%02lld-%02lld", (long long)date.year,
                               (long long)date.month, (long long)date.day));
}

static void write_top(const struct view *view, enum query_field field,
                      const struct search_bucket *bucket, struct json_writer *json)
{
    json_key(json, TEXT("top"));
    json_list_open(json);
    for (size_t i = 0; i < bucket->top_count; i++) {
        const struct search_facet_value *value = &bucket->top[i];
        json_object_open(json);
        json_key_text(json, TEXT("value"), value->value);
        json_key_text(json, TEXT("label"), label_of(view->vocabulary, field, value->value));
        json_key_integer(json, TEXT("count"), (int64_t)value->count);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_buckets(const struct view *view, const struct search_timeline *timeline,
                          const struct search_timeline_request *asked, struct arena *arena,
                          struct json_writer *json)
{
    json_key(json, TEXT("buckets"));
    json_list_open(json);
    for (size_t i = 0; i < timeline->count; i++) {
        const struct search_bucket *bucket = &timeline->buckets[i];
        double of_all = bucket->store_count > 0 ? (double)bucket->store_count : 1.0;
        json_object_open(json);
        write_day(json, arena, TEXT("from"), bucket->days.first_day);
        write_day(json, arena, TEXT("to"), bucket->days.last_day);
        json_key_text(json, TEXT("precision"), index_precision_name(bucket->precision));
        json_key_integer(json, TEXT("count"), (int64_t)bucket->count);
        json_key(json, TEXT("share"));
        json_write_real(json, (double)bucket->count / of_all);
        write_top(view, asked->split, bucket, json);
        json_object_close(json);
    }
    json_list_close(json);
}

static struct search_timeline_request timeline_asked(const struct list_parameters *parameters)
{
    static const enum index_precision precisions[] = {
        [LIST_BY_YEAR] = INDEX_PRECISION_YEAR,
        [LIST_BY_MONTH] = INDEX_PRECISION_MONTH,
        [LIST_BY_WEEK] = INDEX_PRECISION_WEEK,
        [LIST_BY_DAY] = INDEX_PRECISION_DAY,
    };
    struct search_timeline_request asked = {.by = precisions[parameters->by],
                                            .has_split = parameters->split != LIST_SPLIT_NONE,
                                            .top = (size_t)parameters->top};
    if (asked.has_split) {
        (void)query_field_find(text_of(list_facet_words[parameters->split]), &asked.split);
    }
    return asked;
}

static enum status answer_timeline(struct view *view, const struct http_request *request,
                                   struct http_response *response, struct error *error)
{
    struct finding finding;
    if (!finding_make(&finding, view, SEARCH_DOCUMENTS, request, response)) {
        return STATUS_OK;
    }
    struct search_timeline_request asked = timeline_asked(&finding.parameters);
    struct search_timeline timeline;
    enum status status = search_timeline(finding.hits, &asked, request->arena, &timeline, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)timeline.total);
    json_key_integer(&json, TEXT("undated"), (int64_t)timeline.undated);
    write_buckets(view, &timeline, &asked, request->arena, &json);
    view_write_store(view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

static const char *const bucket_columns[] = {"from",  "to",  "precision", "count",
                                             "share", "top", NULL};

enum status handle_timeline(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    static const struct table_source rows = {handle_timeline, "buckets", 0, bucket_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    return view_open(&view, context, request, response)
               ? answer_timeline(&view, request, response, error)
               : STATUS_OK;
}

enum status handle_registry_timeline(const struct http_request *request,
                                     struct http_response *response, void *context,
                                     struct error *error)
{
    static const struct table_source rows = {handle_registry_timeline, "buckets", 0,
                                             bucket_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct registry_item item;
    struct search_filter scope;
    if (!view_open(&view, context, request, response) ||
        !registries_find(registries_of(request), &view, request, response, &item, &scope)) {
        return STATUS_OK;
    }
    view.scope = &scope;
    return answer_timeline(&view, request, response, error);
}
