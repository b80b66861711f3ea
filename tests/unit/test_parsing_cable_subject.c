/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

/* What stands below the tags; the subject, its mark and where the body begins. */
static const struct {
    const char *text;
    const char *subject;
    const char *mark;
    const char *body;
} subjects[] = {
    {"SUBJECT: NORWAY COUNTS LIGHTHOUSES\n\n1. (C) One.", "NORWAY COUNTS LIGHTHOUSES", "-",
     "1. (C) One."},
    {"SUBJ: LIGHT\n\n1. (C) One.", "LIGHT", "-", "1. (C) One."},
    {"UBJECT: LIGHT\n\n1. (C) One.", "LIGHT", "-", "1. (C) One."},
    {"SUJECT: LIGHT\n\n1. (C) One.", "LIGHT", "-", "1. (C) One."},
    {"SUBJECT LIGHT AT SEA\n\n1. (C) One.", "LIGHT AT SEA", "-", "1. (C) One."},
    {"SUBJECT - LIGHT\n\n1. (C) One.", "LIGHT", "-", "1. (C) One."},
    {"SUBJECT: A LIGHT 1. (C) One.", "A LIGHT", "-", "1. (C) One."},
    {"SUBJECT: SUMMARY OF LIGHTS\n\n1. (C) One.", "SUMMARY OF LIGHTS", "-", "1. (C) One."},
    {"SUBJECT: LIGHT\n(C) It burns.", "LIGHT", "-", "(C) It burns."},
    {"SUBJECT: NORWAY&#x2019;S &#128161;\n\n1. (C) One.", "NORWAY\xE2\x80\x99S \xF0\x9F\x92\xA1",
     "-", "1. (C) One."},
    {"Subject: Light\n\n1. (C) One.", "Light", "-", "1. (C) One."},
    {"SUBJECT: A LIGHT\nTOO MANY \n\n1. (C) One.", "A LIGHT TOO MANY", "-", "1. (C) One."},
    {"SUBJECT: THE US-\nNORWEGIAN LIGHTS\n\n1. (C) One.", "THE US-NORWEGIAN LIGHTS", "-",
     "1. (C) One."},
    {"SUBJECT:\nA LIGHT TOO MANY\n\n1. (C) One.", "A LIGHT TOO MANY", "-", "1. (C) One."},
    {"SUBJECT:\n\nA LIGHT TOO MANY\n\n1. (C) One.", "A LIGHT TOO MANY", "-", "1. (C) One."},
    {"SUBJECT: A  LIGHT   TOO MANY\n1. (C) One.", "A LIGHT TOO MANY", "-", "1. (C) One."},
    {"SUBJECT: A LIGHT: NORWAY'S ANSWER\n\n1. (C) One.", "A LIGHT: NORWAY'S ANSWER", "-",
     "1. (C) One."},
    /* Marks. */
    {"SUBJECT: (C) LIGHT\n\n1. (C) One.", "LIGHT", "C", "1. (C) One."},
    {"SUBJECT: (S//NF) LIGHT\n\n1. (C) One.", "LIGHT", "S//NF", "1. (C) One."},
    {"SUBJECT: (SBU) LIGHT\n\n1. (C) One.", "LIGHT", "SBU", "1. (C) One."},
    {"SUBJECT: LIGHT (U)\n\n1. (C) One.", "LIGHT", "U", "1. (C) One."},
    {"SUBJECT: LIGHT (ICELAND)\n\n1. (C) One.", "LIGHT (ICELAND)", "-", "1. (C) One."},
    {"SUBJECT: LIGHT (JUL 30 - JUL 31)\n\n1. (C) One.", "LIGHT (JUL 30 - JUL 31)", "-",
     "1. (C) One."},
    {"SUBJECT: (CORRECTED COPY) LIGHT\n\n1. (C) One.", "(CORRECTED COPY) LIGHT", "-",
     "1. (C) One."},
    /* Ends. */
    {"SUBJECT: LIGHT\nREF: STATE 12\n\n1. (C) One.", "LIGHT", "-", "1. (C) One."},
    {"SUBJECT: LIGHT\nReftel: STATE 12\n\n1. (C) One.", "LIGHT", "-", "1. (C) One."},
    {"SUBJECT: UK PRIMEREF: A. LONDON 1939\n\n1. (C) One.", "UK PRIME", "-", "1. (C) One."},
    {"SUBJECT: LIGHT IN CAIROClassified By: DCM Ann Bell, reasons 1.4 (b).\n\n1. (C) One.",
     "LIGHT IN CAIRO", "-", "1. (C) One."},
    {"SUBJECT: LIGHT\nClassified By: DCM Ann Bell, reasons 1.4 (b).\n\n1. (C) One.", "LIGHT", "-",
     "1. (C) One."},
    {"SUBJECT: LIGHT\n-------\nSUMMARY\n-------\n1. (C) One.", "LIGHT", "-",
     "-------\nSUMMARY\n-------\n1. (C) One."},
    {"SUBJECT: LIGHT\nSUMMARY\n1. (C) One.", "LIGHT", "-", "SUMMARY\n1. (C) One."},
    {"SUBJECT: LIGHT ----- SUMMARY\n\n1. (C) One.", "LIGHT", "-", "----- SUMMARY\n\n1. (C) One."},
    {"SUBJECT: LIGHT SENSITIVE BUT UNCLASSIFIED\n\n1. (C) One.", "LIGHT", "-",
     "SENSITIVE BUT UNCLASSIFIED\n\n1. (C) One."},
    {"SUBJECT: LIGHT\nThis is an action request.\n\n1. (C) One.", "LIGHT", "-",
     "This is an action request.\n\n1. (C) One."},
    {"SUBJECT: LIGHT\n1.(SBU) One.", "LIGHT", "-", "1.(SBU) One."},
    {"SUBJECT: LIGHT\nOSLO 00000077  001.2 OF 002\n\n1. (C) One.", "LIGHT", "-", NULL},
    /* What web pages left. */
    {"SUBJECT: NORWAY&#8217;S LIGHT &amp; SHADE\n\n1. (C) One.",
     "NORWAY\xE2\x80\x99S LIGHT & SHADE", "-", "1. (C) One."},
    {"SUBJECT: NORWAY COUNTS LIGHTH...\n\n1. (C) One.", "NORWAY COUNTS LIGHTH...", "-",
     "1. (C) One."},
    {"1. (C) One.", "-", "-", "1. (C) One."},
};

static void reads_subjects_up_to_what_is_none(void **state)
{
    for (size_t i = 0; i < COUNT_OF(subjects); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(arena, HEADING CLASS_LINE ORDER_LINE "TAGS: PREL NO\n%s",
                                        subjects[i].text);
        struct document document;
        size_t body = header_read(&document, text, *state, arena);
        assert_string_equal(header_shown(document.cable->subject, arena), subjects[i].subject);
        assert_string_equal(header_shown(document.title, arena), subjects[i].subject);
        assert_string_equal(header_shown(document.cable->subject_mark, arena), subjects[i].mark);
        if (subjects[i].body) {
            assert_text(text_trim(text_from(text, body)), subjects[i].body);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_subjects_up_to_what_is_none),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
