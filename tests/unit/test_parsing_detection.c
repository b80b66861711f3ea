/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "detection.h"
#include "unit.h"

#define SENTENCE "The envoy left the talks on Saturday. "

static const struct example {
    const char *text;
    enum genre form;
} examples[] = {
    {"", GENRE_TEXT},
    {"\n\n", GENRE_TEXT},
    {"one two three four", GENRE_TEXT},
    {"12.5 13.5 14.5\n", GENRE_TEXT},
    {SENTENCE, GENRE_NEWS},
    {"\xE5\xA4\x96\xE4\xBA\xA4\xE9\x83\xA8\xE9\x95\xBF\xE6\x98\xA8\xE5\xA4\xA9\xE4\xBC\x9A\xE8\xA7"
     "\x81\xE4\xBA\x86\xE5\xA4\xA7\xE4\xBD\xBF\xE3\x80\x82",
     GENRE_NEWS},
    /* One sign is not enough, whichever it is, where something stands in front. */
    {"Talks\nFM AMEMBASSY OSLO\n" SENTENCE, GENRE_NEWS},
    {"Talks\nP 151015Z MAR 07\n" SENTENCE, GENRE_NEWS},
    {"Talks\nE.O. 12958: DECL: 03/15/2017\n" SENTENCE, GENRE_NEWS},
    {"Talks\nTAGS: PREL, NO\n" SENTENCE, GENRE_NEWS},
    {"Talks\n1. (C) " SENTENCE "\n2. (C) " SENTENCE, GENRE_NEWS},
    /* A piece of a cable begins with one. */
    {"P 151015Z MAR 07\n" SENTENCE, GENRE_CABLE},
    {"E.O. 12958: DECL: 03/15/2017\n", GENRE_CABLE},
    {"\nTAGS: PREL, NO\n", GENRE_CABLE},
    {"TAGS:PREL,PGOV,NO\n", GENRE_CABLE},
    {"TAGS: ETRDEINVECINPGOVNO\n", GENRE_CABLE},
    {"Classified By: Ada Finch, reason 1.4 (b).\n", GENRE_CABLE},
    {"2. (C) " SENTENCE "\n\nFINCH\n", GENRE_CABLE},
    {"REF: A. 06 OSLO 12 (NOTAL)\n     B. STATE 4\n", GENRE_CABLE},
    {"REFTELS: Oslo 12 and 13\n", GENRE_CABLE},
    {"TO RUEHC/SECSTATE WASHDC 0021\n", GENRE_CABLE},
    {"C O N F I D E N T I A L OSLO 000123\n", GENRE_CABLE},
    {"SUBJECT: FJORD TALKS\n\nREF: OSLO 12\n", GENRE_CABLE},
    {"SUBJECT: Fjord talks\n", GENRE_CABLE},
    {"SUBJ: FJORD TALKS\n", GENRE_CABLE},
    {"UBJECT: FJORD TALKS\n", GENRE_CABLE},
    {"FM AMEMBASSY OSLO\n", GENRE_CABLE},
    {"fm amembassy oslo\n", GENRE_CABLE},
    {"TAGE: EFIN, ECON, NO\n", GENRE_CABLE},
    {"AGS: PREL NO\n", GENRE_CABLE},
    {"tags: prel, pgov, no\n", GENRE_CABLE},
    {"EFIN, ECON, NO\nSUBJECT: FJORD TALKS\n", GENRE_CABLE},
    {"E.0. l2958: DECL: 03/15/2017\n", GENRE_CABLE},
    {"R 15l015ZMAR07\n", GENRE_CABLE},
    {"SIPDIS\n", GENRE_CABLE},
    {"CONFIDENTIAL\n\nPAGE 01        OSLO  03561  131037Z\n12\n", GENRE_CABLE},
    /* Others begin news too. */
    {"FM radio in Oslo\n" SENTENCE, GENRE_NEWS},
    {"Subject: Talks in Oslo\n" SENTENCE, GENRE_NEWS},
    {"Object: TALKS\n" SENTENCE, GENRE_NEWS},
    {"EU, UN and NATO talk\n" SENTENCE, GENRE_NEWS},
    {"SECRET OF OSLO 2007\n" SENTENCE, GENRE_NEWS},
    {"Classified by UNESCO as a treasure, the fort fell.\n" SENTENCE, GENRE_NEWS},
    {"REF: 2023/12\n" SENTENCE, GENRE_NEWS},
    {"Tags: UKRAINE, DIPLOMACY\n" SENTENCE, GENRE_NEWS},
    {"TO READ: ten books\n" SENTENCE, GENRE_NEWS},
    /* Any two of them are. */
    {"FM AMEMBASSY OSLO\n\nP 151015Z MAR 07\n" SENTENCE, GENRE_CABLE},
    {"\n\nC O N F I D E N T I A L OSLO 000123\n\nTAGS: [PREL](#) [NO](#)\n", GENRE_CABLE},
    {"UNCLAS E F T O OSLO 000123\nE.O. 12958: N/A\n", GENRE_CABLE},
    {"S e c r e t oslo 000123\nClassified By: Ada Finch\n", GENRE_CABLE},
    {"CONFIDENTIAL SECTION 01 OF 02 PORT OF SPAIN 000123\n\xC2\xB6\x31. (SBU) Text\n", GENRE_CABLE},
    {"E.O. 11652: GDS\nTAGS: PFOR, UNGA\n", GENRE_CABLE},
    {"EO 12958 DECL: 03/15/2017\nTAGS PREL, NO\n", GENRE_CABLE},
    {"MRN: 23 OSLO 2544\nDate/DTG: Sep 16, 2023 / 160150Z SEP 23\n", GENRE_CABLE},
    {"r 151015z mar 07\nClassified by: Ada Finch\n", GENRE_CABLE},
    /* Whatever stands in front. */
    {"Key fingerprint = 1234\n-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQENBFUoCGgB\n-----END PGP "
     "PUBLIC "
     "KEY BLOCK-----\nBrowse by tag\nViewing cable 07OSLO123, FJORD TALKS\nFM AMEMBASSY OSLO\n",
     GENRE_CABLE},
    /* Line ends lost. */
    {"P 151015Z MAR 07 FM AMEMBASSY OSLO TO SECSTATE C O N F I D E N T I A L OSLO 000123 E.O. "
     "12958: "
     "DECL: 03/15/2017 TAGS: PREL, NO SUBJECT: TALKS 1. (C) " SENTENCE,
     GENRE_CABLE},
    /* News about cables. */
    {"The file, headed \"C O N F I D E N T I A L OSLO 000123\", bore the line\nE.O. 12958: DECL: "
     "03/15/2017\n" SENTENCE,
     GENRE_NEWS},
    {"---\ntitle: On cables\n---\nE.O. 12958: DECL: 03/15/2017\nTAGS: PREL, NO\n" SENTENCE,
     GENRE_NEWS},
    {" date 2019-05-04 On cables\n\nFM AMEMBASSY OSLO\nTAGS: PREL, NO\n" SENTENCE, GENRE_NEWS},
    {"Secret papers from 2010 show how talks failed.\nE.O. 14028 was signed in 2021.\n",
     GENRE_NEWS},
    {"Tags: Norway, talks\n1. (Laughter.)\n" SENTENCE, GENRE_NEWS},
    /* Noise with a full stop in it. */
    {"\x01\x02 \x03 \x04\x05 \x06 a b c. \x07\x01\x01", GENRE_TEXT},
};

static void tells_what_a_document_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        assert_int_equal(detection_genre(text_of(examples[i].text)), examples[i].form);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_a_document_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
