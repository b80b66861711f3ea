/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/kept_file.h"

#define PATH_BYTES_MAX ((size_t)4096)
/* The most bytes handed to one write. */
#define WRITE_BYTES_MAX ((size_t)1 << 30)
/* Readers other than the owner have no business in it. */
#define FILE_MODE 0600

bool kept_file_put(int file, struct text piece, size_t offset)
{
    while (piece.length > 0) {
        size_t most = piece.length < WRITE_BYTES_MAX ? piece.length : WRITE_BYTES_MAX;
        ssize_t written = pwrite(file, piece.at, most, (off_t)offset);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            piece = text_from(piece, (size_t)written);
            offset += (size_t)written;
        }
    }
    return true;
}

/* What kept_file_write writes. */
struct pieces {
    const struct text *items;
    size_t count;
};

/* A kept_file_fill. */
static bool put_pieces(int file, void *context)
{
    const struct pieces *pieces = context;
    size_t at = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        if (!kept_file_put(file, pieces->items[i], at)) {
            return false;
        }
        size_t end = at + pieces->items[i].length;
        at = (end + KEPT_FILE_ALIGNMENT - 1) / KEPT_FILE_ALIGNMENT * KEPT_FILE_ALIGNMENT;
    }
    return ftruncate(file, (off_t)at) == 0;
}

/*
 * Open the temporary file for us alone. What another program writes is locked; what one left behind
 * when it was killed is not, and is written over. A file that was renamed between being opened and
 * locked is no longer the temporary one and must not be touched.
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

/* Empty what an earlier writer may have left, fill it, and make it durable. */
static bool fill_anew(int file, kept_file_fill *fill, void *context)
{
    return ftruncate(file, 0) == 0 && fill(file, context) && fsync(file) == 0;
}

enum status kept_file_make(const char *path, kept_file_fill *fill, void *context,
                           struct error *error)
{
    AUTO_BUFFER temporary = BUFFER_UP_TO(PATH_BYTES_MAX);
    int file = -1;
    buffer_add_format(&temporary, "%s.new", path);
    if (buffer_status(&temporary)) {
        return error_set(error, STATUS_LIMIT, "the name of a file is too long");
    }
    enum status status = open_alone(temporary.bytes, &file, error);
    if (status) {
        return status;
    }
    if (!fill_anew(file, fill, context) || rename(temporary.bytes, path)) {
        status = error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
        (void)unlink(temporary.bytes);
    }
    /* Closing gives up the lock, so it comes after the rename. */
    (void)close(file);
    if (!status) {
        settle_folder(path);
    }
    return status;
}

enum status kept_file_write(const char *path, const struct text *pieces, size_t count,
                            struct error *error)
{
    struct pieces all = {pieces, count};
    return kept_file_make(path, put_pieces, &all, error);
}

enum status kept_file_map(int file, struct text *out, struct error *error)
{
    struct stat entry;
    if (fstat(file, &entry) || !S_ISREG(entry.st_mode) || entry.st_size <= 0) {
        return error_set(error, STATUS_CORRUPT, "the file is none of ours");
    }
    void *mapping = mmap(NULL, (size_t)entry.st_size, PROT_READ, MAP_SHARED, file, 0);
    if (mapping == MAP_FAILED) {
        return error_set(error, STATUS_IO, "cannot map a file: %s", strerror(errno));
    }
    *out = (struct text){mapping, (size_t)entry.st_size};
    return STATUS_OK;
}

enum status kept_file_open(const char *path, struct text *out, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "cannot open %s: %s", path, strerror(errno));
    }
    enum status status = kept_file_map(file, out, error);
    (void)close(file);
    return status;
}

void kept_file_close(struct text file)
{
    void *mapping = NULL;
    if (file.at) {
        /* It was mapped without the right to write; giving it back changes nothing. */
        memcpy(&mapping, &file.at, sizeof(mapping));
        (void)munmap(mapping, file.length);
    }
}
