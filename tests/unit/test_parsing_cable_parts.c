/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

/* Lines between the classification line and the order, and the captions among them. */
static const struct {
    const char *lines;
    const char *captions;
} captions[] = {
    {"SIPDIS\n\nSIPDIS\n", "SIPDIS"},
    {"NOFORN SIPDIS\n", "NOFORN; SIPDIS"},
    {"SIPDIS SIPDIS\n", "SIPDIS"},
    {"SIPDIS, NOFORN\n", "SIPDIS; NOFORN"},
    {"SENSITIVE\nSIPDIS\nNODIS\nEXDIS\nLIMDIS\nSTADIS\n",
     "SENSITIVE; SIPDIS; NODIS; EXDIS; LIMDIS; STADIS"},
    {"ROGER CHANNEL\n", "ROGER CHANNEL"},
    {"C O R R E C T E D  C O P Y (ADD \"CLASSIFIED BY\" LINE)\nSIPDIS\n", "CORRECTED COPY; SIPDIS"},
    {"C O R R E C T E D  C O P Y //SUBJECT LINE////\n", "CORRECTED COPY"},
    {"- - C O R R E C T E D  C O P Y - -\n", "CORRECTED COPY"},
    {"", "-"},
};

static void reads_captions_once_each(void **state)
{
    for (size_t i = 0; i < COUNT_OF(captions); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena,
                         HEADING "C O N F I D E N T I A L OSLO 000077\n\n%s\n" ORDER_LINE
                                 "TAGS: PREL NO\nSUBJECT: LIGHT" FIRST_PARAGRAPH,
                         captions[i].lines);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(header_list(&document.cable->captions, arena), captions[i].captions);
        assert_text(document.cable->subject, "LIGHT");
    }
}

/* Passing instructions as "post: offices", one a line. */
static const struct {
    const char *lines;
    const char *read;
} passings[] = {
    {"OSLO FOR DATT\n", "OSLO: DATT"},
    {"STATE PASS TO USTR\n", "STATE: USTR"},
    {"NSC FOR CHA\n", "NSC: CHA"},
    {"DEPARTMENT PLEASE PASS TO EAP A/S HILL\n", "DEPARTMENT: EAP A/S HILL"},
    {"LCC SEOUL SEOUL KOREA PLEASE PASS TO J2, J5 AND SCJS\n",
     "LCC SEOUL SEOUL KOREA: J2; J5; SCJS"},
    {"DEPT FOR P (SGUHA), E, ISN/RA (KKESSLER), IO/T\n(HVONBEHREN), AND EUR/AGS (YSAINT-ANDRE)\n",
     "DEPT: P (SGUHA); E; ISN/RA (KKESSLER); IO/T (HVONBEHREN); EUR/AGS (YSAINT-ANDRE)"},
    {"STATE FOR WHA/BSC AND EB\nNSC FOR CRONIN\n", "STATE: WHA/BSC; EB\nNSC: CRONIN"},
    {"NSC FOR FEARS USDOC FOR 4332/ITA\n", "NSC: FEARS\nUSDOC: 4332/ITA"},
    {"USDOC ALSO FOR 3134/ITA\n", "USDOC: 3134/ITA"},
    {"PLEASE PASS TO USTR\n", "-: USTR"},
    {"TREASURY: BELL, LARK\n", "TREASURY: BELL; LARK"},
    {"DEPT FOR EUR/NB (BELL); NSC FOR LARK\n", "DEPT: EUR/NB (BELL)\nNSC: LARK"},
    {"CAIRO FOR THE ATTACHE, ANN\nBELL; LONDON AND PARIS FOR WATCHERS\n",
     "CAIRO: THE ATTACHE; ANN BELL\nLONDON AND PARIS: WATCHERS"},
    {"WHA/CEN\n", "-: WHA/CEN"},
    {"SIPDIS\n\nDEPT FOR NEA/MAG AND DRL ", "DEPT: NEA/MAG; DRL"},
    {"", ""},
};

static const char *shown_passings(const struct cable_passings *list, struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < list->count; i++) {
        all = arena_format(arena, "%.*s%s%s: %s", TEXT_ARGUMENTS(all), i > 0 ? "\n" : "",
                           header_shown(list->items[i].post, arena),
                           header_list(&list->items[i].to, arena));
    }
    return arena_copy(arena, all);
}

static void reads_passing_instructions(void **state)
{
    for (size_t i = 0; i < COUNT_OF(passings); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena,
                         HEADING "C O N F I D E N T I A L OSLO 000077\n\n%s" ORDER_LINE
                                 "TAGS: PREL NO\nSUBJECT: LIGHT" FIRST_PARAGRAPH,
                         passings[i].lines);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(shown_passings(&document.cable->passing_instructions, arena),
                            passings[i].read);
        assert_text(document.cable->executive_order, "12958");
    }
}

/* Order lines as "order date event exemption raw". */
static const struct {
    const char *line;
    const char *read;
} orders[] = {
    {"E.O. 12958: DECL: 02/16/2017", "12958|2017-02-16|-|-|02/16/2017"},
    {"EO 12958 DECL: 11/29/10", "12958|2010-11-29|-|-|11/29/10"},
    {"E.o. 12958: decl: 2/7/2017", "12958|2017-02-07|-|-|2/7/2017"},
    {"E. O. 12958 DECL 02/16/2017", "12958|2017-02-16|-|-|02/16/2017"},
    {"E.O.12958:DECL:02/16/2017", "12958|2017-02-16|-|-|02/16/2017"},
    {"E.O. 13526: DECL: 2020/02/16", "13526|2020-02-16|-|-|2020/02/16"},
    {"E.O. 12958: DECL: 02/ 16/ 2017", "12958|2017-02-16|-|-|02/ 16/ 2017"},
    {"E.O. 12958: DECL: 02/16/2017, 02/16/2027", "12958|2017-02-16|-|-|02/16/2017, 02/16/2027"},
    {"E.O. 12958: DECL: 16/02/2017", "12958|-|-|-|16/02/2017"},
    {"E.O. 12958: DECL: 16 FEB 2017", "12958|2017-02-16|-|-|16 FEB 2017"},
    {"E.O. 12958: DECL: FEBRUARY 16, 2017", "12958|2017-02-16|-|-|FEBRUARY 16, 2017"},
    {"E.O. 12958: N/A", "12958|-|-|-|N/A"},
    {"E.O. 12958: DECL: X1", "12958|-|-|X1|X1"},
    {"E.O. 12958: DECL: X1, X5", "12958|-|-|X1, X5|X1, X5"},
    {"E.O. 12958: DECL: 1.6X1", "12958|-|-|1.6X1|1.6X1"},
    {"E.O. 12958: DECL: 25X1", "12958|-|-|25X1|25X1"},
    {"E.O. 12958: DECL: MR", "12958|-|-|MR|MR"},
    {"E.O. 12356: DECL: OADR", "12356|-|-|OADR|OADR"},
    {"E.O. 12958: DECL: AFTER KOREAN REUNIFICATION",
     "12958|-|AFTER KOREAN REUNIFICATION|-|AFTER KOREAN REUNIFICATION"},
    {"E.O. 12958: DECL: UPON THE CLOSING OF\nTHE LIGHTHOUSE",
     "12958|-|UPON THE CLOSING OF THE LIGHTHOUSE|-|UPON THE CLOSING OF THE LIGHTHOUSE"},
    {"E.O. 11652: GDS", "11652|-|-|GDS|GDS"},
    {"E.O. 11652: XGDS-2", "11652|-|-|XGDS-2|XGDS-2"},
    {"E.O. 11652: N/A", "11652|-|-|-|N/A"},
    {"E.O. 16652: GDS", "11652|-|-|GDS|GDS"},
    {"E.O. 12065: GDS 2/7/85 (BELL, A) OR-M", "12065|1985-02-07|-|GDS|GDS 2/7/85 (BELL, A) OR-M"},
    {"E.O. 12065: RDS-1 2/7/99 (BELL, A) OR-M",
     "12065|1999-02-07|-|RDS-1|RDS-1 2/7/99 (BELL, A) OR-M"},
    {"E.O. 1295: DECL: 02/16/2017", "12958|2017-02-16|-|-|02/16/2017"},
    {"E.O. 12958: DECL: 02/16/2017 SIPDIS", "12958|2017-02-16|-|-|02/16/2017"},
    {"E.O. 12958: DECL: 02/16/2017 REASON 1.4 (B)", "12958|2017-02-16|-|-|02/16/2017"},
    {"E.O. 12958: DECL: 02/16/2017 DEPT FOR EUR/NB", "12958|2017-02-16|-|-|02/16/2017"},
    {"E.O. 12958: N/A SIPDIS", "12958|-|-|-|N/A"},
    {"E.O. 12958: DECL: DECL: O2/16/2O17", "12958|2017-02-16|-|-|O2/16/2O17"},
    {"E.O. 12958: DECLASSIFY ON: 20170216", "12958|2017-02-16|-|-|20170216"},
    {"E.O. 12958: DECL: 02/30/2017", "12958|-|-|-|02/30/2017"},
    {"E.O. 12598: DECL: 02/16/2017", "12958|2017-02-16|-|-|02/16/2017"},
};

static void reads_orders_and_declassification(void **state)
{
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(
            arena, HEADING CLASS_LINE "%s\nTAGS: PREL NO\nSUBJECT: LIGHT" FIRST_PARAGRAPH,
            orders[i].line);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        const struct cable_declassify *declassify = document.cable->declassify;
        assert_non_null(declassify);
        struct text shown = arena_format(
            arena, "%s|%s|%s|%s|%s", header_shown(document.cable->executive_order, arena),
            header_shown(declassify->date, arena), header_shown(declassify->event, arena),
            header_shown(declassify->exemption, arena), header_shown(declassify->raw, arena));
        assert_text(shown, orders[i].read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_captions_once_each),
        cmocka_unit_test(reads_passing_instructions),
        cmocka_unit_test(reads_orders_and_declassification),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
