/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/ingest/check.h"
#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"
#include "chancery/extraction/extract.h"
#include "chancery/index/file.h"
#include "chancery/model/vocabulary.h"
#include "chancery/parsing/parse.h"
#include "chancery/registry/file.h"
#include "chancery/store/pack.h"
#include "chancery/store/reader.h"

#include "identity.h"
#include "reading_tag.h"

#define PATH_BYTES_MAX ((size_t)4096)
#define FACTS_BYTES    ((size_t)64 * 1024)
/* The memory for one document's bytes and what they are packed into. */
#define DOCUMENT_MEMORY_BYTES (STORE_DOCUMENT_BYTES_MAX * 2)

struct checking {
    const struct check_options *options;
    struct check_result *result;
    struct store_reader *reader;
    struct store_packer *packer;
    const struct vocabulary *vocabulary;
};

/* What reading a document's bytes again came to. */
struct again {
    const struct checking *checking;
    struct arena *arena;
    int64_t digest; /* of the first document */
    int64_t count;
};

static enum status pack_again(struct document *document, struct arena *arena, struct text bytes,
                              void *context, struct error *error)
{
    struct again *again = context;
    extract(document, again->checking->vocabulary, arena);
    struct store_pack *pack = NULL;
    enum status status =
        store_pack(again->checking->packer, document, bytes, again->arena, &pack, error);
    if (!status && again->count++ == 0) {
        again->digest = pack->digest;
    }
    return status;
}

static enum status is_read_alike(const struct checking *checking, int64_t key,
                                 const struct document *document, struct text bytes,
                                 struct arena *arena, bool *out)
{
    struct error error = ERROR_NONE;
    struct again again = {.checking = checking, .arena = arena};
    struct parse_options options = {.vocabulary = checking->vocabulary,
                                    .path = document->source->path};
    int64_t digest = 0;
    enum status status = store_reader_digest(checking->reader, key, &digest, &error);
    status = status ? status : parse_bytes(bytes, &options, pack_again, &again, &error);
    *out = !status && again.count == 1 && again.digest == digest;
    return status;
}

static void found(struct checking *checking, struct text id, const char *fault, int64_t *count)
{
    ++*count;
    if (checking->options->report) {
        checking->options->report(id, fault, checking->options->context);
    }
}

static enum status check_document(struct checking *checking, const struct store_entry *entry,
                                  struct error *error)
{
    AUTO_ARENA arena = arena_new(DOCUMENT_MEMORY_BYTES);
    struct document *document = NULL;
    struct text bytes = TEXT_NONE;
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    checking->result->documents++;
    enum status status = store_reader_document(checking->reader, entry->key, STORE_PART_ALL, arena,
                                               &document, error);
    status =
        status ? status : store_reader_source(checking->reader, entry->key, arena, &bytes, error);
    if (status == STATUS_CORRUPT || status == STATUS_INVALID) {
        found(checking, entry->id, error->message, &checking->result->unreadable);
        return STATUS_OK;
    }
    if (status) {
        return status;
    }
    if (!text_equal(text_of(digest_sha256(bytes).hex), document->source->sha256)) {
        found(checking, entry->id, "its bytes are not those that were loaded",
              &checking->result->altered);
    }
    /* A part of a larger file is not a file that could be read by itself. */
    bool is_alike = true;
    if (!document->source->part.at) {
        status = is_read_alike(checking, entry->key, document, bytes, arena, &is_alike);
    }
    if (status || !is_alike) {
        found(checking, entry->id, "reading it again gives something else",
              &checking->result->read_otherwise);
    }
    return STATUS_OK;
}

/* How many documents are listed at a time. */
#define LIST_PAGE ((size_t)1000)

static enum status check_documents(struct checking *checking, struct error *error)
{
    AUTO_BUFFER after = BUFFER_UP_TO(STORE_ID_BYTES_MAX * 2);
    size_t listed = LIST_PAGE;
    enum status status = STATUS_OK;
    while (!status && listed == LIST_PAGE) {
        AUTO_ARENA arena = arena_new(DOCUMENT_MEMORY_BYTES);
        struct store_entries entries = {0};
        if (!arena) {
            return error_set(error, STATUS_NO_MEMORY, "no memory for a list");
        }
        status = store_reader_list(checking->reader, buffer_text(&after), LIST_PAGE, arena,
                                   &entries, error);
        for (size_t i = 0; i < entries.count && !status; i++) {
            status = check_document(checking, &entries.items[i], error);
        }
        listed = entries.count;
        buffer_clear(&after);
        buffer_add(&after, listed > 0 ? entries.items[listed - 1].id : TEXT_NONE);
        status = status ? status : buffer_status(&after);
    }
    return status;
}

static enum status summarize(struct checking *checking, const char *vocabulary_folder,
                             struct error *error)
{
    AUTO_ARENA arena = arena_new(FACTS_BYTES);
    struct store_summary summary = {0};
    struct text reading = TEXT_NONE;
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a summary");
    }
    enum status status = store_reader_summary(checking->reader, arena, &summary, error);
    status = status ? status : reading_tag(vocabulary_folder, arena, &reading, error);
    if (!status) {
        checking->result->generation = summary.generation;
        checking->result->is_stale = !text_equal(summary.reading, reading);
    }
    return status;
}

static enum status look_at_index(const char *path, struct text identity, struct error *why)
{
    AUTO_INDEX index = NULL;
    enum status status = index_open(path, identity, &index, why);
    return status ? status : index_verify(index, NULL, why);
}

static enum status look_at_registry(const char *path, struct text identity, struct error *why)
{
    struct registry *registry = NULL;
    enum status status = registry_open(path, identity, &registry, why);
    (void)registry_free(registry);
    return status;
}

/* Open a file beside the store and read all of it; what is wrong with it is in *why. */
typedef enum status look_at_file(const char *path, struct text identity, struct error *why);

static enum status look_beside(const struct checking *checking, const char *name,
                               look_at_file *look, enum check_beside *out, struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    AUTO_BUFFER identity = BUFFER_UP_TO(INDEX_IDENTITY_BYTES_MAX);
    struct error why = ERROR_NONE;
    int64_t count = 0;
    enum status status =
        identity_of(checking->options->store_path, checking->reader, &identity, &count, error);
    buffer_add_format(&path, "%s.%s", checking->options->store_path, name);
    status = status ? status : buffer_status(&path);
    if (status) {
        return status;
    }
    status = look(path.bytes, buffer_text(&identity), &why);
    *out = status == STATUS_OK          ? CHECK_BESIDE_SOUND
           : status == STATUS_NOT_FOUND ? CHECK_BESIDE_ABSENT
           : status == STATUS_INVALID   ? CHECK_BESIDE_FOREIGN
                                        : CHECK_BESIDE_DAMAGED;
    if (*out == CHECK_BESIDE_DAMAGED) {
        return error_set(error, STATUS_CORRUPT,
                         "the %s is damaged and will be made anew, the store is sound: %.100s",
                         name, why.message);
    }
    return STATUS_OK;
}

static enum status run(struct checking *checking, const char *vocabulary_folder,
                       struct error *error)
{
    enum status status = summarize(checking, vocabulary_folder, error);
    status = status ? status : store_reader_check(checking->reader, error);
    status = status ? status : check_documents(checking, error);
    const struct check_result *result = checking->result;
    int64_t faults = result->unreadable + result->altered + result->read_otherwise;
    if (!status && faults > 0) {
        return error_set(error, STATUS_CORRUPT, "%lld of %lld documents do not agree",
                         (long long)faults, (long long)result->documents);
    }
    status = status
                 ? status
                 : look_beside(checking, "index", look_at_index, &checking->result->index, error);
    return status ? status
                  : look_beside(checking, "registry", look_at_registry, &checking->result->registry,
                                error);
}

enum status check_store(const struct check_options *options, struct check_result *out,
                        struct error *error)
{
    AUTO_VOCABULARY vocabulary = NULL;
    AUTO_STORE_READER reader = NULL;
    AUTO_BUFFER folder = BUFFER_UP_TO(PATH_BYTES_MAX);
    *out = (struct check_result){0};
    buffer_add_format(&folder, "%s/vocabulary", options->config_folder);
    enum status status = buffer_status(&folder);
    if (status) {
        return error_set(error, status, "the name of the settings folder is too long");
    }
    status = vocabulary_load(folder.bytes, &vocabulary, error);
    status = status ? status : store_reader_open(options->store_path, &reader, error);
    if (status) {
        return status;
    }
    struct checking checking = {.options = options,
                                .result = out,
                                .reader = reader,
                                .packer = store_packer_new(),
                                .vocabulary = vocabulary};
    if (!checking.packer) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the check");
    }
    status = run(&checking, folder.bytes, error);
    checking.packer = store_packer_free(checking.packer);
    return status;
}
