/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/query.h"

#define VALUE QUERY_FIELD_KIND_VALUE

const struct query_field_entry query_fields[QUERY_FIELD_COUNT] = {
    [QUERY_FIELD_TITLE] = {"title", QUERY_FIELD_KIND_TEXT, false, "Words of the title."},
    [QUERY_FIELD_BODY] = {"body", QUERY_FIELD_KIND_TEXT, false, "Words of the paragraphs."},
    [QUERY_FIELD_TAG] = {"tag", VALUE, true, "TAGS."},
    [QUERY_FIELD_CLASSIFICATION] = {"classification", VALUE, true, "The bare level."},
    [QUERY_FIELD_HANDLING] = {"handling", VALUE, true, "What follows the level: NOFORN …"},
    [QUERY_FIELD_MARK] = {"mark", VALUE, true, "Portion mark of a paragraph."},
    [QUERY_FIELD_VOICE] = {"voice", VALUE, true, "Voice of a paragraph: report, comment …"},
    [QUERY_FIELD_FROM] = {"from", VALUE, true, "Station or address it came from."},
    [QUERY_FIELD_TO] = {"to", VALUE, true, "Station or address it was sent to for action."},
    [QUERY_FIELD_INFO] = {"info", VALUE, true,
                          "Station or address it was sent to for information."},
    [QUERY_FIELD_STATION] = {"station", VALUE, true, "Canonical station: SEOUL."},
    [QUERY_FIELD_KIND] = {"kind", VALUE, true, "cable, news …"},
    [QUERY_FIELD_LANGUAGE] = {"language", VALUE, true, "ISO 639-1."},
    [QUERY_FIELD_DATE] = {"date", QUERY_FIELD_KIND_DATE, false, "When: 2007, 2007-02, a..b."},
    [QUERY_FIELD_ID] = {"id", VALUE, false, "Canonical id."},
    [QUERY_FIELD_REF] = {"ref", VALUE, true, "A document it refers to."},
    [QUERY_FIELD_PERSON] = {"person", VALUE, true, "A person named."},
    [QUERY_FIELD_ORG] = {"org", VALUE, true, "An organization named."},
    [QUERY_FIELD_COUNTRY] = {"country", VALUE, true, "A country, ISO 3166-1 alpha-2."},
    [QUERY_FIELD_PLACE] = {"place", VALUE, true, "A place named."},
    [QUERY_FIELD_CAPTION] = {"caption", VALUE, true, "A caption of a cable: SIPDIS …"},
    [QUERY_FIELD_OFFICE] = {"office", VALUE, true, "An office addressed or named by its symbol."},
    [QUERY_FIELD_SIGNED_BY] = {"signed_by", VALUE, true, "Who signed a cable."},
    [QUERY_FIELD_CLASSIFIED_BY] = {"classified_by", VALUE, true, "Who classified a cable."},
    [QUERY_FIELD_AUTHOR] = {"author", VALUE, true, "Who wrote a report."},
    [QUERY_FIELD_PUBLICATION] = {"publication", VALUE, true, "Where a report appeared."},
    [QUERY_FIELD_SPEAKER] = {"speaker", VALUE, true, "Who says something."},
    [QUERY_FIELD_EVENT] = {"event", VALUE, true, "A kind of event: meeting, visit, demarche …"},
    [QUERY_FIELD_SAID] = {"said", QUERY_FIELD_KIND_TEXT, false, "Words that somebody says."},
};

bool query_field_find(struct text name, enum query_field *out)
{
    for (size_t i = 0; i < QUERY_FIELD_COUNT; i++) {
        if (text_equal_fold(name, text_of(query_fields[i].name))) {
            *out = (enum query_field)i;
            return true;
        }
    }
    return false;
}

struct query_node *query_node_new(struct arena *arena, enum query_kind kind)
{
    struct query_node *node = arena_take(arena, sizeof(*node));
    if (node) {
        node->kind = kind;
    }
    return node;
}

static const struct field repair_fields[] = {
    FIELD(struct query_repair, code, FIELD_TEXT, "What kind of repair."),
    FIELD(struct query_repair, detail, FIELD_TEXT, "One sentence for people."),
    FIELD(struct query_repair, span, FIELD_SPAN, "Where in the query."),
};
const struct record query_repair_record = RECORD("repair", struct query_repair, repair_fields);
