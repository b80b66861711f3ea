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

/* A remark in brackets that is longer is none. */
#define BRACKETS_BYTES_MAX 80

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
    tag = header_upper(header, tag);
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

/* Add the parts of "PREL/PGOV" where all of them are known and the whole is not. */
static bool add_joined(struct cable_header *header, struct text word)
{
    for (int pass = 0; pass < 2; pass++) {
        struct text rest = word;
        struct text part;
        while (shape_take(&rest, "a+", &part)) {
            if (pass == 1) {
                add_tag(header, part, false);
            } else if (part.length == word.length || !known(header, part)) {
                return false;
            }
            (void)shape_take(&rest, "[/.]", NULL);
        }
        if (rest.length > 0) {
            return false;
        }
    }
    return true;
}

/* The same for "PRELPGOV". */
static bool add_fused(struct cable_header *header, struct text word)
{
    size_t cut[FUSED_LETTERS_MAX] = {0};
    if (!cut_fused(header, word, cut)) {
        return false;
    }
    header_warn(header, "tags_fused", "Tags written together were cut apart.", word);
    for (size_t at = 0; at < word.length && at < FUSED_LETTERS_MAX; at += cut[at]) {
        add_tag(header, text_slice(word, at, cut[at]), false);
    }
    return true;
}

/* The tag that word is with O for each 0 in it, where it is one: "PG0V". */
static bool add_misread(struct cable_header *header, struct text word)
{
    char letters[TAG_LETTERS_MAX];
    if (word.length > sizeof(letters) || text_find_char(word, '0') == TEXT_NOT_FOUND) {
        return false;
    }
    for (size_t i = 0; i < word.length; i++) {
        letters[i] = word.at[i] == '0' ? 'O' : word.at[i];
    }
    struct text tag = {letters, word.length};
    if (!known(header, tag)) {
        return false;
    }
    header_warn(header, "tag_misread", "A zero in a tag was read as the letter O.", word);
    add_tag(header, arena_text(header->reading->arena, tag), false);
    return true;
}

static void add_word(struct cable_header *header, struct text word)
{
    if (text_equal_fold(word, TEXT("AND")) || text_equal_fold(word, TEXT("N/A")) ||
        text_equal_fold(word, TEXT("NONE"))) {
        return;
    }
    if (known(header, word) ||
        (!add_misread(header, word) && !add_joined(header, word) && !add_fused(header, word))) {
        add_tag(header, word, false);
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

/* "SURNAME, NAME" of two words that are written in one way or another. */
static void add_person(struct cable_header *header, struct text surname, struct text given)
{
    add_tag(header,
            arena_format(header->reading->arena, "%.*s, %.*s", TEXT_ARGUMENTS(surname),
                         TEXT_ARGUMENTS(given)),
            true);
}

/* "(CLINTON, HILLARY)" behind OVIP; other remarks in brackets are no tags. Answers its bytes. */
static size_t read_brackets(struct cable_header *header, struct text rest, bool behind_visit)
{
    size_t blanks = shape_length(rest, "[ ,]*");
    struct text inner = text_from(rest, blanks);
    size_t end = text_find_char(inner, ')');
    if (!text_starts(inner, TEXT("(")) || end == TEXT_NOT_FOUND || end > BRACKETS_BYTES_MAX) {
        return 0;
    }
    struct text name = text_trim(text_slice(inner, 1, end - 1));
    struct text given = name;
    struct text surname;
    if (text_find_char(name, ',') != TEXT_NOT_FOUND) {
        add_tag(header, name, true);
    } else if (known(header, name)) {
        add_tag(header, name, false);
    } else if (add_fused(header, name)) {
        return blanks + end + 1;
    } else if (behind_visit && text_take_word(&given, &surname) && text_trim(given).length > 0) {
        add_person(header, surname, text_trim(given));
    }
    return blanks + end + 1;
}

static bool is_name_word(const struct cable_header *header, struct text word)
{
    size_t cut[FUSED_LETTERS_MAX] = {0};
    return word.length >= 3 && shape_is(word, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ'.-]+") &&
           !known(header, word) && !cut_fused(header, word, cut) &&
           text_equal(guessed_kind(word), TEXT("unknown"));
}

/*
 * Two words that are no tags: "OVIP CLINTON HILLARY PREL", or anywhere with a comma between.
 * Answers the bytes they take.
 */
static size_t read_bare_person(struct cable_header *header, struct text rest, bool behind_visit)
{
    struct text start = rest;
    struct text surname;
    struct text given;
    if (!header->reading->vocabulary || !take_word(&rest, &surname) ||
        !is_name_word(header, surname)) {
        return 0;
    }
    bool comma = shape_length(rest, "s*,s+aaa") != TEXT_NOT_FOUND && surname.length > 5;
    if (!take_word(&rest, &given) || !is_name_word(header, given) ||
        !(behind_visit || (comma && given.length > 5))) {
        return 0;
    }
    add_person(header, surname, given);
    return start.length - rest.length;
}

/* A tag that was broken in two, "E IND", where the whole is known. Answers the bytes it takes. */
static size_t read_broken_tag(struct cable_header *header, struct text rest)
{
    struct text start = rest;
    struct text first;
    struct text second;
    char both[TAG_LETTERS_MAX];
    if (!shape_take(&rest, "aa?a?", &first) || !shape_take(&rest, " ", NULL) ||
        !shape_take(&rest, "aa?a?", &second) || (rest.length > 0 && text_is_letter(rest.at[0])) ||
        known(header, first) || (first.length > 1 && second.length > 1)) {
        return 0;
    }
    memcpy(both, first.at, first.length);
    memcpy(both + first.length, second.at, second.length);
    struct text whole =
        arena_text(header->reading->arena, (struct text){both, first.length + second.length});
    if ((whole.length != 2 && whole.length < 4) || !known(header, whole)) {
        return 0;
    }
    header_warn(header, "tag_broken", "A tag was broken in two.",
                text_slice(start, 0, start.length - rest.length));
    add_tag(header, whole, false);
    return start.length - rest.length;
}

/* The bytes of what is at the front of rest and is more than one word. */
static size_t read_several_words(struct cable_header *header, struct text rest, bool behind_visit)
{
    size_t length = read_brackets(header, rest, behind_visit);
    struct text phrase = length > 0 ? TEXT_NONE : phrase_at(header, rest);
    if (phrase.at) {
        add_tag(header, phrase, false);
        return (size_t)(phrase.at - rest.at) + phrase.length;
    }
    length = length > 0 ? length : read_broken_tag(header, rest);
    return length > 0 ? length : read_bare_person(header, rest, behind_visit);
}

static void read_list(struct cable_header *header, struct text rest)
{
    struct text word;
    bool behind_visit = false;
    while (rest.length > 0) {
        (void)shape_take(&rest, "[ \t\r\n,;]*", NULL);
        size_t several = read_several_words(header, rest, behind_visit);
        if (several > 0) {
            rest = text_from(rest, several);
            continue;
        }
        if (!take_word(&rest, &word)) {
            break;
        }
        if (word.length >= TAG_LETTERS_MIN) {
            add_word(header, word);
            behind_visit = text_equal_fold(word, TEXT("OVIP"));
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

/* Whether a tag of several words begins at the end of text and ends in line, which is behind it. */
static bool breaks_phrase(const struct cable_header *header, struct text text, struct text line)
{
    size_t start = text.length;
    for (size_t words = 1; words < TAG_WORDS_MAX && start > 0; words++) {
        while (start > 0 && text_is_blank(text.at[start - 1])) {
            start--;
        }
        while (start > 0 && !text_is_blank(text.at[start - 1])) {
            start--;
        }
        struct text both = {text.at + start, (size_t)(line.at - text.at) - start + line.length};
        struct text phrase = phrase_at(header, both);
        if (phrase.at && phrase.at + phrase.length > line.at) {
            return true;
        }
    }
    return false;
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
    return comma || is_tag_line(header, line) || breaks_phrase(header, text, line);
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
