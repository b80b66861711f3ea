/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "draft.h"

/* Everything of one document while it is being read, beside the document itself. */
#define SCRATCH_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* The first room for words and terms. */
#define WORDS_ROOM_MIN ((size_t)64 * 1024)
#define TERMS_ROOM_MIN ((size_t)4 * 1024)

struct numbers {
    LIST_OF(uint32_t);
};

/* One document being added. */
struct reading {
    struct signature_making signature; /* of title and body: copies differ in their headers */
    struct index_builder *builder;
    struct arena *scratch;
    struct draft *draft;
    struct numbers sentences;
    size_t paragraph_count;
    size_t paragraphs_begun;
    uint32_t next; /* the first position that is not filled */
    bool in_header;
};

/* Forget all documents; words and counts keep their room. */
static bool begin(struct index_builder *builder)
{
    struct draft_words words = builder->words;
    words.count = 0;
    if (builder->term_words) {
        memset(builder->term_words, 0, builder->term_room * sizeof(*builder->term_words));
    }
    *builder = (struct index_builder){.tokens = builder->tokens,
                                      .words = words,
                                      .term_words = builder->term_words,
                                      .term_room = builder->term_room};
    builder->arena = arena_new(SIZE_MAX);
    return builder->arena && builder->tokens;
}

struct index_builder *index_builder_new(void)
{
    struct index_builder *builder = calloc(1, sizeof(*builder));
    if (!builder) {
        return NULL;
    }
    builder->tokens = tokens_new();
    return begin(builder) ? builder : index_builder_free(builder);
}

struct index_builder *index_builder_free(struct index_builder *builder)
{
    if (builder) {
        tokens_free(builder->tokens);
        arena_free(builder->arena);
        free(builder->words.items);
        free(builder->term_words);
        free(builder);
    }
    return NULL;
}

static void number_add(struct arena *arena, struct numbers *numbers, uint32_t value)
{
    uint32_t *item = LIST_ADD(arena, numbers);
    if (item) {
        *item = value;
    }
}

static void word_add(struct index_builder *builder, uint32_t word)
{
    struct draft_words *words = &builder->words;
    if (words->count == words->room) {
        size_t room = words->room * 2 + WORDS_ROOM_MIN;
        uint32_t *items = realloc(words->items, room * sizeof(*items));
        if (!items) {
            builder->failed = true;
            return;
        }
        words->items = items;
        words->room = room;
    }
    words->items[words->count++] = word;
}

/* Count a word of the term with this number. */
static void count_term(struct index_builder *builder, uint32_t number)
{
    if (number >= builder->term_room) {
        size_t room = builder->term_room * 2 + TERMS_ROOM_MIN;
        uint32_t *counts =
            number == NUMBERING_FULL ? NULL : realloc(builder->term_words, room * sizeof(*counts));
        if (!counts) {
            builder->failed = true;
            return;
        }
        memset(counts + builder->term_room, 0, (room - builder->term_room) * sizeof(*counts));
        builder->term_words = counts;
        builder->term_room = room;
    }
    builder->term_words[number]++;
}

/* Give the words that wait their numbers. */
static void number_waiting(struct index_builder *builder)
{
    for (size_t i = 0; i < builder->waiting_count; i++) {
        const struct waiting_word *word = &builder->waiting[i];
        struct text text = {word->bytes, word->length};
        uint32_t number = numbering_of_hinted(builder->arena, &builder->terms, text, word->hint);
        count_term(builder, number);
        if (!builder->failed) {
            builder->words.items[word->at] |= number;
        }
    }
    builder->waiting_count = 0;
}

/* Add a word whose number will come. */
static void word_wait(struct index_builder *builder, struct text text, uint32_t flag)
{
    struct waiting_word *word = &builder->waiting[builder->waiting_count++];
    size_t length = text.length < sizeof(word->bytes) ? text.length : sizeof(word->bytes);
    memcpy(word->bytes, text.at, length);
    word->length = (uint32_t)length;
    word->hint = numbering_hint(&builder->terms, (struct text){word->bytes, length});
    word->at = builder->words.count;
    word_add(builder, flag);
    if (builder->waiting_count == WORDS_WAITING) {
        number_waiting(builder);
    }
}

/* Let paragraphs up to the one at place begin at position. */
static void begin_paragraphs(struct reading *reading, size_t place, uint32_t position)
{
    for (; reading->paragraphs_begun <= place; reading->paragraphs_begun++) {
        reading->draft->parts.paragraphs[reading->paragraphs_begun].start = position;
    }
}

/* Let the fields begin where their first words are met. */
static void note_field(struct reading *reading, const struct index_word *word)
{
    struct index_layout *layout = &reading->draft->parts.column.layout;
    uint32_t position = word->token.position;
    if (word->field == INDEX_TEXT_BODY) {
        if (reading->paragraphs_begun == 0) {
            layout->body_start = position;
        }
        begin_paragraphs(reading, word->paragraph, position);
    } else if (word->field == INDEX_TEXT_HEADER && !reading->in_header) {
        reading->in_header = true;
        layout->header_start = position;
    }
}

static void read_word(struct reading *reading, const struct index_word *word)
{
    struct index_builder *builder = reading->builder;
    const struct token *token = &word->token;
    note_field(reading, word);
    for (; reading->next < token->position; reading->next++) {
        word_add(builder, WORD_GAP);
    }
    struct numbers *sentences = &reading->sentences;
    bool is_known =
        sentences->count > 0 && sentences->items[sentences->count - 1] == token->position;
    if ((token->starts_sentence || word->starts_unit) && !is_known) {
        number_add(reading->scratch, sentences, token->position);
    }
    if (token->parts > 1) {
        word_wait(builder, token->exact, WORD_JOINED);
        return;
    }
    word_wait(builder, token->exact, 0);
    reading->next++;
    reading->draft->parts.length++;
    if (word->field != INDEX_TEXT_HEADER) {
        signature_add(&reading->signature, token->exact);
    }
    if (word->field == INDEX_TEXT_BODY) {
        reading->draft->parts.paragraphs[word->paragraph].length++;
    }
}

static void read_words(struct reading *reading, const struct document *document)
{
    struct index_layout *layout = &reading->draft->parts.column.layout;
    struct index_walk walk = index_walk_over(reading->builder->tokens, document);
    struct index_word word;
    while (reading->builder->words.count - reading->draft->first_word < INDEX_WORDS_MAX &&
           index_walk_next(&walk, &word)) {
        read_word(reading, &word);
    }
    number_waiting(reading->builder);
    if (!reading->in_header) {
        layout->header_start = reading->next;
    }
    if (reading->paragraphs_begun == 0) {
        layout->body_start = layout->header_start;
    }
    if (reading->paragraph_count > 0) {
        begin_paragraphs(reading, reading->paragraph_count - 1, layout->header_start);
    }
    layout->paragraph_count = (uint32_t)reading->paragraph_count;
}

static uint32_t *keep(struct arena *arena, const struct numbers *numbers)
{
    uint32_t *kept = arena_take(arena, numbers->count * sizeof(*kept));
    if (kept && numbers->count > 0) {
        memcpy(kept, numbers->items, numbers->count * sizeof(*kept));
    }
    return kept;
}

static void read_card(const struct document *document, struct arena *arena,
                      struct text card[CARD_PART_COUNT])
{
    card[CARD_ID] = arena_text(arena, document->id);
    card[CARD_KIND] = arena_text(arena, document->kind);
    card[CARD_TITLE] = arena_text(arena, document->title);
    if (document->date) {
        card[CARD_DATE] = arena_text(arena, document->date->value);
        card[CARD_DATE_PRECISION] = arena_text(arena, document->date->precision);
        card[CARD_DATE_FROM] = arena_text(arena, document->date->from);
    }
    if (document->cable) {
        card[CARD_STATION] = arena_text(arena, document->cable->station);
        card[CARD_CLASSIFICATION] = arena_text(arena, document->cable->classification);
    }
    if (document->source) {
        card[CARD_SOURCE_PATH] = arena_text(arena, document->source->path);
    }
}

static void read_columns(struct index_builder *builder, const struct document *document,
                         struct draft *draft)
{
    struct tokens_key key;
    tokens_key(builder->tokens, document->title, &key);
    draft->title_key = arena_text(builder->arena, tokens_key_text(&key));
    read_card(document, builder->arena, draft->parts.card);
    struct index_date date = index_date_of(document);
    struct document_column *column = &draft->parts.column;
    column->first_day = date.days.first_day;
    column->last_day = date.days.last_day;
    column->minute = date.minute;
    column->precision = (uint32_t)date.precision;
}

enum status index_builder_add(struct index_builder *builder, const struct document *document,
                              int64_t key, struct error *error)
{
    if (builder->drafts.count >= INDEX_DOCUMENTS_MAX) {
        return error_set(error, STATUS_LIMIT, "more than %lu documents",
                         (unsigned long)INDEX_DOCUMENTS_MAX);
    }
    AUTO_ARENA scratch = arena_new(SCRATCH_BYTES_MAX);
    struct draft *draft = scratch ? arena_take(builder->arena, sizeof(*draft)) : NULL;
    struct draft **item = draft ? LIST_ADD(builder->arena, &builder->drafts) : NULL;
    size_t paragraph_count = document->paragraphs.count;
    if (item) {
        *item = draft;
        draft->parts.paragraphs =
            arena_take(builder->arena, paragraph_count * sizeof(*draft->parts.paragraphs));
    }
    if (!item || !draft->parts.paragraphs) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to index a document");
    }
    struct reading reading = {
        .builder = builder, .scratch = scratch, .draft = draft, .paragraph_count = paragraph_count};
    draft->added = (uint32_t)builder->drafts.count - 1;
    draft->parts.column.key = key;
    draft->first_word = builder->words.count;
    read_columns(builder, document, draft);
    draft_collect_values(builder, document, scratch, draft);
    read_words(&reading, document);
    draft->word_count = builder->words.count - (size_t)draft->first_word;
    draft->parts.signature = signature_end(&reading.signature);
    draft->parts.sentences = keep(builder->arena, &reading.sentences);
    draft->parts.sentence_count = reading.sentences.count;
    if (builder->failed || arena_failed(builder->arena) || arena_failed(scratch)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to index a document");
    }
    return STATUS_OK;
}

static bool freeze(struct index_builder *builder, struct index *index)
{
    index->arena = arena_new(SIZE_MAX);
    if (!index->arena || !freeze_documents(builder, index) || !freeze_terms(builder, index)) {
        return false;
    }
    for (int field = 0; field < QUERY_FIELD_COUNT; field++) {
        bool is_indexed = index_field_rule((enum query_field)field)->is_indexed;
        if (is_indexed && !freeze_field(builder, index, (enum query_field)field)) {
            return false;
        }
    }
    return !arena_failed(index->arena) && !arena_failed(builder->arena);
}

enum status index_builder_freeze(struct index_builder *builder, struct index **out,
                                 struct error *error)
{
    AUTO_INDEX index = index_new();
    bool done = index && freeze(builder, index);
    arena_free(builder->arena);
    done = begin(builder) && done;
    if (!done) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the index");
    }
    *out = index;
    index = NULL;
    return STATUS_OK;
}

/* What a word takes while it is frozen, beside its number: its place, document and position twice,
 * place apart. */
#define FREEZING_WORD_BYTES 20

size_t index_builder_bytes(const struct index_builder *builder)
{
    return arena_used(builder->arena) + builder->term_room * sizeof(*builder->term_words) +
           builder->words.count * (sizeof(uint32_t) + FREEZING_WORD_BYTES);
}

uint32_t index_builder_count(const struct index_builder *builder)
{
    return (uint32_t)builder->drafts.count;
}

void index_builder_version(struct index_builder *builder, uint64_t version)
{
    if (builder->drafts.count > 0) {
        builder->drafts.items[builder->drafts.count - 1]->parts.version = version;
    }
}
