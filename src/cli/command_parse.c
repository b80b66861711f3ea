/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "chancery/api/record_json.h"
#include "chancery/base/file.h"
#include "chancery/parsing/parse.h"

#include "command.h"

/* The most JSON that one document may become. */
#define JSON_BYTES_MAX ((size_t)1024 * 1024 * 1024)

static enum status print_document(struct document *document, struct arena *arena, struct text bytes,
                                  void *context, struct error *error)
{
    (void)arena;
    (void)bytes;
    (void)context;
    AUTO_BUFFER out = BUFFER_UP_TO(JSON_BYTES_MAX);
    struct json_writer json = json_writer_to(&out, false);
    record_json_write_document(&json, document, RECORD_JSON_ALL_FIELDS, UTF8_UNIT_CODEPOINT);
    buffer_add(&out, TEXT("\n"));
    enum status status = buffer_status(&out);
    if (status) {
        return error_set(error, status, "the document is too large to print");
    }
    if (fwrite(out.bytes, 1, out.length, stdout) != out.length) {
        return error_set(error, STATUS_IO, "cannot write the document");
    }
    return STATUS_OK;
}

static enum status parse_file(const char *path, struct error *error)
{
    AUTO_BUFFER bytes = BUFFER_UP_TO(PARSE_DOCUMENT_BYTES_MAX);
    enum status status = file_read(path, &bytes, error);
    if (status) {
        return status;
    }
    struct parse_options options = {.vocabulary = NULL, .path = text_of(path)};
    return parse_bytes(buffer_text(&bytes), &options, print_document, NULL, error);
}

int command_parse(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct error error = ERROR_NONE;
        if (parse_file(argv[i], &error)) {
            (void)fprintf(stderr, "chancery parse: %s\n", error.message);
            return COMMAND_EXIT_FAILED;
        }
    }
    return COMMAND_EXIT_OK;
}
