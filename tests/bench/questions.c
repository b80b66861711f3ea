/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/index/walk.h"

#include "questions.h"

/* How many documents are tried for each question before it is given up. */
#define TRIES_MAX 40

/* The most memory for one document. */
#define DOCUMENT_MEMORY_BYTES ((size_t)256 * 1024 * 1024)

#define WORDS_MAX 3

struct text question_class_name(enum question_class class)
{
    static const char *const names[QUESTION_CLASS_COUNT] = {
        "term_rare", "term_common", "or",     "and",       "phrase",   "prefix",
        "term_date", "term_tag",    "facets", "histogram", "snippets",
    };
    return text_of(names[class]);
}

/* A word of the body that both engines cut alike. */
struct sampled {
    struct text text;
    uint32_t position;
    uint32_t documents; /* in how many it stands */
};

struct sample {
    LIST_OF(struct sampled);
    struct index_date date;
    struct text tag;
};

struct making {
    const struct index *index;
    struct store_reader *reader;
    struct tokens *tokens;
    struct chance chance;
};

/* Letters of ASCII with blanks or a plain stop around them: no apostrophe, hyphen or digit. */
static bool is_plain(const struct index_word *word)
{
    struct text unit = word->unit;
    size_t start = word->token.start;
    size_t end = word->token.end;
    for (size_t i = start; i < end; i++) {
        if (!text_is_letter(unit.at[i])) {
            return false;
        }
    }
    char before = start > 0 ? unit.at[start - 1] : ' ';
    char behind = end < unit.length ? unit.at[end] : ' ';
    char behind_that = end + 1 < unit.length ? unit.at[end + 1] : ' ';
    bool stops = behind == '.' || behind == ',';
    return before == ' ' && (behind == ' ' || (stops && behind_that == ' ')) && end - start > 1;
}

static void sample_word(const struct making *making, const struct index_word *word,
                        struct arena *arena, struct sample *sample)
{
    if (word->field != INDEX_TEXT_BODY || word->token.parts > 1 || !is_plain(word)) {
        return;
    }
    struct index_range range =
        index_terms_find(making->index, INDEX_EXACT, word->token.exact, false);
    if (range.first == range.end) {
        return;
    }
    struct sampled *sampled = LIST_ADD(arena, sample);
    if (sampled) {
        sampled->text = arena_text(arena, word->token.exact);
        sampled->position = word->token.position;
        sampled->documents = index_term_documents(making->index, INDEX_EXACT, range.first);
    }
}

static enum status sample_document(struct making *making, struct arena *arena,
                                   struct sample *sample, struct error *error)
{
    uint32_t number = (uint32_t)chance_below(&making->chance, index_document_count(making->index));
    struct document *document;
    enum status status =
        store_reader_document(making->reader, index_document_key(making->index, number),
                              STORE_PART_PARAGRAPHS, arena, &document, error);
    if (status) {
        return status;
    }
    struct index_walk walk = index_walk_over(making->tokens, document);
    struct index_word word;
    while (index_walk_next(&walk, &word)) {
        sample_word(making, &word, arena, sample);
    }
    sample->date = index_document_date(making->index, number);
    struct index_numbers tags = index_document_values(making->index, QUERY_FIELD_TAG, number);
    if (tags.count > 0) {
        uint32_t tag = tags.items[chance_below(&making->chance, tags.count)];
        sample->tag = index_value_text(making->index, QUERY_FIELD_TAG, tag);
    }
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a question");
    }
    return STATUS_OK;
}

/* How frequent the words of a class are: documents out of so many, at least and at most. */
struct frequency {
    uint32_t least;
    uint32_t most;
};

static struct frequency frequency_of(const struct making *making, enum question_class class)
{
    uint32_t all = index_document_count(making->index);
    switch (class) {
    case QUESTION_TERM_RARE:
        return (struct frequency){1, all / 2000 > 2 ? all / 2000 : 2};
    case QUESTION_TERM_COMMON:
    case QUESTION_TERM_DATE:
    case QUESTION_TERM_TAG:
        return (struct frequency){all / 20, all};
    case QUESTION_OR:
    case QUESTION_AND:
    case QUESTION_FACETS:
    case QUESTION_HISTOGRAM:
    case QUESTION_SNIPPETS:
        return (struct frequency){all / 100, all};
    case QUESTION_PHRASE:
    case QUESTION_PREFIX:
    case QUESTION_CLASS_COUNT:
        break;
    }
    return (struct frequency){1, all};
}

/* A word of the sample that is as frequent as wanted, or NULL. */
static const struct sampled *draw_word(struct making *making, const struct sample *sample,
                                       struct frequency wanted)
{
    for (int i = 0; i < TRIES_MAX && sample->count > 0; i++) {
        const struct sampled *word = &sample->items[chance_below(&making->chance, sample->count)];
        if (word->documents >= wanted.least && word->documents <= wanted.most) {
            return word;
        }
    }
    return NULL;
}

struct picked {
    struct text words[WORDS_MAX];
    size_t count;
};

/* Two or three different words of one document. */
static bool pick_words(struct making *making, const struct sample *sample, struct frequency wanted,
                       struct picked *out)
{
    size_t count = chance_between(&making->chance, 2, WORDS_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct sampled *word = draw_word(making, sample, wanted);
        for (size_t j = 0; word && j < out->count; j++) {
            word = text_equal(word->text, out->words[j]) ? NULL : word;
        }
        if (!word) {
            return false;
        }
        out->words[out->count++] = word->text;
    }
    return true;
}

/* Two or three words in a row; in half of the questions all of them say something. */
static bool pick_phrase(struct making *making, const struct sample *sample, struct picked *out)
{
    size_t count = chance_between(&making->chance, 2, WORDS_MAX);
    uint32_t most = index_document_count(making->index);
    most = chance_is(&making->chance, 500) ? most / 3 : most;
    if (sample->count < count) {
        return false;
    }
    size_t first = chance_below(&making->chance, sample->count - count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct sampled *word = &sample->items[first + i];
        if (word->position != sample->items[first].position + i || word->documents > most) {
            return false;
        }
        out->words[out->count++] = word->text;
    }
    return true;
}

static bool pick_prefix(struct making *making, const struct sample *sample, struct picked *out)
{
    const struct sampled *word = draw_word(making, sample, frequency_of(making, QUESTION_PREFIX));
    size_t length = chance_between(&making->chance, 3, 5);
    if (!word || word->text.length <= length) {
        return false;
    }
    out->words[out->count++] = text_slice(word->text, 0, length);
    return true;
}

static bool pick_one(struct making *making, const struct sample *sample, struct frequency wanted,
                     struct picked *out)
{
    const struct sampled *word = draw_word(making, sample, wanted);
    if (word) {
        out->words[out->count++] = word->text;
    }
    return word != NULL;
}

static bool pick(struct making *making, enum question_class class, const struct sample *sample,
                 struct picked *out)
{
    struct frequency wanted = frequency_of(making, class);
    switch (class) {
    case QUESTION_TERM_RARE:
    case QUESTION_TERM_COMMON:
        return pick_one(making, sample, wanted, out);
    case QUESTION_TERM_DATE:
        return sample->date.precision <= INDEX_PRECISION_DAY &&
               pick_one(making, sample, wanted, out);
    case QUESTION_TERM_TAG:
        return sample->tag.at && pick_one(making, sample, wanted, out);
    case QUESTION_OR:
    case QUESTION_AND:
    case QUESTION_FACETS:
    case QUESTION_HISTOGRAM:
    case QUESTION_SNIPPETS:
        return pick_words(making, sample, wanted, out);
    case QUESTION_PHRASE:
        return pick_phrase(making, sample, out);
    case QUESTION_PREFIX:
        return pick_prefix(making, sample, out);
    case QUESTION_CLASS_COUNT:
        break;
    }
    return false;
}

/* How the words of a class are put together, in each language. */
struct form {
    const char *before; /* all */
    const char *between;
    const char *behind; /* all */
    const char *each;   /* before each word */
};

static struct text put_together(const struct picked *picked, const struct form *form,
                                struct arena *arena)
{
    AUTO_BUFFER out = BUFFER_UP_TO((size_t)1024);
    buffer_add(&out, text_of(form->before));
    for (size_t i = 0; i < picked->count; i++) {
        buffer_add_format(&out, "%s%s%.*s", i > 0 ? form->between : "", form->each,
                          TEXT_ARGUMENTS(picked->words[i]));
    }
    buffer_add(&out, text_of(form->behind));
    return arena_text(arena, buffer_text(&out));
}

static void phrase_question(struct question *question, const struct picked *picked,
                            struct arena *arena)
{
    static const struct form any = {"", " OR ", "", "="};
    static const struct form all = {"", " ", "", "="};
    static const struct form row = {"\"", " ", "\"", ""};
    static const struct form start = {"", " ", "*", ""};
    static const struct form match_any = {"", " OR ", "", ""};
    static const struct form match_all = {"", " AND ", "", ""};
    bool is_row = question->class == QUESTION_PHRASE;
    bool is_start = question->class == QUESTION_PREFIX;
    bool is_all = question->class == QUESTION_AND;
    question->q = put_together(picked,
                               is_row     ? &row
                               : is_start ? &start
                               : is_all   ? &all
                                          : &any,
                               arena);
    question->match = put_together(picked,
                                   is_row     ? &row
                                   : is_start ? &start
                                   : is_all   ? &match_all
                                              : &match_any,
                                   arena);
}

/* Try to make one question of one document. */
static enum status try_question(struct making *making, enum question_class class,
                                struct arena *arena, struct questions *out, struct error *error)
{
    AUTO_ARENA scratch = arena_new(DOCUMENT_MEMORY_BYTES);
    if (!scratch) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a question");
    }
    struct sample sample = {0};
    struct picked picked = {0};
    enum status status = sample_document(making, scratch, &sample, error);
    if (status || !pick(making, class, &sample, &picked)) {
        return status;
    }
    struct question *question = LIST_ADD(arena, out);
    if (!question) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a question");
    }
    int64_t before = (int64_t)chance_below(&making->chance, 365);
    int64_t behind = (int64_t)chance_below(&making->chance, 365);
    question->class = class;
    question->tag = arena_text(arena, sample.tag);
    question->days = sample.date.days;
    if (sample.date.precision < INDEX_PRECISION_NONE) {
        question->days.first_day -= before;
        question->days.last_day += behind;
    }
    phrase_question(question, &picked, arena);
    return STATUS_OK;
}

enum status questions_make(struct questions_source source, enum question_class class, size_t count,
                           struct arena *arena, struct questions *out, struct error *error)
{
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for questions");
    }
    struct making making = {source.index, source.reader, tokens, chance_of(1, (uint64_t) class, 0)};
    size_t wanted = out->count + count;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count * TRIES_MAX && out->count < wanted && !status; i++) {
        status = try_question(&making, class, arena, out, error);
    }
    return status;
}
