/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"
#include "chancery/base/array.h"
#include "shape.h"

/* How much of the first row, which names the columns, is looked at. */
#define FIRST_ROW_BYTES_MAX ((size_t)16 * 1024)

/* What the beginning of a row of cables takes at the most. */
#define CABLE_ROW_START_BYTES 64

bool rows_begins_cable(struct text text, char delimiter)
{
    bool is_quoted = text_take_start(&text, TEXT("\""));
    if (!shape_take(&text, "d+", NULL) || (is_quoted && !text_take_start(&text, TEXT("\"")))) {
        return false;
    }
    if (text.length == 0 || text.at[0] != delimiter) {
        return false;
    }
    text = text_from(text, 1);
    (void)text_take_start(&text, TEXT("\""));
    return shape_take(&text, "dd?/dd?/dddd dd?:dd", NULL) ||
           shape_take(&text, "dddd-dd-dd dd?:dd", NULL);
}

/* A quote counts as such at the beginning of a field, and as its end where a field can end. */
static bool ends_field(struct text rest, char delimiter)
{
    return rest.length == 0 || rest.at[0] == delimiter || rest.at[0] == '\n' || rest.at[0] == '\r';
}

/* Whether a row of cables begins behind the line end at the front of rest. */
static bool is_next_cable(struct text rest, const struct rows_dialect *dialect)
{
    return dialect->is_cable_row && rest.at[0] == '\n' && rest.length > 1 &&
           (dialect->has_quotes ? rest.at[1] == '"' : text_is_digit(rest.at[1])) &&
           rows_begins_cable(text_slice(text_from(rest, 1), 0, CABLE_ROW_START_BYTES),
                             dialect->delimiter);
}

/*
 * Whether rest begins with the line end of a row. Of cables the next row shows itself, even where
 * a quote was lost; without quotes nothing else tells a row's end from a line's.
 */
static bool ends_row(struct text rest, const struct rows_dialect *dialect, bool is_quoted)
{
    if (rest.at[0] != '\n') {
        return false;
    }
    bool is_bare_cable = dialect->is_cable_row && !dialect->has_quotes && rest.length > 1;
    return is_next_cable(rest, dialect) || (!is_quoted && !is_bare_cable);
}

/* Step over what stands at rest inside quotes: bytes, or 0 at the quote that ends the field. */
static size_t step_quoted(struct text rest, const struct rows_dialect *dialect)
{
    if (dialect->has_escapes && rest.at[0] == '\\' && rest.length > 1) {
        return rest.at[1] == '\n' ? 1 : 2;
    }
    if (rest.at[0] != '"') {
        return 1;
    }
    if (ends_field(text_from(rest, 1), dialect->delimiter)) {
        return 0;
    }
    return rest.at[1] == '"' ? 2 : 1;
}

/* The same outside quotes, where a line end behind a backslash belongs to the field. */
static size_t step_bare(struct text rest, const struct rows_dialect *dialect)
{
    return dialect->has_escapes && rest.at[0] == '\\' && rest.length > 1 ? 2 : 1;
}

size_t rows_find_end(struct text text, bool is_whole, const struct rows_dialect *dialect,
                     struct rows_scan *scan)
{
    /* What is decided at a byte hangs on so many behind it. */
    size_t ahead = is_whole ? 0 : CABLE_ROW_START_BYTES;
    while (scan->at + ahead < text.length) {
        struct text rest = text_from(text, scan->at);
        if (ends_row(rest, dialect, scan->is_quoted)) {
            return scan->at + 1;
        }
        if (scan->is_quoted) {
            size_t step = step_quoted(rest, dialect);
            scan->is_quoted = step > 0;
            scan->at += step > 0 ? step : 1;
            continue;
        }
        bool begins = dialect->has_quotes && !scan->is_inside && rest.at[0] == '"';
        scan->is_quoted = begins;
        scan->is_inside = rest.at[0] != dialect->delimiter;
        scan->at += begins ? 1 : step_bare(rest, dialect);
    }
    return is_whole ? text.length : TEXT_NOT_FOUND;
}

void rows_split(struct text text, const struct rows_dialect *dialect, struct row *out)
{
    struct rows_dialect alone = *dialect;
    alone.is_cable_row = false; /* what is one row already is not parted again */
    size_t start = 0;
    size_t at = 0;
    bool is_quoted = alone.has_quotes && text_starts(text, TEXT("\""));
    out->count = 0;
    text = text_ends(text, TEXT("\n")) ? text_slice(text, 0, text.length - 1) : text;
    text = text_ends(text, TEXT("\r")) ? text_slice(text, 0, text.length - 1) : text;
    at = is_quoted ? 1 : 0;
    while (at < text.length && out->count + 1 < ROW_FIELDS_MAX) {
        struct text rest = text_from(text, at);
        if (is_quoted) {
            size_t step = step_quoted(rest, &alone);
            is_quoted = step > 0;
            at += step > 0 ? step : 1;
        } else if (rest.at[0] == alone.delimiter) {
            out->fields[out->count++] = text_slice(text, start, at - start);
            start = at + 1;
            is_quoted = alone.has_quotes && text_starts(text_from(text, start), TEXT("\""));
            at = is_quoted ? start + 1 : start;
        } else {
            at += step_bare(rest, &alone);
        }
    }
    out->fields[out->count++] = text_from(text, start);
}

/* Whether the byte at index only says that the one behind it stands for itself. */
static bool is_escape(struct text field, size_t index, const struct rows_dialect *dialect,
                      bool is_quoted)
{
    char next = index + 1 < field.length ? field.at[index + 1] : '\0';
    if (next == '\0') {
        return false;
    }
    bool is_doubled = is_quoted && field.at[index] == '"' && next == '"';
    return is_doubled ||
           (dialect->has_escapes && field.at[index] == '\\' && strchr("\"\\\t\n\r", next));
}

struct text rows_value(struct text field, const struct rows_dialect *dialect, struct arena *arena)
{
    bool is_quoted = dialect->has_quotes && text_take_start(&field, TEXT("\""));
    if (is_quoted && text_ends(field, TEXT("\""))) {
        field = text_slice(field, 0, field.length - 1);
    }
    char *out = arena_take(arena, field.length + 1);
    size_t length = 0;
    for (size_t i = 0; out && i < field.length; i++) {
        i += is_escape(field, i, dialect, is_quoted);
        out[length++] = field.at[i];
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}

/* The delimiter that stands between most of the fields of line. */
static char delimiter_of(struct text line)
{
    static const char delimiters[] = {',', '\t', ';', '|'};
    size_t counts[COUNT_OF(delimiters)] = {0};
    size_t best = 0;
    for (size_t i = 0; i < line.length; i++) {
        for (size_t k = 0; k < COUNT_OF(delimiters); k++) {
            counts[k] += line.at[i] == delimiters[k];
        }
    }
    for (size_t k = 1; k < COUNT_OF(delimiters); k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    return counts[best] > 0 ? delimiters[best] : '\0';
}

/* Quotes behind backslashes are commoner than doubled ones that do not stand for an empty field. */
static bool has_escapes(struct text head, char delimiter)
{
    size_t escaped = 0;
    size_t doubled = 0;
    size_t at = 1 + text_find_char(text_from(head, 1), '"');
    while (at > 0 && at + 1 < head.length) {
        char before = head.at[at - 1];
        doubled += at + 2 < head.length && head.at[at + 1] == '"' && before != delimiter &&
                   before != '\n' && !ends_field(text_from(head, at + 2), delimiter);
        escaped += at > 1 && before == '\\';
        size_t next = text_find_char(text_from(head, at + 1), '"');
        at = next == TEXT_NOT_FOUND ? 0 : at + 1 + next;
    }
    return escaped > doubled;
}

bool rows_dialect_of(struct text head, struct rows_dialect *out)
{
    text_take_start(&head, TEXT("\xEF\xBB\xBF"));
    struct text line = text_slice(head, 0, FIRST_ROW_BYTES_MAX);
    size_t end = text_find_char(line, '\n');
    line = end == TEXT_NOT_FOUND ? line : text_slice(line, 0, end);
    bool is_comma = rows_begins_cable(head, ',');
    bool is_cable = is_comma || rows_begins_cable(head, '\t');
    char delimiter = delimiter_of(line);
    if (is_cable) {
        delimiter = is_comma ? ',' : '\t';
    }
    *out = (struct rows_dialect){.delimiter = delimiter,
                                 .has_quotes = !is_cable || text_starts(head, TEXT("\"")),
                                 .has_escapes = is_cable || has_escapes(head, delimiter),
                                 .is_cable_row = is_cable};
    return delimiter != '\0';
}
