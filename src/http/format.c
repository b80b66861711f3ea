/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/array.h"
#include "chancery/http/format.h"

static const struct format_entry {
    const char *name;
    const char *content_type;
} formats[] = {
    [HTTP_FORMAT_JSON] = {"json", "application/json"},
    [HTTP_FORMAT_NDJSON] = {"ndjson", "application/x-ndjson"},
    [HTTP_FORMAT_CSV] = {"csv", "text/csv; charset=utf-8; header=present"},
    [HTTP_FORMAT_TXT] = {"txt", "text/plain; charset=utf-8"},
    [HTTP_FORMAT_HTML] = {"html", "text/html; charset=utf-8"},
    [HTTP_FORMAT_ATOM] = {"atom", "application/atom+xml"},
    [HTTP_FORMAT_RIS] = {"ris", "application/x-research-info-systems"},
    [HTTP_FORMAT_BIB] = {"bib", "application/x-bibtex"},
    [HTTP_FORMAT_CSL] = {"csl", "application/vnd.citationstyles.csl+json"},
    [HTTP_FORMAT_GEOJSON] = {"geojson", "application/geo+json"},
    [HTTP_FORMAT_GRAPHML] = {"graphml", "application/graphml+xml"},
    [HTTP_FORMAT_GEXF] = {"gexf", "application/gexf+xml"},
    [HTTP_FORMAT_ICS] = {"ics", "text/calendar; charset=utf-8"},
};

static_assert(COUNT_OF(formats) == HTTP_FORMAT_COUNT, "every format has its entry");

struct text http_format_name(enum http_format format)
{
    return text_of(formats[format].name);
}

struct text http_format_content_type(enum http_format format)
{
    return text_of(formats[format].content_type);
}

bool http_format_find(struct text name, enum http_format *out)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (text_equal(name, text_of(formats[i].name))) {
            *out = (enum http_format)i;
            return true;
        }
    }
    return false;
}
