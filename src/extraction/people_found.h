/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The people found in a document so far, by their names; and where each of them stands, in the
 * order of the text, for whoever asks who said or did something.
 *
 * A full name is one person wherever it stands. A surname alone is the last person before it who
 * bears it. What is read later may make a name fuller, so a name is taken from the found_person
 * when all of the document is read.
 */

#include "chancery/base/map.h"
#include "names.h"

/* What Mr. and Mrs. tell of somebody. */
enum person_sex {
    PERSON_SEX_UNSAID,
    PERSON_SEX_MALE,
    PERSON_SEX_FEMALE,
};

struct found_person {
    struct person person;
    struct text surname;        /* by which they are named in part, in capitals */
    struct text first_name;     /* the first word of a full name; TEXT_NONE for a surname alone */
    bool is_family_first;       /* Kim Chang-sik */
    enum person_sex sex;        /* as Mr. or Mrs. told */
    int64_t last_paragraph;     /* in which they were named last */
    bool is_signer;             /* known from a signature only, whose side no word tells */
    struct found_person *older; /* the one before with the same surname */
    struct found_person *next;  /* in the order of the text */
};

/* One place where a person is named. */
struct person_seen {
    struct found_person *person;
    int64_t paragraph;
    struct span span; /* of the name, in the document */
};

struct people_seen {
    LIST_OF(struct person_seen);
};

struct people_found {
    struct map by_surname; /* in capitals, to the last struct found_person with it */
    struct map by_name;    /* whole names in capitals */
    struct map by_office;  /* roles in capitals, for offices.c */
    struct found_person *first;
    struct found_person **next;
    struct people_seen seen; /* in the order of the text, title and header left out */
};

/* A name as it is printed, before it is known whose it is. */
struct named_person {
    struct text name;
    struct text surname; /* as printed */
    struct text first_name;
    bool is_family_first;
    enum person_sex sex;
    bool is_plain; /* in small letters where the text is not */
    struct text role;
    struct text affiliation;
    enum confidence confidence;
    struct text inferred;
    struct mention mention;
};

/* Must be called first: takes in those whom the header names. */
void people_found_begin(struct people_found *people, const struct finding *finding);

/* The person with that surname who was named last, or NULL. */
struct found_person *people_found_by_surname(const struct people_found *people,
                                             struct text surname);

/* Add a person, or a mention of one who is known; NULL when memory ran out. */
struct found_person *people_found_add(struct people_found *people, const struct finding *finding,
                                      const struct named_person *named);

/* Add a place where a person is named. */
void people_found_mention(struct people_found *people, const struct finding *finding,
                          struct found_person *person, struct mention mention);

/* The first place where somebody is named that ends behind offset, as an index of seen; its count
 * when there is none. Cost: logarithmic. */
size_t people_found_seen_from(const struct people_found *people, size_t offset);

/* Write all of them into the document. */
void people_found_end(struct people_found *people, const struct finding *finding);
