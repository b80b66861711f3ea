/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Office symbols of the trade, with what they mean: A/DCM, EAP/K, Poloff. */

#include "chancery/base/map.h"
#include "finding.h"

/* Symbols that were found; each is listed once. */
struct symbols {
    struct map found;
};

/* Add those among the words. */
void symbols_find(struct symbols *symbols, const struct finding *finding);

/* Add those of the header of a cable: of its classifier, addressees and passing instructions. */
void symbols_in_header(struct symbols *symbols, const struct finding *finding);
