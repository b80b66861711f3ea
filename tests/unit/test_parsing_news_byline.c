/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "chancery/base/array.h"
#include "news_byline.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)16 * 1024)

static const struct example {
    const char *line;
    const char *authors; /* separated by ; and NULL where the line is no byline */
    const char *publication;
} examples[] = {
    {"By Harbor Journal Ines Vale", "Ines Vale", "Harbor Journal"},
    {"By Ines Vale", "Ines Vale", NULL},
    {"by Ines Vale", "Ines Vale", NULL},
    {"By Ines Vale and Ola Lind", "Ines Vale;Ola Lind", NULL},
    {"By Ines Vale, Ola Lind and Bo Berg", "Ines Vale;Ola Lind;Bo Berg", NULL},
    {"By Ines Vale & Ola Lind", "Ines Vale;Ola Lind", NULL},
    {"By INES VALE, Associated Press", "INES VALE", "Associated Press"},
    {"By Ines Vale, Norrpress", "Ines Vale", "Norrpress"},
    {"By Ines Vale, Staff Reporter", "Ines Vale", NULL},
    {"By Ines Vale Staff Reporter", "Ines Vale", NULL},
    {"By Ines Vale in Oslo", "Ines Vale", NULL},
    {"By Ines Vale of The Fjord Times", "Ines Vale", "The Fjord Times"},
    {"By Ines Vale | Fjord Times", "Ines Vale", NULL},
    {"By Ines Vale ines@fjord.example", "Ines Vale", NULL},
    {"By The Fjord Herald", "", "The Fjord Herald"},
    {"By Reuters", "", "Reuters"},
    {"By Ines Vale / Fjord Herald correspondent", "Ines Vale", "Fjord Herald"},
    {"By Ines Vale, April 5, 2022", "Ines Vale", NULL},
    {"By Hans van der Berg", "Hans van der Berg", NULL},
    {"By Tuesday, most of them had left.", NULL, NULL},
    {"By then the envoy was gone", NULL, NULL},
    {"By all accounts", NULL, NULL},
    {"BY THE PRESIDENT OF THE REPUBLIC", NULL, NULL},
    {"Byline Vale", NULL, NULL},
    {"By ", NULL, NULL},
    {"", NULL, NULL},
};

static void check(const struct byline *byline, const struct example *example)
{
    char authors[256] = "";
    size_t length = 0;
    for (size_t i = 0; i < byline->authors.count; i++) {
        length += (size_t)snprintf(authors + length, sizeof(authors) - length, "%s%.*s",
                                   i ? ";" : "", TEXT_ARGUMENTS(byline->authors.items[i]));
    }
    assert_string_equal(authors, example->authors);
    assert_int_equal(byline->publication.at != NULL, example->publication != NULL);
    if (example->publication) {
        assert_text(byline->publication, example->publication);
    }
}

static struct vocabulary *shipped(void)
{
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error),
                     STATUS_OK);
    return vocabulary;
}

static void reads_who_wrote_it(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = shipped();
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct byline byline;
        bool is_read = byline_read(text_of(examples[i].line), vocabulary, arena, &byline);
        assert_int_equal(is_read, examples[i].authors != NULL);
        if (is_read) {
            check(&byline, &examples[i]);
        }
    }
}

static void reads_credits_at_the_end(void **state)
{
    (void)state;
    static const struct example credits[] = {
        {"(Reporting by Ines Vale; Editing by Ola Lind)", "Ines Vale", NULL},
        {"(Reporting by Ines Vale in Oslo and Ola Lind)", "Ines Vale", NULL},
        {"REPORTING BY INES VALE", "INES VALE", NULL},
        {"(Norden)", NULL, NULL},
        {"Reporting on the talks", NULL, NULL},
    };
    AUTO_VOCABULARY vocabulary = shipped();
    for (size_t i = 0; i < COUNT_OF(credits); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct byline byline;
        bool is_read = byline_read_credit(text_of(credits[i].line), vocabulary, arena, &byline);
        assert_int_equal(is_read, credits[i].authors != NULL);
        if (is_read) {
            check(&byline, &credits[i]);
        }
    }
}

static void every_prefix_is_survived(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        struct text whole = text_of(examples[i].line);
        for (size_t length = 0; length <= whole.length; length++) {
            AUTO_ARENA arena = arena_new(MEMORY_BYTES);
            struct byline byline;
            (void)byline_read(text_slice(whole, 0, length), NULL, arena, &byline);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_who_wrote_it),
        cmocka_unit_test(reads_credits_at_the_end),
        cmocka_unit_test(every_prefix_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
