/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/document.h"

/* The two fields that every fact ends with. */
#define INFERRED(type)                                                                         \
    FIELD(type, confidence, FIELD_CONFIDENCE, "How sure it is: certain, likely or doubtful."), \
        FIELD(type, inferred, FIELD_TEXT, "How it was inferred; null when the text says it.")

static const struct field mention_fields[] = {
    FIELD(struct mention, paragraph, FIELD_INTEGER, "Which paragraph; null in the header."),
    FIELD(struct mention, span, FIELD_SPAN, "Where."),
    FIELD(struct mention, text, FIELD_TEXT, "As printed."),
};
const struct record mention_record = RECORD("mention", struct mention, mention_fields);

static const struct field person_fields[] = {
    FIELD(struct person, name, FIELD_TEXT, "Fullest printed form."),
    FIELD(struct person, role, FIELD_TEXT, "Office or rank as printed."),
    FIELD(struct person, affiliation, FIELD_TEXT, "The body stated with it."),
    FIELD(struct person, function, FIELD_TEXT, "What the person does in this document."),
    FIELD_OF(struct person, mentions, FIELD_RECORDS, mention_record, "Where named."),
    INFERRED(struct person),
};
const struct record person_record = RECORD("person", struct person, person_fields);

static const struct field organization_fields[] = {
    FIELD(struct organization, name, FIELD_TEXT, "Its name."),
    FIELD(struct organization, acronym, FIELD_TEXT, "Its acronym."),
    FIELD(struct organization, parent, FIELD_TEXT, "The body it belongs to."),
    FIELD(struct organization, country, FIELD_TEXT, "ISO 3166-1 alpha-2."),
    FIELD_OF(struct organization, mentions, FIELD_RECORDS, mention_record, "Where named."),
    INFERRED(struct organization),
};
const struct record organization_record =
    RECORD("organization", struct organization, organization_fields);

static const struct field acronym_fields[] = {
    FIELD(struct acronym, acronym, FIELD_TEXT, "The short form."),
    FIELD(struct acronym, expansion, FIELD_TEXT, "The long form."),
    FIELD(struct acronym, in_text, FIELD_FLAG, "Whether the document explains it."),
};
const struct record acronym_record = RECORD("acronym", struct acronym, acronym_fields);

static const struct field office_symbol_fields[] = {
    FIELD(struct office_symbol, symbol, FIELD_TEXT, "As printed."),
    FIELD(struct office_symbol, meaning, FIELD_TEXT, "Spelled out."),
};
const struct record office_symbol_record =
    RECORD("office_symbol", struct office_symbol, office_symbol_fields);

static const struct field country_fields[] = {
    FIELD(struct country, code, FIELD_TEXT, "ISO 3166-1 alpha-2."),
    FIELD(struct country, name, FIELD_TEXT, "Its usual name."),
    FIELD_OF(struct country, mentions, FIELD_RECORDS, mention_record, "Where named."),
    FIELD(struct country, derived, FIELD_TEXTS, "What else points to it."),
    INFERRED(struct country),
};
const struct record country_record = RECORD("country", struct country, country_fields);

static const struct field place_fields[] = {
    FIELD(struct place, name, FIELD_TEXT, "As printed."),
    FIELD(struct place, country, FIELD_TEXT, "ISO 3166-1 alpha-2."),
    FIELD(struct place, kind, FIELD_TEXT, "city, country, building, region or water."),
    FIELD_OF(struct place, mentions, FIELD_RECORDS, mention_record, "Where named."),
    INFERRED(struct place),
};
const struct record place_record = RECORD("place", struct place, place_fields);

static const struct field date_fields[] = {
    FIELD(struct date, text, FIELD_TEXT, "As printed."),
    FIELD(struct date, value, FIELD_TEXT, "ISO 8601."),
    FIELD(struct date, partial, FIELD_TEXT, "Without its year: --04-02."),
    FIELD(struct date, precision, FIELD_TEXT, "minute, day, week, month, year or vague."),
    FIELD(struct date, role, FIELD_TEXT, "sent, filed, declassify, published, event …"),
    FIELD(struct date, paragraph, FIELD_INTEGER, "Which paragraph."),
    FIELD(struct date, span, FIELD_SPAN, "Where."),
    INFERRED(struct date),
};
const struct record date_record = RECORD("date_mention", struct date, date_fields);

static const struct field event_date_fields[] = {
    FIELD(struct event_date, value, FIELD_TEXT, "ISO 8601."),
    FIELD(struct event_date, partial, FIELD_TEXT, "Without its year."),
    FIELD(struct event_date, precision, FIELD_TEXT, "How precise."),
};
static const struct record event_date_record =
    RECORD("event_date", struct event_date, event_date_fields);

static const struct field event_fields[] = {
    FIELD(struct event, kind, FIELD_TEXT, "meeting, visit, demarche …"),
    FIELD_OF(struct event, date, FIELD_RECORD, event_date_record, "When."),
    FIELD(struct event, place, FIELD_TEXT, "Where."),
    FIELD(struct event, status, FIELD_TEXT, "held, planned or cancelled."),
    FIELD(struct event, participants, FIELD_TEXTS, "Who."),
    FIELD(struct event, paragraph, FIELD_INTEGER, "Which paragraph."),
    FIELD(struct event, evidence, FIELD_SPAN, "The words that say so."),
    INFERRED(struct event),
};
const struct record event_record = RECORD("event", struct event, event_fields);

static const struct field statement_fields[] = {
    FIELD(struct statement, speaker, FIELD_TEXT, "Who said it."),
    FIELD(struct statement, cue, FIELD_TEXT, "The verb of saying."),
    FIELD(struct statement, kind, FIELD_TEXT, "direct, indirect or mixed."),
    FIELD(struct statement, implicit, FIELD_FLAG, "Carried on without a cue."),
    FIELD(struct statement, text, FIELD_TEXT, "What was said."),
    FIELD(struct statement, via, FIELD_TEXT, "Who quoted it."),
    FIELD(struct statement, paragraph, FIELD_INTEGER, "Which paragraph."),
    FIELD(struct statement, span, FIELD_SPAN, "Where it stands."),
    FIELD(struct statement, speaker_span, FIELD_SPAN, "Where the speaker stands."),
    INFERRED(struct statement),
};
const struct record statement_record = RECORD("statement", struct statement, statement_fields);

static const struct field money_fields[] = {
    FIELD(struct money, text, FIELD_TEXT, "As printed."),
    FIELD(struct money, amount, FIELD_INTEGER, "In whole units."),
    FIELD(struct money, currency, FIELD_TEXT, "ISO 4217."),
    FIELD(struct money, currency_stated, FIELD_FLAG, "Whether the text says which."),
    FIELD(struct money, purpose, FIELD_TEXT, "What for."),
    FIELD(struct money, paragraph, FIELD_INTEGER, "Which paragraph."),
    FIELD(struct money, span, FIELD_SPAN, "Where."),
    INFERRED(struct money),
};
const struct record money_record = RECORD("money", struct money, money_fields);

static const struct field action_request_fields[] = {
    FIELD(struct action_request, asker, FIELD_TEXT, "Who asks."),
    FIELD(struct action_request, addressee, FIELD_TEXT, "Whom."),
    FIELD(struct action_request, text, FIELD_TEXT, "What."),
    FIELD(struct action_request, deadline, FIELD_TEXT, "By when, as printed."),
    FIELD(struct action_request, paragraph, FIELD_INTEGER, "Which paragraph."),
    FIELD(struct action_request, announced_in, FIELD_INTEGER, "The paragraph that announces it."),
    INFERRED(struct action_request),
};
const struct record action_request_record =
    RECORD("action_request", struct action_request, action_request_fields);

/* How sure the fact at value is; certain when its record says nothing of it. */
static enum confidence confidence_of(const struct record *record, const void *value)
{
    const struct field *field = record_field(record, TEXT("confidence"));
    return field ? field_confidence(field, value) : CONFIDENCE_CERTAIN;
}

/* The list of a field of document, without what is below bar. */
static void keep_in_list(const struct field *field, struct document *document, enum confidence bar)
{
    struct list list = field_list(field, document);
    size_t size = field->record->size_bytes;
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++) {
        char *item = (char *)list.items + i * size;
        if (confidence_of(field->record, item) > bar) {
            continue;
        }
        if (kept < i) {
            memcpy((char *)list.items + kept * size, item, size);
        }
        kept++;
    }
    list.count = kept;
    memcpy((char *)document + field->offset, &list, sizeof(list));
}

void facts_keep(struct document *document, enum confidence bar)
{
    for (size_t i = 0; i < document_record.field_count; i++) {
        const struct field *field = &document_record.fields[i];
        if (field->kind == FIELD_RECORDS && record_field(field->record, TEXT("confidence"))) {
            keep_in_list(field, document, bar);
        }
    }
}
