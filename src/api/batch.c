/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/json_writer.h"
#include "chancery/http/problem.h"

#include "batch_body.h"
#include "handlers.h"
#include "view.h"

/* All answers of one batch together, in bytes. */
#define BATCH_ANSWER_BYTES_MAX ((size_t)64 * 1024 * 1024)

/* How often a batch is begun again when a reload came between its first answer and its last. */
#define BATCH_ATTEMPTS_MAX 4

/* Of what the caller may read. */
static int64_t present_generation(const struct api *api, const struct http_request *request)
{
    struct generation *generation = generation_take(api_library(api, request));
    int64_t number = generation ? generation->number : 0;
    generation_release(generation);
    return number;
}

static void write_answer(const struct inner_answer *answer, struct json_writer *json)
{
    bool is_json = text_starts(answer->content_type, TEXT("application/json")) ||
                   text_starts(answer->content_type, TEXT("application/problem+json"));
    json_object_open(json);
    json_key_integer(json, TEXT("status"), answer->code);
    json_key_text(json, TEXT("content_type"), answer->content_type);
    json_key(json, TEXT("body"));
    if (is_json && answer->body.length > 0) {
        json_write_raw(json, text_trim(answer->body));
    } else {
        json_write_text(json, answer->body);
    }
    json_object_close(json);
}

/* Answer every request once, into a body that is empty. */
static enum status answer_all(const struct http_request *request, struct api *api,
                              struct batch_requests *asked, struct http_response *response,
                              struct error *error)
{
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key(&json, TEXT("responses"));
    json_list_open(&json);
    for (size_t i = 0; i < asked->count; i++) {
        struct inner_answer answer = {0};
        asked->items[i].answer_bytes_max =
            BATCH_ANSWER_BYTES_MAX - (response->body.length < BATCH_ANSWER_BYTES_MAX
                                          ? response->body.length
                                          : BATCH_ANSWER_BYTES_MAX);
        enum status status = inner_ask(request, api, &asked->items[i], &answer, error);
        if (status) {
            return status;
        }
        write_answer(&answer, &json);
    }
    json_list_close(&json);
    json_key_integer(&json, TEXT("generation"), present_generation(api, request));
    json_object_close(&json);
    return buffer_status(&response->body);
}

enum status handle_batch(const struct http_request *request, struct http_response *response,
                         void *context, struct error *error)
{
    struct api *api = context;
    struct batch_requests asked = {0};
    enum status status = batch_body_read(request->body, request->arena, &asked, error);
    for (int attempt = 0; !status && attempt < BATCH_ATTEMPTS_MAX; attempt++) {
        int64_t before = present_generation(api, request);
        buffer_clear(&response->body);
        status = answer_all(request, api, &asked, response, error);
        if (!status && present_generation(api, request) == before) {
            return STATUS_OK;
        }
    }
    return status ? status
                  : http_problem_say(request, response, HTTP_PROBLEM_UNAVAILABLE,
                                     "The documents kept changing meanwhile; ask again.");
}
