/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes, to one parser of the table of forms, whether they look like its own or not. FORM is
 * its name. What must hold of its documents: they have an id, a kind and a source, their text is
 * valid UTF-8, and paragraphs lie in it; and all comes out the same when the file comes in pieces.
 */

#include "chancery/base/digest.h"
#include "chancery/base/utf8.h"

#include "form_entries.h"
#include "pieces.h"

#define JOIN_(a, b, c) a##b##c
#define JOIN(a, b, c)  JOIN_(a, b, c)
#define TEXT_OF_(word) #word
#define TEXT_OF(word)  TEXT_OF_(word)

struct seen {
    uint64_t digest;
    int documents;
    int faults;
};

static enum status see(struct document *document, struct arena *arena, struct text bytes,
                       void *context, struct error *error)
{
    struct seen *seen = context;
    (void)arena;
    (void)error;
    MUST(document->id.length > 0 && document->kind.length > 0 && document->source);
    MUST(utf8_find_invalid(document->text) == TEXT_NOT_FOUND);
    MUST((size_t)document->source->bytes == bytes.length);
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        struct span span = document->paragraphs.items[i].span;
        MUST(span.start <= span.end && span.end <= document->text.length);
    }
    seen->documents++;
    seen->digest = seen->digest * 31 + digest_fast(document->id);
    seen->digest = seen->digest * 31 + digest_fast(document->text);
    return STATUS_OK;
}

static void see_fault(struct text code, struct text detail, void *context)
{
    MUST(code.length > 0 && detail.length > 0);
    ((struct seen *)context)->faults++;
}

static enum status read_form(struct source source, struct seen *seen)
{
    static const struct form form = {TEXT_OF(FORM), JOIN(form_, FORM, _detect),
                                     JOIN(form_, FORM, _read), false};
    struct parse_options options = {.path = TEXT("input"), .fault = see_fault};
    struct error error = ERROR_NONE;
    struct form_file file = {
        .source = source, .form = &form, .options = &options, .sink = see, .context = seen};
    enum status status = source_fill(&file.source, FORM_DETECTION_BYTES, &error);
    status = status ? status : form.read(&file, &error);
    MUST(status == STATUS_OK || error.message[0] != '\0');
    MUST(file.document_count >= seen->documents || status != STATUS_OK);
    source_close(&file.source);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pieces pieces = pieces_of(data, size);
    struct text bytes = pieces.rest;
    struct parse_stream stream = {pieces_read, &pieces};
    struct seen whole = {0};
    struct seen streamed = {0};
    enum status status = read_form(source_of_bytes(bytes), &whole);
    MUST(read_form(source_of_stream(&stream), &streamed) == status);
    MUST(whole.documents == streamed.documents && whole.faults == streamed.faults);
    MUST(whole.digest == streamed.digest);
    return 0;
}
