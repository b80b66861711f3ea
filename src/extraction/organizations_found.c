/* SPDX-License-Identifier: Apache-2.0 */
#include "organizations_found.h"

#include "names.h"

/* Longer words in capitals are no acronyms. */
#define ACRONYM_BYTES_MAX ((size_t)10)

void organizations_begin(struct organizations_found *found)
{
    *found = (struct organizations_found){.by_name = MAP_NONE, .by_head = MAP_NONE};
    found->next = &found->first;
}

static struct found_organization *look_up(const struct map *map, struct text name)
{
    char key[NAMES_KEY_BYTES_MAX];
    size_t length = names_fold(name, key, sizeof(key));
    return map_find(map, (struct text){key, length});
}

static void let_find(struct map *map, struct arena *arena, struct text name,
                     struct found_organization *organization)
{
    char key[NAMES_KEY_BYTES_MAX];
    struct text folded = {key, names_fold(name, key, sizeof(key))};
    struct text kept = name.length > 0 && map_find(map, folded) != organization
                           ? arena_text(arena, folded)
                           : TEXT_NONE;
    if (kept.length > 0) {
        (void)map_set(arena, map, kept, organization);
    }
}

struct found_organization *organizations_by_name(const struct organizations_found *found,
                                                 struct text name)
{
    return look_up(&found->by_name, name);
}

struct found_organization *organizations_by_head(const struct organizations_found *found,
                                                 struct text head)
{
    return look_up(&found->by_head, head);
}

void organizations_mention(const struct finding *finding, struct found_organization *organization,
                           struct mention mention)
{
    struct mention *added = LIST_ADD(finding->arena, &organization->organization.mentions);
    if (added) {
        *added = mention;
    }
}

static bool is_acronym(struct text name)
{
    if (name.length > ACRONYM_BYTES_MAX || name.length < 2) {
        return false;
    }
    for (size_t i = 0; i < name.length; i++) {
        if (text_is_lower(name.at[i]) || text_is_blank(name.at[i]) || name.at[i] == '/') {
            return false;
        }
    }
    return true;
}

static void complete(struct organization *organization, const struct named_organization *named)
{
    bool is_short = is_acronym(named->name);
    if (is_short && !organization->acronym.at) {
        organization->acronym = named->name;
    }
    if (!organization->name.at || (named->name.length > organization->name.length && !is_short)) {
        organization->name = named->name;
    }
    organization->country = organization->country.at ? organization->country : named->country;
    organization->parent = organization->parent.at ? organization->parent : named->parent;
}

/* Whether the vocabulary knows the printed name as that of another one than the text does: FSA,
 * where the text has explained it as its own. */
static bool is_other(const struct found_organization *printed,
                     const struct found_organization *known, struct text main)
{
    struct text rest = main;
    struct text word;
    return printed && printed != known && text_take_word(&rest, &word) &&
           is_acronym(printed->organization.name) == is_acronym(word) &&
           text_find_fold(printed->organization.name, word) == TEXT_NOT_FOUND;
}

struct found_organization *organizations_add(struct organizations_found *found,
                                             const struct finding *finding,
                                             const struct named_organization *named)
{
    struct arena *arena = finding->arena;
    struct text key = named->main.at ? named->main : named->name;
    struct found_organization *organization = look_up(&found->by_name, named->name);
    struct found_organization *known = look_up(&found->by_name, key);
    if (is_other(organization, known, key)) {
        organizations_mention(finding, organization, named->mention);
        return organization;
    }
    organization = organization ? organization : known;
    if (!organization) {
        organization = arena_take(arena, sizeof(*organization));
        if (!organization) {
            return NULL;
        }
        *found->next = organization;
        found->next = &organization->next;
    }
    complete(&organization->organization, named);
    let_find(&found->by_name, arena, key, organization);
    let_find(&found->by_name, arena, named->name, organization);
    let_find(&found->by_head, arena, named->head, organization);
    organizations_mention(finding, organization, named->mention);
    return organization;
}

void organizations_add_acronym(struct organizations_found *found, const struct finding *finding,
                               struct found_organization *organization, struct text acronym)
{
    organization->organization.acronym = acronym;
    let_find(&found->by_name, finding->arena, acronym, organization);
}

struct text organizations_name(const struct found_organization *organization)
{
    return organization->organization.name;
}

void organizations_end(struct organizations_found *found, const struct finding *finding)
{
    for (struct found_organization *one = found->first; one; one = one->next) {
        struct organization *organization =
            LIST_ADD(finding->arena, &finding->document->organizations);
        if (organization) {
            *organization = one->organization;
        }
    }
}
