/* SPDX-License-Identifier: Apache-2.0 */
/* Markdown behind a block of front matter, as archives of releases keep them. */
#include "detection.h"
#include "form_entries.h"
#include "front_matter.h"
#include "news.h"

/* How large the block is for which there is memory to look for its title. */
#define DETECTION_MEMORY_BYTES (FRONT_MATTER_BYTES_MAX * 4)

bool form_markdown_detect(struct text head)
{
    struct text block;
    text_take_start(&head, TEXT("\xEF\xBB\xBF"));
    if (!front_matter_take(&head, &block)) {
        return false;
    }
    AUTO_ARENA arena = arena_new(DETECTION_MEMORY_BYTES);
    return arena && (front_matter_value(block, "title", arena).at ||
                     front_matter_value(block, "headline", arena).at);
}

enum status form_markdown_read(struct form_file *file, struct error *error)
{
    struct part part;
    enum status status = source_fill_all(&file->source, error);
    status = status ? status : part_begin(file, file->source.window, &part, error);
    if (status) {
        return status;
    }
    status = part_decode(&part, error);
    if (status) {
        part_drop(&part);
        return status;
    }
    bool is_cable = detection_genre(part.text) == GENRE_CABLE;
    part.read = is_cable ? NULL : news_read_release;
    return part_end(file, &part, error);
}
