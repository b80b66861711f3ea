/* SPDX-License-Identifier: Apache-2.0 */
#include "body_reading.h"

#include "chancery/base/array.h"

/* One letter for each voice: r s c a q n. */
static const char *voices_of(const struct document *document, struct arena *arena)
{
    char *letters = arena_take(arena, document->paragraphs.count + 1);
    for (size_t i = 0; letters && i < document->paragraphs.count; i++) {
        struct text voice = body_paragraph(document, i).voice;
        letters[i] = voice.length ? voice.at[0] : '?';
    }
    return letters ? letters : "";
}

static const struct {
    const char *body;
    const char *voices;
    const char *summary; /* NULL for none */
} bodies[] = {
    {BODY("1. (C) SUMMARY: Goats fled. END SUMMARY.\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("1. (C) Summary. Goats fled. End\nsummary.\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("1. (C) Summary: (SBU) Goats fled.\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("1. (C) SUMMARY AND COMMENT: Goats fled. END SUMMARY AND COMMENT.\n\n2. (C) More."), "sr",
     "Goats fled."},
    {BODY("1. (C) Summary/Comment: Goats fled.\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("1. (C) SUMMAY - Goats fled. END SUMMAY.\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("1. (C) Summary: Goats fled.\n\n2. (C) All did. End Summary.\n\n3. (C) More."), "ssr",
     "Goats fled. All did."},
    {BODY("1. (C) Goats fled. (End summary.)\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("SUMMARY\n-------\n\n1. (C) Goats fled.\n\n2. (C) All did.\n\nDETAILS\n-------\n\n"
          "3. (C) More."),
     "ssr", "Goats fled. All did."},
    {BODY("SUMMARY\n-------\n\n1. (C) Goats fled.\n\n2. (C) More.\n\n3. (C) Yet more."), "srr",
     "Goats fled."},
    {BODY("SUMMARY\n-------\n\n1. (C) Goats fled. End summary.\n\n2. (C) More."), "sr",
     "Goats fled."},
    {BODY("1. (U) See para 2.\n\n2. (C) Summary: Goats fled. End summary.\n\n3. (C) More."), "rsr",
     "Goats fled."},
    {BODY("1. (C) Summary: \xe2\x80\x9cGoats\xe2\x80\x9d fled.\n\n2. (C) More."), "sr",
     "\xe2\x80\x9cGoats\xe2\x80\x9d fled."},
    {BODY("1. (C) SUMMARY \xe2\x80\x93 Goats fled.\n\n2. (C) More."), "sr", "Goats fled."},
    {BODY("1. (C) Summary executions are rare.\n\n2. (C) More."), "rr", NULL},
    {BODY("1. (C) More.\n\n2. (C) Comment: Odd. End comment.\n\n3. (U) End."), "rcr", NULL},
    {BODY("1. (C) More.\n\n2. (C) Comment: Odd.\n\n3. (C) Very. End comment.\n\n4. (U) End."),
     "rccr", NULL},
    {BODY("1. (C) More.\n\n2. (C) Comment. Odd.\n\n3. (C) End."), "rcr", NULL},
    {BODY("1. (C) More.\n\nCOMMENT: A LAST WORD\n------\n\n2. (C) Odd.\n\n3. (C) Very."), "rcc",
     NULL},
    {BODY("1. (C) He left. (Comment: Odd. End comment.) He came.\n\n2. (C) More."), "rr", NULL},
    {BODY("1. (C) (Comment: Odd. End comment.)\n\n2. (C) More."), "cr", NULL},
    {BODY("1. (C) Comment is free.\n\n2. (C) More."), "rr", NULL},
    {BODY("1. (U) This is an action request. See para 2.\n\n2. (C) Action Request: Send goats. End "
          "Action Request."),
     "ra", NULL},
    {BODY("1. (C) More.\n\nACTION REQUEST\n--------------\n\n2. (C) Send goats."), "ra", NULL},
    {BODY("1. (C) Note: Goats bite. End note.\n\n2. (C) More."), "nr", NULL},
    {BODY("1. (C) BIO NOTE: He bites.\n\n2. (C) More."), "nr", NULL},
    {BODY("1. (C) Note the goats.\n\n2. (C) More."), "rr", NULL},
    {BODY("1. (C) BEGIN TEXT: Goats!\n\n2. (C) Go!\n\n3. (C) END TEXT.\n\n4. (C) More."), "qqqr",
     NULL},
    {BODY(
         "1. (C) He wrote: BEGIN TALKING POINTS.\n\n2. (C) Go!\n\n3. (C) Go. END POINTS.\n\n4. (C) "
         "x"),
     "rqqr", NULL},
    {BODY("1. (C) The text is long.\n\n2. (C) Begin text.\nGoats!\nEnd text."), "rq", NULL},
};

static void knows_who_speaks_and_what_the_summary_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        struct document document = body_read_with(bodies[i].body, arena);
        assert_non_null(document.cable);
        assert_string_equal(voices_of(&document, arena), bodies[i].voices);
        if (bodies[i].summary) {
            assert_text(document.cable->summary, bodies[i].summary);
        } else {
            assert_true(document.cable->summary.at == NULL);
        }
    }
}

static void keeps_the_markers_in_the_text(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
    struct document document =
        body_read_with(BODY("1. (C) SUMMARY: Goats fled. END\nSUMMARY.\n\n2. (C) x"), arena);
    assert_text(body_paragraph(&document, 0).text, "SUMMARY: Goats fled. END SUMMARY.");
}

/* Damage that is warned of; a NULL code stands for none. */
static const struct {
    const char *text;
    const char *code;
} damaged[] = {
    {"The Ministry of Trade,s men.", "apostrophe_read_as_comma"},
    {"POST,S VIEW", "apostrophe_read_as_comma"},
    {"The Charge d,Affaires left.", "apostrophe_read_as_comma"},
    {"Goats,sheep and cows.", NULL},
    {"The PresidentQs goats.", "quote_read_as_q"},
    {"The Q unelected Q council.", "quote_read_as_q"},
    {"Al Qaeda and Q. Smith in Qatar.", NULL},
    {"A &world power8 it is.", "quote_read_as_ampersand"},
    {"Bread & butter, R&D.", NULL},
    {"He met xxxxxxxxxxxx there.", "redaction"},
    {"He met [\xe2\x80\xa6] there.", "redaction"},
    {"Annex XXX and size XXL.", NULL},
    {"So reQ#8$UQ8ML#C may choke.", "line_noise"},
    {"It cost US$50 or $1b, see item #5 or a@b.example.", NULL},
};

static void warns_of_damage_and_leaves_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(damaged); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        struct text body = arena_format(arena, "header\n\n1. (C) %s", damaged[i].text);
        struct document document = body_read_with(body.at ? body.at : "", arena);
        assert_text(body_paragraph(&document, 0).text, damaged[i].text);
        assert_int_equal(document.warnings.count, damaged[i].code ? 1 : 0);
        assert_true(!damaged[i].code || body_warned(&document, damaged[i].code));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_who_speaks_and_what_the_summary_says),
        cmocka_unit_test(keeps_the_markers_in_the_text),
        cmocka_unit_test(warns_of_damage_and_leaves_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
