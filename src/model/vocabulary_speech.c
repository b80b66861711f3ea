/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/model/vocabulary_speech.h"

#include "chancery/base/array.h"
#include "vocabulary_tables.h"

static const char *const kind_names[] = {
    "base",         "third",    "past",        "participle",  "gerund",
    "auxiliary",    "be",       "modal",       "negative",    "adverb",
    "subordinator", "relative", "conjunction", "preposition", "determiner",
    "possessive",   "pronoun",  "male",        "female",      "plural",
    "abbreviation", "title",    "speaker",     "note",        "verb",
};

static uint32_t kind_named(struct text name)
{
    for (size_t i = 0; i < COUNT_OF(kind_names); i++) {
        if (text_equal(name, text_of(kind_names[i]))) {
            return UINT32_C(1) << i;
        }
    }
    return 0;
}

uint32_t vocabulary_speech_kinds(struct text text)
{
    uint32_t kinds = 0;
    struct text name;
    while (text_take_word(&text, &name)) {
        uint32_t kind = kind_named(name);
        if (kind == 0) {
            return 0;
        }
        kinds |= kind;
    }
    return kinds;
}

bool vocabulary_speech_takes(struct text text, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!text_is_lower(text.at[i])) {
            return false;
        }
        *out |= SPEECH_TAKES(text.at[i]);
    }
    return true;
}

const struct vocabulary_speech *vocabulary_speech(const struct vocabulary *vocabulary,
                                                  struct text folded)
{
    return map_find(&vocabulary->tables[VOCABULARY_SPEECH].by_key, folded);
}

const struct vocabulary_event_word *vocabulary_event_word(const struct vocabulary *vocabulary,
                                                          struct text folded)
{
    return map_find(&vocabulary->tables[VOCABULARY_EVENT_WORDS].by_key, folded);
}
