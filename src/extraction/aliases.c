/* SPDX-License-Identifier: Apache-2.0 */
#include "aliases.h"

#include "chancery/base/map.h"

static void add_mentions(struct arena *arena, struct mentions *to, const struct mentions *from)
{
    for (size_t i = 0; i < from->count; i++) {
        struct mention *mention = LIST_ADD(arena, to);
        if (mention) {
            *mention = from->items[i];
        }
    }
}

/* Set *name to what the table says. False when it is to be hidden. */
static bool rename_entity(const struct finding *finding, enum vocabulary_entity entity,
                          struct text *name, bool *is_renamed)
{
    const struct vocabulary_alias_row *alias =
        vocabulary_alias_of(finding->vocabulary, entity, *name);
    *is_renamed = alias && alias->becomes.at;
    if (*is_renamed) {
        *name = alias->becomes;
    }
    return !alias || *is_renamed;
}

static void fill(struct text *to, struct text from)
{
    *to = to->length > 0 ? *to : from;
}

static void merge_people(const struct finding *finding)
{
    struct people *people = &finding->document->people;
    struct map known = MAP_NONE;
    size_t kept = 0;
    for (size_t i = 0; i < people->count; i++) {
        struct person *person = &people->items[i];
        bool is_renamed = false;
        if (!rename_entity(finding, VOCABULARY_ENTITY_PERSON, &person->name, &is_renamed)) {
            continue;
        }
        struct person *same = map_find(&known, person->name);
        if (same) {
            add_mentions(finding->arena, &same->mentions, &person->mentions);
            fill(&same->role, person->role);
            fill(&same->affiliation, person->affiliation);
            continue;
        }
        if (is_renamed) {
            person->inferred = TEXT("folder_alias");
        }
        people->items[kept] = *person;
        (void)map_set(finding->arena, &known, people->items[kept].name, &people->items[kept]);
        kept++;
    }
    people->count = kept;
}

static void merge_organizations(const struct finding *finding)
{
    struct organizations *organizations = &finding->document->organizations;
    struct map known = MAP_NONE;
    size_t kept = 0;
    for (size_t i = 0; i < organizations->count; i++) {
        struct organization *one = &organizations->items[i];
        bool is_renamed = false;
        if (!rename_entity(finding, VOCABULARY_ENTITY_ORGANIZATION, &one->name, &is_renamed)) {
            continue;
        }
        struct organization *same = map_find(&known, one->name);
        if (same) {
            add_mentions(finding->arena, &same->mentions, &one->mentions);
            fill(&same->acronym, one->acronym);
            fill(&same->parent, one->parent);
            fill(&same->country, one->country);
            continue;
        }
        if (is_renamed) {
            one->inferred = TEXT("folder_alias");
        }
        organizations->items[kept] = *one;
        (void)map_set(finding->arena, &known, organizations->items[kept].name,
                      &organizations->items[kept]);
        kept++;
    }
    organizations->count = kept;
}

void aliases_apply(const struct finding *finding)
{
    if (vocabulary_has_aliases(finding->vocabulary)) {
        merge_people(finding);
        merge_organizations(finding);
    }
}
