/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * How every call says whether it worked.
 *
 * A call that can fail returns an enum status and takes, last, a struct error that the caller
 * keeps on its stack. The status is for the program to branch on; the error is for a person to
 * read. The first call that notices a failure fills the error in; callers above it only pass the
 * status on. Nothing here allocates and nothing is global, so it works out of memory and between
 * threads.
 */

#include <stddef.h>

/* Put on every function whose result must not be dropped. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* Put on printf-like functions: where the format and its first argument stand, from 1. */
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

enum status {
    STATUS_OK = 0,
    STATUS_NOT_FOUND,   /* what was asked for is not there */
    STATUS_INVALID,     /* what the caller sent cannot be right */
    STATUS_LIMIT,       /* right, but over a limit we set */
    STATUS_UNAVAILABLE, /* may work if tried again */
    STATUS_CORRUPT,     /* what we stored no longer makes sense */
    STATUS_IO,          /* the system under us refused */
    STATUS_NO_MEMORY,
};

/* An error that does not point into any input. */
#define ERROR_NO_OFFSET ((size_t)-1)

struct error {
    enum status status;
    size_t offset; /* bytes from the start of the input, or ERROR_NO_OFFSET */
    char message[200];
};

/* A struct error that says nothing yet: struct error error = ERROR_NONE; */
#define ERROR_NONE ((struct error){.offset = ERROR_NO_OFFSET})

/*
 * Fill in *error and return status, so that a failing function can end with
 *
 *     return error_set(error, STATUS_INVALID, "page size %u is over %u", asked, most);
 *
 * The message is one clause, no capital, no full stop; it is cut to fit. error may be NULL.
 */
enum status error_set(struct error *error, enum status status, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The same for a fault at a known place: offset is in bytes from the start of the input. */
enum status error_set_at(struct error *error, enum status status, size_t offset, const char *format,
                         ...) PRINTF_LIKE(4, 5);

/* The name a client sees for a status, such as "not_found". Static; never NULL. */
const char *status_name(enum status status);
