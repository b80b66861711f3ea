/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The words of a paragraph as sentences and quotations, with what the vocabulary of speech knows.
 *
 * Straight and curly marks and '' are read alike; a quotation that is open at the end of the
 * paragraph says so, since it may go on in the next. A dot behind an abbreviation or an initial
 * ends no sentence.
 */

#include "chancery/model/vocabulary_speech.h"
#include "finding.h"

/* The most quotations of one paragraph that are told apart. */
#define PASSAGE_QUOTATIONS_MAX 128

/* What stands between a word and the one before it. */
enum passage_mark {
    MARK_COMMA = 1 << 0,
    MARK_SEMICOLON = 1 << 1,
    MARK_COLON = 1 << 2,
    MARK_DASH = 1 << 3,   /* with blanks, or a wide one */
    MARK_HYPHEN = 1 << 4, /* within a word */
    MARK_STOP = 1 << 5,   /* . ! ? */
    MARK_OPEN = 1 << 6,   /* of a quotation */
    MARK_CLOSE = 1 << 7,
    MARK_BRACKET = 1 << 8, /* ( or [ */
    MARK_BRACKET_END = 1 << 9,
    MARK_APOSTROPHE = 1 << 10,
    MARK_SLASH = 1 << 11,
};

/* Any mark that parts one phrase from the next. */
#define MARKS_OF_PHRASES                                                                         \
    (MARK_COMMA | MARK_SEMICOLON | MARK_COLON | MARK_DASH | MARK_STOP | MARK_OPEN | MARK_CLOSE | \
     MARK_BRACKET | MARK_BRACKET_END)

struct token {
    uint32_t kinds; /* of vocabulary_speech_kind */
    uint32_t takes;
    uint16_t before;   /* marks between the word before and this one */
    uint8_t quotation; /* from 1, or 0 outside of quotations */
    bool begins;       /* a sentence */
};

struct quotation {
    size_t first;
    size_t last;
    bool is_open; /* at the end of the paragraph */
};

struct passage {
    const struct finding *finding;
    const struct words *words;
    struct token *tokens; /* one for each word */
    size_t count;
    struct quotation quotations[PASSAGE_QUOTATIONS_MAX + 1]; /* from 1 */
    size_t quotation_count;
    uint16_t after; /* marks behind the last word */
};

/* Read the words of finding. tokens has room for WORDS_MAX. Cost: linear. */
void passage_read(struct passage *passage, const struct finding *finding, struct token *tokens);

static inline bool passage_is(const struct passage *passage, size_t at, uint32_t kinds)
{
    return at < passage->count && (passage->tokens[at].kinds & kinds) != 0;
}

static inline bool passage_takes(const struct passage *passage, size_t at, char letter)
{
    return at < passage->count && (passage->tokens[at].takes & SPEECH_TAKES(letter)) != 0;
}

/* he, she, they and the like; Mr. and Ms. tell as much of a name, but are no pronouns. */
static inline bool passage_is_pronoun(const struct passage *passage, size_t at)
{
    return passage_is(passage, at, SPEECH_PRONOUN | SPEECH_MALE | SPEECH_FEMALE | SPEECH_PLURAL) &&
           !passage_is(passage, at, SPEECH_TITLE);
}

/* The marks before word at; those behind the last word when at is the count. */
static inline uint16_t passage_marks(const struct passage *passage, size_t at)
{
    return at < passage->count ? passage->tokens[at].before : passage->after;
}

/* The first word of the sentence that at stands in, and its last one. */
size_t passage_sentence_start(const struct passage *passage, size_t at);
size_t passage_sentence_end(const struct passage *passage, size_t at);

/* The text of words first to last, with a quotation mark that closes what they open. */
struct text passage_text(const struct passage *passage, size_t first, size_t last);
