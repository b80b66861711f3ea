/* SPDX-License-Identifier: Apache-2.0 */
#include "shape.h"

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
        return text_find_char(element->accepts, text_upper(c)) != TEXT_NOT_FOUND;
    }
    return class_accepts(element->accepts.at[0], c);
}

size_t shape_length(struct text text, const char *shape)
{
    size_t at = 0;
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
