/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "chancery/store/store.h"

#include "opening.h"

#define PIECE_BYTES ((size_t)64 * 1024)

/* O_NONBLOCK, so that opening a pipe that nobody writes to does not wait for ever. */
#define FILE_FLAGS (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

int opening_folder(int folder, const char *name)
{
    return openat(folder, name, FILE_FLAGS | O_DIRECTORY);
}

enum status opening_root(const char *path, bool is_folder, struct opening_root *out,
                         struct error *error)
{
    char parent[STORE_PATH_BYTES_MAX];
    size_t length = strlen(path);
    if (length >= sizeof(parent)) {
        return error_set(error, STATUS_LIMIT, "a path over %zu bytes", sizeof(parent) - 1);
    }
    memcpy(parent, path, length + 1);
    if (!is_folder) {
        char *slash = strrchr(parent, '/');
        if (slash) {
            slash[slash == parent ? 1 : 0] = '\0';
        }
    }
    /* The root itself was named by the user, so links on the way to it are meant. */
    out->folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->folder < 0) {
        enum status status = errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO;
        return error_set(error, status, "cannot open %s: %s", parent, strerror(errno));
    }
    return STATUS_OK;
}

void opening_root_close(struct opening_root *root)
{
    if (root->folder >= 0) {
        (void)close(root->folder);
        root->folder = -1;
    }
}

enum reason opening_refuses(mode_t mode)
{
    if (S_ISFIFO(mode)) {
        return REASON_FIFO;
    }
    if (S_ISSOCK(mode)) {
        return REASON_SOCKET;
    }
    return S_ISBLK(mode) || S_ISCHR(mode) ? REASON_DEVICE : REASON_NONE;
}

/* Go down folder by folder, so that none of them can be a link. -1 when that cannot be done. */
static int open_below(int folder, struct text path)
{
    char name[STORE_PATH_BYTES_MAX];
    struct text part;
    int at = folder;
    while (text_take_until(&path, '/', &part)) {
        int next = -1;
        if (part.length < sizeof(name)) {
            memcpy(name, part.at, part.length);
            name[part.length] = '\0';
            next = opening_folder(at, name);
        }
        if (at != folder) {
            (void)close(at);
        }
        if (next < 0) {
            return -1;
        }
        at = next;
    }
    int file = -1;
    if (path.length < sizeof(name)) {
        memcpy(name, path.at, path.length);
        name[path.length] = '\0';
        file = openat(at, name, FILE_FLAGS);
    }
    if (at != folder) {
        (void)close(at);
    }
    return file;
}

enum reason opening_read_all(int file, struct buffer *out)
{
    char piece[PIECE_BYTES];
    ssize_t got = 0;
    do {
        got = read(file, piece, sizeof(piece));
        if (got > 0) {
            buffer_add(out, (struct text){piece, (size_t)got});
        }
    } while ((got > 0 && buffer_status(out) == STATUS_OK) || (got < 0 && errno == EINTR));
    if (got < 0) {
        return REASON_UNREADABLE;
    }
    enum status status = buffer_status(out);
    if (status) {
        return status == STATUS_LIMIT ? REASON_TOO_LARGE : REASON_NO_MEMORY;
    }
    return out->length > 0 ? REASON_NONE : REASON_EMPTY;
}

enum reason opening_file(const struct opening_root *root, struct text path, int *file,
                         struct stat *entry)
{
    int opened = open_below(root->folder, path);
    if (opened < 0) {
        return REASON_UNREADABLE;
    }
    enum reason reason = REASON_UNREADABLE;
    if (fstat(opened, entry) == 0) {
        reason = opening_refuses(entry->st_mode);
        reason = reason == REASON_NONE && !S_ISREG(entry->st_mode) ? REASON_UNREADABLE : reason;
    }
    if (reason != REASON_NONE) {
        (void)close(opened);
        return reason;
    }
    *file = opened;
    return REASON_NONE;
}

enum reason opening_read(const struct opening_root *root, struct text path, struct buffer *out,
                         struct stat *entry)
{
    int file = -1;
    enum reason reason = opening_file(root, path, &file, entry);
    if (reason == REASON_NONE) {
        reason = opening_read_all(file, out);
        (void)close(file);
    }
    return reason;
}
