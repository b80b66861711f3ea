/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Text inside XML, between tags or in an attribute. */

#include "chancery/base/buffer.h"

/* Add text with its special characters escaped; control characters are none of XML's, and left out.
 */
void xml_add(struct buffer *out, struct text text);

/* Add <name>text</name> and the end of a line; nothing for TEXT_NONE. */
void xml_add_element(struct buffer *out, const char *name, struct text text);
