/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/cable.h"

static const struct field originator_fields[] = {
    FIELD(struct cable_originator, routing_indicator, FIELD_TEXT, "Of the sending station."),
    FIELD(struct cable_originator, serial, FIELD_TEXT, "Station serial, as printed."),
    FIELD(struct cable_originator, section, FIELD_TEXT, "Transmission section, as printed."),
    FIELD(struct cable_originator, julian_day, FIELD_INTEGER, "Day of the year of filing."),
    FIELD(struct cable_originator, time, FIELD_TEXT, "Time of filing, HHMM UTC."),
    FIELD(struct cable_originator, consistent_with_dtg, FIELD_ANSWER,
          "Whether it agrees with the date-time group."),
    FIELD(struct cable_originator, raw, FIELD_TEXT, "The line as printed."),
};
static const struct record originator_record =
    RECORD("originator", struct cable_originator, originator_fields);

static const struct field security_fields[] = {
    FIELD(struct cable_security, signal, FIELD_TEXT, "ZNY or ZNR."),
    FIELD(struct cable_security, code, FIELD_TEXT, "Classification code: CCCCC …"),
    FIELD(struct cable_security, operating_signals, FIELD_TEXTS, "What follows: ZZH …"),
    FIELD(struct cable_security, raw, FIELD_TEXT, "The line as printed."),
};
static const struct record security_record =
    RECORD("security", struct cable_security, security_fields);

static const struct field dtg_fields[] = {
    FIELD(struct cable_dtg, raw, FIELD_TEXT, "The date-time group as printed."),
    FIELD(struct cable_dtg, precedence, FIELD_TEXTS, "For action, then for information."),
};
static const struct record dtg_record = RECORD("dtg", struct cable_dtg, dtg_fields);

static const struct field from_fields[] = {
    FIELD(struct cable_from, name, FIELD_TEXT, "Plain-language address as printed."),
    FIELD(struct cable_from, station, FIELD_TEXT, "Canonical station."),
    FIELD(struct cable_from, country, FIELD_TEXT, "Its country, ISO 3166-1 alpha-2."),
    FIELD(struct cable_from, raw, FIELD_TEXT, "The line as printed."),
};
static const struct record from_record = RECORD("from", struct cable_from, from_fields);

static const struct field addressee_fields[] = {
    FIELD(struct cable_addressee, routing_indicator, FIELD_TEXT, "Before the slash."),
    FIELD(struct cable_addressee, name, FIELD_TEXT, "Plain-language address as printed."),
    FIELD(struct cable_addressee, office, FIELD_TEXT, "Office at the addressee."),
    FIELD(struct cable_addressee, precedence, FIELD_TEXT,
          "FLASH … ROUTINE; null when none is printed."),
    FIELD(struct cable_addressee, serial, FIELD_TEXT, "Message continuity number."),
    FIELD(struct cable_addressee, country, FIELD_TEXT, "ISO 3166-1 alpha-2."),
    FIELD(struct cable_addressee, excluded, FIELD_TEXTS, "Exempted by XMT."),
    FIELD(struct cable_addressee, raw, FIELD_TEXT, "The line as printed, without TO and INFO."),
};
static const struct record addressee_record =
    RECORD("addressee", struct cable_addressee, addressee_fields);

static const struct field section_fields[] = {
    FIELD(struct cable_section, number, FIELD_INTEGER, "Which section."),
    FIELD(struct cable_section, of, FIELD_INTEGER, "Of how many."),
};
static const struct record section_record = RECORD("section", struct cable_section, section_fields);

static const struct field passing_fields[] = {
    FIELD(struct cable_passing, raw, FIELD_TEXT, "As printed."),
    FIELD(struct cable_passing, post, FIELD_TEXT, "Who is to pass it on."),
    FIELD(struct cable_passing, to, FIELD_TEXTS, "To whom."),
};
static const struct record passing_record =
    RECORD("passing_instruction", struct cable_passing, passing_fields);

static const struct field declassify_fields[] = {
    FIELD(struct cable_declassify, date, FIELD_TEXT, "When, ISO 8601."),
    FIELD(struct cable_declassify, event, FIELD_TEXT, "Or after what."),
    FIELD(struct cable_declassify, exemption, FIELD_TEXT, "Or why not."),
    FIELD(struct cable_declassify, raw, FIELD_TEXT, "As printed."),
};
static const struct record declassify_record =
    RECORD("declassify", struct cable_declassify, declassify_fields);

static const struct field tag_fields[] = {
    FIELD(struct cable_tag, tag, FIELD_TEXT, "The tag."),
    FIELD(struct cable_tag, kind, FIELD_TEXT,
          "subject, country, organization, program, person or unknown."),
    FIELD(struct cable_tag, label, FIELD_TEXT, "What it means."),
    FIELD(struct cable_tag, country, FIELD_TEXT, "ISO 3166-1 alpha-2 of a geography tag."),
};
static const struct record tag_record = RECORD("tag", struct cable_tag, tag_fields);

static const struct field classifier_fields[] = {
    FIELD(struct cable_classifier, name, FIELD_TEXT, "Name."),
    FIELD(struct cable_classifier, title, FIELD_TEXT, "Title."),
};
static const struct record classifier_record =
    RECORD("classifier", struct cable_classifier, classifier_fields);

static const struct field classified_by_fields[] = {
    FIELD(struct cable_classified_by, name, FIELD_TEXT, "Who classified it."),
    FIELD(struct cable_classified_by, title, FIELD_TEXT, "Title."),
    FIELD(struct cable_classified_by, reasons, FIELD_TEXTS, "1.4(b) …"),
    FIELD(struct cable_classified_by, raw, FIELD_TEXT, "As printed."),
    FIELD_OF(struct cable_classified_by, others, FIELD_RECORDS, classifier_record, "More people."),
};
static const struct record classified_by_record =
    RECORD("classified_by", struct cable_classified_by, classified_by_fields);

static const struct field office_fields[] = {
    FIELD(struct cable_office, office, FIELD_TEXT, "Office of the Department, as printed."),
    FIELD(struct cable_office, copies, FIELD_INTEGER, "How many copies it got."),
};
static const struct record office_record = RECORD("office", struct cable_office, office_fields);

static const struct field raw_fields[] = {
    FIELD(struct cable_raw, transmission_id, FIELD_TEXT, "Format line 1 as printed."),
    FIELD(struct cable_raw, precedence, FIELD_TEXT, "The prosign of format line 2."),
    FIELD(struct cable_raw, routing_indicators, FIELD_TEXTS, "The lines of format line 2."),
    FIELD(struct cable_raw, classification, FIELD_TEXT,
          "The line of level, handling, section, station and serial."),
    FIELD(struct cable_raw, captions, FIELD_TEXTS, "Captions, each time that one is printed."),
    FIELD(struct cable_raw, executive_order, FIELD_TEXT, "The order and what it says, as printed."),
    FIELD(struct cable_raw, tags, FIELD_TEXT, "TAGS as printed."),
    FIELD(struct cable_raw, subject, FIELD_TEXT, "The subject as printed."),
};
static const struct record raw_record = RECORD("raw", struct cable_raw, raw_fields);

static const struct field cable_fields[] = {
    FIELD(struct cable, transmission_id, FIELD_TEXT, "Format line 1."),
    FIELD(struct cable, precedence, FIELD_TEXT, "Of format line 2, the highest in it."),
    FIELD(struct cable, routing_indicators, FIELD_TEXTS, "Of format line 2."),
    FIELD_OF(struct cable, originator, FIELD_RECORD, originator_record, "Format line 3."),
    FIELD_OF(struct cable, security, FIELD_RECORD, security_record, "Format line 4."),
    FIELD_OF(struct cable, dtg, FIELD_RECORD, dtg_record, "Format line 5."),
    FIELD_OF(struct cable, from, FIELD_RECORD, from_record, "Format line 6."),
    FIELD_OF(struct cable, to, FIELD_RECORDS, addressee_record, "Action addressees."),
    FIELD_OF(struct cable, info, FIELD_RECORDS, addressee_record, "Information addressees."),
    FIELD(struct cable, classification, FIELD_TEXT, "The bare level."),
    FIELD(struct cable, handling, FIELD_TEXTS, "What follows the level: NOFORN …"),
    FIELD(struct cable, station, FIELD_TEXT, "Canonical station that sent it."),
    FIELD(struct cable, serial, FIELD_TEXT, "Serial as printed."),
    FIELD_OF(struct cable, section, FIELD_RECORD, section_record, "When it is one of several."),
    FIELD(struct cable, mrn, FIELD_TEXT, "The number as people write it."),
    FIELD(struct cable, captions, FIELD_TEXTS, "SIPDIS, NODIS …"),
    FIELD_OF(struct cable, passing_instructions, FIELD_RECORDS, passing_record, "Who passes it."),
    FIELD(struct cable, executive_order, FIELD_TEXT, "Number of the order it is classified by."),
    FIELD_OF(struct cable, declassify, FIELD_RECORD, declassify_record, "When it opens."),
    FIELD_OF(struct cable, tags, FIELD_RECORDS, tag_record, "Traffic analysis by geography …"),
    FIELD(struct cable, subject, FIELD_TEXT, "Subject without its mark."),
    FIELD(struct cable, subject_mark, FIELD_TEXT, "Portion mark of the subject."),
    FIELD(struct cable, summary, FIELD_TEXT, "The summary without its markers."),
    FIELD_OF(struct cable, classified_by, FIELD_RECORD, classified_by_record, "Who classified."),
    FIELD(struct cable, signed_by, FIELD_TEXTS, "Surnames below the text."),
    FIELD_OF(struct cable, distribution, FIELD_RECORDS, office_record,
             "Offices that got copies, the acting or sending one first."),
    FIELD(struct cable, distribution_total, FIELD_INTEGER, "Copies in all, as printed."),
    FIELD_OF(struct cable, raw, FIELD_RECORD, raw_record, "What was printed where this was read."),
};
const struct record cable_record = RECORD("cable", struct cable, cable_fields);
