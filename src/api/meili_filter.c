/* SPDX-License-Identifier: Apache-2.0 */
#include "meili_filter.h"

#include <string.h>

#include "chancery/base/text.h"

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for a filter");
}

static enum status not_understood(struct text filter, struct error *error)
{
    return error_set(error, STATUS_INVALID,
                     "The filter '%.*s' is not understood; write field = \"value\", field != "
                     "\"value\" or field IN [\"value\", …], joined by AND.",
                     TEXT_ARGUMENTS(text_slice(filter, 0, 80)));
}

static enum status append(json_t *list, json_t *node, struct error *error)
{
    /* Takes node over, also when it fails or is NULL. */
    return json_array_append_new(list, node) ? no_memory(error) : STATUS_OK;
}

/* Take a value: in quotes, where a backslash keeps one, or up to a space, comma or bracket. */
static bool take_value(struct text *rest, struct text *out)
{
    *rest = text_trim(*rest);
    if (rest->length == 0) {
        return false;
    }
    char quote = rest->at[0];
    bool quoted = quote == '"' || quote == '\'';
    size_t from = quoted ? 1 : 0;
    size_t end = from;
    while (end < rest->length) {
        char c = rest->at[end];
        if (quoted ? c == quote : c == ' ' || c == ',' || c == ']') {
            break;
        }
        end++;
    }
    if (quoted && end == rest->length) {
        return false;
    }
    *out = text_slice(*rest, from, end - from);
    *rest = text_from(*rest, end + from);
    return out->length > 0;
}

static json_t *field_node(struct text field, struct text value)
{
    return json_pack("{s:s%,s:s%}", "field", field.at, field.length, "value", value.at,
                     value.length);
}

/* "[a, b]" as one node. */
static enum status take_list(struct text *rest, struct text field, json_t **out,
                             struct error *error)
{
    struct text whole = *rest;
    *rest = text_trim(*rest);
    if (!text_take_start(rest, TEXT("["))) {
        return not_understood(whole, error);
    }
    json_t *any = json_array();
    enum status status = any ? STATUS_OK : no_memory(error);
    while (!status) {
        struct text value;
        if (!take_value(rest, &value)) {
            status = not_understood(whole, error);
            break;
        }
        status = append(any, field_node(field, value), error);
        *rest = text_trim(*rest);
        if (!status && text_take_start(rest, TEXT("]"))) {
            *out = json_pack("{s:o}", "or", any);
            return *out ? STATUS_OK : no_memory(error);
        }
        (void)text_take_start(rest, TEXT(","));
    }
    json_decref(any);
    return status;
}

/* A field's name, which may stand in quotes; empty when there is none. */
static struct text take_field(struct text *rest)
{
    *rest = text_trim(*rest);
    size_t length = 0;
    while (length < rest->length && !strchr(" =!", rest->at[length])) {
        length++;
    }
    bool quoted = length > 2 && rest->at[0] == '"' && rest->at[length - 1] == '"';
    struct text field = quoted ? text_slice(*rest, 1, length - 2) : text_slice(*rest, 0, length);
    *rest = text_trim(text_from(*rest, length));
    return field;
}

/* One comparison, taken from *rest. */
static enum status take_comparison(struct text *rest, json_t **out, struct error *error)
{
    struct text whole = *rest;
    struct text field = take_field(rest);
    if (text_take_start(rest, TEXT("IN"))) {
        return take_list(rest, field, out, error);
    }
    bool differs = text_take_start(rest, TEXT("!="));
    struct text value;
    if (field.length == 0 || (!differs && !text_take_start(rest, TEXT("="))) ||
        !take_value(rest, &value)) {
        return not_understood(whole, error);
    }
    json_t *node = field_node(field, value);
    *out = differs ? json_pack("{s:o}", "not", node) : node;
    return *out ? STATUS_OK : no_memory(error);
}

/* Comparisons joined by AND. */
static enum status add_text(const json_t *filter, json_t *nodes, struct error *error)
{
    struct text rest = {json_string_value(filter), json_string_length(filter)};
    rest = text_trim(rest);
    while (rest.length > 0) {
        json_t *node = NULL;
        struct text before = rest;
        enum status status = take_comparison(&rest, &node, error);
        status = status ? status : append(nodes, node, error);
        if (status) {
            return status;
        }
        rest = text_trim(rest);
        if (rest.length > 0 && !text_take_start(&rest, TEXT("AND "))) {
            return not_understood(before, error);
        }
    }
    return STATUS_OK;
}

/* A list of texts of which one must hold. */
static enum status add_any(const json_t *filters, json_t *nodes, struct error *error)
{
    json_t *any = json_array();
    enum status status = any ? STATUS_OK : no_memory(error);
    for (size_t i = 0; !status && i < json_array_size(filters); i++) {
        const json_t *filter = json_array_get(filters, i);
        status = json_is_string(filter) ? add_text(filter, any, error)
                                        : not_understood(TEXT("list within a list"), error);
    }
    if (!status && json_array_size(any) > 0) {
        return append(nodes, json_pack("{s:o}", "or", any), error);
    }
    json_decref(any);
    return status;
}

enum status meili_filter(const json_t *filter, json_t *nodes, struct error *error)
{
    if (json_is_string(filter)) {
        return add_text(filter, nodes, error);
    }
    if (filter && !json_is_null(filter) && !json_is_array(filter)) {
        return error_set(error, STATUS_INVALID, "A filter is a text or a list.");
    }
    enum status status = STATUS_OK;
    for (size_t i = 0; !status && i < json_array_size(filter); i++) {
        const json_t *item = json_array_get(filter, i);
        status = json_is_array(item)    ? add_any(item, nodes, error)
                 : json_is_string(item) ? add_text(item, nodes, error)
                                        : not_understood(TEXT("item"), error);
    }
    return status;
}
