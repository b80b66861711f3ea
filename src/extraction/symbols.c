/* SPDX-License-Identifier: Apache-2.0 */
#include "symbols.h"

/* The most parts of a symbol: OSD/ISA/EAP. */
#define SYMBOL_PARTS_MAX ((size_t)4)
/* Symbols that long are no common words, and stand in any case: poloff. */
#define LONG_SYMBOL_BYTES ((size_t)6)

/* The symbol, or the one that it is the plural of. */
static const struct vocabulary_office *look_up(const struct vocabulary *vocabulary,
                                               struct text *symbol)
{
    if (symbol->length > 2 && text_lower(symbol->at[symbol->length - 1]) == 's') {
        struct text single = text_slice(*symbol, 0, symbol->length - 1);
        const struct vocabulary_office *office = vocabulary_office(vocabulary, single);
        if (office) {
            *symbol = single;
            return office;
        }
    }
    return vocabulary_office(vocabulary, *symbol);
}

static void add(struct symbols *symbols, const struct finding *finding, struct text printed,
                const struct vocabulary_office *office)
{
    if (map_find(&symbols->found, office->symbol)) {
        return;
    }
    struct office_symbol *added = LIST_ADD(finding->arena, &finding->document->office_symbols);
    if (added) {
        *added = (struct office_symbol){.symbol = printed, .meaning = office->meaning};
        (void)map_set(finding->arena, &symbols->found, office->symbol, finding->document);
    }
}

/* Whether a symbol is printed as one: "DCM", "DefMin"; but not "das" or "Das". */
static bool is_printed_as_symbol(const struct vocabulary *vocabulary, struct text symbol)
{
    char folded[WORD_FOLDED_BYTES_MAX];
    bool has_slash = text_find_char(symbol, '/') != TEXT_NOT_FOUND;
    size_t capitals = 0;
    for (size_t i = 0; i < symbol.length && i < sizeof(folded); i++) {
        folded[i] = text_upper(symbol.at[i]);
        capitals += !text_is_lower(symbol.at[i]);
    }
    const struct vocabulary_word *word =
        symbol.length > sizeof(folded)
            ? NULL
            : vocabulary_word(vocabulary, (struct text){folded, symbol.length});
    bool is_word = word && word->kind == VOCABULARY_WORD_NO_SYMBOL;
    return symbol.length > 1 && !is_word &&
           (has_slash
                ? capitals > 1
                : capitals == symbol.length || capitals == 2 || symbol.length >= LONG_SYMBOL_BYTES);
}

/* Parts of a symbol stand together, or have a slash or hyphen and nothing else between them. */
static bool goes_on(const struct words *words, size_t index)
{
    return words_joined(words, index, TEXT("/")) || words_joined(words, index, TEXT("-"));
}

/* The longest symbol that begins at index: how many words it took, or 0. */
static size_t read_symbol(struct symbols *symbols, const struct finding *finding, size_t index)
{
    const struct words *words = finding->words;
    size_t most = 1;
    while (most < SYMBOL_PARTS_MAX && goes_on(words, index + most - 1)) {
        most++;
    }
    for (size_t count = most; count > 0; count--) {
        struct text printed = words_text(words, index, index + count - 1);
        const struct vocabulary_office *office = look_up(finding->vocabulary, &printed);
        /* "EUR 5 million" is money. */
        bool is_sum = index + 1 < words->count && words->items[index + 1].is_number &&
                      words_mean(words, index, VOCABULARY_WORD_CURRENCY);
        if (office && !is_sum && is_printed_as_symbol(finding->vocabulary, printed)) {
            add(symbols, finding, printed, office);
            return count;
        }
    }
    /* No part of what the table does not know is read on its own: "DCM/XY" is another office. */
    return most;
}

static bool may_begin(const struct words *words, size_t index)
{
    const struct word *word = &words->items[index];
    size_t capitals = 0;
    for (size_t i = 0; i < word->text.length && capitals < 2; i++) {
        capitals += text_is_upper(word->text.at[i]);
    }
    return !word->is_number &&
           (capitals > 1 || goes_on(words, index) ||
            (word->text.length >= LONG_SYMBOL_BYTES && word->text.length <= 12 &&
             text_find_fold(word->text, TEXT("off")) != TEXT_NOT_FOUND) ||
            text_starts_fold(word->text, TEXT("pol")) ||
            text_starts_fold(word->text, TEXT("econ")));
}

void symbols_find(struct symbols *symbols, const struct finding *finding)
{
    const struct words *words = finding->words;
    for (size_t i = 0; i < words->count;) {
        i += may_begin(words, i) ? read_symbol(symbols, finding, i) : 1;
    }
}

static void add_printed(struct symbols *symbols, const struct finding *finding, struct text printed)
{
    const struct vocabulary_office *office = look_up(finding->vocabulary, &printed);
    if (office && is_printed_as_symbol(finding->vocabulary, printed)) {
        add(symbols, finding, printed, office);
    }
}

/* Staffs that stand inside an address: COMUSKOREA J2 SEOUL KOR. */
static void add_addressees(struct symbols *symbols, const struct finding *finding,
                           const struct cable_addressees *addressees)
{
    for (size_t i = 0; i < addressees->count; i++) {
        struct text rest = addressees->items[i].name;
        struct text word;
        bool is_first = true;
        while (text_take_word(&rest, &word)) {
            if (!is_first && (word.length > 2 || text_is_digit(word.at[word.length - 1]))) {
                add_printed(symbols, finding, word);
            }
            is_first = false;
        }
        add_printed(symbols, finding, addressees->items[i].office);
    }
}

void symbols_in_header(struct symbols *symbols, const struct finding *finding)
{
    const struct cable *cable = finding->document->cable;
    if (!cable) {
        return;
    }
    if (cable->classified_by) {
        struct text rest = cable->classified_by->title;
        struct text word;
        while (text_take_word(&rest, &word)) {
            add_printed(symbols, finding, word);
        }
    }
    add_addressees(symbols, finding, &cable->to);
    add_addressees(symbols, finding, &cable->info);
    for (size_t i = 0; i < cable->passing_instructions.count; i++) {
        const struct cable_passing *passing = &cable->passing_instructions.items[i];
        for (size_t j = 0; j < passing->to.count; j++) {
            add_printed(symbols, finding, passing->to.items[j]);
        }
    }
}
