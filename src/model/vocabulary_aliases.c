/* SPDX-License-Identifier: Apache-2.0 */
/* What the people and organizations of a folder are called there. */

#include "chancery/base/array.h"
#include "chancery/base/table.h"
#include "vocabulary_tables.h"

static const struct text kind_names[] = {
    [VOCABULARY_ENTITY_PERSON] = {"person", 6},
    [VOCABULARY_ENTITY_ORGANIZATION] = {"organization", 12},
};

/* The number of the kind with that name, or COUNT_OF(kind_names). */
static size_t kind_named(struct text name)
{
    size_t kind = 0;
    while (kind < COUNT_OF(kind_names) && !text_equal(kind_names[kind], name)) {
        kind++;
    }
    return kind;
}

static enum status add_row(struct vocabulary *vocabulary, const struct table_row *row,
                           struct error *error)
{
    struct vocabulary_key key;
    size_t kind = kind_named(row->fields[0]);
    if (kind == COUNT_OF(kind_names)) {
        return error_set(error, STATUS_INVALID,
                         "line %zu: kind '%.*s' is not person or organization", row->line,
                         TEXT_ARGUMENTS(row->fields[0]));
    }
    if (!vocabulary_fold_phrase(row->fields[1], &key) || key.length == 0 ||
        map_find(&vocabulary->aliases[kind], vocabulary_key_text(&key))) {
        return error_set(error, STATUS_INVALID,
                         "line %zu: name '%.*s' is empty, too long, or stands twice", row->line,
                         TEXT_ARGUMENTS(row->fields[1]));
    }
    if (row->fields[2].length == 0) {
        return error_set(error, STATUS_INVALID, "line %zu: becomes is empty; - hides a name",
                         row->line);
    }
    bool is_hidden = text_equal(row->fields[2], TEXT("-"));
    struct vocabulary_alias_row *alias = arena_take(vocabulary->arena, sizeof(*alias));
    struct text folded = arena_text(vocabulary->arena, vocabulary_key_text(&key));
    struct text becomes = arena_text(vocabulary->arena, row->fields[2]);
    if (!alias || !folded.at || !becomes.at ||
        !map_set(vocabulary->arena, &vocabulary->aliases[kind], folded, alias)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for aliases");
    }
    alias->becomes = is_hidden ? TEXT_NONE : becomes;
    return STATUS_OK;
}

enum status vocabulary_add_aliases(struct vocabulary *vocabulary, struct text source,
                                   struct error *error)
{
    static const char *const columns[] = {"kind", "name", "becomes"};
    AUTO_ARENA arena = arena_new(VOCABULARY_MEMORY_BYTES_MAX);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for aliases");
    }
    struct table table;
    enum status status = table_read(source, columns, COUNT_OF(columns), arena, &table, error);
    for (size_t i = 0; !status && i < table.count; i++) {
        status = add_row(vocabulary, &table.items[i], error);
    }
    vocabulary->has_aliases = vocabulary->has_aliases || (!status && table.count > 0);
    return status;
}

bool vocabulary_has_aliases(const struct vocabulary *vocabulary)
{
    return vocabulary->has_aliases;
}

const struct vocabulary_alias_row *vocabulary_alias_of(const struct vocabulary *vocabulary,
                                                       enum vocabulary_entity entity,
                                                       struct text name)
{
    struct vocabulary_key key;
    return vocabulary_fold_phrase(name, &key)
               ? map_find(&vocabulary->aliases[entity], vocabulary_key_text(&key))
               : NULL;
}
