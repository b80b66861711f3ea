/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "news_words.h"

#define PHRASE_WORDS_MAX 5
#define NAME_WORDS_MIN   2
#define NAME_WORDS_MAX   4
#define NAME_BYTES_MAX   ((size_t)60)
#define MAIL_BYTES_MAX   ((size_t)80)

bool phrase_is(const struct vocabulary *vocabulary, struct text text, struct text kind)
{
    const struct vocabulary_phrase *phrase =
        vocabulary ? vocabulary_phrase(vocabulary, text) : NULL;
    return phrase && text_equal(phrase->kind, kind);
}

bool phrase_take(const struct vocabulary *vocabulary, struct text *rest, struct text kind,
                 bool *has_colon)
{
    struct text start = text_trim(*rest);
    struct text moved = start;
    struct text found = TEXT_NONE;
    struct text word;
    bool is_over = false;
    for (int i = 0; i < PHRASE_WORDS_MAX && !is_over && text_take_word(&moved, &word); i++) {
        size_t colon = text_find_char(word, ':');
        is_over = colon != TEXT_NOT_FOUND;
        size_t end = (size_t)(word.at - start.at) + (is_over ? colon : word.length);
        struct text phrase = text_trim(text_slice(start, 0, end));
        if (phrase_is(vocabulary, phrase, kind)) {
            found = phrase;
        }
    }
    if (!found.at) {
        return false;
    }
    struct text behind = text_trim(text_from(start, found.length));
    *has_colon = text_take_start(&behind, TEXT(":"));
    *rest = text_trim(behind);
    return true;
}

/* Take the last of ends that text ends with off it. */
static bool drop_end(struct text *text, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct text end = text_of(ends[i]);
        if (text_ends(*text, end)) {
            *text = text_trim(text_slice(*text, 0, text->length - end.length));
            return true;
        }
    }
    return false;
}

bool line_ends_sentence(struct text line)
{
    static const char *const closings[] = {"\"",           "'",        ")", "]", "\xE2\x80\x9D",
                                           "\xE2\x80\x99", "\xC2\xBB", "*", "_"};
    static const char *const stops[] = {
        ".", "!", "?", ":", "\xE2\x80\xA6", "\xE3\x80\x82", "\xD8\x9F", "\xE0\xA5\xA4"};
    line = text_trim(line);
    while (drop_end(&line, closings, COUNT_OF(closings))) {
    }
    return drop_end(&line, stops, COUNT_OF(stops));
}

static bool is_name_character(char c)
{
    return text_is_letter(c) || (unsigned char)c >= 0x80 || c == '-' || c == '\'' || c == '.';
}

bool line_is_name(struct text line)
{
    struct text word;
    int count = 0;
    if (line.length > NAME_BYTES_MAX) {
        return false;
    }
    while (text_take_word(&line, &word)) {
        count++;
        bool begins_right = text_is_upper(word.at[0]) || (unsigned char)word.at[0] >= 0xC3;
        for (size_t i = 0; begins_right && i < word.length; i++) {
            begins_right = is_name_character(word.at[i]);
        }
        if (!begins_right) {
            return false;
        }
    }
    return count >= NAME_WORDS_MIN && count <= NAME_WORDS_MAX;
}

bool line_names_publisher(const struct vocabulary *vocabulary, struct text line)
{
    if (phrase_is(vocabulary, line, PHRASE_AGENCY)) {
        return true;
    }
    struct text word;
    while (text_take_word(&line, &word)) {
        if (phrase_is(vocabulary, word, PHRASE_MASTHEAD)) {
            return true;
        }
    }
    return false;
}

bool line_is_url(struct text line)
{
    bool is_url =
        text_starts_fold(line, TEXT("http://")) || text_starts_fold(line, TEXT("https://"));
    for (size_t i = 0; is_url && i < line.length; i++) {
        is_url = !text_is_blank(line.at[i]);
    }
    return is_url;
}

size_t line_word_count(struct text line)
{
    size_t count = 0;
    struct text word;
    while (text_take_word(&line, &word)) {
        count++;
    }
    return count;
}

bool line_is_end_mark(struct text line)
{
    static const char *const marks[] = {"END",         "ENDS",     "30",
                                        "END OF TEXT", "END TEXT", "\xEB\x81\x9D"};
    static const char signs[] = "#\\-*() <>=_~";
    while (line.length > 0 && strchr(signs, line.at[0])) {
        line = text_from(line, 1);
    }
    while (line.length > 0 && strchr(signs, line.at[line.length - 1])) {
        line = text_slice(line, 0, line.length - 1);
    }
    bool is_mark = line.length == 0;
    for (size_t i = 0; i < COUNT_OF(marks) && !is_mark; i++) {
        is_mark = text_equal(line, text_of(marks[i]));
    }
    return is_mark;
}

bool line_is_mail_address(struct text line)
{
    size_t at = text_find_char(line, '@');
    bool is_address = at != TEXT_NOT_FOUND && at > 0 && line.length <= MAIL_BYTES_MAX &&
                      text_find_char(text_from(line, at), '.') != TEXT_NOT_FOUND;
    for (size_t i = 0; is_address && i < line.length; i++) {
        char c = line.at[i];
        is_address = text_is_letter(c) || text_is_digit(c) || strchr("@._+-", c);
    }
    return is_address;
}
