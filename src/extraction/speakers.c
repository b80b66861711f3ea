/* SPDX-License-Identifier: Apache-2.0 */
#include "speakers.h"

/* The most words of a person's name. */
#define NAME_WORDS_MAX 5

struct known_name {
    struct text full;
    uint32_t kinds;
    bool is_person; /* named with a title before it */
};

void speakers_begin(struct speakers *speakers, const struct people_found *people)
{
    *speakers = (struct speakers){.people = people, .names = MAP_NONE};
}

static const struct word *word_at(const struct passage *passage, size_t at)
{
    return &passage->words->items[at];
}

/* A capitalized word that is no title and no small word at the head of a sentence. */
static bool is_name_word(const struct passage *passage, size_t at)
{
    uint32_t others = SPEECH_TITLE | SPEECH_DETERMINER | SPEECH_PREPOSITION | SPEECH_SUBORDINATOR |
                      SPEECH_CONJUNCTION | SPEECH_PRONOUN | SPEECH_MALE | SPEECH_FEMALE |
                      SPEECH_PLURAL | SPEECH_POSSESSIVE | SPEECH_NOTE | SPEECH_ADVERB;
    return at < passage->count && word_at(passage, at)->is_capital &&
           !passage_is(passage, at, others) && !phrase_is_time(passage, at) &&
           !words_mean(passage->words, at, VOCABULARY_WORD_MONTH);
}

/* Whether word at goes on with the name that the word before it belongs to: Chang-sik, J. Ahern. */
static bool goes_on(const struct passage *passage, size_t at)
{
    uint16_t marks = passage->tokens[at].before;
    if (marks & ~(uint16_t)(MARK_HYPHEN | MARK_STOP | MARK_APOSTROPHE)) {
        return false;
    }
    bool is_possessive = words_is(passage->words, at, TEXT("s")) && (marks & MARK_APOSTROPHE);
    if (passage->tokens[at].begins || is_possessive) {
        return false;
    }
    return is_name_word(passage, at) || (marks & MARK_HYPHEN);
}

static void learn_word(struct speakers *speakers, const struct passage *passage, size_t at,
                       struct known_name *known)
{
    (void)map_set(passage->finding->arena, &speakers->names, word_at(passage, at)->text, known);
}

/* Mr. and Ms. before a name tell whom he and she may mean. */
static uint32_t kinds_before(const struct passage *passage, size_t first)
{
    bool is_titled = first > 0 && passage_is(passage, first - 1, SPEECH_TITLE);
    return is_titled ? passage->tokens[first - 1].kinds & (SPEECH_MALE | SPEECH_FEMALE) : 0;
}

static void learn(struct speakers *speakers, const struct passage *passage, size_t first,
                  size_t last)
{
    struct known_name *old = map_find(&speakers->names, word_at(passage, last)->text);
    if (last - first + 1 > NAME_WORDS_MAX ||
        (old && old->full.length >= words_text(passage->words, first, last).length)) {
        return;
    }
    struct known_name *known = arena_take(passage->finding->arena, sizeof(*known));
    if (!known) {
        return;
    }
    known->full = words_text(passage->words, first, last);
    known->kinds = kinds_before(passage, first);
    known->is_person = first > 0 && passage_is(passage, first - 1, SPEECH_TITLE);
    bool is_hyphened = (passage->tokens[last].before & MARK_HYPHEN) != 0;
    known->is_person = known->is_person || is_hyphened;
    learn_word(speakers, passage, last, known);
    /* Of Brekke Chang-sik the family name comes first; of Brekke Yo Yeol it may. */
    if (is_hyphened || last - first > 1) {
        learn_word(speakers, passage, first, known);
    }
}

void speakers_learn(struct speakers *speakers, const struct passage *passage)
{
    for (size_t i = 0; i < passage->count; i++) {
        if (!is_name_word(passage, i)) {
            continue;
        }
        size_t last = i;
        while (last + 1 < passage->count && goes_on(passage, last + 1)) {
            last++;
        }
        bool is_several = last > i && !word_at(passage, i)->is_number;
        if (is_several) {
            learn(speakers, passage, i, last);
        }
        i = last;
    }
}

/* The word that a name in the phrase ends with: before "of", or, behind an office, the last. */
static size_t name_end(const struct passage *passage, struct phrase phrase)
{
    size_t last = phrase.first;
    while (last < phrase.last && !passage_is(passage, last + 1, SPEECH_PREPOSITION)) {
        last++;
    }
    bool is_office = passage_is(passage, last, SPEECH_TITLE) &&
                     !passage_is(passage, phrase.first, SPEECH_DETERMINER);
    return is_office ? phrase.last : last;
}

/* Words first to last of a phrase that are the name in it. False when it only describes. */
static bool find_name(const struct passage *passage, struct phrase phrase, struct phrase *out)
{
    size_t last = name_end(passage, phrase);
    size_t first = last;
    while (first > phrase.first && goes_on(passage, first) &&
           (is_name_word(passage, first - 1) || (passage->tokens[first].before & MARK_HYPHEN))) {
        first--;
    }
    /* Secretary of State Ada Brekke */
    bool is_office = first > phrase.first && passage_is(passage, first - 1, SPEECH_PREPOSITION);
    if (is_office && last - first >= 2) {
        bool is_hyphened = (passage->tokens[last].before & MARK_HYPHEN) && last - first > 2;
        first = last - (is_hyphened ? 2 : 1);
    }
    *out = (struct phrase){first, last};
    return is_name_word(passage, first);
}

static struct speaker last_of(const struct speakers *speakers, uint32_t kinds)
{
    const struct speaker *last = &speakers->last;
    if (kinds & SPEECH_PLURAL) {
        return speakers->last_plural;
    }
    uint32_t other = kinds & SPEECH_MALE ? SPEECH_FEMALE : SPEECH_MALE;
    if (last->name.length > 0 && !(last->kinds & (other | SPEECH_PLURAL))) {
        return *last;
    }
    return kinds & SPEECH_MALE ? speakers->last_male : speakers->last_female;
}

/* The word at which the place where somebody is named begins, within a phrase. */
static size_t word_of(const struct passage *passage, struct phrase phrase, struct span span)
{
    size_t at = phrase.first;
    while (at < phrase.last && word_at(passage, at)->span.end <= span.start) {
        at++;
    }
    return at;
}

/* Whether the name from word first on is what the phrase is about: not the one of "a spokesman for
 * President Brekke", but that of "Secretary of State Brekke" and of "the ill Brekke". */
static bool is_head(const struct passage *passage, struct phrase phrase, size_t first)
{
    bool is_bound = false;
    bool has_title = false;
    for (size_t i = phrase.first; i < first; i++) {
        bool is_small =
            passage_is(passage, i, SPEECH_PREPOSITION) && !word_at(passage, i)->is_capital;
        bool is_possessive = (passage->tokens[i + 1].before & MARK_APOSTROPHE) &&
                             words_is(passage->words, i + 1, TEXT("s"));
        has_title = is_small ? false : has_title || passage_is(passage, i, SPEECH_TITLE);
        is_bound = is_bound || is_small;
        bool is_other = passage_is(passage, i, SPEECH_CONJUNCTION) && i + 1 == first;
        if (is_other || is_possessive) {
            is_bound = true;
            has_title = true;
        }
    }
    bool is_next = first > phrase.first && passage_is(passage, first - 1, SPEECH_PREPOSITION);
    return !is_next && !(is_bound && has_title);
}

/* The one person whom a phrase names, or NULL. */
static const struct found_person *person_in(const struct speakers *speakers,
                                            const struct passage *passage, struct phrase phrase)
{
    const struct people_seen *seen = &speakers->people->seen;
    struct span span = words_span(passage->words, phrase.first, phrase.last);
    size_t at = people_found_seen_from(speakers->people, span.start);
    bool is_one = at < seen->count && seen->items[at].span.start < span.end &&
                  seen->items[at].paragraph == passage->finding->paragraph;
    if (!is_one) {
        return NULL;
    }
    const struct person_seen *first = &seen->items[at];
    bool has_more = at + 1 < seen->count && seen->items[at + 1].span.start < span.end &&
                    seen->items[at + 1].person != first->person;
    bool is_end = first->span.end >= span.end || first->span.start <= span.start;
    bool is_meant = !has_more && is_end && first->span.end <= span.end &&
                    is_head(passage, phrase, word_of(passage, phrase, first->span));
    return is_meant ? first->person : NULL;
}

static struct speaker resolve_pronoun(const struct speakers *speakers,
                                      const struct passage *passage, struct phrase phrase)
{
    uint32_t kinds =
        passage->tokens[phrase.first].kinds & (SPEECH_MALE | SPEECH_FEMALE | SPEECH_PLURAL);
    struct speaker speaker = {.kinds = 0, .person = person_in(speakers, passage, phrase)};
    if (speaker.person) {
        speaker.kinds = kinds;
        speaker.name = speaker.person->person.name;
        return speaker;
    }
    if (kinds != 0) {
        speaker = last_of(speakers, kinds);
        speaker.kinds |= kinds;
    }
    if (speaker.name.length == 0) {
        speaker.name = words_text(passage->words, phrase.first, phrase.last);
    }
    return speaker;
}

struct speaker speakers_resolve(struct speakers *speakers, const struct passage *passage,
                                size_t from, struct phrase phrase)
{
    if (passage_is(passage, phrase.first, SPEECH_RELATIVE) && phrase.first == phrase.last) {
        struct phrase antecedent;
        bool is_found =
            phrase.first > from && phrase_before(passage, from, phrase.first - 1, &antecedent);
        phrase = is_found && !passage_is(passage, antecedent.first, SPEECH_RELATIVE) ? antecedent
                                                                                     : phrase;
    }
    if (phrase.first == phrase.last && passage_is_pronoun(passage, phrase.first)) {
        return resolve_pronoun(speakers, passage, phrase);
    }
    struct speaker speaker = {.name = passage_text(passage, phrase.first, phrase.last)};
    struct phrase name;
    bool is_many = passage_is(passage, phrase.last, SPEECH_SPEAKER) &&
                   text_ends(word_at(passage, phrase.last)->text, TEXT("s"));
    speaker.kinds = is_many ? SPEECH_PLURAL : 0;
    if (find_name(passage, phrase, &name)) {
        const struct known_name *known =
            map_find(&speakers->names, word_at(passage, name.last)->text);
        bool is_single =
            name.first == name.last || (passage->tokens[name.last].before & MARK_HYPHEN);
        speaker.name = words_text(passage->words, name.first, name.last);
        speaker.kinds |= kinds_before(passage, name.first);
        if (known && is_single) {
            speaker.name = known->full;
            speaker.kinds |= known->kinds;
        }
    }
    speaker.person = person_in(speakers, passage, phrase);
    if (speaker.person) {
        speaker.name = speaker.person->person.name;
    }
    return speaker;
}

/* The name that word at is the end, or all, of. */
static struct text known_at(const struct speakers *speakers, const struct passage *passage,
                            size_t at)
{
    const struct known_name *known =
        is_name_word(passage, at) ? map_find(&speakers->names, word_at(passage, at)->text) : NULL;
    return known && known->is_person ? known->full : TEXT_NONE;
}

struct text speakers_named_before(struct speakers *speakers, const struct passage *passage,
                                  size_t from, size_t at)
{
    struct text name = TEXT_NONE;
    while (!name.at && at-- > from) {
        name = known_at(speakers, passage, at);
    }
    return name;
}

struct text speakers_named_first(struct speakers *speakers, const struct passage *passage,
                                 size_t from, size_t to)
{
    struct text name = TEXT_NONE;
    for (size_t at = from; !name.at && at < to; at++) {
        name = known_at(speakers, passage, at);
    }
    return name;
}

void speakers_heard(struct speakers *speakers, struct speaker speaker)
{
    speakers->last = speaker;
    if (speaker.kinds & SPEECH_MALE) {
        speakers->last_male = speaker;
    }
    if (speaker.kinds & SPEECH_FEMALE) {
        speakers->last_female = speaker;
    }
    if (speaker.kinds & SPEECH_PLURAL) {
        speakers->last_plural = speaker;
    }
}
