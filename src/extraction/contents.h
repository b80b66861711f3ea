/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What is said, told from where it stands to its verb: behind it, before it, or on both sides. */

#include "cues.h"

/* Words first to last; is_before: the cue comes after what is said. */
struct content {
    size_t first;
    size_t last;
    size_t cue_last; /* of the cue as printed: "said that" */
};

/* Where one sentence, and a cue in it, stand. */
struct utterance {
    const struct passage *passage;
    const struct cues *cues;
    size_t cue;   /* which of them */
    size_t first; /* of the sentence */
    size_t last;
};

/* False when nothing is said, or it cannot be told what. */
bool content_find(const struct utterance *utterance, struct content *out);

/* Whether the cue ends its sentence, and all before the comma is what is said: …, Brekke said. */
bool content_is_final(const struct utterance *utterance);
