/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as rows of a table, in a dialect that the first byte chooses. What must hold: rows add
 * up to the bytes, end at the same places however the bytes come, and no value is longer than its
 * field.
 */

#include "must.h"
#include "rows.h"

static void check_values(struct text bytes, const struct rows_dialect *dialect)
{
    AUTO_ARENA arena = arena_new((size_t)64 * 1024 * 1024);
    struct row row;
    MUST(arena != NULL);
    rows_split(bytes, dialect, &row);
    MUST(row.count > 0 && row.count <= ROW_FIELDS_MAX);
    for (size_t i = 0; i < row.count; i++) {
        struct text field = row.fields[i];
        MUST(field.at >= bytes.at && field.at + field.length <= bytes.at + bytes.length);
        struct text value = rows_value(field, dialect, arena);
        MUST(value.at != NULL && value.length <= field.length);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = {',', '\t', ';', '|'};
    unsigned choice = size > 0 ? data[0] : 0;
    struct text rest = size > 0 ? (struct text){(const char *)data + 1, size - 1} : TEXT("");
    struct rows_dialect dialect = {.delimiter = delimiters[choice & 3],
                                   .has_quotes = choice & 4,
                                   .has_escapes = choice & 8,
                                   .is_cable_row = choice & 16};
    struct rows_dialect found;
    (void)rows_dialect_of(rest, &found);
    while (rest.length > 0) {
        struct rows_scan scan = {0};
        struct rows_scan again = {0};
        size_t half = rows_find_end(text_slice(rest, 0, rest.length / 2), false, &dialect, &again);
        size_t length = rows_find_end(rest, true, &dialect, &scan);
        MUST(length > 0 && length <= rest.length);
        MUST(half == TEXT_NOT_FOUND ? rows_find_end(rest, true, &dialect, &again) == length
                                    : half == length);
        check_values(text_slice(rest, 0, length), &dialect);
        rest = text_from(rest, length);
    }
    return 0;
}
