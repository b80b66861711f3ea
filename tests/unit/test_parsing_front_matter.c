/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "front_matter.h"
#include "unit.h"

static void reads_values_as_yaml_has_them(void **state)
{
    (void)state;
    static const struct {
        const char *block;
        const char *expected; /* of title; NULL: none */
    } examples[] = {
        {"title: Harbor opens\n", "Harbor opens"},
        {"date: 2022-04-05\nTitle: Harbor opens\n", "Harbor opens"},
        {"title: 'Lindvik''s harbor'\n", "Lindvik's harbor"},
        {"title: \"Lindvik\\u2019s\\\n  \\ harbor\\_opens\"\n",
         "Lindvik\xE2\x80\x99s harbor opens"},
        {"title: >-\n  Harbor\n  opens\ndate: x\n", "Harbor opens"},
        {"title: |\n  Harbor\n  opens\n", "Harbor opens"},
        {"title:\n- Harbor\n- opens\n", "Harbor, opens"},
        {"title: [Harbor, \"opens\"]\n", "Harbor, opens"},
        {"a: {title: No}\ntitle: Harbor opens # at last\n", "Harbor opens"},
        {"a: [title, {b: title}]\ntitle: Harbor opens\n", "Harbor opens"},
        {"a: &x No\nb: *x\ntitle: Harbor opens\n", "Harbor opens"},
        {"a: &x [No]\ntitle: *x\n", NULL},
        {"title:\ndate: x\n", NULL},
        {"title: null\n", NULL},
        {"title: \"\"\n", NULL},
        {"subtitle: Harbor\n", NULL},
        /* What is no YAML is read by lines. */
        {"title: Talks: the next round\n", "Talks: the next round"},
        {"title: @harbor opens\n", "@harbor opens"},
        {"tags: [open\ntitle: Harbor opens\n", "Harbor opens"},
        {"title: \"Harbor\" opens\n", "Harbor"},
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(100000);
        struct text value = front_matter_value(text_of(examples[i].block), "title", arena);
        if (examples[i].expected) {
            assert_text(value, examples[i].expected);
        } else {
            assert_null(value.at);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_values_as_yaml_has_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
