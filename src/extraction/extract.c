/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/extraction/extract.h"

#include "people.h"

void extract(struct document *document, const struct vocabulary *vocabulary, struct arena *arena)
{
    (void)vocabulary;
    people_in_header(document, arena);
}
