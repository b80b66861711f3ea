/* SPDX-License-Identifier: Apache-2.0 */
#include "redaction_header.h"

/* Add a word behind a blank, where there is one. */
static void add_word(struct buffer *out, struct text word)
{
    if (word.length > 0) {
        buffer_add(out, TEXT(" "));
        buffer_add(out, word);
    }
}

static void add_line(struct buffer *out, struct text line)
{
    if (line.length > 0) {
        buffer_add(out, line);
        buffer_add(out, TEXT("\n"));
    }
}

static void write_originator(const struct cable_originator *originator, struct buffer *out)
{
    if (!originator || originator->routing_indicator.length == 0) {
        return;
    }
    buffer_add_format(out, "DE %.*s #%.*s", TEXT_ARGUMENTS(originator->routing_indicator),
                      TEXT_ARGUMENTS(originator->serial));
    if (originator->julian_day != INTEGER_NONE) {
        buffer_add_format(out, " %03lld%.*s", (long long)originator->julian_day,
                          TEXT_ARGUMENTS(originator->time));
    }
    buffer_add(out, TEXT("\n"));
}

static void write_addressees(const char *label, const struct cable_addressees *list,
                             struct buffer *out)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct cable_addressee *addressee = &list->items[i];
        buffer_add_format(out, "%s", i == 0 ? label : "");
        if (addressee->routing_indicator.length > 0) {
            buffer_add_format(out, "%.*s/", TEXT_ARGUMENTS(addressee->routing_indicator));
        }
        buffer_add(out, addressee->name);
        if (addressee->office.length > 0) {
            buffer_add_format(out, "//%.*s//", TEXT_ARGUMENTS(addressee->office));
        }
        add_word(out, addressee->precedence);
        add_word(out, addressee->serial);
        buffer_add(out, TEXT("\n"));
    }
}

static void write_classification(const struct cable *cable, struct buffer *out)
{
    buffer_add(out, TEXT("\n"));
    buffer_add(out, cable->classification.length > 0 ? cable->classification : TEXT("SECRET"));
    add_word(out, cable->station);
    add_word(out, cable->serial);
    buffer_add(out, TEXT("\n\n"));
    for (size_t i = 0; i < cable->handling.count; i++) {
        add_line(out, cable->handling.items[i]);
    }
    for (size_t i = 0; i < cable->captions.count; i++) {
        add_line(out, cable->captions.items[i]);
    }
}

static void write_labels(const struct cable *cable, struct text subject, struct buffer *out)
{
    buffer_add(out, TEXT("\n"));
    if (cable->executive_order.length > 0) {
        buffer_add_format(out, "E.O. %.*s:", TEXT_ARGUMENTS(cable->executive_order));
        if (cable->declassify && cable->declassify->raw.length > 0) {
            buffer_add_format(out, " DECL: %.*s", TEXT_ARGUMENTS(cable->declassify->raw));
        }
        buffer_add(out, TEXT("\n"));
    }
    for (size_t i = 0; i < cable->tags.count; i++) {
        buffer_add(out, i == 0 ? TEXT("TAGS: ") : TEXT(", "));
        buffer_add(out, cable->tags.items[i].tag);
    }
    buffer_add_format(out, "%sSUBJECT: %.*s\n", cable->tags.count > 0 ? "\n" : "",
                      TEXT_ARGUMENTS(subject));
}

/* "08STATE49203" as "08 STATE 49203". Another kind of id is left as it is. */
static void write_id(struct text id, struct buffer *out)
{
    size_t year = 0;
    while (year < id.length && text_is_digit(id.at[year])) {
        year++;
    }
    size_t serial = id.length;
    while (serial > year && text_is_digit(id.at[serial - 1])) {
        serial--;
    }
    add_word(out, text_slice(id, 0, year));
    add_word(out, text_slice(id, year, serial - year));
    add_word(out, text_from(id, serial));
}

static void write_references(const struct references *references, struct buffer *out)
{
    bool is_first = true;
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        if (reference->paragraph != INTEGER_NONE || reference->id.length == 0) {
            continue;
        }
        buffer_add(out, is_first ? TEXT("\nREF:") : TEXT("    "));
        is_first = false;
        if (reference->label.length > 0) {
            buffer_add_format(out, " %.*s.", TEXT_ARGUMENTS(reference->label));
        }
        write_id(reference->id, out);
        buffer_add(out, TEXT("\n"));
    }
}

void redaction_header_write(const struct document *document, struct text subject,
                            struct buffer *out)
{
    const struct cable *cable = document->cable;
    write_originator(cable->originator, out);
    if (cable->security && cable->security->signal.length > 0) {
        buffer_add(out, cable->security->signal);
        add_word(out, cable->security->code);
        buffer_add(out, TEXT("\n"));
    }
    add_line(out, cable->dtg ? cable->dtg->raw : TEXT_NONE);
    if (cable->from && cable->from->name.length > 0) {
        buffer_add_format(out, "FM %.*s\n", TEXT_ARGUMENTS(cable->from->name));
    }
    write_addressees("TO ", &cable->to, out);
    write_addressees("INFO ", &cable->info, out);
    write_classification(cable, out);
    write_labels(cable, subject, out);
    write_references(&document->references, out);
}
