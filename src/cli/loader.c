/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "chancery/base/log.h"

#include "loader.h"

struct loader {
    struct loader_libraries libraries;
    struct loader_events events;
    pthread_t thread;

    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t asked;
    bool is_asked;
    bool is_loading;
    bool is_stopping;
    bool is_to_retry; /* the last load failed */
};

/* Wait until a load is asked for, or due again. False when there will be none. */
static bool wait_until_asked(struct loader *loader)
{
    struct timespec due = {0};
    (void)clock_gettime(CLOCK_REALTIME, &due);
    due.tv_sec += LOADER_RETRY_SECONDS;
    int timed_out = 0;
    (void)pthread_mutex_lock(&loader->mutex);
    loader->is_loading = false;
    while (!loader->is_asked && !loader->is_stopping && timed_out == 0) {
        timed_out = loader->is_to_retry
                        ? pthread_cond_timedwait(&loader->asked, &loader->mutex, &due)
                        : pthread_cond_wait(&loader->asked, &loader->mutex);
    }
    bool goes_on = !loader->is_stopping;
    loader->is_loading = goes_on;
    loader->is_asked = false;
    (void)pthread_mutex_unlock(&loader->mutex);
    return goes_on;
}

static void log_load(enum status status, const struct library_load_result *result,
                     const struct error *error)
{
    if (status) {
        log_event(LOG_ERROR, "load_failed",
                  (struct log_field[]){LOG_TEXT("status", text_of(status_name(status))),
                                       LOG_TEXT("message", text_of(error->message)), LOG_END});
        return;
    }
    log_event(LOG_INFO, "loaded",
              (struct log_field[]){LOG_NUMBER("generation", result->generation),
                                   LOG_NUMBER("files_read", result->files_read),
                                   LOG_NUMBER("files_removed", result->files_removed),
                                   LOG_NUMBER("files_refused", result->files_refused),
                                   LOG_NUMBER("took_us", result->took_us), LOG_END});
}

/* Bring the views up to what was loaded. What fails leaves the view as it was. */
static enum status load_views(struct loader *loader, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < loader->libraries.view_count; i++) {
        struct library_load_result result = {0};
        enum status here = library_load(loader->libraries.views[i], NULL, NULL, &result, error);
        status = status ? status : here;
    }
    return status;
}

/* A load that fails leaves the generation before it, which is served on. */
static void load_again(struct loader *loader)
{
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    enum status status = library_load(loader->libraries.whole, NULL, NULL, &result, &error);
    status = status ? status : load_views(loader, &error);
    log_load(status, &result, &error);
    (void)pthread_mutex_lock(&loader->mutex);
    loader->is_to_retry = status != STATUS_OK;
    (void)pthread_mutex_unlock(&loader->mutex);
}

static bool load_first(struct loader *loader)
{
    struct progress_bar bar = progress_bar_on(STDERR_FILENO);
    struct library_load_result result = {0};
    struct error error = ERROR_NONE;
    enum status status =
        library_load(loader->libraries.whole, progress_draw, &bar, &result, &error);
    progress_bar_end(&bar);
    status = status ? status : load_views(loader, &error);
    if (status) {
        loader->events.failed(&error, loader->events.context);
        return false;
    }
    loader->events.ready(&result, loader->events.context);
    return true;
}

static void *run(void *context)
{
    struct loader *loader = context;
    if (!load_first(loader)) {
        (void)pthread_mutex_lock(&loader->mutex);
        loader->is_loading = false;
        (void)pthread_mutex_unlock(&loader->mutex);
        return NULL;
    }
    while (wait_until_asked(loader)) {
        load_again(loader);
    }
    return NULL;
}

static struct loader *loader_free(struct loader *loader)
{
    (void)pthread_cond_destroy(&loader->asked);
    (void)pthread_mutex_destroy(&loader->mutex);
    free(loader);
    return NULL;
}

enum status loader_start(const struct loader_libraries *libraries,
                         const struct loader_events *events, struct loader **out,
                         struct error *error)
{
    struct loader *loader = calloc(1, sizeof(*loader));
    if (!loader) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to load");
    }
    loader->libraries = *libraries;
    loader->events = *events;
    loader->is_loading = true;
    (void)pthread_mutex_init(&loader->mutex, NULL);
    (void)pthread_cond_init(&loader->asked, NULL);
    if (pthread_create(&loader->thread, NULL, run, loader) != 0) {
        (void)loader_free(loader);
        return error_set(error, STATUS_NO_MEMORY, "cannot start a thread");
    }
    *out = loader;
    return STATUS_OK;
}

void loader_request(struct loader *loader)
{
    (void)pthread_mutex_lock(&loader->mutex);
    loader->is_asked = true;
    (void)pthread_cond_signal(&loader->asked);
    (void)pthread_mutex_unlock(&loader->mutex);
}

bool loader_stop(struct loader *loader)
{
    (void)pthread_mutex_lock(&loader->mutex);
    loader->is_stopping = true;
    bool is_loading = loader->is_loading;
    (void)pthread_cond_signal(&loader->asked);
    (void)pthread_mutex_unlock(&loader->mutex);
    if (is_loading) {
        return false;
    }
    (void)pthread_join(loader->thread, NULL);
    (void)loader_free(loader);
    return true;
}
