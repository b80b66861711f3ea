/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What the readers of a cable's header share; private to them.
 *
 * The header is read in four steps: a clean copy of its bytes in which furniture is blanked
 * (cable_copy.c), lines with the labels that begin them (cable_lines.c, cable_label.c), a reader
 * for each part, and what only the parts together can tell: date, station, id (cable_identity.c).
 * The copy has the length of the text, so that a piece of it stands at the same place there.
 */

#include "chancery/base/calendar.h"
#include "reading.h"

/* How much of a text may be header, in bytes. Long lists of addressees take 20,000. */
#define CABLE_HEADER_BYTES_MAX ((size_t)64 * 1024)

/* How far behind the first paragraph a second, better copy of the header is looked for, in bytes.
 */
#define CABLE_SECOND_COPY_BYTES_MAX ((size_t)4096)

/* The most bytes of one field; what is longer is no field any more. */
#define CABLE_FIELD_BYTES_MAX ((size_t)8192)

/* What a line of the header begins with. */
enum header_label {
    HEADER_NONE,
    HEADER_CLASS_LINE,
    HEADER_ORDER,
    HEADER_TAGS,
    HEADER_SUBJECT,
    HEADER_REFERENCES,
    HEADER_CLASSIFIED_BY,
    HEADER_DERIVED_FROM,
    HEADER_DECLASSIFY_ON,
    HEADER_RECORD, /* a label of a database that held the cable: "refid:" */
    HEADER_PARAGRAPH,
};

struct header_line {
    struct text text; /* in the copy, trimmed, never empty */
    enum header_label label;
    size_t label_bytes; /* of text, with the sign and the blanks behind it */
    bool after_blank;   /* whether an empty line stands before it */
};

struct header_lines {
    LIST_OF(struct header_line);
};

/* The date-time group as it was read, before it is checked. */
struct header_dtg {
    struct text piece; /* TEXT_NONE where there is none */
    long day;
    long hour;
    long minute;
    char zone;
    int64_t month; /* 0 when it could not be read */
    int64_t year;  /* four digits */
    bool damaged;  /* letters and digits were misread for each other */
};

/* Day of the year and time of the line of the originator; day is 0 when it could not be read. */
struct header_filing {
    struct text piece;
    long day;
    long hour;
    long minute;
};

/* What a database or a newspaper printed in front of the cable. */
struct header_record {
    struct text date_piece;
    struct calendar_date date; /* year 0 when none was printed */
    long hour;                 /* -1 when only the day was */
    long minute;
    struct text id;
    struct text level; /* static */
};

struct cable_header {
    struct reading *reading;
    struct cable *cable;
    struct text copy;
    struct header_lines lines;
    struct texts removed;      /* page lines blanked in the copy */
    size_t class_line;         /* index of the line that was taken for it, or lines.count */
    struct text class_station; /* as printed there */
    struct header_dtg dtg;
    struct header_filing filing;
    struct header_record record;
    int64_t year; /* four digits, or 0: of the cable, for its id and its references */
    bool year_inferred;
    const char *year_from;        /* the sentence that says how it was inferred */
    struct texts reference_lists; /* read last, when year and station are known */
    size_t end; /* behind the last part of the header, in bytes from the start of the text */
};

/* piece, which lies in the copy, as it stands in the text. */
struct text header_printed(const struct cable_header *header, struct text piece);

/* The same with runs of blanks folded. */
struct text header_folded(const struct cable_header *header, struct text piece);

/* The same in capitals. */
struct text header_upper(struct cable_header *header, struct text piece);

/* Where to keep what was printed; never NULL. */
struct cable_raw *header_raw(struct cable_header *header);

/* Warn of piece, which lies in the copy or is TEXT_NONE. code and detail are static. */
void header_warn(struct cable_header *header, const char *code, const char *detail,
                 struct text piece);

/* Note that piece, which lies in the copy, is part of the header. */
void header_claim(struct cable_header *header, struct text piece);

/* cable_copy.c: make the copy. False when there is no memory. */
bool header_copy(struct cable_header *header);

/* cable_lines.c: fill lines and class_line from the copy. */
void header_split(struct cable_header *header);

/* cable_label.c: the label at the front of line, and its bytes. */
enum header_label header_label(struct text line, size_t *bytes);

/* The same where a label may stand in the middle of a line, glued to what is before it. */
enum header_label header_label_inside(struct text rest, bool after_blank, size_t *bytes);

/*
 * The first place at at or behind it where header_label_inside could find anything, or the digit of
 * the first paragraph stands; the length of line where there is none.
 */
size_t header_find_place(struct text line, size_t at);

/* The number and mark that begin a paragraph: their bytes, or 0. */
size_t header_paragraph(struct text line);

/* cable_heading.c: format lines 1 to 9, which stand before the line at index end. */
void header_read_heading(struct cable_header *header, size_t end);

/* cable_record.c: what a database printed in front of the cable. */
void header_read_record(struct cable_header *header, size_t end);

/* Set date and time of *record to those at the front of text; left alone where it has none. */
void header_record_date(struct text text, struct header_record *record);

/* Keep the level that piece names, if it is no more than that, and none is known yet. */
void header_record_level(struct cable_header *header, struct text piece);

/* cable_distribution.c: "ACTION EA-10", "INFO OCT-01 … /047 W" before the line at index end. */
void header_read_distribution(struct cable_header *header, size_t end);

/* cable_label_form.c: make lines of the labels of a print that stand in one line of its copy. */
void header_part_labels(char *bytes, size_t length);

/* Read "MRN: 23 ROME 12" and what else such a print has for format lines 1 to 12. */
void header_read_label_form(struct cable_header *header);

/* How much of a container's value a warning repeats. */
#define CABLE_HINT_BYTES_MAX ((size_t)100)

/* Two digits from here on are of the last century. */
#define HEADER_FIRST_YEAR_OF_CENTURY 66

/* cable_hints.c: what the container knows, before date and id are concluded. */
void header_take_hints(struct cable_header *header);

/* The same, afterwards: id and level where the cable has none, else whether they agree. */
void header_compare_hints(struct cable_header *header);

/* The container's list of references, where the cable has none. */
void header_add_hinted_references(struct cable_header *header);

/* cable_class_line.c */

/* The most caveats one classification line is taken to have. */
#define CLASS_LINE_HANDLING_MAX 4

struct cable_class_line {
    struct text level;                             /* static: CONFIDENTIAL … */
    struct text handling[CLASS_LINE_HANDLING_MAX]; /* static */
    size_t handling_count;
    struct text station; /* as printed */
    struct text serial;
    long section; /* 0 when it has none */
    long sections;
    bool damaged;  /* letters were lost or changed */
    size_t length; /* of the line, up to what may follow the serial */
};

/* Read line as a classification line with station and serial. */
bool cable_class_line_read(struct text line, struct cable_class_line *out);

/* The level that line begins with, static, or TEXT_NONE; how many bytes of line it takes. */
struct text cable_class_level(struct text line, size_t *length, bool *damaged);

/*
 * Readers of the labelled parts. value is the copy from behind the label to the next label; each
 * answers how many bytes of it are its own.
 */
size_t header_read_order(struct cable_header *header, struct text value);
size_t header_read_declassify_on(struct cable_header *header, struct text value);
size_t header_read_tags(struct cable_header *header, struct text value);
size_t header_read_subject(struct cable_header *header, struct text value);
size_t header_read_references(struct cable_header *header, struct text value);
size_t header_read_classified_by(struct cable_header *header, struct text value);

/* Add the captions at the front of line; answers how many bytes they take. */
size_t header_read_captions(struct cable_header *header, struct text line);

/* Whether all of line is captions; nothing is added. */
bool header_is_captions(const struct cable_header *header, struct text line);

/* Passing instructions in text, the lines between captions and the order line. */
size_t header_read_passing(struct cable_header *header, struct text lines);

/* Whether line begins one; nothing is added. */
bool header_is_passing(const struct cable_header *header, struct text line);

/* cable_dtg.c: read the date-time group at the front of text. False when there is none. */
bool header_read_dtg(struct text text, struct header_dtg *out, struct cable_dtg *printed,
                     struct arena *arena);

/* cable_address.c: add what line says as an addressee to list, or to the last one there. */
void header_read_address(struct cable_header *header, struct text line,
                         struct cable_addressees *list);

/* The exempted addressee in line, behind XMT, for the last one in list. */
void header_read_exempted(struct cable_header *header, struct text line,
                          struct cable_addressees *list);

/* Whether line begins as an addressee does: with a routing indicator, or a kind of post. */
bool header_is_address(struct text line);

/* A routing indicator in capitals, without the blanks that a scan put into it, and with O for 0. */
struct text header_clean_indicator(struct cable_header *header, struct text indicator);

/* Whether line is a kind of post and no more: "AMEMBASSY". */
bool header_is_kind_of_post(struct text line);

/* "IMMEDIATE" for O; TEXT_NONE when it is none. Static. */
struct text header_precedence(char prosign);

/* "2007-02-16" */
struct text header_day_text(struct cable_header *header, struct calendar_date date);

/* cable_date.c: when it was sent. The serial must be known. */
void header_conclude_date(struct cable_header *header);

/* cable_identity.c: date, station, id, title, from all that was read. */
void header_conclude(struct cable_header *header);

/* The canonical spelling of a station, in arena or static; TEXT_NONE when text names none. */
struct text header_station(struct cable_header *header, struct text text, bool *certain);
