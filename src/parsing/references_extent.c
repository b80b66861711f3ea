/* SPDX-License-Identifier: Apache-2.0 */
/* How far the list behind REF goes: over broken lines, but not into what follows it. */
#include "chancery/base/array.h"

#include "cable_header.h"
#include "shape.h"

/* Lines that end a list. */
static const char *const stop_shapes[] = {
    "----",   "====",           "____",         "[-=_ ]*SUMMARY",  "SENSITIVEs+BUT",
    "THISs+", "BEGINs+SUMMARY", "INTRODUCTION", "ACTIONs+REQUEST", "REASON",
    "[*][*]",
};

/* More words in small letters than that make a sentence. */
#define SENTENCE_WORDS_MIN 4

static bool stops(const struct cable_header *header, struct text line)
{
    for (size_t i = 0; i < COUNT_OF(stop_shapes); i++) {
        if (shape_length(line, stop_shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return header_is_captions(header, line) || header_paragraph(line) > 0;
}

static bool begins_item(struct text line)
{
    static const char *const shapes[] = {
        "[([]s*as*[)}]", "[([]s*ds*[)}]", "as*[.):]s*w", "as+-s+w", "¶a[.):]",
    };
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (shape_length(line, shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    struct text rest = line;
    return shape_take(&rest, "'?d*s*", NULL) &&
           shape_take(&rest, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ]+s+", NULL) &&
           (shape_length(rest, "d") != TEXT_NOT_FOUND ||
            shape_length(rest, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ]+s+ddd?d?d?d?[ ,;.(]*$") !=
                TEXT_NOT_FOUND);
}

/* Whether list breaks off inside an item: behind a comma, AND, a bullet or a name. */
static bool is_unfinished(struct text list)
{
    list = text_trim(list);
    if (list.length == 0) {
        return true;
    }
    char last = list.at[list.length - 1];
    if (strchr(",;&-(", last)) {
        return true;
    }
    size_t start = list.length;
    while (start > 0 && !text_is_blank(list.at[start - 1])) {
        start--;
    }
    struct text word = text_from(list, start);
    bool year = word.length == 2 && shape_is(word, "dd") && start > 0;
    return shape_is(word, "as*[.):]") || year || text_equal_fold(word, TEXT("AND")) ||
           (shape_is(word, "aaa+") && !text_equal_fold(word, TEXT("PREVIOUS")) &&
            !text_equal_fold(word, TEXT("NOTAL")));
}

static bool is_sentence(struct text line)
{
    struct text word;
    size_t small = 0;
    while (text_take_word(&line, &word)) {
        small += text_is_lower(word.at[0]);
    }
    return small >= SENTENCE_WORDS_MIN;
}

static bool has_open_bracket(struct text text)
{
    int depth = 0;
    for (size_t i = 0; i < text.length; i++) {
        depth += text.at[i] == '(';
        depth -= text.at[i] == ')' && depth > 0;
    }
    return depth > 0;
}

static bool continues(struct text list, struct text line, bool after_blank)
{
    if (begins_item(line) || has_open_bracket(list)) {
        return true;
    }
    if (after_blank) {
        return is_unfinished(list) &&
               (text_is_digit(line.at[0]) ||
                shape_length(line, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ ]+d") != TEXT_NOT_FOUND);
    }
    return is_unfinished(list) || !is_sentence(line);
}

/* Where in a line the list ends although the line goes on. */
static size_t end_inside(struct text line)
{
    static const char *const marks[] = {"-----", "SENSITIVE BUT", "Sensitive but"};
    size_t end = line.length;
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        size_t at = text_find(line, text_of(marks[i]));
        end = at != TEXT_NOT_FOUND && at < end ? at : end;
    }
    size_t mark = text_find(line, TEXT(" (SBU) "));
    bool is_text = mark < end &&
                   shape_length(text_from(line, mark), " [(]SBU[)]s+aa") != TEXT_NOT_FOUND &&
                   !text_is_upper(text_trim(text_from(line, mark + 7)).at[1]);
    return is_text ? mark : end;
}

size_t header_read_references(struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text line;
    struct text list = text_slice(value, 0, 0);
    bool after_blank = false;
    while (text_take_line(&rest, &line)) {
        struct text trimmed = text_trim(line);
        bool empty = list.length == 0;
        if (trimmed.length == 0) {
            after_blank = !empty;
            continue;
        }
        if (!empty && (stops(header, trimmed) || !continues(list, trimmed, after_blank))) {
            break;
        }
        size_t end = end_inside(trimmed);
        list = text_slice(value, 0, (size_t)(trimmed.at - value.at) + end);
        after_blank = false;
        if (end < trimmed.length) {
            break;
        }
    }
    if (list.length > 0) {
        texts_add(header->reading->arena, &header->reference_lists, list);
    }
    return list.length;
}
