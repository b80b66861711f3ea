/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

#define BELOW "\n" CLASS_LINE ORDER_LINE "TAGS: PREL NO\nSUBJECT: LIGHT" FIRST_PARAGRAPH

static const struct {
    const char *text;
    const char *identifier;
    const char *warning;
} identifiers[] = {
    {"VZCZCXYZ0009  \n", "VZCZCXYZ0009", NULL},
    {"VZCZCXRO597\n", "VZCZCXRO597", NULL},
    {"NNNNVZCZCXRO1234\n", "VZCZCXRO1234", NULL},
    {"ZCZCXRO1234\n", "ZCZCXRO1234", NULL},
    {"VZCZCXR07597\n", "VZCZCXRO7597", "transmission_id_repaired"},
    {"VZCZC1YZ0009\n", "VZCZCIYZ0009", "transmission_id_repaired"},
    {"VZCZCXROO234\n", "VZCZCXRO0234", "transmission_id_repaired"},
    {"", "-", NULL},
};

static void reads_transmission_identifiers(void **state)
{
    for (size_t i = 0; i < COUNT_OF(identifiers); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(arena, "%sO 151010Z FEB 08\nFM AMEMBASSY OSLO\n%s",
                                        identifiers[i].text, BELOW);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(header_shown(document.cable->transmission_id, arena),
                            identifiers[i].identifier);
        assert_int_equal(header_warned(&document, "transmission_id_repaired"),
                         identifiers[i].warning != NULL);
    }
}

static const struct {
    const char *text;
    const char *precedence;
    const char *indicators;
} routings[] = {
    {"OO RUEHWEB\n", "IMMEDIATE", "RUEHWEB"},
    {"ZZ RUEHWEB\n", "FLASH", "RUEHWEB"},
    {"00 RUEHFK\n", "IMMEDIATE", "RUEHFK"},
    {"PP RUEHAG RUEHROV RUEHSR\n", "PRIORITY", "RUEHAG; RUEHROV; RUEHSR"},
    {"RR RUEHAG RUEHLN\nRUEHLZ RUEHPOD\nRUEHVK\n", "ROUTINE",
     "RUEHAG; RUEHLN; RUEHLZ; RUEHPOD; RUEHVK"},
    {"OO RUEHWEB\n\n", "IMMEDIATE", "RUEHWEB"},
};

static void reads_precedence_and_routing(void **state)
{
    for (size_t i = 0; i < COUNT_OF(routings); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena, "VZCZCXRO1234\n%sDE RUEHNY #0077/01 0461012\nR 151010Z FEB 08\n%s",
                         routings[i].text, BELOW);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_text(document.cable->precedence, routings[i].precedence);
        assert_string_equal(header_list(&document.cable->routing_indicators, arena),
                            routings[i].indicators);
        assert_text(document.cable->originator->routing_indicator, "RUEHNY");
        assert_text(document.cable->originator->serial, "0077");
        assert_text(document.cable->originator->section, "01");
    }
}

/* Filing time and date-time group, and what becomes of both. */
static const struct {
    const char *filing;
    const char *group;
    const char *date;
    const char *precedence;
    int64_t julian_day;
    enum answer consistent;
    const char *warning;
} times[] = {
    {"0461010", "R 151010Z FEB 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES, NULL},
    {"0461015", "P R 151010Z FEB 08", "2008-02-15T10:10:00Z", "PRIORITY; ROUTINE", 46, ANSWER_YES,
     NULL},
    {"0470030", "O 152350Z FEB 08", "2008-02-15T23:50:00Z", "IMMEDIATE", 47, ANSWER_YES, NULL},
    {"0010005", "R 312359Z DEC 07", "2007-12-31T23:59:00Z", "ROUTINE", 1, ANSWER_YES, NULL},
    {"0461010", "R162245Z OCT 08", "2008-10-16T22:45:00Z", "ROUTINE", 46, ANSWER_NO,
     "filing_time_contradicts"},
    {"0460900", "R 151010Z FEB 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_NO,
     "filing_time_contradicts"},
    {"0461010", "151010z feb 08", "2008-02-15T10:10:00Z", "-", 46, ANSWER_YES, NULL},
    {"0461010", "R 151010Z FEB 2008", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES, NULL},
    {"0461010", "R 151010Z FEB 08 ZDK", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES, NULL},
    {"3541302", "O R 131002Z MAY 76", "1976-05-13T10:02:00Z", "IMMEDIATE; ROUTINE", 354, ANSWER_NO,
     "filing_time_contradicts"},
    {"3621848", "P R 281848Z DEC 66", "1966-12-28T18:48:00Z", "PRIORITY; ROUTINE", 362, ANSWER_YES,
     NULL},
    {"0461010", "R 151010Z FEB 65", "2065-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES, NULL},
    /* Zones: C is three hours ahead of Greenwich, R five behind, J local time. */
    {"0460710", "R 151010C FEB 08", "2008-02-15T07:10:00Z", "ROUTINE", 46, ANSWER_YES, NULL},
    {"0470310", "R 152210R FEB 08", "2008-02-16T03:10:00Z", "ROUTINE", 47, ANSWER_YES, NULL},
    {"0461010", "R 151010J FEB 08", "2008-02-15", "ROUTINE", 46, ANSWER_YES, "dtg_time_unknown"},
    /* Each repairs the other. */
    {"0461010", "R 451010Z FEB 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES,
     "dtg_repaired"},
    {"0461010", "R 151010Z F#B 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES,
     "dtg_repaired"},
    {"0461010", "R 152510Z FEB 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES,
     "dtg_repaired"},
    {"9461010", "R 151010Z FEB 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_UNKNOWN,
     "filing_day_repaired"},
    {"O461010", "R 151O10Z FEB O8", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES,
     "filing_time_repaired"},
    {"0461010", "R 151010Z FEV 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES,
     "dtg_repaired"},
    {"0461010", "R 151010Z X#Q 08", "2008-02-15T10:10:00Z", "ROUTINE", 46, ANSWER_YES,
     "dtg_repaired"},
    {"", "R 321010Z FEB 08", "-", "ROUTINE", INTEGER_NONE, ANSWER_UNKNOWN, "dtg_impossible"},
    {"", "R 290000Z FEB 07", "-", "ROUTINE", INTEGER_NONE, ANSWER_UNKNOWN, "dtg_impossible"},
};

static void dates_by_group_and_filing_time(void **state)
{
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena, "VZCZCXRO1234\nRR RUEHWEB\nDE RUEHNY #0077 %s\n%s\n%s",
                         times[i].filing, times[i].group, BELOW);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(header_shown(document.date ? document.date->value : TEXT_NONE, arena),
                            times[i].date);
        assert_non_null(document.cable->dtg);
        assert_string_equal(header_list(&document.cable->dtg->precedence, arena),
                            times[i].precedence);
        assert_int_equal(document.cable->originator->julian_day, times[i].julian_day);
        assert_int_equal(document.cable->originator->consistent_with_dtg, times[i].consistent);
        assert_true(!times[i].warning || header_warned(&document, times[i].warning));
        assert_true(times[i].warning || document.warnings.count == 0);
    }
}

static const struct {
    const char *text;
    const char *signal;
    const char *code;
    const char *signals;
} securities[] = {
    {"ZNY CCCCC ZZH", "ZNY", "CCCCC", "ZZH"},
    {"ZNR UUUUU ZZH ZZK", "ZNR", "UUUUU", "ZZH; ZZK"},
    {"ZNY SSSSS/AAAAA", "ZNY", "SSSSS/AAAAA", "-"},
    {"ZNY EEEEE", "ZNY", "EEEEE", "-"},
};

static void reads_security_lines(void **state)
{
    for (size_t i = 0; i < COUNT_OF(securities); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena, "%s\nR 151010Z FEB 08\n%s", securities[i].text, BELOW);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_text(document.cable->security->signal, securities[i].signal);
        assert_text(document.cable->security->code, securities[i].code);
        assert_string_equal(header_list(&document.cable->security->operating_signals, arena),
                            securities[i].signals);
    }
}

static const struct {
    const char *from;
    const char *station;
    const char *country;
} senders[] = {
    {"FM AMEMBASSY SEOUL", "SEOUL", "KR"},
    {"FM AMEMBASSY PORT OF SPAIN  ", "PORTOFSPAIN", "TT"},
    {"FM SECSTATE WASHDC", "STATE", "US"},
    {"FM AMCONSUL SAO PAULO", "SAOPAULO", "BR"},
    {"FM AMMBASSY BRASILIA", "BRASILIA", "BR"},
    {"FM USMISSION USUN NEW YORK", "USUNNEWYORK", "US"},
};

static void finds_the_station_of_the_sender(void **state)
{
    for (size_t i = 0; i < COUNT_OF(senders); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena, "R 151010Z FEB 08\n%s\nTO SECSTATE WASHDC\n", senders[i].from);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_text(document.cable->from->station, senders[i].station);
        assert_text(document.cable->from->country, senders[i].country);
    }
}

/* Lines of addressees, and what is read as TO, "--" and INFO. */
static const struct {
    const char *text;
    const char *to;
    const char *info;
} lists[] = {
    {"TO RUEHC/SECSTATE WASHDC IMMEDIATE 2946  \nINFO RUEHBJ/AMEMBASSY BEIJING 2062  \n"
     "RUEHKO/AMEMBASSY TOKYO\n",
     "RUEHC|SECSTATE WASHDC|-|IMMEDIATE|2946|US",
     "RUEHBJ|AMEMBASSY BEIJING|-|-|2062|CN\nRUEHKO|AMEMBASSY TOKYO|-|-|-|JP"},
    {"TO SECSTATE WASHDC PRIORITY 0872\n", "-|SECSTATE WASHDC|-|PRIORITY|0872|US", ""},
    {"INFO RUEHNY/AMEMBASSY OSLO\n", "", "RUEHNY|AMEMBASSY OSLO|-|-|-|NO"},
    {"TO RUEKJCS/SECDEF WASHINGTON DC//OSD/ISA/EAP// PRIORITY\n",
     "RUEKJCS|SECDEF WASHINGTON DC|OSD/ISA/EAP|PRIORITY|-|US", ""},
    {"TO RUEKJCS/SECDEF WASHINGTON DC//USDP//\nRUEAIIA/CIA WASHDC\n",
     "RUEKJCS|SECDEF WASHINGTON DC|USDP|-|-|US\nRUEAIIA|CIA WASHDC|-|-|-|US", ""},
    {"TO RUEHNY/AMEMBASSY OSLO NIACT IMMEDIATE 0031\n",
     "RUEHNY|AMEMBASSY OSLO|-|NIACT IMMEDIATE|0031|NO", ""},
    {"TO RUEHNY/AMEMBASSY OSLO PIORITY 0031\nRUEHCP/AMEMBASSY COPENHAGEN PRIOITY\n"
     "RUEHSM/AMEMBASSY STOCKHOLM PRORITY 0002\n",
     "RUEHNY|AMEMBASSY OSLO|-|PRIORITY|0031|NO\nRUEHCP|AMEMBASSY COPENHAGEN|-|PRIORITY|-|DK\n"
     "RUEHSM|AMEMBASSY STOCKHOLM|-|PRIORITY|0002|SE",
     ""},
    {"TO RUEHNO/USMISSION USNATO 0195\nRUEHNO/USMISSION USNATO BRUSSELS BE\n",
     "RUEHNO|USMISSION USNATO|-|-|0195|BE\nRUEHNO|USMISSION USNATO BRUSSELS BE|-|-|-|BE", ""},
    {"TO RUEHZL/EUROPEAN POLITICAL COLLECTIVE\nXMT AMEMBASSY SOFIA\nAMEMBASSY BUCHAREST\n"
     "INFO RUEHC/SECSTATE WASHDC\n",
     "RUEHZL|EUROPEAN POLITICAL COLLECTIVE|-|-|-|-!AMEMBASSY SOFIA!AMEMBASSY BUCHAREST",
     "RUEHC|SECSTATE WASHDC|-|-|-|US"},
    {"TO ALL DIPLOMATIC POSTS COLLECTIVE\nXMT/AMEMBASSY SOFIA\n",
     "-|ALL DIPLOMATIC POSTS COLLECTIVE|-|-|-|-!AMEMBASSY SOFIA", ""},
    {"TO PAGE 02        STATE   015113  182333Z\nALL DIPLOMATIC POSTS COLLECTIVE\n",
     "-|ALL DIPLOMATIC POSTS COLLECTIVE|-|-|-|-", ""},
    {"TO RUEHB J / AMEMBASSY  BEIJING 2062\n", "RUEHBJ|AMEMBASSY BEIJING|-|-|2062|CN", ""},
    {"TO ZEN/AMEMBASSY OSLO\n", "ZEN|AMEMBASSY OSLO|-|-|-|NO", ""},
    {"TO RUEHNY/AMEMBASSY OSLO O876\n", "RUEHNY|AMEMBASSY OSLO|-|-|0876|NO", ""},
    {"TO RUEHC/SECSTATE WASHDC\n\nRUEHNY/AMEMBASSY OSLO\n\nINFO RUEHCP/AMEMBASSY COPENHAGEN\n",
     "RUEHC|SECSTATE WASHDC|-|-|-|US\nRUEHNY|AMEMBASSY OSLO|-|-|-|NO",
     "RUEHCP|AMEMBASSY COPENHAGEN|-|-|-|DK"},
    {"TO RUEHC/SECSTATE WASHDC\nIMMEDIATE 2946\nBT\n", "RUEHC|SECSTATE WASHDC|-|IMMEDIATE|2946|US",
     ""},
    {"ACTION AF-00\nINFO  LOG-00   NP-00    AID-00\n      CTME-00  /012W\nTO SECSTATE WASHDC\n",
     "-|SECSTATE WASHDC|-|-|-|US", ""},
};

static void reads_addressees(void **state)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(arena, "R 151010Z FEB 08\nFM AMEMBASSY OSLO\n%s\n%s",
                                        lists[i].text, BELOW);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_string_equal(header_addressees(&document.cable->to, arena), lists[i].to);
        assert_string_equal(header_addressees(&document.cable->info, arena), lists[i].info);
    }
}

static void reads_a_heading_whose_line_ends_were_lost(void **state)
{
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(
        &document,
        TEXT("VZCZCXRO1234 RR RUEHWEB RUEHAG DE RUEHNY #0077 0461010 ZNY CCCCC ZZH "
             "R 151010Z FEB 08 FM AMEMBASSY OSLO TO RUEHC/SECSTATE WASHDC 6601 INFO "
             "RUEHCP/AMEMBASSY COPENHAGEN 0230 RUEHSM/AMEMBASSY STOCKHOLM "
             "C O N F I D E N T I A L OSLO 000077 SIPDIS E.O. 12958: DECL: 02/15/2018 TAGS: PREL "
             "NO SUBJECT: LIGHT REF: STATE 12 Classified By: DCM Ann Bell, reasons 1.4 (b). "
             "1. (C) The light burns.\n"),
        *state, arena);
    assert_text(document.id, "08OSLO77");
    assert_text(document.cable->from->name, "AMEMBASSY OSLO");
    assert_string_equal(header_addressees(&document.cable->to, arena),
                        "RUEHC|SECSTATE WASHDC|-|-|6601|US");
    assert_string_equal(
        header_addressees(&document.cable->info, arena),
        "RUEHCP|AMEMBASSY COPENHAGEN|-|-|0230|DK\nRUEHSM|AMEMBASSY STOCKHOLM|-|-|-|SE");
    assert_text(document.cable->subject, "LIGHT");
    assert_int_equal(document.references.count, 1);
    assert_text(document.cable->classified_by->name, "Ann Bell");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_transmission_identifiers),
        cmocka_unit_test(reads_precedence_and_routing),
        cmocka_unit_test(dates_by_group_and_filing_time),
        cmocka_unit_test(reads_security_lines),
        cmocka_unit_test(finds_the_station_of_the_sender),
        cmocka_unit_test(reads_addressees),
        cmocka_unit_test(reads_a_heading_whose_line_ends_were_lost),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
