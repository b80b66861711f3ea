/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the files of the reader share. */

#include <zstd.h>

#include "chancery/store/reader.h"

#include "database.h"
#include "rows.h"

struct store_reader {
    struct database database;
    ZSTD_DCtx *decompressor;
};
