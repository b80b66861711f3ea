/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"
#include "cable_header.h"
#include "detection.h"
#include "shape.h"

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

/* "PAGE 01        SEOUL  03561": what each page of a telegram of the seventies begins with. */
struct page_line {
    struct text station;
    struct text serial;
};

static bool read_page_line(struct text text, struct page_line *out)
{
    struct text line;
    return text_take_line(&text, &line) && shape_take(&line, "PAGEs+01s+", NULL) &&
           shape_take(&line, "aaa+", &out->station) && shape_take(&line, "s+", NULL) &&
           shape_take(&line, "ddd+", &out->serial);
}

/* Where the next first page begins, from place from on, with its lines into *out. */
static size_t find_first_page(struct text text, size_t from, struct page_line *out)
{
    while (from < text.length) {
        bool begins_line = from == 0 || text.at[from - 1] == '\n';
        if (begins_line && read_page_line(text_from(text, from), out)) {
            return from;
        }
        size_t at = text_find(text_from(text, from), TEXT("\nPAGE"));
        from = at == TEXT_NOT_FOUND ? text.length : from + at + 1;
    }
    return TEXT_NOT_FOUND;
}

/* The line that ends before place end, which begins a line. */
static struct text line_before(struct text text, size_t end)
{
    size_t start = end - 1;
    while (start > 0 && text.at[start - 1] != '\n') {
        start--;
    }
    return text_slice(text, start, end - start);
}

/* Where the telegram of the page at place page begins: with the level above it, and a heading. */
static size_t start_of_telegram(struct text text, size_t page)
{
    size_t start = page;
    bool has_level = false;
    for (size_t at = page; at > 0;) {
        struct text line = line_before(text, at);
        struct text words = text_trim(line);
        size_t length = 0;
        bool damaged = false;
        bool heading = text_equal(words, TEXT("Message Text"));
        bool level =
            !has_level && cable_class_level(words, &length, &damaged).at && length == words.length;
        if (words.length > 0 && !heading && !level) {
            break;
        }
        at -= line.length;
        has_level = has_level || level;
        start = words.length > 0 ? at : start;
    }
    return start;
}

/* Where the second of several telegrams with page lines begins, or the length of text. */
static size_t find_second_telegram(struct text text)
{
    struct page_line first;
    struct page_line next;
    size_t at = find_first_page(text_slice(text, 0, HEADING_BYTES_MAX), 0, &first);
    while (at != TEXT_NOT_FOUND) {
        at = find_first_page(text, at + 1, &next);
        if (at != TEXT_NOT_FOUND &&
            !(text_equal(first.station, next.station) && text_equal(first.serial, next.serial))) {
            return start_of_telegram(text, at);
        }
    }
    return text.length;
}

bool parts_take(struct text *rest, struct text *part)
{
    if (rest->length == 0) {
        return false;
    }
    size_t end = find_second(*rest);
    end = end == rest->length ? find_second_telegram(*rest) : end;
    bool are_cables = end < rest->length &&
                      detection_genre(text_slice(*rest, 0, end)) == GENRE_CABLE &&
                      detection_genre(text_slice(*rest, end, NEXT_BYTES_MAX)) == GENRE_CABLE;
    *part = text_slice(*rest, 0, are_cables ? end : rest->length);
    *rest = text_from(*rest, part->length);
    return true;
}
