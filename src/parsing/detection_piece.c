/* SPDX-License-Identifier: Apache-2.0 */
/* What a text begins with that is a cable, or no more of one than a few lines. */
#include "chancery/base/array.h"

#include "cable_header.h"
#include "detection_piece.h"
#include "shape.h"
#include "spelling.h"

/* The least digits of a serial in a line that has a level in whole words: a year has four. */
#define SERIAL_DIGITS_MIN 5

/* The least tags, and of how many letters, in a list that has no label. */
#define BARE_TAGS_MIN 3

/* What only a cable begins with, in the order of format lines. */
static const char *const piece_shapes[] = {
    "C O N F I D E N T I A L",
    "S E C R E T",
    "T O P s*S E C R E T",
    "V?ZCZCwwwnnn",
    "NNNNV?ZCZCwwwnnn",
    "[O0][O0]s*R[UH]aaa",
    "PPs*R[UH]aaa",
    "RRs*R[UH]aaa",
    "ZZs*R[UH]aaa",
    "DEs+Raaaaa*s*[#]s*nnn",
    "ZN[YR]s+[CSTUER][CSTUER][CSTUER][CSTUER][CSTUER]",
    "[ZOPR0][ZOPR0]?s*[ZOPR]?s*nnnnnns*[ABCDEFGHIKLMNOPQRSTUVWXYZ]?s*awwa*s*[.']?nn",
    "[ZOPR]s*nnnnnns*awwa*s*[.']?nn",
    "nnnnnns*Zs*awwa*s*[.']?nn",
    "MRNs*:s*dd",
    "DATE/DTGs*:",
    "VIEWINGs+CABLEs+dd",
    "DOCUMENTs+NUMBERs*:s*dddd",
    "PAGEs+dds+aaa+s*a*s*ddddd?d?",
    "ACTIONs+aa+[/]?a*-dd",
    "ORIGINs+aa+[/]?a*-dd",
    "XMT[ /]A[M]",
    "DTGs+nnnnnns*Zs",
    "DERIVEDs+FROMs*:s*DSCG",
    "DECLASSIFYs+ONs*:",
};

/* Captions that mean nothing elsewhere. */
static const char *const piece_captions[] = {
    "SIPDIS", "NODIS", "EXDIS", "LIMDIS", "STADIS", "NOFORN",
};

static bool has_shape(struct text line)
{
    for (size_t i = 0; i < COUNT_OF(piece_shapes); i++) {
        if (shape_length(line, piece_shapes[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* "FM AMEMBASSY OSLO", "TO SECSTATE WASHDC PRIORITY 0872" */
static bool is_address(struct text line)
{
    if (text_equal(line, TEXT("TO")) || text_equal(line, TEXT("INFO"))) {
        return true;
    }
    return (shape_take(&line, "FM[: ]s*", NULL) || shape_take(&line, "TO[: ]s*", NULL) ||
            shape_take(&line, "INFO[: ]s*", NULL)) &&
           (header_is_address(line) || shape_length(line, "PAGEs+dds+aaa") != TEXT_NOT_FOUND ||
            text_starts(line, TEXT("ALL DIPLOMATIC")));
}

static bool is_tag(struct text word)
{
    while (word.length > 0 && strchr(",;.#()[]", word.at[word.length - 1])) {
        word.length--;
    }
    return shape_is(word, "[[(]?aaa?a?a?");
}

/* How many words of line are tags by their shape; 0 when one of them is none. */
static size_t count_tags(struct text line)
{
    struct text word;
    size_t tags = 0;
    while (text_take_word(&line, &word)) {
        struct text part;
        while (text_trim(word).length > 0) {
            part = text_slice(word, 0, text_find_char(word, ','));
            word = text_from(word, part.length + 1);
            if (part.length > 0 && !is_tag(part)) {
                return 0;
            }
            tags += part.length > 0;
        }
    }
    return tags;
}

static bool has_small_letters(struct text line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (text_is_lower(line.at[i])) {
            return true;
        }
    }
    return false;
}

static bool has_letter(struct text line)
{
    for (size_t i = 0; i < line.length; i++) {
        if (text_is_letter(line.at[i])) {
            return true;
        }
    }
    return false;
}

/* What stands behind TAGS, however that is spelt: in small letters it must be tags throughout. */
static bool begins_with_tags(struct text label, struct text list)
{
    struct text word;
    struct text rest = list;
    if (has_small_letters(label)) {
        return count_tags(list) >= 2;
    }
    (void)shape_take(&rest, "[[#: -]*", NULL);
    if (rest.length == 0 || rest.at[0] == '<') {
        return true; /* the list stands on the next line, or is made of links */
    }
    return shape_take(&rest, "aa+", &word) && (!has_small_letters(word) || count_tags(list) >= 2);
}

/* "EFIN, ECON, PGOV, CH", whose label was lost. */
static bool is_bare_tags(struct text line)
{
    return !has_small_letters(line) && text_find_char(line, ',') != TEXT_NOT_FOUND &&
           count_tags(line) >= BARE_TAGS_MIN;
}

/* "SUBJECT:" in capitals or before them, or one letter off; "Subject: Re: …" is of a mail. */
static bool is_subject(struct text line, size_t label_bytes)
{
    struct text word;
    struct text rest = line;
    if (!shape_take(&rest, "a+", &word) || text_find_char(line, ':') == TEXT_NOT_FOUND) {
        return text_starts(line, TEXT("SUBJECT"));
    }
    bool near =
        text_equal_fold(word, TEXT("SUBJ")) || spelling_distance(word, TEXT("SUBJECT"), 1) <= 1;
    struct text value = text_trim(text_from(line, label_bytes));
    return near && (!has_small_letters(word) ||
                    (value.length > 1 && text_is_upper(value.at[0]) && text_is_upper(value.at[1])));
}

/* "Classified by UNESCO as …" begins news. */
static bool is_classifier(struct text line)
{
    return text_find_char(line, ':') != TEXT_NOT_FOUND ||
           text_find_fold(line, TEXT("reason")) != TEXT_NOT_FOUND ||
           text_find(line, TEXT("1.")) != TEXT_NOT_FOUND;
}

static bool has_label(struct text line)
{
    size_t bytes = 0;
    switch (header_label(line, &bytes)) {
    case HEADER_ORDER:
        return true;
    case HEADER_TAGS:
        return begins_with_tags(text_slice(line, 0, bytes), text_from(line, bytes));
    case HEADER_SUBJECT:
        return is_subject(line, bytes);
    case HEADER_REFERENCES:
        return !has_small_letters(text_slice(line, 0, 3)) && has_letter(text_from(line, bytes));
    case HEADER_CLASSIFIED_BY:
        return is_classifier(line);
    case HEADER_NONE:
    case HEADER_CLASS_LINE:
    case HEADER_DERIVED_FROM:
    case HEADER_DECLASSIFY_ON:
    case HEADER_RECORD:
    case HEADER_PARAGRAPH:
        break;
    }
    return false;
}

/* "Ref: A. 07 State 12345": a post and its serial behind a label in small letters. */
static bool is_small_reference(struct text line)
{
    struct text word;
    if (!text_starts(line, TEXT("Ref: ")) && !text_starts(line, TEXT("Refs: ")) &&
        !text_starts(line, TEXT("Reftel: "))) {
        return false;
    }
    line = text_from(line, text_find_char(line, ':') + 1);
    (void)shape_take(&line, "s*[(]?as*[.)]s*", NULL);
    (void)shape_take(&line, "s*'?ddd?d?s+", NULL);
    (void)shape_take(&line, "s*", NULL);
    while (shape_take(&line, "aa+s+", &word)) {
        if (!text_is_upper(word.at[0])) {
            return false;
        }
    }
    return shape_length(line, "ddd?d?d?d?[ ,.;)]*$") != TEXT_NOT_FOUND;
}

/* "DEPT FOR EUR/NB", "STATE PASS TO USTR", in capitals outside brackets. */
static bool is_passing(struct text line)
{
    static const char *const starts[] = {
        "DEPT FOR ",   "DEPT PASS ",         "DEPT PLEASE PASS ",       "DEPARTMENT FOR ",
        "STATE PASS ", "STATE PLEASE PASS ", "DEPARTMENT PLEASE PASS ", "DEPARTMENT PASS ",
        "STATE FOR ",
    };
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        if (text_starts(line, text_of(starts[i]))) {
            struct text word = text_from(line, strlen(starts[i]));
            return text_find_char(word, '.') == TEXT_NOT_FOUND && !has_small_letters(word) &&
                   (i + 1 < COUNT_OF(starts) || text_find_char(word, '/') != TEXT_NOT_FOUND);
        }
    }
    return false;
}

static bool are_captions(struct text line)
{
    struct text word;
    size_t known = 0;
    while (text_take_word(&line, &word)) {
        size_t i = 0;
        while (i < COUNT_OF(piece_captions) && !text_equal(word, text_of(piece_captions[i]))) {
            i++;
        }
        if (i == COUNT_OF(piece_captions)) {
            return false;
        }
        known++;
    }
    return known > 0;
}

/* "S E C R E T SECTION 01 OF 02 OSLO 000077", "UNCLAS OSLO 77" */
static bool is_class_line(struct text line)
{
    struct cable_class_line read;
    return cable_class_line_read(line, &read) &&
           (read.serial.length >= SERIAL_DIGITS_MIN || read.sections > 0 ||
            shape_length(line, "a a a a ") != TEXT_NOT_FOUND ||
            text_starts_fold(line, TEXT("UNCLAS ")));
}

bool detection_is_piece(struct text line)
{
    return are_captions(line) || is_passing(line) || is_small_reference(line) || has_shape(line) ||
           is_address(line) || is_bare_tags(line) || is_class_line(line) || has_label(line);
}
