/* SPDX-License-Identifier: Apache-2.0 */
/* Advice about large pages belongs to no standard. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define _DEFAULT_SOURCE
#include "chancery/base/huge.h"

#include <stdint.h>
#include <sys/mman.h>

/* Advice is for whole pages; those at the ends may hold something else. */
#define PAGE_BYTES ((uintptr_t)4096)

void huge_wanted(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    uintptr_t first = ((uintptr_t)memory + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    uintptr_t end = ((uintptr_t)memory + bytes) / PAGE_BYTES * PAGE_BYTES;
    if (bytes >= HUGE_BYTES_MIN && first < end) {
        (void)madvise((char *)memory + (first - (uintptr_t)memory), end - first, MADV_HUGEPAGE);
    }
#else
    (void)memory;
    (void)bytes;
#endif
}
