/* SPDX-License-Identifier: Apache-2.0 */
/* The date that a report bears. Those in the header of a cable are read with the header. */

#include "dates.h"

/* How much of a document is searched for its date header. */
#define HEAD_BYTES_MAX ((size_t)8192)

struct header_date {
    struct document *document;
    struct arena *arena;
};

static void add(const struct header_date *to, struct date date)
{
    struct text head = text_slice(to->document->text, 0, HEAD_BYTES_MAX);
    size_t start = date.text.length > 0 ? text_find(head, date.text) : TEXT_NOT_FOUND;
    struct date *added = start == TEXT_NOT_FOUND ? NULL : LIST_ADD(to->arena, &to->document->dates);
    if (added) {
        date.paragraph = INTEGER_NONE;
        date.span = (struct span){start, start + date.text.length};
        *added = date;
    }
}

static void add_published(const struct header_date *to)
{
    const struct document_date *date = to->document->date;
    const struct news *news = to->document->news;
    struct text printed = date->value;
    if (news && text_equal(date->from, TEXT("dateline"))) {
        printed = news->dateline ? news->dateline->raw : TEXT_NONE;
    }
    add(to, (struct date){.text = printed,
                          .value = date->value,
                          .precision = date->precision,
                          .role = TEXT("published")});
}

void dates_in_header(struct document *document, struct arena *arena)
{
    const struct header_date to = {document, arena};
    if (document->date && !document->cable) {
        add_published(&to);
    }
}
