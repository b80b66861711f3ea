/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The header of a diplomatic cable. Names are those of the trade: the format lines of ACP-127
 * (transmission identifier, routing, originator, security line, date-time group, addressees) and
 * what the State Department prints below them.
 */

#include "chancery/model/record.h"

/* Format line 3: "DE RUEHUL #0487/01 0470822". */
struct cable_originator {
    struct text routing_indicator;
    struct text serial;  /* station serial as printed, without # */
    struct text section; /* the transmission section behind the slash */
    int64_t julian_day;  /* day of the year, or INTEGER_NONE */
    struct text time;    /* HHMM, UTC */
    enum answer consistent_with_dtg;
    struct text raw; /* the line as printed */
};

/* Format line 4: "ZNY CCCCC ZZH". */
struct cable_security {
    struct text signal; /* ZNY or ZNR */
    struct text code;   /* CCCCC, UUUUU … */
    struct texts operating_signals;
    struct text raw; /* the line as printed */
};

/* Format line 5: "O 160822Z FEB 07". */
struct cable_dtg {
    struct text raw;
    struct texts precedence; /* of action, then of information addressees: IMMEDIATE … */
};

/* Format line 6: "FM AMEMBASSY SEOUL". */
struct cable_from {
    struct text name;    /* the plain-language address as printed */
    struct text station; /* canonical station, or none */
    struct text country; /* ISO 3166-1 alpha-2 */
    struct text raw;     /* the line as printed */
};

/* One line of TO or INFO. */
struct cable_addressee {
    struct text routing_indicator;
    struct text name;
    struct text office; /* what stands between // and // */
    struct text precedence;
    struct text serial; /* message continuity number as printed */
    struct text country;
    struct texts excluded; /* XMT: members of this collective that do not get it */
    struct text raw;       /* the line as printed, without TO and INFO */
};

/* "EA-10": an office of the Department and how many copies it got. */
struct cable_office {
    struct text office;
    int64_t copies;
};

struct cable_offices {
    LIST_OF(struct cable_office);
};

struct cable_section {
    int64_t number;
    int64_t of;
};

/* "LCC SEOUL SEOUL KOREA PLEASE PASS TO J2, J5 AND SCJS" */
struct cable_passing {
    struct text raw;
    struct text post;
    struct texts to;
};

struct cable_declassify {
    struct text date; /* ISO 8601 */
    struct text event;
    struct text exemption;
    struct text raw;
};

struct cable_tag {
    struct text tag;
    struct text kind; /* subject, country, organization, program, person or unknown */
    struct text label;
    struct text country; /* ISO 3166-1 alpha-2 of a geography tag */
};

struct cable_classifier {
    struct text name;
    struct text title;
};

struct cable_classifiers {
    LIST_OF(struct cable_classifier);
};

/* "Classified By: A/DCM Joseph Y. Yun. Reasons 1.4 (b/d)" */
struct cable_classified_by {
    struct text name;
    struct text title;
    struct texts reasons; /* 1.4(b) … */
    struct text raw;
    struct cable_classifiers others;
};

struct cable_addressees {
    LIST_OF(struct cable_addressee);
};

struct cable_passings {
    LIST_OF(struct cable_passing);
};

struct cable_tags {
    LIST_OF(struct cable_tag);
};

/* What was printed where the fields of the cable hold what was read; runs of blanks are folded. */
struct cable_raw {
    struct text transmission_id;
    struct text precedence;          /* the prosign */
    struct texts routing_indicators; /* the lines they stand in, without the prosign */
    struct text classification;      /* the line of level, handling, section, station and serial */
    struct texts captions;           /* each time that one is printed */
    struct text executive_order;     /* these with their labels */
    struct text tags;
    struct text subject;
};

struct cable {
    struct text transmission_id;
    struct text precedence; /* of format line 2 */
    struct texts routing_indicators;
    struct cable_originator *originator;
    struct cable_security *security;
    struct cable_dtg *dtg;
    struct cable_from *from;
    struct cable_addressees to;
    struct cable_addressees info;
    struct text classification; /* the bare level: CONFIDENTIAL … */
    struct texts handling;      /* what follows //: NOFORN … */
    struct text station;        /* canonical: SEOUL, THEHAGUE */
    struct text serial;         /* as printed: 000487 */
    struct cable_section *section;
    struct text mrn; /* as people write it: 07 SEOUL 487 */
    struct texts captions;
    struct cable_passings passing_instructions;
    struct text executive_order;
    struct cable_declassify *declassify;
    struct cable_tags tags;
    struct text subject;
    struct text subject_mark;
    struct text summary; /* without markers, number and mark */
    struct cable_classified_by *classified_by;
    struct texts signed_by;
    struct cable_offices distribution; /* of telegrams of the seventies: ACTION, ORIGIN, INFO */
    int64_t distribution_total;        /* as printed behind the slash, or INTEGER_NONE */
    struct cable_raw *raw;
};

extern const struct record cable_record;
