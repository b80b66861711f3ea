/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/search/suggest.h"

#include "chancery/base/array.h"

const char *const suggest_kind_names[SUGGEST_KIND_COUNT] = {
    [SUGGEST_TERM] = "term",     [SUGGEST_ID] = "id",
    [SUGGEST_PERSON] = "person", [SUGGEST_ORGANIZATION] = "organization",
    [SUGGEST_TAG] = "tag",       [SUGGEST_STATION] = "station",
};

/* The fields whose values are suggested; words have none. */
static const enum query_field kind_fields[SUGGEST_KIND_COUNT] = {
    [SUGGEST_ID] = QUERY_FIELD_ID,
    [SUGGEST_PERSON] = QUERY_FIELD_PERSON,
    [SUGGEST_ORGANIZATION] = QUERY_FIELD_ORG,
    [SUGGEST_TAG] = QUERY_FIELD_TAG,
    [SUGGEST_STATION] = QUERY_FIELD_STATION,
};

/* Those found so far, best first; numbers are of terms or values. */
struct best {
    uint32_t numbers[SUGGEST_LIMIT_MAX];
    uint32_t counts[SUGGEST_LIMIT_MAX];
    size_t count;
    size_t limit;
};

static bool has_number(const struct best *best, uint32_t number)
{
    for (size_t i = 0; i < best->count; i++) {
        if (best->numbers[i] == number) {
            return true;
        }
    }
    return false;
}

/* Put one in its place, behind those with as many documents, which came before it. */
static void offer(struct best *best, uint32_t number, uint32_t count)
{
    bool is_full = best->count == best->limit;
    if (count == 0 || best->limit == 0 || (is_full && best->counts[best->count - 1] >= count) ||
        has_number(best, number)) {
        return;
    }
    size_t at = is_full ? best->count - 1 : best->count++;
    while (at > 0 && best->counts[at - 1] < count) {
        best->numbers[at] = best->numbers[at - 1];
        best->counts[at] = best->counts[at - 1];
        at--;
    }
    best->numbers[at] = number;
    best->counts[at] = count;
}

static void offer_terms(const struct index *index, struct text start, struct best *best)
{
    struct index_range range = index_terms_find(index, INDEX_EXACT, start, true);
    for (uint32_t term = range.first; term < range.end; term++) {
        offer(best, term, index_term_documents(index, INDEX_EXACT, term));
    }
}

static void offer_values(const struct index *index, enum query_field field, struct text key,
                         struct best *best)
{
    struct index_range names = index_names_find(index, field, key, INDEX_MATCH_PREFIX);
    /* An id has one document: those that come first are as good as any. */
    bool is_id = field == QUERY_FIELD_ID;
    for (uint32_t name = names.first; name < names.end && !(is_id && best->count == best->limit);
         name++) {
        uint32_t value = index_name_value(index, field, name, INDEX_MATCH_PREFIX);
        offer(best, value, index_value_list(index, field, value).postings);
    }
}

/* The last word of prefix, folded; empty when it has none. */
static struct text last_word(struct tokens *tokens, struct text prefix)
{
    struct token token = {.exact = TEXT("")};
    tokens_start(tokens, prefix);
    while (tokens_next(tokens, &token)) {
    }
    return token.exact;
}

static bool is_digits(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!text_is_digit(text.at[i])) {
            return false;
        }
    }
    return text.length > 0;
}

enum status suggest(const struct index *index, enum suggest_kind kind, struct text prefix,
                    size_t limit, struct suggestions *out, struct error *error)
{
    AUTO_TOKENS tokens = tokens_new();
    if (!tokens) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for suggestions");
    }
    struct best best = {.limit = limit < SUGGEST_LIMIT_MAX ? limit : SUGGEST_LIMIT_MAX};
    prefix = text_trim(prefix);
    if (kind == SUGGEST_TERM) {
        struct text word = last_word(tokens, prefix);
        if (word.length > 0) {
            offer_terms(index, word, &best);
        }
    } else if (prefix.length > 0) {
        struct tokens_key key;
        tokens_key(tokens, prefix, &key);
        offer_values(index, kind_fields[kind], tokens_key_text(&key), &best);
        if (is_digits(prefix) && prefix.at[0] == '0') {
            offer_values(index, kind_fields[kind], prefix, &best); /* 07 begins 07SEOUL487 */
        }
    }
    *out = (struct suggestions){.count = best.count};
    for (size_t i = 0; i < best.count; i++) {
        out->items[i].count = best.counts[i];
        out->items[i].text = kind == SUGGEST_TERM
                                 ? index_term_text(index, INDEX_EXACT, best.numbers[i])
                                 : index_value_text(index, kind_fields[kind], best.numbers[i]);
    }
    return STATUS_OK;
}
