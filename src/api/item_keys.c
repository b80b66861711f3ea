/* SPDX-License-Identifier: Apache-2.0 */
#include "item_keys.h"

/* In the order of enum item_key, then those of the document that an item has no own form of. */
const char *const item_key_words[] = {
    "id",       "kind",           "href",       "title",           "date",
    "station",  "classification", "tags",       "score",           "matches",
    "passages", "language",       "source",     "cable",           "news",
    "frus",     "paragraphs",     "references", "people",          "organizations",
    "acronyms", "office_symbols", "countries",  "places",          "dates",
    "events",   "statements",     "money",      "action_requests", "warnings",
    NULL,
};

bool item_keys_have(const struct item_keys *keys, size_t key)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->items[i] == key) {
            return true;
        }
    }
    return false;
}

static void add(struct item_keys *keys, size_t key)
{
    if (keys->count < ITEM_KEYS_MAX && !item_keys_have(keys, key)) {
        keys->items[keys->count++] = key;
    }
}

void item_keys_remove(struct item_keys *keys, size_t key)
{
    size_t kept = 0;
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->items[i] != key) {
            keys->items[kept++] = keys->items[i];
        }
    }
    keys->count = kept;
}

bool item_keys_need_document(const struct item_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->items[i] >= ITEM_OWN_COUNT) {
            return true;
        }
    }
    return false;
}

const struct field *item_key_field(size_t key)
{
    return record_field(&document_record, text_of(item_key_words[key]));
}

struct item_keys item_keys_preset(bool searched)
{
    struct item_keys keys = {.count = 0};
    for (size_t i = 0; i < ITEM_OWN_COUNT; i++) {
        bool is_of_search = i == ITEM_SCORE || i == ITEM_MATCHES || i == ITEM_PASSAGES;
        if (searched || !is_of_search) {
            add(&keys, i);
        }
    }
    return keys;
}

/* The place of a name that the parameter's table has let through. */
static size_t key_of(struct text name)
{
    size_t key = 0;
    while (!text_equal(name, text_of(item_key_words[key]))) {
        key++;
    }
    return key;
}

struct item_keys item_keys_choose(struct item_keys preset, const struct texts *fields)
{
    struct item_keys keys = preset;
    for (size_t i = 0; i < fields->count; i++) {
        if (!text_starts(fields->items[i], TEXT("-"))) {
            keys.count = 0;
        }
    }
    for (size_t i = 0; i < fields->count; i++) {
        struct text name = fields->items[i];
        if (text_take_start(&name, TEXT("-"))) {
            item_keys_remove(&keys, key_of(name));
        } else {
            add(&keys, key_of(name));
        }
    }
    return keys;
}
