/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>

#include "chancery/base/digest.h"
#include "chancery/base/file.h"

#include "folder_aliases.h"
#include "walk.h"

#define PATH_BYTES_MAX ((size_t)4096)

static enum status read_one(const char *path, struct vocabulary *vocabulary, struct arena *arena,
                            struct text *tag, struct error *error)
{
    AUTO_BUFFER content = BUFFER_UP_TO(VOCABULARY_FILE_BYTES_MAX);
    enum status status = file_read(path, &content, error);
    if (status) {
        return status;
    }
    struct error wrong = ERROR_NONE;
    struct text source = content.length > 0 ? buffer_text(&content) : TEXT("");
    status = vocabulary_add_aliases(vocabulary, source, &wrong);
    if (status) {
        return error_set(error, status, "%s: %s", path, wrong.message);
    }
    *tag = arena_format(arena, "%.*s aliases %016llx", TEXT_ARGUMENTS(*tag),
                        (unsigned long long)digest_fast(source));
    return tag->at ? STATUS_OK : error_set(error, STATUS_NO_MEMORY, "no memory for aliases");
}

enum status folder_aliases(const char *const *paths, size_t count, struct vocabulary *vocabulary,
                           struct arena *arena, struct text *tag, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && !status; i++) {
        AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
        struct stat entry;
        buffer_add_format(&path, "%s/%s", paths[i], WALK_ALIASES);
        /* Links are not followed, as for documents. */
        bool is_there =
            !buffer_status(&path) && lstat(path.bytes, &entry) == 0 && S_ISREG(entry.st_mode);
        if (is_there) {
            status = read_one(path.bytes, vocabulary, arena, tag, error);
        }
    }
    return status;
}
