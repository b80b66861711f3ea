/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/parsing/parse.h"
#include "chancery/base/array.h"
#include "chancery/base/digest.h"

#include "cable.h"
#include "detection.h"
#include "encoding.h"
#include "language.h"
#include "news.h"
#include "parts.h"

/* How many digits of the digest an id has that is made from one. */
#define ID_DIGEST_DIGITS 12

/* What all documents of a file share while it is parsed. */
struct parse_task {
    const struct parse_options *options;
    parse_sink *sink;
    void *context;
};

static void read_form(struct reading *reading)
{
    switch (detection_form(reading->text)) {
    case FORM_CABLE:
        cable_read(reading);
        break;
    case FORM_NEWS:
        news_read(reading);
        break;
    case FORM_TEXT:
        news_read_text(reading);
        break;
    }
}

static void add_source(struct reading *reading, struct text path, struct text encoding,
                       struct text bytes)
{
    struct digest digest = digest_sha256(bytes);
    struct document_source *source = arena_take(reading->arena, sizeof(*source));
    if (!source) {
        return;
    }
    *source = (struct document_source){.path = path,
                                       .format = TEXT("text"),
                                       .encoding = encoding,
                                       .bytes = (int64_t)bytes.length,
                                       .sha256 = arena_text(reading->arena, text_of(digest.hex))};
    reading->document->source = source;
}

/* Ids that rest on others: a document without one of its own, and its paragraphs. */
static void add_ids(struct reading *reading)
{
    struct document *document = reading->document;
    if (!document->id.at && document->source) {
        document->id = arena_format(reading->arena, "%.*s-%.*s", TEXT_ARGUMENTS(document->kind),
                                    ID_DIGEST_DIGITS,
                                    document->source->sha256.at ? document->source->sha256.at : "");
    }
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        document->paragraphs.items[i].id =
            arena_format(reading->arena, "%.*s/p%zu", TEXT_ARGUMENTS(document->id), i + 1);
    }
}

static void warn_of_replaced(struct reading *reading, size_t count)
{
    static const struct text replacement = {"\xEF\xBF\xBD", 3};
    size_t at = text_find(reading->text, replacement);
    reading_warn(
        reading, "replaced_bytes",
        arena_format(reading->arena, "%zu bytes stood for no character and became U+FFFD.", count),
        at == TEXT_NOT_FOUND ? TEXT_NONE : text_slice(reading->text, at, replacement.length));
}

/*
 * UTF-8 that was read as Latin-1 and written as UTF-8 again. It is left as it stands, since turning
 * it back would move every span; it is only pointed out, at its first place.
 */
static void warn_of_mangled(struct reading *reading)
{
    static const char *const marks[] = {"Â¶",  "Â\xC2\xA0", "â€™", "â€œ", "â€“",
                                        "â€”", "Ã©",        "Ã¨",  "Ã¡"};
    size_t first = TEXT_NOT_FOUND;
    struct text mark = TEXT_NONE;
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = text_find(text_slice(reading->text, 0, first), text_of(marks[i]));
        if (at != TEXT_NOT_FOUND) {
            first = at;
            mark = text_slice(reading->text, at, strlen(marks[i]));
        }
    }
    if (mark.at) {
        reading_warn(reading, "utf8_read_as_latin1",
                     TEXT("The text holds UTF-8 that was once read as Latin-1; it is left so."),
                     mark);
    }
}

static void warn_of_bytes(struct reading *reading, size_t replaced_count)
{
    if (replaced_count > 0) {
        warn_of_replaced(reading, replaced_count);
    }
    warn_of_mangled(reading);
}

static enum status read_document(struct text bytes, const struct parse_options *options,
                                 struct arena *arena, struct document *document,
                                 struct error *error)
{
    struct decoded decoded;
    enum status status = encoding_decode(bytes, arena, &decoded, error);
    if (status) {
        return status;
    }
    struct reading reading = {.text = decoded.text,
                              .arena = arena,
                              .vocabulary = options->vocabulary,
                              .path = options->path,
                              .document = document};
    document->text = decoded.text;
    warn_of_bytes(&reading, decoded.replaced_count);
    read_form(&reading);
    document->language = language_of(&document->paragraphs, options->vocabulary);
    add_source(&reading, options->path, decoded.encoding, bytes);
    add_ids(&reading);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document of %zu bytes",
                         bytes.length);
    }
    return STATUS_OK;
}

/* One document, of which index, from 1, is the place in its file; 0 when it is all of it. */
static enum status parse_part(struct text bytes, size_t index, const struct parse_task *task,
                              struct error *error)
{
    AUTO_ARENA arena = arena_new(PARSE_MEMORY_BYTES_MIN + bytes.length * PARSE_MEMORY_FACTOR);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    struct document document = {0};
    enum status status = read_document(bytes, task->options, arena, &document, error);
    if (status) {
        return status;
    }
    document.source->part = index ? arena_format(arena, "%zu", index) : TEXT_NONE;
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the name of a part");
    }
    return task->sink(&document, arena, bytes, task->context, error);
}

enum status parse_bytes(struct text bytes, const struct parse_options *options, parse_sink *sink,
                        void *context, struct error *error)
{
    if (bytes.length > PARSE_DOCUMENT_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "%zu bytes are over %zu", bytes.length,
                         PARSE_DOCUMENT_BYTES_MAX);
    }
    const struct parse_task task = {options, sink, context};
    struct text rest = bytes;
    struct text part = bytes; /* an empty file is a document too */
    bool is_whole = !parts_take(&rest, &part) || rest.length == 0;
    size_t index = is_whole ? 0 : 1;
    enum status status = parse_part(part, index, &task, error);
    while (!status && parts_take(&rest, &part)) {
        index++;
        status = parse_part(part, index, &task, error);
    }
    return status;
}
