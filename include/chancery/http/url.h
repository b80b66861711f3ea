/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Makes and reads the URLs of this server: percent escapes, query strings. */

#include "chancery/http/exchange.h"

/* Add text escaped as one segment of a path: "/" becomes "%2F". */
void http_url_add_segment(struct buffer *buffer, struct text text);

/* Add text escaped as a name or value of a query: a space becomes "+". */
void http_url_add_value(struct buffer *buffer, struct text text);

/*
 * A parameter to change in a URL. The value replaces all that the parameter had; TEXT_NONE takes
 * the parameter out; with add the others stay.
 */
struct http_change {
    struct text name;
    struct text value;
    bool add;
};

/*
 * The URL of request with changes made to its parameters, in the request's arena: what next, prev
 * and the links of facets are made of. TEXT_NONE when there is no memory.
 */
struct text http_url_changed(const struct http_request *request, const struct http_change *changes,
                             size_t count);

/*
 * The same with another path (encoded already) in place of the request's.
 */
struct text http_url_at(const struct http_request *request, struct text path,
                        const struct http_change *changes, size_t count);

/* What reading an escaped text came to. */
enum http_decoded {
    HTTP_DECODED_OK,
    HTTP_DECODED_BAD_ESCAPE,
    HTTP_DECODED_BAD_TEXT, /* NUL, or not UTF-8 */
    HTTP_DECODED_NO_MEMORY,
};

/* Set *out to raw without its escapes; in a query, "+" becomes a space. */
enum http_decoded http_url_decode(struct text raw, bool in_query, struct arena *arena,
                                  struct text *out);
