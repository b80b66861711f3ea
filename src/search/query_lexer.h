/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Cuts a typed query into its pieces. Knows no grammar. */

#include "chancery/model/query.h"

enum query_token_kind {
    QUERY_TOKEN_END,
    QUERY_TOKEN_WORD,   /* text, with exact, prefix, fuzzy, wildcard */
    QUERY_TOKEN_PHRASE, /* text between quotes, with distance; is_open when it never closed */
    QUERY_TOKEN_FIELD,  /* text is the name before the colon; the value follows */
    QUERY_TOKEN_OPEN,   /* ( */
    QUERY_TOKEN_CLOSE,  /* ) */
    QUERY_TOKEN_AND,
    QUERY_TOKEN_OR,   /* OR or | */
    QUERY_TOKEN_NOT,  /* NOT or - */
    QUERY_TOKEN_NEAR, /* distance */
    QUERY_TOKEN_SENTENCE,
    QUERY_TOKEN_PARAGRAPH,
    QUERY_TOKEN_STRAY, /* a symbol that means nothing */
};

struct query_token {
    enum query_token_kind kind;
    struct text text;
    bool exact;
    bool prefix;
    bool fuzzy;
    bool wildcard;     /* a star stands in front of the end */
    bool is_open;      /* a phrase without its closing quote */
    bool bad_distance; /* NEAR/x, "…"~x: the number could not be read */
    int64_t distance;
    struct span span;
};

struct query_lexer {
    struct text typed;
    size_t at;
};

/* How far apart words of NEAR may be, and what it is when no number says. */
#define QUERY_DISTANCE_MAX     1000
#define QUERY_DISTANCE_DEFAULT 10

struct query_token query_lexer_next(struct query_lexer *lexer);

/* The next whole word up to a blank or bracket, whatever it holds: the value of a date. */
struct query_token query_lexer_value(struct query_lexer *lexer);
