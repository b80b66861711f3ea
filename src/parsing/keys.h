/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The names that archives give to what a document consists of: columns of tables, keys of JSON.
 *
 * Source: src/parsing/README.md, "Keys"
 */

#include "hints.h"

enum key {
    KEY_NONE, /* no usual name */
    KEY_TEXT,
    KEY_HEADER,
    KEY_TITLE,
    KEY_DATE,
    KEY_ID,
    KEY_CLASSIFICATION,
    KEY_ORIGIN,
    KEY_REFERENCES,
    KEY_TAGS,
    KEY_AUTHOR,
    KEY_PUBLICATION,
    KEY_URL,
    KEY_LANGUAGE,
    KEY_COUNT,
};

/* What name stands for, case and signs between words aside. */
enum key key_of(struct text name);

/* What was found under usual names; TEXT_NONE where nothing was. */
struct keyed {
    struct text text;
    struct text header;
    struct hints hints;
};

/* Keep value under key, if nothing is there yet; value is borrowed. */
void keyed_set(struct keyed *keyed, enum key key, struct text value, struct arena *arena);
