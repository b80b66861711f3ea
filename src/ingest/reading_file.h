/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads one file: its bytes, its documents, their facts, packed for the store. */

#include "pipeline.h"

/*
 * Fill *result, which lives in arena. Never fails: what cannot be read says so in it.
 *
 * Threads: packer serves one thread at a time.
 */
void reading_file(const struct pipeline_job *job, const struct pipeline_options *options,
                  struct store_packer *packer, struct arena *arena, struct pipeline_result *result);
