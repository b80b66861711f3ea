/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_signature.h"

#include "chancery/base/array.h"

/* The longest signature: two surnames of two words. */
#define SIGNATURE_BYTES_MAX 32

/* How many lines may follow a signature. */
#define LINES_BEHIND_MAX 12

/* The most people that sign on lines of their own. */
#define SIGNERS_MAX 3

/* Lines that follow a signature begin so. */
static const char *const behind_starts[] = {
    "#",
    ">",
    "<<",
    "BT",
    "NNNN",
    "NOTE BY",
    "NOTE: NOT PASSED",
    "END OF CABLE",
    "E N D",
    "MINISTER",
    "CHARGE",
    "End Cable Text",
    "This record is a partial extract",
    "(End of cable",
    "=",
};

/* Lines that follow a signature hold one of these. */
static const char *const behind_words[] = {
    "CABLE ENDS",      " - Classification:", " - UNCLASSIFIED",
    " - CONFIDENTIAL", " - SECRET",          "full text of the original cable is not available",
};

/* What may stand alone where a signature would, and is none. */
static const char *const no_signers[] = {
    "CONFIDENTIAL", "SECRET",    "UNCLASSIFIED", "UNCLAS",     "END",    "COMMENT",
    "COMMENTS",     "SUMMARY",   "TEXT",         "NOTE",       "NNNN",   "SIPDIS",
    "NOFORN",       "MINIMIZE",  "CONSIDERED",   "BACKGROUND", "ANNEX",  "NOTAL",
    "REGARDS",      "UNQUOTE",   "QUOTE",        "YYY",        "GP",     "BT",
    "REDACTED",     "EMBASSY",   "CABLE",        "ENDS",       "ACTION", "REQUEST",
    "BEGIN",        "SENSITIVE", "CONCLUSION",   "TABLE",      "FOR",    "THE",
    "AND",          "OF",        "POINTS",       "PARAGRAPH",  "ENTIRE", "LIMITED",
    "UNQUOTE.",     "XGDS",      "GDS",          "MINISTER",   "CHARGE", "COUNSELOR",
    "AMBASSADOR",   "OFFICIAL",  "USE",          "ONLY",       "EXDIS",  "NODIS",
    "END.",         "PAPER",
};

/* Parts of surnames that are written before the name proper. */
static const char *const particles[] = {
    "VAN", "DE", "VON", "DI", "LA", "LE", "DU", "DER", "DEN", "TEN", "TER", "ST.", "ST", "MC", "O",
};

/* Lines between the text and the signature. */
static const char *const above[] = {"GP-3",     "UNQUOTE",  "YYY",   "REGARDS", "REGARDS,",
                                    "REGARDS.", "UNQUOTE.", "GP-3.", "XGDS",    "GDS"};

static bool is_among(struct text word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_equal_fold(word, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Letters, hyphen and apostrophe, and at least two letters that are not a row of X. */
static bool is_name_word(struct text word)
{
    size_t letters = 0;
    size_t crosses = 0;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.at[i];
        bool letter = text_is_letter(c) || (unsigned char)c >= 0x80;
        if (!letter && c != '-' && c != '\'' && !(c == '.' && i + 1 == word.length && i > 1)) {
            return false;
        }
        letters += letter;
        crosses += text_upper(c) == 'X';
    }
    return letters > 0 && crosses < 3 && text_is_letter(word.at[0]);
}

static bool is_particle(struct text word)
{
    return is_among(word, particles, COUNT_OF(particles));
}

static bool is_junior(struct text word)
{
    return is_among(word, (const char *const[]){"JR", "JR.", "III"}, 3);
}

struct name_shape {
    size_t words; /* particles and JR not counted */
    size_t parts; /* particles and JR */
    bool capitals;
    bool small; /* some word of the name proper begins with a small letter */
};

static bool read_name(struct text text, struct name_shape *out)
{
    *out = (struct name_shape){.capitals = piece_is_capitals(text)};
    if (text.length < 2 || text.length > SIGNATURE_BYTES_MAX) {
        return false;
    }
    struct text word;
    while (text_take_word(&text, &word)) {
        if (!is_name_word(word) || is_among(word, no_signers, COUNT_OF(no_signers))) {
            return false;
        }
        bool part = is_particle(word) || is_junior(word);
        out->parts += part;
        out->words += !part;
        out->small = out->small || (!part && text_is_lower(word.at[0]));
    }
    return out->words > 0;
}

/* Whether text, alone on a line, is a name; apart says that the text above it had ended. */
static bool is_signature_line(struct text text, bool apart)
{
    struct name_shape shape;
    if (!read_name(text, &shape)) {
        return false;
    }
    if (shape.capitals) {
        return shape.words <= 2 && (apart || shape.words == 1);
    }
    return apart && shape.words == 1 && (!shape.small || (shape.parts == 0 && text.length > 3));
}

static bool is_behind_signature(struct text text)
{
    if (text.length <= 3 && !text_is_letter(text.at[0])) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(behind_starts); i++) {
        if (text_starts(text, text_of(behind_starts[i])) && text.length < 200) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT_OF(behind_words); i++) {
        if (text.length < 200 && text_find(text, text_of(behind_words[i])) != TEXT_NOT_FOUND) {
            return true;
        }
    }
    return false;
}

/* Quotes, stops and the like that copies left behind a name. */
static struct text trim_name(struct text text)
{
    text = text_trim(text);
    while (text.length > 0 && strchr("\"\\,>#;.", text.at[text.length - 1])) {
        text.length--;
        text = text_trim(text);
    }
    return text;
}

/* A web address or a row of x that stands for one. */
static bool is_address(struct text word)
{
    static const char *const ends[] = {"cfm", "fm"};
    bool crossed =
        word.length > 5 && text_upper(word.at[0]) == 'X' && text_upper(word.at[1]) == 'X';
    return crossed || is_among(word, ends, COUNT_OF(ends)) || text_starts(word, TEXT("http")) ||
           text_find_char(word, '_') != TEXT_NOT_FOUND;
}

static struct text last_word(struct text text)
{
    size_t start = text.length;
    while (start > 0 && !text_is_blank(text.at[start - 1])) {
        start--;
    }
    return text_from(text, start);
}

/* An address; for a name in capitals also a year or a bracket: ends of texts without a full stop.
 */
static bool ends_otherwise(struct text before, bool capitals)
{
    struct text last = last_word(before);
    if (last.length == 0 || is_address(last) || !capitals) {
        return last.length > 0 && is_address(last);
    }
    bool year = last.length == 4 && text_is_digit(last.at[0]) && text_is_digit(last.at[3]);
    return year || strchr(")*]", last.at[last.length - 1]);
}

/* Whether the text before piece index has ended, so that a name may follow. */
static bool is_apart(const struct pieces *pieces, size_t index)
{
    if (index == 0 || pieces->items[index].blank_before) {
        return true;
    }
    const struct piece *before = &pieces->items[index - 1];
    struct name_shape shape;
    return before->kind != PIECE_TEXT || before->furniture_after ||
           piece_ends_sentence(before->text) || ends_otherwise(before->text, false) ||
           (read_name(before->text, &shape) && shape.capitals);
}

/* "U.S.", and for a name that is not in capitals any single letter, which may be its own initial.
 */
static bool ends_in_initials(struct text before, bool capitals)
{
    if (before.length < 3 || !text_is_upper(before.at[before.length - 2])) {
        return false;
    }
    char second = before.at[before.length - 3];
    return second == '.' || (!capitals && !text_is_letter(second));
}

/* How much of the text before a name is looked at. */
#define BEFORE_BYTES_MAX 200

/* Where the last word that ends at or before end begins. */
static size_t previous_word(struct text text, size_t end)
{
    while (end > 0 && text_is_blank(text.at[end - 1])) {
        end--;
    }
    while (end > 0 && !text_is_blank(text.at[end - 1]) &&
           text.length - end <= SIGNATURE_BYTES_MAX) {
        end--;
    }
    return end;
}

/* Whether text may end in a name that begins at start. */
static bool is_tail(struct text text, size_t start, const struct name_shape *shape)
{
    size_t from = start > BEFORE_BYTES_MAX ? start - BEFORE_BYTES_MAX : 0;
    struct text before = text_trim(text_slice(text, from, start - from));
    if (shape->small || shape->words != 1) {
        return false;
    }
    bool ended = piece_ends_sentence(before) && !ends_in_initials(before, shape->capitals);
    return ended || ends_otherwise(before, shape->capitals);
}

/* The name at the end of a line of text: "… End comment. BAKER". Its length, or 0. */
static size_t measure_tail(struct text text)
{
    struct name_shape shape;
    size_t start = previous_word(text, text.length);
    for (size_t words = 0; words < 3 && start > 0; words++) {
        if (!read_name(text_from(text, start), &shape)) {
            return 0;
        }
        if (is_tail(text, start, &shape)) {
            return text.length - start;
        }
        start = previous_word(text, start);
    }
    return 0;
}

/*
 * "TUTTLE 0 02/26/2008 …": the record of a database that some copies carry behind the text. Answers
 * where the zero stands, or TEXT_NOT_FOUND.
 */
static size_t find_record(struct text text)
{
    for (size_t i = 1; i + 12 < text.length + 1; i++) {
        struct text rest = text_from(text, i);
        if (text_starts(rest, TEXT(" 0 ")) && rest.length >= 13 && rest.at[5] == '/' &&
            rest.at[8] == '/' && text_is_digit(rest.at[3]) && text_is_digit(rest.at[12])) {
            return i;
        }
    }
    return TEXT_NOT_FOUND;
}

/* Cut the record off the last piece that has one, with all behind it. */
static void cut_record(struct reading *reading, struct pieces *pieces)
{
    size_t least = pieces->count > LINES_BEHIND_MAX ? pieces->count - LINES_BEHIND_MAX : 0;
    for (size_t i = pieces->count; i > least; i--) {
        struct piece *piece = &pieces->items[i - 1];
        size_t at = piece->kind == PIECE_TEXT ? find_record(piece->text) : TEXT_NOT_FOUND;
        if (at != TEXT_NOT_FOUND) {
            reading_warn(reading, "trailing_record",
                         TEXT("A database record behind the signature was left out."),
                         text_trim(text_from(piece->text, at)));
            reading_claim(reading, text_from(piece->text, at));
            piece->text = text_trim(text_slice(piece->text, 0, at));
            pieces->count = i;
            return;
        }
    }
}

static void add_signer(struct reading *reading, struct text name)
{
    struct cable *cable = reading->document->cable;
    reading_claim(reading, name);
    for (size_t i = 0; i < cable->signed_by.count; i++) {
        if (text_equal_fold(cable->signed_by.items[i], name)) {
            return;
        }
    }
    texts_add(reading->arena, &cable->signed_by, name);
}

/* Where the lines of names that end at index begin. */
static size_t first_signer(const struct pieces *pieces, size_t index)
{
    size_t first = index;
    while (first > 0 && index - first + 1 < SIGNERS_MAX) {
        const struct piece *piece = &pieces->items[first - 1];
        struct name_shape shape;
        if (piece->kind != PIECE_TEXT || !piece->line_start || !read_name(piece->text, &shape) ||
            !shape.capitals || !is_apart(pieces, first - 1)) {
            break;
        }
        first--;
    }
    return first;
}

static void drop_above(struct pieces *pieces)
{
    while (pieces->count > 0) {
        const struct piece *last = &pieces->items[pieces->count - 1];
        if (last->kind != PIECE_TEXT || !last->line_start ||
            !is_among(last->text, above, COUNT_OF(above))) {
            return;
        }
        pieces->count--;
    }
}

/* Whether the line before piece index ends in a word that needs another: the cable was cut. */
static bool is_cut_off(const struct pieces *pieces, size_t index)
{
    static const char *const needy[] = {"the", "a",  "an", "of", "to",   "in", "and",
                                        "for", "by", "on", "at", "with", "or", "from"};
    struct text word = last_word(text_trim(pieces->items[index - 1].text));
    for (size_t i = 0; i < COUNT_OF(needy); i++) {
        if (text_equal_fold(word, text_of(needy[i]))) {
            return true;
        }
    }
    return false;
}

static bool take_line(struct reading *reading, struct pieces *pieces, size_t index)
{
    struct piece *piece = &pieces->items[index];
    struct text name = trim_name(piece->text);
    bool own_line = piece->line_start ||
                    (index > 0 && (piece[-1].kind == PIECE_RULE || piece[-1].furniture_after));
    bool apart = is_apart(pieces, index);
    if (!own_line || !is_signature_line(name, apart) || (!apart && is_cut_off(pieces, index))) {
        return false;
    }
    size_t first = first_signer(pieces, index);
    for (size_t i = first; i <= index; i++) {
        add_signer(reading, trim_name(pieces->items[i].text));
    }
    pieces->count = first;
    drop_above(pieces);
    return true;
}

static void take_tail(struct reading *reading, struct pieces *pieces, size_t index)
{
    struct piece *piece = &pieces->items[index];
    /* A name with a full stop behind it is the last word of a sentence. */
    struct text text = text_ends(piece->text, TEXT("..")) || !text_ends(piece->text, TEXT("."))
                           ? trim_name(piece->text)
                           : TEXT_NONE;
    size_t length = measure_tail(text);
    if (length > 0) {
        add_signer(reading, text_from(text, text.length - length));
        piece->text = text_trim(text_slice(text, 0, text.length - length));
        pieces->count = index + 1;
    }
}

void cable_signature_take(struct reading *reading, struct pieces *pieces)
{
    if (!reading->document->cable) {
        return;
    }
    cut_record(reading, pieces);
    size_t index = pieces->count;
    for (int behind = 0; index > 0 && behind < LINES_BEHIND_MAX; behind++) {
        const struct piece *piece = &pieces->items[index - 1];
        bool passed = piece->kind == PIECE_RULE ||
                      (piece->kind == PIECE_TEXT && is_behind_signature(piece->text));
        if (!passed) {
            break;
        }
        index--;
    }
    if (index > 0 && pieces->items[index - 1].kind == PIECE_TEXT &&
        !take_line(reading, pieces, index - 1)) {
        take_tail(reading, pieces, index - 1);
    }
}
