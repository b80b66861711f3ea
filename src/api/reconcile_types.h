/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What can be reconciled: the registries as types, and what is known of their entries as
 * properties.
 */

#include "registries.h"

/* Entries are called "people/rosalind-achterberg": the id of a type, and theirs within it. */
struct reconcile_type {
    const char *path;              /* "people", of registries */
    const char *name;              /* "Person" */
    const char *const *properties; /* keys of its entries, ended by NULL */
};

extern const struct reconcile_type reconcile_types[REGISTRIES_COUNT];

/* The type and the registry called id; NULL when there is none. */
const struct reconcile_type *reconcile_type_find(struct text id);
const struct registry_table_row *reconcile_registry(const struct reconcile_type *type);
const struct reconcile_type *reconcile_type_of(const struct registry_table_row *registry);

/* "people/rosalind-achterberg", in arena. */
struct text reconcile_id(const struct registry_table_row *registry, struct text id,
                         struct arena *arena);

/* Set *item to the entry called id. False when there is none. */
MUST_CHECK bool reconcile_find(const struct view *view, struct text id, struct arena *arena,
                               const struct registry_table_row **registry,
                               struct registry_item *item);

/* {"id": …, "name": …} of a type, and of a property, whose name is its id in words. */
void reconcile_write_type(const struct reconcile_type *type, struct json_writer *json);
void reconcile_write_property(struct text id, struct json_writer *json);

/* "Person, in 4 documents", in arena. */
struct text reconcile_description(const struct registry_table_row *registry,
                                  const struct registry_item *item, struct arena *arena);
