/* SPDX-License-Identifier: Apache-2.0 */
#include "speech.h"

#include "chancery/base/array.h"

/* How much of a text is looked at. */
#define WORDS_MAX ((size_t)2000)

/*
 * How many words of oneself prove it: fewer where an audience is addressed, many where none is.
 * A few alone prove nothing, whatever their share.
 */
#define OWN_ADDRESSED_MIN          5
#define OWN_ADDRESSED_PER_THOUSAND 5
#define OWN_ALONE_MIN              20
#define OWN_ALONE_PER_THOUSAND     25

static const struct text own_words[] = {
    {"I", 1}, {"we", 2}, {"my", 2}, {"our", 3}, {"us", 2}, {"me", 2},
};

/* What is said to an audience, or of speaking to one. In lower case, for text_find_fold. */
static const struct text addresses[] = {
    {"mr. president", 13},    {"mr president", 12},
    {"mr, president", 13},    {"madam president", 15},
    {"mr. chairman", 12},     {"mr. speaker", 11},
    {"excellencies", 12},     {"ladies and gentlemen", 20},
    {"distinguished", 13},    {"fellow citizens", 15},
    {"my fellow", 9},         {"my delegation", 13},
    {"general assembly", 16}, {"on behalf of", 12},
    {"the honour to", 13},    {"the honor to", 12},
    {"thank you", 9},
};

/* Words counted so far, those of oneself among them, and whether an audience is addressed. */
struct count {
    size_t words;
    size_t own;
    bool is_addressed;
    bool is_quoted; /* the words stand between quotation marks */
};

static bool has_head(const struct document *document)
{
    const struct news *news = document->news;
    return document->title.at || document->date ||
           (news && (news->byline.at || news->dateline || news->publication.at || news->source.at ||
                     news->url.at));
}

static bool is_own(struct text word)
{
    while (word.length > 0 && !text_is_letter(word.at[word.length - 1])) {
        word.length--;
    }
    for (size_t i = 0; i < COUNT_OF(own_words); i++) {
        if (text_equal_fold(word, own_words[i])) {
            return true;
        }
    }
    return false;
}

/* A quotation opens or closes in a word when it holds an odd number of marks. */
static bool turns_quotation(struct text word)
{
    bool turns = false;
    for (size_t i = 0; i < word.length; i++) {
        struct text rest = text_from(word, i);
        turns = turns != (rest.at[0] == '"' || text_starts(rest, TEXT("\u201C")) ||
                          text_starts(rest, TEXT("\u201D")));
    }
    return turns;
}

static void count_paragraph(struct count *count, struct text text)
{
    struct text rest = text;
    struct text word;
    count->is_quoted = false;
    while (count->words < WORDS_MAX && text_take_word(&rest, &word)) {
        count->words++;
        count->own += !count->is_quoted && is_own(word) ? 1 : 0;
        count->is_quoted = count->is_quoted != turns_quotation(word);
    }
    text.length -= rest.length;
    for (size_t i = 0; i < COUNT_OF(addresses) && !count->is_addressed; i++) {
        count->is_addressed = text_find_fold(text, addresses[i]) != TEXT_NOT_FOUND;
    }
}

bool speech_is(const struct document *document)
{
    struct count count = {0};
    if (has_head(document)) {
        return false;
    }
    for (size_t i = 0; i < document->paragraphs.count && count.words < WORDS_MAX; i++) {
        count_paragraph(&count, document->paragraphs.items[i].text);
    }
    size_t per_thousand = count.words > 0 ? count.own * 1000 / count.words : 0;
    if (count.is_addressed) {
        return count.own >= OWN_ADDRESSED_MIN && per_thousand >= OWN_ADDRESSED_PER_THOUSAND;
    }
    return count.own >= OWN_ALONE_MIN && per_thousand >= OWN_ALONE_PER_THOUSAND;
}
