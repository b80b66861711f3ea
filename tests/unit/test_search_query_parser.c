/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/search/query_parser.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)1024 * 1024)

static struct text understood(struct text typed, struct arena *arena, struct parsed_query *parsed)
{
    assert_int_equal(query_parse(typed, arena, parsed, NULL), STATUS_OK);
    AUTO_BUFFER out = BUFFER_UP_TO(100000);
    query_print(parsed->root, &out);
    assert_int_equal(buffer_status(&out), STATUS_OK);
    return arena_text(arena, buffer_text(&out));
}

static const struct sound {
    const char *typed;
    const char *understood;
} sound[] = {
    {"", ""},
    {"  ", ""},
    {"NATO cooperation", "NATO AND cooperation"},
    {"NATO AND (ISAF OR Afghanistan) -Iraq", "NATO AND (ISAF OR Afghanistan) AND NOT Iraq"},
    {"a | b c", "a OR (b AND c)"},
    {"NOT NOT a", "a"},
    {"NOT (NOT a)", "a"},
    {"a NOT b", "a AND NOT b"},
    {"-(a b)", "NOT (a AND b)"},
    {"\"cluster munitions\"", "\"cluster munitions\""},
    {"\u201Ccluster munitions\u201D", "\"cluster munitions\""},
    {"\"Oslo conference\"~5", "\"Oslo conference\"~5"},
    {"Oslo NEAR/5 conference", "Oslo NEAR/5 conference"},
    {"Oslo NEAR conference treaty", "(Oslo NEAR/10 conference) AND treaty"},
    {"cluster SENTENCE ban", "cluster SENTENCE ban"},
    {"NATO PARAGRAPH China", "NATO PARAGRAPH China"},
    {"=secret", "=secret"},
    {"cooperat* Vershbo~", "cooperat* AND Vershbo~"},
    {"a~* b**", "a* AND b*"},
    {"co*op *tion c*o*", "co*op AND *tion AND c*o*"},
    {"id:07*487", "id:07*487"},
    {"person:Vershbo~", "person:Vershbo~"},
    {"mark:C PARAGRAPH NATO", "mark:C PARAGRAPH NATO"},
    {"pol-mil U.S. don't", "pol-mil AND U.S. AND don't"},
    {"and or not", "and AND or AND not"},
    {"title:NATO", "title:NATO"},
    {"TITLE:NATO", "title:NATO"},
    {"title:(NATO OR \"cluster munitions\")", "title:(NATO OR \"cluster munitions\")"},
    {"title:(NOT a)", "title:(NOT a)"},
    {"title:(title:a)", "title:(title:a)"},
    {"tag:PREL", "tag:PREL"},
    {"tag: PREL", "tag:PREL"},
    {"tag:(PREL | PGOV) NATO", "(tag:PREL OR tag:PGOV) AND NATO"},
    {"ref:\"SECSTATE 6667\"", "ref:\"SECSTATE 6667\""},
    {"id:07SEOUL*", "id:07SEOUL*"},
    {"mark:C//NF", "mark:C//NF"},
    {"date:2007-02", "date:2007-02"},
    {"date:2007-01..2007-03 x", "date:2007-01..2007-03 AND x"},
    {"date:\"2007\"", "date:2007"},
    {"date:undated", "date:undated"},
    {"http://example.org", "http://example.org"},
    {"se\u00F1or \u97D3\u570B", "se\u00F1or AND \u97D3\u570B"},
};

static void understands_sound_queries_without_repairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sound); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        struct parsed_query parsed;
        assert_text(understood(text_of(sound[i].typed), arena, &parsed), sound[i].understood);
        assert_int_equal(parsed.repairs.count, 0);
    }
}

static const struct broken {
    const char *typed;
    const char *understood;
    const char *code; /* of the first repair */
    size_t start;     /* where it stands */
} broken[] = {
    {"\"open phrase", "\"open phrase\"", "open_quote", 0},
    {"NATO \"open", "NATO AND \"open\"", "open_quote", 5},
    {"\"", "", "open_quote", 0},
    {"\"\"", "", "empty_phrase", 0},
    {"(NATO", "NATO", "open_bracket", 0},
    {"NATO)", "NATO", "stray_bracket", 4},
    {"a) OR b", "a AND b", "stray_bracket", 1},
    {"(NATO AND (Iraq", "NATO AND Iraq", "open_bracket", 10},
    {"((((", "", "open_bracket", 3},
    {"))((", "", "stray_bracket", 0},
    {"()", "", "empty_brackets", 0},
    {"[NATO", "NATO", "stray_symbol", 0},
    {"NATO}", "NATO", "stray_symbol", 4},
    {"NATO AND", "NATO", "dangling_operator", 5},
    {"AND NATO", "NATO", "dangling_operator", 0},
    {"AND", "", "dangling_operator", 0},
    {"OR", "", "dangling_operator", 0},
    {"NOT", "", "dangling_operator", 0},
    {"NATO OR", "NATO", "dangling_operator", 5},
    {"OR OR OR", "", "dangling_operator", 0},
    {"NATO AND OR Iraq", "NATO OR Iraq", "dangling_operator", 5},
    {"NATO AND AND Iraq", "NATO AND Iraq", "dangling_operator", 9},
    {"NATO NOT", "NATO", "dangling_operator", 5},
    {"-", "", "dangling_operator", 0},
    {"NATO -", "NATO", "dangling_operator", 5},
    {"- - -", "", "dangling_operator", 4},
    {"Cod Talks - May 3", "Cod AND Talks AND May AND 3", "stray_symbol", 10},
    {"NATO NEAR/5", "NATO", "dangling_operator", 5},
    {"NEAR/3 NATO", "NATO", "dangling_operator", 0},
    {"NATO NEAR/x Iraq", "NATO NEAR/10 Iraq", "bad_distance", 5},
    {"\"a b\"~x", "\"a b\"", "bad_distance", 0},
    {"\"Oslo conference\"~", "\"Oslo conference\"", "bad_distance", 0},
    {"~", "", "stray_symbol", 0},
    {"NATO &&", "NATO", "stray_symbol", 5},
    {"&& NATO", "NATO", "stray_symbol", 0},
    {"^", "", "stray_symbol", 0},
    {"NATO |", "NATO", "dangling_operator", 5},
    {"| |", "", "dangling_operator", 0},
    {"tag:", "", "empty_field", 0},
    {"tag: AND x", "x", "empty_field", 0},
    {":PREL", "PREL", "stray_symbol", 0},
    {"clasification:secret", "clasification AND secret", "unknown_field", 0},
    {"title:\"open", "title:\"open\"", "open_quote", 6},
    {"date:2007-13-45", "\"2007-13-45\"", "bad_date", 5},
    {"date:2008..2007", "\"2008..2007\"", "bad_date", 5},
    {"SENTENCE ban", "ban", "dangling_operator", 0},
};

static void mends_broken_queries_and_says_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(broken); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        struct parsed_query parsed;
        assert_text(understood(text_of(broken[i].typed), arena, &parsed), broken[i].understood);
        assert_true(parsed.repairs.count > 0);
        assert_text(parsed.repairs.items[0].code, broken[i].code);
        assert_int_equal(parsed.repairs.items[0].span.start, broken[i].start);
    }
}

static void reads_what_it_printed_as_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sound); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(ARENA_BYTES);
        struct parsed_query parsed;
        struct text once = understood(text_of(sound[i].typed), arena, &parsed);
        struct text twice = understood(once, arena, &parsed);
        assert_true(text_equal(once, twice));
        assert_int_equal(parsed.repairs.count, 0);
    }
}

static void keeps_to_its_limits(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new((size_t)64 * ARENA_BYTES);
    AUTO_BUFFER many = BUFFER_UP_TO(QUERY_BYTES_MAX);
    for (int i = 0; i < QUERY_TERMS_MAX + 20; i++) {
        buffer_add_format(&many, "w%d ", i);
    }
    struct parsed_query parsed;
    assert_int_equal(query_parse(buffer_text(&many), arena, &parsed, NULL), STATUS_OK);
    assert_int_equal(parsed.root->children.count, QUERY_TERMS_MAX);
    assert_text(parsed.repairs.items[0].code, "too_many_terms");

    static const char marks[] = "(-\"";
    for (size_t i = 0; i + 1 < sizeof(marks); i++) {
        buffer_clear(&many);
        for (size_t n = 0; n < QUERY_BYTES_MAX; n++) {
            buffer_add(&many, (struct text){&marks[i], 1});
        }
        assert_int_equal(query_parse(buffer_text(&many), arena, &parsed, NULL), STATUS_OK);
        assert_int_equal(parsed.root->kind, QUERY_ALL);
    }
    struct text too_long = {many.bytes, QUERY_BYTES_MAX + 1};
    assert_int_equal(query_parse(too_long, arena, &parsed, NULL), STATUS_LIMIT);
}

/* Give the parse one byte more each time, until it works: no failure may crash or be missed. */
static void survives_a_full_arena_at_any_point(void **state)
{
    (void)state;
    enum status status = STATUS_NO_MEMORY;
    for (size_t limit = 0; status == STATUS_NO_MEMORY && limit < ARENA_BYTES; limit++) {
        AUTO_ARENA arena = arena_new(limit);
        struct parsed_query parsed;
        status = query_parse(TEXT("a AND (tag:(B|C) title:d -\"e f\"~2) g NEAR h )"), arena,
                             &parsed, NULL);
    }
    assert_int_equal(status, STATUS_OK);
}

static const struct dates {
    const char *text;
    bool good;
    int64_t first;
    int64_t last;
} dates[] = {
    {"1970", true, 0, 364},
    {"1970-01", true, 0, 30},
    {"1970-01-02", true, 1, 1},
    {"1970-01-02T08:00:00Z", true, 1, 1},
    {"2000-02", true, 10988, 11016},
    {"1970-W01", true, -3, 3},
    {"1970-01..1970-02", true, 0, 58},
    {"..1970-01-01", true, INT64_MIN, 0},
    {"1970..", true, 0, INT64_MAX},
    {"2007-99", false, 0, 0},
    {"2007-02-30", false, 0, 0},
    {"2008..2007", false, 0, 0},
    {"..", false, 0, 0},
    {"", false, 0, 0},
    {"07", false, 0, 0},
    {"2007-1", false, 0, 0},
    {"2007-W54", false, 0, 0},
    {"2007-W53", false, 0, 0},
    {"nonsense", false, 0, 0},
};

static void reads_dates_and_refuses_what_is_none(void **state)
{
    (void)state;
    struct query_dates out = {0};
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        EXAMPLE(i);
        assert_int_equal(query_dates_read(text_of(dates[i].text), &out), dates[i].good);
        if (dates[i].good) {
            assert_true(out.interval.first_day == dates[i].first);
            assert_true(out.interval.last_day == dates[i].last);
        }
    }
    assert_true(query_dates_read(TEXT("undated"), &out) && out.undated);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_sound_queries_without_repairs),
        cmocka_unit_test(mends_broken_queries_and_says_where),
        cmocka_unit_test(reads_what_it_printed_as_the_same),
        cmocka_unit_test(keeps_to_its_limits),
        cmocka_unit_test(survives_a_full_arena_at_any_point),
        cmocka_unit_test(reads_dates_and_refuses_what_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
