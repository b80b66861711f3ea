/* SPDX-License-Identifier: Apache-2.0 */
#include "header_people.h"

/* Who says that a person is named: their function, and the text that their name stands in. */
struct naming {
    struct document *document;
    struct arena *arena;
    struct text function;
    struct text near; /* in the document's text, or TEXT_NONE where only the name is known */
};

/* The last place of part in text, or TEXT_NOT_FOUND. A signature stands at the end. */
static size_t find_last(struct text text, struct text part)
{
    size_t found = TEXT_NOT_FOUND;
    for (size_t at = text_find(text, part); at != TEXT_NOT_FOUND && part.length > 0;) {
        found = at;
        size_t next = text_find(text_from(text, at + 1), part);
        at = next == TEXT_NOT_FOUND ? next : at + 1 + next;
    }
    return found;
}

/* Where name stands: within the line it was read from, else in its last place in the document. */
static size_t find_name(const struct naming *naming, struct text name)
{
    struct text text = naming->document->text;
    size_t start = naming->near.at ? text_find(text, naming->near) : TEXT_NOT_FOUND;
    if (start != TEXT_NOT_FOUND) {
        size_t within = text_find(text_slice(text, start, naming->near.length), name);
        if (within != TEXT_NOT_FOUND) {
            return start + within;
        }
    }
    return find_last(text, name);
}

static void add_person(const struct naming *naming, struct text name, struct text role)
{
    struct person *person =
        name.length > 0 ? LIST_ADD(naming->arena, &naming->document->people) : NULL;
    if (!person) {
        return;
    }
    *person = (struct person){.name = name, .role = role, .function = naming->function};
    size_t start = find_name(naming, name);
    struct mention *mention =
        start == TEXT_NOT_FOUND ? NULL : LIST_ADD(naming->arena, &person->mentions);
    if (mention) {
        *mention = (struct mention){
            .paragraph = INTEGER_NONE, .span = {start, start + name.length}, .text = name};
    }
}

static void add_classifiers(struct naming naming, const struct cable_classified_by *by)
{
    naming.function = TEXT("classifier");
    naming.near = by->raw;
    add_person(&naming, by->name, by->title);
    for (size_t i = 0; i < by->others.count; i++) {
        add_person(&naming, by->others.items[i].name, by->others.items[i].title);
    }
}

/* A publication that stands in the byline is that of its authors. */
static void add_affiliation(struct document *document, size_t first)
{
    const struct news *news = document->news;
    if (!news->publication.at || text_find(news->byline, news->publication) == TEXT_NOT_FOUND) {
        return;
    }
    for (size_t i = first; i < document->people.count; i++) {
        document->people.items[i].affiliation = news->publication;
    }
}

static void add_all(struct naming naming, struct text function, struct text near,
                    const struct texts *names)
{
    naming.function = function;
    naming.near = near;
    for (size_t i = 0; i < names->count; i++) {
        add_person(&naming, names->items[i], TEXT_NONE);
    }
}

void people_in_header(struct document *document, struct arena *arena)
{
    const struct naming naming = {.document = document, .arena = arena};
    if (document->cable && document->cable->classified_by) {
        add_classifiers(naming, document->cable->classified_by);
    }
    if (document->cable) {
        add_all(naming, TEXT("signer"), TEXT_NONE, &document->cable->signed_by);
    }
    if (document->news) {
        size_t first = document->people.count;
        add_all(naming, TEXT("author"), document->news->byline, &document->news->authors);
        add_affiliation(document, first);
    }
}
