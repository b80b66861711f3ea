/* SPDX-License-Identifier: Apache-2.0 */
#include "page_furniture.h"

#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/base/scan.h"

/* The longest line that can be a classification line or a caption. */
#define FURNITURE_LINE_BYTES_MAX 80

/* The longest line that is a stamp and nothing else. */
#define STAMP_LINE_BYTES_MAX 160

/* How many digits the serial of a page line has. */
#define SERIAL_DIGITS 8

/* A page line has no more station words than this, "PORT OF SPAIN", "USUN NEW Y". */
#define STATION_WORDS_MAX 4

static const char *const class_names[] = {
    "CONFIDENTIAL", "SECRET", "TOPSECRET", "UNCLASSIFIED", "UNCLAS", "LIMITEDOFFICIALUSE",
};

/* What may follow the class on a line of its own, blanks and slashes dropped. */
static const char *const class_tails[] = {
    "", "NOFORN", "SIPDIS", "NOFORNSIPDIS", "FOROFFICIALUSEONLY", "SENSITIVE", "SENSITIVESIPDIS",
};

struct squeezed {
    char bytes[FURNITURE_LINE_BYTES_MAX];
    size_t length;
};

/* line without blanks and slashes, if it is short enough and all capitals and digits. */
static bool squeeze(struct text line, struct squeezed *out)
{
    out->length = 0;
    if (line.length > FURNITURE_LINE_BYTES_MAX) {
        return false;
    }
    for (size_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (text_is_upper(c) || text_is_digit(c)) {
            out->bytes[out->length++] = c;
        } else if (!text_is_blank(c) && c != '/') {
            return false;
        }
    }
    return out->length > 0;
}

static bool is_class_tail(struct text tail)
{
    for (size_t i = 0; i < COUNT_OF(class_tails); i++) {
        if (text_equal(tail, text_of(class_tails[i]))) {
            return true;
        }
    }
    return false;
}

/* "PTQ1865": the computer's number for the section stands behind the class on some prints. */
static bool is_print_number(struct text tail)
{
    return tail.length == 7 && text_is_upper(tail.at[0]) && text_is_upper(tail.at[2]) &&
           text_is_digit(tail.at[3]) && text_is_digit(tail.at[6]);
}

static bool is_class_alone(struct text squeezed)
{
    for (size_t i = 0; i < COUNT_OF(class_names); i++) {
        struct text tail = squeezed;
        if (text_take_start(&tail, text_of(class_names[i])) &&
            (is_class_tail(tail) || is_print_number(tail))) {
            return true;
        }
    }
    return false;
}

/* SIPDIS, once or twice, with or without NOFORN; a bare NOFORN may be a heading's last word. */
static bool is_repeated_caption(struct text squeezed)
{
    bool distribution = false;
    while (squeezed.length > 0) {
        if (text_take_start(&squeezed, TEXT("SIPDIS"))) {
            distribution = true;
        } else if (!text_take_start(&squeezed, TEXT("NOFORN")) &&
                   !text_take_start(&squeezed, TEXT("SENSITIVE"))) {
            return false;
        }
    }
    return distribution;
}

static const char *const stamp_starts[] = {
    "RELEASED IN FULL",
    "RELEASED IN PART",
    "UNCLASSIFIED U.S. Department of State Case No",
    "Declassified/Released US Department of State",
    "This record is a partial extract of the original cable",
};

const char *page_furniture_line(struct text line)
{
    struct squeezed squeezed;
    if (squeeze(line, &squeezed)) {
        struct text text = {squeezed.bytes, squeezed.length};
        if (is_class_alone(text)) {
            return "classification_line_removed";
        }
        if (is_repeated_caption(text)) {
            return "caption_removed";
        }
    }
    for (size_t i = 0; i < COUNT_OF(stamp_starts); i++) {
        if (line.length < STAMP_LINE_BYTES_MAX &&
            text_starts_fold(line, text_of(stamp_starts[i]))) {
            return "release_stamp_removed";
        }
    }
    return NULL;
}

static size_t take_digits(struct text *rest)
{
    size_t count = 0;
    while (count < rest->length && text_is_digit(rest->at[count])) {
        count++;
    }
    *rest = text_from(*rest, count);
    return count;
}

static size_t skip_blanks(struct text *rest)
{
    size_t before = rest->length;
    while (rest->length > 0 && text_is_blank(rest->at[0])) {
        *rest = text_from(*rest, 1);
    }
    return before - rest->length;
}

/* "002 OF 003", "001.2 OF 004" */
static bool take_page_of(struct text *rest)
{
    struct text from = *rest;
    size_t digits = take_digits(&from);
    if (digits < 1 || digits > 3) {
        return false;
    }
    if (text_take_start(&from, TEXT(".")) && take_digits(&from) == 0) {
        return false;
    }
    if (skip_blanks(&from) == 0 || !text_take_start(&from, TEXT("OF")) || skip_blanks(&from) == 0) {
        return false;
    }
    digits = take_digits(&from);
    if (digits < 1 || digits > 3) {
        return false;
    }
    *rest = from;
    return true;
}

static bool is_station_char(char c)
{
    return text_is_upper(c) || c == '\'' || c == '-' || c == '.';
}

/* Where the word that ends at end begins, or end when no word of capitals ends there. */
static size_t word_start(struct text line, size_t end)
{
    size_t start = end;
    while (start > 0 && is_station_char(line.at[start - 1])) {
        start--;
    }
    bool whole = start == 0 || text_is_blank(line.at[start - 1]) || line.at[start - 1] == '(';
    return whole ? start : end;
}

/* Whether the letters of printed begin the canonical station; page lines cut it at ten. */
static bool is_station(struct text station, struct text printed)
{
    size_t at = 0;
    for (size_t i = 0; i < printed.length; i++) {
        if (!text_is_upper(printed.at[i])) {
            continue;
        }
        if (at == station.length || station.at[at] != printed.at[i]) {
            return false;
        }
        at++;
    }
    return at > 0 && (at == station.length || printed.length >= 9);
}

/*
 * Where the station before the digits at end begins. The cable's own station decides how many words
 * it has; without it, all capitals up to the start of the line, else one word.
 */
static size_t station_start(const struct reading *reading, struct text line, size_t end)
{
    while (end > 0 && text_is_blank(line.at[end - 1])) {
        end--;
    }
    struct text station = reading->document->cable ? reading->document->cable->station : TEXT_NONE;
    size_t one = word_start(line, end);
    size_t start = one;
    size_t stop = end;
    for (int words = 0; words < STATION_WORDS_MAX && start < stop; words++) {
        if (station.length > 0 && is_station(station, text_slice(line, start, end - start))) {
            return start;
        }
        if (start == 0) {
            return 0;
        }
        stop = start;
        while (stop > 0 && text_is_blank(line.at[stop - 1])) {
            stop--;
        }
        start = word_start(line, stop);
    }
    return one;
}

/* "SEOUL 00000487  002 OF 003", whose eight digits stand at at. */
static bool find_page_line(const struct reading *reading, struct text line, size_t at,
                           struct text *found)
{
    struct text rest = text_from(line, at);
    if (take_digits(&rest) != SERIAL_DIGITS || skip_blanks(&rest) == 0 || !take_page_of(&rest)) {
        return false;
    }
    size_t start = station_start(reading, line, at);
    *found = text_slice(line, start, (size_t)(rest.at - line.at) - start);
    return true;
}

/* "082030Z" */
static bool take_filing_time(struct text *rest)
{
    struct text from = *rest;
    if (take_digits(&from) != 6 || !text_take_start(&from, TEXT("Z"))) {
        return false;
    }
    *rest = from;
    return true;
}

/* Without a filing time, as on what the Department sent, a page line has nothing else in it. */
static bool ends_page_head(struct text line, size_t at, struct text *rest)
{
    return take_filing_time(rest) ||
           (rest->length == 0 && text_trim(text_slice(line, 0, at)).length == 0);
}

/* "PAGE 02        ROME  01196  01 OF 02  082030Z" */
static bool find_page_head(struct text line, size_t at, struct text *found)
{
    struct text rest = text_from(line, at);
    if (!text_take_start(&rest, TEXT("PAGE")) || skip_blanks(&rest) == 0 ||
        take_digits(&rest) == 0 || skip_blanks(&rest) == 0) {
        return false;
    }
    size_t letters = 0;
    while (letters < rest.length && letters < 30 &&
           (is_station_char(rest.at[letters]) || rest.at[letters] == ' ')) {
        letters++;
    }
    rest = text_from(rest, letters);
    size_t digits = take_digits(&rest);
    if (letters == 0 || digits < 4 || digits > 6) {
        return false;
    }
    skip_blanks(&rest);
    if (take_page_of(&rest)) {
        skip_blanks(&rest);
    }
    if (!ends_page_head(line, at, &rest)) {
        return false;
    }
    *found = text_slice(line, at, (size_t)(rest.at - line.at) - at);
    return true;
}

/* Who signed the stamps of the systematic review. */
static const char *const stamp_signers[] = {"Sheryl P. Walter", "Margaret P. Grafeld"};

/* "Declassified/Released US Department of State EO Systematic Review 20 Mar 2014" */
static bool find_stamp(struct text line, size_t at, struct text *found)
{
    struct text rest = text_from(line, at);
    if (!text_take_start_fold(&rest, TEXT("Declassified/Released US Department of State"))) {
        return false;
    }
    skip_blanks(&rest);
    if (text_take_start_fold(&rest, TEXT("EO Systematic Review"))) {
        struct text date = rest;
        skip_blanks(&date);
        struct text day, month, year;
        if (text_take_word(&date, &day) && text_take_word(&date, &month) &&
            text_take_word(&date, &year) && day.length <= 2 && take_digits(&year) == 4) {
            rest = text_from(rest, (size_t)(year.at - rest.at));
        }
    }
    size_t start = at;
    struct text before = text_trim(text_slice(line, 0, at));
    for (size_t i = 0; i < COUNT_OF(stamp_signers); i++) {
        struct text signer = text_of(stamp_signers[i]);
        if (text_ends(before, signer)) {
            start = (size_t)(before.at - line.at) + before.length - signer.length;
        }
    }
    *found = text_slice(line, start, (size_t)(rest.at - line.at) - start);
    return true;
}

/* What page lines and stamps begin with: the digits of a serial, PAGE, Declassified. */
static const struct text furniture_starts = {"09PPDD", 6};

const char *page_furniture_find(const struct reading *reading, struct text line, struct text *found)
{
    size_t i = scan_ranges(line, 0, furniture_starts);
    while (i < line.length) {
        struct text rest = text_from(line, i);
        bool begins = i == 0 || !(text_is_letter(line.at[i - 1]) || text_is_digit(line.at[i - 1]));
        size_t digits = take_digits(&rest);
        if (begins && digits == SERIAL_DIGITS && find_page_line(reading, line, i, found)) {
            return "page_line_removed";
        }
        if (begins && line.at[i] == 'P' && find_page_head(line, i, found)) {
            return "page_line_removed";
        }
        if (begins && line.at[i] == 'D' && find_stamp(line, i, found)) {
            return "release_stamp_removed";
        }
        i = scan_ranges(line, i + (digits > 0 ? digits : 1), furniture_starts);
    }
    return NULL;
}

/* What the names of classes begin with. */
static bool is_class_letter(char c)
{
    c = text_upper(c);
    return c == 'C' || c == 'S' || c == 'T' || c == 'U' || c == 'L';
}

/*
 * Take the class off the front; it must end at a blank, a slash or the end. *sure says whether it
 * is written as only a classification line writes it: spaced out, or UNCLAS.
 */
static bool take_class(struct text *rest, bool *sure)
{
    if (rest->length == 0 || !is_class_letter(rest->at[0])) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(class_names); i++) {
        struct text name = text_of(class_names[i]);
        struct text from = *rest;
        size_t taken = 0;
        while (taken < name.length && from.length > 0 && text_upper(from.at[0]) == name.at[taken]) {
            taken++;
            from = text_from(from, 1);
            if (taken < name.length) {
                skip_blanks(&from);
            }
        }
        if (taken == name.length &&
            (from.length == 0 || text_is_blank(from.at[0]) || from.at[0] == '/')) {
            *sure = rest->at[1] == ' ' || text_starts(name, TEXT("UNCLAS"));
            *rest = from;
            return true;
        }
    }
    return false;
}

/* Take the next word if it is made of capitals, slashes and the like. */
static bool take_capital_word(struct text *rest, struct text *word)
{
    struct text from = *rest;
    if (!text_take_word(&from, word)) {
        return false;
    }
    for (size_t i = 0; i < word->length; i++) {
        if (!is_station_char(word->at[i]) && word->at[i] != '/') {
            return false;
        }
    }
    *rest = from;
    return true;
}

/* The most words between the class and the serial: caveats and the station. */
#define CLASS_LINE_WORDS_MAX 9

bool class_line_read(struct text line, struct class_line *out)
{
    struct text rest = text_trim(line);
    bool sure = false;
    if (!take_class(&rest, &sure)) {
        return false;
    }
    out->section = 1;
    struct text word;
    size_t words = 0;
    while (words < CLASS_LINE_WORDS_MAX && take_capital_word(&rest, &word)) {
        words++;
        if (text_equal(word, TEXT("SECTION"))) {
            sure = true;
            (void)(text_take_word(&rest, &word) && number_read(word, 1, 99, &out->section));
            (void)text_take_word(&rest, &word);
            (void)text_take_word(&rest, &word);
        }
    }
    if (words == 0 || !text_take_word(&rest, &out->serial)) {
        return false;
    }
    struct text digits = out->serial;
    size_t count = take_digits(&digits);
    return count >= (sure ? 4 : 5) && count <= 6 && digits.length == 0;
}
