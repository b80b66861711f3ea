/* SPDX-License-Identifier: Apache-2.0 */
#include "shape.h"

/* How many letters stand at the front of a set that has all of them, A to Z. */
#define LETTER_COUNT ((size_t)26)

/* What a byte can be. */
enum {
    DIGIT = 1,
    LETTER = 2,
    MISREAD = 4, /* a letter that is misread for a digit */
    BLANK = 8,
    BOTH = LETTER | MISREAD,
    IN_LINE = 16, /* any byte but a line end; not in the table */
};

static const unsigned char kinds[TEXT_BYTE_VALUES] = {
    ['0'] = DIGIT,  ['1'] = DIGIT,  ['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,
    ['6'] = DIGIT,  ['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,  ['A'] = LETTER, ['B'] = BOTH,
    ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER,
    ['I'] = BOTH,   ['J'] = LETTER, ['K'] = LETTER, ['L'] = BOTH,   ['M'] = LETTER, ['N'] = LETTER,
    ['O'] = BOTH,   ['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = BOTH,   ['T'] = LETTER,
    ['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER,
    ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = BOTH,
    ['m'] = LETTER, ['n'] = LETTER, ['o'] = BOTH,   ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
    ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER,
    ['y'] = LETTER, ['z'] = LETTER, [' '] = BLANK,  ['\t'] = BLANK, ['\r'] = BLANK, ['\n'] = BLANK,
};

/* What the small letters of a shape mean. */
static const unsigned char classes[TEXT_BYTE_VALUES] = {
    ['a'] = LETTER, ['d'] = DIGIT,          ['n'] = DIGIT | MISREAD,
    ['s'] = BLANK,  ['w'] = LETTER | DIGIT, ['.'] = IN_LINE,
};

/* One element of a shape: what it accepts and how often. */
struct element {
    unsigned char kinds; /* any byte of these */
    struct text others;  /* and these bytes, small letters as capitals */
    char repeat;         /* '?', '*', '+' or 0 */
};

/* The set that begins behind a bracket; answers what stands behind it. */
static const char *take_set(const char *at, const char *end, struct element *element)
{
    struct text set = {at, (size_t)(end - at)};
    bool has_letters = set.length >= LETTER_COUNT && set.at[LETTER_COUNT - 1] == 'Z';
    element->kinds = has_letters ? LETTER : 0;
    element->others = has_letters ? text_from(set, LETTER_COUNT) : set;
    return end + 1;
}

static bool take_element(const char **shape, struct element *element)
{
    const char *at = *shape;
    if (*at == '\0') {
        return false;
    }
    const char *end = *at == '[' ? strchr(at, ']') : NULL;
    if (end) {
        end = take_set(at + 1, end, element);
    } else {
        element->kinds = classes[(unsigned char)*at];
        element->others = (struct text){at, element->kinds ? 0 : 1};
        end = at + 1;
    }
    element->repeat = *end == '?' || *end == '*' || *end == '+' ? *end++ : '\0';
    *shape = end;
    return true;
}

static bool accepts(const struct element *element, char c)
{
    if (kinds[(unsigned char)c] & element->kinds) {
        return true;
    }
    if (element->kinds & IN_LINE) {
        return c != '\n';
    }
    c = text_upper(c);
    for (size_t i = 0; i < element->others.length; i++) {
        if (element->others.at[i] == c) {
            return true;
        }
    }
    return false;
}

/* How many of the bytes at the front of text are accepted; TEXT_NOT_FOUND where too few are. */
static size_t count_accepted(const struct element *element, struct text text)
{
    bool is_many = element->repeat == '*' || element->repeat == '+';
    bool is_needed = element->repeat == '\0' || element->repeat == '+';
    size_t most = is_many || text.length == 0 ? text.length : 1;
    size_t count = 0;
    while (count < most && accepts(element, text.at[count])) {
        count++;
    }
    return is_needed && count == 0 ? TEXT_NOT_FOUND : count;
}

size_t shape_measure(struct text text, const char *shape)
{
    size_t at = 0;
    struct element element;
    while (*shape != '$' && take_element(&shape, &element)) {
        size_t count = count_accepted(&element, text_from(text, at));
        if (count == TEXT_NOT_FOUND) {
            return TEXT_NOT_FOUND;
        }
        at += count;
    }
    return *shape == '$' && at < text.length ? TEXT_NOT_FOUND : at;
}

bool shape_is(struct text text, const char *shape)
{
    return shape_length(text, shape) == text.length;
}

bool shape_take(struct text *rest, const char *shape, struct text *out)
{
    size_t length = shape_length(*rest, shape);
    if (length == TEXT_NOT_FOUND) {
        return false;
    }
    if (out) {
        *out = text_slice(*rest, 0, length);
    }
    *rest = text_from(*rest, length);
    return true;
}
