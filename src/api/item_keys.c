/* SPDX-License-Identifier: Apache-2.0 */
#include "item_keys.h"

#include "chancery/base/array.h"

/* In the order of enum item_key, then those of the document that an item has no own form of. */
const char *const item_key_words[] = {
    "id",
    "kind",
    "href",
    "title",
    "date",
    "station",
    "classification",
    "tags",
    "score",
    "matches",
    "passages",
    "language",
    "source",
    "cable",
    "news",
    "paragraphs",
    "references",
    "people",
    "organizations",
    "acronyms",
    "office_symbols",
    "countries",
    "places",
    "dates",
    "events",
    "statements",
    "money",
    "action_requests",
    "warnings",
    NULL,
};

struct item_keys item_keys_preset(bool searched)
{
    struct item_keys keys = {.document = 0};
    for (size_t i = 0; i < ITEM_OWN_COUNT; i++) {
        keys.own[i] = true;
    }
    keys.own[ITEM_SCORE] = searched;
    keys.own[ITEM_MATCHES] = searched;
    keys.own[ITEM_PASSAGES] = searched;
    return keys;
}

static void set_key(struct item_keys *keys, struct text name, bool on)
{
    for (size_t i = 0; i < ITEM_OWN_COUNT; i++) {
        if (text_equal(name, text_of(item_key_words[i]))) {
            keys->own[i] = on;
            return;
        }
    }
    for (size_t i = 0; i < document_record.field_count; i++) {
        if (text_equal(name, text_of(document_record.fields[i].name))) {
            uint64_t bit = UINT64_C(1) << i;
            keys->document = on ? keys->document | bit : keys->document & ~bit;
            return;
        }
    }
}

struct item_keys item_keys_choose(struct item_keys preset, const struct texts *fields)
{
    struct item_keys keys = preset;
    for (size_t i = 0; i < fields->count; i++) {
        if (!text_starts(fields->items[i], TEXT("-"))) {
            keys = (struct item_keys){.document = 0};
        }
    }
    for (size_t i = 0; i < fields->count; i++) {
        struct text name = fields->items[i];
        bool off = text_take_start(&name, TEXT("-"));
        set_key(&keys, name, !off);
    }
    return keys;
}
