/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the REF line of a header names. */

#include "cable_header.h"

/* Add what list names to the document. Year, station and id of the cable must be known. */
void references_read(struct cable_header *header, struct text list);
