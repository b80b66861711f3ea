/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The words that tell who says what: speech_words.tsv, whose head explains kinds and letters. */

#include "chancery/model/vocabulary.h"

enum vocabulary_speech_kind {
    SPEECH_BASE = 1 << 0,
    SPEECH_THIRD = 1 << 1,
    SPEECH_PAST = 1 << 2,
    SPEECH_PARTICIPLE = 1 << 3,
    SPEECH_GERUND = 1 << 4,
    SPEECH_AUXILIARY = 1 << 5,
    SPEECH_BE = 1 << 6,
    SPEECH_MODAL = 1 << 7,
    SPEECH_NEGATIVE = 1 << 8,
    SPEECH_ADVERB = 1 << 9,
    SPEECH_SUBORDINATOR = 1 << 10,
    SPEECH_RELATIVE = 1 << 11,
    SPEECH_CONJUNCTION = 1 << 12,
    SPEECH_PREPOSITION = 1 << 13,
    SPEECH_DETERMINER = 1 << 14,
    SPEECH_POSSESSIVE = 1 << 15,
    SPEECH_PRONOUN = 1 << 16,
    SPEECH_MALE = 1 << 17,
    SPEECH_FEMALE = 1 << 18,
    SPEECH_PLURAL = 1 << 19,
    SPEECH_ABBREVIATION = 1 << 20,
    SPEECH_TITLE = 1 << 21,
    SPEECH_SPEAKER = 1 << 22,
    SPEECH_NOTE = 1 << 23,
    SPEECH_VERB = 1 << 24,
};

/* Any form of a verb of saying. */
#define SPEECH_CUE (SPEECH_BASE | SPEECH_THIRD | SPEECH_PAST | SPEECH_PARTICIPLE | SPEECH_GERUND)

struct vocabulary_speech {
    struct text word;
    uint32_t kinds; /* bits of vocabulary_speech_kind */
    uint32_t takes; /* SPEECH_TAKES of each letter */
};

/* The bit of a small letter of the column takes. */
#define SPEECH_TAKES(letter) (UINT32_C(1) << ((letter) - 'a'))

/* The bits of the kinds that text names, separated by blanks; 0 when one is unknown. */
uint32_t vocabulary_speech_kinds(struct text text);

/* The bits of small letters; false when there is another character. */
bool vocabulary_speech_takes(struct text text, uint32_t *out);

/* By word in capitals, or NULL. */
const struct vocabulary_speech *vocabulary_speech(const struct vocabulary *vocabulary,
                                                  struct text folded);

/* How a word names an occasion on which parties meet; see the head of event_words.tsv. */
enum vocabulary_event_form {
    EVENT_NOUN,
    EVENT_PLURAL,
    EVENT_VERB,
};

struct vocabulary_event_word {
    struct text word;
    enum vocabulary_event_form form;
    struct text kind;
};

/* By word in capitals, or NULL. */
const struct vocabulary_event_word *vocabulary_event_word(const struct vocabulary *vocabulary,
                                                          struct text folded);
