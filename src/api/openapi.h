/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The parts of the OpenAPI document that are made from tables. */

#include "chancery/base/json_writer.h"
#include "chancery/http/router.h"
#include "chancery/model/record.h"

/* One path with its methods, as a member of "paths". */
void openapi_write_path(const struct http_route *route, struct arena *arena,
                        struct json_writer *json);

/* The schema of a record, as a member of "schemas". */
void openapi_write_record(const struct record *record, struct json_writer *json);
