/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/model/redaction.h"
#include "unit.h"

#define ARENA_BYTES ((size_t)16 * 1024 * 1024)

static const struct {
    const char *mark;
    bool by[5]; /* whether U, SBU, C, S, TS alone allow it */
    bool with_noforn;
} marks[] = {
    {"U", {true, true, true, true, true}, true},
    {"UNCLAS", {true, true, true, true, true}, true},
    {"SBU", {false, true, true, true, true}, true},
    {"LOU", {false, true, true, true, true}, true},
    {"LIMITED OFFICIAL USE", {false, true, true, true, true}, true},
    {"C", {false, false, true, true, true}, true},
    {"CONFIDENTIAL", {false, false, true, true, true}, true},
    {"C - ENTIRE TEXT", {false, false, true, true, true}, true},
    {"C/NF", {false, false, false, false, false}, true},
    {"C//NOFORN", {false, false, false, false, false}, true},
    {"SBU/N", {false, false, false, false, false}, true},
    {"C/REL LIBYA", {false, false, false, false, false}, false},
    {"S", {false, false, false, true, true}, true},
    {"TS", {false, false, false, false, true}, true},
    {"TOP SECRET", {false, false, false, false, true}, true},
    {"TS//SI//NF", {false, false, false, false, false}, false},
    {"XQ", {false, false, false, false, true}, true}, /* unreadable: the highest */
    {"", {false, false, false, false, true}, true},
};

static void a_mark_is_allowed_up_to_its_level_and_with_its_caveats(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        EXAMPLE(i);
        struct ceiling ceiling = {.level = LEVEL_U};
        for (int level = LEVEL_U; level <= LEVEL_TS; level++) {
            ceiling.level = (enum level)level;
            assert_int_equal(ceiling_allows(&ceiling, text_of(marks[i].mark)), marks[i].by[level]);
        }
        texts_add(arena, &ceiling.caveats, TEXT("NOFORN"));
        assert_int_equal(ceiling_allows(&ceiling, text_of(marks[i].mark)), marks[i].with_noforn);
    }
    assert_false(ceiling_allows(&(struct ceiling){.level = LEVEL_S}, TEXT_NONE));
}

/* A document of one paragraph of each mark, in a text that holds all of them. */
static struct document *document_of(const char *classification, const char *const *paragraphs,
                                    struct arena *arena)
{
    struct document *document = arena_take(arena, sizeof(*document));
    document->id = TEXT("07OSLO1");
    document->kind = TEXT("cable");
    document->cable = arena_take(arena, sizeof(*document->cable));
    document->cable->classification = text_of(classification);
    document->cable->station = TEXT("OSLO");
    document->cable->serial = TEXT("000001");
    document->text = TEXT("");
    for (size_t i = 0; paragraphs[i]; i += 2) {
        struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
        struct text before = document->text;
        document->text = arena_format(arena, "%.*s%s\n", TEXT_ARGUMENTS(before), paragraphs[i + 1]);
        paragraph->mark = paragraphs[i][0] ? text_of(paragraphs[i]) : TEXT_NONE;
        paragraph->span = (struct span){before.length, document->text.length};
        paragraph->number = INTEGER_NONE;
    }
    return document;
}

static void counts_what_it_withholds_and_keeps_the_rest(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    static const char *const paragraphs[] = {
        "U",  "open one",
        "C",  "closed two",
        "",   "unmarked three",
        "U",  "four, and (S) five in it",
        "",   "(X?) unreadable six",
        "U",  "seven (s)",
        NULL,
    };
    struct document *document = document_of("CONFIDENTIAL", paragraphs, arena);
    struct redaction redaction;
    redact(document, &(struct ceiling){.level = LEVEL_U}, arena, &redaction);
    assert_int_equal(redaction.kind, REDACTION_PARTIAL);
    assert_int_equal(redaction.withheld_count, 4);
    assert_int_equal(redaction.portion_count, 6);
    static const char *const kept[] = {"open one", "seven (s)", "[4 portions withheld.]"};
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        assert_true(text_find(redaction.text, text_of(kept[i])) != TEXT_NOT_FOUND);
    }
    static const char *const gone[] = {"two", "three", "four", "five", "six"};
    for (size_t i = 0; i < COUNT_OF(gone); i++) {
        assert_true(text_find(redaction.text, text_of(gone[i])) == TEXT_NOT_FOUND);
    }
    redact(document, &(struct ceiling){.level = LEVEL_C}, arena, &redaction);
    assert_int_equal(redaction.withheld_count, 2); /* the secret inside, and the unreadable */
}

static void leaves_a_document_as_it_is_where_all_of_it_is_allowed(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    static const char *const paragraphs[] = {"U", "one", "C", "two", "", "three", NULL};
    struct document *document = document_of("CONFIDENTIAL", paragraphs, arena);
    struct redaction redaction;
    redact(document, &(struct ceiling){.level = LEVEL_C}, arena, &redaction);
    assert_int_equal(redaction.kind, REDACTION_WHOLE);
    assert_ptr_equal(redaction.text.at, document->text.at);
    assert_int_equal(redaction.withheld_count, 0);
}

static void a_restricting_caption_keeps_all_of_it_away(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    static const char *const paragraphs[] = {"U", "one", NULL};
    struct document *document = document_of("UNCLAS", paragraphs, arena);
    struct ceiling ceiling = {.level = LEVEL_TS};
    struct redaction redaction;
    texts_add(arena, &document->cable->captions, TEXT("EXDIS"));
    redact(document, &ceiling, arena, &redaction);
    assert_int_equal(redaction.kind, REDACTION_NOTHING);
    texts_add(arena, &ceiling.caveats, TEXT("EXDIS"));
    redact(document, &ceiling, arena, &redaction);
    assert_int_equal(redaction.kind, REDACTION_WHOLE);
}

static void what_was_published_is_kept_and_other_text_has_the_highest_level(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    static const char *const paragraphs[] = {"", "one", NULL};
    struct document *document = document_of("", paragraphs, arena);
    struct redaction redaction;
    document->cable = NULL;
    document->kind = TEXT("release");
    redact(document, &(struct ceiling){.level = LEVEL_U}, arena, &redaction);
    assert_int_equal(redaction.kind, REDACTION_WHOLE);
    document->kind = TEXT("text");
    redact(document, &(struct ceiling){.level = LEVEL_S}, arena, &redaction);
    assert_int_equal(redaction.withheld_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_is_allowed_up_to_its_level_and_with_its_caveats),
        cmocka_unit_test(counts_what_it_withholds_and_keeps_the_rest),
        cmocka_unit_test(leaves_a_document_as_it_is_where_all_of_it_is_allowed),
        cmocka_unit_test(a_restricting_caption_keeps_all_of_it_away),
        cmocka_unit_test(what_was_published_is_kept_and_other_text_has_the_highest_level),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
