/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes, as a file that comes in pieces. What must hold: it gives the same documents as the
 * bytes at once do, each of them has all that every document has, and nothing is lost in silence.
 * The first byte says how large the pieces are.
 */

#include "chancery/base/digest.h"
#include "chancery/base/utf8.h"
#include "chancery/parsing/parse.h"

#include "pieces.h"

/* What was handed out, as far as two readings are compared. */
struct seen {
    uint64_t digest;
    int documents;
    int faults;
};

static void add(struct seen *seen, struct text text)
{
    seen->digest = seen->digest * 31 + digest_fast(text);
}

static enum status see(struct document *document, struct arena *arena, struct text bytes,
                       void *context, struct error *error)
{
    struct seen *seen = context;
    (void)arena;
    (void)error;
    MUST(document->id.length > 0 && document->kind.length > 0 && document->source);
    MUST(document->source->format.length > 0);
    MUST(utf8_find_invalid(document->text) == TEXT_NOT_FOUND);
    MUST(utf8_find_invalid(document->title) == TEXT_NOT_FOUND);
    MUST((size_t)document->source->bytes == bytes.length);
    seen->documents++;
    add(seen, document->id);
    add(seen, document->kind);
    add(seen, document->title);
    add(seen, document->text);
    add(seen, document->source->part);
    return STATUS_OK;
}

static void see_fault(struct text code, struct text detail, void *context)
{
    struct seen *seen = context;
    MUST(code.length > 0 && detail.length > 0);
    seen->faults++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pieces pieces = pieces_of(data, size);
    struct text bytes = pieces.rest;
    struct parse_options options = {.path = TEXT("input"), .fault = see_fault};
    struct parse_stream stream = {pieces_read, &pieces};
    struct error error = ERROR_NONE;
    struct seen whole = {0};
    struct seen streamed = {0};
    enum status status = parse_bytes(bytes, &options, see, &whole, &error);
    MUST(status == STATUS_OK ? whole.documents > 0 : error.message[0] != '\0');
    MUST(parse_stream(&stream, &options, see, &streamed, &error) == status);
    MUST(whole.documents == streamed.documents && whole.faults == streamed.faults);
    MUST(whole.digest == streamed.digest);
    return 0;
}
