/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

/*
 * REF lines of 08OSLO77, and what they name: "LABEL=ID" for cables, with ? behind an inferred year,
 * "LABEL=kind:RAW" for the rest.
 */
static const struct {
    const char *lines;
    const char *read;
} lists[] = {
    /* Labels. */
    {"REF: SECSTATE 6667\n", "-=08STATE6667?"},
    {"REFS: STATE 12345\n", "-=08STATE12345?"},
    {"REF(S): STATE 12345\n", "-=08STATE12345?"},
    {"REFTEL: STATE 12345\n", "-=08STATE12345?"},
    {"RETEL: STATE 12345\n", "-=08STATE12345?"},
    {"REFERENCE: STATE 12345\n", "-=08STATE12345?"},
    {"REF. STATE 12345\n", "-=08STATE12345?"},
    {"REF STATE 12345\n", "-=08STATE12345?"},
    /* Bullets. */
    {"REF: A. LONDON 12 B. PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: A) LONDON 12, B) PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: (A) LONDON 12, (B) PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: [A] LONDON 12 [B] PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: A - LONDON 12\nB - PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: (1) LONDON 12 (2) PARIS 13\n", "1=08LONDON12? 2=08PARIS13?"},
    {"REF: A: LONDON 12\nB: PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: A. LONDON 12\n     \xC2\xB6"
     "B. PARIS 13\n",
     "A=08LONDON12? B=08PARIS13?"},
    {"REF: LONDON 12\nPARIS 13\n", "-=08LONDON12? -=08PARIS13?"},
    {"REF: LONDON 12; PARIS 13\n", "-=08LONDON12? -=08PARIS13?"},
    {"REF: A LONDON 12\n     B PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF(A): LONDON 12\nREF(B): PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"ref a: LONDON 12\n", "a=08LONDON12?"},
    {"REF: A. (U) LONDON 12 B. (S) PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: A. LONDON 12: A NEW MOLE\n     B. PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    {"REF: LONDON 12, PARA 4\n", "-=08LONDON12?"},
    {"REF: STATE 123456 DTG 121212Z JAN 08\n", "-=08STATE123456?"},
    /* Doubled ones. */
    {"REF: A. A) SECSTATE 54183 B. B) LONDON 12\n", "A=08STATE54183? B=08LONDON12?"},
    {"REF: A. REF A STATE 122214\n", "A=08STATE122214?"},
    {"REF: A. (A) PARIS 7682\n", "A=08PARIS7682?"},
    {"REF: A. REF: KATHMANDU 2282\n", "A=08KATHMANDU2282?"},
    {"REF: A. A: PANAMA 12\n", "A=08PANAMA12?"},
    /* Years. */
    {"REF: 06 STATE 12345\n", "-=06STATE12345"},
    {"REF: 2006 STATE 12345\n", "-=06STATE12345"},
    {"REF: '07 BUENOS AIRES 12\n", "-=07BUENOSAIRES12"},
    {"REF: (99) ROME 2196\n", "-=99ROME2196"},
    {"REF: STATE (01) 201265\n", "-=01STATE201265"},
    {"REF: QUITO 4525-91\n", "-=91QUITO4525"},
    {"REF: PANAMA 00789/08\n", "-=08PANAMA789"},
    {"REF: AMMAN 07718 99\n", "-=99AMMAN7718"},
    {"REF: ASUNCION 701 (08)\n", "-=08ASUNCION701"},
    {"REF: ROME 02259 (2002)\n", "-=02ROME2259"},
    {"REF: 10-OTTAWA-57\n", "-=10OTTAWA57"},
    {"REF: 05PANAMA2342\n", "-=05PANAMA2342"},
    {"REF: A. 04 LONDON 12 B. PARIS 13\n", "A=04LONDON12 B=08PARIS13?"},
    {"REF: STATE 1996 123456\n", "-=96STATE123456"},
    {"REF: STATE 06/12345\n", "-=06STATE12345"},
    {"REF: 06 LONDON 3219, 3220 AND PARIS 13\n", "-=06LONDON3219 -=06LONDON3220? -=08PARIS13?"},
    /* Reversed, bare and of one's own station. */
    {"REF: 870 Ulaanbaatar\n", "-=08ULAANBAATAR870?"},
    {"REF: 377 KATHMANDU\n", "-=08KATHMANDU377?"},
    {"REF: STATE 41252 AND 44603\n", "-=08STATE41252? -=08STATE44603?"},
    {"REF: GUANGZHOU 11657 and 7743, 12155, 13381\n",
     "-=08GUANGZHOU11657? -=08GUANGZHOU7743? -=08GUANGZHOU12155? -=08GUANGZHOU13381?"},
    {"REF: Kabul 692/317/274/162\n", "-=08KABUL692? -=08KABUL317? -=08KABUL274? -=08KABUL162?"},
    {"REF: KABUL 936/935\n", "-=08KABUL936? -=08KABUL935?"},
    {"REF: [A] State 188314, 259032\n", "A=08STATE188314? A=08STATE259032?"},
    {"REF: A) 6307\n", "A=08OSLO6307?"},
    {"REF: B) 158 WELLINGTON C) PARIS 13\n", "B=08WELLINGTON158? C=08PARIS13?"},
    {"REF: A. HELSINKI 259\nB. 251 OSLO (07)\n", "A=08HELSINKI259? B=07OSLO251"},
    {"REF: EMBTEL 45 AND DEPTEL 12\n", "-=08OSLO45? -=08STATE12?"},
    {"REF: STATE NO. 12\n", "-=08STATE12?"},
    {"REF: NONE\n", ""},
    /* Lines that were broken. */
    {"REF: A) LONDON 12 B) PARIS 13 C) RIO\n\nDE JANEIRO 1291\n",
     "A=08LONDON12? B=08PARIS13? C=08RIODEJANEIRO1291?"},
    {"REF: (A) LONDON 12 (B) Rio de Janeiro\n\n00723\n", "A=08LONDON12? B=08RIODEJANEIRO723?"},
    {"REF: A. LONDON 12\nB. 03\n\nHANOI 2323\n", "A=08LONDON12? B=03HANOI2323"},
    {"REF: A. LONDON 12,\nB. PARIS 13\n", "A=08LONDON12? B=08PARIS13?"},
    /* Letters for digits, and digits for letters. */
    {"REF: 05 0TTAWA 3518\n", "-=05OTTAWA3518"},
    {"REF: SANTIAG0 12\n", "-=08SANTIAGO12?"},
    {"REF: O4 CHENNAI 12\n", "-=04CHENNAI12"},
    {"REF: LAGOS O1512\n", "-=08LAGOS1512?"},
    /* Stations that are called otherwise. */
    {"REF: USUN NE YORK 609\n", "-=08USUNNEWYORK609?"},
    {"REF: Colomobo 12\n", "-=08COLOMBO12?"},
    {"REF: USUN 12\n", "-=08USUNNEWYORK12?"},
    /* Titles and notes. */
    {"REF: HANOI 60 (FEW CHANGES AT THE TOP)\n", "-=08HANOI60?"},
    {"REF: A. HAVANA 639 (\"A SPLENDID LITTLE VISIT\")\nB. HANOI 60\n",
     "A=08HAVANA639? B=08HANOI60?"},
    {"REF: STATE 12 (NOTAL), LONDON 13 NOTAL\n", "-=08STATE12? -=08LONDON13?"},
    {"REF: LONDON 12 AND PREVIOUS\n", "-=08LONDON12?"},
    {"REF: LONDON 12 OSLO 00000077\n", "-=08LONDON12?"},
    {"REF: LONDON 12 (DTG 151010Z FEB 08)\n", "-=08LONDON12?"},
    /* Other things. */
    {"REF: A. LONDON 12 B. LEE-GOLDSTEIN EMAIL 05/11/07\n",
     "A=08LONDON12? B=email:LEE-GOLDSTEIN EMAIL 05/11/07"},
    {"REF: BELL-LARK TELCON 2/3\n", "-=telephone:BELL-LARK TELCON 2/3"},
    {"REF: 2004 HUMAN RIGHTS REPORT FOR PANAMA\n", "-=report:2004 HUMAN RIGHTS REPORT FOR PANAMA"},
    {"REF: TD-314/21795-05\n", "-=report:TD-314/21795-05"},
    {"REF: 9 FAM Appendix K\n", "-=book:9 FAM Appendix K"},
    {"REF: SECDEF MSG DTG 301601Z SEP 08\n", "-=message:SECDEF MSG DTG 301601Z SEP 08"},
    {"REF: OSC EUP20080707950031\n", "-=report:OSC EUP20080707950031"},
    {"REF: IIR 6 832 0617 08\n", "-=report:IIR 6 832 0617 08"},
    {"REF: STATE A-50\n", "-=airgram:STATE A-50"},
    {"REF: CA-3400\n", "-=airgram:CA-3400"},
    {"REF: PARIS POINTS JULY 15\n", "-=report:PARIS POINTS JULY 15"},
    {"REF: A. SOFIA 69 B. SEPTEL\n", "A=08SOFIA69? B=cable:SEPTEL"},
};

static const char *shown(const struct references *references, struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *one = &references->items[i];
        struct text value = one->id.at ? one->id
                                       : arena_format(arena, "%.*s:%.*s", TEXT_ARGUMENTS(one->kind),
                                                      TEXT_ARGUMENTS(one->raw));
        all = arena_format(arena, "%.*s%s%s=%.*s%s", TEXT_ARGUMENTS(all), i > 0 ? " " : "",
                           header_shown(one->label, arena), TEXT_ARGUMENTS(value),
                           one->year_inferred ? "?" : "");
    }
    return arena_copy(arena, all);
}

static void reads_references(void **state)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena,
                         HEADING CLASS_LINE ORDER_LINE
                         "TAGS: PREL NO\nSUBJECT: LIGHT\n\n%s\n"
                         "Classified By: DCM Ann Bell, reasons 1.4 (b).\n\n1. (C) One.",
                         lists[i].lines);
        struct document document;
        size_t body = header_read(&document, text, *state, arena);
        assert_string_equal(shown(&document.references, arena), lists[i].read);
        assert_text(document.cable->classified_by->name, "Ann Bell");
        assert_text(text_trim(text_from(text, body)), "1. (C) One.");
    }
}

static void says_where_a_reference_stands(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct text text =
        TEXT("R 151010Z JAN 08\n\nUNCLAS OSLO 000077\n\nSUBJECT: LIGHT\n\n"
             "REF: A. 07 PARIS 13 (A LAMP) B. RIO\n  DE JANEIRO 1291\n\n1. (U) One.");
    struct document document;
    (void)header_read(&document, text, *state, arena);
    assert_int_equal(document.references.count, 2);
    const struct reference *first = &document.references.items[0];
    const struct reference *second = &document.references.items[1];
    assert_text(first->raw, "07 PARIS 13");
    assert_text(text_slice(text, first->span.start, first->span.end - first->span.start),
                "07 PARIS 13");
    assert_text(second->raw, "RIO DE JANEIRO 1291");
    assert_text(text_slice(text, second->span.start, second->span.end - second->span.start),
                "RIO\n  DE JANEIRO 1291");
    assert_true(second->paragraph == INTEGER_NONE);
}

static void doubts_a_serial_over_its_own(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(&document,
                      TEXT("R 151010Z JAN 08\n\nUNCLAS OSLO 000077\n\nSUBJECT: LIGHT\n\nREF: OSLO "
                           "1203\n\n1. (U) One."),
                      *state, arena);
    assert_text(document.references.items[0].id, "08OSLO1203");
    assert_true(header_warned(&document, "reference_year_doubtful"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_references),
        cmocka_unit_test(says_where_a_reference_stands),
        cmocka_unit_test(doubts_a_serial_over_its_own),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
