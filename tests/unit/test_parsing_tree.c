/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/utf8.h"
#include "plain.h"
#include "scan.h"
#include "timing.h"
#include "tree.h"
#include "unit.h"

#define MEMORY_BYTES ((size_t)512 * 1024 * 1024)

static struct text say(struct text text, bool is_html, struct arena *arena, enum tree_state *state)
{
    struct tree tree;
    struct error error = ERROR_NONE;
    enum status status = is_html ? tree_read_html(text, arena, &tree, &error)
                                 : tree_read_xml(text, arena, &tree, &error);
    assert_int_equal(status, STATUS_OK);
    *state = tree.state;
    struct text said = tree_text(&tree, 0, arena);
    return said.at ? said : TEXT("");
}

static void reads_texts_of_xml(void **state)
{
    (void)state;
    static const struct {
        const char *xml;
        const char *says;
        enum tree_state state;
    } examples[] = {
        {"<a>one <b>two</b>\n three</a>", "one two three", TREE_WHOLE},
        {"<a>x &amp; y &#233; &lt;z></a>", "x & y \xC3\xA9 <z>", TREE_WHOLE},
        {"<a><![CDATA[<p>raw</p>]]></a>", "<p>raw</p>", TREE_WHOLE},
        {"<a>caf&eacute;&nbsp;noir</a>", "caf\xC3\xA9 noir", TREE_WHOLE},
        {"<a>&none;x &amp; caf&eacute;</a>", "x & caf\xC3\xA9", TREE_BROKEN},
        {"<a>one <b>two</a> three", "one two three", TREE_BROKEN},
        {"", "", TREE_WHOLE},
        {"no tags at all", "no tags at all", TREE_BROKEN},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        enum tree_state got;
        assert_text(say(text_of(examples[i].xml), false, arena, &got), examples[i].says);
        assert_int_equal(got, examples[i].state);
    }
}

/* References to what is no character are dropped, or stand for U+FFFD. */
static void says_nothing_but_characters(void **state)
{
    (void)state;
    static const char *const pages[] = {"<p title='&#xD800;a'>&#xDFFF;b</p>",
                                        "<p title='&#x110000;a'>&#0;b</p>",
                                        "<p title='&#xFFFFFFFFFF;a'>&#99999999;b</p>"};
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct error error = ERROR_NONE;
        struct tree tree;
        assert_int_equal(tree_read_html(text_of(pages[i]), arena, &tree, &error), STATUS_OK);
        struct text title = tree_attribute(&tree, tree_find(&tree, 0, "p"), "title");
        struct text said = tree_text(&tree, 0, arena);
        assert_true(utf8_find_invalid(title) == TEXT_NOT_FOUND);
        assert_true(utf8_find_invalid(said) == TEXT_NOT_FOUND && text_ends(said, TEXT("b")));
    }
}

static void opens_no_file_and_swells_no_entity(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>[&x;]</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]><a>[]</a>",
        "<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a>[]</a>",
        ("<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;\"><!ENTITY n "
         "\"&m;&m;&m;&m;\">]><a>[&n;]</a>"),
        "<!DOCTYPE a [<!ENTITY l \"lol\">]><a t=\"&l;\">[]</a>",
    };
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        enum tree_state got;
        struct text said = say(text_of(hostile[i]), false, arena, &got);
        assert_true(text_find(said, TEXT("[]")) != TEXT_NOT_FOUND || said.length == 0);
        assert_true(text_find(said, TEXT("lol")) == TEXT_NOT_FOUND);
    }
}

static void finds_elements_and_attributes(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    struct error error = ERROR_NONE;
    struct tree tree;
    assert_int_equal(tree_read_xml(TEXT("<r xmlns:d='u'><d:t a=' 1 &amp; 2 '>x</d:t><t>y</t>"
                                        "<u><t class='by line'>z</t></u></r>"),
                                   arena, &tree, &error),
                     STATUS_OK);
    size_t first = tree_find(&tree, 0, "t");
    assert_text(tree_text(&tree, first, arena), "x");
    assert_text(tree_attribute(&tree, first, "a"), "1 & 2");
    assert_true(tree_is(&tree, first, "d:t"));
    size_t second = tree_find_next(&tree, 0, "t", first);
    assert_false(tree_is(&tree, second, "d:t"));
    size_t third = tree_find_next(&tree, 0, "t", second);
    assert_true(tree_has_word(&tree, third, "class", "line"));
    assert_false(tree_has_word(&tree, third, "class", "lin"));
    assert_true(tree_find_next(&tree, 0, "t", third) == TREE_NONE);
    assert_true(tree_child(&tree, 0, "t") == TREE_NONE);
    assert_false(tree_text(&tree, TREE_NONE, arena).at);
}

static struct text repeat(struct buffer *buffer, const char *piece, size_t bytes)
{
    while (buffer->length < bytes) {
        buffer_add(buffer, text_of(piece));
    }
    return buffer_text(buffer);
}

/* Each would take minutes, or all memory, if its repetition were not bounded. */
static void cuts_what_is_too_deep_or_crowded(void **state)
{
    (void)state;
    static const struct {
        const char *start;
        const char *piece;
    } hostile[] = {
        {"", "<a>"},
        {"", "<b><i>x"},
        {"<a", " b='c'"},
        {"<a", " b"},
        {"<a>", "</b>"},
        {"<a>", "&x;"},
        {"<!--", "-"},
        {"", "<![CDATA["},
        {"<!DOCTYPE a [", "<!ENTITY a 'b'>"},
        {"<a>", "<b xmlns:c='d'/>"},
        {"", "<"},
        {"<script>", "</"},
    };
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        for (int is_html = 0; is_html < 2; is_html++) {
            EXAMPLE(i);
            AUTO_BUFFER buffer = BUFFER_UP_TO(MEMORY_BYTES);
            AUTO_ARENA arena = arena_new(MEMORY_BYTES);
            buffer_add(&buffer, text_of(hostile[i].start));
            enum tree_state got;
            int64_t before_us = timing_thread_us();
            (void)say(repeat(&buffer, hostile[i].piece, (size_t)1024 * 1024), is_html, arena, &got);
            assert_true(timing_thread_us() - before_us < timing_limit_us(20000000));
        }
    }
}

static const struct plain_rule rules[] = {{"c", PLAIN_CELL},      {"h", PLAIN_HEADING},
                                          {"n", PLAIN_NOTE},      {"p", PLAIN_PARAGRAPH},
                                          {"r", PLAIN_PARAGRAPH}, {"s", PLAIN_SKIP}};

static void makes_text_of_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *xml;
        const char *text;
    } examples[] = {
        {"<d><h>One</h><p>two  <x>three</x>\n</p>\n<p>four</p></d>", "One\n\ntwo three\n\nfour"},
        {"<d><p>a<n>note <x>b</x></n> c</p><p>d</p></d>", "a c\n\nd\n\nnote b"},
        {"<d>loose <p>in</p> again</d>", "loose\n\nin\n\nagain"},
        {"<d><p>a<s>gone</s>b</p></d>", "a b"},
        {"<d><r><c>1</c><c>2</c></r><r><c>3</c></r></d>", "1 | 2\n\n3"},
        {"<d><p><p>deep</p></p><p> </p></d>", "deep"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(MEMORY_BYTES);
        struct error error = ERROR_NONE;
        struct tree tree;
        struct plain plain;
        const struct plain_rules plain_rules = {rules, COUNT_OF(rules), NULL, NULL};
        assert_int_equal(tree_read_xml(text_of(examples[i].xml), arena, &tree, &error), STATUS_OK);
        assert_true(plain_begin(&plain, &tree, 0, arena));
        plain_add(&plain, &tree, 0, &plain_rules, arena);
        assert_text(plain_text(&plain), examples[i].text);
        for (size_t j = 0; j < plain.blocks.count; j++) {
            assert_true(plain_block_text(&plain, &plain.blocks.items[j]).length > 0);
        }
        size_t x = tree_find(&tree, 0, "x");
        if (x != TREE_NONE) {
            struct span span = plain.spans[x];
            struct text said = text_slice(plain_text(&plain), span.start, span.end - span.start);
            assert_true(text_equal(said, tree_text(&tree, x, arena)));
        }
    }
}

static void strips_tags(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(MEMORY_BYTES);
    assert_text(plain_strip(TEXT("<p>a < b</p>c<!-- d"), arena), "\na < b\nc");
}

static void scans_elements(void **state)
{
    (void)state;
    struct text text = TEXT("<?xml v?><!-- <div> --><r><div id='1'><div/><div>x</div></div>"
                            "<x:div id = \"2\" >y</x:div><div id=3>");
    assert_text(scan_find(text, "div", "id", "1"), "<div id='1'><div/><div>x</div></div>");
    assert_text(scan_find(text, "div", "id", "2"), "<x:div id = \"2\" >y</x:div>");
    assert_text(scan_find(text, "div", "id", "3"), "<div id=3>");
    assert_false(scan_find(text, "div", "id", "4").at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_texts_of_xml),
        cmocka_unit_test(says_nothing_but_characters),
        cmocka_unit_test(opens_no_file_and_swells_no_entity),
        cmocka_unit_test(finds_elements_and_attributes),
        cmocka_unit_test(cuts_what_is_too_deep_or_crowded),
        cmocka_unit_test(makes_text_of_blocks),
        cmocka_unit_test(strips_tags),
        cmocka_unit_test(scans_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
