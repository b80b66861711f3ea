/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/index/fields.h"
#include "chancery/base/array.h"

#define WHOLE              \
    {                      \
        .is_indexed = true \
    }
#define WORDS                                \
    {                                        \
        .is_indexed = true, .by_words = true \
    }
#define PARAGRAPHS                               \
    {                                            \
        .is_indexed = true, .by_paragraph = true \
    }

static const struct index_field_rule rules[QUERY_FIELD_COUNT] = {
    [QUERY_FIELD_TAG] = WHOLE,         [QUERY_FIELD_CLASSIFICATION] = WHOLE,
    [QUERY_FIELD_HANDLING] = WHOLE,    [QUERY_FIELD_MARK] = PARAGRAPHS,
    [QUERY_FIELD_VOICE] = PARAGRAPHS,  [QUERY_FIELD_FROM] = WORDS,
    [QUERY_FIELD_TO] = WORDS,          [QUERY_FIELD_INFO] = WORDS,
    [QUERY_FIELD_STATION] = WHOLE,     [QUERY_FIELD_KIND] = WHOLE,
    [QUERY_FIELD_LANGUAGE] = WHOLE,    [QUERY_FIELD_ID] = WHOLE,
    [QUERY_FIELD_REF] = WORDS,         [QUERY_FIELD_PERSON] = WORDS,
    [QUERY_FIELD_ORG] = WORDS,         [QUERY_FIELD_COUNTRY] = WHOLE,
    [QUERY_FIELD_PLACE] = WORDS,       [QUERY_FIELD_CAPTION] = WORDS,
    [QUERY_FIELD_OFFICE] = WORDS,      [QUERY_FIELD_SIGNED_BY] = WORDS,
    [QUERY_FIELD_AUTHOR] = WORDS,      [QUERY_FIELD_CLASSIFIED_BY] = WORDS,
    [QUERY_FIELD_PUBLICATION] = WORDS, [QUERY_FIELD_SPEAKER] = WORDS,
    [QUERY_FIELD_EVENT] = WHOLE,
};

const struct index_field_rule *index_field_rule(enum query_field field)
{
    return &rules[field];
}

static void add(struct arena *arena, struct index_field_values *out, struct text value,
                struct text name)
{
    struct index_field_value *item = value.length > 0 ? LIST_ADD(arena, out) : NULL;
    if (item) {
        *item = (struct index_field_value){value, name};
    }
}

/* What people write for a level; the document has it in full. */
static struct text level_letter(struct text level)
{
    static const struct level {
        const char *name;
        const char *letter;
    } levels[] = {
        {"UNCLASSIFIED", "U"}, {"CONFIDENTIAL", "C"},           {"SECRET", "S"},
        {"TOP SECRET", "TS"},  {"LIMITED OFFICIAL USE", "LOU"},
    };
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        if (text_equal_fold(level, text_of(levels[i].name))) {
            return text_of(levels[i].letter);
        }
    }
    return TEXT_NONE;
}

static void add_addressees(const struct cable_addressees *addressees, struct arena *arena,
                           struct index_field_values *out)
{
    for (size_t i = 0; i < addressees->count; i++) {
        add(arena, out, addressees->items[i].name, addressees->items[i].office);
    }
}

/* The fields that only a cable has. */
static void collect_cable(enum query_field field, const struct cable *cable, struct arena *arena,
                          struct index_field_values *out)
{
    if (field == QUERY_FIELD_TAG) {
        for (size_t i = 0; i < cable->tags.count; i++) {
            add(arena, out, cable->tags.items[i].tag, TEXT_NONE);
        }
    } else if (field == QUERY_FIELD_CLASSIFICATION) {
        add(arena, out, cable->classification, level_letter(cable->classification));
    } else if (field == QUERY_FIELD_HANDLING) {
        for (size_t i = 0; i < cable->handling.count; i++) {
            add(arena, out, cable->handling.items[i], TEXT_NONE);
        }
    } else if (field == QUERY_FIELD_FROM && cable->from) {
        add(arena, out, cable->from->name, cable->from->station);
    } else if (field == QUERY_FIELD_TO) {
        add_addressees(&cable->to, arena, out);
    } else if (field == QUERY_FIELD_INFO) {
        add_addressees(&cable->info, arena, out);
    } else if (field == QUERY_FIELD_STATION) {
        add(arena, out, cable->station, TEXT_NONE);
    }
}

static void add_texts(const struct texts *texts, struct arena *arena,
                      struct index_field_values *out)
{
    for (size_t i = 0; i < texts->count; i++) {
        add(arena, out, texts->items[i], TEXT_NONE);
    }
}

static void collect_classifiers(const struct cable_classified_by *by, struct arena *arena,
                                struct index_field_values *out)
{
    if (!by) {
        return;
    }
    add(arena, out, by->name, by->title);
    for (size_t i = 0; i < by->others.count; i++) {
        add(arena, out, by->others.items[i].name, by->others.items[i].title);
    }
}

/* Offices that a cable is addressed or was distributed to. */
static void collect_cable_offices(const struct cable *cable, struct arena *arena,
                                  struct index_field_values *out)
{
    for (size_t i = 0; i < cable->to.count; i++) {
        add(arena, out, cable->to.items[i].office, TEXT_NONE);
    }
    for (size_t i = 0; i < cable->info.count; i++) {
        add(arena, out, cable->info.items[i].office, TEXT_NONE);
    }
    for (size_t i = 0; i < cable->distribution.count; i++) {
        add(arena, out, cable->distribution.items[i].office, TEXT_NONE);
    }
}

static void collect_offices(const struct document *document, struct arena *arena,
                            struct index_field_values *out)
{
    if (document->cable) {
        collect_cable_offices(document->cable, arena, out);
    }
    for (size_t i = 0; i < document->office_symbols.count; i++) {
        const struct office_symbol *office = &document->office_symbols.items[i];
        add(arena, out, office->symbol, office->meaning);
    }
}

/* Who made the document, and where it appeared. */
static void collect_origin(enum query_field field, const struct document *document,
                           struct arena *arena, struct index_field_values *out)
{
    const struct cable *cable = document->cable;
    const struct news *news = document->news;
    if (field == QUERY_FIELD_SIGNED_BY && cable) {
        add_texts(&cable->signed_by, arena, out);
    } else if (field == QUERY_FIELD_CLASSIFIED_BY && cable) {
        collect_classifiers(cable->classified_by, arena, out);
    } else if (field == QUERY_FIELD_AUTHOR && news) {
        add_texts(&news->authors, arena, out);
    } else if (field == QUERY_FIELD_PUBLICATION && news) {
        add(arena, out, news->publication, news->source);
    } else if (field == QUERY_FIELD_CAPTION && cable) {
        add_texts(&cable->captions, arena, out);
    }
}

static void collect_references(const struct references *references, struct arena *arena,
                               struct index_field_values *out)
{
    for (size_t i = 0; i < references->count; i++) {
        const struct reference *reference = &references->items[i];
        bool has_id = reference->id.length > 0;
        add(arena, out, has_id ? reference->id : reference->raw,
            has_id ? reference->raw : TEXT_NONE);
    }
}

/* Where a document is about: what extraction found, and the geography of a cable's tags. */
static void collect_countries(const struct document *document, struct arena *arena,
                              struct index_field_values *out)
{
    for (size_t i = 0; i < document->countries.count; i++) {
        add(arena, out, document->countries.items[i].code, document->countries.items[i].name);
    }
    for (size_t i = 0; document->cable && i < document->cable->tags.count; i++) {
        const struct cable_tag *tag = &document->cable->tags.items[i];
        add(arena, out, tag->country, tag->label);
    }
}

/* Who says something, and what sort of thing happens. */
static void collect_doings(enum query_field field, const struct document *document,
                           struct arena *arena, struct index_field_values *out)
{
    for (size_t i = 0; field == QUERY_FIELD_SPEAKER && i < document->statements.count; i++) {
        add(arena, out, document->statements.items[i].speaker, TEXT_NONE);
    }
    for (size_t i = 0; field == QUERY_FIELD_EVENT && i < document->events.count; i++) {
        add(arena, out, document->events.items[i].kind, TEXT_NONE);
    }
}

static void collect_names(enum query_field field, const struct document *document,
                          struct arena *arena, struct index_field_values *out)
{
    if (field == QUERY_FIELD_PERSON) {
        for (size_t i = 0; i < document->people.count; i++) {
            add(arena, out, document->people.items[i].name, TEXT_NONE);
        }
    } else if (field == QUERY_FIELD_ORG) {
        for (size_t i = 0; i < document->organizations.count; i++) {
            const struct organization *organization = &document->organizations.items[i];
            add(arena, out, organization->name, organization->acronym);
        }
    } else if (field == QUERY_FIELD_PLACE) {
        for (size_t i = 0; i < document->places.count; i++) {
            add(arena, out, document->places.items[i].name, TEXT_NONE);
        }
    }
}

void index_field_collect(enum query_field field, const struct document *document,
                         struct arena *arena, struct index_field_values *out)
{
    if (field == QUERY_FIELD_ID) {
        add(arena, out, document->id, document->cable ? document->cable->mrn : TEXT_NONE);
    } else if (field == QUERY_FIELD_KIND) {
        add(arena, out, document->kind, TEXT_NONE);
    } else if (field == QUERY_FIELD_LANGUAGE) {
        add(arena, out, document->language, TEXT_NONE);
    } else if (field == QUERY_FIELD_REF) {
        collect_references(&document->references, arena, out);
    } else if (field == QUERY_FIELD_COUNTRY) {
        collect_countries(document, arena, out);
    } else if (field == QUERY_FIELD_OFFICE) {
        collect_offices(document, arena, out);
    } else {
        collect_names(field, document, arena, out);
        collect_doings(field, document, arena, out);
        collect_origin(field, document, arena, out);
        if (document->cable) {
            collect_cable(field, document->cable, arena, out);
        }
    }
}

struct text index_field_of_paragraph(enum query_field field, const struct paragraph *paragraph)
{
    return field == QUERY_FIELD_MARK ? paragraph->mark : paragraph->voice;
}
