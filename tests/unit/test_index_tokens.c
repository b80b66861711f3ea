/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/index/tokens.h"

/* All words of text, as "form@position", joined forms as "form@position+parts". */
static void print_words(struct tokens *tokens, struct text text, struct buffer *out)
{
    struct token token;
    tokens_start(tokens, text);
    while (tokens_next(tokens, &token)) {
        buffer_add_format(out, "%s%.*s@%u", out->length > 0 ? " " : "", TEXT_ARGUMENTS(token.exact),
                          token.position);
        if (token.parts > 1) {
            buffer_add_format(out, "+%u", token.parts);
        }
    }
}

static void cuts_text_into_words(void **state)
{
    static const struct example {
        const char *text;
        const char *words;
    } examples[] = {
        {"", ""},
        {" ... -- ' ", ""},
        {"NATO cooperation", "nato@0 cooperation@1"},
        {"Caf\u00e9 STRA\u00dfE \u00d8resund", "cafe@0 strasse@1 oresund@2"},
        {"e\u0301te\u0301", "ete@0"},
        {"\u0141\u00f3d\u017a \u00c6gir", "lodz@0 aegir@1"},
        {"\u041c\u043e\u0441\u043a\u0432\u0430", "\u043c\u043e\u0441\u043a\u0432\u0430@0"},
        {"O'Brien O\u2019Brien OBrien", "obrien@0 obrien@1 obrien@2"},
        {"Seoul's Seoul\u2019s ROK,s SEOUL'S", "seoul@0 seoul@1 rok@2 seoul@3"},
        {"ministers' vote, so", "ministers@0 vote@1 so@2"},
        {"'quoted'", "quoted@0"},
        {"U.S. U.S US u.s.-based", "us@0 us@1 us@2 usbased@3+2 us@3 based@4"},
        {"U.S.'s e.g. J. Smith", "us@0 eg@1 j@2 smith@3"},
        {"at 1.4(b) v2.0", "at@0 1@1 4@2 b@3 v2@4 0@5"},
        {"000487 0 000 07SEOUL0487", "487@0 0@1 0@2 07seoul0487@3"},
        {"pol-mil talks", "polmil@0+2 pol@0 mil@1 talks@2"},
        {"a\u2010b a\u2011b", "ab@0+2 a@0 b@1 ab@2+2 a@2 b@3"},
        {"cease-fire-line", "ceasefireline@0+3 cease@0 fire@1 line@2"},
        {"2007-02-16", "20070216@0+3 2007@0 2@1 16@2"},
        {"para - two -three four-", "para@0 two@1 three@2 four@3"},
        {"1-2-3-4-5-6-7-8-9", "12345678@0+8 1@0 2@1 3@2 4@3 5@4 6@5 7@6 8@7 9@8"},
        {"co\u00adoperate zero\u200bwidth", "cooperate@0 zerowidth@1"},
        {"tag:PREL, (SBU)", "tag@0 prel@1 sbu@2"},
        {"bad \xff\xfe bytes\xc3", "bad@0 bytes@1"},
        {"\u00bd caf\u00e9\u0301s", "12@0 cafes@1"},
    };
    (void)state;
    AUTO_TOKENS tokens = tokens_new();
    assert_non_null(tokens);
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_BUFFER words = BUFFER_UP_TO(1000);
        buffer_add(&words, TEXT(""));
        print_words(tokens, text_of(examples[i].text), &words);
        assert_int_equal(buffer_status(&words), STATUS_OK);
        assert_text(buffer_text(&words), examples[i].words);
    }
}

static void says_where_words_stand(void **state)
{
    static const struct example {
        const char *text;
        const char *first; /* the bytes of the first word, possessive not included */
    } examples[] = {
        {"  Oslo ", "Oslo"},         {"(U.S.) said", "U.S."},      {"Seoul's", "Seoul"},
        {"caf\u00e9!", "caf\u00e9"}, {"pol-mil talks", "pol-mil"}, {"O\u2019Brien", "O\u2019Brien"},
    };
    (void)state;
    AUTO_TOKENS tokens = tokens_new();
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct text text = text_of(examples[i].text);
        struct token token;
        tokens_start(tokens, text);
        assert_true(tokens_next(tokens, &token));
        assert_text(text_slice(text, token.start, token.end - token.start), examples[i].first);
    }
}

static void finds_where_sentences_start(void **state)
{
    static const struct example {
        const char *text;
        const char *starts; /* first words of sentences */
    } examples[] = {
        {"He left. She stayed.", "he she"},
        {"He left the U.S. embassy. \"Why?\" she asked.", "he why"},
        {"Mr. Kim and J. Smith met. 3 came.", "mr 3"},
        {"Really? Yes! fine. lower", "really yes"},
        {"at 1.4(b). Then", "at"},
    };
    (void)state;
    AUTO_TOKENS tokens = tokens_new();
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_BUFFER starts = BUFFER_UP_TO(1000);
        struct token token;
        tokens_start(tokens, text_of(examples[i].text));
        while (tokens_next(tokens, &token)) {
            if (token.starts_sentence) {
                buffer_add(&starts, starts.length > 0 ? TEXT(" ") : TEXT(""));
                buffer_add(&starts, token.exact);
            }
        }
        assert_text(buffer_text(&starts), examples[i].starts);
    }
}

static void stems_english_words(void **state)
{
    (void)state;
    AUTO_TOKENS tokens = tokens_new();
    assert_text(tokens_stem(tokens, TEXT("cooperating")), "cooper");
    assert_text(tokens_stem(tokens, TEXT("cooperation")), "cooper");
    assert_text(tokens_stem(tokens, TEXT("487")), "487");
    assert_text(tokens_stem(tokens, TEXT("ministers")), "minist");
}

static void folds_values_to_keys(void **state)
{
    static const struct example {
        const char *value;
        const char *key;
    } examples[] = {
        {"Kim Chang-sik", "kim chang sik"},   {"C//NF", "c nf"},    {"PREL", "prel"},
        {"SECSTATE 006667", "secstate 6667"}, {"\u00b6", "\u00b6"}, {"", ""},
    };
    (void)state;
    AUTO_TOKENS tokens = tokens_new();
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct tokens_key key;
        tokens_key(tokens, text_of(examples[i].value), &key);
        assert_text(tokens_key_text(&key), examples[i].key);
    }
}

/* A word without end must not be kept whole, nor make others slow. */
static void cuts_endless_words(void **state)
{
    (void)state;
    enum {
        LENGTH = 1000000
    };
    char *bytes = malloc(LENGTH);
    assert_non_null(bytes);
    memset(bytes, 'a', LENGTH);
    AUTO_TOKENS tokens = tokens_new();
    struct token token;
    tokens_start(tokens, (struct text){bytes, LENGTH});
    assert_true(tokens_next(tokens, &token));
    assert_int_equal(token.exact.length, TOKENS_WORD_BYTES_MAX);
    assert_int_equal(token.end, LENGTH);
    assert_false(tokens_next(tokens, &token));
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_text_into_words),        cmocka_unit_test(says_where_words_stand),
        cmocka_unit_test(finds_where_sentences_start), cmocka_unit_test(stems_english_words),
        cmocka_unit_test(folds_values_to_keys),        cmocka_unit_test(cuts_endless_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
