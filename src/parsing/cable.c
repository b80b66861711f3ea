/* SPDX-License-Identifier: Apache-2.0 */
#include "cable.h"

void cable_read(struct reading *reading)
{
    reading->document->kind = TEXT("cable");
    reading->document->cable = arena_take(reading->arena, sizeof(struct cable));
    if (!reading->document->cable) {
        return;
    }
    cable_body_read(reading, cable_header_read(reading));
}
