/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>

#include "spelling.h"

/* More digits than that are no number in a cable, and would not fit in every long. */
#define NUMBER_DIGITS_MAX 9

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The last two rows of the table of distances, and the one being made. */
struct rows {
    size_t before[SPELLING_LETTERS_MAX + 1];
    size_t last[SPELLING_LETTERS_MAX + 1];
    size_t next[SPELLING_LETTERS_MAX + 1];
};

static char letter(struct text text, size_t at)
{
    return text_upper(text.at[at]);
}

static size_t fill_row(struct rows *rows, struct text a, struct text b, size_t i)
{
    size_t best = rows->next[0] = i;
    for (size_t j = 1; j <= b.length; j++) {
        size_t change = rows->last[j - 1] + (letter(a, i - 1) != letter(b, j - 1));
        size_t value = least(change, least(rows->last[j], rows->next[j - 1]) + 1);
        if (i > 1 && j > 1 && letter(a, i - 1) == letter(b, j - 2) &&
            letter(a, i - 2) == letter(b, j - 1)) {
            value = least(value, rows->before[j - 2] + 1);
        }
        rows->next[j] = value;
        best = least(best, value);
    }
    return best;
}

/* Which bytes, cut to five bits and letters alike in both cases, text has. */
static uint32_t letters_of(struct text text)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < text.length; i++) {
        letters |= UINT32_C(1) << ((unsigned char)text.at[i] & 31);
    }
    return letters;
}

static size_t count_bits(uint32_t bits)
{
    size_t count = 0;
    for (; bits; bits &= bits - 1) {
        count++;
    }
    return count;
}

/* Each letter that the other text has not takes a change of its own. */
static bool share_letters(struct text a, struct text b, size_t most)
{
    uint32_t in_a = letters_of(a);
    uint32_t in_b = letters_of(b);
    return count_bits(in_a & ~in_b) <= most && count_bits(in_b & ~in_a) <= most;
}

size_t spelling_distance(struct text a, struct text b, size_t most)
{
    size_t apart = a.length > b.length ? a.length - b.length : b.length - a.length;
    if (a.length > SPELLING_LETTERS_MAX || b.length > SPELLING_LETTERS_MAX || apart > most ||
        !share_letters(a, b, most)) {
        return most + 1;
    }
    struct rows rows = {.before = {0}};
    for (size_t j = 0; j <= b.length; j++) {
        rows.last[j] = j;
    }
    for (size_t i = 1; i <= a.length; i++) {
        if (fill_row(&rows, a, b, i) > most + 1) {
            return most + 1;
        }
        memcpy(rows.before, rows.last, sizeof(rows.before));
        memcpy(rows.last, rows.next, sizeof(rows.last));
    }
    return least(rows.last[b.length], most + 1);
}

static int digit_of(char c)
{
    static const char misread[] = "OIlSB";
    static const int meant[] = {0, 1, 1, 5, 8};
    if (text_is_digit(c)) {
        return c - '0';
    }
    const char *at = c != '\0' ? strchr(misread, c == 'o' ? 'O' : c) : NULL;
    return at ? meant[at - misread] : -1;
}

bool spelling_number(struct text text, long *out, bool *repaired)
{
    long number = 0;
    size_t digits = 0;
    if (text.length == 0 || text.length > NUMBER_DIGITS_MAX) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        int digit = digit_of(text.at[i]);
        if (digit < 0) {
            return false;
        }
        digits += text_is_digit(text.at[i]);
        number = number * 10 + digit;
    }
    *out = number;
    *repaired = digits < text.length;
    return digits > 0;
}
