/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a load takes from a folder, and no more. Those of [load] in chancery.ini can be changed. */

#include <stddef.h>
#include <stdint.h>

#include "chancery/parsing/parse.h"

struct ingest_limits {
    int64_t file_bytes;   /* of one file; a larger one is refused */
    int64_t file_count;   /* in all folders; more fail the load */
    int64_t folder_depth; /* of folders in folders; what lies deeper is refused */
    int64_t index_bytes;  /* of words held in memory while the index is made; more is spilled */
    struct parse_limits parse;
};

#define INGEST_FILE_BYTES_MAX   ((int64_t)16 * 1024 * 1024 * 1024)
#define INGEST_FILES_MAX        ((int64_t)5 * 1000 * 1000)
#define INGEST_FOLDER_DEPTH_MAX ((int64_t)64)
#define INGEST_INDEX_BYTES      ((int64_t)1024 * 1024 * 1024)

#define INGEST_LIMITS_DEFAULT                                                                 \
    ((struct ingest_limits){INGEST_FILE_BYTES_MAX, INGEST_FILES_MAX, INGEST_FOLDER_DEPTH_MAX, \
                            INGEST_INDEX_BYTES, PARSE_LIMITS_DEFAULT})

/* A larger file is not held in memory: it is read twice, for its digest and for its documents. */
#define INGEST_HELD_BYTES_MAX ((int64_t)4 * 1024 * 1024)
/* What the documents of one file take, packed, before they are stored. */
#define INGEST_BATCH_BYTES ((size_t)8 * 1024 * 1024)
/* The most memory for the names of all files. */
#define INGEST_NAMES_BYTES_MAX ((size_t)4 * 1024 * 1024 * 1024)
/* A file written less than this before it was looked at may be written again unseen. */
#define INGEST_MTIME_SURE_NS ((int64_t)2 * 1000 * 1000 * 1000)
