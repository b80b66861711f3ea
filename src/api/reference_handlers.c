/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/api/record_json.h"
#include "chancery/base/map.h"

#include "document_find.h"
#include "fact_rows.h"
#include "handlers.h"
#include "item.h"
#include "paging.h"
#include "reference_handlers.h"
#include "table_rows.h"

/* The most references that one answer follows, over all its depths. */
#define EDGES_MAX 2000

/* How many citing documents are named of each that is missing, and how many are told when nobody
 * says. */
#define MISSING_CITING_MAX 5
#define MISSING_DEFAULT    100

struct asked {
    size_t direction; /* of direction_words */
    int64_t depth;
    size_t units;
};

enum direction {
    DIRECTION_OUT,
    DIRECTION_IN,
    DIRECTION_BOTH,
};

static const char *const direction_words[] = {"out", "in", "both", NULL};

static const struct http_parameter items[] = {
    {.name = "direction",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct asked, direction),
     .words = direction_words,
     .preset = "both",
     .summary = "What the document cites, what cites it, or both."},
    {.name = "depth",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, depth),
     .least = 1,
     .most = 5,
     .preset = "1",
     .summary = "How many steps from the document; 2 tells what is cited by what it cites."},
    LIST_UNITS_PARAMETER(struct asked),
};
const struct http_parameters document_reference_parameters = HTTP_PARAMETERS(items);

/* A reference on the way outward. */
struct edge {
    int64_t depth;
    const struct registry_row *row;
};

struct edges {
    LIST_OF(struct edge);
};

/* What was met, by text of an id: a document need not be held. */
struct walk {
    const struct registry *registry;
    struct arena *arena;
    struct edges edges;
    struct texts ids; /* in the order in which they were met */
    struct map seen;
    struct map told; /* references, by their address */
    bool is_cut;
};

static void meet(struct walk *walk, struct text id)
{
    if (id.length > 0 && !map_find(&walk->seen, id) &&
        map_set(walk->arena, &walk->seen, id, walk)) {
        texts_add(walk->arena, &walk->ids, id);
    }
}

static void add_edge(struct walk *walk, int64_t depth, const struct registry_row *row)
{
    struct text address = arena_format(walk->arena, "%p", (const void *)row);
    if (walk->edges.count == EDGES_MAX) {
        walk->is_cut = true;
        return;
    }
    if (map_find(&walk->told, address)) {
        return;
    }
    struct edge *edge = map_set(walk->arena, &walk->told, address, walk)
                            ? LIST_ADD(walk->arena, &walk->edges)
                            : NULL;
    if (edge) {
        *edge = (struct edge){depth, row};
    }
}

static void step_out(struct walk *walk, struct text id, int64_t depth)
{
    uint32_t document = registry_document_of_id(walk->registry, id);
    if (document == REGISTRY_NONE) {
        return;
    }
    struct registry_rows rows =
        registry_document_rows(walk->registry, REGISTRY_REFERENCE, document);
    for (size_t i = 0; i < rows.count && !walk->is_cut; i++) {
        add_edge(walk, depth, &rows.items[i]);
        meet(walk, registry_text(walk->registry, rows.items[i].word));
    }
}

static void step_in(struct walk *walk, struct text id, int64_t depth)
{
    uint32_t cited = registry_cited_find(walk->registry, id);
    if (cited == REGISTRY_NONE) {
        return;
    }
    struct registry_numbers numbers = registry_citing(walk->registry, cited);
    for (size_t i = 0; i < numbers.count && !walk->is_cut; i++) {
        const struct registry_row *row = registry_reference(walk->registry, numbers.items[i]);
        add_edge(walk, depth, row);
        meet(walk, registry_document_id(walk->registry, row->document));
    }
}

static void go(struct walk *walk, struct text start, const struct asked *asked)
{
    size_t from = 0;
    meet(walk, start);
    for (int64_t depth = 1; depth <= asked->depth && !walk->is_cut; depth++) {
        size_t end = walk->ids.count;
        for (; from < end && !walk->is_cut; from++) {
            struct text id = walk->ids.items[from];
            if (asked->direction != DIRECTION_IN) {
                step_out(walk, id, depth);
            }
            if (asked->direction != DIRECTION_OUT) {
                step_in(walk, id, depth);
            }
        }
    }
}

/* The document that was read last; edges of one document often follow each other. */
struct reading {
    const struct view *view;
    uint32_t number;
    struct document *document;
};

static enum status read(struct reading *reading, uint32_t number, struct arena *arena,
                        struct error *error)
{
    if (reading->document && reading->number == number) {
        return STATUS_OK;
    }
    reading->number = number;
    return store_reader_document(reading->view->reader,
                                 registry_document_key(reading->view->registry, number),
                                 STORE_PART_ALL, arena, &reading->document, error);
}

static void write_edge(const struct reading *reading, const struct edge *edge, size_t units,
                       struct arena *arena, struct json_writer *json)
{
    const struct document *document = reading->document;
    const struct reference *reference = &document->references.items[edge->row->item];
    struct utf8_counter counter = utf8_counter_over(document->text, (enum utf8_unit)units);
    json_object_open(json);
    json_key_integer(json, TEXT("depth"), edge->depth);
    json_key_text(json, TEXT("document"), document->id);
    json_key_text(json, TEXT("href"), item_href(document->id, arena));
    for (size_t i = 0; i < reference_record.field_count; i++) {
        json_key(json, text_of(reference_record.fields[i].name));
        record_json_write_field(json, &reference_record.fields[i], reference, &counter);
    }
    json_key_text(json, TEXT("sentence"), fact_rows_sentence(document, reference, arena));
    json_object_close(json);
}

static enum status write_edges(const struct view *view, const struct walk *walk, size_t units,
                               struct arena *arena, struct json_writer *json, struct error *error)
{
    struct reading reading = {.view = view};
    enum status status = STATUS_OK;
    json_key(json, TEXT("items"));
    json_list_open(json);
    for (size_t i = 0; !status && i < walk->edges.count; i++) {
        const struct edge *edge = &walk->edges.items[i];
        status = read(&reading, edge->row->document, arena, error);
        if (!status && edge->row->item < reading.document->references.count) {
            write_edge(&reading, edge, units, arena, json);
        }
    }
    json_list_close(json);
    return status;
}

static const char *const columns[] = {
    "depth",         "document", "href",      "label", "raw",      "kind", "id",
    "year_inferred", "held",     "paragraph", "span",  "sentence", NULL};

enum status handle_document_references(const struct http_request *request,
                                       struct http_response *response, void *context,
                                       struct error *error)
{
    static const struct table_source rows = {handle_document_references, "items", 0, columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct asked asked = {.direction = DIRECTION_BOTH, .depth = 1};
    int64_t key = 0;
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response) || !view_register(&view, request, response) ||
        !document_find(&view, request, response, &key)) {
        return STATUS_OK;
    }
    struct walk walk = {.registry = view.registry, .arena = request->arena};
    uint32_t number = registry_document_of_id(walk.registry, request->captures[0]);
    struct text id =
        number == REGISTRY_NONE ? TEXT_NONE : registry_document_id(walk.registry, number);
    go(&walk, id, &asked);
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("id"), id);
    json_key_integer(&json, TEXT("total"), (int64_t)walk.edges.count);
    json_key_bool(&json, TEXT("truncated"), walk.is_cut);
    enum status status = write_edges(&view, &walk, asked.units, request->arena, &json, error);
    view_write_store(&view, &json);
    json_object_close(&json);
    return status;
}

/* --- what is cited and not held ------------------------------------------------------------- */

/* Counted over the documents found. */
struct missings {
    LIST_OF(struct registry_missed);
    const unsigned char *marks; /* which documents were found */
};

/* Which documents were found. */
static unsigned char *mark_hits(const struct view *view, struct search_hits *hits,
                                struct arena *arena)
{
    unsigned char *marks = arena_take(arena, (size_t)registry_document_count(view->registry) + 1);
    for (uint32_t number = search_next(hits, 0); marks && number != INDEX_END;
         number = search_next(hits, number + 1)) {
        marks[number] = 1;
    }
    return marks;
}

static uint32_t count_citing(const struct registry *registry, uint32_t cited,
                             const unsigned char *marks)
{
    struct registry_numbers numbers = registry_citing(registry, cited);
    uint32_t count = 0;
    uint32_t last = REGISTRY_NONE;
    for (size_t i = 0; i < numbers.count; i++) {
        uint32_t document = registry_reference(registry, numbers.items[i])->document;
        count += document != last && marks[document] ? 1 : 0;
        last = document;
    }
    return count;
}

static void write_missing(const struct registry *registry, const struct registry_missed *missing,
                          const unsigned char *marks, struct arena *arena, struct json_writer *json)
{
    struct registry_numbers numbers = registry_citing(registry, missing->cited);
    struct text id = registry_cited_id(registry, missing->cited);
    uint32_t last = REGISTRY_NONE;
    int told = 0;
    json_object_open(json);
    json_key_text(json, TEXT("id"), id);
    json_key_integer(json, TEXT("cited_by"), missing->count);
    json_key(json, TEXT("citing"));
    json_list_open(json);
    for (size_t i = 0; i < numbers.count && told < MISSING_CITING_MAX; i++) {
        uint32_t document = registry_reference(registry, numbers.items[i])->document;
        if (document != last && marks[document]) {
            json_write_text(json, registry_document_id(registry, document));
            told++;
        }
        last = document;
    }
    json_list_close(json);
    json_key_text(
        json, TEXT("references"),
        arena_format(arena, "/v1/references?document=%.*s&direction=in", TEXT_ARGUMENTS(id)));
    json_object_close(json);
}

/* Most cited first. The registry has them in the order that holds for all documents. */
static bool list_missing(const struct view *view, const struct finding *finding,
                         struct arena *arena, struct missings *out)
{
    const struct registry *registry = view->registry;
    struct registry_numbers all = registry_missing(registry);
    bool is_all = search_count(finding->hits) == registry_document_count(registry);
    out->marks = mark_hits(view, finding->hits, arena);
    out->items = arena_take(arena, (all.count + 1) * sizeof(*out->items));
    for (size_t i = 0; out->marks && out->items && i < all.count; i++) {
        uint32_t cited = all.items[i];
        if (finding->parameters.prefix.length > 0 &&
            !text_starts_fold(registry_cited_id(registry, cited), finding->parameters.prefix)) {
            continue;
        }
        uint32_t count =
            is_all ? registry_cited_by(registry, cited) : count_citing(registry, cited, out->marks);
        if (count > 0) {
            out->items[out->count++] = (struct registry_missed){cited, count};
        }
    }
    if (!is_all && out->items) {
        registry_missed_sort(out->items, out->count);
    }
    return out->marks && out->items;
}

static const char *const missing_columns[] = {"id", "cited_by", "citing", "references", NULL};

enum status handle_missing(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    static const struct table_source rows = {handle_missing, "items", LIST_VALUES_MAX,
                                             missing_columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct finding finding;
    struct missings list = {0};
    if (!finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    if (!list_missing(&view, &finding, request->arena, &list)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for what is missing");
    }
    size_t offset = (size_t)finding.parameters.offset;
    int64_t limit = finding.parameters.limit < 0 ? MISSING_DEFAULT : finding.parameters.limit;
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    finding_write_query(&finding, request, &json);
    json_key_integer(&json, TEXT("total"), (int64_t)list.count);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = offset; i < list.count && i - offset < (size_t)limit; i++) {
        write_missing(view.registry, &list.items[i], list.marks, request->arena, &json);
    }
    json_list_close(&json);
    struct paging paging =
        paging_by_offset(request, limit, finding.parameters.offset, (int64_t)list.count);
    paging_write(&paging, request, response, &json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return STATUS_OK;
}
