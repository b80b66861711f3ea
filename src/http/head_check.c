/* SPDX-License-Identifier: Apache-2.0 */
#include "head_check.h"
#include "gate.h"

#include "chancery/base/number.h"

/* Method, blanks and version around the target. */
#define FIRST_LINE_SPARE ((size_t)64)
#define METHOD_BYTES_MAX ((size_t)32)
/* Ends of lines, and one field that is too long, which the gate then names. */
#define HEADER_SPARE ((size_t)2 * 1024)
/* Beyond these the library has no room, and so no answer. */
#define ARGUMENTS_MOST 500
#define COOKIES_MOST   200
/* Hexadecimal digits of the size of a chunk, and what else may stand in its line. */
#define CHUNK_DIGITS_MAX  ((size_t)8)
#define CHUNK_LINE_MAX    ((size_t)256)
#define LENGTH_DIGITS_MAX ((size_t)18)

static struct head_verdict bad(enum http_problem_kind kind, const char *detail)
{
    return (struct head_verdict){true, kind, detail};
}

static size_t limit_of(size_t set, size_t preset)
{
    return set ? set : preset;
}

static size_t target_most(const struct http_limits *limits)
{
    return limit_of(limits->target_bytes, HTTP_TARGET_BYTES);
}

static size_t headers_most(const struct http_limits *limits)
{
    return limit_of(limits->header_bytes, HTTP_HEADER_BYTES) + HEADER_SPARE;
}

size_t head_bytes_most(const struct http_limits *limits)
{
    return target_most(limits) + FIRST_LINE_SPARE + headers_most(limits);
}

static size_t count_char(struct text text, char wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += text.at[i] == wanted;
    }
    return count;
}

/* No control character but, in values, tabs. Bytes over 127 are left to the gate. */
static bool is_printable(struct text text, bool with_tabs)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < ' ' && !(with_tabs && c == '\t')) || c == 0x7f) {
            return false;
        }
    }
    return true;
}

static struct head_verdict check_version(struct head *head, struct text version)
{
    head->is_old = text_equal(version, TEXT("HTTP/1.0"));
    if (head->is_old || text_equal(version, TEXT("HTTP/1.1"))) {
        return HEAD_GOOD;
    }
    bool is_version = version.length == strlen("HTTP/1.1") && text_starts(version, TEXT("HTTP/")) &&
                      text_is_digit(version.at[5]) && version.at[6] == '.' &&
                      text_is_digit(version.at[7]);
    return is_version ? bad(HTTP_PROBLEM_VERSION_NOT_SUPPORTED, "Use HTTP/1.1.")
                      : bad(HTTP_PROBLEM_BAD_REQUEST, "The first line is not one of HTTP/1.1.");
}

struct head_verdict head_check_first(struct head *head, const struct http_limits *limits,
                                     struct text line)
{
    struct text rest = line;
    struct text method = TEXT_NONE;
    struct text target = TEXT_NONE;
    *head = (struct head){.line_count = 1};
    bool is_split = text_take_until(&rest, ' ', &method) && text_take_until(&rest, ' ', &target);
    if (!is_split || !gate_is_token(method) || method.length > METHOD_BYTES_MAX ||
        target.length == 0 || !is_printable(target, false) || !is_printable(rest, false)) {
        return bad(HTTP_PROBLEM_BAD_REQUEST, "The first line is not one of HTTP/1.1.");
    }
    if (target.length > target_most(limits)) {
        return bad(HTTP_PROBLEM_TARGET_TOO_LONG, "The URL is too long; POST takes longer queries.");
    }
    if (count_char(target, '&') > ARGUMENTS_MOST) {
        return bad(HTTP_PROBLEM_TOO_MANY_PARAMETERS, "The URL has too many parameters.");
    }
    return check_version(head, rest);
}

static struct head_verdict take_length(struct head *head, struct text value)
{
    bool is_number = value.length > 0 && value.length <= LENGTH_DIGITS_MAX;
    for (size_t i = 0; i < value.length && is_number; i++) {
        is_number = text_is_digit(value.at[i]);
    }
    if (head->has_length || head->has_coding) {
        return bad(HTTP_PROBLEM_BAD_REQUEST, "The length of the body is said twice.");
    }
    if (!is_number || !number_read(value, 0, INT64_MAX, &head->length)) {
        return bad(HTTP_PROBLEM_BAD_REQUEST, "Content-Length is not a number.");
    }
    head->has_length = true;
    return HEAD_GOOD;
}

static struct head_verdict take_coding(struct head *head, struct text value)
{
    if (head->has_length || head->has_coding) {
        return bad(HTTP_PROBLEM_BAD_REQUEST, "The length of the body is said twice.");
    }
    if (!text_equal_fold(value, TEXT("chunked")) || head->is_old) {
        return bad(HTTP_PROBLEM_BAD_REQUEST,
                   "The only transfer coding taken is chunked, in HTTP/1.1.");
    }
    head->has_coding = true;
    return HEAD_GOOD;
}

struct head_verdict head_check_header(struct head *head, const struct http_limits *limits,
                                      struct text line)
{
    struct text value = line;
    struct text name = TEXT_NONE;
    head->bytes += line.length;
    if (head->line_count++ > limit_of(limits->header_count, HTTP_HEADER_COUNT)) {
        return bad(HTTP_PROBLEM_HEADERS_TOO_LARGE, "The request has too many headers.");
    }
    if (head->bytes > headers_most(limits)) {
        return bad(HTTP_PROBLEM_HEADERS_TOO_LARGE, "The headers are too long.");
    }
    /* A line that begins with a blank would go on with the one before it; no name has a blank. */
    if (!text_take_until(&value, ':', &name) || !gate_is_token(name) ||
        !is_printable(value, true)) {
        return bad(HTTP_PROBLEM_BAD_REQUEST,
                   "A header has a name or value that HTTP does not allow.");
    }
    value = text_trim(value);
    if (text_equal_fold(name, TEXT("Content-Length"))) {
        return take_length(head, value);
    }
    if (text_equal_fold(name, TEXT("Transfer-Encoding"))) {
        return take_coding(head, value);
    }
    if (text_equal_fold(name, TEXT("Cookie")) && count_char(value, ';') > COOKIES_MOST) {
        return bad(HTTP_PROBLEM_HEADERS_TOO_LARGE, "The request has too many cookies.");
    }
    return HEAD_GOOD;
}

enum head_framing head_framing(const struct head *head)
{
    return head->has_coding ? HEAD_CHUNKED : head->length > 0 ? HEAD_LENGTH : HEAD_NO_BODY;
}

struct head_verdict head_check_partial(const struct head *head, const struct http_limits *limits,
                                       struct text line)
{
    bool is_first = head->line_count == 0;
    if (is_first && line.length > target_most(limits) + FIRST_LINE_SPARE) {
        return bad(HTTP_PROBLEM_TARGET_TOO_LONG, "The URL is too long; POST takes longer queries.");
    }
    if (!is_first && head->bytes + line.length > headers_most(limits)) {
        return bad(HTTP_PROBLEM_HEADERS_TOO_LARGE, "The headers are too long.");
    }
    return HEAD_GOOD;
}

bool head_chunk_size(struct text line, int64_t *size)
{
    size_t digits = 0;
    int64_t value = 0;
    while (digits < line.length && digits <= CHUNK_DIGITS_MAX) {
        char c = text_lower(line.at[digits]);
        bool is_letter = c >= 'a' && c <= 'f';
        if (!text_is_digit(c) && !is_letter) {
            break;
        }
        value = value * 16 + (is_letter ? c - 'a' + 10 : c - '0');
        digits++;
    }
    struct text rest = text_from(line, digits);
    *size = value;
    return digits > 0 && digits <= CHUNK_DIGITS_MAX && line.length <= CHUNK_LINE_MAX &&
           (rest.length == 0 || rest.at[0] == ';') && is_printable(rest, true);
}
