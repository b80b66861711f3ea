/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_markers.h"

#include <stdint.h>

#include "chancery/base/array.h"
#include "chancery/base/scan.h"

#include "portion_mark.h"

/* The most words of one marker: SUMMARY AND ACTION REQUEST AND COMMENT. */
#define MARKER_WORDS_MAX 6

struct marker_name {
    const char *name;
    enum voice voice;
    bool with_begin; /* a word of the language, which marks only behind BEGIN or END */
};

/* Longer names before those that they begin with. VOICE_REPORT: may only follow another one. */
static const struct marker_name names[] = {
    {"ACTION REQUESTED", VOICE_ACTION_REQUEST, false},
    {"ACTION REQUESTS", VOICE_ACTION_REQUEST, false},
    {"ACTION REQUEST", VOICE_ACTION_REQUEST, false},
    {"BIOGRAPHICAL NOTE", VOICE_NOTE, false},
    {"BIOGRAPHIC NOTE", VOICE_NOTE, false},
    {"BIOGRAPHIC INFORMATION", VOICE_NOTE, false},
    {"BIO INFO", VOICE_NOTE, false},
    {"BIO NOTE", VOICE_NOTE, false},
    {"BIO-NOTE", VOICE_NOTE, false},
    {"NOTE", VOICE_NOTE, false},
    {"EXECUTIVE SUMMARY", VOICE_SUMMARY, false},
    {"SUMMARY", VOICE_SUMMARY, false},
    {"SUMMAY", VOICE_SUMMARY, false},
    {"SUMMMARY", VOICE_SUMMARY, false},
    {"SUMARY", VOICE_SUMMARY, false},
    {"EMBASSY COMMENTS", VOICE_COMMENT, false},
    {"EMBASSY COMMENT", VOICE_COMMENT, false},
    {"POST COMMENT", VOICE_COMMENT, false},
    {"MISSION COMMENT", VOICE_COMMENT, false},
    {"CONSULATE COMMENT", VOICE_COMMENT, false},
    {"COMMENTS", VOICE_COMMENT, false},
    {"COMMENT", VOICE_COMMENT, false},
    {"TALKING POINTS", VOICE_QUOTE, true},
    {"POINTS", VOICE_QUOTE, true},
    {"NON-PAPER", VOICE_QUOTE, true},
    {"NONPAPER", VOICE_QUOTE, true},
    {"NON PAPER", VOICE_QUOTE, true},
    {"UNOFFICIAL TRANSLATION", VOICE_QUOTE, true},
    {"INFORMAL TRANSLATION", VOICE_QUOTE, true},
    {"TRANSLATION", VOICE_QUOTE, true},
    {"TRANSCRIPT", VOICE_QUOTE, true},
    {"EXCERPTS", VOICE_QUOTE, true},
    {"EXCERPT", VOICE_QUOTE, true},
    {"LETTER", VOICE_QUOTE, true},
    {"TEXT", VOICE_QUOTE, true},
    {"QUOTE", VOICE_QUOTE, true},
    {"INTRODUCTION", VOICE_REPORT, false},
    {"BACKGROUND", VOICE_REPORT, false},
    {"CONCLUSION", VOICE_REPORT, false},
    {"ANALYSIS", VOICE_REPORT, false},
    {"RECOMMENDATIONS", VOICE_REPORT, false},
    {"RECOMMENDATION", VOICE_REPORT, false},
    {"REQUEST FOR GUIDANCE", VOICE_REPORT, false},
    {"CONTINUED", VOICE_REPORT, false},
    {"CONT'D", VOICE_REPORT, false},
};

struct text voice_name(enum voice voice)
{
    switch (voice) {
    case VOICE_REPORT:
        break;
    case VOICE_SUMMARY:
        return TEXT("summary");
    case VOICE_COMMENT:
        return TEXT("comment");
    case VOICE_ACTION_REQUEST:
        return TEXT("action_request");
    case VOICE_QUOTE:
        return TEXT("quote");
    case VOICE_NOTE:
        return TEXT("note");
    }
    return TEXT("report");
}

static void skip(struct text *rest, const char *set)
{
    while (rest->length > 0 && rest->at[0] != '\0' && strchr(set, rest->at[0])) {
        *rest = text_from(*rest, 1);
    }
}

/* Take word, any case, where no letter or digit follows it. */
static bool take_word(struct text *rest, struct text word)
{
    struct text from = *rest;
    if (!text_take_start_fold(&from, word) ||
        (from.length > 0 && (text_is_letter(from.at[0]) || text_is_digit(from.at[0])))) {
        return false;
    }
    *rest = from;
    return true;
}

static const struct marker_name *take_name(struct text *rest)
{
    if (rest->length == 0) {
        return NULL;
    }
    char first = text_upper(rest->at[0]);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (names[i].name[0] == first && take_word(rest, text_of(names[i].name))) {
            return &names[i];
        }
    }
    return NULL;
}

/* Take what joins two names: AND, a slash. False, with *rest unmoved, where nothing does. */
static bool take_joint(struct text *rest)
{
    struct text from = *rest;
    skip(&from, " ");
    bool joint = take_word(&from, TEXT("AND")) || text_take_start(&from, TEXT("/")) ||
                 text_take_start(&from, TEXT("&")) || text_take_start(&from, TEXT(","));
    skip(&from, " ");
    struct text behind = from;
    if (!take_name(&behind)) {
        return false;
    }
    *rest = from;
    return joint || true;
}

/* Take one or more names, and answer the voice of the first. */
static const struct marker_name *take_names(struct text *rest)
{
    const struct marker_name *first = take_name(rest);
    if (!first) {
        return NULL;
    }
    for (int i = 0; i < MARKER_WORDS_MAX && take_joint(rest); i++) {
        (void)take_name(rest);
    }
    return first;
}

/* "BEGIN TEXT", "BEGIN UNCLASSIFIED PAPER": up to two words may stand between. */
static const struct marker_name *take_behind_begin(struct text *rest)
{
    struct text from = *rest;
    for (int words = 0; words < 3; words++) {
        skip(&from, " ");
        const struct marker_name *name = take_names(&from);
        if (name) {
            *rest = from;
            return name->voice == VOICE_REPORT ? NULL : name;
        }
        struct text word;
        if (!text_take_word(&from, &word) || !text_is_letter(word.at[word.length - 1])) {
            return NULL;
        }
    }
    return NULL;
}

/* Take an en dash or an em dash. */
static bool take_dash(struct text *rest)
{
    return text_take_start(rest, TEXT("\xe2\x80\x93")) ||
           text_take_start(rest, TEXT("\xe2\x80\x94"));
}

/* Take the stop behind a marker; false where words go on, so that the marker is a common word. */
static bool take_stop(struct text *rest)
{
    struct text from = *rest;
    skip(&from, " ");
    if (from.length == 0) {
        *rest = from;
        return true;
    }
    bool dash = take_dash(&from);
    if (!dash && !strchr(":.-,)]", from.at[0])) {
        return false;
    }
    do {
        skip(&from, ":.-,)] ");
    } while (take_dash(&from));
    *rest = from;
    return true;
}

/* A mark may stand between marker and stop: "Summary (C):". */
static void skip_mark(struct text *rest)
{
    struct text from = *rest;
    skip(&from, " ");
    if (from.length > 3 && from.at[0] == '(' && text_is_upper(from.at[1])) {
        size_t close = text_find_char(text_slice(from, 0, 12), ')');
        if (close != TEXT_NOT_FOUND && close + 1 < from.length && from.at[close + 1] == ':') {
            *rest = text_from(from, close + 1);
        }
    }
}

/* "SUMMARY (U) Trade grew." */
static bool is_before_mark(struct text rest)
{
    struct portion_mark mark;
    return portion_mark_take(&rest, &mark) && !mark.broken && rest.length > 0;
}

/* The stop behind an end marker, at most one of a kind, so that what follows keeps its own. */
static void take_end_stop(struct text *rest)
{
    skip(rest, ".:");
    skip(rest, ")]\"");
    skip(rest, ".");
}

static bool read_end(struct text *rest, struct marker *out)
{
    if (take_word(rest, TEXT("UNQUOTE"))) {
        *out = (struct marker){.voice = VOICE_QUOTE, .end = true};
        return true;
    }
    if (!take_word(rest, TEXT("END"))) {
        return false;
    }
    skip(rest, " ");
    if (take_word(rest, TEXT("OF"))) {
        skip(rest, " ");
    }
    const struct marker_name *name = take_behind_begin(rest);
    if (!name) {
        return false;
    }
    *out = (struct marker){.voice = name->voice, .end = true};
    return true;
}

/* front: the text begins here, so that a full stop or a dash will do; inside it takes a colon. */
static bool read_begin(struct text *rest, bool front, struct marker *out)
{
    const struct marker_name *name;
    bool begin = take_word(rest, TEXT("BEGIN"));
    if (begin) {
        name = take_behind_begin(rest);
    } else {
        name = take_names(rest);
    }
    if (!name || name->voice == VOICE_REPORT || (name->with_begin && !begin)) {
        return false;
    }
    skip_mark(rest);
    if (front && is_before_mark(*rest)) {
        *out = (struct marker){.voice = name->voice};
        return true;
    }
    struct text stop = *rest;
    skip(&stop, " ");
    bool colon = stop.length > 0 && stop.at[0] == ':';
    if (!(front || begin ? take_stop(rest) || begin : colon && take_stop(rest))) {
        return false;
    }
    *out = (struct marker){.voice = name->voice};
    return true;
}

/* Four letters in one number. */
#define LETTERS(a, b, c, d) \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* The letter at at as a small one; some signs become others. */
static uint32_t small(struct text text, size_t at)
{
    return (unsigned char)text.at[at] | 0x20U;
}

/* The first letters of BEGIN, UNQUOTE and the names that stand without BEGIN, damaged ones too. */
static const uint32_t marker_starts[] = {
    LETTERS('a', 'c', 't', 'i'), LETTERS('b', 'e', 'g', 'i'), LETTERS('b', 'i', 'o', 'g'),
    LETTERS('b', 'i', 'o', ' '), LETTERS('b', 'i', 'o', '-'), LETTERS('c', 'o', 'm', 'm'),
    LETTERS('c', 'o', 'n', 's'), LETTERS('e', 'm', 'b', 'a'), LETTERS('e', 'x', 'e', 'c'),
    LETTERS('m', 'i', 's', 's'), LETTERS('n', 'o', 't', 'e'), LETTERS('p', 'o', 's', 't'),
    LETTERS('s', 'u', 'm', 'm'), LETTERS('s', 'u', 'm', 'a'), LETTERS('u', 'n', 'q', 'u'),
};

/* Whether rest begins as END or another marker does. Most words of a text do not. */
static bool may_be_marker(struct text rest)
{
    if (rest.length < 4) {
        return false;
    }
    uint32_t start = LETTERS(small(rest, 0), small(rest, 1), small(rest, 2), small(rest, 3));
    bool is_start = start >> 8 == LETTERS(0, 'e', 'n', 'd');
    for (size_t i = 0; i < COUNT_OF(marker_starts); i++) {
        is_start |= marker_starts[i] == start;
    }
    return is_start;
}

static bool read_marker(struct text text, size_t at, bool front, struct marker *out)
{
    struct text rest = text_from(text, at);
    skip(&rest, "([\"-");
    struct text from = rest;
    if (!may_be_marker(rest)) {
        return false;
    }
    if (read_end(&from, out)) {
        take_end_stop(&from);
    } else {
        from = rest;
        if (!read_begin(&from, front, out)) {
            return false;
        }
    }
    out->start = at;
    out->stop = text.length - from.length;
    return true;
}

bool marker_at_start(struct text text, struct marker *out)
{
    return read_marker(text, 0, true, out);
}

/* A set of letters, small ones as capitals. */
#define BIT(letter) (UINT32_C(1) << ((unsigned char)(letter)&31))

/* The second letters behind the first ones of a marker; see may_be_marker. */
static const uint32_t marker_letters[TEXT_BYTE_VALUES] = {
    ['A'] = BIT('C'),
    ['B'] = BIT('E') | BIT('I'),
    ['C'] = BIT('O'),
    ['E'] = BIT('M') | BIT('N') | BIT('X'),
    ['M'] = BIT('I'),
    ['N'] = BIT('O'),
    ['P'] = BIT('O'),
    ['S'] = BIT('U'),
    ['U'] = BIT('N'),
    ['a'] = BIT('C'),
    ['b'] = BIT('E') | BIT('I'),
    ['c'] = BIT('O'),
    ['e'] = BIT('M') | BIT('N') | BIT('X'),
    ['m'] = BIT('I'),
    ['n'] = BIT('O'),
    ['p'] = BIT('O'),
    ['s'] = BIT('U'),
    ['u'] = BIT('N'),
};

/* What stands before a marker. */
static const bool before_markers[TEXT_BYTE_VALUES] = {
    [' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true, ['\0'] = true,
    ['('] = true, ['['] = true,  ['"'] = true,  ['-'] = true,
};

/* Whether two of its letters stand at at, which is not the last byte. */
static bool may_begin(struct text text, size_t at)
{
    return marker_letters[(unsigned char)text.at[at]] >> ((unsigned char)text.at[at + 1] & 31) & 1;
}

/* Where a marker may begin at at or behind it: behind a blank or a bracket, with two letters. */
static size_t find_marker_letters(struct text text, size_t at)
{
    size_t before = at == 0 ? 0 : at - 1;
    if (at == 0 && text.length > 1 && may_begin(text, 0)) {
        return 0;
    }
    for (size_t gap = scan_gap(text, before); gap + 2 < text.length;
         gap = scan_gap(text, gap + 1)) {
        if (may_begin(text, gap + 1) && before_markers[(unsigned char)text.at[gap]]) {
            return gap + 1;
        }
    }
    return text.length;
}

/* Inside a text a marker of beginning stands behind the end of a sentence or a bracket. */
static bool follows_sentence(struct text text, size_t at)
{
    while (at > 0 && text_is_blank(text.at[at - 1])) {
        at--;
    }
    return at == 0 || strchr(".!?)]([\":", text.at[at - 1]);
}

bool marker_find(struct text text, size_t from, struct marker *out)
{
    for (size_t i = from; i < text.length; i++) {
        i = find_marker_letters(text, i);
        if (i == text.length || !read_marker(text, i, i == 0, out)) {
            continue;
        }
        if (out->end || follows_sentence(text, i)) {
            while (out->start > from && strchr("([\"", text.at[out->start - 1])) {
                out->start--;
            }
            return true;
        }
    }
    return false;
}

/* "ANALYSIS AND COMMENT": the last words of a heading. */
static bool ends_with_joint(struct text heading, struct text word)
{
    if (heading.length <= word.length) {
        return false;
    }
    struct text before = text_slice(heading, 0, heading.length - word.length);
    return text_equal_fold(text_from(heading, before.length), word) &&
           (text_ends(before, TEXT("/")) || text_ends(before, TEXT(" AND ")) ||
            text_ends(before, TEXT(" and ")) || text_ends(before, TEXT("& ")));
}

enum voice marker_of_heading(struct text heading)
{
    struct text rest = heading;
    skip(&rest, "([\"- ");
    if (take_word(&rest, TEXT("BEGIN"))) {
        const struct marker_name *begun = take_behind_begin(&rest);
        return begun ? begun->voice : VOICE_REPORT;
    }
    const struct marker_name *name = take_name(&rest);
    if (name && !name->with_begin && name->voice != VOICE_REPORT) {
        return name->voice;
    }
    if (ends_with_joint(heading, TEXT("COMMENT"))) {
        return VOICE_COMMENT;
    }
    return ends_with_joint(heading, TEXT("ACTION REQUEST")) ? VOICE_ACTION_REQUEST : VOICE_REPORT;
}
