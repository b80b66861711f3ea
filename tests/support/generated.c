/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"

#include "generated.h"

static const char *const vocabulary[] = {
    "the",      "of",     "fleet",     "fleets",     "treaty",      "treaties", "talk",
    "talks",    "talked", "cooperate", "cooperates", "cooperation", "minister", "ministers",
    "ministry", "nato",   "oslo",      "herring",    "cod",         "quota",    "quotas",
    "ban",      "banned", "embassy",   "report",     "reported",    "harbor",   "harbors",
    "ice",      "icy",    "meeting",   "meetings",   "met",         "delegate", "delegation",
    "vote",     "voted",  "budget",    "winter",     "secretary",
};

static const char *const tags[] = {"EFIS", "NO", "IC", "PREL", "NATO"};
static const char *const marks[] = {"U", "C", "S", "C//NF"};
static const char *const posts[] = {"AMEMBASSY OSLO", "AMEMBASSY REYKJAVIK", "SECSTATE WASHDC"};
static const struct dated {
    const char *value;
    const char *precision;
} dates[] = {
    {"2007", "year"},      {"2007-01", "month"},
    {"2007-01-05", "day"}, {"2007-01-31T23:59:00Z", "minute"},
    {"2007-03-01", "day"}, {"2007-W09", "week"},
    {"2008-02-29", "day"}, {"2008-02-29T08:22:00Z", "minute"},
};

uint32_t generated_roll(struct generated_dice *dice, uint32_t most)
{
    /* xorshift64*: Vigna, An experimental exploration of Marsaglia's xorshift generators. */
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (uint32_t)((dice->state * UINT64_C(2685821657736338717)) >> 33) % most;
}

/* Words are not equally common. */
static struct text roll_word(struct generated_dice *dice)
{
    if (dice->words) {
        return dice->words->items[generated_roll(dice, (uint32_t)dice->words->count)];
    }
    uint32_t most = 1 + generated_roll(dice, COUNT_OF(vocabulary));
    return text_of(vocabulary[generated_roll(dice, most)]);
}

static void write_word(struct generated_dice *dice, struct text word, bool starts,
                       struct buffer *out)
{
    bool shout = generated_roll(dice, 8) == 0;
    for (size_t i = 0; i < word.length; i++) {
        bool upper = shout || (starts && i == 0);
        char letter = upper ? text_upper(word.at[i]) : word.at[i];
        buffer_add(out, (struct text){&letter, 1});
    }
}

/* One sentence; its words go to unit as well. */
static void write_sentence(struct generated_dice *dice, struct arena *arena,
                           struct generated_unit *unit, uint32_t sentence, struct buffer *out)
{
    uint32_t words = 1 + generated_roll(dice, 8);
    for (uint32_t i = 0; i < words; i++) {
        struct text word = roll_word(dice);
        buffer_add(out, i > 0 ? TEXT(" ") : TEXT(""));
        write_word(dice, word, i == 0, out);
        texts_add(arena, &unit->words, word);
        uint32_t *number = LIST_ADD(arena, &unit->sentences);
        assert(number);
        *number = sentence;
    }
}

static struct text write_unit(struct generated_dice *dice, struct arena *arena,
                              struct generated_document *document, enum index_text_field field,
                              uint32_t paragraph)
{
    AUTO_BUFFER bytes = BUFFER_UP_TO(10000);
    struct generated_unit *unit = LIST_ADD(arena, &document->units);
    assert(unit);
    unit->field = field;
    unit->paragraph = paragraph;
    uint32_t sentences = field == INDEX_TEXT_TITLE ? 1 : generated_roll(dice, 5);
    for (uint32_t i = 0; i < sentences; i++) {
        buffer_add(&bytes, i > 0 ? TEXT(". ") : TEXT(""));
        write_sentence(dice, arena, unit, i, &bytes);
    }
    return arena_text(arena, buffer_text(&bytes));
}

static void write_header(struct generated_dice *dice, struct arena *arena,
                         struct generated_document *made)
{
    struct cable *cable = arena_take(arena, sizeof(*cable));
    assert(cable);
    made->document->cable = cable;
    cable->from = arena_take(arena, sizeof(*cable->from));
    assert(cable->from);
    cable->from->name = text_of(posts[generated_roll(dice, COUNT_OF(posts))]);
    uint32_t count = generated_roll(dice, 4);
    for (uint32_t i = 0; i < count; i++) {
        struct cable_tag *tag = LIST_ADD(arena, &cable->tags);
        assert(tag);
        tag->tag = text_of(tags[generated_roll(dice, COUNT_OF(tags))]);
    }
    struct generated_unit *unit = LIST_ADD(arena, &made->units);
    assert(unit);
    unit->field = INDEX_TEXT_HEADER;
    AUTO_BUFFER folded = BUFFER_UP_TO(100);
    for (size_t i = 0; i < cable->from->name.length; i++) {
        char letter = text_lower(cable->from->name.at[i]);
        buffer_add(&folded, (struct text){&letter, 1});
    }
    struct text rest = arena_text(arena, buffer_text(&folded));
    struct text word;
    while (text_take_word(&rest, &word)) {
        texts_add(arena, &unit->words, word);
        uint32_t *number = LIST_ADD(arena, &unit->sentences);
        assert(number);
        *number = 0;
    }
}

static void make_document(struct generated_dice *dice, size_t number, struct arena *arena,
                          struct generated_document *made)
{
    struct document *document = arena_take(arena, sizeof(*document));
    assert(document);
    made->document = document;
    document->id = arena_format(arena, "08OSLO%zu", number);
    document->kind = generated_roll(dice, 3) > 0 ? TEXT("cable") : TEXT("news");
    document->title = write_unit(dice, arena, made, INDEX_TEXT_TITLE, 0);
    uint32_t which = generated_roll(dice, COUNT_OF(dates) + 2);
    if (which < COUNT_OF(dates)) {
        document->date = arena_take(arena, sizeof(*document->date));
        assert(document->date);
        document->date->value = text_of(dates[which].value);
        document->date->precision = text_of(dates[which].precision);
    }
    uint32_t paragraphs = generated_roll(dice, 7);
    for (uint32_t i = 0; i < paragraphs; i++) {
        struct text text = write_unit(dice, arena, made, INDEX_TEXT_BODY, i);
        struct paragraph *paragraph = LIST_ADD(arena, &document->paragraphs);
        assert(paragraph);
        paragraph->text = text;
        uint32_t mark = generated_roll(dice, COUNT_OF(marks) + 1);
        paragraph->mark = mark < COUNT_OF(marks) ? text_of(marks[mark]) : TEXT_NONE;
    }
    if (text_equal(document->kind, TEXT("cable"))) {
        write_header(dice, arena, made);
    }
}

struct generated generated_make(uint64_t seed, size_t count, struct arena *arena)
{
    struct generated_dice dice = {seed, NULL};
    struct generated made = {arena_take(arena, count * sizeof(*made.documents)), count};
    assert(made.documents);
    for (size_t i = 0; i < count; i++) {
        make_document(&dice, i, arena, &made.documents[i]);
    }
    return made;
}

static struct query_node *node_new(struct arena *arena, enum query_kind kind)
{
    struct query_node *node = query_node_new(arena, kind);
    assert(node);
    return node;
}

static void child_add(struct arena *arena, struct query_node *node, struct query_node *child)
{
    struct query_node **item = LIST_ADD(arena, &node->children);
    assert(item);
    *item = child;
}

/* What FTS5 lacks: a letter of the word is another, or some of it is a star. */
static void bend_term(struct generated_dice *dice, struct query_node *node, struct arena *arena)
{
    size_t length = node->text.length;
    uint32_t at = generated_roll(dice, (uint32_t)length);
    struct text front = text_slice(node->text, 0, at);
    node->fuzzy = generated_roll(dice, 2) == 0;
    node->wildcard = !node->fuzzy;
    if (node->fuzzy) {
        static const char *const letters[] = {"", "x", "o", "st"};
        const char *letter = letters[generated_roll(dice, COUNT_OF(letters))];
        node->text = arena_format(arena, "%.*s%s%.*s", TEXT_ARGUMENTS(front), letter,
                                  TEXT_ARGUMENTS(text_from(node->text, at + 1)));
        node->fuzzy = node->text.length > 0;
        node->text = node->fuzzy ? node->text : roll_word(dice);
        return;
    }
    size_t end = at + generated_roll(dice, 4);
    node->text = arena_format(arena, "%.*s*%.*s", TEXT_ARGUMENTS(front),
                              TEXT_ARGUMENTS(text_from(node->text, end)));
    node->prefix = generated_roll(dice, 3) == 0;
}

static struct query_node *make_term(struct generated_dice *dice, enum generated_operators operators,
                                    struct arena *arena)
{
    struct query_node *node = node_new(arena, QUERY_TERM);
    uint32_t shape = generated_roll(dice, operators == GENERATED_ALL ? 6 : 4);
    node->text = roll_word(dice);
    node->exact = shape == 0;
    if (shape == 1) {
        node->prefix = true;
        node->text = text_slice(node->text, 0, 1 + generated_roll(dice, 4));
    } else if (shape > 3) {
        bend_term(dice, node, arena);
    }
    return node;
}

static struct query_node *make_phrase(struct generated_dice *dice,
                                      enum generated_operators operators, struct arena *arena)
{
    AUTO_BUFFER words = BUFFER_UP_TO(200);
    struct query_node *node = node_new(arena, QUERY_PHRASE);
    uint32_t count = 2 + generated_roll(dice, 2);
    /* Words as they follow one another are found more often than any. */
    uint32_t room = dice->words ? (uint32_t)dice->words->count : 0;
    uint32_t first = room > count ? generated_roll(dice, room - count) : 0;
    bool follow = room > count && generated_roll(dice, 2) == 0;
    for (uint32_t i = 0; i < count; i++) {
        buffer_add(&words, i > 0 ? TEXT(" ") : TEXT(""));
        buffer_add(&words, follow ? dice->words->items[first + i] : roll_word(dice));
    }
    node->text = arena_text(arena, buffer_text(&words));
    node->distance = operators == GENERATED_ALL ? generated_roll(dice, 4) : 0;
    return node;
}

static struct query_node *make_field(struct generated_dice *dice, struct query_node *child,
                                     struct arena *arena)
{
    struct query_node *node = node_new(arena, QUERY_FIELD);
    node->field = generated_roll(dice, 2) ? QUERY_FIELD_TITLE : QUERY_FIELD_BODY;
    child_add(arena, node, child);
    return node;
}

static struct query_node *make_value(struct generated_dice *dice, struct arena *arena)
{
    struct query_node *node = node_new(arena, QUERY_FIELD);
    switch (generated_roll(dice, 4)) {
    case 0:
        node->field = QUERY_FIELD_TAG;
        node->text = text_of(tags[generated_roll(dice, COUNT_OF(tags))]);
        break;
    case 1:
        node->field = QUERY_FIELD_MARK;
        node->text = text_of(marks[generated_roll(dice, COUNT_OF(marks))]);
        break;
    case 2:
        node->field = QUERY_FIELD_FROM;
        node->text = TEXT("oslo");
        break;
    default:
        node->field = QUERY_FIELD_DATE;
        node->dates.interval = (struct calendar_interval){13514, 13878}; /* all of 2007 */
        break;
    }
    return node;
}

/* NEAR and the like, between two words or phrases. */
static struct query_node *make_pair(struct generated_dice *dice, enum generated_operators operators,
                                    struct arena *arena)
{
    static const enum query_kind kinds[] = {QUERY_NEAR, QUERY_SENTENCE, QUERY_PARAGRAPH};
    bool all = operators == GENERATED_ALL;
    struct query_node *node = node_new(arena, all ? kinds[generated_roll(dice, 3)] : QUERY_NEAR);
    node->distance = generated_roll(dice, 6);
    for (int i = 0; i < 2; i++) {
        bool is_phrase = all && generated_roll(dice, 4) == 0;
        bool is_mark = all && i == 1 && !is_phrase && generated_roll(dice, 4) == 0;
        struct query_node *child = is_phrase ? make_phrase(dice, operators, arena)
                                   : all     ? make_term(dice, operators, arena)
                                             : node_new(arena, QUERY_TERM);
        if (is_mark) {
            child = node_new(arena, QUERY_FIELD);
            child->field = QUERY_FIELD_MARK;
            child->text = text_of(marks[generated_roll(dice, COUNT_OF(marks))]);
        } else if (!all) {
            child->text = roll_word(dice);
        }
        child_add(arena, node, child);
    }
    return node;
}

static struct query_node *make_leaf(struct generated_dice *dice, enum generated_operators operators,
                                    struct arena *arena)
{
    switch (generated_roll(dice, operators == GENERATED_ALL ? 7 : 6)) {
    case 0:
        return make_phrase(dice, operators, arena);
    case 1:
        return make_pair(dice, operators, arena);
    case 2:
        return make_field(dice, make_term(dice, operators, arena), arena);
    case 6:
        return make_value(dice, arena);
    default:
        return make_term(dice, operators, arena);
    }
}

struct query_node *generated_query(struct generated_dice *dice, enum generated_operators operators,
                                   unsigned depth, struct arena *arena)
{
    uint32_t shape = depth == 0 ? 0 : generated_roll(dice, 5);
    if (shape < 2) {
        return make_leaf(dice, operators, arena);
    }
    struct query_node *node = node_new(arena, shape == 2 ? QUERY_OR : QUERY_AND);
    for (int i = 0; i < 2; i++) {
        child_add(arena, node, generated_query(dice, operators, depth - 1, arena));
    }
    if (shape == 4) {
        struct query_node *not = node_new(arena, QUERY_NOT);
        child_add(arena, not, generated_query(dice, operators, depth - 1, arena));
        child_add(arena, node, not );
    }
    return node;
}
