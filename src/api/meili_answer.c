/* SPDX-License-Identifier: Apache-2.0 */
#include "meili.h"

#include "chancery/base/buffer.h"

/* All passages of one hit, with the marks of highlights, in bytes. */
#define TEXT_BYTES_MAX ((size_t)64 * 1024)

struct marks {
    const char *before;
    const char *after;
};

static const char *text_or(const json_t *value, const char *other)
{
    return json_is_string(value) ? json_string_value(value) : other;
}

static void add_passage(struct buffer *out, const json_t *passage, struct marks marks)
{
    const json_t *segments = json_object_get(passage, "text");
    for (size_t i = 0; i < json_array_size(segments); i++) {
        const json_t *segment = json_array_get(segments, i);
        bool match = json_is_true(json_object_get(segment, "match"));
        buffer_add(out, text_of(match ? marks.before : ""));
        buffer_add(out, text_of(text_or(json_object_get(segment, "text"), "")));
        buffer_add(out, text_of(match ? marks.after : ""));
    }
}

/* The passages of item as one text. */
static json_t *passages_text(const json_t *item, struct marks marks)
{
    AUTO_BUFFER out = BUFFER_UP_TO(TEXT_BYTES_MAX);
    const json_t *passages = json_object_get(item, "passages");
    for (size_t i = 0; i < json_array_size(passages); i++) {
        buffer_add(&out, text_of(i > 0 ? "\n" : ""));
        add_passage(&out, json_array_get(passages, i), marks);
    }
    struct text text = buffer_text(&out);
    return json_stringn(text.at ? text.at : "", text.length);
}

/* The members of a hit, or of its formatted twin. */
static json_t *hit_members(json_t *item, struct marks marks)
{
    json_t *hit = json_object();
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(item, name, value)
    {
        bool plain =
            text_equal(text_of(name), TEXT("passages")) || text_equal(text_of(name), TEXT("date"));
        if (hit && !plain && json_object_set(hit, name, value)) {
            json_decref(hit);
            return NULL;
        }
    }
    const json_t *date = json_object_get(json_object_get(item, "date"), "value");
    if (hit && (json_object_set_new(hit, "date",
                                    json_is_string(date) ? json_string(json_string_value(date))
                                                         : json_pack("n")) ||
                json_object_set_new(hit, "text", passages_text(item, marks)))) {
        json_decref(hit);
        return NULL;
    }
    return hit;
}

static json_t *hit(const json_t *question, json_t *item)
{
    struct marks marks = {
        text_or(json_object_get(question, "highlightPreTag"), "<em>"),
        text_or(json_object_get(question, "highlightPostTag"), "</em>"),
    };
    json_t *out = hit_members(item, (struct marks){"", ""});
    bool formatted = json_array_size(json_object_get(question, "attributesToHighlight")) > 0 ||
                     json_array_size(json_object_get(question, "attributesToCrop")) > 0;
    if (out && formatted && json_object_set_new(out, "_formatted", hit_members(item, marks))) {
        json_decref(out);
        return NULL;
    }
    return out;
}

static json_t *hits(const json_t *question, const json_t *ours)
{
    const json_t *items = json_object_get(ours, "items");
    json_t *out = json_array();
    for (size_t i = 0; out && i < json_array_size(items); i++) {
        if (json_array_append_new(out, hit(question, json_array_get(items, i)))) {
            json_decref(out);
            return NULL;
        }
    }
    return out;
}

/* {"tag": {"PREL": 12}} */
static json_t *distribution(const json_t *ours)
{
    json_t *out = json_object();
    const char *field = NULL;
    json_t *facet = NULL;
    json_object_foreach(json_object_get(ours, "facets"), field, facet)
    {
        const json_t *values = json_object_get(facet, "values");
        json_t *counts = json_object();
        for (size_t i = 0; counts && i < json_array_size(values); i++) {
            const json_t *value = json_array_get(values, i);
            (void)json_object_set(counts, text_or(json_object_get(value, "value"), ""),
                                  json_object_get(value, "count"));
        }
        (void)json_object_set_new(out, field, counts);
    }
    return out;
}

/* Pages where pages were asked for, else an offset. */
static int add_totals(json_t *out, const json_t *question, const json_t *ours)
{
    const json_t *page = json_object_get(ours, "page");
    json_int_t total = json_integer_value(json_object_get(ours, "total"));
    json_int_t limit = json_integer_value(json_object_get(page, "limit"));
    json_int_t offset = json_integer_value(json_object_get(page, "offset"));
    json_t *totals = NULL;
    if (json_object_get(question, "page") || json_object_get(question, "hitsPerPage")) {
        totals = json_pack("{s:I,s:I,s:I,s:I}", "hitsPerPage", limit, "page",
                           limit > 0 ? offset / limit + 1 : 1, "totalPages",
                           limit > 0 ? (total + limit - 1) / limit : 0, "totalHits", total);
    } else {
        totals = json_pack("{s:I,s:I,s:I}", "limit", limit, "offset", offset, "estimatedTotalHits",
                           total);
    }
    int failed = totals ? json_object_update(out, totals) : -1;
    json_decref(totals);
    return failed;
}

enum status meili_answer(const json_t *question, const json_t *ours, json_t **out,
                         struct error *error)
{
    /* How long it took is said in Server-Timing, so that equal questions have equal answers. */
    json_t *answer = json_pack("{s:o,s:s,s:i,s:s}", "hits", hits(question, ours), "query",
                               text_or(json_object_get(question, "q"), ""), "processingTimeMs", 0,
                               "indexUid", MEILI_INDEX);
    bool wanted = json_array_size(json_object_get(question, "facets")) > 0;
    if (!answer || add_totals(answer, question, ours) ||
        (wanted && (json_object_set_new(answer, "facetDistribution", distribution(ours)) ||
                    json_object_set_new(answer, "facetStats", json_object())))) {
        json_decref(answer);
        return error_set(error, STATUS_NO_MEMORY, "no memory for an answer");
    }
    *out = answer;
    return STATUS_OK;
}
