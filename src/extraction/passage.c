/* SPDX-License-Identifier: Apache-2.0 */
#include "passage.h"

#include "chancery/base/array.h"

/* The most bytes of punctuation between two words that are read. */
#define GAP_BYTES_MAX ((size_t)64)
/* How far around the words of a piece its first and last quotation marks stand. */
#define MARKS_AROUND_BYTES ((size_t)8)

/* A mark of punctuation as it is printed. */
struct printed_mark {
    const char *bytes;
    uint16_t marks;
};

/* Both quotation marks: which it is depends on where it stands. */
#define MARK_QUOTE (MARK_OPEN | MARK_CLOSE)

static const struct printed_mark printed_marks[] = {
    {",", MARK_COMMA},
    {";", MARK_SEMICOLON},
    {":", MARK_COLON},
    {".", MARK_STOP},
    {"!", MARK_STOP},
    {"?", MARK_STOP},
    {"\"", MARK_QUOTE},
    {"''", MARK_QUOTE},
    {"``", MARK_QUOTE},
    {"(", MARK_BRACKET},
    {"[", MARK_BRACKET},
    {")", MARK_BRACKET_END},
    {"]", MARK_BRACKET_END},
    {"'", MARK_APOSTROPHE},
    {"/", MARK_SLASH},
    {"--", MARK_DASH},
    {"-", MARK_HYPHEN},
    {"\xE2\x80\x9C", MARK_QUOTE},
    {"\xE2\x80\x9D", MARK_QUOTE},
    {"\xE2\x80\x9E", MARK_QUOTE},
    {"\xC2\xAB", MARK_QUOTE},
    {"\xC2\xBB", MARK_QUOTE},
    {"\xE2\x80\x99", MARK_APOSTROPHE},
    {"\xE2\x80\x98", MARK_APOSTROPHE},
    {"\xE2\x80\x94", MARK_DASH},
    {"\xE2\x80\x95", MARK_DASH},
    {"\xE2\x80\x93", MARK_DASH},
    {"\xE2\x80\xA6", MARK_STOP},
};

/* Take the mark that gap begins with, or one character that is none. */
static uint16_t take_mark(struct text *gap)
{
    for (size_t i = 0; i < sizeof(printed_marks) / sizeof(printed_marks[0]); i++) {
        if (text_take_start(gap, text_of(printed_marks[i].bytes))) {
            return printed_marks[i].marks;
        }
    }
    *gap = text_from(*gap, 1);
    return 0;
}

/* Where the reading of one passage is. */
struct reading {
    struct passage *passage;
    size_t at; /* the word that comes next */
    size_t quotation;
    bool is_single; /* curly single marks are its quotation marks, since it has no others */
};

static void open_quotation(struct reading *reading)
{
    struct passage *passage = reading->passage;
    if (passage->quotation_count < PASSAGE_QUOTATIONS_MAX && reading->at < passage->count) {
        reading->quotation = ++passage->quotation_count;
        passage->quotations[reading->quotation] =
            (struct quotation){.first = reading->at, .last = reading->at, .is_open = true};
    }
}

static void close_quotation(struct reading *reading)
{
    struct quotation *quotation = &reading->passage->quotations[reading->quotation];
    quotation->last = reading->at > quotation->first ? reading->at - 1 : quotation->first;
    quotation->is_open = false;
    reading->quotation = 0;
}

/* An inch, or a mark between a number and a blank, neither opens nor closes. */
static uint16_t read_quote(struct reading *reading)
{
    if (reading->quotation > 0 &&
        reading->at > reading->passage->quotations[reading->quotation].first) {
        close_quotation(reading);
        return MARK_CLOSE;
    }
    open_quotation(reading);
    return MARK_OPEN;
}

/* Whether the mark at the start of rest opens or closes a quotation where single marks do. The
 * apostrophe of "the workers' rights" is none, nor is that within a word. */
static bool is_single_mark(const struct reading *reading, struct text gap, struct text rest)
{
    bool is_opening = text_starts(rest, TEXT("\xE2\x80\x98"));
    bool is_closing = text_starts(rest, TEXT("\xE2\x80\x99"));
    if (!reading->is_single || (!is_opening && !is_closing)) {
        return false;
    }
    if (is_opening || reading->quotation == 0 || reading->at == 0) {
        return is_opening && reading->quotation == 0;
    }
    struct text last = reading->passage->words->items[reading->at - 1].text;
    bool is_plural = text_ends(last, TEXT("s"));
    return rest.at != gap.at || (!is_plural && gap.length > 3);
}

static uint16_t read_gap(struct reading *reading, struct text gap)
{
    uint16_t marks = 0;
    /* A word that is joined by nothing but a blank is most of them. */
    if (gap.length == 1 && gap.at[0] == ' ') {
        return 0;
    }
    /* Behind the last word of a piece of a long paragraph, the gap is all the rest of it. */
    struct text rest = text_slice(gap, 0, GAP_BYTES_MAX);
    while (rest.length > 0 && !text_is_letter(rest.at[0]) && !text_is_digit(rest.at[0])) {
        bool is_single = is_single_mark(reading, gap, rest);
        uint16_t mark = take_mark(&rest);
        marks |= mark == MARK_QUOTE || is_single ? read_quote(reading) : mark;
    }
    if (gap.length == 1 && gap.at[0] == '-') {
        return MARK_HYPHEN;
    }
    bool is_spaced = gap.length > 1 && text_is_blank(gap.at[0]);
    if (marks == MARK_HYPHEN && is_spaced) {
        marks = MARK_DASH;
    }
    return marks;
}

static void look_up(const struct passage *passage, size_t at)
{
    char folded[WORD_FOLDED_BYTES_MAX];
    const struct word *word = &passage->words->items[at];
    struct token *token = &passage->tokens[at];
    if (word->is_number || word->text.length > sizeof(folded)) {
        return;
    }
    for (size_t i = 0; i < word->text.length; i++) {
        folded[i] = text_upper(word->text.at[i]);
    }
    const struct vocabulary_speech *speech =
        vocabulary_speech(passage->finding->vocabulary, (struct text){folded, word->text.length});
    if (speech) {
        token->kinds = speech->kinds;
        token->takes = speech->takes;
    }
    bool is_manner =
        !speech && !word->is_capital && word->text.length > 4 && text_ends(word->text, TEXT("ly"));
    token->kinds |= is_manner ? SPEECH_ADVERB : 0;
}

/* Whether a word begins a sentence more often than it stands behind "U.S." */
static bool is_starter(const struct passage *passage, size_t at)
{
    return passage_is(passage, at,
                      SPEECH_PRONOUN | SPEECH_MALE | SPEECH_FEMALE | SPEECH_PLURAL |
                          SPEECH_DETERMINER | SPEECH_PREPOSITION | SPEECH_SUBORDINATOR |
                          SPEECH_CONJUNCTION | SPEECH_POSSESSIVE);
}

/* Whether word at begins a sentence, told by what is before it. */
static bool begins_sentence(const struct passage *passage, size_t at)
{
    const struct word *word = &passage->words->items[at];
    const struct word *last = &passage->words->items[at - 1];
    uint16_t marks = passage->tokens[at].before;
    if (!word->is_capital && !word->is_number && !(marks & MARK_OPEN)) {
        return false;
    }
    if (!(marks & MARK_STOP)) {
        bool is_dotted = last->text.at[last->text.length - 1] == '.';
        return is_dotted && word->is_capital && is_starter(passage, at);
    }
    bool is_initial = last->text.length == 1 && last->is_capital && last->text.at[0] != 'I';
    return !passage_is(passage, at - 1, SPEECH_ABBREVIATION) && !is_initial &&
           words_gap(passage->words, at - 1).length > 1;
}

/* Whether a passage quotes between single marks: it has one that opens, and no double ones. */
static bool quotes_singly(const struct passage *passage)
{
    static const struct text doubles[] = {{"\"", 1},
                                          {"\xE2\x80\x9C", 3},
                                          {"\xE2\x80\x9D", 3},
                                          {"\xE2\x80\x9E", 3},
                                          {"\xC2\xAB", 2},
                                          {"``", 2},
                                          {"''", 2}};
    if (passage->count == 0) {
        return false;
    }
    /* The words of this piece alone, with the marks around it: a long paragraph has many. */
    struct text piece = words_text(passage->words, 0, passage->count - 1);
    size_t start = (size_t)(piece.at - passage->words->text.at);
    size_t lead = start < MARKS_AROUND_BYTES ? start : MARKS_AROUND_BYTES;
    piece =
        text_slice(passage->words->text, start - lead, lead + piece.length + MARKS_AROUND_BYTES);
    if (text_find(piece, TEXT("\xE2\x80\x98")) == TEXT_NOT_FOUND) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(doubles); i++) {
        if (text_find(piece, doubles[i]) != TEXT_NOT_FOUND) {
            return false;
        }
    }
    return true;
}

void passage_read(struct passage *passage, const struct finding *finding, struct token *tokens)
{
    *passage = (struct passage){.finding = finding, .words = finding->words, .tokens = tokens};
    passage->count = finding->words->count;
    struct reading reading = {.passage = passage, .is_single = quotes_singly(passage)};
    size_t lead =
        (size_t)(passage->count > 0 ? passage->words->items[0].text.at - passage->words->text.at
                                    : 0);
    /* Words that come after the first piece of a long paragraph have no lead. */
    struct text gap = text_slice(passage->words->text, 0, lead < 16 ? lead : 0);
    for (size_t i = 0; i < passage->count; i++) {
        struct token *token = &tokens[i];
        *token = (struct token){.before = 0};
        reading.at = i;
        token->before = read_gap(&reading, gap);
        token->quotation = (uint8_t)reading.quotation;
        look_up(passage, i);
        gap = words_gap(passage->words, i);
    }
    for (size_t i = 0; i < passage->count; i++) {
        tokens[i].begins = i == 0 || begins_sentence(passage, i);
    }
    reading.at = passage->count;
    passage->after = read_gap(&reading, gap);
    if (reading.quotation > 0 && passage->count > 0) {
        passage->quotations[reading.quotation].last = passage->count - 1;
    }
}

size_t passage_sentence_start(const struct passage *passage, size_t at)
{
    while (at > 0 && !passage->tokens[at].begins) {
        at--;
    }
    return at;
}

size_t passage_sentence_end(const struct passage *passage, size_t at)
{
    while (at + 1 < passage->count && !passage->tokens[at + 1].begins) {
        at++;
    }
    return at;
}

struct text passage_text(const struct passage *passage, size_t first, size_t last)
{
    struct text text = words_text(passage->words, first, last);
    uint8_t quotation = passage->tokens[last].quotation;
    bool opens_within = quotation > 0 && passage->tokens[first].quotation == 0 &&
                        passage->quotations[quotation].first > first &&
                        passage->quotations[quotation].last == last;
    struct text gap = words_gap(passage->words, last);
    for (size_t taken = 0; opens_within && taken < gap.length && taken < 6;) {
        struct text rest = text_from(gap, taken);
        uint16_t mark = take_mark(&rest);
        taken = gap.length - rest.length;
        if (mark == MARK_QUOTE) {
            text.length += taken;
            break;
        }
    }
    return text;
}
