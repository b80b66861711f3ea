/* SPDX-License-Identifier: Apache-2.0 */
#include "money.h"

#include "chancery/base/array.h"
#include "chancery/base/number.h"

/* The most words of what money is for. */
#define PURPOSE_WORDS_MAX ((size_t)8)
/* The most digits behind a decimal point. */
#define DECIMALS_MAX ((size_t)6)

/* A sign in front of a number. */
static const struct sign {
    struct text sign;
    struct text currency;
    bool is_stated;
} signs[] = {
    {{"US$", 3}, {"USD", 3}, true},          {{"A$", 2}, {"AUD", 3}, true},
    {{"C$", 2}, {"CAD", 3}, true},           {{"NZ$", 3}, {"NZD", 3}, true},
    {{"HK$", 3}, {"HKD", 3}, true},          {{"NT$", 3}, {"TWD", 3}, true},
    {{"S$", 2}, {"SGD", 3}, true},           {{"$", 1}, {"USD", 3}, false},
    {{"\xE2\x82\xAC", 3}, {"EUR", 3}, true}, {{"\xC2\xA3", 2}, {"GBP", 3}, true},
};

/* A sum as it is read, from word first to word last. */
struct sum {
    size_t first;
    size_t last;
    const struct sign *sign; /* NULL where a word names the currency */
    struct text currency;
    double mantissa;
    double scale;
};

static const struct sign *sign_before(const struct words *words, size_t index)
{
    struct text before =
        text_slice(words->text, 0, (size_t)(words->items[index].text.at - words->text.at));
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        size_t length = signs[i].sign.length;
        size_t left = before.length >= length ? before.length - length : 0;
        bool is_whole = left == 0 || !text_is_letter(before.at[left - 1]) ||
                        !text_is_letter(signs[i].sign.at[0]);
        if (text_ends(before, signs[i].sign) && is_whole) {
            return &signs[i];
        }
    }
    return NULL;
}

/* "3.5", "1,000", "two" */
static bool read_mantissa(const struct words *words, size_t index, double *out)
{
    int64_t whole = 0;
    if (index >= words->count) {
        return false;
    }
    const struct vocabulary_word *meaning = words->items[index].meaning;
    if (meaning && meaning->kind == VOCABULARY_WORD_NUMBER) {
        *out = (double)meaning->value;
        return true;
    }
    if (!words_number(words, index, &whole)) {
        return false;
    }
    struct text text = words->items[index].text;
    size_t point = text_find_char(text, '.');
    struct text decimals = point == TEXT_NOT_FOUND ? TEXT("0") : text_from(text, point + 1);
    int64_t parts = 0;
    if (decimals.length > DECIMALS_MAX || !number_read(decimals, 0, INT32_MAX, &parts)) {
        return false;
    }
    double fraction = (double)parts;
    for (size_t i = 0; i < decimals.length; i++) {
        fraction /= 10;
    }
    *out = (double)whole + fraction;
    return true;
}

static size_t read_scale(const struct words *words, size_t last, double *scale)
{
    if (words_mean(words, last + 1, VOCABULARY_WORD_SCALE) &&
        text_trim(words_gap(words, last)).length == 0) {
        *scale = (double)words->items[last + 1].meaning->value;
        return last + 1;
    }
    return last;
}

/* The upper end of a range: "-50 million", "-$5 million". It lends its scale to the lower end. */
static void read_range(const struct words *words, struct sum *sum)
{
    double upper = 0;
    double scale = 1;
    struct text gap = words_gap(words, sum->last);
    bool is_dashed = words_dashed(words, sum->last) || text_equal(gap, TEXT("-$")) ||
                     text_equal(gap, TEXT("-US$"));
    if (!is_dashed || !read_mantissa(words, sum->last + 1, &upper)) {
        return;
    }
    sum->last = read_scale(words, sum->last + 1, &scale);
    sum->scale = sum->scale > 1 ? sum->scale : scale;
}

/* "USD" before the number. */
static bool read_code_before(const struct words *words, struct sum *sum)
{
    if (sum->first == 0) {
        return false;
    }
    size_t code = sum->first - 1;
    const struct vocabulary_word *meaning = words->items[code].meaning;
    if (!meaning || meaning->kind != VOCABULARY_WORD_CURRENCY || !words->items[code].is_upper ||
        words->items[code].text.length != 3 || text_trim(words_gap(words, code)).length > 0) {
        return false;
    }
    sum->first = code;
    sum->currency = meaning->text;
    return true;
}

static bool is_american(const struct words *words, size_t index)
{
    return words_is(words, index, TEXT("US")) || words_is(words, index, TEXT("U.S.")) ||
           words_is(words, index, TEXT("American"));
}

/* "dollars" behind the number; those of "5 million Canadian dollars" are not American. */
static bool read_name_behind(const struct words *words, struct sum *sum)
{
    size_t next = sum->last + 1;
    if (!words_joined(words, sum->last, TEXT(" "))) {
        return false;
    }
    bool is_of = words->items[next].is_capital &&
                 !words_mean(words, next, VOCABULARY_WORD_CURRENCY) &&
                 words_mean(words, next + 1, VOCABULARY_WORD_CURRENCY);
    bool is_foreign = is_of && !is_american(words, next);
    next += is_of ? 1 : 0;
    bool is_verb = words_is(words, next, TEXT("won")) && sum->scale < 1000;
    if (!words_mean(words, next, VOCABULARY_WORD_CURRENCY) || is_verb) {
        return false;
    }
    sum->last = next;
    sum->currency = is_foreign ? TEXT_NONE : words->items[next].meaning->text;
    return true;
}

static bool read_currency(const struct words *words, struct sum *sum)
{
    if (sum->sign) {
        sum->currency = sum->sign->currency;
        return true;
    }
    return read_code_before(words, sum) || read_name_behind(words, sum);
}

/* Whether a word may stand in what money is for; times and verbs may not. */
static bool is_purpose_word(const struct words *words, size_t index)
{
    const struct word *word = &words->items[index];
    bool is_small = words_is(words, index, TEXT("and"));
    return (!word->meaning || is_small) && !word->is_number && !text_is_digit(word->text.at[0]) &&
           !text_ends(word->text, TEXT("ed")) && !text_ends(word->text, TEXT("ly")) &&
           !text_ends(word->text, TEXT("ing")) && !words_is(words, index, TEXT("worth"));
}

/* What the money is for: the noun phrase behind it, if that ends where it can be seen to. */
static struct text read_purpose(const struct words *words, size_t last)
{
    if (!words_joined(words, last, TEXT(" "))) {
        return TEXT_NONE;
    }
    size_t first = last + 1;
    first += words_is(words, first, TEXT("in")) || words_is(words, first, TEXT("for")) ? 1 : 0;
    for (size_t i = first; i < words->count && i < first + PURPOSE_WORDS_MAX; i++) {
        bool is_end = words_mean(words, i, VOCABULARY_WORD_STOP) ||
                      words_mean(words, i, VOCABULARY_WORD_LEAD);
        if (is_end || !is_purpose_word(words, i)) {
            return is_end && i > first ? words_text(words, first, i - 1) : TEXT_NONE;
        }
        struct text gap = words_gap(words, i);
        if (i + 1 == words->count || (text_trim(gap).length > 0 && gap.at[0] != '-')) {
            return words_text(words, first, i);
        }
    }
    return TEXT_NONE;
}

static void add(const struct finding *finding, const struct sum *sum)
{
    const struct words *words = finding->words;
    double amount = sum->mantissa * sum->scale;
    struct money *money =
        amount < 1e17 ? LIST_ADD(finding->arena, &finding->document->money) : NULL;
    if (!money) {
        return;
    }
    struct text text = words_text(words, sum->first, sum->last);
    struct span span = words_span(words, sum->first, sum->last);
    size_t sign = sum->sign ? sum->sign->sign.length : 0;
    bool has_sign = span.start >= sign &&
                    text_equal(text_slice(finding->document->text, span.start - sign, sign),
                               sum->sign ? sum->sign->sign : TEXT(""));
    if (has_sign) {
        span.start -= sign;
        text = (struct text){text.at - sign, text.length + sign};
    }
    *money = (struct money){.text = text,
                            .amount = (int64_t)(amount + 0.5),
                            .currency = sum->currency,
                            .currency_stated =
                                sum->sign ? sum->sign->is_stated : sum->currency.at != NULL,
                            .purpose = read_purpose(words, sum->last),
                            .paragraph = finding->paragraph,
                            .span = span};
}

/* "half a billion dollars" */
static bool read_half(const struct words *words, size_t index, struct sum *sum)
{
    if (!words_is(words, index, TEXT("half")) || !words_is(words, index + 1, TEXT("a")) ||
        !words_mean(words, index + 2, VOCABULARY_WORD_SCALE)) {
        return false;
    }
    sum->last = index + 2;
    sum->mantissa = 0.5;
    sum->scale = (double)words->items[index + 2].meaning->value;
    return true;
}

static bool read_sum(const struct words *words, size_t index, struct sum *sum)
{
    *sum = (struct sum){.first = index, .last = index, .scale = 1};
    if (!read_half(words, index, sum)) {
        if (!read_mantissa(words, index, &sum->mantissa)) {
            return false;
        }
        sum->sign = words->items[index].is_number ? sign_before(words, index) : NULL;
        sum->last = read_scale(words, index, &sum->scale);
        read_range(words, sum);
    }
    return read_currency(words, sum);
}

void money_find(const struct finding *finding)
{
    const struct words *words = finding->words;
    for (size_t i = 0; i < words->count; i++) {
        struct sum sum;
        bool may_begin = words->items[i].is_number || words->items[i].meaning ||
                         words_is(words, i, TEXT("half"));
        if (may_begin && read_sum(words, i, &sum)) {
            add(finding, &sum);
            i = sum.last;
        }
    }
}
