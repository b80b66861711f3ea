/* SPDX-License-Identifier: Apache-2.0 */
/* TAGS: "PREL PGOV OVIP (CLINTON, HILLARY) KS". */
#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"

#include "cable_header.h"
#include "shape.h"

/* The most words one tag has: ISRAELI PALESTINIAN AFFAIRS. */
#define TAG_WORDS_MAX 4

/* Shorter strings are one tag, however many they might be cut into. */
#define FUSED_LETTERS_MIN 6
#define FUSED_LETTERS_MAX 64

/* No single tag is longer: what is, is cut or left as it stands. */
#define TAG_LETTERS_MIN 2
#define TAG_LETTERS_MAX 8

/* Organizations known without a vocabulary. */
static const char *const organizations[] = {"NATO", "UN",   "UNGA", "UNSC",
                                            "EUN",  "OSCE", "IAEA", "ASEAN"};

/* First letters of subject tags: administration, business, consular … */
static const char subject_letters[] = "ABCEMOPST";

static const struct vocabulary_tag *known(const struct cable_header *header, struct text tag)
{
    const struct vocabulary *vocabulary = header->reading->vocabulary;
    return vocabulary ? vocabulary_tag(vocabulary, tag) : NULL;
}

static struct text upper(struct cable_header *header, struct text tag)
{
    tag = header_folded(header, tag);
    for (size_t i = 0; i < tag.length; i++) {
        if (!text_is_lower(tag.at[i])) {
            continue;
        }
        char *bytes = arena_copy(header->reading->arena, tag);
        for (size_t j = 0; bytes && j < tag.length; j++) {
            bytes[j] = text_upper(bytes[j]);
        }
        return bytes ? (struct text){bytes, tag.length} : TEXT_NONE;
    }
    return tag;
}

static struct text guessed_kind(struct text tag)
{
    for (size_t i = 0; i < COUNT_OF(organizations); i++) {
        if (text_equal(tag, text_of(organizations[i]))) {
            return TEXT("organization");
        }
    }
    if (text_find_char(tag, ',') != TEXT_NOT_FOUND) {
        return TEXT("person");
    }
    if (shape_is(tag, "aa")) {
        return TEXT("country");
    }
    if (!shape_is(tag, "aaaa")) {
        return TEXT("unknown");
    }
    if (tag.at[0] == 'K') {
        return TEXT("program");
    }
    return strchr(subject_letters, tag.at[0]) ? TEXT("subject") : TEXT("unknown");
}

static void add_tag(struct cable_header *header, struct text tag, bool is_person)
{
    struct cable_tags *tags = &header->cable->tags;
    tag = upper(header, tag);
    for (size_t i = 0; i < tags->count; i++) {
        if (text_equal(tags->items[i].tag, tag)) {
            return;
        }
    }
    const struct vocabulary_tag *entry = is_person ? NULL : known(header, tag);
    struct cable_tag *slot = tag.length > 0 ? LIST_ADD(header->reading->arena, tags) : NULL;
    if (slot && entry) {
        *slot = (struct cable_tag){tag, entry->kind, entry->label, entry->country};
    } else if (slot) {
        *slot =
            (struct cable_tag){.tag = tag, .kind = is_person ? TEXT("person") : guessed_kind(tag)};
    }
}

/*
 * Cut a fused string into tags, the longest first: cut[n] is the length of the tag that begins at
 * n in the first way that uses all of it up, or 0.
 */
static bool cut_fused(const struct cable_header *header, struct text fused, size_t *cut)
{
    if (fused.length < FUSED_LETTERS_MIN || fused.length > FUSED_LETTERS_MAX ||
        !header->reading->vocabulary || !shape_is(fused, "a+")) {
        return false;
    }
    for (size_t at = fused.length; at > 0; at--) {
        size_t start = at - 1;
        size_t left = fused.length - start;
        cut[start] = 0;
        for (size_t length = left < TAG_LETTERS_MAX ? left : TAG_LETTERS_MAX;
             length >= TAG_LETTERS_MIN && cut[start] == 0; length--) {
            bool rest_is_cut = length == left || cut[start + length] > 0;
            if (rest_is_cut && known(header, text_slice(fused, start, length))) {
                cut[start] = length;
            }
        }
    }
    return cut[0] > 0;
}

static void add_word(struct cable_header *header, struct text word)
{
    size_t cut[FUSED_LETTERS_MAX];
    if (known(header, word) || !cut_fused(header, word, cut)) {
        add_tag(header, word, false);
        return;
    }
    header_warn(header, "tags_fused", "Tags written together were cut apart.", word);
    for (size_t at = 0; at < word.length; at += cut[at]) {
        add_tag(header, text_slice(word, at, cut[at]), false);
    }
}

/* Take the next word of letters, digits and what stands inside tags. */
static bool take_word(struct text *rest, struct text *word)
{
    (void)shape_take(rest, "[ \t\r\n,;.:#*\"'=|`]*", NULL);
    if (!shape_take(rest, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/'&.-]+", word)) {
        *rest = text_from(*rest, rest->length > 0 ? 1 : 0);
        *word = TEXT_NONE;
        return rest->length > 0;
    }
    while (word->length > 0 && strchr("'.-/", word->at[word->length - 1])) {
        word->length--;
    }
    return true;
}

/* The longest known tag of several words at the front of rest, or TEXT_NONE. */
static struct text phrase_at(const struct cable_header *header, struct text rest)
{
    struct text start = rest;
    struct text word;
    struct text found = TEXT_NONE;
    for (size_t i = 0; i < TAG_WORDS_MAX && take_word(&rest, &word) && word.length > 0; i++) {
        struct text phrase = text_slice(start, 0, (size_t)(word.at - start.at) + word.length);
        if (i > 0 && text_find_char(phrase, ',') == TEXT_NOT_FOUND && known(header, phrase)) {
            found = phrase;
        }
    }
    return found;
}

/* "(CLINTON, HILLARY)" behind OVIP. Answers how many bytes it takes. */
static size_t read_person_in_brackets(struct cable_header *header, struct text rest)
{
    size_t blanks = shape_length(rest, "[ ,]*");
    struct text inner = text_from(rest, blanks);
    size_t end = text_find_char(inner, ')');
    if (!text_starts(inner, TEXT("(")) || end == TEXT_NOT_FOUND || end > 80) {
        return 0;
    }
    struct text name = text_trim(text_slice(inner, 1, end - 1));
    if (name.length > 0) {
        add_tag(header, name, true);
    }
    return blanks + end + 1;
}

static bool is_name_word(const struct cable_header *header, struct text word)
{
    return word.length >= 3 && shape_is(word, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ'.-]+") &&
           !known(header, word) && text_equal(guessed_kind(word), TEXT("unknown"));
}

/* "OVIP CLINTON HILLARY PREL": two words that are no tags. */
static size_t read_bare_person(struct cable_header *header, struct text rest)
{
    struct text start = rest;
    struct text surname;
    struct text given;
    if (!header->reading->vocabulary || !take_word(&rest, &surname) ||
        !is_name_word(header, surname) || !take_word(&rest, &given) ||
        !is_name_word(header, given)) {
        return 0;
    }
    add_tag(header,
            arena_format(header->reading->arena, "%.*s, %.*s", TEXT_ARGUMENTS(surname),
                         TEXT_ARGUMENTS(given)),
            true);
    return start.length - rest.length;
}

static void read_list(struct cable_header *header, struct text rest)
{
    struct text word;
    while (rest.length > 0) {
        (void)shape_take(&rest, "[ \t\r\n,;]*", NULL);
        size_t person = read_person_in_brackets(header, rest);
        if (person > 0) {
            rest = text_from(rest, person);
            continue;
        }
        struct text phrase = phrase_at(header, rest);
        if (phrase.at) {
            add_tag(header, phrase, false);
            rest = text_from(rest, (size_t)(phrase.at - rest.at) + phrase.length);
            continue;
        }
        if (!take_word(&rest, &word)) {
            break;
        }
        if (word.length < TAG_LETTERS_MIN) {
            continue;
        }
        add_word(header, word);
        if (text_equal_fold(word, TEXT("OVIP"))) {
            rest = text_from(rest, read_bare_person(header, rest));
        }
    }
}

/* Whether line is made of tags alone, so that it goes on with the line before. */
static bool is_tag_line(const struct cable_header *header, struct text line)
{
    struct text rest = line;
    struct text word;
    size_t tags = 0;
    while (text_take_word(&rest, &word)) {
        while (word.length > 0 && strchr(",;.", word.at[word.length - 1])) {
            word.length--;
        }
        bool shaped = shape_is(word, "aaa?a?a?") && text_is_upper(word.at[0]) &&
                      text_is_upper(word.at[word.length - 1]);
        if (word.length > 0 && !shaped && !(text_is_upper(word.at[0]) && known(header, word))) {
            return false;
        }
        tags += word.length > 0;
    }
    return tags > 0;
}

static bool has_open_bracket(struct text text)
{
    int depth = 0;
    for (size_t i = 0; i < text.length; i++) {
        depth += (text.at[i] == '(') - (text.at[i] == ')');
    }
    return depth > 0;
}

/* Whether the line behind text, which is the list so far, belongs to it. */
static bool continues(const struct cable_header *header, struct text text, struct text line)
{
    text = text_trim(text);
    if (text.length == 0 || has_open_bracket(text)) {
        return true;
    }
    if (header_is_captions(header, line)) {
        return false;
    }
    bool comma = text.at[text.length - 1] == ',' && !text_is_lower(line.at[1 % line.length]) &&
                 line.at[0] != '(';
    return comma || is_tag_line(header, line);
}

size_t header_read_tags(struct cable_header *header, struct text value)
{
    struct text rest = value;
    struct text line;
    struct text list = text_slice(value, 0, 0);
    while (text_take_line(&rest, &line)) {
        struct text trimmed = text_trim(line);
        if (trimmed.length == 0) {
            continue;
        }
        if (!continues(header, list, trimmed)) {
            break;
        }
        list = text_slice(value, 0, (size_t)(trimmed.at - value.at) + trimmed.length);
    }
    read_list(header, list);
    return list.length;
}
