/* SPDX-License-Identifier: Apache-2.0 */
#include "meili.h"

#include "handlers.h"
#include "inner.h"
#include "json_body.h"

#define SEARCH_PATH "/v1/search"

/* One answer of ours, in bytes. */
#define ANSWER_BYTES_MAX ((size_t)16 * 1024 * 1024)

struct asking {
    const struct http_request *request;
    struct api *api;
    struct http_response *response;
};

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for an answer");
}

/* Make value the whole answer, and give it back. */
static enum status send(const struct asking *asking, unsigned code, json_t *value,
                        struct error *error)
{
    struct text text = TEXT_NONE;
    enum status status = json_body_print(value, asking->request->arena, &text, error);
    json_decref(value);
    if (status) {
        return status;
    }
    asking->response->code = code;
    buffer_add(&asking->response->body, text);
    buffer_add(&asking->response->body, TEXT("\n"));
    return buffer_status(&asking->response->body);
}

static enum status refuse(const struct asking *asking, unsigned code, const char *name,
                          const char *detail, struct error *error)
{
    return send(asking, code,
                json_pack("{s:s,s:s,s:s,s:s}", "message", detail, "code", name, "type",
                          "invalid_request", "link", "/docs"),
                error);
}

/* Ask ours what theirs says; *out is our answer, whatever it is. */
static enum status ask_ours(const struct asking *asking, json_t *ours, struct inner_answer *out,
                            struct error *error)
{
    struct inner_question question = {.method = HTTP_METHOD_POST,
                                      .target = TEXT(SEARCH_PATH),
                                      .answer_bytes_max = ANSWER_BYTES_MAX};
    enum status status = json_body_print(ours, asking->request->arena, &question.body, error);
    return status ? status : inner_ask(asking->request, asking->api, &question, out, error);
}

/* Set *out to the answer to question. STATUS_INVALID when it was refused, error saying why. */
static enum status answer_one(const struct asking *asking, const json_t *question, json_t **out,
                              struct error *error)
{
    json_t *ours = NULL;
    struct inner_answer answer = {0};
    enum status status = meili_question(question, &ours, error);
    status = status ? status : ask_ours(asking, ours, &answer, error);
    json_decref(ours);
    if (status) {
        return status;
    }
    json_error_t mistake;
    json_t *found = json_loadb(answer.body.at, answer.body.length, 0, &mistake);
    if (!found) {
        return no_memory(error);
    }
    const char *detail = json_string_value(json_object_get(found, "detail"));
    status = answer.code == 200 ? meili_answer(question, found, out, error)
                                : error_set(error, STATUS_INVALID, "%s", detail ? detail : "");
    json_decref(found);
    return status;
}

static enum status send_one(const struct asking *asking, const json_t *question,
                            struct error *error)
{
    json_t *answer = NULL;
    enum status status = answer_one(asking, question, &answer, error);
    if (status == STATUS_INVALID) {
        return refuse(asking, 400, "bad_request", error->message, error);
    }
    return status ? status : send(asking, 200, answer, error);
}

static bool names_our_index(const json_t *question)
{
    const char *uid = json_string_value(json_object_get(question, "indexUid"));
    return uid && text_equal(text_of(uid), TEXT(MEILI_INDEX));
}

static enum status send_all(const struct asking *asking, const json_t *queries, struct error *error)
{
    json_t *results = json_array();
    enum status status = results ? STATUS_OK : no_memory(error);
    for (size_t i = 0; !status && i < json_array_size(queries); i++) {
        const json_t *question = json_array_get(queries, i);
        json_t *answer = NULL;
        status = names_our_index(question)
                     ? answer_one(asking, question, &answer, error)
                     : error_set(error, STATUS_INVALID, "The only index is '" MEILI_INDEX "'.");
        if (!status && json_array_append_new(results, answer)) {
            status = no_memory(error);
        }
    }
    if (!status) {
        return send(asking, 200, json_pack("{s:o}", "results", results), error);
    }
    json_decref(results);
    return status == STATUS_INVALID ? refuse(asking, 400, "bad_request", error->message, error)
                                    : status;
}

typedef enum status answer_body(const struct asking *asking, const json_t *body,
                                struct error *error);

static enum status with_body(const struct asking *asking, answer_body *answer, struct error *error)
{
    json_t *body = NULL;
    enum status status = json_body_read(asking->request->body, &body, error);
    if (status && status != STATUS_INVALID) {
        return status;
    }
    status = json_is_object(body) ? answer(asking, body, error)
                                  : refuse(asking, 400, "malformed_payload",
                                           "The body must be a JSON object.", error);
    json_decref(body);
    return status;
}

enum status handle_meili_search(const struct http_request *request, struct http_response *response,
                                void *context, struct error *error)
{
    struct asking asking = {request, context, response};
    if (!text_equal(request->captures[0], TEXT(MEILI_INDEX))) {
        return refuse(&asking, 404, "index_not_found", "The only index is '" MEILI_INDEX "'.",
                      error);
    }
    return with_body(&asking, send_one, error);
}

static enum status send_queries(const struct asking *asking, const json_t *body,
                                struct error *error)
{
    const json_t *queries = json_object_get(body, "queries");
    if (!json_is_array(queries) || json_array_size(queries) > MEILI_QUERIES_MAX) {
        return refuse(asking, 400, "invalid_multi_search_queries",
                      "queries is a list of at most 50 questions.", error);
    }
    return send_all(asking, queries, error);
}

enum status handle_meili_multi_search(const struct http_request *request,
                                      struct http_response *response, void *context,
                                      struct error *error)
{
    struct asking asking = {request, context, response};
    return with_body(&asking, send_queries, error);
}
