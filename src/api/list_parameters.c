/* SPDX-License-Identifier: Apache-2.0 */
#include "list_parameters.h"

#include "chancery/api/api.h"
#include "chancery/search/concordance.h"
#include "chancery/search/query_parser.h"

#include "graph.h"
#include "item_keys.h"

static const char *const date_endings[] = {"overlaps", NULL};

const char *const list_sort_words[] = {"relevance", "date", "id", "title", "length", NULL};

const char *const list_unit_words[] = {"utf16", "codepoint", "byte", NULL};

const char *const list_facet_words[] = {
    "kind",        "tag",     "classification", "handling", "mark",      "voice",         "station",
    "from",        "to",      "info",           "language", "ref",       "person",        "org",
    "country",     "place",   "caption",        "office",   "signed_by", "classified_by", "author",
    "publication", "speaker", "event",          NULL,
};

static bool is_dates(struct text value)
{
    struct query_dates dates;
    return query_dates_read(value, &dates);
}

#define FILTERS offsetof(struct list_parameters, filters)

#define FILTER(field, what, like)                                                             \
    {                                                                                         \
        .name = (field), .kind = HTTP_PARAMETER_FILTER, .offset = FILTERS, .summary = (what), \
        .example = (like), .most = 256                                                        \
    }

static const struct http_parameter set_items[] = {
    {.name = "q",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct list_parameters, q),
     .most = QUERY_BYTES_MAX,
     .summary = "What to search for, in the query language.",
     .example = "NATO cooperation"},
    {.name = "strict",
     .kind = HTTP_PARAMETER_FLAG,
     .offset = offsetof(struct list_parameters, strict),
     .preset = "0",
     .summary = "Refuse a query that would need a repair."},
    FILTER("kind", "The kind of document.", "cable"),
    {.name = "date",
     .kind = HTTP_PARAMETER_FILTER,
     .offset = FILTERS,
     .accepts = is_dates,
     .endings = date_endings,
     .expects = "a date such as 2007, 2007-02, 2007-02-16 or 2007-W07, a range such as "
                "2007-01..2007-03, ..2010 or 2010.., or undated",
     .summary = "Documents whose whole date lies within; date.overlaps: whose date may.",
     .example = "2007-01..2007-03"},
    FILTER("tag", "TAGS.", "PREL"),
    FILTER("classification", "The bare level.", "CONFIDENTIAL"),
    FILTER("handling", "What follows the level.", "NOFORN"),
    FILTER("station", "The station a cable was sent from.", "SEOUL"),
    FILTER("from", "The sender, as addressed or by its station.", "seoul"),
    FILTER("to", "An action addressee.", "secstate"),
    FILTER("info", "An information addressee.", "tokyo"),
    FILTER("ref", "A document it refers to.", "07STATE6667"),
    FILTER("country", "A country, ISO 3166-1 alpha-2.", "KR"),
    FILTER("person", "A person named.", "Joseph Y. Yun"),
    FILTER("org", "An organization named.", "NATO"),
    FILTER("place", "A place named.", "Oslo"),
    FILTER("caption", "A caption of a cable.", "SIPDIS"),
    FILTER("office", "An office addressed, or named by its symbol.", "INR"),
    FILTER("signed_by", "Who signed a cable.", "STANTON"),
    FILTER("classified_by", "Who classified a cable.", "Yun"),
    FILTER("author", "Who wrote a report.", "Kim"),
    FILTER("publication", "Where a report appeared.", "Yonhap"),
    FILTER("speaker", "Who says something; of statements only theirs.", "Haukland Moe"),
    FILTER("event", "A kind of event; of events only these.", "meeting"),
    FILTER("language", "ISO 639-1.", "en"),
    FILTER("mark", "The portion mark of a paragraph.", "C"),
    FILTER("voice", "The voice of a paragraph.", "comment"),
    FILTER("id", "Its id.", "07SEOUL487"),
};
const struct http_parameters list_set_parameters = HTTP_PARAMETERS(set_items);

static const struct http_parameter page_items[] = {
    LIST_SORT_PARAMETER,
    LIST_LIMIT_PARAMETER(
        struct list_parameters, INT32_MAX, "20",
        "How many items; 0 for counts only. At most 1000 of json; other formats give all when "
        "nobody says."),
    LIST_OFFSET_PARAMETER(struct list_parameters, "How many items to pass over."),
    {.name = "cursor",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct list_parameters, cursor),
     .most = 1024,
     .summary = "Where to go on, from page.next or page.prev of another answer."},
};
const struct http_parameters list_page_parameters = HTTP_PARAMETERS(page_items);

const char *const list_confidence_words[] = {"certain", "likely", "doubtful", NULL};

enum confidence list_confidence(size_t asked, enum confidence preset)
{
    return asked == LIST_CONFIDENCE_UNSAID ? preset : (enum confidence)asked;
}

static const struct http_parameter fields_items[] = {
    {.name = "fields",
     .kind = HTTP_PARAMETER_LIST,
     .offset = offsetof(struct list_parameters, fields),
     .words = item_key_words,
     .traits = HTTP_WORDS_NEGATED,
     .summary = "The keys each item has; with a - before them, those it lacks.",
     .example = "id,date,title"},
    LIST_CONFIDENCE_PARAMETER,
};
const struct http_parameters list_fields_parameters = HTTP_PARAMETERS(fields_items);

static const struct http_parameter shape_items[] = {
    {.name = "passages",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, passages),
     .least = 0,
     .most = 20,
     .preset = "3",
     .summary = "How many matching passages of each document."},
    {.name = "raw",
     .kind = HTTP_PARAMETER_FLAG,
     .offset = offsetof(struct list_parameters, raw),
     .preset = "0",
     .summary = "csv: leave cells as they are that a spreadsheet would take for a formula."},
};
const struct http_parameters list_shape_parameters = HTTP_PARAMETERS(shape_items);

static const struct http_parameter facet_items[] = {
    {.name = "facets",
     .kind = HTTP_PARAMETER_LIST,
     .offset = offsetof(struct list_parameters, facets),
     .words = list_facet_words,
     .traits = HTTP_WORDS_COUNTED,
     .summary = "Fields whose values to count; a number says how many values.",
     .example = "tag:5,station"},
};
const struct http_parameters list_facet_parameters = HTTP_PARAMETERS(facet_items);

#define LIST_ROWS_SAY "How many; formats other than json give all when nobody says."

static const struct http_parameter value_items[] = {
    {.name = "prefix",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct list_parameters, prefix),
     .most = 256,
     .summary = "Only values that begin so, or have a word that does."},
    LIST_LIMIT_PARAMETER(struct list_parameters, LIST_VALUES_MAX, "100", LIST_ROWS_SAY),
    LIST_OFFSET_PARAMETER(struct list_parameters, "How many values to pass over."),
};
const struct http_parameters list_value_parameters = HTTP_PARAMETERS(value_items);

static const struct http_parameter related_items[] = {
    LIST_LIMIT_PARAMETER(struct list_parameters, 1000, "20", "How many of each kind."),
};
const struct http_parameters list_related_parameters = HTTP_PARAMETERS(related_items);

static const struct http_parameter value_page_items[] = {
    LIST_LIMIT_PARAMETER(struct list_parameters, LIST_LINES_MAX, "20", LIST_ROWS_SAY),
    LIST_OFFSET_PARAMETER(struct list_parameters, "How many to pass over."),
};
const struct http_parameters list_value_page_parameters = HTTP_PARAMETERS(value_page_items);

static const char *const of_words[] = {"people", "organizations", "countries", "places", NULL};

static const struct http_parameter graph_items[] = {
    {.name = "nodes",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, nodes),
     .least = 1,
     .most = GRAPH_NODES_MAX,
     .preset = "200",
     .summary = "The most nodes: those that most documents have."},
    {.name = "edges",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, edges),
     .least = 1,
     .most = GRAPH_EDGES_MAX,
     .preset = "1000",
     .summary = "The most edges: the heaviest."},
    {.name = "least",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, least),
     .least = 1,
     .most = INT32_MAX,
     .preset = "1",
     .summary = "The least weight of an edge."},
    {.name = "of",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, of),
     .words = of_words,
     .preset = "people",
     .summary = "copresence: who or what is named together."},
};
const struct http_parameters list_graph_parameters = HTTP_PARAMETERS(graph_items);

static const struct http_parameter year_items[] = {
    {.name = "year",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, year),
     .least = 1950,
     .most = 2049,
     .summary = "Only numbers of this year.",
     .example = "2008"},
};
const struct http_parameters list_year_parameters = HTTP_PARAMETERS(year_items);

static bool is_day(struct text value)
{
    struct query_dates dates;
    return query_dates_read(value, &dates) && !dates.undated &&
           text_find(value, TEXT("..")) == TEXT_NOT_FOUND;
}

static const struct http_parameter before_items[] = {
    {.name = "before",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct list_parameters, before),
     .accepts = is_day,
     .expects = "a date such as 2018, 2018-06 or 2018-06-11",
     .most = 32,
     .summary = "Only those to be declassified before this day.",
     .example = "2018-06-01"},
};
const struct http_parameters list_before_parameters = HTTP_PARAMETERS(before_items);

/* In the order of enum list_period. */
static const char *const period_words[] = {"year", "month", "week", "day", NULL};

static const struct http_parameter timeline_items[] = {
    {.name = "by",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, by),
     .words = period_words,
     .preset = "year",
     .summary = "How long a bucket is."},
    {.name = "split",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, split),
     .words = list_facet_words,
     .summary = "Count the values of this field in each bucket.",
     .example = "station"},
    {.name = "top",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, top),
     .least = 1,
     .most = 100,
     .preset = "5",
     .summary = "How many values of split, most frequent first."},
};
const struct http_parameters list_timeline_parameters = HTTP_PARAMETERS(timeline_items);

static const char *const collapse_words[] = {"duplicates", NULL};

static const struct http_parameter collapse_items[] = {
    {.name = "collapse",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, collapse),
     .words = collapse_words,
     .summary = "Show only the first of documents with the same or nearly the same words; each "
                "item says how many copies it stands for. Facets count them all.",
     .example = "duplicates"},
};
const struct http_parameters list_collapse_parameters = HTTP_PARAMETERS(collapse_items);

/* In the order of enum concordance_sort. */
static const char *const line_sort_words[] = {"place", "left", "right", NULL};

static const struct http_parameter line_items[] = {
    {.name = "context",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, context),
     .least = 0,
     .most = CONCORDANCE_CONTEXT_MAX,
     .preset = "8",
     .summary = "How many words on either side of a match."},
    {.name = "sort",
     .kind = HTTP_PARAMETER_WORD,
     .offset = offsetof(struct list_parameters, line_sort),
     .words = line_sort_words,
     .preset = "place",
     .summary = "Order of the lines: by date and place, or by the words to the left or right. At "
                "most 2000 lines are sorted by words.",
     .example = "right"},
    {.name = "limit",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, limit),
     .least = 0,
     .most = LIST_LINES_MAX,
     .preset = "100",
     .summary = LIST_ROWS_SAY},
    {.name = "offset",
     .kind = HTTP_PARAMETER_INTEGER,
     .offset = offsetof(struct list_parameters, offset),
     .least = 0,
     .most = INT32_MAX,
     .preset = "0",
     .summary = "How many lines to pass over."},
};
const struct http_parameters list_line_parameters = HTTP_PARAMETERS(line_items);

static const struct http_parameter units_items[] = {
    LIST_UNITS_PARAMETER(struct list_parameters),
};
const struct http_parameters list_units_parameters = HTTP_PARAMETERS(units_items);

struct list_parameters list_parameters_preset(void)
{
    return (struct list_parameters){.limit = -1,
                                    .confidence = LIST_CONFIDENCE_UNSAID,
                                    .passages = 3,
                                    .nodes = 200,
                                    .edges = 1000,
                                    .least = 1,
                                    .split = LIST_SPLIT_NONE,
                                    .top = 5,
                                    .collapse = LIST_COLLAPSE_NONE,
                                    .context = CONCORDANCE_CONTEXT_DEFAULT};
}
