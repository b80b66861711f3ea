/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include <libstemmer.h>

#include "chancery/base/array.h"
#include "chancery/base/shortage.h"
#include "chancery/index/tokens.h"

#include "fold.h"

/* A word, or one part of a hyphenated one. */
struct part {
    char bytes[TOKENS_WORD_BYTES_MAX];
    size_t length;
    size_t start;
    size_t end;
    size_t zeros;  /* leading zeros of a number, which do not count */
    bool is_full;  /* a character did not fit; none is added any more */
    bool is_short; /* a full stop behind it need not end a sentence */
};

struct tokens {
    struct sb_stemmer *stemmer;
    struct text source;
    size_t at; /* behind what was read */
    uint32_t position;

    struct part parts[TOKENS_PARTS_MAX];
    uint32_t part_count;
    uint32_t part_next; /* the one to give out next */
    bool gives_joined;  /* the joined form comes before it */
    char joined[TOKENS_WORD_BYTES_MAX];
    bool starts_sentence; /* the first part of what was read does */
    bool after_short;     /* the word before has is_short */
};

struct tokens *tokens_new(void)
{
    struct tokens *tokens = calloc(1, sizeof(*tokens));
    if (tokens) {
        tokens->stemmer = sb_stemmer_new("english", "UTF_8");
    }
    if (!tokens || !tokens->stemmer) {
        shortage_note();
        return tokens_free(tokens);
    }
    return tokens;
}

struct tokens *tokens_free(struct tokens *tokens)
{
    if (tokens) {
        sb_stemmer_delete(tokens->stemmer);
        free(tokens);
    }
    return NULL;
}

void tokens_start(struct tokens *tokens, struct text text)
{
    tokens->source = text;
    tokens->at = 0;
    tokens->position = 0;
    tokens->part_count = 0;
    tokens->part_next = 0;
    tokens->gives_joined = false;
    tokens->after_short = false;
}

/* Whether a letter, digit or mark stands at offset. */
static bool is_word_at(struct text source, size_t offset)
{
    size_t length = 0;
    return offset < source.length && fold_class_at(text_from(source, offset), &length) == FOLD_WORD;
}

/*
 * Pass over what is between words. Answers whether a sentence may begin behind it: a stop was met,
 * then a blank.
 */
static bool skip_gap(struct tokens *tokens)
{
    struct text source = tokens->source;
    bool stopped = false;
    bool ends = false;
    while (tokens->at < source.length) {
        size_t length = 0;
        char c = source.at[tokens->at];
        if (fold_class_at(text_from(source, tokens->at), &length) == FOLD_WORD) {
            break;
        }
        if (c == '?' || c == '!' || (c == '.' && !tokens->after_short)) {
            stopped = true;
        }
        ends = ends || (stopped && text_is_blank(c));
        tokens->at += length;
    }
    return ends;
}

static void part_add(struct part *part, struct text character)
{
    char folded[FOLD_BYTES_MAX];
    size_t length = fold_write(character, folded);
    if (part->is_full || length > sizeof(part->bytes) - part->length) {
        part->is_full = true;
        return;
    }
    memcpy(part->bytes + part->length, folded, length);
    part->length += length;
}

/* How many bytes the possessive at offset has: an apostrophe, or a damaged one, s, and no letter.
 */
static size_t possessive_length(struct text source, size_t offset)
{
    if (offset >= source.length) {
        return 0;
    }
    size_t length = 1;
    bool is_mark = source.at[offset] == ',' ||
                   fold_class_at(text_from(source, offset), &length) == FOLD_APOSTROPHE;
    size_t letter = offset + length;
    if (!is_mark || letter >= source.length || text_lower(source.at[letter]) != 's' ||
        is_word_at(source, letter + 1)) {
        return 0;
    }
    return length + 1;
}

/* Plain letters and digits, which most words are all made of, need no table. */
static void read_plain(struct tokens *tokens, struct part *part)
{
    struct text source = tokens->source;
    size_t at = tokens->at;
    while (at < source.length && (text_is_letter(source.at[at]) || text_is_digit(source.at[at])) &&
           part->length < sizeof(part->bytes) && !part->is_full) {
        part->bytes[part->length++] = text_lower(source.at[at++]);
    }
    if (at > tokens->at) {
        tokens->at = at;
        part->end = at;
    }
}

/* Read letters, digits, and what may stand between them, from tokens->at on. */
static void read_run(struct tokens *tokens, struct part *part)
{
    struct text source = tokens->source;
    read_plain(tokens, part);
    while (tokens->at < source.length && source.at[tokens->at] != ' ') {
        size_t length = 0;
        enum fold_class class = fold_class_at(text_from(source, tokens->at), &length);
        if (class == FOLD_WORD) {
            part_add(part, text_from(source, tokens->at));
            tokens->at += length;
            part->end = tokens->at;
            continue;
        }
        bool goes_on = class == FOLD_IGNORED ||
                       (class == FOLD_APOSTROPHE && !possessive_length(source, tokens->at));
        if (!goes_on || !is_word_at(source, tokens->at + length)) {
            break;
        }
        tokens->at += length;
    }
}

/* Read the rest of U.S., the U having been read. */
static void read_dotted(struct tokens *tokens, struct part *part)
{
    struct text source = tokens->source;
    bool is_dotted = false;
    while (tokens->at + 1 < source.length && source.at[tokens->at] == '.' &&
           text_is_letter(source.at[tokens->at + 1]) && !is_word_at(source, tokens->at + 2)) {
        part_add(part, text_from(source, tokens->at + 1));
        tokens->at += 2;
        is_dotted = true;
    }
    if (is_dotted && tokens->at < source.length && source.at[tokens->at] == '.') {
        tokens->at++;
    }
    part->end = tokens->at;
}

/* How many zeros a number begins with that do not count; 0 for what is no number. */
static size_t leading_zeros(const char *bytes, size_t length)
{
    size_t zeros = 0;
    while (zeros + 1 < length && bytes[zeros] == '0') {
        zeros++;
    }
    for (size_t i = zeros; i < length; i++) {
        if (!text_is_digit(bytes[i])) {
            return 0;
        }
    }
    return zeros;
}

/* The fewest and most letters of a title. */
#define TITLE_LETTERS_MIN 2
#define TITLE_LETTERS_MAX 3

/* Titles whose full stop does not end a sentence. */
static bool is_title(const struct part *part)
{
    static const char *const titles[] = {"mr", "mrs", "ms",  "dr",  "gen", "col",
                                         "lt", "sen", "rep", "gov", "amb", "st"};
    if (part->length < TITLE_LETTERS_MIN || part->length > TITLE_LETTERS_MAX) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        if (text_equal((struct text){part->bytes, part->length}, text_of(titles[i]))) {
            return true;
        }
    }
    return false;
}

static void read_part(struct tokens *tokens, struct part *part)
{
    part->length = 0;
    part->is_full = false;
    part->start = tokens->at;
    part->end = tokens->at;
    read_run(tokens, part);
    bool is_letter = part->end - part->start == 1 && text_is_letter(tokens->source.at[part->start]);
    if (is_letter) {
        read_dotted(tokens, part);
    }
    part->zeros = leading_zeros(part->bytes, part->length);
    bool has_stop = tokens->at < tokens->source.length && tokens->source.at[tokens->at] == '.';
    part->is_short = is_letter || (has_stop && is_title(part));
    tokens->at += possessive_length(tokens->source, tokens->at);
}

/* Whether a hyphen and another part follow; goes to the part. */
static bool take_hyphen(struct tokens *tokens)
{
    size_t length = 0;
    if (tokens->at >= tokens->source.length ||
        fold_class_at(text_from(tokens->source, tokens->at), &length) != FOLD_HYPHEN ||
        !is_word_at(tokens->source, tokens->at + length)) {
        return false;
    }
    tokens->at += length;
    return true;
}

/* Read the next word with all its parts. False at the end. */
static bool read_chain(struct tokens *tokens)
{
    bool is_first = tokens->at == 0;
    bool may_start = skip_gap(tokens);
    if (tokens->at >= tokens->source.length) {
        return false;
    }
    tokens->starts_sentence =
        is_first || (may_start && fold_is_capital(text_from(tokens->source, tokens->at)));
    tokens->part_count = 0;
    tokens->part_next = 0;
    bool more = true;
    while (more) {
        struct part *part = &tokens->parts[tokens->part_count];
        read_part(tokens, part);
        tokens->after_short = part->is_short;
        /* Combining marks alone fold to nothing. */
        tokens->part_count += part->length > 0 ? 1 : 0;
        more = tokens->part_count < TOKENS_PARTS_MAX && take_hyphen(tokens);
    }
    tokens->gives_joined = tokens->part_count > 1;
    return true;
}

static void give_joined(struct tokens *tokens, struct token *out)
{
    size_t length = 0;
    for (uint32_t i = 0; i < tokens->part_count; i++) {
        const struct part *part = &tokens->parts[i];
        if (part->length > sizeof(tokens->joined) - length) {
            break;
        }
        memcpy(tokens->joined + length, part->bytes, part->length);
        length += part->length;
    }
    size_t zeros = leading_zeros(tokens->joined, length);
    *out = (struct token){
        .exact = {tokens->joined + zeros, length - zeros},
        .start = tokens->parts[0].start,
        .end = tokens->parts[tokens->part_count - 1].end,
        .position = tokens->position,
        .parts = tokens->part_count,
        .starts_sentence = tokens->starts_sentence,
    };
    tokens->gives_joined = false;
}

bool tokens_next(struct tokens *tokens, struct token *out)
{
    while (tokens->part_next == tokens->part_count) {
        if (!read_chain(tokens)) {
            return false;
        }
    }
    if (tokens->gives_joined) {
        give_joined(tokens, out);
        return true;
    }
    const struct part *part = &tokens->parts[tokens->part_next];
    *out = (struct token){
        .exact = {part->bytes + part->zeros, part->length - part->zeros},
        .start = part->start,
        .end = part->end,
        .position = tokens->position,
        .parts = 1,
        .starts_sentence = tokens->starts_sentence && tokens->part_next == 0,
    };
    tokens->part_next++;
    tokens->position++;
    return true;
}

struct text tokens_stem(struct tokens *tokens, struct text exact)
{
    const sb_symbol *stem =
        sb_stemmer_stem(tokens->stemmer, (const sb_symbol *)exact.at, (int)exact.length);
    if (!stem) {
        return exact;
    }
    return (struct text){(const char *)stem, (size_t)sb_stemmer_length(tokens->stemmer)};
}

static void key_add(struct tokens_key *key, struct text word)
{
    size_t blank = key->length > 0 ? 1 : 0;
    if (word.length == 0 || key->length + blank + word.length > TOKENS_KEY_BYTES_MAX) {
        return;
    }
    if (blank) {
        key->bytes[key->length] = ' ';
    }
    memcpy(key->bytes + key->length + blank, word.at, word.length);
    key->length += blank + word.length;
}

void tokens_key(struct tokens *tokens, struct text value, struct tokens_key *out)
{
    struct token token;
    out->length = 0;
    tokens_start(tokens, value);
    while (tokens_next(tokens, &token)) {
        if (token.parts == 1) {
            key_add(out, token.exact);
        }
    }
    if (out->length == 0) {
        key_add(out, text_slice(value, 0, TOKENS_KEY_BYTES_MAX));
    }
    out->bytes[out->length] = '\0';
}
