/* SPDX-License-Identifier: Apache-2.0 */
#include "citation.h"

#include "chancery/base/number.h"

/* Year, month and day of a document; 0 is not known. */
struct day {
    int64_t year;
    int64_t month;
    int64_t day;
};

static const char *const month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static struct day day_of(const struct document *document)
{
    struct day day = {0};
    struct text value = document->date ? document->date->value : TEXT_NONE;
    bool has_year = value.length >= 4 && number_read(text_slice(value, 0, 4), 1, 9999, &day.year);
    bool has_month =
        has_year && value.length >= 7 && number_read(text_slice(value, 5, 2), 1, 12, &day.month);
    if (has_month && value.length >= 10) {
        (void)number_read(text_slice(value, 8, 2), 1, 31, &day.day);
    }
    return day;
}

struct text citation_author(const struct document *document, size_t place)
{
    const struct cable *cable = document->cable;
    if (cable) {
        return place == 0 && cable->from ? cable->from->name : TEXT_NONE;
    }
    const struct news *news = document->news;
    return news && place < news->authors.count ? news->authors.items[place] : TEXT_NONE;
}

static struct text publisher_of(const struct document *document)
{
    return document->news ? document->news->publication : TEXT_NONE;
}

static struct text title_of(const struct document *document)
{
    return document->title.at ? document->title : document->id;
}

static struct text number_of(const struct document *document)
{
    return document->cable ? document->cable->mrn : TEXT_NONE;
}

/* A text on one line: what comes from a document must not begin a line of its own. */
static void add_line(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        buffer_add(out, c < ' ' || c == 0x7f ? TEXT(" ") : text_slice(text, i, 1));
    }
}

static void add_part(struct buffer *out, struct text part, const char *before, const char *behind)
{
    if (part.at && part.length > 0) {
        buffer_add(out, text_of(before));
        add_line(out, part);
        buffer_add(out, text_of(behind));
    }
}

static void add_day(struct buffer *out, struct day day)
{
    if (day.year == 0) {
        buffer_add(out, TEXT("undated"));
        return;
    }
    if (day.day > 0) {
        buffer_add_format(out, "%lld ", (long long)day.day);
    }
    if (day.month > 0) {
        buffer_add_format(out, "%s ", month_names[day.month - 1]);
    }
    buffer_add_format(out, "%04lld", (long long)day.year);
}

void citation_add_note(struct buffer *out, const struct document *document)
{
    for (size_t i = 0; citation_author(document, i).at; i++) {
        add_part(out, citation_author(document, i), "", ", ");
    }
    add_part(out, title_of(document), "\u201c", ",\u201d ");
    add_part(out, publisher_of(document), "", ", ");
    add_part(out, number_of(document), "cable ", ", ");
    add_day(out, day_of(document));
    add_part(out, document->cable ? document->cable->classification : TEXT_NONE, " (", ")");
    buffer_add(out, TEXT("."));
}

static void add_ris_line(struct buffer *out, const char *tag, struct text value)
{
    if (value.at && value.length > 0) {
        buffer_add_format(out, "%s  - ", tag);
        add_line(out, value);
        buffer_add(out, TEXT("\r\n"));
    }
}

void citation_add_ris(struct buffer *out, const struct document *document)
{
    struct day day = day_of(document);
    add_ris_line(out, "TY", document->news ? TEXT("NEWS") : TEXT("RPRT"));
    for (size_t i = 0; citation_author(document, i).at; i++) {
        add_ris_line(out, "AU", citation_author(document, i));
    }
    add_ris_line(out, "TI", title_of(document));
    add_ris_line(out, document->news ? "T2" : "PB", publisher_of(document));
    add_ris_line(out, "M1", number_of(document));
    if (day.year > 0) {
        buffer_add_format(out, "PY  - %04lld\r\nDA  - %04lld/", (long long)day.year,
                          (long long)day.year);
        if (day.month > 0) {
            buffer_add_format(out, "%02lld", (long long)day.month);
        }
        buffer_add(out, TEXT("/"));
        if (day.day > 0) {
            buffer_add_format(out, "%02lld", (long long)day.day);
        }
        buffer_add(out, TEXT("/\r\n"));
    }
    add_ris_line(out, "UR", document->news ? document->news->url : TEXT_NONE);
    add_ris_line(out, "ID", document->id);
    buffer_add(out, TEXT("ER  - \r\n"));
}

/* A value in braces, its own signs made harmless. */
static void add_bibtex_field(struct buffer *out, const char *name, struct text value)
{
    if (!value.at || value.length == 0) {
        return;
    }
    buffer_add_format(out, ",\n  %s = {{", name);
    for (size_t i = 0; i < value.length; i++) {
        struct text c = text_slice(value, i, 1);
        unsigned char byte = (unsigned char)value.at[i];
        bool special = text_find_char(TEXT("#$%&_"), value.at[i]) < 5;
        bool brace = value.at[i] == '{' || value.at[i] == '}' || value.at[i] == '\\';
        buffer_add(out, special ? TEXT("\\") : TEXT(""));
        buffer_add(out, brace || byte < ' ' ? TEXT(" ") : c);
    }
    buffer_add(out, TEXT("}}"));
}

/* A key holds letters, digits and a few signs only. */
static void add_key(struct buffer *out, struct text id)
{
    for (size_t i = 0; i < id.length; i++) {
        char c = id.at[i];
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        buffer_add(out, plain ? text_slice(id, i, 1) : TEXT("-"));
    }
}

static void add_bibtex_authors(struct buffer *out, const struct document *document)
{
    for (size_t i = 0; citation_author(document, i).at; i++) {
        buffer_add(out, i > 0 ? TEXT(" and {") : TEXT(",\n  author = {{"));
        add_line(out, citation_author(document, i));
        buffer_add(out, TEXT("}"));
    }
    buffer_add(out, citation_author(document, 0).at ? TEXT("}") : TEXT(""));
}

void citation_add_bibtex(struct buffer *out, const struct document *document)
{
    struct day day = day_of(document);
    buffer_add(out, document->news ? TEXT("@article{") : TEXT("@techreport{"));
    add_key(out, document->id);
    add_bibtex_authors(out, document);
    add_bibtex_field(out, "title", title_of(document));
    add_bibtex_field(out, document->news ? "journal" : "institution", publisher_of(document));
    add_bibtex_field(out, "number", number_of(document));
    if (day.year > 0) {
        buffer_add_format(out, ",\n  year = {%04lld}", (long long)day.year);
    }
    if (day.month > 0) {
        buffer_add_format(out, ",\n  month = {%lld}", (long long)day.month);
    }
    buffer_add(out, TEXT("\n}\n"));
}

static void write_issued(struct json_writer *json, struct day day)
{
    int64_t parts[] = {day.year, day.month, day.day};
    json_key(json, TEXT("issued"));
    json_object_open(json);
    json_key(json, TEXT("date-parts"));
    json_list_open(json);
    json_list_open(json);
    for (size_t i = 0; i < 3 && parts[i] > 0; i++) {
        json_write_integer(json, parts[i]);
    }
    json_list_close(json);
    json_list_close(json);
    json_object_close(json);
}

static void write_member(struct json_writer *json, struct text name, struct text value)
{
    if (value.at && value.length > 0) {
        json_key_text(json, name, value);
    }
}

void citation_write_csl(struct json_writer *json, const struct document *document)
{
    struct day day = day_of(document);
    json_object_open(json);
    json_key_text(json, TEXT("id"), document->id);
    json_key_text(json, TEXT("type"), document->news ? TEXT("article-newspaper") : TEXT("report"));
    json_key_text(json, TEXT("title"), title_of(document));
    json_key(json, TEXT("author"));
    json_list_open(json);
    for (size_t i = 0; citation_author(document, i).at; i++) {
        json_object_open(json);
        json_key_text(json, TEXT("literal"), citation_author(document, i));
        json_object_close(json);
    }
    json_list_close(json);
    write_member(json, TEXT("container-title"), publisher_of(document));
    write_member(json, TEXT("number"), number_of(document));
    write_member(json, TEXT("URL"), document->news ? document->news->url : TEXT_NONE);
    if (day.year > 0) {
        write_issued(json, day);
    }
    json_object_close(json);
}
