/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/calendar.h"

#include "handlers.h"
#include "item.h"
#include "paging.h"
#include "registries.h"
#include "registry_count.h"
#include "table_rows.h"

/* How many entries of a registry when nobody says. */
#define ENTRIES_DEFAULT 100

/* The entries that the documents found name, most first. */
struct registry_items {
    LIST_OF(struct registry_item);
    size_t total;
};

/* Which entries of a registry to list. */
struct wanted {
    const struct registry_table_row *registry;
    const struct view *view;
    const struct finding *finding;
    size_t limit;
};

static enum status list_values(const struct wanted *wanted, struct arena *arena,
                               struct registry_items *out, struct error *error)
{
    const struct registry_table_row *registry = wanted->registry;
    const struct finding *finding = wanted->finding;
    struct search_facet_request asked = {.field = registry->field,
                                         .prefix = finding->parameters.prefix,
                                         .offset = (size_t)finding->parameters.offset,
                                         .limit = wanted->limit,
                                         .is_narrowed = true};
    struct search_facet facet;
    enum status status = search_facet(finding->hits, &asked, arena, &facet, error);
    for (size_t i = 0; !status && i < facet.count; i++) {
        struct registry_item *item = LIST_ADD(arena, out);
        if (item) {
            *item =
                (struct registry_item){facet.values[i].value, REGISTRY_NONE, facet.values[i].count};
        }
    }
    out->total = status ? 0 : facet.distinct;
    return status;
}

static enum status list_entries(const struct wanted *wanted, struct arena *arena,
                                struct registry_items *out, struct error *error)
{
    const struct view *view = wanted->view;
    const struct finding *finding = wanted->finding;
    struct registry_count count;
    struct registry_range range = registry_entries(view->registry, wanted->registry->kind);
    enum status status = registry_count_hits(view, finding->hits, range, arena, &count, error);
    if (status) {
        return status;
    }
    registry_count_keep(&count, view->registry, finding->parameters.prefix);
    registry_count_sort(&count);
    size_t offset = (size_t)finding->parameters.offset;
    for (size_t i = offset; i < count.count && i - offset < wanted->limit; i++) {
        struct registry_item *item = LIST_ADD(arena, out);
        if (item) {
            *item = (struct registry_item){registry_entry(view->registry, count.items[i].entry).id,
                                           count.items[i].entry, count.items[i].count};
        }
    }
    out->total = count.count;
    return STATUS_OK;
}

static enum status list(const struct wanted *wanted, struct arena *arena,
                        struct registry_items *out, struct error *error)
{
    return wanted->registry->is_value ? list_values(wanted, arena, out, error)
                                      : list_entries(wanted, arena, out, error);
}

enum status handle_registry(const struct http_request *request, struct http_response *response,
                            void *context, struct error *error)
{
    const struct registry_table_row *registry = registries_of(request);
    if (request->format != HTTP_FORMAT_JSON) {
        const struct table_source rows = {handle_registry, "items", LIST_VALUES_MAX,
                                          registry->columns};
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    int64_t limit = finding.parameters.limit < 0 ? ENTRIES_DEFAULT : finding.parameters.limit;
    struct registry_items items = {0};
    struct wanted wanted = {registry, &view, &finding, (size_t)limit};
    enum status status = list(&wanted, request->arena, &items, error);
    if (status) {
        return status;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)items.total);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; i < items.count; i++) {
        json_object_open(&json);
        registries_write(registry, &view, &items.items[i], request->arena, &json);
        json_object_close(&json);
    }
    json_list_close(&json);
    struct paging paging =
        paging_by_offset(request, limit, finding.parameters.offset, (int64_t)items.total);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}

static void write_day(struct json_writer *json, struct text key, int64_t day, struct arena *arena)
{
    struct calendar_date date =
        day == INT64_MIN ? (struct calendar_date){0} : calendar_date_of(day);
    json_key_text(json, key,
                  day == INT64_MIN
                      ? TEXT_NONE
                      : arena_format(arena, "%04lld-%02lld-%02lld", (long long)date.year,
                                     (long long)date.month, (long long)date.day));
}

static void write_spellings(const struct view *view, uint32_t entry, struct json_writer *json)
{
    const struct registry *registry = view->registry;
    size_t count = registry_spelling_count(registry, entry);
    json_key(json, TEXT("evidence"));
    json_list_open(json);
    for (size_t i = 0; i < count && i < REGISTRIES_SPELLINGS_MAX; i++) {
        struct registry_spelling spelling = registry_spelling(registry, entry, i);
        json_object_open(json);
        json_key_text(json, TEXT("spelling"), spelling.text);
        json_key_integer(json, TEXT("documents"), spelling.document_count);
        json_key_text(json, TEXT("first"), registry_document_id(registry, spelling.document));
        json_key_text(json, TEXT("joined"),
                      spelling.is_joined ? registry_rule_name(spelling.rule) : TEXT_NONE);
        json_key_text(json, TEXT("because"), spelling.because);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_office(const struct registry *registry, const struct registry_office *office,
                         bool with_person, struct arena *arena, struct json_writer *json)
{
    json_object_open(json);
    if (with_person) {
        struct registry_entry person = registry_entry(registry, office->entry);
        json_key_text(json, TEXT("person"), person.id);
        json_key_text(json, TEXT("name"), person.name);
    }
    json_key_text(json, TEXT("role"), office->role);
    json_key_text(json, TEXT("affiliation"), office->affiliation);
    write_day(json, TEXT("from"), office->first_day, arena);
    write_day(json, TEXT("to"), office->last_day, arena);
    json_key_integer(json, TEXT("documents"), office->document_count);
    json_object_close(json);
}

/* The offices of a person, by when they are first met. */
static void write_offices(const struct view *view, uint32_t entry, struct arena *arena,
                          struct json_writer *json)
{
    const struct registry *registry = view->registry;
    size_t count = registry_office_count(registry, entry);
    json_key(json, TEXT("offices"));
    json_list_open(json);
    for (size_t i = 0; i < count && i < REGISTRIES_OFFICES_MAX; i++) {
        struct registry_office office = registry_office(registry, entry, i);
        write_office(registry, &office, false, arena, json);
    }
    json_list_close(json);
}

struct offices {
    LIST_OF(struct registry_office);
};

static int compare_offices(const void *a, const void *b)
{
    const struct registry_office *one = a;
    const struct registry_office *other = b;
    int order = text_compare(one->role, other->role);
    if (order || one->first_day == other->first_day) {
        return order ? order : one->entry < other->entry ? -1 : one->entry > other->entry;
    }
    return one->first_day < other->first_day ? -1 : 1;
}

/* Whether an office is one of the body or post that is told. */
static bool is_held_here(const struct view *view, const struct registry_item *item,
                         struct text affiliation)
{
    if (item->entry == REGISTRY_NONE) {
        return text_equal_fold(affiliation, item->id);
    }
    size_t count = registry_spelling_count(view->registry, item->entry);
    for (size_t i = 0; i < count && i < REGISTRIES_SPELLINGS_MAX; i++) {
        struct text spelling = registry_spelling(view->registry, item->entry, i).text;
        if (text_equal_fold(affiliation, spelling)) {
            return true;
        }
    }
    return false;
}

/* Who held which office of a body or at a post, in the documents that name it. */
static enum status write_holders(const struct view *view, const struct registry_item *item,
                                 const struct finding *finding, struct arena *arena,
                                 struct json_writer *json, struct error *error)
{
    const struct registry *registry = view->registry;
    struct registry_range people = registry_entries(registry, REGISTRY_PERSON);
    struct registry_count count;
    struct offices offices = {0};
    enum status status = registry_count_hits(view, finding->hits, people, arena, &count, error);
    if (status) {
        return status;
    }
    for (size_t i = 0; i < count.count && offices.count < REGISTRIES_OFFICES_MAX; i++) {
        uint32_t person = count.items[i].entry;
        for (size_t k = 0; k < registry_office_count(registry, person); k++) {
            struct registry_office office = registry_office(registry, person, k);
            struct registry_office *held =
                is_held_here(view, item, office.affiliation) ? LIST_ADD(arena, &offices) : NULL;
            if (held) {
                *held = office;
            }
        }
    }
    if (offices.count > 1) {
        qsort(offices.items, offices.count, sizeof(*offices.items), compare_offices);
    }
    json_key(json, TEXT("holders"));
    json_list_open(json);
    for (size_t i = 0; i < offices.count; i++) {
        write_office(registry, &offices.items[i], true, arena, json);
    }
    json_list_close(json);
    return STATUS_OK;
}

/* An entry that is told of, and the documents that it stands in. */
struct entry {
    const struct registry_table_row *registry;
    struct registry_item item;
    struct search_filter scope; /* of the view, so it must live as long */
    struct finding finding;
};

/* False when the request was answered otherwise. */
static bool open_entry(struct entry *entry, struct view *view, struct api *api,
                       const struct http_request *request, struct http_response *response)
{
    if (!view_open(view, api, request, response) ||
        !registries_find(entry->registry, view, request, response, &entry->item, &entry->scope)) {
        return false;
    }
    view->scope = &entry->scope;
    return finding_make(&entry->finding, view, SEARCH_DOCUMENTS, request, response);
}

enum status handle_registry_entry(const struct http_request *request,
                                  struct http_response *response, void *context,
                                  struct error *error)
{
    AUTO_VIEW view = {0};
    struct entry entry = {.registry = registries_of(request)};
    if (!open_entry(&entry, &view, context, request, response)) {
        return STATUS_OK;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    registries_write(entry.registry, &view, &entry.item, request->arena, &json);
    enum status status = STATUS_OK;
    if (!entry.registry->is_value) {
        write_spellings(&view, entry.item.entry, &json);
    }
    if (entry.registry->kind == REGISTRY_PERSON && !entry.registry->is_value) {
        write_offices(&view, entry.item.entry, request->arena, &json);
    } else if (entry.registry->field == QUERY_FIELD_ORG ||
               entry.registry->field == QUERY_FIELD_STATION) {
        status = write_holders(&view, &entry.item, &entry.finding, request->arena, &json, error);
    }
    view_write_store(&view, &json);
    json_object_close(&json);
    return status;
}

/* Countries, people … that stand in the same documents, each kind by how many they share. */
static enum status write_related(const struct view *view, const struct finding *finding,
                                 uint32_t self, struct arena *arena, struct json_writer *json,
                                 struct error *error)
{
    size_t limit =
        finding->parameters.limit < 0 ? API_LIMIT_DEFAULT : (size_t)finding->parameters.limit;
    for (size_t i = 0; i < REGISTRIES_COUNT; i++) {
        const struct registry_table_row *registry = &registries[i];
        struct registry_items items = {0};
        struct finding all = *finding;
        all.parameters.prefix = TEXT_NONE;
        all.parameters.offset = 0;
        /* One more, since the entry itself is among those of its own kind. */
        struct wanted wanted = {registry, view, &all, registry->is_value ? limit : limit + 1};
        enum status status = list(&wanted, arena, &items, error);
        if (status) {
            return status;
        }
        size_t told = 0;
        json_key(json, text_of(registry->path));
        json_list_open(json);
        for (size_t k = 0; k < items.count && told < limit; k++) {
            if (registry->is_value || items.items[k].entry != self) {
                json_object_open(json);
                registries_write(registry, view, &items.items[k], arena, json);
                json_object_close(json);
                told++;
            }
        }
        json_list_close(json);
    }
    return STATUS_OK;
}

enum status handle_registry_related(const struct http_request *request,
                                    struct http_response *response, void *context,
                                    struct error *error)
{
    AUTO_VIEW view = {0};
    struct entry entry = {.registry = registries_of(request)};
    if (!open_entry(&entry, &view, context, request, response)) {
        return STATUS_OK;
    }
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), entry.item.id);
    json_key_integer(&json, TEXT("total"), (int64_t)search_count(entry.finding.hits));
    enum status status =
        write_related(&view, &entry.finding, entry.item.entry, request->arena, &json, error);
    view_write_store(&view, &json);
    json_object_close(&json);
    return status;
}
