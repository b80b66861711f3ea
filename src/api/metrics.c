/* SPDX-License-Identifier: Apache-2.0 */
/* The text format of Prometheus, version 0.0.4. Nothing in it comes from a request. */

#include <inttypes.h>
#include <time.h>

#include "chancery/base/array.h"

#include "handlers.h"
#include "view.h"

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

static void describe(struct buffer *out, const char *name, const char *kind, const char *help)
{
    buffer_add_format(out, "# HELP chancery_%s %s\n# TYPE chancery_%s %s\n", name, help, name,
                      kind);
}

static void write_one(struct buffer *out, const char *name, const char *kind, const char *help,
                      int64_t value)
{
    describe(out, name, kind, help);
    buffer_add_format(out, "chancery_%s %" PRId64 "\n", name, value);
}

/* Microseconds as seconds. */
static void write_seconds(struct buffer *out, int64_t us)
{
    buffer_add_format(out, "%" PRId64 ".%06" PRId64, us / 1000000, us % 1000000);
}

static void write_answers(struct http_counts *counts, struct buffer *out)
{
    describe(out, "http_answers_total", "counter", "Answers sent, by class of status.");
    for (size_t i = 1; i < COUNT_OF(counts->answers); i++) {
        buffer_add_format(out, "chancery_http_answers_total{class=\"%zuxx\"} %" PRIdFAST64 "\n", i,
                          atomic_load(&counts->answers[i]));
    }
}

static void write_times(struct http_counts *counts, struct buffer *out)
{
    int64_t sum = 0;
    describe(out, "http_answer_seconds", "histogram", "Time from the first line to the answer.");
    for (size_t i = 0; i <= HTTP_COUNT_CLASSES; i++) {
        sum += atomic_load(&counts->classes[i]);
        buffer_add(out, TEXT("chancery_http_answer_seconds_bucket{le=\""));
        if (i < HTTP_COUNT_CLASSES) {
            write_seconds(out, http_count_bounds_us[i]);
        } else {
            buffer_add(out, TEXT("+Inf"));
        }
        buffer_add_format(out, "\"} %" PRId64 "\n", sum);
    }
    buffer_add(out, TEXT("chancery_http_answer_seconds_sum "));
    write_seconds(out, atomic_load(&counts->took_us));
    buffer_add_format(out, "\nchancery_http_answer_seconds_count %" PRId64 "\n", sum);
}

static void write_counts(struct http_counts *counts, struct buffer *out)
{
    write_answers(counts, out);
    write_times(counts, out);
    write_one(out, "http_sent_bytes_total", "counter", "Bytes of bodies sent.",
              atomic_load(&counts->sent_bytes));
    write_one(out, "http_overloaded_total", "counter", "Requests refused by a full queue.",
              atomic_load(&counts->overloaded));
    write_one(out, "http_late_total", "counter", "Connections ended for taking too long.",
              atomic_load(&counts->late));
    write_one(out, "http_active_requests", "gauge", "Requests being read or answered.",
              atomic_load(&counts->active));
    write_one(out, "http_connections", "gauge", "Connections that are open.",
              atomic_load(&counts->connections));
}

enum status handle_metrics(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    (void)error;
    struct api *api = context;
    const struct api_key *key = request->caller;
    if (key && key->has_ceiling) {
        /* How long answers take and how many there are may tell of what is above the ceiling. */
        return http_problem_say(request, response, HTTP_PROBLEM_FORBIDDEN,
                                "This key may not read the counts of the server.");
    }
    struct buffer *out = &response->body;
    struct generation *generation = generation_take(api->library);
    response->content_type = TEXT(METRICS_TYPE);
    write_counts(&api->counts, out);
    write_one(out, "ready", "gauge", "1 once documents can be asked for.", generation != NULL);
    write_one(out, "generation", "gauge", "Number of the generation that is served.",
              generation ? generation->number : 0);
    write_one(out, "documents", "gauge", "Documents that are served.",
              generation ? generation->document_count : 0);
    write_one(out, "loaded_timestamp_seconds", "gauge", "When the generation was published.",
              generation ? generation->loaded_seconds : 0);
    describe(out, "process_cpu_seconds_total", "counter", "Processor time used.");
    buffer_add(out, TEXT("chancery_process_cpu_seconds_total "));
    write_seconds(out, (int64_t)clock() * 1000000 / CLOCKS_PER_SEC);
    buffer_add(out, TEXT("\n"));
    generation_release(generation);
    return STATUS_OK;
}
