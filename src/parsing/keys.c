/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"

#include "keys.h"

/* The longest name of a column that is looked up. */
#define NAME_BYTES_MAX 32

/* Names without signs, in small letters; the best of several for one thing does not matter. */
static const struct named_key {
    const char *name;
    enum key key;
} named_keys[] = {
    {"article", KEY_TEXT},
    {"articlebody", KEY_TEXT},
    {"author", KEY_AUTHOR},
    {"authors", KEY_AUTHOR},
    {"body", KEY_TEXT},
    {"byline", KEY_AUTHOR},
    {"canonicalid", KEY_ID},
    {"canonicalurl", KEY_URL},
    {"classification", KEY_CLASSIFICATION},
    {"content", KEY_TEXT},
    {"contenttext", KEY_TEXT},
    {"created", KEY_DATE},
    {"date", KEY_DATE},
    {"datepublished", KEY_DATE},
    {"fulltext", KEY_TEXT},
    {"header", KEY_HEADER},
    {"headline", KEY_TITLE},
    {"id", KEY_ID},
    {"identifier", KEY_ID},
    {"keywords", KEY_TAGS},
    {"lang", KEY_LANGUAGE},
    {"language", KEY_LANGUAGE},
    {"link", KEY_URL},
    {"mrn", KEY_ID},
    {"origin", KEY_ORIGIN},
    {"pubdate", KEY_DATE},
    {"publication", KEY_PUBLICATION},
    {"published", KEY_DATE},
    {"publishedat", KEY_DATE},
    {"publishedtime", KEY_DATE},
    {"publisher", KEY_PUBLICATION},
    {"refid", KEY_ID},
    {"referenceid", KEY_ID},
    {"references", KEY_REFERENCES},
    {"site", KEY_PUBLICATION},
    {"source", KEY_PUBLICATION},
    {"sourceurl", KEY_URL},
    {"subject", KEY_TITLE},
    {"tags", KEY_TAGS},
    {"text", KEY_TEXT},
    {"title", KEY_TITLE},
    {"url", KEY_URL},
};

enum key key_of(struct text name)
{
    char plain[NAME_BYTES_MAX];
    size_t length = 0;
    name = text_trim(name);
    for (size_t i = 0; i < name.length; i++) {
        char c = text_lower(name.at[i]);
        if (c == ' ' || c == '_' || c == '-') {
            continue;
        }
        if (length == sizeof(plain)) {
            return KEY_NONE;
        }
        plain[length++] = c;
    }
    for (size_t i = 0; i < COUNT_OF(named_keys); i++) {
        if (text_equal((struct text){plain, length}, text_of(named_keys[i].name))) {
            return named_keys[i].key;
        }
    }
    return KEY_NONE;
}

/* Where a single value is kept; NULL for lists and what is not kept. */
static struct text *place_of(struct keyed *keyed, enum key key)
{
    struct text *const places[KEY_COUNT] = {
        [KEY_TEXT] = &keyed->text,
        [KEY_HEADER] = &keyed->header,
        [KEY_TITLE] = &keyed->hints.title,
        [KEY_DATE] = &keyed->hints.created,
        [KEY_ID] = &keyed->hints.id,
        [KEY_CLASSIFICATION] = &keyed->hints.classification,
        [KEY_ORIGIN] = &keyed->hints.origin,
        [KEY_AUTHOR] = &keyed->hints.author,
        [KEY_PUBLICATION] = &keyed->hints.publication,
        [KEY_URL] = &keyed->hints.url,
        [KEY_LANGUAGE] = &keyed->hints.language,
    };
    return places[key];
}

/* "72MOSCOW1603|72TEHRAN1091", also with commas or semicolons. */
static void add_items(struct texts *texts, struct text value, struct arena *arena)
{
    size_t start = 0;
    for (size_t i = 0; i <= value.length; i++) {
        if (i < value.length && !strchr("|,;", value.at[i])) {
            continue;
        }
        struct text item = text_trim(text_slice(value, start, i - start));
        if (item.length > 0) {
            texts_add(arena, texts, item);
        }
        start = i + 1;
    }
}

void keyed_set(struct keyed *keyed, enum key key, struct text value, struct arena *arena)
{
    struct text *place = place_of(keyed, key);
    struct text trimmed = text_trim(value);
    if (trimmed.length == 0) {
        return;
    }
    if (key == KEY_REFERENCES) {
        add_items(&keyed->hints.references, trimmed, arena);
    } else if (key == KEY_TAGS) {
        texts_add(arena, &keyed->hints.tags, trimmed);
    } else if (place && !place->at) {
        *place = key == KEY_TEXT || key == KEY_HEADER ? value : trimmed;
    }
}
