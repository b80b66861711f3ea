/* SPDX-License-Identifier: Apache-2.0 */
#include "paragraph_number.h"

#include "chancery/base/array.h"
#include "chancery/base/number.h"

/* The paragraph sign, also as it looks when its UTF-8 was read as Latin-1. */
static const char *const pilcrow_signs[] = {"\xc2\xb6", "\xc3\x82\xc2\xb6", "&para;"};

/* Letters that a paragraph sign was taken for. */
static const char letter_pilcrows[] = "IlfqT";

/* The longest anchor around a paragraph sign: <a id='par1' href='#par1'> */
#define ANCHOR_BYTES_MAX 80

static void skip_blanks(struct text *rest)
{
    while (rest->length > 0 && text_is_blank(rest->at[0])) {
        *rest = text_from(*rest, 1);
    }
}

/* Take <a …> or </a> where one stands. */
static void take_anchor(struct text *rest, struct text start)
{
    struct text from = *rest;
    if (!text_take_start_fold(&from, start)) {
        return;
    }
    size_t end = text_find_char(text_slice(from, 0, ANCHOR_BYTES_MAX), '>');
    if (end != TEXT_NOT_FOUND) {
        *rest = text_from(from, end + 1);
    }
}

static enum pilcrow take_pilcrow(struct text *rest)
{
    struct text from = *rest;
    take_anchor(&from, TEXT("<a"));
    for (size_t i = 0; i < COUNT_OF(pilcrow_signs); i++) {
        if (text_take_start(&from, text_of(pilcrow_signs[i]))) {
            take_anchor(&from, TEXT("</a"));
            skip_blanks(&from);
            *rest = from;
            return PILCROW_SIGN;
        }
    }
    if (rest->length > 1 && text_is_digit(rest->at[1]) && strchr(letter_pilcrows, rest->at[0])) {
        *rest = text_from(*rest, 1);
        return PILCROW_LETTER;
    }
    return PILCROW_NONE;
}

static struct text take_digits(struct text *rest)
{
    size_t count = 0;
    while (count < rest->length && text_is_digit(rest->at[count])) {
        count++;
    }
    struct text digits = text_slice(*rest, 0, count);
    *rest = text_from(*rest, count);
    return digits;
}

/* Take what stands between the number and its text, and answer whether it has the usual stop. */
static bool take_stop(struct text *rest)
{
    struct text from = *rest;
    skip_blanks(&from);
    if (from.length == 0 || !strchr(".):,-", from.at[0])) {
        return false;
    }
    bool stop = from.at[0] == '.';
    while (from.length > 0 && from.at[0] == '.') {
        from = text_from(from, 1);
    }
    *rest = stop ? from : text_from(from, 1);
    return stop;
}

/* Without a mark a number needs its stop, or its sign, and a word behind it. */
static bool is_unmarked_number(const struct paragraph_number *number, bool stop)
{
    struct text rest = number->rest;
    bool blank = rest.length == 0 || text_is_blank(rest.at[0]);
    if (!stop && number->pilcrow != PILCROW_SIGN) {
        return false;
    }
    if (rest.length > 0 && (text_is_digit(rest.at[0]) || strchr(",;%", rest.at[0]))) {
        return false;
    }
    skip_blanks(&rest);
    return rest.length == 0 || blank || !text_is_lower(rest.at[0]);
}

bool paragraph_number_read(struct text text, struct paragraph_number *out)
{
    struct text rest = text;
    *out = (struct paragraph_number){.pilcrow = take_pilcrow(&rest)};
    out->digits = take_digits(&rest);
    if (out->digits.length > 3 || out->digits.length < 1 ||
        !number_read(out->digits, 1, PARAGRAPH_NUMBER_MAX, &out->number) ||
        out->digits.at[0] == '0') {
        return false;
    }
    struct text behind_digits = rest;
    bool stop = take_stop(&rest);
    out->printed = (struct text){text.at, (size_t)(rest.at - text.at)};
    out->bracket = text_ends(out->printed, TEXT(")")) && out->pilcrow == PILCROW_NONE;
    out->rest = rest;
    bool apart = rest.length < behind_digits.length ||
                 (rest.length > 0 && (text_is_blank(rest.at[0]) || rest.at[0] == '('));
    out->has_mark = apart && portion_mark_take(&out->rest, &out->mark);
    if (!out->has_mark && !is_unmarked_number(out, stop)) {
        return false;
    }
    skip_blanks(&out->rest);
    out->small_letter = out->rest.length > 0 && text_is_lower(out->rest.at[0]);
    return true;
}
