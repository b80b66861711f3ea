/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages of the web mirrors, one cable each: a heading, a table of what the archive knows, and the
 * cable in one or two preformatted blocks, the first of which is the header.
 */
#include "chancery/base/array.h"

#include "cable_text.h"
#include "detection.h"
#include "encoding.h"
#include "form_entries.h"
#include "markup.h"
#include "parts.h"

/* The most preformatted blocks and table cells of a page that are looked at. */
#define BLOCKS_MAX 16
#define CELLS_MAX  16

/* The memory for the decoded page and what is taken out of it, per byte of it and in all. */
#define PAGE_MEMORY_FACTOR    ((size_t)8)
#define PAGE_MEMORY_BYTES_MIN ((size_t)64 * 1024)

struct cable_page {
    struct text html; /* decoded */
    struct text encoding;
    size_t replaced_count;
    struct arena *arena;
    struct text blocks[BLOCKS_MAX]; /* plain */
    size_t block_count;
};

static void find_blocks(struct cable_page *page)
{
    struct text rest = page->html;
    struct text attributes;
    struct text inside;
    while (page->block_count < BLOCKS_MAX && markup_take(&rest, "pre", &attributes, &inside)) {
        page->blocks[page->block_count++] = markup_plain(inside, page->arena);
    }
}

/* Where the cable begins among the blocks: header and body, or a body alone. False: nowhere. */
static bool find_cable(const struct cable_page *page, size_t *first)
{
    for (size_t i = 0; i < page->block_count; i++) {
        if (detection_genre(page->blocks[i]) == GENRE_CABLE) {
            struct text before = i > 0 ? text_trim(page->blocks[i - 1]) : TEXT_NONE;
            *first = text_starts_fold(before, TEXT("This record is a partial")) ? i - 1 : i;
            return true;
        }
    }
    return false;
}

bool form_cable_page_detect(struct text head)
{
    if (!markup_is_page(head)) {
        return false;
    }
    AUTO_ARENA arena = arena_new(PAGE_MEMORY_BYTES_MIN + head.length * PAGE_MEMORY_FACTOR);
    struct cable_page page = {.html = head, .arena = arena};
    size_t first = 0;
    if (!arena) {
        return false;
    }
    find_blocks(&page);
    return find_cable(&page, &first);
}

/* The columns of the table, by what stands above them; in any order, and some may be missing. */
static const struct column {
    const char *heading;
    size_t offset; /* of a struct text in struct hints */
} columns[] = {
    {"Reference ID", offsetof(struct hints, id)},
    {"Identifier", offsetof(struct hints, id)},
    {"Created", offsetof(struct hints, created)},
    {"Released", offsetof(struct hints, released)},
    {"Classification", offsetof(struct hints, classification)},
    {"Origin", offsetof(struct hints, origin)},
};

static void set_hint(struct hints *hints, struct text heading, struct text value)
{
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        if (text_equal_fold(heading, text_of(columns[i].heading)) && value.length > 0) {
            *(struct text *)(void *)((char *)hints + columns[i].offset) = value;
        }
    }
}

/* The texts of the cells called name ("th" or "td") in table; how many there are. */
static size_t read_cells(struct text table, const char *name, struct text *cells,
                         struct arena *arena)
{
    struct text attributes;
    struct text inside;
    size_t count = 0;
    while (count < CELLS_MAX && markup_take(&table, name, &attributes, &inside)) {
        cells[count++] = text_trim(markup_plain(inside, arena));
    }
    return count;
}

/*
 * On pages made before about April 2011 the minutes are the hour again, on a clock of twelve hours.
 */
static bool repeats_hour(struct text created)
{
    size_t colon = text_find_char(created, ':');
    if (colon == TEXT_NOT_FOUND || colon < 2 || created.length < colon + 3) {
        return false;
    }
    const char *at = created.at + colon;
    int hour = (at[-2] - '0') * 10 + at[-1] - '0';
    int minute = (at[1] - '0') * 10 + at[2] - '0';
    return minute == (hour + 11) % 12 + 1;
}

static void read_table(struct text html, struct hints *hints, struct arena *arena)
{
    struct text attributes;
    struct text table;
    while (!hints->id.at && markup_take(&html, "table", &attributes, &table)) {
        struct text headings[CELLS_MAX];
        struct text cells[CELLS_MAX];
        size_t heading_count = read_cells(table, "th", headings, arena);
        size_t count = read_cells(table, "td", cells, arena);
        size_t first = heading_count == 0 ? count / 2 : 0; /* headings in common cells */
        for (size_t i = 0; i < (heading_count ? heading_count : first) && first + i < count; i++) {
            set_hint(hints, heading_count ? headings[i] : cells[i], cells[first + i]);
        }
    }
    hints->minutes_unsure = repeats_hour(hints->created);
}

/* "Viewing cable 07OSLO12, A SUBJECT" */
static void read_heading(struct text html, struct hints *hints, struct arena *arena)
{
    static const char *const names[] = {"h1", "h2", "h3"};
    for (size_t i = 0; i < COUNT_OF(names) && !hints->title.at; i++) {
        struct text rest = html;
        struct text attributes;
        struct text inside;
        while (!hints->title.at && markup_take(&rest, names[i], &attributes, &inside)) {
            struct text title = text_trim(markup_plain(inside, arena));
            struct text id;
            if (text_take_start_fold(&title, TEXT("Viewing cable ")) &&
                text_take_until(&title, ',', &id)) {
                hints->title = text_trim(title);
                hints->id = hints->id.at ? hints->id : text_trim(id);
            }
        }
    }
}

/* One cable in text, which several pages' worth of arenas outlives; hints are the page's. */
static enum status read_part(struct form_file *file, const struct cable_page *page,
                             struct text text, size_t index, const struct hints *hints,
                             struct error *error)
{
    struct part part;
    enum status status = part_begin(file, file->source.window, &part, error);
    if (status) {
        return status;
    }
    part.text = text;
    part.encoding = page->encoding;
    part.replaced_count = page->replaced_count;
    part.name = index ? arena_format(part.arena, "%zu", index) : TEXT_NONE;
    part.hints = *hints;
    return part_end(file, &part, error);
}

/* The cable of the page and, rarely, a second one behind it, of which the page says nothing. */
static enum status read_cables(struct form_file *file, struct cable_page *page, size_t first,
                               struct error *error)
{
    struct hints hints = {0};
    bool has_header = first + 1 < page->block_count;
    struct text text =
        cable_text_join(has_header ? page->blocks[first] : TEXT_NONE,
                        page->blocks[has_header ? first + 1 : first], page->arena, &hints);
    read_table(page->html, &hints, page->arena);
    read_heading(page->html, &hints, page->arena);
    if (arena_failed(page->arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    struct text part = TEXT("");
    bool is_whole = !parts_take(&text, &part) || text.length == 0;
    enum status status = read_part(file, page, part, is_whole ? 0 : 1, &hints, error);
    const struct hints none = {0};
    for (size_t index = 2; !status && parts_take(&text, &part); index++) {
        status = read_part(file, page, part, index, &none, error);
    }
    return status;
}

enum status form_cable_page_read(struct form_file *file, struct error *error)
{
    enum status status = source_fill_all(&file->source, error);
    if (status) {
        return status;
    }
    struct text bytes = file->source.window;
    AUTO_ARENA arena = arena_new(PAGE_MEMORY_BYTES_MIN + bytes.length * PAGE_MEMORY_FACTOR);
    struct decoded decoded;
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a page");
    }
    status = encoding_decode(bytes, arena, &decoded, error);
    if (status) {
        return status;
    }
    struct cable_page page = {.html = decoded.text,
                              .encoding = decoded.encoding,
                              .replaced_count = decoded.replaced_count,
                              .arena = arena};
    size_t first = 0;
    find_blocks(&page);
    (void)find_cable(&page, &first);
    return read_cables(file, &page, first, error);
}
