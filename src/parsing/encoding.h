/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Bytes to valid UTF-8, once, at the door. */

#include "chancery/base/arena.h"
#include "chancery/base/status.h"

/* Whether bytes are UTF-16 or UTF-32, by their byte order mark or their NULs. */
bool encoding_is_wide(struct text bytes);

struct decoded {
    struct text text;      /* valid UTF-8: the bytes themselves where they are, else in arena */
    struct text encoding;  /* static, or in arena: utf-8, windows-1252 … */
    size_t replaced_count; /* bytes that stood for no character and became U+FFFD */
};

/*
 * Strict UTF-8 first; where bytes are not, the encoding is detected: by its byte order mark or its
 * NULs (UTF-16 and UTF-32), as UTF-8 with a few bad bytes, or by its letters, with Windows-1252
 * where those say little. NUL and bytes that cannot be anything become U+FFFD. A byte order mark
 * stays in the text.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status encoding_decode(struct text bytes, struct arena *arena, struct decoded *out,
                                       struct error *error);

/*
 * What a page or an XML document says that its bytes are, in its XML declaration or <meta>: static,
 * or in bytes. TEXT_NONE where it says nothing, UTF-8, or what we do not read.
 */
struct text encoding_declared(struct text bytes);

/*
 * The same as encoding_decode, of bytes that are said to be in the encoding called name. Where they
 * are UTF-8, even damaged, or not all characters of the encoding, out->text is TEXT_NONE.
 *
 * Errors:  STATUS_NO_MEMORY
 */
MUST_CHECK enum status encoding_decode_as(struct text bytes, struct text name, struct arena *arena,
                                          struct decoded *out, struct error *error);
