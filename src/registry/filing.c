/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/calendar.h"
#include "chancery/base/number.h"
#include "chancery/model/ceiling.h"

#include "inside.h"

/* The largest serial and continuity number. */
#define NUMBER_MAX 99999999

/* 07SEOUL487: the year in full, the station, the serial. "~2" behind it is passed over. */
static bool read_id(struct registry_builder *builder, struct text id, struct filing *filing)
{
    int64_t year = 0;
    int64_t serial = 0;
    size_t end = text_find_char(id, '~');
    id = text_slice(id, 0, end);
    size_t digits = id.length;
    while (digits > 0 && text_is_digit(id.at[digits - 1])) {
        digits--;
    }
    if (digits <= 2 || !number_read(text_slice(id, 0, 2), 0, 99, &year) ||
        !number_read(text_from(id, digits), 0, NUMBER_MAX, &serial)) {
        return false;
    }
    filing->year = (int32_t)(year < 50 ? 2000 + year : 1900 + year);
    filing->serial = (uint32_t)serial;
    filing->station = builder_text(builder, text_slice(id, 2, digits - 2));
    return true;
}

bool registry_is_above(struct text mark, struct text classification)
{
    enum level level = LEVEL_U;
    enum level banner = LEVEL_TS;
    size_t slash = text_find_char(mark, '/');
    return level_read(classification, &banner) &&
           level_read(text_trim(text_slice(mark, 0, slash)), &level) && level > LEVEL_SBU &&
           level > banner;
}

static void count_marks(const struct document *document, struct filing *filing)
{
    struct text banner = document->cable ? document->cable->classification : TEXT_NONE;
    for (size_t i = 0; i < document->paragraphs.count; i++) {
        struct text mark = document->paragraphs.items[i].mark;
        filing->portions++;
        filing->unmarked += mark.length == 0 ? 1 : 0;
        filing->above += registry_is_above(mark, banner) ? 1 : 0;
    }
    bool is_marked = filing->unmarked < filing->portions;
    filing->unmarked = is_marked ? filing->unmarked : 0;
}

static void read_declassify(const struct cable *cable, struct filing *filing)
{
    const struct cable_declassify *declassify = cable->declassify;
    struct calendar_interval days;
    if (!declassify) {
        return;
    }
    if (calendar_interval_read(declassify->date, &days)) {
        filing->declassify_day = (int32_t)days.last_day;
    }
    filing->has_exemption =
        declassify->exemption.length > 0 || declassify->event.length > 0 ? 1 : 0;
}

/* What is sent in the last days of a year may be filed in the next, and the other way round. */
static bool is_near_year(int64_t day, int32_t year)
{
    struct calendar_date before = calendar_date_of(day - 3);
    struct calendar_date after = calendar_date_of(day + 3);
    return before.year == year || after.year == year;
}

static unsigned contradictions_of(const struct registry_builder *builder,
                                  const struct document *document, const struct filing *filing,
                                  int32_t day)
{
    const struct cable *cable = document->cable;
    unsigned found = 0;
    if (cable->originator && cable->originator->consistent_with_dtg == ANSWER_NO) {
        found |= REGISTRY_DAY_AND_DTG;
    }
    if (filing->station != REGISTRY_NONE && day != INT32_MIN && !is_near_year(day, filing->year)) {
        found |= REGISTRY_YEAR_AND_DATE;
    }
    bool has_sender = cable->from && cable->from->station.length > 0;
    if (filing->station != REGISTRY_NONE && has_sender &&
        !text_equal(cable->from->station, builder_text_at(builder, filing->station))) {
        found |= REGISTRY_SENDER_AND_ID;
    }
    return found;
}

static void add_continuity(struct registry_builder *builder,
                           const struct cable_addressees *addressees, uint32_t document)
{
    for (size_t i = 0; i < addressees->count; i++) {
        int64_t number = 0;
        struct continuity *item = number_read(addressees->items[i].serial, 0, NUMBER_MAX, &number)
                                      ? LIST_ADD(builder->arena, &builder->continuities)
                                      : NULL;
        if (item) {
            *item = (struct continuity){document, builder_text(builder, addressees->items[i].name),
                                        (uint32_t)number};
        }
    }
}

void filing_add(struct registry_builder *builder, const struct document *document, uint32_t number)
{
    struct filing *filing = LIST_ADD(builder->arena, &builder->filings);
    if (!filing) {
        return;
    }
    *filing = (struct filing){.station = REGISTRY_NONE, .declassify_day = INT32_MIN};
    count_marks(document, filing);
    if (!document->cable) {
        return;
    }
    (void)read_id(builder, document->id, filing);
    read_declassify(document->cable, filing);
    filing->contradictions =
        contradictions_of(builder, document, filing, builder->documents.items[number].day);
    add_continuity(builder, &document->cable->to, number);
    add_continuity(builder, &document->cable->info, number);
}

static void *keep(struct registry *registry, const void *items, size_t bytes)
{
    void *kept = arena_take(registry->arena, bytes + 1);
    if (kept && bytes > 0) {
        memcpy(kept, items, bytes);
    }
    return kept;
}

/* A document, to be sorted by how it is filed. */
struct filed {
    struct text station;
    int32_t year;
    uint32_t serial;
    uint32_t document;
};

static int compare_filed(const void *a, const void *b)
{
    const struct filed *one = a;
    const struct filed *other = b;
    if (!one->station.at != !other->station.at) {
        return one->station.at ? -1 : 1;
    }
    int order =
        one->station.at == other->station.at ? 0 : text_compare(one->station, other->station);
    if (order || one->year != other->year) {
        return order ? order : one->year < other->year ? -1 : 1;
    }
    if (one->serial != other->serial) {
        return one->serial < other->serial ? -1 : 1;
    }
    return one->document < other->document ? -1 : one->document > other->document;
}

static bool sort_filed(struct registry_builder *builder, struct registry *registry)
{
    size_t count = builder->filings.count;
    struct filed *items = arena_take(builder->arena, (count + 1) * sizeof(*items));
    registry->filed = arena_take(registry->arena, (count + 1) * sizeof(*registry->filed));
    if (!items || !registry->filed) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct filing *filing = &builder->filings.items[i];
        items[i] = (struct filed){builder_text_at(builder, filing->station), filing->year,
                                  filing->serial, i};
    }
    if (count > 1) {
        qsort(items, count, sizeof(*items), compare_filed);
    }
    for (size_t i = 0; i < count; i++) {
        registry->filed[i] = items[i].document;
    }
    return true;
}

/* A document, to be sorted by the day on which it is declassified. */
struct due {
    int32_t day;
    uint32_t document;
};

static int compare_due(const void *a, const void *b)
{
    const struct due *one = a;
    const struct due *other = b;
    if (one->day != other->day) {
        return one->day < other->day ? -1 : 1;
    }
    return one->document < other->document ? -1 : one->document > other->document;
}

static bool sort_due(struct registry_builder *builder, struct registry *registry)
{
    size_t count = builder->filings.count;
    struct due *items = arena_take(builder->arena, (count + 1) * sizeof(*items));
    registry->due = arena_take(registry->arena, (count + 1) * sizeof(*registry->due));
    if (!items || !registry->due) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t day = builder->filings.items[i].declassify_day;
        if (day != INT32_MIN) {
            items[registry->counts.due++] = (struct due){day, i};
        }
    }
    if (registry->counts.due > 1) {
        qsort(items, registry->counts.due, sizeof(*items), compare_due);
    }
    for (uint32_t i = 0; i < registry->counts.due; i++) {
        registry->due[i] = items[i].document;
    }
    return true;
}

struct registry_numbers registry_due(const struct registry *registry)
{
    return (struct registry_numbers){registry->due, registry->counts.due};
}

struct registry_numbers registry_filed(const struct registry *registry)
{
    return (struct registry_numbers){registry->filed, registry->counts.documents};
}

bool filing_keep(struct registry_builder *builder, struct registry *registry)
{
    const struct continuities *continuities = &builder->continuities;
    registry->counts.continuities = (uint32_t)continuities->count;
    registry->filings =
        keep(registry, builder->filings.items, builder->filings.count * sizeof(*registry->filings));
    registry->continuities =
        keep(registry, continuities->items, continuities->count * sizeof(*registry->continuities));
    registry->continuity_start =
        arena_take(registry->arena, ((size_t)registry->counts.documents + 1) * sizeof(uint32_t));
    if (!registry->filings || !registry->continuities || !registry->continuity_start ||
        !sort_filed(builder, registry) || !sort_due(builder, registry)) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i <= registry->counts.documents; i++) {
        while (at < continuities->count && continuities->items[at].document < i) {
            at++;
        }
        registry->continuity_start[i] = at;
    }
    return true;
}

struct registry_filing registry_filing(const struct registry *registry, uint32_t document)
{
    const struct filing *filing = &registry->filings[document];
    return (struct registry_filing){
        .station = registry_text(registry, filing->station),
        .year = filing->year,
        .serial = filing->serial,
        .contradictions = filing->contradictions,
        .portions = filing->portions,
        .above = filing->above,
        .unmarked = filing->unmarked,
        .declassify_day = filing->declassify_day == INT32_MIN ? INT64_MIN : filing->declassify_day,
        .has_exemption = filing->has_exemption != 0};
}

size_t registry_continuity_count(const struct registry *registry, uint32_t document)
{
    return registry->continuity_start[document + 1] - registry->continuity_start[document];
}

struct registry_continuity registry_continuity(const struct registry *registry, uint32_t document,
                                               size_t place)
{
    const struct continuity *item =
        &registry->continuities[registry->continuity_start[document] + place];
    return (struct registry_continuity){registry_text(registry, item->addressee), item->addressee,
                                        item->number};
}
