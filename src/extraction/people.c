/* SPDX-License-Identifier: Apache-2.0 */
#include "people.h"

#include "chancery/base/array.h"
#include "names.h"
#include "offices.h"
#include "people_roles.h"

/* The longest name in words. */
#define NAME_WORDS_MAX ((size_t)8)
/* The longest second half of a given name: Chang-sik. */
#define HALF_NAME_BYTES_MAX ((size_t)7)

struct search {
    struct people_found *people;
    const struct names *names;
    bool known_only;
    bool in_list; /* the words before name people, so that a bare name in their list is one, too */
    size_t list_end;
    struct found_person *subject;        /* with whom this sentence begins, or NULL */
    struct found_person *subject_before; /* and the sentence before */
};

/* The words of a name, and what is seen of it. */
struct run {
    size_t first;
    size_t last;
    size_t units;     /* parts with blanks between them */
    bool has_half;    /* Chang-sik */
    bool has_initial; /* Ada B. Finch */
    bool has_particle;
    bool has_given; /* a given name is among the words before the last */
};

static const struct words *words_of(const struct search *search)
{
    return search->names->finding->words;
}

static bool have(const struct search *search, size_t index, unsigned roles)
{
    return names_have(search->names, index, roles);
}

#define NAME_ROLES (VOCABULARY_ROLE_GIVEN | VOCABULARY_ROLE_FAMILY)
#define OTHER_ROLES                                                                \
    (VOCABULARY_ROLE_TITLE | VOCABULARY_ROLE_PART | VOCABULARY_ROLE_BODY |         \
     VOCABULARY_ROLE_HONORIFIC | VOCABULARY_ROLE_SPEECH | VOCABULARY_ROLE_COMMON | \
     VOCABULARY_ROLE_STOP)

/* "MR KIRBY", "PRESIDENT KIRBY", "Nicolas SARKOZY", "Judge J.L. Kirby"; but not "Commander CHOD",
 * since capitals behind a rank are mostly an acronym. */
static bool is_led(const struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    const struct word *word = &words->items[index];
    if (index == 0 || word->text.length <= 3) {
        return false;
    }
    bool is_apart =
        words->items[index - 1].is_upper || text_find_char(word->text, '.') != TEXT_NOT_FOUND;
    return have(search, index - 1, NAME_ROLES | VOCABULARY_ROLE_HONORIFIC) ||
           (have(search, index - 1, VOCABULARY_ROLE_TITLE) && is_apart);
}

/* Capital words that are no acronyms and have no other use. */
static bool is_name_word(const struct search *search, size_t index)
{
    if (index >= words_of(search)->count || names_is_marked(search->names, index)) {
        return false;
    }
    const struct word *word = &words_of(search)->items[index];
    bool is_known = (word->roles & NAME_ROLES) != 0 && !(word->roles & VOCABULARY_ROLE_STOP);
    if (!word->is_capital || word->text.length < 2) {
        return false;
    }
    if (is_known) {
        return true;
    }
    bool is_acronym = word->is_upper && !search->names->is_shouting && !is_led(search, index);
    return !word->meaning && !(word->roles & OTHER_ROLES) && !is_acronym;
}

/* "Kanye West", "Ana Law": a word of another use that only a given name before it makes a name. */
static bool is_odd_surname(const struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    if (index == 0 || index >= words->count || names_is_marked(search->names, index)) {
        return false;
    }
    const struct word *word = &words->items[index];
    bool is_odd = (word->roles & VOCABULARY_ROLE_SURNAME) != 0;
    return is_odd && word->is_capital && !word->is_upper && word->text.length > 2 &&
           have(search, index - 1, VOCABULARY_ROLE_GIVEN) &&
           !(words_joined(words, index, TEXT(" ")) && words->items[index + 1].is_capital);
}

static bool is_hyphen(const struct search *search, size_t index)
{
    return text_equal(words_gap(words_of(search), index), TEXT("-"));
}

/* The sik of Chang-sik, behind index. */
static bool is_half_name(const struct search *search, const struct run *run, size_t index)
{
    const struct words *words = words_of(search);
    if (index + 1 >= words->count || !is_hyphen(search, index) || index == run->first) {
        return false;
    }
    const struct word *half = &words->items[index + 1];
    bool is_western = have(search, run->first, VOCABULARY_ROLE_GIVEN) &&
                      !have(search, run->first, VOCABULARY_ROLE_FAMILY);
    return half->text.length <= HALF_NAME_BYTES_MAX && text_is_lower(half->text.at[0]) &&
           !half->meaning && !(half->roles & OTHER_ROLES) && !is_western &&
           words->items[index].text.length <= HALF_NAME_BYTES_MAX;
}

/* Do-jin behind Kim: whatever its halves are else. */
static bool is_split_name(const struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    if (index + 2 >= words->count || !have(search, index, VOCABULARY_ROLE_FAMILY) ||
        !words_joined(words, index, TEXT(" ")) || !is_hyphen(search, index + 1)) {
        return false;
    }
    const struct word *first = &words->items[index + 1];
    const struct word *half = &words->items[index + 2];
    return first->is_capital && !first->is_upper && first->text.length <= HALF_NAME_BYTES_MAX &&
           text_is_lower(half->text.at[0]) && half->text.length <= HALF_NAME_BYTES_MAX;
}

/* A particle of names at index; "as" is one only where a hyphen binds it: as-Sabah. */
static bool is_particle(const struct search *search, size_t index)
{
    return have(search, index, VOCABULARY_ROLE_PARTICLE) &&
           (!have(search, index, VOCABULARY_ROLE_STOP) || is_hyphen(search, index));
}

/* How many particles stand behind index, before a word of the name: 2 for "de la Cruz". */
static size_t particles_behind(const struct search *search, size_t index)
{
    size_t count = 0;
    while (count < 3 && names_joined(search->names, index + count) &&
           is_particle(search, index + count + 1)) {
        count++;
    }
    bool is_followed = count > 0 && names_joined(search->names, index + count) &&
                       is_name_word(search, index + count + 1);
    return is_followed ? count : 0;
}

/* Whether a quotation mark stands there and nothing else. */
static bool is_quotation_mark(struct text text)
{
    static const struct text marks[] = {
        {"\"", 1},           {"''", 2},           {"``", 2},           {"'", 1},
        {"\xE2\x80\x9C", 3}, {"\xE2\x80\x9D", 3}, {"\xE2\x80\x98", 3}, {"\xE2\x80\x99", 3}};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (text_equal(text, marks[i])) {
            return true;
        }
    }
    return false;
}

/* "Ana "Anita" Ruiz", "Ana (Anita) Ruiz": whether such a word and the name behind it follow. */
static bool has_nickname(const struct search *search, size_t last)
{
    const struct words *words = words_of(search);
    if (last + 2 >= words->count || !words->items[last + 1].is_capital ||
        !is_name_word(search, last + 2) || names_is_marked(search->names, last + 1)) {
        return false;
    }
    struct text before = words_gap(words, last);
    struct text behind = words_gap(words, last + 1);
    bool is_bracket = text_equal(before, TEXT(" (")) && text_equal(behind, TEXT(") ")) &&
                      !words->items[last + 1].is_upper;
    bool is_spaced = before.length > 1 && before.at[0] == ' ' && behind.length > 1 &&
                     behind.at[behind.length - 1] == ' ';
    bool is_quoted =
        is_spaced && is_quotation_mark(text_trim(before)) && is_quotation_mark(text_trim(behind));
    return is_bracket || is_quoted;
}

/* Take the words behind run->last that are part of the name. False when there are none. */
static bool extend(const struct search *search, struct run *run)
{
    size_t last = run->last;
    if (is_half_name(search, run, last)) {
        run->has_half = true;
        run->last = last + 1;
        return true;
    }
    if (has_nickname(search, last)) {
        run->last = last + 2;
        run->units += 1;
        return true;
    }
    if (!names_joined(search->names, last)) {
        return false;
    }
    if (is_split_name(search, last)) {
        run->has_half = true;
        run->units += 1;
        run->last = last + 2;
        return true;
    }
    size_t particles = particles_behind(search, last);
    bool is_tight = text_trim(words_gap(words_of(search), last)).length > 0;
    if (particles > 0) {
        run->has_particle = true;
        run->last = last + particles + 1;
        run->units += 1;
        return true;
    }
    bool is_initial = names_is_initial(search->names, last + 1) &&
                      names_joined(search->names, last + 1) && is_name_word(search, last + 2);
    if (is_initial) {
        run->has_initial = true;
        run->last = last + 1;
        return true;
    }
    if (!is_name_word(search, last + 1) && !is_odd_surname(search, last + 1)) {
        return false;
    }
    run->last = last + 1;
    run->units += !is_tight || names_is_initial(search->names, last);
    return true;
}

/* "Ana Ruiz Bo Lind": two names of a list that lost its commas. */
static void cut_second_name(const struct search *search, struct run *run)
{
    bool is_long = run->units >= 4 && run->last == run->first + run->units - 1;
    bool is_two = is_long && have(search, run->first, VOCABULARY_ROLE_GIVEN) &&
                  !have(search, run->first + 1, NAME_ROLES) &&
                  have(search, run->first + 2, VOCABULARY_ROLE_GIVEN);
    if (is_two) {
        run->last = run->first + 1;
        run->units = 2;
    }
}

static struct run read_run(const struct search *search, size_t first)
{
    struct run run = {.first = first, .last = first, .units = 1};
    /* al-Abadi, Al Jubeir, O'Neil */
    if (!is_name_word(search, first)) {
        run.last = first + 1;
    }
    while (run.last - first < NAME_WORDS_MAX && extend(search, &run)) {
    }
    cut_second_name(search, &run);
    for (size_t i = run.first; i < run.last; i++) {
        run.has_given = run.has_given || have(search, i, VOCABULARY_ROLE_GIVEN);
    }
    return run;
}

/* Whether a name may begin at index: with a word of it, or a particle or O' before one. */
static bool may_begin(const struct search *search, size_t index)
{
    if (is_name_word(search, index)) {
        return true;
    }
    bool is_lead =
        is_particle(search, index) || (words_is(words_of(search), index, TEXT("O")) &&
                                       !words_joined(words_of(search), index, TEXT(" ")));
    return is_lead && !names_is_marked(search->names, index) &&
           names_joined(search->names, index) && is_name_word(search, index + 1) &&
           (is_hyphen(search, index) || names_is_capital(search->names, index));
}

/* KIM Dae-jung: capitals mark the surname. */
static bool has_large_surname(const struct search *search, const struct run *run)
{
    const struct words *words = words_of(search);
    return words->items[run->first].is_upper && !search->names->is_shouting &&
           words->items[run->first].text.length > 1 && run->units > 1 &&
           !words->items[run->last].is_upper;
}

/* Korean, Chinese and Vietnamese names: the family name stands first. */
static bool is_family_first(const struct search *search, const struct run *run)
{
    bool is_family = have(search, run->first, VOCABULARY_ROLE_FAMILY);
    if (run->has_half) {
        return true;
    }
    if (has_large_surname(search, run)) {
        return true;
    }
    if (!is_family || run->units < 2 || run->units > 3 || run->has_initial || run->has_particle) {
        return false;
    }
    bool is_hyphened = run->last == run->first + 2 && is_hyphen(search, run->first + 1);
    if (is_hyphened || run->units == 3) {
        return is_hyphened || !have(search, run->first + 1, VOCABULARY_ROLE_GIVEN);
    }
    return !have(search, run->first, VOCABULARY_ROLE_GIVEN) &&
           !have(search, run->last, VOCABULARY_ROLE_GIVEN);
}

/* "the Kim Foundation", "Obama Doctrine": the name of something else has it. */
static bool names_a_thing(const struct search *search, const struct run *run)
{
    return words_joined(words_of(search), run->last, TEXT(" ")) &&
           names_is_capital(search->names, run->last + 1) &&
           have(search, run->last + 1,
                VOCABULARY_ROLE_BODY | VOCABULARY_ROLE_COMMON | VOCABULARY_ROLE_STOP) &&
           !have(search, run->last + 1, VOCABULARY_ROLE_TITLE);
}

/* San Luis, Puerto Rico, Fort Bragg: places are called so. */
static bool has_place_word(const struct search *search, const struct run *run)
{
    static const struct text words[] = {{"San", 3},  {"Santa", 5},  {"Santo", 5}, {"Sao", 3},
                                        {"Rio", 3},  {"Puerto", 6}, {"Porto", 5}, {"Fort", 4},
                                        {"Cape", 4}, {"Punta", 5},  {"St", 2},    {"Ciudad", 6},
                                        {"Los", 3},  {"Las", 3},    {"Tel", 3},   {"Abu", 3}};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (words_is(words_of(search), run->first, words[i])) {
            return i + 1 < COUNT_OF(words) || run->units < 3;
        }
    }
    return false;
}

/* How many words are a place where the name would be. A given name may also be a place: Sofia. */
static size_t place_words(const struct search *search, const struct run *run)
{
    const struct vocabulary_place_name *place;
    size_t count = names_place_words(search->names, run->first, &place);
    bool is_place =
        count > 1 || run->units == 1 || !have(search, run->first, VOCABULARY_ROLE_GIVEN);
    return is_place ? count : 0;
}

/* A verb, or a few words between commas and a verb, behind a name. */
static bool acts(const struct search *search, const struct run *run)
{
    return words_joined(words_of(search), run->last, TEXT(" ")) &&
           have(search, run->last + 1, VOCABULARY_ROLE_SPEECH) &&
           !names_is_capital(search->names, run->last + 1);
}

/* said Ana Ruiz, told Ana Ruiz */
static bool is_said(const struct search *search, const struct run *run)
{
    static const struct text verbs[] = {{"said", 4},    {"says", 4}, {"added", 5},
                                        {"replied", 7}, {"told", 4}, {"asked", 5}};
    return run->first > 0 && run->units > 1 &&
           words_joined(words_of(search), run->first - 1, TEXT(" ")) &&
           names_is_one_of(search->names, run->first - 1, verbs, COUNT_OF(verbs));
}

/* Whether all words of a run say nothing but that they may be a name. */
static bool is_unknown(const struct search *search, const struct run *run)
{
    for (size_t i = run->first; i <= run->last; i++) {
        const struct word *word = &words_of(search)->items[i];
        if ((word->roles &
             ~(unsigned)(NAME_ROLES | VOCABULARY_ROLE_PARTICLE | VOCABULARY_ROLE_SURNAME)) != 0 ||
            word->organization_words > 0 || word->text.length < 2) {
            return false;
        }
    }
    return true;
}

/* Mr., Mrs. or an office that only a woman bears before the name. */
static enum person_sex sex_of(const struct search *search, const struct run *run)
{
    static const struct text female[] = {
        {"Mrs", 3},        {"Ms", 2},           {"Miss", 4},
        {"Madam", 5},      {"Lady", 4},         {"Queen", 5},
        {"Princess", 8},   {"spokeswoman", 11}, {"Congresswoman", 13},
        {"chairwoman", 10}};
    if (run->first == 0 || !names_joined(search->names, run->first - 1)) {
        return PERSON_SEX_UNSAID;
    }
    if (words_is(words_of(search), run->first - 1, TEXT("Mr"))) {
        return PERSON_SEX_MALE;
    }
    return names_is_one_of(search->names, run->first - 1, female, COUNT_OF(female))
               ? PERSON_SEX_FEMALE
               : PERSON_SEX_UNSAID;
}

static struct named_person name_of(const struct search *search, const struct run *run)
{
    const struct words *words = words_of(search);
    struct named_person named = {.is_family_first = is_family_first(search, run),
                                 .sex = sex_of(search, run),
                                 .name = words_text(words, run->first, run->last)};
    size_t surname = named.is_family_first ? run->first : run->last;
    size_t first = named.is_family_first ? run->first + 1 : run->first;
    named.surname = words->items[surname].text;
    named.first_name = run->units > 1 ? words->items[first].text : TEXT_NONE;
    named.mention = (struct mention){search->names->finding->paragraph,
                                     words_span(words, run->first, run->last), named.name};
    if (search->names->is_shouting) {
        named.confidence = CONFIDENCE_LIKELY;
        named.inferred = TEXT("capitals_only");
    }
    return named;
}

/* Whether people are met or speak in the words around. */
static bool is_met(const struct search *search, const struct run *run, size_t role_first)
{
    return acts(search, run) ||
           (role_first > 0 && (have(search, role_first - 1, VOCABULARY_ROLE_MEETING) ||
                               words_is(words_of(search), role_first - 1, TEXT("that"))));
}

/* Remember somebody with whose name, or office, a sentence begins. */
static void note_subject(struct search *search, struct run run, struct found_person *person)
{
    size_t first = run.first;
    const struct words *words = words_of(search);
    bool is_led =
        first > 0 && words->items[first - 1].begins && words_is(words, first - 1, TEXT("the"));
    bool is_owner = words_is(words, run.last + 1, TEXT("s"));
    bool is_subject = (words->items[first].begins || is_led) && !is_owner;
    search->subject = is_subject ? person : search->subject;
}

static void add(struct search *search, const struct run *run, struct named_person *named,
                size_t role_first)
{
    if (!named->affiliation.at) {
        named->affiliation = role_affiliation_behind(search->names, run->last);
    }
    const struct finding *finding = search->names->finding;
    struct found_person *person = people_found_add(search->people, finding, named);
    note_subject(search, (struct run){.first = role_first, .last = run->last}, person);
    bool is_interlocutor = person && finding->document->cable &&
                           text_equal(person->person.function, TEXT("mentioned")) &&
                           is_met(search, run, role_first);
    if (is_interlocutor) {
        person->person.function = TEXT("interlocutor");
    }
}

/* "the Obama administration": the surname of somebody who rules. */
static bool rules(const struct search *search, const struct run *run)
{
    static const struct text bodies[] = {
        {"administration", 14}, {"regime", 6}, {"dictatorship", 12}, {"presidency", 10}};
    const struct words *words = words_of(search);
    bool is_led = run->first > 0 && words_is(words, run->first - 1, TEXT("the")) &&
                  words->items[run->last].text.length > 3 &&
                  words_joined(words, run->last, TEXT(" ")) && !search->known_only;
    for (size_t i = 0; is_led && i < COUNT_OF(bodies); i++) {
        if (words_is(words, run->last + 1, bodies[i])) {
            return !words->items[run->last + 1].is_capital;
        }
    }
    return false;
}

/* A surname alone, behind a title or of somebody who is known. */
static bool read_surname(struct search *search, const struct run *run)
{
    struct role role;
    struct named_person named = name_of(search, run);
    bool has_role = !search->known_only && role_before(search->names, run->first, &role);
    bool is_bare =
        !have(search, run->first, NAME_ROLES) && words_of(search)->items[run->first].begins;
    if (has_role) {
        named.role = role.text;
        named.affiliation = role.affiliation;
        if (search->names->is_shouting) {
            named.confidence = CONFIDENCE_DOUBTFUL;
        }
        add(search, run, &named, role.first);
        return true;
    }
    struct found_person *known = people_found_by_surname(search->people, named.surname);
    if (!known && rules(search, run)) {
        named.confidence = CONFIDENCE_LIKELY;
        named.inferred = TEXT("regime_of");
        add(search, run, &named, run->first);
        return true;
    }
    if (!known || known->is_signer || (is_bare && known->person.name.length < 2)) {
        return false;
    }
    people_found_mention(search->people, search->names->finding, known, named.mention);
    note_subject(search, *run, known);
    if (text_equal(known->person.function, TEXT("mentioned")) &&
        search->names->finding->document->cable && acts(search, run)) {
        known->person.function = TEXT("interlocutor");
    }
    return true;
}

/* "The Ana Ruiz sailed": a ship, or another thing that is called after somebody. */
static bool has_article(const struct search *search, const struct run *run)
{
    return run->first > 0 && words_is(words_of(search), run->first - 1, TEXT("the"));
}

/* Whether a full name is one by its own words. */
static bool is_shaped(const struct search *search, const struct run *run)
{
    if (names_a_thing(search, run) || has_article(search, run) || has_place_word(search, run)) {
        return false;
    }
    bool is_named = run->has_given || run->has_half || run->has_initial;
    return is_named || is_family_first(search, run);
}

/* The office of somebody with a full name: before it, behind it, or before a comma. */
static bool read_role(const struct search *search, const struct run *run, bool may_be_apart,
                      struct role *role)
{
    const struct names *names = search->names;
    if (role_before(names, run->first, role) && role->text.at) {
        return true;
    }
    struct role apart;
    if (!may_be_apart ||
        (!role_behind(names, run->last, &apart) && !role_before_comma(names, run->first, &apart))) {
        return false;
    }
    role->text = apart.text;
    role->affiliation = apart.affiliation;
    return true;
}

/* Fill in named from what stands around a full name. False when nothing shows it to be one. */
static bool read_evidence(const struct search *search, const struct run *run,
                          struct named_person *named, struct role *role)
{
    bool is_shape = is_shaped(search, run);
    bool is_likely = is_unknown(search, run) && run->units <= 4 && !names_a_thing(search, run) &&
                     !has_article(search, run) && !has_place_word(search, run);
    bool has_role = read_role(search, run, is_shape || is_likely, role);
    named->role = role->text;
    named->affiliation = role->affiliation;
    if (has_role || role->is_honorific || is_shape) {
        return true;
    }
    bool is_listed = search->in_list && run->first == search->list_end + 1;
    if (is_likely && (acts(search, run) || is_said(search, run) || is_listed)) {
        named->confidence = CONFIDENCE_LIKELY;
        named->inferred = TEXT("name_shape");
        return true;
    }
    return false;
}

/* Whether a name of somebody in a list ends there: "Ana Ruiz, Bo Lind and Ida Moe". */
static bool goes_on(const struct search *search, size_t last, size_t *end)
{
    const struct words *words = words_of(search);
    struct text gap = words_gap(words, last);
    bool is_comma = text_equal(gap, TEXT(", "));
    bool is_and =
        words_is(words, last + 1, TEXT("and")) && (is_comma || text_equal(gap, TEXT(" ")));
    *end = is_and ? last + 1 : last;
    return is_comma || is_and;
}

static bool read_full(struct search *search, const struct run *run)
{
    struct role role = {.first = run->first};
    struct named_person named = name_of(search, run);
    if (search->known_only || search->names->is_shouting) {
        bool is_known = people_found_by_surname(search->people, named.surname) != NULL;
        bool is_given = have(search, run->first, VOCABULARY_ROLE_GIVEN) && run->units <= 3;
        if (!is_given || (search->known_only && !is_known)) {
            return false;
        }
    }
    if (!read_evidence(search, run, &named, &role)) {
        return false;
    }
    add(search, run, &named, role.first);
    search->in_list =
        named.confidence == CONFIDENCE_CERTAIN && goes_on(search, run->last, &search->list_end);
    return true;
}

/* Read the name that begins at index. Returns the word to go on with. */
static size_t read_name(struct search *search, size_t index)
{
    struct run run = read_run(search, index);
    /* "Visiting Ana Ruiz": the first word is large only because a sentence begins with it. */
    bool is_foreword = run.units > 2 && words_of(search)->items[index].begins &&
                       !have(search, index, NAME_ROLES) &&
                       have(search, index + 1, VOCABULARY_ROLE_GIVEN);
    bool is_field = run.units == 1 && words_joined(words_of(search), run.last, TEXT(" ")) &&
                    names_is_capital(search->names, run.last + 1) &&
                    have(search, run.last + 1, VOCABULARY_ROLE_TITLE | VOCABULARY_ROLE_PART) &&
                    !have(search, index, NAME_ROLES);
    size_t places = place_words(search, &run);
    if (is_foreword || is_field || places > 0) {
        return index + (places > 1 ? places : 1);
    }
    bool is_read =
        run.units == 1 && !run.has_half ? read_surname(search, &run) : read_full(search, &run);
    return is_read ? run.last + 1 : index + 1;
}

/* "the Foreign Minister": another mention of whoever bears that office. Returns the word to go on
 * with. */
static size_t read_office(struct search *search, size_t index)
{
    size_t last;
    struct found_person *person = search->known_only || search->names->is_shouting
                                      ? NULL
                                      : offices_find(search->people, search->names, index, &last);
    if (!person) {
        return index + 1;
    }
    const struct words *words = words_of(search);
    people_found_mention(search->people, search->names->finding, person,
                         (struct mention){search->names->finding->paragraph,
                                          words_span(words, index, last),
                                          words_text(words, index, last)});
    note_subject(search, (struct run){.first = index, .last = last}, person);
    return last + 1;
}

/* "He" and "She" that begin a sentence: with whom the sentence before begins. */
static void read_pronoun(struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    bool is_pronoun = words->items[index].is_capital && !search->known_only &&
                      (words_is(words, index, TEXT("He")) || words_is(words, index, TEXT("She")));
    enum person_sex other =
        words_is(words, index, TEXT("He")) ? PERSON_SEX_FEMALE : PERSON_SEX_MALE;
    if (!is_pronoun || !search->subject_before || search->subject_before->sex == other) {
        return;
    }
    search->subject = search->subject_before;
    people_found_mention(search->people, search->names->finding, search->subject,
                         (struct mention){search->names->finding->paragraph,
                                          words_span(words, index, index),
                                          words->items[index].text});
}

void people_find(struct people_found *people, const struct names *names, bool known_only)
{
    struct search search = {.people = people, .names = names, .known_only = known_only};
    size_t count = names->finding->words->count;
    for (size_t i = 0; i < count;) {
        if (names->finding->words->items[i].begins) {
            search.subject_before = search.subject;
            search.subject = NULL;
            read_pronoun(&search, i);
        }
        if (!may_begin(&search, i)) {
            i = read_office(&search, i);
            continue;
        }
        i = read_name(&search, i);
    }
}
