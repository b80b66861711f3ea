/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Describes the structs of this room as tables, so that one walk can write any of them as JSON,
 * keep it in the store, or document it.
 *
 *     static const struct field place_fields[] = {
 *         FIELD(struct place, name, FIELD_TEXT, "The place as printed."),
 *         FIELD_OF(struct place, mentions, FIELD_RECORDS, mention_record, "Where it stands."),
 *     };
 *     const struct record place_record = RECORD("place", struct place, place_fields);
 *
 * Fields are listed in the order in which clients see them, and are called what clients call them.
 * A struct that is all zero bytes is a valid record that says nothing: every field is null, empty
 * or false. For integers "nothing" must be written out as INTEGER_NONE.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chancery/base/list.h"

/* An integer field that says nothing. */
#define INTEGER_NONE INT64_MIN

/* A piece of the document's text, [start, end), in bytes from its start. All zero: none. */
struct span {
    size_t start;
    size_t end;
};

/* A yes or no that may be unknown. */
enum answer {
    ANSWER_UNKNOWN,
    ANSWER_NO,
    ANSWER_YES,
};

/*
 * How sure a fact is, surest first. What says nothing is certain.
 *
 *     certain   the text says so in so many words: a printed name with its title, a stated date
 *     likely    read from the text by a rule that is seldom wrong: a surname alone that one person
 *               of the document bears, a year taken from the document's own date
 *     doubtful  a guess that a reader should check: two persons may be meant, a bare capital word
 */
enum confidence {
    CONFIDENCE_CERTAIN,
    CONFIDENCE_LIKELY,
    CONFIDENCE_DOUBTFUL,
};

#define CONFIDENCE_COUNT 3

/* "certain", "likely" or "doubtful". Static. */
struct text confidence_name(enum confidence confidence);

enum field_kind {
    FIELD_TEXT,       /* struct text; TEXT_NONE is null */
    FIELD_INTEGER,    /* int64_t; INTEGER_NONE is null */
    FIELD_FLAG,       /* bool; never null */
    FIELD_ANSWER,     /* enum answer; unknown is null */
    FIELD_CONFIDENCE, /* enum confidence; never null */
    FIELD_SPAN,       /* struct span; all zero is null */
    FIELD_RECORD,     /* a pointer to another record; NULL is null */
    FIELD_RECORDS,    /* a list of records */
    FIELD_TEXTS,      /* struct texts */
};

struct record;

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;               /* bytes from the start of the struct */
    const struct record *record; /* of FIELD_RECORD and FIELD_RECORDS */
    const char *meaning;         /* for people: one sentence */
};

struct record {
    const char *name;
    size_t size_bytes;
    const struct field *fields;
    size_t field_count;
};

#define FIELD(type, member, kind, meaning)                       \
    {                                                            \
#member, (kind), offsetof(type, member), NULL, (meaning) \
    }
#define FIELD_OF(type, member, kind, record, meaning)                 \
    {                                                                 \
#member, (kind), offsetof(type, member), &(record), (meaning) \
    }
#define RECORD(name, type, fields)                                           \
    {                                                                        \
        (name), sizeof(type), (fields), sizeof(fields) / sizeof((fields)[0]) \
    }

/* The field of record called name, or NULL. */
const struct field *record_field(const struct record *record, struct text name);

/*
 * Read one field of the struct at value. The kind must be the field's own; each is a copy, the
 * memory pointed to stays the struct's.
 */
struct text field_text(const struct field *field, const void *value);
int64_t field_integer(const struct field *field, const void *value);
bool field_flag(const struct field *field, const void *value);
enum answer field_answer(const struct field *field, const void *value);
enum confidence field_confidence(const struct field *field, const void *value);
struct span field_span(const struct field *field, const void *value);
const void *field_record(const struct field *field, const void *value);

/* The list of a FIELD_RECORDS or FIELD_TEXTS field, and the item of it at index. */
struct list field_list(const struct field *field, const void *value);
const void *field_item(const struct field *field, const struct list *list, size_t index);
