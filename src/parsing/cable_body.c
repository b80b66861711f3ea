/* SPDX-License-Identifier: Apache-2.0 */
#include "cable.h"

#include "body_damage.h"
#include "body_references.h"
#include "cable_paragraphs.h"
#include "cable_signature.h"
#include "cable_voices.h"
#include "paragraph_number.h"

void cable_body_read(struct reading *reading, size_t body_start)
{
    struct pieces lines = {0};
    struct pieces pieces = {0};
    struct paragraph_starts starts = {0};
    struct voice_events events = {0};
    body_split(reading, body_start, &lines);
    paragraph_numbers_cut(reading, &lines, &pieces, &starts);
    size_t count = pieces.count;
    cable_signature_take(reading, &pieces);
    for (size_t i = pieces.count; i < count; i++) {
        reading_claim(reading, pieces.items[i].text);
    }
    cable_headings_find(&pieces);
    cable_paragraphs_build(reading, &pieces, &starts);
    cable_voices_set(reading, &events);
    cable_summary_set(reading, &events);
    body_damage_warn(reading);
    body_references_read(reading);
}
