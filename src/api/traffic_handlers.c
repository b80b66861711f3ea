/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "finding.h"
#include "handlers.h"
#include "paging.h"
#include "table_rows.h"

/* How many years of stations, gaps, addressees and contradictions one answer tells of each. */
#define GROUPS_DEFAULT     20
#define GAPS_MAX           200
#define ADDRESSEES_MAX     50
#define CONTRADICTIONS_MAX 100

/* A cable by its number. */
struct sent {
    struct text station;
    int32_t year;
    uint32_t serial;
    uint32_t document;
};

/* The cables of one station and year: [start, end) of the sorted list. */
struct group {
    size_t start;
    size_t end;
};

struct groups {
    LIST_OF(struct group);
};

/* One number that an addressee was given. */
struct received {
    struct text addressee;
    uint32_t text;
    uint32_t number;
};

struct receiveds {
    LIST_OF(struct received);
};

static int compare_received(const void *a, const void *b)
{
    const struct received *one = a;
    const struct received *other = b;
    int order = one->text == other->text ? 0 : text_compare(one->addressee, other->addressee);
    return order ? order : one->number < other->number ? -1 : one->number > other->number;
}

/* The cables found that have a number, in its order. */
static struct sent *list_sent(const struct view *view, struct search_hits *hits,
                              struct arena *arena, size_t *count)
{
    struct registry_numbers filed = registry_filed(view->registry);
    struct sent *list = arena_take(arena, (search_count(hits) + 1) * sizeof(*list));
    *count = 0;
    for (size_t i = 0; list && i < filed.count; i++) {
        uint32_t document = filed.items[i];
        struct registry_filing filing = registry_filing(view->registry, document);
        if (!filing.station.at) {
            break;
        }
        if (search_next(hits, document) == document) {
            list[(*count)++] = (struct sent){filing.station, filing.year, filing.serial, document};
        }
    }
    return list;
}

static void group_sent(const struct sent *list, size_t count, struct arena *arena,
                       struct groups *out)
{
    size_t start = 0;
    for (size_t i = 1; i <= count; i++) {
        bool is_end = i == count || list[i].year != list[start].year ||
                      !text_equal(list[i].station, list[start].station);
        struct group *group = is_end ? LIST_ADD(arena, out) : NULL;
        if (group) {
            *group = (struct group){start, i};
        }
        start = is_end ? i : start;
    }
}

/* Runs of serials that are not held, below the highest that is. */
static void write_gaps(const struct sent *list, size_t count, struct json_writer *json)
{
    uint32_t expected = 1;
    size_t told = 0;
    json_key(json, TEXT("gaps"));
    json_list_open(json);
    for (size_t i = 0; i < count && told < GAPS_MAX; i++) {
        if (list[i].serial > expected) {
            json_list_open(json);
            json_write_integer(json, expected);
            json_write_integer(json, list[i].serial - 1);
            json_list_close(json);
            told++;
        }
        expected = list[i].serial >= expected ? list[i].serial + 1 : expected;
    }
    json_list_close(json);
}

static size_t count_serials(const struct sent *list, size_t count)
{
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        distinct += i == 0 || list[i].serial != list[i - 1].serial ? 1 : 0;
    }
    return distinct;
}

static void write_contradictions(const struct registry *registry, const struct sent *list,
                                 size_t count, struct json_writer *json)
{
    static const struct {
        unsigned bit;
        const char *code;
    } codes[] = {{REGISTRY_DAY_AND_DTG, "day_and_dtg"},
                 {REGISTRY_YEAR_AND_DATE, "year_and_date"},
                 {REGISTRY_SENDER_AND_ID, "sender_and_id"}};
    size_t told = 0;
    json_key(json, TEXT("contradictions"));
    json_list_open(json);
    for (size_t i = 0; i < count && told < CONTRADICTIONS_MAX; i++) {
        unsigned found = registry_filing(registry, list[i].document).contradictions;
        for (size_t k = 0; found && k < COUNT_OF(codes); k++) {
            if (found & codes[k].bit) {
                json_object_open(json);
                json_key_text(json, TEXT("document"),
                              registry_document_id(registry, list[i].document));
                json_key_text(json, TEXT("code"), text_of(codes[k].code));
                json_object_close(json);
                told++;
            }
        }
    }
    json_list_close(json);
}

static void write_addressee(const struct received *list, size_t count, struct json_writer *json)
{
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        distinct += i == 0 || list[i].number != list[i - 1].number ? 1 : 0;
    }
    uint32_t first = list[0].number;
    uint32_t last = list[count - 1].number;
    json_object_open(json);
    json_key_text(json, TEXT("addressee"), list[0].addressee);
    json_key_integer(json, TEXT("held"), (int64_t)distinct);
    json_key_integer(json, TEXT("first"), first);
    json_key_integer(json, TEXT("last"), last);
    json_key_integer(json, TEXT("missing"), (int64_t)(last - first) + 1 - (int64_t)distinct);
    json_object_close(json);
}

static void add_received(const struct registry *registry, uint32_t document, struct arena *arena,
                         struct receiveds *out)
{
    for (size_t i = 0; i < registry_continuity_count(registry, document); i++) {
        struct registry_continuity item = registry_continuity(registry, document, i);
        struct received *received = LIST_ADD(arena, out);
        if (received) {
            *received = (struct received){item.addressee, item.addressee_text, item.number};
        }
    }
}

/* Each addressee counts what it is sent by this station: what lies between two numbers is missing.
 */
static void write_continuity(const struct registry *registry, const struct sent *list, size_t count,
                             struct arena *arena, struct json_writer *json)
{
    struct receiveds all = {0};
    for (size_t i = 0; i < count; i++) {
        add_received(registry, list[i].document, arena, &all);
    }
    if (all.count > 1) {
        qsort(all.items, all.count, sizeof(*all.items), compare_received);
    }
    json_key(json, TEXT("continuity"));
    json_list_open(json);
    size_t start = 0;
    size_t told = 0;
    for (size_t i = 1; i <= all.count && told < ADDRESSEES_MAX; i++) {
        if (i == all.count || all.items[i].text != all.items[start].text) {
            write_addressee(all.items + start, i - start, json);
            start = i;
            told++;
        }
    }
    json_list_close(json);
}

static void write_group(const struct registry *registry, const struct sent *list,
                        const struct group *group, struct arena *arena, struct json_writer *json)
{
    const struct sent *first = list + group->start;
    size_t count = group->end - group->start;
    uint32_t last = first[count - 1].serial;
    size_t held = count_serials(first, count);
    json_object_open(json);
    json_key_text(json, TEXT("station"), first->station);
    json_key_integer(json, TEXT("year"), first->year);
    json_key_integer(json, TEXT("held"), (int64_t)held);
    json_key_integer(json, TEXT("at_least"), last);
    json_key_integer(json, TEXT("missing"), (int64_t)last - (int64_t)held);
    json_key_text(json, TEXT("summary"), arena_format(arena, "%zu of at least %u", held, last));
    write_gaps(first, count, json);
    write_continuity(registry, first, count, arena, json);
    write_contradictions(registry, first, count, json);
    json_object_close(json);
}

/* year= is of the number of a cable, and not of its date. */
static void keep_year(struct sent *list, size_t *count, int64_t year)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        if (year == 0 || list[i].year == year) {
            list[kept++] = list[i];
        }
    }
    *count = kept;
}

static const char *const columns[] = {"station", "year", "held",       "at_least",       "missing",
                                      "summary", "gaps", "continuity", "contradictions", NULL};

enum status handle_traffic(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    static const struct table_source rows = {handle_traffic, "items", LIST_LINES_MAX, columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    size_t count = 0;
    struct sent *list = list_sent(&view, finding.hits, request->arena, &count);
    struct groups groups = {0};
    if (!list) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the traffic");
    }
    keep_year(list, &count, finding.parameters.year);
    group_sent(list, count, request->arena, &groups);
    size_t offset = (size_t)finding.parameters.offset;
    int64_t limit = finding.parameters.limit < 0 ? GROUPS_DEFAULT : finding.parameters.limit;
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)groups.count);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = offset; i < groups.count && i - offset < (size_t)limit; i++) {
        write_group(view.registry, list, &groups.items[i], request->arena, &json);
    }
    json_list_close(&json);
    struct paging paging =
        paging_by_offset(request, limit, finding.parameters.offset, (int64_t)groups.count);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}
