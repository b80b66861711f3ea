/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_voices.h"
#include "portion_mark.h"

/* The part of a paragraph that is the summary's, and whether the summary ends with it. */
struct summary_part {
    struct text text;
    bool last;
};

static bool is_summary(const struct paragraph *paragraph)
{
    return text_equal(paragraph->voice, voice_name(VOICE_SUMMARY));
}

/*
 * What stands between the markers of the summary in text, the paragraph at index, whose markers are
 * the first of events at *next; begun: it has begun before.
 */
static struct summary_part find_part(struct text text, size_t index, bool begun,
                                     const struct voice_events *events, size_t *next)
{
    struct summary_part part = {TEXT_NONE, false};
    size_t start = begun ? 0 : TEXT_NOT_FOUND;
    for (; *next < events->count && events->items[*next].paragraph == index && !part.last;
         ++*next) {
        const struct marker *marker = &events->items[*next].marker;
        bool summary = marker->voice == VOICE_SUMMARY;
        if (summary && !marker->end && (start == TEXT_NOT_FOUND || marker->start == 0)) {
            start = marker->stop;
        } else if (summary && marker->end && start != TEXT_NOT_FOUND) {
            part.last = true;
            part.text = text_slice(text, start, marker->start - start);
        }
    }
    if (!part.last && start != TEXT_NOT_FOUND) {
        part.text = text_from(text, start);
    }
    struct portion_mark mark;
    part.text = text_trim(part.text);
    (void)portion_mark_take(&part.text, &mark);
    return part;
}

/* The parts of the summary, a blank between them. */
static struct text join_parts(struct reading *reading, const struct texts *parts)
{
    if (parts->count < 2) {
        return parts->count > 0 ? parts->items[0] : TEXT_NONE;
    }
    size_t size = 0;
    for (size_t i = 0; i < parts->count; i++) {
        size += parts->items[i].length + 1;
    }
    char *bytes = arena_take(reading->arena, size);
    size_t length = 0;
    for (size_t i = 0; bytes && i < parts->count; i++) {
        memcpy(bytes + length, parts->items[i].at, parts->items[i].length);
        length += parts->items[i].length;
        bytes[length++] = ' ';
    }
    return bytes ? (struct text){bytes, length - 1} : TEXT_NONE;
}

void cable_summary_set(struct reading *reading, const struct voice_events *events)
{
    const struct paragraphs *paragraphs = &reading->document->paragraphs;
    struct texts parts = {0};
    bool last = false;
    size_t next = 0;
    for (size_t i = 0; i < paragraphs->count && !last; i++) {
        bool inside = is_summary(&paragraphs->items[i]);
        if (parts.count > 0 && !inside) {
            break;
        }
        struct summary_part part = find_part(paragraphs->items[i].text, i, inside, events, &next);
        if (part.text.length > 0) {
            texts_add(reading->arena, &parts, part.text);
        }
        last = part.last;
    }
    if (reading->document->cable) {
        reading->document->cable->summary = join_parts(reading, &parts);
    }
}
