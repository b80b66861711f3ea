/* SPDX-License-Identifier: Apache-2.0 */
/* Passing instructions: "OSLO FOR DATT", "STATE PASS TO USTR", "DEPT FOR P (SGUHA), E, ISN/RA". */
#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"

#include "cable_header.h"
#include "shape.h"

/* The most words the addressee of an instruction has. */
#define POST_WORDS_MAX 6

/* What parts the addressee from those it is passed to; the longest of each kind first. */
static const char *const verbs[] = {
    "PLEASEs+ALSOs+PASSs+TOs+",
    "PLEASEs+PASSs+TOs+",
    "PLEASEs+PASSs+FORs+",
    "PLEASEs+PASSs+",
    "PLSs+PASSs+TOs+",
    "PLSs+PASSs+",
    "ALSOs+PASSs+TOs+",
    "ALSOs+PASSs+",
    "PASSs+TOs+",
    "PASSs+FORs+",
    "PASSs+",
    "ALSOs+FORs+",
    "FORs+",
};

/* Addressees that may follow an instruction in the same line. */
static const char *const addressees[] = {
    "DEPT.", "PENTAGON", "CIA", "DEPT", "DEPARTMENT", "STATE", "NSC",
    "USDOC", "TREASURY", "DOE", "DOL",  "DOJ",        "USDA",  "USAID",
};

static size_t verb_length(struct text text)
{
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        size_t length = shape_length(text, verbs[i]);
        if (length != TEXT_NOT_FOUND) {
            return length;
        }
    }
    return 0;
}

static bool is_shouted(struct text word)
{
    size_t lower = 0;
    for (size_t i = 0; i < word.length; i++) {
        lower += text_is_lower(word.at[i]);
    }
    return lower == 0;
}

/* "PLEASE PASS TO USTR", which leaves out who is to do it. */
static bool begins_with_request(struct text text)
{
    static const char *const words[] = {"PLEASE ", "Please pass ", "please pass ", "PLS ",
                                        "PASS ",   "ALSO ",        "FOR "};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_starts(text, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* An addressee in usual case or small letters: "Dept", "State", "Oslo". */
static bool is_named_post(const struct cable_header *header, struct text post)
{
    for (size_t i = 0; i < COUNT_OF(addressees); i++) {
        if (text_equal_fold(post, text_of(addressees[i]))) {
            return true;
        }
    }
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    return vocabulary && post.length > 1 &&
           (vocabulary_station_named(vocabulary, post) ||
            vocabulary_address_country(vocabulary, post).at);
}

/* Where the verb stands in text, behind at most POST_WORDS_MAX words in capitals or a known post.
 */
static size_t find_verb(const struct cable_header *header, struct text text, size_t *length)
{
    struct text rest = text;
    struct text word;
    bool shouted = true;
    for (size_t i = 0; i <= POST_WORDS_MAX && text_take_word(&rest, &word); i++) {
        size_t at = (size_t)(word.at - text.at);
        *length = i > 0 || begins_with_request(text) ? verb_length(text_from(text, at)) : 0;
        if (*length > 0) {
            return shouted || is_named_post(header, text_trim(text_slice(text, 0, at)))
                       ? at
                       : TEXT_NOT_FOUND;
        }
        shouted = shouted && is_shouted(word);
        if (strchr(";.,:", word.at[word.length - 1]) &&
            (!shouted || word.at[word.length - 1] == ';')) {
            break;
        }
    }
    return TEXT_NOT_FOUND;
}

static bool is_addressee(const struct cable_header *header, struct text word)
{
    bool capital = text_is_upper(word.at[0]);
    return capital && (is_shouted(word) || !is_shouted(text_from(word, 1))) &&
           is_named_post(header, word);
}

/* The front of text up to where the next instruction begins. */
static struct text one_instruction(const struct cable_header *header, struct text text)
{
    size_t verb = 0;
    size_t at = find_verb(header, text, &verb);
    struct text rest = text_from(text, at == TEXT_NOT_FOUND ? text.length : at + verb);
    struct text word;
    /* What is passed on may be a list of addressees: "STATE PASS TO USTR FOR A, USAID FOR B". */
    bool passes = text_find_fold(text_slice(text, 0, text.length - rest.length), TEXT("PASS")) !=
                  TEXT_NOT_FOUND;
    bool joined = true;
    while (text_take_word(&rest, &word)) {
        struct text behind = text_trim(rest);
        bool named = is_addressee(header, word) && verb_length(behind) > 0;
        bool posted = shape_length(word, "AM[CE]") != TEXT_NOT_FOUND &&
                      find_verb(header, behind, &verb) < behind.length;
        if (!joined && (named || posted)) {
            return text_trim(text_slice(text, 0, (size_t)(word.at - text.at)));
        }
        char last = word.at[word.length - 1];
        size_t next = 0;
        if (last == ';' && find_verb(header, behind, &next) != TEXT_NOT_FOUND) {
            return text_slice(text, 0, (size_t)(word.at - text.at) + word.length);
        }
        joined = text_equal_fold(word, TEXT("AND")) || (last == ',' && passes);
    }
    return text;
}

/* The length of the next item of a list, up to a comma, a semicolon or AND outside brackets. */
static size_t item_length(struct text list)
{
    int depth = 0;
    for (size_t i = 0; i < list.length; i++) {
        char c = list.at[i];
        depth += (c == '(') - (c == ')' && depth > 0);
        if (depth > 0) {
            continue;
        }
        if (c == ',' || c == ';') {
            return i;
        }
        if (text_is_blank(c) && shape_length(text_from(list, i), "s+ANDs") != TEXT_NOT_FOUND) {
            return i;
        }
    }
    return list.length;
}

static void add_items(struct cable_header *header, struct text list, struct texts *to)
{
    while (list.length > 0) {
        size_t length = item_length(list);
        struct text item = text_trim(text_slice(list, 0, length));
        while (item.length > 0 && item.at[item.length - 1] == '.') {
            item.length--;
        }
        if (text_ends(item, TEXT(" AND")) || text_equal(item, TEXT("AND"))) {
            item = text_trim(text_slice(item, 0, item.length - 3));
        }
        if (item.length > 0) {
            texts_add(header->reading->arena, to, header_folded(header, item));
        }
        list = text_from(list, length);
        size_t before = list.length;
        (void)shape_take(&list, "[,;]*s*", NULL);
        (void)shape_take(&list, "s*ANDs+", NULL);
        if (list.length == before) {
            break;
        }
    }
}

static void add_instruction(struct cable_header *header, struct text text)
{
    struct cable_passing *passing =
        LIST_ADD(header->reading->arena, &header->cable->passing_instructions);
    if (!passing) {
        return;
    }
    size_t verb = 0;
    size_t at = find_verb(header, text, &verb);
    size_t colon = text_find_char(text, ':');
    passing->raw = header_folded(header, text);
    if (at != TEXT_NOT_FOUND) {
        passing->post = at > 0 ? header_folded(header, text_slice(text, 0, at)) : TEXT_NONE;
        add_items(header, text_from(text, at + verb), &passing->to);
    } else if (colon != TEXT_NOT_FOUND) {
        passing->post = header_folded(header, text_slice(text, 0, colon));
        add_items(header, text_trim(text_from(text, colon + 1)), &passing->to);
    } else {
        add_items(header, text, &passing->to);
    }
}

/* Whether line begins an instruction: has a verb, or is "TREASURY: NAMES" or offices alone. */
static bool begins_instruction(const struct cable_header *header, struct text line)
{
    size_t verb = 0;
    if (find_verb(header, line, &verb) != TEXT_NOT_FOUND) {
        return true;
    }
    size_t offices = shape_length(line, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ/-]+");
    return offices != TEXT_NOT_FOUND && is_shouted(text_slice(line, 0, offices)) &&
           (text_starts(text_from(line, offices), TEXT(": ")) ||
            (offices == line.length && text_find_char(line, '/') != TEXT_NOT_FOUND));
}

/* Whether line goes on with the instruction that stands in text. */
static bool continues(const struct cable_header *header, struct text text, struct text line)
{
    if (line.length == 0 || header_is_captions(header, line)) {
        return false;
    }
    char last = text.at[text.length - 1];
    if (last == ',' || text_ends(text, TEXT(" AND"))) {
        struct text rest = line;
        struct text word;
        (void)text_take_word(&rest, &word);
        return !(is_addressee(header, word) && verb_length(text_trim(rest)) > 0);
    }
    if (begins_instruction(header, line)) {
        return false;
    }
    return last == ';' || last == '/' || line.at[0] == '(' ||
           text_starts_fold(line, TEXT("AND ")) || text_find_char(text, ',') != TEXT_NOT_FOUND;
}

size_t header_read_passing(struct cable_header *header, struct text lines)
{
    struct text rest = lines;
    struct text line;
    if (!text_take_line(&rest, &line) || !begins_instruction(header, text_trim(line))) {
        return 0;
    }
    struct text all = text_trim(line);
    while (text_take_line(&rest, &line) && continues(header, all, text_trim(line))) {
        line = text_trim(line);
        all.length = (size_t)(line.at - all.at) + line.length;
    }
    size_t end = (size_t)(all.at - lines.at) + all.length;
    while (all.length > 0) {
        struct text one = one_instruction(header, all);
        all = text_trim(text_from(all, (size_t)(one.at - all.at) + one.length));
        if (text_ends(one, TEXT(" SIPDIS"))) {
            one = text_trim(text_slice(one, 0, one.length - 7));
            (void)header_read_captions(header, TEXT("SIPDIS"));
        }
        while (one.length > 0 && strchr(",; ", one.at[one.length - 1])) {
            one.length--;
        }
        add_instruction(header, one);
    }
    return end;
}

bool header_is_passing(const struct cable_header *header, struct text line)
{
    return begins_instruction(header, line);
}
