/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON and JSON Lines: each object that has a text under a usual name is a document, wherever it
 * lies. What else it holds stays in its bytes.
 */
#include <stdio.h>

#include <jansson.h>

#include "cable_text.h"
#include "form_entries.h"
#include "json_load.h"
#include "json_values.h"
#include "keys.h"

/* How much is looked at for a value's end at first; twice as much each time after. */
#define VALUE_BYTES_FIRST ((size_t)64 * 1024)

/* How deep in a value documents are looked for. */
#define DEPTH_MAX 8

/* The memory for the places of objects, of which each takes two bytes of a value at least. */
#define PLACES_BYTES_A_BYTE ((size_t)48)
#define PLACES_BYTES_MIN    ((size_t)64 * 1024)

struct json_file {
    struct form_file *file;
    struct text bytes;  /* of the value */
    bool are_lines;     /* each line is one */
    bool is_only_value; /* it is all of the file */
    int64_t value;      /* from 1 */
    int64_t document;   /* from 1 */

    /* Of the value, when a document lies within it, so that each has bytes of its own. */
    struct arena *arena;
    struct json_object_places places;
    size_t object; /* how many objects of the value were passed so far */
};

/* Take the next quoted string off the front of *rest; one that was cut off ends with its line. */
static bool take_string(struct text *rest, struct text *string)
{
    size_t start = text_find_char(*rest, '"');
    if (start == TEXT_NOT_FOUND) {
        return false;
    }
    size_t end = start + 1;
    while (end < rest->length && rest->at[end] != '"' && rest->at[end] != '\n') {
        end += rest->at[end] == '\\' ? 2 : 1;
    }
    *string = text_slice(*rest, start + 1, end - start - 1);
    *rest = text_from(*rest, end + 1);
    return true;
}

bool form_json_detect(struct text head)
{
    struct text rest = head;
    struct text string;
    text_take_start(&rest, TEXT("\xEF\xBB\xBF"));
    rest = text_from(rest, json_between(rest));
    struct text inside = text_trim(text_from(rest, 1));
    if (!text_starts(rest, TEXT("{")) || !text_starts(inside, TEXT("\""))) {
        return false;
    }
    while (take_string(&rest, &string)) {
        struct text next = text_trim(rest);
        enum key key = text_starts(next, TEXT(":")) ? key_of(string) : KEY_NONE;
        if (key == KEY_TEXT || key == KEY_HEADER) {
            return true;
        }
    }
    return false;
}

static struct text text_of_json(const json_t *value)
{
    if (!json_is_string(value)) {
        return TEXT_NONE;
    }
    return (struct text){json_string_value(value), json_string_length(value)};
}

/* The strings of an array, an empty line between them. */
static struct text join(const json_t *array, struct arena *arena)
{
    size_t length = 0;
    for (size_t i = 0; i < json_array_size(array); i++) {
        length += json_string_length(json_array_get(array, i)) + 2;
    }
    char *out = arena_take(arena, length + 1);
    length = 0;
    for (size_t i = 0; out && i < json_array_size(array); i++) {
        struct text item = text_of_json(json_array_get(array, i));
        memcpy(out + length, item.at ? item.at : "", item.length);
        memcpy(out + length + item.length, "\n\n", 2);
        length += item.length + 2;
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}

/* A name: a string, or an object that has one under "name". */
static struct text name_of(const json_t *value)
{
    return text_of_json(json_is_object(value) ? json_object_get(value, "name") : value);
}

/* Values are copied, since the document may be read when the object is gone. */
static void set(struct keyed *keyed, enum key key, const json_t *value, struct arena *arena)
{
    if (!json_is_array(value)) {
        keyed_set(keyed, key, arena_text(arena, name_of(value)), arena);
        return;
    }
    if (key == KEY_TEXT || key == KEY_HEADER) {
        keyed_set(keyed, key, join(value, arena), arena);
        return;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        keyed_set(keyed, key, arena_text(arena, name_of(json_array_get(value, i))), arena);
    }
}

static void tell(const struct json_file *json, const char *code, const char *what)
{
    char detail[200];
    (void)snprintf(detail, sizeof(detail), "Value %lld: %s.", (long long)json->value, what);
    form_fault(json->file, code, text_of(detail));
}

/* Whether object itself is a document. */
static bool has_text(json_t *object)
{
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(object, name, value)
    {
        enum key key = key_of(text_of(name));
        bool is_text = json_is_string(value) ||
                       (json_is_array(value) && json_is_string(json_array_get(value, 0)));
        if (is_text && (key == KEY_TEXT || key == KEY_HEADER)) {
            return true;
        }
    }
    return false;
}

/* The bytes of the object that is in its place among all of the value's; none without memory. */
static struct text bytes_of(struct json_file *json, size_t place)
{
    if (!json->arena) {
        json->arena = arena_new(json->bytes.length * PLACES_BYTES_A_BYTE + PLACES_BYTES_MIN);
        if (json->arena) {
            json_find_objects(json->bytes, json->arena, &json->places);
        }
    }
    const struct json_object_place *found =
        place < json->places.count ? &json->places.items[place] : NULL;
    return found ? text_slice(json->bytes, found->start, found->end - found->start) : TEXT("");
}

static enum status read_document(struct json_file *json, json_t *object, bool is_value,
                                 size_t place, struct error *error)
{
    struct part part;
    struct keyed keyed = {0};
    const char *name = NULL;
    json_t *value = NULL;
    struct text bytes = is_value ? json->bytes : bytes_of(json, place);
    enum status status = part_begin(json->file, bytes, &part, error);
    if (status) {
        return status;
    }
    json_object_foreach(object, name, value)
    {
        set(&keyed, key_of(text_of(name)), value, part.arena);
    }
    json->document++;
    bool is_file = is_value && json->is_only_value;
    part.hints = keyed.hints;
    part.text = cable_text_join(keyed.header, keyed.text, part.arena, &part.hints);
    part.name = is_file ? TEXT_NONE : arena_format(part.arena, "%lld", (long long)json->document);
    return part_end(json->file, &part, error);
}

/* How many objects value is and holds; the library reads no deeper than 2,048. */
static size_t count_objects(json_t *value)
{
    size_t count = json_is_object(value);
    for (size_t i = 0; i < json_array_size(value); i++) {
        count += count_objects(json_array_get(value, i));
    }
    for (void *place = json_object_iter(value); place;
         place = json_object_iter_next(value, place)) {
        count += count_objects(json_object_iter_value(place));
    }
    return count;
}

/* Hand out each document in value. */
static enum status read_value(struct json_file *json, json_t *value, int depth, struct error *error)
{
    enum status status = STATUS_OK;
    size_t place = json->object;
    json->object += json_is_object(value);
    if (json_is_object(value) && has_text(value)) {
        json->object = place + count_objects(value);
        return read_document(json, value, depth == 0, place, error);
    }
    if (depth == DEPTH_MAX) {
        json->object = place + count_objects(value);
        return STATUS_OK;
    }
    for (size_t i = 0; !status && i < json_array_size(value); i++) {
        status = read_value(json, json_array_get(value, i), depth + 1, error);
    }
    void *next = json_object_iter(value);
    while (!status && next) {
        status = read_value(json, json_object_iter_value(next), depth + 1, error);
        next = json_object_iter_next(value, next);
    }
    return status;
}

static enum status read_bytes(struct json_file *json, struct error *error)
{
    json_error_t fault;
    int64_t before = json->document;
    json_t *value = NULL;
    if (json_load_bytes(json->bytes, JSON_REJECT_DUPLICATES, &value, &fault)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a value of JSON");
    }
    if (!value) {
        tell(json, "json_damaged", fault.text);
        return STATUS_OK;
    }
    json->object = 0;
    enum status status = read_value(json, value, 0, error);
    json->arena = arena_free(json->arena);
    json->places = (struct json_object_places){0};
    json_decref(value);
    if (!status && json->document == before) {
        tell(json, "json_without_text", "it has no text under a usual name");
    }
    return status;
}

/* Make the window show all of the next value. */
static enum status find_value(struct json_file *json, enum json_extent *extent, size_t *length,
                              struct error *error)
{
    struct source *source = &json->file->source;
    struct json_scan scan = {0};
    size_t want = VALUE_BYTES_FIRST;
    enum status status = STATUS_OK;
    *extent = JSON_EXTENT_OPEN;
    while (!status && *extent == JSON_EXTENT_OPEN) {
        *extent = json_find_end(source->window, source->is_whole, json->are_lines, &scan, length);
        if (*extent == JSON_EXTENT_OPEN && source->window.length > PARSE_DOCUMENT_BYTES_MAX) {
            *extent = JSON_EXTENT_DAMAGED;
            break;
        }
        want = source->window.length * 2 > want ? source->window.length * 2 : want;
        want = want < PARSE_DOCUMENT_BYTES_MAX ? want : PARSE_DOCUMENT_BYTES_MAX + 1;
        status = *extent == JSON_EXTENT_OPEN ? source_fill(source, want, error) : STATUS_OK;
    }
    return status;
}

/* Pass over what stands between values. False at the end of the file. */
static enum status skip_between(struct source *source, struct error *error)
{
    enum status status = source_fill(source, VALUE_BYTES_FIRST, error);
    size_t count = status ? 0 : json_between(source->window);
    while (!status && count > 0) {
        source_skip(source, count);
        status = source_fill(source, VALUE_BYTES_FIRST, error);
        count = status ? 0 : json_between(source->window);
    }
    return status;
}

static enum status read_next(struct json_file *json, struct error *error)
{
    struct source *source = &json->file->source;
    enum json_extent extent = JSON_EXTENT_OPEN;
    size_t length = 0;
    enum status status = find_value(json, &extent, &length, error);
    if (status) {
        return status;
    }
    json->value++;
    json->bytes = text_slice(source->window, 0, length);
    struct text behind = text_from(source->window, length);
    json->is_only_value = json->value == 1 && source->offset <= 3 && source->is_whole &&
                          text_trim(behind).length == 0;
    if (length > PARSE_DOCUMENT_BYTES_MAX) {
        tell(json, "json_too_large", "it is larger than a document may be");
    } else if (extent == JSON_EXTENT_DAMAGED) {
        tell(json, "json_damaged", "it does not end as it begins");
    } else {
        status = read_bytes(json, error);
    }
    source_skip(source, length);
    return status;
}

enum status form_json_read(struct form_file *file, struct error *error)
{
    struct json_file json = {.file = file};
    json.are_lines = json_is_lines(text_slice(file->source.window, 0, FORM_DETECTION_BYTES));
    if (text_starts(file->source.window, TEXT("\xEF\xBB\xBF"))) {
        source_skip(&file->source, 3);
    }
    enum status status = skip_between(&file->source, error);
    while (!status && file->source.window.length > 0) {
        status = read_next(&json, error);
        status = status ? status : skip_between(&file->source, error);
    }
    return status;
}
