/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two parsers of libxml2, which call us for each tag and text. Its own tree is never built, so
 * that memory is ours, and limited; entities are known by their HTML names only.
 */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/utf8.h"

#include "tree.h"

/* Names are few and come again and again; libxml2 gives each the same address. */
#define NAMES_KEPT 256

/* The most bytes of a document, and the most attributes of a tag; beyond, there is no tree. */
#define TREE_BYTES_MAX      ((size_t)64 * 1024 * 1024)
#define TREE_ATTRIBUTES_MAX ((size_t)256)

/* The longest text between two tags. */
#define TEXT_BYTES_MAX ((size_t)64 * 1024 * 1024)

#define OPEN_MAX (TREE_DEPTH_MAX + 1)

struct name_kept {
    const xmlChar *name;
    struct text text;
};

struct builder {
    xmlParserCtxtPtr parser;
    struct arena *arena;
    struct tree *tree;
    struct buffer text; /* what stands since the last tag */
    size_t open[OPEN_MAX];
    size_t open_count;
    bool is_xml;
    bool is_broken;
    bool is_stopped; /* by us: too deep, too many, no memory */
    struct name_kept names[NAMES_KEPT];
    xmlEntity entity; /* the last that was asked for */
    xmlChar entity_text[8];
};

static struct text text_of_xml(const xmlChar *string)
{
    return string ? text_of((const char *)string) : TEXT_NONE;
}

/*
 * A copy of text. The library cuts characters in two where markup is broken in some ways: what is
 * none becomes U+FFFD.
 */
static struct text keep(struct builder *builder, struct text text)
{
    static const struct text replacement = {"\xEF\xBF\xBD", 3};
    if (utf8_find_invalid(text) == TEXT_NOT_FOUND) {
        return arena_text(builder->arena, text);
    }
    char *out = arena_take(builder->arena, text.length * replacement.length + 1);
    size_t length = 0;
    for (size_t i = 0; out && i < text.length;) {
        size_t valid = utf8_length(text_from(text, i));
        struct text piece = valid ? text_slice(text, i, valid) : replacement;
        memcpy(out + length, piece.at, piece.length);
        length += piece.length;
        i += valid ? valid : 1;
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}

static void stop(struct builder *builder)
{
    builder->is_stopped = true;
    xmlStopParser(builder->parser);
}

static struct tree_node *add_node(struct builder *builder)
{
    bool has_room = builder->tree->count < TREE_NODES_MAX;
    struct tree_node *node = has_room ? LIST_ADD(builder->arena, builder->tree) : NULL;
    if (!node) {
        stop(builder);
        return NULL;
    }
    size_t parent = builder->open_count ? builder->open[builder->open_count - 1] : 0;
    node->parent = (uint32_t)parent;
    node->end = (uint32_t)builder->tree->count;
    return node;
}

/* Make a row of the text that stands in front of a tag. */
static void flush_text(struct builder *builder)
{
    struct text text = buffer_text(&builder->text);
    if (text.length == 0 || builder->is_stopped) {
        return;
    }
    if (buffer_status(&builder->text) != STATUS_OK) {
        stop(builder);
        return;
    }
    struct tree_node *node = add_node(builder);
    if (node) {
        node->is_text = true;
        node->text = keep(builder, text);
    }
    builder->text.length = 0;
}

static struct text name_of(struct builder *builder, const xmlChar *name)
{
    struct name_kept *kept = &builder->names[((uintptr_t)name >> 3) % NAMES_KEPT];
    if (kept->name != name) {
        *kept = (struct name_kept){name, keep(builder, text_of_xml(name))};
    }
    return kept->text;
}

static struct tree_node *open_element(struct builder *builder, struct text name)
{
    flush_text(builder);
    if (builder->is_stopped) {
        return NULL;
    }
    if (builder->open_count >= OPEN_MAX) {
        stop(builder);
        return NULL;
    }
    struct tree_node *node = add_node(builder);
    if (node) {
        builder->open[builder->open_count++] = builder->tree->count - 1;
        node->text = name;
    }
    return node;
}

static void close_element(struct builder *builder)
{
    flush_text(builder);
    if (builder->open_count > 1) { /* the row around all stays open */
        size_t node = builder->open[--builder->open_count];
        builder->tree->items[node].end = (uint32_t)builder->tree->count;
    }
}

/* A value; in XML an ampersand in it is handed over as "&#38;". */
static struct text attribute_value(struct builder *builder, const xmlChar *value)
{
    static const struct text ampersand = {"&#38;", 5};
    struct text raw = text_of_xml(value);
    raw = keep(builder, raw);
    char *out = raw.length > 0 ? arena_take(builder->arena, raw.length + 1) : NULL;
    size_t length = 0;
    for (size_t i = 0; out && i < raw.length; length++) {
        bool is_escaped = builder->is_xml && text_starts(text_from(raw, i), ampersand);
        out[length] = is_escaped ? '&' : raw.at[i];
        i += is_escaped ? ampersand.length : 1;
    }
    return out ? (struct text){out, length} : TEXT_NONE;
}

/* Names and values of attributes come in turns. */
static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct builder *builder = context;
    struct tree_node *node = open_element(builder, name_of(builder, name));
    for (size_t i = 0; node && attributes && attributes[i]; i += 2) {
        struct tree_attribute *attribute = LIST_ADD(builder->arena, &node->attributes);
        if (attribute) {
            attribute->name = name_of(builder, attributes[i]);
            attribute->value = attribute_value(builder, attributes[i + 1]);
        }
    }
}

static void on_end(void *context, const xmlChar *name)
{
    (void)name;
    close_element(context);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct builder *builder = context;
    if (!builder->is_stopped && length > 0) {
        buffer_add(&builder->text, (struct text){(const char *)text, (size_t)length});
    }
}

/*
 * Feeds use HTML's names without declaring them. None that a document declares is ever known. Once
 * something is broken, libxml2 drops all references, so it must not know while it handles this one.
 */
static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    struct builder *builder = context;
    builder->is_broken = builder->is_broken || !builder->parser->wellFormed;
    builder->parser->wellFormed = 1;
    xmlEntityPtr predefined = xmlGetPredefinedEntity(name);
    const htmlEntityDesc *html = predefined ? NULL : htmlEntityLookup(name);
    if (!html) {
        return predefined;
    }
    int length = xmlCopyCharMultiByte(builder->entity_text, (int)html->value);
    builder->entity_text[length > 0 ? length : 0] = 0;
    builder->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                                  .name = name,
                                  .content = builder->entity_text,
                                  .orig = builder->entity_text,
                                  .length = length,
                                  .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    return &builder->entity;
}

/* How much of text, which begins with a tag, is a script or a style: no tags begin in them. */
static size_t raw_bytes(struct text text)
{
    static const struct {
        struct text start;
        struct text end;
    } raws[] = {{{"<script", 7}, {"</script", 8}}, {{"<style", 6}, {"</style", 7}}};
    for (size_t i = 0; i < COUNT_OF(raws); i++) {
        if (text_starts_fold(text, raws[i].start)) {
            size_t end = text_find_fold(text, raws[i].end);
            return end == TEXT_NOT_FOUND ? text.length : end;
        }
    }
    return 0;
}

/* How many attributes a tag has, by its blanks and quotes; *length is that of the tag. */
static size_t count_attributes(struct text text, size_t *length)
{
    size_t count = 0;
    char quote = '\0';
    size_t i = 1;
    for (; i < text.length && (quote || (text.at[i] != '<' && text.at[i] != '>')); i++) {
        char c = text.at[i];
        bool was_quoted = quote != '\0';
        if (was_quoted) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        }
        count += !quote && (was_quoted || text_is_blank(c) || c == '/');
    }
    *length = i;
    return count;
}

/*
 * Whether a tag has more attributes than are read. Each is compared with all others of its tag, so
 * that a tag of a megabyte would take minutes.
 */
static bool has_crowded_tag(struct text text, bool is_xml)
{
    for (size_t at = text_find_char(text, '<'); at != TEXT_NOT_FOUND;) {
        text = text_from(text, at);
        size_t length = is_xml ? 0 : raw_bytes(text);
        if (length == 0 && count_attributes(text, &length) > TREE_ATTRIBUTES_MAX) {
            return text.length > 1 && text_is_letter(text.at[1]);
        }
        text = text_from(text, length);
        at = text_find_char(text, '<');
    }
    return false;
}

static enum status finish(struct builder *builder, struct error *error)
{
    flush_text(builder);
    while (builder->open_count > 0) {
        size_t node = builder->open[--builder->open_count];
        builder->tree->items[node].end = (uint32_t)builder->tree->count;
    }
    bool has_failed = arena_failed(builder->arena) || !builder->parser ||
                      builder->text.status == STATUS_NO_MEMORY;
    buffer_clear(&builder->text);
    if (builder->parser) { /* entities are noted in a document of its own; none is looked up */
        xmlFreeDoc(builder->parser->myDoc);
        builder->parser->myDoc = NULL;
    }
    xmlFreeParserCtxt(builder->parser);
    return has_failed ? error_set(error, STATUS_NO_MEMORY, "no memory to read markup") : STATUS_OK;
}

/* Whether the parser did not come to the end of the text. */
static bool is_cut(const struct builder *builder)
{
    const xmlParserInput *input = builder->parser->input;
    if (builder->is_stopped || builder->parser->disableSAX || !input) {
        return true;
    }
    struct text left = {(const char *)input->cur, (size_t)(input->end - input->cur)};
    return text_trim(left).length > 0;
}

/*
 * The table of calls is filled in anew: calls that are missing from it, such as those that would
 * open a file or note an entity, are not made. It is that of the first version, which does not
 * look prefixes up: with the second, a document can make that slow.
 */
static void set_calls(struct builder *builder)
{
    *builder->parser->sax = (xmlSAXHandler){.getEntity = on_entity,
                                            .startElement = on_start,
                                            .endElement = on_end,
                                            .characters = on_text,
                                            .ignorableWhitespace = on_text,
                                            .cdataBlock = on_text,
                                            .initialized = 1};
    builder->parser->userData = builder;
    (void)xmlSwitchEncoding(builder->parser, XML_CHAR_ENCODING_UTF8);
}

static void parse_xml(struct builder *builder, struct text text)
{
    builder->parser = xmlCreateMemoryParserCtxt(text.at, (int)text.length);
    if (!builder->parser) {
        return;
    }
    (void)xmlCtxtUseOptions(builder->parser, XML_PARSE_RECOVER | XML_PARSE_NONET |
                                                 XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                                 XML_PARSE_IGNORE_ENC |
                                                 XML_PARSE_OLDSAX); /* ask us for all entities */
    set_calls(builder);
    (void)xmlParseDocument(builder->parser);
    if (is_cut(builder)) {
        builder->tree->state = TREE_CUT;
    } else if (builder->is_broken || !builder->parser->wellFormed) {
        builder->tree->state = TREE_BROKEN;
    }
}

static void parse_html(struct builder *builder, struct text text)
{
    builder->parser = htmlCreateMemoryParserCtxt(text.at, (int)text.length);
    if (!builder->parser) {
        return;
    }
    (void)htmlCtxtUseOptions(builder->parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET |
                                                  HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                                  HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
    set_calls(builder);
    (void)htmlParseDocument(builder->parser);
    if (is_cut(builder)) {
        builder->tree->state = TREE_CUT;
    }
}

static enum status read_with(void (*parse)(struct builder *, struct text), struct text text,
                             struct arena *arena, struct tree *out, struct error *error)
{
    struct builder builder = {.arena = arena,
                              .tree = out,
                              .text = BUFFER_UP_TO(TEXT_BYTES_MAX),
                              .is_xml = parse == parse_xml};
    *out = (struct tree){.state = TREE_WHOLE};
    if (!open_element(&builder, TEXT("#document"))) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to read markup");
    }
    text_take_start(&text, TEXT("\xEF\xBB\xBF"));
    text = text_trim(text);
    if (text.length == 0) {
        out->items[0].end = 1;
        return STATUS_OK;
    }
    if (text.length > TREE_BYTES_MAX || has_crowded_tag(text, builder.is_xml)) {
        out->state = TREE_CUT;
        out->items[0].end = 1;
        return STATUS_OK;
    }
    parse(&builder, text);
    return finish(&builder, error);
}

enum status tree_read_xml(struct text text, struct arena *arena, struct tree *out,
                          struct error *error)
{
    enum status status = read_with(parse_xml, text, arena, out, error);
    if (status || out->state != TREE_CUT) {
        return status;
    }
    struct tree again;
    status = read_with(parse_html, text, arena, &again, error);
    if (!status) {
        *out = again;
        out->state = again.state == TREE_CUT ? TREE_CUT : TREE_BROKEN;
    }
    return status;
}

enum status tree_read_html(struct text text, struct arena *arena, struct tree *out,
                           struct error *error)
{
    return read_with(parse_html, text, arena, out, error);
}
