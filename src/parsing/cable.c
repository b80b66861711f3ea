/* SPDX-License-Identifier: Apache-2.0 */
#include "cable.h"

#include "cable_frame.h"

static void add_frame(struct reading *reading, const struct cable_frame *frame)
{
    struct cable *cable = reading->document->cable;
    if (cable->captions.count == 0) {
        cable->captions = frame->captions;
    }
    if (frame->signature.length > 0 && cable->signed_by.count == 0) {
        texts_add(reading->arena, &cable->signed_by, frame->signature);
    }
}

/* What stands around the cable was read as attributes or labels, and taken off it. */
static void claim_frame(struct reading *reading, const struct cable_frame *frame, size_t body)
{
    if (reading->document->coverage) {
        reading->document->coverage->header_bytes = body;
    }
    reading_claim(reading, text_from(reading->text, frame->text.length));
}

void cable_read(struct reading *reading)
{
    struct cable_frame frame;
    struct reading inner = *reading;
    reading->document->kind = TEXT("cable");
    reading->document->cable = arena_take(reading->arena, sizeof(struct cable));
    if (!reading->document->cable) {
        return;
    }
    cable_frame_read(reading, &frame);
    inner.text = frame.text;
    inner.hints = &frame.hints;
    size_t body = cable_header_read(&inner);
    cable_body_read(&inner, body > frame.start ? body : frame.start);
    claim_frame(reading, &frame, body > frame.start ? body : frame.start);
    add_frame(&inner, &frame);
}
