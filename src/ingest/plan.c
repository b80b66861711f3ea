/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

/* Whether size and time say that the file is as it was. One that could not be read is tried again.
 */
static bool is_unchanged(const struct walk_entry *found, const struct store_file *known)
{
    return known->sha256.at && known->mtime_ns != STORE_MTIME_UNSURE &&
           known->mtime_ns == found->mtime_ns && known->bytes == found->bytes;
}

static bool is_known_as_refused(const struct walk_entry *found, const struct store_file *known)
{
    return known && known->state == STORE_FILE_REFUSED &&
           text_equal(known->reason, reason_code(found->refused));
}

static enum plan_action action_for(const struct walk_entry *found, const struct store_file *known,
                                   bool stale)
{
    if (!found) {
        return PLAN_REMOVE;
    }
    if (found->refused != REASON_NONE) {
        return is_known_as_refused(found, known) ? PLAN_KEEP : PLAN_REFUSE;
    }
    return known && !stale && is_unchanged(found, known) ? PLAN_KEEP : PLAN_READ;
}

enum status plan(const struct walk_entries *found, const struct store_files *known, bool stale,
                 struct arena *arena, struct plan_items *out, struct error *error)
{
    size_t f = 0;
    size_t k = 0;
    while (f < found->count || k < known->count) {
        int order = f == found->count   ? 1
                    : k == known->count ? -1
                                        : text_compare(found->items[f].path, known->items[k].path);
        const struct walk_entry *here = order <= 0 ? &found->items[f++] : NULL;
        const struct store_file *there = order >= 0 ? &known->items[k++] : NULL;
        struct plan_item *item = LIST_ADD(arena, out);
        if (!item) {
            return error_set(error, STATUS_NO_MEMORY, "no memory for the names of files");
        }
        *item = (struct plan_item){action_for(here, there, stale), here, there};
    }
    return STATUS_OK;
}
