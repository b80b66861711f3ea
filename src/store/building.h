/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The file in which a new store is built, PATH.part beside it, and how it takes its place.
 *
 * Whoever builds holds a lock on the file, so that what a killed program left behind can be told
 * from what another is just making.
 */

#include <stdbool.h>

#include "chancery/base/status.h"

struct building {
    char *path; /* of the part */
    int lock;   /* a descriptor that holds it */
};

/* Whether a new store must be built at path: there is none, or an empty file. */
bool building_is_needed(const char *path);

/*
 * Take the part of the store at path, empty.
 *
 * Errors:  STATUS_UNAVAILABLE  another program is building it
 *          STATUS_IO, STATUS_NO_MEMORY
 */
MUST_CHECK enum status building_begin(struct building *building, const char *path,
                                      struct error *error);

/* Make the part durable and put it at path. No connection to either may be open. */
MUST_CHECK enum status building_finish(struct building *building, const char *path,
                                       struct error *error);

/* Throw the part away. */
void building_drop(struct building *building);
