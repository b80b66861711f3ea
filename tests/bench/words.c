/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"

#include "words.h"

#define PEOPLE_COUNT  ((size_t)60 * 1000)
#define SURNAME_COUNT ((size_t)24 * 1000)
#define GIVEN_COUNT   ((size_t)1500)

/* Words up to these ranks have two and three syllables. */
#define RANKS_OF_TWO   25000
#define RANKS_OF_THREE 115000

struct words {
    struct word items[WORDS_COUNT];
};

/* In the order of how often they stand in English prose, about. */
static const char *const function_words[] = {
    "the",   "of",    "and",   "to",    "in",      "a",     "that",   "for",    "on",      "with",
    "was",   "is",    "by",    "as",    "it",      "he",    "be",     "not",    "at",      "from",
    "has",   "had",   "this",  "which", "have",    "would", "are",    "but",    "its",     "were",
    "their", "they",  "an",    "will",  "been",    "his",   "who",    "more",   "said",    "no",
    "also",  "or",    "than",  "other", "there",   "all",   "one",    "any",    "some",    "could",
    "over",  "if",    "such",  "about", "into",    "only",  "these",  "after",  "between", "most",
    "when",  "both",  "can",   "we",    "should",  "under", "while",  "during", "may",     "she",
    "what",  "still", "two",   "how",   "because", "now",   "even",   "her",    "them",    "well",
    "where", "many",  "up",    "since", "against", "out",   "before", "our",    "so",      "those",
    "then",  "very",  "might", "much",  "through", "must",  "him",    "each",   "without", "within",
};

static const char *const onsets[] = {
    "b", "d",  "f",  "g",  "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",
    "z", "br", "dr", "fl", "gr", "kr", "pl", "pr", "st", "tr", "sh", "ch", "th", "qu",
};

static const char *const nuclei[] = {"a", "e", "i",  "o",  "u",  "a", "e",
                                     "i", "o", "ai", "ea", "io", "ou"};

static const char *const codas[] = {"",  "",  "",  "",  "",  "",  "",   "",   "",
                                    "n", "r", "l", "s", "t", "m", "nd", "st", "ck"};

/* Verbs and nouns change their endings, so that stems have something to do. */
static const char *const endings[] = {"", "", "", "", "", "s", "ed", "ing", "er", "ly", "ation"};

static void add_part(struct word *word, const char *part)
{
    for (; *part && word->length < WORDS_BYTES_MAX; part++) {
        word->bytes[word->length++] = *part;
    }
    word->bytes[word->length] = '\0';
}

static void add_syllable(struct word *word, struct chance *chance)
{
    add_part(word, onsets[chance_below(chance, COUNT_OF(onsets))]);
    add_part(word, nuclei[chance_below(chance, COUNT_OF(nuclei))]);
    add_part(word, codas[chance_below(chance, COUNT_OF(codas))]);
}

/* Frequent words are short. Neighbors in rank share a stem, as "visit" and "visited" do. */
static void make_word(struct word *word, uint64_t seed, size_t rank)
{
    size_t family = rank - rank % 3;
    struct chance stem = chance_of(seed, family, 1);
    struct chance form = chance_of(seed, rank, 2);
    size_t syllables = rank < RANKS_OF_TWO ? 2 : rank < RANKS_OF_THREE ? 3 : 4;
    for (size_t i = 0; i < syllables; i++) {
        add_syllable(word, &stem);
    }
    if (rank != family) {
        add_part(word, endings[chance_below(&form, COUNT_OF(endings))]);
    }
}

struct words *words_new(uint64_t seed)
{
    struct words *words = calloc(1, sizeof(*words));
    for (size_t rank = 0; words && rank < WORDS_COUNT; rank++) {
        make_word(&words->items[rank], seed, rank);
    }
    return words;
}

struct words *words_free(struct words *words)
{
    free(words);
    return NULL;
}

struct text words_function(size_t rank)
{
    size_t last = COUNT_OF(function_words) - 1;
    return text_of(function_words[rank < last ? rank : last]);
}

size_t words_function_count(void)
{
    return COUNT_OF(function_words);
}

struct text words_at(const struct words *words, size_t rank)
{
    const struct word *word = &words->items[rank];
    return (struct text){word->bytes, word->length};
}

void words_make_up(struct chance *chance, struct word *out)
{
    out->length = 0;
    size_t syllables = chance_between(chance, 3, 4);
    for (size_t i = 0; i < syllables; i++) {
        add_syllable(out, chance);
    }
}

void words_add_capitalized(struct buffer *out, struct text text)
{
    if (text.length > 0) {
        char first = text_upper(text.at[0]);
        buffer_add(out, (struct text){&first, 1});
        buffer_add(out, text_from(text, 1));
    }
}

void words_add_capitals(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char letter = text_upper(text.at[i]);
        buffer_add(out, (struct text){&letter, 1});
    }
}

size_t words_person(struct chance *chance)
{
    return chance_rank(chance, PEOPLE_COUNT);
}

/* Names are words that are too rare to be met as such. */
void words_add_surname(struct buffer *out, const struct words *words, size_t person)
{
    size_t rank = WORDS_COUNT - SURNAME_COUNT + person % SURNAME_COUNT;
    struct text word = words_at(words, rank);
    words_add_capitalized(out, text_slice(word, 0, 5 + person % 4));
}

void words_add_name(struct buffer *out, const struct words *words, size_t person)
{
    size_t rank = chance_mix(person) % GIVEN_COUNT;
    words_add_capitalized(out, text_slice(words_at(words, rank), 0, 6));
    buffer_add(out, TEXT(" "));
    words_add_surname(out, words, person);
}
