/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/parsing/parse.h"
#include "unit.h"

static enum status keep_kind(struct document *document, struct arena *arena, struct text bytes,
                             void *context, struct error *error)
{
    char *kind = context;
    (void)arena;
    (void)bytes;
    (void)error;
    assert_true(document->kind.length < 16);
    memcpy(kind, document->kind.at, document->kind.length);
    kind[document->kind.length] = '\0';
    assert_true(strcmp(kind, "speech") != 0 || !document->news);
    return STATUS_OK;
}

static const struct example {
    const char *text;
    const char *kind;
} examples[] = {
    {"Mr. President, I congratulate you on your election. We in my country have long believed that "
     "our seas join us.\n\nMy Government has given its all to this. I ask that we do not fail.\n",
     "speech"},
    {"It is a pleasure for my delegation to be here. We come from far away, and we bring you our "
     "thanks. I shall be brief, since our time is short.\n\nI thank you.\n",
     "speech"},
    /* The words of oneself are those of people who are quoted. */
    {"The minister praised the Commission on Tuesday.\n\n\"I thank you, Mr. President. We and our "
     "ships and my sailors and I are glad that you let us go,\" she said in the harbor.\n\nThe "
     "ship "
     "had been held for nine weeks because of a bill, and the port says that it was paid.\n",
     "news"},
    /* Nobody is addressed. */
    {"I went down to the harbor and we looked at my ship. Our cat was on our bridge, and I thought "
     "that she was ours.\n\nWe sailed on Tuesday, and I wrote to my sister.\n",
     "news"},
    /* What stands around it is that of a report. */
    {"Published: June 3, 2008\n\nHELSINKI, June 3 (Norrpress) -- Mr. President, I thank you. We "
     "and "
     "my delegation have done our work, and I am glad of it for all of us.\n",
     "news"},
};

static void tells_speeches_from_reports(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        char kind[16] = "";
        struct parse_options options = {.path = TEXT("text.txt")};
        assert_int_equal(parse_bytes(text_of(examples[i].text), &options, keep_kind, kind, NULL),
                         STATUS_OK);
        assert_string_equal(kind, examples[i].kind);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_speeches_from_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
