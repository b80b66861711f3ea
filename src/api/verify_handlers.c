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

/* How many words of it are looked for together, and how many each by itself: the rarest. */
#define PHRASE_WORDS_MAX 30
#define WORDS_MAX        8

/* In how many documents they may stand, all together; the rarest is looked for in any case. */
#define WORD_DOCUMENTS_MAX 50000

/* How much text around a paragraph is compared with a quotation that may run over its end. */
#define WINDOW_BYTES_MAX ((size_t)16 * 1024)

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
    uint32_t document;  /* in the index */
    uint32_t paragraph; /* the one that was found; of those that the words stand in */
    uint32_t first;     /* the first */
    uint32_t last;      /* and the last */
    struct text text;   /* what was compared: one paragraph, or several, lines between them */
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

/* A word of the quotation, and how many documents have it. */
struct rare_word {
    struct text text;
    uint32_t documents;
};

struct rare_words {
    struct rare_word items[WORDS_MAX];
    size_t count;
};

static bool has_word(const struct rare_words *words, struct text text)
{
    for (size_t i = 0; i < words->count; i++) {
        if (text_equal(words->items[i].text, text)) {
            return true;
        }
    }
    return false;
}

/* Put a word among the rarest; those that nobody has find nothing and are left out. */
static void add_rare(struct rare_words *words, struct rare_word word)
{
    size_t at = words->count < WORDS_MAX ? words->count++ : WORDS_MAX;
    if (at == WORDS_MAX) {
        at--;
        if (words->items[at].documents <= word.documents) {
            return;
        }
    }
    for (; at > 0 && words->items[at - 1].documents > word.documents; at--) {
        words->items[at] = words->items[at - 1];
    }
    words->items[at] = word;
}

/* What is frequent stands everywhere, and takes long to look at; the rare words say where. */
static bool choose_rare(const struct verifying *verifying, struct rare_words *out)
{
    const struct index *index = verifying->view->source.index;
    AUTO_TOKENS tokens = tokens_new();
    struct token token;
    if (!tokens) {
        return false;
    }
    tokens_start(tokens, verifying->quotation);
    while (tokens_next(tokens, &token)) {
        struct index_range terms = index_terms_find(index, INDEX_EXACT, token.exact, false);
        if (token.parts == 1 && terms.first < terms.end && !has_word(out, token.exact)) {
            uint32_t documents = index_term_documents(index, INDEX_EXACT, terms.first);
            add_rare(out, (struct rare_word){arena_text(verifying->arena, token.exact), documents});
        }
    }
    return true;
}

/* The first words as they stand, or the rarest each by itself, within what else is asked for. */
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
    struct rare_words words = {.count = 0};
    if (!choose_rare(verifying, &words)) {
        return NULL;
    }
    uint32_t documents = 0;
    for (size_t i = 0; any && i < words.count; i++) {
        documents += words.items[i].documents;
        if (i > 0 && documents > WORD_DOCUMENTS_MAX) {
            break;
        }
        struct query_node *term = add_child(arena, any, QUERY_TERM);
        if (term) {
            term->text = words.items[i].text;
            term->exact = true;
        }
    }
    return any ? root : NULL;
}

static bool has_place(const struct quoted_places *places, uint32_t document, uint32_t paragraph)
{
    for (size_t i = 0; i < places->count; i++) {
        const struct quoted_place *place = &places->items[i];
        if (place->document == document && place->first <= paragraph && paragraph <= place->last) {
            return true;
        }
    }
    return false;
}

/* A run of paragraphs as one text, a line between two. */
struct window {
    struct text text;
    uint32_t first; /* the first paragraph */
    uint32_t last;
};

static size_t bytes_of(const struct document *document, uint32_t paragraph)
{
    return document->paragraphs.items[paragraph].text.length + 1;
}

/* Around a paragraph, as far as the quotation may reach on either side. */
static struct window window_around(const struct verifying *verifying,
                                   const struct document *document, uint32_t paragraph)
{
    struct window window = {.first = paragraph, .last = paragraph};
    size_t reach = 2 * verifying->quotation.length;
    size_t room = WINDOW_BYTES_MAX;
    for (size_t before = 0; before < reach && window.first > 0;) {
        size_t bytes = bytes_of(document, window.first - 1);
        if (bytes > room) {
            break;
        }
        room -= bytes;
        before += bytes;
        window.first--;
    }
    for (size_t behind = 0; behind < reach && window.last + 1 < document->paragraphs.count;) {
        size_t bytes = bytes_of(document, window.last + 1);
        if (bytes > room) {
            break;
        }
        room -= bytes;
        behind += bytes;
        window.last++;
    }
    AUTO_BUFFER text = BUFFER_UP_TO(WINDOW_BYTES_MAX + bytes_of(document, paragraph));
    for (uint32_t i = window.first; i <= window.last; i++) {
        buffer_add(&text, i > window.first ? TEXT("\n") : TEXT(""));
        buffer_add(&text, document->paragraphs.items[i].text);
    }
    if (!buffer_status(&text)) {
        window.text = arena_text(verifying->arena, buffer_text(&text));
    }
    return window;
}

/* Let the place be of those paragraphs of a window in which the match stands. */
static void settle(const struct window *window, struct quoted_place *place)
{
    size_t at = 0;
    place->text = window->text;
    for (uint32_t i = window->first; i <= window->last; i++) {
        size_t end = at + bytes_of(place->read, i);
        if (at <= place->match.start && place->match.start < end) {
            place->first = i;
        }
        if (at < place->match.end && place->match.end <= end) {
            place->last = i;
        }
        at = end;
    }
}

/* In its paragraph, and where it does not stand there as it is, over the ends of it. */
static enum status match(const struct verifying *verifying, struct quoted_place *place,
                         struct error *error)
{
    struct text paragraph = place->read->paragraphs.items[place->paragraph].text;
    struct quotation_match wide = {0};
    place->text = paragraph;
    place->first = place->last = place->paragraph;
    if (!quotation_match(verifying->quotation, paragraph, verifying->arena, &place->match)) {
        place->match = (struct quotation_match){0};
    }
    if (place->match.word_count > 0 && place->match.distance == 0) {
        return STATUS_OK;
    }
    struct window window = window_around(verifying, place->read, place->paragraph);
    if (!window.text.at) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for a quotation");
    }
    if (window.first < window.last &&
        quotation_match(verifying->quotation, window.text, verifying->arena, &wide) &&
        (place->match.word_count == 0 || wide.distance < place->match.distance)) {
        place->match = wide;
        settle(&window, place);
    }
    return STATUS_OK;
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
    struct quoted_place place = {
        .document = hit->document, .paragraph = hit->paragraph, .read = document};
    status = match(verifying, &place, error);
    if (status) {
        return status;
    }
    bool is_like = place.match.word_count > 0 &&
                   place.match.same_count * 5 >= place.match.word_count * 3 &&
                   !has_place(&verifying->places, hit->document, place.first);
    struct quoted_place *item = is_like ? LIST_ADD(verifying->arena, &verifying->places) : NULL;
    if (item) {
        *item = place;
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
        if (!has_place(&verifying->places, page.items[i].document, page.items[i].paragraph)) {
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
    const struct paragraph *paragraph = &place->read->paragraphs.items[place->first];
    json_object_open(json);
    json_key_text(json, TEXT("document"), place->read->id);
    json_key_text(json, TEXT("href"), item_href(place->read->id, arena));
    json_key_text(json, TEXT("title"), place->read->title);
    json_key_text(json, TEXT("paragraph"), paragraph->id);
    json_key_text(json, TEXT("to"), place->read->paragraphs.items[place->last].id);
    json_key_text(json, TEXT("mark"), paragraph->mark);
    json_key_text(
        json, TEXT("printed"),
        text_slice(place->text, place->match.start, place->match.end - place->match.start));
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
