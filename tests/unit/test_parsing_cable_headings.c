/* SPDX-License-Identifier: Apache-2.0 */
#include "body_reading.h"

#include "chancery/base/array.h"

/* What stands between two paragraphs, and the heading that the second comes under. */
static const struct {
    const char *between;
    const char *heading; /* NULL for none */
    const char *first;   /* text of the first paragraph; NULL for "One." */
} headings[] = {
    {"\n\nPOLITICAL TIES\n--------------\n\n", "POLITICAL TIES", NULL},
    {"\n\n--------------\nPolitical Ties\n--------------\n\n", "Political Ties", NULL},
    {"\n\n==============\nPolitical Ties\n==============\n\n", "Political Ties", NULL},
    {"\n\nTies\n\xe2\x80\x90\xe2\x80\x90\xe2\x80\x90\xe2\x80\x90\n\n", "Ties", NULL},
    {"\n\n----------------\nA LONG HEADING ON\nTWO LINES\n----------------\n\n",
     "A LONG HEADING ON TWO LINES", NULL},
    {"\n\nNEITHER CONCESSION\nNOR THREAT\n----------\n\n", "NEITHER CONCESSION NOR THREAT", NULL},
    {"\n\nWhy a Submarine?\n----------------\n\n", "Why a Submarine?", NULL},
    {"\n\nCOMMENT:\n--------\n\n", "COMMENT", NULL},
    {"\n\n------- SUMMARY -------\n\n", "SUMMARY", NULL},
    {"\n\nWHY A SUBMARINE? -----\n\n", "WHY A SUBMARINE?", NULL},
    {"\n\n-- EXPATS --\n\n", "EXPATS", NULL},
    {"\n\n//LATIN AMERICA//\n\n", "LATIN AMERICA", NULL},
    {"\n\nOIL PROSPECTS\n\n", "OIL PROSPECTS", NULL},
    {"\n\nProspects for Oil and Gas\n\n", "Prospects for Oil and Gas", NULL},
    {"\n\nLarge majority expected\n\n", "Large majority expected", NULL},
    {"\nFRANCE\n", "FRANCE", NULL},
    {"\n\n---- ---\nTies\n---- ---\n\n", "Ties", NULL},
    {" Ties ------- ", "Ties", NULL},
    {" ------- Ties Old and New ------- ", "Ties Old and New", NULL},
    {" BANKING\n\n", "BANKING", NULL},
    /* The last line of a paragraph above a rule is none. */
    {"\n\n2. (C) A town\nin ruins.\n\n-----\nTIES\n-----\n\n", "TIES", NULL},
    {"\nSee Alma.\n\n-----\nTIES\n-----\n\n", "TIES", "One. See Alma."},
    /* Lists and markers are none. */
    {"\n\n-- Bob Hale, Minister\n\n", NULL, "One. -- Bob Hale, Minister"},
    {"\n\nBob Hale, Minister\nTim Hale, Deputy\nJim Hale, Aide\nNed Hale\n\n", NULL,
     "One. Bob Hale, Minister Tim Hale, Deputy Jim Hale, Aide Ned Hale"},
    {"\n\nEND SUMMARY\n\n", NULL, "One. END SUMMARY"},
    {"\n\n", NULL, NULL},
};

static void gives_a_heading_to_the_paragraphs_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(headings); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        struct text body = arena_format(
            arena, "header\n\n1. (C) One.%s9. (C) Nine.\n\n10. (C) Ten.", headings[i].between);
        struct document document = body_read_with(body.at ? body.at : "", arena);
        size_t count = document.paragraphs.count;
        assert_true(count >= 3);
        struct paragraph nine = body_paragraph(&document, count - 2);
        assert_text(body_paragraph(&document, 0).text,
                    headings[i].first ? headings[i].first : "One.");
        assert_text(nine.text, "Nine.");
        assert_true(body_paragraph(&document, 0).heading.at == NULL);
        if (headings[i].heading) {
            assert_text(nine.heading, headings[i].heading);
            assert_text(body_paragraph(&document, count - 1).heading, headings[i].heading);
        } else {
            assert_true(nine.heading.at == NULL);
        }
    }
}

static void parts_paragraphs_without_numbers_under_a_heading(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
    struct document document = body_read_with(
        BODY("1. (C) One.\n\nTIES\n----\n\nOld ties\n\nhold. They do.\n\n- a list\n\nNew ties."),
        arena);
    assert_string_equal(body_shape(&document, arena), "1C - -");
    assert_text(body_paragraph(&document, 1).text, "Old ties hold. They do. - a list");
    assert_text(body_paragraph(&document, 2).text, "New ties.");
    assert_text(body_paragraph(&document, 2).heading, "TIES");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_a_heading_to_the_paragraphs_below),
        cmocka_unit_test(parts_paragraphs_without_numbers_under_a_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
