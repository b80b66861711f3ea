/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The formats an answer may have, and the codings it may be sent in. */

#include "chancery/base/text.h"

enum http_format {
    HTTP_FORMAT_JSON,
    HTTP_FORMAT_NDJSON,
    HTTP_FORMAT_CSV,
    HTTP_FORMAT_TXT,
    HTTP_FORMAT_HTML,
    HTTP_FORMAT_ATOM,
    HTTP_FORMAT_RIS,
    HTTP_FORMAT_BIB,
    HTTP_FORMAT_CSL,
    HTTP_FORMAT_GEOJSON,
    HTTP_FORMAT_GRAPHML,
    HTTP_FORMAT_GEXF,
    HTTP_FORMAT_ICS,
};

#define HTTP_FORMAT_COUNT 13

/* The formats of a route are a set of these: HTTP_FORMAT_BIT(JSON) | HTTP_FORMAT_BIT(CSV). */
#define HTTP_FORMAT_BIT(name) (1U << HTTP_FORMAT_##name)

/* What format= and a suffix say, such as "csv". Static; never TEXT_NONE. */
struct text http_format_name(enum http_format format);

/* What Content-Type says, such as "text/csv; charset=utf-8; header=present". Static. */
struct text http_format_content_type(enum http_format format);

/* Set *out to the format called name. False when there is none. */
bool http_format_find(struct text name, enum http_format *out);

enum http_coding {
    HTTP_CODING_IDENTITY,
    HTTP_CODING_GZIP,
    HTTP_CODING_ZSTD,
};
