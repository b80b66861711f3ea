/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/ceiling.h"

#include "chancery/base/array.h"

static const char *const level_names[] = {
    [LEVEL_U] = "U", [LEVEL_SBU] = "SBU", [LEVEL_C] = "C", [LEVEL_S] = "S", [LEVEL_TS] = "TS",
};

/* Words by which a level goes; of several that fit, the longest is listed first. */
static const struct {
    const char *word;
    enum level level;
} level_words[] = {
    {"UNCLASSIFIED", LEVEL_U},
    {"UNCLAS", LEVEL_U},
    {"SENSITIVE BUT UNCLASSIFIED", LEVEL_SBU},
    {"LIMITED OFFICIAL USE", LEVEL_SBU},
    {"FOR OFFICIAL USE ONLY", LEVEL_SBU},
    {"FOUO", LEVEL_SBU},
    {"LOU", LEVEL_SBU},
    {"CONFIDENTIAL", LEVEL_C},
    {"SECRET", LEVEL_S},
    {"TOP SECRET", LEVEL_TS},
};

/* What separates caveats, and words in a mark that are none. */
static const char *const idle_words[] = {"ENTIRE", "TEXT", "PORTION", "SENSITIVE"};

struct text level_name(enum level level)
{
    return text_of(level_names[level]);
}

bool level_read(struct text text, enum level *out)
{
    for (size_t i = 0; i < COUNT_OF(level_names); i++) {
        if (text_equal_fold(text, text_of(level_names[i]))) {
            *out = (enum level)i;
            return true;
        }
    }
    for (size_t i = 0; i < COUNT_OF(level_words); i++) {
        if (text_equal_fold(text, text_of(level_words[i].word))) {
            *out = level_words[i].level;
            return true;
        }
    }
    return false;
}

struct text caveat_name(struct text caveat)
{
    bool is_short = text_equal_fold(caveat, TEXT("NF")) || text_equal_fold(caveat, TEXT("N"));
    return is_short ? TEXT("NOFORN") : caveat;
}

bool ceiling_allows_caveat(const struct ceiling *ceiling, struct text caveat)
{
    struct text name = caveat_name(caveat);
    for (size_t i = 0; i < COUNT_OF(idle_words); i++) {
        if (text_equal_fold(name, text_of(idle_words[i]))) {
            return true;
        }
    }
    for (size_t i = 0; i < ceiling->caveats.count; i++) {
        if (text_equal_fold(name, caveat_name(ceiling->caveats.items[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_separator(char c)
{
    return c == '/' || c == ',' || c == '-' || text_is_blank(c);
}

/* Take the next run of what is no separator. */
static struct text take_caveat(struct text *rest)
{
    while (rest->length > 0 && is_separator(rest->at[0])) {
        *rest = text_from(*rest, 1);
    }
    size_t length = 0;
    while (length < rest->length && !is_separator(rest->at[length])) {
        length++;
    }
    struct text caveat = text_slice(*rest, 0, length);
    *rest = text_from(*rest, length);
    return caveat;
}

/* What stands before the first slash, comma or hyphen is the level. */
static struct text take_level(struct text *rest)
{
    enum level level;
    size_t length = 0;
    while (length < rest->length && !is_separator(rest->at[length])) {
        length++;
    }
    /* "TOP SECRET", "SENSITIVE BUT UNCLASSIFIED": blanks do not end those. */
    size_t longer = length;
    while (longer < rest->length && (!is_separator(rest->at[longer]) || rest->at[longer] == ' ')) {
        longer++;
    }
    length = level_read(text_trim(text_slice(*rest, 0, longer)), &level) ? longer : length;
    struct text found = text_trim(text_slice(*rest, 0, length));
    *rest = text_from(*rest, length);
    return found;
}

bool ceiling_allows(const struct ceiling *ceiling, struct text mark)
{
    struct text rest = text_trim(mark);
    enum level level = LEVEL_TS;
    if (!level_read(take_level(&rest), &level)) {
        level = LEVEL_TS;
    }
    if (level > ceiling->level) {
        return false;
    }
    bool allowed = true;
    for (struct text caveat = take_caveat(&rest); caveat.length > 0 && allowed;
         caveat = take_caveat(&rest)) {
        /* "REL LIBYA": for whom it may be released is not told from what else stands there. */
        if (text_equal_fold(caveat, TEXT("REL")) || text_starts_fold(caveat, TEXT("RELEAS"))) {
            return ceiling_allows_caveat(ceiling, TEXT("REL"));
        }
        allowed = ceiling_allows_caveat(ceiling, caveat);
    }
    return allowed;
}
