/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Finds what a request asks for. Search answers, facets, timelines, exports and lists of documents
 * all begin with search_find, so that their counts agree.
 *
 *     status = search_find(&source, &request, arena, &hits, error);
 *     search_count(hits)                                  how many, exactly
 *     status = search_page(hits, arena, &page, error);    a page of them
 *     search_order(hits);                                 or all: search_hit_at(hits, 0) …
 *     status = search_facet(hits, &wanted, arena, &facet, error);   facets.h
 *     status = search_timeline(hits, …);                  timeline.h
 *     status = search_passages(hits, &hit, …);            passages.h
 *
 * Hits live in the arena of their request. Give it about 64 MB for each million documents.
 *
 * Threads: a source may be shared, provided that its read may; hits serve one thread.
 */

#include "chancery/index/index.h"
#include "chancery/model/query.h"

/*
 * The most words that prefixes, stars and ~ of one query may stand for together. When they are
 * more, the most frequent are searched for, and a note says so.
 */
#define SEARCH_EXPANSIONS_MAX 65536

/* The most distance that NEAR and "…"~n can ask for; more is cut to it. */
#define SEARCH_DISTANCE_MAX 1000

/* The most keys that a result may be sorted by. */
#define SEARCH_SORTS_MAX 4

/* The most filters of one request, and values of one filter. */
#define SEARCH_FILTERS_MAX       64
#define SEARCH_FILTER_VALUES_MAX 1000

/* The longest cursor that is read, in bytes. */
#define SEARCH_CURSOR_BYTES_MAX ((size_t)1024)

/* Documents by their numbers in the index, in any order. */
struct search_numbers {
    LIST_OF(uint32_t);
};

/* Words of a paragraph that somebody says: [first, end) of its positions from its start. */
struct search_saying {
    uint32_t paragraph; /* place in the document, from 0 */
    uint32_t first;
    uint32_t end;
};

/* What is known of the documents beyond their index. */
struct search_knowledge {
    /* Add to *out the documents of whoever is called key, a folded value of field, under all of
     * their names. */
    void (*named)(void *context, enum query_field field, struct text key, struct arena *arena,
                  struct search_numbers *out);
    /* Set *out to the saying at place of a document. False when it has no more. */
    bool (*said)(void *context, uint32_t document, size_t place, struct search_saying *out);
    void *context;
};

/* Where the documents are: the index of a generation, and the texts behind it. */
struct search_source {
    const struct index *index;
    int64_t generation;
    /* Sets *out to the document with this key, in arena. May be NULL where no passages are asked.
     */
    enum status (*read)(void *context, int64_t key, struct arena *arena, struct document **out,
                        struct error *error);
    void *context;
    /* Or NULL: a name is then found as it is written, and said: finds what the body says. */
    const struct search_knowledge *knowledge;
};

enum search_unit {
    SEARCH_DOCUMENTS = 1,
    SEARCH_PARAGRAPHS, /* the paragraph is what is found, counted and filtered by mark and voice */
};

struct search_dates {
    LIST_OF(struct query_dates);
};

enum search_filter_kind {
    SEARCH_FILTER_VALUES,  /* has one of the values */
    SEARCH_FILTER_PRESENT, /* field=*: has any */
    SEARCH_FILTER_DATES,   /* dated within one of the intervals */
    SEARCH_FILTER_DATED,   /* date=*: has a date */
    SEARCH_FILTER_NUMBERS, /* is one of these documents of the index */
};

/*
 * One filter. A value is matched whole or, when no value in the store has that name, by a run of
 * its words in fields that go by words; a final * matches what begins so.
 */
struct search_filter {
    enum search_filter_kind kind;
    enum query_field field; /* of the first two kinds */
    bool negate;            /* the name had a leading - */
    bool overlaps;          /* dates: the intervals need only meet, not enclose, the document's */
    struct texts values;
    struct search_dates dates;
    const uint32_t *numbers; /* of SEARCH_FILTER_NUMBERS; of others, documents that fit besides */
    size_t number_count;
};

struct search_filters {
    LIST_OF(struct search_filter);
};

/* Add the values of its field that a filter of SEARCH_FILTER_VALUES names. False without memory. */
bool search_filter_values(const struct search_filter *filter, const struct index *index,
                          struct arena *arena, struct search_numbers *out);

enum search_key {
    SEARCH_BY_RELEVANCE, /* best first; descending means nothing */
    SEARCH_BY_DATE,      /* undated last both ways */
    SEARCH_BY_ID,        /* by code point */
    SEARCH_BY_TITLE,     /* by folded title; without a title last both ways */
    SEARCH_BY_LENGTH,    /* in words */
};

struct search_sort {
    enum search_key key;
    bool descending;
};

/* What one request may cost; 0 stands for the usual. */
struct search_limits {
    uint32_t expansions; /* words; SEARCH_EXPANSIONS_MAX */
    int64_t find_us;     /* how long finding may take; no limit */
};

struct search_request {
    const struct query_node *query; /* NULL: everything */
    struct search_filters filters;
    enum search_unit unit; /* 0: SEARCH_DOCUMENTS */

    struct search_sort sort[SEARCH_SORTS_MAX]; /* ties are always by id, then by paragraph */
    size_t sort_count;                         /* 0: by relevance with a query, else -date */

    size_t offset;
    size_t limit;       /* 0: no items */
    struct text cursor; /* instead of offset, or TEXT_NONE */
    uint64_t signature; /* a digest of all that makes the set and its order; kept in cursors */

    struct search_limits limits;
};

struct search_hits;

/* One hit. Paragraphs are places in the document, from 0; INDEX_NO_PARAGRAPH for a whole one. */
struct search_hit {
    uint32_t document; /* its number in the index */
    uint32_t paragraph;
    float score; /* 0 when nothing in the query has a score */
};

/*
 * Set *out to the exact set that the request asks for. Paging fields are not looked at. The request
 * and its query must live as long as the hits.
 *
 * Errors:  STATUS_LIMIT      a phrase of too many words, too many filters or values
 *          STATUS_UNAVAILABLE it took longer than it may; the message says which part was dear
 *          STATUS_NO_MEMORY  also when the arena's limit is met
 * Cost:    linear in the postings of the query's terms and in the documents of the index.
 */
MUST_CHECK enum status search_find(const struct search_source *source,
                                   const struct search_request *request, struct arena *arena,
                                   struct search_hits **out, struct error *error);

/* How many documents, or paragraphs, were found. */
size_t search_count(const struct search_hits *hits);

const struct search_source *search_hits_source(const struct search_hits *hits);

/* What was not searched for as asked, because it was too much. Spans are those of the query. */
const struct query_repairs *search_notes(const struct search_hits *hits);

/* Put all hits in the order of the request, for search_hit. */
void search_order(struct search_hits *hits);

/* The same for the first count of them, and perhaps more; what is asked for later costs more. */
void search_order_first(struct search_hits *hits, size_t count);

/*
 * The first document found at number or behind it, in the order of the index; INDEX_END when there
 * is none. Of hits that are documents. Cost: a look at the bits in between; nothing is listed.
 */
uint32_t search_next(struct search_hits *hits, uint32_t number);

/* Before anything is put in order: keep only documents that are among numbers, which rise. */
void search_keep(struct search_hits *hits, const uint32_t *numbers, size_t count);

/* The hit at place, less than search_count; in order only after search_order. */
struct search_hit search_hit_at(struct search_hits *hits, size_t place);

struct search_page {
    struct search_hit *items;
    size_t count;
    size_t offset;           /* of the first item */
    struct text next_cursor; /* TEXT_NONE at the end */
    struct text prev_cursor; /* TEXT_NONE at the start */
};

/*
 * Set *out to the page that request's offset or cursor, and limit, ask for. A cursor of another
 * generation goes on behind the document where it stood.
 *
 * Errors:  STATUS_INVALID    the cursor is none of ours, or belongs to another query
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status search_page(struct search_hits *hits, struct arena *arena,
                                   struct search_page *out, struct error *error);
