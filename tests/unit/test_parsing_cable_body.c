/* SPDX-License-Identifier: Apache-2.0 */
#include "body_reading.h"

#include "chancery/base/array.h"

/* Bodies, and the numbers and marks that a reader finds in them. */
static const struct {
    const char *body;
    const char *shape;
    const char *warning; /* or NULL */
} bodies[] = {
    {BODY("\xc2\xb6"
          "1. (C) One.\n\n\xc2\xb6"
          "2. (U) Two."),
     "1C 2U", NULL},
    {BODY("\xc3\x82\xc2\xb6"
          "1. (C) One.\n\n\xc3\x82\xc2\xb6"
          "2. (U) Two."),
     "1C 2U", NULL},
    {BODY("<a id='par1' href='#par1'>\xc2\xb6</a>1. (C) One.\n<a id='par2' "
          "href='#par2'>\xc2\xb6</a>2. (C) Two."),
     "1C 2C", NULL},
    {BODY("1. (C) One.\n2. (C) Two."), "1C 2C", NULL},
    {BODY("1.(C) One.\n\n2.Request feedback."), "1C 2", NULL},
    {BODY("\xc2\xb6 1. (C) One.\n2 (C) Two.\n3, (C) Three.\n4 . (C) Four.\n\xc2\xb6"
          "5 (C) Five.\n6.. (C) Six."),
     "1C 2C 3C 4C 5C 6C", NULL},
    {BODY("1. One.\n\n2. Two.\n\n3. Three."), "1 2 3", NULL},
    /* Marks of every form. */
    {BODY("1. (U) a\n2. (C) b\n3. (S) c\n4. (TS) d\n5. (SBU) e\n6. (SBU/NF) f\n7. (C//NF) g\n"
          "8. (C/REL LIBYA) h\n9. (C - ENTIRE TEXT) i\n10. (LOU) j"),
     "1U 2C 3S 4TS 5SBU 6SBU/NF 7C//NF 8C/REL LIBYA 9C - ENTIRE TEXT 10LOU", NULL},
    {BODY("1. C) One.\n2. ( C) Two.\n3. (C Three.\n4. SBU) Four.\n5. (C ) Five."),
     "1C 2C 3C 4SBU 5C", "portion_mark_repaired"},
    {BODY("1. (U.S.) No mark.\n2. (A) Nor this.\n3. (C and D) Nor this."), "1 2 3", NULL},
    {BODY("1. (sbu) Small letters.\n2. (C/Rel UK) Both."), "1SBU 2C/REL UK", NULL},
    {BODY("1. Summary: (SBU) The mark stands behind the word.\n2. (SBU) So."), "1SBU 2SBU", NULL},
    /* The paragraph sign read as a digit or as a letter. */
    {BODY("11. (U) Please see para 4.\n\n12. (C) Two.\n\n13. (C) Three.\n\n14. (C) Four."),
     "1U 2C 3C 4C", "pilcrow_read_as_1"},
    {BODY("11. (C) a\n12. (C) b\n13. (C) c\n14. (C) d\n15. (C) e\n16. (C) f\n17. (C) g\n18. (C) h\n"
          "19. (C) i\n110. (C) j\n111. (C) k"),
     "1C 2C 3C 4C 5C 6C 7C 8C 9C 10C 11C", "pilcrow_read_as_1"},
    {BODY("11. (U) An excerpt; see para 13.\n12. (C) Two.\n13. (C) Three."), "11U 12C 13C",
     "paragraph_number_missing"},
    {BODY("17. (C) An excerpt.\n18. (C) b\n19. (C) c\n20. (C) d"), "17C 18C 19C 20C", NULL},
    {BODY("11. (C) a\n12. (C) b\n13. (C) c\n14. (C) d\n15. (C) e\n16. (C) f\n17. (C) g\n18. (C) h\n"
          "19. (C) i\n20. (C) j"),
     "11C 12C 13C 14C 15C 16C 17C 18C 19C 20C", NULL},
    {BODY("I1. (C) One.\nl2. (C) Two.\nq3. (C) Three."), "1C 2C 3C", "pilcrow_misread"},
    /* Numbers that do not count as they should are reported as printed. */
    {BODY("1. (C) One.\n2. (C) Two.\n4. (C) Four."), "1C 2C 4C", "paragraph_number_missing"},
    {BODY("2. (C) Two.\n4. (C) Four.\n4. (C) Four."), "2C 4C 4C", "paragraph_number_repeated"},
    {BODY("1. (C) One.\n2. (C) Two.\n4. (C) Four.\n3. (C) Three.\n5. (C) Five."), "1C 2C 4C 3C 5C",
     "paragraph_number_out_of_order"},
    /* Numbers that number no paragraph. */
    {BODY("1. (C) In all of\n2. The year was good.\n2. (C) Two."), "1C 2C", NULL},
    {BODY("1. (C) It grew by\n1.5 million.\n2. (C) Two."), "1C 2C", NULL},
    {BODY("\xc2\xb6"
          "1. (C) It ended in\n\xc2\xb6"
          "2004. Then peace came.\n\n\xc2\xb6"
          "2. (C) Two."),
     "1C 2C", NULL},
    {BODY("1. (C) Two posts:\n1. Alma\n2. Boma\n3. Coma\n2. (C) Two."), "1C 2C", NULL},
    {BODY("1. (C) a\n2. (C) Their letter:\n\n1. We\n\n2. You\n\n3. They\n\n4. All\n\n3. (C) End."),
     "1C 2C 3C", NULL},
    {BODY("1. (C) a\n2. (C) -- A. text\n- text\n(1) text\na. text\n* text\n-\n(A) text"), "1C 2C",
     NULL},
    /* Bodies that lost their line breaks. */
    {BODY("1. (C) One. 2. (C) Two. 3. (U) Three, as in no. 4. 5. (C) Five."), "1C 2C 3U", NULL},
    {BODY("1. One is so. 2. Two is not. 3. The end."), "1 2 3", NULL},
    {BODY("1. (C) He gave 3. (C) That is in a sentence."), "1C", NULL},
    /* Paragraphs without a number. */
    {BODY("No number at all, but it\ngoes on.\n\nAnd a second one."), "- -", NULL},
    {BODY("(C) It has a mark.\n\n(U) As has this."), "-C -U", NULL},
    {BODY("An opening.\n\n1. (C) One.\n\n2. (C) Two."), "- 1C 2C", "paragraphs_unnumbered"},
    {BODY("1. (C) One.\n\n(S) Its number was lost.\n\n3. (C) Three."), "1C -S 3C",
     "paragraphs_unnumbered"},
    {BODY(""), "", NULL},
};

static void finds_numbers_and_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        struct document document = body_read_with(bodies[i].body, arena);
        assert_string_equal(body_shape(&document, arena), bodies[i].shape);
        assert_true(!bodies[i].warning || body_warned(&document, bodies[i].warning));
        assert_false(arena_failed(arena));
    }
}

static const struct {
    const char *body;
    const char *text; /* of the first paragraph */
    const char *warning;
} texts[] = {
    {BODY("1. (C) Lines\nare joined  with\none blank.\n2. (C) x"),
     "Lines are joined with one blank.", NULL},
    {BODY("1. (C) A blank line in\n\na sentence does not end it.\n\n2. (C) x"),
     "A blank line in a sentence does not end it.", NULL},
    {BODY("1. (C) All.\n\nUp to the next number.\n\n2. (C) x"), "All. Up to the next number.",
     NULL},
    {BODY("1. THE REPRESENTA-\nTIVES OF THE US-\nLATIN FORUM ON NON-\nALIGNMENT.\n2. x"),
     "THE REPRESENTATIVES OF THE US-LATIN FORUM ON NON-ALIGNMENT.", NULL},
    {BODY("1. (C) A step-by-\nstep plan -\nhis words.\n2. (C) x"),
     "A step-by-step plan - his words.", NULL},
    {BODY("1. (C) The end is\nnear, \\\nhe said. \\\n2. (C) x"), "The end is near, he said.", NULL},
    {BODY("1. (C) First\n\nPORT OF SPAIN 00000107  002 OF 003\n\n\nthen more.\n2. (C) x"),
     "First then more.", "page_line_removed"},
    {BODY("1. (C) (AQ, PORT OF SPAIN 00000107 002 OF 002 foreign men)\n2. (C) x"),
     "(AQ, foreign men)", "page_line_removed"},
    {BODY("1. (C) AIDS IN PORT OF SPAIN 00000107 001.2 OF 004 THE TOWN.\n2. (C) x"),
     "AIDS IN THE TOWN.", "page_line_removed"},
    {BODY("1. (C) First\nCONFIDENTIAL\n\nPAGE 02        PORT O  00107  01 OF 02  082030Z\n\n"
          "CONFIDENTIAL\nthen more.\n2. (C) x"),
     "First then more.", "classification_line_removed"},
    {BODY("1. (C) First\nSIPDIS\nthen more.\n2. (C) x"), "First then more.", "caption_removed"},
    {BODY("1. (C) First Sheryl P. Walter Declassified/Released US Department of State EO "
          "Systematic Review 20 Mar 2014 then more.\n2. (C) x"),
     "First then more.", "release_stamp_removed"},
    {BODY(
         "1. (C) First\nC O N F I D E N T I A L SECTION 02 OF 03 PORT OF SPAIN 000107\n\nSIPDIS\n\n"
         "E.O. 12958: DECL: 1/1/2019\nTAGS: PREL\nSUBJECT: GOATS\n\nthen more.\n2. (C) x"),
     "First then more.", "section_heading_removed"},
    {BODY("1. (C) First\n\nC O N F I D E N T I A L SECTION 02 OF 03 PORT OF SPAIN 000107\n\n"
          "SIPDIS\n\nthen more.\n\n2. (C) x"),
     "First then more.", "section_heading_removed"},
    {BODY("SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY\n\n1. (U) First then more.\n\n"
          "2. (U) x"),
     "First then more.", "handling_line_removed"},
    {BODY("1. (C) Fir...\n\nC O N F I D E N T I A L PORT OF SPAIN 000107\n\nSIPDIS\n\n"
          "TAGS: PREL\nSUBJECT: GOATS\n\n1. (C) First then more.\n2. (C) x"),
     "First then more.", "header_repeated"},
    {BODY("1. (C) First then more.\n2. (C) x\n\nS E C R E T ALMA 000200\n\nSUBJECT: SHEEP\n\n"
          "3. (C) Of another cable."),
     "First then more.", "second_cable"},
    {BODY("1. Summary: (C) The mark goes.\n2. (C) x"), "Summary: The mark goes.", NULL},
};

static void joins_the_text_of_a_paragraph(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        struct document document = body_read_with(texts[i].body, arena);
        assert_int_equal(document.paragraphs.count, 2);
        assert_text(body_paragraph(&document, 0).text, texts[i].text);
        assert_text(body_paragraph(&document, 1).text, "x");
        assert_true(!texts[i].warning || body_warned(&document, texts[i].warning));
    }
}

static void says_where_the_text_stands(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
    struct document document =
        body_read_with("header\n\n\xc2\xb6"
                       "1. (C) One\ntwo.\n\nTHREE\n-----\n\n2. (C) Four.\nFIVE\n",
                       arena);
    assert_int_equal(document.paragraphs.count, 2);
    struct paragraph first = body_paragraph(&document, 0);
    assert_text(first.printed, "\xc2\xb6"
                               "1.");
    assert_int_equal(first.span.start, 17);
    assert_int_equal(first.span.end, 25);
    assert_text(first.text, "One two.");
    assert_true(first.heading.at == NULL);
    struct paragraph second = body_paragraph(&document, 1);
    assert_text(second.heading, "THREE");
    assert_int_equal(second.span.start, 47);
    assert_int_equal(second.span.end, 52);
    assert_string_equal(body_signers(&document, arena), "FIVE");
}

/* A bit of everything that the reader of bodies knows. */
static const char everything[] = BODY(
    "-------\nSUMMARY\n-------\n\n\xc2\xb6"
    "1. (C) Trade,s men met PORT OF SPAIN 00000107  002 OF 003 in\n\nthe town. End Summary.\n\n"
    "CONFIDENTIAL\n\nText. Next ----- 2. (SBU/NF) Two. 3. C) (Comment: no. End comment.)\n\n"
    "4. (C) BEGIN TEXT.\n\n1. Mine\n\n2. Yours\n\nEND TEXT.\n\nCOMMENT\n\n5. (C) Xxxxxxxxxxxx "
    "said reQ#8$UQ8ML#C so.\nVAN VOORST\n##\nNNNN\n");

static void survives_every_prefix(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof(everything); length++) {
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        char *prefix = malloc(length + 1);
        assert_non_null(prefix);
        memcpy(prefix, everything, length);
        prefix[length] = '\0';
        struct document document = body_read_with(prefix, arena);
        for (size_t i = 0; i < document.paragraphs.count; i++) {
            struct span span = body_paragraph(&document, i).span;
            assert_true(span.start <= span.end && span.end <= length);
        }
        assert_false(arena_failed(arena));
        free(prefix);
    }
}

static void survives_a_lack_of_memory(void **state)
{
    (void)state;
    bool enough = false;
    for (size_t bytes = 16; !enough && bytes < BODY_MEMORY_BYTES; bytes += 16) {
        AUTO_ARENA arena = arena_new(bytes);
        if (arena) {
            (void)body_read_with(everything, arena);
            enough = !arena_failed(arena);
        }
    }
    assert_true(enough);
}

/* How much work a body of count lines is, in bytes of memory, which grow as the steps do. */
static size_t memory_for(const char *line, size_t count)
{
    size_t length = strlen(line);
    char *text = malloc(10 + count * length + 1);
    assert_non_null(text);
    memcpy(text, "header\n\n", 8);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + 8 + i * length, line, length);
    }
    text[8 + count * length] = '\0';
    AUTO_ARENA arena = arena_new((size_t)4 * 1024 * 1024 + 40 * (8 + count * length));
    struct document document = body_read_with(text, arena);
    assert_false(arena_failed(arena));
    assert_true(document.text.length > 0);
    free(text);
    return arena_used(arena);
}

static void twice_the_lines_take_twice_the_memory(void **state)
{
    (void)state;
    static const char *const lines[] = {"a\n",           "A.\n\n", "1. (C) x\n",  "----\n",
                                        "SIPDIS\n",      "1. ",    "(C (C (C",    "12345678 ",
                                        "A B ---- C. D", "Q,s ",   "END COMMENT "};
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        EXAMPLE(i);
        size_t once = memory_for(lines[i], 20000);
        size_t twice = memory_for(lines[i], 40000);
        assert_true(twice < 3 * once + 65536);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_numbers_and_marks),
        cmocka_unit_test(joins_the_text_of_a_paragraph),
        cmocka_unit_test(says_where_the_text_stands),
        cmocka_unit_test(survives_every_prefix),
        cmocka_unit_test(survives_a_lack_of_memory),
        cmocka_unit_test(twice_the_lines_take_twice_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
