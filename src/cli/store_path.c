/* SPDX-License-Identifier: Apache-2.0 */
/* For realpath, which POSIX has in its X/Open part only. */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier,cert-*) */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "chancery/base/digest.h"

#include "store_path.h"

/* All paths together, for the digest. */
#define PATHS_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* How many digits of the digest tell one set of folders from another. */
#define DIGEST_DIGITS 12

static enum status make_folder(const char *path, struct error *error)
{
    if (mkdir(path, 0700) != 0 && errno != EEXIST) {
        return error_set(error, STATUS_IO, "cannot make %s: %s", path, strerror(errno));
    }
    return STATUS_OK;
}

/* Make each folder of path that is not there. */
static enum status make_folders(struct buffer *path, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 1; i < path->length && !status; i++) {
        if (path->bytes[i] == '/') {
            path->bytes[i] = '\0';
            status = make_folder(path->bytes, error);
            path->bytes[i] = '/';
        }
    }
    return status ? status : make_folder(path->bytes, error);
}

static enum status add_data_folder(struct buffer *out, struct error *error)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (data && data[0] == '/') {
        buffer_add_format(out, "%s/chancery", data);
    } else if (home && home[0] == '/') {
        buffer_add_format(out, "%s/.local/share/chancery", home);
    } else {
        return error_set(error, STATUS_NOT_FOUND,
                         "HOME is not set; say with --store where the store shall lie");
    }
    enum status status = buffer_status(out);
    if (status) {
        return error_set(error, status, "the path of the data folder is too long");
    }
    return make_folders(out, error);
}

static enum status digest_paths(char *const *paths, size_t count, struct digest *out,
                                struct error *error)
{
    AUTO_BUFFER all = BUFFER_UP_TO(PATHS_BYTES_MAX);
    for (size_t i = 0; i < count; i++) {
        char *absolute = realpath(paths[i], NULL);
        if (!absolute) {
            return error_set(error, STATUS_NOT_FOUND, "%s: %s", paths[i], strerror(errno));
        }
        buffer_add(&all, text_of(absolute));
        buffer_add(&all, TEXT("\n"));
        free(absolute);
    }
    *out = digest_sha256(buffer_text(&all));
    return buffer_status(&all);
}

enum status store_path_of(char *const *paths, size_t count, struct buffer *out, struct error *error)
{
    struct digest digest;
    enum status status = digest_paths(paths, count, &digest, error);
    if (!status) {
        status = add_data_folder(out, error);
    }
    if (!status) {
        buffer_add_format(out, "/%.*s.store", DIGEST_DIGITS, digest.hex);
        status = buffer_status(out);
    }
    return status;
}
