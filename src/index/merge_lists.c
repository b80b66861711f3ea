/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "merging.h"

/*
 * Merges posting lists. Those of a term are read side by side and what has the least new number is
 * written next; each list rises in the new numbers as it did in the old ones, since both go by
 * date.
 */

/* Chunks for each thread, so that none waits long for the last. */
#define CHUNKS_A_WORKER 16

/* A list being read. */
struct list_at {
    struct index_cursor cursor;
    const uint32_t *numbers; /* what became of its documents */
    uint32_t next;           /* the new number it stands on */
};

/* What one thread works with. */
struct list_worker {
    struct merging *merging;
    struct list_at *lists; /* as many as there are parts */
    uint32_t count;
    uint32_t *positions; /* of a posting */
    size_t position_room;
    struct list_writing writing;
};

/* Go to the next document that stays, from where the cursor is. */
static void settle(struct list_at *list)
{
    uint32_t number = list->cursor.number;
    while (number != INDEX_END && list->numbers[number] == INDEX_END) {
        number = index_cursor_next(&list->cursor);
    }
    list->next = number == INDEX_END ? INDEX_END : list->numbers[number];
}

/* Begin with the lists of a term; those that have nothing are left out. */
static void open_lists(struct list_worker *worker, enum index_form form, uint32_t term)
{
    const struct merging *merging = worker->merging;
    const struct merge_terms *terms = &merging->terms[form];
    worker->count = 0;
    for (uint32_t i = terms->firsts[term]; i < terms->firsts[term + 1]; i++) {
        const struct merge_source *source = &terms->sources[i];
        struct list_at *list = &worker->lists[worker->count];
        const struct index *part = merging->parts[source->part].index;
        list->cursor = index_cursor_over(index_term_list(part, form, source->term));
        list->numbers = merging->numbers[source->part];
        settle(list);
        worker->count += list->next != INDEX_END ? 1 : 0;
    }
}

/* The list that stands on the least number. */
static struct list_at *least(struct list_worker *worker)
{
    struct list_at *found = &worker->lists[0];
    for (uint32_t i = 1; i < worker->count; i++) {
        if (worker->lists[i].next < found->next) {
            found = &worker->lists[i];
        }
    }
    return found;
}

static bool reserve_positions(struct list_worker *worker, size_t count)
{
    if (count > worker->position_room) {
        size_t room = count + count / 2 + INDEX_BLOCK_POSTINGS;
        uint32_t *positions = realloc(worker->positions, room * sizeof(*positions));
        if (!positions) {
            return false;
        }
        worker->positions = positions;
        worker->position_room = room;
    }
    return true;
}

/* Write the posting that a list stands on. */
static bool put_posting(struct list_worker *worker, struct list_at *list, bool has_positions)
{
    struct index_cursor *cursor = &list->cursor;
    if (!has_positions) {
        list_put(&worker->writing, list->next, cursor->frequency, NULL);
        return true;
    }
    struct index_positions positions = index_cursor_positions(cursor);
    uint64_t words = (uint64_t)cursor->frequency[INDEX_TEXT_TITLE] +
                     cursor->frequency[INDEX_TEXT_BODY] + cursor->frequency[INDEX_TEXT_HEADER];
    /* Fewer are left only where a part is damaged. */
    if (words != positions.left || words == 0 || !reserve_positions(worker, (size_t)words) ||
        index_positions_read(&positions, worker->positions) != words) {
        return false;
    }
    list_put(&worker->writing, list->next, cursor->frequency, worker->positions);
    return true;
}

static bool merge_list(struct list_worker *worker, enum index_form form, uint32_t term)
{
    bool has_positions = form == INDEX_EXACT;
    bool done = true;
    open_lists(worker, form, term);
    list_begin(&worker->writing,
               has_positions ? INDEX_LIST_OF_POSITIONS : INDEX_LIST_OF_FREQUENCIES);
    while (worker->count > 0 && done) {
        struct list_at *list = least(worker);
        done = put_posting(worker, list, has_positions);
        (void)index_cursor_next(&list->cursor);
        settle(list);
        if (list->next == INDEX_END && list != &worker->lists[--worker->count]) {
            *list = worker->lists[worker->count];
        }
    }
    list_end(&worker->writing, &worker->merging->index->entries[form][term]);
    return done;
}

/* A word that stands once in all parts: nothing to read. False when it is not. */
static bool move_single(const struct merging *merging, uint32_t term)
{
    const struct merge_terms *terms = &merging->terms[INDEX_EXACT];
    uint32_t first = terms->firsts[term];
    if (terms->firsts[term + 1] - first != 1) {
        return false;
    }
    const struct merge_source *source = &terms->sources[first];
    struct list_entry entry =
        merging->parts[source->part].index->entries[INDEX_EXACT][source->term];
    if (!(entry.postings & LIST_IS_SINGLE)) {
        return false;
    }
    entry.low = merging->numbers[source->part][entry.low];
    merging->index->entries[INDEX_EXACT][term] = entry;
    return true;
}

static bool merge_stem(struct list_worker *worker, uint32_t stem)
{
    struct index *index = worker->merging->index;
    uint32_t first = index->stem_firsts[stem];
    uint32_t end = index->stem_firsts[stem + 1];
    for (uint32_t i = first; i < end; i++) {
        uint32_t term = index->stem_forms[i];
        if (!move_single(worker->merging, term) && !merge_list(worker, INDEX_EXACT, term)) {
            return false;
        }
    }
    if (end - first == 1) {
        index->entries[INDEX_STEM][stem] = index->entries[INDEX_EXACT][index->stem_forms[first]];
        return true;
    }
    return merge_list(worker, INDEX_STEM, stem);
}

static bool merge_chunk(struct list_worker *worker, struct merge_chunk *chunk)
{
    bool done = true;
    list_writing_init(&worker->writing, &chunk->lists, &worker->merging->norms);
    for (uint32_t stem = chunk->first; stem < chunk->end && done; stem++) {
        done = merge_stem(worker, stem);
    }
    list_writing_clear(&worker->writing);
    return done && !chunk->lists.failed;
}

void merge_lists(struct merging *merging)
{
    struct list_worker worker = {.merging = merging};
    worker.lists = calloc(merging->count + (size_t)1, sizeof(*worker.lists));
    bool done = worker.lists != NULL;
    while (done && !atomic_load(&merging->failed)) {
        size_t chunk = atomic_fetch_add(&merging->next_chunk, 1);
        if (chunk >= merging->chunk_count) {
            break;
        }
        done = merge_chunk(&worker, &merging->chunks[chunk]);
    }
    if (!done) {
        atomic_store(&merging->failed, true);
    }
    free(worker.lists);
    free(worker.positions);
}

/* ---- chunks --------------------------------------------------------------------------------- */

/* About how many postings the lists of a stem have; what there is to do for it. */
static uint64_t work_of(const struct merging *merging, uint32_t stem)
{
    const struct merge_terms *terms = &merging->terms[INDEX_STEM];
    uint64_t work = 1;
    for (uint32_t i = terms->firsts[stem]; i < terms->firsts[stem + 1]; i++) {
        const struct merge_source *source = &terms->sources[i];
        work += index_term_documents(merging->parts[source->part].index, INDEX_STEM, source->term);
    }
    return work;
}

static void cut_chunks(struct merging *merging)
{
    uint32_t stems = merging->index->terms[INDEX_STEM].count;
    uint64_t total = 0;
    for (uint32_t i = 0; i < stems; i++) {
        total += work_of(merging, i);
    }
    uint64_t most = total / merging->chunk_count + 1;
    uint32_t stem = 0;
    for (size_t i = 0; i < merging->chunk_count; i++) {
        struct merge_chunk *chunk = &merging->chunks[i];
        chunk->first = stem;
        for (uint64_t work = 0; stem < stems && work < most; stem++) {
            work += work_of(merging, stem);
        }
        chunk->end = stem;
    }
    merging->chunks[merging->chunk_count - 1].end = stems;
}

bool merge_begin_lists(struct merging *merging)
{
    struct index *index = merging->index;
    for (int form = INDEX_EXACT; form <= INDEX_STEM; form++) {
        index->entries[form] = arena_take(index->arena, ((size_t)index->terms[form].count + 1) *
                                                            sizeof(struct list_entry));
    }
    unsigned workers = merging->worker_count > 1 ? merging->worker_count : 1;
    merging->chunk_count = workers > 1 ? (size_t)workers * CHUNKS_A_WORKER : 1;
    merging->chunks = arena_take(merging->arena, merging->chunk_count * sizeof(*merging->chunks));
    if (!merging->chunks || arena_failed(index->arena) ||
        !lists_init(&index->postings, index->document_count)) {
        return false;
    }
    cut_chunks(merging);
    bool done = true;
    for (size_t i = 0; i < merging->chunk_count; i++) {
        done = lists_init(&merging->chunks[i].lists, index->document_count) && done;
    }
    if (!done) {
        atomic_store(&merging->failed, true);
    }
    return true;
}

/* Append the lists of a chunk, and let the entries say where they are now. */
static void append_chunk(struct merging *merging, struct merge_chunk *chunk)
{
    struct index *index = merging->index;
    struct lists_place place = lists_append(&index->postings, &chunk->lists);
    for (uint32_t stem = chunk->first; stem < chunk->end && !index->postings.failed; stem++) {
        uint32_t first = index->stem_firsts[stem];
        uint32_t end = index->stem_firsts[stem + 1];
        struct list_entry *entry = &index->entries[INDEX_STEM][stem];
        for (uint32_t i = first; i < end; i++) {
            lists_moved(&index->postings, &index->entries[INDEX_EXACT][index->stem_forms[i]],
                        place);
        }
        if (end - first == 1) {
            *entry = index->entries[INDEX_EXACT][index->stem_forms[first]];
        } else {
            lists_moved(&index->postings, entry, place);
        }
    }
}

bool merge_end_lists(struct merging *merging)
{
    bool failed = atomic_load(&merging->failed);
    for (size_t i = 0; i < merging->chunk_count; i++) {
        if (failed) {
            lists_clear(&merging->chunks[i].lists);
        } else {
            append_chunk(merging, &merging->chunks[i]);
        }
    }
    return !failed && !merging->index->postings.failed;
}
