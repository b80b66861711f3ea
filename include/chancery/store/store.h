/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What the store keeps, as rows that its writer takes and its readers answer.
 *
 * A store is one SQLite file. It is the truth: the documents as they were loaded, what was read in
 * them, and what could not be read. Everything else can be made again from it. It is written by one
 * writer at a time (writer.h) and read by any number of readers (reader.h), each of which sees one
 * generation, whatever happens meanwhile.
 */

#include <stdbool.h>
#include <stdint.h>

#include "chancery/base/list.h"
#include "chancery/model/record.h"

/* The longest path below a root, in bytes. */
#define STORE_PATH_BYTES_MAX ((size_t)4096)
/* The longest id that is looked up, in bytes. */
#define STORE_ID_BYTES_MAX ((size_t)256)
/* The most one document may take once unpacked: bytes, text and model. */
#define STORE_DOCUMENT_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* What became of a file. */
enum store_file_state {
    STORE_FILE_READ,    /* its documents are here */
    STORE_FILE_REFUSED, /* reason says why; it gave no document */
};

/* A file below one of the folders that were loaded. */
struct store_file {
    int64_t key;
    int64_t root_key;
    struct text path; /* below the root; the name alone when the root is a file */
    int64_t bytes;
    int64_t mtime_ns;   /* since 1970; STORE_MTIME_UNSURE when it cannot show a change */
    struct text sha256; /* of the whole file; none when it was refused unread */
    enum store_file_state state;
    struct text reason; /* a code of the load report, or none */
};

/* The file was written so shortly before it was read that a later write might bear the same time.
 */
#define STORE_MTIME_UNSURE INT64_MIN

struct store_files {
    LIST_OF(struct store_file);
};

/* Keys of documents. */
struct store_keys {
    LIST_OF(int64_t);
};

/* How much was lost. */
enum store_severity {
    STORE_REFUSED,  /* the file was not read */
    STORE_REPLACED, /* bytes that make no text stand as U+FFFD */
    STORE_REPAIRED, /* read with a repair or a doubt: a warning of the document */
    STORE_COPY,     /* the same text as another file, which stands for it */
};

/* "refused", "replaced", "repaired" or "copy". Static. */
struct text store_severity_name(enum store_severity severity);

/* One line of the load report. */
struct store_report {
    struct text path;        /* of the file */
    struct text document_id; /* or none */
    enum store_severity severity;
    struct text code;
    struct text detail; /* of the first one */
    int64_t count;      /* how often in this document */
};

struct store_reports {
    LIST_OF(struct store_report);
};

/* All lines of one code, summed up. */
struct store_report_sum {
    enum store_severity severity;
    struct text code;
    int64_t files;
    int64_t count;
    struct text path; /* of one of them, the first that was loaded */
    struct text detail;
};

struct store_report_sums {
    LIST_OF(struct store_report_sum);
};

/* A number of documents of one kind. */
struct store_kind_count {
    struct text kind;
    int64_t count;
};

struct store_kind_counts {
    LIST_OF(struct store_kind_count);
};

/* A document in few words, for lists of neighbors and citers. */
struct store_entry {
    int64_t key;
    struct text id;
    struct text kind;
    struct text title; /* or none */
    struct text date;  /* ISO 8601, or none */
};

struct store_entries {
    LIST_OF(struct store_entry);
};

/* One document naming another. */
struct store_reference {
    int64_t from_key;
    struct text from_id;
    struct text to_id; /* canonical, or none where it could not be read */
    bool held;         /* whether the store has to_id */
    struct text label;
    struct text raw;
    struct text kind;
    bool year_inferred;
    int64_t paragraph; /* INTEGER_NONE in the header */
    struct span span;  /* of the citing document's text */
};

struct store_references {
    LIST_OF(struct store_reference);
};

/* A document that is cited and not held. */
struct store_missing {
    struct text id;
    int64_t cited_by; /* documents */
};

struct store_missings {
    LIST_OF(struct store_missing);
};

/* What became of a document. */
enum store_change_kind {
    STORE_ADDED,
    STORE_CHANGED, /* read otherwise than before */
    STORE_REMOVED,
};

/* "added", "changed" or "removed". Static. */
struct text store_change_name(enum store_change_kind kind);

/* One document that is not what it was. */
struct store_change {
    enum store_change_kind change;
    int64_t generation; /* the first in which it is so */
    struct text id;
    struct text kind; /* none when it was removed */
    struct text title;
};

struct store_changes {
    LIST_OF(struct store_change);
};

/* A folder or file that was loaded. */
struct store_root {
    int64_t key;
    struct text path; /* absolute */
    int64_t position; /* in the order given; decides which of two texts with one id comes first */
};

struct store_roots {
    LIST_OF(struct store_root);
};

/* One generation of the store as a whole. */
struct store_summary {
    int64_t generation; /* from 1 */
    struct text tag;    /* of the content: equal for equal documents, wherever they were loaded */
    int64_t document_count;
    int64_t file_count;
    int64_t source_bytes;      /* of all documents as loaded */
    int64_t published_seconds; /* since 1970, UTC */
    struct text reading;       /* what read the documents: see store_writer_open */
};

/* Which rows of a long list to answer. */
struct store_page {
    size_t offset;
    size_t limit;
};
