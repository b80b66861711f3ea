/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/base/utf8.h"

#include "query_lexer.h"

/* Straight and curly double quotes open and close a phrase alike. */
static const struct text quotes[] = {{"\"", 1}, {"\u201C", 3}, {"\u201D", 3}, {"\u201E", 3}};

static struct text rest_of(const struct query_lexer *lexer)
{
    return text_from(lexer->typed, lexer->at);
}

/* How many bytes the quote at the front of text has, or 0. */
static size_t quote_length(struct text text)
{
    for (size_t i = 0; i < COUNT_OF(quotes); i++) {
        if (text_starts(text, quotes[i])) {
            return quotes[i].length;
        }
    }
    return 0;
}

static bool ends_word(struct text rest)
{
    char c = rest.length > 0 ? rest.at[0] : ' ';
    return text_is_blank(c) || c == '(' || c == ')' || c == '|' || c == '[' || c == ']' ||
           c == '{' || c == '}' || quote_length(rest) > 0;
}

static bool is_letter_or_digit(uint32_t c)
{
    if (c < 0x80) {
        return text_is_letter((char)c) || text_is_digit((char)c);
    }
    bool is_punctuation = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                          (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE00 && c <= 0xFE0F) ||
                          c == 0xFEFF || c == 0xFFFD;
    return !is_punctuation;
}

/* Whether there is anything in word to search for. */
static bool has_substance(struct text word)
{
    uint32_t c = 0;
    while (utf8_take(&word, &c)) {
        if (is_letter_or_digit(c)) {
            return true;
        }
    }
    return false;
}

/* Take up to where a word ends; at least one byte. */
static struct text take_raw_word(struct query_lexer *lexer)
{
    struct text rest = rest_of(lexer);
    size_t length = 1;
    while (length < rest.length && !ends_word(text_from(rest, length))) {
        length++;
    }
    lexer->at += length;
    return text_slice(rest, 0, length);
}

/* "~5" behind a phrase. */
static void take_slop(struct query_lexer *lexer, struct query_token *token)
{
    if (!text_starts(rest_of(lexer), TEXT("~"))) {
        return;
    }
    struct text slop = text_from(take_raw_word(lexer), 1);
    token->bad_distance = !number_read(slop, 0, QUERY_DISTANCE_MAX, &token->distance);
}

static struct query_token take_phrase(struct query_lexer *lexer, size_t quote)
{
    size_t start = lexer->at;
    struct text inside = text_from(rest_of(lexer), quote);
    size_t length = 0;
    while (length < inside.length && quote_length(text_from(inside, length)) == 0) {
        length++;
    }
    struct query_token token = {.kind = QUERY_TOKEN_PHRASE,
                                .text = text_trim(text_slice(inside, 0, length)),
                                .is_open = length == inside.length};
    lexer->at += quote + length + (token.is_open ? 0 : quote_length(text_from(inside, length)));
    take_slop(lexer, &token);
    token.span = (struct span){start, lexer->at};
    return token;
}

static const struct keyword {
    struct text word;
    enum query_token_kind kind;
} keywords[] = {
    {{"AND", 3}, QUERY_TOKEN_AND},           {{"OR", 2}, QUERY_TOKEN_OR},
    {{"NOT", 3}, QUERY_TOKEN_NOT},           {{"NEAR", 4}, QUERY_TOKEN_NEAR},
    {{"SENTENCE", 8}, QUERY_TOKEN_SENTENCE}, {{"PARAGRAPH", 9}, QUERY_TOKEN_PARAGRAPH},
};

static bool read_keyword(struct text word, struct query_token *token)
{
    for (size_t i = 0; i < COUNT_OF(keywords); i++) {
        if (text_equal(word, keywords[i].word)) {
            token->kind = keywords[i].kind;
            token->distance = QUERY_DISTANCE_DEFAULT;
            return true;
        }
    }
    if (text_take_start(&word, TEXT("NEAR/"))) {
        token->kind = QUERY_TOKEN_NEAR;
        token->distance = QUERY_DISTANCE_DEFAULT;
        int64_t distance = 0;
        token->bad_distance = !number_read(word, 1, QUERY_DISTANCE_MAX, &distance);
        token->distance = token->bad_distance ? token->distance : distance;
        return true;
    }
    return false;
}

static bool is_mark(struct text word)
{
    return text_ends(word, TEXT("*")) || text_ends(word, TEXT("~"));
}

/* What stands before and behind the letters of a word says how it is to be matched. */
static void read_word(struct text word, struct query_token *token)
{
    token->kind = QUERY_TOKEN_WORD;
    token->exact = text_take_start(&word, TEXT("="));
    if (word.length > 1 && text_ends(word, TEXT("*"))) {
        token->prefix = true;
    } else if (word.length > 1 && text_ends(word, TEXT("~"))) {
        token->fuzzy = true;
    }
    while (word.length > 1 && (token->prefix || token->fuzzy) && is_mark(word)) {
        word.length--;
    }
    token->wildcard = text_find_char(word, '*') != TEXT_NOT_FOUND;
    token->text = word;
    if (!has_substance(word)) {
        token->kind = QUERY_TOKEN_STRAY;
    }
}

/* Lower-case letters and dots up to a colon: "title:", "date.overlaps:". */
static size_t field_name_length(struct text word)
{
    size_t length = 0;
    while (length < word.length && (text_is_letter(word.at[length]) || word.at[length] == '_')) {
        length++;
    }
    return length > 0 && length < word.length && word.at[length] == ':' ? length : 0;
}

static struct query_token take_word(struct query_lexer *lexer)
{
    size_t start = lexer->at;
    struct text word = take_raw_word(lexer);
    struct query_token token = {.span = {start, lexer->at}};
    size_t name = field_name_length(word);
    if (name > 0 && !text_starts(text_from(word, name + 1), TEXT("//"))) {
        lexer->at = start + name + 1;
        token.kind = QUERY_TOKEN_FIELD;
        token.text = text_slice(word, 0, name);
        token.span.end = lexer->at;
        return token;
    }
    if (!read_keyword(word, &token)) {
        read_word(word, &token);
    }
    return token;
}

static struct query_token take_symbol(struct query_lexer *lexer, enum query_token_kind kind,
                                      size_t length)
{
    struct query_token token = {.kind = kind,
                                .text = text_slice(rest_of(lexer), 0, length),
                                .span = {lexer->at, lexer->at + length}};
    lexer->at += length;
    return token;
}

static bool skip_blanks(struct query_lexer *lexer)
{
    while (lexer->at < lexer->typed.length && text_is_blank(lexer->typed.at[lexer->at])) {
        lexer->at++;
    }
    return lexer->at < lexer->typed.length;
}

/*
 * Whether the hyphen that comes next stands alone between two words, "TALKS - MAY 3". People paste
 * titles; a minus that excludes a word stands at the word.
 */
static bool is_dash(const struct query_lexer *lexer)
{
    struct text behind = text_from(rest_of(lexer), 1);
    bool is_apart = lexer->at > 0 && text_is_blank(lexer->typed.at[lexer->at - 1]) &&
                    behind.length > 0 && text_is_blank(behind.at[0]);
    struct text next;
    return is_apart && text_take_word(&behind, &next) && next.at[0] != '-';
}

struct query_token query_lexer_next(struct query_lexer *lexer)
{
    if (!skip_blanks(lexer)) {
        return take_symbol(lexer, QUERY_TOKEN_END, 0);
    }
    size_t quote = quote_length(rest_of(lexer));
    if (quote > 0) {
        return take_phrase(lexer, quote);
    }
    switch (lexer->typed.at[lexer->at]) {
    case '(':
        return take_symbol(lexer, QUERY_TOKEN_OPEN, 1);
    case ')':
        return take_symbol(lexer, QUERY_TOKEN_CLOSE, 1);
    case '|':
        return take_symbol(lexer, QUERY_TOKEN_OR, 1);
    case '-':
        return take_symbol(lexer, is_dash(lexer) ? QUERY_TOKEN_STRAY : QUERY_TOKEN_NOT, 1);
    case '[':
    case ']':
    case '{':
    case '}':
    case ':':
        return take_symbol(lexer, QUERY_TOKEN_STRAY, 1);
    default:
        return take_word(lexer);
    }
}

struct query_token query_lexer_value(struct query_lexer *lexer)
{
    struct text rest = rest_of(lexer);
    if (ends_word(rest)) {
        return take_symbol(lexer, QUERY_TOKEN_END, 0);
    }
    size_t start = lexer->at;
    struct query_token token = {.kind = QUERY_TOKEN_WORD, .text = take_raw_word(lexer)};
    token.span = (struct span){start, lexer->at};
    return token;
}
