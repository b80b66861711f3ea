/* SPDX-License-Identifier: Apache-2.0 */
#include "people_found.h"

#include "chancery/base/array.h"
#include "offices.h"

/* How many people with one surname are looked at. */
#define NAMESAKES_MAX ((size_t)8)

/* Whoever signs for a post bears one of these. */
static const struct text signing_titles[] = {{"amb", 3}, {"charg", 5},  {"CDA", 3},
                                             {"DCM", 3}, {"consul", 6}, {"principal officer", 17},
                                             {"CG", 2}};

static struct text last_word(struct text name)
{
    for (size_t i = name.length; i > 0; i--) {
        if (text_is_blank(name.at[i - 1])) {
            return text_from(name, i);
        }
    }
    return name;
}

static struct text first_word(struct text name)
{
    struct text rest = name;
    struct text word;
    bool has_more = text_take_word(&rest, &word) && text_trim(rest).length > 0;
    return has_more ? word : TEXT_NONE;
}

/* "Ruiz, Ana" stands for Ana Ruiz. */
static struct text surname_of(struct text name)
{
    size_t comma = text_find(name, TEXT(", "));
    return comma == TEXT_NOT_FOUND ? last_word(name) : text_slice(name, 0, comma);
}

static struct text first_name_of(struct text name)
{
    size_t comma = text_find(name, TEXT(", "));
    struct text rest = comma == TEXT_NOT_FOUND ? name : text_from(name, comma + 2);
    struct text first = first_word(rest);
    return comma == TEXT_NOT_FOUND || first.at ? first : rest;
}

static struct text folded_copy(struct arena *arena, struct text text)
{
    char key[NAMES_KEY_BYTES_MAX];
    return arena_text(arena, (struct text){key, names_fold(text, key, sizeof(key))});
}

/* Let a person be found by surname; the last one goes before older ones. */
static void add_surname(struct people_found *people, struct arena *arena,
                        struct found_person *person, struct text surname)
{
    person->surname = folded_copy(arena, surname);
    if (person->surname.length == 0) {
        return;
    }
    struct found_person *last = map_find(&people->by_surname, person->surname);
    person->older = last == person ? person->older : last;
    (void)map_set(arena, &people->by_surname, person->surname, person);
}

static void add_name(struct people_found *people, struct arena *arena, struct found_person *person)
{
    struct text key = folded_copy(arena, person->person.name);
    if (key.length > 0) {
        (void)map_set(arena, &people->by_name, key, person);
    }
}

static struct found_person *append(struct people_found *people, struct arena *arena)
{
    struct found_person *person = arena_take(arena, sizeof(*person));
    if (person) {
        *people->next = person;
        people->next = &person->next;
    }
    return person;
}

struct found_person *people_found_by_surname(const struct people_found *people, struct text surname)
{
    char key[NAMES_KEY_BYTES_MAX];
    return map_find(&people->by_surname, (struct text){key, names_fold(surname, key, sizeof(key))});
}

/* Whether a title is one of those who sign for a post. */
static bool is_signing(struct text role)
{
    for (size_t i = 0; i < COUNT_OF(signing_titles); i++) {
        if (text_find_fold(role, signing_titles[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* Whether a signature is that of somebody whom the header names in full. */
static bool is_signed_by_known(const struct people_found *people, const struct person *signer)
{
    return text_equal(signer->function, TEXT("signer")) &&
           people_found_by_surname(people, surname_of(signer->name)) != NULL;
}

void people_found_begin(struct people_found *people, const struct finding *finding)
{
    *people =
        (struct people_found){.by_surname = MAP_NONE, .by_name = MAP_NONE, .by_office = MAP_NONE};
    people->next = &people->first;
    struct people *header = &finding->document->people;
    for (size_t i = 0; i < header->count; i++) {
        struct person *given = &header->items[i];
        struct found_person *person = append(people, finding->arena);
        if (!person) {
            return;
        }
        person->person = *given;
        person->first_name = first_name_of(given->name);
        if (is_signed_by_known(people, given)) {
            continue;
        }
        person->is_signer = text_equal(given->function, TEXT("signer")) && !person->first_name.at;
        add_surname(people, finding->arena, person, surname_of(given->name));
        add_name(people, finding->arena, person);
    }
    header->count = 0;
}

void people_found_mention(struct people_found *people, const struct finding *finding,
                          struct found_person *person, struct mention mention)
{
    struct mention *added = LIST_ADD(finding->arena, &person->person.mentions);
    if (added) {
        *added = mention;
    }
    struct person_seen *seen =
        mention.paragraph == INTEGER_NONE ? NULL : LIST_ADD(finding->arena, &people->seen);
    if (seen) {
        *seen = (struct person_seen){person, mention.paragraph, mention.span};
        person->last_paragraph = mention.paragraph;
    }
}

size_t people_found_seen_from(const struct people_found *people, size_t offset)
{
    size_t low = 0;
    size_t high = people->seen.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (people->seen.items[middle].span.end > offset) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

/* The head of an office: Minister of "Foreign Minister", of "Minister of Finance". */
static struct text role_head(struct text role)
{
    size_t of = text_find(role, TEXT(" of "));
    return last_word(text_slice(role, 0, of));
}

/* Whether two offices may be one person's: one says nothing, or their heads are the same. */
static bool may_be_one(struct text a, struct text b)
{
    return a.length == 0 || b.length == 0 || text_find_fold(a, role_head(b)) != TEXT_NOT_FOUND ||
           text_find_fold(b, role_head(a)) != TEXT_NOT_FOUND;
}

/* Whether two first names may be one person's: the same, or the initial of it. */
static bool is_same_first(struct text a, struct text b)
{
    struct text shorter = a.length < b.length ? a : b;
    struct text longer = a.length < b.length ? b : a;
    if (shorter.length > 0 && shorter.at[shorter.length - 1] == '.') {
        shorter.length--;
    }
    return text_equal_fold(a, b) || (shorter.length == 1 && text_starts_fold(longer, shorter));
}

static bool is_same(const struct found_person *known, const struct named_person *named)
{
    if (known->is_signer) {
        return is_signing(named->role);
    }
    if (known->sex != PERSON_SEX_UNSAID && named->sex != PERSON_SEX_UNSAID &&
        known->sex != named->sex) {
        return false;
    }
    if (known->first_name.at && named->first_name.at) {
        return is_same_first(known->first_name, named->first_name);
    }
    /* Surnames that stand first are shared by many. */
    bool is_shared = known->is_family_first || named->is_family_first;
    return !is_shared || may_be_one(known->person.role, named->role);
}

static struct found_person *find_known(const struct people_found *people,
                                       const struct named_person *named)
{
    char key[NAMES_KEY_BYTES_MAX];
    struct text name = {key, names_fold(named->name, key, sizeof(key))};
    struct found_person *known = map_find(&people->by_name, name);
    if (known && (!known->is_signer || is_signing(named->role))) {
        return known;
    }
    known = people_found_by_surname(people, named->surname);
    for (size_t i = 0; known && i < NAMESAKES_MAX; i++) {
        if (is_same(known, named)) {
            return known;
        }
        known = known->older;
    }
    return NULL;
}

static bool has_small(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_lower(text.at[i])) {
            return true;
        }
    }
    return false;
}

/* A fuller name, or one that is not all in capitals, goes before the one that is known. */
static void complete(struct people_found *people, const struct finding *finding,
                     struct found_person *known, const struct named_person *named)
{
    struct person *person = &known->person;
    bool is_fuller = named->name.length > person->name.length ||
                     (named->name.length == person->name.length && !has_small(person->name));
    if (is_fuller) {
        person->name = named->name;
        known->first_name = named->first_name;
        known->is_family_first = named->is_family_first;
        add_name(people, finding->arena, known);
    }
    known->is_signer = false;
    known->sex = known->sex == PERSON_SEX_UNSAID ? named->sex : known->sex;
    if (person->role.length == 0) {
        person->role = named->role;
    }
    if (person->affiliation.length == 0) {
        person->affiliation = named->affiliation;
    }
    if (named->confidence < person->confidence) {
        person->confidence = named->confidence;
        person->inferred = named->inferred;
    }
}

struct found_person *people_found_add(struct people_found *people, const struct finding *finding,
                                      const struct named_person *named)
{
    struct found_person *person = find_known(people, named);
    if (person) {
        complete(people, finding, person, named);
        offices_learn(people, finding, person, named->role);
        people_found_mention(people, finding, person, named->mention);
        return person;
    }
    person = append(people, finding->arena);
    if (!person) {
        return NULL;
    }
    offices_learn(people, finding, person, named->role);
    person->person = (struct person){.name = named->name,
                                     .role = named->role,
                                     .affiliation = named->affiliation,
                                     .confidence = named->confidence,
                                     .inferred = named->inferred,
                                     .function = TEXT("mentioned")};
    person->first_name = named->first_name;
    person->is_family_first = named->is_family_first;
    person->sex = named->sex;
    /* Vietnamese are called by their last name. */
    if (named->is_family_first && !people_found_by_surname(people, last_word(named->name))) {
        add_surname(people, finding->arena, person, last_word(named->name));
    }
    add_surname(people, finding->arena, person, named->surname);
    add_name(people, finding->arena, person);
    people_found_mention(people, finding, person, named->mention);
    return person;
}

void people_found_end(struct people_found *people, const struct finding *finding)
{
    for (struct found_person *found = people->first; found; found = found->next) {
        struct person *person = LIST_ADD(finding->arena, &finding->document->people);
        if (person) {
            *person = found->person;
        }
    }
}
