/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "chancery/base/file.h"

#define PIECE_BYTES ((size_t)64 * 1024)

enum status file_read_piece(int file, char *out, size_t room, size_t *got, struct error *error)
{
    ssize_t count = 0;
    do {
        count = read(file, out, room);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        return error_set(error, STATUS_IO, "cannot read: %s", strerror(errno));
    }
    *got = (size_t)count;
    return STATUS_OK;
}

static enum status read_all(int file, const char *path, struct buffer *out, struct error *error)
{
    char piece[PIECE_BYTES];
    size_t got = 0;
    do {
        enum status status = file_read_piece(file, piece, sizeof(piece), &got, error);
        if (status) {
            return error_set(error, status, "cannot read %s: %s", path, strerror(errno));
        }
        buffer_add(out, (struct text){piece, got});
    } while (got > 0 && buffer_status(out) == STATUS_OK);
    enum status status = buffer_status(out);
    if (status) {
        return error_set(error, status, "%s is larger than %zu bytes", path, out->limit);
    }
    return STATUS_OK;
}

enum status file_read(const char *path, struct buffer *out, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        enum status status = errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO;
        return error_set(error, status, "cannot open %s: %s", path, strerror(errno));
    }
    enum status status = read_all(file, path, out, error);
    (void)close(file);
    return status;
}
