/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "inside.h"

/* More full names than this with one word in one context leave a bare name without a bearer. */
#define BEARERS_MAX 32

/* More than one identity would do. */
#define SEVERAL (UINT32_MAX - 1)

uint32_t joining_root(struct identities *identities, uint32_t identity)
{
    struct identity *items = identities->items;
    while (items[identity].parent != identity) {
        items[identity].parent = items[items[identity].parent].parent;
        identity = items[identity].parent;
    }
    return identity;
}

static void join(struct registry_builder *builder, uint32_t shorter, uint32_t fuller,
                 enum registry_rule rule, uint32_t because)
{
    struct identity *items = builder->identities.items;
    uint32_t root = joining_root(&builder->identities, fuller);
    if (items[shorter].parent == shorter && root != shorter) {
        items[shorter].parent = root;
        items[shorter].rule = rule;
        items[shorter].because = because;
    }
}

static int compare_ties(const void *a, const void *b)
{
    const struct tie *one = a;
    const struct tie *other = b;
    if (one->context != other->context) {
        return one->context < other->context ? -1 : 1;
    }
    if (one->word != other->word) {
        return one->word < other->word ? -1 : 1;
    }
    return one->identity < other->identity ? -1 : one->identity > other->identity;
}

/* Whether a word is the other, or the initial of it. */
static bool is_word_of(struct text shorter, struct text fuller)
{
    return shorter.length == 1 ? fuller.length > 0 && fuller.at[0] == shorter.at[0]
                               : text_equal(shorter, fuller);
}

/*
 * Whether fuller says all that shorter says and more: its words stand in fuller in their order,
 * initials for words, the family name at the end. joseph yun and j y yun are joseph y yun.
 */
static bool is_fuller(struct text fuller, struct text shorter)
{
    struct text word;
    struct text other;
    size_t words = 0;
    bool is_first = true;
    bool is_at_end = false;
    if (text_equal(fuller, shorter)) {
        return false;
    }
    while (text_take_word(&shorter, &word)) {
        bool found = false;
        while (!found && text_take_word(&fuller, &other)) {
            found = is_word_of(word, other);
            if (is_first && !found) {
                return false; /* the given name must be the same */
            }
        }
        is_first = false;
        is_at_end = found && fuller.length == 0;
        if (!found) {
            return false;
        }
        words++;
    }
    return words > 1 && is_at_end;
}

/* The one bearer in ties whose name is fuller than that of identity; SEVERAL, or none. */
static uint32_t find_fuller(const struct registry_builder *builder, const struct tie *ties,
                            size_t count, uint32_t identity)
{
    const struct identity *items = builder->identities.items;
    uint32_t found = REGISTRY_NONE;
    for (size_t i = 0; i < count; i++) {
        uint32_t other = ties[i].identity;
        bool fits = items[identity].word_count == 1
                        ? items[other].word_count > 1
                        : is_fuller(builder_text_at(builder, items[other].key),
                                    builder_text_at(builder, items[identity].key));
        if (fits && found != other) {
            found = found == REGISTRY_NONE ? other : SEVERAL;
        }
    }
    return found;
}

/* One context and word. Those with one word name whoever bears it, if only one does. */
static void join_ties(struct registry_builder *builder, struct tie *ties, size_t count)
{
    size_t bearers = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || ties[i].identity != ties[bearers - 1].identity) {
            ties[bearers++] = ties[i];
        }
    }
    for (size_t i = 0; i < bearers && bearers <= BEARERS_MAX; i++) {
        uint32_t fuller = find_fuller(builder, ties, bearers, ties[i].identity);
        if (fuller < SEVERAL) {
            join(builder, ties[i].identity, fuller,
                 ties[i].is_post ? REGISTRY_FULLER_BY_POST : REGISTRY_FULLER_BY_BODY,
                 ties[i].context);
        }
    }
}

static void join_people(struct registry_builder *builder)
{
    struct ties *ties = &builder->ties;
    if (ties->count == 0) {
        return;
    }
    qsort(ties->items, ties->count, sizeof(*ties->items), compare_ties);
    size_t start = 0;
    for (size_t i = 1; i <= ties->count; i++) {
        bool is_end = i == ties->count || ties->items[i].context != ties->items[start].context ||
                      ties->items[i].word != ties->items[start].word;
        if (is_end) {
            join_ties(builder, ties->items + start, i - start);
            start = i;
        }
    }
}

/* By a text: the one identity that has it, or SEVERAL. */
struct only {
    uint32_t *items;
    size_t count;
};

static struct only only_new(struct registry_builder *builder)
{
    struct only only = {.count = builder->texts.texts.count};
    only.items = arena_take(builder->arena, (only.count + 1) * sizeof(*only.items));
    for (size_t i = 0; only.items && i < only.count; i++) {
        only.items[i] = REGISTRY_NONE;
    }
    return only;
}

static void only_add(struct only *only, uint32_t text, uint32_t identity)
{
    if (text < only->count) {
        only->items[text] = only->items[text] == REGISTRY_NONE ? identity : SEVERAL;
    }
}

/* Bodies that every country has under one name; these are never joined without their country. */
static bool is_common(struct text key)
{
    static const char *const words[] = {"ministry",   "department", "office",     "embassy",
                                        "parliament", "government", "foreign",    "national",
                                        "central",    "defense",    "presidency", "cabinet"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (text_starts(key, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static uint32_t acronym_key(struct registry_builder *builder, uint32_t acronym)
{
    struct tokens_key key;
    if (acronym == REGISTRY_NONE) {
        return REGISTRY_NONE;
    }
    tokens_key(builder->tokens, builder_text_at(builder, acronym), &key);
    return builder_text(builder, tokens_key_text(&key));
}

/* What organizations may be joined by. */
struct bodies {
    uint32_t *acronyms; /* by identity, folded */
    struct only by_acronym;
    struct only with_country;
};

static bool bodies_begin(struct registry_builder *builder, struct bodies *bodies)
{
    const struct identities *identities = &builder->identities;
    bodies->acronyms = arena_take(builder->arena, (identities->count + 1) * sizeof(uint32_t));
    for (size_t i = 0; bodies->acronyms && i < identities->count; i++) {
        bool is_body = identities->items[i].kind == REGISTRY_ORGANIZATION;
        bodies->acronyms[i] =
            is_body ? acronym_key(builder, identities->items[i].detail) : REGISTRY_NONE;
    }
    bodies->by_acronym = only_new(builder);
    bodies->with_country = only_new(builder);
    return bodies->acronyms && bodies->by_acronym.items && bodies->with_country.items;
}

static void bodies_add(struct bodies *bodies, const struct identity *item, uint32_t number)
{
    if (bodies->acronyms[number] != item->key) {
        only_add(&bodies->by_acronym, bodies->acronyms[number], number);
    }
    if (item->country != REGISTRY_NONE) {
        only_add(&bodies->with_country, item->key, number);
    }
}

static void join_body(struct registry_builder *builder, const struct bodies *bodies,
                      uint32_t number)
{
    const struct identity *items = builder->identities.items;
    const struct identity *item = &items[number];
    uint32_t fuller = bodies->by_acronym.items[item->key];
    if (fuller < SEVERAL && items[fuller].country == item->country) {
        join(builder, number, fuller, REGISTRY_ACRONYM, item->country);
    }
    fuller = bodies->with_country.items[item->key];
    if (fuller < SEVERAL && item->country == REGISTRY_NONE &&
        !is_common(builder_text_at(builder, item->key))) {
        join(builder, number, fuller, REGISTRY_NAME_WITH_COUNTRY, items[fuller].country);
    }
}

static void join_organizations(struct registry_builder *builder)
{
    const struct identities *identities = &builder->identities;
    struct bodies bodies;
    if (!bodies_begin(builder, &bodies)) {
        return;
    }
    for (uint32_t i = 0; i < identities->count; i++) {
        if (identities->items[i].kind == REGISTRY_ORGANIZATION) {
            bodies_add(&bodies, &identities->items[i], i);
        }
    }
    for (uint32_t i = 0; i < identities->count; i++) {
        if (identities->items[i].kind == REGISTRY_ORGANIZATION) {
            join_body(builder, &bodies, i);
        }
    }
}

void joining(struct registry_builder *builder)
{
    join_people(builder);
    join_organizations(builder);
}
