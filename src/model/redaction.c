/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/redaction.h"

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"

#include "redaction_header.h"

/* A redacted text is hardly longer than the one it is of: numbers and notes come in. */
#define SPARE_BYTES ((size_t)1024 * 1024)

/* The longest mark that is looked for inside a paragraph. */
#define INNER_MARK_BYTES_MAX ((size_t)32)

/* Captions and handling that restrict who may have a cable: all of it, or what bears no mark. */
static const struct {
    const char *word;
    bool of_all;
} restricting[] = {
    {"NODIS", true},    {"EXDIS", true},         {"LIMDIS", true},      {"STADIS", true},
    {"CHEROKEE", true}, {"ROGER CHANNEL", true}, {"EYES ONLY", true},   {"NOFORN", false},
    {"ORCON", false},   {"PROPIN", false},       {"NOCONTRACT", false},
};

/* Kinds that were published. */
static const char *const published[] = {"news", "release", "speech", "frus"};

struct redacting {
    const struct document *document;
    const struct ceiling *ceiling;
    struct redaction *out;
    struct buffer text;
    bool allows_unmarked; /* what bears no mark is allowed */
};

static bool is_published(const struct document *document)
{
    for (size_t i = 0; i < COUNT_OF(published) && !document->cable; i++) {
        if (text_equal(document->kind, text_of(published[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether one of captions keeps from the reader all of the document, or what bears no mark. */
static bool is_restricted(const struct ceiling *ceiling, const struct texts *captions, bool of_all)
{
    for (size_t i = 0; i < captions->count; i++) {
        for (size_t k = 0; k < COUNT_OF(restricting); k++) {
            struct text word = text_of(restricting[k].word);
            if (restricting[k].of_all == of_all &&
                text_find_fold(captions->items[i], word) != TEXT_NOT_FOUND &&
                !ceiling_allows_caveat(ceiling, word)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_cable_restricted(const struct cable *cable, const struct ceiling *ceiling,
                                bool of_all)
{
    return is_restricted(ceiling, &cable->captions, of_all) ||
           is_restricted(ceiling, &cable->handling, of_all);
}

static bool allows_unmarked(const struct document *document, const struct ceiling *ceiling)
{
    const struct cable *cable = document->cable;
    return ceiling_allows(ceiling, cable ? cable->classification : TEXT_NONE) &&
           !(cable && is_cable_restricted(cable, ceiling, false));
}

/* Marks are written in capitals; "(s)" is a plural. */
static bool is_mark(struct text inside)
{
    enum level level;
    size_t letters = 0;
    while (letters < inside.length && text_is_upper(inside.at[letters])) {
        letters++;
    }
    return level_read(text_slice(inside, 0, letters), &level);
}

/* Whether a portion that is not allowed may begin somewhere inside text. */
static bool hides_portion(const struct ceiling *ceiling, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] != '(') {
            continue;
        }
        struct text near = text_slice(text, i + 1, INNER_MARK_BYTES_MAX);
        struct text inside = text_trim(text_slice(near, 0, text_find_char(near, ')')));
        if (inside.length < near.length && is_mark(inside) && !ceiling_allows(ceiling, inside)) {
            return true;
        }
    }
    return false;
}

/*
 * What stands in brackets in front of a paragraph whose mark could not be read, if it looks like
 * one: capitals, digits and what separates caveats.
 */
static struct text unread_mark(struct text body)
{
    struct text near = text_slice(body, 1, INNER_MARK_BYTES_MAX);
    size_t length = text_find_char(near, ')');
    bool is_mark = text_starts(body, TEXT("(")) && length != TEXT_NOT_FOUND && length > 0;
    for (size_t i = 0; is_mark && i < length; i++) {
        char c = near.at[i];
        is_mark = !text_is_lower(c) && (text_is_letter(c) || text_is_digit(c) || c == '/' ||
                                        c == '-' || c == ' ' || c == '?' || c == '*');
    }
    return is_mark ? text_slice(near, 0, length) : TEXT_NONE;
}

/* Count a portion; whether it may be read. */
static bool allows(struct redacting *redacting, struct text mark, struct text text)
{
    bool by_mark =
        mark.length > 0 ? ceiling_allows(redacting->ceiling, mark) : redacting->allows_unmarked;
    bool allowed = by_mark && !hides_portion(redacting->ceiling, text);
    redacting->out->portion_count++;
    redacting->out->withheld_count += !allowed;
    return allowed;
}

static struct text body_of(const struct document *document, const struct paragraph *paragraph)
{
    size_t length = paragraph->span.end - paragraph->span.start;
    return text_trim(text_slice(document->text, paragraph->span.start, length));
}

static void write_heading(struct redacting *redacting, struct text heading)
{
    if (heading.length > 0 && allows(redacting, TEXT_NONE, heading)) {
        buffer_add_format(&redacting->text, "\n%.*s\n", TEXT_ARGUMENTS(heading));
    }
}

static void write_paragraph(struct redacting *redacting, const struct paragraph *paragraph)
{
    struct buffer *out = &redacting->text;
    struct text body = body_of(redacting->document, paragraph);
    buffer_add(out, TEXT("\n"));
    if (paragraph->printed.length > 0) {
        buffer_add_format(out, "%.*s ", TEXT_ARGUMENTS(paragraph->printed));
    }
    struct text mark = paragraph->mark.length > 0 ? paragraph->mark : unread_mark(body);
    if (!allows(redacting, mark, body)) {
        buffer_add(out, TEXT(REDACTION_PORTION "\n"));
        return;
    }
    if (paragraph->mark.length > 0) {
        buffer_add_format(out, "(%.*s) ", TEXT_ARGUMENTS(paragraph->mark));
    }
    buffer_add(out, body);
    buffer_add(out, TEXT("\n"));
}

static void write_subject(struct redacting *redacting)
{
    const struct cable *cable = redacting->document->cable;
    struct text title = cable ? cable->subject : redacting->document->title;
    struct text mark = cable ? cable->subject_mark : TEXT_NONE;
    AUTO_BUFFER subject = BUFFER_UP_TO(title.length + SPARE_BYTES);
    bool allowed = title.length == 0 || allows(redacting, mark, title);
    if (allowed && mark.length > 0) {
        buffer_add_format(&subject, "(%.*s) ", TEXT_ARGUMENTS(mark));
    }
    buffer_add(&subject, allowed ? title : TEXT(REDACTION_PORTION));
    if (buffer_status(&subject)) {
        redacting->text.status = buffer_status(&subject);
        return;
    }
    if (cable) {
        redaction_header_write(redacting->document, buffer_text(&subject), &redacting->text);
    } else {
        buffer_add_format(&redacting->text, "%.*s\n", TEXT_ARGUMENTS(buffer_text(&subject)));
    }
}

static void write_body(struct redacting *redacting)
{
    const struct paragraphs *paragraphs = &redacting->document->paragraphs;
    struct text heading = TEXT_NONE;
    for (size_t i = 0; i < paragraphs->count; i++) {
        const struct paragraph *paragraph = &paragraphs->items[i];
        if (!text_equal(paragraph->heading, heading)) {
            heading = paragraph->heading;
            write_heading(redacting, heading);
        }
        write_paragraph(redacting, paragraph);
    }
}

static void write_count(struct redacting *redacting)
{
    int64_t count = redacting->out->withheld_count;
    if (count > 0) {
        buffer_add_format(&redacting->text, "\n[%lld portion%s withheld.]\n", (long long)count,
                          count == 1 ? "" : "s");
    }
}

static void redact_portions(struct redacting *redacting, struct arena *arena)
{
    struct redaction *out = redacting->out;
    write_subject(redacting);
    write_body(redacting);
    /* What stands between the portions and behind them is allowed only where no mark is needed. */
    bool is_whole = out->withheld_count == 0 && redacting->allows_unmarked;
    if (is_whole) {
        out->kind = REDACTION_WHOLE;
        out->text = redacting->document->text;
        return;
    }
    write_count(redacting);
    out->kind = REDACTION_PARTIAL;
    out->text = buffer_status(&redacting->text) == STATUS_OK
                    ? arena_text(arena, buffer_text(&redacting->text))
                    : TEXT_NONE;
    if (!out->text.at) {
        out->kind = REDACTION_NOTHING;
    }
}

void redact(const struct document *document, const struct ceiling *ceiling, struct arena *arena,
            struct redaction *out)
{
    struct redacting redacting = {.document = document, .ceiling = ceiling, .out = out};
    *out = (struct redaction){.kind = REDACTION_WHOLE, .text = document->text};
    if (is_published(document)) {
        out->portion_count = (int64_t)document->paragraphs.count;
        return;
    }
    if (document->cable && is_cable_restricted(document->cable, ceiling, true)) {
        int64_t count = (int64_t)document->paragraphs.count;
        *out = (struct redaction){REDACTION_NOTHING, TEXT_NONE, count, count};
        return;
    }
    redacting.allows_unmarked = allows_unmarked(document, ceiling);
    redacting.text = BUFFER_UP_TO(document->text.length * 2 + SPARE_BYTES);
    redact_portions(&redacting, arena);
    buffer_clear(&redacting.text);
}
