/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "news_dateline.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)4096)

static const struct example {
    const char *lead;
    const char *place; /* NULL: no dateline */
    const char *agency;
    const char *date;
    const char *raw;
} examples[] = {
    {"OSLO: The envoy left.", "Oslo", NULL, NULL, "OSLO:"},
    {"OSLO \xE2\x80\x94 The envoy left.", "Oslo", NULL, NULL, "OSLO \xE2\x80\x94"},
    {"OSLO, April 5 (Norden) -- The envoy left.", "Oslo", "Norden", "--04-05",
     "OSLO, April 5 (Norden) --"},
    {"WASHINGTON (NP) \xE2\x80\x94 The envoy", "Washington", "NP", NULL,
     "WASHINGTON (NP) \xE2\x80\x94"},
    {"SEOUL, South Korea (NP) \xE2\x80\x94 The", "Seoul", "NP", NULL,
     "SEOUL, South Korea (NP) \xE2\x80\x94"},
    {"BRUSSELS, Apr 3 (Norden) - The", "Brussels", "Norden", "--04-03",
     "BRUSSELS, Apr 3 (Norden) -"},
    {"MOSCOW, July 11. /NORD/. The envoy", "Moscow", "NORD", "--07-11", "MOSCOW, July 11. /NORD/."},
    {"SEOUL (Fjord News / Norden - 05th April, 2022) The envoy", "Seoul", "Fjord News / Norden",
     "2022-04-05", "SEOUL (Fjord News / Norden - 05th April, 2022)"},
    {"WASHINGTON | The envoy", "Washington", NULL, NULL, "WASHINGTON |"},
    {"Islamabad, Apr 2 (NWP): The envoy", "Islamabad", "NWP", "--04-02", "Islamabad, Apr 2 (NWP):"},
    {"QUEZON CITY, Philippines \xE2\x80\x94 The", "Quezon City", NULL, NULL,
     "QUEZON CITY, Philippines \xE2\x80\x94"},
    {"Seoul [South Korea], April 5 (NWP): The", "Seoul", "NWP", "--04-05",
     "Seoul [South Korea], April 5 (NWP):"},
    {"OSLO, June 1, 2019 (Norden) -- The", "Oslo", "Norden", "2019-06-01",
     "OSLO, June 1, 2019 (Norden) --"},
    {"PORT-AU-PRINCE, Haiti (NP) \xE2\x80\x94 The", "Port-au-Prince", "NP", NULL,
     "PORT-AU-PRINCE, Haiti (NP) \xE2\x80\x94"},
    {"BOGOT\xC3\x81 (NP) -- The", "Bogot\xC3\xA1", "NP", NULL, "BOGOT\xC3\x81 (NP) --"},
    {"DOVER, Del. (NP) -- The", "Dover", "NP", NULL, "DOVER, Del. (NP) --"},
    {"ST. JOHN'S, Antigua (NP) -- The", "ST. JOHN'S", "NP", NULL, "ST. JOHN'S, Antigua (NP) --"},
    {"SPOKANE \xE2\x80\x94 \xE2\x80\x9CWe", "Spokane", NULL, NULL, "SPOKANE \xE2\x80\x94"},
    {"OSLO - The envoy left.", "Oslo", NULL, NULL, "OSLO -"},
    /* No datelines. */
    {"OSLO harbor has a light.", NULL, NULL, NULL, NULL},
    {"THE PRESIDENT:  How are you?", NULL, NULL, NULL, NULL},
    {"NATO \xE2\x80\x94 The alliance", NULL, NULL, NULL, NULL},
    {"OSLO:", NULL, NULL, NULL, NULL},
    {"OSLO \xE2\x80\x94 and then Bergen", NULL, NULL, NULL, NULL},
    {"The envoy, April Finch (Norden), left.", NULL, NULL, NULL, NULL},
    {"Norway (which has fjords) -- and rain", NULL, NULL, NULL, NULL},
    {"In Oslo, April 5 was cold: it rained.", NULL, NULL, NULL, NULL},
    {"Foreign Minister Ada Finch, 50, said -- as", NULL, NULL, NULL, NULL},
    {"", NULL, NULL, NULL, NULL},
};

static struct vocabulary *shipped(void)
{
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error),
                     STATUS_OK);
    return vocabulary;
}

static void takes_the_forms_of_datelines(void **state)
{
    (void)state;
    AUTO_VOCABULARY vocabulary = shipped();
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        const struct example *example = &examples[i];
        struct text lead = text_of(example->lead);
        struct dateline dateline;
        bool is_taken = dateline_take(&lead, vocabulary, &dateline);
        assert_int_equal(is_taken, example->place != NULL);
        if (!is_taken) {
            assert_text(lead, example->lead);
            continue;
        }
        assert_text(dateline_usual_case(dateline.place, arena), example->place);
        assert_text(dateline.raw, example->raw);
        assert_int_equal(dateline.agency.at != NULL, example->agency != NULL);
        assert_int_equal(dateline.date.month != 0, example->date != NULL);
        if (example->agency) {
            assert_text(dateline.agency, example->agency);
        }
        if (example->date) {
            assert_text(date_text_value(&dateline.date, arena), example->date);
        }
        assert_true(text_starts(lead, TEXT("The")) || text_starts(lead, TEXT("\xE2\x80\x9CWe")));
    }
}

static void trusts_colons_where_nobody_speaks(void **state)
{
    (void)state;
    static const struct {
        const char *lead;
        bool is_dateline;
    } colons[] = {
        {"VARDO: The envoy left.", true}, {"OSLO: The envoy left.", true},
        {"NATO: The alliance", false},    {"UPDATE: The envoy left.", false},
        {"VARDO: and then", false},       {"FACT SHEET: The envoy", false},
        {"VARDO The envoy", false},
    };
    AUTO_VOCABULARY vocabulary = shipped();
    for (size_t i = 0; i < COUNT_OF(colons); i++) {
        EXAMPLE(i);
        struct text lead = text_of(colons[i].lead);
        struct dateline dateline;
        assert_int_equal(dateline_take_colon(&lead, vocabulary, &dateline), colons[i].is_dateline);
    }
    assert_true(dateline_is_speaker(TEXT("THE PRESIDENT:  How are you?")));
    assert_true(dateline_is_speaker(TEXT("Q:  How?")));
    assert_false(dateline_is_speaker(TEXT("The envoy: a life")));
    assert_false(dateline_is_speaker(TEXT("12:30 P.M.")));
}

static void writes_names_in_their_usual_case(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"OSLO", "Oslo"},
        {"PORT OF SPAIN", "Port of Spain"},
        {"SHARM EL-SHEIKH", "Sharm el-Sheikh"},
        {"AL-UDEID", "Al-Udeid"},
        {"N'DJAMENA", "N'Djamena"},
        {"LA PAZ", "La Paz"},
        {"Oslo", "Oslo"},
        {"\xC3\x85LESUND", "\xC3\x85lesund"},
        {"S\xC3\x83O PAULO", "S\xC3\xA3o Paulo"},
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        assert_text(dateline_usual_case(text_of(names[i][0]), arena), names[i][1]);
    }
}

static void every_prefix_is_survived(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct text whole = text_of(examples[i].lead);
        for (size_t length = 0; length <= whole.length; length++) {
            struct text lead = text_slice(whole, 0, length);
            struct dateline dateline;
            (void)dateline_take(&lead, NULL, &dateline);
            assert_true(lead.length <= length);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_forms_of_datelines),
        cmocka_unit_test(trusts_colons_where_nobody_speaks),
        cmocka_unit_test(writes_names_in_their_usual_case),
        cmocka_unit_test(every_prefix_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
