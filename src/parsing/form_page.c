/* SPDX-License-Identifier: Apache-2.0 */
/* Web pages with an article. */
#include "form_entries.h"
#include "markup.h"
#include "page.h"

bool form_page_detect(struct text head)
{
    return markup_is_page(head);
}

/* Whether the text of a page's data is better than that of its elements. */
static bool is_body_better(const struct story *story, size_t title_bytes)
{
    size_t have = story->plain.length - title_bytes;
    bool has_lines = text_find_char(story->body, '\n') != TEXT_NOT_FOUND;
    return story->body.length > (has_lines ? have / 2 : 2 * have);
}

static enum status fill(struct story *story, const void *context, struct error *error)
{
    (void)context;
    page_read_json_ld(story);
    enum status status = page_read_meta(story, error);
    if (status) {
        return status;
    }
    size_t article = page_find_article(&story->tree, story->scratch);
    plain_add_line(&story->plain, story->title, 0, story->arena);
    struct plain titled = story->plain;
    story_add_body(story, &story->tree, article);
    if (is_body_better(story, titled.length)) {
        story->plain = titled;
    } else {
        story->body = TEXT_NONE;
    }
    return STATUS_OK;
}

enum status form_page_read(struct form_file *file, struct error *error)
{
    const struct story_plan plan = {.is_html = true, .fill = fill};
    enum status status = source_fill_all(&file->source, error);
    return status ? status : story_read_part(file, file->source.window, &plan, error);
}
