/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "chancery/base/array.h"
#include "chancery/base/file.h"
#include "chancery/base/map.h"
#include "chancery/base/table.h"
#include "chancery/model/vocabulary.h"

#include "inside.h"

#define CORPUS_MEMORY_BYTES ((size_t)64 * 1024 * 1024)

/* The name of a post in the vocabulary, and the prefix of its address. */
static const struct {
    struct text name;
    const char *address;
} post_kinds[] = {
    {{"Embassy ", 8}, "AMEMBASSY"},
    {{"Consulate General ", 18}, "AMCONSUL"},
    {{"Consulate ", 10}, "AMCONSUL"},
};

static struct text capitals(struct arena *arena, struct text text)
{
    char *copy = arena_copy(arena, text);
    for (size_t i = 0; copy && i < text.length; i++) {
        copy[i] = text_upper(copy[i]);
    }
    return copy ? (struct text){copy, text.length} : TEXT_NONE;
}

/* The tag of the country that a post stands in. */
static struct text country_tag(const struct vocabulary *vocabulary, struct text country)
{
    for (size_t i = 0; i < vocabulary_tag_count(vocabulary); i++) {
        const struct vocabulary_tag *tag = vocabulary_tag_at(vocabulary, i);
        if (tag->tag.length == 2 && tag->country.at && text_equal(tag->country, country)) {
            return tag->tag;
        }
    }
    return TEXT_NONE;
}

/* Whether the vocabulary takes the address for the station it was made from. */
static bool is_plain(const struct vocabulary *vocabulary, const struct post *post)
{
    const struct vocabulary_station *named = vocabulary_station_named(vocabulary, post->address);
    return named && text_equal(named->station, post->station) &&
           text_find_char(post->city, '\'') == TEXT_NOT_FOUND;
}

static void add_post(struct corpus *corpus, const struct vocabulary *vocabulary,
                     const struct map *routings, const struct vocabulary_station *station)
{
    const struct text *routing = map_find(routings, station->station);
    for (size_t i = 0; routing && i < COUNT_OF(post_kinds); i++) {
        struct text city = station->name;
        if (!text_take_start(&city, post_kinds[i].name) || corpus->post_count == CORPUS_POSTS_MAX) {
            continue;
        }
        struct post post = {.station = station->station, .routing = *routing};
        const struct vocabulary_country *country = vocabulary_country(vocabulary, station->country);
        post.city = capitals(corpus->arena, city);
        post.address = arena_format(corpus->arena, "%s %.*s", post_kinds[i].address,
                                    TEXT_ARGUMENTS(post.city));
        post.tag = country_tag(vocabulary, station->country);
        post.country = country ? country->name : TEXT_NONE;
        if (post.address.at && is_plain(vocabulary, &post)) {
            corpus->posts[corpus->post_count++] = post;
        }
        return;
    }
}

/* Let each station lead to its routing indicator. */
static enum status read_routings(struct corpus *corpus, const char *folder, struct map *routings,
                                 struct error *error)
{
    static const char *const columns[] = {"routing_indicator", "name", "station", "country"};
    AUTO_BUFFER bytes = BUFFER_UP_TO(VOCABULARY_FILE_BYTES_MAX);
    struct text path = arena_format(corpus->arena, "%s/routing_indicators.tsv", folder);
    if (!path.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the corpus");
    }
    enum status status = file_read(path.at, &bytes, error);
    if (status) {
        return status;
    }
    struct text source = arena_text(corpus->arena, buffer_text(&bytes));
    struct table table;
    status = table_read(source, columns, COUNT_OF(columns), corpus->arena, &table, error);
    for (size_t i = 0; !status && i < table.count; i++) {
        struct text *fields = table.items[i].fields;
        if (fields[2].length > 0 && !map_find(routings, fields[2])) {
            map_set(corpus->arena, routings, fields[2], &fields[0]);
        }
    }
    return status;
}

static void add_tags(struct corpus *corpus, const struct vocabulary *vocabulary)
{
    for (size_t i = 0; i < vocabulary_tag_count(vocabulary); i++) {
        const struct vocabulary_tag *tag = vocabulary_tag_at(vocabulary, i);
        if (tag->tag.length == 4 && text_find_char(tag->tag, '-') == TEXT_NOT_FOUND &&
            corpus->tag_count < CORPUS_TAGS_MAX) {
            corpus->tags[corpus->tag_count++] = tag->tag;
        }
    }
}

/* Which posts and tags are frequent is left to chance. */
static void shuffle(struct corpus *corpus)
{
    struct chance chance = chance_of(corpus->seed, 0, STREAM_ORDER);
    for (size_t i = corpus->post_count; i > 1; i--) {
        size_t other = chance_below(&chance, i);
        struct post post = corpus->posts[i - 1];
        corpus->posts[i - 1] = corpus->posts[other];
        corpus->posts[other] = post;
    }
    for (size_t i = corpus->tag_count; i > 1; i--) {
        size_t other = chance_below(&chance, i);
        struct text tag = corpus->tags[i - 1];
        corpus->tags[i - 1] = corpus->tags[other];
        corpus->tags[other] = tag;
    }
}

static enum status fill(struct corpus *corpus, const struct vocabulary *vocabulary,
                        const char *folder, struct error *error)
{
    struct map routings = MAP_NONE;
    enum status status = read_routings(corpus, folder, &routings, error);
    if (status) {
        return status;
    }
    for (size_t i = 0; i < vocabulary_station_count(vocabulary); i++) {
        add_post(corpus, vocabulary, &routings, vocabulary_station_at(vocabulary, i));
    }
    add_tags(corpus, vocabulary);
    if (arena_failed(corpus->arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the corpus");
    }
    if (corpus->post_count == 0 || corpus->tag_count == 0) {
        return error_set(error, STATUS_INVALID, "the vocabulary has no posts or no tags");
    }
    shuffle(corpus);
    return STATUS_OK;
}

enum status corpus_open(const struct vocabulary *vocabulary, const char *folder, uint64_t seed,
                        struct corpus **out, struct error *error)
{
    struct corpus *corpus = calloc(1, sizeof(*corpus));
    if (!corpus) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the corpus");
    }
    corpus->seed = seed;
    corpus->arena = arena_new(CORPUS_MEMORY_BYTES);
    corpus->words = words_new(seed);
    enum status status = STATUS_NO_MEMORY;
    if (corpus->arena && corpus->words) {
        status = fill(corpus, vocabulary, folder, error);
    }
    if (status) {
        corpus_close(corpus);
        return status;
    }
    *out = corpus;
    return STATUS_OK;
}

struct corpus *corpus_close(struct corpus *corpus)
{
    if (corpus) {
        arena_free(corpus->arena);
        words_free(corpus->words);
        free(corpus);
    }
    return NULL;
}

/* Most are of 2002 to February 2010, each year somewhat fuller than the one before. */
static struct calendar_date draw_date(struct chance *chance)
{
    int64_t first = calendar_day_of((struct calendar_date){2002, 1, 1});
    int64_t last = calendar_day_of((struct calendar_date){2010, 2, 28});
    double place = sqrt(chance_unit(chance));
    if (chance_is(chance, 30)) {
        last = first - 1;
        first = calendar_day_of((struct calendar_date){1966, 1, 1});
    }
    return calendar_date_of(first + (int64_t)((double)(last - first + 1) * place));
}

/* A post is asked about the same matters again and again, and now and then about any other. */
static size_t draw_topic(const struct corpus *corpus, size_t post, struct chance *chance)
{
    size_t rank = chance_rank(chance, CORPUS_TOPICS);
    struct chance home = chance_of(corpus->seed, post, STREAM_TOPIC);
    size_t favorite = chance_next(&home) % CORPUS_TOPICS;
    return chance_is(chance, 650) ? (favorite + rank % 12) % CORPUS_TOPICS : rank;
}

struct corpus_cable corpus_plan(const struct corpus *corpus, uint64_t number)
{
    struct chance chance = chance_of(corpus->seed, number, STREAM_PLAN);
    size_t post = chance_rank(&chance, corpus->post_count);
    struct corpus_cable cable = {.number = number, .post = &corpus->posts[post]};
    cable.date = draw_date(&chance);
    cable.hour = (int)chance_below(&chance, 24);
    cable.minute = (int)chance_below(&chance, 60);
    /* Ids are made of year, station and serial; one serial in a million keeps them apart. */
    cable.serial = (int64_t)(number % 999999) + 1;
    cable.level = level_draw(&chance);
    cable.topic[0] = draw_topic(corpus, post, &chance);
    cable.topic[1] = draw_topic(corpus, post, &chance);
    return cable;
}

void corpus_write(const struct corpus *corpus, uint64_t number, struct buffer *out)
{
    struct corpus_cable cable = corpus_plan(corpus, number);
    heading_write(corpus, &cable, out);
    body_write(corpus, &cable, out);
}
