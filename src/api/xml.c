/* SPDX-License-Identifier: Apache-2.0 */
#include "xml.h"

void xml_add(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        struct text piece = text_slice(text, i, 1);
        piece = c == '<' ? TEXT("&lt;") : c == '>' ? TEXT("&gt;") : piece;
        piece = c == '&' ? TEXT("&amp;") : c == '"' ? TEXT("&quot;") : piece;
        if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t') {
            buffer_add(out, piece);
        }
    }
}

void xml_add_element(struct buffer *out, const char *name, struct text text)
{
    if (text.at) {
        buffer_add_format(out, "<%s>", name);
        xml_add(out, text);
        buffer_add_format(out, "</%s>\n", name);
    }
}
