/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_classifier.h"

#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"
#include "shape.h"
#include "spelling.h"

/* The most pieces between commas that are looked at. */
#define PIECES_MAX 8

/* The most words of a name. */
#define NAME_WORDS_MAX 6

/* Words this long are still a title when one letter of them is wrong. */
#define MISSPELT_LETTERS_MIN 6

/* Titles without which no line is read, where no vocabulary is at hand. */
static const char *const title_words[] = {"AMBASSADOR", "CHARGE",   "DCM",     "CDA",
                                          "COUNSELOR",  "DEPUTY",   "MISSION", "MINISTER",
                                          "SECRETARY",  "DIRECTOR", "CHIEF",   "ACTING"};

/* Words of places and offices, which are no part of a name. */
static const char *const office_words[] = {"EMBASSY", "AMEMBASSY", "STATE",  "DEPARTMENT",
                                           "DEPT",    "DOS",       "OFFICE", "USUN",
                                           "BUREAU",  "U.S.",      "US",     "EXEC"};

/* Words that join the words of a title, and stand in no name. */
static const char *const joining_words[] = {"FOR", "OF", "THE", "TO", "IN", "AND", "ON"};

/* Small words inside a name. */
static const char *const particles[] = {"de", "van", "von", "der", "den",
                                        "la", "al",  "el",  "bin", "di"};

/* A piece of the line: what in it is title and what is name; either may be empty. */
struct piece {
    struct text title;
    struct text name;
};

static bool is_among(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal_fold(word, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_title_word(const struct cable_header *header, struct text word)
{
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    if (vocabulary && vocabulary_title_word(vocabulary, word)) {
        return true;
    }
    size_t allowed = word.length >= MISSPELT_LETTERS_MIN ? 1 : 0;
    for (size_t i = 0; i < COUNT_OF(title_words); i++) {
        if (spelling_distance(word, text_of(title_words[i]), allowed) <= allowed) {
            return true;
        }
    }
    return false;
}

/* EconMinCouns: at least two capitals inside. */
static bool has_humps(struct text word)
{
    size_t humps = 0;
    for (size_t i = 1; i < word.length; i++) {
        humps += text_is_lower(word.at[i - 1]) && text_is_upper(word.at[i]);
    }
    return humps > 1;
}

/* Whether word, the first of a piece, is the office of who is named behind it: "ISN Ann Bell". */
static bool is_office(const struct cable_header *header, struct text word)
{
    return header->reading->vocabulary && word.length > 1 && shape_is(word, "aa+") &&
           text_is_upper(word.at[1]) && vocabulary_office(header->reading->vocabulary, word);
}

/* A word with a slash is an office symbol; one with capitals inside an abbreviation: PolCouns. */
static bool is_title(const struct cable_header *header, struct text word)
{
    struct text whole = word;
    while (word.length > 0 && strchr(".,;:()", word.at[word.length - 1])) {
        word.length--;
    }
    if (word.length == 0) {
        return false;
    }
    if (text_find_char(word, '/') != TEXT_NOT_FOUND || has_humps(word) ||
        is_title_word(header, whole) || is_title_word(header, word)) {
        return true;
    }
    struct text rest = word;
    struct text part;
    while (rest.length > 0) {
        if (!shape_take(&rest, "a+", &part)) {
            rest = text_from(rest, 1);
            continue;
        }
        if (part.length > 2 && part.length < word.length && is_title_word(header, part)) {
            return true;
        }
    }
    return false;
}

static bool is_name_word(struct text word)
{
    char first = word.at[0];
    if (is_among(word, joining_words, COUNT_OF(joining_words)) ||
        is_among(word, office_words, COUNT_OF(office_words))) {
        return false;
    }
    return text_is_upper(first) || (first & 0x80) != 0 || first == '0' ||
           is_among(word, particles, COUNT_OF(particles));
}

/*
 * The name at the end of what else stands behind a title, the place of the office perhaps: "to the
 * Lake Region Ann Bodde". It is the last two words, and an initial or particle between them.
 */
static struct text name_at_end(struct text text)
{
    struct text words[NAME_WORDS_MAX];
    struct text word;
    size_t count = 0;
    while (text_take_word(&text, &word)) {
        if (!is_name_word(word)) {
            count = 0;
        } else if (count < NAME_WORDS_MAX) {
            words[count++] = word;
        } else {
            return TEXT_NONE;
        }
    }
    if (count < 3) {
        return TEXT_NONE;
    }
    size_t first = count - 2;
    while (first > 0 && (text_is_lower(words[first].at[0]) || words[first].length <= 2)) {
        first--;
    }
    struct text last = words[count - 1];
    return (struct text){words[first].at, (size_t)(last.at - words[first].at) + last.length};
}

/* Cut text behind its last word of a title. */
static struct piece cut_piece(const struct cable_header *header, struct text text)
{
    struct piece piece = {TEXT_NONE, TEXT_NONE};
    struct text rest = text;
    struct text word;
    size_t title_end = 0;
    while (text_take_word(&rest, &word)) {
        if (is_title(header, word) || (word.at == text.at && is_office(header, word))) {
            title_end = (size_t)(word.at - text.at) + word.length;
        }
    }
    struct text name = text_trim(text_from(text, title_end));
    piece.title = title_end > 0 ? text_trim(text_slice(text, 0, title_end)) : TEXT_NONE;
    struct text names = name;
    size_t words = 0;
    bool good = true;
    while (text_take_word(&names, &word)) {
        words++;
        good = good && is_name_word(word);
    }
    if (good && words > 0 && words <= NAME_WORDS_MAX && name.length > 1) {
        piece.name = name;
    } else if (name.length > 0 && title_end > 0) {
        piece.name = name_at_end(name);
        piece.title = piece.name.at
                          ? text_trim(text_slice(text, 0, (size_t)(piece.name.at - text.at)))
                          : text;
    }
    return piece;
}

static bool is_suffix(struct text piece)
{
    return shape_is(piece, "[JS]R[.]?") || shape_is(piece, "II?I?") || shape_is(piece, "AI") ||
           shape_is(piece, "A[.]I[.]?");
}

/*
 * Whether a comma, a semicolon, a colon or a dash at at parts two pieces. The comma of "d,Affaires"
 * is an apostrophe that the message system changed.
 */
static bool parts_pieces(struct text text, size_t at)
{
    if (at > 0 && text_lower(text.at[at - 1]) == 'd' &&
        shape_length(text_from(text, at), ",a") != TEXT_NOT_FOUND) {
        return false;
    }
    return strchr(",;:|", text.at[at]) ||
           (at > 0 && shape_length(text_from(text, at - 1), " [/-] ") != TEXT_NOT_FOUND);
}

/* The pieces of text between commas and semicolons; "Jr." and "a.i." stay with what they follow. */
static size_t cut_pieces(struct text text, struct text *pieces)
{
    size_t count = 0;
    while (text.length > 0 && count < PIECES_MAX) {
        size_t end = 0;
        while (end < text.length && !parts_pieces(text, end)) {
            end++;
        }
        struct text piece = text_trim(text_slice(text, 0, end));
        text = text_from(text, end + 1);
        if (piece.length == 0) {
            continue;
        }
        if (count > 0 && is_suffix(piece)) {
            struct text *before = &pieces[count - 1];
            before->length = (size_t)(piece.at - before->at) + piece.length;
        } else {
            pieces[count++] = piece;
        }
    }
    return count;
}

static size_t count_words(struct text text)
{
    size_t count = 0;
    struct text word;
    while (text_take_word(&text, &word)) {
        count++;
    }
    return count;
}

/* Which piece has the name: one with a title in front of it, else the first of several words. */
static size_t find_name(const struct piece *pieces, size_t count)
{
    size_t several = count;
    size_t single = count;
    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].name.at) {
            continue;
        }
        if (pieces[i].title.at) {
            return i;
        }
        size_t *place = count_words(pieces[i].name) > 1 ? &several : &single;
        *place = *place == count ? i : *place;
    }
    return several < count ? several : single;
}

/* Whether text ends in the period of a sentence, not in that of an initial, Jr. or a.i. */
static bool ends_sentence(struct text text)
{
    size_t start = text.length;
    while (start > 0 && !text_is_blank(text.at[start - 1])) {
        start--;
    }
    struct text word = text_from(text, start);
    return word.length > 2 && word.at[word.length - 1] == '.' && !is_suffix(word) &&
           text_find_char(text_slice(word, 0, word.length - 1), '.') == TEXT_NOT_FOUND;
}

/* 0 inside a name is O: "LEE 0. COLDREN". */
static struct text clean_name(struct cable_header *header, struct text name)
{
    while (name.length > 0 && strchr(" ,;:|/-", name.at[name.length - 1])) {
        name.length--;
    }
    if (ends_sentence(name)) {
        name.length--;
    }
    if (text_find_char(name, '0') == TEXT_NOT_FOUND) {
        return name;
    }
    char *bytes = arena_copy(header->reading->arena, name);
    for (size_t i = 0; bytes && i < name.length; i++) {
        bytes[i] = bytes[i] == '0' ? 'O' : bytes[i];
    }
    header_warn(header, "name_misread", "A zero in a name was read as the letter O.", TEXT_NONE);
    return bytes ? (struct text){bytes, name.length} : name;
}

static struct text trim_title(struct text title)
{
    while (title.length > 0 && strchr(" ,;:|/-", title.at[title.length - 1])) {
        title.length--;
    }
    title.length -= ends_sentence(title);
    return title;
}

/* The title without an honorific at its end, which is no office: "CDA Ms." */
static struct text clean_title(struct text title)
{
    static const char *const honorifics[] = {"MR", "MRS", "MS", "MISS"};
    if (!title.at) {
        return TEXT_NONE;
    }
    title = trim_title(title);
    size_t start = title.length;
    while (start > 0 && !text_is_blank(title.at[start - 1])) {
        start--;
    }
    struct text last = text_from(title, start);
    last.length -= text_ends(last, TEXT(".")) ? 1 : 0;
    if (is_among(last, honorifics, COUNT_OF(honorifics))) {
        title = trim_title(text_slice(title, 0, start));
    }
    return title.length > 0 ? title : TEXT_NONE;
}

/* The title of the person in pieces[at]: in the same piece, before it, or behind it. */
static struct text title_of(const struct piece *pieces, const struct text *texts, size_t count,
                            size_t at)
{
    if (pieces[at].title.at) {
        return pieces[at].title;
    }
    if (at > 0 && pieces[at - 1].title.at && !pieces[at - 1].name.at) {
        return (struct text){texts[0].at,
                             (size_t)(texts[at - 1].at - texts[0].at) + texts[at - 1].length};
    }
    return at + 1 < count && pieces[at + 1].title.at ? texts[at + 1] : TEXT_NONE;
}

static struct cable_classifier read_one(struct cable_header *header, struct text text)
{
    struct text texts[PIECES_MAX];
    struct piece pieces[PIECES_MAX];
    struct cable_classifier person = {TEXT_NONE, TEXT_NONE};
    size_t count = cut_pieces(text, texts);
    for (size_t i = 0; i < count; i++) {
        pieces[i] = cut_piece(header, texts[i]);
    }
    size_t at = find_name(pieces, count);
    if (at < count) {
        person.name = clean_name(header, pieces[at].name);
        person.title = clean_title(title_of(pieces, texts, count, at));
    } else if (count > 0 && pieces[0].title.at) {
        person.title = clean_title(text);
    }
    return person;
}

/* Where AND parts two people, or TEXT_NOT_FOUND. */
static size_t find_second(struct cable_header *header, struct text text)
{
    for (size_t i = 1; i < text.length; i++) {
        if (shape_length(text_from(text, i), "s+ANDs+") == TEXT_NOT_FOUND) {
            continue;
        }
        struct cable_classifier first = read_one(header, text_slice(text, 0, i));
        struct cable_classifier second = read_one(header, text_from(text, i + 5));
        if (first.name.at && second.name.at && count_words(first.name) > 1 &&
            count_words(second.name) > 1) {
            return i;
        }
    }
    return TEXT_NOT_FOUND;
}

static bool has_capitals(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text_is_upper(text.at[i])) {
            return true;
        }
    }
    return false;
}

/* The piece of text that stands where piece does in capitals. */
static struct text as_printed(struct text text, struct text capitals, struct text piece)
{
    bool inside = piece.at && piece.at >= capitals.at &&
                  piece.at + piece.length <= capitals.at + capitals.length;
    return inside ? text_slice(text, (size_t)(piece.at - capitals.at), piece.length) : piece;
}

/* A text that was lowered throughout is read in capitals, and its pieces are given as printed. */
static bool read_lowered(struct cable_header *header, struct text text,
                         struct cable_classified_by *out)
{
    char *bytes = has_capitals(text) ? NULL : arena_copy(header->reading->arena, text);
    if (!bytes || text.length == 0) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        bytes[i] = text_upper(bytes[i]);
    }
    struct text capitals = {bytes, text.length};
    if (!has_capitals(capitals)) {
        return false;
    }
    classifiers_read(header, capitals, out);
    out->name = as_printed(text, capitals, out->name);
    out->title = as_printed(text, capitals, out->title);
    for (size_t i = 0; i < out->others.count; i++) {
        struct cable_classifier *other = &out->others.items[i];
        other->name = as_printed(text, capitals, other->name);
        other->title = as_printed(text, capitals, other->title);
    }
    return true;
}

void classifiers_read(struct cable_header *header, struct text text,
                      struct cable_classified_by *out)
{
    if (read_lowered(header, text, out)) {
        return;
    }
    size_t second = find_second(header, text);
    struct cable_classifier person = read_one(header, text_slice(text, 0, second));
    out->name = person.name;
    out->title = person.title;
    struct cable_classifier *other =
        second == TEXT_NOT_FOUND ? NULL : LIST_ADD(header->reading->arena, &out->others);
    if (other) {
        *other = read_one(header, text_trim(text_from(text, second + 5)));
    }
}
