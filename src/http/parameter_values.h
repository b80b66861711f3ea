/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Inside the reading of parameters: the value of one, and the names that every route has. */

#include "chancery/http/parameters.h"

struct parameter_value {
    const struct http_parameter *parameter;
    const struct http_pair *pair;
    struct text ending;
    bool negated;
    void *field;
    struct arena *arena;
    struct http_problem *problem;
};

/* Fill in the field, or add a mistake to the problem. */
void parameter_value_read(const struct parameter_value *value);

/*
 * Read "format" and "pretty", which every route has. False, with the problem as the answer, when
 * one is given twice or cannot be right.
 */
MUST_CHECK bool http_parameters_take_common(struct http_request *request,
                                            struct http_response *response);
