/* SPDX-License-Identifier: Apache-2.0 */
#include "fact_rows.h"

#define WORDS(field, what, like)                                                               \
    {                                                                                          \
        .name = (field), .kind = HTTP_PARAMETER_LIST,                                          \
        .offset = offsetof(struct list_parameters, row_words), .most = 256, .summary = (what), \
        .example = (like)                                                                      \
    }
#define OTHERS(field, what, like)                                                               \
    {                                                                                           \
        .name = (field), .kind = HTTP_PARAMETER_LIST,                                           \
        .offset = offsetof(struct list_parameters, row_others), .most = 256, .summary = (what), \
        .example = (like)                                                                       \
    }

static const struct http_parameter event_items[] = {
    OTHERS("status", "held, planned or cancelled.", "held"),
};
const struct http_parameters fact_rows_event_parameters = HTTP_PARAMETERS(event_items);

static const struct http_parameter statement_items[] = {
    OTHERS("manner", "direct, indirect or mixed.", "direct"),
};
const struct http_parameters fact_rows_statement_parameters = HTTP_PARAMETERS(statement_items);

static const struct http_parameter request_items[] = {
    WORDS("asker", "Who asks, by any words of the name.", "Department"),
    OTHERS("addressee", "Who is asked, by any words of the name.", "posts"),
};
const struct http_parameters fact_rows_request_parameters = HTTP_PARAMETERS(request_items);

static const struct http_parameter money_items[] = {
    WORDS("currency", "ISO 4217.", "EUR"),
};
const struct http_parameters fact_rows_money_parameters = HTTP_PARAMETERS(money_items);

/* In the order of enum list_direction: what the document cites, what cites it. */
static const char *const direction_words[] = {"out", "in", NULL};

static const struct http_parameter reference_items[] = {
    {.name = "document",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct list_parameters, document),
     .most = 256,
     .summary = "Only references of this document, by its canonical id.",
     .example = "08OSLO312"},
    {.name = "direction",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, direction),
     .words = direction_words,
     .preset = "out",
     .summary = "What the document cites, or what cites it."},
    WORDS("cites", "The canonical id of what is cited.", "08STATE49203"),
    OTHERS("target", "The kind of what is cited: cable, email, report …", "cable"),
};
const struct http_parameters fact_rows_reference_parameters = HTTP_PARAMETERS(reference_items);

static const struct http_parameter page_items[] = {
    LIST_SORT_PARAMETER,
    LIST_LIMIT_PARAMETER(struct list_parameters, INT32_MAX, "20",
                         "How many rows; 0 for the total only. At most 1000 of json; ndjson and "
                         "csv give all when nobody says."),
    LIST_OFFSET_PARAMETER(struct list_parameters, "How many rows to pass over."),
    LIST_CONFIDENCE_PARAMETER,
    {.name = "raw",
     .kind = HTTP_PARAMETER_FLAG,
     .offset = offsetof(struct list_parameters, raw),
     .preset = "0",
     .summary = "csv: leave cells as they are that a spreadsheet would take for a formula."},
};
const struct http_parameters fact_rows_page_parameters = HTTP_PARAMETERS(page_items);
