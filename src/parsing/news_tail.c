/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "news_byline.h"
#include "news_dateline.h"
#include "news_parts.h"
#include "news_words.h"

/* The longest lines that may be a credit, a copyright notice, a list entry of the site. */
#define CREDIT_BYTES_MAX ((size_t)60)
#define NOTICE_BYTES_MAX ((size_t)300)
#define NOTICE_WORDS_MAX ((size_t)40)

/* A line of the text, which no list below it is cut off above of: a sentence of some length. */
#define SENTENCE_BYTES_MIN ((size_t)60)

static const struct vocabulary *words_of(const struct news_page *page)
{
    return page->reading->vocabulary;
}

static void warn_removed(struct news_page *page, struct text piece)
{
    reading_warn(page->reading, "furniture_removed",
                 TEXT("What the site prints below is left out."), piece);
}

static void set_source(struct news_page *page, struct text source)
{
    if (!page->news->source.at && source.length > 0) {
        page->news->source = source;
    }
}

/* "Original Source: fjordpost.example" */
static bool claim_source(struct news_page *page, struct text line)
{
    bool has_colon = false;
    struct text rest = line;
    if (line.length > NOTICE_BYTES_MAX ||
        !phrase_take(words_of(page), &rest, PHRASE_SOURCE, &has_colon) || !has_colon ||
        rest.length == 0) {
        return false;
    }
    set_source(page, rest);
    return true;
}

static bool claim_end_mark(struct news_page *page, struct text line)
{
    (void)page;
    return line_is_end_mark(line);
}

/* "(Norden)" */
static bool claim_credit(struct news_page *page, struct text line)
{
    struct text rest = line;
    struct text inside;
    if (!text_take_start(&rest, TEXT("(")) || !text_take_until(&rest, ')', &inside) ||
        rest.length > 0 || inside.length == 0 || inside.length > CREDIT_BYTES_MAX ||
        text_is_lower(inside.at[0]) || line_word_count(inside) > 4 || line_ends_sentence(inside)) {
        return false;
    }
    set_source(page, inside);
    return true;
}

/* "Oslo, Nov. 22 (Norden News)" with nothing behind it */
static bool claim_dateline(struct news_page *page, struct text line)
{
    struct reading *reading = page->reading;
    struct dateline dateline;
    if (line.length > NOTICE_BYTES_MAX) {
        return false;
    }
    /* A dateline has a text behind it. */
    struct text lead = arena_format(reading->arena, "%.*s -- X", TEXT_ARGUMENTS(line));
    if (!dateline_take(&lead, words_of(page), &dateline) || !text_equal(lead, TEXT("X")) ||
        !dateline.agency.at || !dateline.date.month) {
        return false;
    }
    set_source(page, dateline.agency);
    news_page_date(page, NEWS_EVIDENCE_DATELINE, &dateline.date);
    struct news_dateline *made =
        page->news->dateline ? NULL : arena_take(reading->arena, sizeof(*made));
    if (made) {
        *made = (struct news_dateline){.place = dateline_usual_case(dateline.place, reading->arena),
                                       .agency = dateline.agency,
                                       .date = date_text_value(&dateline.date, reading->arena),
                                       .raw = line};
        page->news->dateline = made;
    }
    return true;
}

/* "inesvale@norden.example", "Ines Vale (inesvale@norden.example)" */
static bool claim_mail(struct news_page *page, struct text line)
{
    struct news *news = page->news;
    size_t space = line.length;
    while (space > 0 && line.at[space - 1] != ' ') {
        space--;
    }
    struct text name = text_trim(text_slice(line, 0, space));
    struct text address = text_from(line, space);
    text_take_start(&address, TEXT("("));
    if (text_ends(address, TEXT(")"))) {
        address.length--;
    }
    if (!line_is_mail_address(address) || (name.length > 0 && !line_is_name(name))) {
        return false;
    }
    if (name.length > 0 && news->authors.count == 0) {
        texts_add(page->reading->arena, &news->authors, name);
    }
    news->byline = news->byline.at ? news->byline : line;
    return true;
}

/* "(Reporting by Ola Lind; Editing by Bo Berg)" */
static bool claim_reporters(struct news_page *page, struct text line)
{
    struct byline byline;
    if (!byline_read_credit(line, words_of(page), page->reading->arena, &byline)) {
        return false;
    }
    if (!page->news->byline.at || page->news->authors.count == 0) {
        page->news->byline = line;
        page->news->authors = byline.authors;
    }
    return true;
}

/* "© Norden 2019", "Copyright …" */
static bool claim_copyright(struct news_page *page, struct text line)
{
    bool is_notice = text_starts(line, TEXT("\xC2\xA9")) || text_starts_fold(line, TEXT("(c) ")) ||
                     text_starts_fold(line, TEXT("Copyright ")) ||
                     text_starts_fold(line, TEXT("<Copyright")) ||
                     text_find_fold(text_slice(line, 0, NOTICE_BYTES_MAX),
                                    TEXT("all rights reserved")) != TEXT_NOT_FOUND;
    if (!is_notice || line.length > NOTICE_BYTES_MAX || line_word_count(line) > NOTICE_WORDS_MAX) {
        return false;
    }
    warn_removed(page, line);
    return true;
}

/* "Last Modified: 2 June 2019" */
static bool claim_changed(struct news_page *page, struct text line)
{
    bool has_colon = false;
    struct date_text date;
    enum news_evidence kind = NEWS_EVIDENCE_MODIFIED;
    if (line.length > NOTICE_BYTES_MAX) {
        return false;
    }
    if (!phrase_take(words_of(page), &line, PHRASE_MODIFIED, &has_colon)) {
        kind = NEWS_EVIDENCE_LABEL;
        if (!phrase_take(words_of(page), &line, PHRASE_PUBLISHED, &has_colon)) {
            return false;
        }
    }
    if (!date_text_read(line, &date)) {
        return false;
    }
    news_page_date(page, kind, &date);
    return true;
}

static bool is_chrome(const struct news_page *page, struct text line)
{
    bool has_colon = false;
    struct text rest = line;
    return line.length <= NOTICE_BYTES_MAX &&
           phrase_take(words_of(page), &rest, PHRASE_CHROME, &has_colon) &&
           (rest.length == 0 || has_colon);
}

static bool claim_chrome(struct news_page *page, struct text line)
{
    if (!is_chrome(page, line)) {
        return false;
    }
    warn_removed(page, line);
    return true;
}

static bool claim_url(struct news_page *page, struct text line)
{
    if (!line_is_url(line)) {
        return false;
    }
    news_page_url(page, line);
    return true;
}

/*
 * Cut where the site's own lists begin: above the first of its headings that has nothing but short
 * lines below it.
 */
static void cut_lists(struct news_page *page)
{
    size_t end = page->end;
    for (size_t i = page->end; i > page->first; i--) {
        struct text line = page->lines[i - 1].text;
        if (is_chrome(page, line)) {
            end = i - 1;
        } else if (line.length >= SENTENCE_BYTES_MIN && line_ends_sentence(line)) {
            break;
        }
    }
    if (end > page->first && end < page->end) {
        struct text start = page->lines[end].text;
        struct text last = page->lines[page->end - 1].text;
        warn_removed(page, (struct text){start.at, (size_t)(last.at + last.length - start.at)});
        page->end = end;
    }
}

/* Take "quoted by Norden News Agency" at the front of *rest: the name, if it names an agency. */
static struct text read_quoted(const struct news_page *page, struct text rest)
{
    struct text start = utf8_whole(text_slice(rest, 0, CREDIT_BYTES_MAX * 2));
    struct text moved = start;
    struct text word;
    size_t end = 0;
    text_take_start(&start, TEXT("the "));
    moved = start;
    while (text_take_word(&moved, &word) && !text_is_lower(word.at[0])) {
        size_t length = word.length;
        bool is_last = false;
        while (length > 0 && strchr(".,;:)\"'", word.at[length - 1])) {
            length--;
            is_last = true;
        }
        end = (size_t)(word.at - start.at) + length;
        if (is_last) {
            break;
        }
    }
    struct text name = text_slice(start, 0, end);
    return line_names_publisher(words_of(page), name) ? name : TEXT_NONE;
}

/* The agency that the text says it quotes. */
static void find_quoted(struct news_page *page)
{
    static const struct text mark = {"quoted by ", 10};
    if (page->news->source.at || page->first >= page->end) {
        return;
    }
    struct text first = page->lines[page->first].text;
    struct text last = page->lines[page->end - 1].text;
    struct text rest = {first.at, (size_t)(last.at + last.length - first.at)};
    size_t at = text_find(rest, mark);
    while (at != TEXT_NOT_FOUND && !page->news->source.at) {
        rest = text_from(rest, at + mark.length);
        set_source(page, read_quoted(page, rest));
        at = text_find(rest, mark);
    }
}

void news_tail_read(struct news_page *page)
{
    static bool (*const claims[])(struct news_page *, struct text) = {
        claim_source,    claim_end_mark,  claim_credit,  claim_dateline, claim_mail,
        claim_reporters, claim_copyright, claim_changed, claim_chrome,   claim_url,
    };
    cut_lists(page);
    bool is_claimed = true;
    for (int i = 0; i < NEWS_TAIL_LINES_MAX && is_claimed && page->end > page->first; i++) {
        is_claimed = false;
        struct text line = page->lines[page->end - 1].text;
        for (size_t j = 0; j < COUNT_OF(claims) && !is_claimed; j++) {
            is_claimed = claims[j](page, line);
        }
        page->end -= is_claimed;
    }
    find_quoted(page);
}
