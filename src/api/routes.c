/* SPDX-License-Identifier: Apache-2.0 */
#include "routes.h"

#include "change_handlers.h"
#include "fact_rows.h"
#include "handlers.h"
#include "list_parameters.h"
#include "neighbor_handlers.h"
#include "reference_handlers.h"
#include "resolve_handlers.h"
#include "store_handlers.h"
#include "suggest_handlers.h"
#include "verify_handlers.h"

#define ROWS (HTTP_FORMAT_BIT(JSON) | HTTP_FORMAT_BIT(NDJSON) | HTTP_FORMAT_BIT(CSV))
#define LIST_TABLES                                                                 \
    {                                                                               \
        &list_set_parameters, &list_page_parameters, &list_shape_parameters,        \
            &list_fields_parameters, &list_facet_parameters, &list_units_parameters \
    }

/* Rows of facts. */
#define ROW_ROUTE(Many, path, kinds, own, what, like)                                           \
    {                                                                                           \
        .methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST, .pattern = path, .handle = handle_rows,    \
        .parameters = {&list_set_parameters, &(own), &fact_rows_page_parameters,                \
                       &list_units_parameters},                                                 \
        .formats = (kinds), .operation = ("list" Many), .tag = "Registries", .summary = (what), \
        .schema = (Many "Answer"), .example = (path like)                                       \
    }

/* A registry as a list. */
#define REGISTRY_LIST(Many, path, what)                                                           \
    {                                                                                             \
        .methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST, .pattern = path, .handle = handle_registry,  \
        .parameters = {&list_set_parameters, &list_value_parameters}, .operation = ("list" Many), \
        .tag = "Registries", .summary = (what), .schema = (Many "Answer"),                        \
        .example = (path "?limit=5")                                                              \
    }

/* One entry of a registry, and three views of it. */
#define REGISTRY_ENTRY(One, path, like)                                                            \
    {.methods = HTTP_ROUTE_GET,                                                                    \
     .pattern = (path "/{id}"),                                                                    \
     .handle = handle_registry_entry,                                                              \
     .operation = ("get" One),                                                                     \
     .tag = "Registries",                                                                          \
     .summary = "One entry: its spellings with the evidence for each, offices",                    \
     .schema = (One "Entry"),                                                                      \
     .example = (path "/" like)},                                                                  \
        {.methods = HTTP_ROUTE_GET,                                                                \
         .pattern = (path "/{id}/documents"),                                                      \
         .handle = handle_registry_documents,                                                      \
         .parameters = LIST_TABLES,                                                                \
         .formats = ROWS,                                                                          \
         .operation = ("list" One "Documents"),                                                    \
         .tag = "Registries",                                                                      \
         .summary = "The documents that name it; q and filters narrow them",                       \
         .schema = "SearchAnswer",                                                                 \
         .example = (path "/" like "/documents")},                                                 \
        {.methods = HTTP_ROUTE_GET,                                                                \
         .pattern = (path "/{id}/timeline"),                                                       \
         .handle = handle_registry_timeline,                                                       \
         .parameters = {&list_set_parameters, &list_timeline_parameters},                          \
         .operation = ("get" One "Timeline"),                                                      \
         .tag = "Registries",                                                                      \
         .summary = "How many of these documents when",                                            \
         .schema = "TimelineAnswer",                                                               \
         .example = (path "/" like "/timeline?by=month")},                                         \
    {                                                                                              \
        .methods = HTTP_ROUTE_GET, .pattern = (path "/{id}/related"),                              \
        .handle = handle_registry_related,                                                         \
        .parameters = {&list_set_parameters, &list_related_parameters},                            \
        .operation = ("list" One "Related"), .tag = "Registries",                                  \
        .summary = "What else these documents name, most shared first", .schema = "RelatedAnswer", \
        .example = (path "/" like "/related?limit=3")                                              \
    }

const struct http_route api_routes[] = {
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/",
     .handle = handle_root,
     .formats = HTTP_FORMAT_BIT(JSON) | HTTP_FORMAT_BIT(HTML),
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_IMMEDIATE | HTTP_ROUTE_PAGE,
     .operation = "getRoot",
     .tag = "Operations",
     .summary = "A page to begin on for a browser, the index of links for anything else",
     .schema = "Index",
     .example = "/"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1",
     .handle = handle_index,
     .operation = "getIndex",
     .tag = "Operations",
     .summary = "Every resource, with one example each",
     .schema = "Index",
     .example = "/v1"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/search",
     .handle = handle_search,
     .parameters = LIST_TABLES,
     .formats = ROWS,
     .operation = "search",
     .tag = "Search",
     .summary = "Documents, with their matching passages and facets",
     .schema = "SearchAnswer",
     .example = "/v1/search?q=secretariat&facets=tag"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/passages",
     .handle = handle_passages,
     .parameters = {&list_set_parameters, &list_page_parameters, &list_shape_parameters,
                    &list_facet_parameters, &list_units_parameters},
     .formats = ROWS,
     .operation = "searchPassages",
     .tag = "Search",
     .summary = "Paragraphs, each by itself",
     .schema = "PassagesAnswer",
     .example = "/v1/passages?q=secretariat&mark=C"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/documents",
     .handle = handle_documents,
     .parameters = LIST_TABLES,
     .formats = ROWS,
     .operation = "listDocuments",
     .tag = "Documents",
     .summary = "All documents, or those that filters leave",
     .schema = "SearchAnswer",
     .example = "/v1/documents?kind=cable&sort=date"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}",
     .handle = handle_document,
     .parameters = {&list_fields_parameters, &list_units_parameters},
     .operation = "getDocument",
     .tag = "Documents",
     .summary = "One document, whole",
     .description = "Every usual spelling of a cable's number leads to its canonical id.",
     .schema = "Document",
     .example = "/v1/documents/08OSLO312"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/text",
     .handle = handle_document_text,
     .traits = HTTP_ROUTE_BYTES,
     .operation = "getDocumentText",
     .tag = "Documents",
     .summary = "Its text, in UTF-8",
     .example = "/v1/documents/08OSLO312/text"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/source",
     .handle = handle_document_source,
     .traits = HTTP_ROUTE_BYTES,
     .operation = "getDocumentSource",
     .tag = "Documents",
     .summary = "The bytes as they were loaded",
     .example = "/v1/documents/08OSLO312/source"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/paragraphs",
     .handle = handle_document_paragraphs,
     .parameters = {&list_units_parameters},
     .operation = "listParagraphs",
     .tag = "Documents",
     .summary = "Its paragraphs",
     .schema = "ParagraphsAnswer",
     .example = "/v1/documents/08OSLO312/paragraphs"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/paragraphs/{n}",
     .handle = handle_document_paragraph,
     .parameters = {&list_units_parameters},
     .operation = "getParagraph",
     .tag = "Documents",
     .summary = "One paragraph, by its place from 1",
     .schema = "Paragraph",
     .example = "/v1/documents/08OSLO312/paragraphs/1"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/similar",
     .handle = handle_similar,
     .parameters = {&neighbor_parameters},
     .operation = "listSimilarDocuments",
     .tag = "Documents",
     .summary = "Documents most like it, each with its reasons",
     .schema = "SimilarAnswer",
     .example = "/v1/documents/08OSLO312/similar"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/diff/{other}",
     .handle = handle_difference,
     .parameters = {&difference_parameters},
     .operation = "compareDocuments",
     .tag = "Documents",
     .summary = "The words that another document lacks or has besides",
     .description = "An id with a slash in it is written with %2F here.",
     .schema = "DifferenceAnswer",
     .example = "/v1/documents/08OSLO312/diff/08OSLO251"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/concordance",
     .handle = handle_concordance,
     .parameters = {&list_set_parameters, &list_line_parameters},
     .operation = "getConcordance",
     .tag = "Search",
     .summary = "Every match of the query with the words around it",
     .schema = "ConcordanceAnswer",
     .example = "/v1/concordance?q=secretariat&sort=right&context=5"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/suggest",
     .handle = handle_suggest,
     .parameters = {&suggest_parameters},
     .operation = "suggest",
     .tag = "Search",
     .summary = "How what was typed may go on: words, ids, people, organizations, tags, stations",
     .schema = "SuggestAnswer",
     .example = "/v1/suggest?prefix=secr"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/facets/{field}",
     .handle = handle_facet,
     .parameters = {&list_set_parameters, &list_value_parameters},
     .operation = "listFacetValues",
     .tag = "Search",
     .summary = "All values of one field, with counts",
     .schema = "FacetAnswer",
     .example = "/v1/facets/station?kind=cable"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/timeline",
     .handle = handle_timeline,
     .parameters = {&list_set_parameters, &list_timeline_parameters},
     .operation = "getTimeline",
     .tag = "Search",
     .summary = "How many documents when",
     .description = "An imprecise date counts in a bucket of its own precision, never in the first "
                    "month of its year.",
     .schema = "TimelineAnswer",
     .example = "/v1/timeline?by=month&q=secretariat"},
    REGISTRY_LIST("People", "/v1/people", "People, each once, with their spellings"),
    REGISTRY_ENTRY("Person", "/v1/people", "rosalind-achterberg"),
    REGISTRY_LIST("Organizations", "/v1/organizations",
                  "Organizations, each once, with their spellings"),
    REGISTRY_LIST("Countries", "/v1/countries", "Countries that documents are about"),
    REGISTRY_ENTRY("Country", "/v1/countries", "NO"),
    REGISTRY_LIST("Places", "/v1/places", "Places that documents name"),
    REGISTRY_ENTRY("Place", "/v1/places", "helsinki-fi"),
    REGISTRY_LIST("Tags", "/v1/tags", "The TAGS of the documents, with their meaning"),
    REGISTRY_ENTRY("Tag", "/v1/tags", "PREL"),
    REGISTRY_LIST("Stations", "/v1/stations",
                  "The stations that cables were sent from, with country and coordinates"),
    REGISTRY_ENTRY("Station", "/v1/stations", "OSLO"),
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/documents/{id+}/references",
     .handle = handle_document_references,
     .parameters = {&document_reference_parameters},
     .operation = "listDocumentReferences",
     .tag = "Documents",
     .summary = "What it cites and what cites it, some steps far",
     .schema = "DocumentReferencesAnswer",
     .example = "/v1/documents/08OSLO312/references?depth=2"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/missing",
     .handle = handle_missing,
     .parameters = {&list_set_parameters, &list_value_parameters},
     .operation = "listMissing",
     .tag = "Registries",
     .summary = "What is cited and not held, most cited first",
     .schema = "MissingAnswer",
     .example = "/v1/missing?limit=5"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/resolve",
     .handle = handle_resolve,
     .parameters = {&resolve_parameters},
     .operation = "resolve",
     .tag = "Registries",
     .summary = "References as people write them: which document each means",
     .schema = "ResolveAnswer",
     .example = "/v1/resolve?reference=STATE+49203&context=08OSLO312"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/verify",
     .handle = handle_verify,
     .parameters = {&list_set_parameters, &verify_parameters},
     .operation = "verify",
     .tag = "Search",
     .summary = "Whether words stand in a document: exactly, altered, or not",
     .schema = "VerifyAnswer",
     .example = "/v1/verify?quotation=It+would+not+be+sorry+to+come+second"},
    ROW_ROUTE("Events", "/v1/events", ROWS | HTTP_FORMAT_BIT(ICS), fact_rows_event_parameters,
              "Meetings, visits, demarches …, each with who, when, where and the words that say so",
              "?limit=3"),
    ROW_ROUTE("Statements", "/v1/statements", ROWS, fact_rows_statement_parameters,
              "Who said what, by which words", "?limit=3"),
    ROW_ROUTE("ActionRequests", "/v1/action-requests", ROWS, fact_rows_request_parameters,
              "What was asked of whom, and by when", "?limit=3"),
    ROW_ROUTE("Money", "/v1/money", ROWS, fact_rows_money_parameters, "Sums of money, and what for",
              "?currency=EUR&limit=3"),
    ROW_ROUTE("References", "/v1/references", ROWS, fact_rows_reference_parameters,
              "Which document cites which", "?document=08OSLO312"),
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/store",
     .handle = handle_store,
     .parameters = {&store_parameters},
     .operation = "getStore",
     .tag = "Operations",
     .summary = "What is loaded, and what could not be read or was repaired",
     .schema = "StoreAnswer",
     .example = "/v1/store"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/changes",
     .handle = handle_changes,
     .parameters = {&change_parameters},
     .operation = "listChanges",
     .tag = "Operations",
     .summary = "What came, changed and went since a generation",
     .schema = "ChangesAnswer",
     .example = "/v1/changes?since=0"},
    {.methods = HTTP_ROUTE_GET | HTTP_ROUTE_POST,
     .pattern = "/v1/reload",
     .handle = handle_reload,
     .traits = HTTP_ROUTE_UNCACHED,
     .operation = "reload",
     .tag = "Operations",
     .summary = "How the load stands; a POST of {} has the folders looked through again",
     .schema = "Reload",
     .example = "/v1/reload"},
    {.methods = HTTP_ROUTE_POST,
     .pattern = "/v1/batch",
     .handle = handle_batch,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_RAW_BODY | HTTP_ROUTE_HIDDEN,
     .operation = "batch",
     .tag = "Operations",
     .summary = "Up to 100 requests, all answered from one generation",
     .example = "/v1/batch"},
    {.methods = HTTP_ROUTE_POST,
     .pattern = "/indexes/{uid}/search",
     .handle = handle_meili_search,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_RAW_BODY | HTTP_ROUTE_HIDDEN,
     .operation = "meiliSearch",
     .tag = "Search",
     .summary = "A search as Meilisearch's clients ask it",
     .example = "/indexes/documents/search"},
    {.methods = HTTP_ROUTE_POST,
     .pattern = "/multi-search",
     .handle = handle_meili_multi_search,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_RAW_BODY | HTTP_ROUTE_HIDDEN,
     .operation = "meiliMultiSearch",
     .tag = "Search",
     .summary = "Several of these at once",
     .example = "/multi-search"},
    {.methods = HTTP_ROUTE_POST,
     .pattern = "/mcp",
     .handle = handle_mcp,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_RAW_BODY | HTTP_ROUTE_HIDDEN,
     .operation = "mcp",
     .tag = "Operations",
     .summary = "The Model Context Protocol: search, read and cite, for assistants",
     .example = "/mcp"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/v1/openapi.json",
     .handle = handle_openapi,
     .traits = HTTP_ROUTE_BYTES | HTTP_ROUTE_HIDDEN,
     .operation = "getOpenapi",
     .tag = "Operations",
     .summary = "This description",
     .example = "/v1/openapi.json"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/docs/problems",
     .handle = handle_problems,
     .formats = HTTP_FORMAT_BIT(JSON) | HTTP_FORMAT_BIT(HTML),
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_HIDDEN,
     .operation = "listProblems",
     .tag = "Operations",
     .summary = "Every kind of problem, and what it means",
     .example = "/docs/problems"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/healthz",
     .handle = handle_health,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_IMMEDIATE | HTTP_ROUTE_OPEN,
     .operation = "getHealth",
     .tag = "Operations",
     .summary = "Whether the program runs",
     .schema = "Health",
     .example = "/healthz"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/readyz",
     .handle = handle_ready,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_IMMEDIATE | HTTP_ROUTE_OPEN,
     .operation = "getReadiness",
     .tag = "Operations",
     .summary = "Whether documents can be asked for, and how far the load is",
     .schema = "Readiness",
     .example = "/readyz"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/metrics",
     .handle = handle_metrics,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_IMMEDIATE | HTTP_ROUTE_BYTES | HTTP_ROUTE_HIDDEN,
     .operation = "getMetrics",
     .tag = "Operations",
     .summary = "Counts for Prometheus",
     .example = "/metrics"},
    {.methods = HTTP_ROUTE_GET,
     .pattern = "/version",
     .handle = handle_version,
     .traits = HTTP_ROUTE_UNCACHED | HTTP_ROUTE_IMMEDIATE,
     .operation = "getVersion",
     .tag = "Operations",
     .summary = "Which program this is",
     .schema = "Version",
     .example = "/version"},
};
const size_t api_route_count = COUNT_OF(api_routes);
