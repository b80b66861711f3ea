/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/clock.h"
#include "chancery/store/writer.h"

#include "load.h"
#include "opening.h"
#include "pipeline.h"
#include "plan.h"
#include "walk.h"

#define NS_PER_SECOND ((int64_t)1000 * 1000 * 1000)
#define US_PER_MS     1000

/* One of the paths. */
struct load_root {
    struct walk_root found;
    struct opening_root opened;
    int64_t key;
};

/* What a job is for. */
struct load_file {
    const struct load_root *root;
    const struct plan_item *item;
};

struct load_files {
    LIST_OF(struct load_file);
};

struct load_jobs {
    LIST_OF(struct pipeline_job);
};

struct loading {
    const struct load_options *options;
    struct library_load_result *result;
    struct arena *arena;
    struct store_writer *writer;
    struct load_root *roots;
    size_t root_count;
    struct load_files files; /* to read, in order */
    struct load_jobs jobs;   /* one for each of files */
    int64_t file_key;        /* of the file whose documents are being stored */
    int64_t began_ns;        /* since 1970 */
    struct ingest_progress progress;
    int64_t told_us;
};

/* --- progress ----------------------------------------------------------------------------------
 */

static void tell(struct loading *loading, bool must)
{
    struct ingest_progress *progress = &loading->progress;
    progress->now_us = clock_monotonic_us();
    bool is_due = progress->now_us - loading->told_us >= (int64_t)PROGRESS_BAR_MS * US_PER_MS;
    if (loading->options->report && (must || is_due)) {
        loading->told_us = progress->now_us;
        loading->options->report(progress, loading->options->context);
    }
}

static void enter(struct loading *loading, enum ingest_phase phase)
{
    loading->progress.phase = phase;
    loading->progress.started_us = clock_monotonic_us();
    tell(loading, true);
}

static void tick(void *context)
{
    tell(context, false);
}

/* --- finding out what to do --------------------------------------------------------------------
 */

static bool is_repeated(const struct loading *loading, struct text path)
{
    for (size_t i = 0; i < loading->root_count; i++) {
        if (text_equal(loading->roots[i].found.path, path)) {
            return true;
        }
    }
    return false;
}

static enum status walk_paths(struct loading *loading, struct error *error)
{
    const struct load_options *options = loading->options;
    struct walk_options how = {options->limits, options->store_path};
    loading->roots = arena_take(loading->arena, options->path_count * sizeof(*loading->roots));
    if (!loading->roots) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the folders");
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->path_count && !status; i++) {
        struct load_root root = {.opened = {-1}};
        status = walk(options->paths[i], &how, loading->arena, &root.found, error);
        if (status || is_repeated(loading, root.found.path)) {
            continue;
        }
        status = opening_root(root.found.path.at, root.found.is_folder, &root.opened, error);
        if (!status) {
            loading->roots[loading->root_count++] = root;
        }
    }
    return status;
}

static enum status add_job(struct loading *loading, const struct load_root *root,
                           const struct plan_item *item, struct error *error)
{
    struct load_file *file = LIST_ADD(loading->arena, &loading->files);
    struct pipeline_job *job = LIST_ADD(loading->arena, &loading->jobs);
    if (!file || !job) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the names of files");
    }
    bool can_be_known = item->known && !store_writer_is_stale(loading->writer);
    *file = (struct load_file){root, item};
    *job = (struct pipeline_job){.root = &root->opened,
                                 .path = item->found->path,
                                 .known_sha256 = can_be_known ? item->known->sha256 : TEXT_NONE};
    loading->progress.files_total++;
    loading->progress.bytes_total += item->found->bytes;
    return STATUS_OK;
}

/* --- storing -----------------------------------------------------------------------------------
 */

/* Keep a file that gives no document, and say why. */
static enum status store_refusal(struct loading *loading, struct store_file *file,
                                 enum reason reason, struct text detail, struct error *error)
{
    struct store_report line = {.severity = STORE_REFUSED,
                                .code = reason_code(reason),
                                .detail = detail.at ? detail : reason_detail(reason),
                                .count = 1};
    file->state = STORE_FILE_REFUSED;
    file->reason = line.code;
    enum status status = store_writer_file(loading->writer, file, error);
    return status ? status : store_writer_report(loading->writer, file->key, &line, error);
}

static enum status do_at_once(struct loading *loading, const struct load_root *root,
                              const struct plan_item *item, struct error *error)
{
    struct store_file file = {.root_key = root->key, .mtime_ns = STORE_MTIME_UNSURE};
    switch (item->action) {
    case PLAN_KEEP:
        loading->result->files_refused += item->found->refused != REASON_NONE;
        loading->result->files_unchanged += item->found->refused == REASON_NONE;
        return STATUS_OK;
    case PLAN_READ:
        return add_job(loading, root, item, error);
    case PLAN_REFUSE:
        loading->result->files_refused++;
        loading->progress.refused_count++;
        file.path = item->found->path;
        file.bytes = item->found->bytes;
        return store_refusal(loading, &file, item->found->refused, TEXT_NONE, error);
    case PLAN_REMOVE:
        loading->result->files_removed++;
        return store_writer_remove_file(loading->writer, item->known->key, error);
    }
    return STATUS_OK;
}

static enum status plan_root(struct loading *loading, size_t index, struct error *error)
{
    struct load_root *root = &loading->roots[index];
    struct store_files known = {0};
    struct plan_items items = {0};
    enum status status =
        store_writer_root(loading->writer, root->found.path, (int64_t)index, &root->key, error);
    status = status ? status
                    : store_writer_files(loading->writer, root->key, loading->arena, &known, error);
    status = status ? status
                    : plan(&root->found.entries, &known, store_writer_is_stale(loading->writer),
                           loading->arena, &items, error);
    for (size_t i = 0; i < items.count && !status; i++) {
        status = do_at_once(loading, root, &items.items[i], error);
    }
    return status;
}

/* A time so recent that a later write might bear it too shows no change. */
static int64_t sure_mtime(const struct loading *loading, int64_t mtime_ns)
{
    return mtime_ns > loading->began_ns - INGEST_MTIME_SURE_NS ? STORE_MTIME_UNSURE : mtime_ns;
}

/* file is NULL where documents of it are stored already. */
static enum status store_documents(struct loading *loading, struct store_file *file,
                                   const struct pipeline_packs *packs, struct error *error)
{
    enum status status = STATUS_OK;
    if (file) {
        status = store_writer_file(loading->writer, file, error);
        loading->file_key = file->key;
    }
    for (size_t i = 0; i < packs->count && !status; i++) {
        status = store_writer_document(loading->writer, loading->file_key, packs->items[i], error);
    }
    loading->progress.document_count += (int64_t)packs->count;
    return status;
}

/* What of the file gave no document, and why it was not read to its end, if it was not. */
static enum status store_faults(struct loading *loading, const struct pipeline_result *result,
                                struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < result->faults.count && !status; i++) {
        const struct pipeline_fault *fault = &result->faults.items[i];
        struct store_report line = {.severity = STORE_REFUSED,
                                    .code = fault->code,
                                    .detail = fault->detail,
                                    .count = fault->count};
        status = store_writer_report(loading->writer, loading->file_key, &line, error);
    }
    if (!status && result->refused != REASON_NONE) {
        struct store_report line = {.severity = STORE_REFUSED,
                                    .code = reason_code(result->refused),
                                    .detail = result->detail.at ? result->detail
                                                                : reason_detail(result->refused),
                                    .count = 1};
        status = store_writer_report(loading->writer, loading->file_key, &line, error);
    }
    return status;
}

static bool is_refused_as_before(const struct store_file *known,
                                 const struct pipeline_result *result)
{
    return known && known->state == STORE_FILE_REFUSED &&
           text_equal(known->reason, reason_code(result->refused)) &&
           text_equal(known->sha256, result->sha256);
}

static enum status store_result(size_t job, const struct pipeline_result *result, void *context,
                                struct error *error)
{
    struct loading *loading = context;
    const struct load_file *source = &loading->files.items[job];
    const struct store_file *known = source->item->known;
    struct store_file file = {.root_key = source->root->key,
                              .path = source->item->found->path,
                              .bytes = result->bytes,
                              .mtime_ns = sure_mtime(loading, result->mtime_ns),
                              .sha256 = result->sha256};
    bool has_documents = result->is_continued || result->packs.count > 0;
    if (has_documents && !result->is_last) {
        return store_documents(loading, result->is_continued ? NULL : &file, &result->packs, error);
    }
    loading->progress.files_done++;
    loading->progress.bytes_done += source->item->found->bytes;
    if (result->is_known) {
        assert(known);
        loading->result->files_unchanged++;
        return known->mtime_ns == file.mtime_ns
                   ? STATUS_OK
                   : store_writer_touch_file(loading->writer, known->key, file.mtime_ns, error);
    }
    loading->result->bytes_read += result->bytes;
    if (!has_documents) {
        loading->result->files_refused++;
        loading->progress.refused_count++;
        return is_refused_as_before(known, result)
                   ? STATUS_OK
                   : store_refusal(loading, &file, result->refused, result->detail, error);
    }
    loading->result->files_read++;
    enum status status =
        store_documents(loading, result->is_continued ? NULL : &file, &result->packs, error);
    return status ? status : store_faults(loading, result, error);
}

/* --- in a row ----------------------------------------------------------------------------------
 */

static enum status change_store(struct loading *loading, struct error *error)
{
    const struct load_options *options = loading->options;
    enum status status =
        store_writer_open(options->store_path, options->reading, &loading->writer, error);
    for (size_t i = 0; i < loading->root_count && !status; i++) {
        status = plan_root(loading, i, error);
    }
    if (!status && options->roots == LIBRARY_ROOTS_ONLY) {
        status = store_writer_drop_other_roots(loading->writer, error);
    }
    if (status) {
        return status;
    }
    enter(loading, INGEST_READING);
    struct pipeline_options how = {.vocabulary = options->vocabulary,
                                   .worker_count = options->worker_count,
                                   .file_bytes = options->limits.file_bytes,
                                   .limits = options->limits.parse,
                                   .sink = store_result,
                                   .tick = tick,
                                   .context = loading};
    status = pipeline_run(&how, loading->jobs.items, loading->jobs.count, error);
    if (status) {
        return status;
    }
    enter(loading, INGEST_SETTLING);
    return store_writer_publish(loading->writer, &loading->result->generation, error);
}

enum status load(const struct load_options *options, struct library_load_result *result,
                 struct error *error)
{
    AUTO_ARENA arena = arena_new(INGEST_NAMES_BYTES_MAX);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to load");
    }
    struct loading loading = {.options = options,
                              .result = result,
                              .arena = arena,
                              .began_ns = clock_now_utc() * NS_PER_SECOND};
    enter(&loading, INGEST_WALKING);
    enum status status = walk_paths(&loading, error);
    status = status ? status : change_store(&loading, error);
    loading.writer = store_writer_close(loading.writer);
    for (size_t i = 0; i < loading.root_count; i++) {
        opening_root_close(&loading.roots[i].opened);
    }
    return status;
}
