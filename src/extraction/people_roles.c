/* SPDX-License-Identifier: Apache-2.0 */
#include "people_roles.h"

#include "chancery/base/array.h"
#include "organizations_found.h"

/* The longest role in words. */
#define ROLE_WORDS_MAX ((size_t)14)
/* How far behind a comma the head of a role stands. */
#define ROLE_HEAD_WORDS_MAX ((size_t)7)

/* What binds an office to its field: "of" in Secretary of State. */
static bool is_binder(const struct names *names, size_t index)
{
    static const struct text binders[] = {{"of", 2}, {"for", 3}, {"to", 2}, {"on", 2}, {"at", 2}};
    return names_is_one_of(names, index, binders, COUNT_OF(binders));
}

static bool is_article(const struct names *names, size_t index)
{
    static const struct text articles[] = {{"the", 3}, {"a", 1}, {"an", 2}, {"its", 3}, {"his", 3}};
    return names_is_one_of(names, index, articles, COUNT_OF(articles));
}

static bool is_part(const struct names *names, size_t index)
{
    /* "Under Secretary", but not "served under President Ruiz" */
    if (words_is(names_words(names), index, TEXT("under")) && !names_is_capital(names, index)) {
        return false;
    }
    return names_have(names, index, VOCABULARY_ROLE_PART) ||
           (names_have(names, index, VOCABULARY_ROLE_COMMON) && names_is_capital(names, index));
}

static bool is_slashed(const struct names *names, size_t index)
{
    const struct words *words = names_words(names);
    return index + 1 < words->count && text_equal(words_gap(words, index), TEXT("/")) &&
           words->items[index].is_upper;
}

/* The first word of the place or people that ends with word last, or last + 1. */
static size_t place_start(const struct names *names, size_t last)
{
    const struct vocabulary_place_name *place;
    if (!names_is_capital(names, last)) {
        return last + 1;
    }
    for (size_t words = last > 0 ? 2 : 1; words > 0; words--) {
        size_t first = last + 1 - words;
        if (names_is_capital(names, first) && names_place_words(names, first, &place) == words &&
            place->kind != VOCABULARY_PLACE_NONE) {
            return first;
        }
    }
    return last + 1;
}

/* The symbol of an office that ends with word last: EAP/K, U/S. last + 1 when there is none. */
static size_t symbol_start(const struct names *names, size_t last)
{
    const struct words *words = names_words(names);
    size_t first = last;
    while (first > 0 && last - first < 3 && is_slashed(names, first - 1)) {
        first--;
    }
    bool is_known = first < last && words->items[last].is_upper &&
                    vocabulary_office(names->finding->vocabulary, words_text(words, first, last));
    return is_known ? first : last + 1;
}

/* The head of an office; in small letters, "major" and the like are none. */
static bool is_title(const struct names *names, size_t index)
{
    static const struct text doubtful[] = {
        {"major", 5}, {"general", 7}, {"private", 7}, {"principal", 9}, {"chair", 5}};
    return names_have(names, index, VOCABULARY_ROLE_TITLE) &&
           (names_is_capital(names, index) ||
            !names_is_one_of(names, index, doubtful, COUNT_OF(doubtful)) ||
            (index > 0 && names_have(names, index - 1, VOCABULARY_ROLE_TITLE)));
}

/* A walk from a name towards the front, over the words of a role. */
struct walk {
    size_t left;       /* the first word taken so far */
    bool has_title;    /* whether the head of an office is among them */
    size_t title_last; /* the last word that is one */
    struct text affiliation;
};

static struct text name_of_mark(const struct names *names, size_t index)
{
    return organizations_name(names->marks[index].organization);
}

/* "Deputy Fisheries Minister", "Port Director": any word in capitals before the head. */
static bool is_field(const struct names *names, const struct walk *walk, size_t at)
{
    const struct word *word = &names_words(names)->items[at];
    bool is_next = walk->has_title && walk->left == at + 1 && walk->title_last == at + 1;
    return is_next && word->is_capital && !word->is_upper && !word->begins && !word->meaning &&
           words_joined(names_words(names), at, TEXT(" ")) &&
           !(word->roles & (VOCABULARY_ROLE_GIVEN | VOCABULARY_ROLE_FAMILY | VOCABULARY_ROLE_STOP |
                            VOCABULARY_ROLE_HONORIFIC));
}

/* Whether the word at at may stand inside a role without being its head. */
static bool is_link(const struct names *names, const struct walk *walk, size_t at)
{
    bool is_and = words_is(names_words(names), at, TEXT("and")) && at > 0 && !walk->has_title &&
                  is_part(names, at - 1) && is_part(names, at + 1);
    bool is_bound = !walk->has_title && (is_binder(names, at) || is_article(names, at));
    return is_and || is_bound || is_part(names, at) || is_slashed(names, at) ||
           is_field(names, walk, at);
}

/* Take the words before walk->left that may belong to a role. False when there are none. */
static bool step_back(const struct names *names, struct walk *walk)
{
    size_t at = walk->left - 1;
    if (names_is_marked(names, at)) {
        walk->left = names->marks[at].first;
        if (!walk->affiliation.at) {
            walk->affiliation = words_text(names_words(names), walk->left, at);
        }
        return true;
    }
    if (is_title(names, at)) {
        walk->title_last = walk->has_title ? walk->title_last : at;
        walk->has_title = true;
        walk->left = at;
        return true;
    }
    size_t place = place_start(names, at);
    if (place <= at) {
        walk->left = place;
        return true;
    }
    if (is_link(names, walk, at)) {
        walk->left = at;
        return true;
    }
    return false;
}

static struct walk walk_back(const struct names *names, size_t end)
{
    struct walk walk = {.left = end};
    size_t symbol = end > 0 ? symbol_start(names, end - 1) : end;
    if (symbol < end) {
        walk.left = symbol;
        walk.has_title = true;
        walk.title_last = end - 1;
    }
    bool is_going = true;
    while (is_going && walk.left > 0 && end - walk.left < ROLE_WORDS_MAX) {
        bool is_joined = walk.left == end || names_joined(names, walk.left - 1) ||
                         is_slashed(names, walk.left - 1);
        is_going = is_joined && step_back(names, &walk);
    }
    while (walk.left < end && !is_slashed(names, walk.left) &&
           (is_binder(names, walk.left) || is_article(names, walk.left) ||
            words_is(names_words(names), walk.left, TEXT("and")))) {
        walk.left++;
    }
    return walk;
}

/* "Ministry of Trade's Director", "Ministry of Trade,s (MOT) Director" */
static struct text owner_before(const struct names *names, size_t first)
{
    size_t at = first;
    while (at > 0 && first - at < 3) {
        at--;
        if (names_is_marked(names, at)) {
            return at + 1 < first || text_find_char(words_gap(names_words(names), at), ')') == 0
                       ? name_of_mark(names, at)
                       : TEXT_NONE;
        }
        if (!words_is(names_words(names), at, TEXT("s"))) {
            return TEXT_NONE;
        }
    }
    return TEXT_NONE;
}

/* The office that is affiliated with itself: EAP/K. */
static struct text office_of(const struct names *names, const struct walk *walk, size_t end)
{
    struct text symbol = words_text(names_words(names), walk->left, end - 1);
    const struct vocabulary_office *office =
        text_find_char(symbol, '/') != TEXT_NOT_FOUND
            ? vocabulary_office(names->finding->vocabulary, symbol)
            : NULL;
    bool is_office = office && (text_find(office->meaning, TEXT("Office")) != TEXT_NOT_FOUND ||
                                text_find(office->meaning, TEXT("Bureau")) != TEXT_NOT_FOUND);
    return is_office ? symbol : TEXT_NONE;
}

/* Whether what an office is bound to may end with word last: State, Norway, a body. */
static bool ends_field(const struct names *names, size_t last)
{
    const struct vocabulary_place_name *place;
    if (names_have(names, last, VOCABULARY_ROLE_PART) || names_is_marked(names, last)) {
        return true;
    }
    size_t first = place_start(names, last);
    return first <= last && names_place_words(names, first, &place) > 0 &&
           place->kind != VOCABULARY_PLACE_DEMONYM;
}

static bool fill(const struct names *names, const struct walk *walk, size_t end, struct role *out)
{
    const struct words *words = names_words(names);
    /* "Minister Foreign": what stands behind the head must be bound to it, and end well. */
    bool is_bound = walk->title_last + 1 >= end ||
                    (is_binder(names, walk->title_last + 1) && ends_field(names, end - 1));
    if (!walk->has_title || walk->left >= end || !is_bound) {
        return false;
    }
    struct text title = words->items[walk->title_last].text;
    out->text = words_text(words, walk->left, end - 1);
    out->first = walk->left;
    out->is_plural = title.length > 3 && text_lower(title.at[title.length - 1]) == 's';
    /* "Ministry of Trade's Director of Planning": the owner goes before what is directed. */
    out->affiliation = owner_before(names, walk->left);
    if (!out->affiliation.at) {
        out->affiliation = walk->affiliation;
    }
    if (!out->affiliation.at) {
        out->affiliation = office_of(names, walk, end);
    }
    return true;
}

bool role_before(const struct names *names, size_t first, struct role *out)
{
    size_t end = first;
    *out = (struct role){.first = first};
    while (end > 0 && names_joined(names, end - 1) &&
           names_have(names, end - 1, VOCABULARY_ROLE_HONORIFIC) &&
           !names_have(names, end - 1, VOCABULARY_ROLE_TITLE) && names_is_capital(names, end - 1)) {
        end--;
        out->is_honorific = true;
    }
    out->first = end;
    if (end == 0 || (!names_joined(names, end - 1))) {
        return out->is_honorific;
    }
    struct walk walk = walk_back(names, end);
    return fill(names, &walk, end, out) || out->is_honorific;
}

bool role_before_comma(const struct names *names, size_t first, struct role *out)
{
    *out = (struct role){.first = first};
    if (first == 0 || !text_equal(words_gap(names_words(names), first - 1), TEXT(", "))) {
        return false;
    }
    struct walk walk = walk_back(names, first);
    /* "the Foreign Minister, Ana Ruiz", but not "met the President, Ana Ruiz and others". */
    return fill(names, &walk, first, out);
}

/* What the word at at is in the field of an office. */
enum field_word {
    FIELD_NONE,
    FIELD_SMALL, /* "of", "and" */
    FIELD_TAKEN,
};

static enum field_word field_word(const struct names *names, size_t at)
{
    bool is_marked = names_is_marked(names, at);
    bool is_name = !is_marked && names_is_capital(names, at) &&
                   names_have(names, at, VOCABULARY_ROLE_GIVEN | VOCABULARY_ROLE_FAMILY);
    bool is_taken =
        is_marked || names_is_capital(names, at) || names_have(names, at, VOCABULARY_ROLE_PART);
    if (is_taken && !is_name) {
        return FIELD_TAKEN;
    }
    bool is_small = is_article(names, at) || is_binder(names, at) ||
                    words_is(names_words(names), at, TEXT("and")) ||
                    words_is(names_words(names), at, TEXT("s"));
    return is_small && !is_name ? FIELD_SMALL : FIELD_NONE;
}

/* The last word of the field that an office is bound to, from the binder at index on. */
static size_t read_field(const struct names *names, size_t index)
{
    const struct words *words = names_words(names);
    size_t last = index;
    size_t at = index + 1;
    bool is_going = names_joined(names, index);
    while (is_going && at < words->count && at < index + ROLE_WORDS_MAX) {
        enum field_word kind = field_word(names, at);
        if (kind == FIELD_NONE) {
            break;
        }
        if (kind == FIELD_TAKEN) {
            at = names_is_marked(names, at) ? names->marks[at].last : at;
            last = at;
        }
        is_going = at + 1 < words->count &&
                   (names_joined(names, at) || words_is(words, at + 1, TEXT("s")));
        at++;
    }
    return last;
}

/* The head of the role that begins at index, or index - 1 when there is none near. */
static size_t read_head(const struct names *names, size_t index, struct text *affiliation)
{
    size_t at = index;
    while (at < names_words(names)->count && at < index + ROLE_HEAD_WORDS_MAX) {
        const struct vocabulary_place_name *place;
        if (names_is_marked(names, at)) {
            size_t first = at;
            at = names->marks[at].last;
            *affiliation = words_text(names_words(names), first, at);
        } else if (is_title(names, at)) {
            return at;
        } else if (names_is_capital(names, at) && names_place_words(names, at, &place) > 0) {
            at += names_place_words(names, at, &place) - 1;
        } else if (!is_part(names, at) && !words_is(names_words(names), at, TEXT("s")) &&
                   !is_slashed(names, at)) {
            return index - 1;
        }
        if (at + 1 < names_words(names)->count && !names_joined(names, at) &&
            !words_is(names_words(names), at + 1, TEXT("s")) && !is_slashed(names, at)) {
            return index - 1;
        }
        at++;
    }
    return index - 1;
}

/* "Ana Ruiz, Minister Bo Lind": the office is that of the name behind it. */
static bool belongs_to_next(const struct names *names, size_t last)
{
    return names_joined(names, last) && names_is_capital(names, last + 1) &&
           !names_is_marked(names, last + 1);
}

/* The last word of a role with that head, which moves to the end of "Secretary General". A word
 * before the head when the role is that of the name behind it. */
static size_t read_end(const struct names *names, size_t *head)
{
    while (names_joined(names, *head) && names_have(names, *head + 1, VOCABULARY_ROLE_TITLE)) {
        (*head)++;
    }
    if (names_joined(names, *head) && is_binder(names, *head + 1)) {
        size_t end = read_field(names, *head + 1);
        /* "Bo Lind, Ambassador to Norway Ida Moe": the office is that of the second. */
        bool is_taken = names_joined(names, end) && names_is_capital(names, end + 1) &&
                        names_have(names, end + 1, VOCABULARY_ROLE_GIVEN | VOCABULARY_ROLE_FAMILY);
        if (is_taken) {
            return *head - 1;
        }
        return end == *head + 1 ? *head : end;
    }
    return belongs_to_next(names, *head) ? *head - 1 : *head;
}

bool role_behind(const struct names *names, size_t last, struct role *out)
{
    const struct words *words = names_words(names);
    *out = (struct role){.first = last + 1};
    struct text gap = words_gap(words, last);
    bool is_bracket = text_equal(text_trim(gap), TEXT("("));
    if (last + 1 >= words->count || (!is_bracket && !text_equal(text_trim(gap), TEXT(",")))) {
        return false;
    }
    size_t first = last + 1 + is_article(names, last + 1);
    struct text affiliation = TEXT_NONE;
    size_t head = read_head(names, first, &affiliation);
    if (head < first) {
        return false;
    }
    size_t end = read_end(names, &head);
    if (end < head ||
        (is_bracket && text_find_char(words_gap(words, end), ')') == TEXT_NOT_FOUND)) {
        return false;
    }
    for (size_t i = head + 1; i <= end && !affiliation.at; i++) {
        affiliation = names_is_marked(names, i)
                          ? words_text(words, names->marks[i].first, names->marks[i].last)
                          : TEXT_NONE;
    }
    out->text = words_text(words, first, end);
    out->affiliation = affiliation;
    return true;
}

bool role_alone(const struct names *names, size_t first, struct role *out, size_t *last)
{
    struct text affiliation = TEXT_NONE;
    size_t head = first < names_words(names)->count ? read_head(names, first, &affiliation) : 0;
    if (head < first || first == 0) {
        return false;
    }
    size_t end = read_end(names, &head);
    if (end < head) {
        return false;
    }
    /* "told the Minister on Friday", "met the Minister at Umbrel" */
    bool is_loose = words_is(names_words(names), head + 1, TEXT("on")) ||
                    words_is(names_words(names), head + 1, TEXT("at"));
    end = is_loose ? head : end;
    *out = (struct role){.text = words_text(names_words(names), first, end),
                         .affiliation = affiliation,
                         .first = first};
    *last = end;
    return true;
}

struct text role_affiliation_behind(const struct names *names, size_t last)
{
    static const struct text binders[] = {{"of", 2}, {"from", 4}, {"at", 2}, {"with", 4}};
    const struct words *words = names_words(names);
    size_t at = last + 1;
    if (!words_joined(words, last, TEXT(" ")) ||
        !names_is_one_of(names, at, binders, COUNT_OF(binders))) {
        return TEXT_NONE;
    }
    at += 1 + words_is(words, at + 1, TEXT("the"));
    if (at >= words->count || !names_is_marked(names, at)) {
        return TEXT_NONE;
    }
    size_t end = names->marks[at].last;
    /* A division of a ministry: all of it. */
    size_t next = end + 2 + words_is(words, end + 2, TEXT("the"));
    while (words_is(words, end + 1, TEXT("of")) && next < words->count &&
           names_is_marked(names, next)) {
        end = names->marks[next].last;
        next = end + 2 + words_is(words, end + 2, TEXT("the"));
    }
    return words_text(words, at, end);
}
