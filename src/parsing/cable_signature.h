/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Who signed a cable: the surname under its text. */

#include "body_piece.h"

/*
 * Add those who signed to the cable, and take the signature and what follows it off the end of
 * pieces. Both stay as they are where a cable ends without a signature.
 */
void cable_signature_take(struct reading *reading, struct pieces *pieces);
