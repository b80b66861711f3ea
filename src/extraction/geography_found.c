/* SPDX-License-Identifier: Apache-2.0 */
#include "geography_found.h"

void geography_begin(struct geography *geography)
{
    *geography = (struct geography){.countries = MAP_NONE, .places = MAP_NONE};
    geography->next_country = &geography->first_country;
    geography->next_place = &geography->first_place;
}

struct found_country *found_country(struct geography *geography, const struct finding *finding,
                                    struct text code)
{
    struct found_country *found = code.length > 0 ? map_find(&geography->countries, code) : NULL;
    const struct vocabulary_country *known =
        found || code.length == 0 ? NULL : vocabulary_country(finding->vocabulary, code);
    if (!known) {
        return found;
    }
    found = arena_take(finding->arena, sizeof(*found));
    if (!found || !map_set(finding->arena, &geography->countries, known->code, found)) {
        return NULL;
    }
    found->country.code = known->code;
    found->country.name = known->name;
    *geography->next_country = found;
    geography->next_country = &found->next;
    return found;
}

void found_derived(struct geography *geography, const struct finding *finding, struct text code,
                   struct text what)
{
    struct found_country *found = found_country(geography, finding, code);
    if (found && what.length > 0 && !texts_have(&found->country.derived, what)) {
        texts_add(finding->arena, &found->country.derived, what);
    }
}

void found_mention(const struct finding *finding, struct mentions *mentions, struct mention mention)
{
    struct mention *added = LIST_ADD(finding->arena, mentions);
    if (added) {
        *added = mention;
    }
}

void found_place(struct geography *geography, const struct finding *finding, struct place place,
                 struct mention mention)
{
    struct found_place *found = map_find(&geography->places, place.name);
    if (!found) {
        found = arena_take(finding->arena, sizeof(*found));
        if (!found || !map_set(finding->arena, &geography->places, place.name, found)) {
            return;
        }
        found->place = place;
        *geography->next_place = found;
        geography->next_place = &found->next;
    }
    found_mention(finding, &found->place.mentions, mention);
}

/* What the header of a cable points to: tags, the post that sent it, the posts that get it. */
static void add_header(struct geography *geography, const struct finding *finding)
{
    const struct cable *cable = finding->document->cable;
    for (size_t i = 0; i < cable->tags.count; i++) {
        found_derived(geography, finding, cable->tags.items[i].country, cable->tags.items[i].tag);
    }
    if (cable->from) {
        struct found_country *from = found_country(geography, finding, cable->from->country);
        found_derived(geography, finding, cable->from->country, cable->from->name);
        if (from) {
            from->is_about = true;
        }
    }
    const struct cable_addressees *sides[] = {&cable->to, &cable->info};
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < sides[side]->count; i++) {
            const struct cable_addressee *addressee = &sides[side]->items[i];
            found_derived(geography, finding, addressee->country, addressee->name);
        }
    }
}

/* The place of a dateline, which is no part of a paragraph. */
static void add_dateline(struct geography *geography, const struct finding *finding)
{
    struct text whole = finding->document->text;
    const struct news_dateline *dateline = finding->document->news->dateline;
    size_t start =
        dateline && dateline->place.length > 0 ? text_find(whole, dateline->raw) : TEXT_NOT_FOUND;
    if (start == TEXT_NOT_FOUND) {
        return;
    }
    size_t within = text_find_fold(dateline->raw, dateline->place);
    if (within == TEXT_NOT_FOUND) {
        return;
    }
    struct place place = {.name = dateline->place, .kind = TEXT("city")};
    char folded[VOCABULARY_KEY_BYTES_MAX];
    size_t length = 0;
    while (length < place.name.length && length < sizeof(folded)) {
        folded[length] = text_upper(place.name.at[length]);
        length++;
    }
    const struct vocabulary_place_name *known =
        vocabulary_place_name(finding->vocabulary, (struct text){folded, length});
    if (known) {
        place.country = known->country;
        found_derived(geography, finding, known->country, place.name);
        struct found_country *about = found_country(geography, finding, known->country);
        if (about) {
            about->is_about = true;
        }
    }
    struct span span = {start + within, start + within + place.name.length};
    found_place(
        geography, finding, place,
        (struct mention){INTEGER_NONE, span, text_slice(whole, span.start, place.name.length)});
}

/* Whether another country was found whose name has this one in it: Korea, North Korea. */
static bool has_rival(const struct geography *geography, const struct found_country *found)
{
    /* "Korean" goes by "Korea", too. */
    struct text stem = text_slice(found->shared, 0, 5);
    for (const struct found_country *other = geography->first_country; other; other = other->next) {
        if (other != found && other->country.mentions.count > 0 &&
            text_find_fold(other->country.name, stem) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

static bool is_meant(const struct geography *geography, const struct found_country *found)
{
    bool is_named = found->country.mentions.count > 0 || found->country.derived.count > 0;
    return found->is_about || (is_named && !has_rival(geography, found));
}

/* Put the mentions of a shared name among the others, in the order of the text. */
static void merge(const struct finding *finding, struct found_country *found)
{
    struct mentions merged = {.count = 0};
    const struct mentions *a = &found->country.mentions;
    const struct mentions *b = &found->doubtful;
    size_t i = 0;
    size_t j = 0;
    while (i < a->count || j < b->count) {
        bool is_a =
            j == b->count || (i < a->count && a->items[i].span.start < b->items[j].span.start);
        found_mention(finding, &merged, is_a ? a->items[i++] : b->items[j++]);
    }
    found->country.mentions = merged;
}

void geography_end(struct geography *geography, const struct finding *finding)
{
    struct document *document = finding->document;
    if (document->cable) {
        add_header(geography, finding);
    }
    if (document->news) {
        add_dateline(geography, finding);
    }
    for (struct found_country *found = geography->first_country; found; found = found->next) {
        if (found->doubtful.count > 0 && is_meant(geography, found)) {
            merge(finding, found);
        }
    }
    for (struct found_country *found = geography->first_country; found; found = found->next) {
        bool is_shown = found->country.mentions.count > 0 || found->country.derived.count > 0;
        struct country *country = is_shown ? LIST_ADD(finding->arena, &document->countries) : NULL;
        if (country) {
            *country = found->country;
        }
    }
    for (struct found_place *found = geography->first_place; found; found = found->next) {
        struct place *place = LIST_ADD(finding->arena, &document->places);
        if (place) {
            *place = found->place;
        }
    }
}
