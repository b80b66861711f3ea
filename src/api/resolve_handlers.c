/* SPDX-License-Identifier: Apache-2.0 */
#include "resolve_handlers.h"

#include <inttypes.h>

#include "chancery/base/calendar.h"
#include "chancery/model/cable_id.h"

#include "handlers.h"
#include "item.h"
#include "list_parameters.h"
#include "table_rows.h"
#include "view.h"

/* The most references of one request, and candidates of one reference. */
#define REFERENCES_MAX 1000
#define CANDIDATES_MAX 20

/* The longest title that is looked for. */
#define TITLE_BYTES_MAX ((size_t)1024)

struct asked {
    struct text reference;
    struct texts references;
    int64_t year;
    struct text context;
};

static const struct http_parameter items[] = {
    {.name = "reference",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, reference),
     .most = 1024,
     .summary = "One reference as people write it: a cable's number, an id, or a title.",
     .example = "STATE 49203"},
    {.name = "references",
     .kind = HTTP_PARAMETER_LIST,
     .offset = offsetof(struct asked, references),
     .most = 1024,
     .summary = "Several; a list in the body of a POST. At most 1000."},
    {.name = "year",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct asked, year),
     .least = CALENDAR_YEAR_MIN,
     .most = CALENDAR_YEAR_MAX,
     .summary = "The year that a number without one is of.",
     .example = "2008"},
    {.name = "context",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct asked, context),
     .most = 256,
     .summary = "The id of the document that it stands in, whose year a number without one is of.",
     .example = "08OSLO312"},
};
const struct http_parameters resolve_parameters = HTTP_PARAMETERS(items);

/* What one reference came to. */
struct resolved {
    struct text id; /* the one that it means, or TEXT_NONE */
    bool year_inferred;
    struct texts candidates;
};

struct resolving {
    const struct view *view;
    const struct registry *registry;
    int64_t year; /* INTEGER_NONE when nobody says */
    struct arena *arena;
};

static bool is_held(const struct resolving *resolving, struct text id)
{
    return registry_document_of_id(resolving->registry, id) != REGISTRY_NONE;
}

static bool is_known(const struct resolving *resolving, struct text id)
{
    return is_held(resolving, id) || registry_cited_find(resolving->registry, id) != REGISTRY_NONE;
}

/* The canonical id of a number that has no year, in a year. */
static struct text in_year(const struct resolving *resolving, struct text reference, int64_t year)
{
    size_t digits = 0;
    while (digits < reference.length && text_is_digit(reference.at[digits])) {
        digits++;
    }
    /* Some write the serial first: 312 OSLO. */
    struct text serial = text_slice(reference, 0, digits);
    struct text rest = text_trim(text_from(reference, digits));
    bool is_turned = digits > 0 && rest.length > 0 && text_is_letter(rest.at[0]);
    struct text written =
        arena_format(resolving->arena, "%02" PRId64 " %.*s%s%.*s", year % 100,
                     TEXT_ARGUMENTS(is_turned ? rest : reference), is_turned ? " " : "",
                     TEXT_ARGUMENTS(is_turned ? serial : TEXT_NONE));
    return cable_id_read(written, resolving->view->vocabulary, resolving->arena);
}

/* All years in which a number is held or cited; the year that is asked for first. */
static void try_years(const struct resolving *resolving, struct text reference,
                      struct resolved *out)
{
    if (resolving->year != INTEGER_NONE) {
        struct text id = in_year(resolving, reference, resolving->year);
        if (id.at && is_known(resolving, id)) {
            out->id = id;
            out->year_inferred = true;
        }
    }
    for (int64_t year = 0; year < 100; year++) {
        struct text id = in_year(resolving, reference, year);
        if (!id.at) {
            return;
        }
        if (is_known(resolving, id) && out->candidates.count < CANDIDATES_MAX) {
            texts_add(resolving->arena, &out->candidates, id);
        }
    }
    if (!out->id.at && out->candidates.count == 1) {
        out->id = out->candidates.items[0];
        out->year_inferred = true;
    }
    if (!out->id.at && resolving->year != INTEGER_NONE && out->candidates.count == 0) {
        out->id = in_year(resolving, reference, resolving->year);
        out->year_inferred = true;
    }
}

/* Documents with this title. */
static enum status try_title(const struct resolving *resolving, struct text reference,
                             struct resolved *out, struct error *error)
{
    struct query_node *field = query_node_new(resolving->arena, QUERY_FIELD);
    struct query_node *phrase = query_node_new(resolving->arena, QUERY_PHRASE);
    struct query_node **child = field ? LIST_ADD(resolving->arena, &field->children) : NULL;
    if (!phrase || !child) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a title");
    }
    field->field = QUERY_FIELD_TITLE;
    phrase->text = text_slice(reference, 0, TITLE_BYTES_MAX);
    *child = phrase;
    struct search_request request = {.query = field, .limit = CANDIDATES_MAX};
    struct search_hits *hits = NULL;
    struct search_page page;
    enum status status =
        search_find(&resolving->view->source, &request, resolving->arena, &hits, error);
    status = status ? status : search_page(hits, resolving->arena, &page, error);
    size_t same = 0;
    for (size_t i = 0; !status && i < page.count; i++) {
        struct index_card card = index_card(resolving->view->source.index, page.items[i].document);
        texts_add(resolving->arena, &out->candidates, card.id);
        bool is_same = text_equal(registry_fold(card.title, resolving->arena),
                                  registry_fold(reference, resolving->arena));
        same += is_same ? 1 : 0;
        out->id = is_same ? card.id : out->id;
    }
    if (!status && same != 1) {
        out->id = page.count == 1 ? out->candidates.items[0] : TEXT_NONE;
    }
    return status;
}

static struct text lower(struct text text, struct arena *arena)
{
    char *bytes = arena_copy(arena, text);
    for (size_t i = 0; bytes && i < text.length; i++) {
        bytes[i] = text_lower(bytes[i]);
    }
    return bytes ? (struct text){bytes, text.length} : TEXT_NONE;
}

static enum status resolve(const struct resolving *resolving, struct text reference,
                           struct resolved *out, struct error *error)
{
    *out = (struct resolved){.id = TEXT_NONE};
    reference = text_trim(reference);
    struct text forms[] = {reference, lower(reference, resolving->arena),
                           cable_id_read(reference, resolving->view->vocabulary, resolving->arena)};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        if (forms[i].length > 0 && is_known(resolving, forms[i])) {
            out->id = forms[i];
            return STATUS_OK;
        }
    }
    /* A number with its year is what it is, known or not. */
    out->id = forms[COUNT_OF(forms) - 1];
    if (!out->id.at) {
        try_years(resolving, reference, out);
    }
    return out->id.at || out->candidates.count > 0 || reference.length == 0
               ? STATUS_OK
               : try_title(resolving, reference, out, error);
}

static const char *state_of(const struct resolving *resolving, const struct resolved *resolved)
{
    if (resolved->id.at) {
        return is_held(resolving, resolved->id)    ? "held"
               : is_known(resolving, resolved->id) ? "missing"
                                                   : "unknown";
    }
    return resolved->candidates.count > 0 ? "ambiguous" : "unresolved";
}

static void write_candidate(const struct resolving *resolving, struct text id,
                            struct json_writer *json)
{
    struct index_card card = {.id = id};
    uint32_t document = registry_document_of_id(resolving->registry, id);
    if (document != REGISTRY_NONE) {
        card = index_card(resolving->view->source.index, document);
    }
    uint32_t cited = registry_cited_find(resolving->registry, id);
    json_object_open(json);
    json_key_text(json, TEXT("id"), id);
    json_key_bool(json, TEXT("held"), document != REGISTRY_NONE);
    json_key_text(json, TEXT("href"),
                  document == REGISTRY_NONE ? TEXT_NONE : item_href(id, resolving->arena));
    json_key_text(json, TEXT("title"), card.title);
    json_key_text(json, TEXT("date"), card.date);
    json_key_integer(json, TEXT("cited_by"),
                     cited == REGISTRY_NONE ? 0 : registry_cited_by(resolving->registry, cited));
    json_object_close(json);
}

static void write_resolved(const struct resolving *resolving, struct text reference,
                           const struct resolved *resolved, struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("reference"), reference);
    json_key_text(json, TEXT("state"), text_of(state_of(resolving, resolved)));
    json_key_text(json, TEXT("id"), resolved->id);
    json_key_bool(json, TEXT("year_inferred"), resolved->year_inferred);
    json_key(json, TEXT("candidates"));
    json_list_open(json);
    if (resolved->candidates.count == 0 && resolved->id.at) {
        write_candidate(resolving, resolved->id, json);
    }
    for (size_t i = 0; i < resolved->candidates.count; i++) {
        write_candidate(resolving, resolved->candidates.items[i], json);
    }
    json_list_close(json);
    json_object_close(json);
}

/* The year that is asked for, or that of the document it stands in. */
static int64_t year_of(const struct resolving *resolving, const struct asked *asked)
{
    uint32_t document = asked->context.at
                            ? registry_document_of_id(resolving->registry, asked->context)
                            : REGISTRY_NONE;
    if (asked->year != INTEGER_NONE || document == REGISTRY_NONE) {
        return asked->year;
    }
    struct index_date date = index_document_date(resolving->view->source.index, document);
    return date.precision == INDEX_PRECISION_NONE ? INTEGER_NONE
                                                  : calendar_date_of(date.days.first_day).year;
}

static const char *const columns[] = {"reference",     "state",      "id",
                                      "year_inferred", "candidates", NULL};

enum status handle_resolve(const struct http_request *request, struct http_response *response,
                           void *context, struct error *error)
{
    static const struct table_source rows = {handle_resolve, "items", 0, columns};
    if (request->format != HTTP_FORMAT_JSON) {
        return table_rows_answer(request, response, context, &rows, error);
    }
    AUTO_VIEW view = {0};
    struct asked asked = {.year = INTEGER_NONE};
    if (!http_parameters_take(request, response, &asked) ||
        !view_open(&view, context, request, response) || !view_register(&view, request, response)) {
        return STATUS_OK;
    }
    if (asked.reference.at) {
        texts_add(request->arena, &asked.references, asked.reference);
    }
    if (asked.references.count == 0 || asked.references.count > REFERENCES_MAX) {
        return http_problem_say(request, response, HTTP_PROBLEM_BAD_REQUEST,
                                "Give one reference, or a list of references of at most %d.",
                                REFERENCES_MAX);
    }
    struct resolving resolving = {
        .view = &view, .registry = view.registry, .arena = request->arena};
    resolving.year = year_of(&resolving, &asked);
    struct json_writer json = http_response_json(request, response);
    enum status status = STATUS_OK;
    json_object_open(&json);
    json_key_integer(&json, TEXT("total"), (int64_t)asked.references.count);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; !status && i < asked.references.count; i++) {
        struct resolved resolved;
        status = resolve(&resolving, asked.references.items[i], &resolved, error);
        if (!status) {
            write_resolved(&resolving, asked.references.items[i], &resolved, &json);
        }
    }
    json_list_close(&json);
    view_write_store(&view, &json);
    json_object_close(&json);
    return status;
}
