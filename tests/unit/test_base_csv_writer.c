/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/csv_writer.h"

#include "unit.h"

static const struct cell {
    const char *value;
    const char *written;
    const char *raw;
} cells[] = {
    {"plain", "plain", "plain"},
    {"", "", ""},
    {"a,b", "\"a,b\"", "\"a,b\""},
    {"say \"no\"", "\"say \"\"no\"\"\"", "\"say \"\"no\"\"\""},
    {"two\nlines", "\"two\nlines\"", "\"two\nlines\""},
    {"=1+1", "'=1+1", "=1+1"},
    {"+1", "'+1", "+1"},
    {"- item", "'- item", "- item"},
    {"@name", "'@name", "@name"},
    {"\tx", "'\tx", "\tx"},
    {"=\"x\",1", "\"'=\"\"x\"\",1\"", "\"=\"\"x\"\",1\""},
    {"a=b", "a=b", "a=b"},
};

static void writes_cells_that_no_spreadsheet_runs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        EXAMPLE(i);
        AUTO_BUFFER safe = BUFFER_UP_TO(1000);
        AUTO_BUFFER raw = BUFFER_UP_TO(1000);
        struct csv_writer csv = {.out = &safe};
        struct csv_writer raw_csv = {.out = &raw, .raw = true};
        csv_cell(&csv, text_of(cells[i].value));
        csv_cell(&raw_csv, text_of(cells[i].value));
        assert_text(buffer_text(&safe), cells[i].written);
        assert_text(buffer_text(&raw), cells[i].raw);
    }
}

static void parts_cells_and_rows(void **state)
{
    (void)state;
    AUTO_BUFFER out = BUFFER_UP_TO(1000);
    struct csv_writer csv = {.out = &out};
    csv_cell(&csv, TEXT("a"));
    csv_cell(&csv, TEXT_NONE);
    csv_cell(&csv, TEXT("c"));
    csv_row_end(&csv);
    csv_cell(&csv, TEXT_NONE);
    csv_cell(&csv, TEXT("b"));
    csv_row_end(&csv);
    assert_text(buffer_text(&out), "a,,c\r\n,b\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_cells_that_no_spreadsheet_runs),
        cmocka_unit_test(parts_cells_and_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
