/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/csv_writer.h"

static bool is_dangerous(struct text value)
{
    return value.length > 0 && strchr("=+-@\t\r", value.at[0]) != NULL;
}

static bool needs_quotes(struct text value)
{
    for (size_t i = 0; i < value.length; i++) {
        char c = value.at[i];
        if (c == ',' || c == '"' || c == '\r' || c == '\n') {
            return true;
        }
    }
    return false;
}

void csv_cell(struct csv_writer *csv, struct text value)
{
    struct buffer *out = csv->out;
    bool quotes = needs_quotes(value);
    struct text piece;
    buffer_add(out, csv->in_row ? TEXT(",") : TEXT(""));
    csv->in_row = true;
    buffer_add(out, quotes ? TEXT("\"") : TEXT(""));
    buffer_add(out, !csv->raw && is_dangerous(value) ? TEXT("'") : TEXT(""));
    while (quotes && text_take_until(&value, '"', &piece)) {
        buffer_add(out, piece);
        buffer_add(out, TEXT("\"\""));
    }
    buffer_add(out, value);
    buffer_add(out, quotes ? TEXT("\"") : TEXT(""));
}

void csv_row_end(struct csv_writer *csv)
{
    buffer_add(csv->out, TEXT("\r\n"));
    csv->in_row = false;
}

void csv_list_add(struct buffer *cell, size_t place, struct text value)
{
    buffer_add(cell, place > 0 ? TEXT("; ") : TEXT(""));
    buffer_add(cell, value);
}
