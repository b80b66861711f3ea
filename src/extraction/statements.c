/* SPDX-License-Identifier: Apache-2.0 */
#include "statements.h"

#include "chancery/base/array.h"
#include "contents.h"

/* The most words of a label: MS. THORNFIELD: … */
#define LABEL_WORDS_MAX 4

/* Where the reading of one paragraph is. */
struct paragraph_reading {
    struct statements_reader *reader;
    const struct passage *passage;
    struct cues cues;
    size_t first; /* of the sentence */
    size_t last;
    size_t covered;         /* the words before it are part of a statement */
    struct speaker goes_on; /* whose words the next sentence may be */
};

void statements_begin(struct statements_reader *reader, const struct people_found *people)
{
    *reader = (struct statements_reader){.open = 0};
    speakers_begin(&reader->speakers, people);
}

void statements_end(struct statements_reader *reader, struct document *document)
{
    for (size_t i = 0; i < reader->sources.count; i++) {
        const struct statement_source *source = &reader->sources.items[i];
        document->statements.items[source->index].speaker = source->person->person.name;
    }
}

static struct text kind_of(const struct passage *passage, size_t first, size_t last)
{
    uint8_t quotation = passage->tokens[first].quotation;
    if (quotation > 0 && passage->quotations[quotation].last >= last) {
        return TEXT("direct");
    }
    /* "…," said Brekke. "…" */
    if (quotation > 0 && passage->tokens[last].quotation > 0) {
        return TEXT("direct");
    }
    for (size_t i = first; i <= last; i++) {
        if (passage->tokens[i].quotation > 0) {
            return TEXT("mixed");
        }
    }
    return TEXT("indirect");
}

static struct statement *add(struct paragraph_reading *reading, struct speaker speaker,
                             struct phrase words)
{
    const struct passage *passage = reading->passage;
    const struct finding *finding = passage->finding;
    struct statement *added = speaker.name.length > 0 && words.first <= words.last
                                  ? LIST_ADD(finding->arena, &finding->document->statements)
                                  : NULL;
    if (!added) {
        return NULL;
    }
    *added = (struct statement){.speaker = speaker.name,
                                .kind = kind_of(passage, words.first, words.last),
                                .text = passage_text(passage, words.first, words.last),
                                .paragraph = finding->paragraph,
                                .span = words_span(passage->words, words.first, words.last)};
    reading->reader->last = finding->document->statements.count;
    struct statement_source *source =
        speaker.person ? LIST_ADD(finding->arena, &reading->reader->sources) : NULL;
    if (source) {
        *source = (struct statement_source){reading->reader->last - 1, speaker.person};
    }
    uint8_t quotation = passage->tokens[words.last].quotation;
    bool is_open =
        quotation > 0 && words.last + 1 == passage->count && passage->quotations[quotation].is_open;
    reading->reader->open = is_open ? reading->reader->last : 0;
    reading->covered = words.last + 1 > reading->covered ? words.last + 1 : reading->covered;
    speakers_heard(&reading->reader->speakers, speaker);
    reading->goes_on = speaker;
    return added;
}

/* ", quoted by the agency" behind a cue. */
static struct text read_via(const struct paragraph_reading *reading, const struct cue *cue)
{
    const struct passage *passage = reading->passage;
    size_t at = cue->end + 1;
    at += words_is(passage->words, at, TEXT("as")) ? 1 : 0;
    bool is_quoted =
        words_is(passage->words, at, TEXT("quoted")) || words_is(passage->words, at, TEXT("cited"));
    struct phrase phrase;
    if (!is_quoted || !words_is(passage->words, at + 1, TEXT("by")) ||
        !phrase_after(passage, at + 2, reading->last, &phrase)) {
        return TEXT_NONE;
    }
    return words_text(passage->words, phrase.first, phrase.last);
}

/* Two paragraphs of one quotation. */
static struct text join(const struct finding *finding, struct text first, struct text second)
{
    struct text both =
        arena_format(finding->arena, "%.*s\n%.*s", TEXT_ARGUMENTS(first), TEXT_ARGUMENTS(second));
    return both.at ? both : second;
}

/* A quotation that nobody was named for, in the paragraph before, is this speaker's too. */
static void take_unsaid(struct paragraph_reading *reading, struct statement *statement,
                        size_t first)
{
    struct statements_reader *reader = reading->reader;
    if (reader->unsaid_span.end > 0 && first == 0) {
        statement->span.start = reader->unsaid_span.start;
        statement->text = join(reading->passage->finding, reader->unsaid, statement->text);
    }
    reader->unsaid_span = (struct span){0, 0};
}

/* Say how it was told whose words they are, where the name does not stand there: a pronoun, or
 * the office of somebody. */
static void tell_source(const struct passage *passage, struct phrase subject,
                        const struct speaker *speaker, struct statement *statement)
{
    struct text printed = words_text(passage->words, subject.first, subject.last);
    bool is_pronoun = subject.first == subject.last && passage_is_pronoun(passage, subject.first);
    if (is_pronoun && !text_equal(printed, speaker->name)) {
        statement->confidence = CONFIDENCE_LIKELY;
        statement->inferred = TEXT("pronoun");
    } else if (speaker->person && speaker->person->surname.length > 0 &&
               text_find_fold(printed, speaker->person->surname) == TEXT_NOT_FOUND) {
        statement->confidence = CONFIDENCE_LIKELY;
        statement->inferred = TEXT("office_holder");
    }
}

static void add_cue(struct paragraph_reading *reading, size_t index)
{
    const struct passage *passage = reading->passage;
    const struct cue *cue = &reading->cues.items[index];
    struct utterance utterance = {.passage = passage,
                                  .cues = &reading->cues,
                                  .cue = index,
                                  .first = reading->first,
                                  .last = reading->last};
    struct content content;
    if (cue->subject.first > cue->subject.last || !content_find(&utterance, &content)) {
        return;
    }
    if (content.first < reading->covered && content.last < reading->covered) {
        return;
    }
    struct speaker speaker =
        speakers_resolve(&reading->reader->speakers, passage, reading->first, cue->subject);
    struct statement *added = add(reading, speaker, (struct phrase){content.first, content.last});
    if (!added) {
        return;
    }
    added->cue = words_text(passage->words, cue->first, content.cue_last);
    added->via = read_via(reading, cue);
    tell_source(passage, cue->subject, &speaker, added);
    added->speaker_span = words_span(passage->words, cue->subject.first, cue->subject.last);
    take_unsaid(reading, added, content.first);
}

/* The sentence ends with a verb of saying and a colon: what is said comes in the next paragraph. */
static void read_announcement(struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    struct statements_reader *reader = reading->reader;
    const struct cue *cue =
        reading->cues.count > 0 ? &reading->cues.items[reading->cues.count - 1] : NULL;
    reader->is_announced = cue && reading->last + 1 == passage->count &&
                           (passage->after & MARK_COLON) && reading->covered <= cue->end &&
                           cue->subject.first <= cue->subject.last;
    if (reader->is_announced) {
        reader->announcer =
            speakers_resolve(&reader->speakers, passage, reading->first, cue->subject);
    }
}

/* Whether the sentence has a verb of saying, of whatever use: was told, did not say. */
static bool tells_of_saying(const struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    for (size_t i = reading->first; i <= reading->last; i++) {
        bool is_verb = passage_is(passage, i, SPEECH_PAST | SPEECH_BASE) &&
                       !passage_is(passage, i, SPEECH_SPEAKER | SPEECH_NOTE);
        if (is_verb && passage_takes(passage, i, 'q') && !passage_takes(passage, i, 'a')) {
            return true;
        }
    }
    return false;
}

/* Whether a sentence without a cue may be the speaker's of the one before it. */
static bool may_go_on(const struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    const struct document *document = passage->finding->document;
    size_t index = (size_t)(passage->finding->paragraph - 1);
    struct text voice = passage->finding->paragraph > 0 && index < document->paragraphs.count
                            ? document->paragraphs.items[index].voice
                            : TEXT_NONE;
    if (!document->cable || text_equal(voice, TEXT("comment")) || text_equal(voice, TEXT("note"))) {
        return false;
    }
    uint16_t marks = passage->tokens[reading->first].before;
    bool is_writer = passage_is(passage, reading->first, SPEECH_NOTE | SPEECH_PREPOSITION) ||
                     words_is(passage->words, reading->first, TEXT("we")) ||
                     words_is(passage->words, reading->first, TEXT("our")) ||
                     words_mean(passage->words, reading->first, VOCABULARY_WORD_ASKER);
    return !is_writer && !tells_of_saying(reading) &&
           !(marks & (MARK_BRACKET | MARK_OPEN | MARK_DASH)) && reading->goes_on.name.length > 0;
}

/* A cue at the end of the sentence takes in those before it, which are part of what is said. */
static size_t first_cue(const struct paragraph_reading *reading)
{
    struct utterance utterance = {.passage = reading->passage,
                                  .cues = &reading->cues,
                                  .first = reading->first,
                                  .last = reading->last};
    utterance.cue = reading->cues.count > 0 ? reading->cues.count - 1 : 0;
    bool is_whole = reading->cues.count > 1 && content_is_final(&utterance) &&
                    reading->passage->tokens[reading->first].quotation == 0;
    return is_whole ? utterance.cue : 0;
}

static void read_sentence(struct paragraph_reading *reading)
{
    size_t before = reading->passage->finding->document->statements.count;
    cues_read(&reading->cues, reading->passage, reading->first, reading->last);
    for (size_t i = first_cue(reading); i < reading->cues.count; i++) {
        add_cue(reading, i);
    }
    read_announcement(reading);
    if (reading->passage->finding->document->statements.count > before ||
        reading->covered > reading->first) {
        return;
    }
    if (reading->cues.count > 0 || !may_go_on(reading)) {
        reading->goes_on = (struct speaker){.kinds = 0};
        return;
    }
    struct statement *added =
        add(reading, reading->goes_on, (struct phrase){reading->first, reading->last});
    if (added) {
        added->implicit = true;
        added->confidence = CONFIDENCE_LIKELY;
        added->inferred = TEXT("carried_on");
    }
}

/* A paragraph that goes on with the quotation of the one before. */
static void go_on_quoting(struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    const struct finding *finding = passage->finding;
    struct statements_reader *reader = reading->reader;
    const struct quotation *quotation = &passage->quotations[1];
    struct statement *open = &finding->document->statements.items[reader->open - 1];
    struct text more = passage_text(passage, quotation->first, quotation->last);
    open->span.end = words_span(passage->words, quotation->first, quotation->last).end;
    open->text = join(finding, open->text, more);
    reading->covered = quotation->last + 1;
    reader->open = quotation->is_open ? reader->open : 0;
}

/* “…” ― Ada Brekke */
static bool add_signed(struct paragraph_reading *reading, size_t index)
{
    const struct passage *passage = reading->passage;
    size_t name = passage->quotations[index].last + 1;
    struct phrase phrase;
    if (name >= passage->count || !(passage_marks(passage, name) & MARK_DASH) ||
        !passage->words->items[name].is_capital ||
        !phrase_after(passage, name, passage->count - 1, &phrase)) {
        return false;
    }
    struct speaker speaker = speakers_resolve(&reading->reader->speakers, passage, name, phrase);
    struct phrase quoted = {passage->quotations[index].first, passage->quotations[index].last};
    struct statement *added = add(reading, speaker, quoted);
    if (added) {
        added->cue = text_trim(words_gap(passage->words, name - 1));
        added->speaker_span = words_span(passage->words, phrase.first, phrase.last);
    }
    return true;
}

/* A paragraph that begins with a quotation, and where it belongs. */
static void read_quoted_start(struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    struct statements_reader *reader = reading->reader;
    const struct quotation *quotation = &passage->quotations[1];
    if (reader->open > 0) {
        go_on_quoting(reading);
        return;
    }
    bool is_whole = quotation->last + 1 == passage->count;
    bool is_signed = false;
    for (size_t i = 1; i <= passage->quotation_count; i++) {
        is_signed = add_signed(reading, i) || is_signed;
    }
    if (is_signed || (!reader->is_announced && !is_whole)) {
        return;
    }
    if (reader->is_announced) {
        (void)add(reading, reader->announcer, (struct phrase){quotation->first, quotation->last});
    }
}

/* MS. THORNFIELD: … */
static bool add_labeled(struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    size_t last = 0;
    while (last + 1 < passage->count && last < LABEL_WORDS_MAX &&
           !(passage->tokens[last + 1].before & MARK_COLON)) {
        last++;
    }
    bool is_label = last + 1 < passage->count && (passage->tokens[last + 1].before & MARK_COLON);
    for (size_t i = 0; is_label && i <= last; i++) {
        is_label = passage->words->items[i].is_upper &&
                   !words_mean(passage->words, i, VOCABULARY_WORD_MONTH);
    }
    if (!is_label || passage->finding->document->cable ||
        words_text(passage->words, 0, last).length < 3) {
        return false;
    }
    struct speaker speaker = {.name = words_text(passage->words, 0, last)};
    struct statement *added = add(reading, speaker, (struct phrase){last + 1, passage->count - 1});
    if (added) {
        added->kind = TEXT("direct");
        added->cue = TEXT(":");
        added->speaker_span = words_span(passage->words, 0, last);
    }
    return true;
}

/* Keep a quotation that is open at the end, when nobody was named for it yet. */
static void keep_unsaid(const struct paragraph_reading *reading)
{
    const struct passage *passage = reading->passage;
    const struct quotation *quotation = &passage->quotations[passage->quotation_count];
    bool is_unsaid = passage->quotation_count > 0 && quotation->is_open &&
                     reading->reader->open == 0 && reading->covered <= quotation->first;
    reading->reader->unsaid =
        is_unsaid ? passage_text(passage, quotation->first, quotation->last) : TEXT_NONE;
    reading->reader->unsaid_span =
        is_unsaid ? words_span(passage->words, quotation->first, quotation->last)
                  : (struct span){0, 0};
}

void statements_find(struct statements_reader *reader, const struct passage *passage)
{
    struct paragraph_reading reading = {.reader = reader, .passage = passage};
    speakers_learn(&reader->speakers, passage);
    if (passage->count > 0 && add_labeled(&reading)) {
        reader->open = 0;
        return;
    }
    bool begins_quoted =
        passage->count > 0 && passage->quotation_count > 0 && passage->quotations[1].first == 0;
    if (begins_quoted) {
        read_quoted_start(&reading);
    } else {
        reader->open = 0;
    }
    reader->is_announced = false;
    for (size_t i = 0; i < passage->count; i = reading.last + 1) {
        reading.first = i;
        reading.last = passage_sentence_end(passage, i);
        read_sentence(&reading);
    }
    keep_unsaid(&reading);
}
