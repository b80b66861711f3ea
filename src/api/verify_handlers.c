/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/api/record_json.h"

#include "handlers.h"
#include "item.h"
#include "paging.h"
#include "quotation.h"
#include "verify_handlers.h"

/* How many paragraphs are compared with a quotation, and how many of these are told. */
#define CANDIDATES_MAX 20
#define PLACES_MAX     10

/* How many words of it are looked for together, and how many each by itself. */
#define PHRASE_WORDS_MAX 30
#define WORDS_MAX        40

static const struct http_parameter items[] = {
    {.name = "quotation",
     .kind = HTTP_PARAMETER_TEXT,
     .offset = offsetof(struct list_parameters, quotation),
     .most = 8192,
     .summary = "The words that are said to stand in a document; at most 400.",
     .example = "It would not be sorry to come second."},
};
const struct http_parameters verify_parameters = HTTP_PARAMETERS(items);

/* A paragraph that has the quotation, or most of it. */
struct quoted_place {
    uint32_t document; /* in the index */
    uint32_t paragraph;
    const struct document *read;
    struct quotation_match match;
};

struct quoted_places {
    LIST_OF(struct quoted_place);
};

struct verifying {
    const struct view *view;
    const struct finding *finding;
    struct text quotation;
    struct arena *arena;
    struct quoted_places places;
};

static struct text first_words(struct text text, size_t count)
{
    struct text rest = text;
    struct text word;
    for (size_t i = 0; i < count && text_take_word(&rest, &word); i++) {
    }
    return text_slice(text, 0, text.length - rest.length);
}

static struct query_node *add_child(struct arena *arena, struct query_node *node,
                                    enum query_kind kind)
{
    struct query_node *child = query_node_new(arena, kind);
    struct query_node **place = child ? LIST_ADD(arena, &node->children) : NULL;
    if (place) {
        *place = child;
    }
    return place ? child : NULL;
}

/* The first words as they stand, or all words each by itself, within what else is asked for. */
static struct query_node *make_query(const struct verifying *verifying, bool as_phrase)
{
    struct arena *arena = verifying->arena;
    struct query_node *root = query_node_new(arena, QUERY_AND);
    struct query_node **asked = root ? LIST_ADD(arena, &root->children) : NULL;
    if (!asked) {
        return NULL;
    }
    *asked = verifying->finding->query.root;
    if (as_phrase) {
        struct query_node *phrase = add_child(arena, root, QUERY_PHRASE);
        if (phrase) {
            phrase->text = first_words(verifying->quotation, PHRASE_WORDS_MAX);
        }
        return phrase ? root : NULL;
    }
    struct query_node *any = add_child(arena, root, QUERY_OR);
    struct text rest = verifying->quotation;
    struct text word;
    for (size_t i = 0; any && i < WORDS_MAX && text_take_word(&rest, &word); i++) {
        struct query_node *term = add_child(arena, any, QUERY_TERM);
        if (term) {
            term->text = word;
        }
    }
    return any;
}

static bool has_place(const struct quoted_places *places, const struct search_hit *hit)
{
    for (size_t i = 0; i < places->count; i++) {
        if (places->items[i].document == hit->document &&
            places->items[i].paragraph == hit->paragraph) {
            return true;
        }
    }
    return false;
}

static enum status compare(struct verifying *verifying, const struct search_hit *hit,
                           struct error *error)
{
    struct document *document = NULL;
    int64_t key = index_document_key(verifying->view->source.index, hit->document);
    enum status status = store_reader_document(verifying->view->reader, key, STORE_PART_ALL,
                                               verifying->arena, &document, error);
    if (status || hit->paragraph >= document->paragraphs.count) {
        return status;
    }
    struct quoted_place place = {hit->document, hit->paragraph, document, {0}};
    const struct paragraph *paragraph = &document->paragraphs.items[hit->paragraph];
    if (quotation_match(verifying->quotation, paragraph->text, verifying->arena, &place.match) &&
        place.match.same_count * 5 >= place.match.word_count * 3) {
        struct quoted_place *item = LIST_ADD(verifying->arena, &verifying->places);
        if (item) {
            *item = place;
        }
    }
    return STATUS_OK;
}

static enum status look(struct verifying *verifying, bool as_phrase, struct error *error)
{
    struct search_request request = {.query = make_query(verifying, as_phrase),
                                     .filters = verifying->finding->request.filters,
                                     .unit = SEARCH_PARAGRAPHS,
                                     .limit = CANDIDATES_MAX};
    struct search_hits *hits = NULL;
    struct search_page page;
    if (!request.query) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a quotation");
    }
    enum status status =
        search_find(&verifying->view->source, &request, verifying->arena, &hits, error);
    status = status ? status : search_page(hits, verifying->arena, &page, error);
    for (size_t i = 0; !status && i < page.count; i++) {
        if (!has_place(&verifying->places, &page.items[i])) {
            status = compare(verifying, &page.items[i], error);
        }
    }
    return status;
}

/* The fewest changes first; few enough to be sorted simply. */
static void sort_places(struct quoted_places *places)
{
    for (size_t i = 1; i < places->count; i++) {
        for (size_t k = i; k > 0; k--) {
            if (places->items[k].match.distance >= places->items[k - 1].match.distance) {
                break;
            }
            struct quoted_place swap = places->items[k];
            places->items[k] = places->items[k - 1];
            places->items[k - 1] = swap;
        }
    }
}

static void write_pieces(const struct quotation_match *match, struct json_writer *json)
{
    static const char *const changes[] = {
        [QUOTATION_SAME] = "same", [QUOTATION_PRINTED] = "printed", [QUOTATION_QUOTED] = "quoted"};
    json_key(json, TEXT("words"));
    json_list_open(json);
    for (size_t i = 0; i < match->count;) {
        AUTO_BUFFER run = BUFFER_UP_TO((size_t)64 * 1024);
        enum quotation_change change = match->items[i].change;
        for (; i < match->count && match->items[i].change == change; i++) {
            buffer_add(&run, run.length > 0 ? TEXT(" ") : TEXT(""));
            buffer_add(&run, match->items[i].text);
        }
        json_object_open(json);
        json_key_text(json, TEXT("text"), buffer_text(&run));
        json_key_text(json, TEXT("change"), text_of(changes[change]));
        json_object_close(json);
    }
    json_list_close(json);
}

static void write_place(const struct quoted_place *place, struct arena *arena,
                        struct json_writer *json)
{
    const struct paragraph *paragraph = &place->read->paragraphs.items[place->paragraph];
    json_object_open(json);
    json_key_text(json, TEXT("document"), place->read->id);
    json_key_text(json, TEXT("href"), item_href(place->read->id, arena));
    json_key_text(json, TEXT("title"), place->read->title);
    json_key_text(json, TEXT("paragraph"), paragraph->id);
    json_key_text(json, TEXT("mark"), paragraph->mark);
    json_key_text(
        json, TEXT("printed"),
        text_slice(paragraph->text, place->match.start, place->match.end - place->match.start));
    json_key_integer(json, TEXT("changes"), (int64_t)place->match.distance);
    write_pieces(&place->match, json);
    json_object_close(json);
}

static void write_answer(const struct verifying *verifying, const struct http_request *request,
                         struct http_response *response)
{
    const struct quoted_places *places = &verifying->places;
    bool is_exact = places->count > 0 && places->items[0].match.distance == 0;
    const char *result = is_exact ? "exact" : places->count > 0 ? "altered" : "absent";
    struct json_writer json = http_response_json(request, response);
    json_object_open(&json);
    json_key_text(&json, TEXT("quotation"), verifying->quotation);
    json_key_text(&json, TEXT("result"), text_of(result));
    json_key(&json, TEXT("places"));
    json_list_open(&json);
    for (size_t i = 0; i < places->count && i < PLACES_MAX; i++) {
        /* Beside the words themselves, those that are only like them are of no interest. */
        if (!is_exact || places->items[i].match.distance == 0) {
            write_place(&places->items[i], verifying->arena, &json);
        }
    }
    json_list_close(&json);
    view_write_store(verifying->view, &json);
    json_object_close(&json);
}

enum status handle_verify(const struct http_request *request, struct http_response *response,
                          void *context, struct error *error)
{
    AUTO_VIEW view = {0};
    struct finding finding;
    if (!finding_open(&finding, &view, context, request, response)) {
        return STATUS_OK;
    }
    struct verifying verifying = {.view = &view,
                                  .finding = &finding,
                                  .quotation = text_trim(finding.parameters.quotation),
                                  .arena = request->arena};
    size_t count = quotation_count(verifying.quotation);
    if (count == 0 || count > QUOTATION_WORDS_MAX) {
        return http_problem_say(request, response, HTTP_PROBLEM_BAD_REQUEST,
                                "Give a quotation of one word to %d.", QUOTATION_WORDS_MAX);
    }
    enum status status = look(&verifying, true, error);
    if (!status && verifying.places.count == 0) {
        status = look(&verifying, false, error);
    }
    if (!status) {
        sort_places(&verifying.places);
        write_answer(&verifying, request, response);
    }
    return status;
}
