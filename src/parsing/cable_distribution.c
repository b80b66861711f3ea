/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who in the Department got a telegram of the seventies: "ACTION EA-10" or "ORIGIN DRC-01", then
 * "INFO  OCT-01 ISO-00 … /047 W" over several lines, where the number behind the slash is the sum.
 */
#include "chancery/base/number.h"

#include "cable_header.h"
#include "shape.h"

#define CAPITALS "[ABCDEFGHIJKLMNOPQRSTUVWXYZ]"

/* The most copies that one office or all of them get. */
#define COPIES_MAX 9999

/* Take an office and its copies off the front of *rest. */
static bool take_office(struct text *rest, struct cable_office *out)
{
    struct text word;
    struct text inner = *rest;
    if (!text_take_word(&inner, &word)) {
        return false;
    }
    size_t dash = text_find_char(word, '-');
    struct text office = text_slice(word, 0, dash);
    struct text digits = text_from(word, dash == TEXT_NOT_FOUND ? word.length : dash + 1);
    if (!shape_is(office, CAPITALS "[ABCDEFGHIJKLMNOPQRSTUVWXYZ/]*") || !shape_is(digits, "ddd?") ||
        !number_read(digits, 0, COPIES_MAX, &out->copies)) {
        return false;
    }
    out->office = office;
    *rest = inner;
    return true;
}

/* Take all offices off the front of *rest; whether there was any. */
static bool take_offices(struct cable_header *header, struct text *rest)
{
    struct cable_office office;
    bool any = false;
    while (take_office(rest, &office)) {
        struct cable_office *slot = LIST_ADD(header->reading->arena, &header->cable->distribution);
        if (slot) {
            *slot = office;
        }
        any = true;
    }
    return any;
}

/* "/047 W" */
static bool take_total(struct cable_header *header, struct text *rest)
{
    struct text digits;
    struct text inner = text_trim(*rest);
    if (!shape_take(&inner, "/", NULL) || !shape_take(&inner, "ddd?d?", &digits) ||
        !number_read(digits, 0, COPIES_MAX, &header->cable->distribution_total)) {
        return false;
    }
    (void)shape_take(&inner, "s*[RW]", NULL);
    *rest = inner;
    return true;
}

static void check_sum(struct cable_header *header, struct text piece)
{
    const struct cable_offices *offices = &header->cable->distribution;
    int64_t sum = 0;
    for (size_t i = 0; i < offices->count; i++) {
        sum += offices->items[i].copies;
    }
    if (sum != header->cable->distribution_total) {
        header_warn(header, "distribution_contradicts",
                    "The copies of the offices do not add up to the number behind them.", piece);
    }
}

/* Whether line begins the lists: its keyword, with an office behind it in this line. */
static bool begins_lists(struct text line)
{
    struct cable_office office;
    return (text_take_start(&line, TEXT("ACTION ")) || text_take_start(&line, TEXT("ORIGIN "))) &&
           take_office(&line, &office);
}

/* Read one line of the lists. False: it is none, or the last one. */
static bool read_line(struct cable_header *header, struct text line)
{
    struct text rest = line;
    bool has_keyword = text_take_start(&rest, TEXT("ACTION ")) ||
                       text_take_start(&rest, TEXT("ORIGIN ")) ||
                       text_take_start(&rest, TEXT("INFO "));
    bool has_offices = take_offices(header, &rest);
    bool has_total = take_total(header, &rest);
    if (has_total) {
        check_sum(header, text_slice(line, 0, line.length - rest.length));
    }
    return !has_total && (has_offices || has_keyword);
}

void header_read_distribution(struct cable_header *header, size_t end)
{
    size_t i = 0;
    header->cable->distribution_total = INTEGER_NONE;
    while (i < end && !begins_lists(header->lines.items[i].text)) {
        i++;
    }
    while (i < end && read_line(header, header->lines.items[i].text)) {
        header_claim(header, header->lines.items[i].text);
        i++;
    }
}
