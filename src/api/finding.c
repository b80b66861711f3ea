/* SPDX-License-Identifier: Apache-2.0 */
#include "finding.h"

#include "chancery/api/record_json.h"
#include "chancery/base/digest.h"

/* The longest printed form of a query. */
#define UNDERSTOOD_BYTES_MAX ((size_t)256 * 1024)

static const struct sort_word {
    struct text word;
    enum search_key key;
} sort_words[] = {
    {{"relevance", 9}, SEARCH_BY_RELEVANCE},
    {{"date", 4}, SEARCH_BY_DATE},
    {{"id", 2}, SEARCH_BY_ID},
    {{"title", 5}, SEARCH_BY_TITLE},
    {{"length", 6}, SEARCH_BY_LENGTH},
};

enum status finding_refuse(enum status status, const struct error *error,
                           const struct http_request *request, struct http_response *response)
{
    enum http_problem_kind kind = status == STATUS_UNAVAILABLE ? HTTP_PROBLEM_DEADLINE_EXCEEDED
                                                               : http_problem_of_status(status);
    if (status == STATUS_UNAVAILABLE) {
        http_response_field(request, response, HTTP_FIELD_RETRY_AFTER, TEXT(API_RETRY_SECONDS));
    }
    return http_problem_say(request, response, kind, "%s",
                            status == STATUS_NO_MEMORY ? "The request takes too much memory."
                                                       : error->message);
}

/* A repair that strict=1 does not want: 422 with the position. */
static bool refuse_repairs(const struct finding *finding, const struct http_request *request,
                           struct http_response *response)
{
    if (!finding->parameters.strict || finding->query.repairs.count == 0) {
        return false;
    }
    struct http_problem problem = {
        .kind = HTTP_PROBLEM_INVALID_QUERY,
        .detail = TEXT("The query is not sound; without strict=1 it is repaired and answered."),
    };
    for (size_t i = 0; i < finding->query.repairs.count; i++) {
        const struct query_repair *repair = &finding->query.repairs.items[i];
        struct http_mistake *mistake = LIST_ADD(request->arena, &problem.mistakes);
        if (mistake) {
            mistake->kind = HTTP_PROBLEM_INVALID_QUERY;
            mistake->parameter = TEXT("q");
            mistake->detail = arena_format(
                request->arena, "%.*s (%.*s, bytes %zu to %zu)", TEXT_ARGUMENTS(repair->detail),
                TEXT_ARGUMENTS(repair->code), repair->span.start, repair->span.end);
        }
    }
    (void)http_problem_answer(&problem, request, response);
    return true;
}

/* The query comes typed, in q, or as a tree in the body of a POST. */
static bool read_query(struct finding *finding, const struct http_request *request,
                       struct http_response *response)
{
    if (request->document) {
        if (finding->parameters.q.at) {
            (void)http_problem_say(request, response, HTTP_PROBLEM_INVALID_BODY,
                                   "Give either q or query, not both.");
            return false;
        }
        finding->query = (struct parsed_query){.root = request->document};
        return true;
    }
    struct error error = ERROR_NONE;
    struct text q = finding->parameters.q.at ? finding->parameters.q : TEXT("");
    enum status status = query_parse(q, request->arena, &finding->query, &error);
    if (status) {
        (void)finding_refuse(status, &error, request, response);
        return false;
    }
    return !refuse_repairs(finding, request, response);
}

/* Values of one parameter are one filter: comma and repetition mean OR. */
static bool is_same_filter(const struct http_filter *a, const struct http_filter *b)
{
    return a->parameter == b->parameter && a->negated == b->negated &&
           text_equal(a->ending, b->ending);
}

/* "*" stands for any value, and makes the whole filter one that asks for any. */
static void add_value(struct search_filter *filter, struct text value, struct arena *arena)
{
    bool is_date = filter->kind == SEARCH_FILTER_DATES || filter->kind == SEARCH_FILTER_DATED;
    struct query_dates dates = {0};
    if (text_equal(value, TEXT("*"))) {
        filter->kind = is_date ? SEARCH_FILTER_DATED : SEARCH_FILTER_PRESENT;
    } else if (!is_date) {
        texts_add(arena, &filter->values, value);
    } else if (query_dates_read(value, &dates)) {
        struct query_dates *wanted = LIST_ADD(arena, &filter->dates);
        if (wanted) {
            *wanted = dates;
        }
    }
}

static void start_filter(struct search_filter *filter, const struct http_filter *given)
{
    struct text name = text_of(given->parameter->name);
    filter->negate = given->negated;
    filter->overlaps = text_equal(given->ending, TEXT("overlaps"));
    filter->kind = text_equal(name, TEXT("date")) ? SEARCH_FILTER_DATES : SEARCH_FILTER_VALUES;
    (void)query_field_find(name, &filter->field);
}

static void add_filters(struct finding *finding, struct arena *arena)
{
    const struct http_filters *given = &finding->parameters.filters;
    struct search_filters *filters = &finding->request.filters;
    size_t *places = arena_take(arena, (given->count + 1) * sizeof(*places));
    for (size_t i = 0; places && i < given->count; i++) {
        places[i] = filters->count;
        for (size_t j = 0; j < i; j++) {
            places[i] = is_same_filter(&given->items[j], &given->items[i]) ? places[j] : places[i];
        }
        if (places[i] == filters->count) {
            struct search_filter *filter = LIST_ADD(arena, filters);
            if (!filter) {
                return;
            }
            start_filter(filter, &given->items[i]);
        }
        add_value(&filters->items[places[i]], given->items[i].value, arena);
    }
}

static void add_sorts(struct finding *finding)
{
    struct search_request *request = &finding->request;
    const struct texts *given = &finding->parameters.sort;
    for (size_t i = 0; i < given->count && request->sort_count < SEARCH_SORTS_MAX; i++) {
        struct text word = given->items[i];
        struct search_sort *sort = &request->sort[request->sort_count++];
        sort->descending = text_take_start(&word, TEXT("-"));
        for (size_t j = 0; j < COUNT_OF(sort_words); j++) {
            if (text_equal(word, sort_words[j].word)) {
                sort->key = sort_words[j].key;
            }
        }
    }
    if (request->sort_count == 0) {
        bool is_asked = request->query && request->query->kind != QUERY_ALL;
        request->sort[0] =
            (struct search_sort){is_asked ? SEARCH_BY_RELEVANCE : SEARCH_BY_DATE, !is_asked};
        request->sort_count = 1;
    }
}

/* A digest of everything that decides the set and its order, so that a cursor fits no other. */
static uint64_t signature_of(const struct finding *finding, struct text understood)
{
    const struct list_parameters *given = &finding->parameters;
    uint64_t signature = digest_fast(understood);
    for (size_t i = 0; i < given->filters.count; i++) {
        const struct http_filter *filter = &given->filters.items[i];
        signature = signature * 31 + digest_fast(text_of(filter->parameter->name));
        signature = signature * 31 + digest_fast(filter->ending);
        signature = signature * 31 + digest_fast(filter->value) + (filter->negated ? 1 : 0);
    }
    for (size_t i = 0; i < given->sort.count; i++) {
        signature = signature * 31 + digest_fast(given->sort.items[i]);
    }
    signature = signature * 31 + (given->collapse == LIST_COLLAPSE_DUPLICATES ? 1 : 0);
    return signature * 31 + (uint64_t)finding->request.unit;
}

static struct text print_query(const struct finding *finding, struct arena *arena)
{
    AUTO_BUFFER printed = BUFFER_UP_TO(UNDERSTOOD_BYTES_MAX);
    query_print(finding->query.root, &printed);
    return arena_text(arena, buffer_text(&printed));
}

bool finding_make(struct finding *finding, struct view *view, enum search_unit unit,
                  const struct http_request *request, struct http_response *response)
{
    *finding = (struct finding){.parameters = list_parameters_preset()};
    if (!http_parameters_take(request, response, &finding->parameters) ||
        !read_query(finding, request, response)) {
        return false;
    }
    finding->understood = print_query(finding, request->arena);
    finding->request.query = finding->query.root;
    finding->request.unit = unit;
    finding->request.limits = view->limits;
    add_filters(finding, request->arena);
    if (knowledge_is_needed(finding->request.query, &finding->request.filters) &&
        !view_know(view, request, response)) {
        return false;
    }
    if (view->scope) {
        struct search_filter *scope = LIST_ADD(request->arena, &finding->request.filters);
        if (scope) {
            *scope = *view->scope;
        }
    }
    add_sorts(finding);
    finding->request.signature = signature_of(finding, finding->understood);
    struct error error = ERROR_NONE;
    enum status status =
        search_find(&view->source, &finding->request, request->arena, &finding->hits, &error);
    if (status) {
        (void)finding_refuse(status, &error, request, response);
        return false;
    }
    return true;
}

/* Each filter under its name as given, with all its values: "-date.overlaps": [...]. */
static void write_filters(const struct http_filters *filters, struct arena *arena,
                          struct json_writer *json)
{
    json_object_open(json);
    for (size_t i = 0; i < filters->count; i++) {
        const struct http_filter *first = &filters->items[i];
        size_t before = 0;
        while (!is_same_filter(&filters->items[before], first)) {
            before++;
        }
        if (before < i) {
            continue;
        }
        json_key(json, arena_format(arena, "%s%s%s%.*s", first->negated ? "-" : "",
                                    first->parameter->name, first->ending.at ? "." : "",
                                    TEXT_ARGUMENTS(first->ending)));
        json_list_open(json);
        for (size_t j = i; j < filters->count; j++) {
            if (is_same_filter(&filters->items[j], first)) {
                json_write_text(json, filters->items[j].value);
            }
        }
        json_list_close(json);
    }
    json_object_close(json);
}

static void write_sorts(const struct search_request *request, struct arena *arena,
                        struct json_writer *json)
{
    bool has_id = false;
    json_list_open(json);
    for (size_t i = 0; i < request->sort_count; i++) {
        for (size_t j = 0; j < COUNT_OF(sort_words); j++) {
            if (request->sort[i].key == sort_words[j].key) {
                json_write_text(json, arena_format(arena, "%s%.*s",
                                                   request->sort[i].descending ? "-" : "",
                                                   TEXT_ARGUMENTS(sort_words[j].word)));
            }
        }
        has_id = has_id || request->sort[i].key == SEARCH_BY_ID;
    }
    if (!has_id) {
        json_write_text(json, TEXT("id"));
    }
    json_list_close(json);
}

bool finding_open(struct finding *finding, struct view *view, struct api *api,
                  const struct http_request *request, struct http_response *response)
{
    return view_open(view, api, request, response) &&
           finding_make(finding, view, SEARCH_DOCUMENTS, request, response);
}

bool finding_open_registered(struct finding *finding, struct view *view, struct api *api,
                             const struct http_request *request, struct http_response *response)
{
    return view_open(view, api, request, response) && view_register(view, request, response) &&
           finding_make(finding, view, SEARCH_DOCUMENTS, request, response);
}

void finding_write_query(const struct finding *finding, const struct http_request *request,
                         struct json_writer *json)
{
    struct text typed = finding->parameters.q;
    struct utf8_counter counter =
        utf8_counter_over(typed, (enum utf8_unit)finding->parameters.units);
    json_key(json, TEXT("query"));
    json_object_open(json);
    json_key_text(json, TEXT("q"), typed);
    json_key_text(json, TEXT("understood"), finding->understood);
    json_key(json, TEXT("repairs"));
    json_list_open(json);
    for (size_t i = 0; i < finding->query.repairs.count; i++) {
        record_json_write(json, &query_repair_record, &finding->query.repairs.items[i], &counter);
    }
    const struct query_repairs *notes = search_notes(finding->hits);
    for (size_t i = 0; i < notes->count; i++) {
        record_json_write(json, &query_repair_record, &notes->items[i], &counter);
    }
    json_list_close(json);
    json_key(json, TEXT("filters"));
    write_filters(&finding->parameters.filters, request->arena, json);
    json_key(json, TEXT("sort"));
    write_sorts(&finding->request, request->arena, json);
    json_object_close(json);
}
