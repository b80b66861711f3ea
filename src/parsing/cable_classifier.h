/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Names and titles: "A/DCM Joseph Y. Yun", "Thomas A. Shannon, Ambassador". */

#include "cable_header.h"

/* Read who stands in text, which has no reasons any more, into name, title and others. */
void classifiers_read(struct cable_header *header, struct text text,
                      struct cable_classified_by *out);
