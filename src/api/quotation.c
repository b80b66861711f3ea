/* SPDX-License-Identifier: Apache-2.0 */
#include "quotation.h"

#include <stdint.h>

struct words {
    struct text *items;
    size_t count;
};

/* Curly quotes, dashes and dots stand in three bytes from E2 80 90 to E2 80 AF. */
static bool is_mark(struct text text, size_t at)
{
    return at + 2 < text.length && (unsigned char)text.at[at] == 0xE2 &&
           (unsigned char)text.at[at + 1] == 0x80;
}

static bool is_of_word(struct text text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    return text_is_letter(text.at[at]) || text_is_digit(text.at[at]) ||
           (c >= 0x80 && !is_mark(text, at));
}

static bool take_word(struct text text, size_t *at, struct text *out)
{
    while (*at < text.length && !is_of_word(text, *at)) {
        *at += is_mark(text, *at) ? 3 : 1;
    }
    size_t start = *at;
    while (*at < text.length && is_of_word(text, *at)) {
        (*at)++;
    }
    *out = text_slice(text, start, *at - start);
    return out->length > 0;
}

static bool split(struct text text, size_t most, struct arena *arena, struct words *out)
{
    size_t at = 0;
    struct text word;
    out->count = 0;
    out->items = arena_take(arena, (most + 1) * sizeof(*out->items));
    while (out->items && out->count < most && take_word(text, &at, &word)) {
        out->items[out->count++] = word;
    }
    return out->items != NULL;
}

size_t quotation_count(struct text text)
{
    size_t at = 0;
    size_t count = 0;
    struct text word;
    while (count <= QUOTATION_WORDS_MAX && take_word(text, &at, &word)) {
        count++;
    }
    return count;
}

/* How the best way to a place came there. */
enum step {
    STEP_START,
    STEP_SAME,
    STEP_CHANGED,
    STEP_PRINTED,
    STEP_QUOTED,
};

/* Rows are words of the quotation, columns words of the text; the match may begin anywhere. */
struct grid {
    const struct words *quoted;
    const struct words *printed;
    unsigned char *steps;
    size_t width;
};

static unsigned char *step_at(const struct grid *grid, size_t row, size_t column)
{
    return &grid->steps[row * grid->width + column];
}

static uint32_t choose(struct grid *grid, size_t row, size_t column, const uint32_t *above,
                       uint32_t before)
{
    bool same = text_equal_fold(grid->quoted->items[row - 1], grid->printed->items[column - 1]);
    uint32_t best = above[column - 1] + (same ? 0 : 1);
    unsigned char step = same ? STEP_SAME : STEP_CHANGED;
    if (above[column] + 1 < best) {
        best = above[column] + 1;
        step = STEP_QUOTED;
    }
    if (before + 1 < best) {
        best = before + 1;
        step = STEP_PRINTED;
    }
    *step_at(grid, row, column) = step;
    return best;
}

/* The column at which the best match ends; *distance is its changes. */
static size_t fill(struct grid *grid, uint32_t *above, uint32_t *present, size_t *distance)
{
    for (size_t row = 1; row <= grid->quoted->count; row++) {
        present[0] = (uint32_t)row;
        *step_at(grid, row, 0) = STEP_QUOTED;
        for (size_t column = 1; column <= grid->printed->count; column++) {
            present[column] = choose(grid, row, column, above, present[column - 1]);
        }
        uint32_t *swap = above;
        above = present;
        present = swap;
    }
    size_t end = 0;
    for (size_t column = 1; column <= grid->printed->count; column++) {
        end = above[column] < above[end] ? column : end;
    }
    *distance = above[end];
    return end;
}

static void add_piece(struct arena *arena, struct quotation_match *match, struct text word,
                      enum quotation_change change)
{
    struct quotation_piece *piece = LIST_ADD(arena, match);
    if (piece) {
        *piece = (struct quotation_piece){word, change};
    }
}

/* From the end to the beginning, then turned round. */
static void trace(const struct grid *grid, size_t end, struct text text, struct arena *arena,
                  struct quotation_match *match)
{
    size_t row = grid->quoted->count;
    size_t column = end;
    while (row > 0) {
        unsigned char step = *step_at(grid, row, column);
        if (step == STEP_SAME) {
            match->same_count++;
            add_piece(arena, match, grid->printed->items[column - 1], QUOTATION_SAME);
        }
        if (step == STEP_CHANGED || step == STEP_QUOTED) {
            add_piece(arena, match, grid->quoted->items[row - 1], QUOTATION_QUOTED);
        }
        if (step == STEP_CHANGED || step == STEP_PRINTED) {
            add_piece(arena, match, grid->printed->items[column - 1], QUOTATION_PRINTED);
        }
        row -= step == STEP_PRINTED ? 0 : 1;
        column -= step == STEP_QUOTED ? 0 : 1;
    }
    for (size_t i = 0; i < match->count / 2; i++) {
        struct quotation_piece piece = match->items[i];
        match->items[i] = match->items[match->count - 1 - i];
        match->items[match->count - 1 - i] = piece;
    }
    if (end > column) {
        match->start = (size_t)(grid->printed->items[column].at - text.at);
        const struct text *last = &grid->printed->items[end - 1];
        match->end = (size_t)(last->at - text.at) + last->length;
    }
}

bool quotation_match(struct text quotation, struct text text, struct arena *arena,
                     struct quotation_match *out)
{
    struct words quoted;
    struct words printed;
    *out = (struct quotation_match){.start = 0};
    if (!split(quotation, QUOTATION_WORDS_MAX, arena, &quoted) ||
        !split(text, QUOTATION_TEXT_WORDS_MAX, arena, &printed) || quoted.count == 0) {
        return false;
    }
    struct grid grid = {&quoted, &printed, NULL, printed.count + 1};
    grid.steps = arena_take(arena, (quoted.count + 1) * grid.width);
    uint32_t *above = arena_take(arena, grid.width * sizeof(*above));
    uint32_t *present = arena_take(arena, grid.width * sizeof(*present));
    if (!grid.steps || !above || !present) {
        return false;
    }
    size_t end = fill(&grid, above, present, &out->distance);
    out->word_count = quoted.count;
    trace(&grid, end, text, arena, out);
    return !arena_failed(arena);
}
