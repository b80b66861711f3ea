/* SPDX-License-Identifier: Apache-2.0 */
/* A PDF: its text is that of pdftotext, and read as plain text. */
#include "form_entries.h"
#include "pdf_text.h"

bool form_pdf_detect(struct text head)
{
    return text_starts(head, TEXT("%PDF-"));
}

/* A page ends in a form feed, which becomes the end of a line. */
static void part_pages(struct buffer *text)
{
    for (size_t i = 0; i < text->length; i++) {
        text->bytes[i] = text->bytes[i] == '\f' ? '\n' : text->bytes[i];
    }
}

/* The document whose text was found in the bytes of the file. */
static enum status read_text(struct form_file *file, struct buffer *found, struct error *error)
{
    struct part part;
    enum status status = part_begin(file, buffer_text(found), &part, error);
    if (status) {
        return status;
    }
    status = part_decode(&part, error);
    if (status) {
        part_drop(&part);
        return status;
    }
    part.bytes = file->source.window;
    return part_end(file, &part, error);
}

enum status form_pdf_read(struct form_file *file, struct error *error)
{
    AUTO_BUFFER found = BUFFER_UP_TO(PARSE_DOCUMENT_BYTES_MAX);
    enum status status = source_fill_all(&file->source, error);
    int64_t seconds = form_limits(file).pdf_seconds;
    status = status ? status : pdf_text(file->source.window, seconds, &found, error);
    part_pages(&found);
    if (!status && text_trim(buffer_text(&found)).length == 0) {
        status = error_set(error, STATUS_INVALID, "the PDF has no text, perhaps only pictures");
    }
    return status ? status : read_text(file, &found, error);
}
