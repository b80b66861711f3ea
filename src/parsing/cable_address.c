/* SPDX-License-Identifier: Apache-2.0 */
/* Format lines 7 and 8: "RUEHBJ/AMEMBASSY BEIJING PRIORITY 2062". */
#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"

#include "cable_header.h"
#include "shape.h"
#include "spelling.h"

/* The longest routing indicator. */
#define ROUTING_INDICATOR_LETTERS_MAX 8

static const struct precedence_word {
    const char *word;
    size_t distance; /* how far a misspelling may be */
    const char *precedence;
} precedence_words[] = {
    {"IMMEDIATE", 2, "IMMEDIATE"}, {"IMMED", 0, "IMMEDIATE"}, {"PRIORITY", 2, "PRIORITY"},
    {"ROUTINE", 1, "ROUTINE"},     {"FLASH", 0, "FLASH"},
};

/* What plain-language addresses begin with where no routing indicator stands before them. */
static const char *const address_words[] = {
    "AMEMBASSY", "AMCONSUL", "USMISSION", "SECSTATE",    "SECDEF",   "USDOC",    "USLO",   "USINT",
    "CIA",       "NSC",      "DIA",       "JOINT STAFF", "USUN",     "USEU",     "USNATO", "UNVIE",
    "AIT",       "REO",      "AMMBASSY",  "AMEMBASY",    "AMEMBASS", "AMCONGEN", "USDEL",
};

static bool take_routing_indicator(struct text *rest, struct text *indicator)
{
    struct text inner = *rest;
    struct text word;
    if (!shape_take(&inner, "[RZ][ABCDEFGHIJKLMNOPQRSTUVWXYZ0 ]+", &word) ||
        !shape_take(&inner, "/s*", NULL)) {
        return false;
    }
    word = text_trim(word);
    size_t letters = 0;
    for (size_t i = 0; i < word.length; i++) {
        letters += word.at[i] != ' ';
    }
    if (letters > ROUTING_INDICATOR_LETTERS_MAX ||
        (letters < 4 && !text_equal_fold(word, TEXT("ZEN")))) {
        return false;
    }
    *indicator = word;
    *rest = inner;
    return true;
}

struct text header_clean_indicator(struct cable_header *header, struct text indicator)
{
    char letters[ROUTING_INDICATOR_LETTERS_MAX];
    size_t length = 0;
    for (size_t i = 0; i < indicator.length && length < sizeof(letters); i++) {
        if (indicator.at[i] != ' ') {
            letters[length++] = indicator.at[i] == '0' ? 'O' : text_upper(indicator.at[i]);
        }
    }
    struct text clean = {letters, length};
    if (text_equal(clean, indicator)) {
        return indicator;
    }
    if (text_equal_fold(clean, indicator)) {
        return arena_text(header->reading->arena, clean);
    }
    header_warn(header, "routing_indicator_repaired",
                "Blanks or digits were taken out of a routing indicator.", indicator);
    return arena_text(header->reading->arena, clean);
}

/* Cut the last word off *text. False when there is none. */
static bool cut_last_word(struct text *text, struct text *word)
{
    struct text trimmed = text_trim(*text);
    size_t start = trimmed.length;
    while (start > 0 && !text_is_blank(trimmed.at[start - 1])) {
        start--;
    }
    *word = text_from(trimmed, start);
    *text = text_trim(text_slice(trimmed, 0, start));
    return word->length > 0;
}

static void cut_serial(struct cable_header *header, struct text *name,
                       struct cable_addressee *addressee)
{
    struct text rest = *name;
    struct text word;
    long number = 0;
    bool repaired = false;
    if (!addressee->serial.at && cut_last_word(&rest, &word) && shape_is(word, "nnnn") &&
        spelling_number(word, &number, &repaired) && (!repaired || number >= 10)) {
        addressee->serial = word;
        *name = rest;
        if (repaired) {
            addressee->serial = arena_format(header->reading->arena, "%04ld", number);
            header_warn(header, "serial_misread", "A serial has letters that stand for digits.",
                        word);
        }
    }
}

/* The precedence that word, and the word before it in *rest, mean. */
static struct text precedence_of(struct text word, struct text *rest, bool *misspelt)
{
    for (size_t i = 0; i < COUNT_OF(precedence_words); i++) {
        const struct precedence_word *known = &precedence_words[i];
        size_t distance = spelling_distance(word, text_of(known->word), known->distance);
        if (distance > known->distance) {
            continue;
        }
        *misspelt = distance > 0;
        struct text before;
        struct text inner = *rest;
        if (i == 0 && cut_last_word(&inner, &before) && text_equal_fold(before, TEXT("NIACT"))) {
            *rest = inner;
            return TEXT("NIACT IMMEDIATE");
        }
        return text_of(known->precedence);
    }
    return TEXT_NONE;
}

static void cut_precedence(struct cable_header *header, struct text *name,
                           struct cable_addressee *addressee)
{
    struct text rest = *name;
    struct text word;
    bool misspelt = false;
    if (addressee->precedence.at || !cut_last_word(&rest, &word)) {
        return;
    }
    size_t slashes = word.length > 0 && word.at[0] == '/' ? shape_length(word, "/*") : 0;
    struct text bare = text_from(word, slashes);
    struct text precedence = precedence_of(bare, &rest, &misspelt);
    if (!precedence.at) {
        return;
    }
    addressee->precedence = precedence;
    *name = rest;
    if (misspelt) {
        header_warn(header, "precedence_misspelt", "A precedence was misspelt.", bare);
    }
}

/* "SECDEF WASHINGTON DC//OSD/ISA/EAP//" */
static void cut_office(struct text *name, struct cable_addressee *addressee)
{
    size_t at = text_find(*name, TEXT("//"));
    if (at == TEXT_NOT_FOUND) {
        return;
    }
    struct text office = text_from(*name, at);
    (void)shape_take(&office, "/+", NULL);
    size_t end = text_find(office, TEXT("//"));
    office = text_trim(text_slice(office, 0, end));
    while (office.length > 0 && office.at[office.length - 1] == '/') {
        office.length--;
    }
    *name = text_trim(text_slice(*name, 0, at));
    addressee->office = office.length > 0 ? office : TEXT_NONE;
}

/* Where an addressee is: by its name, else by the indicator of a State post. */
static struct text country_of(const struct cable_header *header,
                              const struct cable_addressee *addressee)
{
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    if (!vocabulary) {
        return TEXT_NONE;
    }
    struct text country = vocabulary_address_country(vocabulary, addressee->name);
    if (country.at || !text_starts(addressee->routing_indicator, TEXT("RUEH")) ||
        text_find_fold(addressee->name, TEXT("COLLECTIVE")) != TEXT_NOT_FOUND) {
        return country;
    }
    const struct vocabulary_routing *routing =
        vocabulary_routing(vocabulary, addressee->routing_indicator);
    return routing && routing->station.at ? routing->country : TEXT_NONE;
}

/* Serial and precedence at the end of *name, in either order. */
static void cut_tail(struct cable_header *header, struct text *name,
                     struct cable_addressee *addressee)
{
    cut_serial(header, name, addressee);
    cut_precedence(header, name, addressee);
    cut_serial(header, name, addressee);
}

/* Whether line is nothing but what belongs behind the name of the addressee before it. */
static bool is_tail(struct cable_header *header, struct text line, struct cable_addressees *list)
{
    struct cable_addressee tail = {.routing_indicator = TEXT_NONE};
    struct text rest = line;
    cut_tail(header, &rest, &tail);
    if (rest.length > 0 || list->count == 0) {
        return false;
    }
    struct cable_addressee *last = &list->items[list->count - 1];
    last->serial = last->serial.at ? last->serial : tail.serial;
    last->precedence = last->precedence.at ? last->precedence : tail.precedence;
    return true;
}

static void add_address(struct cable_header *header, struct text line,
                        struct cable_addressees *list)
{
    struct cable_addressee addressee = {.routing_indicator = TEXT_NONE};
    struct text name = line;
    struct text indicator;
    if (take_routing_indicator(&name, &indicator)) {
        addressee.routing_indicator = header_clean_indicator(header, indicator);
    }
    cut_tail(header, &name, &addressee);
    cut_office(&name, &addressee);
    cut_tail(header, &name, &addressee);
    addressee.name = header_folded(header, name);
    addressee.raw = header_folded(header, line);
    addressee.country = country_of(header, &addressee);
    struct cable_addressee *slot = name.length > 0 ? LIST_ADD(header->reading->arena, list) : NULL;
    if (slot) {
        *slot = addressee;
    }
}

/* Whether a second address begins at rest, behind a blank: "AMEMBASSY SOFIA AMEMBASSY BONN". */
static bool begins_next(struct text rest)
{
    static const char *const words[] = {"AMEMBASSY ", "AMCONSUL ", "USMISSION ", "USINT "};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_starts_fold(rest, text_of(words[i]))) {
            return true;
        }
    }
    struct text indicator;
    return take_routing_indicator(&rest, &indicator);
}

/* Where the first address of line ends; *next is where the one behind it begins. */
static size_t end_of_address(struct text line, size_t *next)
{
    static const char *const shapes[] = {"s*[,;]s*ANDs+", "s*[,;]s*", "s+ANDs+", "s+"};
    for (size_t i = 1; i + 1 < line.length; i++) {
        if (!strchr(" ,;", line.at[i]) || line.at[i - 1] == ' ') {
            continue;
        }
        for (size_t j = 0; j < COUNT_OF(shapes); j++) {
            size_t length = shape_length(text_from(line, i), shapes[j]);
            if (length != TEXT_NOT_FOUND && begins_next(text_from(line, i + length))) {
                *next = i + length;
                return i;
            }
        }
    }
    *next = line.length;
    return line.length;
}

static void add_exempted(struct cable_header *header, struct text address,
                         struct cable_addressees *list)
{
    struct text indicator;
    (void)take_routing_indicator(&address, &indicator);
    struct cable_addressee unused = {.routing_indicator = TEXT_NONE};
    cut_tail(header, &address, &unused);
    if (list->count > 0 && address.length > 0) {
        texts_add(header->reading->arena, &list->items[list->count - 1].excluded,
                  header_folded(header, address));
    }
}

void header_read_exempted(struct cable_header *header, struct text line,
                          struct cable_addressees *list)
{
    (void)shape_take(&line, "[ :/]*", NULL);
    while (line.length > 0) {
        size_t next = 0;
        size_t end = end_of_address(line, &next);
        add_exempted(header, text_trim(text_slice(line, 0, end)), list);
        line = text_from(line, next);
    }
}

/* line without a period behind its serial. */
static struct text without_period(struct text line)
{
    bool is_behind_digit = line.length > 1 && line.at[line.length - 1] == '.' &&
                           text_is_digit(line.at[line.length - 2]);
    return text_slice(line, 0, line.length - is_behind_digit);
}

void header_read_address(struct cable_header *header, struct text line,
                         struct cable_addressees *list)
{
    line = without_period(text_trim(line));
    size_t exempted = text_find(line, TEXT(" XMT"));
    size_t behind = exempted == TEXT_NOT_FOUND
                        ? TEXT_NOT_FOUND
                        : shape_length(text_from(line, exempted), " XMT[ :/]");
    exempted = behind == TEXT_NOT_FOUND ? TEXT_NOT_FOUND : exempted;
    struct text before = text_trim(text_slice(line, 0, exempted));
    if (before.length > 0 && !is_tail(header, before, list)) {
        add_address(header, before, list);
    }
    if (exempted != TEXT_NOT_FOUND) {
        header_read_exempted(header, text_from(line, exempted + behind), list);
    }
}

bool header_is_address(struct text line)
{
    struct text rest = line;
    struct text indicator;
    if (take_routing_indicator(&rest, &indicator)) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(address_words); i++) {
        if (text_starts_fold(line, text_of(address_words[i]))) {
            return true;
        }
    }
    return false;
}

bool header_is_kind_of_post(struct text line)
{
    for (size_t i = 0; i < COUNT_OF(address_words); i++) {
        if (text_equal_fold(line, text_of(address_words[i]))) {
            return true;
        }
    }
    return false;
}
