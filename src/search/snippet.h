/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Cuts a text around the places that are marked in it. */

#include "chancery/search/passages.h"

/* Bytes [start, end) of a text; those of one group, next to each other, are one match. */
struct snippet_mark {
    size_t start;
    size_t end;
    uint32_t group;
};

struct snippet_marks {
    LIST_OF(struct snippet_mark);
};

/* Add a mark that begins at or behind the last one; one of the same group lengthens it. */
void snippet_mark_add(struct arena *arena, struct snippet_marks *marks, struct snippet_mark mark);

/* The whole text as segments. */
void snippet_whole(struct text text, const struct snippet_marks *marks, struct arena *arena,
                   struct search_segments *out);

/*
 * The piece of about so many characters that holds most marks, cut between words. It begins at the
 * text's start when there are no marks.
 */
void snippet_cut(struct text text, const struct snippet_marks *marks, size_t characters,
                 struct arena *arena, struct search_segments *out);
