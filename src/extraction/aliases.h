/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a folder's own table calls people and organizations: renamed, merged or hidden. */

#include "finding.h"

/*
 * Let the table have its way with the people and organizations of the document. Those that bear one
 * name then are one: the first, with the mentions of all.
 */
void aliases_apply(const struct finding *finding);
