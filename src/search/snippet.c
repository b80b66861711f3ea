/* SPDX-License-Identifier: Apache-2.0 */
#include "snippet.h"

void snippet_mark_add(struct arena *arena, struct snippet_marks *marks, struct snippet_mark mark)
{
    struct snippet_mark *last = marks->count > 0 ? &marks->items[marks->count - 1] : NULL;
    if (last && (last->group == mark.group || mark.start < last->end)) {
        last->end = mark.end > last->end ? mark.end : last->end;
        last->group = mark.group;
        return;
    }
    struct snippet_mark *item = LIST_ADD(arena, marks);
    if (item) {
        *item = mark;
    }
}

static void add(struct arena *arena, struct search_segments *out, struct text text, bool is_match)
{
    struct search_segment *item = text.length > 0 ? LIST_ADD(arena, out) : NULL;
    if (item) {
        *item = (struct search_segment){text, is_match};
    }
}

/* Bytes [start, end) of text as segments, with ellipses where something was left out. */
static void write_segments(struct text text, const struct snippet_marks *marks, size_t start,
                           size_t end, struct arena *arena, struct search_segments *out)
{
    const char *front = start > 0 ? "… " : "";
    size_t at = start;
    for (size_t i = 0; i < marks->count; i++) {
        struct snippet_mark mark = marks->items[i];
        if (mark.start < start || mark.end > end) {
            continue;
        }
        struct text before = text_slice(text, at, mark.start - at);
        add(arena, out, arena_format(arena, "%s%.*s", front, TEXT_ARGUMENTS(before)), false);
        add(arena, out, text_slice(text, mark.start, mark.end - mark.start), true);
        front = "";
        at = mark.end;
    }
    struct text rest = text_slice(text, at, end - at);
    add(arena, out,
        arena_format(arena, "%s%.*s%s", front, TEXT_ARGUMENTS(rest), end < text.length ? " …" : ""),
        false);
}

void snippet_whole(struct text text, const struct snippet_marks *marks, struct arena *arena,
                   struct search_segments *out)
{
    write_segments(text, marks, 0, text.length, arena, out);
}

/* The first of the marks that the best window begins with: most marks within so many bytes. */
static size_t best_first(const struct snippet_marks *marks, size_t bytes)
{
    size_t best = 0;
    size_t best_count = 0;
    size_t end = 0;
    for (size_t i = 0; i < marks->count; i++) {
        end = end > i ? end : i;
        while (end < marks->count && marks->items[end].end - marks->items[i].start <= bytes) {
            end++;
        }
        if (end - i > best_count) {
            best_count = end - i;
            best = i;
        }
    }
    return best;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The last place at or before offset where a word begins, not much farther away than allowed. */
static size_t word_start(struct text text, size_t offset, size_t allowed)
{
    size_t at = offset;
    while (at > 0 && offset - at < allowed && !text_is_blank(text.at[at - 1])) {
        at--;
    }
    at = at > 0 && !text_is_blank(text.at[at - 1]) ? offset : at;
    while (at > 0 && is_continuation(text.at[at])) {
        at--;
    }
    return at;
}

/* The first place at or behind offset where a word ends, not much farther away than allowed. */
static size_t word_end(struct text text, size_t offset, size_t allowed)
{
    size_t at = offset;
    while (at < text.length && at - offset < allowed && !text_is_blank(text.at[at])) {
        at++;
    }
    at = at < text.length && !text_is_blank(text.at[at]) ? offset : at;
    while (at < text.length && is_continuation(text.at[at])) {
        at++;
    }
    return at;
}

/* How far a cut may move to come between two words, in bytes. */
#define CUT_MOVES_BYTES 40

void snippet_cut(struct text text, const struct snippet_marks *marks, size_t characters,
                 struct arena *arena, struct search_segments *out)
{
    if (text.length <= characters) {
        write_segments(text, marks, 0, text.length, arena, out);
        return;
    }
    size_t start = 0;
    size_t least_end = 0;
    if (marks->count > 0) {
        struct snippet_mark first = marks->items[best_first(marks, characters)];
        /* A quarter of the room goes to what leads up to the first match. */
        size_t lead = characters / 4;
        start = first.start > lead ? first.start - lead : 0;
        least_end = first.end;
    }
    /* Near the end of the text the room there is goes to the front. */
    if (text.length - start < characters) {
        start = text.length - characters;
    }
    start = word_start(text, start, CUT_MOVES_BYTES);
    size_t end = start + characters < text.length ? start + characters : text.length;
    end = word_end(text, end > least_end ? end : least_end, CUT_MOVES_BYTES);
    write_segments(text, marks, start, end, arena, out);
}
