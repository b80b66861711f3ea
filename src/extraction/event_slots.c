/* SPDX-License-Identifier: Apache-2.0 */
#include "event_slots.h"

#include "chancery/base/array.h"
#include "events.h"

/* How far behind the word its place, its date and its participants are looked for, in words. */
#define SLOT_WORDS_MAX 24
/* The most participants that are read from one list. */
#define PARTICIPANTS_LISTED_MAX 8
/* How far before the word the verb that rules it is looked for. */
#define VERB_WORDS_MAX 14

static bool is_word(const struct occasion *occasion, size_t at, struct text word)
{
    return words_is(occasion->passage->words, at, word);
}

static bool is_among(const struct occasion *occasion, size_t at, const char *const *words,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_word(occasion, at, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether a date or place does not reach over word at: as they did last year; which …; another. */
static bool is_border(const struct occasion *occasion, size_t at)
{
    static const char *const borders[] = {"as",    "when",  "after", "before", "since",
                                          "while", "which", "who",   "where",  "because"};
    const struct passage *passage = occasion->passage;
    return is_among(occasion, at, borders, COUNT_OF(borders)) ||
           (passage_marks(passage, at) & (MARK_SEMICOLON | MARK_DASH)) != 0;
}

static const struct date *date_of(const struct occasion *occasion, size_t at)
{
    const struct document *document = occasion->passage->finding->document;
    uint16_t index = occasion->reader->date_at[at];
    return index > 0 && index != occasion->reader->taken_date
               ? &document->dates.items[occasion->reader->first_date + index - 1]
               : NULL;
}

/* Behind the word, up to a comma. */
static const struct date *date_behind(const struct occasion *occasion)
{
    size_t to = occasion->trigger + SLOT_WORDS_MAX;
    to = to < occasion->last ? to : occasion->last;
    for (size_t i = occasion->trigger + 1; i <= to; i++) {
        const struct date *date = date_of(occasion, i);
        bool is_parted = (passage_marks(occasion->passage, i) & MARK_COMMA) != 0;
        if (is_border(occasion, i) || (is_parted && i > occasion->end)) {
            return NULL;
        }
        if (date) {
            return date;
        }
    }
    return NULL;
}

/* Before the word: in January sent an officer to a conference; On January 23, Brekke met … */
static const struct date *date_before(const struct occasion *occasion)
{
    for (size_t i = occasion->trigger; i > occasion->first; i--) {
        const struct date *date = date_of(occasion, i - 1);
        if (date || is_border(occasion, i - 1) || is_word(occasion, i - 1, TEXT("that"))) {
            return date;
        }
    }
    return NULL;
}

const struct date *occasion_date(const struct occasion *occasion)
{
    for (size_t i = occasion->start; i < occasion->trigger; i++) {
        const struct date *date = date_of(occasion, i);
        if (date) {
            return date;
        }
    }
    const struct date *date = date_behind(occasion);
    return date ? date : date_before(occasion);
}

static const struct vocabulary_place_name *place_named(const struct occasion *occasion,
                                                       struct text text)
{
    char folded[VOCABULARY_KEY_BYTES_MAX];
    if (text.length > sizeof(folded)) {
        return NULL;
    }
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] != '.') {
            bool is_joint = text.at[i] == '-' || text.at[i] == '\'';
            folded[length++] = (char)(is_joint ? ' ' : text_upper(text.at[i]));
        }
    }
    return vocabulary_place_name(occasion->passage->finding->vocabulary,
                                 (struct text){folded, length});
}

/* Whether words first to last name a place of the vocabulary. */
static bool is_place(const struct occasion *occasion, size_t first, size_t last)
{
    const struct vocabulary_place_name *place =
        place_named(occasion, words_text(occasion->passage->words, first, last));
    return place &&
           (place->kind == VOCABULARY_PLACE_CITY || place->kind == VOCABULARY_PLACE_COUNTRY ||
            place->kind == VOCABULARY_PLACE_REGION);
}

bool occasion_is_within(const struct occasion *occasion, struct text a, struct text b)
{
    const struct vocabulary_place_name *one = place_named(occasion, a);
    const struct vocabulary_place_name *other = place_named(occasion, b);
    return one && other && one->kind != other->kind && one->country.length > 0 &&
           text_equal(one->country, other->country);
}

/* The longest name of a place that begins at word at; its last word, or at - 1. */
static size_t place_end(const struct occasion *occasion, size_t at)
{
    for (size_t words = 4; words > 0; words--) {
        size_t last = at + words - 1;
        if (last <= occasion->last && occasion->passage->words->items[at].is_capital &&
            is_place(occasion, at, last)) {
            return last;
        }
    }
    return at - 1;
}

/* "in Oslo, Norway" behind the word, or TEXT_NONE. */
static struct text place_behind(const struct occasion *occasion)
{
    const struct passage *passage = occasion->passage;
    bool is_visit = text_equal(occasion->word->kind, TEXT("visit"));
    size_t to = occasion->trigger + SLOT_WORDS_MAX;
    to = to < occasion->last ? to : occasion->last;
    for (size_t i = occasion->trigger + 1; i < to && !is_border(occasion, i); i++) {
        bool is_lead = is_word(occasion, i, TEXT("in")) || is_word(occasion, i, TEXT("at")) ||
                       (is_visit && is_word(occasion, i, TEXT("to")));
        size_t end = is_lead ? place_end(occasion, i + 1) : i;
        if (end == i) {
            continue;
        }
        bool is_more = (passage_marks(passage, end + 1) & MARK_COMMA) != 0;
        size_t last = is_more ? place_end(occasion, end + 1) : end;
        return words_text(passage->words, i + 1, last);
    }
    return TEXT_NONE;
}

struct text occasion_place(const struct occasion *occasion)
{
    bool is_visited = occasion->is_verb && text_equal(occasion->word->kind, TEXT("visit")) &&
                      occasion->trigger < occasion->last;
    size_t visited = is_visited ? place_end(occasion, occasion->trigger + 1) : 0;
    if (visited > occasion->trigger) {
        return words_text(occasion->passage->words, occasion->trigger + 1, visited);
    }
    struct text behind = place_behind(occasion);
    for (size_t i = occasion->start; !behind.at && i < occasion->trigger; i++) {
        size_t end = place_end(occasion, i);
        if (end >= i && end < occasion->trigger) {
            return words_text(occasion->passage->words, i, end);
        }
    }
    return behind;
}

int occasion_side(const struct occasion *occasion, const struct date *date)
{
    const struct document_date *anchor = occasion->passage->finding->document->date;
    size_t letters = date ? date->value.length : 0;
    letters = letters > 10 ? 10 : letters;
    if (!anchor || letters < 4 || anchor->value.length < letters ||
        text_find_char(date->value, 'W') != TEXT_NOT_FOUND) {
        return 0;
    }
    return text_compare(text_slice(date->value, 0, letters), text_slice(anchor->value, 0, letters));
}

/* A word that tells of something still to come, among those from the clause's start on. */
static bool is_planned(const struct occasion *occasion)
{
    static const char *const words[] = {
        "will",   "would",    "plan",      "plans",   "planned", "planning",    "could",
        "agenda", "upcoming", "scheduled", "slated",  "set",     "forthcoming", "expected",
        "next",   "proposed", "intends",   "invited", "shall",   "future"};
    size_t from = occasion->trigger > occasion->first + VERB_WORDS_MAX
                      ? occasion->trigger - VERB_WORDS_MAX
                      : occasion->first;
    size_t to = occasion->trigger + VERB_WORDS_MAX;
    for (size_t i = from; i <= to && i <= occasion->last; i++) {
        bool is_parted =
            is_border(occasion, i) || (passage_marks(occasion->passage, i) & MARK_COMMA) != 0;
        if (i > occasion->trigger && is_parted) {
            return false;
        }
        if (is_among(occasion, i, words, COUNT_OF(words))) {
            return true;
        }
    }
    return false;
}

static bool is_cancelled(const struct occasion *occasion)
{
    static const char *const words[] = {"cancelled", "canceled", "postponed", "scrapped"};
    for (size_t i = occasion->first; i <= occasion->last; i++) {
        size_t away = i > occasion->trigger ? i - occasion->trigger : occasion->trigger - i;
        if (away < SLOT_WORDS_MAX / 2 && is_among(occasion, i, words, COUNT_OF(words))) {
            return true;
        }
    }
    return false;
}

/* A verb by the vocabulary, or by its ending. */
static bool is_verb(const struct passage *passage, size_t at)
{
    uint32_t verbs = SPEECH_VERB | SPEECH_CUE | SPEECH_AUXILIARY | SPEECH_BE | SPEECH_MODAL;
    const struct word *word = &passage->words->items[at];
    bool is_shaped = !word->is_capital &&
                     (text_ends(word->text, TEXT("ed")) || text_ends(word->text, TEXT("ing")));
    return (passage_is(passage, at, verbs) || is_shaped) &&
           !passage_is(passage, at, SPEECH_SPEAKER);
}

size_t occasion_verb(const struct occasion *occasion)
{
    const struct passage *passage = occasion->passage;
    if (occasion->is_verb) {
        return occasion->trigger;
    }
    for (size_t i = occasion->start; i > occasion->first && occasion->start - i < VERB_WORDS_MAX;
         i--) {
        if (is_verb(passage, i - 1)) {
            return i - 1;
        }
        bool is_parted = (passage->tokens[i].before & (MARK_COMMA | MARK_SEMICOLON)) != 0;
        if (is_parted || is_border(occasion, i - 1)) {
            break;
        }
    }
    return passage->count;
}

static bool is_past(const struct occasion *occasion, size_t verb)
{
    static const char *const words[] = {"met",  "held", "gave",  "made", "took", "went",
                                        "sent", "led",  "spoke", "told", "said", "wrote"};
    const struct word *word = &occasion->passage->words->items[verb];
    return text_ends(word->text, TEXT("ed")) || is_among(occasion, verb, words, COUNT_OF(words)) ||
           passage_is(occasion->passage, verb, SPEECH_PAST);
}

/* "the briefing that we held" */
static bool is_held_behind(const struct occasion *occasion)
{
    for (size_t i = occasion->trigger + 1;
         i <= occasion->last && i - occasion->trigger < VERB_WORDS_MAX; i++) {
        if (is_word(occasion, i, TEXT("held")) || is_word(occasion, i, TEXT("hosted"))) {
            return true;
        }
    }
    return false;
}

/* "is attending" */
static bool is_under_way(const struct occasion *occasion, size_t verb)
{
    return verb > occasion->first && passage_is(occasion->passage, verb - 1, SPEECH_BE) &&
           text_ends(occasion->passage->words->items[verb].text, TEXT("ing"));
}

struct text occasion_status(const struct occasion *occasion, const struct date *date)
{
    int side = occasion_side(occasion, date);
    if (is_cancelled(occasion)) {
        return TEXT("cancelled");
    }
    if (side != 0) {
        return side < 0 ? TEXT("held") : TEXT("planned");
    }
    if (is_planned(occasion)) {
        return TEXT("planned");
    }
    size_t verb = occasion_verb(occasion);
    bool is_ruled = verb < occasion->passage->count;
    if (is_ruled && is_under_way(occasion, verb)) {
        return TEXT("planned");
    }
    bool is_day = date && text_equal(date->precision, TEXT("day"));
    bool is_near =
        is_ruled && (occasion->is_verb || !passage_is(occasion->passage, verb, SPEECH_CUE) ||
                     passage_is(occasion->passage, verb + 1, SPEECH_PREPOSITION));
    bool is_held = (is_near && is_past(occasion, verb)) || is_held_behind(occasion) || is_day;
    return is_held ? TEXT("held") : TEXT_NONE;
}

static void add(const struct occasion *occasion, struct texts *participants, struct text name)
{
    if (name.length > 0 && !texts_have(participants, name)) {
        texts_add(occasion->passage->finding->arena, participants, name);
    }
}

/* "leaders on October 7": without the time at the end. */
static size_t untimed_end(const struct passage *passage, struct phrase phrase)
{
    for (size_t i = phrase.first + 1; i < phrase.last; i++) {
        bool is_time = passage_is(passage, i, SPEECH_PREPOSITION) &&
                       (words_mean(passage->words, i + 1, VOCABULARY_WORD_MONTH) ||
                        phrase_is_time(passage, i + 1));
        if (is_time) {
            return i - 1;
        }
    }
    return phrase.last;
}

/* Whether a phrase that is nobody's name may be who takes part: none of "October", "me", "who",
 * "Summary", "the occasion", "FM Brekke echoed some". */
static bool may_take_part(const struct occasion *occasion, struct phrase phrase)
{
    static const struct text never[] = {{"me", 2},  {"him", 3},  {"her", 3},   {"us", 2},
                                        {"you", 3}, {"them", 4}, {"which", 5}, {"occasion", 8}};
    const struct passage *passage = occasion->passage;
    for (size_t i = phrase.first; i <= phrase.last; i++) {
        for (size_t j = 0; j < COUNT_OF(never); j++) {
            if (words_is(passage->words, i, never[j])) {
                return false;
            }
        }
        bool is_verb = passage_is(passage, i, SPEECH_PAST | SPEECH_MODAL | SPEECH_BE) &&
                       !passage_is(passage, i, SPEECH_SPEAKER | SPEECH_TITLE) &&
                       !passage->words->items[i].is_capital;
        bool is_infinitive = words_is(passage->words, i, TEXT("to")) && i < phrase.last &&
                             passage_is(passage, i + 1, SPEECH_BASE | SPEECH_VERB);
        if (is_verb || is_infinitive) {
            return false;
        }
    }
    return !passage_is(passage, phrase.first,
                       SPEECH_RELATIVE | SPEECH_NOTE | SPEECH_ADVERB | SPEECH_SUBORDINATOR) &&
           !phrase_is_time(passage, phrase.first) &&
           !words_mean(passage->words, phrase.first, VOCABULARY_WORD_MONTH) &&
           (phrase.first < phrase.last || passage->words->items[phrase.first].text.length > 1);
}

static void add_phrase(const struct occasion *occasion, struct texts *participants,
                       struct phrase phrase)
{
    const struct passage *passage = occasion->passage;
    bool is_pronoun = phrase.first == phrase.last && passage_is_pronoun(passage, phrase.first);
    if (is_pronoun && occasion->reader->topic.name.length > 0 &&
        passage_is(passage, phrase.first, SPEECH_MALE | SPEECH_FEMALE)) {
        add(occasion, participants, occasion->reader->topic.name);
        return;
    }
    struct speakers *speakers = occasion->reader->speakers;
    struct speaker speaker = speakers_resolve(speakers, passage, occasion->first, phrase);
    if (!is_pronoun && !speaker.person) {
        phrase.last = untimed_end(passage, phrase);
        speaker = may_take_part(occasion, phrase)
                      ? speakers_resolve(speakers, passage, occasion->first, phrase)
                      : (struct speaker){.kinds = 0};
    }
    if (!is_pronoun) {
        add(occasion, participants, speaker.name);
    }
}

/* "with Brekke and the head of the Office": one phrase after the other. */
static void add_list(const struct occasion *occasion, struct texts *participants, size_t at)
{
    const struct passage *passage = occasion->passage;
    for (size_t parts = 0; parts < PARTICIPANTS_LISTED_MAX; parts++) {
        struct phrase phrase;
        if (at > occasion->last || !phrase_after(passage, at, occasion->last, &phrase)) {
            return;
        }
        size_t joint = phrase.first + 1;
        while (joint < phrase.last && !passage_is(passage, joint, SPEECH_CONJUNCTION)) {
            joint++;
        }
        bool is_joint = joint < phrase.last;
        phrase.last = is_joint ? joint - 1 : phrase.last;
        add_phrase(occasion, participants, phrase);
        at = phrase.last + 2;
        bool is_more = is_joint || (is_word(occasion, at - 1, TEXT("and")) &&
                                    at <= occasion->last && passage->words->items[at].is_capital);
        if (!is_more) {
            return;
        }
    }
}

/* Whether the word before a verb belongs to it: planned to attend, will also hold. */
static bool is_chained(const struct occasion *occasion, size_t verb)
{
    const struct passage *passage = occasion->passage;
    return !(passage->tokens[verb].before & MARKS_OF_PHRASES) &&
           !passage->words->items[verb - 1].is_capital &&
           (is_word(occasion, verb - 1, TEXT("to")) || is_verb(passage, verb - 1) ||
            passage_is(passage, verb - 1, SPEECH_ADVERB));
}

/* The phrase before the verb that rules the word, over "planned to attend". */
static bool find_subject(const struct occasion *occasion, struct phrase *out)
{
    const struct passage *passage = occasion->passage;
    size_t verb = occasion_verb(occasion);
    if (verb >= passage->count) {
        return false;
    }
    while (verb > occasion->first && is_chained(occasion, verb)) {
        verb--;
    }
    return verb > occasion->first && phrase_before(passage, occasion->first, verb - 1, out) &&
           phrase_can_speak(passage, *out);
}

/* Brekke's visit, Brekke's participation in the summit, his visit. */
static void add_possessor(const struct occasion *occasion, struct texts *participants)
{
    const struct passage *passage = occasion->passage;
    size_t from = occasion->start > occasion->first + 4 ? occasion->start - 4 : occasion->first;
    for (size_t i = occasion->trigger; i-- > from;) {
        bool is_possessive = (passage_marks(passage, i + 1) & MARK_APOSTROPHE) &&
                             passage->words->items[i].is_capital;
        struct phrase phrase;
        if (is_possessive && phrase_before(passage, occasion->first, i, &phrase)) {
            add_phrase(occasion, participants, phrase);
            return;
        }
        bool is_his = passage_is(passage, i, SPEECH_POSSESSIVE) && i >= occasion->start;
        if (is_his) {
            add(occasion, participants,
                speakers_named_before(occasion->reader->speakers, passage, occasion->first, i));
            return;
        }
    }
}

static void add_others(const struct occasion *occasion, struct texts *participants)
{
    size_t to = occasion->trigger + VERB_WORDS_MAX;
    to = to < occasion->last ? to : occasion->last;
    bool is_given = text_equal(occasion->word->kind, TEXT("demarche")) ||
                    text_equal(occasion->word->kind, TEXT("briefing"));
    for (size_t i = occasion->trigger + 1; i < to; i++) {
        bool is_with =
            is_word(occasion, i, TEXT("with")) || is_word(occasion, i, TEXT("between")) ||
            (is_given && is_word(occasion, i, TEXT("to"))) ||
            (is_word(occasion, i, TEXT("by")) && is_word(occasion, i - 1, TEXT("hosted")));
        if (is_with) {
            add_list(occasion, participants, i + 1);
            return;
        }
        if (is_border(occasion, i) || (passage_marks(occasion->passage, i) & MARK_COMMA)) {
            return;
        }
    }
}

void occasion_participants(const struct occasion *occasion, struct texts *participants)
{
    struct phrase phrase;
    bool is_bare_verb = occasion->is_verb && !text_equal(occasion->word->kind, TEXT("visit")) &&
                        occasion->trigger < occasion->last &&
                        occasion->passage->words->items[occasion->trigger + 1].is_capital;
    size_t verb = occasion_verb(occasion);
    bool is_told = verb < occasion->passage->count && !occasion->is_verb &&
                   passage_is(occasion->passage, verb, SPEECH_CUE);
    bool is_fronted = occasion->start <= occasion->first + 1 &&
                      passage_is(occasion->passage, occasion->first, SPEECH_PREPOSITION);
    if (is_told || is_fronted) {
        add(occasion, participants, occasion->reader->speaker);
    } else if (find_subject(occasion, &phrase)) {
        add_phrase(occasion, participants, phrase);
    }
    add_possessor(occasion, participants);
    if (is_bare_verb) {
        add_list(occasion, participants, occasion->trigger + 1);
    } else {
        add_others(occasion, participants);
    }
}
