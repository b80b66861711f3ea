/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <unistd.h>

#include "chancery/base/number.h"
#include "chancery/ingest/library.h"
#include "chancery/search/passages.h"
#include "chancery/search/query_parser.h"

#include "command.h"
#include "config.h"

/* How many documents are shown when nobody says, and at most. */
#define LIMIT_DEFAULT 10
#define LIMIT_MAX     10000

/* How many passages of a document are shown. */
#define PASSAGES 2

/* The most memory for the set that a query finds, and for showing one document. */
#define HITS_BYTES_MAX ((size_t)4 * 1024 * 1024 * 1024)
#define ITEM_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* What the command line asks for. */
struct search_arguments {
    const char *config;
    const char *store;
    int64_t limit;
    struct buffer query;
};

static const struct argp_option option_list[] = {
    {"store", 's', "FILE", 0, "The store. Required", 0},
    {"limit", 'n', "COUNT", 0, "Show at most COUNT documents (default 10)", 0},
    {"config", 'c', "FOLDER", 0, "Read the vocabularies in FOLDER/vocabulary", 0},
    {0},
};

static void add_word(struct search_arguments *arguments, const char *word)
{
    buffer_add(&arguments->query, arguments->query.length > 0 ? TEXT(" ") : TEXT(""));
    buffer_add(&arguments->query, text_of(word));
}

static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct search_arguments *arguments = state->input;
    switch (key) {
    case 's':
        arguments->store = value;
        return 0;
    case 'n':
        if (!number_read(text_of(value), 0, LIMIT_MAX, &arguments->limit)) {
            argp_error(state, "--limit takes a number from 0 to %d", LIMIT_MAX);
        }
        return 0;
    case 'c':
        arguments->config = value;
        return 0;
    case ARGP_KEY_ARG:
        add_word(arguments, value);
        return 0;
    case ARGP_KEY_END:
        if (!arguments->store) {
            argp_error(state, "name the store: --store FILE");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list,
    take_option,
    "QUERY...",
    "Print the documents that answer QUERY, best first, with the passages that match.\v"
    "Words next to each other mean AND; \"a phrase\", AND OR NOT, -word, cooperat*, =word, "
    "title:word, tag:PREL, date:2007-02 and the other fields of the API work here too. A query "
    "that "
    "begins with - comes after --.\n\n"
    "Exit codes: 0 something was found, or nothing; 1 it could not be searched; 64 wrong "
    "arguments.",
    NULL,
    NULL,
    NULL,
};

static enum status read_document(void *context, int64_t key, struct arena *arena,
                                 struct document **out, struct error *error)
{
    return store_reader_document(context, key, STORE_PART_PARAGRAPHS, arena, out, error);
}

/* Documents come from outside: what a terminal might take for a command is shown as a blank. */
static void print_plain(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        unsigned char next = i + 1 < text.length ? (unsigned char)text.at[i + 1] : 0;
        bool is_command = c < 0x20 || c == 0x7F || (c == 0xC2 && next < 0xA0);
        if (is_command) {
            i += c == 0xC2 ? 1 : 0;
            c = ' ';
        }
        (void)putchar(c);
    }
}

static void print_segments(const struct search_segments *segments, bool is_terminal)
{
    for (size_t i = 0; i < segments->count; i++) {
        bool is_bold = segments->items[i].is_match && is_terminal;
        (void)printf("%s", is_bold ? "\033[1m" : "");
        print_plain(segments->items[i].text);
        (void)printf("%s", is_bold ? "\033[0m" : "");
    }
}

static void print_card(const struct index_card *card, const struct search_passages *passages,
                       bool is_terminal)
{
    print_plain(card->id);
    (void)printf("  ");
    print_plain(card->date.at ? text_slice(card->date, 0, 10) : TEXT("undated"));
    (void)printf("  ");
    if (passages->title.count > 0) {
        print_segments(&passages->title, is_terminal);
    } else {
        print_plain(card->title);
    }
    (void)printf("\n");
}

static enum status print_hit(struct search_hits *hits, const struct search_hit *hit,
                             bool is_terminal, struct error *error)
{
    AUTO_ARENA arena = arena_new(ITEM_BYTES_MAX);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a document");
    }
    struct search_passages_request wanted = {.limit = PASSAGES};
    struct search_passages passages = {0};
    enum status status = search_passages(hits, hit, &wanted, arena, &passages, error);
    if (status) {
        return status;
    }
    struct index_card card = index_card(search_hits_source(hits)->index, hit->document);
    print_card(&card, &passages, is_terminal);
    for (size_t i = 0; i < passages.count; i++) {
        struct text mark = passages.document->paragraphs.items[passages.items[i].paragraph].mark;
        (void)printf("    ");
        if (mark.length > 0) {
            (void)printf("(");
            print_plain(mark);
            (void)printf(") ");
        }
        print_segments(&passages.items[i].segments, is_terminal);
        (void)printf("\n");
    }
    return STATUS_OK;
}

static enum status print_hits(const struct search_arguments *arguments,
                              const struct search_source *source, struct error *error)
{
    AUTO_ARENA arena = arena_new(HITS_BYTES_MAX);
    struct parsed_query parsed;
    struct search_hits *hits = NULL;
    struct search_page page = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a search");
    }
    enum status status = query_parse(buffer_text(&arguments->query), arena, &parsed, error);
    if (status) {
        return status;
    }
    for (size_t i = 0; i < parsed.repairs.count; i++) {
        (void)fprintf(stderr, "chancery search: %.*s\n",
                      TEXT_ARGUMENTS(parsed.repairs.items[i].detail));
    }
    struct search_request request = {.query = parsed.root, .limit = (size_t)arguments->limit};
    status = search_find(source, &request, arena, &hits, error);
    status = status ? status : search_page(hits, arena, &page, error);
    for (size_t i = 0; !status && i < page.count; i++) {
        status = print_hit(hits, &page.items[i], isatty(STDOUT_FILENO) == 1, error);
    }
    if (!status) {
        size_t count = search_count(hits);
        (void)printf("%zu document%s\n", count, count == 1 ? "" : "s");
    }
    return status;
}

/* Search what a library holds, which is loaded. */
static enum status search_library(const struct search_arguments *arguments, struct library *library,
                                  struct error *error)
{
    struct generation *generation = generation_take(library);
    if (!generation || !generation->index) {
        generation_release(generation);
        return error_set(error, STATUS_NOT_FOUND, "the store holds nothing yet");
    }
    struct store_reader *reader = generation_reader_take(generation);
    struct search_source source = {.index = generation->index,
                                   .generation = generation->number,
                                   .read = read_document,
                                   .context = reader};
    enum status status = print_hits(arguments, &source, error);
    generation_reader_release(generation, reader);
    generation_release(generation);
    return status;
}

static enum status search_store(const struct search_arguments *arguments, struct error *error)
{
    AUTO_STORE_READER reader = NULL;
    struct library *library = NULL;
    struct library_load_result result;
    struct library_options options = {.store_path = arguments->store,
                                      .config_folder = config_folder(arguments->config)};
    /* A store that is not there must not be made by asking it something. */
    enum status status = store_reader_open(arguments->store, &reader, error);
    status = status ? status : library_open(&options, &library, error);
    status = status ? status : library_load(library, NULL, NULL, &result, error);
    status = status ? status : search_library(arguments, library, error);
    library_close(library);
    return status;
}

enum status command_search(int argc, char **argv, struct error *error)
{
    struct search_arguments arguments = {.limit = LIMIT_DEFAULT,
                                         .query = BUFFER_UP_TO(QUERY_BYTES_MAX)};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    if (!status && buffer_status(&arguments.query)) {
        status = error_set(error, STATUS_LIMIT, "the query is over %zu bytes", QUERY_BYTES_MAX);
    }
    status = status ? status : search_store(&arguments, error);
    buffer_clear(&arguments.query);
    return status;
}
