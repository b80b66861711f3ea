/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <string.h>

#include "meili.h"

#include "chancery/base/text.h"
#include "meili_filter.h"

/* What an answer is made of. */
static const char *const item_keys[] = {
    "id", "kind", "title", "date", "station", "classification", "tags", "href", "passages"};

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for a question");
}

/* Add one word, or the words between quotes, of what was typed. */
static int add_words(json_t *nodes, struct text words, bool quoted, bool last)
{
    if (words.length == 0) {
        return 0;
    }
    json_t *node =
        quoted ? json_pack("{s:s%}", "phrase", words.at, words.length)
               : json_pack("{s:s%,s:b}", "term", words.at, words.length, "prefix", (int)last);
    return json_array_append_new(nodes, node);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Nothing that is typed is an operator here; signs inside words are the index's business. */
static enum status add_query(const json_t *question, json_t *nodes, struct error *error)
{
    const json_t *q = json_object_get(question, "q");
    struct text rest =
        json_is_string(q) ? (struct text){json_string_value(q), json_string_length(q)} : TEXT("");
    bool quoted = false;
    size_t from = 0;
    for (size_t i = 0; i <= rest.length; i++) {
        bool ends = i == rest.length;
        char c = ends ? '\0' : rest.at[i];
        if (!ends && c != '"' && (quoted || !is_space(c))) {
            continue;
        }
        if (add_words(nodes, text_slice(rest, from, i - from), quoted, ends)) {
            return no_memory(error);
        }
        quoted = c == '"' ? !quoted : quoted;
        from = i + 1;
    }
    return STATUS_OK;
}

static enum status add_tree(const json_t *question, json_t *out, struct error *error)
{
    json_t *nodes = json_array();
    enum status status = nodes ? add_query(question, nodes, error) : no_memory(error);
    if (!status) {
        status = meili_filter(json_object_get(question, "filter"), nodes, error);
    }
    if (!status && json_array_size(nodes) > 0 &&
        json_object_set_new(out, "query", json_pack("{s:O}", "and", nodes))) {
        status = no_memory(error);
    }
    json_decref(nodes);
    return status;
}

/* A whole number from 0, or preset when there is none. */
static json_int_t number(const json_t *question, const char *name, json_int_t preset)
{
    const json_t *value = json_object_get(question, name);
    json_int_t n = json_is_integer(value) ? json_integer_value(value) : preset;
    return n < 0 ? 0 : n > INT32_MAX ? INT32_MAX : n;
}

static json_int_t at_most(json_int_t value, json_int_t most)
{
    return value < most ? value : most;
}

static enum status add_page(const json_t *question, json_t *out, struct error *error)
{
    json_int_t limit = at_most(number(question, "limit", 20), MEILI_HITS_MAX);
    json_int_t offset = number(question, "offset", 0);
    if (json_object_get(question, "page") || json_object_get(question, "hitsPerPage")) {
        json_int_t page = number(question, "page", 1);
        limit = at_most(number(question, "hitsPerPage", 20), MEILI_HITS_MAX);
        offset = page > 0 ? at_most((page - 1) * limit, INT32_MAX) : 0;
        limit = page > 0 ? limit : 0;
    }
    bool failed = json_object_set_new(out, "limit", json_pack("I", limit)) ||
                  json_object_set_new(out, "offset", json_pack("I", offset));
    return failed ? no_memory(error) : STATUS_OK;
}

static enum status add_facets(const json_t *question, json_t *out, struct error *error)
{
    const json_t *names = json_object_get(question, "facets");
    json_t *facets = json_object();
    enum status status = facets ? STATUS_OK : no_memory(error);
    for (size_t i = 0; !status && i < json_array_size(names); i++) {
        const char *name = json_string_value(json_array_get(names, i));
        /* "*" asks for all; our facets are asked for by name, so these are the usual ones. */
        bool all = name && strcmp(name, "*") == 0;
        const char *const usual[] = {"kind", "station", "classification", "tag", "country"};
        for (size_t j = 0; !status && name && j < (all ? 5 : 1); j++) {
            json_t *limit = json_pack("{s:i}", "limit", MEILI_FACET_VALUES_MAX);
            status = json_object_set_new(facets, all ? usual[j] : name, limit) ? no_memory(error)
                                                                               : STATUS_OK;
        }
    }
    if (!status && json_object_size(facets) > 0 && json_object_set(out, "facets", facets)) {
        status = no_memory(error);
    }
    json_decref(facets);
    return status;
}

/* "date:desc" is "-date". */
static enum status add_sort(const json_t *question, json_t *out, struct error *error)
{
    const char *rule = json_string_value(json_array_get(json_object_get(question, "sort"), 0));
    if (!rule) {
        return STATUS_OK;
    }
    struct text text = text_of(rule);
    size_t colon = text_find_char(text, ':');
    struct text field = text_slice(text, 0, colon);
    bool falls = text_equal(text_from(text, colon), TEXT(":desc"));
    json_t *sort = json_sprintf("%s%.*s", falls ? "-" : "", (int)field.length, field.at);
    return json_object_set_new(out, "sort", sort) ? no_memory(error) : STATUS_OK;
}

static enum status add_keys(json_t *out, struct error *error)
{
    json_t *keys = json_array();
    for (size_t i = 0; keys && i < sizeof(item_keys) / sizeof(*item_keys); i++) {
        if (json_array_append_new(keys, json_string(item_keys[i]))) {
            json_decref(keys);
            return no_memory(error);
        }
    }
    return json_object_set_new(out, "fields", keys) ? no_memory(error) : STATUS_OK;
}

enum status meili_question(const json_t *question, json_t **out, struct error *error)
{
    json_t *ours = json_object();
    enum status status = ours ? add_tree(question, ours, error) : no_memory(error);
    status = status ? status : add_page(question, ours, error);
    status = status ? status : add_facets(question, ours, error);
    status = status ? status : add_sort(question, ours, error);
    status = status ? status : add_keys(ours, error);
    if (status) {
        json_decref(ours);
        return status;
    }
    *out = ours;
    return STATUS_OK;
}
