/* SPDX-License-Identifier: Apache-2.0 */
#include "pattern.h"

#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

bool pattern_read(struct text text, unsigned edits, struct pattern *out)
{
    uint32_t letter = 0;
    *out = (struct pattern){.edits = edits < PATTERN_EDITS_MAX ? edits : PATTERN_EDITS_MAX};
    while (utf8_take(&text, &letter)) {
        if (letter == '*') {
            out->stars |= UINT64_C(1) << out->length;
            continue;
        }
        if (out->length == PATTERN_LETTERS_MAX) {
            return false;
        }
        if (letter < COUNT_OF(out->plain)) {
            out->plain[letter] |= UINT64_C(1) << out->length;
        }
        out->letters[out->length++] = letter;
    }
    out->places = UINT64_MAX >> (PATTERN_LETTERS_MAX - out->length);
    return true;
}

static uint64_t letters_equal(const struct pattern *pattern, uint32_t letter)
{
    if (letter < COUNT_OF(pattern->plain)) {
        return pattern->plain[letter];
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < pattern->length; i++) {
        bits |= pattern->letters[i] == letter ? UINT64_C(1) << i : 0;
    }
    return bits;
}

/* A letter of the pattern that the word lacks costs an edit and none of the word's letters. */
static void pass_over_letters(const struct pattern *pattern, struct pattern_state *state)
{
    for (unsigned i = 1; i <= pattern->edits; i++) {
        state->places[i] |= state->places[i - 1] << 1;
        state->places[i] &= pattern->places;
    }
}

struct pattern_state pattern_start(const struct pattern *pattern)
{
    struct pattern_state state = {{1}};
    pass_over_letters(pattern, &state);
    return state;
}

struct pattern_state pattern_step(const struct pattern *pattern, struct pattern_state state,
                                  uint32_t letter)
{
    uint64_t equal = letters_equal(pattern, letter);
    struct pattern_state next = {{0}};
    for (unsigned i = 0; i <= pattern->edits; i++) {
        uint64_t before = state.places[i];
        next.places[i] = (before & equal) << 1 | (before & pattern->stars);
        if (i > 0) {
            /* The word has a letter more, or another one. */
            next.places[i] |= state.places[i - 1] | state.places[i - 1] << 1;
        }
        next.places[i] &= pattern->places;
    }
    pass_over_letters(pattern, &next);
    return next;
}

bool pattern_accepts(const struct pattern *pattern, struct pattern_state state)
{
    uint64_t reached = 0;
    for (unsigned i = 0; i <= pattern->edits; i++) {
        reached |= state.places[i];
    }
    return reached >> pattern->length & 1;
}

bool pattern_is_alive(const struct pattern *pattern, struct pattern_state state)
{
    uint64_t reached = 0;
    for (unsigned i = 0; i <= pattern->edits; i++) {
        reached |= state.places[i];
    }
    return reached != 0;
}

bool pattern_matches(const struct pattern *pattern, struct text word)
{
    struct pattern_state state = pattern_start(pattern);
    uint32_t letter = 0;
    while (utf8_take(&word, &letter)) {
        state = pattern_step(pattern, state, letter);
    }
    return pattern_accepts(pattern, state);
}
