/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"
#include "detection.h"

/* How far below its transmission identifier the originator line of a cable may stand. */
#define HEADING_BYTES_MAX ((size_t)2048)

/* How much of what follows is looked at to see whether it is a cable. */
#define NEXT_BYTES_MAX ((size_t)64 * 1024)

/* "DE RUEHUL #0487": who sent a cable, and under which serial. */
struct originator {
    struct text routing_indicator;
    struct text serial;
};

static struct text leading_digits(struct text text)
{
    size_t count = 0;
    while (count < text.length && text_is_digit(text.at[count])) {
        count++;
    }
    return text_slice(text, 0, count);
}

static bool read_originator(struct text heading, struct originator *out)
{
    struct text line;
    while (text_take_line(&heading, &line)) {
        struct text word;
        line = text_trim(line);
        if (text_take_start(&line, TEXT("DE ")) && text_take_word(&line, &out->routing_indicator) &&
            text_take_word(&line, &word) && text_take_start(&word, TEXT("#"))) {
            out->serial = leading_digits(word);
            return out->serial.length > 0;
        }
    }
    return false;
}

/* Where the next line that begins with a transmission identifier begins, behind the first byte. */
static size_t find_heading(struct text text, size_t from)
{
    static const struct text mark = {"\nVZCZC", 6};
    size_t at = text_find(text_from(text, from), mark);
    return at == TEXT_NOT_FOUND ? at : from + at + 1;
}

static bool is_other(const struct originator *one, const struct originator *other)
{
    return !text_equal(one->routing_indicator, other->routing_indicator) ||
           !text_equal(one->serial, other->serial);
}

/* Where the second cable begins, or the length of text. */
static size_t find_second(struct text text)
{
    struct originator first;
    struct originator next;
    bool has_first = read_originator(text_slice(text, 0, HEADING_BYTES_MAX), &first);
    size_t at = has_first ? find_heading(text, 0) : TEXT_NOT_FOUND;
    while (at != TEXT_NOT_FOUND) {
        if (read_originator(text_slice(text, at, HEADING_BYTES_MAX), &next) &&
            is_other(&first, &next)) {
            return at;
        }
        at = find_heading(text, at);
    }
    return text.length;
}

bool parts_take(struct text *rest, struct text *part)
{
    if (rest->length == 0) {
        return false;
    }
    size_t end = find_second(*rest);
    bool are_cables = end < rest->length &&
                      detection_genre(text_slice(*rest, 0, end)) == GENRE_CABLE &&
                      detection_genre(text_slice(*rest, end, NEXT_BYTES_MAX)) == GENRE_CABLE;
    *part = text_slice(*rest, 0, are_cables ? end : rest->length);
    *rest = text_from(*rest, part->length);
    return true;
}
