/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "chancery/base/shelter.h"

#include "json_load.h"

struct loading {
    struct text bytes;
    size_t flags;
    json_t *out;
    json_error_t fault;
};

static pthread_once_t sheltered = PTHREAD_ONCE_INIT;

static void shelter(void)
{
    json_set_alloc_funcs(shelter_take, shelter_give);
}

static void run(void *context)
{
    struct loading *loading = context;
    loading->out =
        json_loadb(loading->bytes.at, loading->bytes.length, loading->flags, &loading->fault);
}

enum status json_load_bytes(struct text bytes, size_t flags, json_t **out, json_error_t *fault)
{
    struct loading loading = {.bytes = bytes, .flags = flags};
    (void)pthread_once(&sheltered, shelter);
    enum status status = shelter_run(run, &loading);
    *out = status ? NULL : loading.out;
    if (fault) {
        *fault = loading.fault;
    }
    return status;
}
