/* SPDX-License-Identifier: Apache-2.0 */
#include "body_piece.h"

#include "chancery/base/scan.h"

#include "chancery/base/array.h"

char piece_char(struct text text, size_t at)
{
    if (at >= text.length) {
        return ' ';
    }
    return text.at[at];
}

char piece_first(struct text text)
{
    return piece_char(text, 0);
}

char piece_last(struct text text)
{
    return piece_char(text, text.length - 1);
}

/* What may stand between the end of a sentence and the end of its line. */
static const char *const closers[] = {
    "\"", "'", ")", "]", "\xe2\x80\x9d", "\xe2\x80\x99",
};

static bool drop_end(struct text *text, struct text end)
{
    if (!text_ends(*text, end)) {
        return false;
    }
    text->length -= end.length;
    return true;
}

bool piece_ends_sentence(struct text text)
{
    text = text_trim(text);
    bool dropped = true;
    while (dropped) {
        dropped = false;
        for (size_t i = 0; i < COUNT_OF(closers) && !dropped; i++) {
            dropped = drop_end(&text, text_of(closers[i]));
        }
    }
    if (text.length > 2 && text_ends(text, TEXT("8")) && text_is_letter(text.at[text.length - 3])) {
        /* "&as they say.8": the message system turned typographic quotes into & and 8. */
        text.length--;
    }
    char last = piece_last(text);
    return last == '.' || last == '!' || last == '?';
}

/* The first bytes of what rules are drawn with; dashes of typography come from word processors. */
static const struct text rule_starts = {"--==__**~~\xe2\xe2", 12};

/* Take - = _ * ~ or one of the dashes from U+2010 to U+2015. */
static bool take_rule_mark(struct text *rest)
{
    size_t length = 0;
    switch (piece_first(*rest)) {
    case '-':
    case '=':
    case '_':
    case '*':
    case '~':
        length = 1;
        break;
    case '\xe2': {
        unsigned char last = (unsigned char)piece_char(*rest, 2);
        length = piece_char(*rest, 1) == '\x80' && last >= 0x90 && last <= 0x95 ? 3 : 0;
        break;
    }
    default:
        break;
    }
    *rest = text_from(*rest, length);
    return length > 0;
}

bool piece_is_rule(struct text line, size_t least)
{
    size_t count = 0;
    while (line.length > 0) {
        if (take_rule_mark(&line)) {
            count++;
        } else if (text_is_blank(line.at[0])) {
            line = text_from(line, 1);
        } else {
            return false;
        }
    }
    return count >= least && count > 0;
}

static bool begins_word(struct text line, size_t at)
{
    return at == 0 || text_is_blank(line.at[at - 1]);
}

static size_t blanks_at_front(struct text text)
{
    size_t count = 0;
    while (count < text.length && text_is_blank(text.at[count])) {
        count++;
    }
    return count;
}

/* How long the rule at the front of text is, blanks between its marks included. */
static size_t measure_rule(struct text text, size_t least)
{
    struct text rest = text;
    size_t count = 0;
    size_t length = 0;
    while (take_rule_mark(&rest)) {
        count++;
        length = text.length - rest.length;
        rest = text_from(rest, blanks_at_front(rest));
    }
    bool whole = length == text.length || (length > 0 && text_is_blank(text.at[length]));
    return whole && count >= least ? length : 0;
}

size_t piece_find_rule(struct text line, size_t least, size_t *length)
{
    for (size_t i = scan_ranges(line, 0, rule_starts); i < line.length;
         i = scan_ranges(line, i + 1, rule_starts)) {
        if (!begins_word(line, i)) {
            continue;
        }
        struct text rest = text_from(line, i);
        if (!take_rule_mark(&rest)) {
            continue;
        }
        *length = measure_rule(text_from(line, i), least);
        if (*length > 0) {
            return i;
        }
        /* Whatever marks stand here are no rule: they are passed over once. */
        do {
            rest = text_from(rest, blanks_at_front(rest));
        } while (take_rule_mark(&rest));
        i = line.length - rest.length - 1;
    }
    return TEXT_NOT_FOUND;
}

void pieces_reserve(struct arena *arena, struct pieces *pieces, size_t count)
{
    struct piece *items = count > 0 ? arena_take(arena, count * sizeof(*items)) : NULL;
    if (items) {
        *pieces = (struct pieces){.items = items, .room = count};
    }
}

bool piece_is_capitals(struct text text)
{
    size_t capitals = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_lower(text.at[i])) {
            return false;
        }
        capitals += text_is_upper(text.at[i]);
    }
    return capitals > 0;
}

struct text piece_trim(struct text line)
{
    line = text_trim(line);
    while (text_ends(line, TEXT("\\"))) {
        line.length--;
        line = text_trim(line);
    }
    return line;
}

bool piece_is_point(struct text text)
{
    if (text.length < 3) {
        return true;
    }
    char c = text.at[0];
    if (c == '-' || c == '*') {
        return true;
    }
    if (c == '(') {
        return text.at[2] == ')' || (text.length > 3 && text.at[3] == ')');
    }
    return (text_is_letter(c) || text_is_digit(c)) && (text.at[1] == '.' || text.at[1] == ')') &&
           text_is_blank(text.at[2]);
}
