/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/file.h"
#include "chancery/registry/file.h"
#include "temporary.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

static struct arena *arena;

static void write_bytes(const char *path, struct text bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

/* --- documents ---------------------------------------------------------------------------- */

/* Who or what one document names. kind is p (person), s (signer) or o (organization). */
struct naming {
    int document;
    char kind;
    const char *name;
    const char *of; /* affiliation of a person, country of an organization */
    const char *acronym;
};

static struct document *document_of(int number)
{
    struct document *document = arena_take(arena, sizeof(*document));
    document->id = arena_format(arena, "08OSLO%d", number);
    document->date = arena_take(arena, sizeof(*document->date));
    document->date->value = arena_format(arena, "2008-01-%02d", number);
    document->cable = arena_take(arena, sizeof(*document->cable));
    document->cable->station = TEXT("OSLO");
    return document;
}

static struct text text_or_none(const char *string)
{
    return string ? text_of(string) : TEXT_NONE;
}

static void name(struct document *document, const struct naming *naming)
{
    if (naming->kind == 'o') {
        struct organization *organization = LIST_ADD(arena, &document->organizations);
        organization->name = text_of(naming->name);
        organization->country = text_or_none(naming->of);
        organization->acronym = text_or_none(naming->acronym);
        return;
    }
    struct person *person = LIST_ADD(arena, &document->people);
    person->name = text_of(naming->name);
    person->affiliation = text_or_none(naming->of);
    person->function = naming->kind == 's' ? TEXT("signer") : TEXT("interlocutor");
}

/* The registry of documents 1 to the last that is named; keys are ten times the number. */
static struct registry *registry_of(const struct naming *namings, size_t count)
{
    struct error error = ERROR_NONE;
    struct registry *registry = NULL;
    struct registry_builder *builder = registry_builder_new();
    assert_non_null(builder);
    for (int number = 1; number <= namings[count - 1].document; number++) {
        struct document *document = document_of(number);
        for (size_t i = 0; i < count; i++) {
            if (namings[i].document == number) {
                name(document, &namings[i]);
            }
        }
        assert_int_equal(registry_builder_add(builder, document, number * 10, &error), STATUS_OK);
    }
    assert_int_equal(registry_builder_freeze(builder, &registry, &error), STATUS_OK);
    (void)registry_builder_free(builder);
    return registry;
}

/* "id:documents" of every entry of a kind, in its order. */
static struct text print(const struct registry *registry, enum registry_kind kind)
{
    struct registry_range range = registry_entries(registry, kind);
    struct text printed = TEXT("");
    for (uint32_t i = range.first; i < range.end; i++) {
        struct registry_entry entry = registry_entry(registry, i);
        printed = arena_format(arena, "%.*s%s%.*s:%u", TEXT_ARGUMENTS(printed),
                               printed.length > 0 ? " " : "", TEXT_ARGUMENTS(entry.id),
                               entry.document_count);
    }
    return printed;
}

/* --- joining ------------------------------------------------------------------------------ */

#define NAMINGS_MAX 5

static const struct example {
    struct naming namings[NAMINGS_MAX];
    size_t count;
    enum registry_kind kind;
    const char *entries;
} examples[] = {
    /* A full name is one person, however its hyphens and accents are written. */
    {{{1, 'p', "Han Seo-yeon", NULL, NULL},
      {2, 'p', "Han Seoyeon", NULL, NULL},
      {3, 'p', "HAN SEO YEON", NULL, NULL}},
     3,
     REGISTRY_PERSON,
     "han-seo-yeon:3"},
    /* A surname alone is nobody beyond its document. */
    {{{1, 'p', "Han", NULL, NULL}, {2, 'p', "Han", NULL, NULL}},
     2,
     REGISTRY_PERSON,
     "han-08oslo1:1 han-08oslo2:1"},
    /* With the same body it is the one who has the fuller name there. */
    {{{1, 'p', "Han Seo-yeon", "Harbor Office", NULL}, {2, 'p', "Han", "Harbor Office", NULL}},
     2,
     REGISTRY_PERSON,
     "han-seo-yeon:2"},
    /* With another body it is not. */
    {{{1, 'p', "Han Seo-yeon", "Harbor Office", NULL}, {2, 'p', "Han", "Lighthouse Board", NULL}},
     2,
     REGISTRY_PERSON,
     "han-lighthouse-board:1 han-seo-yeon:1"},
    /* Nor when two of that body bear it. */
    {{{1, 'p', "Han Seo-yeon", "Harbor Office", NULL},
      {2, 'p', "Han Ji-ho", "Harbor Office", NULL},
      {3, 'p', "Han", "Harbor Office", NULL}},
     3,
     REGISTRY_PERSON,
     "han-harbor-office:1 han-ji-ho:1 han-seo-yeon:1"},
    /* An initial is less than a name, and only with the same body one of it. */
    {{{1, 'p', "Ada Q. Brook", "Harbor Office", NULL},
      {2, 'p', "Ada Brook", "Harbor Office", NULL},
      {3, 'p', "A. Brook", "Lighthouse Board", NULL}},
     3,
     REGISTRY_PERSON,
     "ada-q-brook:2 a-brook:1"},
    /* Who signs at a post is one person there. */
    {{{1, 's', "BROOK", NULL, NULL},
      {2, 's', "BROOK", NULL, NULL},
      {3, 's', "Ada Brook", NULL, NULL}},
     3,
     REGISTRY_PERSON,
     "ada-brook:3"},
    /* A double name is a surname still, and so is one with a particle. */
    {{{1, 's', "BROOK-LEE", NULL, NULL},
      {2, 's', "Ada Brook-Lee", NULL, NULL},
      {3, 'p', "Brook-Lee", NULL, NULL},
      {4, 's', "VAN DELL", NULL, NULL}},
     4,
     REGISTRY_PERSON,
     "ada-brook-lee:2 brook-lee-08oslo3:1 van-dell-oslo:1"},
    /* An acronym is what it was explained as, in one country. */
    {{{1, 'o', "Harbor Licensing Office", "NO", "HLO"},
      {2, 'o', "HLO", "NO", NULL},
      {3, 'o', "HLO", "PT", NULL}},
     3,
     REGISTRY_ORGANIZATION,
     "harbor-licensing-office-no:2 hlo-pt:1"},
    /* Every country has a ministry; the Lantern Society is one. */
    {{{1, 'o', "Ministry of Harbors", "NO", NULL},
      {2, 'o', "Ministry of Harbors", NULL, NULL},
      {3, 'o', "Lantern Society", "NO", NULL},
      {4, 'o', "the Lantern Society", NULL, NULL}},
     4,
     REGISTRY_ORGANIZATION,
     "lantern-society-no:2 ministry-of-harbors:1 ministry-of-harbors-no:1"},
};

static void joins_names_only_with_evidence(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        struct registry *registry = registry_of(examples[i].namings, examples[i].count);
        struct text printed = print(registry, examples[i].kind);
        if (!text_equal(printed, text_of(examples[i].entries))) {
            fail_msg("example %zu: expected %s, got %.*s", i, examples[i].entries,
                     TEXT_ARGUMENTS(printed));
        }
        (void)registry_free(registry);
    }
}

static void says_why_a_spelling_was_joined(void **state)
{
    (void)state;
    static const struct naming namings[] = {{1, 'p', "Han Seo-yeon", "Harbor Office", NULL},
                                            {2, 'p', "Han", "Harbor Office", NULL}};
    struct registry *registry = registry_of(namings, COUNT_OF(namings));
    uint32_t entry = registry_entry_find(registry, REGISTRY_PERSON, TEXT("Han-Seo-Yeon"));
    assert_int_not_equal(entry, REGISTRY_NONE);
    assert_int_equal(registry_spelling_count(registry, entry), 2);
    struct registry_spelling bare = registry_spelling(registry, entry, 1);
    assert_true(text_equal(bare.text, TEXT("Han")));
    assert_true(bare.is_joined);
    assert_int_equal(bare.rule, REGISTRY_FULLER_BY_BODY);
    assert_true(text_equal(bare.because, TEXT("harbor office")));
    struct registry_numbers named = registry_spelling_find(registry, REGISTRY_PERSON, TEXT("han"));
    assert_int_equal(named.count, 1);
    assert_int_equal(named.items[0], entry);
    (void)registry_free(registry);
}

static void tells_offices_from_the_first_day_to_the_last(void **state)
{
    (void)state;
    static const struct naming namings[] = {
        {2, 's', "BROOK", NULL, NULL}, {5, 's', "BROOK", NULL, NULL}, {9, 's', "DELL", NULL, NULL}};
    struct registry *registry = registry_of(namings, COUNT_OF(namings));
    uint32_t entry = registry_entry_find(registry, REGISTRY_PERSON, TEXT("brook-oslo"));
    assert_int_not_equal(entry, REGISTRY_NONE);
    assert_int_equal(registry_office_count(registry, entry), 1);
    struct registry_office office = registry_office(registry, entry, 0);
    assert_int_equal(office.last_day - office.first_day, 3);
    assert_int_equal(office.document_count, 2);
    assert_true(text_equal(office.affiliation, TEXT("OSLO")));
    (void)registry_free(registry);
}

/* One document has the name, with its acronym; another the acronym, and knows what it is part of.
 */
static void tells_what_a_body_is_part_of(void **state)
{
    (void)state;
    static const struct naming namings[] = {{1, 'o', "Harbor Licensing Office", "NO", "HLO"},
                                            {2, 'o', "HLO", "NO", NULL},
                                            {3, 'o', "Lantern Society", "NO", NULL}};
    struct error error = ERROR_NONE;
    struct registry *registry = NULL;
    struct registry_builder *builder = registry_builder_new();
    assert_non_null(builder);
    for (size_t i = 0; i < COUNT_OF(namings); i++) {
        struct document *document = document_of(namings[i].document);
        name(document, &namings[i]);
        document->organizations.items[0].parent = i == 1 ? TEXT("Board of Piers") : TEXT_NONE;
        assert_int_equal(registry_builder_add(builder, document, 1, &error), STATUS_OK);
    }
    assert_int_equal(registry_builder_freeze(builder, &registry, &error), STATUS_OK);
    (void)registry_builder_free(builder);
    uint32_t entry =
        registry_entry_find(registry, REGISTRY_ORGANIZATION, TEXT("harbor-licensing-office-no"));
    assert_int_not_equal(entry, REGISTRY_NONE);
    assert_true(text_equal(registry_entry(registry, entry).within, TEXT("Board of Piers")));
    entry = registry_entry_find(registry, REGISTRY_ORGANIZATION, TEXT("lantern-society-no"));
    assert_int_not_equal(entry, REGISTRY_NONE);
    assert_null(registry_entry(registry, entry).within.at);
    (void)registry_free(registry);
}

static void finds_documents_by_key_and_id(void **state)
{
    (void)state;
    static const struct naming namings[] = {{3, 's', "BROOK", NULL, NULL}};
    struct registry *registry = registry_of(namings, COUNT_OF(namings));
    assert_int_equal(registry_document_count(registry), 3);
    assert_int_equal(registry_document_key(registry, 2), 30);
    assert_int_equal(registry_document_of_id(registry, TEXT("08OSLO2")), 1);
    assert_int_equal(registry_document_of_id(registry, TEXT("08OSLO")), REGISTRY_NONE);
    assert_int_equal(registry_document_entries(registry, 0).count, 0);
    assert_int_equal(registry_document_entries(registry, 2).count, 1);
    (void)registry_free(registry);
}

/* The filing of one cable. */
static struct registry_filing file(struct document *document)
{
    struct error error = ERROR_NONE;
    struct registry *registry = NULL;
    struct registry_builder *builder = registry_builder_new();
    assert_non_null(builder);
    assert_int_equal(registry_builder_add(builder, document, 1, &error), STATUS_OK);
    assert_int_equal(registry_builder_freeze(builder, &registry, &error), STATUS_OK);
    (void)registry_builder_free(builder);
    struct registry_filing filing = registry_filing(registry, 0);
    (void)registry_free(registry);
    return filing;
}

static void audits_marks_against_the_classification(void **state)
{
    (void)state;
    static const char *const marks[] = {"U", "SBU", "C", "S//NF", ""};
    struct document *document = document_of(12);
    document->cable->classification = TEXT("CONFIDENTIAL");
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
        paragraph->mark = text_of(marks[i]);
    }
    struct registry_filing filing = file(document);
    assert_int_equal(filing.portions, 5);
    assert_int_equal(filing.above, 1);
    assert_int_equal(filing.unmarked, 1);
    assert_false(registry_is_above(TEXT("SBU"), TEXT("UNCLASSIFIED")));
    assert_true(registry_is_above(TEXT("C"), TEXT("UNCLASSIFIED")));
}

static void finds_what_a_header_contradicts(void **state)
{
    (void)state;
    struct document *document = document_of(12);
    struct registry_filing filing = file(document);
    assert_int_equal(filing.contradictions, 0);
    assert_int_equal(filing.year, 2008);
    assert_int_equal(filing.serial, 12);
    document->cable->from = arena_take(arena, sizeof(*document->cable->from));
    document->cable->from->station = TEXT("LISBON");
    document->date->value = TEXT("2006-05-01");
    document->cable->originator = arena_take(arena, sizeof(*document->cable->originator));
    document->cable->originator->consistent_with_dtg = ANSWER_NO;
    assert_int_equal(file(document).contradictions,
                     REGISTRY_DAY_AND_DTG | REGISTRY_YEAR_AND_DATE | REGISTRY_SENDER_AND_ID);
    /* What is sent at the turn of a year may bear the number of either. */
    document->date->value = TEXT("2009-01-02");
    assert_int_equal(file(document).contradictions, REGISTRY_DAY_AND_DTG | REGISTRY_SENDER_AND_ID);
}

/* --- occasions ------------------------------------------------------------------------------ */

/* An event of one document; participants are people that it names, with a semicolon between. */
struct happening {
    const char *kind;
    const char *days;
    const char *place;
    const char *participants;
};

static void happen(struct document *document, const struct happening *happening)
{
    struct event *event = LIST_ADD(arena, &document->events);
    event->kind = text_of(happening->kind);
    event->place = text_or_none(happening->place);
    event->date = arena_take(arena, sizeof(*event->date));
    event->date->value = text_of(happening->days);
    struct text rest = text_of(happening->participants);
    struct text name;
    while (rest.length > 0) {
        name = text_take_until(&rest, ';', &name) ? name : rest;
        rest = name.at + name.length == rest.at + rest.length ? TEXT("") : rest;
        struct person *person = LIST_ADD(arena, &document->people);
        person->name = name;
        texts_add(arena, &event->participants, name);
    }
}

static const struct {
    struct happening happenings[2]; /* in a document each */
    bool is_one;
} meetings[] = {
    /* Two who met on a day are told of by both. */
    {{{"meeting", "2008-03-04", NULL, "Han Seo-yeon;Ada Brook"},
      {"talks", "2008-03-04", NULL, "Ada Brook;Han Seo-yeon;Ida Dell"}},
     true},
    /* One of them may meet others on the same day. */
    {{{"meeting", "2008-03-04", NULL, "Han Seo-yeon;Ada Brook"},
      {"meeting", "2008-03-04", NULL, "Han Seo-yeon;Ida Dell"}},
     false},
    /* But not in the same place. */
    {{{"meeting", "2008-03-04", "Oslo", "Han Seo-yeon;Ada Brook"},
      {"meeting", "2008-03-04", "OSLO", "Han Seo-yeon"}},
     true},
    {{{"meeting", "2008-03-04", "Oslo", "Han Seo-yeon;Ada Brook"},
      {"meeting", "2008-03-04", "Bergen", "Han Seo-yeon;Ada Brook"}},
     false},
    {{{"meeting", "2008-03-04", NULL, "Han Seo-yeon;Ada Brook"},
      {"meeting", "2008-03-05", NULL, "Han Seo-yeon;Ada Brook"}},
     false},
    {{{"meeting", "2008-03-04", NULL, "Han Seo-yeon;Ada Brook"},
      {"call", "2008-03-04", NULL, "Han Seo-yeon;Ada Brook"}},
     false},
    /* A gathering is known by its days and place. */
    {{{"meeting", "2008-03-04/2008-03-06", "Oslo", "Ada Brook"},
      {"conference", "2008-03-04/2008-03-06", "Oslo", "Ida Dell"}},
     true},
    {{{"meeting", "2008-03-04", "Oslo", "Ada Brook"},
      {"meeting", "2008-03-04", "Oslo", "Ida Dell"}},
     false},
};

static void knows_one_occasion_by_who_met_when_and_where(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    for (size_t i = 0; i < COUNT_OF(meetings); i++) {
        EXAMPLE(i);
        struct registry *registry = NULL;
        struct registry_builder *builder = registry_builder_new();
        for (int k = 0; k < 2; k++) {
            struct document *document = document_of(10 + k);
            happen(document, &meetings[i].happenings[k]);
            assert_int_equal(registry_builder_add(builder, document, k, &error), STATUS_OK);
        }
        assert_int_equal(registry_builder_freeze(builder, &registry, &error), STATUS_OK);
        (void)registry_builder_free(builder);
        assert_int_equal(registry_occasion_count(registry), meetings[i].is_one ? 1 : 2);
        struct registry_numbers events =
            registry_occasion(registry, registry_occasion_of(registry, 1));
        assert_int_equal(events.count, meetings[i].is_one ? 2 : 1);
        assert_int_equal(registry_event(registry, events.items[events.count - 1])->document, 1);
        (void)registry_free(registry);
    }
}

/* --- the file ------------------------------------------------------------------------------- */

static void keeps_itself_in_a_file(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct registry *mapped = NULL;
    struct registry *registry = registry_of(examples[0].namings, examples[0].count);
    const char *path = temporary_path("kept.registry");
    assert_int_equal(registry_open(path, TEXT("a"), &mapped, &error), STATUS_NOT_FOUND);
    assert_int_equal(registry_save(registry, path, TEXT("a"), &error), STATUS_OK);
    assert_int_equal(registry_open(path, TEXT("b"), &mapped, &error), STATUS_INVALID);
    assert_int_equal(registry_open(path, TEXT("a"), &mapped, &error), STATUS_OK);
    assert_true(text_equal(print(mapped, REGISTRY_PERSON), text_of(examples[0].entries)));
    assert_int_equal(registry_entry_find(mapped, REGISTRY_PERSON, TEXT("han-seo-yeon")),
                     registry_entry_find(registry, REGISTRY_PERSON, TEXT("han-seo-yeon")));
    (void)registry_free(mapped);
    (void)registry_free(registry);
}

/* Each byte of the file that means anything is spoiled once, and the file cut at each length. */
static void knows_a_damaged_file(void **state)
{
    (void)state;
    struct error error = ERROR_NONE;
    struct registry *mapped = NULL;
    struct registry *registry = registry_of(examples[1].namings, examples[1].count);
    const char *path = temporary_path("damaged.registry");
    assert_int_equal(registry_save(registry, path, TEXT("a"), &error), STATUS_OK);
    (void)registry_free(registry);
    AUTO_BUFFER whole = BUFFER_UP_TO((size_t)1024 * 1024);
    assert_int_equal(file_read(path, &whole, &error), STATUS_OK);
    for (size_t length = 1; length < whole.length; length += 97) {
        write_bytes(path, (struct text){whole.bytes, length});
        assert_true(registry_open(path, TEXT("a"), &mapped, &error) != STATUS_OK);
    }
    size_t accepted = 0;
    for (size_t at = 0; at < whole.length; at += 13) {
        char byte = whole.bytes[at];
        whole.bytes[at] = (char)(byte ^ 0x40);
        write_bytes(path, buffer_text(&whole));
        whole.bytes[at] = byte;
        if (registry_open(path, TEXT("a"), &mapped, &error) == STATUS_OK) {
            mapped = registry_free(mapped);
            accepted++; /* zeros between two pieces */
        }
    }
    assert_true(accepted * 13 < whole.length / 2);
}

static int set_up(void **state)
{
    (void)state;
    temporary_begin();
    arena = arena_new(ARENA_BYTES);
    return arena ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena = arena_free(arena);
    temporary_remove(temporary_folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_names_only_with_evidence),
        cmocka_unit_test(says_why_a_spelling_was_joined),
        cmocka_unit_test(tells_offices_from_the_first_day_to_the_last),
        cmocka_unit_test(tells_what_a_body_is_part_of),
        cmocka_unit_test(finds_documents_by_key_and_id),
        cmocka_unit_test(audits_marks_against_the_classification),
        cmocka_unit_test(finds_what_a_header_contradicts),
        cmocka_unit_test(knows_one_occasion_by_who_met_when_and_where),
        cmocka_unit_test(keeps_itself_in_a_file),
        cmocka_unit_test(knows_a_damaged_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
