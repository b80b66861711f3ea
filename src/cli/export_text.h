/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Documents as text for other programs: an object of JSON a line, the same as a bulk request of
 * OpenSearch, and a row of comma-separated values.
 */

#include "chancery/base/buffer.h"
#include "chancery/model/document.h"

/* Appends document to out. Failures stick in out. */
typedef void export_text_write(struct buffer *out, const struct document *document);

struct export_text {
    const char *name;
    void (*head)(struct buffer *out); /* what stands before the first document; NULL: nothing */
    export_text_write *write;
};

/* The form called name, or NULL. */
const struct export_text *export_text_find(struct text name);
