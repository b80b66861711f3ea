/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"
#include "chancery/base/kept_file.h"
#include "chancery/index/file.h"

#include "sections.h"

#define PATH_BYTES_MAX ((size_t)4096)

/* A file being written. */
struct file_writing {
    int file;
    uint64_t at; /* how many bytes there are */
    struct file_header header;
    struct file_section table[FILE_SECTIONS_MAX];
};

static uint64_t align(uint64_t offset)
{
    return (offset + FILE_ALIGNMENT - 1) / FILE_ALIGNMENT * FILE_ALIGNMENT;
}

/* A section_visit: append the array, and its row to the table. Gaps are zeros of themselves. */
static bool write_section(void *context, struct section_slot *slot)
{
    struct file_writing *writing = context;
    struct text bytes = {slot->at, (size_t)(slot->count * slot->item_bytes)};
    if (writing->header.section_count == FILE_SECTIONS_MAX) {
        errno = EFBIG;
        return false;
    }
    writing->table[writing->header.section_count++] = (struct file_section){
        slot->kind, slot->item_bytes, writing->at, bytes.length, digest_fast(bytes)};
    bool done = kept_file_put(writing->file, bytes, writing->at);
    writing->at = align(writing->at + bytes.length + FILE_GUARD_BYTES);
    return done;
}

static bool write_text(struct file_writing *writing, enum section_part part, struct text text)
{
    struct section_slot slot = {
        .kind = SECTION_KIND(SECTION_OF_FILE, part), .item_bytes = 1, .count = text.length};
    /* The slot serves both ways; a writer only reads through it. */
    memcpy(&slot.at, &text.at, sizeof(slot.at));
    return write_section(writing, &slot);
}

/* Into an empty file; sections first, since head and table hold their digests. */
static bool write_file(struct file_writing *writing, const struct index *index,
                       struct text identity)
{
    struct index shown = *index;
    writing->at = align(sizeof(writing->header) + sizeof(writing->table));
    if (!write_text(writing, SECTION_MAKER, text_of(index_sources)) ||
        !write_text(writing, SECTION_IDENTITY, identity) ||
        !sections_visit(&shown, write_section, writing) ||
        ftruncate(writing->file, (off_t)writing->at)) {
        return false;
    }
    struct file_header *header = &writing->header;
    memcpy(header->magic, FILE_MAGIC, sizeof(header->magic));
    header->version = FILE_VERSION;
    header->byte_order = FILE_BYTE_ORDER;
    header->file_bytes = writing->at;
    header->document_count = index->document_count;
    header->paragraph_count = index->paragraph_count;
    header->length_total = index->length_total;
    header->digest = file_digest(header, writing->table);
    struct text table = {(const char *)writing->table,
                         header->section_count * sizeof(*writing->table)};
    struct text head = {(const char *)header, sizeof(*header)};
    return kept_file_put(writing->file, table, sizeof(*header)) &&
           kept_file_put(writing->file, head, 0);
}

/* What a file is made of. */
struct file_content {
    const struct index *index;
    struct text identity;
};

/* A kept_file_fill. */
static bool fill(int file, void *context)
{
    const struct file_content *content = context;
    struct file_writing writing = {.file = file};
    return write_file(&writing, content->index, content->identity);
}

enum status index_save(const struct index *index, const char *path, struct text identity,
                       struct error *error)
{
    struct file_content content = {index, identity};
    if (identity.length > INDEX_IDENTITY_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "the name of the index is too long");
    }
    return kept_file_make(path, fill, &content, error);
}

/* What a spilled index calls itself. */
#define SPILL_IDENTITY TEXT("a part")

/* Write index to the open file, and read it from there. */
static enum status spill_to(int file, const struct index *index, struct index **out,
                            struct error *error)
{
    struct file_writing writing = {.file = file};
    AUTO_INDEX spilled = index_new();
    if (!spilled) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an index");
    }
    if (!write_file(&writing, index, SPILL_IDENTITY)) {
        return error_set(error, STATUS_IO, "cannot write a part of the index: %s", strerror(errno));
    }
    enum status status = kept_file_map(file, &spilled->mapping, error);
    status = status ? status : index_read(spilled->mapping, SPILL_IDENTITY, spilled, error);
    if (!status) {
        *out = spilled;
        spilled = NULL;
    }
    return status;
}

enum status index_spill(const struct index *index, const char *path, struct index **out,
                        struct error *error)
{
    AUTO_BUFFER name = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&name, "%s.part-XXXXXX", path);
    enum status status = buffer_status(&name);
    if (status) {
        return error_set(error, STATUS_LIMIT, "the name of the index is too long");
    }
    int file = mkstemp(name.bytes);
    if (file < 0) {
        return error_set(error, STATUS_IO, "cannot make %s: %s", name.bytes, strerror(errno));
    }
    /* From here on it goes by itself, however the program ends. */
    (void)unlink(name.bytes);
    (void)fcntl(file, F_SETFD, FD_CLOEXEC);
    status = spill_to(file, index, out, error);
    (void)close(file);
    return status;
}
