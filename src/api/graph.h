/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Graphs over the documents found: who cites whom, who sends to whom, who is named with whom, which
 * TAGS stand together. The nodes that most documents have are kept, up to a limit; of the edges
 * between them the heaviest.
 */

#include "finding.h"

/* The most nodes and edges of one graph. */
#define GRAPH_NODES_MAX 1000
#define GRAPH_EDGES_MAX 20000

/* Words of the path, in this order. */
enum graph_kind {
    GRAPH_REFERENCES,
    GRAPH_DISTRIBUTION,
    GRAPH_COPRESENCE,
    GRAPH_COTAGS,
};

#define GRAPH_KIND_COUNT 4

extern const char *const graph_names[GRAPH_KIND_COUNT];

struct graph_node {
    struct text id;
    struct text label; /* or none */
    uint32_t weight;   /* documents, or references */
};

struct graph_edge {
    uint32_t source; /* places in nodes */
    uint32_t target;
    uint32_t weight;
};

struct graph {
    enum graph_kind kind;
    bool is_directed;
    struct graph_node *nodes; /* the heaviest first */
    size_t node_count;
    size_t node_total;        /* without the limit */
    struct graph_edge *edges; /* the heaviest first */
    size_t edge_count;
    size_t edge_total; /* between the nodes that are kept */
};

/*
 * Errors:  STATUS_NO_MEMORY
 * Cost:    linear in what the documents found name, but for pairs among the nodes that are kept;
 *          four bytes for each pair of these.
 */
MUST_CHECK enum status graph_make(const struct view *view, const struct finding *finding,
                                  enum graph_kind kind, struct arena *arena, struct graph *out,
                                  struct error *error);
