/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "language.h"

/* How much is looked at. */
#define SAMPLE_BYTES_MAX ((size_t)6 * 1024)

/* The longest word that is looked up; stop words are short. */
#define WORD_BYTES_MAX ((size_t)12)

/* The least letters that tell a script, and the least small words that tell a language. */
#define LETTERS_MIN 8
#define VOTES_MIN   4

/* The best language has so many tenths of the votes of the second. */
#define LEAD_TENTHS 13

/* A letter that only one language has says so when it is one in so many. */
#define LETTERS_PER_OWN 200

enum script {
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_ARABIC,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_DEVANAGARI,
    SCRIPT_THAI,
    SCRIPT_GEORGIAN,
    SCRIPT_ARMENIAN,
    SCRIPT_COUNT,
};

static const struct {
    uint32_t first;
    uint32_t last;
    enum script script;
} ranges[] = {
    {0xC0, 0x24F, SCRIPT_LATIN},     {0x1E00, 0x1EFF, SCRIPT_LATIN},
    {0x370, 0x3FF, SCRIPT_GREEK},    {0x400, 0x52F, SCRIPT_CYRILLIC},
    {0x531, 0x58F, SCRIPT_ARMENIAN}, {0x5D0, 0x5EA, SCRIPT_HEBREW},
    {0x620, 0x6FF, SCRIPT_ARABIC},   {0x900, 0x97F, SCRIPT_DEVANAGARI},
    {0xE00, 0xE7F, SCRIPT_THAI},     {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
    {0x3040, 0x30FF, SCRIPT_KANA},   {0x3400, 0x9FFF, SCRIPT_HAN},
    {0xAC00, 0xD7AF, SCRIPT_HANGUL},
};

/* Scripts that, among those we tell, one language is written in. */
static const struct {
    enum script script;
    struct text language;
} languages_of_scripts[] = {
    {SCRIPT_HANGUL, {"ko", 2}},     {SCRIPT_GREEK, {"el", 2}}, {SCRIPT_HEBREW, {"he", 2}},
    {SCRIPT_DEVANAGARI, {"hi", 2}}, {SCRIPT_THAI, {"th", 2}},  {SCRIPT_GEORGIAN, {"ka", 2}},
    {SCRIPT_ARMENIAN, {"hy", 2}},
};

/* The languages of the Latin script that the list of stop words may name. */
static const struct text latin_languages[] = {
    {"en", 2}, {"fr", 2}, {"es", 2}, {"de", 2}, {"it", 2}, {"pt", 2},
};

/* A short word that was looked up; length is 0 where none was. */
struct known_word {
    char bytes[8];
    size_t length;
    unsigned languages; /* see languages_of */
};

/* How many short words are remembered, which are most of the words of a text. */
#define KNOWN_WORDS_BITS 7
#define KNOWN_WORDS      (1 << KNOWN_WORDS_BITS)

/* Spreads the first bytes of a word over the upper bits. */
#define HASH_FACTOR UINT32_C(2654435769)

/* What is counted in the sample. */
struct census {
    struct known_word known[KNOWN_WORDS];
    size_t letters[SCRIPT_COUNT];
    size_t yery;      /* Russian, among the Cyrillic languages we tell */
    size_t ukrainian; /* letters that Russian lacks */
    size_t persian;   /* letters that Arabic lacks */
    size_t votes[COUNT_OF(latin_languages)];
};

static void count_letter(struct census *census, uint32_t character)
{
    census->yery += character == 0x44B || character == 0x42B;
    census->ukrainian += character == 0x456 || character == 0x457 || character == 0x454;
    census->persian += character == 0x67E || character == 0x686 || character == 0x6AF;
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        if (character >= ranges[i].first && character <= ranges[i].last) {
            census->letters[ranges[i].script]++;
            return;
        }
    }
}

/* Which of the languages have word among their stop words, a bit each. */
static unsigned languages_of(const struct vocabulary *vocabulary, struct text word)
{
    struct text codes = vocabulary_word_languages(vocabulary, word);
    struct text code;
    unsigned languages = 0;
    while (codes.length > 0 && text_take_word(&codes, &code)) {
        for (size_t i = 0; code.length == 2 && i < COUNT_OF(latin_languages); i++) {
            languages |= text_equal(code, latin_languages[i]) ? 1U << i : 0;
        }
    }
    return languages;
}

/* The same of a word that may have been asked about before. */
static unsigned known_languages_of(struct census *census, const struct vocabulary *vocabulary,
                                   struct text word)
{
    struct known_word asked = {.length = word.length};
    if (word.length > sizeof(asked.bytes)) {
        return languages_of(vocabulary, word);
    }
    memcpy(asked.bytes, word.at, word.length);
    uint32_t hash = 0;
    memcpy(&hash, asked.bytes, sizeof(hash));
    struct known_word *known = &census->known[(hash * HASH_FACTOR) >> (32 - KNOWN_WORDS_BITS)];
    if (known->length != asked.length ||
        memcmp(known->bytes, asked.bytes, sizeof(asked.bytes)) != 0) {
        *known = asked;
        known->languages = languages_of(vocabulary, word);
    }
    return known->languages;
}

static void count_word(struct census *census, const struct vocabulary *vocabulary, struct text word)
{
    if (word.length == 0 || word.length > WORD_BYTES_MAX || !vocabulary) {
        return;
    }
    unsigned languages = known_languages_of(census, vocabulary, word);
    for (size_t i = 0; languages >> i; i++) {
        census->votes[i] += languages >> i & 1;
    }
}

/* The length of the character at the front of rest, which has more bytes than one. */
static size_t count_other(struct census *census, struct text rest)
{
    size_t before = rest.length;
    uint32_t character = 0;
    (void)utf8_take(&rest, &character);
    count_letter(census, character);
    return before - rest.length;
}

/*
 * Words are runs of letters, and all characters of more bytes count as letters but typographic
 * marks, of which the apostrophe would be taken for one.
 */
static void count_text(struct census *census, const struct vocabulary *vocabulary,
                       struct text sample)
{
    size_t start = 0;
    for (size_t i = 0; i < sample.length;) {
        size_t letters = i;
        while (i < sample.length && text_is_letter(sample.at[i])) {
            i++;
        }
        census->letters[SCRIPT_LATIN] += i - letters;
        if (i == sample.length) {
            break;
        }
        bool is_ascii = (unsigned char)sample.at[i] < 0x80;
        bool ends_word = is_ascii || text_starts(text_from(sample, i), TEXT("\xE2\x80"));
        size_t end = i;
        i += is_ascii ? 1 : count_other(census, text_from(sample, i));
        if (ends_word) {
            count_word(census, vocabulary, text_slice(sample, start, end - start));
            start = i;
        }
    }
    count_word(census, vocabulary, text_from(sample, start));
}

static struct text latin_language(const struct census *census)
{
    size_t best = 0;
    size_t second = 0;
    for (size_t i = 1; i < COUNT_OF(latin_languages); i++) {
        best = census->votes[i] > census->votes[best] ? i : best;
    }
    for (size_t i = 0; i < COUNT_OF(latin_languages); i++) {
        second = i != best && census->votes[i] > second ? census->votes[i] : second;
    }
    bool is_sure =
        census->votes[best] >= VOTES_MIN && census->votes[best] * 10 >= second * LEAD_TENTHS;
    return is_sure ? latin_languages[best] : TEXT_NONE;
}

/* Among languages of one script, by letters of their own. */
static struct text script_language(const struct census *census, enum script script)
{
    size_t enough = census->letters[script] / LETTERS_PER_OWN + 1;
    if (script == SCRIPT_LATIN) {
        return latin_language(census);
    }
    if (script == SCRIPT_CYRILLIC) {
        return census->ukrainian >= enough ? TEXT("uk")
               : census->yery >= enough    ? TEXT("ru")
                                           : TEXT_NONE;
    }
    if (script == SCRIPT_ARABIC) {
        return census->persian >= enough ? TEXT("fa") : TEXT("ar");
    }
    if (script == SCRIPT_HAN || script == SCRIPT_KANA) {
        return census->letters[SCRIPT_KANA] * 20 >= census->letters[SCRIPT_HAN] ? TEXT("ja")
                                                                                : TEXT("zh");
    }
    for (size_t i = 0; i < COUNT_OF(languages_of_scripts); i++) {
        if (languages_of_scripts[i].script == script) {
            return languages_of_scripts[i].language;
        }
    }
    return TEXT_NONE;
}

struct text language_of(const struct paragraphs *paragraphs, const struct vocabulary *vocabulary)
{
    struct census census = {0};
    size_t left = SAMPLE_BYTES_MAX;
    for (size_t i = 0; i < paragraphs->count && left > 0; i++) {
        struct text sample = text_slice(paragraphs->items[i].text, 0, left);
        count_text(&census, vocabulary, sample);
        left -= sample.length;
    }
    enum script most = SCRIPT_LATIN;
    for (enum script script = SCRIPT_LATIN; script < SCRIPT_COUNT; script++) {
        most = census.letters[script] > census.letters[most] ? script : most;
    }
    return census.letters[most] >= LETTERS_MIN ? script_language(&census, most) : TEXT_NONE;
}
