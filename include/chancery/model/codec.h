/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Turns any record into bytes and back, by its table. This is how the store keeps documents.
 *
 * The form: fields in order, without names. Integers, lengths and spans are variable-length
 * (seven bits a byte, lowest first; signed ones zigzag); a text is its length plus one, then its
 * bytes (0 says that there is none); a record is 0 or 1 and its fields; a list is its length and
 * its items. A change of any table changes CODEC_VERSION.
 */

#include "chancery/base/buffer.h"
#include "chancery/model/record.h"

/* Kept beside what was encoded; bytes of another version are read again from the source. */
#define CODEC_VERSION 5

/* The most nested records, so that damaged bytes cannot exhaust the stack. */
#define CODEC_DEPTH_MAX 16

/* Append value to *out; failures stick in the buffer. */
void codec_encode(const struct record *record, const void *value, struct buffer *out);

/*
 * Fill the struct at out, which is record->size_bytes long. Texts are borrowed from bytes; lists
 * and records live in arena.
 *
 * Errors:  STATUS_CORRUPT    the bytes are not what codec_encode wrote for this record
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status codec_decode(const struct record *record, struct text bytes,
                                    struct arena *arena, void *out, struct error *error);
