/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Whether a text is a cable, or a few lines of one, by the line that it begins with. */

#include "chancery/base/text.h"

/* Whether line, trimmed and not empty, is one with which only a cable begins, damaged or not. */
bool detection_is_piece(struct text line);
