/* SPDX-License-Identifier: Apache-2.0 */
#include "text_references.h"

#include "chancery/base/array.h"

/* A word for a telegram, and what may stand for it. */
struct naming {
    const char *word;
    bool is_labeled; /* needs a letter behind it, "ref" being a short word for much else */
    bool is_to_come;
};

static const struct naming namings[] = {
    {"reftel", false, false}, {"reftels", false, false}, {"ref", true, false},
    {"refs", true, false},    {"septel", false, true},   {"septels", false, true},
};

static bool is_label(struct text text)
{
    return text.length == 1 && text_is_upper(text.at[0]);
}

void text_references_begin(struct text_references *references, const struct document *document)
{
    *references = (struct text_references){.added = 0};
    size_t cables = 0;
    for (size_t i = 0; i < document->references.count; i++) {
        const struct reference *reference = &document->references.items[i];
        if (reference->paragraph != INTEGER_NONE) {
            continue;
        }
        cables += reference->id.length > 0 ? 1 : 0;
        references->only = reference->id.length > 0 ? i + 1 : references->only;
        size_t *place =
            is_label(reference->label) ? &references->by_label[reference->label.at[0] - 'A'] : NULL;
        if (place && *place == 0) {
            *place = i + 1;
        }
    }
    references->only = cables == 1 ? references->only : 0;
    references->header_count = document->references.count;
}

static const struct naming *naming_at(const struct words *words, size_t at)
{
    for (size_t i = 0; i < COUNT_OF(namings); i++) {
        if (words_is(words, at, text_of(namings[i].word))) {
            return &namings[i];
        }
    }
    return NULL;
}

/* Words first to last, which name a telegram. */
struct named {
    size_t first;
    size_t last;
};

/* Add what is named, which is the reference at place, from 1; 0: none that is known. */
static void add(struct text_references *references, const struct finding *finding, size_t place,
                struct named named)
{
    struct document *document = finding->document;
    struct reference *added = references->added < TEXT_REFERENCES_MAX
                                  ? LIST_ADD(finding->arena, &document->references)
                                  : NULL;
    if (!added) {
        return;
    }
    *added = place > 0 ? document->references.items[place - 1]
                       : (struct reference){.kind = TEXT("cable")};
    added->raw = words_text(finding->words, named.first, named.last);
    added->paragraph = finding->paragraph;
    added->span = words_span(finding->words, named.first, named.last);
    references->added++;
}

/* The letter that stands at or behind "and" at word at; its place in *out. */
static bool next_label(const struct words *words, size_t at, size_t *out)
{
    struct text gap = words_gap(words, at - 1);
    bool is_near =
        at < words->count && gap.length <= 3 && text_find_char(gap, '.') == TEXT_NOT_FOUND;
    bool is_joint = words_is(words, at, TEXT("and")) || words_is(words, at, TEXT("or"));
    size_t label = is_joint ? at + 1 : at;
    *out = label;
    return is_near && label < words->count && is_label(words->items[label].text) &&
           !(is_joint && text_equal(words->items[label].text, TEXT("I")));
}

/* "refs A and B", "reftels C/D": one for each letter. The last word read. */
static size_t add_labeled(struct text_references *references, const struct finding *finding,
                          size_t at)
{
    const struct words *words = finding->words;
    struct named named = {at, at};
    size_t last = at;
    while (next_label(words, last + 1, &named.last)) {
        size_t place = references->by_label[words->items[named.last].text.at[0] - 'A'];
        /* Of the first letter the word before it is part, of the others only the letter. */
        named.first = last == at ? at : named.last;
        add(references, finding, place, named);
        last = named.last;
    }
    return last;
}

void text_references_find(struct text_references *references, const struct finding *finding)
{
    const struct words *words = finding->words;
    for (size_t i = 0; i < words->count; i++) {
        size_t label = 0;
        const struct naming *naming = naming_at(words, i);
        if (!naming) {
            continue;
        }
        if (!naming->is_to_come && next_label(words, i + 1, &label)) {
            i = add_labeled(references, finding, i);
        } else if (!naming->is_labeled) {
            size_t place = naming->is_to_come ? 0 : references->only;
            add(references, finding, place, (struct named){i, i});
        }
    }
}
