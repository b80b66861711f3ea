/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/registry/file.h"

#include <assert.h>
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/digest.h"
#include "chancery/base/kept_file.h"

#include "inside.h"

#define FILE_MAGIC      "CHANREG\n"
#define FILE_BYTE_ORDER UINT32_C(0x01020304)

/* The head, the maker, the identity and the counts stand in front of the arrays. */
enum piece {
    PIECE_HEAD,
    PIECE_MAKER,
    PIECE_IDENTITY,
    PIECE_COUNTS,
    PIECE_ARRAYS,
};

/* The most arrays of a registry. */
#define ARRAYS_MAX 40
#define PIECES_MAX (PIECE_ARRAYS + ARRAYS_MAX)

/* The whole file begins with this; all numbers are of the machine's byte order. */
struct file_head {
    char magic[8];
    uint32_t byte_order;
    uint32_t piece_count;
    uint64_t digest;              /* of all of this head, with 0 here */
    uint64_t lengths[PIECES_MAX]; /* in bytes; pieces stand behind one another, aligned */
    uint64_t digests[PIECES_MAX]; /* of each piece but this; XXH3, 64 bits */
};

static_assert(sizeof(struct file_head) == 24 + 16 * PIECES_MAX, "the file has it without holes");

/* One array: where the registry has it, and how long it is. */
struct array {
    void *at; /* a pointer to the pointer */
    size_t item_bytes;
    size_t count;
};

struct arrays {
    struct array items[ARRAYS_MAX];
    size_t count;
};

#define ADD(arrays, pointer, number) add_array((arrays), &(pointer), sizeof(*(pointer)), (number))

static void add_array(struct arrays *arrays, void *at, size_t item_bytes, size_t count)
{
    assert(arrays->count < ARRAYS_MAX);
    arrays->items[arrays->count++] = (struct array){at, item_bytes, count};
}

static void list_rows(struct registry *registry, struct arrays *out)
{
    const struct registry_counts *counts = &registry->counts;
    for (size_t i = 0; i < REGISTRY_ROW_KIND_COUNT; i++) {
        ADD(out, registry->rows[i], counts->rows[i]);
        ADD(out, registry->row_start[i], (size_t)counts->documents + 1);
    }
    ADD(out, registry->sayings, counts->rows[REGISTRY_STATEMENT]);
    ADD(out, registry->occasion_of, counts->rows[REGISTRY_EVENT]);
    ADD(out, registry->occasion_start, (size_t)counts->occasions + 1);
    ADD(out, registry->occasion_events, counts->rows[REGISTRY_EVENT]);
    ADD(out, registry->filings, counts->documents);
    ADD(out, registry->filed, counts->documents);
    ADD(out, registry->due, counts->due);
    ADD(out, registry->continuities, counts->continuities);
    ADD(out, registry->continuity_start, (size_t)counts->documents + 1);
    ADD(out, registry->cited, counts->cited);
    ADD(out, registry->cited_start, (size_t)counts->cited + 1);
    ADD(out, registry->cited_by, counts->cited);
    ADD(out, registry->missing, counts->missing);
    ADD(out, registry->citing, counts->citing);
}

/* All arrays, in the order of the file. */
static void list_arrays(struct registry *registry, struct arrays *out)
{
    const struct registry_counts *counts = &registry->counts;
    ADD(out, registry->text_start, (size_t)counts->texts + 1);
    ADD(out, registry->text_bytes, counts->text_bytes);
    ADD(out, registry->documents, counts->documents);
    ADD(out, registry->by_id, counts->documents);
    ADD(out, registry->entries, (size_t)counts->entries + 1);
    ADD(out, registry->entries_by_id, counts->entries);
    ADD(out, registry->entry_documents, counts->named);
    ADD(out, registry->document_entries, counts->named);
    ADD(out, registry->document_entry_start, (size_t)counts->documents + 1);
    ADD(out, registry->spellings, counts->spellings);
    ADD(out, registry->spellings_by_key, counts->spellings);
    ADD(out, registry->entries_by_key, counts->spellings);
    ADD(out, registry->offices, counts->offices);
    list_rows(registry, out);
}

static uint64_t digest_of_head(const struct file_head *head)
{
    struct file_head blank = *head;
    blank.digest = 0;
    return digest_fast((struct text){(const char *)&blank, sizeof(blank)});
}

static struct text bytes_of(const struct array *array)
{
    struct text bytes = {NULL, array->count * array->item_bytes};
    memcpy(&bytes.at, array->at, sizeof(bytes.at));
    return bytes;
}

enum status registry_save(const struct registry *registry, const char *path, struct text identity,
                          struct error *error)
{
    struct registry shown = *registry;
    struct arrays arrays = {.count = 0};
    struct text pieces[PIECES_MAX];
    struct file_head head = {.magic = FILE_MAGIC, .byte_order = FILE_BYTE_ORDER};
    if (identity.length > REGISTRY_IDENTITY_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "the name of the registry is too long");
    }
    list_arrays(&shown, &arrays);
    pieces[PIECE_HEAD] = (struct text){(const char *)&head, sizeof(head)};
    pieces[PIECE_MAKER] = text_of(registry_sources);
    pieces[PIECE_IDENTITY] = identity;
    pieces[PIECE_COUNTS] = (struct text){(const char *)&shown.counts, sizeof(shown.counts)};
    for (size_t i = 0; i < arrays.count; i++) {
        pieces[PIECE_ARRAYS + i] = bytes_of(&arrays.items[i]);
    }
    head.piece_count = (uint32_t)(PIECE_ARRAYS + arrays.count);
    for (uint32_t i = 0; i < head.piece_count; i++) {
        head.lengths[i] = pieces[i].length;
        head.digests[i] = i == PIECE_HEAD ? 0 : digest_fast(pieces[i]);
    }
    head.digest = digest_of_head(&head);
    return kept_file_write(path, pieces, head.piece_count, error);
}

/* Where each piece stands; false when they do not fill the file. */
static bool cut(struct text file, struct file_head *head, struct text *pieces)
{
    if (file.length < sizeof(*head)) {
        return false;
    }
    memcpy(head, file.at, sizeof(*head));
    if (head->piece_count > PIECES_MAX || digest_of_head(head) != head->digest) {
        return false;
    }
    size_t at = 0;
    for (uint32_t i = 0; i < head->piece_count; i++) {
        if (at > file.length || head->lengths[i] > file.length - at) {
            return false;
        }
        pieces[i] = text_slice(file, at, head->lengths[i]);
        at += head->lengths[i];
        at = (at + KEPT_FILE_ALIGNMENT - 1) / KEPT_FILE_ALIGNMENT * KEPT_FILE_ALIGNMENT;
    }
    return at == file.length;
}

static bool is_whole(const struct file_head *head, const struct text *pieces)
{
    for (uint32_t i = PIECE_MAKER; i < head->piece_count; i++) {
        if (digest_fast(pieces[i]) != head->digests[i]) {
            return false;
        }
    }
    return true;
}

/* Let the arrays point into the file, each as long as the counts say. */
static bool place(struct registry *registry, const struct file_head *head,
                  const struct text *pieces)
{
    struct arrays arrays = {.count = 0};
    if (pieces[PIECE_COUNTS].length != sizeof(registry->counts)) {
        return false;
    }
    memcpy(&registry->counts, pieces[PIECE_COUNTS].at, sizeof(registry->counts));
    list_arrays(registry, &arrays);
    if (head->piece_count != PIECE_ARRAYS + arrays.count) {
        return false;
    }
    for (size_t i = 0; i < arrays.count; i++) {
        const struct array *array = &arrays.items[i];
        struct text piece = pieces[PIECE_ARRAYS + i];
        if (piece.length != array->count * array->item_bytes) {
            return false;
        }
        memcpy(array->at, &piece.at, sizeof(piece.at));
    }
    return true;
}

static enum status read(struct registry *registry, struct text identity, struct error *error)
{
    struct file_head head;
    struct text pieces[PIECES_MAX] = {{NULL, 0}};
    struct text file = registry->file;
    if (!text_starts(file, TEXT(FILE_MAGIC)) || file.length < sizeof(head) ||
        ((const struct file_head *)(const void *)file.at)->byte_order != FILE_BYTE_ORDER) {
        return error_set(error, STATUS_INVALID, "this is no registry of this machine");
    }
    if (!cut(file, &head, pieces) || head.piece_count < PIECE_ARRAYS) {
        return error_set(error, STATUS_CORRUPT, "the head of the registry is damaged");
    }
    if (!text_equal(pieces[PIECE_MAKER], text_of(registry_sources)) ||
        !text_equal(pieces[PIECE_IDENTITY], identity)) {
        return error_set(error, STATUS_INVALID, "the registry was made of something else");
    }
    if (!is_whole(&head, pieces) || !place(registry, &head, pieces)) {
        return error_set(error, STATUS_CORRUPT, "the registry is damaged");
    }
    return STATUS_OK;
}

enum status registry_open(const char *path, struct text identity, struct registry **out,
                          struct error *error)
{
    struct registry *registry = calloc(1, sizeof(*registry));
    if (!registry) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the registries");
    }
    enum status status = kept_file_open(path, &registry->file, error);
    status = status ? status : read(registry, identity, error);
    if (status) {
        (void)registry_free(registry);
        return status;
    }
    *out = registry;
    return STATUS_OK;
}
