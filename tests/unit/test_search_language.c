/* SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "chancery/base/array.h"
#include "chancery/index/builder.h"
#include "chancery/search/query_parser.h"
#include "chancery/search/search.h"

/* What people type, against one cable and one news report: which of the two it finds. */

#define CABLE 1
#define NEWS  2

static struct cable_tag tags[] = {{.tag = {"PARM", 4}}, {.tag = {"NO", 2}, .country = {"NO", 2}}};
static struct cable_addressee to[] = {{.name = {"SECSTATE WASHDC", 15}}};
static struct cable_addressee info[] = {
    {.name = {"SECDEF WASHINGTON DC", 20}, .office = {"OSD/ISA", 7}}};
static struct cable_from from = {.name = {"AMEMBASSY SEOUL", 15}, .station = {"SEOUL", 5}};
static struct reference references[] = {
    {.raw = {"SECSTATE 006667", 15}, .id = {"07STATE6667", 11}}};
static struct paragraph cable_paragraphs[] = {
    {.mark = {"C", 1}, .voice = {"report", 6}},
    {.mark = {"U", 1}, .voice = {"comment", 7}},
};
static struct document_date cable_date = {.value = {"2007-02-16T08:22:00Z", 20},
                                          .precision = {"minute", 6}};
static struct person people[] = {{.name = {"Kim Chang-sik", 13}}};
static struct text captions[] = {{"SIPDIS", 6}};
static struct text signers[] = {{"VERSHBOW", 8}};
static struct cable_classifier others[] = {{.name = {"Jane Q. Doe", 11}, .title = {"DCM", 3}}};
static struct cable_classified_by classified_by = {
    .name = {"Joseph Y. Yun", 13}, .title = {"A/DCM", 5}, .others = {others, 1, 1}};
static struct cable_office distribution[] = {{.office = {"INR", 3}, .copies = 10}};
static struct text authors[] = {{"Kari Nordmann", 13}};
static struct news news = {
    .publication = {"The Fjord Herald", 16}, .authors = {authors, 1, 1}, .source = {"NTB", 3}};
static struct office_symbol symbols[] = {{.symbol = {"POLMIL", 6}}};
static struct cable cable = {
    .captions = {captions, 1, 1},
    .signed_by = {signers, 1, 1},
    .classified_by = &classified_by,
    .distribution = {distribution, 1, 1},
    .classification = {"CONFIDENTIAL", 12},
    .station = {"SEOUL", 5},
    .mrn = {"07 SEOUL 487", 12},
    .from = &from,
    .to = {to, 1, 1},
    .info = {info, 1, 1},
    .tags = {tags, 2, 2},
};
static struct document documents[] = {
    {
        .id = {"07SEOUL487", 10},
        .kind = {"cable", 5},
        .date = &cable_date,
        .cable = &cable,
        .references = {references, 1, 1},
        .people = {people, 1, 1},
        .office_symbols = {symbols, 1, 1},
        .paragraphs = {cable_paragraphs, 2, 2},
    },
    {.id = {"news-00112233aabb", 17}, .kind = {"news", 4}, .news = &news},
};
static struct paragraph news_paragraphs[1];

static void write_documents(void)
{
    documents[0].title = text_of("ROK\u2019s view on CLUSTER MUNITIONS");
    cable_paragraphs[0].text =
        text_of("The U.S. Embassy said cooperating on pol-mil affairs was the Ministry,s aim. "
                "O\u2019Brien agreed; see message 000487 of 1.4(b).");
    cable_paragraphs[1].text =
        text_of("A ban looks far away. The caf\u00e9 was \u201cclosed\u201d.");
    documents[1].title = text_of("Oslo conference opens");
    news_paragraphs[0].text = text_of("A politico-military ban was discussed with us in Oslo. "
                                      "Cooperation grew.");
    documents[1].paragraphs.items = news_paragraphs;
    documents[1].paragraphs.count = 1;
}

static const struct example {
    const char *query;
    unsigned found; /* CABLE and NEWS added up */
} examples[] = {
    /* Words, forms, accents, case. */
    {"cooperation", CABLE + NEWS},
    {"COOPERATES", CABLE + NEWS},
    {"=cooperation", NEWS},
    {"\"cooperating\"", CABLE},
    {"cafe", CABLE},
    {"caf\u00e9", CABLE},
    {"coop*", CABLE + NEWS},
    {"cooperati*", CABLE + NEWS},
    {"cooperatin*", CABLE},
    /* Apostrophes, dots, hyphens, numbers. */
    {"rok", CABLE},
    {"rok's", CABLE},
    {"ministry", CABLE},
    {"O'Brien", CABLE},
    {"obrien", CABLE},
    {"U.S. embassy", CABLE},
    {"\"US Embassy\"", CABLE},
    {"US", CABLE + NEWS}, /* the pronoun too */
    {"pol-mil", CABLE},
    {"polmil", CABLE},
    {"\"pol mil\"", CABLE},
    {"\"pol-mil affairs\"", CABLE},
    {"politicomilitary", NEWS},
    {"message 487", CABLE},
    {"\"message 0487\"", CABLE},
    {"1.4", CABLE},
    /* A letter or two away. */
    {"munisions~", CABLE},
    {"munition~", CABLE},
    {"municipal~", 0},
    {"osla~", NEWS},
    {"osl~", CABLE + NEWS}, /* OSD too */
    {"oosloo~", NEWS},
    {"oslooo~", NEWS},
    {"uslu~", 0},
    {"cla\u00f6sed~", CABLE},
    {"person:chan~", CABLE},
    {"person:\"kim chang sk\"", 0},
    /* Stars anywhere. */
    {"co*op*", CABLE + NEWS},
    {"co*x*", 0},
    {"coop*ing", CABLE},
    {"*operation", NEWS},
    {"c*s*er", CABLE},
    {"pol*mil", CABLE},
    {"*", CABLE + NEWS}, /* stands for nothing, and is mended away */
    {"id:07*487", CABLE},
    {"id:07*488", 0},
    {"id:07*", CABLE},
    {"id:7*", CABLE},
    {"07st*", 0},
    {"message 0048*", CABLE},
    {"004*7", 0},
    {"tag:P*M", CABLE},
    {"to:sec*te", CABLE},
    /* Phrases, operators. */
    {"\"cluster munitions\"", CABLE},
    {"\"munitions cluster\"", 0},
    {"\"cluster far\"", 0}, /* not across title and body */
    {"ban -oslo", CABLE},
    {"ban NOT oslo", CABLE},
    {"cluster | conference", CABLE + NEWS},
    {"ban AND (cluster OR oslo)", CABLE + NEWS},
    {"-ban", 0},
    {"ban NEAR/1 looks", CABLE},
    {"ban NEAR/1 far", CABLE},
    {"ban NEAR/5 closed", 0},
    {"ban NEAR/6 closed", CABLE},
    {"\"ban far\"~1", CABLE},
    {"\"far ban\"~5", 0},
    {"ban SENTENCE away", CABLE},
    {"ban SENTENCE closed", 0},
    {"ban PARAGRAPH closed", CABLE},
    {"ban PARAGRAPH embassy", 0},
    {"(ban away) SENTENCE far", CABLE},
    {"(ban closed) SENTENCE far", 0},
    {"(ban OR embassy) SENTENCE said", CABLE},
    {"ban PARAGRAPH (NOT far)", NEWS},
    {"ban SENTENCE (NOT closed)", CABLE + NEWS},
    {"(NOT far) SENTENCE ban", NEWS},
    {"mark:U PARAGRAPH ban", CABLE},
    {"ban PARAGRAPH mark:C", 0},
    {"mark:U ban", CABLE},
    {"voice:comment PARAGRAPH ban", CABLE},
    {"voice:report PARAGRAPH ban", 0},
    {"mark:U NEAR/1 ban", CABLE},
    {"(mark:C OR mark:U) PARAGRAPH embassy", CABLE},
    {"(mark:U embassy) PARAGRAPH said", 0},
    {"(mark:C embassy) PARAGRAPH said", CABLE},
    {"ban PARAGRAPH (NOT mark:U)", NEWS},
    {"ban PARAGRAPH tag:PARM", CABLE},
    {"ban SENTENCE date:undated", NEWS},
    /* Fields. */
    {"title:cluster", CABLE},
    {"title:ban", 0},
    {"body:cluster", 0},
    {"title:(oslo OR cluster)", CABLE + NEWS},
    {"tag:PARM", CABLE},
    {"tag:parm", CABLE},
    {"tag:PAR*", CABLE},
    {"tag:PAR", 0},
    {"classification:confidential", CABLE},
    {"classification:C", CABLE},
    {"mark:U", CABLE},
    {"mark:S", 0},
    {"voice:comment", CABLE},
    {"from:seoul", CABLE},
    {"from:\"AMEMBASSY SEOUL\"", CABLE},
    {"from:amembassy", CABLE},
    {"to:secstate", CABLE},
    {"to:seoul", 0},
    {"info:washington", CABLE},
    {"info:OSD", CABLE},
    {"station:seoul", CABLE},
    {"kind:news", NEWS},
    {"id:07SEOUL*", CABLE},
    {"id:07SEOUL487", CABLE},
    {"id:07SEOUL48", 0},
    {"id:\"07 SEOUL 000487\"", CABLE},
    {"ref:\"SECSTATE 6667\"", CABLE},
    {"ref:07STATE6667", CABLE},
    {"person:\"Kim Chang-sik\"", CABLE},
    {"person:kim", CABLE},
    {"country:NO", CABLE},
    {"caption:sipdis", CABLE},
    {"signed_by:vershbow", CABLE},
    {"signed_by:Vershbo~", CABLE},
    {"classified_by:yun", CABLE},
    {"classified_by:\"Jane Q. Doe\"", CABLE},
    {"classified_by:DCM", CABLE},
    {"office:INR", CABLE},
    {"office:\"OSD/ISA\"", CABLE},
    {"office:polmil", CABLE},
    {"author:nordmann", NEWS},
    {"publication:herald", NEWS},
    {"publication:NTB", NEWS},
    {"publication:sipdis", 0},
    {"date:2007-02", CABLE},
    {"date:2007-02-16", CABLE},
    {"date:2008", 0},
    {"date:2006..2007", CABLE},
    {"date:undated", NEWS},
    /* Header words are found, but by no field of theirs. */
    {"secdef", CABLE},
    {"6667", CABLE},
    /* What says nothing takes nothing away. */
    {"", CABLE + NEWS},
    {"cluster ...", CABLE},
};

static unsigned found_by(const struct search_source *source, const char *typed)
{
    AUTO_ARENA arena = arena_new(1 << 20);
    struct parsed_query parsed;
    struct error error = ERROR_NONE;
    struct search_hits *hits = NULL;
    assert_int_equal(query_parse(text_of(typed), arena, &parsed, &error), STATUS_OK);
    struct search_request request = {.query = parsed.root};
    assert_int_equal(search_find(source, &request, arena, &hits, &error), STATUS_OK);
    unsigned found = 0;
    for (size_t i = 0; i < search_count(hits); i++) {
        found += (unsigned)index_document_key(source->index, search_hit_at(hits, i).document);
    }
    return found;
}

static void finds_what_people_mean(void **state)
{
    (void)state;
    write_documents();
    AUTO_INDEX_BUILDER builder = index_builder_new();
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(index_builder_add(builder, &documents[0], CABLE, &error), STATUS_OK);
    assert_int_equal(index_builder_add(builder, &documents[1], NEWS, &error), STATUS_OK);
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct search_source source = {.index = index};
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        unsigned found = found_by(&source, examples[i].query);
        if (found != examples[i].found) {
            fail_msg("'%s' finds %u, not %u", examples[i].query, found, examples[i].found);
        }
    }
}

/* A prefix that stands for more words than we look at is cut to the most frequent, and says so. */
static void notes_prefixes_that_stand_for_too_much(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 26);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    struct document document = {.id = TEXT("08OSLO1")};
    for (int i = 0; i < SEARCH_EXPANSIONS_MAX + 1; i += 1024) {
        struct paragraph *paragraph = LIST_ADD(arena, &document.paragraphs);
        assert_non_null(paragraph);
        char *bytes = arena_take(arena, 1024 * 8);
        assert_non_null(bytes);
        for (int k = 0; k < 1024; k++) {
            struct text word = arena_format(arena, "x%06d ", i + k);
            memcpy(bytes + k * 8, word.at, 8);
        }
        paragraph->text = (struct text){bytes, 1024 * 8};
    }
    assert_int_equal(index_builder_add(builder, &document, 1, &error), STATUS_OK);
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct search_source source = {.index = index};
    struct query_node prefix = {
        .kind = QUERY_TERM, .text = TEXT("x"), .prefix = true, .span = {3, 5}};
    struct search_request request = {.query = &prefix};
    struct search_hits *hits = NULL;
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_OK);
    assert_int_equal(search_count(hits), 1);
    assert_int_equal(search_notes(hits)->count, 1);
    assert_text(search_notes(hits)->items[0].code, "too_many_words");
    assert_text(search_notes(hits)->items[0].detail,
                "This stands for 66560 words; the 65536 most frequent were searched for.");
    assert_int_equal(search_notes(hits)->items[0].span.start, 3);
    prefix.text = TEXT("x00");
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_OK);
    assert_int_equal(search_count(hits), 1);
    assert_int_equal(search_notes(hits)->count, 0);
}

static void keeps_the_most_frequent_words_of_many(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(1 << 26);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    static struct paragraph paragraphs[] = {
        {.text = {"pact", 4}}, {.text = {"pace pack pact", 14}}, {.text = {"pact pact", 9}}};
    for (int i = 0; i < 3; i++) {
        struct document document = {.id = arena_format(arena, "08OSLO%d", i),
                                    .paragraphs = {&paragraphs[i], 1, 1}};
        assert_int_equal(index_builder_add(builder, &document, i, &error), STATUS_OK);
    }
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct search_source source = {.index = index};
    struct query_node shape = {.kind = QUERY_TERM, .text = TEXT("p*c"), .prefix = true};
    shape.wildcard = true;
    struct search_request request = {.query = &shape, .limits = {.expansions = 1}};
    struct search_hits *hits = NULL;
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_OK);
    assert_int_equal(search_count(hits), 3); /* pact alone is in all of them */
    assert_text(search_notes(hits)->items[0].detail,
                "This stands for 3 words; the 1 most frequent were searched for.");
}

static void says_which_part_of_a_query_took_too_long(void **state)
{
    (void)state;
    write_documents();
    AUTO_ARENA arena = arena_new(1 << 20);
    AUTO_INDEX_BUILDER builder = index_builder_new();
    AUTO_INDEX index = NULL;
    struct error error = ERROR_NONE;
    assert_int_equal(index_builder_add(builder, &documents[0], CABLE, &error), STATUS_OK);
    assert_int_equal(index_builder_freeze(builder, &index, &error), STATUS_OK);
    struct search_source source = {.index = index};
    struct query_node ban = {.kind = QUERY_TERM, .text = TEXT("ban")};
    struct search_request request = {.query = &ban, .limits = {.find_us = 1}};
    struct search_hits *hits = NULL;
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_UNAVAILABLE);
    assert_string_equal(error.message, "the query took longer than 0 ms; the dear part was ban");
    request.limits.find_us = INT64_C(60) * 1000 * 1000;
    assert_int_equal(search_find(&source, &request, arena, &hits, &error), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_people_mean),
        cmocka_unit_test(notes_prefixes_that_stand_for_too_much),
        cmocka_unit_test(keeps_the_most_frequent_words_of_many),
        cmocka_unit_test(says_which_part_of_a_query_took_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
