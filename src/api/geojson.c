/* SPDX-License-Identifier: Apache-2.0 */
#include "geojson.h"

void geojson_write_point(struct json_writer *json, bool is_known, double latitude, double longitude)
{
    if (!is_known) {
        json_write_null(json);
        return;
    }
    json_object_open(json);
    json_key_text(json, TEXT("type"), TEXT("Point"));
    json_key(json, TEXT("coordinates"));
    json_list_open(json);
    json_write_real(json, longitude);
    json_write_real(json, latitude);
    json_list_close(json);
    json_object_close(json);
}
