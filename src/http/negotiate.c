/* SPDX-License-Identifier: Apache-2.0 */
#include "negotiate.h"
#include "chancery/base/array.h"

/* Qualities are counted in thousandths. */
#define QUALITY_MOST 1000

/* "q=0.8" in thousandths. What is none counts as full quality, as if it had not been said. */
static int read_quality(struct text value)
{
    int quality = 0;
    int weight = QUALITY_MOST;
    if (value.length == 0 || value.length > 5 || (value.at[0] != '0' && value.at[0] != '1')) {
        return QUALITY_MOST;
    }
    for (size_t i = 0; i < value.length; i++) {
        if (i == 1 && value.at[i] == '.') {
            continue;
        }
        if (i == 1 || !text_is_digit(value.at[i])) {
            return QUALITY_MOST;
        }
        quality += (value.at[i] - '0') * weight;
        weight /= 10;
    }
    return quality < QUALITY_MOST ? quality : QUALITY_MOST;
}

/* One entry of an Accept header: what is accepted, and how gladly. */
struct choice {
    struct text name;
    int quality;
};

static bool take_up_to(struct text *rest, char mark, struct text *out)
{
    if (rest->length == 0) {
        return false;
    }
    if (!text_take_until(rest, mark, out)) {
        *out = *rest;
        *rest = text_from(*rest, rest->length);
    }
    return true;
}

static bool take_choice(struct text *rest, struct choice *out)
{
    struct text entry;
    struct text parameter;
    if (!take_up_to(rest, ',', &entry)) {
        return false;
    }
    *out = (struct choice){.name = TEXT(""), .quality = QUALITY_MOST};
    if (take_up_to(&entry, ';', &parameter)) {
        out->name = text_trim(parameter);
    }
    while (take_up_to(&entry, ';', &parameter)) {
        parameter = text_trim(parameter);
        if (text_take_start_fold(&parameter, TEXT("q="))) {
            out->quality = read_quality(parameter);
        }
    }
    return true;
}

/* Other names that clients use for our formats. */
static const struct alias {
    const char *name;
    enum http_format format;
} aliases[] = {
    {"application/ndjson", HTTP_FORMAT_NDJSON},
    {"application/jsonl", HTTP_FORMAT_NDJSON},
    {"application/x-jsonlines", HTTP_FORMAT_NDJSON},
    {"application/xhtml+xml", HTTP_FORMAT_HTML},
    {"application/feed+json", HTTP_FORMAT_JSON},
    {"application/x-suggestions+json", HTTP_FORMAT_JSON},
};

static struct text media_type(enum http_format format)
{
    struct text type = http_format_content_type(format);
    return text_slice(type, 0, text_find_char(type, ';'));
}

/* How exactly range names format: 0 not at all, 1 as anything, 2 by its type, 3 wholly. */
static int exactness(struct text range, enum http_format format)
{
    struct text type = media_type(format);
    if (text_equal_fold(range, type)) {
        return 3;
    }
    for (size_t i = 0; i < COUNT_OF(aliases); i++) {
        if (aliases[i].format == format && text_equal_fold(range, text_of(aliases[i].name))) {
            return 3;
        }
    }
    if (text_equal(range, TEXT("*/*")) || text_equal(range, TEXT("*"))) {
        return 1;
    }
    size_t slash = text_find_char(type, '/');
    bool same_type = text_ends(range, TEXT("/*")) && range.length == slash + 2 &&
                     text_starts_fold(type, text_slice(range, 0, slash + 1));
    return same_type ? 2 : 0;
}

struct liking {
    int exactness;
    int quality;
};

/* How much accept likes format: the most exact entry decides. */
static struct liking liking_of(struct text accept, enum http_format format)
{
    struct liking liking = {0, 0};
    struct choice choice;
    while (take_choice(&accept, &choice)) {
        int exact = exactness(choice.name, format);
        if (exact > liking.exactness) {
            liking = (struct liking){exact, choice.quality};
        }
    }
    return liking;
}

static bool is_more(struct liking a, struct liking b)
{
    return a.quality > b.quality || (a.quality == b.quality && a.exactness > b.exactness);
}

bool http_accept_format(struct text accept, unsigned formats, enum http_format preset,
                        enum http_format *out)
{
    struct liking best = {0, 0};
    if (text_trim(accept).length == 0) {
        *out = preset;
        return true;
    }
    for (unsigned i = 0; i < HTTP_FORMAT_COUNT; i++) {
        if (!(formats & (1U << i))) {
            continue;
        }
        enum http_format format = (enum http_format)i;
        struct liking liking = liking_of(accept, format);
        bool is_tie = liking.quality == best.quality && liking.exactness == best.exactness;
        if (is_more(liking, best) || (is_tie && best.quality > 0 && format == preset)) {
            best = liking;
            *out = format;
        }
    }
    return best.quality > 0;
}

/* The quality of coding, or of "*", or -1 when accept says nothing of it. */
static int coding_quality(struct text accept, struct text coding)
{
    int quality = -1;
    struct choice choice;
    while (take_choice(&accept, &choice)) {
        if (text_equal_fold(choice.name, coding)) {
            return choice.quality;
        }
        if (text_equal(choice.name, TEXT("*"))) {
            quality = choice.quality;
        }
    }
    return quality;
}

enum http_coding http_accept_coding(struct text accept)
{
    int zstd = coding_quality(accept, TEXT("zstd"));
    int gzip = coding_quality(accept, TEXT("gzip"));
    int identity = coding_quality(accept, TEXT("identity"));
    if (zstd > 0 && zstd >= gzip && zstd >= identity) {
        return HTTP_CODING_ZSTD;
    }
    return gzip > 0 && gzip >= identity ? HTTP_CODING_GZIP : HTTP_CODING_IDENTITY;
}
