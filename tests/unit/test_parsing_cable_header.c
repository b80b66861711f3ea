/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include <stdio.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "timing.h"

static const char good[] =
    "VZCZCXRO1234\nPP RUEHAG RUEHROV\nDE RUEHNY #0077/01 0461010\nZNY CCCCC ZZH\n"
    "P R 151010Z FEB 08\nFM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC PRIORITY 6601\n"
    "INFO RUEHZL/EUROPEAN POLITICAL COLLECTIVE\nXMT AMEMBASSY SOFIA\n"
    "RUEKJCS/SECDEF WASHINGTON DC//OSD/ISA// PIORITY\n\n"
    "C O N F I D E N T I A L SECTION 01 OF 02 OSLO 000077\n\nSIPDIS\n\nSIPDIS\n\n"
    "DEPT FOR P (SGUHA), E, IO/T\n(HVON), AND EUR\n\n"
    "E.O. 12958: DECL: 02/15/2018\nTAGS: [PREL](#) OVIP (CLINTON, HILLARY), ETRDEINV\nNO\n"
    "SUBJECT: (C) NORWAY&#8217;S LIGHT-\nHOUSES\n\nREF: A. STATE 12 AND 13\n     B. 07 RIO\n\n"
    "DE JANEIRO 1291 (NOTAL)\n     C. BELL EMAIL 1/2\n\nOSLO 00000077  001.2 OF 002\n\n"
    "Classified By: A/DCM Ann Bell and Poloff Carl Lark for rea\nsons 1.4 (b/d).\n\n"
    "1. (C) The light burns.\n";

static void survives_every_prefix(void **state)
{
    for (size_t length = 0; length <= strlen(good); length++) {
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        /* A copy of its own, so that a sanitizer sees a read past the end. */
        char *copy = malloc(length > 0 ? length : 1);
        assert_non_null(copy);
        memcpy(copy, good, length);
        struct document document;
        size_t body = header_read(&document, (struct text){copy, length}, *state, arena);
        assert_true(body <= length);
        assert_false(arena_failed(arena));
        free(copy);
    }
}

static void survives_running_out_of_memory(void **state)
{
    bool failed = true;
    for (size_t limit = 0; failed && limit < HEADER_MEMORY_BYTES;
         limit += limit < 8192 ? 64 : 997) {
        AUTO_ARENA arena = arena_new(limit);
        assert_non_null(arena);
        struct document document;
        (void)header_read(&document, text_of(good), *state, arena);
        failed = arena_failed(arena);
    }
    assert_false(failed);
}

/* Parts that a hostile text may repeat without end. */
static const char *const repeated[] = {
    "REF: A. STATE 12 B. PARIS 13 AND 14\n",
    "A",
    "1",
    " ",
    "\n",
    "RUEHC/SECSTATE WASHDC\n",
    "TAGS: PREL ETRDEINVECINPGOVCS\n",
    "C O N F I D E N T I A L OSLO 000077\n",
    "S E C R E T ",
    "(",
    "[a](",
    "E.O. 12958: DECL: X1\n",
    "Classified By: DCM Ann Bell and Carl Lark and Ann Bell and Carl Lark, reasons 1.4 (b)\n",
    "DEPT FOR P, E AND STATE FOR USTR; NSC FOR A AND ",
    "STATE AND PARIS, LONDON ",
    "PAGE 02 OSLO 00077 ",
};

static int64_t read_repeated(const char *part, size_t bytes, const struct vocabulary *vocabulary)
{
    AUTO_BUFFER text = BUFFER_UP_TO(bytes + 4096);
    buffer_add(&text, TEXT("R 151010Z FEB 08\nUNCLAS OSLO 000077\nSUBJECT: LIGHT\nREF: A. "));
    while (text.length < bytes) {
        buffer_add(&text, text_of(part));
    }
    assert_int_equal(buffer_status(&text), STATUS_OK);
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES * 4);
    struct document document;
    int64_t start = timing_thread_us();
    (void)header_read(&document, buffer_text(&text), vocabulary, arena);
    return timing_thread_us() - start;
}

/* A header is at most 64 KiB, so that twice the input costs nothing beyond it. */
static void takes_no_longer_for_longer_texts(void **state)
{
    for (size_t i = 0; i < COUNT_OF(repeated); i++) {
        EXAMPLE(i);
        int64_t once = read_repeated(repeated[i], (size_t)128 * 1024, *state);
        int64_t twice = read_repeated(repeated[i], (size_t)256 * 1024, *state);
        assert_true(twice < once * 3 + timing_limit_us(50000));
        assert_true(once < timing_limit_us(2000000));
    }
}

static void reads_the_better_of_two_copies(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    struct text text =
        TEXT(HEADING "C O N F I D E N T I A L OSLO 000077\n\nSIPDIS\n\n" ORDER_LINE
                     "TAGS: PREL NO\nSUBJECT: NORWAY COUNTS ITS LIGHTH...\n\n"
                     "19260,2/15/2008 10:10,08OSLO77,\"Embassy Oslo\",CONFIDENTIAL,,\"" HEADING
                     "\",\"C O N F I D E N T I A L OSLO 000077\n\n" ORDER_LINE
                     "TAGS: PREL EWWT\nSUBJECT: NORWAY COUNTS ITS LIGHTHOUSES\n\n1. (C) One.");
    size_t body = header_read(&document, text, *state, arena);
    assert_text(document.cable->subject, "NORWAY COUNTS ITS LIGHTHOUSES");
    assert_text(document.cable->tags.items[1].tag, "EWWT");
    assert_int_equal(document.cable->to.count, 1);
    assert_text(text_trim(text_from(text, body)), "1. (C) One.");
}

static void takes_from_the_first_copy_what_the_second_lacks(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(
        &document,
        TEXT(HEADING CLASS_LINE ORDER_LINE
             "TAGS: PREL NO\nSUBJECT: NORWAY COUNTS LIGHTHOUSES\n\nREF: STATE 12\n\n"
             "Classified...\n\n"
             "C O N F I D E N T I A L OSLO 000077 SIPDIS E.O. 12958: DECL: 02/15/2018 "
             "TAGS: PREL NO\n\n1. (C) One."),
        *state, arena);
    assert_text(document.cable->subject, "NORWAY COUNTS LIGHTHOUSES");
    assert_int_equal(document.references.count, 1);
    assert_int_equal(document.cable->tags.count, 2);
}

/* Cables that bear no date-time group: their id, and their date. */
static const struct {
    const char *above;
    const char *order;
    const char *id;
    const char *date;
} undated[] = {
    {"Wednesday, 15 February 2008, 13:59\n", "N/A", "08OSLO77", "2008-02-15T13:59:00Z"},
    {"id: 2745\ndate: 2/15/2008 10:10\nrefid: 08OSLO77\n", "N/A", "08OSLO77",
     "2008-02-15T10:10:00Z"},
    {"refid: 08OSLO77\n", "N/A", "08OSLO77", "-"},
    {"", "DECL: 02/15/2018", "08OSLO77", "-"},
    {"", "N/A", "-", "-"},
};

static void infers_a_year_but_no_date(void **state)
{
    for (size_t i = 0; i < COUNT_OF(undated); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(
            arena, "%s\nUNCLAS OSLO 000077\n\nE.O. 12958: %s\nTAGS: PREL\nSUBJECT: LIGHT%s",
            undated[i].above, undated[i].order, FIRST_PARAGRAPH);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(header_shown(document.id, arena), undated[i].id);
        assert_string_equal(header_shown(document.date ? document.date->value : TEXT_NONE, arena),
                            undated[i].date);
        bool inferred = document.id.at && !document.date;
        assert_int_equal(header_warned(&document, "year_inferred"), inferred);
    }
}

static void lists_the_dates_of_the_header(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(&document, text_of(good), *state, arena);
    assert_int_equal(document.dates.count, 3);
    assert_text(document.dates.items[0].role, "declassify");
    assert_text(document.dates.items[0].value, "2018-02-15");
    assert_text(document.dates.items[1].role, "sent");
    assert_text(document.dates.items[1].value, "2008-02-15T10:10:00Z");
    assert_text(document.dates.items[2].role, "filed");
}

/* What is no header must not be read as one. */
static void leaves_labels_in_running_text_alone(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    struct text text =
        TEXT(HEADING CLASS_LINE "SUBJECT: LIGHT\n\n"
                                "The light was seen by all who went out to sea that night.\n"
                                "They wrote of it in the log, and they swore that it burns.\n"
                                "Nobody at the office could say who had put it up there.\n"
                                "It is the subject of a letter that we have not seen yet.\n"
                                "REF: their letter of 12 May\n");
    size_t body = header_read(&document, text, *state, arena);
    assert_true(text_starts(text_trim(text_from(text, body)), TEXT("The light was seen")));
    assert_int_equal(document.references.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_every_prefix),
        cmocka_unit_test(survives_running_out_of_memory),
        cmocka_unit_test(takes_no_longer_for_longer_texts),
        cmocka_unit_test(reads_the_better_of_two_copies),
        cmocka_unit_test(takes_from_the_first_copy_what_the_second_lacks),
        cmocka_unit_test(infers_a_year_but_no_date),
        cmocka_unit_test(lists_the_dates_of_the_header),
        cmocka_unit_test(leaves_labels_in_running_text_alone),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
