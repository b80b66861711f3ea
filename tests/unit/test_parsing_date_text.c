/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "date_text.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)4096)

static const struct example {
    const char *text;
    const char *value; /* NULL: not read */
    const char *behind;
} examples[] = {
    {"2023-07-10 TITLE", "2023-07-10", " TITLE"},
    {"2025-04 Photo", "2025-04", " Photo"},
    {"2022/06/13", "2022-06-13", ""},
    {"2022. 6. 13. KBS", "2022-06-13", " KBS"},
    {"2021-05-06T22:12:35-05:00", "2021-05-06", ""},
    {"2021-05-06 22:12:35-05:00", "2021-05-06", ""},
    {"June 13, 2022", "2022-06-13", ""},
    {"Tuesday, June 13th, 2022 at 8:43 p.m. KST, by", "2022-06-13", ", by"},
    {"06:59 June 13, 2022", "2022-06-13", ""},
    {"01 Apr. 2025, 15:19", "2025-04-01", ""},
    {"Nov.22,2006 20:43 KST", "2006-11-22", ""},
    {"06:30 GMT 29.06.2022", "2022-06-29", ""},
    {"11 May. 2010", "2010-05-11", ""},
    {"05th April, 2022)", "2022-04-05", ")"},
    {"22-Nov-2006", "2006-11-22", ""},
    {"5th of April 2022", "2022-04-05", ""},
    {"Sept. 3", "--09-03", ""},
    {"April 5 (Norden) --", "--04-05", " (Norden) --"},
    {"Apr 3 (Norden)", "--04-03", " (Norden)"},
    {"July 11. /NORD/", "--07-11", ". /NORD/"},
    {"June 2022", "2022-06", ""},
    {"06/29/2022", "2022-06-29", ""},
    {"29/06/2022", "2022-06-29", ""},
    {"Feb. 29", "--02-29", ""},
    {"Feb. 29, 2024", "2024-02-29", ""},
    /* In two ways, or no such day. */
    {"03/04/05", NULL, NULL},
    {"03/04/2022", NULL, NULL},
    {"Feb. 29, 2023", NULL, NULL},
    {"June 31", NULL, NULL},
    {"2022-13-01", NULL, NULL},
    {"31.13.2022", NULL, NULL},
    /* No dates. */
    {"", NULL, NULL},
    {"15:19", NULL, NULL},
    {"May", NULL, NULL},
    {"Mayor Lind", NULL, NULL},
    {"2022", NULL, NULL},
    {"12 monkeys", NULL, NULL},
    {"Marching 5, 2022", NULL, NULL},
};

static void reads_dates_as_they_are_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct text rest = text_of(examples[i].text);
        struct date_text date;
        bool is_read = date_text_take(&rest, &date);
        assert_int_equal(is_read, examples[i].value != NULL);
        assert_text(rest, examples[i].value ? examples[i].behind : examples[i].text);
        if (is_read) {
            assert_text(date_text_value(&date, arena), examples[i].value);
        }
    }
}

static void keeps_what_was_printed(void **state)
{
    (void)state;
    struct text rest = TEXT("  Posted? no: June 13");
    struct date_text date;
    assert_false(date_text_take(&rest, &date));
    rest = TEXT("  20:43 KST, Nov. 22, 2006 - Oslo");
    assert_true(date_text_take(&rest, &date));
    assert_text(date.raw, "20:43 KST, Nov. 22, 2006");
}

static void a_whole_date_has_nothing_behind_it(void **state)
{
    (void)state;
    struct date_text date;
    assert_true(date_text_read(TEXT(" 11 May. 2010. "), &date));
    assert_text(date_text_precision(&date), "day");
    assert_true(date_text_read(TEXT("May 2010"), &date));
    assert_text(date_text_precision(&date), "month");
    assert_false(date_text_read(TEXT("11 May 2010 was a Tuesday"), &date));
}

static void every_prefix_is_survived(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct text whole = text_of(examples[i].text);
        for (size_t length = 0; length <= whole.length; length++) {
            struct date_text date;
            struct text rest = text_slice(whole, 0, length);
            (void)date_text_take(&rest, &date);
            assert_true(rest.length <= length);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_as_they_are_printed),
        cmocka_unit_test(keeps_what_was_printed),
        cmocka_unit_test(a_whole_date_has_nothing_behind_it),
        cmocka_unit_test(every_prefix_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
