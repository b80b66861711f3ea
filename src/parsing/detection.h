/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Finds out what a document is, from evidence anywhere in its text. */

#include "chancery/base/text.h"

enum form {
    FORM_CABLE,
    FORM_NEWS,
    FORM_TEXT, /* neither: no sentences */
};

enum form detection_form(struct text text);
