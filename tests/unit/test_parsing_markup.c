/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "markup.h"
#include "unit.h"

static void gives_the_text_between_tags(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *expected;
    } examples[] = {
        {"", ""},
        {"plain", "plain"},
        {"<b>a</b> b", "a b"},
        {"a<br />b", "ab"},
        {"a <!-- > --> b", "a  b"},
        {"2 < 3 > 1", "2 < 3 > 1"},
        {"a <b", "a <b"},
        {"&amp;&lt;&gt;&quot;&#39;", "&<>\"'"},
        {"a&#x000A;b&#10;c", "a\nb\nc"},
        {"&para;1. &rsquo;", "\xC2\xB6"
                             "1. \xE2\x80\x99"},
        {"&unknown; & b; &;", "&unknown; & b; &;"},
        {"&#0;&#x110000;&#xD800;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"&#x;&#;&#12a;", "&#x;&#;&#12a;"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(10000);
        assert_text(markup_plain(text_of(examples[i].html), arena), examples[i].expected);
    }
}

static void takes_elements_in_a_row(void **state)
{
    (void)state;
    struct text rest = TEXT("x<PRE class='a'>one</pre><prefix>no</prefix><pre>two</PRE >"
                            "<pre>three");
    struct text attributes;
    struct text inside;
    assert_true(markup_take(&rest, "pre", &attributes, &inside));
    assert_text(attributes, " class='a'");
    assert_text(inside, "one");
    assert_true(markup_take(&rest, "pre", &attributes, &inside));
    assert_text(inside, "two");
    assert_true(markup_take(&rest, "pre", &attributes, &inside));
    assert_text(inside, "three");
    assert_false(markup_take(&rest, "pre", &attributes, &inside));
}

static void knows_a_page_by_its_first_tag(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        bool expected;
    } examples[] = {
        {"<html><body>", true},
        {"\xEF\xBB\xBF \n<!DOCTYPE html>", true},
        {"<?xml version='1.0'?>\n<!-- saved -->\n<!doctype HTML PUBLIC>", true},
        {"<?xml version='1.0'?><TEI>", false},
        {"plain <html>", false},
        {"<!-- open <html>", false},
        {"", false},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        assert_int_equal(markup_is_page(text_of(examples[i].head)), examples[i].expected);
    }
}

/* Signs of tags and references without end would make a careless reader quadratic. */
static void takes_linear_time_over_open_ends(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<a", "<!--", "&#", "<pre", "</pre", "<pre>", "<!-->"};
    enum {
        COPIES = 500000
    };
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new((size_t)64 * 1024 * 1024);
        size_t length = strlen(pieces[i]);
        char *bytes = arena_take(arena, length * COPIES + 1);
        assert_non_null(bytes);
        for (size_t k = 0; k < COPIES; k++) {
            memcpy(bytes + k * length, pieces[i], length);
        }
        bytes[length * COPIES] = '>';
        struct text rest = {bytes, length * COPIES + 1};
        struct text attributes;
        struct text inside;
        assert_non_null(markup_plain(rest, arena).at);
        while (markup_take(&rest, "pre", &attributes, &inside)) {
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_text_between_tags),
        cmocka_unit_test(takes_elements_in_a_row),
        cmocka_unit_test(knows_a_page_by_its_first_tag),
        cmocka_unit_test(takes_linear_time_over_open_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
