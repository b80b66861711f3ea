/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/calendar.h"

#include "inside.h"

/* Longer than this nothing that happens is one occasion. */
#define DAYS_MAX 14

/* How many events with one participant or place are compared with each. */
#define COMPARED_MAX 32

/* How many names of a document are looked through for a participant. */
#define NAMES_MAX 512

/* The most participants of one event that are compared. */
#define PARTICIPANTS_MAX 64

/* An event under something that another may share. */
struct sharing {
    uint32_t what; /* an entry, or a place */
    int32_t first_day;
    uint32_t event;
};

struct sharings {
    LIST_OF(struct sharing);
};

struct finding {
    struct registry_builder *builder;
    const struct registry *registry;
    const struct happening *happenings;
    uint32_t *parents; /* by event; itself when it stands alone */
};

/* "2008-06-02", or from day to day: "2008-06-02/2008-06-03". */
static bool read_days(const struct event_date *date, struct happening *out)
{
    struct calendar_interval first;
    struct calendar_interval last;
    if (!date || date->value.length == 0) {
        return false;
    }
    size_t slash = text_find_char(date->value, '/');
    struct text end = slash < date->value.length ? text_from(date->value, slash + 1) : date->value;
    if (!calendar_interval_read(text_slice(date->value, 0, slash), &first) ||
        !calendar_interval_read(end, &last) || first.first_day != first.last_day ||
        last.first_day != last.last_day || last.last_day < first.first_day ||
        last.last_day - first.first_day >= DAYS_MAX) {
        return false;
    }
    out->first_day = (int32_t)first.first_day;
    out->last_day = (int32_t)last.last_day;
    return true;
}

static uint32_t fold(struct registry_builder *builder, struct text text)
{
    struct tokens_key key;
    if (text.length == 0) {
        return REGISTRY_NONE;
    }
    tokens_key(builder->tokens, text, &key);
    return builder_text(builder, tokens_key_text(&key));
}

/* Meetings, talks, summits and conferences are called each other's names. */
static struct text kind_of(struct text kind)
{
    static const char *const meetings[] = {"talks", "summit", "conference"};
    for (size_t i = 0; i < COUNT_OF(meetings); i++) {
        if (text_equal(kind, text_of(meetings[i]))) {
            return TEXT("meeting");
        }
    }
    return kind;
}

void occasion_add(struct registry_builder *builder, const struct event *event, uint32_t document)
{
    struct happening *item = LIST_ADD(builder->arena, &builder->happenings);
    if (!item) {
        return;
    }
    *item = (struct happening){.document = document,
                               .first_day = INT32_MIN,
                               .last_day = INT32_MIN,
                               .who_start = (uint32_t)builder->participants.count};
    if (!read_days(event->date, item) || event->confidence > FACTS_BAR_DEFAULT) {
        return;
    }
    item->kind = builder_text(builder, kind_of(event->kind));
    item->place = fold(builder, event->place);
    item->is_cancelled = text_equal(event->status, TEXT("cancelled"));
    for (size_t i = 0; i < event->participants.count && i < PARTICIPANTS_MAX; i++) {
        uint32_t *who = LIST_ADD(builder->arena, &builder->participants);
        if (who) {
            *who = builder_text(builder, event->participants.items[i]);
            item->who_count++;
        }
    }
}

static bool is_dated(const struct happening *happening)
{
    return happening->last_day != INT32_MIN;
}

/* Put entries in the places of names, by what their documents call so. Both come by document. */
static void resolve(struct finding *finding)
{
    struct registry_builder *builder = finding->builder;
    const struct occurrences *occurrences = &builder->occurrences;
    size_t start = 0;
    for (size_t i = 0; i < builder->happenings.count; i++) {
        const struct happening *happening = &finding->happenings[i];
        while (start < occurrences->count &&
               occurrences->items[start].document < happening->document) {
            start++;
        }
        for (uint32_t k = 0; k < happening->who_count; k++) {
            uint32_t *who = &builder->participants.items[happening->who_start + k];
            uint32_t entry = REGISTRY_NONE;
            for (size_t at = start; at < occurrences->count && at - start < NAMES_MAX &&
                                    occurrences->items[at].document == happening->document;
                 at++) {
                bool is_called = occurrences->items[at].name == *who;
                entry = is_called && entry == REGISTRY_NONE ? occurrences->items[at].entry : entry;
            }
            *who = entry;
        }
    }
}

static bool has_participant(const struct finding *finding, const struct happening *happening,
                            uint32_t entry)
{
    const uint32_t *who = finding->builder->participants.items + happening->who_start;
    for (uint32_t i = 0; i < happening->who_count; i++) {
        if (who[i] == entry) {
            return true;
        }
    }
    return false;
}

/* How many both name, and whether one of these is a person. */
static uint32_t count_shared(const struct finding *finding, const struct happening *a,
                             const struct happening *b, bool *has_person)
{
    const uint32_t *who = finding->builder->participants.items + a->who_start;
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->who_count; i++) {
        if (who[i] != REGISTRY_NONE && has_participant(finding, b, who[i])) {
            count++;
            *has_person = *has_person || finding->registry->entries[who[i]].kind == REGISTRY_PERSON;
        }
    }
    return count;
}

/*
 * Two documents tell of one occasion when kind and days agree, no place contradicts, and either two
 * participants are shared, one of them a person; or one person and the place; or place and the very
 * days of a gathering of more than one day.
 */
static bool is_one(const struct finding *finding, const struct happening *a,
                   const struct happening *b)
{
    bool is_apart = a->document == b->document || a->kind != b->kind ||
                    a->is_cancelled != b->is_cancelled || a->first_day > b->last_day ||
                    b->first_day > a->last_day;
    bool has_places = a->place != REGISTRY_NONE && b->place != REGISTRY_NONE;
    bool has_person = false;
    if (is_apart || (has_places && a->place != b->place)) {
        return false;
    }
    bool is_gathering =
        a->first_day == b->first_day && a->last_day == b->last_day && a->first_day < a->last_day;
    uint32_t shared = count_shared(finding, a, b, &has_person);
    return (has_person && (shared > 1 || has_places)) || (has_places && is_gathering);
}

static uint32_t root_of(uint32_t *parents, uint32_t event)
{
    while (parents[event] != event) {
        parents[event] = parents[parents[event]];
        event = parents[event];
    }
    return event;
}

static int compare_sharings(const void *a, const void *b)
{
    const struct sharing *one = a;
    const struct sharing *other = b;
    if (one->what != other->what) {
        return one->what < other->what ? -1 : 1;
    }
    if (one->first_day != other->first_day) {
        return one->first_day < other->first_day ? -1 : 1;
    }
    return one->event < other->event ? -1 : one->event > other->event;
}

/* Only what shares something, and begins within the other's days, is compared. */
static void join_sharing(struct finding *finding, struct sharings *sharings)
{
    struct sharing *items = sharings->items;
    if (sharings->count < 2) {
        return;
    }
    qsort(items, sharings->count, sizeof(*items), compare_sharings);
    for (size_t i = 0; i < sharings->count; i++) {
        const struct happening *a = &finding->happenings[items[i].event];
        for (size_t k = i + 1; k < sharings->count && k - i <= COMPARED_MAX &&
                               items[k].what == items[i].what && items[k].first_day <= a->last_day;
             k++) {
            uint32_t one = root_of(finding->parents, items[i].event);
            uint32_t other = root_of(finding->parents, items[k].event);
            if (one != other && is_one(finding, a, &finding->happenings[items[k].event])) {
                finding->parents[one > other ? one : other] = one > other ? other : one;
            }
        }
    }
}

static void add_sharing(struct finding *finding, struct sharings *out, uint32_t what,
                        uint32_t event)
{
    struct sharing *item = what == REGISTRY_NONE ? NULL : LIST_ADD(finding->builder->arena, out);
    if (item) {
        *item = (struct sharing){what, finding->happenings[event].first_day, event};
    }
}

static void join_all(struct finding *finding, uint32_t count)
{
    struct sharings by_participant = {0};
    struct sharings by_place = {0};
    for (uint32_t i = 0; i < count; i++) {
        const struct happening *happening = &finding->happenings[i];
        for (uint32_t k = 0; is_dated(happening) && k < happening->who_count; k++) {
            uint32_t entry = finding->builder->participants.items[happening->who_start + k];
            bool is_person =
                entry != REGISTRY_NONE && finding->registry->entries[entry].kind == REGISTRY_PERSON;
            add_sharing(finding, &by_participant, is_person ? entry : REGISTRY_NONE, i);
        }
        bool is_gathering = is_dated(happening) && happening->first_day < happening->last_day;
        add_sharing(finding, &by_place, is_gathering ? happening->place : REGISTRY_NONE, i);
    }
    join_sharing(finding, &by_participant);
    join_sharing(finding, &by_place);
}

/* Number occasions by their first events, and list the events of each. */
static bool list(struct finding *finding, struct registry *registry, uint32_t count)
{
    uint32_t *starts = arena_take(registry->arena, ((size_t)count + 1) * sizeof(*starts));
    registry->occasion_of = arena_take(registry->arena, ((size_t)count + 1) * sizeof(uint32_t));
    registry->occasion_events = arena_take(registry->arena, ((size_t)count + 1) * sizeof(uint32_t));
    uint32_t *filled = arena_take(finding->builder->arena, ((size_t)count + 2) * sizeof(*filled));
    registry->occasion_start = starts;
    if (!starts || !registry->occasion_of || !registry->occasion_events || !filled) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = root_of(finding->parents, i);
        registry->occasion_of[i] =
            root == i ? registry->counts.occasions++ : registry->occasion_of[root];
        filled[registry->occasion_of[i] + 1]++;
    }
    for (uint32_t i = 0; i < registry->counts.occasions; i++) {
        filled[i + 1] += filled[i];
        starts[i + 1] = filled[i + 1];
    }
    for (uint32_t i = 0; i < count; i++) {
        registry->occasion_events[filled[registry->occasion_of[i]]++] = i;
    }
    return true;
}

bool occasions(struct registry_builder *builder, struct registry *registry)
{
    uint32_t count = (uint32_t)builder->happenings.count;
    struct finding finding = {
        .builder = builder,
        .registry = registry,
        .happenings = builder->happenings.items,
        .parents = arena_take(builder->arena, ((size_t)count + 1) * sizeof(uint32_t))};
    if (!finding.parents) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        finding.parents[i] = i;
    }
    resolve(&finding);
    join_all(&finding, count);
    return list(&finding, registry, count);
}

uint32_t registry_occasion_of(const struct registry *registry, uint32_t event)
{
    return registry->occasion_of[event];
}

uint32_t registry_occasion_count(const struct registry *registry)
{
    return registry->counts.occasions;
}

struct registry_numbers registry_occasion(const struct registry *registry, uint32_t occasion)
{
    uint32_t start = registry->occasion_start[occasion];
    return (struct registry_numbers){registry->occasion_events + start,
                                     registry->occasion_start[occasion + 1] - start};
}

const struct registry_row *registry_event(const struct registry *registry, uint32_t number)
{
    return &registry->rows[REGISTRY_EVENT][number];
}

uint32_t registry_event_number(const struct registry *registry, const struct registry_row *row)
{
    return (uint32_t)(row - registry->rows[REGISTRY_EVENT]);
}
