/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text: a document, or cables one behind the other. */
#include "form_entries.h"
#include "parts.h"

bool form_text_detect(struct text head)
{
    (void)head;
    return true;
}

/* One document, of which index, from 1, is the place in its file; 0 when it is all of it. */
static enum status read_part(struct form_file *file, struct text bytes, size_t index,
                             struct error *error)
{
    struct part part;
    enum status status = part_begin(file, bytes, &part, error);
    if (status) {
        return status;
    }
    part.name = index ? arena_format(part.arena, "%zu", index) : TEXT_NONE;
    status = part_decode(&part, error);
    if (status) {
        part_drop(&part);
        return status;
    }
    return part_end(file, &part, error);
}

/* Take the next document off the window, once the window shows where it ends. */
static enum status take_part(struct form_file *file, struct text *bytes, struct error *error)
{
    struct source *source = &file->source;
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX + 1, error);
    struct text rest = source->window;
    if (!status && parts_take(&rest, bytes) && rest.length == 0 && !source->is_whole) {
        status = error_set(error, STATUS_LIMIT, "a document is over %zu bytes",
                           PARSE_DOCUMENT_BYTES_MAX);
    }
    return status;
}

enum status form_text_read(struct form_file *file, struct error *error)
{
    struct text bytes = file->source.window; /* an empty file is a document too */
    enum status status = take_part(file, &bytes, error);
    bool is_all = file->source.is_whole && bytes.length == file->source.window.length;
    if (!status && is_all) {
        return read_part(file, bytes, 0, error);
    }
    for (size_t index = 1; !status && bytes.length > 0; index++) {
        status = read_part(file, bytes, index, error);
        source_skip(&file->source, bytes.length);
        bytes = TEXT_NONE;
        status = status ? status : take_part(file, &bytes, error);
    }
    return status;
}
