/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Cursors: where a page ended or began, as letters and digits that mean nothing to a client.
 *
 * Inside is "1:generation:offset:back:signature:score:paragraph:id", in base64 as URLs may carry
 * it.
 */

#include "chancery/search/search.h"

struct cursor {
    int64_t generation;
    size_t offset; /* of the first hit behind the place */
    bool back;     /* the page before is meant, not the one behind */
    uint64_t signature;
    float score; /* of the hit next to the place, by which it is found in another generation */
    uint32_t paragraph;
    struct text id;
};

/* The letters of a cursor; TEXT_NONE when arena has no more. */
struct text cursor_print(const struct cursor *cursor, struct arena *arena);

/* False when text is no cursor, or one of another version. The id is in arena. */
bool cursor_read(struct text text, struct arena *arena, struct cursor *out);
