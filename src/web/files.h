/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The table that scripts/build_ui.py writes: every built file, sorted by path. */

#include <stddef.h>

struct web_file {
    const char *path; /* "/assets/index-Cx3a.js" */
    const char *content_type;
    const char *etag; /* with its quotes; of the bytes as they are */
    const char *bytes;
    size_t byte_count;
    const char *gzip; /* NULL where packing saves nothing */
    size_t gzip_count;
};

extern const struct web_file web_files[];
extern const size_t web_file_count;
