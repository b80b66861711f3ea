/* SPDX-License-Identifier: Apache-2.0 */
#include "tei.h"

/* Which person of the document a key of the volume's list is. */
struct person_place {
    size_t index;
};

struct links {
    struct reading *reading;
    const struct tei_content *content;
    struct map people;
    struct map terms;
};

/* The place, from 1, of the paragraph that holds span, or INTEGER_NONE. */
static int64_t paragraph_at(const struct document *document, struct span span)
{
    size_t low = 0;
    size_t high = document->paragraphs.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (document->paragraphs.items[middle].span.end <= span.start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_in = low < document->paragraphs.count &&
                 document->paragraphs.items[low].span.start <= span.start;
    return is_in ? (int64_t)low + 1 : INTEGER_NONE;
}

static struct text text_at(const struct links *links, struct span span)
{
    return text_slice(links->reading->text, span.start, span.end - span.start);
}

/* The line of the volume's lists that "#p_KHA1" points to. */
static const struct tei_entry *entry_of(const struct links *links, struct text target)
{
    return text_take_start(&target, TEXT("#")) ? map_find(&links->content->volume->entries, target)
                                               : NULL;
}

/* What a person has to do with the document, by the element that names them. */
static struct text function_of(const struct tree *tree, size_t node)
{
    struct text type = tree_attribute(tree, node, "type");
    if (text_equal(type, TEXT("from"))) {
        return TEXT("sender");
    }
    if (text_equal(type, TEXT("to"))) {
        return TEXT("recipient");
    }
    for (size_t up = tree->items[node].parent; up > 0; up = tree->items[up].parent) {
        if (tree_is(tree, up, "signed")) {
            return TEXT("signer");
        }
        if (tree_is(tree, up, "list") &&
            text_equal(tree_attribute(tree, up, "type"), TEXT("participants"))) {
            return TEXT("participant");
        }
    }
    return TEXT_NONE;
}

static struct person *person_of(struct links *links, struct text key, struct text printed)
{
    struct document *document = links->reading->document;
    struct arena *arena = links->reading->arena;
    struct person_place *place = map_find(&links->people, key);
    if (place) {
        return &document->people.items[place->index];
    }
    place = arena_take(arena, sizeof(*place));
    struct person *person = LIST_ADD(arena, &document->people);
    if (!place || !person) {
        return NULL;
    }
    const struct tei_entry *entry = entry_of(links, key);
    place->index = document->people.count - 1;
    person->name = entry ? arena_text(arena, entry->name) : printed;
    person->role = entry && entry->about.length > 0 ? arena_text(arena, entry->about) : TEXT_NONE;
    return map_set(arena, &links->people, key, place) ? person : NULL;
}

static void add_person(struct links *links, size_t node, struct span span)
{
    const struct tree *tree = links->content->tree;
    struct text printed = text_at(links, span);
    struct text key = tree_attribute(tree, node, "corresp");
    struct person *person = person_of(links, key.at ? key : printed, printed);
    if (!person) {
        return;
    }
    if (!person->function.at) {
        person->function = function_of(tree, node);
    }
    struct mention *mention = LIST_ADD(links->reading->arena, &person->mentions);
    if (mention) {
        *mention = (struct mention){paragraph_at(links->reading->document, span), span, printed};
    }
}

static void add_term(struct links *links, size_t node, struct span span)
{
    struct text target = tree_attribute(links->content->tree, node, "target");
    const struct tei_entry *entry = target.at ? entry_of(links, target) : NULL;
    struct arena *arena = links->reading->arena;
    if (!entry || entry->about.length == 0 || map_find(&links->terms, target)) {
        return;
    }
    struct acronym *acronym = LIST_ADD(arena, &links->reading->document->acronyms);
    if (acronym && map_set(arena, &links->terms, target, acronym)) {
        acronym->acronym = text_at(links, span);
        acronym->expansion = arena_text(arena, entry->about);
    }
}

/* "d22fn3" is "d22"; what is no document is TEXT_NONE. */
static struct text document_of(struct text fragment)
{
    size_t length = 1;
    while (length < fragment.length && text_is_digit(fragment.at[length])) {
        length++;
    }
    struct text behind = text_from(fragment, length);
    bool is_document = text_starts(fragment, TEXT("d")) && length > 1 &&
                       (behind.length == 0 || text_starts(behind, TEXT("fn")));
    return is_document ? text_slice(fragment, 0, length) : TEXT_NONE;
}

/* "#d4", "frus1964-68v29p1#d200", "frus1964-68v22" and their addresses in the web. */
static struct text id_of_target(struct links *links, struct text target)
{
    static const struct text folder = {"/historicaldocuments/", 21};
    struct text volume = links->content->volume->id;
    size_t at = text_find(target, folder);
    target = at == TEXT_NOT_FOUND ? target : text_from(target, at + folder.length);
    struct text fragment = TEXT_NONE;
    if (text_starts(target, TEXT("frus"))) {
        size_t end = text_find_char(target, at == TEXT_NOT_FOUND ? '#' : '/');
        volume = text_slice(target, 0, end);
        fragment = end == TEXT_NOT_FOUND ? TEXT_NONE : text_from(target, end + 1);
        if (!fragment.at) {
            return arena_text(links->reading->arena, volume);
        }
    } else if (text_take_start(&target, TEXT("#"))) {
        fragment = target;
    }
    struct text document = document_of(fragment);
    return document.at ? arena_format(links->reading->arena, "%.*s/%.*s", TEXT_ARGUMENTS(volume),
                                      TEXT_ARGUMENTS(document))
                       : TEXT_NONE;
}

static void add_reference(struct links *links, size_t node, struct span span)
{
    struct text target = tree_attribute(links->content->tree, node, "target");
    struct document *document = links->reading->document;
    struct text id = target.at ? id_of_target(links, target) : TEXT_NONE;
    bool is_web = !id.at && text_starts_fold(target, TEXT("http"));
    if ((!id.at && !is_web) || text_equal(id, document->id)) {
        return;
    }
    struct reference *reference = LIST_ADD(links->reading->arena, &document->references);
    if (reference) {
        bool is_volume = id.at && text_find_char(id, '/') == TEXT_NOT_FOUND;
        *reference = (struct reference){.raw = text_at(links, span),
                                        .kind = is_web      ? TEXT("web")
                                                : is_volume ? TEXT("book")
                                                            : TEXT("other"),
                                        .id = id,
                                        .paragraph = paragraph_at(document, span),
                                        .span = span};
    }
}

void tei_links_read(struct reading *reading, const struct tei_content *content)
{
    const struct tree *tree = content->tree;
    struct links links = {
        .reading = reading, .content = content, .people = MAP_NONE, .terms = MAP_NONE};
    for (size_t i = content->root; i < tree->items[content->root].end; i++) {
        struct span span = content->plain.spans[i];
        if (span.end == 0) {
            continue;
        }
        if (tree_is(tree, i, "persName")) {
            add_person(&links, i, span);
        } else if (tree_is(tree, i, "gloss")) {
            add_term(&links, i, span);
        } else if (tree_is(tree, i, "ref")) {
            add_reference(&links, i, span);
        }
    }
}
