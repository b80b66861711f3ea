/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "chancery/base/array.h"

#include "inside.h"

static const struct level levels[] = {
    {"UNCLAS", "UUUUU", "U", false, 400},
    {"UNCLAS", "UUUUU", "SBU", false, 150},
    {"C O N F I D E N T I A L", "CCCCC", "C", true, 360},
    {"C O N F I D E N T I A L NOFORN", "CCCCC", "C//NF", true, 20},
    {"S E C R E T", "SSSSS", "S", true, 60},
    {"S E C R E T NOFORN", "SSSSS", "S//NF", true, 10},
};

static const char *const months[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                     "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

static const struct {
    char prosign;
    const char *word;
} precedences[] = {{'R', "ROUTINE"}, {'R', "ROUTINE"}, {'P', "PRIORITY"}, {'O', "IMMEDIATE"}};

/* Which executive order was in force before a year, and what it lets one print. */
static const struct {
    int64_t before;
    const char *line;
} orders[] = {
    {1979, "E.O. 11652: GDS"}, {1983, "E.O. 12065: N/A"}, {1996, "E.O. 12356: DECL: OADR"}};

static const char *const classifiers[] = {
    "Ambassador",
    "DCM",
    "A/DCM",
    "Political Counselor",
    "EconCouns",
    "Charge d'Affaires",
    "Acting Deputy Chief of Mission",
    "Consul General",
};

static const char *const reasons[] = {"1.4 (b) and (d)", "1.4 (b,d)", "1.4 (d)", "1.4 (b/d)"};

const struct level *level_at(size_t level)
{
    return &levels[level];
}

size_t level_draw(struct chance *chance)
{
    size_t draw = chance_below(chance, 1000);
    size_t level = 0;
    while (level + 1 < COUNT_OF(levels) && draw >= levels[level].weight) {
        draw -= levels[level].weight;
        level++;
    }
    return level;
}

static const struct post *draw_post(const struct corpus *corpus, struct chance *chance)
{
    return &corpus->posts[chance_rank(chance, corpus->post_count)];
}

static void write_origin(const struct corpus_cable *cable, struct chance *chance,
                         struct buffer *out)
{
    size_t precedence = chance_below(chance, COUNT_OF(precedences));
    char prosign = precedences[precedence].prosign;
    int64_t day_of_year = calendar_day_of_year(cable->date);
    buffer_add_format(out, "VZCZCX%s%04zu\n%c%c RUEHWEB\n\n", chance_is(chance, 500) ? "RO" : "YZ",
                      chance_below(chance, 10000), prosign, prosign);
    buffer_add_format(out, "DE %.*s #%04" PRId64 " %03" PRId64 "%02d%02d\n",
                      TEXT_ARGUMENTS(cable->post->routing), cable->serial % 10000, day_of_year,
                      cable->hour, cable->minute);
    const struct level *level = level_at(cable->level);
    buffer_add_format(out, "%s %s ZZH\n", level->code[0] == 'U' ? "ZNR" : "ZNY", level->code);
    buffer_add_format(out, "%c %02" PRId64 "%02d%02dZ %s %02" PRId64 "\nFM %.*s\n", prosign,
                      cable->date.day, cable->hour, cable->minute, months[cable->date.month - 1],
                      cable->date.year % 100, TEXT_ARGUMENTS(cable->post->address));
    buffer_add_format(out, "TO RUEHC/SECSTATE WASHDC %s %04zu\n", precedences[precedence].word,
                      chance_below(chance, 10000));
}

/* Those who get a copy, the first behind INFO. */
static void write_copies(const struct corpus *corpus, struct chance *chance, struct buffer *out)
{
    size_t count = chance_below(chance, CORPUS_COPIES_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct post *post = draw_post(corpus, chance);
        buffer_add_format(out, "%s%.*s/%.*s %04zu\n", i == 0 ? "INFO " : "",
                          TEXT_ARGUMENTS(post->routing), TEXT_ARGUMENTS(post->address),
                          chance_below(chance, 10000));
    }
    if (count > 0 && chance_is(chance, 400)) {
        buffer_add(out, TEXT("RUEKJCS/SECDEF WASHINGTON DC//OSD/ISA//\n"));
    }
}

static void write_order(const struct corpus_cable *cable, struct buffer *out)
{
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        if (cable->date.year < orders[i].before) {
            buffer_add_format(out, "%s\n", orders[i].line);
            return;
        }
    }
    if (!level_at(cable->level)->secret) {
        buffer_add(out, TEXT("E.O. 12958: N/A\n"));
        return;
    }
    buffer_add_format(out, "E.O. 12958: DECL: %02" PRId64 "/%02" PRId64 "/%" PRId64 "\n",
                      cable->date.month, cable->date.day % 28 + 1, cable->date.year + 10);
}

static void write_tags(const struct corpus *corpus, const struct corpus_cable *cable,
                       struct chance *chance, struct buffer *out)
{
    size_t count = chance_between(chance, 1, 6);
    buffer_add(out, TEXT("TAGS: "));
    for (size_t i = 0; i < count; i++) {
        /* Half of them go with the topic, so that tags say something of the text. */
        size_t rank = chance_rank(chance, corpus->tag_count);
        struct chance home = chance_of(corpus->seed, cable->topic[0], STREAM_TOPIC + 1);
        rank = chance_is(chance, 500) ? (chance_next(&home) + rank % 4) % corpus->tag_count : rank;
        buffer_add(out, corpus->tags[rank]);
        buffer_add(out, i + 1 < count || cable->post->tag.at ? TEXT(", ") : TEXT("\n"));
    }
    if (cable->post->tag.at) {
        buffer_add_format(out, "%.*s\n", TEXT_ARGUMENTS(cable->post->tag));
    }
}

static void write_subject(const struct corpus *corpus, const struct corpus_cable *cable,
                          struct buffer *out)
{
    struct chance chance = chance_of(corpus->seed, cable->number, STREAM_SUBJECT);
    size_t count = chance_between(&chance, 4, 9);
    buffer_add(out, TEXT("SUBJECT: "));
    words_add_capitals(out, cable->post->country);
    buffer_add(out, TEXT(":"));
    for (size_t i = 0; i < count; i++) {
        buffer_add(out, TEXT(" "));
        words_add_capitals(out, i % 3 == 2 ? words_function(chance_rank(&chance, 40))
                                           : topic_word(corpus, cable->topic[0], &chance));
    }
    buffer_add(out, TEXT("\n"));
}

/* Cite cables made before this one; one in six citations is of a cable that nobody has. */
static void write_references(const struct corpus *corpus, const struct corpus_cable *cable,
                             struct chance *chance, struct buffer *out)
{
    size_t count = chance_below(chance, CORPUS_CITED_MAX + 1);
    for (size_t i = 0; i < count && cable->number > 0; i++) {
        uint64_t back = chance_rank(chance, cable->number < 5000 ? cable->number : 5000) + 1;
        struct corpus_cable cited = corpus_plan(corpus, cable->number - back);
        int64_t serial = chance_is(chance, 166) ? cited.serial + 7 : cited.serial;
        buffer_add(out, i == 0 ? TEXT("\nREF: ") : TEXT("     "));
        if (count > 1) {
            buffer_add_format(out, "%c. ", 'A' + (int)i);
        }
        buffer_add_format(out, "%02" PRId64 " %.*s %" PRId64 "\n", cited.date.year % 100,
                          TEXT_ARGUMENTS(cited.post->city), serial);
    }
}

void heading_write(const struct corpus *corpus, const struct corpus_cable *cable,
                   struct buffer *out)
{
    struct chance chance = chance_of(corpus->seed, cable->number, STREAM_HEADING);
    const struct level *level = level_at(cable->level);
    write_origin(cable, &chance, out);
    write_copies(corpus, &chance, out);
    buffer_add_format(out, "\n%s %.*s %06" PRId64 "\n\n", level->line,
                      TEXT_ARGUMENTS(cable->post->city), cable->serial);
    buffer_add(out, chance_is(&chance, 800) ? TEXT("SIPDIS\n\n") : TEXT(""));
    write_order(cable, out);
    write_tags(corpus, cable, &chance, out);
    write_subject(corpus, cable, out);
    write_references(corpus, cable, &chance, out);
    if (level->secret) {
        buffer_add_format(out, "\nClassified By: %s ",
                          classifiers[chance_below(&chance, COUNT_OF(classifiers))]);
        words_add_name(out, corpus->words, words_person(&chance));
        buffer_add_format(out, ". Reasons: %s.\n",
                          reasons[chance_below(&chance, COUNT_OF(reasons))]);
    }
    buffer_add(out, TEXT("\n"));
}
