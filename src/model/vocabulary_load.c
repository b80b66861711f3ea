/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the tables. Each column of each table has one reader, which checks the field it reads. */

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "chancery/base/array.h"
#include "chancery/base/file.h"
#include "chancery/base/number.h"
#include "chancery/base/table.h"
#include "chancery/model/vocabulary_speech.h"
#include "vocabulary_tables.h"

/* The most memory that the rows of one table take while it is read. */
#define ROWS_BYTES_MAX ((size_t)256 * 1024 * 1024)
/* Shorter aliases are cuts and abbreviations, to which too many words are near: LENING, USEU. */
#define GUESSABLE_ALIAS_LETTERS ((size_t)7)
/* Where the load is. */
struct load {
    struct vocabulary *vocabulary;
    struct vocabulary_records *records;
    const struct table_rule *rule;
    size_t line;
    void *record; /* being read */
    struct error *error;
};

struct field_rule {
    const char *column;
    enum status (*read)(struct load *load, const struct field_rule *rule, struct text value);
    size_t offset; /* of the field in its record */
};

struct table_rule {
    const char *file;
    size_t item_bytes;
    struct field_rule fields[6]; /* up to one without a column */
};

PRINTF_LIKE(2, 3) static enum status invalid(const struct load *load, const char *format, ...)
{
    char message[sizeof(load->error->message)];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    return error_set(load->error, STATUS_INVALID, "%s: line %zu: %s", load->rule->file, load->line,
                     message);
}

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, "no memory for the vocabulary");
}

static void *field_at(const struct load *load, const struct field_rule *rule)
{
    return (char *)load->record + rule->offset;
}

static void field_set(const struct load *load, const struct field_rule *rule, struct text value)
{
    value = value.length > 0 ? value : TEXT_NONE;
    memcpy(field_at(load, rule), &value, sizeof(value));
}

static enum status read_optional(struct load *load, const struct field_rule *rule,
                                 struct text value)
{
    field_set(load, rule, value);
    return STATUS_OK;
}

static enum status read_filled(struct load *load, const struct field_rule *rule, struct text value)
{
    if (value.length == 0) {
        return invalid(load, "%s is empty", rule->column);
    }
    field_set(load, rule, value);
    return STATUS_OK;
}

/* Whether value is written as fold would have it, so that tables have one spelling for a thing. */
static enum status check_spelling(const struct load *load, const struct field_rule *rule,
                                  struct text value,
                                  bool (*fold)(struct text, struct vocabulary_key *))
{
    struct vocabulary_key key;
    if (value.length == 0) {
        return invalid(load, "%s is empty", rule->column);
    }
    if (!fold(value, &key)) {
        return invalid(load, "%s is longer than %d bytes", rule->column, VOCABULARY_KEY_BYTES_MAX);
    }
    if (!text_equal(value, vocabulary_key_text(&key))) {
        return invalid(load, "%s '%.*s' should be written '%.*s'", rule->column,
                       TEXT_ARGUMENTS(value), TEXT_ARGUMENTS(vocabulary_key_text(&key)));
    }
    return STATUS_OK;
}

static enum status add_key(struct load *load, const struct field_rule *rule, struct text value)
{
    if (map_find(&load->records->by_key, value)) {
        return invalid(load, "%s '%.*s' stands twice", rule->column, TEXT_ARGUMENTS(value));
    }
    field_set(load, rule, value);
    if (!map_set(load->vocabulary->arena, &load->records->by_key, value, load->record)) {
        return no_memory(load->error);
    }
    return STATUS_OK;
}

static enum status read_key(struct load *load, const struct field_rule *rule, struct text value)
{
    enum status status = check_spelling(load, rule, value, vocabulary_fold_case);
    return status ? status : add_key(load, rule, value);
}

/* A key that stands in its table in its usual case. */
static enum status read_word(struct load *load, const struct field_rule *rule, struct text value)
{
    struct vocabulary_key key;
    if (value.length == 0 || !vocabulary_fold_case(value, &key)) {
        return invalid(load, "%s is empty, or longer than %d bytes", rule->column,
                       VOCABULARY_KEY_BYTES_MAX);
    }
    struct text folded = arena_text(load->vocabulary->arena, vocabulary_key_text(&key));
    if (!folded.at) {
        return no_memory(load->error);
    }
    enum status status = add_key(load, rule, folded);
    field_set(load, rule, value);
    return status;
}

static bool is_code(struct text value)
{
    return value.length == 2 && text_is_upper(value.at[0]) && text_is_upper(value.at[1]);
}

static enum status read_code(struct load *load, const struct field_rule *rule, struct text value)
{
    if (!is_code(value)) {
        return invalid(load, "%s '%.*s' is not two letters", rule->column, TEXT_ARGUMENTS(value));
    }
    return add_key(load, rule, value);
}

static enum status read_country(struct load *load, const struct field_rule *rule, struct text value)
{
    if (value.length > 0 && !is_code(value)) {
        return invalid(load, "%s '%.*s' is not two letters", rule->column, TEXT_ARGUMENTS(value));
    }
    if (value.length > 0 && !vocabulary_country(load->vocabulary, value)) {
        return invalid(load, "%s '%.*s' is not in countries.tsv", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    field_set(load, rule, value);
    return STATUS_OK;
}

static enum status read_country_name(struct load *load, const struct field_rule *rule,
                                     struct text value)
{
    struct vocabulary_key key;
    struct map *names = &load->vocabulary->country_names;
    enum status status = read_filled(load, rule, value);
    if (status) {
        return status;
    }
    if (!vocabulary_fold_name(value, &key)) {
        return invalid(load, "%s is longer than %d bytes", rule->column, VOCABULARY_KEY_BYTES_MAX);
    }
    const void *other = map_find(names, vocabulary_key_text(&key));
    if (other && other != load->record) {
        return invalid(load, "%s '%.*s' stands twice", rule->column, TEXT_ARGUMENTS(value));
    }
    struct text folded = arena_text(load->vocabulary->arena, vocabulary_key_text(&key));
    if (!folded.at || !map_set(load->vocabulary->arena, names, folded, load->record)) {
        return no_memory(load->error);
    }
    return STATUS_OK;
}

static bool is_among(struct text value, const char *const *words, size_t count)
{
    size_t i = 0;
    while (i < count && !text_equal(value, text_of(words[i]))) {
        i++;
    }
    return i < count;
}

static enum status read_tag_kind(struct load *load, const struct field_rule *rule,
                                 struct text value)
{
    static const char *const kinds[] = {"subject", "country", "organization", "program"};
    if (!is_among(value, kinds, COUNT_OF(kinds))) {
        return invalid(load, "%s '%.*s' is not subject, country, organization or program",
                       rule->column, TEXT_ARGUMENTS(value));
    }
    return read_filled(load, rule, value);
}

static enum status read_caption_kind(struct load *load, const struct field_rule *rule,
                                     struct text value)
{
    static const char *const kinds[] = {"distribution", "handling", "channel"};
    if (!is_among(value, kinds, COUNT_OF(kinds))) {
        return invalid(load, "%s '%.*s' is not distribution, handling or channel", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    return read_filled(load, rule, value);
}

static enum status read_phrase_kind(struct load *load, const struct field_rule *rule,
                                    struct text value)
{
    static const char *const kinds[] = {"agency",    "caption",  "chrome", "edition",
                                        "masthead",  "modified", "office", "particle",
                                        "published", "section",  "source"};
    if (!is_among(value, kinds, COUNT_OF(kinds))) {
        return invalid(load, "%s '%.*s' is not one that the head of the file lists", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    return read_filled(load, rule, value);
}

/* "en fr" */
static enum status read_languages(struct load *load, const struct field_rule *rule,
                                  struct text value)
{
    struct text rest = value;
    struct text code;
    while (text_take_word(&rest, &code)) {
        if (code.length != 2 || !text_is_lower(code.at[0]) || !text_is_lower(code.at[1])) {
            return invalid(load, "%s '%.*s' is not two small letters", rule->column,
                           TEXT_ARGUMENTS(code));
        }
    }
    return read_filled(load, rule, value);
}

/* Let folded lead to station; when is_guessable, a damaged form of it too. */
static enum status add_name(struct load *load, struct text folded,
                            struct vocabulary_station *station, bool is_guessable)
{
    struct arena *arena = load->vocabulary->arena;
    if (!map_set(arena, &load->vocabulary->station_names, folded, station)) {
        return no_memory(load->error);
    }
    if (!is_guessable) {
        return STATUS_OK;
    }
    struct vocabulary_name *name = LIST_ADD(arena, &load->vocabulary->names);
    if (!name) {
        return no_memory(load->error);
    }
    *name = (struct vocabulary_name){folded, vocabulary_letters(folded), station};
    return STATUS_OK;
}

static enum status read_station_key(struct load *load, const struct field_rule *rule,
                                    struct text value)
{
    enum status status = check_spelling(load, rule, value, vocabulary_fold_name);
    if (!status) {
        status = add_key(load, rule, value);
    }
    return status ? status : add_name(load, value, load->record, true);
}

static enum status read_alias(struct load *load, const struct field_rule *rule, struct text value)
{
    struct vocabulary_key key;
    enum status status = check_spelling(load, rule, value, vocabulary_fold_case);
    if (status) {
        return status;
    }
    struct vocabulary_alias *alias = load->record;
    if (!vocabulary_fold_name(value, &key) ||
        map_find(&load->vocabulary->station_names, vocabulary_key_text(&key))) {
        return invalid(load, "alias '%.*s' stands twice, or finds its station without this line",
                       TEXT_ARGUMENTS(value));
    }
    alias->folded = arena_text(load->vocabulary->arena, vocabulary_key_text(&key));
    field_set(load, rule, value);
    return alias->folded.at ? STATUS_OK : no_memory(load->error);
}

static enum status read_alias_station(struct load *load, const struct field_rule *rule,
                                      struct text value)
{
    struct vocabulary_alias *alias = load->record;
    alias->station = map_find(&load->vocabulary->tables[VOCABULARY_STATIONS].by_key, value);
    if (!alias->station) {
        return invalid(load, "%s '%.*s' is not in stations.tsv", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    return add_name(load, alias->folded, alias->station,
                    alias->folded.length >= GUESSABLE_ALIAS_LETTERS);
}

static enum status read_station(struct load *load, const struct field_rule *rule, struct text value)
{
    if (value.length > 0 &&
        !map_find(&load->vocabulary->tables[VOCABULARY_STATIONS].by_key, value)) {
        return invalid(load, "%s '%.*s' is not in stations.tsv", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    field_set(load, rule, value);
    return STATUS_OK;
}

static enum status read_degrees(struct load *load, const struct field_rule *rule, struct text value,
                                double most)
{
    double degrees = 0;
    if (!vocabulary_degrees(value, most, &degrees)) {
        return invalid(load, "%s '%.*s' is not degrees between -%.0f and %.0f", rule->column,
                       TEXT_ARGUMENTS(value), most, most);
    }
    memcpy(field_at(load, rule), &degrees, sizeof(degrees));
    return STATUS_OK;
}

static enum status read_latitude(struct load *load, const struct field_rule *rule,
                                 struct text value)
{
    return read_degrees(load, rule, value, 90);
}

static enum status read_longitude(struct load *load, const struct field_rule *rule,
                                  struct text value)
{
    return read_degrees(load, rule, value, 180);
}

/* Which of names value is. */
static enum status read_choice(struct load *load, const struct field_rule *rule, struct text value,
                               const char *const *names, int count)
{
    int found = 0;
    while (found < count && !text_equal(value, text_of(names[found]))) {
        found++;
    }
    if (found == count) {
        return invalid(load, "%s '%.*s' is not one that the head of the file lists", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    memcpy(field_at(load, rule), &found, sizeof(found));
    return STATUS_OK;
}

static enum status read_place_kind(struct load *load, const struct field_rule *rule,
                                   struct text value)
{
    static const char *const kinds[] = {
        [VOCABULARY_PLACE_NONE] = "none",
        [VOCABULARY_PLACE_COUNTRY] = "country",
        [VOCABULARY_PLACE_DOUBTFUL] = "doubtful",
        [VOCABULARY_PLACE_DEMONYM] = "demonym",
        [VOCABULARY_PLACE_GOVERNMENT] = "government",
        [VOCABULARY_PLACE_CITY] = "city",
        [VOCABULARY_PLACE_REGION] = "region",
        [VOCABULARY_PLACE_WATER] = "water",
        [VOCABULARY_PLACE_BUILDING] = "building",
    };
    return read_choice(load, rule, value, kinds, COUNT_OF(kinds));
}

static enum status read_word_kind(struct load *load, const struct field_rule *rule,
                                  struct text value)
{
    static const char *const kinds[] = {
        [VOCABULARY_WORD_MONTH] = "month",     [VOCABULARY_WORD_WEEKDAY] = "weekday",
        [VOCABULARY_WORD_DAY] = "day",         [VOCABULARY_WORD_SHIFT] = "shift",
        [VOCABULARY_WORD_UNIT] = "unit",       [VOCABULARY_WORD_NUMBER] = "number",
        [VOCABULARY_WORD_SCALE] = "scale",     [VOCABULARY_WORD_CURRENCY] = "currency",
        [VOCABULARY_WORD_FUTURE] = "future",   [VOCABULARY_WORD_LEAD] = "lead",
        [VOCABULARY_WORD_SMALL] = "small",     [VOCABULARY_WORD_STOP] = "stop",
        [VOCABULARY_WORD_BY_NAME] = "by_name", [VOCABULARY_WORD_FEATURE] = "feature",
        [VOCABULARY_WORD_ASKER] = "asker",     [VOCABULARY_WORD_ASKED] = "asked",
        [VOCABULARY_WORD_ASK] = "ask",         [VOCABULARY_WORD_NO_SYMBOL] = "no_symbol",
    };
    return read_choice(load, rule, value, kinds, COUNT_OF(kinds));
}

/* A value that must be a whole number where the kind of its word counts something. */
static enum status read_value(struct load *load, const struct field_rule *rule, struct text value)
{
    struct vocabulary_word *word = load->record;
    field_set(load, rule, value);
    bool is_number = number_read(value, INT64_MIN + 1, INT64_MAX, &word->value);
    if (!is_number && word->kind <= VOCABULARY_WORD_SCALE) {
        return invalid(load, "%s '%.*s' is not a number", rule->column, TEXT_ARGUMENTS(value));
    }
    return STATUS_OK;
}

static enum status read_roles(struct load *load, const struct field_rule *rule, struct text value)
{
    struct vocabulary_name_word *word = load->record;
    if (!vocabulary_read_roles(value, &word->roles)) {
        return invalid(load, "%s '%.*s' are not those that the head of the file lists",
                       rule->column, TEXT_ARGUMENTS(value));
    }
    return STATUS_OK;
}

static enum status read_organization_name(struct load *load, const struct field_rule *rule,
                                          struct text value)
{
    field_set(load, rule, value);
    enum status status = vocabulary_add_organization(load->vocabulary, load->record);
    if (status == STATUS_INVALID) {
        return invalid(load, "%s '%.*s' is empty, too long, or stands twice", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    return status ? no_memory(load->error) : STATUS_OK;
}

static enum status read_place_name(struct load *load, const struct field_rule *rule,
                                   struct text value)
{
    field_set(load, rule, value);
    enum status status = vocabulary_add_place(load->vocabulary, load->record);
    if (status == STATUS_INVALID) {
        return invalid(load, "%s '%.*s' is empty, too long, or stands twice", rule->column,
                       TEXT_ARGUMENTS(value));
    }
    return status ? no_memory(load->error) : STATUS_OK;
}

static enum status read_speech_kinds(struct load *load, const struct field_rule *rule,
                                     struct text value)
{
    struct vocabulary_speech *speech = load->record;
    speech->kinds = vocabulary_speech_kinds(value);
    return speech->kinds
               ? STATUS_OK
               : invalid(load, "%s '%.*s' are not all such that the head of the file lists",
                         rule->column, TEXT_ARGUMENTS(value));
}

static enum status read_speech_takes(struct load *load, const struct field_rule *rule,
                                     struct text value)
{
    struct vocabulary_speech *speech = load->record;
    return vocabulary_speech_takes(value, &speech->takes)
               ? STATUS_OK
               : invalid(load, "%s '%.*s' are not small letters", rule->column,
                         TEXT_ARGUMENTS(value));
}

static enum status read_event_form(struct load *load, const struct field_rule *rule,
                                   struct text value)
{
    static const char *const forms[] = {"noun", "plural", "verb"};
    return read_choice(load, rule, value, forms, COUNT_OF(forms));
}

#define FIELD(record, field, reader)                   \
    {                                                  \
#field, reader, offsetof(struct record, field) \
    }

static const struct table_rule tables[] = {
    [VOCABULARY_COUNTRIES] = {"countries.tsv",
                              sizeof(struct vocabulary_country),
                              {FIELD(vocabulary_country, code, read_code),
                               FIELD(vocabulary_country, name, read_country_name),
                               FIELD(vocabulary_country, long_name, read_country_name),
                               FIELD(vocabulary_country, demonym, read_filled),
                               FIELD(vocabulary_country, capital, read_optional)}},
    [VOCABULARY_TAGS] = {"tags.tsv",
                         sizeof(struct vocabulary_tag),
                         {FIELD(vocabulary_tag, tag, read_key),
                          FIELD(vocabulary_tag, kind, read_tag_kind),
                          FIELD(vocabulary_tag, label, read_filled),
                          FIELD(vocabulary_tag, country, read_country)}},
    [VOCABULARY_STATIONS] = {"stations.tsv",
                             sizeof(struct vocabulary_station),
                             {FIELD(vocabulary_station, station, read_station_key),
                              FIELD(vocabulary_station, name, read_filled),
                              FIELD(vocabulary_station, country, read_country),
                              FIELD(vocabulary_station, latitude, read_latitude),
                              FIELD(vocabulary_station, longitude, read_longitude)}},
    [VOCABULARY_STATION_ALIASES] = {"station_aliases.tsv",
                                    sizeof(struct vocabulary_alias),
                                    {FIELD(vocabulary_alias, alias, read_alias),
                                     FIELD(vocabulary_alias, station, read_alias_station)}},
    [VOCABULARY_ROUTING_INDICATORS] = {"routing_indicators.tsv",
                                       sizeof(struct vocabulary_routing),
                                       {FIELD(vocabulary_routing, routing_indicator, read_key),
                                        FIELD(vocabulary_routing, name, read_filled),
                                        FIELD(vocabulary_routing, station, read_station),
                                        FIELD(vocabulary_routing, country, read_country)}},
    [VOCABULARY_ADDRESS_PREFIXES] = {"address_prefixes.tsv",
                                     sizeof(struct vocabulary_prefix),
                                     {FIELD(vocabulary_prefix, prefix, read_key),
                                      FIELD(vocabulary_prefix, meaning, read_filled)}},
    [VOCABULARY_ADDRESS_PLACES] = {"address_places.tsv",
                                   sizeof(struct vocabulary_place),
                                   {{"suffix", read_key, offsetof(struct vocabulary_place, name)},
                                    FIELD(vocabulary_place, country, read_country)}},
    [VOCABULARY_ADDRESSEES] = {"addressees.tsv",
                               sizeof(struct vocabulary_place),
                               {FIELD(vocabulary_place, name, read_key),
                                FIELD(vocabulary_place, country, read_country)}},
    [VOCABULARY_CAPTIONS] = {"captions.tsv",
                             sizeof(struct vocabulary_caption),
                             {FIELD(vocabulary_caption, caption, read_key),
                              FIELD(vocabulary_caption, kind, read_caption_kind),
                              FIELD(vocabulary_caption, meaning, read_filled)}},
    [VOCABULARY_OFFICE_SYMBOLS] = {"office_symbols.tsv",
                                   sizeof(struct vocabulary_office),
                                   {FIELD(vocabulary_office, symbol, read_key),
                                    FIELD(vocabulary_office, meaning, read_filled)}},
    [VOCABULARY_STOP_WORDS] = {"stop_words.tsv",
                               sizeof(struct vocabulary_stop_word),
                               {FIELD(vocabulary_stop_word, word, read_word),
                                FIELD(vocabulary_stop_word, languages, read_languages)}},
    [VOCABULARY_PHRASES] = {"news_phrases.tsv",
                            sizeof(struct vocabulary_phrase),
                            {FIELD(vocabulary_phrase, phrase, read_word),
                             FIELD(vocabulary_phrase, kind, read_phrase_kind)}},
    [VOCABULARY_TITLE_WORDS] = {"title_words.tsv",
                                sizeof(struct vocabulary_title_word),
                                {FIELD(vocabulary_title_word, word, read_key),
                                 FIELD(vocabulary_title_word, meaning, read_filled)}},
    [VOCABULARY_PLACE_NAMES] = {"place_names.tsv",
                                sizeof(struct vocabulary_place_name),
                                {FIELD(vocabulary_place_name, name, read_place_name),
                                 FIELD(vocabulary_place_name, kind, read_place_kind),
                                 FIELD(vocabulary_place_name, country, read_country)}},
    [VOCABULARY_WORDS] = {"fact_words.tsv",
                          sizeof(struct vocabulary_word),
                          {FIELD(vocabulary_word, word, read_word),
                           FIELD(vocabulary_word, kind, read_word_kind),
                           {"value", read_value, offsetof(struct vocabulary_word, text)}}},
    [VOCABULARY_SPEECH] = {"speech_words.tsv",
                           sizeof(struct vocabulary_speech),
                           {FIELD(vocabulary_speech, word, read_word),
                            FIELD(vocabulary_speech, kinds, read_speech_kinds),
                            FIELD(vocabulary_speech, takes, read_speech_takes)}},
    [VOCABULARY_NAME_WORDS] = {"name_words.tsv",
                               sizeof(struct vocabulary_name_word),
                               {FIELD(vocabulary_name_word, word, read_word),
                                FIELD(vocabulary_name_word, roles, read_roles)}},
    [VOCABULARY_ORGANIZATIONS] = {"organizations.tsv",
                                  sizeof(struct vocabulary_organization),
                                  {FIELD(vocabulary_organization, name, read_organization_name),
                                   FIELD(vocabulary_organization, main, read_filled),
                                   FIELD(vocabulary_organization, country, read_country),
                                   FIELD(vocabulary_organization, parent, read_optional)}},
    [VOCABULARY_EVENT_WORDS] = {"event_words.tsv",
                                sizeof(struct vocabulary_event_word),
                                {FIELD(vocabulary_event_word, word, read_word),
                                 FIELD(vocabulary_event_word, form, read_event_form),
                                 FIELD(vocabulary_event_word, kind, read_filled)}},
};

static_assert(COUNT_OF(tables) == VOCABULARY_TABLE_COUNT, "each table has its rule");

static enum status read_row(struct load *load, const struct table_row *row)
{
    load->line = row->line;
    const struct field_rule *fields = load->rule->fields;
    for (size_t i = 0; fields[i].column; i++) {
        enum status status = fields[i].read(load, &fields[i], row->fields[i]);
        if (status) {
            return status;
        }
    }
    return STATUS_OK;
}

static enum status read_rows(struct load *load, const struct table *rows)
{
    struct vocabulary_records *records = load->records;
    records->item_bytes = load->rule->item_bytes;
    /* One record more than there are, so that an empty table is no special case. */
    records->items = arena_take(load->vocabulary->arena, (rows->count + 1) * records->item_bytes);
    if (!records->items) {
        return no_memory(load->error);
    }
    for (size_t i = 0; i < rows->count; i++) {
        load->record = records->items + i * records->item_bytes;
        enum status status = read_row(load, &rows->items[i]);
        if (status) {
            return status;
        }
        records->count++;
    }
    return STATUS_OK;
}

/* The bytes of one table, kept as long as the vocabulary. */
static enum status read_file(const struct load *load, const char *folder, struct text *out)
{
    AUTO_BUFFER path = BUFFER_UP_TO(4096);
    AUTO_BUFFER bytes = BUFFER_UP_TO(VOCABULARY_FILE_BYTES_MAX);
    buffer_add_format(&path, "%s/%s", folder, load->rule->file);
    enum status status = buffer_status(&path);
    if (status) {
        return error_set(load->error, status, "the name of the vocabulary folder is too long");
    }
    status = file_read(path.bytes, &bytes, load->error);
    if (status) {
        return status;
    }
    struct text source = bytes.length > 0 ? buffer_text(&bytes) : TEXT("");
    *out = arena_text(load->vocabulary->arena, source);
    return out->at ? STATUS_OK : no_memory(load->error);
}

static enum status read_table(struct load *load, const char *folder)
{
    const char *columns[COUNT_OF(load->rule->fields)];
    size_t count = 0;
    while (load->rule->fields[count].column) {
        columns[count] = load->rule->fields[count].column;
        count++;
    }
    struct text source = TEXT_NONE;
    enum status status = read_file(load, folder, &source);
    if (status) {
        return status;
    }
    AUTO_ARENA arena = arena_new(ROWS_BYTES_MAX);
    if (!arena) {
        return no_memory(load->error);
    }
    struct table rows;
    struct error error = ERROR_NONE;
    status = table_read(source, columns, count, arena, &rows, &error);
    if (status) {
        return error_set(load->error, status, "%s: %s", load->rule->file, error.message);
    }
    return read_rows(load, &rows);
}

static enum status read_tables(struct vocabulary *vocabulary, const char *folder,
                               struct error *error)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        struct load load = {.vocabulary = vocabulary,
                            .records = &vocabulary->tables[i],
                            .rule = &tables[i],
                            .error = error};
        enum status status = read_table(&load, folder);
        if (status) {
            return status;
        }
    }
    vocabulary_note_stop_words(vocabulary);
    return vocabulary_add_countries(vocabulary) || vocabulary_add_meanings(vocabulary)
               ? no_memory(error)
               : STATUS_OK;
}

enum status vocabulary_load(const char *folder, struct vocabulary **out, struct error *error)
{
    struct vocabulary *vocabulary = vocabulary_new();
    if (!vocabulary) {
        return no_memory(error);
    }
    enum status status = read_tables(vocabulary, folder, error);
    if (status) {
        (void)vocabulary_free(vocabulary);
        return status;
    }
    *out = vocabulary;
    return STATUS_OK;
}
