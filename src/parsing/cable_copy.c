/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes the copy of a header that its readers work on: of the same length as the text, with what is
 * not the cable's own replaced by blanks, so that every piece keeps its place.
 */
#include "cable_header.h"
#include "chancery/base/scan.h"
#include "chancery/base/utf8.h"
#include "page_furniture.h"
#include "shape.h"

/* How long a link or a tag of a converted web page may be, in bytes. */
#define LINK_BYTES_MAX 200

/* How much of a field is looked at to see what it is, in bytes. */
#define FIELD_BEGIN_BYTES_MAX 64

static void blank(char *bytes, size_t start, size_t end)
{
    memset(bytes + start, ' ', end - start);
}

/* Whether the next field of a record begins here: a heading, or a classification line. */
static bool begins_field(struct text rest)
{
    size_t length = 0;
    bool damaged = false;
    rest = text_slice(rest, 0, FIELD_BEGIN_BYTES_MAX);
    return text_starts(rest, TEXT("VZCZC")) || cable_class_level(rest, &length, &damaged).at;
}

/* Blank what a backslash, a tab or a no-break space stands for; part the fields of a record. */
static void clean_bytes(char *bytes, size_t length)
{
    static const struct text unclean = {"\\\\\"\"\t\t\xC2\xC2", 8};
    struct text text = {bytes, length};
    for (size_t i = scan_ranges(text, 0, unclean); i < length;
         i = scan_ranges(text, i + 1, unclean)) {
        struct text rest = {bytes + i, length - i};
        if (text_starts(rest, TEXT("\\\n")) || text_starts(rest, TEXT("\\\r\n"))) {
            bytes[i] = ' ';
        } else if (text_starts(rest, TEXT("\",\""))) {
            blank(bytes, i, i + 3);
            bytes[i] = '\n';
        } else if (bytes[i] == '\t') {
            bytes[i] = begins_field(text_from(rest, 1)) ? '\n' : ' ';
        } else if (text_starts(rest, TEXT("\xC2\xA0"))) {
            blank(bytes, i, i + 2);
        }
    }
}

/* "[PREL](#)" becomes " PREL    ". */
static void clean_link(char *bytes, size_t length, size_t open)
{
    struct text rest = text_slice((struct text){bytes + open, length - open}, 0, LINK_BYTES_MAX);
    rest = text_slice(rest, 0, text_find_char(rest, '\n'));
    size_t middle = text_find(rest, TEXT("]("));
    if (middle == TEXT_NOT_FOUND) {
        return;
    }
    size_t end = text_find_char(text_from(rest, middle), ')');
    if (end != TEXT_NOT_FOUND) {
        bytes[open] = ' ';
        blank(bytes, open + middle, open + middle + end + 1);
    }
}

/* Blank a tag such as <a href='/tag/PREL_0.html'>. */
static void clean_tag(char *bytes, size_t length, size_t open)
{
    struct text rest = text_slice((struct text){bytes + open, length - open}, 0, LINK_BYTES_MAX);
    size_t end = text_find_char(rest, '>');
    if (shape_length(rest, "<[/]?a") != TEXT_NOT_FOUND && end != TEXT_NOT_FOUND) {
        blank(bytes, open, open + end + 1);
    }
}

static void clean_links(char *bytes, size_t length)
{
    static const struct text openings = {"[[<<", 4};
    struct text text = {bytes, length};
    for (size_t i = scan_ranges(text, 0, openings); i < length;
         i = scan_ranges(text, i + 1, openings)) {
        if (bytes[i] == '[') {
            clean_link(bytes, length, i);
        } else {
            clean_tag(bytes, length, i);
        }
    }
}

static void remove_piece(struct cable_header *header, char *bytes, struct text piece)
{
    texts_add(header->reading->arena, &header->removed, piece);
    size_t start = (size_t)(piece.at - bytes);
    blank(bytes, start, start + piece.length);
}

/* page with a level that stands before it, behind blanks, in the same line. */
static struct text with_level(struct text line, struct text page)
{
    struct text before = text_trim(text_slice(line, 0, (size_t)(page.at - line.at)));
    size_t start = before.length;
    while (start > 0 && !text_is_blank(before.at[start - 1])) {
        start--;
    }
    struct text word = text_from(before, start);
    size_t length = 0;
    bool damaged = false;
    bool alone = start == 0 || (start > 1 && text_is_blank(before.at[start - 2]));
    if (!text_starts(page, TEXT("PAGE")) || !alone ||
        !cable_class_level(word, &length, &damaged).at || length < word.length) {
        return page;
    }
    return (struct text){word.at, (size_t)(page.at - word.at) + page.length};
}

static bool is_level(struct text line)
{
    size_t length = 0;
    bool damaged = false;
    return cable_class_level(line, &length, &damaged).at && length == line.length;
}

/* Blank page lines, and lines with nothing but a level above a page line. */
static void clean_pages(struct cable_header *header, char *bytes, size_t length)
{
    struct text rest = {bytes, length};
    struct text line;
    struct text above = TEXT_NONE; /* the last line that is not empty */
    while (text_take_line(&rest, &line)) {
        struct text page;
        struct text trimmed = text_trim(line);
        if (page_furniture_find(header->reading, line, &page)) {
            if (above.at && text_starts(page, TEXT("PAGE")) && is_level(above)) {
                remove_piece(header, bytes, above);
            }
            page = with_level(line, page);
            remove_piece(header, bytes, page);
        }
        above = trimmed.length > 0 ? trimmed : above;
    }
}

/* The letters of the post that the FM line names, which page lines repeat. */
static struct text find_own_name(struct arena *arena, struct text copy)
{
    size_t at = text_find(copy, TEXT("\nFM "));
    struct text rest = text_from(copy, at == TEXT_NOT_FOUND ? copy.length : at + 4);
    struct text line;
    struct text word;
    if (!text_take_line(&rest, &line) || !text_take_word(&line, &word)) {
        return TEXT_NONE;
    }
    char *letters = arena_copy(arena, line);
    size_t length = 0;
    for (size_t i = 0; letters && i < line.length; i++) {
        if (text_is_upper(line.at[i])) {
            letters[length++] = line.at[i];
        }
    }
    return length > 0 ? (struct text){letters, length} : TEXT_NONE;
}

/* Whatever was blanked is claimed by the rule that knew it: links, page lines, seams of records. */
static void claim_blanked(struct cable_header *header)
{
    struct text text = header->reading->text;
    size_t i = 0;
    while (header->reading->document->coverage && i < header->copy.length) {
        size_t start = i;
        while (i < header->copy.length && text_is_blank(header->copy.at[i]) &&
               !text_is_blank(text.at[i])) {
            i++;
        }
        reading_claim(header->reading, text_slice(text, start, i - start));
        i += i == start;
    }
}

bool header_copy(struct cable_header *header)
{
    struct text text = utf8_whole(text_slice(header->reading->text, 0, CABLE_HEADER_BYTES_MAX));
    char *bytes = arena_copy(header->reading->arena, text);
    if (!bytes) {
        return false;
    }
    header->copy = (struct text){bytes, text.length};
    clean_bytes(bytes, text.length);
    clean_links(bytes, text.length);
    header->cable->station = find_own_name(header->reading->arena, header->copy);
    clean_pages(header, bytes, text.length);
    header_part_labels(bytes, text.length);
    claim_blanked(header);
    return true;
}

struct text header_printed(const struct cable_header *header, struct text piece)
{
    /* What a container said stands nowhere in the text. */
    bool is_inside =
        piece.at >= header->copy.at && piece.at <= header->copy.at + header->copy.length;
    if (!piece.at || !is_inside) {
        return TEXT_NONE;
    }
    return text_slice(header->reading->text, (size_t)(piece.at - header->copy.at), piece.length);
}

struct text header_folded(const struct cable_header *header, struct text piece)
{
    return reading_fold_blanks(header->reading, piece);
}

struct text header_upper(struct cable_header *header, struct text piece)
{
    piece = header_folded(header, piece);
    for (size_t i = 0; i < piece.length; i++) {
        if (!text_is_lower(piece.at[i])) {
            continue;
        }
        char *bytes = arena_copy(header->reading->arena, piece);
        for (size_t j = 0; bytes && j < piece.length; j++) {
            bytes[j] = text_upper(bytes[j]);
        }
        return bytes ? (struct text){bytes, piece.length} : TEXT_NONE;
    }
    return piece;
}

void header_warn(struct cable_header *header, const char *code, const char *detail,
                 struct text piece)
{
    reading_warn(header->reading, code, text_of(detail), header_printed(header, piece));
}

void header_claim(struct cable_header *header, struct text piece)
{
    piece = text_trim(piece);
    reading_claim(header->reading, header_printed(header, piece));
    size_t end = piece.length > 0 ? (size_t)(piece.at - header->copy.at) + piece.length : 0;
    header->end = end > header->end ? end : header->end;
}
