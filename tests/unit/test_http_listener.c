/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "listener.h"
#include "unit.h"

static void a_chosen_port_is_told_and_cannot_be_had_twice(void **state)
{
    (void)state;
    uint16_t port = 0;
    int first = -1;
    int second = -1;
    struct error error = ERROR_NONE;
    assert_int_equal(listener_open("127.0.0.1", &port, &first, &error), STATUS_OK);
    assert_true(port > 0);
    assert_int_equal(listener_open("127.0.0.1", &port, &second, &error), STATUS_IO);
    assert_non_null(strstr(error.message, "taken"));
    assert_int_equal(second, -1);
    assert_int_equal(close(first), 0);
    assert_int_equal(listener_open("127.0.0.1", &port, &second, &error), STATUS_OK);
    assert_int_equal(close(second), 0);
}

static const struct example {
    const char *address;
    enum status status;
} examples[] = {
    {"192.0.2.1", STATUS_NOT_FOUND}, /* kept for documentation: no machine has it */
    {"localhost", STATUS_INVALID},   /* a name, which a resolver could point anywhere */
    {"127.0.0.256", STATUS_INVALID},
    {"", STATUS_INVALID},
};

static void says_why_an_address_cannot_be_served_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        EXAMPLE(i);
        uint16_t port = 0;
        int fd = -1;
        struct error error = ERROR_NONE;
        assert_int_equal(listener_open(examples[i].address, &port, &fd, &error),
                         examples[i].status);
        assert_int_equal(fd, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chosen_port_is_told_and_cannot_be_had_twice),
        cmocka_unit_test(says_why_an_address_cannot_be_served_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
