/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/search/query_parser.h"

#include "query_json.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)1024 * 1024)

static enum status read(const char *source, struct arena *arena, struct query_node **out,
                        struct error *error)
{
    json_error_t mistake;
    json_t *json = json_loads(source, 0, &mistake);
    assert_non_null(json);
    enum status status = query_json_read(json, arena, out, error);
    json_decref(json);
    return status;
}

static const struct tree {
    const char *json;
    const char *understood;
} trees[] = {
    {"{\"term\": \"NATO\"}", "NATO"},
    {"{\"term\": \"NATO\", \"exact\": true}", "=NATO"},
    {"{\"term\": \"coop\", \"prefix\": true}", "coop*"},
    {"{\"term\": \"coop\", \"fuzzy\": true}", "coop~"},
    {"{\"term\": \"c*op*\", \"wildcard\": true}", "c*op*"},
    {"{\"term\": \"coop*\", \"wildcard\": true}", "coop*"},
    {"{\"term\": \"c*op\"}", "\"c*op\""},
    {"{\"field\": \"id\", \"value\": \"07*487\", \"wildcard\": true}", "id:07*487"},
    {"{\"phrase\": \"cluster munitions\", \"distance\": 2}", "\"cluster munitions\"~2"},
    {"{\"and\": [{\"term\": \"NATO\"}, {\"or\": [{\"phrase\": \"cluster munitions\"},"
     " {\"field\": \"tag\", \"value\": \"PARM\"}]}, {\"not\": {\"term\": \"Iraq\"}}]}",
     "NATO AND (\"cluster munitions\" OR tag:PARM) AND NOT Iraq"},
    {"{\"field\": \"title\", \"value\": \"cluster munitions\"}", "title:\"cluster munitions\""},
    {"{\"field\": \"date\", \"value\": \"2007-02\"}", "date:2007-02"},
    {"{\"near\": [{\"term\": \"a\"}, {\"term\": \"b\"}], \"distance\": 5}", "a NEAR/5 b"},
    {"{\"sentence\": [{\"term\": \"a\"}, {\"term\": \"b\"}]}", "a SENTENCE b"},
    {"{\"paragraph\": [{\"term\": \"a\"}, {\"term\": \"b\"}]}", "a PARAGRAPH b"},
};

static void reads_trees_as_their_typed_form_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(trees); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        AUTO_BUFFER printed = BUFFER_UP_TO(1000);
        struct query_node *root = NULL;
        assert_int_equal(read(trees[i].json, arena, &root, NULL), STATUS_OK);
        query_print(root, &printed);
        assert_text(buffer_text(&printed), trees[i].understood);
    }
}

static const char *const wrong[] = {
    "[]",
    "{}",
    "{\"term\": 5}",
    "{\"term\": \"\"}",
    "{\"term\": \"a\", \"phrase\": \"b\"}",
    "{\"term\": \"a\", \"boost\": 2}",
    "{\"and\": []}",
    "{\"and\": {\"term\": \"a\"}}",
    "{\"and\": [{\"term\": \"a\"}, 7]}",
    "{\"not\": []}",
    "{\"field\": \"nothing\", \"value\": \"x\"}",
    "{\"field\": \"tag\"}",
    "{\"field\": \"date\", \"value\": \"yesterday\"}",
    "{\"near\": [{\"term\": \"a\"}]}",
    "{\"phrase\": \"a b\", \"distance\": -1}",
    "{\"phrase\": \"a b\", \"distance\": 1001}",
};

static void refuses_what_is_no_tree(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        struct error error = ERROR_NONE;
        struct query_node *root = NULL;
        assert_int_equal(read(wrong[i], arena, &root, &error), STATUS_INVALID);
        assert_int_equal(error.status, STATUS_INVALID);
        assert_null(root);
    }
}

static void keeps_to_its_limits(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    AUTO_BUFFER deep = BUFFER_UP_TO(10000);
    struct query_node *root = NULL;
    for (int i = 0; i < QUERY_DEPTH_MAX; i++) {
        buffer_add(&deep, TEXT("{\"not\": "));
    }
    buffer_add(&deep, TEXT("{\"term\": \"a\"}"));
    for (int i = 0; i < QUERY_DEPTH_MAX; i++) {
        buffer_add(&deep, TEXT("}"));
    }
    assert_int_equal(read(deep.bytes, arena, &root, NULL), STATUS_LIMIT);

    AUTO_BUFFER wide = BUFFER_UP_TO(100000);
    buffer_add(&wide, TEXT("{\"or\": [{\"term\": \"a\"}"));
    for (int i = 0; i < QUERY_TERMS_MAX; i++) {
        buffer_add(&wide, TEXT(", {\"term\": \"a\"}"));
    }
    buffer_add(&wide, TEXT("]}"));
    assert_int_equal(read(wide.bytes, arena, &root, NULL), STATUS_LIMIT);
    assert_null(root);
}

/* Give the read one byte more each time, until it works. */
static void survives_a_full_arena_at_any_point(void **state)
{
    (void)state;
    enum status status = STATUS_NO_MEMORY;
    for (size_t limit = 0; status == STATUS_NO_MEMORY && limit < ARENA_BYTES; limit += 8) {
        AUTO_ARENA arena = arena_new(limit);
        struct query_node *root = NULL;
        status = read(trees[4].json, arena, &root, NULL);
        assert_true((status == STATUS_OK) == (root != NULL));
    }
    assert_int_equal(status, STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_trees_as_their_typed_form_says),
        cmocka_unit_test(refuses_what_is_no_tree),
        cmocka_unit_test(keeps_to_its_limits),
        cmocka_unit_test(survives_a_full_arena_at_any_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
