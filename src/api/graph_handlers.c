/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/csv_writer.h"

#include "graph.h"
#include "handlers.h"
#include "xml.h"

static void write_json(const struct graph *graph, struct json_writer *json)
{
    json_key_text(json, TEXT("graph"), text_of(graph_names[graph->kind]));
    json_key_bool(json, TEXT("directed"), graph->is_directed);
    json_key_integer(json, TEXT("node_total"), (int64_t)graph->node_total);
    json_key_integer(json, TEXT("edge_total"), (int64_t)graph->edge_total);
    json_key(json, TEXT("nodes"));
    json_list_open(json);
    for (size_t i = 0; i < graph->node_count; i++) {
        json_object_open(json);
        json_key_text(json, TEXT("id"), graph->nodes[i].id);
        json_key_text(json, TEXT("label"), graph->nodes[i].label);
        json_key_integer(json, TEXT("weight"), graph->nodes[i].weight);
        json_object_close(json);
    }
    json_list_close(json);
    json_key(json, TEXT("edges"));
    json_list_open(json);
    for (size_t i = 0; i < graph->edge_count; i++) {
        json_object_open(json);
        json_key_text(json, TEXT("source"), graph->nodes[graph->edges[i].source].id);
        json_key_text(json, TEXT("target"), graph->nodes[graph->edges[i].target].id);
        json_key_integer(json, TEXT("weight"), graph->edges[i].weight);
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_graphml_node(const struct graph_node *node, size_t number, struct buffer *out)
{
    buffer_add_format(out, "<node id=\"n%zu\"><data key=\"id\">", number);
    xml_add(out, node->id);
    buffer_add(out, TEXT("</data><data key=\"label\">"));
    xml_add(out, node->label.at ? node->label : node->id);
    buffer_add_format(out, "</data><data key=\"weight\">%u</data></node>\n", node->weight);
}

/* Source: the GraphML primer, http://graphml.graphdrawing.org/. */
static void write_graphml(const struct graph *graph, struct buffer *out)
{
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                         "<key id=\"id\" for=\"node\" attr.name=\"id\" attr.type=\"string\"/>\n"
                         "<key id=\"label\" for=\"node\" attr.name=\"label\" "
                         "attr.type=\"string\"/>\n"
                         "<key id=\"weight\" for=\"all\" attr.name=\"weight\" "
                         "attr.type=\"int\"/>\n"));
    buffer_add_format(out, "<graph id=\"%s\" edgedefault=\"%s\">\n", graph_names[graph->kind],
                      graph->is_directed ? "directed" : "undirected");
    for (size_t i = 0; i < graph->node_count; i++) {
        write_graphml_node(&graph->nodes[i], i, out);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct graph_edge *edge = &graph->edges[i];
        buffer_add_format(out,
                          "<edge source=\"n%u\" target=\"n%u\"><data key=\"weight\">%u</data>"
                          "</edge>\n",
                          edge->source, edge->target, edge->weight);
    }
    buffer_add(out, TEXT("</graph>\n</graphml>\n"));
}

/* Source: GEXF 1.3, https://gexf.net/. */
static void write_gexf(const struct graph *graph, struct buffer *out)
{
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"));
    buffer_add_format(out, "<graph defaultedgetype=\"%s\">\n<nodes>\n",
                      graph->is_directed ? "directed" : "undirected");
    for (size_t i = 0; i < graph->node_count; i++) {
        const struct graph_node *node = &graph->nodes[i];
        buffer_add(out, TEXT("<node id=\""));
        xml_add(out, node->id);
        buffer_add(out, TEXT("\" label=\""));
        xml_add(out, node->label.at ? node->label : node->id);
        buffer_add(out, TEXT("\"/>\n"));
    }
    buffer_add(out, TEXT("</nodes>\n<edges>\n"));
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct graph_edge *edge = &graph->edges[i];
        buffer_add_format(out, "<edge id=\"%zu\" source=\"", i);
        xml_add(out, graph->nodes[edge->source].id);
        buffer_add(out, TEXT("\" target=\""));
        xml_add(out, graph->nodes[edge->target].id);
        buffer_add_format(out, "\" weight=\"%u\"/>\n", edge->weight);
    }
    buffer_add(out, TEXT("</edges>\n</graph>\n</gexf>\n"));
}

static void write_csv(const struct graph *graph, struct arena *arena, struct buffer *out)
{
    struct csv_writer csv = {.out = out};
    csv_cell(&csv, TEXT("source"));
    csv_cell(&csv, TEXT("target"));
    csv_cell(&csv, TEXT("weight"));
    csv_row_end(&csv);
    for (size_t i = 0; i < graph->edge_count; i++) {
        csv_cell(&csv, graph->nodes[graph->edges[i].source].id);
        csv_cell(&csv, graph->nodes[graph->edges[i].target].id);
        csv_cell(&csv, arena_format(arena, "%u", graph->edges[i].weight));
        csv_row_end(&csv);
    }
}

static bool kind_of(const struct http_request *request, struct http_response *response,
                    enum graph_kind *out)
{
    for (size_t i = 0; i < GRAPH_KIND_COUNT; i++) {
        if (text_equal(request->captures[0], text_of(graph_names[i]))) {
            *out = (enum graph_kind)i;
            return true;
        }
    }
    (void)http_problem_say(request, response, HTTP_PROBLEM_NOT_FOUND,
                           "There is no graph '%.*s'; there are references, distribution, "
                           "copresence and cotags.",
                           TEXT_ARGUMENTS(request->captures[0]));
    return false;
}

enum status handle_graph(const struct http_request *request, struct http_response *response,
                         void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct finding finding;
    struct graph graph;
    enum graph_kind kind = GRAPH_REFERENCES;
    if (!kind_of(request, response, &kind) ||
        !finding_open_registered(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    enum status status = graph_make(&view, &finding, kind, request->arena, &graph, error);
    if (status) {
        return status;
    }
    if (request->format == HTTP_FORMAT_GRAPHML) {
        write_graphml(&graph, &response->body);
    } else if (request->format == HTTP_FORMAT_GEXF) {
        write_gexf(&graph, &response->body);
    } else if (request->format == HTTP_FORMAT_CSV) {
        write_csv(&graph, request->arena, &response->body);
    } else {
        struct json_writer json = http_response_json(request, response);
        json_object_open(&json);
        finding_write_query(&finding, request, &json);
        write_json(&graph, &json);
        view_write_store(&view, &json);
        json_object_close(&json);
    }
    return STATUS_OK;
}
