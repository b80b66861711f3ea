/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "chancery/base/file.h"

#define PIECE_BYTES ((size_t)64 * 1024)

static enum status read_all(int file, const char *path, struct buffer *out, struct error *error)
{
    char piece[PIECE_BYTES];
    ssize_t got = 0;
    do {
        got = read(file, piece, sizeof(piece));
        if (got > 0) {
            buffer_add(out, (struct text){piece, (size_t)got});
        }
    } while (got > 0 || (got < 0 && errno == EINTR));
    if (got < 0) {
        return error_set(error, STATUS_IO, "cannot read %s: %s", path, strerror(errno));
    }
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
