/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_text.h"

/* What the archive printed above cables that newspapers gave it without header or in part. */
static bool take_note(struct text *header)
{
    static const struct text note = {"This record is a partial extract of the original cable.", 55};
    static const struct text more = {"The full text of the original cable is not available.", 53};
    struct text rest = text_trim(*header);
    if (!text_take_start_fold(&rest, note)) {
        return false;
    }
    rest = text_trim(rest);
    (void)text_take_start_fold(&rest, more);
    *header = text_trim(rest);
    return true;
}

/* Append text to out; answers how many bytes it became. */
static size_t put_lines(struct text text, char *out)
{
    size_t length = 0;
    struct text line;
    text = text_slice(text, 0, text.length);
    while (text_take_line(&text, &line)) {
        bool has_end = text.length > 0;
        size_t end = line.length;
        if (end > 1 && line.at[end - 1] == '\\' && text_is_blank(line.at[end - 2])) {
            end -= 2;
        } else if (end == 1 && line.at[0] == '\\') {
            end = 0;
        }
        memcpy(out + length, line.at, end);
        length += end;
        out[length] = '\n';
        length += has_end;
    }
    return length;
}

struct text cable_text_join(struct text header, struct text body, struct arena *arena,
                            struct hints *hints)
{
    hints->is_extract = take_note(&header);
    char *out = arena_take(arena, header.length + body.length + 4);
    if (!out) {
        return TEXT_NONE;
    }
    struct text trimmed = text_trim(header);
    size_t length = trimmed.length > 0 ? put_lines(header, out) : 0;
    if (length > 0) {
        out[length++] = '\n';
        out[length++] = '\n';
    }
    length += put_lines(body, out + length);
    return (struct text){out, length};
}
