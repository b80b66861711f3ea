/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Requests for action in cables: who asks whom for what, and by when. */

#include "finding.h"

/* Add the requests that the words of one paragraph make. */
void requests_find(const struct finding *finding);

/* Let requests know which paragraph points to them: "This is an action request; see para 4." */
void requests_announced(struct document *document);
