/* SPDX-License-Identifier: Apache-2.0 */
#include "chancery/base/array.h"
#include "chancery/base/number.h"

#include "date_text.h"
#include "stamp.h"
#include "tei.h"

/* The most sentences of a source note that are looked at for a level. */
#define NOTE_SENTENCES_MAX 40

/* How much of a dateline is looked at for a date. */
#define DATELINE_BYTES_MAX ((size_t)400)

struct head {
    struct reading *reading;
    const struct tei_content *content;
    struct frus *frus;
};

static struct text text_of_node(const struct head *head, size_t node)
{
    if (node == TREE_NONE || head->content->plain.spans[node].end == 0) {
        return TEXT_NONE;
    }
    struct span span = head->content->plain.spans[node];
    return text_slice(head->reading->text, span.start, span.end - span.start);
}

/* "22. Memorandum From …": the number in front and the title behind it. */
static void read_title(struct head *head, size_t node)
{
    struct text title = text_of_node(head, node);
    struct text rest = title;
    struct text digits;
    int64_t number = 0;
    const struct tei_content *content = head->content;
    head->frus->number = tree_attribute(content->tree, content->root, "n");
    if (text_take_until(&rest, '.', &digits) && number_read(text_trim(digits), 1, 99999, &number)) {
        title = text_trim(rest);
        head->frus->number = head->frus->number.at ? head->frus->number : text_trim(digits);
    }
    head->reading->document->title = title.length > 0 ? title : TEXT_NONE;
}

/* The first element called name that stands in no note and in no attachment. */
static size_t find_own(const struct head *head, const char *name)
{
    const struct tree *tree = head->content->tree;
    size_t root = head->content->root;
    for (size_t i = root + 1; i < tree->items[root].end;) {
        bool is_other = tree_is(tree, i, "note") || tree_is(tree, i, "attachment");
        if (tree_is(tree, i, name)) {
            return i;
        }
        i = is_other ? tree->items[i].end : i + 1;
    }
    return TREE_NONE;
}

/* The words in front of a date in a dateline without a placeName: "Manila, October 23, 1966". */
static struct text place_in_front(struct text dateline, struct text date)
{
    size_t length = date.at ? (size_t)(date.at - dateline.at) : 0;
    struct text front = text_trim(text_slice(dateline, 0, length));
    while (text_ends(front, TEXT(","))) {
        front = text_trim(text_slice(front, 0, front.length - 1));
    }
    return front.length > 0 && text_is_upper(front.at[0]) ? front : TEXT_NONE;
}

static void add_place(struct head *head, size_t dateline, struct text date)
{
    struct reading *reading = head->reading;
    size_t node = tree_find(head->content->tree, dateline, "placeName");
    struct text name = text_of_node(head, node);
    name = name.at ? name : place_in_front(text_of_node(head, dateline), date);
    struct place *place = name.at ? LIST_ADD(reading->arena, &reading->document->places) : NULL;
    struct mention *mention = place ? LIST_ADD(reading->arena, &place->mentions) : NULL;
    if (mention) {
        head->frus->place = name;
        place->name = name;
        *mention = (struct mention){INTEGER_NONE, reading_span(reading, name), name};
    }
}

/* Keep a date: the first as that of the document, the last as the end of what it covers. */
static void keep_date(struct head *head, struct text value, struct text precision, struct text from,
                      struct text printed)
{
    struct reading *reading = head->reading;
    struct document *document = reading->document;
    if (printed.at) {
        struct date *date = LIST_ADD(reading->arena, &document->dates);
        if (date) {
            *date = (struct date){.text = printed,
                                  .value = value,
                                  .precision = precision,
                                  .role = TEXT("sent"),
                                  .paragraph = INTEGER_NONE,
                                  .span = reading_span(reading, printed)};
        }
    }
    if (document->date) {
        head->frus->date_end = text_equal(value, document->date->value) ? TEXT_NONE : value;
        return;
    }
    document->date = arena_take(reading->arena, sizeof(*document->date));
    if (document->date) {
        *document->date = (struct document_date){value, precision, from};
    }
}

static bool keep_stamp(struct head *head, struct text raw, struct text from, struct text printed)
{
    struct stamp stamp;
    if (!raw.at || !stamp_read(raw, &stamp)) {
        return false;
    }
    keep_date(head, stamp_value(&stamp, head->reading->arena), stamp_precision(&stamp), from,
              printed);
    return true;
}

/* The first date with a year that stands in text, as people write it. */
static struct text keep_printed_date(struct head *head, struct text text)
{
    struct text rest = text_slice(text, 0, DATELINE_BYTES_MAX);
    struct text word;
    while (rest.length > 0) {
        struct text moved = rest;
        struct date_text date;
        if (date_text_take(&moved, &date) && date.year) {
            struct text printed = text_trim(date.raw);
            keep_date(head, date_text_value(&date, head->reading->arena),
                      date_text_precision(&date), TEXT("dateline"), printed);
            return printed;
        }
        if (!text_take_word(&rest, &word)) {
            break;
        }
    }
    return TEXT_NONE;
}

/* One <date>; where it stands in the text, if it tells a day. */
static struct text read_date(struct head *head, size_t node)
{
    static const char *const firsts[] = {"when", "from", "notBefore"};
    static const char *const lasts[] = {"to", "notAfter"};
    const struct tree *tree = head->content->tree;
    struct text printed = text_of_node(head, node);
    bool is_kept = false;
    for (size_t i = 0; i < COUNT_OF(firsts) && !is_kept; i++) {
        is_kept =
            keep_stamp(head, tree_attribute(tree, node, firsts[i]), TEXT("dateline"), printed);
    }
    for (size_t i = 0; i < COUNT_OF(lasts) && is_kept; i++) {
        (void)keep_stamp(head, tree_attribute(tree, node, lasts[i]), TEXT("dateline"), TEXT_NONE);
    }
    return is_kept ? printed : keep_printed_date(head, printed);
}

static void read_dateline(struct head *head)
{
    const struct tree *tree = head->content->tree;
    size_t node = find_own(head, "dateline");
    struct text dateline = text_of_node(head, node);
    if (!dateline.at) {
        return;
    }
    head->frus->dateline = dateline;
    struct text first = TEXT_NONE;
    for (size_t i = tree_find(tree, node, "date"); i != TREE_NONE;
         i = tree_find_next(tree, node, "date", i)) {
        struct text printed = read_date(head, i);
        first = first.at ? first : printed;
    }
    if (!first.at) {
        first = keep_printed_date(head, dateline);
    }
    add_place(head, node, first);
}

/* What later volumes say of a document's days, for those without a dateline. */
static void read_metadata_date(struct head *head)
{
    const struct tei_content *content = head->content;
    struct text least = tree_attribute(content->tree, content->root, "frus:doc-dateTime-min");
    struct text most = tree_attribute(content->tree, content->root, "frus:doc-dateTime-max");
    struct text day = text_slice(least, 0, 10);
    if (head->reading->document->date || !least.at) {
        return;
    }
    if (keep_stamp(head, day, TEXT("metadata"), TEXT_NONE) && most.at) {
        (void)keep_stamp(head, text_slice(most, 0, 10), TEXT("metadata"), TEXT_NONE);
    }
}

/* Whether the words before "to" call for it: "Ambassador to Korea". */
static bool needs_to(struct text front)
{
    static const char *const words[] = {"Ambassador", "Mission",  "Assistant", "Representative",
                                        "Delegation", "Delegate", "Adviser",   "Advisor",
                                        "Envoy",      "Counselor"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (text_ends(front, text_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static void add_side(struct head *head, struct texts *side, struct text name)
{
    name = text_trim(name);
    text_take_start(&name, TEXT("the "));
    if (name.length > 0) {
        texts_add(head->reading->arena, side, name);
    }
}

/* "Telegram From the Embassy in Iran to the Department of State", where nothing is marked. */
static void read_sides(struct head *head, bool lacks_from, bool lacks_to)
{
    static const struct text from_mark = {" From ", 6};
    static const struct text to_mark = {" to ", 4};
    struct text title = head->reading->document->title;
    size_t at = text_find(title, from_mark);
    if (at == TEXT_NOT_FOUND) {
        return;
    }
    struct text rest = text_from(title, at + from_mark.length);
    size_t end = text_find(rest, to_mark);
    while (end != TEXT_NOT_FOUND && needs_to(text_slice(rest, 0, end))) {
        size_t next = text_find(text_from(rest, end + 1), to_mark);
        end = next == TEXT_NOT_FOUND ? next : end + 1 + next;
    }
    if (lacks_from) {
        add_side(head, &head->frus->from, text_slice(rest, 0, end));
    }
    if (lacks_to && end != TEXT_NOT_FOUND) {
        add_side(head, &head->frus->to, text_from(rest, end + to_mark.length));
    }
}

static void read_marked_sides(struct head *head, size_t title)
{
    const struct tree *tree = head->content->tree;
    for (size_t i = title + 1; title != TREE_NONE && i < tree->items[title].end;) {
        struct text type = tree_attribute(tree, i, "type");
        if (text_equal(type, TEXT("from"))) {
            add_side(head, &head->frus->from, text_of_node(head, i));
        } else if (text_equal(type, TEXT("to"))) {
            add_side(head, &head->frus->to, text_of_node(head, i));
        }
        i = tree_is(tree, i, "note") ? tree->items[i].end : i + 1;
    }
}

/* The items of a list above the text. */
static void read_items(struct head *head, size_t list, struct texts *out)
{
    const struct tree *tree = head->content->tree;
    for (size_t i = tree_find(tree, list, "item"); i != TREE_NONE;
         i = tree_find_next(tree, list, "item", i)) {
        add_side(head, out, text_of_node(head, i));
    }
}

static void read_lists(struct head *head)
{
    const struct tree *tree = head->content->tree;
    struct texts subjects = {0};
    size_t root = head->content->root;
    for (size_t i = tree_find(tree, root, "list"); i != TREE_NONE;
         i = tree_find_next(tree, root, "list", i)) {
        struct text type = tree_attribute(tree, i, "type");
        if (text_equal(type, TEXT("subject")) && subjects.count == 0) {
            read_items(head, i, &subjects);
        } else if (text_equal(type, TEXT("to"))) {
            read_items(head, i, &head->frus->to);
        } else if (text_equal(type, TEXT("from"))) {
            read_items(head, i, &head->frus->from);
        }
    }
    if (subjects.count > 0) {
        struct text last = subjects.items[subjects.count - 1];
        head->frus->subject = (struct text){subjects.items[0].at,
                                            (size_t)(last.at + last.length - subjects.items[0].at)};
        head->frus->subject = reading_fold_blanks(head->reading, head->frus->subject);
    }
}

static struct text in_capitals(struct head *head, struct text text)
{
    char *capitals = arena_copy(head->reading->arena, text);
    for (size_t i = 0; capitals && i < text.length; i++) {
        capitals[i] = text_upper(capitals[i]);
    }
    return capitals ? (struct text){capitals, text.length} : TEXT_NONE;
}

/* What follows the level: precedence and captions, parted by semicolons. */
static void add_handling(struct head *head, struct text word)
{
    static const char *const precedences[] = {
        "FLASH", "NIACT", "IMMEDIATE", "NIACT IMMEDIATE", "PRIORITY", "ROUTINE", "NIACT PRIORITY"};
    word = in_capitals(head, text_trim(word));
    for (size_t i = 0; i < COUNT_OF(precedences); i++) {
        if (text_equal(word, text_of(precedences[i]))) {
            head->frus->precedence = word;
            return;
        }
    }
    if (word.length > 0) {
        texts_add(head->reading->arena, &head->frus->handling, word);
    }
}

/* "Secret; Priority; Exdis": the level and what follows it. */
static bool read_level(struct head *head, struct text sentence)
{
    static const char *const levels[] = {
        "Top Secret",        "Secret",
        "Confidential",      "Limited Official Use",
        "Official Use Only", "For Official Use Only",
        "Restricted",        "Unclassified",
    };
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        struct text rest = sentence;
        struct text word;
        if (!text_take_start_fold(&rest, text_of(levels[i])) ||
            (rest.length > 0 && !strchr(";,.", rest.at[0]))) {
            continue;
        }
        head->frus->classification = in_capitals(head, text_of(levels[i]));
        bool has_more = text_take_start(&rest, TEXT(";"));
        while (has_more) {
            has_more = text_take_until(&rest, ';', &word);
            add_handling(head, has_more ? word : rest);
        }
        return true;
    }
    return false;
}

static void read_source_note(struct head *head, struct text note)
{
    struct text rest = note;
    head->frus->source_note = note;
    for (int i = 0; i < NOTE_SENTENCES_MAX && rest.length > 0; i++) {
        size_t end = text_find(rest, TEXT(". "));
        struct text sentence = text_trim(text_slice(rest, 0, end));
        while (text_ends(sentence, TEXT(".")) || text_ends(sentence, TEXT("]"))) {
            sentence.length--;
        }
        if (read_level(head, sentence)) {
            return;
        }
        rest = end == TEXT_NOT_FOUND ? TEXT_NONE : text_from(rest, end + 2);
    }
}

/* The note that begins "Source:", or a paragraph in brackets that does. */
static void find_source_note(struct head *head)
{
    const struct paragraphs *paragraphs = &head->reading->document->paragraphs;
    for (size_t i = 0; i < paragraphs->count; i++) {
        struct text text = paragraphs->items[i].text;
        text_take_start(&text, TEXT("["));
        if (text_starts(text, TEXT("Source:"))) {
            read_source_note(head, text);
            return;
        }
    }
}

void tei_head_read(struct reading *reading, const struct tei_content *content, struct frus *frus)
{
    struct head head = {reading, content, frus};
    size_t title = tree_child(content->tree, content->root, "head");
    title = title == TREE_NONE ? find_own(&head, "head") : title;
    read_title(&head, title);
    read_dateline(&head);
    read_metadata_date(&head);
    read_marked_sides(&head, title);
    read_lists(&head);
    read_sides(&head, frus->from.count == 0, frus->to.count == 0);
    find_source_note(&head);
}
