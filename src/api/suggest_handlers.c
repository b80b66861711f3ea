/* SPDX-License-Identifier: Apache-2.0 */
#include "suggest_handlers.h"

#include "chancery/search/suggest.h"

#include "handlers.h"
#include "labels.h"
#include "table_rows.h"
#include "view.h"

/* How many of each kind when nobody says. */
#define EACH_DEFAULT 10

struct asked {
    struct text prefix;
    struct texts kinds;
    int64_t limit;
};

/* In the order of enum suggest_kind. */
static const char *const kind_words[] = {"term", "id",      "person", "organization",
                                         "tag",  "station", NULL};

static const struct http_parameter items[] = {
    {.name = "prefix",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, prefix),
     .most = 256,
     .summary = "What was typed so far; of several words the last is completed.",
     .example = "secr"},
    {.name = "kinds",
     .kind = HTTP_PARAMETER_LIST,
     .offset = offsetof(struct asked, kinds),
     .words = kind_words,
     .summary = "Only suggestions of these kinds.",
     .example = "person,organization"},
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, limit),
     .least = 1,
     .most = SUGGEST_LIMIT_MAX,
     .preset = "10",
     .summary = "How many of each kind."},
};
const struct http_parameters suggest_parameters = HTTP_PARAMETERS(items);

static void write_kind(const struct view *view, enum suggest_kind kind,
                       const struct suggestions *suggestions, struct json_writer *json)
{
    for (size_t i = 0; i < suggestions->count; i++) {
        const struct suggestion *suggestion = &suggestions->items[i];
        struct text label = kind == SUGGEST_TAG
                                ? label_of(view->vocabulary, QUERY_FIELD_TAG, suggestion->text)
                                : TEXT_NONE;
        json_object_open(json);
        json_key_text(json, TEXT("kind"), text_of(suggest_kind_names[kind]));
        json_key_text(json, TEXT("text"), suggestion->text);
        json_key_text(json, TEXT("label"), label);
        json_key_integer(json, TEXT("count"), suggestion->count);
        json_object_close(json);
    }
}

static const char *const columns[] = {"kind", "text", "label", "count", NULL};

enum status handle_suggest(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    static const struct table_source rows = {handle_suggest, "items", 0, columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct asked asked = {.prefix = TEXT(""), .limit = EACH_DEFAULT};
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response)) {
        return STATUS_OK;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("prefix"), asked.prefix);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (int i = 0; i < SUGGEST_KIND_COUNT; i++) {
        enum suggest_kind kind = (enum suggest_kind)i;
        struct suggestions suggestions;
        if (asked.kinds.count > 0 && !texts_have(&asked.kinds, text_of(kind_words[i]))) {
            continue;
        }
        enum status status = suggest(view.source.index, kind, asked.prefix, (size_t)asked.limit,
                                     &suggestions, error);
        if (status) {
            return status;
        }
        write_kind(&view, kind, &suggestions, &json);
    }
    json_list_close(&json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}
