/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The head and tail of a news report or press release. */

#include "chancery/model/record.h"

/* "OSLO, June 1 (Yonhap) --" */
struct news_dateline {
    struct text place;  /* in usual case: Oslo */
    struct text agency; /* Yonhap */
    struct text date;   /* ISO 8601, or --06-01 when it has no year */
    struct text raw;
};

struct news {
    struct text publication;
    struct texts authors; /* names */
    struct text byline;   /* as printed */
    struct news_dateline *dateline;
    struct text source; /* as printed: who was quoted or copied */
    struct text edition;
    struct text url;
    struct texts keywords; /* subjects under which its publisher filed it */
};

extern const struct record news_record;
