/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The text of a cable whose container keeps header and body apart: pages and rows of tables. */

#include "hints.h"

/*
 * Header and body joined by an empty line, with line ends as plain text has them: backslashes at
 * the ends of lines and CRs dropped. What the archive wrote in place of a lost header becomes
 * hints->is_extract. Either may be TEXT_NONE. In arena; TEXT_NONE when there is no memory.
 */
struct text cable_text_join(struct text header, struct text body, struct arena *arena,
                            struct hints *hints);
