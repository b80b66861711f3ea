/* SPDX-License-Identifier: Apache-2.0 */
#include "shape.h"

/* How many letters stand at the front of a set that has all of them, A to Z. */
#define LETTER_COUNT ((size_t)26)

/* One element of a shape: what it accepts and how often. */
struct element {
    struct text accepts; /* the letters between brackets, or the one letter */
    bool is_set;
    char repeat; /* '?', '*', '+' or 0 */
};

static bool take_element(const char **shape, struct element *element)
{
    const char *at = *shape;
    if (*at == '\0') {
        return false;
    }
    const char *end = *at == '[' ? strchr(at, ']') : NULL;
    element->is_set = end != NULL;
    if (element->is_set) {
        element->accepts = (struct text){at + 1, (size_t)(end - at) - 1};
        end++;
    } else {
        element->accepts = (struct text){at, 1};
        end = at + 1;
    }
    element->repeat = *end == '?' || *end == '*' || *end == '+' ? *end++ : '\0';
    *shape = end;
    return true;
}

static bool class_accepts(char class, char c)
{
    switch (class) {
    case 'a':
        return text_is_letter(c);
    case 'd':
        return text_is_digit(c);
    case 'n':
        return text_is_digit(c) || (c != '\0' && strchr("OoIlLSB", c));
    case 's':
        return text_is_blank(c);
    case 'w':
        return text_is_letter(c) || text_is_digit(c);
    case '.':
        return c != '\n';
    default:
        return text_upper(c) == class;
    }
}

static bool accepts(const struct element *element, char c)
{
    if (element->is_set) {
        /* Many sets begin with all letters. */
        bool has_letters =
            element->accepts.length >= LETTER_COUNT && element->accepts.at[LETTER_COUNT - 1] == 'Z';
        if (has_letters && text_is_letter(c)) {
            return true;
        }
        c = text_upper(c);
        for (size_t i = has_letters ? LETTER_COUNT : 0; i < element->accepts.length; i++) {
            if (element->accepts.at[i] == c) {
                return true;
            }
        }
        return false;
    }
    return class_accepts(element->accepts.at[0], c);
}

/* Whether shape begins with one capital, which text does not: most of what is asked about. */
static bool begins_otherwise(struct text text, const char *shape)
{
    return text_is_upper(shape[0]) && shape[1] != '?' && shape[1] != '*' &&
           (text.length == 0 || text_upper(text.at[0]) != shape[0]);
}

size_t shape_length(struct text text, const char *shape)
{
    size_t at = 0;
    if (begins_otherwise(text, shape)) {
        return TEXT_NOT_FOUND;
    }
    struct element element;
    while (take_element(&shape, &element)) {
        if (element.accepts.at[0] == '$' && !element.is_set) {
            return at == text.length ? at : TEXT_NOT_FOUND;
        }
        size_t least = element.repeat == '\0' || element.repeat == '+' ? 1 : 0;
        bool many = element.repeat == '*' || element.repeat == '+';
        size_t count = 0;
        while (at < text.length && (many || count < 1) && accepts(&element, text.at[at])) {
            at++;
            count++;
        }
        if (count < least) {
            return TEXT_NOT_FOUND;
        }
    }
    return at;
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
