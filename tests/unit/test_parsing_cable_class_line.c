/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

/* Classification lines of the year 08: "LEVEL handling station serial section", id and number. */
static const struct {
    const char *line;
    const char *read;
    const char *id;
    const char *mrn;
} lines[] = {
    {"C O N F I D E N T I A L SEOUL 000487", "CONFIDENTIAL - SEOUL 000487 0/0", "08SEOUL487",
     "08 SEOUL 487"},
    {"S E C R E T SECTION 01 OF 02 ROME 001196", "SECRET - ROME 001196 1/2", "08ROME1196",
     "08 ROME 1196"},
    {"T O P  S E C R E T OSLO 000077", "TOP SECRET - OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
    {"UNCLAS OSLO 000077", "UNCLASSIFIED - OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
    {"UNCLASSIFIED OSLO 000077", "UNCLASSIFIED - OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
    {"LIMITED OFFICIAL USE OSLO 00077", "LIMITED OFFICIAL USE - OSLO 00077 0/0", "08OSLO77",
     "08 OSLO 77"},
    {"CONFIDENTIAL OSLO 3561", "CONFIDENTIAL - OSLO 3561 0/0", "08OSLO3561", "08 OSLO 3561"},
    {"C O N F I D E N T I A L  BRASILIA 000093", "CONFIDENTIAL - BRASILIA 000093 0/0",
     "08BRASILIA93", "08 BRASILIA 93"},
    {"C ONFIDENTIAL SECTION 01 of 03 BAKU 000744", "CONFIDENTIAL - BAKU 000744 1/3", "08BAKU744",
     "08 BAKU 744"},
    {"C O N F I D E N T I A LCAIRO 000079 SIPDIS", "CONFIDENTIAL - CAIRO 000079 0/0", "08CAIRO79",
     "08 CAIRO 79"},
    {"C O N F I D E N T I L OSLO 000077", "CONFIDENTIAL - OSLO 000077 0/0", "08OSLO77",
     "08 OSLO 77"},
    {"S e c r e t nairobi 001938", "SECRET - NAIROBI 001938 0/0", "08NAIROBI1938",
     "08 NAIROBI 1938"},
    {"UNCLAS E F T O RABAT 000521", "UNCLASSIFIED EFTO RABAT 000521 0/0", "08RABAT521",
     "08 RABAT 521"},
    {"UNCLAS EFTO SECTION 02 OF 03 RABAT 000521", "UNCLASSIFIED EFTO RABAT 000521 2/3",
     "08RABAT521", "08 RABAT 521"},
    {"S E C R E T//NOFORN OSLO 000077", "SECRET NOFORN OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
    {"S E C R E T NOFORN MOGADISHU 001643", "SECRET NOFORN MOGADISHU 001643 0/0", "08MOGADISHU1643",
     "08 MOGADISHU 1643"},
    {"UNCLASSIFIED//FOR OFFICIAL USE ONLY OSLO 000077",
     "UNCLASSIFIED FOR OFFICIAL USE ONLY OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
    {"UNCLAS THE HAGUE 001145", "UNCLASSIFIED - THEHAGUE 001145 0/0", "08THEHAGUE1145",
     "08 THE HAGUE 1145"},
    {"UNCLAS SECTION 01 OF 02 PORT OF SPAIN 000077", "UNCLASSIFIED - PORTOFSPAIN 000077 1/2",
     "08PORTOFSPAIN77", "08 PORT OF SPAIN 77"},
    {"UNCLAS USUN NEW YORK 001149", "UNCLASSIFIED - USUNNEWYORK 001149 0/0", "08USUNNEWYORK1149",
     "08 USUN NEW YORK 1149"},
    {"S E C R E T STATE 023763", "SECRET - STATE 023763 0/0", "08STATE23763", "08 STATE 23763"},
    {"UNCLAS SAN JOSE 002019", "UNCLASSIFIED - SANJOSE 002019 0/0", "08SANJOSE2019",
     "08 SAN JOSE 2019"},
    {"S E C R E T OSLO 77", "SECRET - OSLO 77 0/0", "08OSLO77", "08 OSLO 77"},
    {"R E S T R I C T E D OSLO 000077", "RESTRICTED - OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
    {"UNCLAS OSLO 000077 SECTION 01 OF 03", "UNCLASSIFIED - OSLO 000077 1/3", "08OSLO77",
     "08 OSLO 77"},
    {"C O N F I D E N T I A L\nSECTION 01 OF 02 OSLO 000077", "CONFIDENTIAL - OSLO 000077 1/2",
     "08OSLO77", "08 OSLO 77"},
    {"C O N F I D E N T I A L OSLO\n000077", "CONFIDENTIAL - OSLO 000077 0/0", "08OSLO77",
     "08 OSLO 77"},
    /* Letters of SECTION were lost, or its numbers misread. */
    {"UNCLAS SCTION 02 OF 02 SAO PAULO 000335", "UNCLASSIFIED - SAOPAULO 000335 2/2",
     "08SAOPAULO335", "08 SAO PAULO 335"},
    {"S E C R E T SQCTION 02 OF O2 DUSHANBE 000143", "SECRET - DUSHANBE 000143 2/2",
     "08DUSHANBE143", "08 DUSHANBE 143"},
    /* A second serial behind a signal. */
    {"UNCLAS OSLO 000160 ZDK 164", "UNCLASSIFIED - OSLO 000160 0/0", "08OSLO160", "08 OSLO 160"},
    {"UNCLAS MADRID 002583 ZFR 2585", "UNCLASSIFIED - MADRID 002583 0/0", "08MADRID2583",
     "08 MADRID 2583"},
    {"UNCLAS ACCRA 001382 SUSPECTED DUPLICATE 1392", "UNCLASSIFIED - ACCRA 1392 0/0", "08ACCRA1392",
     "08 ACCRA 1392"},
    {"S E C R E T STATE 255577 TOSEC 140323", "SECRET - STATE 255577 0/0", "08STATE255577",
     "08 STATE 255577"},
    /* Stations that were misspelt, or are called otherwise. */
    {"UNCLAS SOIA 000828", "UNCLASSIFIED - SOFIA 000828 0/0", "08SOFIA828", "08 SOFIA 828"},
    {"UNCLAS IHARTOUM 001126", "UNCLASSIFIED - KHARTOUM 001126 0/0", "08KHARTOUM1126",
     "08 KHARTOUM 1126"},
    {"UNCLAS AMEMBASSY OSLO 000077", "UNCLASSIFIED - OSLO 000077 0/0", "08OSLO77",
     "08 AMEMBASSY OSLO 77"},
    {"UNCLAS N'DJAMENA 000077", "UNCLASSIFIED - NDJAMENA 000077 0/0", "08NDJAMENA77",
     "08 N'DJAMENA 77"},
    {"UNCLAS COTON0U 000077", "UNCLASSIFIED - COTONOU 000077 0/0", "08COTONOU77", "08 COTONOU 77"},
    {"UNCLAS OSLO O00O77", "UNCLASSIFIED - OSLO 000077 0/0", "08OSLO77", "08 OSLO 77"},
};

static struct text shown(const struct cable *cable, struct arena *arena)
{
    return arena_format(arena, "%s %s %s %s %d/%d", header_shown(cable->classification, arena),
                        header_list(&cable->handling, arena), header_shown(cable->station, arena),
                        header_shown(cable->serial, arena),
                        cable->section ? (int)cable->section->number : 0,
                        cable->section ? (int)cable->section->of : 0);
}

static void reads_classification_lines(void **state)
{
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(
            arena, "R 151010Z FEB 08\n\n%s\n\nSIPDIS\n\n%sTAGS: PREL NO\nSUBJECT: LIGHT%s",
            lines[i].line, ORDER_LINE, FIRST_PARAGRAPH);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_text(shown(document.cable, arena), lines[i].read);
        assert_text(document.id, lines[i].id);
        assert_text(document.cable->mrn, lines[i].mrn);
        assert_string_equal(header_list(&document.cable->captions, arena), "SIPDIS");
    }
}

static void takes_what_the_classification_line_lacks_from_the_heading(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(
        &document,
        TEXT(HEADING "SIPDIS\n\n" ORDER_LINE "TAGS: PREL NO\nSUBJECT: LIGHT" FIRST_PARAGRAPH),
        *state, arena);
    assert_text(document.id, "08OSLO77");
    assert_text(document.cable->serial, "0077");
    assert_text(document.cable->classification, "CONFIDENTIAL");
}

static void says_where_the_lines_of_a_heading_contradict_each_other(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(
        &document,
        TEXT(HEADING "S E C R E T OSLO 000078\n\nTAGS: PREL\nSUBJECT: LIGHT" FIRST_PARAGRAPH),
        *state, arena);
    assert_text(document.id, "08OSLO78");
    assert_true(header_warned(&document, "serial_contradicts"));
    assert_true(header_warned(&document, "classification_contradicts"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_classification_lines),
        cmocka_unit_test(takes_what_the_classification_line_lacks_from_the_heading),
        cmocka_unit_test(says_where_the_lines_of_a_heading_contradict_each_other),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
