/* SPDX-License-Identifier: Apache-2.0 */
#include "paragraph_number.h"

#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/base/scan.h"

/*
 * Which numbers are paragraph numbers? A body is full of others: lists inside paragraphs, years at
 * line starts, articles of a treaty. Each candidate gets a weight from what stands around it, each
 * step from one number to the next a cost, and the row of candidates with the best sum is taken.
 * The row need not be 1, 2, 3 …: a number that is missing, repeated or out of order costs, so that
 * it is believed only where a mark speaks for it.
 */

enum {
    WEIGHT_MARKED = 8,
    WEIGHT_UNMARKED = 3,
    WEIGHT_UNMARKED_AMONG_MARKED = 1,
    WEIGHT_SIGN = 1,
    WEIGHT_APART = 1,
    WEIGHT_LETTER = -1,
    WEIGHT_IN_LINE = -2,
    WEIGHT_IN_SENTENCE = -4,
    WEIGHT_SMALL_LETTER = -2,

    COST_GAP = 2, /* and 1 for every number that is missing */
    COST_REPEAT = 5,
    COST_BACK = 4,
    COST_JUMP = 7,

    GAP_MARKED_MAX = 8,
    GAP_UNMARKED_MAX = 2,
    BACK_MAX = 3,
};

/* From this many marked numbers on, numbers without a mark are doubted. */
#define MARKED_HABIT_MIN 2

/* How many numbers are looked at for being out of order. */
#define ORDER_WARNINGS_MAX 1000

#define NO_CANDIDATE UINT32_MAX

struct candidate {
    uint32_t piece;
    uint32_t offset; /* in the piece's text */
    uint32_t previous;
    int32_t score;
    int16_t number;
    bool marked;
    bool in_line; /* not at the start of a line */
    bool doubted; /* it has no mark, but others have */
    bool bracket; /* 1) rather than 1. */
    bool pilcrow; /* a paragraph sign, or a letter for one, stands before it */
    int8_t weight;
};

struct candidates {
    LIST_OF(struct candidate);
};

struct finder {
    struct reading *reading;
    const struct pieces *pieces;
    struct candidates candidates;
    bool marked_number[PARAGRAPH_NUMBER_MAX + 1]; /* which numbers stand before a mark */
    size_t marked_count;                          /* of different ones */
    size_t stop_count;                            /* of those with a mark and a full stop */
};

/* The best row that ends at each number, while candidates are gone through. */
struct rows {
    uint32_t best_at[PARAGRAPH_NUMBER_MAX + 1];
    uint32_t best;
};

static int weigh(const struct piece *piece, const struct piece *before, bool in_line,
                 const struct paragraph_number *number)
{
    bool apart = !before || piece->blank_before || before->kind == PIECE_RULE;
    int weight = number->has_mark ? WEIGHT_MARKED : WEIGHT_UNMARKED;
    weight += number->pilcrow == PILCROW_SIGN ? WEIGHT_SIGN : 0;
    weight += number->pilcrow == PILCROW_LETTER ? WEIGHT_LETTER : 0;
    if (in_line) {
        weight += WEIGHT_IN_LINE;
    } else if (apart) {
        weight += WEIGHT_APART;
    } else if (!number->has_mark && !piece_ends_sentence(before->text)) {
        weight += WEIGHT_IN_SENTENCE;
    }
    weight += number->small_letter && !number->has_mark ? WEIGHT_SMALL_LETTER : 0;
    return weight;
}

static void add_candidate(struct finder *finder, size_t index, size_t offset,
                          const struct paragraph_number *number)
{
    const struct piece *piece = &finder->pieces->items[index];
    const struct piece *before = index > 0 ? piece - 1 : NULL;
    bool in_line = offset > 0 || (!piece->line_start && before && before->kind != PIECE_RULE);
    struct candidate *candidate = LIST_ADD(finder->reading->arena, &finder->candidates);
    if (candidate) {
        *candidate = (struct candidate){.piece = (uint32_t)index,
                                        .offset = (uint32_t)offset,
                                        .number = (int16_t)number->number,
                                        .marked = number->has_mark,
                                        .in_line = in_line,
                                        .bracket = number->bracket,
                                        .pilcrow = number->pilcrow != PILCROW_NONE,
                                        .weight = (int8_t)weigh(piece, before, in_line, number)};
    }
    finder->stop_count += number->has_mark && !number->bracket;
    if (number->has_mark && !finder->marked_number[number->number]) {
        finder->marked_number[number->number] = true;
        finder->marked_count++;
    }
}

/* A number behind one of these names a paragraph, or anything else, elsewhere. */
static const char *const naming_words[] = {
    "PARA", "PARAS", "PARAGRAPH", "PARAGRAPHS", "REF", "REFS", "REFTEL",  "AND",  "OR",
    "TO",   "NO.",   "NUMBER",    "SECTION",    "ART", "ART.", "ARTICLE", "PAGE", "THROUGH",
};

static bool is_naming_word(struct text word)
{
    for (size_t i = 0; i < COUNT_OF(naming_words); i++) {
        if (text_equal_fold(word, text_of(naming_words[i]))) {
            return true;
        }
    }
    return false;
}

/* The last word before offset, cut to a few bytes, so that long lines cost no more than short ones.
 */
static struct text word_before(struct text line, size_t offset)
{
    while (offset > 0 && text_is_blank(line.at[offset - 1])) {
        offset--;
    }
    size_t start = offset;
    while (start > 0 && offset - start < 16 && !text_is_blank(line.at[start - 1])) {
        start--;
    }
    return text_slice(line, start, offset - start);
}

/* Whether number, which stands at offset in a line, may begin a paragraph whose line break was
 * lost. */
static bool may_begin_in_line(struct text line, size_t offset,
                              const struct paragraph_number *number)
{
    struct text before = word_before(line, offset);
    if (is_naming_word(before)) {
        return false;
    }
    char last = piece_last(before);
    return number->has_mark || piece_ends_sentence(before) || last == ')' || last == '-' ||
           last == '=';
}

static bool may_begin_number(char c)
{
    return text_is_digit(c) || (unsigned char)c >= 0x80 || c == '<' || c == '&' || c == 'I' ||
           c == 'l';
}

/* Whether number, which stands at offset in a line, may begin a paragraph there. */
static bool is_possible(struct text line, size_t offset, const struct paragraph_number *number)
{
    if (offset == 0) {
        return true;
    }
    bool capital = number->rest.length > 0 && text_is_upper(number->rest.at[0]);
    return (number->has_mark || capital) && may_begin_in_line(line, offset, number);
}

/* Where a number may stand at at or behind it, behind a blank; the line's length if nowhere. */
static size_t next_place(struct text line, size_t at)
{
    size_t gap = scan_gap(line, at - 1);
    while (gap + 1 < line.length &&
           (!text_is_blank(line.at[gap]) || !may_begin_number(line.at[gap + 1]))) {
        gap = scan_gap(line, gap + 1);
    }
    return gap + 1 < line.length ? gap + 1 : line.length;
}

static void find_in_piece(struct finder *finder, size_t index)
{
    struct text line = finder->pieces->items[index].text;
    struct paragraph_number number;
    size_t offset = 0;
    while (offset < line.length) {
        if (paragraph_number_read(text_from(line, offset), &number) &&
            is_possible(line, offset, &number)) {
            add_candidate(finder, index, offset, &number);
            offset = next_place(line, offset + number.printed.length);
        } else {
            offset = next_place(line, offset + 1);
        }
    }
}

/*
 * Cables in which OCR read the paragraph sign as the digit one: 11, 12 … 19, 110, 111. The row
 * must begin with 11 and no other number may contradict it.
 */
static int64_t without_first_digit(int64_t number)
{
    if (number >= 11 && number <= 19) {
        return number - 10;
    }
    return number >= 110 && number <= 199 ? number - 100 : 0;
}

/* Whether a mention of a paragraph by number speaks for the numbers as printed: "para 12". */
static bool is_mentioned_as_printed(struct text body, bool *confirmed)
{
    static const char *const words[] = {"paragraph ", "para ", "paras ", "paragraphs "};
    for (size_t i = 1; i + 5 < body.length; i++) {
        if (text_lower(body.at[i]) != 'p' || text_is_letter(body.at[i - 1])) {
            continue;
        }
        struct text rest = text_from(body, i);
        for (size_t word = 0; word < COUNT_OF(words); word++) {
            struct text from = rest;
            struct text digits;
            int64_t number = 0;
            if (!text_take_start_fold(&from, text_of(words[word]))) {
                continue;
            }
            digits = text_slice(from, 0, from.length > 1 && text_is_digit(from.at[1]) ? 2 : 1);
            if (number_read(digits, 1, PARAGRAPH_NUMBER_MAX, &number)) {
                *confirmed = *confirmed || number < 10;
                return number > 10;
            }
        }
    }
    return false;
}

static bool is_sign_read_as_digit(const struct finder *finder)
{
    const struct candidates *all = &finder->candidates;
    size_t first = 0;
    size_t twelve = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct candidate *candidate = &all->items[i];
        bool sign = candidate->pilcrow;
        bool strong = !candidate->in_line && (candidate->marked || finder->marked_count == 0);
        if (strong && (sign || candidate->number < 10 ||
                       (candidate->number >= 20 && candidate->number < 110))) {
            return false;
        }
        first = strong && first == 0 ? (size_t)candidate->number : first;
        twelve += strong && candidate->number == 12;
    }
    return first == 11 && twelve > 0;
}

static void strip_first_digit(struct finder *finder)
{
    struct reading *reading = finder->reading;
    const struct piece *pieces = finder->pieces->items;
    const struct piece *last = &pieces[finder->pieces->count - 1];
    struct text body = {pieces[0].text.at,
                        (size_t)(last->text.at - pieces[0].text.at) + last->text.length};
    bool confirmed = false;
    if (is_mentioned_as_printed(body, &confirmed)) {
        return;
    }
    struct paragraph_number number;
    const struct candidate *first = &finder->candidates.items[0];
    (void)paragraph_number_read(text_from(pieces[first->piece].text, first->offset), &number);
    reading_warn(reading, "pilcrow_read_as_1",
                 confirmed ? TEXT("Paragraph signs were read as the digit 1; 11 is paragraph 1.")
                           : TEXT("Paragraph signs seem to have been read as the digit 1; 11 is "
                                  "taken for paragraph 1."),
                 number.printed);
    memset(finder->marked_number, 0, sizeof(finder->marked_number));
    for (size_t i = 0; i < finder->candidates.count; i++) {
        struct candidate *candidate = &finder->candidates.items[i];
        candidate->number = (int16_t)without_first_digit(candidate->number);
        finder->marked_number[candidate->number] |= candidate->marked;
    }
}

/* What the step from number before to candidate costs, or a negative value where it is not allowed.
 */
static int step_cost(int before, const struct candidate *candidate)
{
    int missing = candidate->number - before - 1;
    if (missing == 0) {
        return 0;
    }
    if (candidate->in_line || candidate->doubted) {
        return -1;
    }
    if (missing > 0) {
        int most = candidate->marked ? GAP_MARKED_MAX : GAP_UNMARKED_MAX;
        return missing <= most ? COST_GAP + missing : -1;
    }
    if (missing == -1) {
        return COST_REPEAT;
    }
    return candidate->marked ? COST_BACK : -1;
}

static void consider(const struct finder *finder, struct candidate *candidate, uint32_t previous,
                     int cost)
{
    int score = finder->candidates.items[previous].score + candidate->weight - cost;
    if (score > candidate->score) {
        candidate->score = score;
        candidate->previous = previous;
    }
}

/* Find the best row that ends with candidate. */
static void extend(const struct finder *finder, const struct rows *rows,
                   struct candidate *candidate)
{
    int late = candidate->number - 1;
    bool may_start = late == 0 || !candidate->in_line;
    candidate->previous = NO_CANDIDATE;
    candidate->score =
        may_start ? candidate->weight - (late < COST_GAP ? late : COST_GAP) : INT16_MIN;
    for (int before = candidate->number - GAP_MARKED_MAX - 1;
         before <= candidate->number + BACK_MAX; before++) {
        if (before < 1 || before > PARAGRAPH_NUMBER_MAX || rows->best_at[before] == NO_CANDIDATE) {
            continue;
        }
        int cost = step_cost(before, candidate);
        if (cost >= 0) {
            consider(finder, candidate, rows->best_at[before], cost);
        }
    }
    if (candidate->marked && !candidate->in_line && rows->best != NO_CANDIDATE) {
        consider(finder, candidate, rows->best, COST_JUMP);
    }
}

/* Answers the last candidate of the best row, or NO_CANDIDATE; previous leads to the first. */
static uint32_t best_row(const struct finder *finder)
{
    struct rows rows = {.best = NO_CANDIDATE};
    memset(rows.best_at, 0xff, sizeof(rows.best_at));
    struct candidate *items = finder->candidates.items;
    for (uint32_t i = 0; i < finder->candidates.count; i++) {
        struct candidate *candidate = &items[i];
        candidate->doubted = !candidate->marked && finder->marked_count >= MARKED_HABIT_MIN;
        bool list = candidate->bracket && finder->stop_count >= MARKED_HABIT_MIN;
        if (candidate->number < 1 || list ||
            (candidate->doubted && finder->marked_number[candidate->number])) {
            continue;
        }
        if (candidate->doubted) {
            candidate->weight =
                (int8_t)(candidate->weight + WEIGHT_UNMARKED_AMONG_MARKED - WEIGHT_UNMARKED);
        }
        extend(finder, &rows, candidate);
        uint32_t *at = &rows.best_at[candidate->number];
        if (*at == NO_CANDIDATE || candidate->score > items[*at].score) {
            *at = i;
        }
        if (candidate->score > 0 &&
            (rows.best == NO_CANDIDATE || candidate->score > items[rows.best].score)) {
            rows.best = i;
        }
    }
    return rows.best;
}

/* Turn the row that ends with last around, so that next takes the place of previous. */
static uint32_t turn_around(struct candidate *items, uint32_t last)
{
    uint32_t next = NO_CANDIDATE;
    while (last != NO_CANDIDATE) {
        uint32_t previous = items[last].previous;
        items[last].previous = next;
        next = last;
        last = previous;
    }
    return next;
}

static void add_rest(struct reading *reading, struct pieces *out, struct piece piece,
                     struct text text, bool line_start)
{
    text = piece_trim(text);
    struct piece *rest = text.length > 0 ? LIST_ADD(reading->arena, out) : NULL;
    if (rest) {
        *rest = piece;
        rest->text = text;
        rest->line_start = line_start;
        rest->blank_before = line_start && piece.blank_before;
        rest->kind = (unsigned char)(piece_is_rule(text, 4) ? PIECE_RULE : piece.kind);
    }
}

static void add_start(struct reading *reading, const struct paragraph_number *number,
                      const struct candidate *candidate, struct pieces *out,
                      struct paragraph_starts *starts, bool blank_before)
{
    struct paragraph_start *start = LIST_ADD(reading->arena, starts);
    struct piece *piece = start ? LIST_ADD(reading->arena, out) : NULL;
    if (!piece) {
        return;
    }
    *start = (struct paragraph_start){.number = candidate->number, .printed = number->printed};
    if (text_starts_fold(number->printed, TEXT("<"))) {
        start->printed =
            arena_format(reading->arena, "\xc2\xb6%.*s.", TEXT_ARGUMENTS(number->digits));
    }
    if (number->pilcrow == PILCROW_LETTER) {
        reading_warn(reading, "pilcrow_misread", TEXT("A letter stands for the paragraph sign."),
                     number->printed);
    }
    if (number->has_mark) {
        start->mark = portion_mark_value(reading, &number->mark);
        if (number->mark.broken) {
            reading_warn(reading, "portion_mark_repaired",
                         TEXT("A bracket of the portion mark is missing or wrong."),
                         number->mark.printed);
        }
    }
    *piece = (struct piece){.text = number->printed,
                            .kind = PIECE_START,
                            .start = (uint32_t)(starts->count - 1),
                            .blank_before = blank_before,
                            .line_start = !candidate->in_line};
}

/* Cut the piece at index at the candidates of the row that lie in it. Answers the next of the row.
 */
static uint32_t cut_piece(const struct finder *finder, size_t index, uint32_t next,
                          struct pieces *out, struct paragraph_starts *starts)
{
    struct piece piece = finder->pieces->items[index];
    struct text rest = piece.text;
    bool line_start = piece.line_start;
    while (next != NO_CANDIDATE && finder->candidates.items[next].piece == index) {
        const struct candidate *candidate = &finder->candidates.items[next];
        struct text from = text_from(piece.text, candidate->offset);
        struct paragraph_number number;
        (void)paragraph_number_read(from, &number);
        add_rest(finder->reading, out, piece, text_slice(rest, 0, (size_t)(from.at - rest.at)),
                 line_start);
        add_start(finder->reading, &number, candidate, out, starts,
                  piece.blank_before && candidate->offset == 0);
        rest = number.rest;
        line_start = false;
        next = candidate->previous;
    }
    add_rest(finder->reading, out, piece, rest, line_start);
    return next;
}

static void warn_of_order(struct reading *reading, const struct paragraph_starts *starts)
{
    int64_t before = 0;
    size_t count = starts->count < ORDER_WARNINGS_MAX ? starts->count : ORDER_WARNINGS_MAX;
    for (size_t i = 0; i < count; i++) {
        const struct paragraph_start *start = &starts->items[i];
        bool lies_in_text = start->printed.at >= reading->text.at &&
                            start->printed.at < reading->text.at + reading->text.length;
        struct text printed = lies_in_text ? start->printed : TEXT_NONE;
        if (start->number == before) {
            reading_warn(reading, "paragraph_number_repeated",
                         TEXT("The number before is the same."), printed);
        } else if (start->number > before + 1) {
            reading_warn(reading, "paragraph_number_missing",
                         TEXT("At least one number before this one is missing."), printed);
        } else if (start->number < before) {
            reading_warn(reading, "paragraph_number_out_of_order",
                         TEXT("The number before is higher."), printed);
        }
        before = start->number;
    }
}

void paragraph_numbers_cut(struct reading *reading, const struct pieces *pieces, struct pieces *out,
                           struct paragraph_starts *starts)
{
    struct finder *finder = arena_take(reading->arena, sizeof(*finder));
    if (!finder) {
        return;
    }
    finder->reading = reading;
    finder->pieces = pieces;
    for (size_t i = 0; i < pieces->count; i++) {
        if (pieces->items[i].kind == PIECE_TEXT) {
            find_in_piece(finder, i);
        }
    }
    if (is_sign_read_as_digit(finder)) {
        strip_first_digit(finder);
    }
    pieces_reserve(reading->arena, out, pieces->count + finder->candidates.count);
    uint32_t next = turn_around(finder->candidates.items, best_row(finder));
    for (size_t i = 0; i < pieces->count; i++) {
        next = cut_piece(finder, i, next, out, starts);
    }
    warn_of_order(reading, starts);
}
