/* SPDX-License-Identifier: Apache-2.0 */
#include "cable.h"

void cable_body_read(struct reading *reading, size_t body_start)
{
    struct paragraph *paragraph = LIST_ADD(reading->arena, &reading->document->paragraphs);
    if (paragraph) {
        struct text body = text_trim(text_from(reading->text, body_start));
        *paragraph = (struct paragraph){.number = INTEGER_NONE,
                                        .voice = TEXT("report"),
                                        .text = reading_fold_blanks(reading, body),
                                        .span = reading_span(reading, body)};
    }
}
