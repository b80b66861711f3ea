/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Makes the columns and lists of one field out of what its documents have. Freezing and merging
 * both come here, so that an index does not tell which of them made it.
 *
 * A form is a value as a document prints and names it: "(B) 08 SEOUL 487" for the value 08seoul487.
 * A value is shown in the first form of the first document that has it. What differs from that
 * is kept by document, since the first may go: then the next one's form takes its place, and names
 * that nobody else gives are forgotten.
 */

#include "inside.h"

struct field_form {
    uint32_t value;
    struct text printed;
    struct text name; /* folded; none when it has no other name */
};

/* What a field is made of. Values and forms that no document has are left out. */
struct field_making {
    const struct text *keys; /* of values, each once, sorted */
    uint32_t value_count;
    const struct field_form *forms; /* each once, sorted by field_form_compare */
    uint32_t form_count;
    const uint32_t *firsts;           /* by document, and one more, into the next */
    const uint32_t *document_forms;   /* in the order of each document, each form once */
    const uint32_t *paragraph_values; /* by paragraph, or INDEX_END; NULL for other fields */
};

/* By value, then printed, then name. For qsort. */
int field_form_compare(const void *left, const void *right);

/* Make field number of index, whose documents are there. False when there is no memory. */
bool field_make(struct index *index, enum query_field number, const struct field_making *making);

/* Make lists of rows by value: row i has the values from firsts[i] on, or without firsts value i
 * or none. */
struct field_rows {
    uint32_t count;
    const uint32_t *firsts;
    const uint32_t *values;
};

bool field_invert(const struct field_rows *rows, uint32_t value_count, struct lists *lists,
                  struct list_entry *entries);
