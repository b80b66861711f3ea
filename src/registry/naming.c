/* SPDX-License-Identifier: Apache-2.0 */
#include "inside.h"

/* The longest name that sets an identity apart. */
#define IDENTITY_BYTES_MAX (2 * TOKENS_KEY_BYTES_MAX + 16)

/* What a name in a document says of who bears it. */
struct naming {
    struct registry_builder *builder;
    const struct document *document;
    uint32_t number; /* of the document */
};

/* Words that begin a surname and are none by themselves: Honora Van Tassel. */
static bool is_particle(struct text word)
{
    static const char *const particles[] = {"van", "von", "de", "der", "den", "da",
                                            "di",  "du",  "la", "dos", "del", "bin"};
    for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++) {
        if (text_equal_fold(word, text_of(particles[i]))) {
            return true;
        }
    }
    return false;
}

/* A name as it is put together: a double name is one word, and particles belong to the surname. */
struct name_parts {
    struct text first;
    struct text surname;
    uint32_t count;
};

static struct name_parts parts_of(struct text name)
{
    struct name_parts parts = {.count = 0};
    struct text rest = name;
    struct text word;
    bool is_open = false; /* a particle has begun a surname */
    while (text_take_word(&rest, &word)) {
        bool is_in_surname = is_open;
        if (!is_in_surname) {
            parts.surname = word;
        }
        parts.surname.length = (size_t)(word.at + word.length - parts.surname.at);
        is_open = is_particle(word);
        parts.count += is_open ? 0 : 1;
        parts.first = parts.first.at ? parts.first : word;
    }
    return parts;
}

/*
 * The identity that is set apart by kind, name and apart. A name is the same with and without the
 * blanks that hyphens became, so that Kim Hye-jin is Kim Hyejin.
 */
static uint32_t identify(struct registry_builder *builder, struct identity identity,
                         struct text apart)
{
    char bytes[IDENTITY_BYTES_MAX];
    size_t length = 0;
    struct text key = builder_text_at(builder, identity.key);
    bytes[length++] = (char)('0' + (int)identity.kind);
    for (size_t i = 0; i < key.length; i++) {
        if (key.at[i] != ' ' || identity.kind != REGISTRY_PERSON) {
            bytes[length++] = key.at[i];
        }
    }
    bytes[length++] = '|';
    apart = text_slice(apart, 0, TOKENS_KEY_BYTES_MAX);
    memcpy(bytes + length, apart.at ? apart.at : "", apart.length);
    length += apart.length;
    uint32_t number = numbering_of(builder->arena, &builder->names, (struct text){bytes, length});
    if (number == NUMBERING_FULL || number < builder->identities.count) {
        return number;
    }
    struct identity *item = LIST_ADD(builder->arena, &builder->identities);
    if (!item) {
        return REGISTRY_NONE;
    }
    *item = identity;
    item->parent = number;
    item->because = REGISTRY_NONE;
    return number;
}

static void occur(const struct naming *naming, uint32_t identity, struct occurrence occurrence)
{
    struct occurrence *item = identity == REGISTRY_NONE
                                  ? NULL
                                  : LIST_ADD(naming->builder->arena, &naming->builder->occurrences);
    if (item) {
        *item = occurrence;
        item->document = naming->number;
        item->identity = identity;
    }
}

static void tie(struct registry_builder *builder, struct tie tie)
{
    struct tie *item = LIST_ADD(builder->arena, &builder->ties);
    if (item) {
        *item = tie;
    }
}

static uint32_t key_of(struct registry_builder *builder, struct text name)
{
    struct tokens_key key;
    tokens_key(builder->tokens, name, &key);
    return builder_text(builder, tokens_key_text(&key));
}

/* A shorter name is the first or last part of a fuller one, in either order of names. */
static void tie_parts(struct registry_builder *builder, const struct name_parts *parts,
                      struct tie template)
{
    template.word = key_of(builder, parts->surname);
    tie(builder, template);
    if (parts->count > 1) {
        template.word = key_of(builder, parts->first);
        tie(builder, template);
    }
}

static bool is_of_the_post(const struct person *person)
{
    static const char *const functions[] = {"signer", "classifier", "drafter", "approver",
                                            "releaser"};
    for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
        if (text_equal(person->function, text_of(functions[i]))) {
            return true;
        }
    }
    return false;
}

/*
 * A full name is one person everywhere. A bare surname is one person only within what was stated
 * with it: a body, or the post that a cable was signed at; else within its document.
 */
static void add_person(const struct naming *naming, const struct person *person)
{
    struct registry_builder *builder = naming->builder;
    const struct cable *cable = naming->document->cable;
    uint32_t key = key_of(builder, person->name);
    if (key == REGISTRY_NONE) {
        return;
    }
    bool is_post = person->affiliation.length == 0 && is_of_the_post(person) && cable &&
                   cable->station.length > 0;
    struct text stated = is_post ? cable->station : person->affiliation;
    uint32_t context = key_of(builder, stated);
    struct name_parts parts = parts_of(person->name);
    uint32_t words = parts.count > 0 ? parts.count : 1;
    struct identity identity = {.kind = REGISTRY_PERSON,
                                .key = key,
                                .word_count = words,
                                .context = REGISTRY_NONE,
                                .country = REGISTRY_NONE,
                                .detail = REGISTRY_NONE,
                                .within = REGISTRY_NONE};
    struct text apart = TEXT_NONE;
    if (words == 1) {
        identity.context =
            context == REGISTRY_NONE ? builder_text(builder, naming->document->id) : context;
        apart = builder_text_at(builder, identity.context);
    }
    uint32_t number = identify(builder, identity, apart);
    if (number != REGISTRY_NONE && context != REGISTRY_NONE) {
        tie_parts(builder, &parts,
                  (struct tie){.context = context, .identity = number, .is_post = is_post});
    }
    occur(naming, number,
          (struct occurrence){.name = builder_text(builder, person->name),
                              .role = builder_text(builder, person->role),
                              .affiliation = builder_text(builder, stated),
                              .mentions = (uint32_t)person->mentions.count});
}

/* Names that many countries have are one body only with the country. */
static void add_organization(const struct naming *naming, const struct organization *organization)
{
    struct registry_builder *builder = naming->builder;
    struct text name = organization->name;
    (void)text_take_start_fold(&name, TEXT("the "));
    struct identity identity = {.kind = REGISTRY_ORGANIZATION,
                                .key = key_of(builder, name),
                                .context = REGISTRY_NONE,
                                .country = builder_text(builder, organization->country),
                                .detail = builder_text(builder, organization->acronym),
                                .within = builder_text(builder, organization->parent)};
    if (identity.key == REGISTRY_NONE) {
        return;
    }
    uint32_t number = identify(builder, identity, organization->country);
    if (number != REGISTRY_NONE && builder->identities.items[number].detail == REGISTRY_NONE) {
        builder->identities.items[number].detail = identity.detail;
    }
    if (number != REGISTRY_NONE && builder->identities.items[number].within == REGISTRY_NONE) {
        builder->identities.items[number].within = identity.within;
    }
    occur(naming, number,
          (struct occurrence){.name = builder_text(builder, name),
                              .role = REGISTRY_NONE,
                              .affiliation = REGISTRY_NONE,
                              .mentions = (uint32_t)organization->mentions.count});
}

static void add_country(const struct naming *naming, const struct country *country)
{
    struct registry_builder *builder = naming->builder;
    struct identity identity = {.kind = REGISTRY_COUNTRY,
                                .key = key_of(builder, country->code),
                                .context = REGISTRY_NONE,
                                .country = builder_text(builder, country->code),
                                .detail = REGISTRY_NONE,
                                .within = REGISTRY_NONE};
    if (identity.key != REGISTRY_NONE) {
        occur(naming, identify(builder, identity, TEXT_NONE),
              (struct occurrence){.name = builder_text(builder, country->name),
                                  .role = REGISTRY_NONE,
                                  .affiliation = REGISTRY_NONE,
                                  .mentions = (uint32_t)country->mentions.count});
    }
}

static void add_place(const struct naming *naming, const struct place *place)
{
    struct registry_builder *builder = naming->builder;
    struct identity identity = {.kind = REGISTRY_PLACE,
                                .key = key_of(builder, place->name),
                                .context = REGISTRY_NONE,
                                .country = builder_text(builder, place->country),
                                .detail = builder_text(builder, place->kind),
                                .within = REGISTRY_NONE};
    if (identity.key != REGISTRY_NONE) {
        occur(naming, identify(builder, identity, place->country),
              (struct occurrence){.name = builder_text(builder, place->name),
                                  .role = REGISTRY_NONE,
                                  .affiliation = REGISTRY_NONE,
                                  .mentions = (uint32_t)place->mentions.count});
    }
}

void naming_add(struct registry_builder *builder, const struct document *document, uint32_t number)
{
    struct naming naming = {builder, document, number};
    for (size_t i = 0; i < document->people.count; i++) {
        if (document->people.items[i].confidence <= FACTS_BAR_DEFAULT) {
            add_person(&naming, &document->people.items[i]);
        }
    }
    for (size_t i = 0; i < document->organizations.count; i++) {
        if (document->organizations.items[i].confidence <= FACTS_BAR_DEFAULT) {
            add_organization(&naming, &document->organizations.items[i]);
        }
    }
    for (size_t i = 0; i < document->countries.count; i++) {
        if (document->countries.items[i].confidence <= FACTS_BAR_DEFAULT) {
            add_country(&naming, &document->countries.items[i]);
        }
    }
    for (size_t i = 0; i < document->places.count; i++) {
        if (document->places.items[i].confidence <= FACTS_BAR_DEFAULT) {
            add_place(&naming, &document->places.items[i]);
        }
    }
}
