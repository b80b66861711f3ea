/* SPDX-License-Identifier: Apache-2.0 */
#include "origin.h"

static bool is_of_host(char c)
{
    return text_is_letter(c) || text_is_digit(c) || text_find_char(TEXT(".-:[]"), c) < 5;
}

struct text api_origin(const struct http_request *request)
{
    struct text host = http_request_header(request, TEXT("Host"));
    for (size_t i = 0; i < host.length; i++) {
        if (!is_of_host(host.at[i])) {
            return TEXT("");
        }
    }
    return host.length > 0 ? arena_format(request->arena, "http://%.*s", TEXT_ARGUMENTS(host))
                           : TEXT("");
}
