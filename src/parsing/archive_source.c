/* SPDX-License-Identifier: Apache-2.0 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

#include "archive_source.h"

/* How much libarchive gets at a time. */
#define PIECE_BYTES ((size_t)64 * 1024)

/*
 * A zip up to this size is held, for only its end tells links from files. In a larger one, which is
 * read forward, a link is a file that holds the path it leads to.
 */
#define HELD_ZIP_BYTES_MAX PARSE_DOCUMENT_BYTES_MAX

/* A filter over the bytes and none below it; more would be archives in archives. */
#define FILTERS_MAX 2

/* Where a tar has its magic. */
#define TAR_MAGIC_OFFSET 257

bool archive_detect(struct text head)
{
    return text_starts(head, TEXT("PK\x03\x04")) || text_starts(head, TEXT("PK\x05\x06")) ||
           text_starts(head, TEXT("\x1F\x8B\x08")) || text_starts(head, TEXT("\x28\xB5\x2F\xFD")) ||
           text_starts(text_from(head, TAR_MAGIC_OFFSET), TEXT("ustar"));
}

/* libarchive's callback: pass over what it had, and give it the next piece. */
static la_ssize_t give_piece(struct archive *libarchive, void *context, const void **out)
{
    struct archive_source *archive = context;
    struct error error = ERROR_NONE;
    source_skip(archive->source, archive->given);
    archive->given = 0;
    archive->status = source_fill(archive->source, PIECE_BYTES, &error);
    if (archive->status) {
        archive_set_error(libarchive, EIO, "%s", error.message);
        return ARCHIVE_FATAL;
    }
    struct text piece = text_slice(archive->source->window, 0, PIECE_BYTES);
    archive->given = piece.length;
    archive->in_bytes += (int64_t)piece.length;
    *out = piece.at;
    return (la_ssize_t)piece.length;
}

/* The same for bytes in memory, where libarchive may go to any place. */
static la_int64_t move(struct archive *libarchive, void *context, la_int64_t offset, int whence)
{
    struct archive_source *archive = context;
    struct source *source = archive->source;
    int64_t length = (int64_t)archive->whole.length;
    int64_t at = offset;
    (void)libarchive;
    if (whence == SEEK_END) {
        at += length;
    } else if (whence == SEEK_CUR) {
        at += source->offset + (int64_t)archive->given;
    }
    if (at < 0 || at > length) {
        return ARCHIVE_FATAL;
    }
    source->window = text_from(archive->whole, (size_t)at);
    source->offset = at;
    archive->given = 0;
    return at;
}

enum status archive_source_open(struct archive_source *archive, struct source *source,
                                struct parse_limits limits, struct error *error)
{
    *archive =
        (struct archive_source){.source = source, .limits = limits, .archive = archive_read_new()};
    struct archive *libarchive = archive->archive;
    if (!libarchive) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to read an archive");
    }
    if (text_starts(source->window, TEXT("PK"))) {
        archive->status = source_fill(source, HELD_ZIP_BYTES_MAX, error);
    }
    if (source->is_whole) {
        archive->whole = source->window;
        (void)archive_read_set_seek_callback(libarchive, move);
    }
    (void)archive_read_support_filter_gzip(libarchive);
    (void)archive_read_support_filter_zstd(libarchive);
    (void)archive_read_support_format_tar(libarchive);
    (void)archive_read_support_format_zip(libarchive);
    (void)archive_read_support_format_raw(libarchive);
    (void)archive_read_set_read_callback(libarchive, give_piece);
    (void)archive_read_set_callback_data(libarchive, archive);
    if (archive->status) {
        return archive->status;
    }
    archive->is_damaged = archive_read_open1(libarchive) != ARCHIVE_OK ||
                          archive_filter_count(libarchive) > FILTERS_MAX;
    return archive->status ? error_set(error, archive->status, "an archive cannot be read")
                           : STATUS_OK;
}

void archive_source_close(struct archive_source *archive)
{
    if (archive->archive) {
        (void)archive_read_free(archive->archive);
    }
    archive->archive = NULL;
}

struct archive_entry *archive_source_next(struct archive_source *archive)
{
    struct archive_entry *entry = NULL;
    if (archive->is_damaged || archive->is_over_limit) {
        return NULL;
    }
    int result = archive_read_next_header(archive->archive, &entry);
    archive->is_entry_over = archive->is_entry_bad = false;
    archive->entry_bytes = 0;
    if (result == ARCHIVE_EOF) {
        return NULL;
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
        archive->is_damaged = true;
        return NULL;
    }
    archive->is_over_limit = ++archive->entry_count > archive->limits.archive_entry_count;
    return archive->is_over_limit ? NULL : entry;
}

static bool is_over_ratio(const struct archive_source *archive)
{
    return archive->out_bytes > PARSE_ARCHIVE_RATIO_BYTES_MIN &&
           archive->out_bytes / archive->limits.archive_ratio > archive->in_bytes;
}

int64_t archive_source_read(struct archive_source *archive, char *out, size_t room)
{
    la_ssize_t got = archive_read_data(archive->archive, out, room);
    if (got < 0) {
        archive->is_entry_bad = true;
        archive->is_damaged = got == ARCHIVE_FATAL;
        return -1;
    }
    archive->entry_bytes += got;
    archive->out_bytes += got;
    archive->is_entry_over = archive->entry_bytes > archive->limits.archive_entry_bytes;
    archive->is_over_limit =
        archive->out_bytes > archive->limits.archive_bytes || is_over_ratio(archive);
    return archive->is_entry_over || archive->is_over_limit ? -1 : (int64_t)got;
}
