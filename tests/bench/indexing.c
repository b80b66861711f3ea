/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What making the index of a store costs, and what the file is made of: processor and wall time of
 * reading the documents alone and of the whole, the most memory, and the bytes of each section.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/base/file.h"
#include "chancery/ingest/limits.h"
#include "chancery/store/reader.h"

#include "../../src/index/sections.h"
#include "../../src/ingest/indexing.h"

#define PATH_BYTES_MAX ((size_t)4096)
#define US_A_SECOND    1e6
#define BYTES_A_MB     1e6

/* The most threads that this measures. */
#define READERS 2

struct indexing_options {
    const char *store;
    unsigned workers;
    int64_t index_bytes;
};

struct moment {
    double wall;
    double processor;
};

static struct moment now(void)
{
    struct timespec time;
    struct rusage usage;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    (void)getrusage(RUSAGE_SELF, &usage);
    return (struct moment){(double)time.tv_sec + (double)time.tv_nsec / 1e9,
                           (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) /
                                   US_A_SECOND};
}

static void tell(const char *what, struct moment from)
{
    struct moment to = now();
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    (void)printf("%-10s %8.2f s  %8.2f processor seconds  %8.1f MB at most\n", what,
                 to.wall - from.wall, to.processor - from.processor, (double)usage.ru_maxrss / 1e3);
}

static enum status pass_over(int64_t key, struct document *document, void *context,
                             struct error *error)
{
    (void)key;
    (void)document;
    (void)context;
    (void)error;
    return STATUS_OK;
}

static void tell_sections(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct file_header header;
    if (!file || fread(&header, sizeof(header), 1, file) != 1) {
        return;
    }
    (void)printf("%-10s %12.1f MB\n", "file", (double)header.file_bytes / BYTES_A_MB);
    for (uint32_t i = 0; i < header.section_count; i++) {
        struct file_section section;
        if (fread(&section, sizeof(section), 1, file) == 1) {
            (void)printf("%4u %4u %12.3f MB %6.2f %%\n", section.kind >> 8, section.kind & 255,
                         (double)section.length / BYTES_A_MB,
                         100.0 * (double)section.length / (double)header.file_bytes);
        }
    }
    (void)fclose(file);
}

static enum status run(const struct indexing_options *options, struct error *error)
{
    const char *path = options->store;
    AUTO_STORE_READER reader = NULL;
    AUTO_STORE_READER other = NULL;
    AUTO_BUFFER name = BUFFER_UP_TO(PATH_BYTES_MAX);
    enum status status = store_reader_open(path, &reader, error);
    status = status ? status : store_reader_open(path, &other, error);
    if (status) {
        return status;
    }
    struct moment from = now();
    struct store_walk walk = {.count = -1, .part = STORE_PART_FACTS};
    status = store_reader_each(reader, walk, pass_over, NULL, error);
    tell("reading", from);
    buffer_add_format(&name, "%s.index", path);
    (void)unlink(name.bytes);
    AUTO_INDEX index = NULL;
    struct store_reader *readers[] = {reader, other};
    struct indexing_request request = {.store_path = path,
                                       .readers = readers,
                                       .reader_count = options->workers,
                                       .index_bytes = options->index_bytes};
    from = now();
    status = status ? status : indexing_find(&request, &index, error);
    tell("indexing", from);
    index = index_free(index);
    from = now();
    status = status ? status : indexing_find(&request, &index, error);
    tell("opening", from);
    tell_sections(name.bytes);
    return status;
}

/* indexing STORE [WORKERS [MIB]] */
int main(int count, char **arguments)
{
    struct error error = ERROR_NONE;
    struct indexing_options options = {.workers = READERS, .index_bytes = INGEST_INDEX_BYTES};
    if (count < 2) {
        (void)fprintf(stderr, "usage: indexing STORE [WORKERS [MIB OF MEMORY]]\n");
        return EXIT_FAILURE;
    }
    options.store = arguments[1];
    if (count > 2 && strtol(arguments[2], NULL, 10) == 1) {
        options.workers = 1;
    }
    if (count > 3) {
        options.index_bytes = strtol(arguments[3], NULL, 10) * 1024 * 1024;
    }
    if (run(&options, &error)) {
        (void)fprintf(stderr, "indexing: %s\n", error.message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
