/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzzy.h"

static size_t common_start(struct text a, struct text b)
{
    size_t length = 0;
    while (length < a.length && length < b.length && a.at[length] == b.at[length]) {
        length++;
    }
    return length;
}

/*
 * What is equal in front changes nothing, so it is passed over; at the first difference one byte
 * is changed, lost or added, and the rest must do with one change less.
 */
bool fuzzy_is_near(struct text a, struct text b, unsigned most)
{
    size_t same = common_start(a, b);
    a = text_from(a, same);
    b = text_from(b, same);
    if (a.length == 0 || b.length == 0) {
        return a.length + b.length <= most;
    }
    if (most == 0) {
        return false;
    }
    return fuzzy_is_near(text_from(a, 1), text_from(b, 1), most - 1) ||
           fuzzy_is_near(text_from(a, 1), b, most - 1) ||
           fuzzy_is_near(a, text_from(b, 1), most - 1);
}

static void range_add(struct arena *arena, struct plan_ranges *out, uint32_t term)
{
    if (out->count > 0 && out->items[out->count - 1].end == term) {
        out->items[out->count - 1].end++;
        return;
    }
    struct index_range *item = LIST_ADD(arena, out);
    if (item) {
        *item = (struct index_range){term, term + 1};
    }
}

void fuzzy_find(const struct index *index, struct text word, struct arena *arena,
                struct plan_ranges *out)
{
    unsigned most = word.length < FUZZY_LONG_BYTES ? 1 : 2;
    struct index_range all = index_terms_find(index, INDEX_EXACT, TEXT(""), true);
    for (uint32_t term = all.first; term < all.end; term++) {
        struct text text = index_term_text(index, INDEX_EXACT, term);
        if (text.length + most >= word.length && word.length + most >= text.length &&
            fuzzy_is_near(word, text, most)) {
            range_add(arena, out, term);
        }
    }
}
