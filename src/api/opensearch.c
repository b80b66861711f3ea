/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/suggest.h"

#include "handlers.h"
#include "origin.h"
#include "view.h"
#include "xml.h"

/*
 * What browsers need to put a search into their own search bar.
 *
 * Source: OpenSearch 1.1, draft 6, and its Suggestions extension, draft 1.
 */

/* How many completions of one kind are shown while somebody types. */
#define EACH_MAX 4

struct asked {
    struct text q;
};

static const struct http_parameter items[] = {
    {.name = "q",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, q),
     .most = 256,
     .summary = "What was typed so far.",
     .example = "secr"},
};
const struct http_parameters opensearch_parameters = HTTP_PARAMETERS(items);

static void add_url(struct buffer *out, const char *type, struct text origin, const char *rest)
{
    buffer_add_format(out, "<Url type=\"%s\" template=\"", type);
    xml_add(out, origin);
    xml_add(out, text_of(rest));
    buffer_add(out, TEXT("\"/>\n"));
}

enum status handle_opensearch(const struct http_request *request, struct http_response *response,
                              void *context, struct error *error)
{
    (void)context;
    (void)error;
    struct buffer *out = &response->body;
    struct text origin = api_origin(request);
    response->content_type = TEXT("application/opensearchdescription+xml");
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
                         "<ShortName>Chancery</ShortName>\n"
                         "<Description>Diplomatic cables, press releases and news reports"
                         "</Description>\n<InputEncoding>UTF-8</InputEncoding>\n"));
    add_url(out, "text/html", origin, "/?q={searchTerms}");
    add_url(out, "application/atom+xml", origin, "/v1/feed?q={searchTerms}");
    add_url(out, "application/x-suggestions+json", origin,
            "/v1/opensearch/suggestions?q={searchTerms}");
    buffer_add(out, TEXT("</OpenSearchDescription>\n"));
    return STATUS_OK;
}

/* Of several words the last is completed; the others stand before it as they were typed. */
static struct text before_last_word(struct text typed)
{
    size_t length = typed.length;
    while (length > 0 && !text_is_blank(typed.at[length - 1])) {
        length--;
    }
    return text_slice(typed, 0, length);
}

enum status handle_opensearch_suggestions(const struct http_request *request,
                                          struct http_response *response, void *context,
                                          struct error *error)
{
    AUTO_VIEW view = {0};
    struct asked asked = {.q = TEXT("")};
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response)) {
        return STATUS_OK;
    }
    response->content_type = TEXT("application/x-suggestions+json");
    struct json_writer json = http_response_json(request, response);
    json_list_open(&json);
    json_write_text(&json, asked.q);
    json_list_open(&json);
    for (int kind = 0; kind < SUGGEST_KIND_COUNT; kind++) {
        struct suggestions found;
        enum status status =
            suggest(view.source.index, (enum suggest_kind)kind, asked.q, EACH_MAX, &found, error);
        if (status) {
            return status;
        }
        struct text before = kind == SUGGEST_TERM ? before_last_word(asked.q) : TEXT("");
        for (size_t i = 0; i < found.count; i++) {
            json_write_text(&json, arena_format(request->arena, "%.*s%.*s", TEXT_ARGUMENTS(before),
                                                TEXT_ARGUMENTS(found.items[i].text)));
        }
    }
    json_list_close(&json);
    json_list_close(&json);
    return STATUS_OK;
}
