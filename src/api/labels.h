/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What values of fields mean, in words, from the vocabularies. */

#include "chancery/model/query.h"
#include "chancery/model/vocabulary.h"

/* The label of a value of field; TEXT_NONE when the vocabularies know none. */
struct text label_of(const struct vocabulary *vocabulary, enum query_field field,
                     struct text value);
