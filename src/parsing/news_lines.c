/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "news_parts.h"

/* Characters that look blank, beyond those of ASCII. */
static const struct text wide_blanks[] = {
    {"\xC2\xA0", 2},     /* no-break space */
    {"\xE3\x80\x80", 3}, /* ideographic space */
    {"\xE2\x80\x8B", 3}, /* zero-width space */
    {"\xEF\xBB\xBF", 3}, /* byte order mark */
};

static struct text trim_wide(struct text line)
{
    bool is_changed = true;
    while (is_changed) {
        is_changed = false;
        line = text_trim(line);
        for (size_t i = 0; i < COUNT_OF(wide_blanks); i++) {
            is_changed = text_take_start(&line, wide_blanks[i]) || is_changed;
            if (text_ends(line, wide_blanks[i])) {
                line = text_slice(line, 0, line.length - wide_blanks[i].length);
                is_changed = true;
            }
        }
    }
    return line;
}

static size_t count_lines(struct text text)
{
    size_t count = 0;
    struct text line;
    while (text_take_line(&text, &line)) {
        count++;
    }
    return count;
}

/* Skip "-----BEGIN …" to "-----END …" if the block is whole. */
static bool skip_armor(struct text *rest, struct text line)
{
    struct text moved = *rest;
    if (!text_starts(line, TEXT("-----BEGIN "))) {
        return false;
    }
    while (text_take_line(&moved, &line)) {
        if (text_starts(text_trim(line), TEXT("-----END "))) {
            *rest = moved;
            return true;
        }
    }
    return false;
}

bool news_lines_read(struct news_page *page, struct text text)
{
    size_t room = count_lines(text) + 1;
    page->lines = arena_take(page->reading->arena, room * sizeof(*page->lines));
    bool has_armor = true; /* until a block without an end shows that searching is vain */
    bool follows_blank = true;
    struct text line;
    if (!page->lines) {
        return false;
    }
    while (text_take_line(&text, &line)) {
        line = trim_wide(line);
        if (line.length == 0) {
            follows_blank = true;
            continue;
        }
        if (has_armor && text_starts(line, TEXT("-----BEGIN "))) {
            has_armor = skip_armor(&text, line);
            if (has_armor) {
                reading_warn(page->reading, "armor_removed", TEXT("A key block is left out."),
                             line);
                continue;
            }
        }
        page->lines[page->end++] = (struct news_line){line, follows_blank};
        follows_blank = false;
    }
    page->line_count = page->end;
    return true;
}
