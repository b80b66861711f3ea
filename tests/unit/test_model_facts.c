/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/model/document.h"
#include "unit.h"

static void keeps_the_facts_that_reach_the_bar_in_their_order(void **state)
{
    (void)state;
    struct person people[] = {
        {.name = TEXT("Ann Ashby")},
        {.name = TEXT("Bo Brand"), .confidence = CONFIDENCE_DOUBTFUL},
        {.name = TEXT("Cy Crane"), .confidence = CONFIDENCE_LIKELY},
        {.name = TEXT("Di Dale")},
    };
    static const struct {
        enum confidence bar;
        const char *names;
    } examples[] = {
        {CONFIDENCE_DOUBTFUL, "ABCD"},
        {CONFIDENCE_LIKELY, "ACD"},
        {CONFIDENCE_CERTAIN, "AD"},
    };
    struct document document = {.people = {people, COUNT_OF(people), COUNT_OF(people)}};
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        facts_keep(&document, examples[i].bar);
        assert_int_equal(document.people.count, strlen(examples[i].names));
        for (size_t j = 0; j < document.people.count; j++) {
            assert_int_equal(document.people.items[j].name.at[0], examples[i].names[j]);
        }
    }
}

static void a_fact_that_says_nothing_is_certain(void **state)
{
    (void)state;
    struct event event = {.place = TEXT("Oslo")};
    struct document document = {.events = {&event, 1, 1}};
    facts_keep(&document, CONFIDENCE_CERTAIN);
    assert_int_equal(document.events.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_facts_that_reach_the_bar_in_their_order),
        cmocka_unit_test(a_fact_that_says_nothing_is_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
