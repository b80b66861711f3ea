/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The text of a PDF, which pdftotext (of poppler-utils) finds in a process of its own: started
 * without a shell, held to so much processor time and memory, and ended when it takes too long or
 * says too much. What goes wrong in it harms nobody else.
 */

#include "chancery/base/buffer.h"

#define PDF_CPU_SECONDS_MAX  20
#define PDF_MEMORY_BYTES_MAX 1073741824 /* of address space */

/*
 * Append the text of pdf to *out, whose limit is that of the text. wall_seconds is how long it may
 * take, whatever it does meanwhile.
 *
 * Errors:  STATUS_INVALID    pdftotext cannot read it, took too long, or is not installed; the
 *                            message says which
 *          STATUS_LIMIT      more text than *out may hold
 *          STATUS_NO_MEMORY, STATUS_IO
 * Threads: may run in any number of threads at once.
 */
MUST_CHECK enum status pdf_text(struct text pdf, int64_t wall_seconds, struct buffer *out,
                                struct error *error);
