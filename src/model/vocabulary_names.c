/* SPDX-License-Identifier: Apache-2.0 */
/* Organizations, and the words that names are made of. */

#include "chancery/base/array.h"
#include "vocabulary_tables.h"

static const struct role_name {
    const char *name;
    unsigned role;
} role_names[] = {
    {"given", VOCABULARY_ROLE_GIVEN},       {"family", VOCABULARY_ROLE_FAMILY},
    {"particle", VOCABULARY_ROLE_PARTICLE}, {"honorific", VOCABULARY_ROLE_HONORIFIC},
    {"title", VOCABULARY_ROLE_TITLE},       {"part", VOCABULARY_ROLE_PART},
    {"body", VOCABULARY_ROLE_BODY},         {"speech", VOCABULARY_ROLE_SPEECH},
    {"meeting", VOCABULARY_ROLE_MEETING},   {"suffix", VOCABULARY_ROLE_SUFFIX},
    {"common", VOCABULARY_ROLE_COMMON},     {"stop", VOCABULARY_ROLE_STOP},
    {"surname", VOCABULARY_ROLE_SURNAME},
};

static unsigned role_named(struct text name)
{
    for (size_t i = 0; i < COUNT_OF(role_names); i++) {
        if (text_equal(name, text_of(role_names[i].name))) {
            return role_names[i].role;
        }
    }
    return 0;
}

bool vocabulary_read_roles(struct text text, unsigned *out)
{
    unsigned roles = 0;
    struct text name;
    while (text_take_word(&text, &name)) {
        unsigned role = role_named(name);
        if (role == 0) {
            return false;
        }
        roles |= role;
    }
    *out = roles;
    return roles != 0;
}

enum status vocabulary_add_organization(struct vocabulary *vocabulary,
                                        struct vocabulary_organization *organization)
{
    struct vocabulary_key key;
    if (!vocabulary_fold_phrase(organization->name, &key) || key.length == 0 ||
        map_find(&vocabulary->organization_names, vocabulary_key_text(&key))) {
        return STATUS_INVALID;
    }
    struct text folded = arena_text(vocabulary->arena, vocabulary_key_text(&key));
    bool is_added = folded.at && map_set(vocabulary->arena, &vocabulary->organization_names, folded,
                                         organization);
    return is_added ? STATUS_OK : STATUS_NO_MEMORY;
}

/* What is known of a word, new if need be; NULL when memory ran out. */
static struct vocabulary_meaning *meaning_of(struct vocabulary *vocabulary, struct text folded)
{
    struct vocabulary_meaning *meaning = map_find(&vocabulary->meanings, folded);
    if (meaning) {
        return meaning;
    }
    struct text key = arena_text(vocabulary->arena, folded);
    meaning = key.at ? arena_take(vocabulary->arena, sizeof(*meaning)) : NULL;
    bool is_kept = meaning && map_set(vocabulary->arena, &vocabulary->meanings, key, meaning);
    return is_kept ? meaning : NULL;
}

/* What is known of a word as it stands in a table. */
static struct vocabulary_meaning *meaning_of_word(struct vocabulary *vocabulary, struct text word)
{
    struct vocabulary_key key;
    bool is_folded = vocabulary_fold_case(word, &key);
    return is_folded ? meaning_of(vocabulary, vocabulary_key_text(&key)) : NULL;
}

static bool add_words(struct vocabulary *vocabulary)
{
    const struct vocabulary_records *words = &vocabulary->tables[VOCABULARY_WORDS];
    const struct vocabulary_word *word = (const void *)words->items;
    for (size_t i = 0; i < words->count; i++) {
        struct vocabulary_meaning *meaning = meaning_of_word(vocabulary, word[i].word);
        if (!meaning) {
            return false;
        }
        meaning->word = &word[i];
    }
    return true;
}

static bool add_name_words(struct vocabulary *vocabulary)
{
    const struct vocabulary_records *words = &vocabulary->tables[VOCABULARY_NAME_WORDS];
    const struct vocabulary_name_word *word = (const void *)words->items;
    for (size_t i = 0; i < words->count; i++) {
        struct vocabulary_meaning *meaning = meaning_of_word(vocabulary, word[i].word);
        if (!meaning) {
            return false;
        }
        meaning->roles = word[i].roles;
    }
    return true;
}

/* The first word of each name leads to the length of the longest name in words. */
static bool add_organizations(struct vocabulary *vocabulary)
{
    const struct vocabulary_records *all = &vocabulary->tables[VOCABULARY_ORGANIZATIONS];
    const struct vocabulary_organization *organization = (const void *)all->items;
    for (size_t i = 0; i < all->count; i++) {
        struct vocabulary_key key;
        if (!vocabulary_fold_phrase(organization[i].name, &key)) {
            continue;
        }
        struct text folded = vocabulary_key_text(&key);
        size_t words = 1;
        for (size_t at = 0; at < folded.length; at++) {
            words += folded.at[at] == ' ';
        }
        struct text first = text_slice(folded, 0, text_find_char(folded, ' '));
        struct vocabulary_meaning *meaning = meaning_of(vocabulary, first);
        if (!meaning) {
            return false;
        }
        meaning->organization_words =
            meaning->organization_words > words ? meaning->organization_words : words;
    }
    return true;
}

enum status vocabulary_add_meanings(struct vocabulary *vocabulary)
{
    bool is_added =
        add_words(vocabulary) && add_name_words(vocabulary) && add_organizations(vocabulary);
    return is_added ? STATUS_OK : STATUS_NO_MEMORY;
}

const struct vocabulary_meaning *vocabulary_meaning(const struct vocabulary *vocabulary,
                                                    struct text folded)
{
    return map_find(&vocabulary->meanings, folded);
}

const struct vocabulary_organization *vocabulary_organization(const struct vocabulary *vocabulary,
                                                              struct text folded)
{
    return map_find(&vocabulary->organization_names, folded);
}
