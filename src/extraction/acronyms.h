/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Acronyms that the document itself explains: "Long Form (LF)" and "LF (Long Form)". */

#include "finding.h"

void acronyms_find(const struct finding *finding);
