/* SPDX-License-Identifier: Apache-2.0 */
#include "organizations.h"

#include "chancery/base/array.h"
#include "organization_names.h"

struct search {
    struct organizations_found *found;
    struct names *names;
};

static const struct words *words_of(const struct search *search)
{
    return search->names->finding->words;
}

static struct mention mention_of(const struct search *search, size_t first, size_t last)
{
    const struct words *words = words_of(search);
    return (struct mention){search->names->finding->paragraph, words_span(words, first, last),
                            words_text(words, first, last)};
}

/* "Ministry of Trade (MOT)", "Ministry of Trade,s (MOT)": let it be known by the acronym. */
static void read_acronym(struct search *search, size_t last,
                         struct found_organization *organization)
{
    const struct words *words = words_of(search);
    size_t at = last + 1 + words_is(words, last + 1, TEXT("s"));
    if (at >= words->count) {
        return;
    }
    const struct word *word = &words->items[at];
    char first = words->items[last].text.at[0];
    bool is_bracketed = text_ends(words_gap(words, at - 1), TEXT("(")) &&
                        text_starts(words_gap(words, at), TEXT(")"));
    bool is_acronym = word->is_upper && word->is_capital && word->text.length > 1 &&
                      word->text.length <= 10 && text_is_upper(first);
    if (is_bracketed && is_acronym && !organization->organization.acronym.at) {
        organizations_add_acronym(search->found, search->names->finding, organization, word->text);
    }
}

/* Add what words first to last name, and return the word to go on with. */
static size_t add(struct search *search, size_t first, size_t last,
                  struct named_organization *named)
{
    named->mention = mention_of(search, first, last);
    if (!named->name.at) {
        named->name = named->mention.text;
    }
    struct found_organization *organization =
        organizations_add(search->found, search->names->finding, named);
    if (organization) {
        names_mark(search->names, first, last, organization);
        read_acronym(search, last, organization);
    }
    return last + 1;
}

/* The country that stands before a name or in it: "Norwegian Ministry", "Norway's Ministry". */
static struct text country_of(const struct search *search, size_t first, size_t last)
{
    const struct vocabulary_place_name *place;
    for (size_t i = first; i <= last; i++) {
        size_t count =
            words_of(search)->items[i].is_capital ? names_place_words(search->names, i, &place) : 0;
        if (count > 0 && place->country.at) {
            return place->country;
        }
    }
    size_t before = first;
    before -= before > 0 && words_is(words_of(search), before - 1, TEXT("s"));
    size_t start = before > 0 ? organization_place_start(search->names, before - 1) : before;
    if (start < before && names_place_words(search->names, start, &place) > 0) {
        return place->country;
    }
    return TEXT_NONE;
}

/* An acronym that the text explains, or a name of one word that was found before. */
static bool read_known(struct search *search, size_t index, size_t *next)
{
    const struct word *word = &words_of(search)->items[index];
    if (!word->is_upper || word->text.length < 2 || search->names->is_shouting) {
        return false;
    }
    struct found_organization *known = organizations_by_name(search->found, word->text);
    if (!known) {
        return false;
    }
    organizations_mention(search->names->finding, known, mention_of(search, index, index));
    names_mark(search->names, index, index, known);
    *next = index + 1;
    return true;
}

/* Abbreviations of governments: ROKG, GOJ. */
static bool read_government(struct search *search, size_t index, size_t *next)
{
    const struct vocabulary_place_name *place;
    const struct word *word = &words_of(search)->items[index];
    bool may_be = word->is_upper && word->text.length > 2 && word->text.length < 6;
    if (!may_be || names_place_words(search->names, index, &place) != 1 ||
        place->kind != VOCABULARY_PLACE_GOVERNMENT) {
        return false;
    }
    struct named_organization named = {.country = place->country};
    *next = add(search, index, index, &named);
    return true;
}

/* A name with a head, or one of the vocabulary; the longer of them. */
static bool read_name(struct search *search, size_t index, size_t *next)
{
    const struct vocabulary_organization *known = NULL;
    size_t known_words = organization_known_words(search->names, index, &known);
    struct organization_words built = organization_built(search->names, index);
    if (known_words == 0 && !built.is_found) {
        return false;
    }
    struct named_organization named = {.name = TEXT_NONE};
    size_t last = index + known_words - 1;
    /* "Department of Justice Filing": what is known ends there, unless "and" goes on. */
    bool is_cut = known_words > 1 && built.is_found && built.head <= last && built.last > last &&
                  words_joined(words_of(search), last, TEXT(" ")) &&
                  names_is_capital(search->names, last + 1);
    if (built.is_found && !is_cut && (known_words == 0 || built.last > last)) {
        last = built.last;
        named.head = words_of(search)->items[built.head].text;
        named.country = country_of(search, index, last);
    } else {
        named.main = known->main;
        named.country = known->country.at ? known->country : country_of(search, index, last);
        named.parent = known->parent;
        if (words_of(search)->items[last].roles & VOCABULARY_ROLE_BODY) {
            named.head = words_of(search)->items[last].text;
        }
    }
    *next = add(search, index, last, &named);
    return true;
}

/* Whether a head stands alone: "the Coalition", but not "Coalition Forces" or "Arab Coalition". */
static bool is_alone(const struct search *search, size_t index, bool has_article)
{
    const struct words *words = words_of(search);
    const struct word *word = &words->items[index];
    bool is_head = word->is_capital && !word->is_upper &&
                   (word->roles & (VOCABULARY_ROLE_BODY | VOCABULARY_ROLE_COMMON)) != 0;
    bool goes_on = names_joined(search->names, index) && names_is_capital(search->names, index + 1);
    bool is_led = index > 0 && !has_article && !word->begins &&
                  names_is_capital(search->names, index - 1) &&
                  names_joined(search->names, index - 1);
    return is_head && !goes_on && !is_led;
}

/* "the Coalition": one that was named in full before. In cables, Department and Post are known. */
static bool read_head(struct search *search, size_t index, size_t *next)
{
    const struct words *words = words_of(search);
    bool has_article = index > 0 && words_is(words, index - 1, TEXT("the"));
    if (!is_alone(search, index, has_article)) {
        return false;
    }
    struct found_organization *known =
        has_article ? organizations_by_head(search->found, words->items[index].text) : NULL;
    if (known) {
        organizations_mention(search->names->finding, known, mention_of(search, index, index));
        names_mark(search->names, index, index, known);
        *next = index + 1;
        return true;
    }
    bool is_house =
        search->names->finding->document->cable && organization_is_house(search->names, index);
    if (is_house) {
        struct named_organization named = {.country = TEXT("US")};
        *next = add(search, index, index, &named);
    }
    return is_house;
}

/* "the foreign ministry", "South Korean government" */
static bool read_small(struct search *search, size_t index, size_t *next)
{
    const struct word *word = &words_of(search)->items[index];
    if (word->is_capital || !(word->roles & VOCABULARY_ROLE_BODY)) {
        return false;
    }
    size_t first = organization_small(search->names, index);
    if (first > index || names_is_marked(search->names, first)) {
        return false;
    }
    const struct vocabulary_organization *known = NULL;
    struct named_organization named = {.country = country_of(search, first, index)};
    if (organization_known(search->names, first, index, &known)) {
        named.main = known->main;
    }
    *next = add(search, first, index, &named);
    return true;
}

/* Bureaus and offices by their symbols, in cables: EAP/K. */
static bool read_symbol(struct search *search, size_t index, size_t *next)
{
    const struct words *words = words_of(search);
    size_t last = index;
    while (last + 1 < words->count && last < index + 3 && words->items[last].is_upper &&
           text_equal(words_gap(words, last), TEXT("/"))) {
        last++;
    }
    if (last == index || !words->items[last].is_upper || !search->names->finding->document->cable) {
        return false;
    }
    const struct vocabulary_office *office =
        vocabulary_office(search->names->finding->vocabulary, words_text(words, index, last));
    bool is_office = office && (text_find(office->meaning, TEXT("Office")) != TEXT_NOT_FOUND ||
                                text_find(office->meaning, TEXT("Bureau")) != TEXT_NOT_FOUND);
    if (is_office) {
        struct named_organization named = {.country = TEXT("US")};
        *next = add(search, index, last, &named);
    }
    return is_office;
}

void organizations_find(struct organizations_found *found, struct names *names)
{
    struct search search = {found, names};
    size_t count = names->finding->words->count;
    for (size_t i = 0; i < count;) {
        size_t next = i + 1;
        const struct word *word = &names->finding->words->items[i];
        if (!word->is_capital) {
            (void)read_small(&search, i, &next);
        } else if (!read_symbol(&search, i, &next) && !read_name(&search, i, &next) &&
                   !read_known(&search, i, &next) && !read_government(&search, i, &next)) {
            (void)read_head(&search, i, &next);
        }
        i = next;
    }
}

/* "LCC SEOUL SEOUL KOREA": the name goes up to its first place. */
static struct text post_name(const struct finding *finding, struct text post)
{
    struct text rest = post;
    struct text word;
    while (text_take_word(&rest, &word)) {
        size_t end = (size_t)(word.at - post.at) + word.length;
        char key[NAMES_KEY_BYTES_MAX];
        struct text folded = {key, names_fold(word, key, sizeof(key))};
        if (end > word.length && vocabulary_place_name(finding->vocabulary, folded)) {
            return text_slice(post, 0, end);
        }
    }
    return post;
}

static void add_named(struct organizations_found *found, const struct finding *finding,
                      struct text name)
{
    size_t at = name.length > 0 ? text_find(finding->document->text, name) : TEXT_NOT_FOUND;
    if (at == TEXT_NOT_FOUND) {
        return;
    }
    struct named_organization named = {.name = name,
                                       .mention = {INTEGER_NONE, {at, at + name.length}, name}};
    (void)organizations_add(found, finding, &named);
}

void organizations_in_header(struct organizations_found *found, const struct finding *finding)
{
    const struct cable *cable = finding->document->cable;
    for (size_t i = 0; cable && i < cable->passing_instructions.count; i++) {
        struct text post = cable->passing_instructions.items[i].post;
        struct text name = post.length > 0 ? post_name(finding, post) : TEXT_NONE;
        if (text_find_char(name, ' ') != TEXT_NOT_FOUND) {
            add_named(found, finding, name);
        }
    }
    const struct news *news = finding->document->news;
    if (news && news->byline.length > 0) {
        add_named(found, finding, news->publication);
    }
}
