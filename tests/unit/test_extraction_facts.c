/* SPDX-License-Identifier: Apache-2.0 */
/* What is found in the words of paragraphs. Every sentence and person here is invented. */

#include <inttypes.h>
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/extraction/extract.h"
#include "chancery/model/vocabulary.h"
#include "timing.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)64 * 1024 * 1024)

static struct vocabulary *vocabulary;

static int load(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    enum status status = vocabulary_load(getenv("CHANCERY_VOCABULARY"), &vocabulary, &error);
    if (status) {
        print_message("%s\n", error.message);
    }
    return status ? -1 : 0;
}

static int unload(void **state)
{
    (void)state;
    vocabulary = vocabulary_free(vocabulary);
    return 0;
}

/* A document of one paragraph, which is all of its text. */
struct sample {
    struct document document;
    struct document_date date;
    struct cable cable;
    struct paragraph paragraph;
};

static void read_sample(struct sample *sample, const char *text, const char *date,
                        struct arena *arena)
{
    *sample = (struct sample){.document = {.text = text_of(text)}};
    sample->paragraph =
        (struct paragraph){.number = 1, .text = text_of(text), .span = {0, strlen(text)}};
    sample->document.paragraphs = (struct paragraphs){&sample->paragraph, 1, 1};
    if (date) {
        sample->date = (struct document_date){text_of(date), TEXT("minute"), TEXT("dtg")};
        sample->document.date = &sample->date;
    }
    sample->document.cable = &sample->cable;
    extract(&sample->document, vocabulary, arena);
}

/* What was found, as "text=value; text=value". */
typedef void show_facts(const struct document *document, struct buffer *out);

struct example {
    const char *text;
    const char *date;
    const char *facts;
};

static void check(const struct example *examples, size_t count, show_facts *show)
{
    for (size_t i = 0; i < count; i++) {
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        AUTO_BUFFER out = BUFFER_UP_TO(4096);
        struct sample sample;
        read_sample(&sample, examples[i].text, examples[i].date, arena);
        show(&sample.document, &out);
        buffer_add(&out, TEXT("."));
        struct text found = text_slice(buffer_text(&out), 0, out.length - 1);
        if (!text_equal(found, text_of(examples[i].facts))) {
            print_message("example %zu: %s\n  found    %.*s\n  expected %s\n", i, examples[i].text,
                          TEXT_ARGUMENTS(found), examples[i].facts);
        }
        assert_text(found, examples[i].facts);
        assert_false(arena_failed(arena));
    }
}

static void show(struct buffer *out, struct text text, struct text value)
{
    buffer_add_format(out, "%s%.*s=%.*s", out->length > 0 ? "; " : "", TEXT_ARGUMENTS(text),
                      TEXT_ARGUMENTS(value));
}

static void show_dates(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->dates.count; i++) {
        const struct date *date = &document->dates.items[i];
        assert_text(date->role, "event");
        assert_int_equal(date->paragraph, 1);
        struct text at =
            text_slice(document->text, date->span.start, date->span.end - date->span.start);
        assert_true(text_equal(at, date->text));
        struct text value = date->value.at ? date->value : date->partial;
        show(out, date->text, value.at ? value : date->precision);
    }
}

static void resolves_dates_against_the_day_of_the_document(void **state)
{
    (void)state;
    /* 2007-02-16 was a Friday, in week 7. */
    static const struct example examples[] = {
        {"They met on February 9.", "2007-02-16T08:22:00Z", "February 9=2007-02-09"},
        {"They met on December 20.", "2007-02-16", "December 20=2006-12-20"},
        {"They will meet on December 20.", "2007-02-16", "December 20=2007-12-20"},
        {"On March 1 she will speak.", "2007-02-16", "March 1=2007-03-01"},
        {"It was signed on 3 May 1998 in Oslo.", "2007-02-16", "3 May 1998=1998-05-03"},
        {"It was signed on May 3, 1998, in Oslo.", "2007-02-16", "May 3, 1998=1998-05-03"},
        {"The talks of Nov. 22, 2006 failed.", "2007-02-16", "Nov. 22, 2006=2006-11-22"},
        {"He spoke on the 5th of January.", "2007-02-16", "5th of January=2007-01-05"},
        {"The team will be there July 11-12.", "2007-02-16", "July 11-12=2007-07-11/2007-07-12"},
        {"The team will be there June 28 to July 2.", "2007-02-16",
         "June 28 to July 2=2007-06-28/2007-07-02"},
        {"The 29-30 June 2005 round failed.", "2007-02-16",
         "29-30 June 2005=2005-06-29/2005-06-30"},
        {"In January the office sent an officer.", "2007-02-16", "January=2007-01"},
        {"Since March 2005 nobody has come.", "2007-02-16", "March 2005=2005-03"},
        {"She came during his February visit.", "2007-02-16", "February=2007-02"},
        {"He resigned in 1998.", "2007-02-16", "1998=1998"},
        {"He said Tuesday that it was over.", "2007-02-16", "Tuesday=2007-02-13"},
        {"He said Friday that it was over.", "2007-02-16", "Friday=2007-02-16"},
        {"He left last Friday.", "2007-02-16", "last Friday=2007-02-09"},
        {"He will leave on Monday.", "2007-02-16", "Monday=2007-02-19"},
        {"It happened yesterday.", "2007-03-01", "yesterday=2007-02-28"},
        {"They meet later this week.", "2007-02-16", "later this week=2007-W07"},
        {"Last month nothing was said.", "2007-01-16", "Last month=2006-12"},
        {"It rained next year as last year.", "2007-01-16", "next year=2008; last year=2006"},
        {"Two weeks ago it rained.", "2007-02-16", "Two weeks ago=2007-W05"},
        {"The ship left on 2006-12-24.", "2007-02-16", "2006-12-24=2006-12-24"},
        {"The ship left on 12/24/2006.", "2007-02-16", "12/24/2006=2006-12-24"},
        {"He goes in the next few weeks.", "2007-02-16", "in the next few weeks=vague"},
    };
    check(examples, COUNT_OF(examples), show_dates);
}

static void leaves_open_what_the_text_does_not_say(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"They met on April 2.", NULL, "April 2=--04-02"},
        {"They met last year.", NULL, "last year=year"},
        {"They met in May.", NULL, "May=--05"},
        {"They met on Tuesday.", NULL, "Tuesday=day"},
        {"The ship left on 03/04/05.", "2007-02-16", ""},
        {"The ship left on 03/04/2005.", "2007-02-16", ""},
        {"They met on February 30.", "2007-02-16", ""},
        {"It may march on.", "2007-02-16", ""},
        {"He paid for 2000 boats and 1500 nets.", "2007-02-16", ""},
        {"The 1990s were long.", "2007-02-16", ""},
        {"See para 4 and the 12 others.", "2007-02-16", ""},
        {"April Vale said nothing.", "2007-02-16", ""},
    };
    check(examples, COUNT_OF(examples), show_dates);
}

static void show_countries(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->countries.count; i++) {
        const struct country *country = &document->countries.items[i];
        for (size_t j = 0; j < country->mentions.count; j++) {
            show(out, country->mentions.items[j].text, country->code);
        }
        for (size_t j = 0; j < country->derived.count; j++) {
            buffer_add_format(out, "; %.*s<%.*s", TEXT_ARGUMENTS(country->derived.items[j]),
                              TEXT_ARGUMENTS(country->code));
        }
    }
}

static void tells_countries_that_are_named_from_those_pointed_to(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"South Korean and North Korea's envoys met.", NULL, "South Korean=KR; North Korea=KP"},
        {"A ROK-Japan-U.S.-Finland meeting.", NULL, "ROK=KR; Japan=JP; U.S.=US; Finland=FI"},
        {"Russo-North Korean trade.", NULL, "Russo=RU; North Korean=KP"},
        {"Give us the paper; the US wants it.", NULL, "US=US"},
        {"They polish it with Polish oil.", NULL, "Polish=PL"},
        {"Korea will come.", NULL, ""},
        {"The ROK said that Korea will come.", NULL, "ROK=KR; Korea=KR"},
        {"The ROK and the DPRK say that Korea is one.", NULL, "ROK=KR; DPRK=KP"},
        {"Georgia said no.", NULL, ""},
        {"Georgia said no, and Tbilisi stayed quiet.", NULL, "Georgia=GE; Tbilisi<GE"},
        {"Latin American states met.", NULL, ""},
        {"The ROKG agreed.", NULL, "; ROKG<KR"},
        {"The KS and EZ codes.", NULL, ""},
        {"The Organization of American States met.", NULL, ""},
        {"Papua New Guinea and Guinea-Bissau.", NULL, "Papua New Guinea=PG; Guinea-Bissau=GW"},
        {"GIVE US A DAY, CHINA SAID.", NULL, "CHINA=CN"},
    };
    check(examples, COUNT_OF(examples), show_countries);
}

static void show_places(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->places.count; i++) {
        const struct place *place = &document->places.items[i];
        assert_true(place->mentions.count > 0);
        show(out, place->name, place->country.at ? place->country : place->kind);
    }
}

static void finds_places(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"They met in Oslo and SEOUL.", NULL, "Oslo=NO; Seoul=KR"},
        {"The Oslo conference and the Ottawa process.", NULL, "Oslo=NO"},
        {"The Geneva Convention was cited.", NULL, ""},
        {"Ida London spoke in London.", NULL, "London=GB"},
        {"They fished in the Black Sea near the Kesra River.", NULL,
         "Black Sea=water; Kesra River=water"},
        {"He lives in the village of Umbrel.", NULL, "Umbrel=city"},
        {"The ZEPO headquarters in Brussels burned.", NULL, "ZEPO headquarters=BE; Brussels=BE"},
        {"The border is open, and the city too.", NULL, ""},
        {"The North Atlantic Council met.", NULL, ""},
    };
    check(examples, COUNT_OF(examples), show_places);
}

static void show_money(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->money.count; i++) {
        const struct money *money = &document->money.items[i];
        struct text at =
            text_slice(document->text, money->span.start, money->span.end - money->span.start);
        assert_true(text_equal(at, money->text));
        buffer_add_format(out, "%s%.*s=%" PRId64 " %.*s%s", out->length > 0 ? "; " : "",
                          TEXT_ARGUMENTS(money->text), money->amount,
                          TEXT_ARGUMENTS(money->currency), money->currency_stated ? "!" : "");
        if (money->purpose.at) {
            buffer_add_format(out, " (%.*s)", TEXT_ARGUMENTS(money->purpose));
        }
    }
}

static void finds_sums_of_money(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"A $2 billion aid package.", NULL, "$2 billion=2000000000 USD (aid package)"},
        {"It cost US$1,500.", NULL, "US$1,500=1500 USD!"},
        {"It cost USD 13 billion.", NULL, "USD 13 billion=13000000000 USD!"},
        {"It cost EUR 3.5 million.", NULL, "EUR 3.5 million=3500000 EUR!"},
        {"They gave 3 million euros to it.", NULL, "3 million euros=3000000 EUR!"},
        {"They gave 20 billion won.", NULL, "20 billion won=20000000000 KRW!"},
        {"They gave half a billion dollars.", NULL, "half a billion dollars=500000000 USD!"},
        {"They gave $40-50 million.", NULL, "$40-50 million=40000000 USD"},
        {"They gave $3 million-$5 million.", NULL, "$3 million-$5 million=3000000 USD"},
        {"They gave 5 million Canadian dollars.", NULL, "5 million Canadian dollars=5000000 "},
        {"They won 20 seats, and 5 won again.", NULL, ""},
        {"Under 1.4 (b), 50 percent of 3 million people.", NULL, ""},
    };
    check(examples, COUNT_OF(examples), show_money);
}

static void show_acronyms(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->acronyms.count; i++) {
        const struct acronym *acronym = &document->acronyms.items[i];
        assert_true(acronym->in_text);
        show(out, acronym->acronym, acronym->expansion);
    }
}

static void finds_acronyms_that_the_text_explains(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"The Ministry of Harbors and Light (MHL) met.", NULL, "MHL=Ministry of Harbors and Light"},
        {"The Ministry of Foreign Affairs and Trade,s (MOFAT) desk.", NULL,
         "MOFAT=Ministry of Foreign Affairs and Trade"},
        {"About the Republic of Korea (ROK) and more.", NULL, "ROK=Republic of Korea"},
        {"The ban on cluster munitions (CM) holds.", NULL, "CM=cluster munitions"},
        {"The Convention on Certain Conventional Weapons (CCW) holds.", NULL,
         "CCW=Convention on Certain Conventional Weapons"},
        {"The Office of Fjord Lights (OFL) met.", NULL, "OFL=Office of Fjord Lights"},
        {"The FLO (Fjord Lighthouse Office) met.", NULL, "FLO=Fjord Lighthouse Office"},
        {"A disagreement within the club (sic) and a paper (EU).", NULL, ""},
        {"He came from Oslo (NATO) by ship.", NULL, ""},
    };
    check(examples, COUNT_OF(examples), show_acronyms);
}

static void show_symbols(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->office_symbols.count; i++) {
        const struct office_symbol *symbol = &document->office_symbols.items[i];
        show(out, symbol->symbol, symbol->meaning);
    }
}

static void finds_office_symbols(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"The DCM and EAP/K Director called.", NULL,
         "DCM=Deputy Chief of Mission; EAP/K=Office of Korean Affairs"},
        {"Two poloffs and Poloff came.", NULL, "poloff=Political Officer"},
        {"Das Haus: the fm radio, a pol and a charge.", NULL, ""},
        {"The MFA and the USG agreed.", NULL, ""},
        {"XYZ/DCM is no office we know.", NULL, ""},
    };
    check(examples, COUNT_OF(examples), show_symbols);
}

static void show_requests(const struct document *document, struct buffer *out)
{
    for (size_t i = 0; i < document->action_requests.count; i++) {
        const struct action_request *request = &document->action_requests.items[i];
        show(out, request->asker, request->addressee);
        buffer_add_format(out, " [%.*s] (%.*s)", TEXT_ARGUMENTS(request->text),
                          TEXT_ARGUMENTS(request->deadline));
    }
}

static void finds_requests_for_action(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Action Request: Post requests that Department send a boat as soon as possible. End.",
         NULL,
         "Post=Department [Post requests that Department send a boat as soon as possible.] (as "
         "soon as possible)"},
        {"Embassy would appreciate guidance by March 3.", NULL,
         "Embassy= [Embassy would appreciate guidance by March 3.] (by March 3)"},
        {"The Department is requested to reply.", NULL,
         "=Department [The Department is requested to reply.] ()"},
        {"Kim asked that poloffs convey it. The minister requests a boat.", NULL, ""},
        {"Post is quiet. The post office is closed.", NULL, ""},
    };
    check(examples, COUNT_OF(examples), show_requests);
}

static void points_into_the_document_where_a_paragraph_was_cleaned(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    const char *text =
        "1. (C) They met in\nCONFIDENTIAL\nPAGE 02\nOs-\nlo and paid $5 mil-\nlion.\n";
    struct sample sample = {.document = {.text = text_of(text)}};
    sample.paragraph = (struct paragraph){.number = 1,
                                          .text = TEXT("They met in Oslo and paid $5 million."),
                                          .span = {7, strlen(text) - 1}};
    sample.document.paragraphs = (struct paragraphs){&sample.paragraph, 1, 1};
    extract(&sample.document, vocabulary, arena);
    assert_int_equal(sample.document.places.count, 1);
    struct span span = sample.document.places.items[0].mentions.items[0].span;
    assert_text(text_slice(sample.document.text, span.start, span.end - span.start), "Os-\nlo");
    assert_int_equal(sample.document.money.count, 1);
    span = sample.document.money.items[0].span;
    assert_text(text_slice(sample.document.text, span.start, span.end - span.start),
                "$5 mil-\nlion");
}

static const char full_text[] =
    "On January 23 the DCM met ZEPO headquarters in Oslo. The Ministry of Light (MOL) gave $5 "
    "million to South Korea last week. Post requests that Department reply by March 3. Georgia, "
    "the city of Umbrel and the Kesra River are far.";

static void survives_every_prefix(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof(full_text); length++) {
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        char *copy = arena_copy(arena, (struct text){full_text, length});
        struct sample sample;
        read_sample(&sample, copy, "2007-02-16", arena);
        assert_false(arena_failed(arena));
    }
}

static void survives_every_want_of_memory(void **state)
{
    (void)state;
    bool is_done = false;
    for (size_t bytes = 1; bytes < MEMORY_BYTES && !is_done; bytes += 61) {
        AUTO_ARENA arena = arena_new(bytes);
        struct sample sample;
        read_sample(&sample, full_text, "2007-02-16", arena);
        is_done = !arena_failed(arena);
        assert_true(!is_done || sample.document.dates.count == 3);
    }
    assert_true(is_done);
}

/* The time that count copies of a text take, in microseconds. */
static int64_t time_of(const char *text, size_t count)
{
    AUTO_ARENA arena = arena_new(MEMORY_BYTES * 8);
    size_t length = strlen(text);
    char *whole = arena_take(arena, count * length + 1);
    assert_non_null(whole);
    for (size_t i = 0; i < count; i++) {
        memcpy(whole + i * length, text, length);
    }
    struct sample sample;
    int64_t start = timing_thread_us();
    read_sample(&sample, whole, "2007-02-16", arena);
    return timing_thread_us() - start;
}

static void takes_twice_the_time_for_twice_the_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        full_text, "Korea ", "(ABC ", "A/B-", "$1-", "in the last ", "Kesra River of ", "Aa Bb ",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        EXAMPLE(i);
        size_t count = 200000 / strlen(texts[i]);
        (void)time_of(texts[i], count);
        int64_t once = time_of(texts[i], count);
        int64_t fourfold = time_of(texts[i], count * 4);
        /* A quadratic pass would take 16 times as long; the machine is shared, so be generous. */
        assert_true(fourfold < 10 * once + 20000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves_dates_against_the_day_of_the_document),
        cmocka_unit_test(leaves_open_what_the_text_does_not_say),
        cmocka_unit_test(tells_countries_that_are_named_from_those_pointed_to),
        cmocka_unit_test(finds_places),
        cmocka_unit_test(finds_sums_of_money),
        cmocka_unit_test(finds_acronyms_that_the_text_explains),
        cmocka_unit_test(finds_office_symbols),
        cmocka_unit_test(finds_requests_for_action),
        cmocka_unit_test(points_into_the_document_where_a_paragraph_was_cleaned),
        cmocka_unit_test(survives_every_prefix),
        cmocka_unit_test(survives_every_want_of_memory),
        cmocka_unit_test(takes_twice_the_time_for_twice_the_text),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
