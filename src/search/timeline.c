/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"

#include "hits.h"

/* A bucket being filled, and its place among those made. */
struct draft_bucket {
    struct search_bucket bucket;
    uint32_t made;
};

struct draft_buckets {
    LIST_OF(struct draft_bucket);
};

/* A hit in a bucket has a value. */
struct share {
    uint32_t bucket;
    uint32_t value;
};

struct shares {
    LIST_OF(struct share);
};

struct charting {
    const struct search_hits *hits;
    const struct search_timeline_request *request;
    struct arena *arena;
    struct draft_buckets buckets;
    /* The last bucket of each precision, or BITS_END: days rise, so a bucket is the last or new. */
    uint32_t last[INDEX_PRECISION_NONE];
    struct calendar_interval around; /* the unit that was last worked out */
    struct shares shares;
    bool is_over; /* too many buckets */
};

/* The unit around a day. Days rarely fall, so most lie in the one that was worked out last. */
static struct calendar_interval unit_around(struct charting *chart, int64_t day)
{
    if (day < chart->around.first_day || day > chart->around.last_day) {
        chart->around = index_date_around(day, chart->request->by);
    }
    return chart->around;
}

/* A new bucket, or NULL. */
static struct draft_bucket *bucket_add(struct charting *chart, struct calendar_interval days,
                                       enum index_precision precision)
{
    if (chart->buckets.count == SEARCH_BUCKETS_MAX) {
        chart->is_over = true;
        return NULL;
    }
    struct draft_bucket *item = LIST_ADD(chart->arena, &chart->buckets);
    if (item) {
        item->bucket.days = days;
        item->bucket.precision = precision;
        item->made = (uint32_t)chart->buckets.count - 1;
        chart->last[precision] = item->made;
    }
    return item;
}

/* The last bucket of a precision, or NULL. */
static struct draft_bucket *last_bucket(const struct charting *chart,
                                        enum index_precision precision)
{
    uint32_t last = chart->last[precision];
    return last == BITS_END ? NULL : &chart->buckets.items[last];
}

/* The bucket of days in the unit asked for, with all that lie empty before it. */
static struct draft_bucket *even_bucket(struct charting *chart, struct calendar_interval days)
{
    struct draft_bucket *bucket = last_bucket(chart, chart->request->by);
    if (bucket && bucket->bucket.days.first_day == days.first_day) {
        return bucket;
    }
    int64_t next = bucket ? bucket->bucket.days.last_day + 1 : days.first_day;
    while (next <= days.first_day) {
        struct calendar_interval here = index_date_around(next, chart->request->by);
        bucket = bucket_add(chart, here, chart->request->by);
        if (!bucket) {
            return NULL;
        }
        next = here.last_day + 1;
    }
    return bucket;
}

/* The bucket of an imprecise date. */
static struct draft_bucket *own_bucket(struct charting *chart, struct index_date date)
{
    struct draft_bucket *bucket = last_bucket(chart, date.precision);
    bool is_same = bucket && bucket->bucket.days.first_day == date.days.first_day;
    return is_same ? bucket : bucket_add(chart, date.days, date.precision);
}

/* Where a date counts: in the unit asked for when all of it lies there. */
static struct draft_bucket *bucket_of(struct charting *chart, struct index_date date)
{
    struct calendar_interval even = unit_around(chart, date.days.first_day);
    return date.days.last_day <= even.last_day ? even_bucket(chart, even) : own_bucket(chart, date);
}

static void add_shares(struct charting *chart, uint32_t slot, uint32_t bucket)
{
    const struct space *space = &chart->hits->space;
    enum query_field field = chart->request->split;
    uint32_t single = INDEX_END;
    struct index_numbers values = {&single, 0};
    if (index_field_rule(field)->by_paragraph && space->unit == SEARCH_PARAGRAPHS) {
        single = index_paragraph_value(space->index, field, slot);
        values.count = single != INDEX_END ? 1 : 0;
    } else {
        values = index_document_values(space->index, field, space_document(space, slot));
    }
    for (size_t i = 0; i < values.count; i++) {
        struct share *share = LIST_ADD(chart->arena, &chart->shares);
        if (share) {
            *share = (struct share){bucket, values.items[i]};
        }
    }
}

/* Slots of documents that count in one bucket, and so all together. */
struct run {
    struct index_date date; /* of the first document */
    uint32_t end_document;
    uint32_t end; /* slot behind the last */
};

static uint32_t first_slot(const struct space *space, uint32_t document)
{
    return document < index_document_count(space->index) ? space_slots(space, document).first
                                                         : space->count;
}

/* The first vague document at or behind document, or INDEX_END. */
static uint32_t next_vague(const struct index *index, uint32_t document)
{
    struct index_numbers vague = index_vague_documents(index);
    size_t low = 0;
    size_t high = vague.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (vague.items[middle] < document) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < vague.count ? vague.items[low] : INDEX_END;
}

/* Documents of single days run on to the end of their unit; one that is vague runs alone. */
static struct run run_from(struct charting *chart, uint32_t document)
{
    const struct space *space = &chart->hits->space;
    struct run run = {.date = index_document_date(space->index, document)};
    uint32_t vague = next_vague(space->index, document);
    if (run.date.precision == INDEX_PRECISION_NONE) {
        run.end_document = index_document_count(space->index);
    } else if (vague == document) {
        run.end_document = document + 1;
    } else {
        struct calendar_interval unit = unit_around(chart, run.date.days.first_day);
        uint32_t end = index_documents_from(space->index, unit.last_day + 1);
        run.end_document = end < vague ? end : vague;
    }
    run.end = first_slot(space, run.end_document);
    return run;
}

static void share_run(struct charting *chart, uint32_t slot, uint32_t end, uint32_t bucket)
{
    for (; slot < end; slot = bits_next(chart->hits->bits, slot + 1)) {
        add_shares(chart, slot, bucket);
    }
}

/* Count all hits; slots, and so dates, rise. */
static void count_hits(struct charting *chart, struct search_timeline *out)
{
    const struct search_hits *hits = chart->hits;
    uint32_t slot = bits_next(hits->bits, 0);
    while (slot != BITS_END && !chart->is_over && !arena_failed(chart->arena)) {
        struct run run = run_from(chart, space_document(&hits->space, slot));
        uint32_t count = bits_count_range(hits->bits, slot, run.end);
        out->total += count;
        if (run.date.precision == INDEX_PRECISION_NONE) {
            out->undated += count;
        } else {
            struct draft_bucket *bucket = bucket_of(chart, run.date);
            if (bucket) {
                bucket->bucket.count += count;
            }
            if (bucket && chart->request->has_split) {
                share_run(chart, slot, run.end, bucket->made);
            }
        }
        slot = bits_next(hits->bits, run.end);
    }
}

static int compare_days(const struct search_bucket *a, const struct search_bucket *b)
{
    if (a->days.first_day != b->days.first_day) {
        return (a->days.first_day > b->days.first_day) - (a->days.first_day < b->days.first_day);
    }
    if (a->days.last_day != b->days.last_day) {
        return (a->days.last_day < b->days.last_day) - (a->days.last_day > b->days.last_day);
    }
    return (a->precision < b->precision) - (a->precision > b->precision);
}

static int compare_buckets(const void *left, const void *right)
{
    const struct draft_bucket *a = left;
    const struct draft_bucket *b = right;
    return compare_days(&a->bucket, &b->bucket);
}

/* The bucket with these days and precision among sorted ones, or NULL. */
static struct draft_bucket *find_bucket(const struct charting *chart,
                                        const struct search_bucket *wanted)
{
    size_t low = 0;
    size_t high = chart->buckets.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_days(&chart->buckets.items[middle].bucket, wanted);
        if (order == 0) {
            return &chart->buckets.items[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* Count all of the store in the buckets, which are sorted. */
static void count_store(struct charting *chart)
{
    const struct space *space = &chart->hits->space;
    uint32_t dated = index_dated_count(space->index);
    uint32_t document = 0;
    while (document < dated) {
        struct run run = run_from(chart, document);
        struct calendar_interval even = unit_around(chart, run.date.days.first_day);
        bool fits = run.date.days.last_day <= even.last_day;
        struct search_bucket wanted = {.days = fits ? even : run.date.days,
                                       .precision = fits ? chart->request->by : run.date.precision};
        struct draft_bucket *bucket = find_bucket(chart, &wanted);
        if (bucket) {
            bucket->bucket.store_count += run.end - first_slot(space, document);
        }
        document = run.end_document;
    }
}

static int compare_shares(const void *left, const void *right)
{
    const struct share *a = left;
    const struct share *b = right;
    if (a->bucket != b->bucket) {
        return (a->bucket > b->bucket) - (a->bucket < b->bucket);
    }
    return (a->value > b->value) - (a->value < b->value);
}

static int compare_values(const void *left, const void *right)
{
    const struct search_facet_value *a = left;
    const struct search_facet_value *b = right;
    if (a->count != b->count) {
        return (a->count < b->count) - (a->count > b->count);
    }
    return text_compare(a->value, b->value);
}

/* The values of one bucket, whose shares are sorted, most first. */
static void rank_bucket(const struct charting *chart, const struct share *shares, size_t count,
                        struct search_bucket *out)
{
    struct search_facet_value *values = arena_take(chart->arena, count * sizeof(*values));
    size_t made = 0;
    for (size_t i = 0; i < count && values; i++) {
        if (i == 0 || shares[i].value != shares[i - 1].value) {
            values[made++].value =
                index_value_text(chart->hits->space.index, chart->request->split, shares[i].value);
        }
        values[made - 1].count++;
    }
    if (made > 1) {
        qsort(values, made, sizeof(*values), compare_values);
    }
    out->top = values;
    out->top_count = made < chart->request->top ? made : chart->request->top;
}

/* Give each bucket its values; places leads from a bucket as made to where it is now. */
static void split_buckets(struct charting *chart, const uint32_t *places,
                          struct search_bucket *buckets)
{
    struct share *shares = chart->shares.items;
    size_t count = chart->shares.count;
    if (count > 1) {
        qsort(shares, count, sizeof(*shares), compare_shares);
    }
    size_t first = 0;
    while (first < count) {
        size_t end = first + 1;
        while (end < count && shares[end].bucket == shares[first].bucket) {
            end++;
        }
        rank_bucket(chart, shares + first, end - first, &buckets[places[shares[first].bucket]]);
        first = end;
    }
}

static bool finish(struct charting *chart, struct search_timeline *out)
{
    size_t count = chart->buckets.count;
    out->buckets = arena_take(chart->arena, (count + 1) * sizeof(*out->buckets));
    uint32_t *places = arena_take(chart->arena, (count + 1) * sizeof(*places));
    if (!out->buckets || !places) {
        return false;
    }
    if (count > 1) {
        qsort(chart->buckets.items, count, sizeof(*chart->buckets.items), compare_buckets);
    }
    count_store(chart);
    for (size_t i = 0; i < count; i++) {
        out->buckets[i] = chart->buckets.items[i].bucket;
        places[chart->buckets.items[i].made] = (uint32_t)i;
    }
    out->count = count;
    split_buckets(chart, places, out->buckets);
    return !arena_failed(chart->arena);
}

enum status search_timeline(struct search_hits *hits, const struct search_timeline_request *request,
                            struct arena *arena, struct search_timeline *out, struct error *error)
{
    struct charting chart = {.hits = hits, .request = request, .arena = arena, .around = {1, 0}};
    for (size_t i = 0; i < COUNT_OF(chart.last); i++) {
        chart.last[i] = BITS_END;
    }
    struct search_timeline timeline = {0};
    if (!hits_mark(hits)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a timeline");
    }
    count_hits(&chart, &timeline);
    if (chart.is_over) {
        return error_set(error, STATUS_LIMIT, "more than %d buckets; take a longer unit",
                         SEARCH_BUCKETS_MAX);
    }
    if (arena_failed(arena) || !finish(&chart, &timeline)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a timeline");
    }
    *out = timeline;
    return STATUS_OK;
}
