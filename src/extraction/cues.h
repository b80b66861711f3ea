/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Verbs of saying that a sentence has, each with its subject. What stands within what somebody says
 * is not told apart: only the verbs by which the writer reports count.
 */

#include "phrases.h"

/* The most verbs of saying of one sentence. */
#define CUES_MAX 24

enum cue_subject {
    CUE_OWN,      /* Brekke said */
    CUE_BEHIND,   /* said Brekke */
    CUE_SHARED,   /* … and noted: that of the verb before */
    CUE_ATTACHED, /* …, adding; While noting …, Brekke said */
    CUE_SOURCE,   /* according to Brekke */
};

struct cue {
    size_t opening; /* the first word that belongs to it, its subject and conjunction included */
    size_t first;   /* of the cue as printed */
    size_t last;
    size_t end; /* the last word of it, a subject behind it included */
    struct phrase subject;
    enum cue_subject kind;
    uint32_t takes;
    bool is_past;
};

struct cues {
    struct cue items[CUES_MAX];
    size_t count;
};

/* Read the cues of the sentence of words first to last. Cost: linear. */
void cues_read(struct cues *cues, const struct passage *passage, size_t first, size_t last);
