/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/buffer.h"
#include "unit.h"

static void builds_text_piece_by_piece(void **state)
{
    (void)state;
    AUTO_BUFFER line = BUFFER_UP_TO(1000);
    buffer_add(&line, TEXT("cables"));
    for (int i = 0; i < 40; i++) {
        buffer_add_format(&line, " %d", i % 10);
    }
    assert_int_equal(buffer_status(&line), STATUS_OK);
    assert_int_equal(buffer_text(&line).length, 86);
    assert_int_equal(line.bytes[86], '\0');
}

static void keeps_the_first_failure(void **state)
{
    (void)state;
    AUTO_BUFFER line = BUFFER_UP_TO(5);
    buffer_add(&line, TEXT("12345"));
    assert_int_equal(buffer_status(&line), STATUS_OK);
    buffer_add(&line, TEXT("6"));
    buffer_add(&line, TEXT(""));
    assert_int_equal(buffer_status(&line), STATUS_LIMIT);
    assert_text(buffer_text(&line), "12345");
    buffer_clear(&line);
    assert_int_equal(buffer_status(&line), STATUS_OK);
    assert_text(buffer_text(&line), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds_text_piece_by_piece),
        cmocka_unit_test(keeps_the_first_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
