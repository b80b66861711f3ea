/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <unistd.h>

#include "chancery/base/digest.h"
#include "chancery/base/file.h"
#include "chancery/parsing/parse.h"
#include "chancery/store/store.h"

#include "reading_file.h"

#define NS_PER_SECOND ((int64_t)1000 * 1000 * 1000)

/* How much is read at a time for a digest. */
#define PIECE_BYTES ((size_t)64 * 1024)

/* The most kinds of faults that are told apart; parsers have fewer. */
#define FAULT_KINDS_MAX 128

/* Outlives the arenas of the results that are handed over. */
struct fault {
    struct text code; /* static */
    char detail[260];
    int64_t count;
};

struct packing {
    const struct vocabulary *vocabulary;
    struct store_packer *packer;
    const struct reading_target *target;
    const struct parse_limits *limits;
    int file;
    struct digest digest; /* of all bytes */
    struct fault faults[FAULT_KINDS_MAX];
    size_t fault_count;

    /* Of a file that several workers read together. */
    const struct parse_options *options;
    struct batch *open;                   /* is being filled, or NULL */
    struct batch *submitted[BATCHES_MAX]; /* a ring, in the order of the file */
    size_t first;
    size_t submitted_count;
};

/* Hand over what there is, and begin anew with what is the same for all of the file. */
static enum status hand_over(struct packing *packing, struct error *error)
{
    struct pipeline_result *result = packing->target->result;
    struct pipeline_result next = *result;
    bool goes_on = packing->target->hand_over(packing->target->context);
    next.is_continued = true;
    next.packs = (struct pipeline_packs){0};
    next.sha256 = TEXT_NONE;
    *result = next;
    if (!goes_on) {
        return error_set(error, STATUS_UNAVAILABLE, "the load was ended");
    }
    result->sha256 = arena_text(*packing->target->arena, text_of(packing->digest.hex));
    return STATUS_OK;
}

/* Entries of an archive are named one by one, as files are; all else is counted by its kind. */
static bool is_same(const struct fault *fault, struct text detail)
{
    return !text_starts(fault->code, TEXT("entry_")) || text_equal(text_of(fault->detail), detail);
}

static void note_fault(struct text code, struct text detail, void *context)
{
    struct packing *packing = context;
    for (size_t i = 0; i < packing->fault_count; i++) {
        if (text_equal(packing->faults[i].code, code) && is_same(&packing->faults[i], detail)) {
            packing->faults[i].count++;
            return;
        }
    }
    if (packing->fault_count < FAULT_KINDS_MAX) {
        struct fault *fault = &packing->faults[packing->fault_count++];
        *fault = (struct fault){.code = code, .count = 1};
        (void)snprintf(fault->detail, sizeof(fault->detail), "%.*s", TEXT_ARGUMENTS(detail));
    }
}

static void note_faults(struct packing *packing, const struct pipeline_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        note_fault(faults->items[i].code, faults->items[i].detail, packing);
    }
}

/* Wait for the batch that comes first in the file, and hand over what came of it. */
static enum status deliver_first(struct packing *packing, struct error *error)
{
    const struct reading_target *target = packing->target;
    struct batch *batch = packing->submitted[packing->first];
    enum status status = STATUS_OK;
    target->await_batch(target->context, batch);
    packing->first = (packing->first + 1) % BATCHES_MAX;
    packing->submitted_count--;
    if (target->result->packs.count > 0) {
        status = hand_over(packing, error);
    }
    if (!status) {
        note_faults(packing, &batch->faults);
        (void)arena_free(*target->arena);
        *target->arena = batch->arena;
        batch->arena = NULL;
        target->result->packs = batch->packs;
        target->result->sha256 = arena_text(*target->arena, text_of(packing->digest.hex));
        status = hand_over(packing, error);
    }
    if (!status && batch->status) {
        *error = batch->error;
        status = batch->status;
    }
    (void)batch_free(batch);
    return status;
}

static void submit(struct packing *packing)
{
    const struct reading_target *target = packing->target;
    size_t place = (packing->first + packing->submitted_count) % BATCHES_MAX;
    packing->submitted[place] = packing->open;
    packing->submitted_count++;
    target->submit_batch(target->context, packing->open);
    packing->open = NULL;
}

static enum status deliver_all(struct packing *packing, struct error *error)
{
    enum status status = STATUS_OK;
    if (packing->open) {
        status =
            packing->submitted_count == BATCHES_MAX ? deliver_first(packing, error) : STATUS_OK;
        if (status) {
            return status;
        }
        submit(packing);
    }
    while (!status && packing->submitted_count > 0) {
        status = deliver_first(packing, error);
    }
    return status;
}

/* Cut out of the file: it is read with others by any worker. */
static enum status defer_part(struct parse_part *part, size_t bytes, void *context,
                              struct error *error)
{
    struct packing *packing = context;
    enum status status = STATUS_OK;
    if (!packing->open && packing->submitted_count == BATCHES_MAX) {
        status = deliver_first(packing, error);
    }
    if (!status && !packing->open) {
        packing->open = batch_new(packing->options);
    }
    if (status || !packing->open) {
        parse_part_drop(part);
        return status ? status : error_set(error, STATUS_NO_MEMORY, "no memory for documents");
    }
    struct batch *batch = packing->open;
    batch->parts[batch->part_count++] = part;
    batch->bytes += bytes;
    if (batch_is_full(batch)) {
        submit(packing);
    }
    return STATUS_OK;
}

/* Deliver what was cut out, however the file ended; none is left when nobody wants it any more. */
static enum status finish_batches(struct packing *packing, enum status status, struct error *error)
{
    struct error own = ERROR_NONE;
    bool is_wanted = *packing->target->arena != NULL;
    enum status last = is_wanted ? deliver_all(packing, &own) : STATUS_OK;
    while (packing->submitted_count > 0) {
        struct batch *batch = packing->submitted[packing->first];
        packing->target->await_batch(packing->target->context, batch);
        packing->first = (packing->first + 1) % BATCHES_MAX;
        packing->submitted_count--;
        (void)batch_free(batch);
    }
    packing->open = batch_free(packing->open);
    if (!status && last) {
        *error = own;
        return last;
    }
    return status;
}

static enum status pack_document(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    struct packing *packing = context;
    /* What was cut out before comes before. */
    enum status status = deliver_all(packing, error);
    struct batch_packing here = {packing->vocabulary, packing->packer, *packing->target->arena,
                                 &packing->target->result->packs};
    status = status ? status : batch_pack(&here, document, arena, bytes, error);
    bool is_full = !status && arena_used(here.arena) >= INGEST_BATCH_BYTES;
    return is_full ? hand_over(packing, error) : status;
}

static void list_faults(const struct packing *packing)
{
    struct arena *arena = *packing->target->arena;
    for (size_t i = 0; i < packing->fault_count; i++) {
        const struct fault *fault = &packing->faults[i];
        struct pipeline_fault *line = LIST_ADD(arena, &packing->target->result->faults);
        if (line) {
            *line = (struct pipeline_fault){fault->code, arena_text(arena, text_of(fault->detail)),
                                            fault->count};
        }
    }
}

static enum reason reason_of(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return REASON_NONE;
    case STATUS_LIMIT:
        return REASON_TOO_LARGE;
    case STATUS_NO_MEMORY:
        return REASON_NO_MEMORY;
    case STATUS_NOT_FOUND:
    case STATUS_INVALID:
    case STATUS_UNAVAILABLE:
    case STATUS_CORRUPT:
    case STATUS_IO:
        break;
    }
    return REASON_UNUSABLE;
}

/* Read documents from bytes or, where those are none, from the file. */
static void parse(const struct pipeline_job *job, struct text bytes,
                  const struct parse_stream *stream, struct packing *packing)
{
    struct error error = ERROR_NONE;
    struct pipeline_result *result = packing->target->result;
    struct parse_options options = {.vocabulary = packing->vocabulary,
                                    .path = job->path,
                                    .fault = note_fault,
                                    .limits = packing->limits};
    /* Taken back below, when the last batch is done. */
    /* cppcheck-suppress autoVariables */
    packing->options = &options;
    options.defer = bytes.at ? NULL : defer_part;
    enum status status = bytes.at ? parse_bytes(bytes, &options, pack_document, packing, &error)
                                  : parse_stream(stream, &options, pack_document, packing, &error);
    status = finish_batches(packing, status, &error);
    packing->options = NULL;
    result->refused = reason_of(status);
    if (status && *packing->target->arena) {
        result->detail = arena_text(*packing->target->arena, text_of(error.message));
    }
    if (*packing->target->arena) {
        list_faults(packing);
    }
}

static bool is_known(const struct pipeline_job *job, struct packing *packing)
{
    struct pipeline_result *result = packing->target->result;
    result->sha256 = arena_text(*packing->target->arena, text_of(packing->digest.hex));
    result->is_known = job->known_sha256.at && text_equal(job->known_sha256, result->sha256);
    return result->is_known;
}

static void read_held(const struct pipeline_job *job, int64_t most_bytes, struct packing *packing)
{
    AUTO_BUFFER bytes = BUFFER_UP_TO((size_t)most_bytes);
    struct pipeline_result *result = packing->target->result;
    result->refused = opening_read_all(packing->file, &bytes);
    if (result->refused != REASON_NONE) {
        return;
    }
    result->bytes = (int64_t)bytes.length;
    packing->digest = digest_sha256(buffer_text(&bytes));
    if (!is_known(job, packing)) {
        parse(job, buffer_text(&bytes), NULL, packing);
    }
}

/* The digest of all of the file, in *digest, and how many bytes it has; -1: it cannot be read. */
static int64_t sum_file(int file, int64_t most_bytes, struct digest *digest)
{
    char piece[PIECE_BYTES];
    size_t got = 1;
    int64_t bytes = 0;
    struct digest_sum sum;
    struct error error = ERROR_NONE;
    digest_sum_begin(&sum);
    while (got > 0 && bytes <= most_bytes) {
        if (file_read_piece(file, piece, sizeof(piece), &got, &error)) {
            return -1;
        }
        digest_sum_add(&sum, (struct text){piece, got});
        bytes += (int64_t)got;
    }
    *digest = digest_sum_end(&sum);
    return bytes;
}

static enum status read_stream(void *context, char *out, size_t room, size_t *got,
                               struct error *error)
{
    const struct packing *packing = context;
    return file_read_piece(packing->file, out, room, got, error);
}

static int64_t mtime_of(const struct stat *entry)
{
    return (int64_t)entry->st_mtim.tv_sec * NS_PER_SECOND + entry->st_mtim.tv_nsec;
}

/*
 * A file that is not held is read twice. What was changed in between would not be what the digest
 * is of, so its time then shows no state that could be known again.
 */
static void read_streamed(const struct pipeline_job *job, int64_t most_bytes,
                          struct packing *packing)
{
    struct pipeline_result *result = packing->target->result;
    int64_t bytes = sum_file(packing->file, most_bytes, &packing->digest);
    if (bytes < 0 || bytes > most_bytes || lseek(packing->file, 0, SEEK_SET) != 0) {
        result->refused = bytes > most_bytes ? REASON_TOO_LARGE : REASON_UNREADABLE;
        return;
    }
    result->bytes = bytes;
    if (is_known(job, packing)) {
        return;
    }
    struct parse_stream stream = {read_stream, packing};
    struct stat after = {0};
    parse(job, TEXT_NONE, &stream, packing);
    if (fstat(packing->file, &after) != 0 || mtime_of(&after) != result->mtime_ns) {
        result->mtime_ns = STORE_MTIME_UNSURE;
    }
}

void reading_file(const struct pipeline_job *job, const struct pipeline_options *options,
                  struct store_packer *packer, const struct reading_target *target)
{
    struct packing packing = {.vocabulary = options->vocabulary,
                              .packer = packer,
                              .target = target,
                              .limits = &options->limits,
                              .file = -1};
    struct pipeline_result *result = target->result;
    struct stat entry = {0};
    *result = (struct pipeline_result){0};
    result->refused = opening_file(job->root, job->path, &packing.file, &entry);
    result->bytes = (int64_t)entry.st_size;
    result->mtime_ns = mtime_of(&entry);
    if (result->refused != REASON_NONE) {
        return;
    }
    if (entry.st_size <= INGEST_HELD_BYTES_MAX) {
        read_held(job, options->file_bytes, &packing);
    } else {
        read_streamed(job, options->file_bytes, &packing);
    }
    (void)close(packing.file);
}
