/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Who a phrase means: the fullest name known so far for a family name, and for a pronoun whoever
 * spoke last and may be meant by it. What names nobody stays as it is printed.
 */

#include "chancery/base/map.h"
#include "people_found.h"
#include "phrases.h"

struct speaker {
    struct text name;
    uint32_t kinds; /* SPEECH_MALE, SPEECH_FEMALE, SPEECH_PLURAL where known */
    const struct found_person
        *person; /* whose name it is; may become fuller. NULL: of no one known */
};

struct speakers {
    const struct people_found *people; /* those of the passage are found before */
    struct map names;                  /* one word of a name to struct known_name */
    struct speaker last;               /* of each kind, who spoke last */
    struct speaker last_male;
    struct speaker last_female;
    struct speaker last_plural;
};

/* Must be called first. */
void speakers_begin(struct speakers *speakers, const struct people_found *people);

/* Learn the names of several words that the passage has. */
void speakers_learn(struct speakers *speakers, const struct passage *passage);

/* Who phrase means; from: the first word of its sentence. No name when it cannot be told. */
struct speaker speakers_resolve(struct speakers *speakers, const struct passage *passage,
                                size_t from, struct phrase phrase);

/* The last name before word at, in the sentence from word from on; TEXT_NONE when there is none. */
struct text speakers_named_before(struct speakers *speakers, const struct passage *passage,
                                  size_t from, size_t at);

/* The first name that is known in words from to to, or TEXT_NONE. */
struct text speakers_named_first(struct speakers *speakers, const struct passage *passage,
                                 size_t from, size_t to);

/* Remember who spoke. */
void speakers_heard(struct speakers *speakers, struct speaker speaker);
