/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* A library of the samples in a folder of its own, and its answers without sockets. */

#include "chancery/api/api.h"
#include "chancery/base/buffer.h"

struct served {
    char folder[64]; /* removed at the end */
    char store[128];
    struct library *library;
    struct api api;
};

/* Load paths with the settings of config_folder, or end the program. */
void served_begin(struct served *served, const char *config_folder, const char *const *paths,
                  size_t path_count);

/* Remove the store, so that the next load makes it anew. */
void served_forget(const struct served *served);

void served_end(struct served *served);

/* A question, as a client sends it. */
struct served_question {
    struct text target;
    struct text body; /* of a POST; TEXT_NONE for a GET */
};

/*
 * The code and the body of the answer, streams drained; code is 0 when a stream ended in the
 * middle, as a connection would. Adds to *out.
 */
unsigned served_ask(struct served *served, const struct served_question *question,
                    struct buffer *out);
