/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What the documents of one generation name, across documents: one entry for each person,
 * organization, country and place, with its spellings, its documents, and the evidence for taking
 * several spellings to be one; and a row for each event, statement, request, sum and reference.
 *
 * Nothing here is guessed: src/registry/README.md says when two names are one. Documents are
 * numbered from 0 in the order in which they were added.
 *
 *     struct registry_builder *builder = registry_builder_new();
 *     status = registry_builder_add(builder, document, key, error);    for each
 *     status = registry_builder_freeze(builder, &registry, error);
 *     builder = registry_builder_free(builder);
 *
 * Cost:    building is linear in the facts but for sorting those that may be joined. About 40 bytes
 *          a fact while building, half of it afterwards, and each distinct text once.
 * Threads: a registry may be read by any number of threads; a builder serves one.
 */

#include "chancery/model/document.h"

/* No document, entry or text. */
#define REGISTRY_NONE UINT32_MAX

/* The most bytes of all names together. */
#define REGISTRY_TEXT_BYTES_MAX ((size_t)UINT32_MAX)

/* The most memory of one registry. */
#define REGISTRY_BYTES_MAX ((size_t)16 * 1024 * 1024 * 1024)

enum registry_kind {
    REGISTRY_PERSON,
    REGISTRY_ORGANIZATION,
    REGISTRY_COUNTRY,
    REGISTRY_PLACE,
};

#define REGISTRY_KIND_COUNT 4

enum registry_row_kind {
    REGISTRY_EVENT,
    REGISTRY_STATEMENT,
    REGISTRY_ACTION_REQUEST,
    REGISTRY_MONEY,
    REGISTRY_REFERENCE,
};

#define REGISTRY_ROW_KIND_COUNT 5

struct registry;
struct registry_builder;

/* Why two spellings were taken for one. */
enum registry_rule {
    REGISTRY_SAME_NAME,        /* they differ in case, accents, dots and hyphens only */
    REGISTRY_FULLER_BY_BODY,   /* a fuller name, with the same affiliation, and only one such */
    REGISTRY_FULLER_BY_POST,   /* a fuller name at the same post, and only one such */
    REGISTRY_ACRONYM,          /* its acronym, explained once, of the same country */
    REGISTRY_NAME_WITH_COUNTRY /* the same name, once with its country, and only one such */
};

/* "same_name", "fuller_name_same_affiliation" … Static. */
struct text registry_rule_name(enum registry_rule rule);

/* Texts are borrowed from the registry; those that are not known are TEXT_NONE. */
struct registry_entry {
    enum registry_kind kind;
    struct text id;      /* a slug, its own among its kind */
    struct text name;    /* the fullest spelling, the most frequent of these */
    struct text country; /* ISO 3166-1 alpha-2; of organizations and places */
    struct text detail;  /* the acronym of an organization, what sort of place */
    struct text within;  /* of an organization: the main name of what it is part of */
    uint32_t document_count;
    uint32_t mention_count;
};

struct registry_spelling {
    struct text text;
    struct text key; /* as registry_fold makes it of text */
    uint32_t document_count;
    uint32_t document; /* one of those that have it: the first */
    bool is_joined;    /* rule and because say why it stands here */
    enum registry_rule rule;
    struct text because; /* the affiliation, post or country that they share */
};

/* An office that somebody held, by what documents print, and from when to when they do. */
struct registry_office {
    uint32_t entry;
    struct text role;        /* or none */
    struct text affiliation; /* or none */
    int64_t first_day;       /* days since 1970, of the earliest and latest document; or */
    int64_t last_day;        /* INT64_MIN when none is dated */
    uint32_t document_count;
};

struct registry_row {
    uint32_t document;
    uint32_t item;  /* its place in the list of the document */
    uint32_t word;  /* of an event its kind, of a statement its speaker, … : a text, or none */
    uint32_t other; /* of an event its status; of a request whom it asks: a text, or none */
    enum confidence confidence;
};

/* The words of a paragraph that a statement repeats: its positions [first, end). */
struct registry_saying {
    uint32_t paragraph; /* place in the document, from 0; REGISTRY_NONE when not known */
    uint32_t first;
    uint32_t end;
};

struct registry_sayings {
    const struct registry_saying *items;
    size_t count;
};

struct registry_numbers {
    const uint32_t *items;
    size_t count;
};

struct registry_rows {
    const struct registry_row *items;
    size_t count;
};

/* Entries [first, end) of one kind: most documents first, then by id. */
struct registry_range {
    uint32_t first;
    uint32_t end;
};

/* What a header says that its own document contradicts. */
enum registry_contradiction {
    REGISTRY_DAY_AND_DTG = 1,   /* the day of the year in format line 3, and the date-time group */
    REGISTRY_YEAR_AND_DATE = 2, /* the year of its number, and its date */
    REGISTRY_SENDER_AND_ID = 4, /* the station it is from, and that of its number */
};

/* How a document is filed, marked and kept. Of what is no cable, only the marks say something. */
struct registry_filing {
    struct text station; /* of its number; none when it has none */
    int32_t year;
    uint32_t serial;
    unsigned contradictions; /* of enum registry_contradiction */
    uint32_t portions;       /* paragraphs */
    uint32_t above;          /* marked above the classification */
    uint32_t unmarked;       /* without a mark, in a document of which others have one */
    int64_t declassify_day;  /* days since 1970; INT64_MIN when no date is given */
    bool has_exemption;      /* from declassification, or an event in place of a date */
};

/*
 * Whether a portion is marked above the classification of its cable. SBU is how an unclassified
 * portion is handled, and above no level.
 */
bool registry_is_above(struct text mark, struct text classification);

struct registry_filing registry_filing(const struct registry *registry, uint32_t document);

/* All documents by station, year, serial and number; those without a station come last. */
struct registry_numbers registry_filed(const struct registry *registry);

/* Documents with a day on which they are to be declassified, by that day and number. */
struct registry_numbers registry_due(const struct registry *registry);

/* The number under which an addressee was sent something: those of a document, in its order. */
struct registry_continuity {
    struct text addressee;
    uint32_t addressee_text; /* equal for equal ones */
    uint32_t number;
};

size_t registry_continuity_count(const struct registry *registry, uint32_t document);
struct registry_continuity registry_continuity(const struct registry *registry, uint32_t document,
                                               size_t place);

/* NULL is allowed. Returns NULL. */
struct registry *registry_free(struct registry *registry);

size_t registry_memory_bytes(const struct registry *registry);

uint32_t registry_document_count(const struct registry *registry);
int64_t registry_document_key(const struct registry *registry, uint32_t document);
struct text registry_document_id(const struct registry *registry, uint32_t document);

/* The number of the text that its id is. */
uint32_t registry_document_text(const struct registry *registry, uint32_t document);

/* The document with this id letter by letter; REGISTRY_NONE when there is none. */
uint32_t registry_document_of_id(const struct registry *registry, struct text id);

struct registry_range registry_entries(const struct registry *registry, enum registry_kind kind);
struct registry_entry registry_entry(const struct registry *registry, uint32_t number);

/* The entry with this id, in any case; REGISTRY_NONE when there is none. */
uint32_t registry_entry_find(const struct registry *registry, enum registry_kind kind,
                             struct text id);

/* The documents that name it, rising. */
struct registry_numbers registry_entry_documents(const struct registry *registry, uint32_t entry);

/* What a document names, each once, of all kinds. */
struct registry_numbers registry_document_entries(const struct registry *registry,
                                                  uint32_t document);

/* How many spellings, and one of them, most documents first. */
size_t registry_spelling_count(const struct registry *registry, uint32_t entry);
struct registry_spelling registry_spelling(const struct registry *registry, uint32_t entry,
                                           size_t place);

/* A name as spellings are compared: "Kim Chang-sik" as "kim chang sik". In arena, or TEXT_NONE. */
struct text registry_fold(struct text name, struct arena *arena);

/* The entries of a kind that have this spelling, folded by registry_fold. */
struct registry_numbers registry_spelling_find(const struct registry *registry,
                                               enum registry_kind kind, struct text key);

/* The offices of a person, in the order of their first day. */
size_t registry_office_count(const struct registry *registry, uint32_t entry);
struct registry_office registry_office(const struct registry *registry, uint32_t entry,
                                       size_t place);

/* The rows of a kind in one document, in its order. */
struct registry_rows registry_document_rows(const struct registry *registry,
                                            enum registry_row_kind kind, uint32_t document);

/*
 * Events that several documents tell are one occasion: by number of the event among all rows of
 * REGISTRY_EVENT. An event that one document tells is an occasion of its own.
 */
uint32_t registry_occasion_of(const struct registry *registry, uint32_t event);
uint32_t registry_occasion_count(const struct registry *registry);

/* The events of an occasion, in the order of their documents; and the event with a number. */
struct registry_numbers registry_occasion(const struct registry *registry, uint32_t occasion);
const struct registry_row *registry_event(const struct registry *registry, uint32_t number);

/* The number of a row of REGISTRY_EVENT. */
uint32_t registry_event_number(const struct registry *registry, const struct registry_row *row);

/* Where the statements of a document stand in its words, in the order of its rows. */
struct registry_sayings registry_document_sayings(const struct registry *registry,
                                                  uint32_t document);

/* Ids that documents refer to, held or not, in their order: how many there are, and one of them. */
uint32_t registry_cited_count(const struct registry *registry);
struct text registry_cited_id(const struct registry *registry, uint32_t cited);

/* The place of an id among them, letter by letter; REGISTRY_NONE when nobody refers to it. */
uint32_t registry_cited_find(const struct registry *registry, struct text id);

/* The references to it, by number; and the reference with a number. */
struct registry_numbers registry_citing(const struct registry *registry, uint32_t cited);
const struct registry_row *registry_reference(const struct registry *registry, uint32_t number);

/* How many documents refer to it. */
uint32_t registry_cited_by(const struct registry *registry, uint32_t cited);

/* One that is not held, and how many documents refer to it. */
struct registry_missed {
    uint32_t cited;
    uint32_t count;
};

/* Put the one first that most documents refer to, then by place. */
void registry_missed_sort(struct registry_missed *items, size_t count);

/* The places of those that are not held, in that order, counted over all documents. */
struct registry_numbers registry_missing(const struct registry *registry);

/* The text with a number of a row; TEXT_NONE for REGISTRY_NONE. */
struct text registry_text(const struct registry *registry, uint32_t text);
uint32_t registry_text_count(const struct registry *registry);

/* NULL when there is no memory. */
struct registry_builder *registry_builder_new(void);

/* NULL is allowed. Returns NULL. */
struct registry_builder *registry_builder_free(struct registry_builder *builder);

/*
 * Take in a document, which may go afterwards. Facts below FACTS_BAR_DEFAULT make rows, but no
 * entries.
 *
 * Errors:  STATUS_NO_MEMORY; the builder can then only be freed
 */
MUST_CHECK enum status registry_builder_add(struct registry_builder *builder,
                                            const struct document *document, int64_t key,
                                            struct error *error);

/* Errors:  STATUS_NO_MEMORY */
MUST_CHECK enum status registry_builder_freeze(struct registry_builder *builder,
                                               struct registry **out, struct error *error);
