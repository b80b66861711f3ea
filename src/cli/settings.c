/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <unistd.h>

#include <ini.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/number.h"
#include "chancery/http/server.h"
#include "chancery/ingest/library.h"

#include "settings.h"

#define PATH_BYTES_MAX ((size_t)4096)

#define MIB ((int64_t)1024 * 1024)
#define GIB ((int64_t)1024 * MIB)

static const struct setting {
    const char *section;
    const char *name;
    size_t offset; /* of its int64_t in struct settings */
    int64_t preset;
    int64_t least;
    int64_t most;
} setting_list[] = {
    {"serve", "port", offsetof(struct settings, serve_port), 8470, 0, UINT16_MAX},
    {"serve", "worker_count", offsetof(struct settings, serve_worker_count), 0, 0,
     HTTP_WORKER_COUNT_MAX},
    {"serve", "queue_count", offsetof(struct settings, serve_queue_count), HTTP_QUEUE_COUNT, 1,
     100000},
    {"serve", "connection_count", offsetof(struct settings, serve_connection_count),
     HTTP_CONNECTION_COUNT, 1, 100000},
    {"serve", "idle_seconds", offsetof(struct settings, serve_idle_seconds), HTTP_IDLE_SECONDS, 1,
     3600},
    {"serve", "stop_seconds", offsetof(struct settings, serve_stop_seconds), HTTP_STOP_SECONDS, 1,
     3600},
    {"serve", "target_bytes", offsetof(struct settings, serve_target_bytes), HTTP_TARGET_BYTES, 256,
     MIB},
    {"serve", "header_bytes", offsetof(struct settings, serve_header_bytes), HTTP_HEADER_BYTES,
     1024, MIB},
    {"serve", "header_count", offsetof(struct settings, serve_header_count), HTTP_HEADER_COUNT, 10,
     1000},
    {"serve", "argument_count", offsetof(struct settings, serve_argument_count),
     HTTP_ARGUMENT_COUNT, 1, 1000},
    {"serve", "body_bytes", offsetof(struct settings, serve_body_bytes), HTTP_BODY_BYTES, 1024,
     64 * MIB},
    {"serve", "request_memory_bytes", offsetof(struct settings, serve_request_memory_bytes),
     HTTP_MEMORY_BYTES, MIB, 64 * GIB},
    {"serve", "answer_bytes", offsetof(struct settings, serve_answer_bytes), HTTP_ANSWER_BYTES, MIB,
     64 * GIB},
    {"load", "worker_count", offsetof(struct settings, load_worker_count), 0, 0,
     LIBRARY_WORKERS_MAX},
    {"load", "file_bytes", offsetof(struct settings, load_file_bytes), INGEST_FILE_BYTES_MAX, 1,
     1024 * GIB},
    {"load", "file_count", offsetof(struct settings, load_file_count), INGEST_FILES_MAX, 1,
     100000000},
    {"load", "folder_depth", offsetof(struct settings, load_folder_depth), INGEST_FOLDER_DEPTH_MAX,
     1, 1000},
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
    if (!number_read(text_of(value), setting->least, setting->most,
                     place_of(filling->settings, setting))) {
        filling->status =
            error_set(filling->error, STATUS_INVALID, "%s: %s is a number from %lld to %lld",
                      filling->path, name, (long long)setting->least, (long long)setting->most);
        return 0;
    }
    return 1;
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
    return (struct ingest_limits){.file_bytes = settings->load_file_bytes,
                                  .file_count = settings->load_file_count,
                                  .folder_depth = settings->load_folder_depth};
}
