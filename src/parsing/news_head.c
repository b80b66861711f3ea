/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"
#include "chancery/base/utf8.h"

#include "news_byline.h"
#include "news_dateline.h"
#include "news_parts.h"
#include "news_words.h"

/* A headline is one line of at most so many characters. */
#define TITLE_CHARACTERS_MAX ((size_t)200)
#define TITLE_WORDS_MIN      ((size_t)2)

/* The longest line that may be a caption, a label, a name of a site. */
#define CAPTION_BYTES_MAX ((size_t)400)
#define LABEL_BYTES_MAX   ((size_t)160)
#define SITE_BYTES_MAX    ((size_t)60)
#define CREDIT_BYTES_MAX  ((size_t)60)

/* The most dates on one line, and the most words of a name before them. */
#define DATES_MAX           4
#define SIGNATURE_WORDS_MAX 5

/* With more than one character outside ASCII in so many, a line may have no blanks between words.
 */
#define BYTES_PER_HIGH ((size_t)3)

static const struct vocabulary *words_of(const struct news_page *page)
{
    return page->reading->vocabulary;
}

void news_page_date(struct news_page *page, enum news_evidence kind, const struct date_text *date)
{
    if (date->year && !page->dates[kind].year) {
        page->dates[kind] = *date;
    }
}

/* "/2025/04/02/" in the path */
static bool find_path_date(struct text url, struct date_text *date)
{
    struct text part;
    while (text_take_until(&url, '/', &part)) {
        struct text rest = url;
        struct text month;
        struct text day;
        if (part.length == 4 && number_read(part, 1900, 2199, &date->year) &&
            text_take_until(&rest, '/', &month) && month.length <= 2 &&
            number_read(month, 1, 12, &date->month)) {
            bool has_day = text_take_until(&rest, '/', &day) && day.length <= 2 &&
                           number_read(day, 1, 31, &date->day);
            date->day = has_day ? date->day : 0;
            return true;
        }
    }
    return false;
}

void news_page_url(struct news_page *page, struct text url)
{
    struct date_text date = {0};
    if (!page->news->url.at) {
        page->news->url = url;
    }
    if (find_path_date(url, &date)) {
        news_page_date(page, NEWS_EVIDENCE_URL, &date);
    }
}

static bool claim_url(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    if (!text_take_start_fold(&line, TEXT("URL:"))) {
        text_take_start_fold(&line, TEXT("Link:"));
    }
    line = text_trim(line);
    if (!line_is_url(line)) {
        return false;
    }
    news_page_url(page, line);
    return true;
}

/* Take one date, labelled or not, off the front of a line. */
static bool take_labelled_date(const struct news_page *page, struct text *rest,
                               enum news_evidence *kind, struct date_text *date)
{
    bool has_colon = false;
    *kind = NEWS_EVIDENCE_LABEL;
    if (phrase_take(words_of(page), rest, PHRASE_MODIFIED, &has_colon)) {
        *kind = NEWS_EVIDENCE_MODIFIED;
    } else {
        (void)phrase_take(words_of(page), rest, PHRASE_PUBLISHED, &has_colon);
    }
    return date_text_take(rest, date);
}

/* Keep all dates that rest, which is nothing but dates and labels, consists of. */
static bool keep_dates(struct news_page *page, struct text rest)
{
    struct date_text dates[DATES_MAX];
    enum news_evidence kinds[DATES_MAX];
    size_t count = 0;
    while (rest.length > 0) {
        if (count == COUNT_OF(dates) ||
            !take_labelled_date(page, &rest, &kinds[count], &dates[count])) {
            return false;
        }
        count++;
        while (rest.length > 0 && strchr(" \t|/,-.()", rest.at[0])) {
            rest = text_from(rest, 1);
        }
    }
    for (size_t i = 0; i < count; i++) {
        news_page_date(page, kinds[i], &dates[i]);
    }
    return count > 0;
}

/* "Posted on : Nov.22,2006 20:43 KST", several on a line, or a date alone */
static bool claim_date(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    return line.length <= LABEL_BYTES_MAX && keep_dates(page, line);
}

static bool begins_label(const struct news_page *page, struct text rest)
{
    bool has_colon = false;
    return phrase_take(words_of(page), &rest, PHRASE_PUBLISHED, &has_colon) ||
           phrase_take(words_of(page), &rest, PHRASE_MODIFIED, &has_colon);
}

/* "Ines Vale Published April 05, 2022", "NORR | Updated: Apr 05, 2022" */
static bool claim_signed_date(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    struct text rest = line;
    struct text word;
    for (int i = 0; i < SIGNATURE_WORDS_MAX && line.length <= LABEL_BYTES_MAX; i++) {
        if (!text_take_word(&rest, &word)) {
            return false;
        }
        struct text dates = text_trim(rest);
        if (i > 0 && text_equal(word, TEXT("|"))) {
            word.length = 0;
        }
        struct text name =
            text_trim(text_slice(line, 0, (size_t)(word.at - line.at) + word.length));
        bool is_publisher = line_names_publisher(words_of(page), name);
        text_take_start(&dates, TEXT("| "));
        if ((is_publisher || line_is_name(name)) && begins_label(page, dates) &&
            keep_dates(page, dates)) {
            struct news *news = page->news;
            if (is_publisher) {
                news->publication = news->publication.at ? news->publication : name;
            } else if (!news->byline.at) {
                news->byline = name;
                page->has_byline = true;
                texts_add(page->reading->arena, &news->authors, name);
            }
            return true;
        }
    }
    return false;
}

static bool is_dateline(const struct news_page *page, size_t index)
{
    struct dateline dateline;
    struct text lead = index < page->end ? page->lines[index].text : TEXT_NONE;
    return lead.at && dateline_take(&lead, words_of(page), &dateline);
}

/* "By Harbor Journal Ines Vale", or a name alone above a dateline */
static bool claim_byline(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    struct byline byline = {0};
    if (page->has_byline) {
        return false;
    }
    if (!byline_read(line, words_of(page), page->reading->arena, &byline)) {
        if (!line_is_name(line) || !is_dateline(page, index + 1)) {
            return false;
        }
        texts_add(page->reading->arena, &byline.authors, line);
    }
    page->has_byline = true;
    page->news->byline = line;
    page->news->authors = byline.authors;
    page->news->publication = byline.publication.at ? byline.publication : page->news->publication;
    news_page_date(page, NEWS_EVIDENCE_LABEL, &byline.date);
    return true;
}

static void add_edition(struct news_page *page, struct text edition)
{
    struct text *now = &page->news->edition;
    *now = now->at ? arena_format(page->reading->arena, "%.*s; %.*s", TEXT_ARGUMENTS(*now),
                                  TEXT_ARGUMENTS(edition))
                   : edition;
}

/* Take "(2nd LD)", "[Editorial]" off the front of *line. */
static bool take_edition(const struct news_page *page, struct text *line, struct text *edition)
{
    struct text rest = *line;
    bool has_colon = false;
    char closing = text_take_start(&rest, TEXT("(")) ? ')' : ']';
    if (closing == ']' && !text_take_start(&rest, TEXT("["))) {
        return false;
    }
    if (!text_take_until(&rest, closing, edition) || edition->length > CAPTION_BYTES_MAX) {
        return false;
    }
    struct text inside = *edition;
    if (!phrase_take(words_of(page), &inside, PHRASE_EDITION, &has_colon)) {
        return false;
    }
    *line = text_trim(rest);
    return true;
}

/* Take "UPDATE 1-" off the front of *line. */
static bool take_update(const struct news_page *page, struct text *line, struct text *edition)
{
    size_t hyphen = text_find_char(*line, '-');
    struct text mark = text_slice(*line, 0, hyphen);
    struct text word;
    struct text rest = mark;
    if (hyphen == TEXT_NOT_FOUND || hyphen > LABEL_BYTES_MAX || !text_take_word(&rest, &word) ||
        word.length == 0 || line_word_count(mark) > 2 || text_find_char(mark, ' ') == hyphen - 1) {
        return false;
    }
    for (size_t i = 0; i < word.length; i++) {
        if (!text_is_upper(word.at[i])) {
            return false;
        }
    }
    int64_t number = 0;
    rest = text_trim(rest);
    if ((rest.length > 0 && !number_read(rest, 1, 99, &number)) ||
        (!phrase_is(words_of(page), word, PHRASE_EDITION) &&
         !phrase_is(words_of(page), word, PHRASE_MODIFIED))) {
        return false;
    }
    *edition = mark;
    *line = text_trim(text_from(*line, hyphen + 1));
    return true;
}

/* "(ATTN: UPDATES with more details)" on a line of its own */
static bool claim_edition(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    struct text edition;
    if (!take_edition(page, &line, &edition) || line.length > 0) {
        return false;
    }
    add_edition(page, edition);
    return true;
}

/* What stands in brackets at the end of line, or TEXT_NONE. */
static struct text credit_of(struct text line)
{
    if (!text_ends(line, TEXT(")"))) {
        return TEXT_NONE;
    }
    size_t start = line.length - 1;
    while (start > 0 && line.length - start < CREDIT_BYTES_MAX && line.at[start] != '(') {
        start--;
    }
    return line.at[start] == '(' ? text_slice(line, start + 1, line.length - start - 2) : TEXT_NONE;
}

/* A line that describes a picture: "Photo: …", "… (left) … (Norden)". */
static bool is_caption(const struct news_page *page, struct text line)
{
    static const char *const places[] = {"(left)",    "(right)",   "(L)",     "(R)",
                                         "(center)",  "(back)",    ", left,", ", right,",
                                         "from left", "from right"};
    struct text rest = line;
    bool has_colon = false;
    if (line.length > CAPTION_BYTES_MAX) {
        return false;
    }
    if (phrase_take(words_of(page), &rest, PHRASE_CAPTION, &has_colon) &&
        (has_colon || text_starts_fold(rest, TEXT("by ")) ||
         line_names_publisher(words_of(page), rest))) {
        return true;
    }
    struct text credit = credit_of(line);
    bool has_credit = credit.at && line_names_publisher(words_of(page), credit);
    for (size_t i = 0; i < COUNT_OF(places) && !has_credit; i++) {
        has_credit = text_find(line, text_of(places[i])) != TEXT_NOT_FOUND;
    }
    return has_credit;
}

/* A caption stands above text that goes on below it. */
static bool claim_caption(struct news_page *page, size_t index)
{
    if (index + 1 >= page->end || !is_caption(page, page->lines[index].text) ||
        is_dateline(page, index)) {
        return false;
    }
    reading_warn(page->reading, "caption_removed",
                 TEXT("A caption or credit of a picture is left out."), page->lines[index].text);
    return true;
}

/* "fjordpost.example" */
static bool is_site_name(struct text line)
{
    size_t dot = text_find_char(line, '.');
    bool is_site =
        line.length <= SITE_BYTES_MAX && dot != TEXT_NOT_FOUND && dot > 1 && line.length - dot > 2;
    for (size_t i = 0; is_site && i < line.length; i++) {
        is_site =
            text_is_letter(line.at[i]) || text_is_digit(line.at[i]) || strchr(".-", line.at[i]);
    }
    return is_site && text_is_letter(line.at[line.length - 1]);
}

/* The line without the quotes that close it. */
static struct text drop_closing_quotes(struct text line)
{
    static const struct text quotes[] = {
        {"\"", 1}, {"'", 1}, {"\xE2\x80\x9D", 3}, {"\xE2\x80\x99", 3}};
    for (size_t i = 0; i < COUNT_OF(quotes); i++) {
        if (line.length > quotes[i].length && text_ends(line, quotes[i])) {
            line = text_slice(line, 0, line.length - quotes[i].length);
            i = 0;
        }
    }
    return line;
}

/* A headline that ends in an abbreviation, "… from the U.S.", ends in no full stop. */
static bool ends_in_stop(struct text line)
{
    line = drop_closing_quotes(line);
    bool is_abbreviated = line.length >= 4 && line.at[line.length - 3] == '.' &&
                          text_is_upper(line.at[line.length - 2]);
    bool is_ellipsis = text_ends(line, TEXT("...")) || text_ends(line, TEXT("\xE2\x80\xA6"));
    struct text last = text_slice(line, line.length - 1, 1);
    return (strchr(".,;:", last.at[0]) && !is_abbreviated && !is_ellipsis) ||
           text_ends(line, TEXT("\xE3\x80\x82"));
}

static bool has_enough_words(struct text line)
{
    size_t high = 0;
    for (size_t i = 0; i < line.length; i++) {
        high += (unsigned char)line.at[i] >= 0x80;
    }
    return line_word_count(line) >= TITLE_WORDS_MIN || high * BYTES_PER_HIGH > line.length;
}

static bool begins_item(struct text line)
{
    return strchr("-*|>#=_~", line.at[0]) || text_starts(line, TEXT("\xE2\x80\xA2")) ||
           text_starts(line, TEXT("\xE2\x96"));
}

/* Whether the line has the shape of a headline, whatever stands below it. */
static bool is_title_shaped(const struct news_page *page, struct text line)
{
    struct utf8_counter counter = utf8_counter_over(line, UTF8_UNIT_CODEPOINT);
    return line.length <= TITLE_CHARACTERS_MAX * 4 &&
           utf8_counter_at(&counter, line.length) <= TITLE_CHARACTERS_MAX && !ends_in_stop(line) &&
           has_enough_words(line) && !begins_item(line) && !is_caption(page, line) &&
           !phrase_is(words_of(page), line, PHRASE_SECTION) &&
           !phrase_is(words_of(page), line, PHRASE_CHROME);
}

/* Whether what begins at index shows that the line above it was no part of the text. */
static bool is_head_line(const struct news_page *page, size_t index)
{
    struct news_page copy = *page;
    struct news news = *page->news;
    copy.news = &news;
    copy.has_byline = false;
    return index < page->end && (is_dateline(page, index) || claim_date(&copy, index) ||
                                 claim_signed_date(&copy, index) || claim_byline(&copy, index));
}

static bool is_title(const struct news_page *page, size_t index)
{
    if (!is_title_shaped(page, page->lines[index].text) || is_dateline(page, index)) {
        return false;
    }
    bool is_last = index + 1 >= page->end;
    return is_last ? page->dates[NEWS_EVIDENCE_HEADER].year != 0
                   : page->lines[index + 1].follows_blank || is_head_line(page, index + 1);
}

/* "The Harbor Herald" alone at the very top, above a headline */
static bool is_masthead(const struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    return index == 0 && !page->reading->document->title.at && line_is_name(line) &&
           line_names_publisher(words_of(page), line) && is_title(page, index + 1);
}

static bool is_button(const struct news_page *page, struct text line)
{
    static const struct text kinds[] = {{"section", 7}, {"chrome", 6}, {"published", 9}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (phrase_is(words_of(page), line, kinds[i])) {
            return true;
        }
    }
    return false;
}

/* The name of a section or a site, or a whole button, alone on a line */
static bool claim_furniture(struct news_page *page, size_t index)
{
    struct text line = page->lines[index].text;
    if (index + 1 >= page->end) {
        return false;
    }
    if (is_site_name(line) || is_masthead(page, index)) {
        page->news->publication = page->news->publication.at ? page->news->publication : line;
        return true;
    }
    return is_button(page, line);
}

/* The headline, once; a repetition of it is claimed too. */
static bool claim_title(struct news_page *page, size_t index)
{
    struct document *document = page->reading->document;
    struct text line = page->lines[index].text;
    struct text edition;
    while (text_take_start(&line, TEXT("#"))) {
        line = text_trim(line);
    }
    if (document->title.at) {
        return text_equal_fold(document->title, line);
    }
    if (line.length == 0 || (page->has_byline && !page->dates[NEWS_EVIDENCE_HEADER].year) ||
        !is_title(page, index)) {
        return false;
    }
    while (take_edition(page, &line, &edition) || take_update(page, &line, &edition)) {
        add_edition(page, edition);
    }
    document->title = line.length > 0 ? reading_fold_blanks(page->reading, line) : TEXT_NONE;
    return true;
}

/* The crawler's own prefix: " date 2023-07-10 TITLE". What follows it is the first line. */
static void take_date_header(struct news_page *page)
{
    struct news_line *line = &page->lines[page->first];
    struct text rest = line->text;
    struct text word;
    struct date_text date;
    if (!text_take_start(&rest, TEXT("date ")) || !text_take_word(&rest, &word) ||
        !date_text_read(word, &date) || !date.year) {
        return;
    }
    news_page_date(page, NEWS_EVIDENCE_HEADER, &date);
    /* A time of day that the page began with. */
    struct text behind = text_trim(rest);
    struct text time;
    if (text_take_word(&behind, &time) && time.length <= 5 && time.length >= 4 &&
        text_find_char(time, ':') != TEXT_NOT_FOUND && text_is_digit(time.at[0])) {
        rest = behind;
    }
    line->text = text_trim(rest);
    page->first += line->text.length == 0;
}

void news_head_read(struct news_page *page)
{
    static bool (*const claims[])(struct news_page *, size_t) = {
        claim_url,     claim_date,    claim_signed_date, claim_byline,
        claim_edition, claim_caption, claim_furniture,   claim_title,
    };
    if (page->first < page->end) {
        take_date_header(page);
    }
    bool is_claimed = true;
    for (int i = 0; i < NEWS_HEAD_LINES_MAX && is_claimed && page->first < page->end; i++) {
        is_claimed = false;
        for (size_t j = 0; j < COUNT_OF(claims) && !is_claimed; j++) {
            is_claimed = claims[j](page, page->first);
        }
        page->first += is_claimed;
    }
}
