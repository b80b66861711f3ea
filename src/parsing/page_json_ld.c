/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>

#include "chancery/base/array.h"

#include "json_load.h"
#include "page.h"

/* The largest script that is read, and the most scripts of a page. */
#define SCRIPT_BYTES_MAX ((size_t)512 * 1024)
#define SCRIPTS_MAX      32

/* The deepest nesting of objects that are looked through for the article. */
#define DEPTH_MAX 8

/* The most items of a list of authors or objects. */
#define ITEMS_MAX ((size_t)64)

/* NULL when it is no JSON; the arena remembers that there was no memory. */
static json_t *load(struct text bytes, size_t flags, struct arena *arena)
{
    json_t *value = NULL;
    if (json_load_bytes(bytes, flags, &value, NULL)) {
        arena_fail(arena);
    }
    return value;
}

static struct text text_of_json(const json_t *value, struct arena *arena)
{
    if (!json_is_string(value)) {
        return TEXT_NONE;
    }
    struct text text = {json_string_value(value), json_string_length(value)};
    text = text_trim(text);
    return text.length > 0 ? arena_text(arena, text) : TEXT_NONE;
}

/* A name: a string, the name of an object, or the first of a list. */
static struct text name_of(const json_t *value, struct arena *arena)
{
    if (json_is_array(value)) {
        value = json_array_get(value, 0);
    }
    return json_is_object(value) ? text_of_json(json_object_get(value, "name"), arena)
                                 : text_of_json(value, arena);
}

static void add_authors(struct story *story, const json_t *value)
{
    if (!json_is_array(value)) {
        struct text name = value ? name_of(value, story->arena) : TEXT_NONE;
        if (name.at) {
            story_add_author(story, name);
        }
        return;
    }
    for (size_t i = 0; i < json_array_size(value) && i < ITEMS_MAX; i++) {
        struct text name = name_of(json_array_get(value, i), story->arena);
        if (name.at) {
            story_add_author(story, name);
        }
    }
}

static void add_keywords(struct story *story, const json_t *value)
{
    if (json_is_string(value)) {
        story_add_keyword(story, text_of_json(value, story->arena));
    }
    for (size_t i = 0; i < json_array_size(value) && i < ITEMS_MAX; i++) {
        story_add_keyword(story, name_of(json_array_get(value, i), story->arena));
    }
}

static bool says_article(const json_t *type)
{
    static const char *const ends[] = {"Article", "Posting", "Report", "PressRelease"};
    if (json_is_array(type)) {
        type = json_array_get(type, 0);
    }
    struct text name = json_is_string(type) ? text_of(json_string_value(type)) : TEXT("");
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        if (text_ends(name, text_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

/* The object of the article in value: itself, in a list, or in a graph. */
static const json_t *find_article(const json_t *value, int depth)
{
    static const char *const keys[] = {"@graph", "mainEntity", "mainEntityOfPage", "item"};
    const json_t *found = NULL;
    if (depth > DEPTH_MAX) {
        return NULL;
    }
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && i < ITEMS_MAX && !found; i++) {
            found = find_article(json_array_get(value, i), depth + 1);
        }
        return found;
    }
    if (!json_is_object(value)) {
        return NULL;
    }
    if (says_article(json_object_get(value, "@type")) ||
        (json_object_get(value, "headline") && json_object_get(value, "datePublished"))) {
        return value;
    }
    for (size_t i = 0; i < COUNT_OF(keys) && !found; i++) {
        found = find_article(json_object_get(value, keys[i]), depth + 1);
    }
    return found;
}

static void keep(struct text *field, struct text value)
{
    *field = field->at ? *field : value;
}

static void read_article(struct story *story, const json_t *article)
{
    struct arena *arena = story->arena;
    keep(&story->title, text_of_json(json_object_get(article, "headline"), arena));
    keep(&story->title, text_of_json(json_object_get(article, "name"), arena));
    keep(&story->published, text_of_json(json_object_get(article, "datePublished"), arena));
    keep(&story->published, text_of_json(json_object_get(article, "dateCreated"), arena));
    keep(&story->updated, text_of_json(json_object_get(article, "dateModified"), arena));
    keep(&story->publication, name_of(json_object_get(article, "publisher"), arena));
    keep(&story->url, text_of_json(json_object_get(article, "url"), arena));
    keep(&story->language, text_of_json(json_object_get(article, "inLanguage"), arena));
    keep(&story->body, text_of_json(json_object_get(article, "articleBody"), arena));
    add_authors(story, json_object_get(article, "author"));
    add_keywords(story, json_object_get(article, "keywords"));
    if (story->authors.count == 0) {
        add_authors(story, json_object_get(article, "creator"));
    }
}

/* A copy of script without what breaks JSON most: bare line ends, comments around, commas left. */
static char *mend(struct text script, struct arena *arena, size_t *length)
{
    char *out = arena_take(arena, script.length + 1);
    size_t written = 0;
    bool is_string = false;
    for (size_t i = 0; out && i < script.length; i++) {
        char c = script.at[i];
        if (c == '"' && (i == 0 || script.at[i - 1] != '\\')) {
            is_string = !is_string;
        }
        if ((c == '}' || c == ']') && !is_string) {
            while (written > 0 && (out[written - 1] == ' ' || out[written - 1] == ',')) {
                written--;
            }
        }
        out[written++] = (unsigned char)c < ' ' ? ' ' : c;
    }
    *length = written;
    return out;
}

/* The string behind a key in what is no JSON; TEXT_NONE without it. */
static struct text find_string(struct text script, const char *key, struct arena *arena)
{
    size_t at = text_find(script, text_of(key));
    struct text rest = at == TEXT_NOT_FOUND ? TEXT_NONE : text_from(script, at + strlen(key));
    rest = text_trim(rest);
    if (!text_take_start(&rest, TEXT(":"))) {
        return TEXT_NONE;
    }
    rest = text_trim(rest);
    json_t *value = load(rest, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, arena);
    struct text text = text_of_json(value, arena);
    json_decref(value);
    return text;
}

static void read_broken(struct story *story, struct text script)
{
    keep(&story->title, find_string(script, "\"headline\"", story->arena));
    keep(&story->published, find_string(script, "\"datePublished\"", story->arena));
}

static void read_script(struct story *story, struct text script)
{
    size_t start = 0;
    while (start < script.length && script.at[start] != '{' && script.at[start] != '[') {
        start++;
    }
    script = text_from(script, start);
    json_t *value = load(script, JSON_DISABLE_EOF_CHECK, story->arena);
    if (!value) {
        size_t length = 0;
        char *mended = mend(script, story->scratch, &length);
        script = mended ? (struct text){mended, length} : script;
        value = mended ? load(script, JSON_DISABLE_EOF_CHECK, story->arena) : NULL;
    }
    const json_t *article = find_article(value, 0);
    if (article) {
        read_article(story, article);
    } else if (!value) {
        read_broken(story, script);
    }
    json_decref(value);
}

void page_read_json_ld(struct story *story)
{
    const struct tree *tree = &story->tree;
    int count = 0;
    for (size_t i = tree_find(tree, 0, "script"); i != TREE_NONE && count < SCRIPTS_MAX;
         i = tree_find_next(tree, 0, "script", i)) {
        struct text type = tree_attribute(tree, i, "type");
        bool has_text = i + 1 < tree->items[i].end && tree->items[i + 1].is_text;
        if (has_text && text_starts_fold(type, TEXT("application/ld+json")) &&
            tree->items[i + 1].text.length <= SCRIPT_BYTES_MAX) {
            read_script(story, tree->items[i + 1].text);
            count++;
        }
    }
}
