/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/extraction/extract.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)64 * 1024)

static const struct person *person_at(const struct document *document, size_t index)
{
    assert_true(index < document->people.count);
    return &document->people.items[index];
}

static void names_those_who_classified_and_signed(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct cable_classified_by by = {
        .name = TEXT("Ada Finch"), .title = TEXT("DCM"), .raw = TEXT("DCM Ada Finch and Bo Lind")};
    struct cable_classifier *other = LIST_ADD(arena, &by.others);
    assert_non_null(other);
    *other = (struct cable_classifier){.name = TEXT("Bo Lind")};
    struct cable cable = {.classified_by = &by};
    texts_add(arena, &cable.signed_by, TEXT("FINCH"));
    struct document document = {
        .text = TEXT("FINCH met Bo Lind.\nBy: DCM Ada Finch and Bo Lind\nFINCH\n"),
        .cable = &cable};

    extract(&document, NULL, arena);

    assert_int_equal(document.people.count, 3);
    assert_text(person_at(&document, 0)->name, "Ada Finch");
    assert_text(person_at(&document, 0)->role, "DCM");
    assert_text(person_at(&document, 0)->function, "classifier");
    assert_text(person_at(&document, 1)->name, "Bo Lind");
    assert_int_equal(person_at(&document, 1)->mentions.items[0].span.start, 41);
    assert_int_equal(person_at(&document, 1)->mentions.items[0].span.end, 48);
    assert_text(person_at(&document, 2)->function, "signer");
    assert_int_equal(person_at(&document, 2)->mentions.items[0].span.start, 49);
    assert_true(person_at(&document, 2)->mentions.items[0].paragraph == INTEGER_NONE);
}

static void names_drafters_and_approvers_with_their_office(void **state)
{
    static const struct {
        const char *line;
        const char *function; /* NULL: the line names nobody */
        const char *name;
        const char *office;
    } lines[] = {
        {"DRAFTED BY EUR/WE:RJBARKLEY", "drafter", "RJBARKLEY", "EUR/WE"},
        {"DRAFTED BY: EUR/WE:RJBARKLEY:GLB", "drafter", "RJBARKLEY", "EUR/WE"},
        {"DRAFTED BY EB/OA:AMOSS X23456", "drafter", "AMOSS", "EB/OA"},
        {"APPROVED BY S - MR. HOLM", "approver", "MR. HOLM", "S"},
        {"APPROVED BY THE SECRETARY", "approver", "THE SECRETARY", NULL},
        {"Approved By: ROME:West, Paul", "approver", "West, Paul", "ROME"},
        {"Drafted By:\nROME:Ruiz, Ana", "drafter", "Ruiz, Ana", "ROME"},
        {"drafted by hand", NULL, NULL, NULL},
        {"DRAFTED BY 12", NULL, NULL, NULL},
        {"APPROVED BY", NULL, NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct cable cable = {.distribution_total = INTEGER_NONE};
        struct document document = {.text = text_of(lines[i].line), .cable = &cable};
        extract(&document, NULL, arena);
        assert_int_equal(document.people.count, lines[i].function ? 1 : 0);
        if (lines[i].function) {
            assert_text(person_at(&document, 0)->function, lines[i].function);
            assert_text(person_at(&document, 0)->name, lines[i].name);
            struct text office = person_at(&document, 0)->affiliation;
            assert_true(lines[i].office ? text_equal(office, text_of(lines[i].office))
                                        : !office.at);
        }
    }
}

static void names_authors(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct news news = {.byline = TEXT("By Ines Vale, Fjord Times"),
                        .publication = TEXT("Fjord Times")};
    texts_add(arena, &news.authors, TEXT("Ines Vale"));
    struct document document = {.text = TEXT("By Ines Vale, Fjord Times\nInes Vale is no one.\n"),
                                .news = &news};

    extract(&document, NULL, arena);

    assert_int_equal(document.people.count, 1);
    assert_text(person_at(&document, 0)->function, "author");
    assert_text(person_at(&document, 0)->affiliation, "Fjord Times");
    assert_int_equal(person_at(&document, 0)->mentions.items[0].span.start, 3);
}

static void a_name_that_does_not_stand_in_one_piece_has_no_mention(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct cable_classified_by by = {.name = TEXT("Ada Finch")};
    struct cable cable = {.classified_by = &by};
    struct document document = {.text = TEXT("Classified By: Ada Fi\nnch"), .cable = &cable};

    extract(&document, NULL, arena);

    assert_int_equal(person_at(&document, 0)->mentions.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_those_who_classified_and_signed),
        cmocka_unit_test(names_drafters_and_approvers_with_their_office),
        cmocka_unit_test(names_authors),
        cmocka_unit_test(a_name_that_does_not_stand_in_one_piece_has_no_mention),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
