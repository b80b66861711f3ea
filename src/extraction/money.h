/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Sums of money: a sign, code or name of a currency beside a number. */

#include "finding.h"

void money_find(const struct finding *finding);
