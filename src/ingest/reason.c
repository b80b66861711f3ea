/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/array.h"

#include "reason.h"

static const struct {
    const char *code;
    const char *detail;
} reasons[] = {
    [REASON_NONE] = {NULL, NULL},
    [REASON_DEVICE] = {"device", "A device is not a document."},
    [REASON_FIFO] = {"fifo", "A pipe is not a document."},
    [REASON_SOCKET] = {"socket", "A socket is not a document."},
    [REASON_LINK_OUTSIDE] = {"link_outside", "A link out of the folder is not followed."},
    [REASON_LINK_BROKEN] = {"link_broken", "A link to nothing."},
    [REASON_UNREADABLE] = {"unreadable", "The system would not let it be read."},
    [REASON_TOO_LARGE] = {"too_large", "It is larger than is read."},
    [REASON_TOO_DEEP] = {"too_deep", "The folder lies deeper than is looked into."},
    [REASON_PATH_TOO_LONG] = {"path_too_long", "Its path is longer than is kept."},
    [REASON_EMPTY] = {"empty", "There is nothing in it."},
    [REASON_UNUSABLE] = {"unusable", "Nothing in it could be kept as a document."},
    [REASON_NO_MEMORY] = {"no_memory", "It takes more memory than there is."},
};
static_assert(COUNT_OF(reasons) == REASON_COUNT, "one entry for each reason");

static struct text text_or_none(const char *string)
{
    return string ? text_of(string) : TEXT_NONE;
}

struct text reason_code(enum reason reason)
{
    return text_or_none(reasons[reason].code);
}

struct text reason_detail(enum reason reason)
{
    return text_or_none(reasons[reason].detail);
}
