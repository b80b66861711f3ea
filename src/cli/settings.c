/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <unistd.h>

#include <ini.h>

#include "chancery/api/api.h"
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/number.h"
#include "chancery/http/server.h"
#include "chancery/ingest/library.h"
#include "chancery/model/facts.h"

#include "settings.h"

#define PATH_BYTES_MAX ((size_t)4096)

#define MIB ((int64_t)1024 * 1024)
#define GIB ((int64_t)1024 * MIB)

/* In the order of enum confidence. */
static const char *const confidence_words[] = {"certain", "likely", "doubtful", NULL};

static const struct setting {
    const char *section;
    const char *name;
    size_t offset; /* of its int64_t in struct settings */
    int64_t preset;
    int64_t least;
    int64_t most;
    const char *const *words; /* ended by NULL; the value is the place of one of them */
} setting_list[] = {
    {"serve", "port", offsetof(struct settings, serve_port), 8470, 0, UINT16_MAX, NULL},
    {"serve", "worker_count", offsetof(struct settings, serve_worker_count), 0, 0,
     HTTP_WORKER_COUNT_MAX, NULL},
    {"serve", "queue_count", offsetof(struct settings, serve_queue_count), HTTP_QUEUE_COUNT, 1,
     100000, NULL},
    {"serve", "connection_count", offsetof(struct settings, serve_connection_count),
     HTTP_CONNECTION_COUNT, 1, 100000, NULL},
    {"serve", "idle_seconds", offsetof(struct settings, serve_idle_seconds), HTTP_IDLE_SECONDS, 1,
     3600, NULL},
    {"serve", "header_seconds", offsetof(struct settings, serve_header_seconds),
     HTTP_HEADER_SECONDS, 1, 3600, NULL},
    {"serve", "body_seconds", offsetof(struct settings, serve_body_seconds), HTTP_BODY_SECONDS, 1,
     3600, NULL},
    {"serve", "stop_seconds", offsetof(struct settings, serve_stop_seconds), HTTP_STOP_SECONDS, 1,
     3600, NULL},
    {"serve", "target_bytes", offsetof(struct settings, serve_target_bytes), HTTP_TARGET_BYTES, 256,
     MIB, NULL},
    {"serve", "header_bytes", offsetof(struct settings, serve_header_bytes), HTTP_HEADER_BYTES,
     1024, MIB, NULL},
    {"serve", "header_count", offsetof(struct settings, serve_header_count), HTTP_HEADER_COUNT, 10,
     1000, NULL},
    {"serve", "argument_count", offsetof(struct settings, serve_argument_count),
     HTTP_ARGUMENT_COUNT, 1, 1000, NULL},
    {"serve", "body_bytes", offsetof(struct settings, serve_body_bytes), HTTP_BODY_BYTES, 1024,
     64 * MIB, NULL},
    {"serve", "request_memory_bytes", offsetof(struct settings, serve_request_memory_bytes),
     HTTP_MEMORY_BYTES, MIB, 64 * GIB, NULL},
    {"serve", "answer_bytes", offsetof(struct settings, serve_answer_bytes), HTTP_ANSWER_BYTES, MIB,
     64 * GIB, NULL},
    {"search", "find_ms", offsetof(struct settings, search_find_ms), API_FIND_MS, 1, 3600000, NULL},
    {"search", "expansion_count", offsetof(struct settings, search_expansion_count),
     SEARCH_EXPANSIONS_MAX, 1, 10000000, NULL},
    {"load", "worker_count", offsetof(struct settings, load_worker_count), 0, 0,
     LIBRARY_WORKERS_MAX, NULL},
    {"load", "file_bytes", offsetof(struct settings, load_file_bytes), INGEST_FILE_BYTES_MAX, 1,
     1024 * GIB, NULL},
    {"load", "file_count", offsetof(struct settings, load_file_count), INGEST_FILES_MAX, 1,
     100000000, NULL},
    {"load", "folder_depth", offsetof(struct settings, load_folder_depth), INGEST_FOLDER_DEPTH_MAX,
     1, 1000, NULL},
    {"load", "index_bytes", offsetof(struct settings, load_index_bytes), INGEST_INDEX_BYTES,
     64 * MIB, 1024 * GIB, NULL},
    {"load", "archive_entry_bytes", offsetof(struct settings, load_archive_entry_bytes),
     PARSE_ARCHIVE_ENTRY_BYTES_MAX, 1, 1024 * GIB, NULL},
    {"load", "archive_bytes", offsetof(struct settings, load_archive_bytes),
     PARSE_ARCHIVE_BYTES_MAX, 1, 1024 * GIB, NULL},
    {"load", "archive_entry_count", offsetof(struct settings, load_archive_entry_count),
     PARSE_ARCHIVE_ENTRIES_MAX, 1, 100000000, NULL},
    {"load", "archive_ratio", offsetof(struct settings, load_archive_ratio),
     PARSE_ARCHIVE_RATIO_MAX, 1, 100000, NULL},
    {"load", "pdf_seconds", offsetof(struct settings, load_pdf_seconds), PARSE_PDF_SECONDS_MAX, 1,
     3600, NULL},
    {"facts", "confidence", offsetof(struct settings, facts_confidence), FACTS_BAR_DEFAULT, 0,
     CONFIDENCE_DOUBTFUL, confidence_words},
};

/* What the reader of the file carries from line to line. */
struct filling {
    struct settings *settings;
    const char *path;
    struct error *error;
    enum status status;
};

static int64_t *place_of(struct settings *settings, const struct setting *setting)
{
    return (int64_t *)(void *)((char *)settings + setting->offset);
}

static const struct setting *find(const char *section, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(setting_list); i++) {
        if (text_equal(text_of(setting_list[i].section), text_of(section)) &&
            text_equal(text_of(setting_list[i].name), text_of(name))) {
            return &setting_list[i];
        }
    }
    return NULL;
}

/* Set *out to the place of value among the words of setting. */
static bool read_word(const struct setting *setting, struct text value, int64_t *out)
{
    for (int64_t i = 0; setting->words && setting->words[i]; i++) {
        if (text_equal(text_of(setting->words[i]), value)) {
            *out = i;
            return true;
        }
    }
    return false;
}

static enum status refuse(const struct filling *filling, const struct setting *setting)
{
    if (!setting->words) {
        return error_set(filling->error, STATUS_INVALID, "%s: %s is a number from %lld to %lld",
                         filling->path, setting->name, (long long)setting->least,
                         (long long)setting->most);
    }
    return error_set(filling->error, STATUS_INVALID, "%s: %s is a word from %s to %s",
                     filling->path, setting->name, setting->words[setting->least],
                     setting->words[setting->most]);
}

/* For inih: 0 says that the line is wrong, and where it stands is what the parse answers. */
static int take_line(void *context, const char *section, const char *name, const char *value)
{
    struct filling *filling = context;
    const struct setting *setting = find(section, name);
    if (filling->status) {
        return 0;
    }
    if (!setting) {
        filling->status =
            error_set(filling->error, STATUS_INVALID, "%s: there is no setting %s in [%s]",
                      filling->path, name, section);
        return 0;
    }
    int64_t *place = place_of(filling->settings, setting);
    bool is_read = setting->words
                       ? read_word(setting, text_of(value), place)
                       : number_read(text_of(value), setting->least, setting->most, place);
    if (!is_read) {
        filling->status = refuse(filling, setting);
    }
    return is_read ? 1 : 0;
}

enum status settings_load(const char *folder, struct settings *out, struct error *error)
{
    for (size_t i = 0; i < COUNT_OF(setting_list); i++) {
        *place_of(out, &setting_list[i]) = setting_list[i].preset;
    }
    AUTO_BUFFER path = BUFFER_UP_TO(PATH_BYTES_MAX);
    buffer_add_format(&path, "%s/chancery.ini", folder);
    if (buffer_status(&path)) {
        return error_set(error, STATUS_INVALID, "the name of the settings folder is too long");
    }
    if (access(path.bytes, F_OK) != 0) {
        return STATUS_OK;
    }
    struct filling filling = {.settings = out, .path = path.bytes, .error = error};
    int line = ini_parse(path.bytes, take_line, &filling);
    if (filling.status) {
        return filling.status;
    }
    if (line < 0) {
        return error_set(error, STATUS_IO, "cannot read %s", path.bytes);
    }
    return line == 0
               ? STATUS_OK
               : error_set(error, STATUS_INVALID, "%s: line %d cannot be read", path.bytes, line);
}

struct ingest_limits settings_limits(const struct settings *settings)
{
    return (struct ingest_limits){
        .file_bytes = settings->load_file_bytes,
        .file_count = settings->load_file_count,
        .folder_depth = settings->load_folder_depth,
        .index_bytes = settings->load_index_bytes,
        .parse = {settings->load_archive_entry_bytes, settings->load_archive_bytes,
                  settings->load_archive_entry_count, settings->load_archive_ratio,
                  settings->load_pdf_seconds}};
}
