/* SPDX-License-Identifier: Apache-2.0 */
#include "contents.h"

#include "chancery/base/array.h"

/* How many words may stand between a verb and "that": said on Monday in a statement that. */
#define THAT_WORDS_MAX 14
/* An opening as short as that is no statement: "Finally", "In response". */
#define ADVERBIAL_WORDS_MAX 4

static const struct cue *cue_of(const struct utterance *utterance)
{
    return &utterance->cues->items[utterance->cue];
}

/* The first word of the cue with its subject, without a conjunction. */
static size_t subject_start(const struct cue *cue)
{
    return cue->kind == CUE_OWN ? cue->subject.first : cue->opening;
}

static bool is_word(const struct utterance *utterance, size_t at, struct text word)
{
    return words_is(utterance->passage->words, at, word);
}

static bool takes(const struct utterance *utterance, char letter)
{
    return (cue_of(utterance)->takes & SPEECH_TAKES(letter)) != 0;
}

/* While Brekke said that …, the ministry …: what is said ends with the clause it is in. */
static size_t clause_end(const struct utterance *utterance, size_t to)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    bool is_clause = cue->opening == utterance->first && cue->kind == CUE_OWN &&
                     passage_is(passage, cue->opening, SPEECH_SUBORDINATOR);
    for (size_t i = cue->end + 3; is_clause && i < to; i++) {
        uint32_t more = SPEECH_CONJUNCTION | SPEECH_RELATIVE | SPEECH_SUBORDINATOR |
                        SPEECH_PREPOSITION | SPEECH_GERUND | SPEECH_ADVERB;
        if ((passage_marks(passage, i) & MARK_COMMA) && !passage_is(passage, i, more)) {
            return i - 1;
        }
    }
    return to;
}

/* The last word before the next cue opens. */
static size_t limit(const struct utterance *utterance)
{
    const struct cues *cues = utterance->cues;
    for (size_t i = utterance->cue + 1; i < cues->count; i++) {
        if (cues->items[i].opening > cue_of(utterance)->end) {
            return clause_end(utterance, cues->items[i].opening - 1);
        }
    }
    return clause_end(utterance, utterance->last);
}

/* Whether words first to last have a verb, or something that looks like one. */
static bool has_verb(const struct utterance *utterance, size_t first, size_t last)
{
    const struct passage *passage = utterance->passage;
    uint32_t verbs = SPEECH_AUXILIARY | SPEECH_BE | SPEECH_MODAL | SPEECH_VERB | SPEECH_CUE;
    for (size_t i = first; i <= last; i++) {
        const struct word *word = &passage->words->items[i];
        bool is_past = !word->is_capital && text_ends(word->text, TEXT("ed"));
        bool is_contracted =
            (passage->tokens[i].before & MARK_APOSTROPHE) && word->text.length <= 2;
        bool is_present = i > first && !word->is_capital && word->text.length > 3 &&
                          text_ends(word->text, TEXT("s")) && !text_ends(word->text, TEXT("ss"));
        if (passage_is(passage, i, verbs) || is_past || is_contracted || is_present) {
            return true;
        }
    }
    return false;
}

/* "said Monday in a statement that": where "that" stands, or the count of words. */
static size_t find_that(const struct utterance *utterance, size_t from, size_t to)
{
    const struct passage *passage = utterance->passage;
    uint32_t clause = SPEECH_MODAL | SPEECH_BE | SPEECH_MALE | SPEECH_FEMALE | SPEECH_PLURAL |
                      SPEECH_RELATIVE | SPEECH_CUE | SPEECH_AUXILIARY;
    for (size_t i = from; i <= to && i - from < THAT_WORDS_MAX; i++) {
        uint16_t marks = passage_marks(passage, i);
        if (marks & (MARK_OPEN | MARK_SEMICOLON | MARK_COLON | MARK_STOP)) {
            break;
        }
        if (is_word(utterance, i, TEXT("that"))) {
            return i;
        }
        if (passage_is(passage, i, clause) && !passage_is(passage, i, SPEECH_SPEAKER)) {
            break;
        }
    }
    return passage->count;
}

/* Passes over "Monday", "on Tuesday", "last week", "also". */
static size_t skip_time(const struct utterance *utterance, size_t at, size_t to)
{
    const struct passage *passage = utterance->passage;
    bool is_moved = true;
    while (is_moved && at < to) {
        is_moved = false;
        size_t after = at + (passage_is(passage, at, SPEECH_PREPOSITION) ? 1 : 0);
        if (after <= to && phrase_is_time(passage, after)) {
            at = after + (words_mean(passage->words, after, VOCABULARY_WORD_SHIFT) ? 2 : 1);
            is_moved = true;
        } else if (passage_is(passage, at, SPEECH_ADVERB) &&
                   !passage_is(passage, at, SPEECH_NEGATIVE)) {
            at++;
            is_moved = true;
        }
    }
    return at;
}

/* Where the search for the end of a person who is told something began, and what it began with. */
struct told {
    size_t start;
    bool is_article;
    bool is_name;
};

/* Whether word at is part of the person too: the visiting delegation, Brekke of the Office. */
static bool is_told(const struct utterance *utterance, const struct told *told, size_t at)
{
    const struct passage *passage = utterance->passage;
    uint32_t never = SPEECH_SUBORDINATOR | SPEECH_DETERMINER | SPEECH_POSSESSIVE;
    if ((passage_marks(passage, at) & MARKS_OF_PHRASES) || passage_is_pronoun(passage, at) ||
        passage_is(passage, at, never) || phrase_is_time(passage, at)) {
        return false;
    }
    if (passage_is(passage, at, SPEECH_PREPOSITION | SPEECH_CONJUNCTION)) {
        return !is_word(utterance, at, TEXT("to"));
    }
    if (passage->words->items[at].is_capital) {
        return told->is_name || told->is_article;
    }
    return told->is_article && !passage_is(passage, at - 1, SPEECH_SPEAKER);
}

/* Passes over the person who is told something: him, reporters, the visiting delegation. */
static size_t skip_person(const struct utterance *utterance, size_t at, size_t to)
{
    static const char *const pronouns[] = {"him", "her", "them", "us", "me", "it"};
    const struct passage *passage = utterance->passage;
    for (size_t i = 0; i < COUNT_OF(pronouns); i++) {
        if (is_word(utterance, at, text_of(pronouns[i]))) {
            return at + 1;
        }
    }
    struct told told = {.start = at};
    told.is_article = passage_is(passage, at, SPEECH_DETERMINER | SPEECH_POSSESSIVE);
    told.is_name = at < passage->count && passage->words->items[at].is_capital;
    at++;
    while (at <= to && at - told.start < PHRASE_WORDS_MAX && is_told(utterance, &told, at)) {
        at++;
    }
    return at;
}

/* "about 20 people": no preposition, since a number follows. */
static bool is_about(const struct utterance *utterance, size_t at)
{
    const struct words *words = utterance->passage->words;
    return at + 1 < words->count && words->items[at + 1].is_number &&
           (is_word(utterance, at, TEXT("about")) || is_word(utterance, at, TEXT("over")) ||
            is_word(utterance, at, TEXT("around")));
}

/* Whether a clause without "that" begins at word at. */
static bool is_clause(const struct utterance *utterance, size_t at, size_t to)
{
    const struct passage *passage = utterance->passage;
    if (at > to || to - at < 2) {
        return at < to && passage_is_pronoun(passage, at) && has_verb(utterance, at, to);
    }
    bool is_adverbial =
        passage_is(passage, at, SPEECH_PREPOSITION | SPEECH_CONJUNCTION | SPEECH_RELATIVE) &&
        !is_about(utterance, at);
    bool is_subordinate = passage_is(passage, at, SPEECH_SUBORDINATOR) &&
                          !is_word(utterance, at, TEXT("if")) &&
                          !is_word(utterance, at, TEXT("while"));
    return !is_adverbial && !is_subordinate && has_verb(utterance, at, to);
}

/* A quotation that is open ends with its paragraph; another takes in the rest of its sentence. */
static size_t quotation_end(const struct utterance *utterance, size_t at, size_t to)
{
    const struct passage *passage = utterance->passage;
    uint8_t quotation = passage->tokens[at].quotation;
    size_t end = quotation > 0 ? passage->quotations[quotation].last : at;
    if (end >= to) {
        return end;
    }
    /* "…," referring to …: what is behind a comma is no longer said. */
    uint16_t marks = passage_marks(passage, end + 1);
    bool is_parted = (marks & (MARK_COMMA | MARK_STOP | MARK_SEMICOLON)) != 0;
    return is_parted ? end : to;
}

static bool set(struct content *out, size_t first, size_t last, size_t cue_last)
{
    *out = (struct content){first, last, cue_last};
    return first <= last;
}

/* "asked for", "called on", "warned of": what follows is not a clause. */
static bool is_bound(const struct utterance *utterance, size_t at)
{
    if (is_about(utterance, at)) {
        return false;
    }
    bool is_for = is_word(utterance, at, TEXT("for"));
    bool is_on = is_word(utterance, at, TEXT("on"));
    bool is_of = is_word(utterance, at, TEXT("of")) || is_word(utterance, at, TEXT("about"));
    return (is_for && (takes(utterance, 'f') || takes(utterance, 'x'))) ||
           (is_on && takes(utterance, 'x')) || (is_of && takes(utterance, 'p'));
}

static bool is_question(const struct utterance *utterance, size_t at)
{
    return takes(utterance, 'w') &&
           passage_is(utterance->passage, at, SPEECH_SUBORDINATOR | SPEECH_RELATIVE) &&
           !is_word(utterance, at, TEXT("as")) && !is_word(utterance, at, TEXT("while"));
}

/* "asked whether …", "agreed to …", "denied the report": what is no clause, at word at. */
static bool find_object(const struct utterance *utterance, size_t at, size_t to,
                        struct content *out)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    if (at > to || (passage_marks(passage, at) & MARK_COMMA)) {
        return false;
    }
    if (is_bound(utterance, at)) {
        return set(out, at + 1, to, at);
    }
    bool is_infinitive = takes(utterance, 'i') && is_word(utterance, at, TEXT("to"));
    if (is_infinitive || is_question(utterance, at)) {
        return set(out, at, to, cue->last);
    }
    uint32_t never = SPEECH_PREPOSITION | SPEECH_SUBORDINATOR | SPEECH_CONJUNCTION | SPEECH_ADVERB |
                     SPEECH_RELATIVE;
    return takes(utterance, 'n') && !passage_is(passage, at, never) && cue->kind != CUE_BEHIND &&
           set(out, at, to, cue->last);
}

/* A quotation within a few words: called it "…", told them, "…". */
static bool find_later_quotation(const struct utterance *utterance, size_t from, size_t to,
                                 struct content *out)
{
    const struct passage *passage = utterance->passage;
    size_t reach = from + THAT_WORDS_MAX < to ? from + THAT_WORDS_MAX : to;
    size_t at = from;
    while (at <= reach &&
           !((passage_marks(passage, at) & MARK_OPEN) && passage->tokens[at].quotation > 0)) {
        at++;
    }
    bool is_led = at <= reach && ((passage_marks(passage, at) & (MARK_COMMA | MARK_COLON)) ||
                                  takes(utterance, 'x'));
    return is_led && set(out, takes(utterance, 'x') ? from : at, quotation_end(utterance, at, to),
                         cue_of(utterance)->last);
}

/* Behind a person, or a time: told him to …, said Monday "…", asked on Tuesday whether … */
static bool find_clause(const struct utterance *utterance, size_t at, size_t to,
                        struct content *out)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    bool is_person = takes(utterance, 'o') && !passage_is(passage, at, SPEECH_PREPOSITION);
    size_t clause = is_person ? skip_person(utterance, at, to) : at;
    clause = skip_time(utterance, clause, to);
    if (is_person && takes(utterance, 'i') && is_word(utterance, clause, TEXT("to"))) {
        return set(out, at, to, cue->last);
    }
    if (clause <= to && (passage_marks(passage, clause) & MARK_OPEN)) {
        return set(out, clause, quotation_end(utterance, clause, to), cue->last);
    }
    bool may_be_bare = takes(utterance, 'c') || (is_person && clause > at);
    return find_object(utterance, at, to, out) || find_object(utterance, clause, to, out) ||
           find_later_quotation(utterance, at, to, out) ||
           (may_be_bare && is_clause(utterance, clause, to) && set(out, clause, to, cue->last));
}

/* "said after the talks he would …": the clause begins with its pronoun. */
static size_t skip_phrase(const struct utterance *utterance, size_t at, size_t to)
{
    const struct passage *passage = utterance->passage;
    if (!passage_is(passage, at, SPEECH_PREPOSITION) || !takes(utterance, 'c')) {
        return at;
    }
    for (size_t i = at + 2; i < to && i - at < THAT_WORDS_MAX / 2; i++) {
        if (passage_marks(passage, i) & MARKS_OF_PHRASES) {
            break;
        }
        if (passage_is_pronoun(passage, i)) {
            return i;
        }
    }
    return at;
}

/* What is said behind the verb. */
static bool find_behind(const struct utterance *utterance, struct content *out)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    size_t to = limit(utterance);
    size_t at = cue->end + 1;
    uint16_t marks = passage_marks(passage, at);
    if (at > utterance->last || (marks & MARK_STOP)) {
        return false;
    }
    if ((marks & MARK_OPEN) && passage->tokens[at].quotation > 0) {
        return set(out, at, quotation_end(utterance, at, to), cue->last);
    }
    size_t that = find_that(utterance, at, to);
    if (that < to) {
        return set(out, that + 1, to, cue->kind == CUE_BEHIND ? cue->last : that);
    }
    if (marks & MARK_COLON) {
        return set(out, at, to, cue->last);
    }
    return find_clause(utterance, skip_phrase(utterance, at, to), to, out);
}

/* Lamps, Brekke said, are out: what stands before the cue is the subject of what is behind. */
static bool is_verb_behind(const struct utterance *utterance)
{
    return passage_is(utterance->passage, cue_of(utterance)->end + 1,
                      SPEECH_MODAL | SPEECH_BE | SPEECH_AUXILIARY);
}

/* Whether the words before the cue are no more than "Finally", "In response", "On Monday". */
static bool is_adverbial(const struct utterance *utterance, size_t first, size_t last)
{
    const struct passage *passage = utterance->passage;
    bool is_led =
        passage_is(passage, first, SPEECH_PREPOSITION | SPEECH_SUBORDINATOR | SPEECH_ADVERB);
    bool is_short = last - first < ADVERBIAL_WORDS_MAX;
    return (is_led && is_short && !has_verb(utterance, first, last)) ||
           (is_short && !passage_is(passage, first, SPEECH_DETERMINER) &&
            !has_verb(utterance, first, last) && passage->tokens[last].quotation == 0 &&
            !is_verb_behind(utterance));
}

/* A quotation that follows the cue goes on with the one before it: "…," he said. "…" */
static size_t join_quotation(const struct utterance *utterance, size_t last)
{
    const struct passage *passage = utterance->passage;
    size_t next = limit(utterance);
    next = next < utterance->last ? passage->count : cue_of(utterance)->end + 1;
    while (next < passage->count && next <= utterance->last + 1 &&
           !(passage_marks(passage, next) & MARK_OPEN)) {
        next++;
    }
    if (next >= passage->count || next > utterance->last + 1 ||
        passage->tokens[next].quotation == 0) {
        return last;
    }
    size_t end = passage->quotations[passage->tokens[next].quotation].last;
    bool is_whole = end + 1 >= passage->count || passage->tokens[end + 1].begins ||
                    end + 1 > passage_sentence_end(passage, end);
    return is_whole || next <= utterance->last ? end : last;
}

/* The quotation that ends with word last: from where its sentence, or itself, begins. */
static size_t quotation_start(const struct utterance *utterance, size_t last)
{
    const struct passage *passage = utterance->passage;
    size_t first = passage->quotations[passage->tokens[last].quotation].first;
    if (passage->tokens[first].begins || (passage_marks(passage, first) & MARK_COLON)) {
        return first;
    }
    size_t start = passage_sentence_start(passage, first);
    return start > utterance->first || first < utterance->first ? start : utterance->first;
}

bool content_is_final(const struct utterance *utterance)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    size_t opening = subject_start(cue);
    bool may_follow = cue->kind == CUE_OWN || cue->kind == CUE_BEHIND || cue->kind == CUE_SOURCE;
    if (!may_follow || opening <= utterance->first || cue->opening != opening ||
        !(passage_marks(passage, opening) & MARK_COMMA) ||
        (passage_marks(passage, opening) & MARK_CLOSE)) {
        return false;
    }
    return cue->end == utterance->last ||
           (passage_is(passage, cue->end + 1, SPEECH_PREPOSITION) &&
            !has_verb(utterance, cue->end + 1, utterance->last)) ||
           (phrase_is_time(passage, cue->end + 1) && cue->end + 2 >= utterance->last);
}

/* Not so: …, he said, adding …; …, he said, quoted by the agency. */
static bool goes_on_behind(const struct utterance *utterance, size_t at)
{
    const struct word *word = &utterance->passage->words->items[at];
    return !text_ends(word->text, TEXT("ing")) && !is_word(utterance, at, TEXT("quoted")) &&
           !is_word(utterance, at, TEXT("as"));
}

/* Not so: …, according to Brekke, head of the Office of Lamps, and others. */
static bool names_on(const struct utterance *utterance, size_t first, size_t last)
{
    uint32_t verbs = SPEECH_AUXILIARY | SPEECH_BE | SPEECH_MODAL | SPEECH_VERB | SPEECH_CUE;
    for (size_t i = first; i <= last; i++) {
        const struct word *word = &utterance->passage->words->items[i];
        bool is_past = !word->is_capital && text_ends(word->text, TEXT("ed"));
        if (is_past || (passage_is(utterance->passage, i, verbs) &&
                        !passage_is(utterance->passage, i, SPEECH_SPEAKER | SPEECH_TITLE))) {
            return false;
        }
    }
    return true;
}

/* Whether commas stand on both sides of the cue: The lamps, Brekke said, are out. */
static bool is_between_commas(const struct utterance *utterance)
{
    const struct cue *cue = cue_of(utterance);
    return cue->kind == CUE_OWN && utterance->cue == 0 && subject_start(cue) > utterance->first &&
           (passage_marks(utterance->passage, subject_start(cue)) & MARK_COMMA) &&
           (passage_marks(utterance->passage, cue->end + 1) & MARK_COMMA);
}

/* What is said before the cue without quotation marks, and behind it, when it goes on there. */
static bool find_around(const struct utterance *utterance, size_t last, struct content *out)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    size_t to = limit(utterance);
    bool is_aside =
        cue->end < to && (passage_marks(passage, cue->end + 1) & (MARK_COMMA | MARK_DASH));
    if (is_adverbial(utterance, utterance->first, last)) {
        return is_aside && set(out, cue->end + 1, to, cue->last);
    }
    bool goes_on = is_aside && goes_on_behind(utterance, cue->end + 1) &&
                   (cue->kind != CUE_SOURCE || !names_on(utterance, cue->end + 1, to));
    return set(out, utterance->first, goes_on ? to : last, cue->last);
}

static bool find_before(const struct utterance *utterance, struct content *out)
{
    const struct passage *passage = utterance->passage;
    const struct cue *cue = cue_of(utterance);
    size_t opening = subject_start(cue);
    uint16_t marks = passage_marks(passage, opening);
    if (opening == 0 || cue->kind == CUE_SHARED || cue->kind == CUE_ATTACHED) {
        return false;
    }
    size_t last = opening - 1;
    if ((marks & MARK_CLOSE) && passage->tokens[last].quotation > 0) {
        return set(out, quotation_start(utterance, last), join_quotation(utterance, last),
                   cue->last);
    }
    bool is_parted = cue->kind == CUE_SOURCE || (marks & (MARK_COMMA | MARK_DASH));
    bool is_alone = utterance->cue == 0 || content_is_final(utterance);
    return opening > utterance->first && is_parted && is_alone && find_around(utterance, last, out);
}

/* Brekke said, as a friend, that …: what is said begins with an aside. */
static bool find_aside(const struct utterance *utterance, struct content *out)
{
    size_t at = cue_of(utterance)->end + 1;
    size_t to = limit(utterance);
    return takes(utterance, 'c') && at + 2 < to &&
           (passage_marks(utterance->passage, at) & MARK_COMMA) && has_verb(utterance, at, to) &&
           set(out, at, to, cue_of(utterance)->last);
}

/* Whether a quotation ends where the cue begins, and is more than the name of something. */
static bool is_quoted_before(const struct utterance *utterance)
{
    const struct passage *passage = utterance->passage;
    size_t opening = subject_start(cue_of(utterance));
    return opening > 0 && (passage_marks(passage, opening) & MARK_CLOSE) &&
           passage->tokens[opening - 1].quotation > 0;
}

/* Whether the quotation before the cue begins its sentence; another may be the name of a thing. */
static bool is_sentence_quoted(const struct utterance *utterance)
{
    const struct passage *passage = utterance->passage;
    size_t last = subject_start(cue_of(utterance)) - 1;
    return quotation_start(utterance, last) ==
           passage->quotations[passage->tokens[last].quotation].first;
}

bool content_find(const struct utterance *utterance, struct content *out)
{
    const struct cue *cue = cue_of(utterance);
    if (cue->kind == CUE_SOURCE && cue->opening == utterance->first) {
        size_t to = limit(utterance);
        return cue->end < to && set(out, cue->end + 1, to, cue->last);
    }
    bool is_quoted = is_quoted_before(utterance);
    if (is_quoted && cue->kind == CUE_OWN && !is_sentence_quoted(utterance) &&
        find_behind(utterance, out)) {
        return true;
    }
    if (cue->kind == CUE_SOURCE || cue->kind == CUE_BEHIND || is_quoted) {
        return find_before(utterance, out);
    }
    if (is_between_commas(utterance) && find_before(utterance, out)) {
        return true;
    }
    return find_behind(utterance, out) || find_before(utterance, out) || find_aside(utterance, out);
}
