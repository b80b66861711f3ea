/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * A corpus of made-up cables, of any size: real posts, codes, TAGS and headings, text in an
 * invented language. For measuring and for comparing with other engines, never for judging a
 * parser.
 *
 * Cable i depends on the seed and i alone, so any part of a corpus can be made without the rest,
 * and a larger corpus begins with the cables of a smaller one. What makes it like the real thing:
 *
 *   words      Zipf's law over 120,000 words, and one in two hundred that nobody uses again; each
 *              cable keeps to a topic or two, whose words and fixed phrases come up again and again
 *   lengths    log-normal, a mean of 6.8 kB, one in twenty over 17 kB, at most 120 kB
 *   dates      97 of 100 from 2002 to February 2010, more each year; the rest back to 1966
 *   posts      some send a hundred times as much as others, and each has its topics
 *   references three in four cables cite earlier ones, most of which are in the corpus
 *
 * Threads: a corpus may be read by any number of threads.
 */

#include "chancery/base/buffer.h"
#include "chancery/base/calendar.h"

#include "words.h"

/* The longest text of a cable. */
#define CORPUS_BODY_BYTES_MAX ((size_t)120 * 1000)

/* More than any cable takes. */
#define CORPUS_CABLE_BYTES_MAX (CORPUS_BODY_BYTES_MAX + (size_t)64 * 1024)

/* Posts, subject TAGS and topics that a corpus draws from, at most. */
#define CORPUS_POSTS_MAX  400
#define CORPUS_TAGS_MAX   800
#define CORPUS_TOPICS     240
#define CORPUS_COPIES_MAX 14
#define CORPUS_CITED_MAX  4

struct vocabulary;

/* Who sends and receives. */
struct post {
    struct text station; /* PORTOFSPAIN */
    struct text address; /* AMEMBASSY PORT OF SPAIN */
    struct text city;    /* PORT OF SPAIN, as the classification line has it */
    struct text routing; /* RUEHSP */
    struct text tag;     /* of its country, or TEXT_NONE */
    struct text country; /* its name */
};

struct corpus;

/*
 * Make a corpus out of the vocabulary, which must live as long.
 *
 * Errors:  STATUS_NOT_FOUND, STATUS_IO, STATUS_INVALID  routing_indicators.tsv in folder
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status corpus_open(const struct vocabulary *vocabulary, const char *folder,
                                   uint64_t seed, struct corpus **out, struct error *error);

/* NULL is allowed. Returns NULL. */
struct corpus *corpus_close(struct corpus *corpus);

/* What is known of a cable before its text is written. */
struct corpus_cable {
    uint64_t number;
    const struct post *post;
    struct calendar_date date;
    int hour;
    int minute;
    int64_t serial;
    size_t level;    /* row of the classifications in heading.c */
    size_t topic[2]; /* mostly the first */
};

struct corpus_cable corpus_plan(const struct corpus *corpus, uint64_t number);

/* Add the text of cable number to *out. */
void corpus_write(const struct corpus *corpus, uint64_t number, struct buffer *out);
