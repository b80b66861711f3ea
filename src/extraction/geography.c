/* SPDX-License-Identifier: Apache-2.0 */
#include "geography.h"

#include "geography_found.h"

/* A name of so few letters must stand in capitals: US, ROK. */
#define SHORT_NAME_BYTES 4
/* The most words before "River" that are its name. */
#define FEATURE_WORDS_MAX ((size_t)2)

struct search {
    struct geography *geography;
    const struct finding *finding;
    bool in_title;
    bool is_shouting; /* whether all letters are capitals */
};

/* A name in the vocabulary, and the words that it takes. */
struct named {
    const struct vocabulary_place_name *place;
    size_t first;
    size_t last;
};

static const struct words *words_of(const struct search *search)
{
    return search->finding->words;
}

/* Add a word to a key as the vocabulary folds it. False when the key is full. */
static bool fold_word(struct text word, char *key, size_t *length)
{
    for (size_t i = 0; i < word.length; i++) {
        if (*length + 1 >= VOCABULARY_KEY_BYTES_MAX) {
            return false;
        }
        if (word.at[i] != '.') {
            key[(*length)++] = text_upper(word.at[i]);
        }
    }
    return true;
}

/* Words of a name have blanks, a hyphen or an apostrophe between them; "St." has a dot. */
static bool goes_on(const struct words *words, size_t index)
{
    if (index + 1 >= words->count) {
        return false;
    }
    struct text gap = words_gap(words, index);
    return text_trim(gap).length == 0 || text_equal(gap, TEXT("-")) || text_equal(gap, TEXT("'")) ||
           text_equal(gap, TEXT("\xE2\x80\x99")) || text_equal(gap, TEXT(". "));
}

/* The longest name that begins at index. */
static bool read_name(const struct search *search, size_t index, struct named *out)
{
    char key[VOCABULARY_KEY_BYTES_MAX];
    size_t length = 0;
    const struct words *words = words_of(search);
    const struct vocabulary *vocabulary = search->finding->vocabulary;
    *out = (struct named){.first = index};
    if (!fold_word(words->items[index].text, key, &length)) {
        return false;
    }
    size_t most = vocabulary_place_words(vocabulary, (struct text){key, length});
    for (size_t i = index; i < index + most; i++) {
        const struct vocabulary_place_name *place =
            vocabulary_place_name(vocabulary, (struct text){key, length});
        if (place) {
            out->place = place;
            out->last = i;
        }
        if (i + 1 == index + most || !goes_on(words, i)) {
            break;
        }
        key[length++] = ' ';
        if (!fold_word(words->items[i + 1].text, key, &length)) {
            break;
        }
    }
    return out->place != NULL;
}

/* "US" is a country in capitals only, and where all is in capitals, only as "THE US" or "U.S.". */
static bool is_cased(const struct search *search, const struct named *named)
{
    const struct words *words = words_of(search);
    const struct word *word = &words->items[named->first];
    if (named->first != named->last || named->place->name.length > SHORT_NAME_BYTES) {
        return words->items[named->last].is_capital;
    }
    bool is_dotted = text_find_char(word->text, '.') != TEXT_NOT_FOUND;
    bool is_us = text_equal(word->text, TEXT("US"));
    return (word->is_upper || word->text.length >= SHORT_NAME_BYTES) &&
           (is_dotted || !is_us || !search->is_shouting ||
            (named->first > 0 && words_is(words, named->first - 1, TEXT("the"))));
}

/* "Jack London": a name of a person ends with it. */
static bool is_surname(const struct search *search, const struct named *named)
{
    const struct words *words = words_of(search);
    if (named->first == 0 || search->is_shouting || search->in_title) {
        return false;
    }
    const struct word *before = &words->items[named->first - 1];
    static const struct text parts[] = {{"Embassy", 7}, {"Consulate", 9}, {"East", 4},
                                        {"West", 4},    {"North", 5},     {"South", 5},
                                        {"Central", 7}, {"Downtown", 8},  {"Greater", 7}};
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (text_equal(before->text, parts[i])) {
            return false;
        }
    }
    return before->is_capital && !before->is_upper && !before->begins && !before->meaning &&
           before->text.length > 2 && words_joined(words, named->first - 1, TEXT(" "));
}

static struct mention mention_of(const struct search *search, size_t first, size_t last)
{
    const struct words *words = words_of(search);
    return (struct mention){search->finding->paragraph, words_span(words, first, last),
                            words_text(words, first, last)};
}

static struct text kind_name(enum vocabulary_place_kind kind)
{
    if (kind == VOCABULARY_PLACE_CITY) {
        return TEXT("city");
    }
    if (kind == VOCABULARY_PLACE_WATER) {
        return TEXT("water");
    }
    return kind == VOCABULARY_PLACE_BUILDING ? TEXT("building") : TEXT("region");
}

static void add_place(struct search *search, const struct named *named)
{
    const struct vocabulary_place_name *place = named->place;
    if (words_mean(words_of(search), named->last + 1, VOCABULARY_WORD_BY_NAME) ||
        (place->kind == VOCABULARY_PLACE_CITY && is_surname(search, named))) {
        return;
    }
    found_place(search->geography, search->finding,
                (struct place){
                    .name = place->name, .country = place->country, .kind = kind_name(place->kind)},
                mention_of(search, named->first, named->last));
    found_derived(search->geography, search->finding, place->country, place->name);
}

static void add_country(struct search *search, const struct named *named, bool is_doubtful)
{
    struct found_country *found =
        found_country(search->geography, search->finding, named->place->country);
    if (!found) {
        return;
    }
    found->is_about = found->is_about || (search->in_title && !is_doubtful);
    found_mention(search->finding, is_doubtful ? &found->doubtful : &found->country.mentions,
                  mention_of(search, named->first, named->last));
    if (is_doubtful) {
        found->shared = named->place->name;
    }
}

static void add_named(struct search *search, const struct named *named)
{
    switch (named->place->kind) {
    case VOCABULARY_PLACE_NONE:
        break;
    case VOCABULARY_PLACE_COUNTRY:
    case VOCABULARY_PLACE_DEMONYM:
        add_country(search, named, false);
        break;
    case VOCABULARY_PLACE_DOUBTFUL:
        add_country(search, named, true);
        break;
    case VOCABULARY_PLACE_GOVERNMENT:
        found_derived(search->geography, search->finding, named->place->country,
                      named->place->name);
        break;
    case VOCABULARY_PLACE_CITY:
    case VOCABULARY_PLACE_REGION:
    case VOCABULARY_PLACE_WATER:
    case VOCABULARY_PLACE_BUILDING:
        add_place(search, named);
        break;
    }
}

static bool is_name_word(const struct word *word)
{
    return word->is_capital && !word->is_upper && !word->meaning && word->text.length > 2;
}

/* "Han River", "Diyala province": a name that only the word behind it shows to be a place. */
static bool read_feature(struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    if (!words_mean(words, index, VOCABULARY_WORD_FEATURE) || search->is_shouting) {
        return false;
    }
    size_t first = index;
    while (first > 0 && index - first < FEATURE_WORDS_MAX &&
           is_name_word(&words->items[first - 1]) && !words->items[first - 1].begins &&
           goes_on(words, first - 1)) {
        first--;
    }
    struct named named;
    /* "Umbrel's port" and "the Vale bridge" are no names of buildings; "Vale Airport" is. */
    bool is_common = !words->items[index].is_capital &&
                     text_equal(words->items[index].meaning->text, TEXT("building"));
    if (first == index || is_common || read_name(search, first, &named) ||
        read_name(search, index - 1, &named)) {
        return false;
    }
    size_t last = words->items[index].is_capital ? index : index - 1;
    found_place(search->geography, search->finding,
                (struct place){.name = words_text(words, first, last),
                               .kind = words->items[index].meaning->text},
                mention_of(search, first, last));
    return true;
}

/* "city of Kesra": the name of what the word before it says. */
static bool read_feature_of(struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    struct named named;
    if (!words_mean(words, index, VOCABULARY_WORD_FEATURE) ||
        !words_is(words, index + 1, TEXT("of")) || index + 2 >= words->count ||
        !is_name_word(&words->items[index + 2]) || search->is_shouting ||
        read_name(search, index + 2, &named)) {
        return false;
    }
    size_t last = index + 2;
    while (last < index + 4 && last + 1 < words->count && goes_on(words, last) &&
           is_name_word(&words->items[last + 1])) {
        last++;
    }
    found_place(search->geography, search->finding,
                (struct place){.name = words_text(words, index + 2, last),
                               .kind = words->items[index].meaning->text},
                mention_of(search, index + 2, last));
    return true;
}

/* "NATO headquarters in Brussels", "(NATO) headquarters" */
static void read_headquarters(struct search *search, size_t index)
{
    const struct words *words = words_of(search);
    const struct finding *finding = search->finding;
    if (index == 0 || !words_is(words, index, TEXT("headquarters")) || search->is_shouting) {
        return;
    }
    const struct word *body = &words->items[index - 1];
    if (!body->is_upper || body->text.length < 2 ||
        !(words_joined(words, index - 1, TEXT(" ")) ||
          words_joined(words, index - 1, TEXT(") ")))) {
        return;
    }
    struct named named;
    struct place place = {.kind = TEXT("building")};
    if (words_is(words, index + 1, TEXT("in")) && index + 2 < words->count &&
        read_name(search, index + 2, &named)) {
        place.country = named.place->country;
    }
    place.name = arena_format(finding->arena, "%.*s headquarters", TEXT_ARGUMENTS(body->text));
    if (place.name.at) {
        found_place(search->geography, finding, place, mention_of(search, index, index));
    }
}

static bool is_shouting(const struct words *words)
{
    size_t small = 0;
    for (size_t i = 0; i < words->count; i++) {
        small += !words->items[i].is_upper && !words->items[i].is_number;
    }
    return small * 10 < words->count;
}

void geography_find(struct geography *geography, const struct finding *finding, bool in_title)
{
    const struct words *words = finding->words;
    struct search search = {geography, finding, in_title, is_shouting(words)};
    for (size_t i = 0; i < words->count; i++) {
        struct named named;
        const struct word *word = &words->items[i];
        if (word->is_capital && read_name(&search, i, &named)) {
            if (is_cased(&search, &named)) {
                add_named(&search, &named);
            }
            i = named.last;
        } else if (word->meaning && !read_feature(&search, i)) {
            (void)read_feature_of(&search, i);
        } else {
            read_headquarters(&search, i);
        }
    }
}
