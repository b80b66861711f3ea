/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the container of a cable knows of it. It counts where the cable is silent; where the two
 * differ the cable counts, with a warning.
 */
#include "cable_header.h"
#include "chancery/base/utf8.h"
#include "chancery/model/cable_id.h"
#include "hints.h"
#include "shape.h"

static void warn_of_difference(struct cable_header *header, const char *what, struct text container)
{
    reading_warn(
        header->reading, "container_contradicts",
        arena_format(header->reading->arena, "The container has another %s: %.*s.", what,
                     TEXT_ARGUMENTS(utf8_whole(text_slice(container, 0, CABLE_HINT_BYTES_MAX)))),
        TEXT_NONE);
}

/* What another container, a database in front of the text, did not say already. */
static void fill_record(struct cable_header *header, const struct hints *hints)
{
    struct header_record *record = &header->record;
    struct header_record own = {.hour = -1};
    header_record_date(hints->created, &own);
    if (!header->dtg.piece.at && record->date.year == 0 && own.date.year > 0) {
        record->date = own.date;
        record->hour = own.hour;
        record->minute = hints->minutes_unsure ? 0 : own.minute;
        if (hints->minutes_unsure && own.hour >= 0) {
            reading_warn(header->reading, "minutes_unknown",
                         TEXT("The container printed the hour in place of the minutes; the date "
                              "is that of the full hour."),
                         TEXT_NONE);
        }
    }
    record->id = record->id.at ? record->id : hints->id;
    header_record_level(header, hints->classification);
}

static void fill_tags(struct cable_header *header, const struct hints *hints)
{
    if (header->cable->tags.count > 0) {
        return;
    }
    for (size_t i = 0; i < hints->tags.count; i++) {
        (void)header_read_tags(header, hints->tags.items[i]);
    }
}

/* Handling behind the level, where the level too is the container's. */
static void fill_handling(struct cable_header *header, const struct hints *hints)
{
    size_t slashes = text_find(hints->classification, TEXT("//"));
    if (slashes != TEXT_NOT_FOUND && header->cable->handling.count == 0 &&
        !header->cable->classification.at) {
        texts_add(header->reading->arena, &header->cable->handling,
                  text_trim(text_from(hints->classification, slashes + 2)));
    }
}

void header_take_hints(struct cable_header *header)
{
    const struct hints *hints = header->reading->hints;
    struct cable *cable = header->cable;
    if (!hints) {
        return;
    }
    fill_record(header, hints);
    fill_handling(header, hints);
    fill_tags(header, hints);
    if (!cable->subject.at && hints->title.length > 0) {
        cable->subject = hints->title;
        reading_warn(header->reading, "subject_of_container",
                     TEXT("The text has no subject; the container's title was taken."), TEXT_NONE);
    }
    if (hints->is_extract) {
        reading_warn(header->reading, "partial_extract",
                     TEXT("The container says that this is a part of the cable only."), TEXT_NONE);
    }
}

static void compare_level(struct cable_header *header, const struct hints *hints)
{
    size_t length = 0;
    bool damaged = false;
    struct text level = cable_class_level(hints->classification, &length, &damaged);
    if (level.at && !damaged && header->cable->classification.at &&
        !text_equal(level, header->cable->classification)) {
        warn_of_difference(header, "classification", hints->classification);
    }
}

/* Station, serial and year of the container's id, for a cable whose own cannot be made. */
static void take_id(struct cable_header *header, struct text id)
{
    struct cable *cable = header->cable;
    struct text rest = id;
    struct text station = TEXT_NONE;
    header->reading->document->id = id;
    if (!shape_take(&rest, "dd", NULL) || !shape_take(&rest, "a+", &station)) {
        return;
    }
    cable->station = cable->station.at ? cable->station : station;
    cable->serial = cable->serial.at ? cable->serial : rest;
    if (header->year == 0) {
        int64_t year = (id.at[0] - '0') * 10 + id.at[1] - '0';
        header->year = year + (year >= HEADER_FIRST_YEAR_OF_CENTURY ? 1900 : 2000);
    }
}

void header_compare_hints(struct cable_header *header)
{
    const struct hints *hints = header->reading->hints;
    const struct document *document = header->reading->document;
    if (!hints) {
        return;
    }
    struct text id = cable_id_read(text_slice(hints->id, 0, CABLE_ID_BYTES_MAX),
                                   header->reading->vocabulary, header->reading->arena);
    if (id.at && !document->id.at) {
        take_id(header, id);
    } else if (id.at && !text_equal(id, document->id)) {
        warn_of_difference(header, "id", hints->id);
    }
    compare_level(header, hints);
    struct header_record other = {.hour = -1};
    header_record_date(hints->created, &other);
    if (document->date && other.date.year > 0 &&
        !text_starts(document->date->value, header_day_text(header, other.date))) {
        warn_of_difference(header, "date", hints->created);
    }
}

void header_add_hinted_references(struct cable_header *header)
{
    const struct hints *hints = header->reading->hints;
    struct document *document = header->reading->document;
    if (!hints || document->references.count > 0) {
        return;
    }
    for (size_t i = 0; i < hints->references.count; i++) {
        struct text raw = hints->references.items[i];
        struct reference *reference = LIST_ADD(header->reading->arena, &document->references);
        if (reference) {
            *reference = (struct reference){
                .raw = raw,
                .kind = TEXT("cable"),
                .id = cable_id_read(text_slice(raw, 0, CABLE_ID_BYTES_MAX),
                                    header->reading->vocabulary, header->reading->arena),
                .paragraph = INTEGER_NONE};
        }
    }
}
