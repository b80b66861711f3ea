/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "parts.h"
#include "unit.h"

#define CABLE(serial, text)                                                          \
    "VZCZCXYZ0001\nRR RUEHWEB\n\nDE RUEHNY #" serial " 0461010\nFM AMEMBASSY OSLO\n" \
    "TAGS: PREL, NO\n\n1. (C) " text "\n"

static void parts_cables_of_other_serials(void **state)
{
    (void)state;
    struct text rest =
        TEXT("Front.\n" CABLE("0077", "One.") CABLE("0078", "Two.") CABLE("0079", "Three."));
    struct text part;
    assert_true(parts_take(&rest, &part));
    assert_text(part, "Front.\n" CABLE("0077", "One."));
    assert_true(parts_take(&rest, &part));
    assert_text(part, CABLE("0078", "Two."));
    assert_true(parts_take(&rest, &part));
    assert_text(part, CABLE("0079", "Three."));
    assert_false(parts_take(&rest, &part));
}

static void keeps_what_is_one_document(void **state)
{
    (void)state;
    static const char *const wholes[] = {
        CABLE("0077", "One."),
        (CABLE("0077", "One.") CABLE("0077", "Again.")),
        (CABLE("0077/01", "Section.") CABLE("0077/02", "Section.")),
        (CABLE("0077", "One.") "VZCZCXYZ0002\nnothing more\n"),
        ("The paper prints\nVZCZCXYZ0001\nDE RUEHNY #0077 0461010\nand\nVZCZCXYZ0002\n"
         "DE RUEHNY #0078 0461010\nside by side.\n"),
        "x",
    };
    for (size_t i = 0; i < COUNT_OF(wholes); i++) {
        EXAMPLE(i);
        struct text rest = text_of(wholes[i]);
        struct text part;
        assert_true(parts_take(&rest, &part));
        assert_text(part, wholes[i]);
        assert_int_equal(rest.length, 0);
    }
}

static void nothing_has_no_parts(void **state)
{
    (void)state;
    struct text rest = TEXT("");
    struct text part;
    assert_false(parts_take(&rest, &part));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_cables_of_other_serials),
        cmocka_unit_test(keeps_what_is_one_document),
        cmocka_unit_test(nothing_has_no_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
