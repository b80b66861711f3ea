/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include "chancery/base/number.h"

/* The most digits of a number that is read. */
#define NUMBER_DIGITS_MAX ((size_t)15)

/* Letters beyond ASCII count as letters; the punctuation there does not: ¶ « “ — … */
static size_t letter_bytes(struct text text, size_t at)
{
    unsigned char c = at < text.length ? (unsigned char)text.at[at] : ' ';
    if (c < 0x80) {
        return text_is_letter((char)c) || text_is_digit((char)c);
    }
    if (c < 0xC3 || (c >= 0xE2 && c <= 0xE3) || c >= 0xEF) {
        return 0;
    }
    size_t bytes = c < 0xE0 ? 2 : 3;
    return bytes < text.length - at ? bytes : text.length - at;
}

static bool is_digit_at(struct text text, size_t at)
{
    return at < text.length && text_is_digit(text.at[at]);
}

/* Where the digits that begin at at end. */
static size_t digits_end(struct text text, size_t at)
{
    while (is_digit_at(text, at)) {
        at++;
    }
    return at;
}

/* The end of 1,000 or 3.5; of dates like 29.06.2022 only the first number. */
static size_t number_end(struct text text, size_t at)
{
    size_t end = digits_end(text, at);
    while (end < text.length && text.at[end] == ',' && digits_end(text, end + 1) == end + 4) {
        end += 4;
    }
    size_t decimals = digits_end(text, end + 1);
    if (end < text.length && text.at[end] == '.' && decimals > end + 1 &&
        !(decimals < text.length && text.at[decimals] == '.' && is_digit_at(text, decimals + 1))) {
        end = decimals;
    }
    return end;
}

/* Whether what stands behind a number is the ending of an ordinal, and no more. */
static bool is_ordinal(struct text ending)
{
    return ending.length == 2 &&
           (text_equal_fold(ending, TEXT("st")) || text_equal_fold(ending, TEXT("nd")) ||
            text_equal_fold(ending, TEXT("rd")) || text_equal_fold(ending, TEXT("th")));
}

static size_t letters_end(struct text text, size_t at)
{
    for (size_t bytes = letter_bytes(text, at); bytes > 0; bytes = letter_bytes(text, at)) {
        at += bytes;
    }
    return at;
}

/* U.S. or D.C: single letters with dots between them, and the last dot with them. */
static size_t dotted_end(struct text text, size_t at, size_t end)
{
    while (end == at + 1 && end + 1 < text.length && text.at[end] == '.' &&
           text_is_letter(text.at[end + 1]) && letters_end(text, end + 1) == end + 2) {
        at = end + 1;
        end = at + 1;
    }
    return end;
}

static void read_shape(struct word *word)
{
    struct text text = word->text;
    word->is_capital = text_is_upper(text.at[0]) || (unsigned char)text.at[0] == 0xC3;
    word->is_upper = !word->is_number;
    for (size_t i = 0; i < text.length && word->is_upper; i++) {
        word->is_upper = !text_is_lower(text.at[i]);
    }
}

static void look_up(const struct vocabulary *vocabulary, struct word *word)
{
    char folded[WORD_FOLDED_BYTES_MAX];
    if (word->is_number || word->text.length > sizeof(folded)) {
        return;
    }
    size_t length = 0;
    for (size_t i = 0; i < word->text.length; i++) {
        folded[length] = text_upper(word->text.at[i]);
        length += folded[length] != '.';
    }
    const struct vocabulary_meaning *meaning =
        vocabulary_meaning(vocabulary, (struct text){folded, length});
    if (meaning) {
        word->meaning = meaning->word;
        word->roles = meaning->roles;
        word->organization_words = meaning->organization_words;
    }
}

/* Whether part stands in the document at *at, blanks and hyphens of line ends passed over. */
static bool stands_at(const struct words_reader *reader, struct text part, size_t at, size_t *end)
{
    for (size_t i = 0; i < part.length; i++) {
        size_t limit = at + 8;
        while (i > 0 && at < reader->span.end && at < limit &&
               (text_is_blank(reader->document.at[at]) || reader->document.at[at] == '-') &&
               reader->document.at[at] != part.at[i]) {
            at++;
        }
        if (at >= reader->span.end || reader->document.at[at] != part.at[i]) {
            return false;
        }
        at++;
    }
    *end = at;
    return true;
}

/* Find a word in the document behind the last one. What cannot be found has no length. */
static struct span align(struct words_reader *reader, struct text part)
{
    size_t at = reader->span.start;
    size_t limit = at + WORD_SEARCH_BYTES_MAX < reader->span.end ? at + WORD_SEARCH_BYTES_MAX
                                                                 : reader->span.end;
    for (; at < limit; at++) {
        size_t end = at;
        bool may_begin =
            at == 0 || letter_bytes(reader->document, at - 1) == 0 || at == reader->span.start;
        if (may_begin && stands_at(reader, part, at, &end)) {
            reader->span.start = end;
            return (struct span){at, end};
        }
    }
    return (struct span){reader->span.start, reader->span.start};
}

/* Whether what stands before a word ends a sentence. */
static bool ends_sentence(struct text gap)
{
    for (size_t i = 0; i < gap.length; i++) {
        if (gap.at[i] == '.' || gap.at[i] == '!' || gap.at[i] == '?' || gap.at[i] == ':') {
            return true;
        }
    }
    return false;
}

static void read_word(struct words_reader *reader, struct word *word)
{
    struct text text = reader->text;
    size_t at = reader->at;
    size_t end = letters_end(text, at);
    *word = (struct word){.is_number = false};
    if (text_is_digit(text.at[at])) {
        size_t number = digits_end(text, at);
        word->is_number = number == end || is_ordinal(text_slice(text, number, end - number));
        end = number == end ? number_end(text, at) : end;
    } else {
        end = dotted_end(text, at, end);
        if (end > at + 1 && text.at[end - 2] == '.' && end < text.length && text.at[end] == '.') {
            end++;
        }
    }
    word->text = text_slice(text, at, end - at);
    word->span = align(reader, word->text);
    reader->at = end;
    read_shape(word);
    look_up(reader->vocabulary, word);
}

bool words_read(struct words_reader *reader, struct words *words)
{
    words->text = reader->text;
    words->count = 0;
    size_t last_end = reader->at;
    while (reader->at < reader->text.length && words->count < WORDS_MAX) {
        if (letter_bytes(reader->text, reader->at) == 0) {
            reader->at++;
            continue;
        }
        struct word *word = &words->items[words->count];
        struct text gap = text_slice(reader->text, last_end, reader->at - last_end);
        read_word(reader, word);
        word->begins = words->count == 0 || ends_sentence(gap);
        last_end = reader->at;
        words->count++;
    }
    return words->count > 0;
}

static size_t start_of(const struct words *words, size_t index)
{
    return (size_t)(words->items[index].text.at - words->text.at);
}

struct text words_gap(const struct words *words, size_t index)
{
    size_t start = start_of(words, index) + words->items[index].text.length;
    size_t end = index + 1 < words->count ? start_of(words, index + 1) : words->text.length;
    return text_slice(words->text, start, end - start);
}

bool words_joined(const struct words *words, size_t index, struct text gap)
{
    if (index + 1 >= words->count) {
        return false;
    }
    struct text found = words_gap(words, index);
    return text_equal(found, gap) ||
           (text_equal(gap, TEXT(" ")) && found.length > 0 && text_trim(found).length == 0);
}

bool words_dashed(const struct words *words, size_t index)
{
    if (index + 1 >= words->count) {
        return false;
    }
    struct text found = text_trim(words_gap(words, index));
    return text_equal(found, TEXT("-")) || text_equal(found, TEXT("--")) ||
           text_equal(found, TEXT("\xE2\x80\x93")) || text_equal(found, TEXT("\xE2\x80\x94"));
}

struct text words_text(const struct words *words, size_t first, size_t last)
{
    size_t start = start_of(words, first);
    return text_slice(words->text, start,
                      start_of(words, last) + words->items[last].text.length - start);
}

struct span words_span(const struct words *words, size_t first, size_t last)
{
    return (struct span){words->items[first].span.start, words->items[last].span.end};
}

bool words_is(const struct words *words, size_t index, struct text word)
{
    return index < words->count && text_equal_fold(words->items[index].text, word);
}

bool words_mean(const struct words *words, size_t index, enum vocabulary_word_kind kind)
{
    return index < words->count && words->items[index].meaning &&
           words->items[index].meaning->kind == kind;
}

bool words_number(const struct words *words, size_t index, int64_t *out)
{
    char digits[NUMBER_DIGITS_MAX];
    size_t count = 0;
    if (index >= words->count || !words->items[index].is_number) {
        return false;
    }
    struct text text = words->items[index].text;
    for (size_t i = 0; i < text.length && (text_is_digit(text.at[i]) || text.at[i] == ','); i++) {
        if (count == sizeof(digits)) {
            return false;
        }
        if (text_is_digit(text.at[i])) {
            digits[count++] = text.at[i];
        }
    }
    return number_read((struct text){digits, count}, 0, INT64_MAX, out);
}
