/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads a news report or press release in plain text. */

#include "reading.h"

/* Fill the whole document but its id and source. A speech is told from a report (speech.h). */
void news_read(struct reading *reading);

/* The same for a text of an archive of releases. */
void news_read_release(struct reading *reading);

/* The same for a text that is nothing better: paragraphs only. */
void news_read_text(struct reading *reading);
