/* SPDX-License-Identifier: Apache-2.0 */
#include "given_sockets.h"

#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/number.h"

/* The first descriptor that is handed over. */
#define FIRST_DESCRIPTOR 3

struct given_sockets given_sockets_take(void)
{
    struct given_sockets given = {.count = 0};
    const char *count_text = getenv("LISTEN_FDS");
    const char *owner_text = getenv("LISTEN_PID");
    int64_t count = 0;
    int64_t owner = 0;
    bool is_ours = count_text && owner_text &&
                   number_read(text_of(owner_text), 1, INT64_MAX, &owner) && owner == getpid() &&
                   number_read(text_of(count_text), 1, HTTP_ADDRESSES_MAX - 1, &count);
    for (int i = 0; is_ours && i < (int)count; i++) {
        given.items[given.count++] = FIRST_DESCRIPTOR + i;
    }
    (void)unsetenv("LISTEN_FDS");
    (void)unsetenv("LISTEN_PID");
    (void)unsetenv("LISTEN_FDNAMES");
    return given;
}
