/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What archives print below a cable: the "Message Attributes" of the telegrams of 1973 to 1979, and
 * "Signature:", "Drafted By:" and the like of the Department's later prints. Neither is text of the
 * cable; the attributes say again what its header says, and count where that is silent.
 */

#include "hints.h"
#include "reading.h"

struct cable_frame {
    struct text text;      /* the cable without them, from the start of the reading's text */
    size_t start;          /* of it, behind "Message Text" and the like */
    struct hints hints;    /* the reading's own, and what the attributes add */
    struct texts captions; /* original handling, for a cable without captions */
    struct text signature; /* what stands behind "Signature:" */
};

/* Cost: linear in the text. */
void cable_frame_read(struct reading *reading, struct cable_frame *out);
