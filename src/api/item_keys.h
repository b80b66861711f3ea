/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The keys that items of lists may have: those of a search result, then those of a document.
 */

#include "chancery/base/list.h"
#include "chancery/model/document.h"

enum item_key {
    ITEM_ID,
    ITEM_KIND,
    ITEM_HREF,
    ITEM_TITLE,
    ITEM_DATE,
    ITEM_STATION,
    ITEM_CLASSIFICATION,
    ITEM_TAGS,
    ITEM_SCORE,
    ITEM_MATCHES,
    ITEM_PASSAGES,
    /* From here on the keys come from the document itself, as its record has them. */
    ITEM_OWN_COUNT,
};

/* All names that fields= takes, ended by NULL: an item's own, then those of document_record. */
extern const char *const item_key_words[];

/* The most keys one item may have. */
#define ITEM_KEYS_MAX 64

/* What each item shall have, in this order: places in item_key_words. */
struct item_keys {
    size_t items[ITEM_KEYS_MAX];
    size_t count;
};

/* What items have when nobody says; with passages when the list was searched for. */
struct item_keys item_keys_preset(bool searched);

/*
 * The same, as fields= changes it: names alone replace the set, in the order given; names with -
 * take away.
 */
struct item_keys item_keys_choose(struct item_keys preset, const struct texts *fields);

bool item_keys_have(const struct item_keys *keys, size_t key);
void item_keys_remove(struct item_keys *keys, size_t key);

/* Whether any of them has to be read from the document. */
bool item_keys_need_document(const struct item_keys *keys);

/* The field of document_record that a key which is no item's own names. */
const struct field *item_key_field(size_t key);
