/* SPDX-License-Identifier: Apache-2.0 */
#include "below.h"

#include "chancery/base/digest.h"
#include "chancery/base/log.h"
#include "chancery/extraction/extract.h"
#include "chancery/model/redaction.h"
#include "chancery/parsing/parse.h"
#include "chancery/store/reader.h"
#include "chancery/store/writer.h"

/* The memory for one document, read twice, and what it is packed into. */
#define DOCUMENT_MEMORY_BYTES (STORE_DOCUMENT_BYTES_MAX * 2)
/* How many files are listed at a time. */
#define FILE_PAGE ((size_t)1000)

struct below {
    const struct below_options *options;
    struct store_reader *reader;
    struct store_writer *writer;
    struct store_packer *packer;
    struct arena *arena; /* for the names of files */
    struct store_roots roots;
};

/* A file of the second store: as it was, and as it shall be. */
struct file_work {
    const struct store_file *from;
    const struct store_file *known; /* NULL: it is new */
    struct store_file to;
    struct digest_sum sum; /* of what is left of its documents */
    int64_t document_count;
    bool is_stored; /* packs go into the store, and not only into the sum */
    struct arena *arena;
    struct store_pack *only; /* what is left of the only document of a file, in arena */
};

/* One document being read anew. */
struct reading_again {
    const struct below *below;
    struct text id; /* that it must have */
    struct text part;
    struct arena *arena;
    struct store_pack *pack;
    int64_t count;
};

/* The id without what the store added because another text bears it too. */
static struct text base_of(struct text id)
{
    return text_slice(id, 0, text_find_char(id, '~'));
}

static enum status take_again(struct document *document, struct arena *arena, struct text bytes,
                              void *context, struct error *error)
{
    struct reading_again *again = context;
    const struct below *below = again->below;
    if (++again->count > 1 || !text_equal(document->id, again->id)) {
        return STATUS_OK;
    }
    extract(document, below->options->vocabulary, arena);
    document->source->part = again->part;
    return arena_failed(arena)
               ? error_set(error, STATUS_NO_MEMORY, "no memory for the facts of a document")
               : store_pack(below->packer, document, bytes, again->arena, &again->pack, error);
}

/* Read bytes anew. NULL when they do not give the one document that they should. */
static struct store_pack *read_again(const struct below *below, const struct document *document,
                                     struct text bytes, struct arena *arena, struct error *error)
{
    struct reading_again again = {.below = below,
                                  .id = base_of(document->id),
                                  .part = document->source->part,
                                  .arena = arena};
    struct parse_options how = {.vocabulary = below->options->vocabulary,
                                .path = document->source->path};
    enum status status = parse_bytes(bytes, &how, take_again, &again, error);
    return status || again.count != 1 ? NULL : again.pack;
}

/* Pack a document of which nothing was left out, as it is: a part of a file that needs the rest. */
static struct store_pack *pack_as_is(const struct below *below, struct document *document,
                                     struct text bytes, struct arena *arena, struct error *error)
{
    struct store_pack *pack = NULL;
    for (size_t i = 0; i < document->references.count; i++) {
        document->references.items[i].held = false;
    }
    document->id = base_of(document->id);
    return store_pack(below->packer, document, bytes, arena, &pack, error) ? NULL : pack;
}

static void note_left_out(const struct document *document, const struct error *error)
{
    log_event(LOG_WARNING, "document_not_redacted",
              (struct log_field[]){LOG_TEXT("id", document->id),
                                   LOG_TEXT("message", text_of(error->message)), LOG_END});
}

/* What is left of a document below the ceiling, packed; NULL in *out when nothing is. */
static enum status redact_document(const struct below *below, int64_t key, struct arena *arena,
                                   struct store_pack **out, struct error *error)
{
    struct document *document = NULL;
    struct text bytes = TEXT_NONE;
    struct redaction redaction;
    enum status status =
        store_reader_document(below->reader, key, STORE_PART_ALL, arena, &document, error);
    status = status ? status : store_reader_source(below->reader, key, arena, &bytes, error);
    if (status) {
        return status;
    }
    redact(document, below->options->ceiling, arena, &redaction);
    *out = NULL;
    if (redaction.kind == REDACTION_NOTHING) {
        return STATUS_OK;
    }
    struct error why = ERROR_NONE;
    bool is_whole = redaction.kind == REDACTION_WHOLE;
    bool is_file = !document->source->part.at;
    if (!is_whole || is_file) {
        *out = read_again(below, document, is_whole ? bytes : redaction.text, arena, &why);
    }
    if (!*out && is_whole) {
        *out = pack_as_is(below, document, bytes, arena, &why);
    }
    if (!*out) {
        note_left_out(document, &why);
    }
    return STATUS_OK;
}

static enum status keep_pack(struct below *below, struct file_work *work,
                             const struct store_pack *pack, struct error *error)
{
    work->document_count++;
    work->to.bytes += pack->source_bytes;
    digest_sum_add(&work->sum, pack->sha256);
    return work->is_stored ? store_writer_document(below->writer, work->to.key, pack, error)
                           : STATUS_OK;
}

/* Most files have one document, whose pack is kept, so that it need not be made twice. */
static enum status go_through_only(struct below *below, struct file_work *work, int64_t key,
                                   struct error *error)
{
    enum status status = STATUS_OK;
    if (!work->only) {
        status = redact_document(below, key, work->arena, &work->only, error);
    }
    return status || !work->only ? status : keep_pack(below, work, work->only, error);
}

/* Go through the documents of a file once. */
static enum status go_through(struct below *below, struct file_work *work,
                              const struct store_keys *keys, struct error *error)
{
    enum status status = STATUS_OK;
    digest_sum_begin(&work->sum);
    work->to.bytes = 0;
    work->document_count = 0;
    if (keys->count == 1) {
        return go_through_only(below, work, keys->items[0], error);
    }
    for (size_t i = 0; i < keys->count && !status; i++) {
        AUTO_ARENA arena = arena_new(DOCUMENT_MEMORY_BYTES);
        struct store_pack *pack = NULL;
        status = arena ? redact_document(below, keys->items[i], arena, &pack, error)
                       : error_set(error, STATUS_NO_MEMORY, "no memory for a document");
        status = status || !pack ? status : keep_pack(below, work, pack, error);
    }
    return status;
}

/*
 * The file as it was loaded, in a number. It stands where its time would, which nobody is shown and
 * which is no change.
 */
static int64_t state_of(const struct store_file *from)
{
    uint64_t digest = digest_fast(from->sha256);
    return (int64_t)(digest >> 1);
}

static enum status store_file(struct below *below, struct file_work *work,
                              const struct store_keys *keys, struct error *error)
{
    struct digest digest = digest_sum_end(&work->sum);
    struct text sha256 = text_of(digest.hex);
    bool is_stale = store_writer_is_stale(below->writer);
    if (work->document_count == 0) {
        return work->known ? store_writer_remove_file(below->writer, work->known->key, error)
                           : STATUS_OK;
    }
    if (work->known && !is_stale && text_equal(work->known->sha256, sha256)) {
        return store_writer_touch_file(below->writer, work->known->key, work->to.mtime_ns, error);
    }
    work->to.sha256 = sha256;
    enum status status = store_writer_file(below->writer, &work->to, error);
    work->is_stored = true;
    return status ? status : go_through(below, work, keys, error);
}

static enum status bring_up_file(struct below *below, int64_t root_key,
                                 const struct store_file *from, const struct store_file *known,
                                 struct error *error)
{
    struct file_work work = {.from = from, .known = known};
    work.to =
        (struct store_file){.root_key = root_key, .path = from->path, .mtime_ns = state_of(from)};
    if (known && !store_writer_is_stale(below->writer) && known->mtime_ns == work.to.mtime_ns) {
        return STATUS_OK;
    }
    AUTO_ARENA arena = arena_new(DOCUMENT_MEMORY_BYTES);
    struct store_keys keys = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a file");
    }
    work.arena = arena;
    enum status status = store_reader_file_documents(below->reader, from->key, arena, &keys, error);
    status = status ? status : go_through(below, &work, &keys, error);
    return status ? status : store_file(below, &work, &keys, error);
}

/* Both lists are in order of path. */
static enum status bring_up_files(struct below *below, int64_t root_key,
                                  const struct store_files *from, const struct store_files *known,
                                  struct error *error)
{
    enum status status = STATUS_OK;
    size_t k = 0;
    for (size_t i = 0; i < from->count && !status; i++) {
        const struct store_file *file = &from->items[i];
        while (k < known->count && !status && text_compare(known->items[k].path, file->path) < 0) {
            status = store_writer_remove_file(below->writer, known->items[k++].key, error);
        }
        bool is_known = k < known->count && text_equal(known->items[k].path, file->path);
        const struct store_file *there = is_known ? &known->items[k++] : NULL;
        status = status ? status : bring_up_file(below, root_key, file, there, error);
    }
    for (; k < known->count && !status; k++) {
        status = store_writer_remove_file(below->writer, known->items[k].key, error);
    }
    return status;
}

static enum status bring_up_root(struct below *below, const struct store_root *root,
                                 const struct store_files *files, struct error *error)
{
    struct store_files from = {0};
    struct store_files known = {0};
    int64_t root_key = 0;
    for (size_t i = 0; i < files->count; i++) {
        struct store_file *file =
            files->items[i].root_key == root->key ? LIST_ADD(below->arena, &from) : NULL;
        if (file) {
            *file = files->items[i];
        }
    }
    enum status status =
        store_writer_root(below->writer, root->path, root->position, &root_key, error);
    status =
        status ? status : store_writer_files(below->writer, root_key, below->arena, &known, error);
    return status ? status : bring_up_files(below, root_key, &from, &known, error);
}

static enum status bring_up(struct below *below, struct error *error)
{
    struct store_files files = {0};
    struct store_page page = {.limit = FILE_PAGE};
    enum status status = store_reader_roots(below->reader, below->arena, &below->roots, error);
    size_t before = 0;
    do {
        before = files.count;
        status =
            status ? status : store_reader_files(below->reader, page, below->arena, &files, error);
        page.offset += FILE_PAGE;
    } while (!status && files.count == before + FILE_PAGE);
    for (size_t i = 0; i < below->roots.count && !status; i++) {
        status = bring_up_root(below, &below->roots.items[i], &files, error);
    }
    if (!status && arena_failed(below->arena)) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory for the names of files");
    }
    return status ? status : store_writer_drop_other_roots(below->writer, error);
}

enum status below_bring_up(const struct below_options *options, int64_t *generation,
                           struct error *error)
{
    AUTO_ARENA arena = arena_new(INGEST_NAMES_BYTES_MAX);
    AUTO_STORE_READER reader = NULL;
    AUTO_STORE_WRITER writer = NULL;
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to redact");
    }
    enum status status = store_reader_open(options->from_path, &reader, error);
    status =
        status ? status : store_writer_open(options->to_path, options->reading, &writer, error);
    struct below below = {.options = options,
                          .reader = reader,
                          .writer = writer,
                          .packer = status ? NULL : store_packer_new(),
                          .arena = arena};
    if (!status && !below.packer) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory to redact");
    }
    status = status ? status : bring_up(&below, error);
    status = status ? status : store_writer_publish(writer, generation, error);
    (void)store_packer_free(below.packer);
    return status;
}
