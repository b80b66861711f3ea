/* SPDX-License-Identifier: Apache-2.0 */
#include "field.h"

#include <stdlib.h>
#include <string.h>

/* The most words of a name by whose ends it is found. */
#define NAME_ENDS_MAX 16

/* A name under which a value is found. */
struct field_name {
    struct text text;
    uint32_t value;
    bool is_whole;
};

struct field_names {
    LIST_OF(struct field_name);
};

/* A form of a document's value that is not the value's first, or not the only one. */
struct field_exception_made {
    uint32_t place;
    uint32_t form;
};

struct field_exceptions_made {
    LIST_OF(struct field_exception_made);
};

/* By candidate value, while documents are gone through. */
struct field_value_state {
    uint32_t number;   /* in the index; INDEX_END: no document has it */
    uint32_t primary;  /* its first form */
    uint32_t document; /* the last that had it, plus 1 */
    uint32_t place;    /* there, among document_values */
    uint32_t forms;    /* how many forms it has there */
};

struct field_work {
    const struct field_making *making;
    struct index *index;
    struct field_column *column;
    struct arena *arena; /* of what goes afterwards */
    struct field_value_state *states;
    uint32_t *others; /* by candidate form: its number among others plus 1, or 0 */
    uint32_t value_count;
    struct field_names names;
    struct field_exceptions_made exceptions;
};

int field_form_compare(const void *left, const void *right)
{
    const struct field_form *a = left;
    const struct field_form *b = right;
    if (a->value != b->value) {
        return a->value < b->value ? -1 : 1;
    }
    int order = text_compare(a->printed, b->printed);
    return order != 0 ? order : text_compare(a->name, b->name);
}

/* ---- values and columns --------------------------------------------------------------------- */

/* Number the values that documents have. */
static void number_values(struct field_work *work)
{
    const struct field_making *making = work->making;
    uint32_t end = making->firsts[work->index->document_count];
    for (uint32_t i = 0; i < making->value_count; i++) {
        work->states[i] = (struct field_value_state){.number = INDEX_END, .primary = INDEX_END};
    }
    for (uint32_t i = 0; i < end; i++) {
        work->states[making->forms[making->document_forms[i]].value].number = 0;
    }
    for (uint32_t i = 0; i < making->value_count; i++) {
        if (work->states[i].number != INDEX_END) {
            work->states[i].number = work->value_count++;
        }
    }
}

/* Each value of a document once; answers where those of the next begin. */
static uint32_t place_values(struct field_work *work, uint32_t document, uint32_t at)
{
    const struct field_making *making = work->making;
    for (uint32_t i = making->firsts[document]; i < making->firsts[document + 1]; i++) {
        uint32_t form = making->document_forms[i];
        struct field_value_state *state = &work->states[making->forms[form].value];
        if (state->document != document + 1) {
            state->document = document + 1;
            state->place = at;
            state->forms = 0;
            state->primary = state->primary == INDEX_END ? form : state->primary;
            work->column->document_values[at++] = state->number;
        }
        state->forms++;
    }
    return at;
}

/* The forms of a document that do not go without saying. */
static void note_exceptions(struct field_work *work, uint32_t document)
{
    const struct field_making *making = work->making;
    for (uint32_t i = making->firsts[document]; i < making->firsts[document + 1]; i++) {
        uint32_t form = making->document_forms[i];
        const struct field_value_state *state = &work->states[making->forms[form].value];
        if (state->forms == 1 && form == state->primary) {
            continue;
        }
        struct field_exception_made *item = LIST_ADD(work->arena, &work->exceptions);
        if (item) {
            *item = (struct field_exception_made){state->place, form};
            work->others[form] = 1;
        }
    }
}

static bool make_columns(struct field_work *work)
{
    uint32_t count = work->index->document_count;
    struct field_column *column = work->column;
    struct arena *arena = work->index->arena;
    column->document_firsts = arena_take(arena, ((size_t)count + 1) * sizeof(uint32_t));
    column->document_values =
        arena_take(arena, ((size_t)work->making->firsts[count] + 1) * sizeof(uint32_t));
    if (!column->document_firsts || !column->document_values) {
        return false;
    }
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        column->document_firsts[i] = at;
        at = place_values(work, i, at);
        note_exceptions(work, i);
    }
    column->document_firsts[count] = at;
    column->document_value_count = at;
    return !arena_failed(work->arena);
}

static bool make_values(struct field_work *work)
{
    const struct field_making *making = work->making;
    size_t printed = 0;
    size_t keys = 0;
    for (uint32_t i = 0; i < making->value_count; i++) {
        if (work->states[i].number != INDEX_END) {
            keys += making->keys[i].length;
            printed += making->forms[work->states[i].primary].printed.length;
        }
    }
    struct field_column *column = work->column;
    if (!strings_init(&column->keys, work->index->arena, work->value_count, keys) ||
        !strings_init(&column->printed, work->index->arena, work->value_count, printed)) {
        return false;
    }
    for (uint32_t i = 0; i < making->value_count; i++) {
        const struct field_value_state *state = &work->states[i];
        if (state->number != INDEX_END) {
            strings_set(&column->keys, state->number, making->keys[i]);
            strings_set(&column->printed, state->number, making->forms[state->primary].printed);
        }
    }
    return true;
}

/* ---- names ---------------------------------------------------------------------------------- */

static void name_add(struct field_work *work, struct text text, uint32_t value, bool is_whole)
{
    struct field_name *item = LIST_ADD(work->arena, &work->names);
    if (item) {
        *item = (struct field_name){text, value, is_whole};
    }
}

/* Let value be found by name, and by the ends of it where the field goes by words. */
static void names_add(struct field_work *work, bool by_words, struct text name, uint32_t value)
{
    name_add(work, name, value, true);
    size_t words = 1;
    for (size_t i = 0; by_words && i < name.length && words < NAME_ENDS_MAX; i++) {
        if (name.at[i] == ' ') {
            words++;
            name_add(work, text_from(name, i + 1), value, false);
        }
    }
}

static int compare_names(const void *left, const void *right)
{
    const struct field_name *a = left;
    const struct field_name *b = right;
    int order = text_compare(a->text, b->text);
    if (order != 0) {
        return order;
    }
    return a->value != b->value ? (a->value > b->value) - (a->value < b->value)
                                : (int)b->is_whole - (int)a->is_whole;
}

/* Sort them, and leave each once. */
static void settle_names(struct field_names *names)
{
    size_t kept = 0;
    if (names->count > 1) {
        qsort(names->items, names->count, sizeof(*names->items), compare_names);
    }
    for (size_t i = 0; i < names->count; i++) {
        if (i == 0 || compare_names(&names->items[i], &names->items[kept - 1]) != 0) {
            names->items[kept++] = names->items[i];
        }
    }
    names->count = kept;
}

/* Where the whole name of a form stands; INDEX_END when it has none. */
static uint32_t place_of_name(const struct field_work *work, const struct field_form *form)
{
    if (form->name.length == 0) {
        return INDEX_END;
    }
    struct field_name wanted = {form->name, work->states[form->value].number, true};
    const struct field_name *found =
        bsearch(&wanted, work->names.items, work->names.count, sizeof(wanted), compare_names);
    return found ? (uint32_t)(found - work->names.items) : INDEX_END;
}

static bool is_used(const struct field_work *work, uint32_t form)
{
    const struct field_value_state *state = &work->states[work->making->forms[form].value];
    return work->others[form] > 0 || (state->number != INDEX_END && state->primary == form);
}

static bool make_names(struct field_work *work, bool by_words)
{
    const struct field_making *making = work->making;
    struct field_column *column = work->column;
    size_t bytes = 0;
    for (uint32_t i = 0; i < making->value_count; i++) {
        if (work->states[i].number != INDEX_END) {
            names_add(work, by_words, making->keys[i], work->states[i].number);
        }
    }
    for (uint32_t i = 0; i < making->form_count; i++) {
        const struct field_form *form = &making->forms[i];
        if (form->name.length > 0 && is_used(work, i)) {
            names_add(work, by_words, form->name, work->states[form->value].number);
        }
    }
    settle_names(&work->names);
    size_t count = work->names.count;
    for (size_t i = 0; i < count; i++) {
        bytes += work->names.items[i].text.length;
    }
    column->name_values = arena_take(work->index->arena, (count + 1) * sizeof(uint32_t));
    column->name_is_whole = arena_take(work->index->arena, count + 1);
    if (arena_failed(work->arena) || !column->name_values || !column->name_is_whole ||
        !strings_init(&column->names, work->index->arena, (uint32_t)count, bytes)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        strings_set(&column->names, i, work->names.items[i].text);
        column->name_values[i] = work->names.items[i].value;
        column->name_is_whole[i] = work->names.items[i].is_whole ? 1 : 0;
    }
    return true;
}

/* ---- forms ---------------------------------------------------------------------------------- */

/* The names of first forms; nothing when none has one. */
static bool make_first_names(struct field_work *work)
{
    const struct field_making *making = work->making;
    struct field_column *column = work->column;
    column->first_names =
        arena_take(work->index->arena, ((size_t)work->value_count + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < making->value_count && column->first_names; i++) {
        const struct field_value_state *state = &work->states[i];
        if (state->number != INDEX_END) {
            uint32_t name = place_of_name(work, &making->forms[state->primary]);
            column->first_names[state->number] = name;
            column->first_name_count =
                name == INDEX_END ? column->first_name_count : work->value_count;
        }
    }
    return column->first_names != NULL;
}

/* All forms that are nobody's first, in their order. */
static bool make_others(struct field_work *work)
{
    const struct field_making *making = work->making;
    struct field_column *column = work->column;
    size_t bytes = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < making->form_count; i++) {
        bool is_other = work->others[i] > 0 && work->states[making->forms[i].value].primary != i;
        bytes += is_other ? making->forms[i].printed.length : 0;
        count += is_other ? 1 : 0;
        work->others[i] = is_other ? count : 0;
    }
    column->others = arena_take(work->index->arena, ((size_t)count + 1) * sizeof(*column->others));
    if (!column->others ||
        !strings_init(&column->other_printed, work->index->arena, count, bytes)) {
        return false;
    }
    for (uint32_t i = 0; i < making->form_count; i++) {
        const struct field_form *form = &making->forms[i];
        if (work->others[i] > 0) {
            uint32_t number = work->others[i] - 1;
            strings_set(&column->other_printed, number, form->printed);
            column->others[number] =
                (struct field_other){work->states[form->value].number, place_of_name(work, form)};
        }
    }
    return true;
}

static int compare_exceptions(const void *left, const void *right)
{
    const struct field_exception *a = left;
    const struct field_exception *b = right;
    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    return (a->order > b->order) - (a->order < b->order);
}

static bool make_exceptions(struct field_work *work)
{
    struct field_column *column = work->column;
    size_t count = work->exceptions.count;
    column->exceptions = arena_take(work->index->arena, (count + 1) * sizeof(*column->exceptions));
    if (!column->exceptions) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct field_exception_made *made = &work->exceptions.items[i];
        column->exceptions[i] =
            (struct field_exception){made->place, work->others[made->form], (uint32_t)i};
    }
    if (count > 1) {
        qsort(column->exceptions, count, sizeof(*column->exceptions), compare_exceptions);
    }
    for (size_t i = 0; i < count; i++) {
        bool follows = i > 0 && column->exceptions[i - 1].place == column->exceptions[i].place;
        column->exceptions[i].order = follows ? column->exceptions[i - 1].order + 1 : 0;
    }
    column->exception_count = count;
    return true;
}

/* ---- lists ---------------------------------------------------------------------------------- */

static struct list_entry *entries_new(const struct field_work *work)
{
    return arena_take(work->index->arena,
                      ((size_t)work->value_count + 1) * sizeof(struct list_entry));
}

static bool make_paragraphs(struct field_work *work)
{
    struct field_column *column = work->column;
    uint32_t count = work->index->paragraph_count;
    column->paragraph_values =
        arena_take(work->index->arena, ((size_t)count + 1) * sizeof(uint32_t));
    if (!column->paragraph_values) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t value = work->making->paragraph_values[i];
        column->paragraph_values[i] = value == INDEX_END ? INDEX_END : work->states[value].number;
    }
    struct field_rows paragraphs = {count, NULL, column->paragraph_values};
    column->paragraph_entries = entries_new(work);
    return field_invert(&paragraphs, work->value_count, &column->paragraphs,
                        column->paragraph_entries);
}

static bool make(struct field_work *work, enum query_field number)
{
    const struct index_field_rule *rule = index_field_rule(number);
    struct field_column *column = work->column;
    number_values(work);
    if (!make_columns(work) || !make_values(work) || !make_names(work, rule->by_words) ||
        !make_first_names(work) || !make_others(work) || !make_exceptions(work)) {
        return false;
    }
    struct field_rows documents = {work->index->document_count, column->document_firsts,
                                   column->document_values};
    column->document_entries = entries_new(work);
    return field_invert(&documents, work->value_count, &column->documents,
                        column->document_entries) &&
           (!rule->by_paragraph || make_paragraphs(work));
}

bool field_make(struct index *index, enum query_field number, const struct field_making *making)
{
    AUTO_ARENA arena = arena_new(SIZE_MAX);
    if (!arena) {
        return false;
    }
    struct field_work work = {
        .making = making,
        .index = index,
        .column = &index->fields[number],
        .arena = arena,
        .states = arena_take(arena, ((size_t)making->value_count + 1) * sizeof(*work.states)),
        .others = arena_take(arena, ((size_t)making->form_count + 1) * sizeof(*work.others))};
    return work.states && work.others && make(&work, number) && !arena_failed(arena) &&
           !arena_failed(index->arena);
}
