/* SPDX-License-Identifier: Apache-2.0 */
/* Volumes in TEI: each <div type="document"> is a document. */
#include "encoding.h"
#include "form_entries.h"
#include "scan.h"
#include "tei.h"

bool form_tei_detect(struct text head)
{
    struct scan_tag tag;
    return scan_root(head, &tag) &&
           (scan_is(&tag, "TEI") || scan_is(&tag, "TEI.2") || scan_is(&tag, "teiCorpus"));
}

static bool is_document(const struct scan_tag *tag)
{
    return !tag->is_end && scan_is(tag, "div") &&
           text_equal(scan_attribute(tag, "type"), TEXT("document"));
}

/*
 * The first document in text: from its tag to its end tag, or where that is missing to the tag of
 * the next one. TEXT_NONE when there is none.
 */
static struct text find_document(struct text text)
{
    struct text rest = text;
    struct scan_tag tag;
    struct scan_tag start = {0};
    size_t depth = 0;
    while (scan_take(&rest, &tag)) {
        size_t at = (size_t)(tag.whole.at - text.at);
        if (is_document(&tag)) {
            if (start.whole.at) {
                return text_slice(text, (size_t)(start.whole.at - text.at),
                                  (size_t)(tag.whole.at - start.whole.at));
            }
            start = tag;
        }
        if (!start.whole.at || !text_equal(tag.name, start.name)) {
            continue;
        }
        depth += tag.is_end ? (size_t)-1 : !tag.is_empty;
        if (depth == 0) {
            size_t begin = (size_t)(start.whole.at - text.at);
            return text_slice(text, begin, at + tag.whole.length - begin);
        }
    }
    return start.whole.at ? text_from(text, (size_t)(start.whole.at - text.at)) : TEXT_NONE;
}

/* What a part is made from; it lives until the part has been handed over. */
struct tei_part {
    struct part part;
    struct arena *scratch;
    struct tree tree;
    struct tei_content content;
};

/* Make the part's text, and have it read as a document of a volume, if there is one. */
static enum status fill(struct tei_part *it, const struct tei_volume *volume, struct error *error)
{
    struct part *part = &it->part;
    enum status status = part_decode(part, error);
    if (!status) {
        status = tree_read_xml(part->text, it->scratch, &it->tree, error);
    }
    if (status) {
        return status;
    }
    it->content = (struct tei_content){.volume = volume, .tree = &it->tree};
    it->content.root = it->tree.count > 1 && tree_is(&it->tree, 1, "div") ? 1 : 0;
    if (!tei_content_make(&it->content, part->arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the text of a document");
    }
    if (it->tree.state == TREE_CUT) {
        part->text = plain_strip(part->text, part->arena);
        part->warning = "markup_cut";
        return STATUS_OK;
    }
    part->text = plain_text(&it->content.plain);
    part->content = &it->content;
    part->read = volume ? tei_read : NULL;
    return STATUS_OK;
}

/* number is that of the document in its volume, by which it is called where it has no id. */
static enum status read_part(struct form_file *file, const struct tei_volume *volume, size_t number,
                             struct text bytes, struct error *error)
{
    struct scan_tag tag;
    struct text rest = bytes;
    struct tei_part it;
    enum status status = part_begin(file, bytes, &it.part, error);
    if (status) {
        return status;
    }
    AUTO_ARENA scratch = arena_new(TREE_MEMORY_BYTES_MIN + bytes.length * TREE_MEMORY_FACTOR);
    it.scratch = scratch;
    if (volume && scan_take(&rest, &tag)) {
        it.part.name = scan_attribute(&tag, "xml:id");
    }
    if (volume && it.part.name.length == 0) {
        it.part.name = arena_format(it.part.arena, "%zu", number);
    }
    status = scratch ? fill(&it, volume, error)
                     : error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    if (status) {
        part_drop(&it.part);
        return status;
    }
    return part_end(file, &it.part, error);
}

/* All documents of the window and what follows it. */
static enum status read_documents(struct form_file *file, const struct tei_volume *volume,
                                  struct error *error)
{
    struct source *source = &file->source;
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    for (size_t number = 1; !status; number++) {
        struct text bytes = find_document(source->window);
        if (!bytes.at) {
            break;
        }
        status = read_part(file, volume, number, bytes, error);
        source_skip(source, (size_t)(bytes.at + bytes.length - source->window.at));
        status = status ? status : source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    }
    return status;
}

/* A text in TEI that is no volume of documents is one document. */
static enum status read_whole(struct form_file *file, struct error *error)
{
    enum status status = source_fill_all(&file->source, error);
    return status ? status : read_part(file, NULL, 0, file->source.window, error);
}

enum status form_tei_read(struct form_file *file, struct error *error)
{
    struct source *source = &file->source;
    enum status status = source_fill(source, PARSE_DOCUMENT_BYTES_MAX, error);
    struct text first = status ? TEXT_NONE : find_document(source->window);
    if (status) {
        return status;
    }
    if (!first.at) {
        return read_whole(file, error);
    }
    struct text front = text_slice(source->window, 0, (size_t)(first.at - source->window.at));
    front = text_slice(front, 0, TEI_FRONT_BYTES_MAX);
    AUTO_ARENA arena = arena_new(TREE_MEMORY_BYTES_MIN + front.length * TREE_MEMORY_FACTOR);
    struct decoded decoded;
    struct tei_volume volume;
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a volume");
    }
    status = encoding_decode(front, arena, &decoded, error);
    if (!status) {
        status = tei_volume_read(decoded.text, file->options->path, arena, &volume, error);
    }
    return status ? status : read_documents(file, &volume, error);
}
