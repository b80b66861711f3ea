/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "detection.h"
#include "detection_piece.h"

/* How many different signs make a cable, and how many where the text begins like a news report. */
#define SIGNS_ENOUGH         2
#define SIGNS_ENOUGH_IN_NEWS 4

/* Where line ends were lost: how far the header reaches, and how much of it one sign may take. */
#define HEADER_BYTES   ((size_t)4096)
#define SIGN_BYTES_MAX ((size_t)200)

/* The most words between a classification and the serial on its line: captions and a post. */
#define CLASS_LINE_WORDS_MAX 14

/* How many words behind a label of references may come before the first serial. */
#define REFERENCE_WORDS_MAX 8

/* How many lines may stand above the one that shows a telegram: a level, a number of copies. */
#define LINES_ABOVE_TELEGRAM_MAX 3

/* The least words that make a sentence; letters outside ASCII may do without blanks. */
#define SENTENCE_WORDS_MIN 3
#define SENTENCE_HIGH_MIN  10

/* A text with more than one control or replacement character in so many is no text. */
#define CHARACTERS_PER_CONTROL 20

static struct text skip_blanks(struct text text)
{
    while (text.length > 0 && text_is_blank(text.at[0])) {
        text = text_from(text, 1);
    }
    return text;
}

static size_t digits_at(struct text text)
{
    size_t count = 0;
    while (count < text.length && text_is_digit(text.at[count])) {
        count++;
    }
    return count;
}

/* "VZCZCXYZ0009" or "DE RUEHUL #0487 0470822" */
static bool is_transmission(struct text line)
{
    if (text_starts(line, TEXT("VZCZC")) || text_starts(line, TEXT("ZCZC"))) {
        return true;
    }
    struct text word;
    return text_take_start(&line, TEXT("DE ")) && text_take_word(&line, &word) &&
           word.length >= 4 && word.at[0] == 'R' && text_take_word(&line, &word) &&
           word.at[0] == '#' && digits_at(text_from(word, 1)) >= 3;
}

/* "FM AMEMBASSY SEOUL" */
static bool is_sender(struct text line)
{
    struct text word;
    return text_take_start_fold(&line, TEXT("FM ")) && text_take_word(&line, &word) &&
           word.length >= 3 && text_is_upper(word.at[0]) && text_is_upper(word.at[1]);
}

static bool is_month(struct text word)
{
    static const char months[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    for (size_t i = 0; i + 3 < sizeof(months); i += 3) {
        if (text_equal_fold(word, (struct text){months + i, 3})) {
            return true;
        }
    }
    return false;
}

/* "P R 041820Z JAN 10", the precedences being there or not */
static bool is_date_time_group(struct text line)
{
    struct text word;
    while (line.length > 0 && (strchr("ZOPRzopr", line.at[0]) || text_is_blank(line.at[0]))) {
        line = text_from(line, 1);
    }
    if (digits_at(line) != 6) {
        return false;
    }
    line = text_from(line, 6);
    return line.length > 0 && text_upper(line.at[0]) == 'Z' && text_take_word(&line, &word) &&
           text_take_word(&line, &word) && is_month(word) && text_take_word(&line, &word) &&
           digits_at(word) >= 2;
}

/* Take the letters of word off line, blanks between them or not. */
static bool take_spaced(struct text *line, struct text word, bool *is_spaced)
{
    struct text rest = *line;
    *is_spaced = false;
    for (size_t i = 0; i < word.length; i++) {
        struct text next = i == 0 ? rest : skip_blanks(rest);
        *is_spaced = *is_spaced || next.length != rest.length;
        if (next.length == 0 || text_upper(next.at[0]) != word.at[i]) {
            return false;
        }
        rest = text_from(next, 1);
    }
    if (rest.length > 0 && text_is_letter(rest.at[0])) {
        return false;
    }
    *line = rest;
    return true;
}

static bool has_lower(struct text word)
{
    for (size_t i = 0; i < word.length; i++) {
        if (text_is_lower(word.at[i])) {
            return true;
        }
    }
    return false;
}

/* Whether a post and a serial stand in what follows a classification. */
static bool has_serial(struct text rest, bool may_be_lower)
{
    struct text word;
    bool has_post = false;
    for (int i = 0; i < CLASS_LINE_WORDS_MAX && text_take_word(&rest, &word); i++) {
        size_t digits = digits_at(word);
        if (has_post && digits >= 3 && digits <= 8 && digits == word.length) {
            return true;
        }
        if (has_lower(word) && !may_be_lower) {
            return false;
        }
        has_post = has_post || text_is_letter(word.at[0]);
    }
    return false;
}

/* "C O N F I D E N T I A L SEOUL 000487" */
static bool is_class_line(struct text line)
{
    static const char *const classes[] = {
        "TOPSECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "UNCLAS", "LIMITEDOFFICIALUSE",
    };
    for (size_t i = 0; i < COUNT_OF(classes); i++) {
        struct text rest = line;
        bool is_spaced = false;
        if (take_spaced(&rest, text_of(classes[i]), &is_spaced)) {
            return has_serial(rest, is_spaced);
        }
    }
    return false;
}

/* "E.O. 12958: DECL: 02/16/2017" */
static bool is_executive_order(struct text line)
{
    static const char *const followers[] = {"DECL", "N/A", "NA", "GDS", "XGDS", "ADS", "RDS"};
    bool is_spaced = false;
    if (!text_take_start_fold(&line, TEXT("E.O.")) && !text_take_start_fold(&line, TEXT("E. O.")) &&
        !take_spaced(&line, TEXT("EO"), &is_spaced)) {
        return false;
    }
    while (line.length > 0 && (text_is_blank(line.at[0]) || line.at[0] == ':')) {
        line = text_from(line, 1);
    }
    size_t digits = digits_at(line);
    line = skip_blanks(text_from(line, digits));
    if (digits < 4 || digits > 5) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(followers); i++) {
        if (text_starts_fold(line, text_of(followers[i]))) {
            return true;
        }
    }
    return line.length == 0 || line.at[0] == ':';
}

static size_t capitals_at(struct text text)
{
    size_t count = 0;
    while (count < text.length && text_is_upper(text.at[count])) {
        count++;
    }
    return count;
}

/* How many tags a row of capitals may be, "ETRDEINV" two, and none where a word goes on. */
static size_t tags_in(struct text capitals, struct text behind, bool may_be_fused)
{
    if (capitals.length < 2 || (behind.length > 0 && text_is_lower(behind.at[0]))) {
        return 0;
    }
    bool is_fused = may_be_fused && capitals.length >= 8;
    return is_fused ? 2 : capitals.length <= 5;
}

/* "TAGS: PREL, PGOV", "TAGS: [PREL](#) [PGOV](#)" */
static bool is_tags(struct text line)
{
    bool is_label = text_starts(line, TEXT("TAGS"));
    if (!text_take_start_fold(&line, TEXT("TAG"))) {
        return false;
    }
    while (line.length > 0 && text_is_letter(line.at[0])) {
        line = text_from(line, 1);
    }
    if (line.length == 0 || !strchr(":;, ", line.at[0])) {
        return false;
    }
    size_t count = 0;
    line = text_from(line, 1);
    while (line.length > 0) {
        size_t letters = capitals_at(line);
        count += tags_in(text_slice(line, 0, letters), text_from(line, letters), is_label);
        line = text_from(line, letters > 0 ? letters : 1);
    }
    return count >= 2;
}

/* "Classified By: A/DCM Joseph Y. Yun" */
static bool is_classifier(struct text line)
{
    (void)text_take_start(&line, TEXT("(U) "));
    return text_starts_fold(line, TEXT("Classified By")) ||
           text_starts_fold(line, TEXT("Classiied By:"));
}

/* "¶1. (C) In a meeting", "11. (SBU)" */
static bool is_marked_paragraph(struct text line)
{
    static const char *const marks[] = {"U", "C", "S", "TS", "SBU", "LOU"};
    while (line.length > 0 && (unsigned char)line.at[0] >= 0x80) {
        line = text_from(line, 1);
    }
    size_t digits = digits_at(line);
    line = text_from(line, digits);
    if (digits == 0 || digits > 3 || !text_take_start(&line, TEXT("."))) {
        return false;
    }
    line = skip_blanks(line);
    if (!text_take_start(&line, TEXT("("))) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        struct text rest = line;
        if (text_take_start(&rest, text_of(marks[i])) && rest.length > 0 &&
            (rest.at[0] == ')' || rest.at[0] == '/')) {
            return true;
        }
    }
    return false;
}

/* "Viewing cable 06SEOUL1789, SUBJECT", as the mirrors print above the text */
static bool is_mirror(struct text line)
{
    return text_take_start_fold(&line, TEXT("Viewing cable ")) && digits_at(line) == 2;
}

/* "MRN: 23 MEXICO 2544" and "Date/DTG: …", as the Department's later system prints */
static bool is_record_number(struct text line)
{
    return text_take_start(&line, TEXT("MRN:")) && digits_at(skip_blanks(line)) >= 2;
}

static bool is_record_date(struct text line)
{
    return text_starts_fold(line, TEXT("Date/DTG:"));
}

/* What the archive of the telegrams of 1973 to 1979 prints below them. */
static bool is_attributes(struct text line)
{
    return text_equal(line, TEXT("Message Attributes"));
}

static bool is_document_number(struct text line)
{
    return text_take_start(&line, TEXT("Document Number:")) && digits_at(skip_blanks(line)) == 4;
}

/* "REF: A. SEOUL 3531", "REFTELS: STATE 150, BONN 22" */
static bool is_reference(struct text line)
{
    static const char *const labels[] = {"REFTELS", "REFTEL", "REFS", "REF(S)", "Ref(s)", "REF"};
    bool is_label = false;
    for (size_t i = 0; i < COUNT_OF(labels) && !is_label; i++) {
        is_label = text_take_start(&line, text_of(labels[i]));
    }
    if (!is_label || line.length == 0 || !strchr(":. ", line.at[0])) {
        return false;
    }
    struct text word;
    bool is_behind_post = false;
    line = text_from(line, 1);
    for (int i = 0; i < REFERENCE_WORDS_MAX && text_take_word(&line, &word); i++) {
        if (is_behind_post && text_is_digit(word.at[0])) {
            return true;
        }
        is_behind_post = word.length >= 3 && text_is_upper(word.at[0]) &&
                         text_is_letter(word.at[word.length - 1]);
    }
    return false;
}

/* "TO RUEHC/SECSTATE WASHDC", "INFO RUEHBJ/AMEMBASSY BEIJING 2062" */
static bool is_address(struct text line)
{
    struct text word = TEXT_NONE;
    if (!text_take_start(&line, TEXT("TO ")) && !text_take_start(&line, TEXT("INFO "))) {
        return false;
    }
    size_t letters = 0;
    text_take_word(&line, &word);
    while (letters < word.length && text_is_upper(word.at[letters])) {
        letters++;
    }
    return letters >= 4 && letters <= 8 && word.at[0] == 'R' && letters + 1 < word.length &&
           word.at[letters] == '/';
}

/* "XMT AMEMBASSY SOFIA" */
static bool is_exemption(struct text line)
{
    return text_starts(line, TEXT("XMT AM")) || text_starts(line, TEXT("XMT/"));
}

/* "SUBJECT: A NEW MOLE", in capitals: in small letters it is of a mail. */
static bool is_subject(struct text line)
{
    return text_starts(line, TEXT("SUBJECT:")) || text_starts(line, TEXT("SUBJ:"));
}

/* "DECL: 02/16/2017", "Declassify on: 20170216", "Derived from: DSCG 05-01" */
static bool is_declassification(struct text line)
{
    return text_starts(line, TEXT("DECL: ")) || text_starts_fold(line, TEXT("Declassify on:")) ||
           text_starts_fold(line, TEXT("Derived from: DSCG"));
}

static bool is_break(struct text line)
{
    return text_equal(line, TEXT("BT"));
}

static bool is_end_of_message(struct text line)
{
    return text_equal(line, TEXT("NNNN"));
}

/* What only a cable prints, and only one of each counts. */
static bool (*const signs[])(struct text) = {
    is_transmission, is_date_time_group, is_class_line,       is_executive_order,
    is_tags,         is_classifier,      is_marked_paragraph, is_reference,
    is_address,      is_sender,          is_mirror,           is_record_number,
    is_record_date,  is_exemption,       is_subject,          is_declassification,
    is_break,        is_end_of_message,  is_attributes,       is_document_number,
};

/* The signs that line begins with, one bit each, in addition to those found. */
static unsigned find_signs(struct text line, unsigned found)
{
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        unsigned bit = 1U << i;
        if (!(found & bit) && signs[i](line)) {
            found |= bit;
        }
    }
    return found;
}

static int count_bits(unsigned bits)
{
    int count = 0;
    for (; bits; bits &= bits - 1) {
        count++;
    }
    return count;
}

static int count_line_signs(struct text text)
{
    unsigned found = 0;
    struct text line;
    while (text_take_line(&text, &line)) {
        line = text_slice(text_trim(line), 0, SIGN_BYTES_MAX);
        found = line.length > 0 ? find_signs(line, found) : found;
    }
    return count_bits(found);
}

static int count_word_signs(struct text text)
{
    unsigned found = 0;
    struct text rest = text_slice(text, 0, HEADER_BYTES);
    struct text word;
    while (text_take_word(&rest, &word)) {
        size_t start = (size_t)(word.at - text.at);
        found = find_signs(text_slice(text, start, SIGN_BYTES_MAX), found);
    }
    return count_bits(found);
}

/* The first line that is not empty. */
static struct text first_line(struct text text)
{
    struct text line = TEXT_NONE;
    text_take_start(&text, TEXT("\xEF\xBB\xBF"));
    while (line.length == 0 && text_take_line(&text, &line)) {
        line = text_trim(line);
    }
    return line;
}

/* "CONFIDENTIAL" and "12" stand above the first line of a telegram that tells. */
static bool is_above_telegram(struct text line)
{
    return text_equal(line, TEXT("CONFIDENTIAL")) || text_equal(line, TEXT("SECRET")) ||
           text_equal(line, TEXT("UNCLASSIFIED")) ||
           text_equal(line, TEXT("LIMITED OFFICIAL USE")) || digits_at(line) == line.length;
}

static bool begins_like_cable(struct text text)
{
    struct text line;
    text_take_start(&text, TEXT("\xEF\xBB\xBF"));
    for (int lines = 0; lines < LINES_ABOVE_TELEGRAM_MAX && text_take_line(&text, &line);) {
        line = text_slice(text_trim(line), 0, SIGN_BYTES_MAX);
        if (line.length == 0) {
            continue;
        }
        if (is_marked_paragraph(line) || detection_is_piece(line)) {
            return true;
        }
        if (!is_above_telegram(line)) {
            return false;
        }
        lines++;
    }
    return false;
}

/* A crawler's date, front matter, or a byline stands above news only. */
static bool begins_like_news(struct text text)
{
    struct text line = first_line(text);
    struct text day = line;
    return (text_take_start(&day, TEXT("date ")) && digits_at(day) == 4) ||
           text_equal(line, TEXT("---")) || text_starts(line, TEXT("By ")) ||
           text_starts_fold(line, TEXT("FOR IMMEDIATE RELEASE"));
}

static bool is_control(uint32_t character)
{
    return (character < ' ' && character != '\n' && character != '\r' && character != '\t' &&
            character != '\f') ||
           character == 0xFFFD;
}

static bool is_sentence_end(uint32_t character)
{
    return character == '.' || character == '!' || character == '?' || character == 0x3002 ||
           character == 0x06D4 || character == 0x061F || character == 0x0964;
}

/* Whether some words end in a full stop, and most of the text is text. */
static bool has_sentences(struct text text)
{
    size_t characters = 0;
    size_t controls = 0;
    int words = 0;
    int high = 0;
    bool has_sentence = false;
    uint32_t before = ' ';
    uint32_t character = 0;
    while (utf8_take(&text, &character)) {
        characters++;
        controls += is_control(character);
        if (is_sentence_end(character)) {
            has_sentence = has_sentence || words >= SENTENCE_WORDS_MIN || high >= SENTENCE_HIGH_MIN;
            words = high = 0;
        }
        bool is_blank = character == ' ' || character == '\n' || character == '\t';
        bool was_blank = before == ' ' || before == '\n' || before == '\t';
        words += !is_blank && was_blank;
        high += character >= 0x80 && character != 0xFFFD;
        before = character;
    }
    return has_sentence && controls * CHARACTERS_PER_CONTROL <= characters;
}

enum genre detection_genre(struct text text)
{
    int enough = begins_like_news(text) ? SIGNS_ENOUGH_IN_NEWS : SIGNS_ENOUGH;
    if (begins_like_cable(text) || count_line_signs(text) >= enough ||
        count_word_signs(text) >= SIGNS_ENOUGH_IN_NEWS) {
        return GENRE_CABLE;
    }
    return has_sentences(text) ? GENRE_NEWS : GENRE_TEXT;
}
