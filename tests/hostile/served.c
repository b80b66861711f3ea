/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/array.h"

#include "served.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

static void end_program(const char *what, const struct error *error)
{
    (void)fprintf(stderr, "%s: %s\n", what, error->message);
    exit(EXIT_FAILURE);
}

void served_begin(struct served *served, const char *config_folder, const char *const *paths,
                  size_t path_count)
{
    struct error error = ERROR_NONE;
    struct library_load_result result;
    *served = (struct served){.folder = "/tmp/chancery-failing-XXXXXX"};
    if (!mkdtemp(served->folder)) {
        perror("mkdtemp");
        exit(EXIT_FAILURE);
    }
    (void)snprintf(served->store, sizeof(served->store), "%s/store", served->folder);
    struct library_options options = {.store_path = served->store,
                                      .paths = paths,
                                      .path_count = path_count,
                                      .config_folder = config_folder,
                                      .worker_count = 1,
                                      .registers = true};
    if (library_open(&options, &served->library, &error) ||
        library_load(served->library, NULL, NULL, &result, &error)) {
        end_program("loading", &error);
    }
    served->api = (struct api){.library = served->library,
                               .version = "0",
                               .bar = FACTS_BAR_DEFAULT,
                               .page = TEXT("<!doctype html><title>a page</title>"),
                               .page_policy = TEXT("default-src 'none'")};
}

void served_forget(const struct served *served)
{
    static const char *const suffixes[] = {"",          ".part",        ".part-wal", "-wal",
                                           "-shm",      "-journal",     ".index",    ".index.new",
                                           ".part-shm", ".part-journal"};
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        char path[256];
        (void)snprintf(path, sizeof(path), "%s%s", served->store, suffixes[i]);
        (void)unlink(path);
    }
}

void served_end(struct served *served)
{
    served->library = library_close(served->library);
    served_forget(served);
    (void)rmdir(served->folder);
}

static void add_header(struct http_request *request, struct text name, struct text value)
{
    struct http_pair *header = LIST_ADD(request->arena, &request->headers);
    if (header) {
        *header = (struct http_pair){.name = name, .value = value};
    }
}

static bool drain(struct http_response *response, struct buffer *out)
{
    struct http_piece piece = {.out = out, .worker = 0};
    struct error error = ERROR_NONE;
    bool is_whole = true;
    while (response->stream.produce && !piece.done && is_whole) {
        is_whole = response->stream.produce(response->stream.state, &piece, &error) == STATUS_OK;
    }
    return is_whole;
}

unsigned served_ask(struct served *served, const struct served_question *question,
                    struct buffer *out)
{
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    struct http_service service = api_service(&served->api);
    struct http_response response = {0};
    if (!arena) {
        return 503;
    }
    struct http_request request = {
        .method = question->body.at ? HTTP_METHOD_POST : HTTP_METHOD_GET,
        .method_name = question->body.at ? TEXT("POST") : TEXT("GET"),
        .target = question->target,
        .body = question->body,
        .id = TEXT("1"),
        .worker = 0,
        .arena = arena,
    };
    if (question->body.at) {
        add_header(&request, TEXT("Content-Type"), TEXT("application/json"));
    }
    if (arena_failed(arena)) {
        return 503; /* as a connection is closed whose headers could not be kept */
    }
    http_service_answer(&service, &request, &response);
    buffer_add(out, response.fixed.at ? response.fixed : buffer_text(&response.body));
    unsigned code = drain(&response, out) ? response.code : 0;
    http_response_clear(&response);
    if (request.document_free) {
        request.document_free(request.document);
    }
    return code;
}
