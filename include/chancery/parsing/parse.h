/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Bytes to documents: finds out what a file is, reads it, and hands out each document in it.
 *
 * Any bytes give a document. What is damaged is read as far as it can be and carries warnings;
 * what cannot be read as anything better is a document of kind "text".
 */

#include "chancery/model/document.h"

struct vocabulary;

/* The largest document that is read; a larger one is refused. A file of several may be of any size.
 */
#define PARSE_DOCUMENT_BYTES_MAX ((size_t)16 * 1024 * 1024)

/* What comes out of an archive: bytes of an entry, of all of them, and entries. */
#define PARSE_ARCHIVE_ENTRY_BYTES_MAX ((int64_t)4 * 1024 * 1024 * 1024)
#define PARSE_ARCHIVE_BYTES_MAX       ((int64_t)16 * 1024 * 1024 * 1024)
#define PARSE_ARCHIVE_ENTRIES_MAX     ((int64_t)1000 * 1000)
/* How many times its own bytes an archive may unpack to, once so many bytes came out of it. */
#define PARSE_ARCHIVE_RATIO_MAX       ((int64_t)200)
#define PARSE_ARCHIVE_RATIO_BYTES_MIN ((int64_t)16 * 1024 * 1024)
/* How long pdftotext may take for one PDF. */
#define PARSE_PDF_SECONDS_MAX ((int64_t)40)

/* Those of the limits that can be changed, in [load] of chancery.ini. */
struct parse_limits {
    int64_t archive_entry_bytes; /* that come out of one entry; a larger one is refused */
    int64_t archive_bytes;       /* of all entries; what follows is not read */
    int64_t archive_entry_count; /* the same */
    int64_t archive_ratio;       /* of what comes out to what the archive is; the same */
    int64_t pdf_seconds;
};

#define PARSE_LIMITS_DEFAULT                                                       \
    ((struct parse_limits){PARSE_ARCHIVE_ENTRY_BYTES_MAX, PARSE_ARCHIVE_BYTES_MAX, \
                           PARSE_ARCHIVE_ENTRIES_MAX, PARSE_ARCHIVE_RATIO_MAX,     \
                           PARSE_PDF_SECONDS_MAX})

/* The most memory one document may take while it is read, per byte of it and in all. */
#define PARSE_MEMORY_FACTOR    ((size_t)40)
#define PARSE_MEMORY_BYTES_MIN ((size_t)4 * 1024 * 1024)

/*
 * Hears of a piece of a file that gave no document, such as a damaged row. code is static; detail
 * is one sentence, good during the call only; context is the sink's.
 */
typedef void parse_fault(struct text code, struct text detail, void *context);

/* A document that was cut out of its file and is still to be read; it points into nothing else. */
struct parse_part;

/*
 * Takes over a part of so many bytes: parse_part_read or parse_part_drop must follow, on any
 * thread. A status other than STATUS_OK ends the parse and is its result.
 */
typedef enum status parse_defer(struct parse_part *part, size_t bytes, void *context,
                                struct error *error);

struct parse_options {
    const struct vocabulary *vocabulary;
    struct text path;   /* what source.path shall say; borrowed */
    parse_fault *fault; /* may be NULL */
    /*
     * Takes what need not be read at once, so that others read it; NULL: the sink gets all. Only
     * rows, JSON and plain text come so, and what is large does not. Order is the taker's affair.
     */
    parse_defer *defer;
    bool coverage;                     /* fill document->coverage */
    const struct parse_limits *limits; /* NULL: PARSE_LIMITS_DEFAULT */
};

/*
 * Takes one document. It and bytes, the part of the file that it was read from, are good during
 * the call only. A status other than STATUS_OK ends the parse and is its result.
 */
typedef enum status parse_sink(struct document *document, struct arena *arena, struct text bytes,
                               void *context, struct error *error);

/*
 * Read bytes, a whole file, and call sink once for each document in it, in their order.
 *
 * Errors:  STATUS_LIMIT      a document over PARSE_DOCUMENT_BYTES_MAX
 *          STATUS_INVALID    a table or the like without any document
 *          STATUS_NO_MEMORY
 *          and whatever sink answers
 * Threads: may run in any number of threads at once.
 */
MUST_CHECK enum status parse_bytes(struct text bytes, const struct parse_options *options,
                                   parse_sink *sink, void *context, struct error *error);

/*
 * Read part, give the document to sink, and free the part whatever comes of it. options says what
 * it did when the part was cut out.
 *
 * Errors:  STATUS_NO_MEMORY, and what sink answers
 */
MUST_CHECK enum status parse_part_read(struct parse_part *part, const struct parse_options *options,
                                       parse_sink *sink, void *context, struct error *error);

/* Free part; nothing comes of it. NULL is fine. */
void parse_part_drop(struct parse_part *part);

/* A file that is too large to be held, read from its front to its end. */
struct parse_stream {
    /* Put at most room bytes, which is not 0, into out; *got is 0 at the end of the file only. */
    enum status (*read)(void *context, char *out, size_t room, size_t *got, struct error *error);
    void *context;
};

/* The same for a stream, in bounded memory. Errors: those of stream->read too. */
MUST_CHECK enum status parse_stream(const struct parse_stream *stream,
                                    const struct parse_options *options, parse_sink *sink,
                                    void *context, struct error *error);
