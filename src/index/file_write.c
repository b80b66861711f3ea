/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"
#include "chancery/index/file.h"

#include "sections.h"

#define PATH_BYTES_MAX ((size_t)4096)
/* The most bytes handed to one write. */
#define WRITE_BYTES_MAX ((uint64_t)1 << 30)
/* Readers other than the owner of the store have no business in it either. */
#define FILE_MODE 0600

/* A file being written. */
struct file_writing {
    int file;
    uint64_t at; /* how many bytes there are */
    struct file_header header;
    struct file_section table[FILE_SECTIONS_MAX];
    int number; /* errno of what failed, or 0 */
};

/* Write all bytes at an offset. False, with writing->number, when that fails. */
static bool put(struct file_writing *writing, const char *bytes, uint64_t length, uint64_t offset)
{
    while (length > 0 && writing->number == 0) {
        size_t piece = (size_t)(length < WRITE_BYTES_MAX ? length : WRITE_BYTES_MAX);
        ssize_t written = pwrite(writing->file, bytes, piece, (off_t)offset);
        if (written < 0 && errno != EINTR) {
            writing->number = errno;
        } else if (written > 0) {
            bytes += written;
            length -= (uint64_t)written;
            offset += (uint64_t)written;
        }
    }
    return writing->number == 0;
}

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
        writing->number = EFBIG;
        return false;
    }
    writing->table[writing->header.section_count++] = (struct file_section){
        slot->kind, slot->item_bytes, writing->at, bytes.length, digest_fast(bytes)};
    bool done = put(writing, bytes.at, bytes.length, writing->at);
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

/* Sections first, since head and table hold their digests. */
static bool write_file(struct file_writing *writing, const struct index *index,
                       struct text identity)
{
    struct index shown = *index;
    writing->at = align(sizeof(writing->header) + sizeof(writing->table));
    if (ftruncate(writing->file, 0) ||
        !write_text(writing, SECTION_MAKER, text_of(index_sources)) ||
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
    return put(writing, (const char *)writing->table,
               header->section_count * sizeof(*writing->table), sizeof(*header)) &&
           put(writing, (const char *)header, sizeof(*header), 0);
}

/*
 * Open the temporary file for us alone. What another program writes is locked; what one left
 * behind when it was killed is not, and is written over. A file that was renamed between being
 * opened and locked is no longer the temporary one and must not be touched.
 */
static enum status open_alone(const char *path, int *out, struct error *error)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
    if (file < 0) {
        return error_set(error, STATUS_IO, "cannot open %s: %s", path, strerror(errno));
    }
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat named;
    struct stat opened;
    if (fcntl(file, F_SETLK, &lock) || stat(path, &named) || fstat(file, &opened) ||
        named.st_ino != opened.st_ino || named.st_dev != opened.st_dev) {
        (void)close(file);
        return error_set(error, STATUS_UNAVAILABLE, "another program is writing %s", path);
    }
    *out = file;
    return STATUS_OK;
}

/* Let a rename outlast a loss of power. It did happen either way, so failure says nothing. */
static void settle_folder(const char *path)
{
    char folder[PATH_BYTES_MAX + 1];
    const char *slash = strrchr(path, '/');
    (void)snprintf(folder, sizeof(folder), "%.*s", slash ? (int)(slash - path) + 1 : 1,
                   slash ? path : ".");
    int file = open(folder, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        (void)fsync(file);
        (void)close(file);
    }
}

enum status index_save(const struct index *index, const char *path, struct text identity,
                       struct error *error)
{
    AUTO_BUFFER temporary = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&temporary, "%s.new", path);
    enum status status = buffer_status(&temporary);
    if (status || identity.length > INDEX_IDENTITY_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "the name of the index is too long");
    }
    struct file_writing writing = {.at = 0};
    status = open_alone(temporary.bytes, &writing.file, error);
    if (status) {
        return status;
    }
    errno = 0;
    if (!write_file(&writing, index, identity) || fsync(writing.file) ||
        rename(temporary.bytes, path)) {
        int number = writing.number ? writing.number : errno;
        (void)unlink(temporary.bytes);
        status = error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(number));
    }
    /* Closing gives up the lock, so it comes after the rename. */
    (void)close(writing.file);
    if (!status) {
        settle_folder(path);
    }
    return status;
}

/* What a spilled index calls itself. */
#define SPILL_IDENTITY TEXT("a part")

/* Write index to the open file, and read it from there. */
static enum status spill_to(int file, const struct index *index, struct index **out,
                            struct error *error)
{
    struct file_writing writing = {.file = file};
    AUTO_INDEX spilled = index_new();
    errno = 0;
    if (!spilled) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for an index");
    }
    if (!write_file(&writing, index, SPILL_IDENTITY)) {
        int number = writing.number ? writing.number : errno;
        return error_set(error, STATUS_IO, "cannot write a part of the index: %s",
                         strerror(number));
    }
    enum status status = index_map(file, spilled, error);
    if (status) {
        return status;
    }
    struct text bytes = {spilled->mapping, spilled->mapping_bytes};
    status = index_read(bytes, SPILL_IDENTITY, spilled, error);
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
