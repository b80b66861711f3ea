/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The forms that documents come in, one entry of a table each (forms.c).
 *
 * A form finds out whether a file is of its kind from the first bytes, and reads it: it parts the
 * file and hands out each part, which becomes one document:
 *
 *     struct part part;
 *     enum status status = part_begin(file, bytes, &part, error);
 *     if (status) { return status; }
 *     part.text = ...;        in part.arena, or part_decode for plain text
 *     part.hints.id = ...;    what the container knows
 *     status = part_end(file, &part, error);
 *
 * No two parts are held at once, and no more of the file than the source's window.
 */

#include "hints.h"
#include "reading.h"
#include "source.h"

/* How many of the first bytes detection sees. */
#define FORM_DETECTION_BYTES ((size_t)256 * 1024)

/* Larger parts are read at once, since those that are read later are copied. */
#define FORM_DEFERRED_BYTES_MAX ((size_t)1024 * 1024)

/* A file while it is read. */
struct form_file {
    struct source source;
    const struct form *form;
    const struct parse_options *options;
    parse_sink *sink;
    void *context;
    struct text entry;      /* the path of the file in an archive, or TEXT_NONE */
    int64_t document_count; /* handed out so far */

    /* Where the source shows as UTF-8 what is not: the file itself, and what it was. */
    struct source raw;
    struct text raw_encoding; /* TEXT_NONE: the source shows the file as it is */
    size_t raw_replaced_count;
    struct arena *arena; /* of what it shows, or NULL */
};

struct form {
    const char *name; /* what source.format says */
    /*
     * Whether a file that begins with head is of this form; head is all of it, or
     * FORM_DETECTION_BYTES. By content alone: names lie.
     */
    bool (*detect)(struct text head);
    /* Hand out every document in the file; the window is at its first byte. */
    enum status (*read)(struct form_file *file, struct error *error);
    /* Its parts point into their own arenas only, so that they may be read later, elsewhere. */
    bool are_parts_apart;
};

/* The first form in the table that detects head; the last one takes anything. */
const struct form *forms_detect(struct text head);
bool forms_is_last(const struct form *form);

/* The limits that the file is read with. */
struct parse_limits form_limits(const struct form_file *file);

/*
 * Fill the window of file->source and set file->form. A file of up to PARSE_DOCUMENT_BYTES_MAX that
 * is of a form other than plain text, and is in UTF-16 or UTF-32 or in the encoding that it
 * declares, shows as UTF-8 from here on: what is cut out of it is in UTF-8, while a document of all
 * of it is of the bytes of the file.
 *
 * Errors:  STATUS_NO_MEMORY, and what the source answers
 * Owns:    form_file_close must follow in any case.
 */
MUST_CHECK enum status form_file_open(struct form_file *file, struct error *error);
void form_file_close(struct form_file *file);

/* One document while its form makes it. */
struct part {
    struct text bytes; /* what source.bytes and source.sha256 are of; borrowed, but see is_apart */
    struct arena *arena;
    struct text name; /* source.part; TEXT_NONE where the part is all of the file */
    struct text text; /* valid UTF-8: what spans point into, and what readers read */
    struct text encoding;
    size_t replaced_count; /* bytes that stood for no character */
    struct hints hints;
    const void *content; /* what read works from besides the text: reading->content */
    bool is_apart;       /* bytes are a copy in arena, and the part may be read later */
    const char *warning; /* of the part as a whole: markup_cut, or NULL */
    /* Fills the document; NULL: detection finds out whether the text is cable, news or neither. */
    void (*read)(struct reading *reading);
};

/*
 * Begin a part that was read from bytes.
 *
 * Errors:  STATUS_LIMIT  bytes are over PARSE_DOCUMENT_BYTES_MAX;  STATUS_NO_MEMORY
 * Owns:    on success part_end or part_drop must follow.
 */
MUST_CHECK enum status part_begin(const struct form_file *file, struct text bytes,
                                  struct part *part, struct error *error);

/* Make the part's bytes its text. STATUS_NO_MEMORY */
MUST_CHECK enum status part_decode(struct part *part, struct error *error);

/*
 * Make a document of the part, give it to the sink, and free it whatever comes of that.
 *
 * Errors:  STATUS_NO_MEMORY, and what the sink answers
 */
MUST_CHECK enum status part_end(struct form_file *file, struct part *part, struct error *error);

/* Free the part; nothing comes of it. */
void part_drop(struct part *part);

/* Tell that a piece of the file gives no document. code is static, from README.md. */
void form_fault(const struct form_file *file, const char *code, struct text detail);
