/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What somebody asks for, as a tree.
 *
 * However a query came in (typed text, JSON), it becomes this tree, and nothing below the parsers
 * knows how it was written.
 */

#include "chancery/base/calendar.h"
#include "chancery/model/record.h"

/* The most leaves of one query, and how deep its brackets may nest. */
#define QUERY_TERMS_MAX 256
#define QUERY_DEPTH_MAX 32

enum query_kind {
    QUERY_ALL,       /* every document */
    QUERY_TERM,      /* text: one word as written; with exact, prefix, fuzzy, wildcard */
    QUERY_PHRASE,    /* text: words in this order, at most distance other words between them */
    QUERY_AND,       /* all children */
    QUERY_OR,        /* at least one child */
    QUERY_NOT,       /* not its one child */
    QUERY_NEAR,      /* its two children within distance words, in any order */
    QUERY_SENTENCE,  /* its two children in one sentence */
    QUERY_PARAGRAPH, /* its two children in one paragraph */
    QUERY_FIELD,     /* in a text field: its one child; in others: text, with prefix; or dates */
};

enum query_field {
    QUERY_FIELD_TITLE,
    QUERY_FIELD_BODY,
    QUERY_FIELD_TAG,
    QUERY_FIELD_CLASSIFICATION,
    QUERY_FIELD_HANDLING,
    QUERY_FIELD_MARK,
    QUERY_FIELD_VOICE,
    QUERY_FIELD_FROM,
    QUERY_FIELD_TO,
    QUERY_FIELD_INFO,
    QUERY_FIELD_STATION,
    QUERY_FIELD_KIND,
    QUERY_FIELD_LANGUAGE,
    QUERY_FIELD_DATE,
    QUERY_FIELD_ID,
    QUERY_FIELD_REF,
    QUERY_FIELD_PERSON,
    QUERY_FIELD_ORG,
    QUERY_FIELD_COUNTRY,
    QUERY_FIELD_PLACE,
    QUERY_FIELD_CAPTION,
    QUERY_FIELD_OFFICE,
    QUERY_FIELD_SIGNED_BY,
    QUERY_FIELD_CLASSIFIED_BY,
    QUERY_FIELD_AUTHOR,
    QUERY_FIELD_PUBLICATION,
    QUERY_FIELD_SPEAKER,
    QUERY_FIELD_EVENT,
    QUERY_FIELD_SAID,
    QUERY_FIELD_COUNT,
};

enum query_field_kind {
    QUERY_FIELD_KIND_TEXT,  /* words, found as in the body */
    QUERY_FIELD_KIND_VALUE, /* one of the document's values for it, whole */
    QUERY_FIELD_KIND_DATE,
};

struct query_field_entry {
    const char *name; /* in q and as a parameter */
    enum query_field_kind kind;
    bool has_facet; /* its values may be counted and filtered by */
    const char *meaning;
};

/* By enum query_field. */
extern const struct query_field_entry query_fields[QUERY_FIELD_COUNT];

/* Set *out to the field called name, in any case. False when there is none. */
bool query_field_find(struct text name, enum query_field *out);

/* Which documents a date asks for. */
struct query_dates {
    bool undated; /* those without a date; the interval says nothing then */
    struct calendar_interval interval;
};

struct query_node;

struct query_nodes {
    LIST_OF(struct query_node *);
};

struct query_node {
    enum query_kind kind;
    struct text text;
    bool exact;       /* the written form only */
    bool prefix;      /* words or values that begin with text */
    bool fuzzy;       /* words a small distance away */
    bool wildcard;    /* each * within text stands for any letters */
    int64_t distance; /* of QUERY_PHRASE (0: none between) and QUERY_NEAR */
    enum query_field field;
    struct query_dates dates; /* of QUERY_FIELD_DATE */
    struct query_nodes children;
    struct span span; /* where it stood in what was typed, in bytes; all zero when it was not */
};

/* A new node of a kind, or NULL when arena has no more. */
struct query_node *query_node_new(struct arena *arena, enum query_kind kind);

/* Something in a typed query that was mended so that it could be answered. */
struct query_repair {
    struct text code;
    struct text detail;
    struct span span; /* bytes of what was typed */
};

struct query_repairs {
    LIST_OF(struct query_repair);
};

extern const struct record query_repair_record;
