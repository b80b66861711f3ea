/* SPDX-License-Identifier: Apache-2.0 */
#include "cues.h"

/* What stands between a verb and its subject. */
struct chain {
    size_t first;
    uint32_t kinds; /* of all words in it */
    bool is_infinitive;
};

/* Where the search for one cue is. */
struct search {
    struct cues *cues;
    const struct passage *passage;
    size_t first; /* of the sentence */
    size_t last;
    size_t verb;
};

static bool is_word(const struct search *search, size_t at, struct text word)
{
    return words_is(search->passage->words, at, word);
}

static bool is_that(const struct search *search, size_t at)
{
    return at <= search->last && is_word(search, at, TEXT("that"));
}

/* "n't" is read as a word of its own behind an apostrophe. */
static bool is_in_chain(const struct search *search, size_t at)
{
    const struct passage *passage = search->passage;
    uint32_t kinds = SPEECH_AUXILIARY | SPEECH_BE | SPEECH_MODAL | SPEECH_NEGATIVE | SPEECH_ADVERB;
    bool is_contracted =
        (passage->tokens[at].before & (MARK_APOSTROPHE | MARKS_OF_PHRASES)) == MARK_APOSTROPHE;
    return (passage_is(passage, at, kinds) && !passage->words->items[at].is_capital) ||
           (is_contracted && passage->words->items[at].text.length <= 2 &&
            !is_word(search, at, TEXT("s")));
}

static struct chain read_chain(const struct search *search)
{
    const struct passage *passage = search->passage;
    struct chain chain = {.first = search->verb};
    while (chain.first > search->first && search->verb - chain.first < 8 &&
           !(passage->tokens[chain.first].before & MARKS_OF_PHRASES) &&
           is_in_chain(search, chain.first - 1)) {
        chain.first--;
        chain.kinds |= passage->tokens[chain.first].kinds;
    }
    chain.is_infinitive =
        chain.first > search->first && is_word(search, chain.first - 1, TEXT("to"));
    return chain;
}

/* Whether what follows the verb shows that it is one, and reports. */
static bool is_shown(const struct search *search, size_t after)
{
    const struct passage *passage = search->passage;
    size_t verb = search->verb;
    uint16_t marks = passage_marks(passage, after);
    if (is_that(search, after) || (marks & (MARK_OPEN | MARK_COLON))) {
        return true;
    }
    return (passage_takes(passage, verb, 'i') && is_word(search, after, TEXT("to"))) ||
           (passage_takes(passage, verb, 'f') && is_word(search, after, TEXT("for")));
}

/* "The Ministry", not "this": a phrase that is no more than its article is none. */
static bool is_phrase(const struct search *search, struct phrase phrase)
{
    const struct passage *passage = search->passage;
    bool is_article = phrase.first == phrase.last &&
                      passage_is(passage, phrase.first, SPEECH_DETERMINER | SPEECH_POSSESSIVE) &&
                      !passage_is(passage, phrase.first, SPEECH_SPEAKER);
    return !is_article &&
           (passage_takes(passage, search->verb, 's') || phrase_can_speak(passage, phrase));
}

/* "…," said Brekke. */
static bool find_behind(const struct search *search, const struct chain *chain, struct cue *cue)
{
    const struct passage *passage = search->passage;
    size_t next = search->verb + 1;
    uint16_t marks = passage_marks(passage, chain->first);
    /* "…," he told the group */
    bool is_led = search->verb > search->first && passage_is_pronoun(passage, search->verb - 1);
    if (is_led || !passage_takes(passage, search->verb, 's') || next > search->last ||
        !(marks & (MARK_COMMA | MARK_CLOSE | MARK_DASH)) || chain->first == search->first ||
        (passage_marks(passage, next) & MARKS_OF_PHRASES) || is_that(search, next) ||
        !phrase_after(passage, next, search->last, &cue->subject)) {
        return false;
    }
    size_t end = cue->subject.last;
    bool is_closed = (marks & MARK_CLOSE) || end == search->last ||
                     (passage_marks(passage, end + 1) & MARKS_OF_PHRASES);
    if (!is_closed || !phrase_can_speak(passage, cue->subject)) {
        return false;
    }
    cue->kind = CUE_BEHIND;
    cue->end = end;
    return true;
}

/* if, whether, what: what follows is not told as said. */
static bool is_hypothetical(const struct search *search, size_t at)
{
    static const char *const words[] = {"if",       "whether", "unless", "what", "how",
                                        "whatever", "why",     "that",   "than", "lest"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (is_word(search, at, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Whether a verb with a subject of its own was found. */
static bool has_main(const struct cues *cues)
{
    for (size_t i = 0; i < cues->count; i++) {
        if (cues->items[i].kind != CUE_ATTACHED && cues->items[i].kind != CUE_SOURCE) {
            return true;
        }
    }
    return false;
}

/* Whether the words that the cue opens with are parted from what somebody else says before it. */
static bool is_main(const struct search *search, const struct cue *cue)
{
    const struct passage *passage = search->passage;
    size_t start = cue->subject.first;
    uint16_t marks = passage_marks(passage, start);
    bool is_led = start > search->first &&
                  passage_is(passage, start - 1, SPEECH_CONJUNCTION | SPEECH_SUBORDINATOR);
    bool is_relative = passage_is(passage, start, SPEECH_RELATIVE);
    if (start > search->first && is_hypothetical(search, start - 1)) {
        return false;
    }
    if (!has_main(search->cues) || (marks & MARK_CLOSE)) {
        return true;
    }
    if (is_relative) {
        return false;
    }
    if (is_led) {
        bool is_parted = (passage_marks(passage, start - 1) & (MARK_COMMA | MARK_SEMICOLON)) != 0;
        return is_parted || is_that(search, cue->end + 1);
    }
    uint16_t after = passage_marks(passage, cue->end + 1);
    bool is_aside =
        cue->end == search->last || (after & (MARK_COMMA | MARK_CLOSE | MARK_DASH | MARK_OPEN));
    return (marks & (MARK_SEMICOLON | MARK_DASH)) || ((marks & MARK_COMMA) && is_aside);
}

static bool find_before(const struct search *search, const struct chain *chain, struct cue *cue)
{
    const struct passage *passage = search->passage;
    if (chain->first == search->first || (passage_marks(passage, chain->first) &
                                          (MARK_OPEN | MARK_CLOSE | MARK_COLON | MARK_SEMICOLON))) {
        return false;
    }
    if (!phrase_before(passage, search->first, chain->first - 1, &cue->subject) ||
        !is_phrase(search, cue->subject)) {
        return false;
    }
    cue->kind = CUE_OWN;
    return is_main(search, cue);
}

/* The subject of the verb before, or of the sentence. */
static bool find_shared_subject(const struct search *search, struct cue *cue)
{
    const struct cues *cues = search->cues;
    for (size_t i = cues->count; i > 0; i--) {
        if (cues->items[i - 1].kind != CUE_SOURCE) {
            cue->subject = cues->items[i - 1].subject;
            return true;
        }
    }
    return phrase_opening(search->passage, search->first, search->verb - 1, &cue->subject) &&
           cue->subject.last < search->verb && phrase_can_speak(search->passage, cue->subject);
}

/* "Brekke said …, and noted that …" */
static bool find_shared(const struct search *search, const struct chain *chain, struct cue *cue)
{
    const struct passage *passage = search->passage;
    if (chain->first <= search->first + 1 ||
        !passage_is(passage, chain->first - 1, SPEECH_CONJUNCTION)) {
        return false;
    }
    cue->opening = chain->first - 1;
    cue->kind = CUE_SHARED;
    bool is_parted = (passage_marks(passage, cue->opening) & (MARK_COMMA | MARK_CLOSE)) != 0;
    const struct cues *cues = search->cues;
    bool is_alike = cues->count == 0 || cues->items[cues->count - 1].is_past == cue->is_past ||
                    cues->items[cues->count - 1].kind == CUE_ATTACHED ||
                    is_that(search, search->verb + 1);
    return is_alike && (is_parted || is_shown(search, search->verb + 1) || cues->count == 0) &&
           find_shared_subject(search, cue);
}

/* "…, adding that …", "While noting that …, Brekke said": the latter gets its subject later. */
static bool find_attached(const struct search *search, const struct chain *chain, struct cue *cue)
{
    const struct passage *passage = search->passage;
    size_t start = chain->first;
    bool is_led =
        start > search->first &&
        (passage_is(passage, start - 1, SPEECH_CONJUNCTION) ||
         is_word(search, start - 1, TEXT("while")) || is_word(search, start - 1, TEXT("by")) ||
         is_word(search, start - 1, TEXT("after")) || is_word(search, start - 1, TEXT("before")));
    cue->opening = is_led ? start - 1 : start;
    bool is_first = cue->opening == search->first;
    bool is_parted =
        (passage_marks(passage, cue->opening) & (MARK_COMMA | MARK_CLOSE | MARK_DASH)) != 0;
    if (!is_first && !is_parted && !(is_led && is_shown(search, search->verb + 1))) {
        return false;
    }
    cue->kind = CUE_ATTACHED;
    cue->subject = (struct phrase){1, 0};
    return is_first || find_shared_subject(search, cue);
}

/* "is quoted as saying", "went on to say": the verb before carries the subject. */
static size_t skip_carrier(const struct search *search, const struct chain *chain)
{
    size_t at = chain->first;
    if (at >= search->first + 3 && is_word(search, at - 1, TEXT("as")) &&
        (is_word(search, at - 2, TEXT("quoted")) || is_word(search, at - 2, TEXT("cited"))) &&
        passage_is(search->passage, at - 3, SPEECH_BE)) {
        bool is_perfect = at >= search->first + 4 && is_word(search, at - 3, TEXT("been"));
        return at - (is_perfect ? 4 : 3);
    }
    if (at >= search->first + 3 && is_word(search, at - 1, TEXT("to")) &&
        is_word(search, at - 2, TEXT("on")) && is_word(search, at - 3, TEXT("went"))) {
        return at - 3;
    }
    return at;
}

/* A past form behind "was" is passive; a base form needs someone in the plural before it. */
static bool is_finite(const struct search *search, const struct chain *chain)
{
    const struct passage *passage = search->passage;
    size_t verb = search->verb;
    bool is_bare = chain->first == verb;
    if ((chain->kinds & (SPEECH_BE | SPEECH_MODAL | SPEECH_NEGATIVE)) || chain->is_infinitive) {
        return false;
    }
    if (passage_is(passage, verb, SPEECH_PAST)) {
        return true;
    }
    if (passage_is(passage, verb, SPEECH_PARTICIPLE)) {
        return !is_bare && (chain->kinds & SPEECH_AUXILIARY);
    }
    if (!passage_is(passage, verb, SPEECH_BASE) || verb == search->first) {
        return passage_is(passage, verb, SPEECH_THIRD);
    }
    size_t before = chain->first > search->first ? chain->first - 1 : chain->first;
    const struct word *word = &passage->words->items[before];
    return passage_is(passage, before, SPEECH_PLURAL | SPEECH_PRONOUN | SPEECH_RELATIVE) ||
           (chain->kinds & SPEECH_AUXILIARY) || text_ends(word->text, TEXT("s"));
}

static bool has_subject(const struct search *search, struct chain chain, struct cue *cue)
{
    const struct passage *passage = search->passage;
    size_t verb = search->verb;
    size_t carried = skip_carrier(search, &chain);
    if (carried != chain.first) {
        chain.first = carried;
        cue->first = carried;
        return find_before(search, &chain, cue);
    }
    if (passage_is(passage, verb, SPEECH_GERUND)) {
        bool is_progressive = (chain.kinds & SPEECH_BE) && !(chain.kinds & SPEECH_NEGATIVE);
        return is_progressive ? find_before(search, &chain, cue)
                              : find_attached(search, &chain, cue);
    }
    return is_finite(search, &chain) &&
           (find_behind(search, &chain, cue) || find_shared(search, &chain, cue) ||
            find_before(search, &chain, cue));
}

/* The conjunction before a cue opens it. */
static void read_opening(const struct search *search, struct cue *cue)
{
    if (cue->kind == CUE_SHARED || cue->kind == CUE_ATTACHED) {
        return;
    }
    size_t at =
        cue->kind == CUE_OWN && cue->subject.first < cue->first ? cue->subject.first : cue->first;
    bool is_led = at > search->first &&
                  passage_is(search->passage, at - 1, SPEECH_CONJUNCTION | SPEECH_SUBORDINATOR);
    cue->opening = is_led ? at - 1 : at;
}

static void find_cue(struct search *search)
{
    const struct passage *passage = search->passage;
    size_t verb = search->verb;
    struct chain chain = read_chain(search);
    struct cue cue = {.opening = chain.first, .first = chain.first, .last = verb, .end = verb};
    cue.takes = passage->tokens[verb].takes;
    cue.is_past = passage_is(passage, verb, SPEECH_PAST);
    bool is_doubtful = passage_takes(passage, verb, 'a') && !passage_is(passage, verb, SPEECH_PAST);
    bool is_noun = passage_is(passage, verb, SPEECH_SPEAKER | SPEECH_NOTE | SPEECH_TITLE);
    if (!has_subject(search, chain, &cue)) {
        return;
    }
    bool is_certain = cue.kind == CUE_BEHIND || is_shown(search, verb + 1);
    if ((is_doubtful || is_noun) && !is_certain) {
        return;
    }
    read_opening(search, &cue);
    search->cues->items[search->cues->count++] = cue;
}

/* "according to the spokesman" */
static void find_source(struct search *search)
{
    struct cue cue = {.opening = search->verb, .first = search->verb, .last = search->verb + 1};
    cue.kind = CUE_SOURCE;
    cue.takes = SPEECH_TAKES('c');
    if (phrase_after(search->passage, search->verb + 2, search->last, &cue.subject)) {
        cue.end = cue.subject.last;
        search->cues->items[search->cues->count++] = cue;
    }
}

/* A verb at the head of its sentence has its subject from the one behind it. */
static void lend_subjects(struct cues *cues)
{
    for (size_t i = cues->count; i-- > 0;) {
        struct cue *cue = &cues->items[i];
        if (cue->subject.first > cue->subject.last && i + 1 < cues->count) {
            cue->subject = cues->items[i + 1].subject;
        }
    }
}

void cues_read(struct cues *cues, const struct passage *passage, size_t first, size_t last)
{
    struct search search = {.cues = cues, .passage = passage, .first = first, .last = last};
    cues->count = 0;
    for (size_t i = first; i <= last && cues->count < CUES_MAX; i++) {
        search.verb = i;
        if (passage->tokens[i].quotation > 0) {
            continue;
        }
        if (is_word(&search, i, TEXT("according")) && is_word(&search, i + 1, TEXT("to"))) {
            find_source(&search);
        } else if (passage_is(passage, i, SPEECH_CUE) &&
                   (i == first || !passage->words->items[i].is_capital)) {
            find_cue(&search);
        }
    }
    lend_subjects(cues);
}
