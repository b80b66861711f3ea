/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Clocks, and what is told of many measurements. */

#include <stddef.h>
#include <stdint.h>

/* Nanoseconds since some moment before the program began. */
int64_t measure_now_ns(void);

/* Processor time that the calling thread has used, in nanoseconds. */
int64_t measure_thread_ns(void);

/* Processor time that all threads of this program have used, in microseconds. */
int64_t measure_processor_us(void);

/* The most memory that this program has had so far, in bytes. */
int64_t measure_peak_bytes(void);

/* Bytes of the file at path and of those SQLite keeps beside it; 0 when there is none. */
int64_t measure_file_bytes(const char *path);

/* The value that part of a hundred are not above; sorts values. 0 when there are none. */
int64_t measure_percentile(int64_t *values, size_t count, unsigned part);
