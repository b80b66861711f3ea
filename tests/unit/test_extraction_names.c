/* SPDX-License-Identifier: Apache-2.0 */
/* Who and what is named in a sentence. Every person and body here is invented. */

#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/extraction/extract.h"
#include "chancery/model/vocabulary.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)16 * 1024 * 1024)

static struct vocabulary *load_vocabulary(void)
{
    struct vocabulary *vocabulary = NULL;
    struct error error = ERROR_NONE;
    enum status status = vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    assert_int_equal(status, STATUS_OK);
    return vocabulary;
}

struct example {
    const char *text;
    const char *facts;
};

typedef void show_facts(const struct document *document, struct buffer *out);

/* "Name=role@affiliation*mentions; " */
static void show_people(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->people.count; i++) {
        const struct person *person = &document->people.items[i];
        buffer_add_format(out, "%s%.*s", i > 0 ? "; " : "", TEXT_ARGUMENTS(person->name));
        if (person->role.at) {
            buffer_add_format(out, "=%.*s", TEXT_ARGUMENTS(person->role));
        }
        if (person->affiliation.at) {
            buffer_add_format(out, "@%.*s", TEXT_ARGUMENTS(person->affiliation));
        }
        if (person->mentions.count > 1) {
            buffer_add_format(out, "*%zu", person->mentions.count);
        }
    }
}

/* "Name (ACRONYM) CC*mentions; " */
static void show_organizations(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->organizations.count; i++) {
        const struct organization *one = &document->organizations.items[i];
        buffer_add_format(out, "%s%.*s", i > 0 ? "; " : "", TEXT_ARGUMENTS(one->name));
        if (one->acronym.at) {
            buffer_add_format(out, " (%.*s)", TEXT_ARGUMENTS(one->acronym));
        }
        if (one->country.at) {
            buffer_add_format(out, " %.*s", TEXT_ARGUMENTS(one->country));
        }
        if (one->mentions.count > 1) {
            buffer_add_format(out, "*%zu", one->mentions.count);
        }
    }
}

static void check(const struct vocabulary *vocabulary, const struct example *examples, size_t count,
                  show_facts *show)
{
    for (size_t i = 0; i < count; i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        AUTO_BUFFER out = BUFFER_UP_TO(4096);
        struct text text = text_of(examples[i].text);
        struct cable cable = {.precedence = TEXT_NONE};
        struct paragraph paragraph = {.number = 1, .text = text, .span = {0, text.length}};
        struct document document = {
            .text = text, .cable = &cable, .paragraphs = {&paragraph, 1, 1}};
        extract(&document, vocabulary, arena);
        show(&document, &out);
        struct text shown = out.length > 0 ? buffer_text(&out) : TEXT("");
        if (!text_equal(shown, text_of(examples[i].facts))) {
            print_message("%s: %.*s\n", examples[i].text, TEXT_ARGUMENTS(shown));
            fail();
        }
    }
}

static void finds_people_by_what_stands_beside_them(void **state)
{
    (void)state;
    static const struct example examples[] = {
        /* An office in front, with what it is of. */
        {"Deputy Fisheries Minister Lars Ekeberg left.", "Lars Ekeberg=Deputy Fisheries Minister"},
        {"NATO Secretary General Ole Brandt left.", "Ole Brandt=NATO Secretary General@NATO"},
        {"Secretary of State Ida Moe left.", "Ida Moe=Secretary of State"},
        {"FM Umbersen and D/FM Keral met.", "Umbersen=FM; Keral=D/FM"},
        {"A/S Umbersen called.", "Umbersen=A/S"},
        {"The foreign minister and spokesman Milan Horak met.", "Milan Horak=spokesman"},
        {"Mr. Umbersen and Dr. Keral met.", "Umbersen; Keral"},
        /* Behind a comma or in brackets, and before a comma. */
        {"Ida Moe, the head of the Coast Guard, left.",
         "Ida Moe=head of the Coast Guard@Coast Guard"},
        {"Ida Moe (Deputy Director) left.", "Ida Moe=Deputy Director"},
        {"Ida Moe, Minister Lars Ekeberg and others met.", "Ida Moe; Lars Ekeberg=Minister"},
        {"Ida Moe, Ambassador to Norway Lars Ekeberg and others met.",
         "Ida Moe; Lars Ekeberg=Ambassador to Norway"},
        {"Ida Moe of the Coast Guard left.", "Ida Moe@Coast Guard"},
        /* The shape of the name. */
        {"Umber Q. Keral left.", "Umber Q. Keral"},
        {"Kim Do-jin left; Kim was late.", "Kim Do-jin*2"},
        {"They saw KIM Dae-ho. Kim was late.", "KIM Dae-ho*2"},
        {"Nguyen Tan Binh left. PM Binh was late.", "Nguyen Tan Binh=PM*2"},
        {"Ahmed bin Umber al-Keral left. Keral was late.", "Ahmed bin Umber al-Keral*2"},
        {"They saw Lars EKEBERG.", "Lars EKEBERG"},
        /* A verb of speech. */
        {"Umber Keral said so.", "Umber Keral"},
        {"Umber Keral lies in the north.", ""},
        {"the Keral regime fell", "Keral"},
    };
    AUTO_VOCABULARY vocabulary = load_vocabulary();
    check(vocabulary, examples, COUNT_OF(examples), show_people);
}

static void knows_people_by_their_surnames(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Lars Ekeberg left. Ekeberg was late.", "Lars Ekeberg*2"},
        {"Minister Ekeberg left. Lars Ekeberg was late.", "Lars Ekeberg=Minister*2"},
        {"Lars Ekeberg met Ida Ekeberg. Ekeberg was late.", "Lars Ekeberg; Ida Ekeberg*2"},
        {"Minister Kim Do-jin left. Ambassador Kim was late.",
         "Kim Do-jin=Minister; Kim=Ambassador"},
        {"L. Ekeberg left. Lars Ekeberg was late.", "Lars Ekeberg"},
    };
    AUTO_VOCABULARY vocabulary = load_vocabulary();
    check(vocabulary, examples, COUNT_OF(examples), show_people);
}

static void takes_other_names_for_no_people(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"The Ambassador left. The Secretary of State stayed.", ""},
        {"The Ida Moe sailed on Monday.", ""},
        {"San Luis and Puerto Keral are far.", ""},
        {"The Lars Ekeberg Foundation paid.", ""},
        {"On Monday March Winds blew in New York.", ""},
        {"Human Rights Day and the Oslo Accords were discussed.", ""},
        {"Let Western Union pay.", ""},
    };
    AUTO_VOCABULARY vocabulary = load_vocabulary();
    check(vocabulary, examples, COUNT_OF(examples), show_people);
}

static void finds_organizations(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"the Ministry of Harbors and Canals (MHC). The MHC paid.",
         "Ministry of Harbors and Canals (MHC)*3"},
        {"the Ministry of Economy, Trade and Fish paid", "Ministry of Economy, Trade and Fish"},
        {"the Tides Division of the Ministry of Harbors", "Tides Division; Ministry of Harbors"},
        {"the Norwegian Seafarers' Union and the Kesra Development Bank",
         "Norwegian Seafarers' Union NO; Kesra Development Bank"},
        {"the Arctic Coalition. The Coalition paid.", "Arctic Coalition*2"},
        {"the Norwegian government and the foreign ministry",
         "Norwegian government NO; foreign ministry"},
        {"the Government of Norway and Sweden", "Government of Norway NO"},
        {"Norway's Ministry of Harbors", "Ministry of Harbors NO"},
        {"NATO and the North Atlantic Treaty Organization",
         "North Atlantic Treaty Organization (NATO)*2"},
        {"the NATO North Atlantic Council", "NATO (NATO); North Atlantic Council"},
        {"The GOJ told Post that the Department knew.", "GOJ (GOJ) JP; Post US; Department US"},
        {"Let LeT know.", "LeT"},
        {"the Department of Justice Filing", "Department of Justice US"},
        {"the Alliance of North America and Europe", ""},
        {"the Russian Federation and the West Bank", ""},
        {"Umber Party Secretary Ida Moe", ""},
    };
    AUTO_VOCABULARY vocabulary = load_vocabulary();
    check(vocabulary, examples, COUNT_OF(examples), show_organizations);
}

static void calls_people_what_their_folder_calls_them(void **state)
{
    (void)state;
    static const struct example people[] = {
        {"Lars Ekeberg met Ida Moe and Milan Horak.", "Lars E. Ekeberg*2"},
    };
    static const struct example organizations[] = {
        {"the Umber Party and the Keral Party", "Keral Party*2"},
    };
    AUTO_VOCABULARY vocabulary = load_vocabulary();
    struct error error = ERROR_NONE;
    enum status status = vocabulary_add_aliases(vocabulary,
                                                TEXT("kind\tname\tbecomes\n"
                                                     "person\tLars Ekeberg\tLars E. Ekeberg\n"
                                                     "person\tMilan Horak\tLars E. Ekeberg\n"
                                                     "person\tida moe\t-\n"
                                                     "organization\tUmber Party\tKeral Party\n"),
                                                &error);
    assert_int_equal(status, STATUS_OK);
    check(vocabulary, people, COUNT_OF(people), show_people);
    check(vocabulary, organizations, COUNT_OF(organizations), show_organizations);
}

static void says_which_line_of_aliases_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *table;
        const char *message;
    } examples[] = {
        {"kind\tname\tbecomes\nship\tIda\tMoe\n",
         "line 2: kind 'ship' is not person or organization"},
        {"kind\tname\tbecomes\nperson\tIda\tMoe\nperson\tIDA\tX\n",
         "line 3: name 'IDA' is empty, too long, or stands twice"},
        {"kind\tname\tbecomes\nperson\tIda\t\n", "line 2: becomes is empty; - hides a name"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct error error = ERROR_NONE;
        AUTO_VOCABULARY fresh = load_vocabulary();
        assert_int_equal(vocabulary_add_aliases(fresh, text_of(examples[i].table), &error),
                         STATUS_INVALID);
        assert_string_equal(error.message, examples[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_people_by_what_stands_beside_them),
        cmocka_unit_test(knows_people_by_their_surnames),
        cmocka_unit_test(takes_other_names_for_no_people),
        cmocka_unit_test(finds_organizations),
        cmocka_unit_test(calls_people_what_their_folder_calls_them),
        cmocka_unit_test(says_which_line_of_aliases_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
