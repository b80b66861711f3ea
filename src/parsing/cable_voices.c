/* SPDX-License-Identifier: Apache-2.0 */
#include "cable_voices.h"

/* The furthest from its beginning that an end marker is believed, in paragraphs. */
#define VOICE_PARAGRAPHS_MAX 60

/* Where a voice goes on from paragraph to paragraph. */
struct speaker {
    const struct paragraphs *paragraphs;
    const struct voice_events *events;
    size_t next;            /* the first event of the present paragraph or a later one */
    enum voice open;        /* begun in an earlier paragraph and not ended */
    enum voice heading;     /* what the present heading says */
    const char *heading_at; /* which heading that is */
    bool heading_closed;    /* an end marker has come under it */
};

static void add_event(struct reading *reading, struct voice_events *events, size_t paragraph,
                      struct marker marker)
{
    struct voice_event *event = LIST_ADD(reading->arena, events);
    if (event) {
        *event = (struct voice_event){.paragraph = paragraph, .marker = marker};
    }
}

static void find_events(struct reading *reading, struct voice_events *events)
{
    const struct paragraphs *paragraphs = &reading->document->paragraphs;
    for (size_t i = 0; i < paragraphs->count; i++) {
        struct marker marker;
        size_t from = 0;
        while (marker_find(paragraphs->items[i].text, from, &marker)) {
            add_event(reading, events, i, marker);
            from = marker.stop > from ? marker.stop : from + 1;
        }
    }
}

/* A voice that begins inside a paragraph goes on for no more than this many. */
#define VOICE_INNER_PARAGRAPHS_MAX 2

/* Whether the voice that begin begins may still be open at end, in a later paragraph. */
static bool may_reach(const struct paragraphs *paragraphs, const struct voice_event *begin,
                      const struct voice_event *end)
{
    size_t distance = end->paragraph - begin->paragraph;
    if (begin->marker.voice == VOICE_QUOTE) {
        return distance <= VOICE_PARAGRAPHS_MAX;
    }
    /* A heading ends what is no quotation, and a remark in brackets ends with its paragraph. */
    const struct paragraph *first = &paragraphs->items[begin->paragraph];
    bool front = begin->marker.start == 0;
    bool bracket =
        first->text.at[begin->marker.start] == '(' || first->text.at[begin->marker.start] == '[';
    return first->heading.at == paragraphs->items[end->paragraph].heading.at &&
           (front || !bracket) &&
           distance <= (front ? VOICE_PARAGRAPHS_MAX : VOICE_INNER_PARAGRAPHS_MAX);
}

/*
 * Whether the voice that the event at index begins is ended in a later paragraph, with no other
 * beginning of the same voice between.
 */
static bool goes_on(const struct speaker *speaker, size_t index)
{
    const struct voice_events *events = speaker->events;
    const struct voice_event *begin = &events->items[index];
    for (size_t i = index + 1; i < events->count; i++) {
        const struct voice_event *event = &events->items[i];
        if (event->marker.voice == begin->marker.voice) {
            return event->marker.end && event->paragraph > begin->paragraph &&
                   may_reach(speaker->paragraphs, begin, event);
        }
    }
    return false;
}

/* Whether a heading other than that of the paragraph at index follows. */
static bool is_heading_followed(const struct paragraphs *paragraphs, size_t index)
{
    const char *heading = paragraphs->items[index].heading.at;
    return paragraphs->items[paragraphs->count - 1].heading.at != heading;
}

/* What the heading of the paragraph at index says, where it is a new one. */
static void meet_heading(struct speaker *speaker, size_t index)
{
    const struct paragraph *paragraph = &speaker->paragraphs->items[index];
    bool same = paragraph->heading.at == speaker->heading_at;
    if (same && speaker->heading == VOICE_SUMMARY &&
        !is_heading_followed(speaker->paragraphs, index)) {
        /* With no heading and no end marker behind it, a summary is one paragraph. */
        speaker->heading_closed = true;
    }
    if (!same) {
        speaker->heading_at = paragraph->heading.at;
        speaker->heading = marker_of_heading(paragraph->heading);
        speaker->heading_closed = false;
    }
}

static void set_voice(struct speaker *speaker, struct paragraph *paragraph, size_t index)
{
    meet_heading(speaker, index);
    struct marker start;
    bool marked = marker_at_start(paragraph->text, &start) && !start.end;
    enum voice voice = speaker->heading_closed ? VOICE_REPORT : speaker->heading;
    if (speaker->open != VOICE_REPORT) {
        voice = speaker->open;
    } else if (marked) {
        voice = start.voice;
    }
    const struct voice_events *events = speaker->events;
    while (speaker->next < events->count && events->items[speaker->next].paragraph == index) {
        const struct marker *marker = &events->items[speaker->next].marker;
        if (!marker->end && speaker->open == VOICE_REPORT && goes_on(speaker, speaker->next)) {
            speaker->open = marker->voice;
        } else if (marker->end) {
            speaker->open = marker->voice == speaker->open ? VOICE_REPORT : speaker->open;
            speaker->heading_closed = speaker->heading_closed || marker->voice == speaker->heading;
        }
        speaker->next++;
    }
    paragraph->voice = voice_name(voice);
}

/* A summary that only its end is marked of reaches from the first paragraph to there. */
static void set_unbegun_summary(struct paragraphs *paragraphs, const struct voice_events *events)
{
    size_t last = 0;
    bool found = false;
    for (size_t i = 0; i < events->count && !found; i++) {
        if (events->items[i].marker.voice == VOICE_SUMMARY) {
            if (!events->items[i].marker.end) {
                return;
            }
            last = events->items[i].paragraph;
            found = true;
        }
    }
    for (size_t i = 0; found && i <= last; i++) {
        if (marker_of_heading(paragraphs->items[i].heading) == VOICE_SUMMARY) {
            return;
        }
    }
    for (size_t i = 0; found && i <= last; i++) {
        paragraphs->items[i].voice = voice_name(VOICE_SUMMARY);
    }
}

void cable_voices_set(struct reading *reading, struct voice_events *events)
{
    struct paragraphs *paragraphs = &reading->document->paragraphs;
    find_events(reading, events);
    struct speaker speaker = {.paragraphs = paragraphs, .events = events};
    for (size_t i = 0; i < paragraphs->count; i++) {
        set_voice(&speaker, &paragraphs->items[i], i);
    }
    set_unbegun_summary(paragraphs, events);
}
