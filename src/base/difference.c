/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/difference.h"
#include "chancery/base/numbering.h"

/* No path leads here. */
#define NOWHERE (-1)

/* One text, cut into words that were numbered. */
struct side {
    struct texts words;
    uint32_t *numbers;
    bool *is_changed; /* by word: the other side lacks it */
};

/* Words [first, end) of each side, of which the difference is not known yet. */
struct box {
    size_t first[2];
    size_t end[2];
};

struct boxes {
    LIST_OF(struct box);
};

/*
 * Paths go from the upper left corner of a box to the lower right: one step to the right leaves out
 * a word of the first text, one down takes in a word of the second, and a diagonal keeps a word.
 * On each diagonal (right minus down) the path that got farthest with so many changes is kept, as
 * how far right it got. Paths are followed from both corners until they meet.
 */
struct search {
    struct side sides[2];
    struct arena *arena;
    struct boxes boxes;
    int64_t *ahead;  /* by diagonal, from the upper left */
    int64_t *behind; /* the same from the lower right, counted from there */
    int64_t middle;  /* where diagonal 0 is in both */
    int64_t steps;
    bool is_rough;
};

static bool cut(struct search *search, int which, struct text text, struct numbering *numbering)
{
    struct side *side = &search->sides[which];
    struct text word;
    while (text_take_word(&text, &word)) {
        texts_add(search->arena, &side->words, word);
    }
    size_t count = side->words.count + 1;
    side->numbers = arena_take(search->arena, count * sizeof(*side->numbers));
    side->is_changed = arena_take(search->arena, count * sizeof(*side->is_changed));
    for (size_t i = 0; i + 1 < count && side->numbers; i++) {
        side->numbers[i] = numbering_of(search->arena, numbering, side->words.items[i]);
    }
    return side->numbers && side->is_changed;
}

/* Diagonals are followed in one direction: forward over [0, …), or backward from the ends. */
struct way {
    const uint32_t *numbers[2]; /* the first words to be compared */
    int64_t stride;             /* 1, or -1 backward */
    int64_t length[2];
    int64_t *reached; /* at diagonal 0 */
};

static struct way way_of(struct search *search, const struct box *box, bool forward)
{
    struct way way = {.stride = forward ? 1 : -1,
                      .reached = (forward ? search->ahead : search->behind) + search->middle};
    for (int i = 0; i < 2; i++) {
        way.length[i] = (int64_t)(box->end[i] - box->first[i]);
        size_t at = forward ? box->first[i] : box->end[i] - 1;
        way.numbers[i] = search->sides[i].numbers + at;
    }
    return way;
}

/* The farthest a path of one change more gets on a diagonal, NOWHERE when none gets onto it. */
static int64_t enter(const struct way *way, int64_t diagonal, int64_t changes)
{
    int64_t right = NOWHERE;
    if (diagonal > -changes && way->reached[diagonal - 1] != NOWHERE &&
        way->reached[diagonal - 1] < way->length[0]) {
        right = way->reached[diagonal - 1] + 1;
    }
    int64_t down = diagonal < changes ? way->reached[diagonal + 1] : NOWHERE;
    if (down != NOWHERE && down - diagonal > way->length[1]) {
        down = NOWHERE;
    }
    return right > down ? right : down;
}

/* Follow words that are the same. */
static int64_t slide(struct search *search, const struct way *way, int64_t diagonal, int64_t right)
{
    int64_t down = right - diagonal;
    while (right < way->length[0] && down < way->length[1] &&
           way->numbers[0][right * way->stride] == way->numbers[1][down * way->stride]) {
        right++;
        down++;
        search->steps++;
    }
    return right;
}

/* Whether the path just taken on a diagonal meets one from the other corner. */
static bool meets(const struct way *way, const struct way *other, int64_t diagonal,
                  int64_t other_changes)
{
    int64_t opposite = way->length[0] - way->length[1] - diagonal;
    return opposite >= -other_changes && opposite <= other_changes &&
           other->reached[opposite] != NOWHERE &&
           way->reached[diagonal] + other->reached[opposite] >= way->length[0];
}

/* Take all paths of one way one change farther. True with *at where they met. */
static bool advance(struct search *search, const struct way *way, const struct way *other,
                    int64_t changes, int64_t at[2])
{
    bool forward = way->stride > 0;
    int64_t other_changes = forward ? changes - 1 : changes;
    bool may_meet = ((way->length[0] - way->length[1]) % 2 != 0) == forward;
    for (int64_t diagonal = -changes; diagonal <= changes; diagonal += 2) {
        search->steps++;
        int64_t right = changes == 0 ? 0 : enter(way, diagonal, changes);
        way->reached[diagonal] = right == NOWHERE ? NOWHERE : slide(search, way, diagonal, right);
        if (right != NOWHERE && may_meet && meets(way, other, diagonal, other_changes)) {
            int64_t reached = way->reached[diagonal];
            at[0] = forward ? reached : way->length[0] - reached;
            at[1] = forward ? reached - diagonal : way->length[1] - (reached - diagonal);
            return true;
        }
    }
    return false;
}

/* Where the paths of fewest changes through box meet. False when the steps do not suffice. */
static bool find_middle(struct search *search, const struct box *box, int64_t at[2])
{
    struct way forward = way_of(search, box, true);
    struct way backward = way_of(search, box, false);
    for (int64_t changes = 0; search->steps < DIFFERENCE_STEPS_MAX; changes++) {
        if (advance(search, &forward, &backward, changes, at) ||
            advance(search, &backward, &forward, changes, at)) {
            return true;
        }
    }
    return false;
}

static bool are_same(const struct search *search, size_t first, size_t second)
{
    return search->sides[0].numbers[first] == search->sides[1].numbers[second];
}

/* Leave off what is the same at both ends of a box. */
static void trim(const struct search *search, struct box *box)
{
    while (box->first[0] < box->end[0] && box->first[1] < box->end[1] &&
           are_same(search, box->first[0], box->first[1])) {
        box->first[0]++;
        box->first[1]++;
    }
    while (box->first[0] < box->end[0] && box->first[1] < box->end[1] &&
           are_same(search, box->end[0] - 1, box->end[1] - 1)) {
        box->end[0]--;
        box->end[1]--;
    }
}

static void mark_changed(struct search *search, const struct box *box)
{
    for (int i = 0; i < 2; i++) {
        for (size_t k = box->first[i]; k < box->end[i]; k++) {
            search->sides[i].is_changed[k] = true;
        }
    }
}

static void push(struct search *search, struct box box)
{
    struct box *item = LIST_ADD(search->arena, &search->boxes);
    if (item) {
        *item = box;
    }
}

static void work_on(struct search *search, struct box box)
{
    int64_t at[2] = {0, 0};
    trim(search, &box);
    bool is_plain = box.first[0] == box.end[0] || box.first[1] == box.end[1];
    if (!is_plain && find_middle(search, &box, at)) {
        size_t middle[2] = {box.first[0] + (size_t)at[0], box.first[1] + (size_t)at[1]};
        push(search, (struct box){{box.first[0], box.first[1]}, {middle[0], middle[1]}});
        push(search, (struct box){{middle[0], middle[1]}, {box.end[0], box.end[1]}});
        return;
    }
    search->is_rough = search->is_rough || !is_plain;
    mark_changed(search, &box);
}

/* The bytes from one word to the last of some, as they stand in their text. */
static struct text bytes_of(const struct side *side, size_t first, size_t count)
{
    if (count == 0) {
        return TEXT_NONE;
    }
    const char *start = side->words.items[first].at;
    struct text last = side->words.items[first + count - 1];
    return (struct text){start, (size_t)(last.at + last.length - start)};
}

/* Where the next run begins in each side. */
struct place {
    size_t at[2];
};

static void add_run(struct search *search, struct difference *out, enum difference_kind kind,
                    struct place *place, size_t count)
{
    if (count == 0) {
        return;
    }
    struct difference_run *run = LIST_ADD(search->arena, &out->runs);
    size_t first = kind == DIFFERENCE_ADDED ? 0 : count;
    size_t second = kind == DIFFERENCE_REMOVED ? 0 : count;
    if (run) {
        run->kind = kind;
        run->words = count;
        run->first = bytes_of(&search->sides[0], place->at[0], first);
        run->second = bytes_of(&search->sides[1], place->at[1], second);
    }
    place->at[0] += first;
    place->at[1] += second;
}

static size_t changed_from(const struct side *side, size_t at)
{
    size_t count = 0;
    while (at + count < side->words.count && side->is_changed[at + count]) {
        count++;
    }
    return count;
}

static size_t same_from(const struct search *search, struct place place)
{
    const struct side *a = &search->sides[0];
    const struct side *b = &search->sides[1];
    size_t count = 0;
    while (place.at[0] + count < a->words.count && place.at[1] + count < b->words.count &&
           !a->is_changed[place.at[0] + count] && !b->is_changed[place.at[1] + count]) {
        count++;
    }
    return count;
}

static void tell(struct search *search, struct difference *out)
{
    struct place place = {{0, 0}};
    while (place.at[0] < search->sides[0].words.count ||
           place.at[1] < search->sides[1].words.count) {
        size_t removed = changed_from(&search->sides[0], place.at[0]);
        add_run(search, out, DIFFERENCE_REMOVED, &place, removed);
        size_t added = changed_from(&search->sides[1], place.at[1]);
        add_run(search, out, DIFFERENCE_ADDED, &place, added);
        size_t same = same_from(search, place);
        add_run(search, out, DIFFERENCE_SAME, &place, same);
        out->removed += removed;
        out->added += added;
        out->same += same;
        if (removed + added + same == 0) {
            break; /* No memory for the marks would make it endless. */
        }
    }
}

enum status difference_of(struct text first, struct text second, struct arena *arena,
                          struct difference *out, struct error *error)
{
    struct search search = {.arena = arena};
    struct numbering numbering = NUMBERING_NONE;
    *out = (struct difference){.is_rough = false};
    bool is_cut = cut(&search, 0, first, &numbering) && cut(&search, 1, second, &numbering);
    size_t counts[2] = {search.sides[0].words.count, search.sides[1].words.count};
    if (counts[0] > DIFFERENCE_WORDS_MAX || counts[1] > DIFFERENCE_WORDS_MAX) {
        return error_set(error, STATUS_LIMIT, "a text of more than %zu words",
                         DIFFERENCE_WORDS_MAX);
    }
    size_t room = 2 * (counts[0] + counts[1] + 2);
    search.middle = (int64_t)(room / 2);
    search.ahead = arena_take(arena, room * sizeof(*search.ahead));
    search.behind = arena_take(arena, room * sizeof(*search.behind));
    if (!is_cut || !search.ahead || !search.behind) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to compare two texts");
    }
    push(&search, (struct box){{0, 0}, {counts[0], counts[1]}});
    while (search.boxes.count > 0) {
        work_on(&search, search.boxes.items[--search.boxes.count]);
    }
    tell(&search, out);
    out->is_rough = search.is_rough;
    return arena_failed(arena)
               ? error_set(error, STATUS_NO_MEMORY, "no memory to compare two texts")
               : STATUS_OK;
}
