/* SPDX-License-Identifier: Apache-2.0 */
#include "check_coverage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/model/vocabulary.h"
#include "chancery/parsing/coverage.h"
#include "chancery/parsing/parse.h"

#include "config.h"

/* The longest path that is read. */
#define PATH_BYTES_MAX ((size_t)4096)

struct covering {
    const struct vocabulary *vocabulary;
    const char *path; /* of the file that is read */
    struct coverage_gaps sums;
    size_t document_count;
};

static void print_gap(const char *path, const struct coverage_gap *gap)
{
    (void)printf("%s:%zu: %zu-%zu: %.*s\n", path, gap->line, gap->span.start, gap->span.end,
                 TEXT_ARGUMENTS(gap->text));
}

/* context is the covering. */
static enum status add_document(struct document *document, struct arena *arena, struct text bytes,
                                void *context, struct error *error)
{
    (void)bytes;
    struct covering *covering = context;
    struct coverage_gaps gaps;
    coverage_find(document, arena, &gaps);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for what is not claimed");
    }
    for (size_t i = 0; i < gaps.count; i++) {
        print_gap(covering->path, &gaps.items[i]);
    }
    covering->document_count++;
    covering->sums.header_bytes += gaps.header_bytes;
    covering->sums.header_unclaimed_bytes += gaps.header_unclaimed_bytes;
    covering->sums.bytes += gaps.bytes;
    covering->sums.unclaimed_bytes += gaps.unclaimed_bytes;
    return STATUS_OK;
}

static enum status read_piece(void *context, char *out, size_t room, size_t *got,
                              struct error *error)
{
    return file_read_piece(*(const int *)context, out, room, got, error);
}

static enum status cover_file(struct covering *covering, const char *path, struct error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "cannot open %s: %s", path, strerror(errno));
    }
    struct parse_stream stream = {read_piece, &file};
    struct parse_options options = {
        .vocabulary = covering->vocabulary, .path = text_of(path), .coverage = true};
    covering->path = path;
    enum status status = parse_stream(&stream, &options, add_document, covering, error);
    (void)close(file);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static enum status cover_path(struct covering *covering, const char *path, int depth,
                              struct error *error);

static void cover_entry(struct covering *covering, const char *folder, const char *name, int depth)
{
    struct error error = ERROR_NONE;
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&path, "%s/%s", folder, name);
    enum status status = buffer_status(&path);
    status = status ? error_set(&error, status, "the path of %s is too long", name)
                    : cover_path(covering, path.bytes, depth + 1, &error);
    if (status) {
        (void)fprintf(stderr, "chancery check: %s/%s: %s\n", folder, name, error.message);
    }
}

static enum status cover_path(struct covering *covering, const char *path, int depth,
                              struct error *error)
{
    if (!is_folder(path)) {
        return cover_file(covering, path, error);
    }
    if (depth > CHECK_COVERAGE_DEPTH_MAX) {
        return error_set(error, STATUS_LIMIT, "folders lie deeper than %d in each other",
                         CHECK_COVERAGE_DEPTH_MAX);
    }
    struct dirent **names = NULL;
    int count = scandir(path, &names, NULL, alphasort);
    if (count < 0) {
        return error_set(error, STATUS_IO, "cannot list %s: %s", path, strerror(errno));
    }
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.') {
            cover_entry(covering, path, names[i]->d_name, depth);
        }
        free(names[i]);
    }
    free((void *)names);
    return STATUS_OK;
}

static double percent(size_t part, size_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : 0.0;
}

enum status check_coverage(const char *path, const char *config, struct error *error)
{
    AUTO_VOCABULARY vocabulary = NULL;
    enum status status = config_vocabulary(config, &vocabulary, error);
    struct covering covering = {.vocabulary = vocabulary};
    status = status ? status : cover_path(&covering, path, 0, error);
    if (!status) {
        const struct coverage_gaps *sums = &covering.sums;
        (void)printf(
            "%zu documents; unclaimed: %zu of %zu header bytes (%.3f %%), %zu of %zu bytes "
            "(%.3f %%)\n",
            covering.document_count, sums->header_unclaimed_bytes, sums->header_bytes,
            percent(sums->header_unclaimed_bytes, sums->header_bytes), sums->unclaimed_bytes,
            sums->bytes, percent(sums->unclaimed_bytes, sums->bytes));
    }
    return status;
}
