/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/document.h"

static const struct field date_fields[] = {
    FIELD(struct document_date, value, FIELD_TEXT, "ISO 8601, as precise as precision says."),
    FIELD(struct document_date, precision, FIELD_TEXT, "minute, day, week, month or year."),
    FIELD(struct document_date, from, FIELD_TEXT, "The evidence it was read from."),
};
const struct record document_date_record = RECORD("date", struct document_date, date_fields);

static const struct field source_fields[] = {
    FIELD(struct document_source, path, FIELD_TEXT, "The file, below the folder loaded."),
    FIELD(struct document_source, format, FIELD_TEXT, "The form it was read as."),
    FIELD(struct document_source, encoding, FIELD_TEXT, "What its bytes were."),
    FIELD(struct document_source, bytes, FIELD_INTEGER, "How many bytes it has."),
    FIELD(struct document_source, sha256, FIELD_TEXT, "SHA-256 of the bytes."),
    FIELD(struct document_source, part, FIELD_TEXT, "Which part of a file of several."),
};
const struct record document_source_record =
    RECORD("source", struct document_source, source_fields);

static const struct field paragraph_fields[] = {
    FIELD(struct paragraph, id, FIELD_TEXT, "Its own id, for links."),
    FIELD(struct paragraph, number, FIELD_INTEGER, "Its number as it should count."),
    FIELD(struct paragraph, printed, FIELD_TEXT, "Its number as it stands."),
    FIELD(struct paragraph, mark, FIELD_TEXT, "Its portion mark."),
    FIELD(struct paragraph, heading, FIELD_TEXT, "The heading it stands under."),
    FIELD(struct paragraph, voice, FIELD_TEXT,
          "report, summary, comment, action_request, quote or note."),
    FIELD(struct paragraph, text, FIELD_TEXT, "Its text, lines joined."),
    FIELD(struct paragraph, span, FIELD_SPAN, "Where the text stands in the document."),
};
const struct record paragraph_record = RECORD("paragraph", struct paragraph, paragraph_fields);

static const struct field reference_fields[] = {
    FIELD(struct reference, label, FIELD_TEXT, "The bullet it stands behind."),
    FIELD(struct reference, raw, FIELD_TEXT, "As printed."),
    FIELD(struct reference, kind, FIELD_TEXT, "What it names: a cable, a report, a book …"),
    FIELD(struct reference, id, FIELD_TEXT, "The canonical id of the cable it names."),
    FIELD(struct reference, year_inferred, FIELD_FLAG, "Whether the year is not printed."),
    FIELD(struct reference, held, FIELD_FLAG, "Whether the store has it."),
    FIELD(struct reference, paragraph, FIELD_INTEGER, "The paragraph; null in the header."),
    FIELD(struct reference, span, FIELD_SPAN, "Where it stands."),
};
const struct record reference_record = RECORD("reference", struct reference, reference_fields);

static const struct field warning_fields[] = {
    FIELD(struct warning, code, FIELD_TEXT, "What kind of repair or doubt."),
    FIELD(struct warning, detail, FIELD_TEXT, "One sentence for people."),
    FIELD(struct warning, span, FIELD_SPAN, "Where."),
};
const struct record warning_record = RECORD("warning", struct warning, warning_fields);

static const struct field document_fields[] = {
    FIELD(struct document, id, FIELD_TEXT, "The canonical id."),
    FIELD(struct document, kind, FIELD_TEXT, "cable, news, frus, release, speech or text."),
    FIELD(struct document, title, FIELD_TEXT, "Subject or headline; null when it has none."),
    FIELD_OF(struct document, date, FIELD_RECORD, document_date_record, "When it was sent."),
    FIELD(struct document, language, FIELD_TEXT, "ISO 639-1."),
    FIELD_OF(struct document, source, FIELD_RECORD, document_source_record, "Its file."),
    FIELD_OF(struct document, cable, FIELD_RECORD, cable_record, "The header of a cable."),
    FIELD_OF(struct document, news, FIELD_RECORD, news_record, "The head of a news report."),
    FIELD_OF(struct document, frus, FIELD_RECORD, frus_record, "What its volume prints of it."),
    FIELD_OF(struct document, paragraphs, FIELD_RECORDS, paragraph_record, "The body."),
    FIELD_OF(struct document, references, FIELD_RECORDS, reference_record, "What it cites."),
    FIELD_OF(struct document, people, FIELD_RECORDS, person_record, "People named."),
    FIELD_OF(struct document, organizations, FIELD_RECORDS, organization_record, "Bodies named."),
    FIELD_OF(struct document, acronyms, FIELD_RECORDS, acronym_record, "Acronyms explained."),
    FIELD_OF(struct document, office_symbols, FIELD_RECORDS, office_symbol_record,
             "Office symbols and what they mean."),
    FIELD_OF(struct document, countries, FIELD_RECORDS, country_record, "Countries named."),
    FIELD_OF(struct document, places, FIELD_RECORDS, place_record, "Places named."),
    FIELD_OF(struct document, dates, FIELD_RECORDS, date_record, "Dates in the text."),
    FIELD_OF(struct document, events, FIELD_RECORDS, event_record, "Meetings, visits, calls …"),
    FIELD_OF(struct document, statements, FIELD_RECORDS, statement_record, "Who said what."),
    FIELD_OF(struct document, money, FIELD_RECORDS, money_record, "Sums of money."),
    FIELD_OF(struct document, action_requests, FIELD_RECORDS, action_request_record,
             "What was asked of whom."),
    FIELD_OF(struct document, warnings, FIELD_RECORDS, warning_record, "Repairs and doubts."),
};
const struct record document_record = RECORD("document", struct document, document_fields);

void document_warn(struct document *document, struct arena *arena, const char *code,
                   struct text detail, struct span span)
{
    struct warning *warning = LIST_ADD(arena, &document->warnings);
    if (warning) {
        *warning = (struct warning){.code = text_of(code), .detail = detail, .span = span};
    }
}
