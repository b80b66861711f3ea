/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

/* The lines behind SUBJECT, and "name|title|reasons" of them. */
static const struct {
    const char *lines;
    const char *read;
} people[] = {
    {"Classified By: A/DCM Ann Y. Bell. Reasons 1.4 (b/d)\n", "Ann Y. Bell|A/DCM|1.4(b); 1.4(d)"},
    {"Classified By: A/DCM Ann Y. Bell. Reasons 1.4 (b,d).\n", "Ann Y. Bell|A/DCM|1.4(b); 1.4(d)"},
    {"Classified By: DCM ANN BELL FOR REASONS 1.5 (B) AND (D).\n", "ANN BELL|DCM|1.5(b); 1.5(d)"},
    {"Classified By: Ambassador Ann Bell for reasons 1.4(b)(d)\n",
     "Ann Bell|Ambassador|1.4(b); 1.4(d)"},
    {"Classified By: Ambassador Ann Bell, reasons 1.4 b, c, and d\n",
     "Ann Bell|Ambassador|1.4(b); 1.4(c); 1.4(d)"},
    {"Classified By: Ambassador Ann Bell, reasons 1.4 (b+d)\n",
     "Ann Bell|Ambassador|1.4(b); 1.4(d)"},
    {"Classified By: Ambassador Ann Bell, reasons 1.4 (B&D)\n",
     "Ann Bell|Ambassador|1.4(b); 1.4(d)"},
    {"Classified By: Ambassador Ann Bell for reason 1.5 d\n", "Ann Bell|Ambassador|1.5(d)"},
    {"Classified By: Charge Ann Bell per 1.5 (b) and (d).\n", "Ann Bell|Charge|1.5(b); 1.5(d)"},
    {"Classified By: Pol Counselor Ann Bell under 1.4 (d)\n", "Ann Bell|Pol Counselor|1.4(d)"},
    {"CLASSIFIED BY: Ann Bell, Ambassador, State, Embassy Oslo\nREASON: 1.4 (b), (d)\n",
     "Ann Bell|Ambassador|1.4(b); 1.4(d)"},
    {"Classified By: DEPUTY CHIEF OF MISSION, ANN R. BELL, FOR REASONS 1.5(B,D)\n",
     "ANN R. BELL|DEPUTY CHIEF OF MISSION|1.5(b); 1.5(d)"},
    {"Classified By: Ambassador Clark T. Bell, Jr. Reasons 1.4 (b).\n",
     "Clark T. Bell, Jr.|Ambassador|1.4(b)"},
    {"Classified By: Charge d'Affaires, a.i., Ann Bell for reasons 1.4 (b)\n",
     "Ann Bell|Charge d'Affaires, a.i.|1.4(b)"},
    {"classified by: deputy chief of mission ann r. bell, reasons 1.4 (b).\n",
     "ann r. bell|deputy chief of mission|1.4(b)"},
    {"Classified By: Ambassador Ann Bell. E.O 12958. Reasons 1.4 (b).\n",
     "Ann Bell|Ambassador|1.4(b)"},
    {"Classified By: Special Envoy to the Lake Region Ann R. Bell for reasons 1.4 (b)\n",
     "Ann R. Bell|Special Envoy to the Lake Region|1.4(b)"},
    {"(U) CLASSIFIED BY DCM ANN BELL. REASONS: 1.5(B).\n", "ANN BELL|DCM|1.5(b)"},
    {"Classified By: CDA Ms. Ann Bell, Reasons I.4 (bd)\n", "Ann Bell|CDA|1.4(b); 1.4(d)"},
    {"Classified By: PolMinCons Ann Bell, reasons 1.4 (b)\n", "Ann Bell|PolMinCons|1.4(b)"},
    {"Classified By: Ambassaor Ann Bell, reasons 1.4 (b)\n", "Ann Bell|Ambassaor|1.4(b)"},
    {"Classified By: Amabassador Ann Bell, reasons 1.4 (b)\n", "Ann Bell|Amabassador|1.4(b)"},
    {"Classified By: Charg d,Affaires Ann Bell, reasons 1.4 (b)\n",
     "Ann Bell|Charg d,Affaires|1.4(b)"},
    {"Classified By: Minister Counselor for Economic and Political Affairs Ann Bell for reasons "
     "1.4 (b)\n",
     "Ann Bell|Minister Counselor for Economic and Political Affairs|1.4(b)"},
    {"Classified By: RCROCKER, reasons 1.4 (b)\n", "RCROCKER|-|1.4(b)"},
    {"Classified By: Bell Ann, Ambassador, reasons 1.4 (b)\n", "Bell Ann|Ambassador|1.4(b)"},
    {"Classified By: DCM LEE 0. C0LDREN, reasons 1.4 (b)\n", "LEE O. COLDREN|DCM|1.4(b)"},
    {"Classified By: AMBASSADOR. REASON 1.5(B,D).\n", "-|AMBASSADOR|1.5(b); 1.5(d)"},
    {"CLASSIFIED BY SECTION 1.5 (B)\n", "-|-|1.5(b)"},
    {"Classified By: Poloff Ann Bell and Econoff Carl Lark for reasons 1.4 (b)\n",
     "Ann Bell|Poloff|1.4(b)+Carl Lark|Econoff"},
    /* Labels. */
    {"Classified By: Classified by DCM Ann Bell, reasons 1.4 (b)\n", "Ann Bell|DCM|1.4(b)"},
    {"Classified By: (C) CLASSIFIED BY DCM ANN BELL, REASONS 1.4 (B)\n", "ANN BELL|DCM|1.4(b)"},
    {"Classiied By: DCM Ann Bell, reasons 1.4 (b)\n", "Ann Bell|DCM|1.4(b)"},
    {"1. (U) Classified by DCM Ann Bell, reasons 1.4 (b).\n", "Ann Bell|DCM|1.4(b)"},
    /* Words that were broken. */
    {"Classified By: ACTING POLITICAL MINISTER-COUNSELOR ANN H. BELL, REA\nSONS: 1.4(B/D).\n",
     "ANN H. BELL|ACTING POLITICAL MINISTER-COUNSELOR|1.4(b); 1.4(d)"},
    {"Classified By: Deputy Political Counselor Ann Bell for re\nasons 1.4 (b) and (d).\n",
     "Ann Bell|Deputy Political Counselor|1.4(b); 1.4(d)"},
    {"Classified By: ASSISTANT SECRETARY FOR EUROPEAN AND EURASIAN AFFAIR\nS ANN LARK, REASONS 1.4 "
     "(B)\n",
     "ANN LARK|ASSISTANT SECRETARY FOR EUROPEAN AND EURASIAN AFFAIRS|1.4(b)"},
    {"Classified By: Interagency Provincial Affairs Deputy Coordinator Ann Y\nee, reasons 1.4 "
     "(b)\n",
     "Ann Yee|Interagency Provincial Affairs Deputy Coordinator|1.4(b)"},
    {"Classified By: Deputy Political Counselor Gregory Bell for reasons 1.\n4 (b) and (d).\n",
     "Gregory Bell|Deputy Political Counselor|1.4(b); 1.4(d)"},
    {"Classified By: DCM Ann Bell, reasons 1.4 (\nb) and (d).\n", "Ann Bell|DCM|1.4(b); 1.4(d)"},
    {"Classified By: DCM Ann Bell for reaso ns 1.4 (b) an d (d).\n", "Ann Bell|DCM|1.4(b); 1.4(d)"},
};

static const char *shown(const struct cable_classified_by *classified, struct arena *arena)
{
    if (!classified) {
        return "none";
    }
    struct text all = arena_format(arena, "%s|%s|%s", header_shown(classified->name, arena),
                                   header_shown(classified->title, arena),
                                   header_list(&classified->reasons, arena));
    for (size_t i = 0; i < classified->others.count; i++) {
        all = arena_format(arena, "%.*s+%s|%s", TEXT_ARGUMENTS(all),
                           header_shown(classified->others.items[i].name, arena),
                           header_shown(classified->others.items[i].title, arena));
    }
    return arena_copy(arena, all);
}

static void tells_names_titles_and_reasons(void **state)
{
    for (size_t i = 0; i < COUNT_OF(people); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(
            arena, HEADING CLASS_LINE ORDER_LINE "TAGS: PREL NO\nSUBJECT: LIGHT\n\n%s\n2. (C) One.",
            people[i].lines);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(shown(document.cable->classified_by, arena), people[i].read);
    }
}

static void keeps_the_line_as_printed(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    struct text text =
        TEXT(HEADING CLASS_LINE "SUBJECT: LIGHT\n\nClassified By: DCM Ann Bell, for re\n"
                                "asons 1.4 (b)\nand (d).\n\n(C) The light burns.\n");
    size_t body = header_read(&document, text, *state, arena);
    assert_text(document.cable->classified_by->raw, "DCM Ann Bell, for reasons 1.4 (b) and (d).");
    assert_true(header_warned(&document, "word_broken"));
    assert_text(text_trim(text_from(text, body)), "(C) The light burns.");
}

static void leaves_a_paragraph_that_names_the_classifier_in_the_body(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    struct text text =
        TEXT(HEADING CLASS_LINE "SUBJECT: LIGHT\n\n1. (U) CLASSIFIED BY DCM ANN BELL, "
                                "REASON 1.5 (B).\n\n2. (C) One.");
    size_t body = header_read(&document, text, *state, arena);
    assert_text(document.cable->classified_by->name, "ANN BELL");
    assert_true(text_starts(text_trim(text_from(text, body)), TEXT("1. (U) CLASSIFIED BY")));
}

static void says_nothing_where_nobody_classified(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(&document,
                      TEXT(HEADING "UNCLAS OSLO 000077\n\nSUBJECT: LIGHT\n\n1. (U) One."), *state,
                      arena);
    assert_null(document.cable->classified_by);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_names_titles_and_reasons),
        cmocka_unit_test(keeps_the_line_as_printed),
        cmocka_unit_test(leaves_a_paragraph_that_names_the_classifier_in_the_body),
        cmocka_unit_test(says_nothing_where_nobody_classified),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
