/* SPDX-License-Identifier: Apache-2.0 */
#include "graph.h"

#include <stdlib.h>

#include "chancery/base/numbering.h"
#include "chancery/model/vocabulary.h"

/* The most ends that one document adds to a graph; a collective of more is cut. */
#define ENDS_MAX 4096

const char *const graph_names[GRAPH_KIND_COUNT] = {
    [GRAPH_REFERENCES] = "references",
    [GRAPH_DISTRIBUTION] = "distribution",
    [GRAPH_COPRESENCE] = "copresence",
    [GRAPH_COTAGS] = "cotags",
};

/* What a document adds: from each source to each target, or between all sources when it has none.
 * Ends are keys: numbers below key_count that stand for what may become a node. */
struct ends {
    uint32_t sources[ENDS_MAX];
    size_t source_count;
    uint32_t targets[ENDS_MAX];
    size_t target_count;
};

struct making {
    const struct view *view;
    const struct finding *finding;
    const struct registry *registry;
    const struct index *index;
    struct arena *arena;
    enum graph_kind kind;
    enum registry_kind entries;  /* of copresence */
    struct registry_range range; /* of these */
    size_t key_count;
    struct numbering names; /* of distribution: senders and addressees by name */
    uint32_t *keys[3];      /* of distribution: by value of from, to and info */
    uint32_t *weights;      /* by key */
    uint32_t *places;       /* by key: the node, or UINT32_MAX */
    uint32_t *pairs;        /* by source and target node */
    struct ends ends;
};

static const enum query_field address_fields[3] = {QUERY_FIELD_FROM, QUERY_FIELD_TO,
                                                   QUERY_FIELD_INFO};

static void add_source(struct making *making, uint32_t key)
{
    if (making->ends.source_count < ENDS_MAX) {
        making->ends.sources[making->ends.source_count++] = key;
    }
}

static void add_target(struct making *making, uint32_t key)
{
    if (making->ends.target_count < ENDS_MAX) {
        making->ends.targets[making->ends.target_count++] = key;
    }
}

static void collect_references(struct making *making, uint32_t document)
{
    struct registry_rows rows =
        registry_document_rows(making->registry, REGISTRY_REFERENCE, document);
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].word != REGISTRY_NONE) {
            add_target(making, rows.items[i].word);
        }
    }
    if (making->ends.target_count > 0) {
        add_source(making, registry_document_text(making->registry, document));
    }
}

static void collect_distribution(struct making *making, uint32_t number)
{
    for (size_t i = 0; i < COUNT_OF(address_fields); i++) {
        struct index_numbers values =
            index_document_values(making->index, address_fields[i], number);
        for (size_t k = 0; k < values.count; k++) {
            uint32_t key = making->keys[i][values.items[k]];
            if (i == 0) {
                add_source(making, key);
            } else {
                add_target(making, key);
            }
        }
    }
}

static void collect_entries(struct making *making, uint32_t document)
{
    struct registry_range range = making->range;
    struct registry_numbers named = registry_document_entries(making->registry, document);
    size_t count = 0;
    for (size_t i = 0; i < named.count && count < ENDS_MAX; i++) {
        if (named.items[i] >= range.first && named.items[i] < range.end) {
            making->ends.sources[count++] = named.items[i] - range.first;
        }
    }
    making->ends.source_count = count;
}

static void collect_tags(struct making *making, uint32_t number)
{
    struct index_numbers values = index_document_values(making->index, QUERY_FIELD_TAG, number);
    for (size_t i = 0; i < values.count; i++) {
        add_source(making, values.items[i]);
    }
}

/* The ends of one document found. */
static void collect(struct making *making, uint32_t document)
{
    making->ends.source_count = 0;
    making->ends.target_count = 0;
    switch (making->kind) {
    case GRAPH_REFERENCES:
        collect_references(making, document);
        break;
    case GRAPH_DISTRIBUTION:
        collect_distribution(making, document);
        break;
    case GRAPH_COPRESENCE:
        collect_entries(making, document);
        break;
    case GRAPH_COTAGS:
        collect_tags(making, document);
        break;
    }
}

/* Senders and addressees are one where their names are. */
static bool name_addresses(struct making *making)
{
    making->names = NUMBERING_NONE;
    for (size_t i = 0; i < COUNT_OF(address_fields); i++) {
        uint32_t count = index_value_count(making->index, address_fields[i]);
        making->keys[i] = arena_take(making->arena, ((size_t)count + 1) * sizeof(uint32_t));
        for (uint32_t k = 0; making->keys[i] && k < count; k++) {
            making->keys[i][k] =
                numbering_of(making->arena, &making->names,
                             index_value_text(making->index, address_fields[i], k));
        }
    }
    making->key_count = making->names.texts.count;
    return !arena_failed(making->arena);
}

static bool count_keys(struct making *making)
{
    struct registry_range range = registry_entries(making->registry, making->entries);
    switch (making->kind) {
    case GRAPH_REFERENCES:
        making->key_count = registry_text_count(making->registry);
        return true;
    case GRAPH_DISTRIBUTION:
        return name_addresses(making);
    case GRAPH_COPRESENCE:
        making->key_count = range.end - range.first;
        return true;
    case GRAPH_COTAGS:
        making->key_count = index_value_count(making->index, QUERY_FIELD_TAG);
        return true;
    }
    return false;
}

static struct graph_node node_of(const struct making *making, uint32_t key)
{
    struct graph_node node = {.weight = making->weights[key]};
    if (making->kind == GRAPH_REFERENCES) {
        node.id = registry_text(making->registry, key);
        uint32_t document = registry_document_of_id(making->registry, node.id);
        node.label =
            document == REGISTRY_NONE ? TEXT_NONE : index_card(making->index, document).title;
    } else if (making->kind == GRAPH_DISTRIBUTION) {
        node.id = making->names.texts.items[key];
        node.label = node.id;
    } else if (making->kind == GRAPH_COPRESENCE) {
        uint32_t first = registry_entries(making->registry, making->entries).first;
        struct registry_entry entry = registry_entry(making->registry, first + key);
        node.id = entry.id;
        node.label = entry.name;
    } else {
        node.id = index_value_text(making->index, QUERY_FIELD_TAG, key);
        const struct vocabulary_tag *tag = vocabulary_tag(making->view->vocabulary, node.id);
        node.label = tag ? tag->label : TEXT_NONE;
    }
    return node;
}

/* A key with its weight, to be sorted. */
struct weighed {
    uint32_t key;
    uint32_t weight;
};

static int compare_weighed(const void *a, const void *b)
{
    const struct weighed *one = a;
    const struct weighed *other = b;
    if (one->weight != other->weight) {
        return one->weight > other->weight ? -1 : 1;
    }
    return one->key < other->key ? -1 : one->key > other->key;
}

/* How many documents have each entry, which is known when all documents are asked for. */
static void weigh_entries(struct making *making)
{
    uint32_t first = registry_entries(making->registry, making->entries).first;
    for (uint32_t i = 0; i < making->key_count; i++) {
        making->weights[i] = registry_entry(making->registry, first + i).document_count;
    }
}

static void weigh(struct making *making)
{
    struct search_hits *hits = making->finding->hits;
    if (making->kind == GRAPH_COPRESENCE &&
        search_count(hits) == registry_document_count(making->registry)) {
        weigh_entries(making);
        return;
    }
    for (uint32_t number = search_next(hits, 0); number != INDEX_END;
         number = search_next(hits, number + 1)) {
        collect(making, number);
        for (size_t k = 0; k < making->ends.source_count; k++) {
            making->weights[making->ends.sources[k]]++;
        }
        for (size_t k = 0; k < making->ends.target_count; k++) {
            making->weights[making->ends.targets[k]]++;
        }
    }
}

/* Weights up to this are told apart before anything is sorted. */
#define WEIGHTS_MAX 4096

/*
 * Let those come first that are among the wanted heaviest, or as heavy as the last of these, so
 * that only these need be sorted; answers how many they are.
 */
static size_t keep_heavy(struct weighed *list, size_t count, size_t wanted)
{
    size_t counts[WEIGHTS_MAX + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        counts[list[i].weight < WEIGHTS_MAX ? list[i].weight : WEIGHTS_MAX]++;
    }
    uint32_t least = WEIGHTS_MAX;
    size_t heavier = counts[WEIGHTS_MAX];
    while (least > 0 && heavier < wanted) {
        heavier += counts[--least];
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].weight >= least) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

/* The heaviest keys become nodes. */
static bool choose_nodes(struct making *making, struct graph *out)
{
    size_t most = (size_t)making->finding->parameters.nodes;
    struct weighed *list = arena_take(making->arena, (making->key_count + 1) * sizeof(*list));
    for (uint32_t i = 0; list && i < making->key_count; i++) {
        making->places[i] = UINT32_MAX;
        if (making->weights[i] > 0) {
            list[out->node_total++] = (struct weighed){i, making->weights[i]};
        }
    }
    out->node_count = out->node_total < most ? out->node_total : most;
    if (list && out->node_total > 1) {
        size_t heavy = keep_heavy(list, out->node_total, out->node_count);
        qsort(list, heavy, sizeof(*list), compare_weighed);
    }
    out->nodes = arena_take(making->arena, (out->node_count + 1) * sizeof(*out->nodes));
    for (uint32_t i = 0; list && out->nodes && i < out->node_count; i++) {
        out->nodes[i] = node_of(making, list[i].key);
        making->places[list[i].key] = i;
    }
    return list && out->nodes;
}

/* Put nodes in the places of the ends that are any, so that pairs are only of these. */
static size_t keep_nodes(const struct making *making, uint32_t *keys, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t place = making->places[keys[i]];
        if (place != UINT32_MAX) {
            keys[kept++] = place;
        }
    }
    return kept;
}

/* Each source with each target. */
static void pair_across(struct making *making, size_t width)
{
    const struct ends *ends = &making->ends;
    for (size_t k = 0; k < ends->source_count; k++) {
        uint32_t *row = making->pairs + (size_t)ends->sources[k] * width;
        for (size_t m = 0; m < ends->target_count; m++) {
            row[ends->targets[m]]++;
        }
    }
}

/* All sources with each other, the heavier node of two first. */
static void pair_between(struct making *making, size_t width)
{
    const struct ends *ends = &making->ends;
    for (size_t k = 0; k < ends->source_count; k++) {
        uint32_t one = ends->sources[k];
        for (size_t m = k + 1; m < ends->source_count; m++) {
            uint32_t other = ends->sources[m];
            uint32_t lower = one < other ? one : other;
            making->pairs[(size_t)lower * width + (one < other ? other : one)]++;
        }
    }
}

static void pair(struct making *making, size_t width)
{
    struct search_hits *hits = making->finding->hits;
    struct ends *ends = &making->ends;
    bool is_between = making->kind == GRAPH_COPRESENCE || making->kind == GRAPH_COTAGS;
    for (uint32_t number = search_next(hits, 0); number != INDEX_END;
         number = search_next(hits, number + 1)) {
        collect(making, number);
        ends->source_count = keep_nodes(making, ends->sources, ends->source_count);
        ends->target_count = keep_nodes(making, ends->targets, ends->target_count);
        if (is_between) {
            pair_between(making, width);
        } else {
            pair_across(making, width);
        }
    }
}

static int compare_edges(const void *a, const void *b)
{
    const struct graph_edge *one = a;
    const struct graph_edge *other = b;
    if (one->weight != other->weight) {
        return one->weight > other->weight ? -1 : 1;
    }
    if (one->source != other->source) {
        return one->source < other->source ? -1 : 1;
    }
    return one->target < other->target ? -1 : one->target > other->target;
}

static bool choose_edges(struct making *making, struct graph *out)
{
    const struct list_parameters *asked = &making->finding->parameters;
    size_t count = out->node_count * out->node_count;
    for (size_t i = 0; i < count; i++) {
        out->edge_total += making->pairs[i] >= (uint64_t)asked->least ? 1 : 0;
    }
    out->edges = arena_take(making->arena, (out->edge_total + 1) * sizeof(*out->edges));
    for (size_t i = 0; out->edges && i < count; i++) {
        if (making->pairs[i] >= (uint64_t)asked->least) {
            out->edges[out->edge_count++] = (struct graph_edge){
                (uint32_t)(i / out->node_count), (uint32_t)(i % out->node_count), making->pairs[i]};
        }
    }
    if (out->edges && out->edge_count > 1) {
        qsort(out->edges, out->edge_count, sizeof(*out->edges), compare_edges);
    }
    if (out->edge_count > (size_t)asked->edges) {
        out->edge_count = (size_t)asked->edges;
    }
    return out->edges != NULL;
}

static enum registry_kind entries_of(size_t of)
{
    static const enum registry_kind kinds[] = {REGISTRY_PERSON, REGISTRY_ORGANIZATION,
                                               REGISTRY_COUNTRY, REGISTRY_PLACE};
    return kinds[of];
}

enum status graph_make(const struct view *view, const struct finding *finding, enum graph_kind kind,
                       struct arena *arena, struct graph *out, struct error *error)
{
    struct making *making = arena_take(arena, sizeof(*making));
    *out = (struct graph){.kind = kind,
                          .is_directed = kind == GRAPH_REFERENCES || kind == GRAPH_DISTRIBUTION};
    if (making) {
        making->view = view;
        making->finding = finding;
        making->registry = view->registry;
        making->index = view->source.index;
        making->arena = arena;
        making->kind = kind;
        making->entries = entries_of(finding->parameters.of);
        making->range = registry_entries(making->registry, making->entries);
    }
    if (!making || !count_keys(making)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a graph");
    }
    size_t bytes = (making->key_count + 1) * sizeof(uint32_t);
    making->weights = arena_take(arena, bytes);
    making->places = arena_take(arena, bytes);
    if (!making->weights || !making->places) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a graph");
    }
    weigh(making);
    bool is_done = choose_nodes(making, out);
    if (is_done) {
        making->pairs = arena_take(arena, (out->node_count * out->node_count + 1) * 4);
        is_done = making->pairs != NULL;
    }
    if (is_done) {
        pair(making, out->node_count);
        is_done = choose_edges(making, out);
    }
    return is_done ? STATUS_OK : error_set(error, STATUS_NO_MEMORY, "no memory for a graph");
}
