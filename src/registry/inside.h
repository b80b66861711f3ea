/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What the files of this room share. Texts are numbers in one numbering; REGISTRY_NONE is none. */

#include "chancery/base/numbering.h"
#include "chancery/index/tokens.h"
#include "chancery/registry/registry.h"

/* Somebody or something under one name, before names are joined. */
struct identity {
    enum registry_kind kind;
    uint32_t key; /* folded name: "kim chang sik" */
    uint32_t word_count;
    uint32_t context; /* of a bare surname: where it was met; else REGISTRY_NONE */
    uint32_t country;
    uint32_t detail;
    uint32_t within;         /* of a body: the name of what it is part of */
    uint32_t parent;         /* the identity that it was joined to; itself when it stands alone */
    enum registry_rule rule; /* of that join */
    uint32_t because;
};

struct identities {
    LIST_OF(struct identity);
};

/* One identity in one document. */
struct occurrence {
    uint32_t document;
    uint32_t identity;
    uint32_t entry; /* once names are joined */
    uint32_t name;
    uint32_t role;
    uint32_t affiliation;
    uint32_t mentions;
};

struct occurrences {
    LIST_OF(struct occurrence);
};

/* A word of a person's name, in a context within which a shorter name may mean the person. */
struct tie {
    uint32_t context;
    uint32_t word;
    uint32_t identity;
    bool is_post;
};

struct ties {
    LIST_OF(struct tie);
};

struct document_entry {
    int64_t key;
    uint32_t id;
    int32_t day; /* INT32_MIN when undated */
};

struct document_entries {
    LIST_OF(struct document_entry);
};

struct rows {
    LIST_OF(struct registry_row);
};

struct filing {
    uint32_t station;
    int32_t year;
    uint32_t serial;
    uint32_t portions;
    uint32_t above;
    uint32_t unmarked;
    int32_t declassify_day; /* INT32_MIN: none */
    unsigned contradictions;
    uint32_t has_exemption; /* a number, as above */
};

struct filings {
    LIST_OF(struct filing);
};

struct continuity {
    uint32_t document;
    uint32_t addressee;
    uint32_t number;
};

struct continuities {
    LIST_OF(struct continuity);
};

struct sayings {
    LIST_OF(struct registry_saying);
};

/* An event, by what it may be recognized. */
struct happening {
    uint32_t document;
    uint32_t kind;  /* text */
    uint32_t place; /* folded text, or REGISTRY_NONE */
    int32_t first_day;
    int32_t last_day;   /* INT32_MIN: not dated to the day */
    uint32_t who_start; /* of participants */
    uint32_t who_count;
    bool is_cancelled;
};

struct happenings {
    LIST_OF(struct happening);
};

struct participants {
    LIST_OF(uint32_t); /* texts; entries, once names are joined */
};

struct registry_builder {
    struct arena *arena;      /* what is dropped in the end */
    struct arena *text_arena; /* of texts, which the registry copies */
    struct numbering texts;
    struct numbering names; /* of identities: kind, key and what sets apart */
    struct tokens *tokens;
    struct document_entries documents;
    struct identities identities;
    struct occurrences occurrences;
    struct ties ties;
    struct rows rows[REGISTRY_ROW_KIND_COUNT];
    struct filings filings;
    struct continuities continuities;
    struct sayings sayings;
    struct happenings happenings; /* one for each event */
    struct participants participants;
};

struct entry {
    enum registry_kind kind;
    uint32_t identity; /* while it is made */
    uint32_t number;   /* as it was made */
    uint32_t document_count;
    uint32_t id;
    uint32_t name;
    uint32_t country;
    uint32_t detail;
    uint32_t within;
    uint32_t mention_count;
    uint32_t spelling_start;
    uint32_t office_start;
    uint32_t document_start;
};

struct spelling {
    uint32_t entry;
    uint32_t text;
    uint32_t key;
    uint32_t document;
    uint32_t document_count;
    uint32_t identity;  /* while it is made */
    uint32_t is_joined; /* a number, so that the file has no holes */
    enum registry_rule rule;
    uint32_t because;
};

struct office {
    uint32_t entry;
    uint32_t role;
    uint32_t affiliation;
    int32_t first_day; /* INT32_MAX when none is dated */
    int32_t last_day;  /* INT32_MIN when none is dated */
    uint32_t document_count;
};

/* How many there are of everything; each array of a registry has as many, or one more. */
struct registry_counts {
    uint32_t documents;
    uint32_t entries;
    uint32_t named; /* pairs of a document and an entry */
    uint32_t spellings;
    uint32_t offices;
    uint32_t rows[REGISTRY_ROW_KIND_COUNT];
    uint32_t due;
    uint32_t continuities;
    uint32_t cited;
    uint32_t citing;
    uint32_t missing;
    uint32_t occasions;
    uint32_t texts;
    uint32_t text_bytes;
    uint32_t kind_start[REGISTRY_KIND_COUNT + 1]; /* of entries */
    uint32_t key_start[REGISTRY_KIND_COUNT + 1];  /* of spellings by key */
};

/*
 * Each list of an entry or document ends where that of the next begins; one more closes the last.
 * All arrays lie in the arena, or in the file (file.c), where nobody may write to them.
 */
struct registry {
    struct arena *arena;
    struct text file; /* mapped, or TEXT_NONE */
    struct registry_counts counts;
    uint32_t *text_start;
    char *text_bytes;
    struct document_entry *documents;
    uint32_t *by_id;         /* documents in the order of their ids */
    struct entry *entries;   /* by kind, then most documents first */
    uint32_t *entries_by_id; /* within each kind, in the order of their ids */
    uint32_t *entry_documents;
    uint32_t *document_entries;
    uint32_t *document_entry_start;
    struct spelling *spellings;
    uint32_t *spellings_by_key; /* within each kind; their entries stand beside them */
    uint32_t *entries_by_key;
    struct office *offices;
    struct registry_row *rows[REGISTRY_ROW_KIND_COUNT];
    uint32_t *row_start[REGISTRY_ROW_KIND_COUNT];
    struct registry_saying *sayings; /* one for each statement */
    uint32_t *occasion_of;           /* by event: its occasion */
    uint32_t *occasion_start;
    uint32_t *occasion_events; /* of each occasion, in the order of the documents */
    struct filing *filings;
    uint32_t *filed; /* documents by station, year and serial; those without a station last */
    uint32_t *due;   /* those with a day to be declassified, the earliest first */
    struct continuity *continuities;
    uint32_t *continuity_start;
    uint32_t *cited; /* texts, in the order of what they say */
    uint32_t *cited_start;
    uint32_t *cited_by; /* documents */
    uint32_t *missing;  /* those of cited that are not held */
    uint32_t *citing;   /* references, in the order of cited and of documents */
};

/* Which sources made a registry. */
extern const char registry_sources[];

/* The number of a text among the builder's; REGISTRY_NONE for one that is empty or none. */
uint32_t builder_text(struct registry_builder *builder, struct text text);

/* What a number stands for; TEXT_NONE for REGISTRY_NONE. */
struct text builder_text_at(const struct registry_builder *builder, uint32_t number);

/* Add what document names, and its rows. document is its number. */
void naming_add(struct registry_builder *builder, const struct document *document, uint32_t number);
void tabling_add(struct registry_builder *builder, const struct document *document,
                 uint32_t number);

/* Join identities that are one. */
void joining(struct registry_builder *builder);

/* Give entries their ids, and put them in order. remap leads from the entries as made to these. */
bool ordering(struct registry_builder *builder, struct registry *registry, uint32_t *remap);

/* Gather spellings and offices out of occurrences, whose entries are set. */
bool gathering(struct registry_builder *builder, struct registry *registry);

/* Note how a document is filed; keep that of all of them. */
void filing_add(struct registry_builder *builder, const struct document *document, uint32_t number);
bool filing_keep(struct registry_builder *builder, struct registry *registry);

/* Note where the statements of document stand in its words; keep that of all of them. */
bool saying_add(struct registry_builder *builder, const struct document *document);
bool saying_keep(struct registry_builder *builder, struct registry *registry);

/* Note what sets the event that was added last apart; then find those that are one occasion. */
void occasion_add(struct registry_builder *builder, const struct event *event, uint32_t document);
bool occasions(struct registry_builder *builder, struct registry *registry);

/* Sort references by what they name. */
bool citing(struct registry_builder *builder, struct registry *registry);

/* The identity that identity was joined to, at last. */
uint32_t joining_root(struct identities *identities, uint32_t identity);
