/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What chancery.ini says, and the options of a command after it. */

#include <stdint.h>

#include "chancery/base/status.h"
#include "chancery/ingest/limits.h"

struct settings {
    int64_t serve_port;
    int64_t serve_worker_count;
    int64_t serve_queue_count;
    int64_t serve_connection_count;
    int64_t serve_idle_seconds;
    int64_t serve_header_seconds;
    int64_t serve_body_seconds;
    int64_t serve_stop_seconds;
    int64_t serve_target_bytes;
    int64_t serve_header_bytes;
    int64_t serve_header_count;
    int64_t serve_argument_count;
    int64_t serve_body_bytes;
    int64_t serve_request_memory_bytes;
    int64_t serve_answer_bytes;
    int64_t search_find_ms;
    int64_t search_expansion_count;
    int64_t load_worker_count;
    int64_t load_file_bytes;
    int64_t load_file_count;
    int64_t load_folder_depth;
    int64_t load_index_bytes;
    int64_t load_archive_entry_bytes;
    int64_t load_archive_bytes;
    int64_t load_archive_entry_count;
    int64_t load_archive_ratio;
    int64_t load_pdf_seconds;
    int64_t facts_confidence; /* enum confidence */
};

/*
 * Set *out to the defaults, then to what the file chancery.ini in folder says. A folder without
 * one leaves the defaults.
 *
 * Errors:  STATUS_INVALID  a line is wrong; the message says which
 *          STATUS_IO       the file cannot be read
 */
MUST_CHECK enum status settings_load(const char *folder, struct settings *out, struct error *error);

/* The limits of a load as the settings have them. */
struct ingest_limits settings_limits(const struct settings *settings);
