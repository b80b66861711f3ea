/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "rows.h"
#include "unit.h"

static const struct rows_dialect commas = {.delimiter = ',', .has_quotes = true};
static const struct rows_dialect escapes = {
    .delimiter = ',', .has_quotes = true, .has_escapes = true};
static const struct rows_dialect cables = {
    .delimiter = ',', .has_quotes = true, .has_escapes = true, .is_cable_row = true};
static const struct rows_dialect bare_cables = {
    .delimiter = '\t', .has_escapes = true, .is_cable_row = true};

static void knows_a_dialect_by_its_first_rows(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        char delimiter; /* '\0': it has none */
        bool has_quotes;
        bool has_escapes;
        bool is_cable_row;
    } examples[] = {
        {"title,text\nA,B\n", ',', true, false, false},
        {"title\ttext\nA, a\tB\n", '\t', true, false, false},
        {"id;title;text\n1;A, a;B\n", ';', true, false, false},
        {"title,text\n\"A \"\"a\"\" x\",B\n", ',', true, false, false},
        {"title,text\n\"A \\\"a\\\" x\",B\n", ',', true, true, false},
        {"\"1\",\"2/15/2008 10:10\",\"08OSLO77\"\n", ',', true, true, true},
        {"1\t2008-02-15 10:10:00\t08OSLO77\n", '\t', false, true, true},
        {"no table at all\n", '\0', true, false, false},
        {"", '\0', true, false, false},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        struct rows_dialect dialect;
        assert_int_equal(rows_dialect_of(text_of(examples[i].head), &dialect),
                         examples[i].delimiter != '\0');
        if (examples[i].delimiter) {
            assert_int_equal(dialect.delimiter, examples[i].delimiter);
            assert_int_equal(dialect.has_quotes, examples[i].has_quotes);
            assert_int_equal(dialect.has_escapes, examples[i].has_escapes);
            assert_int_equal(dialect.is_cable_row, examples[i].is_cable_row);
        }
    }
}

static const struct row_example {
    const struct rows_dialect *dialect;
    const char *row;
    const char *behind; /* what follows it in the file */
    const char *values[4];
} row_examples[] = {
    {&commas, "a,b\n", "c,d\n", {"a", "b"}},
    {&commas, "a,b\r\n", "c", {"a", "b"}},
    {&commas, "a,,\n", "c", {"a", "", ""}},
    {&commas, "\"a,b\",c\n", "d", {"a,b", "c"}},
    {&commas, "\"a\nb\",c\n", "d", {"a\nb", "c"}},
    {&commas, "\"a \"\"b\"\"\",\"\"\n", "d", {"a \"b\"", ""}},
    {&commas, "a \"b\" c,d\n", "e", {"a \"b\" c", "d"}},
    {&commas, "\"a \"b\" c\",d\n", "e", {"a \"b\" c", "d"}}, /* quotes that nothing doubled */
    {&commas, "a\\,b\n", "c", {"a\\", "b"}},
    {&escapes, "\"a \\\"b\\\", c\",d\n", "e", {"a \"b\", c", "d"}},
    {&escapes, "\"a \\\\\",d\n", "e", {"a \\", "d"}},
    {&escapes, "\"a \\x\",d\n", "e", {"a \\x", "d"}},
    {&cables,
     "\"1\",\"2/15/2008 10:10\",\"a\n",
     "\"2\",\"2/15/2008 10:11\",\"b\"\n",
     {"1", "2/15/2008 10:10", "a"}},
    {&cables,
     "\"1\",\"2/15/2008 10:10\",\"a\n2,2/15/2008 10:11,b\"\n",
     "\"3\"",
     {"1", "2/15/2008 10:10", "a\n2,2/15/2008 10:11,b"}},
    {&bare_cables,
     "1\t2008-02-15 10:10:00\ta\\\n\"b\n",
     "2\t2008-02-15 10:11:00\tc\n",
     {"1", "2008-02-15 10:10:00", "a\n\"b"}},
    {&bare_cables,
     "1\t2008-02-15 10:10:00\ta\nb\n",
     "2\t2008-02-15 10:11:00\tc\n",
     {"1", "2008-02-15 10:10:00", "a\nb"}},
};

static void cuts_rows_and_undoes_their_quotes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(row_examples); i++) {
        EXAMPLE(i);
        const struct row_example *example = &row_examples[i];
        AUTO_ARENA arena = arena_new(10000);
        struct text file = arena_format(arena, "%s%s", example->row, example->behind);
        struct rows_scan scan = {0};
        struct row row;
        size_t length = rows_find_end(file, true, example->dialect, &scan);
        assert_text(text_slice(file, 0, length), example->row);
        rows_split(text_slice(file, 0, length), example->dialect, &row);
        for (size_t k = 0; k < COUNT_OF(example->values) && example->values[k]; k++) {
            assert_true(k < row.count);
            assert_text(rows_value(row.fields[k], example->dialect, arena), example->values[k]);
        }
    }
}

/* However the bytes come, a row ends at the same place. */
static void finds_the_same_end_in_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(row_examples); i++) {
        EXAMPLE(i);
        const struct row_example *example = &row_examples[i];
        AUTO_ARENA arena = arena_new(10000);
        struct text file = arena_format(arena, "%s%s", example->row, example->behind);
        struct rows_scan scan = {0};
        size_t length = TEXT_NOT_FOUND;
        for (size_t seen = 0; seen <= file.length && length == TEXT_NOT_FOUND; seen++) {
            length = rows_find_end(text_slice(file, 0, seen), seen == file.length, example->dialect,
                                   &scan);
        }
        assert_text(text_slice(file, 0, length), example->row);
    }
}

static void keeps_to_its_count_of_fields(void **state)
{
    (void)state;
    static char commas_only[ROW_FIELDS_MAX * 3];
    memset(commas_only, ',', sizeof(commas_only));
    struct row row;
    rows_split((struct text){commas_only, sizeof(commas_only)}, &commas, &row);
    assert_int_equal(row.count, ROW_FIELDS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_a_dialect_by_its_first_rows),
        cmocka_unit_test(cuts_rows_and_undoes_their_quotes),
        cmocka_unit_test(finds_the_same_end_in_pieces),
        cmocka_unit_test(keeps_to_its_count_of_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
