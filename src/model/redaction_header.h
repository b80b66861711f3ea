/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The header of a redacted cable: written from what was read in it, never copied. */

#include "chancery/base/buffer.h"
#include "chancery/model/document.h"

/* Write all of document's header down to the references. subject is what the subject line says. */
void redaction_header_write(const struct document *document, struct text subject,
                            struct buffer *out);
