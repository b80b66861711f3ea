/* SPDX-License-Identifier: Apache-2.0 */
#include "news.h"

void news_read(struct reading *reading)
{
    struct document *document = reading->document;
    document->kind = TEXT("news");
    document->news = arena_take(reading->arena, sizeof(struct news));
    struct text rest = reading->text;
    text_take_start(&rest, TEXT("\xEF\xBB\xBF"));
    struct text line;
    while (text_take_line(&rest, &line)) {
        line = text_trim(line);
        struct paragraph *paragraph =
            line.length > 0 ? LIST_ADD(reading->arena, &document->paragraphs) : NULL;
        if (paragraph) {
            *paragraph = (struct paragraph){.number = INTEGER_NONE,
                                            .voice = TEXT("report"),
                                            .text = line,
                                            .span = reading_span(reading, line)};
        }
    }
}
