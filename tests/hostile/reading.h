/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads bytes as a load does, up to the packing of documents: parsed, searched for facts. */

#include "chancery/base/buffer.h"
#include "chancery/model/vocabulary.h"

struct reading_counts {
    int documents;
    int faults;
};

/* Parse bytes and find facts in each document. The status of parse_bytes, its message in error. */
MUST_CHECK enum status reading_run(struct text bytes, struct vocabulary *vocabulary,
                                   struct reading_counts *counts, struct error *error);

/* Load the vocabulary of folder, or end the program. */
struct vocabulary *reading_vocabulary(const char *folder);

/* Add the bytes of the file at path to *out, or end the program. */
void reading_file_bytes(const char *path, struct buffer *out);
