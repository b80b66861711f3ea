/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/router.h"
#include "mistakes.h"
#include "parameter_values.h"

/* What is being read into what, and what has gone wrong. */
struct reading {
    const struct http_request *request;
    const struct http_parameters *const *tables;
    bool common; /* only the parameters that every route has, or only the others */
    char *out;
    struct http_problem *problem;
};

/* What http reads itself, on every route. */
struct common {
    struct text format;
    bool pretty;
};

static const struct http_parameter common_items[] = {
    {.name = "format",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct common, format),
     .most = 16},
    {.name = "pretty", .kind = HTTP_PARAMETER_FLAG, .offset = offsetof(struct common, pretty)},
};
static const struct http_parameters common_parameters = HTTP_PARAMETERS(common_items);
static const struct http_parameters *const common_tables[HTTP_PARAMETER_TABLES_MAX] = {
    &common_parameters,
};

static bool is_common(struct text name)
{
    return text_equal(name, TEXT("format")) || text_equal(name, TEXT("pretty"));
}

/* A name as sent, taken apart: "-date.overlaps". */
struct name_parts {
    const struct http_parameter *parameter;
    struct text ending;
    bool negated;
};

static bool has_ending(const struct http_parameter *parameter, struct text ending)
{
    for (const char *const *known = parameter->endings; known && *known; known++) {
        if (text_equal(ending, text_of(*known))) {
            return true;
        }
    }
    return false;
}

/* Whether name means parameter; fills in the parts. */
static bool name_means(struct text name, const struct http_parameter *parameter,
                       struct name_parts *parts)
{
    *parts = (struct name_parts){.parameter = parameter};
    if (text_equal(name, text_of(parameter->name))) {
        return true;
    }
    if (parameter->kind != HTTP_PARAMETER_FILTER) {
        return false;
    }
    parts->negated = text_take_start(&name, TEXT("-"));
    if (!text_take_start(&name, text_of(parameter->name))) {
        return false;
    }
    if (name.length == 0) {
        return true;
    }
    parts->ending = name;
    return text_take_start(&parts->ending, TEXT(".")) && has_ending(parameter, parts->ending);
}

static bool find_parameter(const struct http_parameters *const *tables, struct text name,
                           struct name_parts *parts)
{
    for (size_t i = 0; i < HTTP_PARAMETER_TABLES_MAX && tables[i]; i++) {
        const struct http_parameters *table = tables[i];
        for (size_t j = 0; j < table->count; j++) {
            if (name_means(name, &table->items[j], parts)) {
                return true;
            }
        }
    }
    return false;
}

static bool may_repeat(const struct http_parameter *parameter)
{
    return parameter->kind == HTTP_PARAMETER_LIST || parameter->kind == HTTP_PARAMETER_FILTER;
}

/* The names that parameter goes by, but for a "-" before them. */
static void allow_names(struct arena *arena, struct http_mistake *mistake,
                        const struct http_parameter *parameter)
{
    texts_add(arena, &mistake->allowed, text_of(parameter->name));
    for (const char *const *ending = parameter->endings; ending && *ending; ending++) {
        texts_add(arena, &mistake->allowed, arena_format(arena, "%s.%s", parameter->name, *ending));
    }
}

static void complain_unknown(struct reading *reading, struct text name)
{
    const struct http_request *request = reading->request;
    struct http_mistake *mistake =
        mistake_add(request->arena, reading->problem, HTTP_PROBLEM_UNKNOWN_PARAMETER, name);
    if (!mistake) {
        return;
    }
    for (size_t i = 0; i < HTTP_PARAMETER_TABLES_MAX && reading->tables[i]; i++) {
        const struct http_parameters *table = reading->tables[i];
        for (size_t j = 0; j < table->count; j++) {
            allow_names(request->arena, mistake, &table->items[j]);
        }
    }
    texts_add(request->arena, &mistake->allowed, TEXT("format"));
    texts_add(request->arena, &mistake->allowed, TEXT("pretty"));
    (void)text_take_start(&name, TEXT("-"));
    mistake->did_you_mean = http_nearest(name, &mistake->allowed);
    mistake->detail =
        arena_format(request->arena, "There is no parameter '%.*s' on %.*s.",
                     TEXT_ARGUMENTS(mistake->parameter), TEXT_ARGUMENTS(request->path));
}

static bool was_given_before(const struct http_request *request, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (text_equal(request->query.items[i].name, request->query.items[index].name)) {
            return true;
        }
    }
    return false;
}

static void read_pair(struct reading *reading, size_t index)
{
    const struct http_request *request = reading->request;
    const struct http_pair *pair = &request->query.items[index];
    struct name_parts parts;
    if (is_common(pair->name) != reading->common) {
        return;
    }
    if (!find_parameter(reading->tables, pair->name, &parts)) {
        if (!was_given_before(request, index)) {
            complain_unknown(reading, pair->name);
        }
        return;
    }
    if (!may_repeat(parts.parameter) && was_given_before(request, index)) {
        struct http_mistake *mistake = mistake_add(request->arena, reading->problem,
                                                   HTTP_PROBLEM_REPEATED_PARAMETER, pair->name);
        if (mistake) {
            mistake->detail = arena_format(request->arena, "'%.*s' is taken once only.",
                                           TEXT_ARGUMENTS(pair->name));
        }
        return;
    }
    struct parameter_value value = {
        .parameter = parts.parameter,
        .pair = pair,
        .ending = parts.ending,
        .negated = parts.negated,
        .field = reading->out + parts.parameter->offset,
        .arena = request->arena,
        .problem = reading->problem,
    };
    parameter_value_read(&value);
}

/* Read all pairs as the tables of reading say. */
static enum status read_all(struct reading *reading)
{
    const struct http_request *request = reading->request;
    *reading->problem = (struct http_problem){.kind = HTTP_PROBLEM_TOO_MANY_PARAMETERS};
    if (request->query.count > HTTP_PAIRS_MAX) {
        return STATUS_INVALID;
    }
    for (size_t i = 0; i < request->query.count; i++) {
        read_pair(reading, i);
    }
    if (arena_failed(request->arena)) {
        *reading->problem = (struct http_problem){.kind = HTTP_PROBLEM_UNAVAILABLE};
        return STATUS_NO_MEMORY;
    }
    mistakes_settle(request->arena, reading->problem);
    return reading->problem->mistakes.count > 0 ? STATUS_INVALID : STATUS_OK;
}

enum status http_parameters_read(const struct http_request *request, void *out,
                                 struct http_problem *problem)
{
    struct reading reading = {request, request->route->parameters, false, out, problem};
    return read_all(&reading);
}

bool http_parameters_take(const struct http_request *request, struct http_response *response,
                          void *out)
{
    struct http_problem problem;
    if (http_parameters_read(request, out, &problem) == STATUS_OK) {
        return true;
    }
    (void)http_problem_answer(&problem, request, response);
    return false;
}

bool http_parameters_take_common(struct http_request *request, struct http_response *response)
{
    struct common common = {.format = TEXT_NONE};
    struct http_problem problem;
    struct reading reading = {request, common_tables, true, (char *)&common, &problem};
    if (read_all(&reading) != STATUS_OK) {
        (void)http_problem_answer(&problem, request, response);
        return false;
    }
    request->pretty = common.pretty;
    return true;
}
