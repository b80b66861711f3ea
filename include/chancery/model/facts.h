/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * What is understood from a document's text. Every fact carries the text as printed, its span and
 * its paragraph (the place in the document from 1, or INTEGER_NONE in the header).
 *
 * A fact that is more than what is printed says so: confidence is then less than certain, and
 * inferred says how it was read, as a code of src/extraction/README.md ("surname_alias").
 */

#include "chancery/model/record.h"

/* One place where something is named. */
struct mention {
    int64_t paragraph;
    struct span span;
    struct text text;
};

struct mentions {
    LIST_OF(struct mention);
};

struct person {
    struct text name; /* fullest printed form, in the order of the text */
    struct text role;
    struct text affiliation;
    struct text function; /* interlocutor, signer, classifier, drafter, author … */
    struct mentions mentions;
    enum confidence confidence;
    struct text inferred;
};

struct organization {
    struct text name;
    struct text acronym;
    struct text parent;
    struct text country;
    struct mentions mentions;
    enum confidence confidence;
    struct text inferred;
};

struct acronym {
    struct text acronym;
    struct text expansion;
    bool in_text; /* whether the document itself explains it */
};

struct office_symbol {
    struct text symbol;
    struct text meaning;
};

struct country {
    struct text code; /* ISO 3166-1 alpha-2 */
    struct text name;
    struct mentions mentions;
    struct texts derived; /* what else points to it: ROKG, a tag, a city */
    enum confidence confidence;
    struct text inferred;
};

struct place {
    struct text name;
    struct text country;
    struct text kind; /* city, country, building, region, water */
    struct mentions mentions;
    enum confidence confidence;
    struct text inferred;
};

struct date {
    struct text text;
    struct text value;     /* ISO 8601, or none */
    struct text partial;   /* --04-02 when the year is not known */
    struct text precision; /* minute, day, week, month, year or vague */
    struct text role;      /* sent, filed, declassify, published, event … */
    int64_t paragraph;
    struct span span;
    enum confidence confidence;
    struct text inferred;
};

struct event_date {
    struct text value;
    struct text partial;
    struct text precision;
};

struct event {
    struct text kind; /* meeting, visit, summit, conference, demarche, briefing, call … */
    struct event_date *date;
    struct text place;
    struct text status; /* held, planned or cancelled */
    struct texts participants;
    int64_t paragraph;
    struct span evidence;
    enum confidence confidence;
    struct text inferred;
};

struct statement {
    struct text speaker;
    struct text cue;
    struct text kind; /* direct, indirect or mixed */
    bool implicit;    /* carried on from the sentence before, without a cue of its own */
    struct text text;
    struct text via; /* who was quoted as the source */
    int64_t paragraph;
    struct span span;
    struct span speaker_span;
    enum confidence confidence;
    struct text inferred;
};

struct money {
    struct text text;
    int64_t amount;       /* whole units */
    struct text currency; /* ISO 4217 */
    bool currency_stated;
    struct text purpose;
    int64_t paragraph;
    struct span span;
    enum confidence confidence;
    struct text inferred;
};

struct action_request {
    struct text asker;
    struct text addressee;
    struct text text;
    struct text deadline;
    int64_t paragraph;
    int64_t announced_in; /* the paragraph that points to it */
    enum confidence confidence;
    struct text inferred;
};

struct people {
    LIST_OF(struct person);
};

struct organizations {
    LIST_OF(struct organization);
};

struct acronyms {
    LIST_OF(struct acronym);
};

struct office_symbols {
    LIST_OF(struct office_symbol);
};

struct countries {
    LIST_OF(struct country);
};

struct places {
    LIST_OF(struct place);
};

struct dates {
    LIST_OF(struct date);
};

struct events {
    LIST_OF(struct event);
};

struct statements {
    LIST_OF(struct statement);
};

struct monies {
    LIST_OF(struct money);
};

struct action_requests {
    LIST_OF(struct action_request);
};

/* The bar below which facts are not told unless somebody asks for them. */
#define FACTS_BAR_DEFAULT CONFIDENCE_LIKELY

struct document;

/* Take out of document all facts that are less sure than bar. In place; nothing is freed. */
void facts_keep(struct document *document, enum confidence bar);

extern const struct record mention_record;
extern const struct record person_record;
extern const struct record organization_record;
extern const struct record acronym_record;
extern const struct record office_symbol_record;
extern const struct record country_record;
extern const struct record place_record;
extern const struct record date_record;
extern const struct record event_record;
extern const struct record statement_record;
extern const struct record money_record;
extern const struct record action_request_record;
