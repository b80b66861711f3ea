/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Reads front matter as YAML, with libyaml's events: no tree is made, and no alias is followed. */

#include "chancery/base/arena.h"

/*
 * Set *out to the value of the outermost key in block: a scalar, or the scalars of a list with
 * ", " between, in arena; TEXT_NONE where it is not there, empty or null. False where block is no
 * YAML.
 *
 * Cost: one pass over block.
 */
bool front_matter_yaml_value(struct text block, struct text key, struct arena *arena,
                             struct text *out);
