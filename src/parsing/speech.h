/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Tells a speech from a report. */

#include "chancery/model/document.h"

/*
 * Whether a document read as a report is the text of a speech: nothing stands around its text that
 * a report has (title, date, byline, dateline, source), its speaker speaks of himself or his side
 * throughout, outside quotations; less of that will do where an audience is addressed or thanked.
 *
 * Cost:    the words of its first paragraphs.
 * Source:  src/parsing/README.md, section "Speeches".
 */
bool speech_is(const struct document *document);
