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

/* What each item shall have. */
struct item_keys {
    bool own[ITEM_OWN_COUNT];
    uint64_t document; /* fields of document_record, by their bits */
};

/* What items have when nobody says; with passages when the list was searched for. */
struct item_keys item_keys_preset(bool searched);

/* The same, as fields= changes it: names alone replace the set, names with - take away. */
struct item_keys item_keys_choose(struct item_keys preset, const struct texts *fields);
