/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "chancery/base/digest.h"
#include "chancery/base/file.h"
#include "chancery/model/codec.h"
#include "chancery/model/vocabulary.h"

#include "reading_tag.h"

/* Program, version, and a digest of the sources that read; scripts/reading_sources.py makes it. */
extern const char reading_sources[];

#define PATH_BYTES_MAX ((size_t)4096)

/* One table's name and content, whatever order the folder lists it in. */
static enum status digest_table(const char *folder, const char *name, uint64_t *sum,
                                struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    AUTO_BUFFER content = BUFFER_UP_TO(VOCABULARY_FILE_BYTES_MAX + PATH_BYTES_MAX);
    buffer_add_format(&path, "%s/%s", folder, name);
    buffer_add_format(&content, "%s:", name);
    enum status status = buffer_status(&path);
    if (status) {
        return error_set(error, status, "the name of a vocabulary is too long");
    }
    status = file_read(path.bytes, &content, error);
    *sum += digest_fast(buffer_text(&content));
    return status;
}

enum status reading_tag(const char *vocabulary_folder, struct arena *arena, struct text *out,
                        struct error *error)
{
    DIR *list = opendir(vocabulary_folder);
    if (!list) {
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "cannot open %s: %s", vocabulary_folder, strerror(errno));
    }
    enum status status = STATUS_OK;
    uint64_t sum = 0;
    struct dirent *entry = readdir(list);
    while (entry && !status) {
        if (text_ends(text_of(entry->d_name), TEXT(".tsv"))) {
            status = digest_table(vocabulary_folder, entry->d_name, &sum, error);
        }
        entry = readdir(list);
    }
    (void)closedir(list);
    if (status) {
        return status;
    }
    struct text tag = arena_format(arena, "%s codec %d vocabulary %016llx", reading_sources,
                                   CODEC_VERSION, (unsigned long long)sum);
    if (!tag.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the vocabularies");
    }
    *out = tag;
    return STATUS_OK;
}
