/* SPDX-License-Identifier: Apache-2.0 */
#include "acronyms.h"

#define ACRONYM_LETTERS_MIN ((size_t)2)
#define ACRONYM_LETTERS_MAX ((size_t)10)
/* The most words before a bracket that may be a long form. */
#define LONG_FORM_WORDS_MAX ((size_t)16)
/* The most letters that one word gives. */
#define WORD_LETTERS_MAX ((size_t)3)

/* Which numbers of letters at the end of the acronym are found, as bits. */
typedef uint32_t matched;

static bool is_acronym(const struct word *word)
{
    struct text text = word->text;
    return text.length >= ACRONYM_LETTERS_MIN && text.length <= ACRONYM_LETTERS_MAX &&
           word->is_upper && word->is_capital && text_find_char(text, '.') == TEXT_NOT_FOUND;
}

static bool is_small(const struct words *words, size_t index)
{
    return words_mean(words, index, VOCABULARY_WORD_SMALL) ||
           words_mean(words, index, VOCABULARY_WORD_LEAD);
}

/* Whether letters stand in word in that order, the first of them first. */
static bool gives(struct text word, struct text letters)
{
    size_t at = 0;
    for (size_t i = 0; i < letters.length; i++) {
        while (at < word.length && text_upper(word.at[at]) != letters.at[i]) {
            if (i == 0) {
                return false;
            }
            at++;
        }
        if (at == word.length) {
            return false;
        }
        at++;
    }
    return true;
}

/* What is matched once the word at index is taken too. */
static matched take_word(const struct words *words, size_t index, struct text acronym,
                         matched before)
{
    matched after = is_small(words, index) ? before : 0;
    for (size_t done = 0; done < acronym.length; done++) {
        if (!(before >> done & 1U)) {
            continue;
        }
        for (size_t count = 1; count <= WORD_LETTERS_MAX && done + count <= acronym.length;
             count++) {
            struct text letters = text_slice(acronym, acronym.length - done - count, count);
            if (gives(words->items[index].text, letters)) {
                after |= (matched)1 << (done + count);
            }
        }
    }
    return after;
}

/* A lone letter behind an apostrophe, or what damage made of one, belongs to the word before. */
static bool is_noise(const struct words *words, size_t index)
{
    return words->items[index].text.length == 1 && index > 0 && words_is(words, index, TEXT("s"));
}

/* Long forms are of one sentence, and commas may stand in them. */
static bool may_go_on(const struct words *words, size_t index)
{
    struct text gap = text_trim(words_gap(words, index));
    return gap.length == 0 || text_equal(gap, TEXT("-")) || text_equal(gap, TEXT("'")) ||
           text_equal(gap, TEXT("\xE2\x80\x99")) || text_equal(gap, TEXT(",")) ||
           text_equal(gap, TEXT("&"));
}

/*
 * "Convention on Certain Conventional Weapons (CCW)": the shortest run leaves out the head of the
 * name, which begins with the same letter and is bound to it by a small word.
 */
static size_t take_head(const struct words *words, size_t first)
{
    size_t head = first;
    while (head > 0 && is_small(words, head - 1) && may_go_on(words, head - 1) &&
           !words_is(words, head - 1, TEXT("and"))) {
        head--;
    }
    bool is_bound = head < first && head > 0 && may_go_on(words, head - 1) &&
                    words->items[head - 1].is_capital && words->items[first].is_capital &&
                    words->items[head - 1].text.at[0] == words->items[first].text.at[0];
    return is_bound ? head - 1 : first;
}

/* The first word of the long form that ends with word last, or last + 1 when there is none. */
static size_t long_form(const struct words *words, size_t last, struct text acronym)
{
    matched done = 1;
    for (size_t i = last + 1; i > 0 && last + 1 - i < LONG_FORM_WORDS_MAX; i--) {
        size_t at = i - 1;
        if (at < last && !may_go_on(words, at)) {
            break;
        }
        if (is_noise(words, at)) {
            continue;
        }
        done = take_word(words, at, acronym, done);
        if (done == 0) {
            break;
        }
        bool is_whole = done >> acronym.length & 1U;
        if (is_whole && !is_small(words, at)) {
            return take_head(words, at);
        }
        /* No name begins with "of", even where its letter would do. */
        done &= ~((matched)1 << acronym.length);
    }
    return last + 1;
}

static void add(const struct finding *finding, struct text name, struct text expansion)
{
    struct acronyms *acronyms = &finding->document->acronyms;
    struct acronym *acronym = LIST_ADD(finding->arena, acronyms);
    if (acronym) {
        *acronym = (struct acronym){.acronym = name, .expansion = expansion, .in_text = true};
    }
}

/* The last word before a bracket that is no noise. */
static size_t before_noise(const struct words *words, size_t index)
{
    return index > 0 && is_noise(words, index) ? index - 1 : index;
}

/* "Long Form (LF)" with LF at index. */
static bool read_behind(const struct finding *finding, size_t index)
{
    const struct words *words = finding->words;
    const struct word *word = &words->items[index];
    if (index == 0 || !is_acronym(word) || !text_starts(words_gap(words, index), TEXT(")"))) {
        return false;
    }
    struct text gap = words_gap(words, index - 1);
    if (!text_ends(gap, TEXT("("))) {
        return false;
    }
    size_t last = before_noise(words, index - 1);
    size_t first = long_form(words, last, word->text);
    if (first >= last) {
        return false;
    }
    add(finding, word->text, words_text(words, first, last));
    return true;
}

/* "LF (Long Form)" with LF at index. */
static bool read_before(const struct finding *finding, size_t index)
{
    const struct words *words = finding->words;
    const struct word *word = &words->items[index];
    if (!is_acronym(word) || !text_equal(text_trim(words_gap(words, index)), TEXT("("))) {
        return false;
    }
    size_t last = index + 1;
    while (last + 1 < words->count && last < index + LONG_FORM_WORDS_MAX &&
           may_go_on(words, last)) {
        last++;
    }
    if (last >= words->count || !text_starts(words_gap(words, last), TEXT(")")) ||
        long_form(words, last, word->text) != index + 1 || last == index + 1) {
        return false;
    }
    add(finding, word->text, words_text(words, index + 1, last));
    return true;
}

void acronyms_find(const struct finding *finding)
{
    for (size_t i = 0; i < finding->words->count; i++) {
        if (!read_behind(finding, i)) {
            (void)read_before(finding, i);
        }
    }
}
