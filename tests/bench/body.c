/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/base/array.h"

#include "inside.h"

/* Words of a topic, and its phrases; drawn from words of these ranks. */
#define TOPIC_WORDS      400
#define TOPIC_PHRASES    80
#define TOPIC_FIRST_RANK 60
#define TOPIC_RANKS      20000.0

/* Function words stand above the others, which therefore begin flat. */
#define WORDS_SHIFT 30.0

/* The text of a paragraph, in bytes. */
#define PARAGRAPH_BYTES_LEAST 250
#define PARAGRAPH_BYTES_MOST  950

/* Half of the cables are wrapped where a teleprinter would. */
#define LINE_BYTES_MAX 68

/* Body bytes: half of the cables are longer than the median. */
#define BODY_BYTES_MEDIAN 5050.0
#define BODY_BYTES_SPREAD 0.70
#define BODY_BYTES_LEAST  300

static const char *const titles[] = {"Minister",         "Deputy Minister", "President",
                                     "Director General", "Ambassador",      "Secretary General",
                                     "General",          "Professor"};

static const char *const cues[] = {"said that",     "told Poloff that", "noted that",
                                   "argued that",   "agreed that",      "denied that",
                                   "expected that", "asked whether"};

static const char *const number_words[] = {"percent", "million", "people",
                                           "years",   "members", "vessels"};

/* The words of a topic lie anywhere in the language, somewhat more among the frequent ones. */
struct text topic_word(const struct corpus *corpus, size_t topic, struct chance *chance)
{
    size_t place = chance_rank(chance, TOPIC_WORDS);
    struct chance home = chance_of(corpus->seed, topic * TOPIC_WORDS + place, STREAM_TOPIC + 2);
    double depth = chance_unit(&home);
    return words_at(corpus->words, TOPIC_FIRST_RANK + (size_t)(TOPIC_RANKS * depth * depth));
}

void topic_add_phrase(const struct corpus *corpus, size_t topic, struct chance *chance,
                      struct buffer *out)
{
    size_t place = chance_rank(chance, TOPIC_PHRASES);
    struct chance home = chance_of(corpus->seed, topic * TOPIC_PHRASES + place, STREAM_TOPIC + 3);
    size_t count = chance_between(&home, 2, 4);
    for (size_t i = 0; i < count; i++) {
        buffer_add(out, i > 0 ? TEXT(" ") : TEXT(""));
        buffer_add(out, topic_word(corpus, topic, &home));
    }
}

/* What is being written, and how. */
struct writing {
    const struct corpus *corpus;
    const struct corpus_cable *cable;
    struct chance chance;
    struct buffer *out;
};

static void add_number(struct writing *writing)
{
    size_t size = chance_rank(&writing->chance, 100000);
    buffer_add_format(writing->out, "%zu", size);
    if (chance_is(&writing->chance, 600)) {
        size_t word = chance_below(&writing->chance, COUNT_OF(number_words));
        buffer_add_format(writing->out, " %s", number_words[word]);
    }
}

/* One word or a few that belong together: about what prose is made of. */
static void add_word(struct writing *writing)
{
    const struct corpus *corpus = writing->corpus;
    struct chance *chance = &writing->chance;
    size_t topic = writing->cable->topic[chance_is(chance, 250) ? 1 : 0];
    size_t draw = chance_below(chance, 1000);
    if (draw < 400) {
        buffer_add(writing->out, words_function(chance_rank(chance, words_function_count())));
    } else if (draw < 600) {
        buffer_add(writing->out, topic_word(corpus, topic, chance));
    } else if (draw < 915) {
        buffer_add(writing->out,
                   words_at(corpus->words, chance_rank_from(chance, WORDS_COUNT, WORDS_SHIFT)));
    } else if (draw < 945) {
        topic_add_phrase(corpus, topic, chance, writing->out);
    } else if (draw < 965) {
        words_add_name(writing->out, corpus->words, words_person(chance));
    } else if (draw < 980) {
        add_number(writing);
    } else if (draw < 988) {
        struct word rare;
        words_make_up(chance, &rare);
        buffer_add(writing->out, (struct text){rare.bytes, rare.length});
    } else {
        size_t post = chance_rank(chance, corpus->post_count);
        buffer_add(writing->out, corpus->posts[post].country);
    }
}

static void add_speaker(struct writing *writing)
{
    struct chance *chance = &writing->chance;
    buffer_add_format(writing->out, "%s ", titles[chance_below(chance, COUNT_OF(titles))]);
    words_add_name(writing->out, writing->corpus->words, words_person(chance));
    buffer_add_format(writing->out, " %s ", cues[chance_below(chance, COUNT_OF(cues))]);
}

static void add_sentence(struct writing *writing)
{
    struct chance *chance = &writing->chance;
    size_t count = chance_between(chance, 6, 26);
    if (chance_is(chance, 150)) {
        add_speaker(writing);
    } else {
        size_t rank = chance_rank(chance, words_function_count());
        words_add_capitalized(writing->out, words_function(rank));
        buffer_add(writing->out, TEXT(" "));
    }
    for (size_t i = 0; i < count; i++) {
        add_word(writing);
        bool last = i + 1 == count;
        buffer_add(writing->out, last ? TEXT(".") : chance_is(chance, 60) ? TEXT(", ") : TEXT(" "));
    }
}

static void add_heading(struct writing *writing)
{
    size_t start = writing->out->length;
    size_t count = chance_between(&writing->chance, 2, 4);
    for (size_t i = 0; i < count; i++) {
        buffer_add(writing->out, i > 0 ? TEXT(" ") : TEXT(""));
        words_add_capitalized(
            writing->out, topic_word(writing->corpus, writing->cable->topic[0], &writing->chance));
    }
    size_t length = writing->out->length - start;
    buffer_add(writing->out, TEXT("\n"));
    for (size_t i = 0; i < length; i++) {
        buffer_add(writing->out, TEXT("-"));
    }
    buffer_add(writing->out, TEXT("\n\n"));
}

/* Break what was written from start on into lines. */
static void wrap(struct buffer *out, size_t start)
{
    size_t line = start;
    size_t blank = start;
    for (size_t i = start; i < out->length; i++) {
        if (i - line > LINE_BYTES_MAX && blank > line) {
            out->bytes[blank] = '\n';
            line = blank + 1;
        }
        if (out->bytes[i] == ' ') {
            blank = i;
        }
    }
}

enum place {
    PLACE_FIRST,
    PLACE_MIDDLE,
    PLACE_LAST
};

static void add_paragraph(struct writing *writing, size_t number, enum place place, size_t bytes)
{
    struct chance *chance = &writing->chance;
    const struct level *level = level_at(writing->cable->level);
    const char *mark = chance_is(chance, 850) ? level->mark : "U";
    size_t start = writing->out->length;
    buffer_add_format(writing->out, "%s%zu. (%s) ", writing->cable->number % 2 ? "\xC2\xB6" : "",
                      number, mark);
    const char *opening = place == PLACE_FIRST  ? "Summary: "
                          : place == PLACE_LAST ? "Comment: "
                                                : "";
    buffer_add(writing->out, text_of(opening));
    size_t text = writing->out->length;
    while (writing->out->length - text < bytes && !buffer_status(writing->out)) {
        buffer_add(writing->out, writing->out->length > text ? TEXT(" ") : TEXT(""));
        add_sentence(writing);
    }
    const char *closing = place == PLACE_FIRST  ? " End summary."
                          : place == PLACE_LAST ? " End comment."
                                                : "";
    buffer_add(writing->out, text_of(closing));
    if (writing->cable->number % 4 < 2) {
        wrap(writing->out, start);
    }
    buffer_add(writing->out, TEXT("\n\n"));
}

static size_t draw_length(struct chance *chance)
{
    double length = chance_length(chance, BODY_BYTES_MEDIAN, BODY_BYTES_SPREAD);
    double most = (double)CORPUS_BODY_BYTES_MAX;
    length = length < most ? length : most;
    return length > BODY_BYTES_LEAST ? (size_t)length : BODY_BYTES_LEAST;
}

void body_write(const struct corpus *corpus, const struct corpus_cable *cable, struct buffer *out)
{
    struct writing writing = {corpus, cable, chance_of(corpus->seed, cable->number, STREAM_BODY),
                              out};
    size_t end = out->length + draw_length(&writing.chance);
    size_t number = 1;
    enum place place = PLACE_FIRST;
    while (place != PLACE_LAST && !buffer_status(out)) {
        size_t bytes = chance_between(&writing.chance, PARAGRAPH_BYTES_LEAST, PARAGRAPH_BYTES_MOST);
        if (number > 1) {
            place = out->length + bytes < end ? PLACE_MIDDLE : PLACE_LAST;
        }
        if (place == PLACE_MIDDLE && chance_is(&writing.chance, 200)) {
            add_heading(&writing);
        }
        add_paragraph(&writing, number++, place, bytes);
    }
    size_t signature = out->length;
    words_add_surname(out, corpus->words, words_person(&writing.chance));
    for (size_t i = signature; i < out->length; i++) {
        out->bytes[i] = text_upper(out->bytes[i]);
    }
    buffer_add(out, TEXT("\n"));
}
