/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The organizations found in a document so far, by all their names: spellings that the vocabulary
 * puts together, acronyms that the text explains, and the head of the name alone ("the Coalition").
 */

#include "chancery/base/map.h"
#include "finding.h"

struct found_organization {
    struct organization organization;
    struct found_organization *next;
};

struct organizations_found {
    struct map by_name; /* in capitals */
    struct map by_head; /* "COALITION", to the last one with that head */
    struct found_organization *first;
    struct found_organization **next;
};

/* A name as it is printed, before it is known whose it is. */
struct named_organization {
    struct text name;
    struct text main;    /* by which the vocabulary knows it, or TEXT_NONE */
    struct text head;    /* its Ministry or Party, or TEXT_NONE */
    struct text country; /* TEXT_NONE where the name does not tell */
    struct text parent;
    struct mention mention;
};

/* Must be called first. */
void organizations_begin(struct organizations_found *found);

/* The organization with that name or acronym, or NULL. */
struct found_organization *organizations_by_name(const struct organizations_found *found,
                                                 struct text name);

/* The last one whose name has that head, or NULL. */
struct found_organization *organizations_by_head(const struct organizations_found *found,
                                                 struct text head);

/* Add an organization, or a mention of a known one; NULL when memory ran out. */
struct found_organization *organizations_add(struct organizations_found *found,
                                             const struct finding *finding,
                                             const struct named_organization *named);

/* Let an organization be known by an acronym, too. */
void organizations_add_acronym(struct organizations_found *found, const struct finding *finding,
                               struct found_organization *organization, struct text acronym);

void organizations_mention(const struct finding *finding, struct found_organization *organization,
                           struct mention mention);

/* What an organization is called so far. */
struct text organizations_name(const struct found_organization *organization);

/* Write all of them into the document. */
void organizations_end(struct organizations_found *found, const struct finding *finding);
