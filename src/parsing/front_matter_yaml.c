/* SPDX-License-Identifier: Apache-2.0 */
#include <yaml.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"

#include "front_matter.h"
#include "front_matter_yaml.h"

struct walk {
    yaml_parser_t parser;
    struct text key;
    struct buffer value;
    int depth;      /* of mappings and lists that are open */
    bool is_key;    /* the next scalar of the outermost mapping is a key */
    bool is_wanted; /* what comes is the value */
    bool is_found;  /* all of the value has come */
};

static struct text scalar_of(const yaml_event_t *event)
{
    return (struct text){(const char *)event->data.scalar.value, event->data.scalar.length};
}

/* What YAML reads as nothing, unless it is quoted. */
static bool is_null(const yaml_event_t *event)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
    bool is_null = false;
    for (size_t i = 0; event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && i < COUNT_OF(nulls);
         i++) {
        is_null = is_null || text_equal(scalar_of(event), text_of(nulls[i]));
    }
    return is_null;
}

static void end_value(struct walk *walk)
{
    if (walk->depth == 1) {
        walk->is_found = walk->is_found || walk->is_wanted;
        walk->is_wanted = false;
        walk->is_key = true;
    }
}

static void see_scalar(struct walk *walk, const yaml_event_t *event)
{
    if (walk->depth == 1 && walk->is_key) {
        walk->is_wanted = !walk->is_found && text_equal_fold(scalar_of(event), walk->key);
        walk->is_key = false;
        return;
    }
    if (walk->is_wanted && walk->depth <= 2 && !is_null(event)) {
        buffer_add(&walk->value, walk->value.length > 0 ? TEXT(", ") : TEXT(""));
        buffer_add(&walk->value, scalar_of(event));
    }
    end_value(walk);
}

static void see_end(struct walk *walk)
{
    walk->depth--;
    end_value(walk);
}

/* False at the end, or where the block begins with something else than keys. */
static bool see(struct walk *walk, const yaml_event_t *event)
{
    bool goes_on = true;
    if (event->type == YAML_SCALAR_EVENT) {
        goes_on = walk->depth > 0;
        see_scalar(walk, event);
    } else if (event->type == YAML_MAPPING_START_EVENT ||
               event->type == YAML_SEQUENCE_START_EVENT) {
        goes_on = walk->depth > 0 || event->type == YAML_MAPPING_START_EVENT;
        walk->is_key = walk->depth == 0;
        walk->depth++;
    } else if (event->type == YAML_MAPPING_END_EVENT || event->type == YAML_SEQUENCE_END_EVENT) {
        see_end(walk);
    } else if (event->type == YAML_ALIAS_EVENT && walk->depth == 1) {
        end_value(walk);
    } else {
        goes_on = event->type != YAML_STREAM_END_EVENT;
    }
    return goes_on;
}

/* Whether all of it is YAML: a fault behind a value may say that the value went on. */
static bool walk_block(struct walk *walk)
{
    bool goes_on = true;
    while (goes_on) {
        yaml_event_t event;
        if (!yaml_parser_parse(&walk->parser, &event)) {
            return false;
        }
        goes_on = see(walk, &event);
        yaml_event_delete(&event);
    }
    return true;
}

/* Runs of blanks as one, no-break spaces among them. */
static struct text fold(struct text text, struct arena *arena)
{
    static const struct text no_break = {"\xC2\xA0", 2};
    char *out = text.length > 0 ? arena_take(arena, text.length + 1) : NULL;
    size_t length = 0;
    while (out && text.length > 0) {
        bool is_blank = text_is_blank(text.at[0]) || text_starts(text, no_break);
        if (!is_blank || (length > 0 && out[length - 1] != ' ')) {
            out[length++] = is_blank ? ' ' : text.at[0];
        }
        text = text_from(text, text_starts(text, no_break) ? no_break.length : 1);
    }
    struct text folded = text_trim((struct text){out, length});
    return folded.length > 0 ? folded : TEXT_NONE;
}

bool front_matter_yaml_value(struct text block, struct text key, struct arena *arena,
                             struct text *out)
{
    struct walk walk = {.key = key, .value = BUFFER_UP_TO(FRONT_MATTER_BYTES_MAX * 2)};
    if (!yaml_parser_initialize(&walk.parser)) {
        return false;
    }
    yaml_parser_set_encoding(&walk.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&walk.parser, (const unsigned char *)block.at, block.length);
    bool is_yaml = walk_block(&walk) && buffer_status(&walk.value) == STATUS_OK;
    *out = is_yaml ? fold(buffer_text(&walk.value), arena) : TEXT_NONE;
    yaml_parser_delete(&walk.parser);
    buffer_clear(&walk.value);
    return is_yaml;
}
