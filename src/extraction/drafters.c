/* SPDX-License-Identifier: Apache-2.0 */
#include "drafters.h"

#include "chancery/base/array.h"

/* The longest line that names a drafter. */
#define DRAFTER_LINE_BYTES_MAX 200

/* No more people are read from one cable. */
#define DRAFTERS_MAX 32

static const struct drafter_label {
    const char *label;
    const char *function;
} drafter_labels[] = {
    {"DRAFTED BY", "drafter"},
    {"APPROVED BY", "approver"},
};

/*
 * Take a label off line. In small letters it is one only with a colon, for "drafted by hand" may
 * begin a line of text.
 */
static struct text take_label(struct text *line)
{
    for (size_t i = 0; i < COUNT_OF(drafter_labels); i++) {
        struct text label = text_of(drafter_labels[i].label);
        struct text rest = *line;
        bool is_capital = text_starts(rest, label);
        if (!text_take_start_fold(&rest, label)) {
            continue;
        }
        bool has_colon = text_take_start(&rest, TEXT(":")) || text_take_start(&rest, TEXT(" :"));
        if (has_colon || (is_capital && rest.length > 0 && text_is_blank(rest.at[0]))) {
            *line = text_trim(rest);
            return text_of(drafter_labels[i].function);
        }
    }
    return TEXT_NONE;
}

/* Drop a telephone's extension, "X23456" or "EXT. 23456", and a typist behind a second colon. */
static struct text clean_name(struct text name)
{
    name = text_trim(text_slice(name, 0, text_find_char(name, ':')));
    for (size_t i = 1; i + 1 < name.length; i++) {
        bool is_extension = text_is_blank(name.at[i - 1]) &&
                            (name.at[i] == 'X' || text_starts(text_from(name, i), TEXT("EXT")));
        bool has_digit = text_is_digit(name.at[name.length - 1]);
        if (is_extension && has_digit) {
            return text_trim(text_slice(name, 0, i));
        }
    }
    return name;
}

/* "EUR/WE:RJBARKLEY" or "S - MR. EAGLEBURGER": what stands before the sign is the office. */
static void split_office(struct text value, struct text *office, struct text *name)
{
    size_t colon = text_find_char(value, ':');
    size_t dash = text_find(value, TEXT(" - "));
    size_t at = colon != TEXT_NOT_FOUND ? colon : dash;
    size_t sign = colon != TEXT_NOT_FOUND ? 1 : 3;
    *office = TEXT_NONE;
    *name = value;
    if (at != TEXT_NOT_FOUND) {
        *office = text_trim(text_slice(value, 0, at));
        *name = text_trim(text_from(value, at + sign));
    }
    *name = clean_name(*name);
}

static bool has_letters(struct text name)
{
    size_t letters = 0;
    for (size_t i = 0; i < name.length; i++) {
        letters += text_is_letter(name.at[i]);
    }
    return letters > 1;
}

static void add_drafter(struct document *document, struct arena *arena, struct text function,
                        struct text value)
{
    struct text office;
    struct text name;
    split_office(value, &office, &name);
    struct person *person = has_letters(name) ? LIST_ADD(arena, &document->people) : NULL;
    if (!person) {
        return;
    }
    *person = (struct person){
        .name = name, .affiliation = office.length > 0 ? office : TEXT_NONE, .function = function};
    struct mention *mention = LIST_ADD(arena, &person->mentions);
    size_t start = (size_t)(name.at - document->text.at);
    if (mention) {
        *mention = (struct mention){
            .paragraph = INTEGER_NONE, .span = {start, start + name.length}, .text = name};
    }
}

void drafters_in_cable(struct document *document, struct arena *arena)
{
    struct text rest = document->text;
    struct text line;
    size_t count = 0;
    while (count < DRAFTERS_MAX && text_take_line(&rest, &line)) {
        struct text value = text_trim(line);
        struct text function =
            value.length <= DRAFTER_LINE_BYTES_MAX ? take_label(&value) : TEXT_NONE;
        if (!function.at) {
            continue;
        }
        if (value.length == 0 && text_take_line(&rest, &line)) {
            value = text_trim(line);
        }
        if (value.length > 0 && value.length <= DRAFTER_LINE_BYTES_MAX) {
            add_drafter(document, arena, function, value);
            count++;
        }
    }
}
