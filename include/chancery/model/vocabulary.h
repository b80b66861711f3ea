/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The words of the trade: TAGS, stations, routing indicators, countries, captions, addressees.
 *
 * They are tables under config/vocabulary that a user can edit; the comment at the top of each says
 * what it holds. Everything is read and checked once, at the start, and a wrong line is refused by
 * file and line number, so that a lookup never meets a half-made fact.
 *
 * A lookup answers a record or NULL, and never guesses unless its name says near. In records, a
 * field that the table leaves empty is TEXT_NONE. Countries are ISO 3166-1 alpha-2 codes, and XK,
 * which ISO leaves to its users, for Kosovo.
 *
 * Threads: nothing changes after the load; any number of threads may look up at once.
 */

#include "chancery/base/status.h"
#include "chancery/base/text.h"

/* The most bytes of one table. */
#define VOCABULARY_FILE_BYTES_MAX ((size_t)4 * 1024 * 1024)
/* The most memory that all tables together may take once read. */
#define VOCABULARY_MEMORY_BYTES_MAX ((size_t)64 * 1024 * 1024)
/* The longest key in bytes; a longer text is looked up in vain. */
#define VOCABULARY_KEY_BYTES_MAX 96

struct vocabulary;

struct vocabulary_tag {
    struct text tag;
    struct text kind;    /* subject, country, organization or program */
    struct text label;   /* "External Political Relations" */
    struct text country; /* what a geography tag stands for, where that is one country today */
};

struct vocabulary_station {
    struct text station; /* as in document ids: SEOUL, USUNNEWYORK */
    struct text name;    /* "Embassy Seoul" */
    struct text country; /* where it stands */
    double latitude;     /* degrees */
    double longitude;
};

struct vocabulary_routing {
    struct text routing_indicator;
    struct text name;
    struct text station; /* TEXT_NONE for what is no post of the State Department */
    struct text country; /* TEXT_NONE for collectives, and where traffic for several passes */
};

struct vocabulary_country {
    struct text code;
    struct text name;
    struct text long_name;
    struct text demonym; /* several are separated by ; */
    struct text capital; /* TEXT_NONE where there is none */
};

struct vocabulary_caption {
    struct text caption;
    struct text kind; /* distribution, handling or channel */
    struct text meaning;
};

struct vocabulary_office {
    struct text symbol;
    struct text meaning;
};

/* A word that is frequent in some languages and says little: "the", "los". */
struct vocabulary_stop_word {
    struct text word;
    struct text languages; /* ISO 639-1 codes, separated by blanks */
};

/* A word of which titles are made, misspellings included: AMBASSADOR, AMBASSAOR, COUNSELOR. */
struct vocabulary_title_word {
    struct text word;
    struct text meaning;
};

/* What news pages print besides their text: section names, labels of dates, words of mastheads. */
struct vocabulary_phrase {
    struct text phrase;
    struct text kind; /* as the comment in news_phrases.tsv says */
};

/*
 * Read all tables in folder and set *out.
 *
 * Errors:  STATUS_NOT_FOUND  a table is missing
 *          STATUS_INVALID    a line is wrong: "tags.tsv: line 12: country 'XKX' is not two letters"
 *          STATUS_LIMIT      a table is over VOCABULARY_FILE_BYTES_MAX
 *          STATUS_NO_MEMORY  there is none, or all tables need more than
 * VOCABULARY_MEMORY_BYTES_MAX STATUS_IO Owns:    the caller frees *out.
 */
MUST_CHECK enum status vocabulary_load(const char *folder, struct vocabulary **out,
                                       struct error *error);

/* NULL is allowed. Returns NULL. */
struct vocabulary *vocabulary_free(struct vocabulary *vocabulary);

static inline void vocabulary_free_at(struct vocabulary **vocabulary)
{
    *vocabulary = vocabulary_free(*vocabulary);
}

/* Declares a local vocabulary that is freed when its block ends, however it ends. */
#define AUTO_VOCABULARY __attribute__((cleanup(vocabulary_free_at))) struct vocabulary *

/* Without regard to case, runs of blanks as one: "human  rights" finds HUMAN RIGHTS. */
const struct vocabulary_tag *vocabulary_tag(const struct vocabulary *vocabulary, struct text text);

/* All tags in the order of their table; index is below the count. */
const struct vocabulary_tag *vocabulary_tag_at(const struct vocabulary *vocabulary, size_t index);
size_t vocabulary_tag_count(const struct vocabulary *vocabulary);

/*
 * The station whose key text is, without regard to case, blanks, dots, hyphens and apostrophes:
 * "The Hague", "N'Djamena". No aliases.
 */
const struct vocabulary_station *vocabulary_station(const struct vocabulary *vocabulary,
                                                    struct text text);

/*
 * The station that text names: by its key, an alias ("RIO", "SECSTATE WASHDC"), or either of them
 * behind an address prefix ("AMEMBASSY PORT OF SPAIN"). All of text must be used up.
 */
const struct vocabulary_station *vocabulary_station_named(const struct vocabulary *vocabulary,
                                                          struct text text);

/*
 * The one station whose key, or alias of seven letters or more, is nearest to text, which may be
 * damaged: at most two letters lost, added or changed, one where either has fewer than six. NULL
 * when none is as near, or two stations are equally so. No prefixes. Many a word is near a station
 * (SUPPORT, SAPPORO), so ask only of what stands where a station must.
 *
 * Cost: a pass over all names, most of them refused by their length or their letters.
 */
const struct vocabulary_station *vocabulary_station_near(const struct vocabulary *vocabulary,
                                                         struct text text);

/* All stations in the order of their table; index is below the count. */
const struct vocabulary_station *vocabulary_station_at(const struct vocabulary *vocabulary,
                                                       size_t index);
size_t vocabulary_station_count(const struct vocabulary *vocabulary);

/* By routing indicator, such as RUEHUL, without regard to case. */
const struct vocabulary_routing *vocabulary_routing(const struct vocabulary *vocabulary,
                                                    struct text text);

/* By ISO 3166-1 alpha-2 code, without regard to case. */
const struct vocabulary_country *vocabulary_country(const struct vocabulary *vocabulary,
                                                    struct text code);

/* By name or long name, without regard to case, blanks, dots, hyphens and apostrophes. */
const struct vocabulary_country *vocabulary_country_named(const struct vocabulary *vocabulary,
                                                          struct text text);

/* All countries in the order of their table; index is below the count. */
const struct vocabulary_country *vocabulary_country_at(const struct vocabulary *vocabulary,
                                                       size_t index);
size_t vocabulary_country_count(const struct vocabulary *vocabulary);

/*
 * The country where a plain-language address is: that of the station that text names, words behind
 * its name not minded ("AMEMBASSY SEOUL KOR"); else that of the agency or command that text begins
 * with, the longest known; else what a place suffix at its end says ("… ANKARA TU").
 * Offices between // are passed over. TEXT_NONE for collectives and for what is not known.
 */
struct text vocabulary_address_country(const struct vocabulary *vocabulary, struct text text);

/* A whole caption, such as ROGER CHANNEL, without regard to case, runs of blanks as one. */
const struct vocabulary_caption *vocabulary_caption(const struct vocabulary *vocabulary,
                                                    struct text text);

/* An office symbol, such as A/DCM, without regard to case. */
const struct vocabulary_office *vocabulary_office(const struct vocabulary *vocabulary,
                                                  struct text text);

/* The languages that word is frequent in, without regard to case (of A to Z), or TEXT_NONE. */
struct text vocabulary_word_languages(const struct vocabulary *vocabulary, struct text word);

/* A whole phrase of news pages, such as "Related Posts", without regard to case. */
const struct vocabulary_phrase *vocabulary_phrase(const struct vocabulary *vocabulary,
                                                  struct text text);

/* A word of a title, without regard to case. */
const struct vocabulary_title_word *vocabulary_title_word(const struct vocabulary *vocabulary,
                                                          struct text word);
