/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/document.h"

#include "scan.h"
#include "tei.h"

/* What text, a piece of XML, says; TEXT_NONE where it is nothing. */
static enum status say(struct text xml, struct arena *arena, struct text *out, struct error *error)
{
    struct tree tree;
    enum status status = tree_read_xml(xml, arena, &tree, error);
    *out = status ? TEXT_NONE : tree_text(&tree, 0, arena);
    return status;
}

/* "/folder/frus1969-76v19p1.xml" is "frus1969-76v19p1" */
static struct text stem_of(struct text path)
{
    size_t start = path.length;
    while (start > 0 && path.at[start - 1] != '/') {
        start--;
    }
    struct text name = text_from(path, start);
    size_t dot = text_find_char(name, '.');
    return dot == TEXT_NOT_FOUND ? name : text_slice(name, 0, dot);
}

/* The punctuation at both ends of what stands behind a name. */
static struct text trim_marks(struct text text)
{
    text = text_trim(text);
    while (text.length > 0 && strchr(",;:", text.at[0])) {
        text = text_trim(text_from(text, 1));
    }
    while (text.length > 0 && strchr(",;:", text.at[text.length - 1])) {
        text = text_trim(text_slice(text, 0, text.length - 1));
    }
    return text;
}

/* "Kissinger, Henry A." is "Henry A. Kissinger"; "Taft, William H., IV" ends in IV. */
static struct text usual_order(struct text name, struct arena *arena)
{
    struct text rest = name;
    struct text surname;
    struct text given;
    if (!text_take_until(&rest, ',', &surname)) {
        return name;
    }
    rest = text_trim(rest);
    if (!text_take_until(&rest, ',', &given)) {
        return arena_format(arena, "%.*s %.*s", TEXT_ARGUMENTS(rest), TEXT_ARGUMENTS(surname));
    }
    struct text suffix = text_trim(rest);
    bool is_suffix = suffix.length <= 4;
    return arena_format(arena, is_suffix ? "%.*s %.*s%s%.*s" : "%.*s %.*s", TEXT_ARGUMENTS(given),
                        TEXT_ARGUMENTS(surname), text_ends(suffix, TEXT(".")) ? ", " : " ",
                        TEXT_ARGUMENTS(suffix));
}

static void add_entry(struct tei_volume *volume, const struct tree *tree, size_t item, size_t named,
                      struct arena *arena)
{
    struct text id = tree_attribute(tree, named, "xml:id");
    struct text name = tree_text(tree, named, arena);
    struct text all = tree_text(tree, item, arena);
    struct tei_entry *entry = id.at && name.at && all.at ? arena_take(arena, sizeof(*entry)) : NULL;
    if (!entry) {
        return;
    }
    bool is_person = tree_is(tree, named, "persName");
    size_t at = text_find(all, name);
    entry->name = is_person ? usual_order(trim_marks(name), arena) : trim_marks(name);
    entry->about = at == TEXT_NOT_FOUND ? TEXT_NONE : trim_marks(text_from(all, at + name.length));
    (void)map_set(arena, &volume->entries, id, entry);
}

/* The lines of one list. */
static enum status read_list(struct tei_volume *volume, struct text xml, struct arena *arena,
                             struct error *error)
{
    struct tree tree;
    enum status status = tree_read_xml(xml, arena, &tree, error);
    if (status) {
        return status;
    }
    for (size_t i = 0; i < tree.count; i++) {
        bool is_item = tree_is(&tree, i, "item") || tree_is(&tree, i, "row");
        size_t named = is_item ? tree_find(&tree, i, "persName") : TREE_NONE;
        if (is_item && !tree_attribute(&tree, named, "xml:id").at) {
            named = tree_find(&tree, i, "term");
        }
        if (is_item && named != TREE_NONE) {
            add_entry(volume, &tree, i, named, arena);
        }
    }
    return STATUS_OK;
}

enum status tei_volume_read(struct text front, struct text path, struct arena *arena,
                            struct tei_volume *out, struct error *error)
{
    *out = (struct tei_volume){.entries = MAP_NONE};
    enum status status = say(scan_find(front, "idno", "type", "frus"), arena, &out->id, error);
    if (!status) {
        status = say(scan_find(front, "title", "type", "complete"), arena, &out->title, error);
    }
    if (!status && !out->title.at) {
        status = say(scan_find(front, "title", NULL, NULL), arena, &out->title, error);
    }
    if (!status) {
        status = read_list(out, scan_find(front, "div", "xml:id", "persons"), arena, error);
    }
    if (!status) {
        status = read_list(out, scan_find(front, "div", "xml:id", "terms"), arena, error);
    }
    if (!out->id.at) {
        out->id = stem_of(path);
    }
    return status;
}
