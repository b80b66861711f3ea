/* SPDX-License-Identifier: Apache-2.0 */
#include "access.h"
#include "chancery/base/number.h"

#define HTTP_PORT 80

static const char *const loopback_names[] = {"localhost", "localhost.", "127.0.0.1", "[::1]", NULL};

static bool is_loopback(struct text name)
{
    for (const char *const *known = loopback_names; *known; known++) {
        if (text_equal_fold(name, text_of(*known))) {
            return true;
        }
    }
    return false;
}

/*
 * Split "name:port" or "[::1]:port"; *port is 80 when there is none. False when what stands behind
 * the name is no port.
 */
static bool split_authority(struct text authority, struct text *name, int64_t *port)
{
    size_t bracket = text_find_char(authority, ']');
    size_t from = text_starts(authority, TEXT("[")) && bracket != TEXT_NOT_FOUND ? bracket + 1 : 0;
    struct text behind = text_from(authority, from);
    size_t colon = text_find_char(behind, ':');
    *port = HTTP_PORT;
    if (colon == TEXT_NOT_FOUND) {
        *name = authority;
        return authority.length > 0;
    }
    struct text digits = text_from(behind, colon + 1);
    *name = text_slice(authority, 0, from + colon);
    bool plain = digits.length > 0 && text_is_digit(digits.at[0]);
    return plain && name->length > 0 && number_read(digits, 1, UINT16_MAX, port);
}

bool access_host_allowed(const struct http_access *access, struct text host)
{
    struct text name;
    int64_t port;
    if (!split_authority(host, &name, &port) || port != access->port) {
        return false;
    }
    if (is_loopback(name)) {
        return true;
    }
    for (size_t i = 0; i < access->host_count; i++) {
        if (text_equal_fold(name, text_of(access->hosts[i]))) {
            return true;
        }
    }
    return false;
}

bool access_origin_allowed(const struct http_access *access, struct text origin, struct text host)
{
    struct text name;
    int64_t port;
    for (size_t i = 0; i < access->origin_count; i++) {
        if (text_equal(origin, text_of(access->origins[i]))) {
            return true;
        }
    }
    if (!text_take_start(&origin, TEXT("http://")) || !split_authority(origin, &name, &port)) {
        return false;
    }
    return is_loopback(name) || (host.at && text_equal_fold(origin, host));
}
