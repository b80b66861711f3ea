/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Rows of facts: events, statements, requests, sums and references of the documents found, in the
 * order of the documents, one after the other; an event that several documents tell is one row,
 * where the first of them is met. Which rows there are is known without reading a
 * document; those that are told are read from the store.
 */

#include "chancery/base/csv_writer.h"
#include "chancery/base/utf8.h"

#include "fact_words.h"
#include "finding.h"
#include "view.h"

/* A kind of row. */
struct fact_rows_table {
    const char *path; /* "events" */
    enum registry_row_kind kind;
    const char *list;       /* the key of a document that holds them */
    enum query_field field; /* whose filters hold for rows too; QUERY_FIELD_COUNT: none */
};

#define FACT_ROWS_TABLE_COUNT 5

extern const struct fact_rows_table fact_rows_tables[FACT_ROWS_TABLE_COUNT];

/* Filters by what a row itself says, the same for all of its kind. */
extern const struct http_parameters fact_rows_event_parameters;
extern const struct http_parameters fact_rows_statement_parameters;
extern const struct http_parameters fact_rows_request_parameters;
extern const struct http_parameters fact_rows_money_parameters;
extern const struct http_parameters fact_rows_reference_parameters;

/* sort, limit, offset, confidence, raw. */
extern const struct http_parameters fact_rows_page_parameters;

/* Goes over rows. */
struct fact_rows_walk {
    const struct fact_rows_table *table;
    const struct view *view;
    const struct finding *finding;
    enum confidence bar;
    struct fact_words words;  /* what the word of a row must be */
    struct fact_words others; /* and its other */
    unsigned char *told;      /* of events, by occasion: whether one of its events was told */
    size_t total;             /* rows that are wanted, whatever the page */

    size_t ordered;      /* how many of the documents are in order */
    size_t hit;          /* where it stands */
    size_t item;         /* among the rows of the hit's document */
    struct arena *arena; /* of the document that stands here */
    const struct document *document;
    struct utf8_counter counter;
    size_t document_hit;
};

/* Begin before the first row, and count them. STATUS_NO_MEMORY */
MUST_CHECK enum status fact_rows_begin(struct fact_rows_walk *walk, struct arena *arena,
                                       struct error *error);
void fact_rows_end(struct fact_rows_walk *walk);

/* Go to the next row that is wanted. False behind the last. */
bool fact_rows_next(struct fact_rows_walk *walk, const struct registry_row **out);

/* Read the document of row, where fact_rows_next stands, so that it can be written. */
MUST_CHECK enum status fact_rows_read(struct fact_rows_walk *walk, const struct registry_row *row,
                                      struct error *error);

/* The struct that row is, of the record that its table names. */
const void *fact_rows_value(const struct fact_rows_walk *walk, const struct registry_row *row);
const struct record *fact_rows_record(const struct fact_rows_table *table);

/* Errors: those of reading other documents that tell of the same event */
MUST_CHECK enum status fact_rows_write_json(struct fact_rows_walk *walk,
                                            const struct registry_row *row, struct arena *arena,
                                            struct json_writer *json, struct error *error);
void fact_rows_write_csv_head(const struct fact_rows_walk *walk, struct csv_writer *csv);
void fact_rows_write_csv(struct fact_rows_walk *walk, const struct registry_row *row,
                         struct arena *arena, struct csv_writer *csv);

/* An entry of a calendar, for an event that is dated to the day; others write nothing. */
void fact_rows_write_ics(struct fact_rows_walk *walk, const struct registry_row *row,
                         struct buffer *out);

/* The sentence of the body in which a document makes a reference; TEXT_NONE for one of its header.
 */
struct text fact_rows_sentence(const struct document *document, const struct reference *reference,
                               struct arena *arena);
