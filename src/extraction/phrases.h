/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Noun phrases that can be the subject of a verb of saying, found without a grammar: from the verb
 * outwards to a mark or a word that no noun phrase goes over.
 */

#include "passage.h"

/* The most words of a noun phrase. */
#define PHRASE_WORDS_MAX 24

/* Words first to last. */
struct phrase {
    size_t first;
    size_t last;
};

/*
 * The phrase that ends with word last, within words from on. Of "Brekke, the spokesman," the name;
 * of "who" itself. False when there is none.
 */
bool phrase_before(const struct passage *passage, size_t from, size_t last, struct phrase *out);

/* The phrase that begins with word first: said Brekke, the spokesman. Not beyond word to. */
bool phrase_after(const struct passage *passage, size_t first, size_t to, struct phrase *out);

/* The subject with which the sentence from word first on begins; not beyond word to. */
bool phrase_opening(const struct passage *passage, size_t first, size_t to, struct phrase *out);

/* Whether a phrase names or describes someone who can speak, by its head. */
bool phrase_can_speak(const struct passage *passage, struct phrase phrase);

/* Whether a word is a weekday, a day such as today, or part of "last week". */
bool phrase_is_time(const struct passage *passage, size_t at);
