/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "news_byline.h"
#include "news_words.h"

#define BYLINE_BYTES_MAX ((size_t)240)
#define OFFICE_WORDS_MAX 4

/* What a byline is read with. */
struct byline_search {
    const struct vocabulary *vocabulary;
    struct arena *arena;
    struct byline *byline;
};

/* Where the words of text end, in bytes from its start; at most as many as room. */
static size_t find_word_ends(struct text text, size_t *ends, size_t room)
{
    struct text rest = text;
    struct text word;
    size_t count = 0;
    while (count < room && text_take_word(&rest, &word)) {
        ends[count++] = (size_t)(word.at - text.at) + word.length;
    }
    return count;
}

/* The name without an office behind it: "Ada Finch, Staff Reporter" having lost its comma. */
static struct text drop_office(const struct byline_search *search, struct text name)
{
    size_t ends[16];
    size_t count = find_word_ends(name, ends, COUNT_OF(ends));
    for (size_t i = 0; i < count; i++) {
        size_t start = i == 0 ? 0 : ends[i - 1];
        if (count - i <= OFFICE_WORDS_MAX &&
            phrase_is(search->vocabulary, text_trim(text_from(name, start)), PHRASE_OFFICE)) {
            return text_trim(text_slice(name, 0, start));
        }
    }
    return name;
}

static void set_publication(const struct byline_search *search, struct text name)
{
    if (!search->byline->publication.at && name.length > 0) {
        search->byline->publication = name;
    }
}

/* "Harbor Journal Ines Vale": up to the last word of a masthead it is the publication. */
static struct text take_publication(const struct byline_search *search, struct text name)
{
    if (phrase_is(search->vocabulary, name, PHRASE_AGENCY)) {
        set_publication(search, name);
        return TEXT_NONE;
    }
    struct text rest = name;
    struct text word;
    size_t end = 0;
    while (text_take_word(&rest, &word)) {
        if (phrase_is(search->vocabulary, word, PHRASE_MASTHEAD)) {
            end = (size_t)(word.at - name.at) + word.length;
        }
    }
    set_publication(search, text_trim(text_slice(name, 0, end)));
    return text_trim(text_from(name, end));
}

static void add_name(const struct byline_search *search, struct text name)
{
    name = text_trim(name);
    if (phrase_is(search->vocabulary, name, PHRASE_OFFICE)) {
        return;
    }
    name = drop_office(search, take_publication(search, name));
    /* "By the President" names nobody. */
    if (name.length > 0 && !text_is_digit(name.at[0]) && !text_starts_fold(name, TEXT("the "))) {
        texts_add(search->arena, &search->byline->authors, name);
    }
}

/* Cut text at mark and answer what stands behind it, or TEXT_NONE. */
static struct text cut_at(struct text *text, struct text mark)
{
    size_t at = text_find_fold(*text, mark);
    if (at == TEXT_NOT_FOUND) {
        return TEXT_NONE;
    }
    struct text behind = text_trim(text_from(*text, at + mark.length));
    *text = text_trim(text_slice(*text, 0, at));
    return behind;
}

/* "Ada Finch and Bo Lind in Oslo", "Ada Finch of The Harbor Times" */
static void add_names(const struct byline_search *search, struct text names)
{
    static const char *const of_words[] = {" of ", " for ", " at "};
    (void)cut_at(&names, TEXT(" in "));
    for (size_t i = 0; i < COUNT_OF(of_words); i++) {
        struct text copy = names;
        struct text behind = cut_at(&copy, text_of(of_words[i]));
        if (behind.at && copy.length > 0 && line_names_publisher(search->vocabulary, behind)) {
            set_publication(search, behind);
            names = copy;
        }
    }
    struct text more = names;
    while (more.at) {
        struct text one = more;
        struct text by_word = cut_at(&one, TEXT(" and "));
        struct text two = one;
        struct text by_sign = cut_at(&two, TEXT(" & "));
        more = by_sign.at ? text_from(more, (size_t)(by_sign.at - more.at)) : by_word;
        add_name(search, by_sign.at ? two : one);
    }
}

/* Whether every word could stand in a byline, which is no sentence. */
static bool has_byline_words(const struct vocabulary *vocabulary, struct text text)
{
    struct text word;
    while (text_take_word(&text, &word)) {
        if (text_is_lower(word.at[0]) && !phrase_is(vocabulary, word, PHRASE_PARTICLE) &&
            !phrase_is(vocabulary, word, PHRASE_OFFICE) &&
            text_find_char(word, '@') == TEXT_NOT_FOUND) {
            return false;
        }
    }
    return true;
}

/* Drop mail addresses, and what stands in brackets at the end. */
static struct text drop_contact(struct text text)
{
    struct text rest = text;
    struct text word;
    while (text_take_word(&rest, &word)) {
        if (text_find_char(word, '@') != TEXT_NOT_FOUND) {
            return text_trim(text_slice(text, 0, (size_t)(word.at - text.at)));
        }
    }
    size_t bracket = text_find_char(text, '(');
    return text_trim(text_slice(text, 0, bracket));
}

/* Take up to the next comma or slash between blanks. */
static struct text take_part(struct text *parts)
{
    size_t slash = text_find(*parts, TEXT(" / "));
    struct text part = text_slice(*parts, 0, slash);
    size_t comma = text_find_char(part, ',');
    part = text_slice(part, 0, comma);
    bool is_last = slash == TEXT_NOT_FOUND && comma == TEXT_NOT_FOUND;
    size_t mark = comma != TEXT_NOT_FOUND ? 1 : 3;
    *parts = is_last ? TEXT_NONE : text_trim(text_from(*parts, part.length + mark));
    return part;
}

static void add_parts(const struct byline_search *search, struct text parts)
{
    while (parts.length > 0) {
        struct date_text date;
        if (date_text_read(parts, &date)) {
            search->byline->date = date;
            return;
        }
        struct text part = take_part(&parts);
        text_take_start(&parts, TEXT("and "));
        part = text_trim(part);
        bool is_first = search->byline->authors.count == 0;
        if (!is_first && !line_is_name(part) && !line_names_publisher(search->vocabulary, part) &&
            !phrase_is(search->vocabulary, part, PHRASE_OFFICE) &&
            text_find_fold(part, TEXT(" and ")) == TEXT_NOT_FOUND) {
            set_publication(search, part);
        } else {
            add_names(search, part);
        }
    }
}

static bool is_found(const struct byline *byline)
{
    return byline->authors.count > 0 || byline->publication.at;
}

bool byline_read(struct text line, const struct vocabulary *vocabulary, struct arena *arena,
                 struct byline *out)
{
    struct text rest = text_trim(line);
    if (line.length > BYLINE_BYTES_MAX ||
        (!text_take_start_fold(&rest, TEXT("By ")) && !text_take_start_fold(&rest, TEXT("By: ")) &&
         !text_take_start_fold(&rest, TEXT("Written by ")))) {
        return false;
    }
    struct byline byline = {0};
    struct byline_search search = {vocabulary, arena, &byline};
    struct text dated = cut_at(&rest, TEXT("|"));
    (void)(dated.at && date_text_take(&dated, &byline.date));
    rest = drop_contact(rest);
    bool is_sentence = line_ends_sentence(rest) && line_word_count(rest) > 4;
    if (rest.length == 0 || is_sentence || text_is_lower(rest.at[0]) ||
        !has_byline_words(vocabulary, rest)) {
        return false;
    }
    add_parts(&search, rest);
    *out = byline;
    return is_found(&byline);
}

bool byline_read_credit(struct text line, const struct vocabulary *vocabulary, struct arena *arena,
                        struct byline *out)
{
    static const char *const labels[] = {"Reporting by ", "Reported by ", "Writing by ",
                                         "Additional reporting by "};
    struct text rest = text_trim(line);
    struct byline byline = {0};
    struct byline_search search = {vocabulary, arena, &byline};
    bool is_labelled = false;
    text_take_start(&rest, TEXT("("));
    for (size_t i = 0; i < COUNT_OF(labels) && !is_labelled; i++) {
        is_labelled = text_take_start_fold(&rest, text_of(labels[i]));
    }
    if (!is_labelled || rest.length > BYLINE_BYTES_MAX) {
        return false;
    }
    (void)cut_at(&rest, TEXT(")"));
    (void)cut_at(&rest, TEXT(";"));
    add_parts(&search, rest);
    *out = byline;
    return is_found(&byline);
}
