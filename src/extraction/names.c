/* SPDX-License-Identifier: Apache-2.0 */
#include "names.h"

static bool is_shouting(const struct words *words)
{
    size_t small = 0;
    for (size_t i = 0; i < words->count; i++) {
        small += !words->items[i].is_upper && !words->items[i].is_number;
    }
    return small * 10 < words->count;
}

void names_begin(struct names *names, const struct finding *finding)
{
    names->finding = finding;
    names->is_shouting = is_shouting(finding->words);
    for (size_t i = 0; i < finding->words->count; i++) {
        names->marks[i].organization = NULL;
    }
}

void names_mark(struct names *names, size_t first, size_t last,
                const struct found_organization *organization)
{
    for (size_t i = first; i <= last; i++) {
        names->marks[i] = (struct name_mark){organization, first, last};
    }
}

bool names_is_initial(const struct names *names, size_t index)
{
    const struct words *words = names->finding->words;
    if (index >= words->count) {
        return false;
    }
    const struct word *word = &words->items[index];
    bool is_dotted = word->text.length <= 4 && word->text.length > 2 && word->text.at[1] == '.' &&
                     word->is_upper;
    return (word->text.length == 1 && text_is_upper(word->text.at[0])) || is_dotted;
}

bool names_joined(const struct names *names, size_t index)
{
    const struct words *words = names->finding->words;
    if (index + 1 >= words->count) {
        return false;
    }
    struct text gap = words_gap(words, index);
    if (text_trim(gap).length == 0) {
        return true;
    }
    if (text_equal(gap, TEXT("-")) || text_equal(gap, TEXT("'")) || text_equal(gap, TEXT("`")) ||
        text_equal(gap, TEXT("\xE2\x80\x99")) || text_equal(gap, TEXT("\xE2\x80\x98"))) {
        return !words_is(words, index + 1, TEXT("s"));
    }
    return text_starts(gap, TEXT(".")) && text_trim(text_from(gap, 1)).length == 0 &&
           (names_is_initial(names, index) || words->items[index].text.length <= 4) &&
           (names_is_initial(names, index) ||
            names_have(names, index, VOCABULARY_ROLE_HONORIFIC | VOCABULARY_ROLE_TITLE));
}

bool names_is_one_of(const struct names *names, size_t index, const struct text *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (words_is(names_words(names), index, list[i])) {
            return true;
        }
    }
    return false;
}

size_t names_fold(struct text text, char *out, size_t room)
{
    size_t length = text.length < room ? text.length : room;
    for (size_t i = 0; i < length; i++) {
        out[i] = text_upper(text.at[i]);
    }
    return length;
}

/* Add a word to a key as the vocabulary folds it. False when the key is full. */
static bool fold_word(struct text word, char *key, size_t *length)
{
    for (size_t i = 0; i < word.length; i++) {
        if (*length + 1 >= NAMES_KEY_BYTES_MAX) {
            return false;
        }
        if (word.at[i] != '.') {
            key[(*length)++] = text_upper(word.at[i]);
        }
    }
    return true;
}

size_t names_place_words(const struct names *names, size_t index,
                         const struct vocabulary_place_name **out)
{
    const struct words *words = names->finding->words;
    const struct vocabulary *vocabulary = names->finding->vocabulary;
    char key[NAMES_KEY_BYTES_MAX];
    size_t length = 0;
    size_t found = 0;
    *out = NULL;
    if (index >= words->count || !fold_word(words->items[index].text, key, &length)) {
        return 0;
    }
    size_t most = vocabulary_place_words(vocabulary, (struct text){key, length});
    for (size_t i = index; i < index + most; i++) {
        const struct vocabulary_place_name *place =
            vocabulary_place_name(vocabulary, (struct text){key, length});
        if (place) {
            *out = place;
            found = i + 1 - index;
        }
        if (i + 1 == index + most || !names_joined(names, i)) {
            break;
        }
        key[length++] = ' ';
        if (!fold_word(words->items[i + 1].text, key, &length)) {
            break;
        }
    }
    return found;
}
