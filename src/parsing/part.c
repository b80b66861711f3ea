/* SPDX-License-Identifier: Apache-2.0 */
/* Makes a document of a part: reads it, and adds what all documents have. */
#include "chancery/base/array.h"
#include "chancery/base/digest.h"

#include "cable.h"
#include "detection.h"
#include "encoding.h"
#include "form.h"
#include "language.h"
#include "news.h"

/* How many digits of the digest an id has that is made from one. */
#define ID_DIGEST_DIGITS 12

static void read_genre(struct reading *reading)
{
    switch (detection_genre(reading->text)) {
    case GENRE_CABLE:
        cable_read(reading);
        break;
    case GENRE_NEWS:
        news_read(reading);
        break;
    case GENRE_TEXT:
        /* A title makes a report of words that are no sentences. */
        if (reading->hints->title.at) {
            news_read(reading);
        } else {
            news_read_text(reading);
        }
        break;
    }
}

/* Where in its file the document stands: "2007/a.csv#12" is a part of an entry of an archive. */
static struct text part_name(struct arena *arena, const struct form_file *file,
                             const struct part *part)
{
    if (!file->entry.at) {
        return part->name;
    }
    return part->name.at ? arena_format(arena, "%.*s#%.*s", TEXT_ARGUMENTS(file->entry),
                                        TEXT_ARGUMENTS(part->name))
                         : arena_text(arena, file->entry);
}

static void add_source(struct reading *reading, const struct form_file *file,
                       const struct part *part)
{
    struct digest digest = digest_sha256(part->bytes);
    struct document_source *source = arena_take(reading->arena, sizeof(*source));
    if (!source) {
        return;
    }
    *source = (struct document_source){.path = reading->path,
                                       .format = text_of(file->form->name),
                                       .encoding = part->encoding,
                                       .bytes = (int64_t)part->bytes.length,
                                       .sha256 = arena_text(reading->arena, text_of(digest.hex)),
                                       .part = part_name(reading->arena, file, part)};
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

enum status part_begin(const struct form_file *file, struct text bytes, struct part *part,
                       struct error *error)
{
    if (bytes.length > PARSE_DOCUMENT_BYTES_MAX) {
        return error_set(error, STATUS_LIMIT, "a document of %zu bytes is over %zu", bytes.length,
                         PARSE_DOCUMENT_BYTES_MAX);
    }
    *part = (struct part){.bytes = bytes, .text = TEXT(""), .encoding = TEXT("utf-8")};
    part->arena = arena_new(PARSE_MEMORY_BYTES_MIN + bytes.length * PARSE_MEMORY_FACTOR);
    if (!part->arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    part->is_apart = file->options->defer && file->form->are_parts_apart &&
                     bytes.length <= FORM_DEFERRED_BYTES_MAX;
    if (part->is_apart) {
        part->bytes = arena_text(part->arena, bytes);
        part->bytes = part->bytes.at ? part->bytes : TEXT("");
    }
    return STATUS_OK;
}

enum status part_decode(struct part *part, struct error *error)
{
    struct decoded decoded;
    enum status status = encoding_decode(part->bytes, part->arena, &decoded, error);
    if (!status) {
        part->text = decoded.text;
        part->encoding = decoded.encoding;
        part->replaced_count = decoded.replaced_count;
    }
    return status;
}

static void claim_paragraphs(struct reading *reading)
{
    const struct paragraphs *paragraphs = &reading->document->paragraphs;
    for (size_t i = 0; reading->document->coverage && i < paragraphs->count; i++) {
        struct span span = paragraphs->items[i].span;
        reading_claim(reading, text_slice(reading->text, span.start, span.end - span.start));
    }
}

static void read_part(const struct form_file *file, struct part *part, struct document *document)
{
    struct reading reading = {.text = part->text,
                              .arena = part->arena,
                              .vocabulary = file->options->vocabulary,
                              .path = file->options->path,
                              .hints = &part->hints,
                              .content = part->content,
                              .document = document};
    document->text = part->text;
    document->coverage =
        file->options->coverage ? arena_take(part->arena, sizeof(*document->coverage)) : NULL;
    warn_of_bytes(&reading, part->replaced_count);
    if (part->warning) {
        reading_warn(&reading, part->warning,
                     TEXT("The markup is too broken, deep or large; its tags were dropped."),
                     TEXT_NONE);
    }
    if (part->read) {
        part->read(&reading);
    } else {
        read_genre(&reading);
    }
    if (!document->language.at) {
        document->language = language_of(&document->paragraphs, reading.vocabulary);
    }
    claim_paragraphs(&reading);
    add_source(&reading, file, part);
    add_ids(&reading);
}

/* A part with what of its file it needs. */
struct parse_part {
    struct part part;
    const struct form *form;
    struct text entry;
};

static enum status defer(struct form_file *file, struct part *part, struct error *error)
{
    struct parse_part *deferred = arena_take(part->arena, sizeof(*deferred));
    struct text entry = arena_text(part->arena, file->entry);
    if (arena_failed(part->arena)) {
        part_drop(part);
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    *deferred = (struct parse_part){*part, file->form, entry};
    file->document_count++;
    return file->options->defer(deferred, part->bytes.length, file->context, error);
}

static enum status finish(struct form_file *file, struct part *part, struct error *error)
{
    struct document document = {0};
    read_part(file, part, &document);
    enum status status = STATUS_OK;
    if (arena_failed(part->arena)) {
        status = error_set(error, STATUS_NO_MEMORY, "no memory for a document of %zu bytes",
                           part->bytes.length);
    } else {
        status = file->sink(&document, part->arena, part->bytes, file->context, error);
    }
    file->document_count += status == STATUS_OK;
    part_drop(part);
    return status;
}

/* A document of all of a file is of the file's bytes, not of those that it shows. */
static void take_raw_bytes(const struct form_file *file, struct part *part)
{
    struct text raw = file->raw.window;
    part->bytes = part->is_apart ? arena_text(part->arena, raw) : raw;
    part->encoding = arena_text(part->arena, file->raw_encoding);
    part->replaced_count += file->raw_replaced_count;
}

enum status part_end(struct form_file *file, struct part *part, struct error *error)
{
    if (file->raw_encoding.at && !part->name.at) {
        take_raw_bytes(file, part);
    }
    return part->is_apart ? defer(file, part, error) : finish(file, part, error);
}

enum status parse_part_read(struct parse_part *part, const struct parse_options *options,
                            parse_sink *sink, void *context, struct error *error)
{
    /* The part goes with its arena, in which it lies. */
    struct part own = part->part;
    struct form_file file = {.form = part->form,
                             .options = options,
                             .sink = sink,
                             .context = context,
                             .entry = part->entry};
    return finish(&file, &own, error);
}

void parse_part_drop(struct parse_part *part)
{
    if (part) {
        (void)arena_free(part->part.arena);
    }
}

void part_drop(struct part *part)
{
    part->arena = arena_free(part->arena);
}

void form_fault(const struct form_file *file, const char *code, struct text detail)
{
    if (file->options->fault) {
        file->options->fault(text_of(code), detail, file->context);
    }
}
