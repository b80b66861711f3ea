/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes, as a file. What must hold of every document read in it: the text and all texts that
 * clients see are valid UTF-8, spans lie in the text and begin before they end, those of paragraphs
 * rise, and every document, paragraph and warning can be told from others.
 *
 * CHANCERY_VOCABULARY names the folder of vocabularies to parse with; without it there are none.
 */

#include "chancery/base/utf8.h"
#include "chancery/model/vocabulary.h"
#include "chancery/parsing/parse.h"

#include "must.h"

/* Says which field is wrong, since the trace of a walk over tables does not. */
static void must_of(bool holds, const struct field *field, struct text value)
{
    if (!holds) {
        (void)fprintf(stderr, "%s is wrong: \"%.*s\"\n", field->name, TEXT_ARGUMENTS(value));
        abort();
    }
}

static void check_text(const struct field *field, struct text text)
{
    must_of(utf8_find_invalid(text) == TEXT_NOT_FOUND, field, text);
}

static bool is_character_start(struct text text, size_t offset)
{
    return offset == text.length || ((unsigned char)text.at[offset] & 0xC0) != 0x80;
}

static void check_span(const struct field *field, struct span span, struct text text)
{
    must_of(span.start <= span.end && span.end <= text.length, field, TEXT("outside"));
    must_of(is_character_start(text, span.start) && is_character_start(text, span.end), field,
            text_slice(text, span.start, span.end - span.start));
}

static void check_record(const struct record *record, const void *value, struct text text);

static void check_list(const struct field *field, const void *value, struct text text)
{
    struct list list = field_list(field, value);
    for (size_t i = 0; i < list.count; i++) {
        const void *item = field_item(field, &list, i);
        if (field->kind == FIELD_TEXTS) {
            struct text entry;
            memcpy(&entry, item, sizeof(entry));
            check_text(field, entry);
        } else {
            check_record(field->record, item, text);
        }
    }
}

static void check_record(const struct record *record, const void *value, struct text text)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        switch (field->kind) {
        case FIELD_TEXT:
            check_text(field, field_text(field, value));
            break;
        case FIELD_SPAN:
            check_span(field, field_span(field, value), text);
            break;
        case FIELD_RECORD:
            if (field_record(field, value)) {
                check_record(field->record, field_record(field, value), text);
            }
            break;
        case FIELD_RECORDS:
        case FIELD_TEXTS:
            check_list(field, value, text);
            break;
        case FIELD_INTEGER:
        case FIELD_FLAG:
        case FIELD_ANSWER:
        case FIELD_CONFIDENCE:
            break;
        }
    }
}

static enum status check_document(struct document *document, struct arena *arena, struct text bytes,
                                  void *context, struct error *error)
{
    (void)arena;
    (void)bytes;
    (void)error;
    (*(int *)context)++;
    MUST(utf8_find_invalid(document->text) == TEXT_NOT_FOUND);
    check_record(&document_record, document, document->text);
    MUST(document->id.length > 0 && document->kind.length > 0 && document->source);
    size_t end = 0;
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        const struct paragraph *paragraph = &document->paragraphs.items[i];
        MUST(paragraph->id.length > 0 && paragraph->voice.length > 0);
        /* Only a printed number may stand alone. */
        bool is_empty = paragraph->span.start == paragraph->span.end;
        MUST(!is_empty || (paragraph->printed.length > 0 && paragraph->text.length == 0));
        MUST(paragraph->span.start >= end);
        end = paragraph->span.end;
    }
    for (size_t i = 0; i < document->warnings.count; i++) {
        MUST(document->warnings.items[i].code.length > 0);
    }
    return STATUS_OK;
}

/* Loaded once, and kept until the program ends. */
static const struct vocabulary *vocabulary(void)
{
    static struct vocabulary *loaded;
    const char *folder = getenv("CHANCERY_VOCABULARY");
    struct error error = ERROR_NONE;
    if (!loaded && folder) {
        MUST(vocabulary_load(folder, &loaded, &error) == STATUS_OK);
    }
    return loaded;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = ERROR_NONE;
    struct parse_options options = {.vocabulary = vocabulary(), .path = TEXT("input")};
    struct text bytes = {(const char *)data, size};
    int count = 0;
    enum status status = parse_bytes(bytes, &options, check_document, &count, &error);
    MUST(status == STATUS_OK || error.message[0] != '\0');
    MUST(status != STATUS_OK || count > 0);
    return 0;
}
