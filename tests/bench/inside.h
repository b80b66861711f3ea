/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the files of the corpus share. */

#include "chancery/base/arena.h"

#include "corpus.h"

struct corpus {
    uint64_t seed;
    struct arena *arena;
    struct words *words;
    struct post posts[CORPUS_POSTS_MAX]; /* the busiest first */
    size_t post_count;
    struct text tags[CORPUS_TAGS_MAX]; /* the most frequent first */
    size_t tag_count;
};

/* Streams of draws, so that a change in one part of a cable leaves the others as they are. */
enum corpus_stream {
    STREAM_PLAN = 100,
    STREAM_HEADING,
    STREAM_SUBJECT,
    STREAM_BODY,
    STREAM_TOPIC,
    STREAM_ORDER,
};

struct level {
    const char *line; /* as the classification line prints it */
    const char *code; /* of the security line */
    const char *mark; /* of most paragraphs */
    bool secret;      /* somebody had to classify it */
    unsigned weight;  /* of a thousand cables */
};

const struct level *level_at(size_t level);
size_t level_draw(struct chance *chance);

/* All up to the first paragraph. */
void heading_write(const struct corpus *corpus, const struct corpus_cable *cable,
                   struct buffer *out);

/* Paragraphs and signature. */
void body_write(const struct corpus *corpus, const struct corpus_cable *cable, struct buffer *out);

/* A word of one of the topics of a cable, and one of the fixed phrases of the topic. */
struct text topic_word(const struct corpus *corpus, size_t topic, struct chance *chance);
void topic_add_phrase(const struct corpus *corpus, size_t topic, struct chance *chance,
                      struct buffer *out);
