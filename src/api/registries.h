/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The registries of /v1: what each is called, where its entries come from, and what is told of one.
 * Tags and stations are values of the index, explained by the vocabularies; people, organizations,
 * countries and places are entries of the registry room.
 */

#include "chancery/search/facets.h"

#include "finding.h"
#include "view.h"

/* The most spellings told of an entry in a list, and of one by itself. */
#define REGISTRIES_SPELLINGS_LISTED 8
#define REGISTRIES_SPELLINGS_MAX    200

/* The most offices and office-holders told of one entry. */
#define REGISTRIES_OFFICES_MAX 500

/* An entry of a registry while it is told. */
struct registry_item {
    struct text id;
    uint32_t entry; /* in the registry room; REGISTRY_NONE for a value of the index */
    size_t count;   /* documents of the answer's set that name it */
};

/* One registry. */
struct registry_table_row {
    const char *path; /* "people" */
    bool is_value;    /* of field; else entries of kind */
    enum query_field field;
    enum registry_kind kind;
    void (*write)(const struct view *view, const struct registry_item *item,
                  struct json_writer *json);
    const char *const *columns; /* keys of an item in a list, NULL behind */
};

#define REGISTRIES_COUNT 6

extern const struct registry_table_row registries[REGISTRIES_COUNT];

/* The registry that the path of request is of; never NULL for a route of theirs. */
const struct registry_table_row *registries_of(const struct http_request *request);

/*
 * Fill in which documents name the entry that the path names, as a filter in the request's arena.
 * False when there is none, with 404 as the answer.
 */
MUST_CHECK bool registries_find(const struct registry_table_row *registry, struct view *view,
                                const struct http_request *request, struct http_response *response,
                                struct registry_item *item, struct search_filter *scope);

/*
 * Set *item to the entry with this id, in any case. False when there is none. The registry of view
 * must be filled in.
 */
MUST_CHECK bool registries_item(const struct registry_table_row *registry, const struct view *view,
                                struct text id, struct arena *arena, struct registry_item *item);

/* id, what is known of the entry, count, and its links, as keys. */
void registries_write(const struct registry_table_row *registry, const struct view *view,
                      const struct registry_item *item, struct arena *arena,
                      struct json_writer *json);
