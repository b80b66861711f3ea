/* SPDX-License-Identifier: Apache-2.0 */
#include "json_body.h"

#include "chancery/base/shelter.h"

struct reading {
    struct text body;
    json_t *root;
    json_error_t mistake;
};

void json_body_begin(void)
{
    json_set_alloc_funcs(shelter_take, shelter_give);
}

static void run(void *context)
{
    struct reading *reading = context;
    reading->root = json_loadb(reading->body.at, reading->body.length, JSON_REJECT_DUPLICATES,
                               &reading->mistake);
}

enum status json_body_read(struct text body, json_t **out, struct error *error)
{
    struct reading reading = {.body = body.at ? body : TEXT("")};
    if (shelter_run(run, &reading)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the body");
    }
    if (!reading.root) {
        return error_set(error, STATUS_INVALID, "The body is no JSON: line %d, column %d.",
                         reading.mistake.line, reading.mistake.column);
    }
    *out = reading.root;
    return STATUS_OK;
}

enum status json_body_print(const json_t *value, struct arena *arena, struct text *out,
                            struct error *error)
{
    char *bytes =
        value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)) : NULL;
    struct text text = bytes ? arena_text(arena, text_of(bytes)) : TEXT_NONE;
    shelter_give(bytes);
    if (!text.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for JSON");
    }
    *out = text;
    return STATUS_OK;
}
