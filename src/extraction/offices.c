/* SPDX-License-Identifier: Apache-2.0 */
#include "offices.h"

#include "chancery/base/array.h"
#include "people_roles.h"

/* How many shorter forms of a role are remembered: Minister, of "Norwegian Foreign Minister". */
#define FORMS_MAX 4

struct holder {
    struct found_person *person;
    bool is_shared; /* several bear it */
};

/* What an office is another one without: the President is no Vice President. */
static const struct text ranks[] = {
    {"vice", 4},   {"deputy", 6}, {"assistant", 9}, {"under", 5},       {"former", 6},
    {"ex", 2},     {"prime", 5},  {"associate", 9}, {"secretary", 9},   {"attorney", 8},
    {"second", 6}, {"first", 5},  {"major", 5},     {"lieutenant", 10}, {"brigadier", 9},
    {"then", 4},   {"late", 4},   {"elect", 5},     {"designate", 9},   {"shadow", 6}};

/* Offices that the writer's own post or department has, too. */
static const struct text own_offices[] = {
    {"ambassador", 10},     {"charge", 6},    {"dcm", 3},     {"cda", 3},       {"consul", 6},
    {"consul general", 14}, {"counselor", 9}, {"officer", 7}, {"secretary", 9}, {"chief", 5}};

/* Heads that are no office of one person. */
static const struct text common_heads[] = {{"member", 6},       {"representative", 14},
                                           {"official", 8},     {"spokesman", 9},
                                           {"spokeswoman", 11}, {"leader", 6},
                                           {"officer", 7},      {"advisor", 7},
                                           {"adviser", 7},      {"lawyer", 6},
                                           {"professor", 9},    {"analyst", 7},
                                           {"reporter", 8},     {"head", 4},
                                           {"chief", 5},        {"aide", 4},
                                           {"candidate", 9},    {"senator", 7},
                                           {"congressman", 11}, {"founder", 7},
                                           {"editor", 6},       {"author", 6},
                                           {"attorney", 8},     {"spokesperson", 12},
                                           {"lady", 4}};

static bool is_one_of(struct text text, const struct text *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal_fold(text, list[i])) {
            return true;
        }
    }
    return false;
}

/* The part of a role before what it is bound to: Minister of "Minister of Trade". */
static struct text unbound(struct text role)
{
    return text_trim(text_slice(role, 0, text_find(role, TEXT(" of "))));
}

static struct text head_of(struct text role)
{
    size_t start = role.length;
    while (start > 0 && !text_is_blank(role.at[start - 1]) && role.at[start - 1] != '-') {
        start--;
    }
    return text_from(role, start);
}

static void learn_form(struct people_found *people, const struct finding *finding,
                       struct found_person *person, struct text form)
{
    char folded[NAMES_KEY_BYTES_MAX];
    struct text key = {folded, names_fold(form, folded, sizeof(folded))};
    struct holder *holder = map_find(&people->by_office, key);
    if (holder) {
        holder->is_shared = holder->is_shared || holder->person != person;
        return;
    }
    holder = arena_take(finding->arena, sizeof(*holder));
    key = arena_text(finding->arena, key);
    if (holder && key.length > 0) {
        holder->person = person;
        (void)map_set(finding->arena, &people->by_office, key, holder);
    }
}

void offices_learn(struct people_found *people, const struct finding *finding,
                   struct found_person *person, struct text role)
{
    struct text form = unbound(role);
    if (form.length == 0 || is_one_of(head_of(form), common_heads, COUNT_OF(common_heads))) {
        return;
    }
    if (form.length < role.length) {
        learn_form(people, finding, person, role);
    }
    for (size_t i = 0; i < FORMS_MAX && form.length > 0; i++) {
        struct text rest = form;
        struct text word;
        learn_form(people, finding, person, form);
        if (!text_take_word(&rest, &word) || text_find_char(word, '-') != TEXT_NOT_FOUND ||
            is_one_of(word, ranks, COUNT_OF(ranks))) {
            return;
        }
        form = text_trim(rest);
    }
}

/* "the Foreign Minister, Ana Ruiz": the office of a name that comes. */
static bool leads_to_name(const struct names *names, size_t last)
{
    const struct words *words = names_words(names);
    return text_equal(words_gap(words, last), TEXT(", ")) && names_is_capital(names, last + 1) &&
           !words->items[last + 1].meaning;
}

struct found_person *offices_find(const struct people_found *people, const struct names *names,
                                  size_t index, size_t *last)
{
    struct role role;
    if (!words_is(names_words(names), index, TEXT("the")) ||
        !role_alone(names, index + 1, &role, last) || leads_to_name(names, *last)) {
        return NULL;
    }
    char folded[NAMES_KEY_BYTES_MAX];
    struct text key = {folded, names_fold(role.text, folded, sizeof(folded))};
    const struct holder *holder = map_find(&people->by_office, key);
    bool is_own =
        names->finding->document->cable && is_one_of(role.text, own_offices, COUNT_OF(own_offices));
    if (!holder || holder->is_shared || is_own ||
        holder->person->last_paragraph + 1 < names->finding->paragraph) {
        return NULL;
    }
    return holder->person;
}
