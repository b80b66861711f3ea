/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Proves that a store agrees with itself: its pages and counts, that every document can be decoded,
 * that its bytes have the digest they had, and that reading them again gives what was read. Also
 * that the index and the registry beside it are as they were written.
 */

#include "chancery/base/status.h"
#include "chancery/base/text.h"

#include <stdint.h>

struct vocabulary;

/* How the index or the registry beside a store is. */
enum check_beside {
    CHECK_BESIDE_SOUND,
    CHECK_BESIDE_ABSENT,  /* it is made when the store is served or loaded */
    CHECK_BESIDE_FOREIGN, /* of another state of the store, or by another program; likewise */
    CHECK_BESIDE_DAMAGED, /* likewise, yet its disk wants looking at */
};

struct check_result {
    enum check_beside index;
    enum check_beside registry;
    int64_t generation;
    int64_t documents;
    int64_t unreadable; /* cannot be decoded */
    int64_t altered;    /* bytes with another digest */
    int64_t read_otherwise;
    bool is_stale; /* read by another program or vocabulary, so that some may be read otherwise */
};

/* Is told of each document that does not agree, and why. */
typedef void check_report(struct text id, const char *fault, void *context);

struct check_options {
    const char *store_path;
    const char *config_folder; /* holds vocabulary/ */
    check_report *report;
    void *context;
};

/*
 * Check the store and fill *out.
 *
 * Errors:  STATUS_CORRUPT  the store, the index or the registry is damaged, or a document does not
 *                          agree; *out is filled
 *          as store_reader_open and vocabulary_load
 * Cost:    reads and parses all of it.
 */
MUST_CHECK enum status check_store(const struct check_options *options, struct check_result *out,
                                   struct error *error);
