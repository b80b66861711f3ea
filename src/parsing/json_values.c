/* SPDX-License-Identifier: Apache-2.0 */
#include "json_values.h"

size_t json_between(struct text text)
{
    size_t count = 0;
    while (count < text.length &&
           (text_is_blank(text.at[count]) || strchr(",[]\x1E", text.at[count])) &&
           text.at[count] != '\0') {
        count++;
    }
    return count;
}

/* Go to the end of the line; what is cut off by the end of the file is whole too. */
static enum json_extent find_line_end(struct text text, bool is_whole, struct json_scan *scan,
                                      size_t *length)
{
    size_t end = text_find_char(text_from(text, scan->at), '\n');
    *length = end == TEXT_NOT_FOUND ? text.length : scan->at + end + 1;
    scan->at = *length;
    return end == TEXT_NOT_FOUND && !is_whole ? JSON_EXTENT_OPEN : JSON_EXTENT_WHOLE;
}

/* Step over one byte. False at a line end inside a string, which no value has. */
static bool step(struct text text, struct json_scan *scan)
{
    char c = text.at[scan->at++];
    if (scan->is_in_string) {
        scan->at += c == '\\';
        scan->is_in_string = c != '"';
        return c != '\n';
    }
    if (c == '"') {
        scan->is_in_string = true;
    } else if (c == '{' || c == '[') {
        scan->depth++;
    } else if (c == '}' || c == ']') {
        scan->depth--;
    }
    return true;
}

enum json_extent json_find_end(struct text text, bool is_whole, bool are_lines,
                               struct json_scan *scan, size_t *length)
{
    if (are_lines || text.length == 0 || text.at[0] != '{') {
        enum json_extent extent = find_line_end(text, is_whole, scan, length);
        return extent == JSON_EXTENT_WHOLE && !are_lines ? JSON_EXTENT_DAMAGED : extent;
    }
    while (scan->at < text.length) {
        bool is_sound = step(text, scan);
        *length = scan->at < text.length ? scan->at : text.length;
        if (!is_sound) {
            return JSON_EXTENT_DAMAGED;
        }
        if (scan->depth == 0) {
            return JSON_EXTENT_WHOLE;
        }
    }
    *length = text.length;
    return is_whole ? JSON_EXTENT_DAMAGED : JSON_EXTENT_OPEN;
}

bool json_is_lines(struct text head)
{
    struct json_scan scan = {0};
    size_t length = 0;
    text_take_start(&head, TEXT("\xEF\xBB\xBF"));
    head = text_from(head, json_between(head));
    size_t end = text_find_char(head, '\n');
    struct text line = text_slice(head, 0, end == TEXT_NOT_FOUND ? head.length : end);
    struct text next = end == TEXT_NOT_FOUND ? TEXT("") : text_trim(text_from(head, end));
    bool is_object = json_find_end(line, true, false, &scan, &length) == JSON_EXTENT_WHOLE;
    return is_object && text_trim(text_from(line, length)).length == 0 &&
           (next.length == 0 || next.at[0] == '{');
}

void json_find_objects(struct text value, struct arena *arena, struct json_object_places *out)
{
    struct json_scan scan = {0};
    size_t open = 0; /* index of the innermost object that has not ended */
    while (scan.at < value.length) {
        size_t at = scan.at;
        bool is_sign = !scan.is_in_string;
        (void)step(value, &scan);
        if (is_sign && value.at[at] == '{') {
            struct json_object_place *place = LIST_ADD(arena, out);
            if (!place) {
                return;
            }
            size_t parent = out->count > 1 ? open : 0;
            open = out->count - 1;
            *place = (struct json_object_place){at, value.length, parent};
        } else if (is_sign && value.at[at] == '}' && out->count > 0) {
            out->items[open].end = scan.at;
            open = out->items[open].parent;
        }
    }
}
