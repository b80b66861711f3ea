/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* How much more two threads answer in a time than one, each with a reader of its own. */

#include "report.h"
#include "sides.h"

/*
 * Put all questions to the present generation by one thread and by two, in rounds that take turns,
 * and note the best round of each. Without questions nothing is measured.
 *
 * Errors:  those of ours_answer; STATUS_UNAVAILABLE when there can be no second thread
 */
MUST_CHECK enum status threads_measure(struct library *library, const struct questions *questions,
                                       struct report_threads *out, struct error *error);
