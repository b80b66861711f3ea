/* SPDX-License-Identifier: Apache-2.0 */
#include "phrases.h"

#include "chancery/base/array.h"

/* What a noun phrase does not go over. */
#define PHRASE_ENDS                                                                        \
    (SPEECH_SUBORDINATOR | SPEECH_RELATIVE | SPEECH_MODAL | SPEECH_AUXILIARY | SPEECH_BE | \
     SPEECH_NEGATIVE | SPEECH_CUE | SPEECH_VERB | SPEECH_ADVERB)

static const struct word *word_at(const struct passage *passage, size_t at)
{
    return &passage->words->items[at];
}

static bool is_capital(const struct passage *passage, size_t at)
{
    return at < passage->count && word_at(passage, at)->is_capital;
}

/* Parts of a day or a year that "this" and "last" stand before. */
static bool is_season(const struct passage *passage, size_t at)
{
    static const char *const words[] = {"weekend", "morning", "afternoon", "evening", "night",
                                        "spring",  "summer",  "fall",      "winter"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (words_is(passage->words, at, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

bool phrase_is_time(const struct passage *passage, size_t at)
{
    const struct words *words = passage->words;
    return words_mean(words, at, VOCABULARY_WORD_WEEKDAY) ||
           words_mean(words, at, VOCABULARY_WORD_DAY) ||
           words_mean(words, at, VOCABULARY_WORD_UNIT) ||
           (words_mean(words, at, VOCABULARY_WORD_SHIFT) &&
            (words_mean(words, at + 1, VOCABULARY_WORD_UNIT) || is_season(passage, at + 1))) ||
           (at > 0 && is_season(passage, at) && words_mean(words, at - 1, VOCABULARY_WORD_SHIFT));
}

/* Whether a word by itself ends a phrase; nouns that are also verbs do not, nor do names. */
static bool ends_phrase(const struct passage *passage, size_t at)
{
    if (!passage_is(passage, at, PHRASE_ENDS) || passage_is(passage, at, SPEECH_SPEAKER)) {
        return false;
    }
    bool is_name = is_capital(passage, at) && at > 0 && !passage->tokens[at].begins &&
                   !passage_is(passage, at, SPEECH_SUBORDINATOR | SPEECH_RELATIVE);
    return !is_name;
}

/* "Obama and Clinton", "supporters and critics": both of a kind. */
static bool joins(const struct passage *passage, size_t conjunction, size_t from)
{
    if (conjunction <= from || conjunction + 1 >= passage->count) {
        return false;
    }
    bool are_names = is_capital(passage, conjunction - 1) && is_capital(passage, conjunction + 1);
    bool are_speakers = passage_is(passage, conjunction - 1, SPEECH_SPEAKER) &&
                        passage_is(passage, conjunction + 1, SPEECH_SPEAKER);
    return are_names || are_speakers;
}

/* "spokesman for", "Director of", "the ambassador in": what holds on to a noun before it. */
static bool holds(const struct passage *passage, size_t preposition, size_t from)
{
    if (preposition <= from || (passage->tokens[preposition].before & MARKS_OF_PHRASES)) {
        return false;
    }
    return words_is(passage->words, preposition, TEXT("of")) ||
           passage_is(passage, preposition - 1, SPEECH_SPEAKER | SPEECH_TITLE);
}

/* Whether the word before at belongs to the phrase that at stands in. */
static bool goes_on_before(const struct passage *passage, size_t at, size_t from)
{
    size_t before = at - 1;
    if (passage->tokens[at].begins ||
        (passage->tokens[at].before & MARKS_OF_PHRASES & ~MARK_STOP)) {
        return false;
    }
    if (passage_is(passage, before, SPEECH_CONJUNCTION)) {
        return joins(passage, before, from);
    }
    if (passage_is(passage, before, SPEECH_PREPOSITION)) {
        return holds(passage, before, from);
    }
    return !ends_phrase(passage, before) && !passage_is_pronoun(passage, before) &&
           passage->tokens[before].quotation == passage->tokens[at].quotation;
}

/* The word before what stands in brackets behind a name: Brekke (R-Umbrel). */
static size_t before_brackets(const struct passage *passage, size_t last, size_t from)
{
    for (size_t i = last; i > from && last - i < PHRASE_WORDS_MAX; i--) {
        if (passage->tokens[i].before & MARK_BRACKET) {
            return i - 1;
        }
    }
    return last;
}

/* Passes over "on Tuesday", "last week" and a bracket at the end of a phrase. */
static size_t trim_end(const struct passage *passage, size_t last, size_t from)
{
    if (passage_marks(passage, last + 1) & MARK_BRACKET_END) {
        last = before_brackets(passage, last, from);
    }
    while (last > from && phrase_is_time(passage, last)) {
        last--;
        bool is_lead = passage_is(passage, last, SPEECH_PREPOSITION) ||
                       words_mean(passage->words, last, VOCABULARY_WORD_SHIFT);
        last -= is_lead && last > from ? 1 : 0;
    }
    return last;
}

static bool can_end(const struct passage *passage, size_t last)
{
    uint32_t never = SPEECH_PREPOSITION | SPEECH_SUBORDINATOR | SPEECH_CONJUNCTION | SPEECH_MODAL |
                     SPEECH_AUXILIARY | SPEECH_BE | SPEECH_NEGATIVE | SPEECH_ADVERB |
                     SPEECH_POSSESSIVE;
    if (passage_is_pronoun(passage, last) ||
        passage_is(passage, last, SPEECH_RELATIVE | SPEECH_SPEAKER)) {
        return true;
    }
    bool is_name = is_capital(passage, last) && !passage->tokens[last].begins;
    bool is_other_verb = passage_is(passage, last, SPEECH_CUE | SPEECH_VERB) && !is_name;
    return (is_name || !passage_is(passage, last, never)) && !is_other_verb;
}

/* The phrase with nothing but itself before word last + 1. */
static bool walk_before(const struct passage *passage, size_t from, size_t last, struct phrase *out)
{
    if (!can_end(passage, last)) {
        return false;
    }
    size_t first = last;
    bool is_alone =
        (passage_is_pronoun(passage, last) || passage_is(passage, last, SPEECH_RELATIVE)) &&
        !is_capital(passage, last);
    while (!is_alone && first > from && last - first < PHRASE_WORDS_MAX &&
           goes_on_before(passage, first, from)) {
        first--;
    }
    *out = (struct phrase){first, last};
    return true;
}

/* Whether words first to last, between commas, tell more of the name before them. */
static bool is_apposition(const struct passage *passage, size_t first, size_t last)
{
    uint32_t openers = SPEECH_DETERMINER | SPEECH_POSSESSIVE | SPEECH_RELATIVE |
                       SPEECH_PREPOSITION | SPEECH_SUBORDINATOR;
    const struct word *word = word_at(passage, first);
    if (passage_is(passage, first, SPEECH_CONJUNCTION)) {
        return false;
    }
    if (passage_is(passage, first, openers) || word->is_number || !word->is_capital) {
        return true;
    }
    bool is_hyphened = (passage->tokens[last].before & MARK_HYPHEN) != 0;
    last -= is_hyphened && last > first ? 1 : 0;
    bool is_party = last - first <= 1 && word->text.length <= 2;
    return is_party || !is_capital(passage, last) || passage_is(passage, last, SPEECH_TITLE);
}

/* Where the piece between commas that ends with last begins. */
static size_t piece_start(const struct passage *passage, size_t from, size_t last)
{
    size_t at = last;
    while (at > from && last - at < 2 * (size_t)PHRASE_WORDS_MAX &&
           !(passage->tokens[at].before & (MARK_COMMA | MARK_DASH | MARK_SEMICOLON)) &&
           !passage->tokens[at].begins) {
        at--;
    }
    return at;
}

bool phrase_before(const struct passage *passage, size_t from, size_t last, struct phrase *out)
{
    if (!(passage_marks(passage, last + 1) & (MARK_COMMA | MARK_DASH))) {
        last = trim_end(passage, last, from);
        return walk_before(passage, from, last, out);
    }
    /* Brekke, who is a spokesman, said: as many as three pieces are passed over. */
    for (size_t pieces = 0; pieces < 3; pieces++) {
        size_t start = piece_start(passage, from, last);
        bool is_more = start > from && (passage->tokens[start].before & (MARK_COMMA | MARK_DASH)) &&
                       is_apposition(passage, start, last);
        if (!is_more) {
            break;
        }
        last = start - 1;
    }
    last = trim_end(passage, last, from);
    return walk_before(passage, from, last, out);
}

/* Whether word at belongs to the phrase that the word before it stands in. */
static bool goes_on_after(const struct passage *passage, size_t at)
{
    if (passage->tokens[at].begins ||
        (passage->tokens[at].before & MARKS_OF_PHRASES & ~MARK_STOP) || ends_phrase(passage, at) ||
        phrase_is_time(passage, at)) {
        return false;
    }
    if (passage_is(passage, at, SPEECH_CONJUNCTION)) {
        return joins(passage, at, 0);
    }
    return !passage_is(passage, at, SPEECH_PREPOSITION) || holds(passage, at, 0);
}

bool phrase_after(const struct passage *passage, size_t first, size_t to, struct phrase *out)
{
    uint32_t never = SPEECH_PREPOSITION | SPEECH_SUBORDINATOR | SPEECH_CONJUNCTION | SPEECH_MODAL |
                     SPEECH_AUXILIARY | SPEECH_BE | SPEECH_NEGATIVE | SPEECH_ADVERB;
    if (first > to || passage_is(passage, first, never) || phrase_is_time(passage, first)) {
        return false;
    }
    size_t last = first;
    while (last < to && last - first < PHRASE_WORDS_MAX && goes_on_after(passage, last + 1)) {
        last++;
    }
    *out = (struct phrase){first, last};
    return true;
}

/* A word that looks like the verb of a sentence. */
static bool is_verb(const struct passage *passage, size_t at)
{
    return passage_is(passage, at,
                      SPEECH_AUXILIARY | SPEECH_BE | SPEECH_MODAL | SPEECH_CUE | SPEECH_VERB) ||
           (!is_capital(passage, at) && text_ends(word_at(passage, at)->text, TEXT("ed")));
}

bool phrase_opening(const struct passage *passage, size_t first, size_t to, struct phrase *out)
{
    /* "In February, Brekke …": what stands before the comma is passed over. */
    if (passage_is(passage, first, SPEECH_PREPOSITION | SPEECH_SUBORDINATOR | SPEECH_ADVERB)) {
        size_t at = first + 1;
        while (at <= to && !(passage->tokens[at].before & MARK_COMMA)) {
            at++;
        }
        first = at;
    }
    if (first > to) {
        return false;
    }
    size_t last = first;
    while (last < to && last - first < PHRASE_WORDS_MAX && !is_verb(passage, last + 1) &&
           goes_on_after(passage, last + 1)) {
        last++;
    }
    *out = (struct phrase){first, last};
    return can_end(passage, last) && !is_verb(passage, first);
}

/* Of "the head of the delegation" the head, of "Prime Minister Brekke" the last word. */
static size_t head_of(const struct passage *passage, struct phrase phrase)
{
    size_t at = phrase.first;
    while (at < phrase.last && !passage_is(passage, at + 1, SPEECH_PREPOSITION)) {
        at++;
    }
    return at;
}

/* Chang-sik ends in a small letter, and is a name. */
static bool is_name(const struct passage *passage, size_t at)
{
    bool is_hyphened = at > 0 && (passage->tokens[at].before & MARK_HYPHEN);
    return is_capital(passage, at) || (is_hyphened && is_capital(passage, at - 1));
}

bool phrase_can_speak(const struct passage *passage, struct phrase phrase)
{
    size_t head = head_of(passage, phrase);
    const struct word *word = word_at(passage, head);
    return passage_is_pronoun(passage, head) ||
           passage_is(passage, head, SPEECH_RELATIVE | SPEECH_SPEAKER) || is_name(passage, head) ||
           text_ends(word->text, TEXT("ers")) || text_ends(word->text, TEXT("ists")) ||
           text_ends(word->text, TEXT("ist")) || text_ends(word->text, TEXT("man")) ||
           text_ends(word->text, TEXT("ans"));
}
