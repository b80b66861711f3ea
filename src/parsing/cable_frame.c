/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_frame.h"

#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "shape.h"

/* The most bytes of one attribute; what is longer is cut. */
#define ATTRIBUTE_BYTES_MAX ((size_t)8192)

/* The most letters of the name of an attribute. */
#define ATTRIBUTE_NAME_BYTES_MAX ((size_t)48)

/* How much of a text may stand above the labels of a print. */
#define PRINT_HEAD_BYTES_MAX ((size_t)16 * 1024)

struct attributes {
    struct text number;
    struct text date;
    struct text from;
    struct text subject;
    struct text tags;
    struct text references;
    struct text level;
    struct text handling;
};

static const struct attribute_name {
    const char *name;
    size_t offset;
} attribute_names[] = {
    {"Document Number", offsetof(struct attributes, number)},
    {"Draft Date", offsetof(struct attributes, date)},
    {"Sent Date", offsetof(struct attributes, date)},
    {"From", offsetof(struct attributes, from)},
    {"Subject", offsetof(struct attributes, subject)},
    {"TAGS", offsetof(struct attributes, tags)},
    {"Reference", offsetof(struct attributes, references)},
    {"References", offsetof(struct attributes, references)},
    {"Original Classification", offsetof(struct attributes, level)},
    {"Original Handling Restrictions", offsetof(struct attributes, handling)},
};

/* Where line begins in text with nothing else in it, and what stands behind it; or NOT_FOUND. */
static size_t find_line(struct text text, struct text wanted, struct text *behind)
{
    size_t from = 0;
    size_t at = text_find(text, wanted);
    while (at != TEXT_NOT_FOUND) {
        size_t place = from + at;
        struct text rest = text_from(text, place);
        struct text line;
        bool starts = place == 0 || text.at[place - 1] == '\n' || text_is_blank(text.at[place - 1]);
        if (starts && text_take_line(&rest, &line) && text_equal(text_trim(line), wanted)) {
            *behind = rest;
            return place;
        }
        from = place + wanted.length;
        at = text_find(text_from(text, from), wanted);
    }
    return TEXT_NOT_FOUND;
}

/* Take "Original Classification:" off line: words with capitals, of which one has small letters. */
static bool take_name(struct text *line, struct text *name)
{
    size_t colon = text_find_char(text_slice(*line, 0, ATTRIBUTE_NAME_BYTES_MAX), ':');
    *name = text_trim(text_slice(*line, 0, colon));
    if (colon == TEXT_NOT_FOUND || name->length == 0 || !text_is_upper(name->at[0])) {
        return false;
    }
    bool has_small = text_equal(*name, TEXT("TAGS")) || text_equal(*name, TEXT("SAS ID"));
    for (size_t i = 0; i < name->length; i++) {
        if (!text_is_letter(name->at[i]) && name->at[i] != ' ' && name->at[i] != '/') {
            return false;
        }
        has_small = has_small || text_is_lower(name->at[i]);
    }
    *line = text_trim(text_from(*line, colon + 1));
    return has_small;
}

static struct text *place_of(struct attributes *attributes, struct text name)
{
    for (size_t i = 0; i < COUNT_OF(attribute_names); i++) {
        if (text_equal_fold(name, text_of(attribute_names[i].name))) {
            return (struct text *)(void *)((char *)attributes + attribute_names[i].offset);
        }
    }
    return NULL;
}

/* Each value is the text from behind its name to the line before the next one's. */
static void read_attributes(struct text text, struct attributes *out)
{
    struct text line;
    struct text *value = NULL;
    while (text_take_line(&text, &line)) {
        struct text rest = text_trim(line);
        struct text name;
        if (take_name(&rest, &name)) {
            value = place_of(out, name);
            value = value && !value->at ? value : NULL;
            if (value) {
                *value = rest.at ? rest : TEXT("");
            }
        } else if (value && rest.length > 0) {
            size_t length = (size_t)(rest.at - value->at) + rest.length;
            *value = (struct text){value->at, length};
        }
        if (value) {
            *value = utf8_whole(text_slice(*value, 0, ATTRIBUTE_BYTES_MAX));
        }
    }
}

/* The value folded, or none where the archive says that it has none. */
static struct text said(struct reading *reading, struct text value)
{
    bool is_filler = text_starts_fold(value, TEXT("n/a")) || text_equal(value, TEXT("NA")) ||
                     text_starts_fold(value, TEXT("01 JAN 1960"));
    return value.length == 0 || is_filler ? TEXT_NONE : reading_fold_blanks(reading, value);
}

static void add_pieces(struct arena *arena, struct text list, struct texts *out)
{
    struct text piece;
    while (text_take_until(&list, ',', &piece)) {
        texts_add(arena, out, text_trim(piece));
    }
    if (text_trim(list).length > 0) {
        texts_add(arena, out, text_trim(list));
    }
}

/* Whether name begins with these letters, blanks between its words left out: NEWDE, NEW DELHI. */
static bool begins_with_letters(struct text name, struct text letters)
{
    size_t taken = 0;
    for (size_t i = 0; i < name.length && taken < letters.length; i++) {
        if (text_is_letter(name.at[i]) &&
            text_upper(name.at[i]) != text_upper(letters.at[taken++])) {
            return false;
        }
    }
    return taken == letters.length;
}

/* "1976JAKART04127" cuts the station short; the sender has its name. Any suffix "_b" goes. */
static struct text id_of(struct arena *arena, struct text number, struct text from)
{
    struct text rest = number;
    struct text year = TEXT_NONE;
    struct text letters = TEXT_NONE;
    struct text digits = TEXT_NONE;
    if (!shape_take(&rest, "dddd", &year) || !shape_take(&rest, "a+", &letters) ||
        !shape_take(&rest, "d+", &digits)) {
        return number;
    }
    struct text station = begins_with_letters(from, letters) ? from : letters;
    return arena_format(arena, "%.*s %.*s %.*s", TEXT_ARGUMENTS(year), TEXT_ARGUMENTS(station),
                        TEXT_ARGUMENTS(digits));
}

static struct text either(struct text own, struct text other)
{
    return own.at ? own : other;
}

static void use_attributes(struct reading *reading, struct text text, struct cable_frame *out)
{
    struct attributes found = {.number = TEXT_NONE};
    struct hints *hints = &out->hints;
    struct arena *arena = reading->arena;
    read_attributes(text, &found);
    struct text from = said(reading, found.from);
    struct text number = said(reading, found.number);
    hints->id = either(hints->id, number.at ? id_of(arena, number, from) : TEXT_NONE);
    hints->created = either(hints->created, said(reading, found.date));
    hints->classification = either(hints->classification, said(reading, found.level));
    hints->origin = either(hints->origin, from);
    hints->title = either(hints->title, said(reading, found.subject));
    if (hints->tags.count == 0 && said(reading, found.tags).at) {
        texts_add(arena, &hints->tags, said(reading, found.tags));
    }
    if (hints->references.count == 0) {
        add_pieces(arena, said(reading, found.references), &hints->references);
    }
    add_pieces(arena, said(reading, found.handling), &out->captions);
}

/* Whether the text is a print with labels, which has its number or date at its front. */
static bool is_print(struct text text)
{
    struct text head = text_slice(text, 0, PRINT_HEAD_BYTES_MAX);
    return text_find_fold(head, TEXT("MRN:")) != TEXT_NOT_FOUND ||
           text_find_fold(head, TEXT("Date/DTG:")) != TEXT_NOT_FOUND;
}

/* In how many of the first lines a text says that it is an extract. */
#define EXTRACT_LINES_MAX 8

/* What a print has below its text; the first of them ends the cable. */
static const char *const tail_labels[] = {
    "Signature:",   "Drafted By:",         "Cleared By:", "Approved By:",
    "Released By:", "Dissemination Rule:", "Drafter:",    "Signed By:",
};

static bool is_tail_label(struct text line)
{
    for (size_t i = 0; i < COUNT_OF(tail_labels); i++) {
        if (text_starts_fold(line, text_of(tail_labels[i]))) {
            return true;
        }
    }
    return false;
}

/* Take the labels below the text of a print off it. */
static void cut_print(struct cable_frame *out)
{
    struct text rest = out->text;
    struct text line;
    struct text next;
    bool in_text = false;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        in_text = in_text || text_starts_fold(line, TEXT("Subject"));
        if (!in_text || !is_tail_label(line)) {
            continue;
        }
        if (text_take_start_fold(&line, TEXT("Signature:"))) {
            struct text below = rest;
            bool is_below = text_trim(line).length == 0 && text_take_line(&below, &next) &&
                            !is_tail_label(text_trim(next));
            out->signature = text_trim(is_below ? next : line);
        }
        out->text = text_slice(out->text, 0, (size_t)(line.at - out->text.at));
        while (out->text.length > 0 && out->text.at[out->text.length - 1] != '\n') {
            out->text.length--;
        }
        return;
    }
}

/* What mirrors print above a part of a cable. */
static void warn_of_extract(struct reading *reading)
{
    struct text rest = reading->text;
    struct text line;
    for (int i = 0; i < EXTRACT_LINES_MAX && text_take_line(&rest, &line); i++) {
        if (text_starts_fold(text_trim(line), TEXT("This record is a partial extract"))) {
            reading_warn(reading, "partial_extract",
                         TEXT("The text says that it holds a part of the cable only."),
                         text_trim(line));
            reading_claim(reading, text_trim(line));
            return;
        }
    }
}

void cable_frame_read(struct reading *reading, struct cable_frame *out)
{
    struct text behind;
    *out = (struct cable_frame){.text = reading->text};
    if (reading->hints) {
        out->hints = *reading->hints;
    }
    warn_of_extract(reading);
    size_t at = find_line(reading->text, TEXT("Message Text"), &behind);
    out->start = at == TEXT_NOT_FOUND ? 0 : (size_t)(behind.at - reading->text.at);
    at = find_line(reading->text, TEXT("Message Attributes"), &behind);
    if (at != TEXT_NOT_FOUND) {
        out->text = text_slice(reading->text, 0, at);
        use_attributes(reading, behind, out);
    }
    if (is_print(out->text)) {
        cut_print(out);
    }
}
