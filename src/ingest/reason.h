/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Why a file is refused: the codes of the load report, and what they say to people. */

#include "chancery/base/text.h"

enum reason {
    REASON_NONE,
    REASON_DEVICE,
    REASON_FIFO,
    REASON_SOCKET,
    REASON_LINK_OUTSIDE,
    REASON_LINK_BROKEN,
    REASON_UNREADABLE,
    REASON_TOO_LARGE,
    REASON_TOO_DEEP,
    REASON_PATH_TOO_LONG,
    REASON_EMPTY,
    REASON_UNUSABLE,
    REASON_NO_MEMORY,
    REASON_COUNT
};

/* "fifo", "too_large" … TEXT_NONE for REASON_NONE. Static. */
struct text reason_code(enum reason reason);

/* One sentence. Static. */
struct text reason_detail(enum reason reason);
