/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The three parts in which a document's model is kept, so that a list of results need not decode
 * what it does not show: head (id to news), paragraphs, facts (all behind). Each is a record over
 * the same struct document with some of its fields.
 */

#include "chancery/model/document.h"

struct parts {
    struct record head;
    struct record paragraphs;
    struct record facts;
};

struct parts parts_of_document(void);
