/* SPDX-License-Identifier: Apache-2.0 */
#include "body_reading.h"

#include "chancery/base/array.h"

/* How bodies end, who signed, and what the last paragraph keeps. */
static const struct {
    const char *end;
    const char *signers;
    const char *text;
} endings[] = {
    {"Trade grew.\nMARLOWE", "MARLOWE", "Trade grew."},
    {"Trade grew.\n\nMARLOWE\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\r\n\r\nMARLOWE\r\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\n\nVAN DOORN\n", "VAN DOORN", "Trade grew."},
    {"Trade grew.\n\nvan Doorn\n", "van Doorn", "Trade grew."},
    {"Trade grew.\n\nDE VRIES", "DE VRIES", "Trade grew."},
    {"Trade grew.\nHALE-ORME", "HALE-ORME", "Trade grew."},
    {"Trade grew.\nO'MALLEY", "O'MALLEY", "Trade grew."},
    {"Trade grew.\nBANNING JR", "BANNING JR", "Trade grew."},
    {"Trade grew.\nMcBain", "McBain", "Trade grew."},
    {"Trade grew.\nmarlowe", "marlowe", "Trade grew."},
    {"Trade grew.\n\nGREENE\nREEVE", "GREENE, REEVE", "Trade grew."},
    {"Trade grew.\nUNQUOTE.\nMARLOWE", "MARLOWE", "Trade grew."},
    {"Trade grew.\nXGDS\nMARLOWE", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\nMINISTER", "MARLOWE", "Trade grew."},
    {"Trade grew.\n\nMARLOWE\nMarlowe", "MARLOWE", "Trade grew."},
    {"Trade grew. END OF TEXT. MARLOWE", "MARLOWE", "Trade grew. END OF TEXT."},
    {"Trade grew. End comment. MARLOWE", "MARLOWE", "Trade grew. End comment."},
    {"Trade grew, he said. Marlowe", "Marlowe", "Trade grew, he said."},
    {"Visit our site: http://alma.example MARLOWE", "MARLOWE",
     "Visit our site: http://alma.example"},
    {"Point of contact is xxxxxxxxxxxx MARLOWE", "MARLOWE", "Point of contact is xxxxxxxxxxxx"},
    {"Trade grew.\n\nGP-3\n\nMARLOWE", "MARLOWE", "Trade grew."},
    {"Trade grew.\nREGARDS\nMARLOWE", "MARLOWE", "Trade grew."},
    {"Trade grew.\nUNQUOTE\nMARLOWE", "MARLOWE", "Trade grew."},
    /* What may follow a signature. */
    {"Trade grew.\nMARLOWE\n.", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n##\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\nBT\n#0487\nNNNN\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n\nCONFIDENTIAL\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\nSIPDIS\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n\nNOTE BY OC/T: DELAYED.\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n\nNOTE: NOT PASSED TO ABOVE ADDRESSEES.\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n\nDeclassified/Released US Department of State EO Systematic Review "
     "20 Mar 2014",
     "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n2009ALMA00107 - UNCLASSIFIED", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n> 2009ALMA00107 - Classification: SECRET", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\n\n<< END OF DOCUMENT >>", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE\nPORT OF SPAIN 00000107  003 OF 003\n", "MARLOWE", "Trade grew."},
    {"Trade grew. \\\nMARLOWE \\\n", "MARLOWE", "Trade grew."},
    {"Trade grew.\nMARLOWE 0 02/26/2008 107 PREL,ALMA GOATS AND SHEEP", "MARLOWE", "Trade grew."},
    /* No signer. */
    {"Trade grew.\nCONFIDENTIAL", "", "Trade grew."},
    {"Trade grew.\nEND COMMENT", "", "Trade grew. END COMMENT"},
    {"Trade grew.\nMINIMIZE CONSIDERED", "", "Trade grew. MINIMIZE CONSIDERED"},
    {"Trade grew in the first half of the", "", "Trade grew in the first half of the"},
    {"Trade grew in the fiscal\nyear", "", "Trade grew in the fiscal year"},
    {"Trade grew in the U.S. Congress", "", "Trade grew in the U.S. Congress"},
    {"Trade grew, said XXXXXXXXXXXX", "", "Trade grew, said XXXXXXXXXXXX"},
    {"Trade grew.\nXXXXXXXXXXXX", "", "Trade grew. XXXXXXXXXXXX"},
    {"It was cleared by Marlowe.", "", "It was cleared by Marlowe."},
};

static void finds_who_signed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(BODY_MEMORY_BYTES);
        struct text body =
            arena_format(arena, "header\n\n1. (C) One.\n\n2. (C) %s", endings[i].end);
        struct document document = body_read_with(body.at ? body.at : "", arena);
        assert_int_equal(document.paragraphs.count, 2);
        assert_string_equal(body_signers(&document, arena), endings[i].signers);
        assert_text(body_paragraph(&document, 1).text, endings[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_who_signed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
