/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Damage inside the text of paragraphs that is warned of and left as it is. */

#include "reading.h"

/* Warn of every paragraph's damage, each kind once a paragraph. */
void body_damage_warn(struct reading *reading);
