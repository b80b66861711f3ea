/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * One document as it was read: what clients get from /v1/documents/{id}.
 *
 * Documents are plain data. All that a document points to lives in the arena it was read into, or
 * in memory that lives as long. Spans are bytes into text, the whole document decoded to UTF-8.
 */

#include "chancery/model/cable.h"
#include "chancery/model/facts.h"
#include "chancery/model/frus.h"
#include "chancery/model/news.h"

/* When the document says it was sent or published. */
struct document_date {
    struct text value;     /* ISO 8601, as precise as precision: 2007-02-16T08:22:00Z, 2007-02 */
    struct text precision; /* minute, day, week, month or year */
    struct text from;      /* the evidence: dtg, header, label, dateline, metadata … */
};

/* The file it came from. */
struct document_source {
    struct text path;     /* as the folder has it, below the folder that was loaded */
    struct text format;   /* the form it was read as: text, html, tei … */
    struct text encoding; /* what its bytes were: utf-8, windows-1252 … */
    int64_t bytes;
    struct text sha256; /* of its bytes, lower-case hexadecimal */
    struct text part;   /* which part of a file that holds several, or none */
};

/* One paragraph. */
struct paragraph {
    struct text id;      /* document id, "/p", place in the document from 1 */
    int64_t number;      /* as it should count, or INTEGER_NONE */
    struct text printed; /* the number as it stands: "¶1.", "11." */
    struct text mark;    /* the portion mark: U, SBU, C, C//NF … */
    struct text heading; /* the heading it stands under */
    struct text voice;   /* report, summary, comment, action_request, quote or note */
    struct text text;    /* lines joined; without number, mark and heading */
    struct span span;    /* of the text */
};

/* Another document that this one names. */
struct reference {
    struct text label; /* the bullet: A, B … */
    struct text raw;
    struct text
        kind; /* cable, email, telephone, report, book, message, airgram, letter, web, other */
    struct text id; /* canonical, when it is a cable whose station and serial could be read */
    bool year_inferred;
    bool held;         /* whether the store has it; known only where a store is */
    int64_t paragraph; /* where in the body it stands, or INTEGER_NONE in the header */
    struct span span;
};

/* Something repaired, or doubtful. */
struct warning {
    struct text code; /* snake_case, from the list in src/parsing/README.md */
    struct text detail;
    struct span span;
};

struct paragraphs {
    LIST_OF(struct paragraph);
};

struct references {
    LIST_OF(struct reference);
};

struct warnings {
    LIST_OF(struct warning);
};

/* Which bytes of a document a rule took for its own; kept only where it is asked for. */
struct coverage {
    LIST_OF(struct span); /* claimed, in any order, some of them twice */
    size_t header_bytes;  /* of the text, from its start: what stands above the body of a cable */
};

struct document {
    struct text text;          /* all of it as UTF-8; not among the fields that clients see */
    struct coverage *coverage; /* NULL: not kept; no such field either */

    struct text id;
    struct text kind; /* cable, news, frus, release, speech or text */
    struct text title;
    struct document_date *date; /* NULL when it bears none */
    struct text language;       /* ISO 639-1, or none */
    struct document_source *source;
    struct cable *cable; /* NULL unless kind is cable */
    struct news *news;   /* NULL unless it is a news report or a release */
    struct frus *frus;   /* NULL unless it is from a volume of Foreign Relations */
    struct paragraphs paragraphs;
    struct references references;
    struct people people;
    struct organizations organizations;
    struct acronyms acronyms;
    struct office_symbols office_symbols;
    struct countries countries;
    struct places places;
    struct dates dates;
    struct events events;
    struct statements statements;
    struct monies money;
    struct action_requests action_requests;
    struct warnings warnings;
};

extern const struct record document_record;
extern const struct record document_date_record;
extern const struct record document_source_record;
extern const struct record paragraph_record;
extern const struct record reference_record;
extern const struct record warning_record;

/* Add a warning; code and detail are borrowed and must live as long as the document. */
void document_warn(struct document *document, struct arena *arena, const char *code,
                   struct text detail, struct span span);
