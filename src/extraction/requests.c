/* SPDX-License-Identifier: Apache-2.0 */
#include "requests.h"

#include "chancery/base/array.h"
#include "chancery/base/number.h"

/* The most bytes of a paragraph that only points to another. */
#define ANNOUNCEMENT_BYTES_MAX ((size_t)400)

/* The sentence that a request is, from word first to word last. */
struct request {
    const struct finding *finding;
    size_t first;
    size_t last;
    struct text asker;
    struct text addressee;
};

static size_t sentence_end(const struct words *words, size_t first)
{
    size_t last = first;
    while (last + 1 < words->count && !words->items[last + 1].begins) {
        last++;
    }
    return last;
}

/* "by March 3", "before next week", "by close of business" */
static bool begins_day(const struct words *words, size_t index)
{
    if (!words_is(words, index, TEXT("by")) && !words_is(words, index, TEXT("before"))) {
        return false;
    }
    size_t next = words_mean(words, index + 1, VOCABULARY_WORD_SHIFT) ? index + 2 : index + 1;
    bool is_close =
        words_is(words, next, TEXT("COB")) ||
        (words_is(words, next, TEXT("close")) && words_is(words, next + 2, TEXT("business")));
    return is_close ||
           (next < words->count && (words->items[next].is_number ||
                                    (words->items[next].meaning &&
                                     words->items[next].meaning->kind <= VOCABULARY_WORD_UNIT)));
}

/* A deadline goes on to the end of its clause. */
static bool begins_deadline(const struct words *words, size_t index)
{
    static const struct text phrases[][3] = {
        {{"as", 2}, {"soon", 4}, {"as", 2}},
        {{"no", 2}, {"later", 5}, {"than", 4}},
        {{"not", 3}, {"later", 5}, {"than", 4}},
    };
    if (words_is(words, index, TEXT("NLT")) || words_is(words, index, TEXT("ASAP"))) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(phrases); i++) {
        if (words_is(words, index, phrases[i][0]) && words_is(words, index + 1, phrases[i][1]) &&
            words_is(words, index + 2, phrases[i][2])) {
            return true;
        }
    }
    return begins_day(words, index);
}

static struct text read_deadline(const struct request *request)
{
    const struct words *words = request->finding->words;
    for (size_t i = request->first; i <= request->last; i++) {
        if (!begins_deadline(words, i)) {
            continue;
        }
        size_t end = i;
        while (end < request->last && text_trim(words_gap(words, end)).length == 0) {
            end++;
        }
        return words_text(words, i, end);
    }
    return TEXT_NONE;
}

static void add(const struct request *request)
{
    const struct finding *finding = request->finding;
    struct action_request *added = LIST_ADD(finding->arena, &finding->document->action_requests);
    if (!added) {
        return;
    }
    struct text text = words_text(finding->words, request->first, request->last);
    if (text_starts(words_gap(finding->words, request->last), TEXT("."))) {
        text.length++;
    }
    *added = (struct action_request){.asker = request->asker,
                                     .addressee = request->addressee,
                                     .text = text,
                                     .deadline = read_deadline(request),
                                     .paragraph = finding->paragraph,
                                     .announced_in = INTEGER_NONE};
}

static struct text printed(const struct words *words, size_t index)
{
    return index < words->count ? words->items[index].text : TEXT_NONE;
}

static bool is_asker(const struct words *words, size_t index)
{
    return words_mean(words, index, VOCABULARY_WORD_ASKER);
}

/* Who is asked; "the" before it is passed over. */
static struct text read_asked(const struct words *words, size_t index)
{
    index += words_is(words, index, TEXT("that")) ? 1 : 0;
    index += words_is(words, index, TEXT("the")) ? 1 : 0;
    bool is_asked = words_mean(words, index, VOCABULARY_WORD_ASKED) || is_asker(words, index);
    return is_asked ? printed(words, index) : TEXT_NONE;
}

/* "Post requests that Department provide …", "Embassy would appreciate guidance …" */
static bool read_asking(struct request *request, size_t index)
{
    const struct words *words = request->finding->words;
    size_t verb = index + 1;
    /* "Embassy Oslo requests": the name of the post goes with it. */
    bool is_named = verb < words->count && words->items[verb].is_capital &&
                    !words_mean(words, verb, VOCABULARY_WORD_ASK);
    verb += is_named ? 1 : 0;
    bool is_polite = words_is(words, verb, TEXT("would")) || words_is(words, verb, TEXT("also"));
    verb += is_polite ? 1 : 0;
    if (!is_asker(words, index) || !words_mean(words, verb, VOCABULARY_WORD_ASK) ||
        words_is(words, verb, TEXT("requested")) || words_is(words, verb, TEXT("request")) ||
        (words_is(words, verb, TEXT("appreciate")) && !is_polite)) {
        return false;
    }
    request->asker = words_text(words, index, is_named ? index + 1 : index);
    request->addressee = read_asked(words, verb + 1);
    return true;
}

/* "Department is requested to …", "Addressees are requested to …" */
static bool read_asked_of(struct request *request, size_t index)
{
    const struct words *words = request->finding->words;
    bool is_asked = words_mean(words, index, VOCABULARY_WORD_ASKED) || is_asker(words, index);
    if (!is_asked ||
        !(words_is(words, index + 1, TEXT("is")) || words_is(words, index + 1, TEXT("are"))) ||
        !words_is(words, index + 2, TEXT("requested")) || !words_is(words, index + 3, TEXT("to"))) {
        return false;
    }
    request->addressee = printed(words, index);
    return true;
}

void requests_find(const struct finding *finding)
{
    const struct words *words = finding->words;
    for (size_t i = 0; i < words->count; i++) {
        if (!words->items[i].begins) {
            continue;
        }
        size_t subject = words_is(words, i, TEXT("the")) ? i + 1 : i;
        struct request request = {.finding = finding, .first = i, .last = sentence_end(words, i)};
        if (read_asking(&request, subject) || read_asked_of(&request, subject)) {
            add(&request);
        }
        i = request.last;
    }
}

/* The number behind "para", or INTEGER_NONE. */
static int64_t paragraph_named(struct text text)
{
    struct text rest = text;
    struct text word;
    int64_t number = 0;
    while (text_take_word(&rest, &word)) {
        bool is_label = text_starts_fold(word, TEXT("para"));
        if (is_label && text_take_word(&rest, &word)) {
            size_t digits = 0;
            while (digits < word.length && text_is_digit(word.at[digits])) {
                digits++;
            }
            if (number_read(text_slice(word, 0, digits), 1, INT32_MAX, &number)) {
                return number;
            }
        }
    }
    return INTEGER_NONE;
}

/* The place of the paragraph that counts as number, or INTEGER_NONE. */
static int64_t place_of(const struct document *document, int64_t number)
{
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        if (document->paragraphs.items[i].number == number) {
            return (int64_t)i + 1;
        }
    }
    return INTEGER_NONE;
}

static void announce(struct document *document, int64_t from, int64_t to)
{
    for (size_t i = 0; i < document->action_requests.count; i++) {
        struct action_request *request = &document->action_requests.items[i];
        if (request->paragraph == to && from != to && request->announced_in == INTEGER_NONE) {
            request->announced_in = from;
        }
    }
}

void requests_announced(struct document *document)
{
    size_t left = document->action_requests.count;
    for (size_t i = 0; i < document->paragraphs.count && left > 0; i++) {
        struct text text = document->paragraphs.items[i].text;
        bool is_announcement = text.length <= ANNOUNCEMENT_BYTES_MAX &&
                               text_find_fold(text, TEXT("action request")) != TEXT_NOT_FOUND;
        int64_t number = is_announcement ? paragraph_named(text) : INTEGER_NONE;
        int64_t place = number == INTEGER_NONE ? INTEGER_NONE : place_of(document, number);
        if (place != INTEGER_NONE) {
            announce(document, (int64_t)i + 1, place);
            left--;
        }
    }
}
