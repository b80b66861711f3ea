/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of the api agree with those of the rooms below. */

#include "chancery/model/query.h"

#include "item_keys.h"
#include "list_parameters.h"
#include "routes.h"
#include "unit.h"

static bool has_filter(const char *name)
{
    for (size_t i = 0; i < list_set_parameters.count; i++) {
        if (text_equal(text_of(list_set_parameters.items[i].name), text_of(name))) {
            return list_set_parameters.items[i].kind == HTTP_PARAMETER_FILTER;
        }
    }
    return false;
}

static bool has_facet(const char *name)
{
    for (size_t i = 0; list_facet_words[i]; i++) {
        if (text_equal(text_of(list_facet_words[i]), text_of(name))) {
            return true;
        }
    }
    return false;
}

static void every_field_of_values_is_a_filter(void **state)
{
    (void)state;
    for (size_t i = 0; i < QUERY_FIELD_COUNT; i++) {
        EXAMPLE(i);
        bool is_filter = query_fields[i].kind != QUERY_FIELD_KIND_TEXT;
        assert_int_equal(has_filter(query_fields[i].name), is_filter);
        assert_int_equal(has_facet(query_fields[i].name), query_fields[i].has_facet);
    }
}

static void every_key_of_a_document_may_be_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < document_record.field_count; i++) {
        EXAMPLE(i);
        bool found = false;
        for (size_t j = 0; item_key_words[j]; j++) {
            found = found ||
                    text_equal(text_of(item_key_words[j]), text_of(document_record.fields[i].name));
        }
        assert_true(found);
    }
    for (size_t j = ITEM_OWN_COUNT; item_key_words[j]; j++) {
        EXAMPLE(j);
        assert_non_null(item_key_field(j));
        assert_true(j < ITEM_KEYS_MAX);
    }
}

static void fields_keep_the_order_asked_for(void **state)
{
    (void)state;
    struct text names[] = {TEXT("title"), TEXT("source"), TEXT("id"), TEXT("title")};
    struct texts fields = {names, COUNT_OF(names), COUNT_OF(names)};
    struct item_keys keys = item_keys_choose(item_keys_preset(true), &fields);
    assert_int_equal(keys.count, 3);
    assert_int_equal(keys.items[0], ITEM_TITLE);
    assert_string_equal(item_key_words[keys.items[1]], "source");
    assert_int_equal(keys.items[2], ITEM_ID);
    assert_true(item_keys_need_document(&keys));

    struct text less[] = {TEXT("-passages"), TEXT("-href")};
    struct texts without = {less, COUNT_OF(less), COUNT_OF(less)};
    keys = item_keys_choose(item_keys_preset(true), &without);
    assert_int_equal(keys.count, ITEM_OWN_COUNT - 2);
    assert_false(item_keys_have(&keys, ITEM_PASSAGES));
    assert_false(item_keys_need_document(&keys));
}

static void every_route_is_documented(void **state)
{
    (void)state;
    for (size_t i = 0; i < api_route_count; i++) {
        EXAMPLE(i);
        const struct http_route *route = &api_routes[i];
        assert_non_null(route->handle);
        assert_non_null(route->operation);
        assert_non_null(route->summary);
        assert_non_null(route->example);
        bool needs_schema = !(route->traits & (HTTP_ROUTE_BYTES | HTTP_ROUTE_HIDDEN));
        assert_true(!needs_schema || route->schema);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_values_is_a_filter),
        cmocka_unit_test(every_key_of_a_document_may_be_asked_for),
        cmocka_unit_test(fields_keep_the_order_asked_for),
        cmocka_unit_test(every_route_is_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
