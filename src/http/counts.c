/* SPDX-License-Identifier: Apache-2.0 */
#include "counts.h"

const int64_t http_count_bounds_us[HTTP_COUNT_CLASSES] = {
    100, 1000, 10000, 50000, 250000, 1000000, 5000000,
};

void counts_answer(struct http_counts *counts, unsigned code, int64_t took_us, uint64_t sent_bytes)
{
    size_t group = 0;
    while (group < HTTP_COUNT_CLASSES && took_us > http_count_bounds_us[group]) {
        group++;
    }
    COUNT_ADD(counts, answers[code / 100 % 6], 1);
    COUNT_ADD(counts, classes[group], 1);
    COUNT_ADD(counts, took_us, took_us);
    COUNT_ADD(counts, sent_bytes, sent_bytes);
}
