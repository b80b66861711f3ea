/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The entries of an archive (.zip, .tar, .tar.gz, .tar.zst), read forward by libarchive from a
 * source. What an archive claims is not believed: what comes out of it is counted against limits.
 *
 * Threads: one at a time.
 */

#include <stdint.h>

#include "source.h"

struct archive;
struct archive_entry;

struct archive_source {
    struct source *source;
    struct parse_limits limits;
    struct archive *archive;
    struct text whole; /* all bytes, when they are in memory, for a zip is read from its end */
    size_t given;      /* bytes of the window that libarchive holds */
    int64_t in_bytes;  /* read from the source */
    int64_t out_bytes; /* of all entries */
    int64_t entry_bytes;
    int64_t entry_count;
    enum status status; /* of the source, or STATUS_OK */
    bool is_over_limit; /* too many entries or bytes, or too many bytes for what it is itself */
    bool is_entry_over; /* the entry is larger than one may be */
    bool is_entry_bad;  /* the entry's bytes could not be had, or are not what was promised */
    bool is_damaged;    /* no further entry can be found */
};

/* Whether a file that begins with head is an archive, or compressed. */
bool archive_detect(struct text head);

/* Begin. STATUS_NO_MEMORY; archive_source_close must follow in any case. */
MUST_CHECK enum status archive_source_open(struct archive_source *archive, struct source *source,
                                           struct parse_limits limits, struct error *error);
void archive_source_close(struct archive_source *archive);

/* The next entry, which is libarchive's until the one after; NULL at the end, see the flags. */
struct archive_entry *archive_source_next(struct archive_source *archive);

/* At most room bytes of the entry; 0 at its end, -1 when a flag was set. */
int64_t archive_source_read(struct archive_source *archive, char *out, size_t room);
