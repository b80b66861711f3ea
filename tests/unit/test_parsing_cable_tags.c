/* SPDX-License-Identifier: Apache-2.0 */
#include "header_reading.h"

#include "chancery/base/array.h"

/* Lines of TAGS, and the tags with the first letter of their kind. */
static const struct {
    const char *lines;
    const char *tags;
} lists[] = {
    {"TAGS: PREL PGOV KS\n", "PREL:s PGOV:s KS:c"},
    {"TAGS PREL, PGOV, KS\n", "PREL:s PGOV:s KS:c"},
    {"TAGS: PREL,PGOV,KS\n", "PREL:s PGOV:s KS:c"},
    {"TAGS: [PREL](#) [PGOV](/tag/PGOV_0.html) [KS](#)\n", "PREL:s PGOV:s KS:c"},
    {"TAGS: <a href='/tag/PREL_0.html'>PREL</a> <a href='/tag/KS_0.html'>KS</a>\n", "PREL:s KS:c"},
    {"tags: prel pgov ks\n", "PREL:s PGOV:s KS:c"},
    {"TAGS: PHUM, OPRC, OPRC, OPRC, IT\n", "PHUM:s OPRC:s IT:c"},
    {"TAG: PREL KS\n", "PREL:s KS:c"},
    {"TAGE: PREL KS\n", "PREL:s KS:c"},
    {"TAGES: PREL KS\n", "PREL:s KS:c"},
    {"TAGS; PREL KS\n", "PREL:s KS:c"},
    {"TAGS, PREL KS\n", "PREL:s KS:c"},
    {"TAS: PREL KS\n", "PREL:s KS:c"},
    {"TABS: PREL KS\n", "PREL:s KS:c"},
    {"TGS: PREL KS\n", "PREL:s KS:c"},
    {"AGS: PREL KS\n", "PREL:s KS:c"},
    {"PREL, PGOV, KS\n", "PREL:s PGOV:s KS:c"},
    /* Lines that go on. */
    {"TAGS: PREL, PGOV,\nKS\n", "PREL:s PGOV:s KS:c"},
    {"TAGS: TBIO SP\nEINV\n", "TBIO:s SP:c EINV:s"},
    {"TAGS: PREL\nSIPDIS\n", "PREL:s"},
    {"TAGS: PREL KS     CONFIDENTIAL  PAGE 02  OSLO 00077 151010Z\n", "PREL:s KS:c"},
    /* Persons. */
    {"TAGS: OVIP (CLINTON, HILLARY) PREL\n", "OVIP:s CLINTON, HILLARY:p PREL:s"},
    {"TAGS: OVIP (STEINBERG, JAMES B.), PREL\n", "OVIP:s STEINBERG, JAMES B.:p PREL:s"},
    {"TAGS: OVIP CLINTON HILLARY PREL\n", "OVIP:s CLINTON, HILLARY:p PREL:s"},
    /* Several words, signs inside, written together. */
    {"TAGS: HUMAN RIGHTS PREL\n", "HUMAN RIGHTS:p PREL:s"},
    {"TAGS: PREL COUNTER TERRORISM YM\n", "PREL:s COUNTER TERRORISM:p YM:c"},
    {"TAGS: UNGA/C-6 ZANU-PF BA'ATH\n", "UNGA/C-6:o ZANU-PF:o BA'ATH:o"},
    {"TAGS: ETRDEINVECINPGOVCS\n", "ETRD:s EINV:s ECIN:s PGOV:s CS:c"},
    {"TAGS: MASSMNUC PHUMBA\n", "MASS:s MNUC:s PHUM:s BA:c"},
    {"TAGS: PREL/PGOV/KS\n", "PREL:s PGOV:s KS:c"},
    {"TAGS: ECON E IND PGOV\n", "ECON:s EIND:s PGOV:s"},
    {"TAGS: PREL (SBU) AND KS\n", "PREL:s KS:c"},
    {"TAGS: N/A\n", ""},
    {"TAGS: QZQZQZQZ\n", "QZQZQZQZ:u"},
    {"TAGS: KDEM NATO EUN\n", "KDEM:p NATO:o EUN:o"},
};

static void reads_lists_of_tags(void **state)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text =
            arena_format(arena, HEADING CLASS_LINE ORDER_LINE "%sSUBJECT: LIGHT" FIRST_PARAGRAPH,
                         lists[i].lines);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        struct text shown = TEXT("");
        for (size_t j = 0; j < document.cable->tags.count; j++) {
            const struct cable_tag *tag = &document.cable->tags.items[j];
            shown = arena_format(arena, "%.*s%s%.*s:%c", TEXT_ARGUMENTS(shown), j > 0 ? " " : "",
                                 TEXT_ARGUMENTS(tag->tag), tag->kind.at[0]);
        }
        assert_text(shown, lists[i].tags);
        assert_text(document.cable->subject, "LIGHT");
    }
}

/* Geography tags are no ISO codes. */
static const struct {
    const char *tag;
    const char *country;
} countries[] = {
    {"CH", "CN"}, {"SZ", "CH"}, {"AU", "AT"}, {"AS", "AU"}, {"KS", "KR"},
    {"RS", "RU"}, {"GM", "DE"}, {"SP", "ES"}, {"SW", "SE"}, {"DA", "DK"},
    {"EI", "IE"}, {"LO", "SK"}, {"TU", "TR"}, {"XA", NULL},
};

static void knows_the_countries_of_geography_tags(void **state)
{
    for (size_t i = 0; i < COUNT_OF(countries); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
        struct text text = arena_format(
            arena, HEADING CLASS_LINE ORDER_LINE "TAGS: PREL %s\nSUBJECT: LIGHT" FIRST_PARAGRAPH,
            countries[i].tag);
        struct document document;
        (void)header_read(&document, text, *state, arena);
        assert_int_equal(document.cable->tags.count, 2);
        const struct cable_tag *tag = &document.cable->tags.items[1];
        assert_text(tag->kind, "country");
        assert_string_equal(header_shown(tag->country, arena),
                            countries[i].country ? countries[i].country : "-");
    }
}

static void reads_tags_without_a_vocabulary(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(HEADER_MEMORY_BYTES);
    struct document document;
    (void)header_read(&document,
                      TEXT(HEADING CLASS_LINE ORDER_LINE
                           "TAGS: PREL KDEM NATO KS\nSUBJECT: LIGHT" FIRST_PARAGRAPH),
                      NULL, arena);
    assert_text(document.id, "08OSLO77");
    assert_int_equal(document.cable->tags.count, 4);
    assert_text(document.cable->tags.items[0].kind, "subject");
    assert_text(document.cable->tags.items[1].kind, "program");
    assert_text(document.cable->tags.items[2].kind, "organization");
    assert_text(document.cable->tags.items[3].kind, "country");
    assert_null(document.cable->tags.items[3].label.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_lists_of_tags),
        cmocka_unit_test(knows_the_countries_of_geography_tags),
        cmocka_unit_test(reads_tags_without_a_vocabulary),
    };
    return cmocka_run_group_tests(tests, header_vocabulary_load, header_vocabulary_free);
}
