/* SPDX-License-Identifier: Apache-2.0 */
#include "facet_json.h"

#include "chancery/base/number.h"
#include "chancery/http/url.h"

#include "labels.h"

/* How many values of one filter a link can carry. */
#define LINK_VALUES_MAX 64

/*
 * The search with value added to the field's filter, or taken out of it when it is there already,
 * from its first page.
 */
static struct text value_href(const struct finding *finding, const struct http_request *request,
                              struct text name, const struct search_facet_value *value)
{
    struct http_change changes[LINK_VALUES_MAX + 4] = {
        {TEXT("offset"), TEXT_NONE, false},
        {TEXT("cursor"), TEXT_NONE, false},
        {TEXT("prefix"), TEXT_NONE, false},
    };
    size_t count = 3;
    if (!value->selected) {
        changes[count++] = (struct http_change){name, value->value, true};
        return http_url_at(request, TEXT("/v1/search"), changes, count);
    }
    changes[count++] = (struct http_change){name, TEXT_NONE, false};
    const struct http_filters *filters = &finding->parameters.filters;
    for (size_t i = 0; i < filters->count && count < COUNT_OF(changes); i++) {
        const struct http_filter *filter = &filters->items[i];
        bool is_other = text_equal(text_of(filter->parameter->name), name) && !filter->negated &&
                        !text_equal_fold(filter->value, value->value);
        if (is_other) {
            changes[count++] = (struct http_change){name, filter->value, true};
        }
    }
    return http_url_at(request, TEXT("/v1/search"), changes, count);
}

void facet_json_write_values(const struct view *view, const struct search_facet *facet,
                             const struct finding *finding, const struct http_request *request,
                             struct json_writer *json)
{
    struct text name = text_of(query_fields[facet->field].name);
    json_key(json, TEXT("values"));
    json_list_open(json);
    for (size_t i = 0; i < facet->count; i++) {
        const struct search_facet_value *value = &facet->values[i];
        json_object_open(json);
        json_key_text(json, TEXT("value"), value->value);
        json_key_text(json, TEXT("label"), label_of(view->vocabulary, facet->field, value->value));
        json_key_integer(json, TEXT("count"), (int64_t)value->count);
        json_key_bool(json, TEXT("selected"), value->selected);
        json_key_text(json, TEXT("href"), value_href(finding, request, name, value));
        json_object_close(json);
    }
    json_list_close(json);
}

/* "tag:5" asks for five values of tag. */
static struct search_facet_request read_wanted(struct text wanted)
{
    struct search_facet_request facet = {.limit = FACET_LIMIT_DEFAULT};
    struct text name = wanted;
    int64_t limit = 0;
    if (text_take_until(&wanted, ':', &name) && number_read(wanted, 0, FACET_LIMIT_MAX, &limit)) {
        facet.limit = (size_t)limit;
    }
    (void)query_field_find(name, &facet.field);
    return facet;
}

enum status facet_json_write_all(const struct view *view, const struct finding *finding,
                                 const struct http_request *request, struct json_writer *json,
                                 struct error *error)
{
    const struct texts *wanted = &finding->parameters.facets;
    if (wanted->count == 0) {
        return STATUS_OK;
    }
    json_key(json, TEXT("facets"));
    json_object_open(json);
    for (size_t i = 0; i < wanted->count; i++) {
        struct search_facet_request asked = read_wanted(wanted->items[i]);
        struct search_facet facet;
        enum status status = search_facet(finding->hits, &asked, request->arena, &facet, error);
        if (status) {
            return status;
        }
        json_key(json, text_of(query_fields[asked.field].name));
        json_object_open(json);
        json_key_integer(json, TEXT("distinct"), (int64_t)facet.distinct);
        json_key_integer(json, TEXT("missing"), (int64_t)facet.missing);
        facet_json_write_values(view, &facet, finding, request, json);
        json_object_close(json);
    }
    json_object_close(json);
    return STATUS_OK;
}
