/* SPDX-License-Identifier: Apache-2.0 */
#include "json_body.h"

#include <stdlib.h>

enum status json_body_read(struct text body, json_t **out, struct error *error)
{
    json_error_t mistake;
    json_t *root =
        json_loadb(body.at ? body.at : "", body.length, JSON_REJECT_DUPLICATES, &mistake);
    if (!root) {
        return error_set(error, STATUS_INVALID, "The body is no JSON: line %d, column %d.",
                         mistake.line, mistake.column);
    }
    *out = root;
    return STATUS_OK;
}

enum status json_body_print(const json_t *value, struct arena *arena, struct text *out,
                            struct error *error)
{
    char *bytes =
        value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15)) : NULL;
    struct text text = bytes ? arena_text(arena, text_of(bytes)) : TEXT_NONE;
    free(bytes);
    if (!text.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for JSON");
    }
    *out = text;
    return STATUS_OK;
}
