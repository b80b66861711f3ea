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

#include <stdint.h>

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

/* What a name on the map, or of a people, stands for. */
enum vocabulary_place_kind {
    VOCABULARY_PLACE_NONE,       /* no place: it keeps a longer name from being read as a shorter */
    VOCABULARY_PLACE_COUNTRY,    /* a name of a country */
    VOCABULARY_PLACE_DOUBTFUL,   /* a name that is a country's only where something else shows it */
    VOCABULARY_PLACE_DEMONYM,    /* a people, or what is theirs */
    VOCABULARY_PLACE_GOVERNMENT, /* ROKG */
    VOCABULARY_PLACE_CITY,
    VOCABULARY_PLACE_REGION,
    VOCABULARY_PLACE_WATER,
    VOCABULARY_PLACE_BUILDING,
};

struct vocabulary_place_name {
    struct text name;
    struct text country; /* TEXT_NONE where it is in none, or in several */
    enum vocabulary_place_kind kind;
};

/* What a word does in a date or a sum of money. */
enum vocabulary_word_kind {
    VOCABULARY_WORD_MONTH,    /* value: 1 to 12 */
    VOCABULARY_WORD_WEEKDAY,  /* value: 1 for Monday to 7 */
    VOCABULARY_WORD_DAY,      /* value: days from today */
    VOCABULARY_WORD_SHIFT,    /* value: units from this one, -1 for "last" */
    VOCABULARY_WORD_UNIT,     /* value: 1 day, 2 week, 3 month, 4 year */
    VOCABULARY_WORD_NUMBER,   /* value: the number */
    VOCABULARY_WORD_SCALE,    /* value: what the number before it is multiplied by */
    VOCABULARY_WORD_CURRENCY, /* text: the ISO 4217 code */
    VOCABULARY_WORD_FUTURE,   /* says that what follows is still to come */
    VOCABULARY_WORD_LEAD,     /* stands before a year or a month: in, since, late */
    VOCABULARY_WORD_SMALL,    /* a small word inside names: of, the */
    VOCABULARY_WORD_STOP,     /* ends a noun phrase: to, which */
    VOCABULARY_WORD_BY_NAME,  /* behind a city, it makes it the name of a treaty or talks */
    VOCABULARY_WORD_FEATURE,  /* behind a name, it makes it a place; text: its kind */
    VOCABULARY_WORD_ASKER,    /* who asks for action in a cable */
    VOCABULARY_WORD_ASKED,    /* who is asked */
    VOCABULARY_WORD_ASK,      /* the verb of asking */
    VOCABULARY_WORD_NO_SYMBOL /* an office symbol that is a common word, or an organization */
};

struct vocabulary_word {
    struct text word;
    enum vocabulary_word_kind kind;
    struct text text;
    int64_t value;
};

/* The parts that a word may play in names of people and organizations, or beside them. */
enum vocabulary_role {
    VOCABULARY_ROLE_GIVEN = 1 << 0,     /* a name before the family name */
    VOCABULARY_ROLE_FAMILY = 1 << 1,    /* a family name before the given name */
    VOCABULARY_ROLE_PARTICLE = 1 << 2,  /* inside family names: bin, de */
    VOCABULARY_ROLE_HONORIFIC = 1 << 3, /* before a name, and no office: Mr */
    VOCABULARY_ROLE_TITLE = 1 << 4,     /* the head of an office or rank: President */
    VOCABULARY_ROLE_PART = 1 << 5,      /* inside such an office: Foreign */
    VOCABULARY_ROLE_BODY = 1 << 6,      /* the head of an organization's name: Ministry */
    VOCABULARY_ROLE_SPEECH = 1 << 7,    /* a verb whose subject is a person */
    VOCABULARY_ROLE_MEETING = 1 << 8,   /* says that people met */
    VOCABULARY_ROLE_SUFFIX = 1 << 9,    /* behind a name: Jr */
    VOCABULARY_ROLE_COMMON = 1 << 10,   /* in no name of a person */
    VOCABULARY_ROLE_STOP = 1 << 11,     /* in no name at all */
    VOCABULARY_ROLE_SURNAME = 1 << 12,  /* another word, but behind a given name a surname */
};

/* A word with its roles, as bits of enum vocabulary_role. */
struct vocabulary_name_word {
    struct text word;
    unsigned roles;
};

/* A spelling of the name of an organization. */
struct vocabulary_organization {
    struct text name;
    struct text main;    /* the spelling that stands for all of them */
    struct text country; /* TEXT_NONE where it belongs to none, or the name does not tell */
    struct text parent;  /* the main name of what it is part of */
};

/* All that is known of one word of a text. */
struct vocabulary_meaning {
    const struct vocabulary_word *word; /* NULL where it is nothing in dates, money and requests */
    unsigned roles;
    size_t organization_words; /* of the longest name of an organization that begins with it */
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

/*
 * A name of a place, country or people: its words in capitals, with one blank for whatever joins
 * them and no dots ("COTE D IVOIRE", "US"), so that a reader of words can put it together.
 */
const struct vocabulary_place_name *vocabulary_place_name(const struct vocabulary *vocabulary,
                                                          struct text folded);

/* How many words the longest name has that begins with this word, in capitals; 0 if none does. */
size_t vocabulary_place_words(const struct vocabulary *vocabulary, struct text folded);

/* What a word does in dates, money and requests, or NULL; folded is in capitals. */
const struct vocabulary_word *vocabulary_word(const struct vocabulary *vocabulary,
                                              struct text folded);

/* All that is known of a word, which is in capitals; NULL for most words. */
const struct vocabulary_meaning *vocabulary_meaning(const struct vocabulary *vocabulary,
                                                    struct text folded);

/* A spelling of an organization's name, folded as for vocabulary_place_name; or NULL. */
const struct vocabulary_organization *vocabulary_organization(const struct vocabulary *vocabulary,
                                                              struct text folded);

/* What aliases are of. */
enum vocabulary_entity {
    VOCABULARY_ENTITY_PERSON,
    VOCABULARY_ENTITY_ORGANIZATION,
};

/* What a folder's own table says of a name. */
struct vocabulary_alias_row {
    struct text becomes; /* TEXT_NONE: it is hidden */
};

/*
 * Read a folder's own table: kind (person or organization), name, and what the name becomes, "-" to
 * hide it. Two names that become one are merged.
 *
 * Errors:  STATUS_INVALID    a line is wrong: "line 3: kind 'ship' is not person or organization"
 *          STATUS_NO_MEMORY
 * Threads: before anybody looks up.
 */
MUST_CHECK enum status vocabulary_add_aliases(struct vocabulary *vocabulary, struct text source,
                                              struct error *error);

bool vocabulary_has_aliases(const struct vocabulary *vocabulary);

/* What the tables of folders say of a name, folded as places are; or NULL. */
const struct vocabulary_alias_row *vocabulary_alias_of(const struct vocabulary *vocabulary,
                                                       enum vocabulary_entity entity,
                                                       struct text name);
