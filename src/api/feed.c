/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/http/url.h"
#include "chancery/search/passages.h"

#include "citation.h"
#include "handlers.h"
#include "item.h"
#include "origin.h"
#include "paging.h"
#include "xml.h"

/*
 * A search as a feed: Atom (RFC 4287) or JSON Feed 1.1, the newest documents first.
 */

/* How much of a document is shown when no words of it were searched for, in bytes. */
#define SUMMARY_BYTES 600

/* The most bytes of one text that is put together. */
#define PART_BYTES_MAX ((size_t)64 * 1024)

/* Feeds must say when an entry changed. What bears no date is older than all that does. */
#define UNDATED "1970-01-01T00:00:00Z"

/* One document as readers of feeds know it. */
struct entry {
    struct index_card card;
    const struct document *document;
    struct text url; /* where it is read */
    struct text summary;
    struct text updated;
    struct index_numbers tags;
};

struct feed {
    const struct http_request *request;
    struct view view;
    struct finding finding;
    struct search_page page;
    struct text origin;
    struct text self; /* URL, without the origin */
    struct text next; /* the same of the next page, or TEXT_NONE */
    struct text updated;
};

/* A time as RFC 3339 has it, the beginning of what is known; UNDATED when that is nothing. */
static struct text time_of(struct text date, struct arena *arena)
{
    static const char *const rest[] = {
        [4] = "-01-01T00:00:00Z", [7] = "-01T00:00:00Z", [10] = "T00:00:00Z"};
    bool is_week = text_find_char(date, 'W') < date.length;
    struct text known = is_week ? text_slice(date, 0, 4) : date;
    if (known.length > 10 && text_ends(known, TEXT("Z"))) {
        return known;
    }
    if (known.length >= COUNT_OF(rest) || !rest[known.length]) {
        return TEXT(UNDATED);
    }
    return arena_format(arena, "%.*s%s", TEXT_ARGUMENTS(known), rest[known.length]);
}

/* The best passage, or else the summary, or the beginning, as plain text. */
static struct text summary_of(const struct search_passages *passages, struct arena *arena)
{
    AUTO_BUFFER out = BUFFER_UP_TO(PART_BYTES_MAX);
    const struct paragraphs *paragraphs = &passages->document->paragraphs;
    if (passages->count > 0) {
        const struct search_segments *segments = &passages->items[0].segments;
        for (size_t i = 0; i < segments->count; i++) {
            buffer_add(&out, segments->items[i].text);
        }
        return arena_text(arena, buffer_text(&out));
    }
    if (paragraphs->count == 0) {
        return TEXT("");
    }
    const struct paragraph *shown = &paragraphs->items[0];
    for (size_t i = 0; i < paragraphs->count; i++) {
        if (text_equal(paragraphs->items[i].voice, TEXT("summary"))) {
            shown = &paragraphs->items[i];
            break;
        }
    }
    size_t length = shown->text.length;
    if (length <= SUMMARY_BYTES) {
        return shown->text;
    }
    for (length = SUMMARY_BYTES; length > 0 && shown->text.at[length] != ' '; length--) {
    }
    return arena_format(arena, "%.*s \u2026", (int)length, shown->text.at);
}

static enum status read_entry(struct feed *feed, const struct search_hit *hit, struct entry *out,
                              struct error *error)
{
    struct arena *arena = feed->request->arena;
    struct search_passages passages;
    struct search_passages_request wanted = {.limit = 1};
    enum status status = search_passages(feed->finding.hits, hit, &wanted, arena, &passages, error);
    if (status) {
        return status;
    }
    const struct index *index = feed->view.source.index;
    AUTO_BUFFER url = BUFFER_UP_TO(PART_BYTES_MAX);
    out->card = index_card(index, hit->document);
    out->document = passages.document;
    out->summary = summary_of(&passages, arena);
    out->updated = time_of(out->card.date, arena);
    out->tags = index_document_values(index, QUERY_FIELD_TAG, hit->document);
    buffer_add(&url, feed->origin);
    buffer_add(&url, TEXT("/read/"));
    http_url_add_segment(&url, out->card.id);
    out->url = arena_text(arena, buffer_text(&url));
    return out->url.at ? STATUS_OK : error_set(error, STATUS_NO_MEMORY, "no memory for a feed");
}

static struct text tag_of(const struct feed *feed, const struct entry *entry, size_t place)
{
    return index_value_text(feed->view.source.index, QUERY_FIELD_TAG, entry->tags.items[place]);
}

static struct text title_of(const struct entry *entry)
{
    return entry->card.title.length > 0 ? entry->card.title : entry->card.id;
}

static struct text feed_title(const struct feed *feed)
{
    bool is_all =
        feed->finding.understood.length == 0 || feed->finding.query.root->kind == QUERY_ALL;
    return is_all ? TEXT("Chancery")
                  : arena_format(feed->request->arena, "Chancery: %.*s",
                                 TEXT_ARGUMENTS(feed->finding.understood));
}

static void add_link(struct buffer *out, const char *relation, const char *type, struct text origin,
                     struct text path)
{
    buffer_add_format(out, "<link rel=\"%s\" type=\"%s\" href=\"", relation, type);
    xml_add(out, origin);
    xml_add(out, path);
    buffer_add(out, TEXT("\"/>\n"));
}

static void write_atom_entry(const struct feed *feed, const struct entry *entry, struct buffer *out)
{
    buffer_add(out, TEXT("<entry>\n"));
    xml_add_element(out, "id", entry->url);
    xml_add_element(out, "title", title_of(entry));
    xml_add_element(out, "updated", entry->updated);
    if (entry->card.date.at) {
        xml_add_element(out, "published", entry->updated);
    }
    for (size_t i = 0; citation_author(entry->document, i).at; i++) {
        buffer_add(out, TEXT("<author>"));
        xml_add_element(out, "name", citation_author(entry->document, i));
        buffer_add(out, TEXT("</author>\n"));
    }
    add_link(out, "alternate", "text/html", TEXT(""), entry->url);
    add_link(out, "related", "application/json", feed->origin,
             item_href(entry->card.id, feed->request->arena));
    for (size_t i = 0; i < entry->tags.count; i++) {
        buffer_add(out, TEXT("<category term=\""));
        xml_add(out, tag_of(feed, entry, i));
        buffer_add(out, TEXT("\"/>\n"));
    }
    xml_add_element(out, "summary", entry->summary);
    buffer_add(out, TEXT("</entry>\n"));
}

static void write_atom_head(const struct feed *feed, struct buffer *out)
{
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                         "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>"));
    xml_add(out, feed->origin);
    xml_add(out, feed->self);
    buffer_add(out, TEXT("</id>\n"));
    xml_add_element(out, "title", feed_title(feed));
    xml_add_element(out, "updated", feed->updated);
    buffer_add(out, TEXT("<author><name>Chancery</name></author>\n"));
    add_link(out, "self", "application/atom+xml", feed->origin, feed->self);
    if (feed->next.at) {
        add_link(out, "next", "application/atom+xml", feed->origin, feed->next);
    }
}

static void write_json_entry(const struct feed *feed, const struct entry *entry,
                             struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("id"), entry->url);
    json_key_text(json, TEXT("url"), entry->url);
    json_key_text(json, TEXT("title"), title_of(entry));
    json_key_text(json, TEXT("content_text"), entry->summary);
    if (entry->card.date.at) {
        json_key_text(json, TEXT("date_published"), entry->updated);
    }
    json_key(json, TEXT("authors"));
    json_list_open(json);
    for (size_t i = 0; citation_author(entry->document, i).at; i++) {
        json_object_open(json);
        json_key_text(json, TEXT("name"), citation_author(entry->document, i));
        json_object_close(json);
    }
    json_list_close(json);
    json_key(json, TEXT("tags"));
    json_list_open(json);
    for (size_t i = 0; i < entry->tags.count; i++) {
        json_write_text(json, tag_of(feed, entry, i));
    }
    json_list_close(json);
    json_object_close(json);
}

static void write_json_head(const struct feed *feed, struct json_writer *json)
{
    struct arena *arena = feed->request->arena;
    json_key_text(json, TEXT("version"), TEXT("https://jsonfeed.org/version/1.1"));
    json_key_text(json, TEXT("title"), feed_title(feed));
    json_key_text(json, TEXT("home_page_url"),
                  arena_format(arena, "%.*s/", TEXT_ARGUMENTS(feed->origin)));
    json_key_text(
        json, TEXT("feed_url"),
        arena_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(feed->origin), TEXT_ARGUMENTS(feed->self)));
    if (feed->next.at) {
        json_key_text(json, TEXT("next_url"),
                      arena_format(arena, "%.*s%.*s", TEXT_ARGUMENTS(feed->origin),
                                   TEXT_ARGUMENTS(feed->next)));
    }
}

static enum status write_feed(struct feed *feed, struct http_response *response,
                              struct error *error)
{
    bool is_atom = feed->request->format == HTTP_FORMAT_ATOM;
    struct entry *entries =
        arena_take(feed->request->arena, (feed->page.count + 1) * sizeof(*entries));
    if (!entries) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a feed");
    }
    feed->updated = TEXT(UNDATED);
    for (size_t i = 0; i < feed->page.count; i++) {
        enum status status = read_entry(feed, &feed->page.items[i], &entries[i], error);
        if (status) {
            return status;
        }
        bool is_newer = text_compare(entries[i].updated, feed->updated) > 0;
        feed->updated = is_newer ? entries[i].updated : feed->updated;
    }
    struct json_writer json = http_response_json(feed->request, response);
    if (is_atom) {
        write_atom_head(feed, &response->body);
        for (size_t i = 0; i < feed->page.count; i++) {
            write_atom_entry(feed, &entries[i], &response->body);
        }
        buffer_add(&response->body, TEXT("</feed>\n"));
        return STATUS_OK;
    }
    response->content_type = TEXT("application/feed+json");
    json_object_open(&json);
    write_json_head(feed, &json);
    json_key(&json, TEXT("items"));
    json_list_open(&json);
    for (size_t i = 0; i < feed->page.count; i++) {
        write_json_entry(feed, &entries[i], &json);
    }
    json_list_close(&json);
    json_object_close(&json);
    return STATUS_OK;
}

static bool take_page(struct feed *feed, struct http_response *response)
{
    struct finding *finding = &feed->finding;
    struct error error = ERROR_NONE;
    int64_t limit = finding->parameters.limit < 0 ? API_LIMIT_DEFAULT : finding->parameters.limit;
    if (limit > API_LIMIT_MAX) {
        (void)paging_refuse_limit(feed->request, response);
        return false;
    }
    finding->request.offset = (size_t)finding->parameters.offset;
    finding->request.limit = (size_t)limit;
    finding->request.cursor = finding->parameters.cursor;
    enum status status = search_page(finding->hits, feed->request->arena, &feed->page, &error);
    if (status) {
        (void)finding_refuse(status, &error, feed->request, response);
        return false;
    }
    feed->self = feed->request->target;
    feed->next = paging_by_cursor(feed->request, limit, (int64_t)feed->page.offset,
                                  feed->page.next_cursor, TEXT_NONE)
                     .next;
    return true;
}

/* The newest first, whatever is asked for, unless somebody says otherwise. */
static void preset_sort(struct http_request *request)
{
    if (!http_request_value(request, TEXT("sort")).at) {
        struct http_pair *pair = LIST_ADD(request->arena, &request->query);
        if (pair) {
            *pair = (struct http_pair){.name = TEXT("sort"), .value = TEXT("-date")};
        }
    }
}

enum status handle_feed(const struct http_request *request, struct http_response *response,
                        void *context, struct error *error)
{
    struct http_request asked = *request;
    struct feed feed = {.request = request};
    preset_sort(&asked);
    enum status status = STATUS_OK;
    if (finding_open(&feed.finding, &feed.view, context, &asked, response) &&
        take_page(&feed, response)) {
        feed.origin = api_origin(request);
        status = write_feed(&feed, response, error);
    }
    view_close(&feed.view);
    return status;
}
