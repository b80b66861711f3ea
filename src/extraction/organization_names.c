/* SPDX-License-Identifier: Apache-2.0 */
#include "organization_names.h"

#include "chancery/base/array.h"

/* The most words before the head of a name, and behind it. */
#define FRONT_WORDS_MAX ((size_t)6)
#define TAIL_WORDS_MAX  ((size_t)10)
/* In a text of capitals, shorter acronyms are common words: WHO, AID. */
#define SHOUTED_ACRONYM_BYTES_MIN ((size_t)4)

static bool fold_words(const struct names *names, size_t first, size_t last, char *key,
                       size_t *length)
{
    *length = 0;
    for (size_t i = first; i <= last; i++) {
        struct text word = names_words(names)->items[i].text;
        if (*length + word.length + 2 > NAMES_KEY_BYTES_MAX) {
            return false;
        }
        if (i > first) {
            key[(*length)++] = ' ';
        }
        for (size_t at = 0; at < word.length; at++) {
            key[*length] = text_upper(word.at[at]);
            *length += word.at[at] != '.';
        }
    }
    return true;
}

bool organization_known(const struct names *names, size_t first, size_t last,
                        const struct vocabulary_organization **out)
{
    char key[NAMES_KEY_BYTES_MAX];
    size_t length = 0;
    if (!fold_words(names, first, last, key, &length)) {
        return false;
    }
    *out = vocabulary_organization(names->finding->vocabulary, (struct text){key, length});
    return *out != NULL;
}

static bool has_small_letter(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_lower(text.at[i])) {
            return true;
        }
    }
    return false;
}

/* A name without small letters is one only in capitals, where the text has small letters. */
static bool is_cased(const struct names *names, size_t first, size_t last,
                     const struct vocabulary_organization *known)
{
    const struct word *word = &names_words(names)->items[first];
    bool has_small = has_small_letter(known->name);
    /* LeT is not "Let". */
    bool is_mixed = has_small && first == last && known->name.length > 1 &&
                    text_is_upper(known->name.at[known->name.length - 1]);
    if (is_mixed) {
        return word->is_upper || text_equal(word->text, known->name);
    }
    if (has_small || first != last) {
        /* Da'esh */
        bool is_tight =
            first != last && text_trim(words_gap(names_words(names), last - 1)).length > 0;
        return names_is_capital(names, last) || is_tight;
    }
    bool is_common = names->is_shouting && word->text.length < SHOUTED_ACRONYM_BYTES_MIN &&
                     !words_is(names_words(names), first, TEXT("EU")) &&
                     !words_is(names_words(names), first, TEXT("UN"));
    return word->is_upper && !is_common;
}

/* Whether word index + 1 goes on with a name: a comma may stand in names of UN bodies. */
static bool goes_on(const struct names *names, size_t index)
{
    struct text gap = words_gap(names_words(names), index);
    return names_joined(names, index) || text_equal(gap, TEXT("/"));
}

size_t organization_known_words(const struct names *names, size_t index,
                                const struct vocabulary_organization **out)
{
    size_t most = names_words(names)->items[index].organization_words;
    size_t found = 0;
    for (size_t i = index; i < index + most && i < names_words(names)->count; i++) {
        const struct vocabulary_organization *known = NULL;
        if (organization_known(names, index, i, &known) && is_cased(names, index, i, known)) {
            *out = known;
            found = i + 1 - index;
        }
        if (i + 1 >= names_words(names)->count || !goes_on(names, i) ||
            text_equal(words_gap(names_words(names), i), TEXT("/"))) {
            break;
        }
    }
    return found;
}

static bool is_binder(const struct names *names, size_t index)
{
    static const struct text binders[] = {{"of", 2}, {"for", 3}, {"on", 2}};
    return names_is_one_of(names, index, binders, COUNT_OF(binders));
}

/* A word that may be part of a name, but not its head. */
static bool is_front(const struct names *names, size_t index)
{
    const struct word *word = &names_words(names)->items[index];
    bool is_date = word->meaning && (word->meaning->kind == VOCABULARY_WORD_MONTH ||
                                     word->meaning->kind == VOCABULARY_WORD_WEEKDAY ||
                                     word->meaning->kind == VOCABULARY_WORD_DAY);
    bool is_title = (word->roles & VOCABULARY_ROLE_TITLE) != 0 &&
                    !words_is(names_words(names), index, TEXT("General")) &&
                    !(word->roles & VOCABULARY_ROLE_PART);
    const unsigned refused = VOCABULARY_ROLE_STOP | VOCABULARY_ROLE_HONORIFIC;
    bool is_odd =
        names->is_shouting && !(word->roles & (VOCABULARY_ROLE_PART | VOCABULARY_ROLE_COMMON));
    bool is_letter = word->text.length < 2;
    return word->is_capital && !is_date && !is_title && !(word->roles & refused) && !is_odd &&
           !is_letter && !names_is_marked(names, index);
}

static bool is_head(const struct names *names, size_t index)
{
    return names_is_capital(names, index) && names_have(names, index, VOCABULARY_ROLE_BODY) &&
           !names_is_marked(names, index);
}

/* "Trade & Industry", "Seafarers' Union" */
static bool is_glue(const struct names *names, size_t index)
{
    struct text gap = text_trim(words_gap(names_words(names), index));
    return text_equal(gap, TEXT("&")) || text_equal(gap, TEXT("'")) ||
           text_equal(gap, TEXT("\xE2\x80\x99"));
}

/* The last head of the words that begin at index, or index - 1 when there is none. */
static size_t find_head(const struct names *names, size_t index)
{
    const struct words *words = names_words(names);
    size_t head = index - 1;
    size_t at = index;
    while (at < words->count && at <= index + FRONT_WORDS_MAX) {
        if (is_head(names, at)) {
            head = at;
        } else if (!is_front(names, at)) {
            break;
        }
        bool is_and = words_joined(words, at, TEXT(" ")) && words_is(words, at + 1, TEXT("and")) &&
                      words_joined(words, at + 1, TEXT(" "));
        if (at + 1 >= words->count) {
            break;
        }
        if (is_and && (head == at || words->items[at].organization_words > 0)) {
            break;
        }
        if (!is_and && !names_joined(names, at) && !is_glue(names, at)) {
            break;
        }
        at += is_and ? 2 : 1;
    }
    return head;
}

/* Whether a word may stand in what a head is bound to: Trade of "Ministry of Trade". */
static bool is_tail(const struct names *names, size_t index)
{
    static const struct text bodies[] = {{"Service", 7}, {"Services", 8}, {"Forces", 6}};
    if (names_is_one_of(names, index, bodies, COUNT_OF(bodies)) && names_is_capital(names, index)) {
        return true;
    }
    return index < names_words(names)->count && is_front(names, index) &&
           !names_have(names, index,
                       VOCABULARY_ROLE_BODY | VOCABULARY_ROLE_GIVEN | VOCABULARY_ROLE_FAMILY);
}

/* Whether a list goes on that ends with "and": "Economy, Trade and Industry". */
static bool is_listed(const struct names *names, size_t index)
{
    const struct words *words = names_words(names);
    for (size_t i = index; i + 1 < words->count && i < index + 4; i++) {
        if (!is_tail(names, i)) {
            return false;
        }
        if (words_is(words, i + 1, TEXT("and")) && is_tail(names, i + 2)) {
            return true;
        }
        if (!names_joined(names, i) && !text_equal(words_gap(words, i), TEXT(", "))) {
            return false;
        }
    }
    return false;
}

/* The word that the name goes on with behind word at of its tail, or 0. */
static size_t next_in_tail(const struct names *names, size_t at)
{
    const struct words *words = names_words(names);
    if (at + 1 >= words->count) {
        return 0;
    }
    if (names_joined(names, at) && is_tail(names, at + 1)) {
        return at + 1;
    }
    bool is_and = words_joined(words, at, TEXT(" ")) && words_is(words, at + 1, TEXT("and")) &&
                  is_tail(names, at + 2) &&
                  !names_have(names, at + 2, VOCABULARY_ROLE_GIVEN | VOCABULARY_ROLE_FAMILY);
    if (is_and) {
        const struct vocabulary_place_name *place;
        bool is_other = names_place_words(names, at + 2, &place) > 0 ||
                        words->items[at + 2].organization_words > 0;
        return is_other ? 0 : at + 2;
    }
    bool is_comma = text_equal(words_gap(words, at), TEXT(", ")) && is_listed(names, at + 1);
    return is_comma ? at + 1 : 0;
}

/* The last word of the tail behind the binder after head, or head when there is none. */
static size_t read_tail(const struct names *names, size_t head)
{
    const struct words *words = names_words(names);
    if (!words_joined(words, head, TEXT(" ")) || !is_binder(names, head + 1) ||
        !words_joined(words, head + 1, TEXT(" "))) {
        return head;
    }
    size_t at = head + 2 + words_is(words, head + 2, TEXT("the"));
    const struct vocabulary_organization *known = NULL;
    bool is_body = at < words->count &&
                   (organization_known_words(names, at, &known) > 0 || !is_tail(names, at));
    if (at >= words->count || is_body) {
        return head;
    }
    const struct vocabulary_place_name *place;
    size_t place_words = names_place_words(names, at, &place);
    if (place_words > 0 && place->kind != VOCABULARY_PLACE_NONE &&
        place->kind != VOCABULARY_PLACE_DEMONYM) {
        /* "the Alliance of North America and Europe" is no name. */
        return place->country.at ? at + place_words - 1 : head;
    }
    size_t last = at;
    for (size_t next = next_in_tail(names, at); next > 0 && next < head + TAIL_WORDS_MAX;
         next = next_in_tail(names, next)) {
        last = next;
    }
    return last;
}

/* Ministry, Embassy: what binds something behind itself begins its name. */
static bool begins_name(const struct names *names, size_t head)
{
    static const struct text heads[] = {{"Ministry", 8},   {"Department", 10}, {"Embassy", 7},
                                        {"Consulate", 9},  {"Government", 10}, {"Office", 6},
                                        {"Ministries", 10}};
    return names_is_one_of(names, head, heads, COUNT_OF(heads)) &&
           words_is(names_words(names), head + 1, TEXT("of"));
}

/* "Russian Federation", "HCMC Party Secretary": a country, and the office of somebody. */
static bool is_other(const struct names *names, size_t index, size_t head)
{
    const struct vocabulary_place_name *place;
    bool is_office = words_is(names_words(names), head, TEXT("Party")) &&
                     words_joined(names_words(names), head, TEXT(" ")) &&
                     names_is_capital(names, head + 1) &&
                     names_have(names, head + 1, VOCABULARY_ROLE_TITLE);
    return is_office || names_place_words(names, index, &place) > head - index;
}

/* Whether a longer name that the vocabulary knows begins behind index and takes in the head. */
static bool begins_later(const struct names *names, size_t index, size_t head)
{
    for (size_t i = index + 1; i < head; i++) {
        const struct vocabulary_organization *known = NULL;
        size_t count = organization_known_words(names, i, &known);
        if (count > 1 && i + count > head) {
            return true;
        }
    }
    return false;
}

struct organization_words organization_built(const struct names *names, size_t index)
{
    struct organization_words built = {.is_found = false};
    if (!is_front(names, index) && !is_head(names, index)) {
        return built;
    }
    size_t head = find_head(names, index);
    bool is_found = head + 1 != index && !begins_later(names, index, head) &&
                    !is_other(names, index, head) && (head == index || !begins_name(names, head));
    if (!is_found) {
        return built;
    }
    built.head = head;
    built.last = read_tail(names, head);
    /* Office of, Bank of: a head in front must be bound to something. */
    built.is_found = head > index || built.last > head;
    return built;
}

size_t organization_place_start(const struct names *names, size_t last)
{
    const struct vocabulary_place_name *place;
    if (!names_is_capital(names, last)) {
        return last + 1;
    }
    for (size_t count = last > 0 ? 2 : 1; count > 0; count--) {
        size_t first = last + 1 - count;
        if (names_is_capital(names, first) && names_place_words(names, first, &place) == count &&
            place->kind != VOCABULARY_PLACE_NONE) {
            return first;
        }
    }
    return last + 1;
}

size_t organization_small(const struct names *names, size_t index)
{
    static const struct text bodies[] = {
        {"government", 10}, {"parliament", 10}, {"army", 4}, {"regime", 6}};
    const struct words *words = names_words(names);
    if (index == 0 || !words_joined(words, index - 1, TEXT(" "))) {
        return index + 1;
    }
    bool is_ministry = words_is(words, index, TEXT("ministry")) &&
                       names_have(names, index - 1, VOCABULARY_ROLE_PART) &&
                       !names_is_capital(names, index - 1);
    if (!is_ministry && !names_is_one_of(names, index, bodies, COUNT_OF(bodies))) {
        return index + 1;
    }
    size_t first = is_ministry ? index - 1 : index;
    if (first == 0) {
        return index + 1;
    }
    size_t start = words_joined(words, first - 1, TEXT(" "))
                       ? organization_place_start(names, first - 1)
                       : first;
    if (start < first) {
        return start;
    }
    bool is_one = words_is(words, first - 1, TEXT("the")) || words_is(words, first - 1, TEXT("s"));
    return is_ministry && is_one ? first : index + 1;
}

bool organization_is_house(const struct names *names, size_t index)
{
    static const struct text houses[] = {
        {"Department", 10}, {"Embassy", 7}, {"Post", 4}, {"Mission", 7}, {"Consulate", 9}};
    const struct words *words = names_words(names);
    return names_is_one_of(names, index, houses, COUNT_OF(houses)) &&
           !words_is(words, index + 1, TEXT("of")) &&
           !text_equal(words_gap(words, index), TEXT("-"));
}
