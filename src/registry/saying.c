/* SPDX-License-Identifier: Apache-2.0 */
#include "inside.h"

/* Statements of one paragraph that may not be found in it before the others are not looked for. */
#define MISSES_MAX 8

/* The words of one paragraph, as the index numbers them from where the paragraph begins. */
struct word {
    uint32_t position;
    size_t start; /* bytes of its text */
    size_t end;
};

struct words {
    LIST_OF(struct word);
};

struct paragraph_words {
    struct arena *arena;
    size_t place; /* of the paragraph, from 0 */
    struct words words;
    size_t searched; /* bytes: statements come in their order */
    unsigned misses;
};

/* A heading takes positions in front of the text, where it is not that of the paragraph before. */
static uint32_t heading_positions(struct tokens *tokens, const struct paragraphs *paragraphs,
                                  size_t place)
{
    struct text heading = paragraphs->items[place].heading;
    struct token token;
    uint32_t count = 0;
    if (place > 0 && text_equal(heading, paragraphs->items[place - 1].heading)) {
        return 0;
    }
    tokens_start(tokens, heading);
    while (tokens_next(tokens, &token)) {
        count = token.position + 1;
    }
    return count > 0 ? count + 1 : 0; /* one stays empty between two units */
}

static bool read_paragraph(struct registry_builder *builder, const struct paragraphs *paragraphs,
                           size_t place, struct paragraph_words *out)
{
    struct token token;
    struct arena *arena = arena_new(REGISTRY_BYTES_MAX);
    (void)arena_free(out->arena);
    *out = (struct paragraph_words){.arena = arena, .place = place};
    if (!arena) {
        return false;
    }
    uint32_t base = heading_positions(builder->tokens, paragraphs, place);
    tokens_start(builder->tokens, paragraphs->items[place].text);
    while (tokens_next(builder->tokens, &token)) {
        struct word *word = token.parts == 1 ? LIST_ADD(arena, &out->words) : NULL;
        if (word) {
            *word = (struct word){base + token.position, token.start, token.end};
        }
    }
    return !arena_failed(arena);
}

/* The first word that ends behind at. */
static size_t find_word(const struct words *words, size_t at)
{
    size_t low = 0;
    size_t high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->items[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct registry_saying find(struct paragraph_words *paragraph, struct text text,
                                   struct text said)
{
    struct registry_saying none = {.paragraph = REGISTRY_NONE};
    struct text rest = text_from(text, paragraph->searched);
    size_t at = paragraph->misses < MISSES_MAX ? text_find(rest, said) : TEXT_NOT_FOUND;
    if (at == TEXT_NOT_FOUND) {
        paragraph->misses++;
        return none;
    }
    size_t start = paragraph->searched + at;
    size_t first = find_word(&paragraph->words, start);
    size_t end = find_word(&paragraph->words, start + said.length - 1);
    paragraph->searched = start;
    if (first >= paragraph->words.count) {
        return none;
    }
    end = end < paragraph->words.count ? end : paragraph->words.count - 1;
    return (struct registry_saying){.paragraph = (uint32_t)paragraph->place,
                                    .first = paragraph->words.items[first].position,
                                    .end = paragraph->words.items[end].position + 1};
}

bool saying_add(struct registry_builder *builder, const struct document *document)
{
    bool is_done = true;
    const struct paragraphs *paragraphs = &document->paragraphs;
    struct paragraph_words present = {.place = SIZE_MAX};
    for (size_t i = 0; i < document->statements.count; i++) {
        const struct statement *statement = &document->statements.items[i];
        struct registry_saying *item = LIST_ADD(builder->arena, &builder->sayings);
        size_t place = (size_t)statement->paragraph - 1;
        bool is_inside = statement->paragraph > 0 && place < paragraphs->count &&
                         statement->text.length > 0 && statement->confidence <= FACTS_BAR_DEFAULT;
        if (!item) {
            break;
        }
        *item = (struct registry_saying){.paragraph = REGISTRY_NONE};
        if (is_inside && present.place != place) {
            is_done = read_paragraph(builder, paragraphs, place, &present) && is_done;
        }
        if (is_inside && is_done) {
            *item = find(&present, paragraphs->items[place].text, statement->text);
        }
    }
    (void)arena_free(present.arena);
    return is_done;
}

bool saying_keep(struct registry_builder *builder, struct registry *registry)
{
    size_t bytes = builder->sayings.count * sizeof(*registry->sayings);
    registry->sayings = arena_take(registry->arena, bytes + 1);
    if (registry->sayings && bytes > 0) {
        memcpy(registry->sayings, builder->sayings.items, bytes);
    }
    return registry->sayings != NULL;
}

struct registry_sayings registry_document_sayings(const struct registry *registry,
                                                  uint32_t document)
{
    uint32_t start = registry->row_start[REGISTRY_STATEMENT][document];
    return (struct registry_sayings){registry->sayings + start,
                                     registry->row_start[REGISTRY_STATEMENT][document + 1] - start};
}
