/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/calendar.h"

#include "front_matter.h"
#include "hints.h"
#include "news.h"
#include "news_parts.h"
#include "speech.h"

/* A dateline so many days from the date of publication is in conflict with it. */
#define DATELINE_DAYS_MAX 3

/* Of ISO 639-1; a region may stand behind it. */
#define LANGUAGE_CODE_BYTES 2

/* What the evidence is called; in the order of enum news_evidence. */
static const char *const evidence_names[] = {"metadata", "header", "label",
                                             "dateline", "url",    "label"};

/* The first of some keys that has a value. */
static struct text first_value(struct text block, const char *const *keys, size_t count,
                               struct arena *arena)
{
    struct text value = TEXT_NONE;
    for (size_t i = 0; i < count && !value.at; i++) {
        value = front_matter_value(block, keys[i], arena);
    }
    return value;
}

void news_page_keywords(struct news_page *page, struct text list)
{
    struct texts *keywords = &page->news->keywords;
    size_t start = 0;
    for (size_t i = 0; i <= list.length && keywords->count < NEWS_KEYWORDS_MAX; i++) {
        if (i < list.length && !strchr(",;|", list.at[i])) {
            continue;
        }
        struct text word = text_trim(text_slice(list, start, i - start));
        if (word.length > 0 && !texts_have(keywords, word)) {
            texts_add(page->reading->arena, keywords, word);
        }
        start = i + 1;
    }
}

/* Title, date and address from the block that an archive of releases puts in front. */
static void read_front_matter(struct news_page *page, struct text block)
{
    static const char *const title_keys[] = {"title", "headline"};
    static const char *const date_keys[] = {"date", "published_time", "published", "pub_date"};
    static const char *const url_keys[] = {"source_url", "url", "link", "permalink"};
    static const char *const publisher_keys[] = {"publication", "publisher", "site"};
    static const char *const keyword_keys[] = {"tags", "keywords", "categories", "category"};
    static const char *const author_keys[] = {"author", "byline"};
    struct arena *arena = page->reading->arena;
    struct date_text date = {0};
    struct text when = first_value(block, date_keys, COUNT_OF(date_keys), arena);
    if (when.at && date_text_read(when, &date)) {
        news_page_date(page, NEWS_EVIDENCE_METADATA, &date);
    }
    struct text url = first_value(block, url_keys, COUNT_OF(url_keys), arena);
    if (url.at) {
        news_page_url(page, url);
    }
    page->reading->document->title = first_value(block, title_keys, COUNT_OF(title_keys), arena);
    page->news->publication = first_value(block, publisher_keys, COUNT_OF(publisher_keys), arena);
    for (size_t i = 0; i < COUNT_OF(keyword_keys); i++) {
        struct text list = front_matter_value(block, keyword_keys[i], arena);
        news_page_keywords(page, list.at ? list : TEXT(""));
    }
    struct text author = first_value(block, author_keys, COUNT_OF(author_keys), arena);
    if (author.at) {
        page->news->byline = author;
        page->has_byline = true;
        texts_add(arena, &page->news->authors, author);
    }
}

/* What the container of the report knows of it, as far as front matter does not say it. */
static void read_hints(struct news_page *page, const struct hints *hints)
{
    struct document *document = page->reading->document;
    struct news *news = page->news;
    struct date_text date = {0};
    if (hints->created.at && date_text_read(hints->created, &date)) {
        news_page_date(page, NEWS_EVIDENCE_METADATA, &date);
    }
    if (hints->url.at) {
        news_page_url(page, hints->url);
    }
    document->title = document->title.at ? document->title : hints->title;
    news->publication = hints->publication.at ? hints->publication : news->publication;
    if (hints->author.at && !news->byline.at) {
        news->byline = hints->author;
        page->has_byline = true;
        texts_add(page->reading->arena, &news->authors, hints->author);
    }
    for (size_t i = 0; i < hints->tags.count; i++) {
        news_page_keywords(page, hints->tags.items[i]);
    }
    if (hints->language.length >= LANGUAGE_CODE_BYTES) {
        document->language = text_slice(hints->language, 0, LANGUAGE_CODE_BYTES);
    }
}

/* How many days the dateline is from the date chosen; its year is the other's where it has none. */
static int64_t dateline_distance(const struct date_text *chosen, const struct date_text *dateline)
{
    struct calendar_date one = {chosen->year, chosen->month, chosen->day};
    struct calendar_date other = {dateline->year ? dateline->year : chosen->year, dateline->month,
                                  dateline->day};
    if (!dateline->month || !calendar_is_valid(one) || !calendar_is_valid(other)) {
        return 0;
    }
    int64_t days = calendar_day_of(one) - calendar_day_of(other);
    days = days < 0 ? -days : days;
    bool is_round_new_year = !dateline->year && days > 365 - DATELINE_DAYS_MAX;
    return is_round_new_year ? 0 : days;
}

/* A month is made a day by weaker evidence of a day in that month. */
static enum news_evidence narrow(struct news_page *page, enum news_evidence kind)
{
    const struct date_text *chosen = &page->dates[kind];
    for (enum news_evidence other = kind + 1; other < NEWS_EVIDENCE_COUNT && !chosen->day;
         other++) {
        struct date_text *date = &page->dates[other];
        if (date->day && date->month == chosen->month &&
            (!date->year || date->year == chosen->year)) {
            date->year = chosen->year;
            return other;
        }
    }
    return kind;
}

static void choose_date(struct news_page *page)
{
    struct reading *reading = page->reading;
    enum news_evidence kind = NEWS_EVIDENCE_METADATA;
    while (kind < NEWS_EVIDENCE_COUNT && !page->dates[kind].year) {
        kind++;
    }
    if (kind == NEWS_EVIDENCE_COUNT) {
        return;
    }
    kind = narrow(page, kind);
    const struct date_text *chosen = &page->dates[kind];
    if (dateline_distance(chosen, &page->dates[NEWS_EVIDENCE_DATELINE]) > DATELINE_DAYS_MAX) {
        reading_warn(reading, "dates_disagree",
                     TEXT("The dateline is of another day than the date of publication."),
                     page->news->dateline ? page->news->dateline->raw : TEXT_NONE);
    }
    struct document_date *date = arena_take(reading->arena, sizeof(*date));
    if (date) {
        *date = (struct document_date){.value = date_text_value(chosen, reading->arena),
                                       .precision = date_text_precision(chosen),
                                       .from = text_of(evidence_names[kind])};
        reading->document->date = date;
    }
}

/* The lines of head and tail, and of the lead, whose dateline is no part of its paragraph. */
static void claim_lines(struct news_page *page)
{
    for (size_t i = 0; i < page->line_count; i++) {
        if (i <= page->first || i >= page->end) {
            reading_claim(page->reading, page->lines[i].text);
        }
    }
}

static void read_page(struct news_page *page)
{
    struct text text = page->reading->text;
    struct text block;
    text_take_start(&text, TEXT("\xEF\xBB\xBF"));
    if (front_matter_take(&text, &block)) {
        reading_claim(page->reading, block);
        read_front_matter(page, block);
    }
    if (page->reading->hints) {
        read_hints(page, page->reading->hints);
    }
    if (!news_lines_read(page, text)) {
        return;
    }
    news_head_read(page);
    news_tail_read(page);
    claim_lines(page);
    news_paragraphs_read(page);
    choose_date(page);
}

void news_read(struct reading *reading)
{
    struct document *document = reading->document;
    document->kind = TEXT("news");
    document->news = arena_take(reading->arena, sizeof(*document->news));
    if (document->news) {
        struct news_page page = {.reading = reading, .news = document->news};
        read_page(&page);
    }
    if (speech_is(document)) {
        document->kind = TEXT("speech");
        document->news = NULL;
    }
}

void news_read_release(struct reading *reading)
{
    news_read(reading);
    reading->document->kind = TEXT("release");
}

void news_read_text(struct reading *reading)
{
    struct news news = {0};
    struct news_page page = {.reading = reading, .news = &news};
    reading->document->kind = TEXT("text");
    if (news_lines_read(&page, reading->text)) {
        news_paragraphs_read(&page);
    }
}
