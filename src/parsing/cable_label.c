/* SPDX-License-Identifier: Apache-2.0 */
/* What a line of a header begins with. */

#include "chancery/base/array.h"

#include "cable_header.h"
#include "portion_mark.h"
#include "shape.h"
#include "spelling.h"

/*
 * Labels as they should stand, each beginning with a capital, and what must follow them, if
 * anything. Those that may be glued to what stands before them come first: they are looked for at
 * every letter.
 */
static const struct label_rule {
    const char *shape;
    const char *follows; /* NULL: anything */
    enum header_label label;
    bool inside; /* may be glued to what stands before it in a line */
} label_rules[] = {
    {"E[.,]s?O[.,]?s*[:.]?s*", "nnnnn?n?", HEADER_ORDER, true},
    {"E[.,]s?O[.,]s*", "nn[, ]nnn[: ]", HEADER_ORDER, true},
    {"TAGSs*[:;,.]s*", NULL, HEADER_TAGS, true},
    {"SUBJECTs*[:;][:;]?s*", NULL, HEADER_SUBJECT, true},
    {"SUBJs*[:;.]s*", NULL, HEADER_SUBJECT, true},
    {"REF[(]?S?[)]?s*[:;]s*", NULL, HEADER_REFERENCES, true},
    {"REFTELS?s*[:;]s*", NULL, HEADER_REFERENCES, true},
    {"REFERENCES?s*:s*", "[ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789(]", HEADER_REFERENCES, true},
    {"CLASSIFIEDs+BYs*:s*", NULL, HEADER_CLASSIFIED_BY, true},
    {"E[.,]*s?[O0][.,]*s*[:.]?s*", "nnnnn?n?", HEADER_ORDER, false},
    {"O[.]s*[:.]?s*", "1[1234]nnnn?", HEADER_ORDER, false},
    {".O[.]s*[:.]?s*", "1[1234]nnnn?", HEADER_ORDER, false},
    {"SUBJECTs*[.-]s+", "w", HEADER_SUBJECT, false},
    {"EXECUTIVEs+ORDERs*:?s*", "nnnnn?n?", HEADER_ORDER, false},
    {"TAGSs+", "aaa?a?a?[, ]", HEADER_TAGS, false},
    {"TAGS", "aaaa[, ]s*aaa?a?[, ]", HEADER_TAGS, false},
    {"SUBJECT,s+", "w", HEADER_SUBJECT, false},
    {"SUBs*:s*", "w", HEADER_SUBJECT, false},
    {"Ss+Us+Bs+Js+Es+Cs+Ts*:s*", NULL, HEADER_SUBJECT, false},
    {"SUBJECTs*", "[(]s*[UCS]s*[)]s*:", HEADER_SUBJECT, false},
    {"REF[(]?S?[)]?s*[.]s*", "[ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789(]", HEADER_REFERENCES, false},
    {"REFTELS?s*[.]s*", "w", HEADER_REFERENCES, false},
    {"RETELS?s*[:.]s*", NULL, HEADER_REFERENCES, false},
    {"REFERENCE[(]?S?[)]?s*[:.]s*", NULL, HEADER_REFERENCES, false},
    {"REF[(]S[)]s+", "w", HEADER_REFERENCES, false},
    {"REFs*", "[(]s*as*[)]s*[:.]?s*w", HEADER_REFERENCES, false},
    {"REFs+", "as*[:.)]s*w", HEADER_REFERENCES, false},
    {"REF", "as*:s*w", HEADER_REFERENCES, false},
    {"RREFS?s*:s*", "w", HEADER_REFERENCES, false},
    {"EFS?s*:s*", "w", HEADER_REFERENCES, false},
    {"CLASSIFIERs*:s*", "w", HEADER_CLASSIFIED_BY, false},
    {"CLASSIFIEDs+BYs+", "w", HEADER_CLASSIFIED_BY, false},
    {"CLASSs+BYs*:s*", NULL, HEADER_CLASSIFIED_BY, false},
    {"DERIVEDs+FROMs*:s*", NULL, HEADER_DERIVED_FROM, false},
    {"DECLASSIFYs+ONs*:s*", NULL, HEADER_DECLASSIFY_ON, false},
    {"REFIDs*:s*", NULL, HEADER_RECORD, false},
    {"IDs*:s*", NULL, HEADER_RECORD, false},
    {"DATEs*:s*", NULL, HEADER_RECORD, false},
    {"CABLEs+DATEDs*:s*", NULL, HEADER_RECORD, false},
    {"ORIGINs*:s*", NULL, HEADER_RECORD, false},
    {"SOURCEs*:s*", NULL, HEADER_RECORD, false},
    {"CLASSIFICATIONs*:s*", NULL, HEADER_RECORD, false},
    {"DESTINATIONs*:s*", NULL, HEADER_RECORD, false},
    {"HEADERs*:s*", NULL, HEADER_RECORD, false},
    {"IDENTIFIERs*:s*", NULL, HEADER_RECORD, false},
};

/* Words that are read as a label when they are this near to it and a colon follows. */
static const struct misspelt_label {
    const char *word;
    size_t distance;
    enum header_label label;
} misspelt_labels[] = {
    {"TAGS", 1, HEADER_TAGS},
    {"TAGES", 1, HEADER_TAGS},
    {"SUBJECT", 2, HEADER_SUBJECT},
    {"REFTEL", 1, HEADER_REFERENCES},
    {"CLASSIFIED BY", 3, HEADER_CLASSIFIED_BY},
};

/* No label has more letters, the blank inside it included. */
#define LABEL_LETTERS_MAX 16

/* Whether line has the letters that shape begins with, the first of them or both. */
static bool begins_alike(struct text line, const char *shape)
{
    return text_upper(line.at[0]) == shape[0] &&
           (!text_is_upper(shape[1]) || (line.length > 1 && text_upper(line.at[1]) == shape[1]));
}

static enum header_label label_of_rules(struct text line, bool inside, size_t *bytes)
{
    if (line.length == 0 || !strchr("CDEHIORST.", text_upper(line.at[0]))) {
        return HEADER_NONE; /* see label_rules */
    }
    for (size_t i = 0; i < COUNT_OF(label_rules); i++) {
        const struct label_rule *rule = &label_rules[i];
        struct text rest = line;
        if (inside && !rule->inside) {
            break;
        }
        if (begins_alike(line, rule->shape) && shape_take(&rest, rule->shape, NULL) &&
            (!rule->follows || shape_length(rest, rule->follows) != TEXT_NOT_FOUND)) {
            *bytes = (size_t)(rest.at - line.at);
            return rule->label;
        }
    }
    return HEADER_NONE;
}

static enum header_label misspelt_label(struct text line, size_t *bytes)
{
    struct text rest = line;
    struct text word;
    size_t letters = 0;
    while (letters <= LABEL_LETTERS_MAX && letters < line.length &&
           (text_is_letter(line.at[letters]) || line.at[letters] == ' ')) {
        letters++;
    }
    word = text_slice(line, 0, letters);
    rest = text_from(line, letters);
    if (letters < 3 || letters > LABEL_LETTERS_MAX || !shape_take(&rest, "s*[:;]s*", NULL)) {
        return HEADER_NONE;
    }
    for (size_t i = 0; i < COUNT_OF(misspelt_labels); i++) {
        const struct misspelt_label *rule = &misspelt_labels[i];
        if (spelling_distance(text_trim(word), text_of(rule->word), rule->distance) >
            rule->distance) {
            continue;
        }
        if (rule->label != HEADER_TAGS || shape_length(rest, "aaa?a?a?s*") != TEXT_NOT_FOUND) {
            *bytes = (size_t)(rest.at - line.at);
            return rule->label;
        }
    }
    return HEADER_NONE;
}

/* SUBJECT, TAGS and REF without a sign behind them are labels only in capitals. */
static enum header_label bare_label(struct text line, size_t *bytes)
{
    struct text rest = line;
    enum header_label label = HEADER_NONE;
    if (text_take_start(&rest, TEXT("SUBJECT")) || text_take_start(&rest, TEXT("SUBJ"))) {
        label = HEADER_SUBJECT;
    } else if (text_take_start(&rest, TEXT("REFTELS")) || text_take_start(&rest, TEXT("REFTEL")) ||
               text_take_start(&rest, TEXT("REFS")) || text_take_start(&rest, TEXT("REF"))) {
        label = HEADER_REFERENCES;
    } else if (text_take_start(&rest, TEXT("TAGS"))) {
        label = HEADER_TAGS;
    }
    if (label == HEADER_NONE) {
        return HEADER_NONE;
    }
    size_t blanks = shape_length(rest, "s*");
    bool ends = blanks == rest.length;
    if ((!ends && blanks == 0)) {
        return HEADER_NONE;
    }
    if (text_starts(text_from(rest, blanks), TEXT("LINE"))) {
        return HEADER_NONE; /* "SUBJECT LINE" is what a correction notice says */
    }
    *bytes = (size_t)(rest.at - line.at) + blanks;
    return label;
}

enum header_label header_label(struct text line, size_t *bytes)
{
    size_t paragraph = header_paragraph(line);
    if (paragraph > 0) {
        *bytes = paragraph;
        return HEADER_PARAGRAPH;
    }
    size_t mark = line.length == 0 || line.at[0] != '('
                      ? TEXT_NOT_FOUND
                      : shape_length(line, "[(][UCS][)]s+CLASSIFIEDs+BY[: ]");
    if (mark != TEXT_NOT_FOUND) {
        *bytes = mark;
        return HEADER_CLASSIFIED_BY;
    }
    enum header_label label = label_of_rules(line, false, bytes);
    if (label == HEADER_NONE) {
        label = bare_label(line, bytes);
    }
    return label == HEADER_NONE ? misspelt_label(line, bytes) : label;
}

/* A first letter of the labels that may be glued, and the digit 1, each a bit; see label_rules. */
static const unsigned char glued_firsts[TEXT_BYTE_VALUES] = {
    ['A'] = 1, ['a'] = 1,  ['C'] = 2,  ['c'] = 2,  ['E'] = 4,  ['e'] = 4,  ['R'] = 8,
    ['r'] = 8, ['S'] = 16, ['s'] = 16, ['T'] = 32, ['t'] = 32, ['1'] = 64,
};

/* The first letters that this one may stand behind. */
static const unsigned char glued_seconds[TEXT_BYTE_VALUES] = {
    ['G'] = 1, ['g'] = 1, ['L'] = 2,  ['l'] = 2,  ['.'] = 4,  [','] = 4,
    ['E'] = 8, ['e'] = 8, ['U'] = 16, ['u'] = 16, ['A'] = 32, ['a'] = 32,
};

size_t header_find_place(struct text line, size_t at)
{
    for (; at + 1 < line.length; at++) {
        unsigned char first = glued_firsts[(unsigned char)line.at[at]];
        unsigned char seconds = glued_seconds[(unsigned char)line.at[at + 1]] | glued_firsts['1'];
        if (first & seconds) {
            return at;
        }
    }
    return at < line.length && line.at[at] == '1' ? at : line.length;
}

/* Whether the letters of a label that may be glued stand at the front of rest; see label_rules. */
static bool may_be_glued(struct text rest)
{
    static const char *const starts[] = {"AGS", "CLA", "REF", "SUB", "TAG", "E[.,]s?O"};
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        if (shape_length(rest, starts[i]) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

enum header_label header_label_inside(struct text rest, bool after_blank, size_t *bytes)
{
    if (!may_be_glued(rest)) {
        return HEADER_NONE; /* most of what is asked about */
    }
    enum header_label label = label_of_rules(rest, true, bytes);
    if (label == HEADER_NONE && text_starts(rest, TEXT("Classified By "))) {
        *bytes = 14;
        return HEADER_CLASSIFIED_BY;
    }
    if (label == HEADER_NONE && after_blank && text_starts(rest, TEXT("AGS:"))) {
        *bytes = 4;
        return HEADER_TAGS;
    }
    return label;
}

/* Take the sign for a paragraph, however it was decoded. */
static bool take_pilcrow(struct text *rest)
{
    return text_take_start(rest, TEXT("\xC3\x82\xC2\xB6")) ||
           text_take_start(rest, TEXT("\xC2\xB6"));
}

static size_t blanks_at_front(struct text text)
{
    size_t count = 0;
    while (count < text.length && text_is_blank(text.at[count])) {
        count++;
    }
    return count;
}

size_t header_paragraph(struct text line)
{
    struct text rest = line;
    bool pilcrow = take_pilcrow(&rest);
    rest = text_from(rest, blanks_at_front(rest));
    if (rest.length == 0 || !text_is_digit(rest.at[0]) || !shape_take(&rest, "dd?d?[.]", NULL)) {
        return 0;
    }
    size_t number = (size_t)(rest.at - line.at);
    bool blanks = shape_length(rest, "s+") != TEXT_NOT_FOUND;
    (void)shape_take(&rest, "s*", NULL);
    struct portion_mark mark;
    if (portion_mark_take(&rest, &mark)) {
        return (size_t)(rest.at - line.at);
    }
    if (rest.length == 0 || text_is_digit(rest.at[0])) {
        return pilcrow ? number : 0;
    }
    return pilcrow || blanks || text_is_letter(rest.at[0]) ? number : 0;
}
