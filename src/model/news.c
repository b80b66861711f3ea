/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/news.h"

static const struct field dateline_fields[] = {
    FIELD(struct news_dateline, place, FIELD_TEXT, "Where it was written."),
    FIELD(struct news_dateline, agency, FIELD_TEXT, "By which agency."),
    FIELD(struct news_dateline, date, FIELD_TEXT, "When; --06-01 without a year."),
    FIELD(struct news_dateline, raw, FIELD_TEXT, "As printed."),
};
static const struct record dateline_record =
    RECORD("dateline", struct news_dateline, dateline_fields);

static const struct field news_fields[] = {
    FIELD(struct news, publication, FIELD_TEXT, "Who published it."),
    FIELD(struct news, authors, FIELD_TEXTS, "Names in the byline."),
    FIELD(struct news, byline, FIELD_TEXT, "The byline as printed."),
    FIELD_OF(struct news, dateline, FIELD_RECORD, dateline_record, "Place, agency, date."),
    FIELD(struct news, source, FIELD_TEXT, "The source as printed."),
    FIELD(struct news, edition, FIELD_TEXT, "LEAD, 2nd LD, EDITORIAL …"),
    FIELD(struct news, url, FIELD_TEXT, "Where it was published."),
    FIELD(struct news, keywords, FIELD_TEXTS, "Under what its publisher filed it."),
};
const struct record news_record = RECORD("news", struct news, news_fields);
