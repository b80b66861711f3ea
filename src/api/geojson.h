/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Places on a map. Source: RFC 7946. */

#include "chancery/base/json_writer.h"

#define GEOJSON_HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define GEOJSON_TAIL "]}\n"

/* A geometry: the point, or null where it is not known. */
void geojson_write_point(struct json_writer *json, bool is_known, double latitude,
                         double longitude);
