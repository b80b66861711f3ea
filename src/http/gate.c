/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdatomic.h>

#include "access.h"
#include "chancery/base/array.h"
#include "chancery/base/clock.h"
#include "chancery/base/digest.h"
#include "chancery/base/number.h"
#include "gate.h"

/* Longer methods and request ids are none that anybody needs. */
#define METHOD_BYTES_MAX     ((size_t)32)
#define REQUEST_ID_BYTES_MAX ((size_t)128)

struct check {
    const struct http_service *service;
    struct text version;
    struct http_request *request;
    struct http_response *response;
};

/* Refuse with a problem; always false, so that a check may end with it. */
#define REFUSE(check, kind, ...) \
    (http_problem_say((check)->request, (check)->response, (kind), __VA_ARGS__) != STATUS_OK)

bool gate_is_token(struct text text)
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (!text_is_letter(c) && !text_is_digit(c) && (c == '\0' || !strchr(marks, c))) {
            return false;
        }
    }
    return text.length > 0;
}

static size_t limit_of(size_t set, size_t preset)
{
    return set ? set : preset;
}

static size_t count_headers(const struct http_request *request, struct text name)
{
    size_t count = 0;
    for (size_t i = 0; i < request->headers.count; i++) {
        count += text_equal_fold(request->headers.items[i].name, name);
    }
    return count;
}

static bool check_version(struct check *check)
{
    if (text_equal(check->version, TEXT("HTTP/1.1")) ||
        text_equal(check->version, TEXT("HTTP/1.0"))) {
        return true;
    }
    return REFUSE(check, HTTP_PROBLEM_VERSION_NOT_SUPPORTED, "Use HTTP/1.1.");
}

static bool is_header_clean(const struct http_pair *header)
{
    for (size_t i = 0; i < header->value.length; i++) {
        unsigned char byte = (unsigned char)header->value.at[i];
        if ((byte < ' ' && byte != '\t') || byte == 0x7f) {
            return false;
        }
    }
    return gate_is_token(header->name);
}

static bool check_headers(struct check *check)
{
    const struct http_limits *limits = &check->service->limits;
    const struct http_pairs *headers = &check->request->headers;
    size_t most_count = limit_of(limits->header_count, HTTP_HEADER_COUNT);
    size_t most_bytes = limit_of(limits->header_bytes, HTTP_HEADER_BYTES);
    size_t bytes = 0;
    if (headers->count > most_count) {
        return REFUSE(check, HTTP_PROBLEM_HEADERS_TOO_LARGE, "A request may have %zu headers.",
                      most_count);
    }
    for (size_t i = 0; i < headers->count; i++) {
        const struct http_pair *header = &headers->items[i];
        bytes += header->name.length + header->value.length + strlen(": \r\n");
        if (!is_header_clean(header)) {
            return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST,
                          "A header has a name or value that HTTP does not allow.");
        }
    }
    if (bytes > most_bytes) {
        return REFUSE(check, HTTP_PROBLEM_HEADERS_TOO_LARGE, "Headers may have %zu bytes.",
                      most_bytes);
    }
    return true;
}

/* How long the body is must be said once and in one way, or another server may read it otherwise.
 */
static bool check_framing(struct check *check)
{
    struct http_request *request = check->request;
    size_t lengths = count_headers(request, TEXT("Content-Length"));
    size_t encodings = count_headers(request, TEXT("Transfer-Encoding"));
    struct text length = http_request_header(request, TEXT("Content-Length"));
    struct text encoding = http_request_header(request, TEXT("Transfer-Encoding"));
    int64_t bytes = 0;
    if (lengths > 1 || encodings > 1 || (lengths && encodings)) {
        return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST, "The length of the body is said twice.");
    }
    if (encodings && (!text_equal_fold(encoding, TEXT("chunked")) ||
                      text_equal(check->version, TEXT("HTTP/1.0")))) {
        return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST,
                      "The only transfer coding taken is chunked, in HTTP/1.1.");
    }
    bool has_digit = length.length > 0 && text_is_digit(length.at[0]);
    if (lengths && (!has_digit || !number_read(length, 0, INT64_MAX, &bytes))) {
        return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST, "Content-Length is not a number.");
    }
    return true;
}

static bool check_size(struct check *check)
{
    size_t most = gate_body_most(check->service);
    if (gate_body_declared(check->request) > (int64_t)most) {
        return REFUSE(check, HTTP_PROBLEM_BODY_TOO_LARGE, "A body may have %zu bytes.", most);
    }
    return true;
}

static bool check_host(struct check *check)
{
    struct text host = http_request_header(check->request, TEXT("Host"));
    size_t count = count_headers(check->request, TEXT("Host"));
    if (count == 0 && text_equal(check->version, TEXT("HTTP/1.0"))) {
        return true;
    }
    if (count != 1) {
        return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST, "Exactly one Host header is needed.");
    }
    /* No browser can be led to a unix socket by a name. */
    if (!check->request->is_local && !access_host_allowed(&check->service->access, host)) {
        return REFUSE(check, HTTP_PROBLEM_MISDIRECTED_REQUEST,
                      "This server does not answer to that name.");
    }
    return true;
}

static bool is_hex(char c)
{
    char lower = text_lower(c);
    return text_is_digit(c) || (lower >= 'a' && lower <= 'f');
}

/* Printable ASCII without "#" and "\", its escapes whole and none of them NUL. */
static bool is_target_clean(struct text target)
{
    for (size_t i = 0; i < target.length; i++) {
        char c = target.at[i];
        if (c <= ' ' || c > '~' || c == '#' || c == '\\') {
            return false;
        }
        if (c != '%') {
            continue;
        }
        struct text digits = text_slice(target, i + 1, 2);
        if (digits.length < 2 || !is_hex(digits.at[0]) || !is_hex(digits.at[1]) ||
            text_equal(digits, TEXT("00"))) {
            return false;
        }
    }
    return true;
}

static bool check_target(struct check *check)
{
    const struct http_request *request = check->request;
    size_t most = limit_of(check->service->limits.target_bytes, HTTP_TARGET_BYTES);
    if (request->target.length > most) {
        return REFUSE(check, HTTP_PROBLEM_TARGET_TOO_LONG,
                      "A URL may have %zu bytes; POST takes longer queries.", most);
    }
    bool is_server =
        request->method == HTTP_METHOD_OPTIONS && text_equal(request->target, TEXT("*"));
    bool is_path = text_starts(request->target, TEXT("/"));
    if ((!is_server && !is_path) || !is_target_clean(request->target)) {
        return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST, "The URL is not one that HTTP allows.");
    }
    return true;
}

static bool check_method(struct check *check)
{
    static const struct {
        const char *name;
        enum http_method method;
    } methods[] = {
        {"GET", HTTP_METHOD_GET},
        {"HEAD", HTTP_METHOD_HEAD},
        {"POST", HTTP_METHOD_POST},
        {"OPTIONS", HTTP_METHOD_OPTIONS},
    };
    struct http_request *request = check->request;
    request->method = HTTP_METHOD_OTHER;
    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        if (text_equal(request->method_name, text_of(methods[i].name))) {
            request->method = methods[i].method;
        }
    }
    if (request->method_name.length > METHOD_BYTES_MAX || !gate_is_token(request->method_name)) {
        return REFUSE(check, HTTP_PROBLEM_BAD_REQUEST, "The method is not one that HTTP allows.");
    }
    return true;
}

/* A browser that shows a page of ours because somebody followed a link to it. */
static bool is_navigation(const struct http_request *request)
{
    struct text destination = http_request_header(request, TEXT("Sec-Fetch-Dest"));
    bool reads = request->method == HTTP_METHOD_GET || request->method == HTTP_METHOD_HEAD;
    return reads &&
           text_equal(http_request_header(request, TEXT("Sec-Fetch-Mode")), TEXT("navigate")) &&
           (!destination.at || text_equal(destination, TEXT("document")));
}

static bool check_origin(struct check *check)
{
    struct http_request *request = check->request;
    struct text origin = http_request_header(request, TEXT("Origin"));
    struct text host = http_request_header(request, TEXT("Host"));
    struct text site = http_request_header(request, TEXT("Sec-Fetch-Site"));
    if (origin.at) {
        if (count_headers(request, TEXT("Origin")) > 1 ||
            !access_origin_allowed(&check->service->access, origin, host)) {
            return REFUSE(check, HTTP_PROBLEM_ORIGIN_REFUSED,
                          "Pages of that origin may not use this server; see --allow-origin.");
        }
        request->origin = origin;
        return true;
    }
    if (text_equal(site, TEXT("cross-site")) && !is_navigation(request)) {
        return REFUSE(check, HTTP_PROBLEM_ORIGIN_REFUSED,
                      "Pages of other sites may not use this server; see --allow-origin.");
    }
    return true;
}

void gate_name_request(struct http_request *request)
{
    static atomic_uint_fast64_t counter;
    struct text sent = http_request_header(request, TEXT("X-Request-Id"));
    if (sent.at && sent.length <= REQUEST_ID_BYTES_MAX && gate_is_token(sent)) {
        request->id = sent;
        return;
    }
    uint64_t parts[] = {atomic_fetch_add(&counter, 1), (uint64_t)clock_monotonic_us()};
    uint64_t digest = digest_fast((struct text){(const char *)parts, sizeof(parts)});
    request->id = arena_format(request->arena, "%016" PRIx64, digest);
}

bool gate_pass(const struct http_service *service, struct text version,
               struct http_request *request, struct http_response *response)
{
    static bool (*const checks[])(struct check *) = {
        check_version, check_headers, check_framing, check_host,
        check_method,  check_target,  check_origin,  check_size,
    };
    struct check check = {service, version, request, response};
    gate_name_request(request);
    for (size_t i = 0; i < COUNT_OF(checks); i++) {
        if (!checks[i](&check)) {
            return false;
        }
    }
    return true;
}

int64_t gate_body_declared(const struct http_request *request)
{
    int64_t bytes = 0;
    struct text length = http_request_header(request, TEXT("Content-Length"));
    if (http_request_header(request, TEXT("Transfer-Encoding")).at) {
        return GATE_BODY_UNKNOWN;
    }
    return number_read(length, 0, INT64_MAX, &bytes) ? bytes : 0;
}

size_t gate_body_most(const struct http_service *service)
{
    return limit_of(service->limits.body_bytes, HTTP_BODY_BYTES);
}
