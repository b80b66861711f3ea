/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reports in NITF, which also stand inside of NewsML-G2. */

#include "story.h"

/* Fill what story does not have yet from the NITF in its tree. A story_fill without context. */
enum status nitf_fill(struct story *story, const void *context, struct error *error);
