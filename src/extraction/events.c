/* SPDX-License-Identifier: Apache-2.0 */
#include "events.h"

/* How many words before the word for an occasion belong to its noun phrase, at most. */
#define MODIFIER_WORDS_MAX ((size_t)8)

/* NOLINTNEXTLINE(readability-non-const-parameter): the reader writes there */
void events_begin(struct events_reader *reader, struct speakers *speakers, uint16_t *date_at)
{
    *reader = (struct events_reader){.speakers = speakers, .date_at = date_at};
}

void events_before_dates(struct events_reader *reader, const struct finding *finding)
{
    reader->first_date = finding->document->dates.count;
}

/* The word that begins at or behind start in the document. */
static size_t word_from(const struct passage *passage, size_t start)
{
    size_t low = 0;
    size_t high = passage->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (passage->words->items[middle].span.start < start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void mark_dates(struct events_reader *reader, const struct passage *passage)
{
    const struct dates *dates = &passage->finding->document->dates;
    memset(reader->date_at, 0, passage->count * sizeof(*reader->date_at));
    for (size_t i = reader->first_date; i < dates->count; i++) {
        size_t at = word_from(passage, dates->items[i].span.start);
        while (at < passage->count &&
               passage->words->items[at].span.start < dates->items[i].span.end) {
            reader->date_at[at] = (uint16_t)(i - reader->first_date + 1);
            at++;
        }
    }
}

static const struct vocabulary_event_word *word_for(const struct passage *passage, size_t at)
{
    char folded[WORD_FOLDED_BYTES_MAX];
    struct text text = passage->words->items[at].text;
    if (text.length > sizeof(folded) || text.length < 3) {
        return NULL;
    }
    for (size_t i = 0; i < text.length; i++) {
        folded[i] = text_upper(text.at[i]);
    }
    return vocabulary_event_word(passage->finding->vocabulary, (struct text){folded, text.length});
}

/* Where the noun phrase of an occasion begins: its article, or the words before it. */
static size_t phrase_start(const struct occasion *occasion)
{
    const struct passage *passage = occasion->passage;
    uint32_t ends = SPEECH_PREPOSITION | SPEECH_CONJUNCTION | SPEECH_SUBORDINATOR | SPEECH_CUE |
                    SPEECH_VERB | SPEECH_AUXILIARY | SPEECH_BE | SPEECH_MODAL | SPEECH_RELATIVE;
    size_t at = occasion->trigger;
    while (at > occasion->first && occasion->trigger - at < MODIFIER_WORDS_MAX &&
           !(passage->tokens[at].before & MARKS_OF_PHRASES)) {
        bool is_name = passage->words->items[at - 1].is_capital && at - 1 > occasion->first;
        if (passage_is(passage, at - 1, ends) && !is_name) {
            break;
        }
        at--;
        if (passage_is(passage, at, SPEECH_DETERMINER | SPEECH_POSSESSIVE)) {
            break;
        }
    }
    return at;
}

/* The last word before the next comma or clause. */
static size_t phrase_end(const struct occasion *occasion)
{
    const struct passage *passage = occasion->passage;
    size_t at = occasion->trigger;
    while (at < occasion->last && at - occasion->trigger < 2 * MODIFIER_WORDS_MAX &&
           !(passage_marks(passage, at + 1) & MARKS_OF_PHRASES) &&
           !passage_is(passage, at + 1,
                       SPEECH_SUBORDINATOR | SPEECH_RELATIVE | SPEECH_MODAL | SPEECH_BE)) {
        at++;
    }
    return at;
}

static bool has_word(struct text text, struct text part)
{
    return text_find_fold(text, part) != TEXT_NOT_FOUND;
}

static bool is_followed(const struct occasion *occasion, struct text word)
{
    return words_is(occasion->passage->words, occasion->trigger + 1, word);
}

/* A ministers' meeting is a conference, a press conference a briefing; a call needs a telephone. */
static struct text kind_of(const struct occasion *occasion, struct text modifier)
{
    const struct passage *passage = occasion->passage;
    struct text kind = occasion->word->kind;
    size_t trigger = occasion->trigger;
    bool is_owned = trigger > occasion->first &&
                    (passage->tokens[trigger].before & MARK_APOSTROPHE) &&
                    text_ends(passage->words->items[trigger - 1].text, TEXT("s"));
    if (text_equal(kind, TEXT("meeting")) &&
        (is_owned || has_word(modifier, TEXT("ministerial")))) {
        return TEXT("conference");
    }
    bool is_press =
        trigger > occasion->first && words_is(passage->words, trigger - 1, TEXT("press"));
    if (is_press && (text_equal(kind, TEXT("conference")) || text_equal(kind, TEXT("briefing")))) {
        return TEXT("briefing");
    }
    if (text_equal(kind, TEXT("call"))) {
        bool is_call = occasion->is_verb || has_word(modifier, TEXT("phone")) ||
                       is_followed(occasion, TEXT("with"));
        return is_call ? kind : TEXT_NONE;
    }
    return kind;
}

/* a meeting, another one */
static bool is_indefinite(const struct occasion *occasion)
{
    return words_is(occasion->passage->words, occasion->start, TEXT("a")) ||
           words_is(occasion->passage->words, occasion->start, TEXT("an"));
}

/* Whether two names of occasions share a name; or, unless is_strict, the first has none. */
static bool share_word(struct text a, struct text b, bool is_strict)
{
    struct text rest = a;
    struct text word;
    bool is_bare = !is_strict;
    while (text_take_word(&rest, &word)) {
        bool is_name = text_is_upper(word.at[0]) && word.length > 2;
        is_bare = is_bare && !is_name;
        if (is_name && has_word(b, word)) {
            return true;
        }
    }
    return is_bare;
}

/* What is known of a mention before it is an event. */
struct mention_of_event {
    struct text kind;
    struct text modifier;
    const struct date *date;
    struct text place;
};

/* Whether the event that was seen can be the one that is mentioned: no other place, no other date.
 */
static bool is_same(const struct occasion *occasion, const struct event_seen *seen,
                    const struct mention_of_event *mention)
{
    const struct event *event = &occasion->passage->finding->document->events.items[seen->index];
    bool is_other_place = mention->place.length > 0 && event->place.length > 0 &&
                          !has_word(mention->place, event->place) &&
                          !has_word(event->place, mention->place) &&
                          !occasion_is_within(occasion, mention->place, event->place);
    bool is_other_date = mention->date && event->date &&
                         !text_starts(mention->date->value, event->date->value) &&
                         !text_starts(event->date->value, mention->date->value);
    bool is_named = mention->place.length > 0 && has_word(event->place, mention->place);
    return text_equal(seen->kind, mention->kind) && !is_other_place && !is_other_date &&
           (is_named || share_word(mention->modifier, seen->modifier, is_indefinite(occasion)) ||
            (event->place.length > 0 && has_word(mention->modifier, event->place)));
}

/* The event seen before that is mentioned again, or NULL. */
static const struct event_seen *find_seen(const struct occasion *occasion,
                                          const struct mention_of_event *mention)
{
    const struct events_reader *reader = occasion->reader;
    size_t compared =
        reader->seen_count < EVENTS_COMPARED_MAX ? reader->seen_count : EVENTS_COMPARED_MAX;
    for (size_t i = 1; i <= compared; i++) {
        const struct event_seen *seen =
            &reader->seen[(reader->seen_count - i) % EVENTS_COMPARED_MAX];
        if (is_same(occasion, seen, mention)) {
            return seen;
        }
    }
    return NULL;
}

static struct event_date *event_date_of(const struct occasion *occasion, const struct date *date)
{
    struct event_date *made =
        date ? arena_take(occasion->passage->finding->arena, sizeof(*made)) : NULL;
    if (made) {
        *made = (struct event_date){date->value, date->partial, date->precision};
    }
    return made;
}

/* A second mention tells what the first left open; its words are the better evidence if they say
 * when. */
static void add_to(const struct occasion *occasion, const struct event_seen *seen,
                   const struct mention_of_event *mention)
{
    struct event *event = &occasion->passage->finding->document->events.items[seen->index];
    bool is_dated = mention->date && mention->date->value.length > 0 && !event->date;
    if (is_dated) {
        event->date = event_date_of(occasion, mention->date);
        event->paragraph = occasion->passage->finding->paragraph;
        event->evidence = words_span(occasion->passage->words, occasion->start, occasion->end);
        event->place = mention->place.length > 0 ? mention->place : event->place;
        struct text status = occasion_status(occasion, mention->date);
        event->status = status.at ? status : event->status;
        occasion_participants(occasion, &event->participants);
    }
    if (event->place.length == 0) {
        event->place = mention->place;
    }
}

static void add_event(const struct occasion *occasion, const struct mention_of_event *mention)
{
    const struct finding *finding = occasion->passage->finding;
    struct texts participants = {.count = 0};
    occasion_participants(occasion, &participants);
    bool is_known = participants.count > 0 || mention->place.length > 0 || mention->date;
    struct event *event = is_known ? LIST_ADD(finding->arena, &finding->document->events) : NULL;
    if (!event) {
        return;
    }
    *event = (struct event){
        .kind = mention->kind,
        .date = event_date_of(occasion, mention->date),
        .place = mention->place,
        .status = occasion_status(occasion, mention->date),
        .participants = participants,
        .paragraph = finding->paragraph,
        .evidence = words_span(occasion->passage->words, occasion->start, occasion->end)};
    struct events_reader *reader = occasion->reader;
    reader->seen[reader->seen_count % EVENTS_COMPARED_MAX] =
        (struct event_seen){finding->document->events.count - 1, mention->kind, mention->modifier};
    reader->seen_count++;
    reader->taken_date = 0;
    if (mention->date) {
        const struct dates *dates = &finding->document->dates;
        reader->taken_date =
            (uint16_t)((size_t)(mention->date - dates->items) - reader->first_date + 1);
    }
}

/* Nouns in the plural are events only as talks with somebody, or a series somewhere. */
static bool is_specific(const struct occasion *occasion, const struct mention_of_event *mention)
{
    const struct passage *passage = occasion->passage;
    bool is_with = is_followed(occasion, TEXT("with")) || is_followed(occasion, TEXT("between"));
    if (occasion->word->form == EVENT_PLURAL) {
        return is_with || mention->place.length > 0;
    }
    if (occasion->is_verb) {
        return is_with || passage->words
                              ->items[occasion->trigger + 1 < passage->count ? occasion->trigger + 1
                                                                             : occasion->trigger]
                              .is_capital;
    }
    return true;
}

/* "the meeting" by itself says nothing new. */
static bool is_bare(const struct occasion *occasion, const struct mention_of_event *mention)
{
    bool is_short = occasion->trigger - occasion->start <= 1 && occasion->word->form == EVENT_NOUN;
    bool is_with = is_followed(occasion, TEXT("with")) || is_followed(occasion, TEXT("on")) ||
                   is_followed(occasion, TEXT("hosted")) || is_followed(occasion, TEXT("to"));
    bool is_his = passage_is(occasion->passage, occasion->start, SPEECH_POSSESSIVE);
    return is_short && !is_with && !is_his && mention->place.length == 0 && !mention->date;
}

static void read_occasion(struct occasion *occasion)
{
    const struct passage *passage = occasion->passage;
    bool is_verb_form = occasion->is_verb;
    occasion->start = is_verb_form ? occasion->trigger : phrase_start(occasion);
    occasion->end = phrase_end(occasion);
    struct mention_of_event mention = {.kind = occasion->word->kind};
    if (!is_verb_form) {
        mention.modifier =
            text_slice(words_text(passage->words, occasion->start, occasion->trigger), 0,
                       (size_t)(passage->words->items[occasion->trigger].text.at -
                                passage->words->items[occasion->start].text.at));
        mention.kind = kind_of(occasion, mention.modifier);
    }
    mention.date = occasion_date(occasion);
    mention.place = occasion_place(occasion);
    if (!mention.kind.at || !is_specific(occasion, &mention)) {
        return;
    }
    const struct event_seen *seen = is_verb_form ? NULL : find_seen(occasion, &mention);
    bool is_new = is_indefinite(occasion) && (mention.place.length > 0 || mention.date);
    if (seen && !is_new) {
        add_to(occasion, seen, &mention);
    } else if (is_verb_form || !is_bare(occasion, &mention)) {
        add_event(occasion, &mention);
    }
}

/* Whom the sentence is about, for "he" in the next ones. */
static void read_topic(struct events_reader *reader, const struct passage *passage, size_t first,
                       size_t last)
{
    struct phrase phrase;
    if (!phrase_opening(passage, first, last, &phrase) ||
        passage_is_pronoun(passage, phrase.first) ||
        phrase.last - phrase.first > MODIFIER_WORDS_MAX) {
        return;
    }
    struct text name =
        speakers_named_first(reader->speakers, passage, phrase.first, phrase.last + 1);
    bool is_possessed = (passage_marks(passage, phrase.last + 1) & MARK_APOSTROPHE) != 0;
    if (name.at && !is_possessed) {
        reader->topic.name = name;
    }
}

/* Who says the first thing in the sentence, as the statements have it. */
static struct text speaker_of(const struct passage *passage, size_t first, size_t last)
{
    const struct statements *statements = &passage->finding->document->statements;
    struct span sentence = words_span(passage->words, first, last);
    struct text speaker = TEXT_NONE;
    for (size_t i = statements->count; i > 0; i--) {
        const struct statement *statement = &statements->items[i - 1];
        if (statement->paragraph != passage->finding->paragraph ||
            statement->span.end <= sentence.start) {
            break;
        }
        bool is_within = statement->speaker_span.start >= sentence.start &&
                         statement->speaker_span.end <= sentence.end &&
                         statement->speaker_span.end > 0;
        speaker = is_within ? statement->speaker : speaker;
    }
    return speaker;
}

/* "met", and "will visit", which is also a noun. */
static bool is_verb(const struct occasion *occasion)
{
    const struct passage *passage = occasion->passage;
    size_t at = occasion->trigger;
    bool is_led = at > occasion->first && (passage_is(passage, at - 1, SPEECH_MODAL) ||
                                           words_is(passage->words, at - 1, TEXT("to")));
    return occasion->word->form == EVENT_VERB || (is_led && occasion->word->form == EVENT_NOUN &&
                                                  text_equal(occasion->word->kind, TEXT("visit")));
}

static void read_sentence(struct events_reader *reader, const struct passage *passage, size_t first,
                          size_t last)
{
    read_topic(reader, passage, first, last);
    reader->taken_date = 0;
    reader->speaker = speaker_of(passage, first, last);
    for (size_t i = first; i <= last; i++) {
        struct occasion occasion = {.reader = reader,
                                    .passage = passage,
                                    .word = word_for(passage, i),
                                    .first = first,
                                    .last = last,
                                    .trigger = i};
        if (occasion.word) {
            occasion.is_verb = is_verb(&occasion);
            read_occasion(&occasion);
        }
    }
}

void events_find(struct events_reader *reader, const struct passage *passage)
{
    mark_dates(reader, passage);
    for (size_t first = 0; first < passage->count;) {
        size_t last = passage_sentence_end(passage, first);
        read_sentence(reader, passage, first, last);
        first = last + 1;
    }
}
