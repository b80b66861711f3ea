/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/table.h"
#include "chancery/base/utf8.h"

/* Split line at its tabs into fields; answers how many there were, counting those over the most. */
static size_t split(struct text line, struct text fields[TABLE_COLUMNS_MAX])
{
    size_t count = 0;
    struct text field;
    bool more = true;
    while (more) {
        more = text_take_until(&line, '\t', &field);
        if (!more) {
            field = line;
        }
        if (count < TABLE_COLUMNS_MAX) {
            fields[count] = text_trim(field);
        }
        count++;
    }
    return count;
}

static enum status check_names(const struct table_row *head, size_t found,
                               const char *const *columns, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (i >= found || !text_equal(head->fields[i], text_of(columns[i]))) {
            return error_set(error, STATUS_INVALID, "line %zu: column %zu is not %s", head->line,
                             i + 1, columns[i]);
        }
    }
    if (found != count) {
        return error_set(error, STATUS_INVALID, "line %zu: %zu columns, not %zu", head->line, found,
                         count);
    }
    return STATUS_OK;
}

enum status table_read(struct text source, const char *const *columns, size_t count,
                       struct arena *arena, struct table *out, struct error *error)
{
    struct table table = {0};
    struct text rest = source;
    struct text line;
    bool has_head = false;

    size_t bad = utf8_find_invalid(source);
    if (bad != TEXT_NOT_FOUND) {
        return error_set_at(error, STATUS_INVALID, bad, "byte %zu is not UTF-8", bad);
    }
    for (size_t number = 1; text_take_line(&rest, &line); number++) {
        if (text_trim(line).length == 0 || line.at[0] == '#') {
            continue;
        }
        struct table_row row = {.line = number};
        size_t found = split(line, row.fields);
        if (!has_head) {
            has_head = true;
            enum status status = check_names(&row, found, columns, count, error);
            if (status) {
                return status;
            }
            continue;
        }
        if (found != count) {
            return error_set(error, STATUS_INVALID, "line %zu: %zu fields, not %zu", number, found,
                             count);
        }
        struct table_row *kept = LIST_ADD(arena, &table);
        if (!kept) {
            return error_set(error, STATUS_NO_MEMORY, "no memory for a table");
        }
        *kept = row;
    }
    *out = table;
    return STATUS_OK;
}
