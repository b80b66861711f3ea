/* SPDX-License-Identifier: Apache-2.0 */
/* Opens a file: fills its window, makes UTF-8 of what its form cannot read, and finds the form. */
#include "encoding.h"
#include "form.h"

/* The most memory for a file in UTF-8 that was in another encoding, per byte of it and in all. */
#define DECODED_MEMORY_FACTOR    ((size_t)16)
#define DECODED_MEMORY_BYTES_MIN ((size_t)64 * 1024)

static const struct form *form_of(struct text window)
{
    return forms_detect(text_slice(window, 0, FORM_DETECTION_BYTES));
}

/* Let the window show decoded, and keep the bytes, which a document of all of the file is of. */
static void show(struct form_file *file, const struct decoded *decoded, const struct form *form)
{
    struct text text = decoded->text;
    bool has_mark = text_starts(text, TEXT("\xEF\xBB\xBF"));
    file->raw = file->source;
    file->raw_encoding = decoded->encoding;
    file->raw_replaced_count = decoded->replaced_count;
    file->source = source_of_bytes(text_from(text, has_mark ? 3 : 0));
    file->form = form;
}

/*
 * Markup, JSON and rows are found among bytes of ASCII, which UTF-16 has none of. Plain text is
 * left as it is, for it is decoded by itself.
 */
static enum status decode_wide(struct form_file *file, struct error *error)
{
    struct text bytes = file->source.window;
    struct decoded decoded;
    enum status status = encoding_decode(bytes, file->arena, &decoded, error);
    const struct form *form = status ? NULL : form_of(decoded.text);
    if (form && !forms_is_last(form)) {
        show(file, &decoded, form);
    }
    return status;
}

/* A page is read as what it says it is, where it can be that. */
static enum status decode_declared(struct form_file *file, struct error *error)
{
    struct text bytes = file->source.window;
    struct decoded decoded;
    struct text name = encoding_declared(bytes);
    enum status status = encoding_decode_as(bytes, name, file->arena, &decoded, error);
    if (!status && decoded.text.at) {
        show(file, &decoded, form_of(decoded.text));
    }
    return status;
}

static enum status decode(struct form_file *file, struct error *error)
{
    struct text head = text_slice(file->source.window, 0, FORM_DETECTION_BYTES);
    bool is_plain = forms_is_last(file->form);
    if (is_plain ? !encoding_is_wide(head) : !encoding_declared(head).at) {
        return STATUS_OK;
    }
    enum status status = source_fill(&file->source, PARSE_DOCUMENT_BYTES_MAX + 1, error);
    size_t length = file->source.window.length;
    if (status || length > PARSE_DOCUMENT_BYTES_MAX) {
        return status;
    }
    file->arena = arena_new(DECODED_MEMORY_BYTES_MIN + length * DECODED_MEMORY_FACTOR);
    if (!file->arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to decode a file");
    }
    return is_plain ? decode_wide(file, error) : decode_declared(file, error);
}

struct parse_limits form_limits(const struct form_file *file)
{
    return file->options->limits ? *file->options->limits : PARSE_LIMITS_DEFAULT;
}

enum status form_file_open(struct form_file *file, struct error *error)
{
    enum status status = source_fill(&file->source, FORM_DETECTION_BYTES, error);
    if (!status) {
        file->form = form_of(file->source.window);
        status = decode(file, error);
    }
    return status;
}

void form_file_close(struct form_file *file)
{
    source_close(&file->source);
    source_close(&file->raw);
    file->arena = arena_free(file->arena);
}
