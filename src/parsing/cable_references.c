/* SPDX-License-Identifier: Apache-2.0 */
/* The REF line: what it names, item by item. */
#include "cable_references.h"

#include <inttypes.h>

#include "chancery/base/array.h"
#include "reference_target.h"
#include "shape.h"
#include "spelling.h"

/* The most references of one header; more are no list of references. */
#define REFERENCES_MAX 200

/* Words that say what a reference is that is no cable; the first that is found decides. */
static const struct kind_word {
    const char *word;
    const char *kind;
} kind_words[] = {
    {"EMAIL", "email"},      {"E-MAIL", "email"},
    {"TELCON", "telephone"}, {"TELEPHONE", "telephone"},
    {"PHONE", "telephone"},  {"TELEPHONIC", "telephone"},
    {"HTTP", "web"},         {"WWW.", "web"},
    {" FAM ", "book"},       {" FAH", "book"},
    {"HANDBOOK", "book"},    {"BOOK", "book"},
    {"AIRGRAM", "airgram"},  {"LETTER", "letter"},
    {"LTR", "letter"},       {"MEMO", "letter"},
    {"DIPNOTE", "letter"},   {"DIPLOMATIC NOTE", "letter"},
    {"MSG", "message"},      {"DTG", "message"},
    {"MESSAGE", "message"},  {"REPORT", "report"},
    {"POINTS", "report"},    {"IIR", "report"},
    {"OSC ", "report"},      {"FBIS", "report"},
    {"TD-", "report"},       {"TDX", "report"},
    {"SEPTEL", "cable"},
};

/* Words between targets that name nothing. */
static const char *const idle_shapes[] = {
    "ANDs+PREVIOUS", "PREVIOUS",         "[(]?s*NOTALs*[)]?", "ANDs", "ETs+ALs*[.]?", "ORs", "&",
    "PARAS?s+d+",    "REFTELS?[:.;]?s+", "REFS?s*[:;]",
};

struct scan {
    struct cable_header *header;
    struct text rest;
    struct text label;
    struct text station; /* of the target before, for bare serials */
    struct text year;    /* of the target before under the same bullet, for the same */
    size_t count;
};

/* Take "A.", "(B)", "[C]", "D)", "E - " or "(1)" off the front of *rest. */
static bool take_bullet(struct text *rest, struct text *label)
{
    static const struct {
        const char *before;
        const char *letter;
        const char *behind;
    } forms[] = {
        {"[([]s*", "a", "s*[)}]s*[.:]?s*"},
        {"[[]s*", "a", "s*]s*"},
        {"[([]s*", "d", "s*[)}]s*"},
        {"", "a", "s*[.):]s*"},
        {"", "a", "s+-s+"},
        {"REFs+", "a", "s*[.):]?s*"},
        {"REFs*[(]s*", "a", "s*[)]s*[.:]?s*"},
        {"", "d", "[)]s+"},
    };
    (void)shape_take(rest, "[ \t\r\n]*", NULL);
    (void)text_take_start(rest, TEXT("\xC3\x82"));
    (void)text_take_start(rest, TEXT("\xC2\xB6"));
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct text inner = *rest;
        if (shape_take(&inner, forms[i].before, NULL) &&
            shape_take(&inner, forms[i].letter, label) &&
            shape_take(&inner, forms[i].behind, NULL)) {
            *rest = inner;
            return true;
        }
    }
    return false;
}

/* Whether a bullet stands at rest in the middle of a line. */
static bool is_bullet_inside(const struct scan *scan, struct text rest)
{
    struct text label;
    struct text inner = rest;
    if (rest.at[0] == '\xC2' && take_bullet(&inner, &label)) {
        return true;
    }
    if (!take_bullet(&inner, &label)) {
        return false;
    }
    bool brackets = rest.at[0] == '(' || rest.at[0] == '[';
    bool expected = scan->label.at && label.at[0] == scan->label.at[0] + 1;
    return expected || (!brackets && label.length == 1 && text_is_upper(label.at[0]) &&
                        label.at[1] == ')' && !text_is_letter(rest.at[-1]));
}

/* A second bullet behind the first: "A. A) SECSTATE", "A. REF: KATHMANDU". */
static void skip_doubled_bullet(struct scan *scan)
{
    struct text inner = scan->rest;
    struct text label;
    if (shape_take(&inner, "REFs*:s*", NULL) && inner.length > 0) {
        scan->rest = inner;
    }
    inner = scan->rest;
    if (take_bullet(&inner, &label) && text_equal_fold(label, scan->label)) {
        scan->rest = inner;
    }
    inner = scan->rest;
    if ((shape_take(&inner, "[(]SBU[)]s+", NULL) || shape_take(&inner, "[(][UCS][)]s+", NULL)) &&
        inner.length > 0) {
        scan->rest = inner;
    }
}

/* Take "A" off a line that goes on with a post and its serial, where this letter is the next. */
static bool take_bare_letter(const struct scan *scan, struct text *rest, struct text *label)
{
    struct text inner = *rest;
    struct reference_target target;
    (void)shape_take(&inner, "[ \t\r\n]*", NULL);
    if (!shape_take(&inner, "a", label) || !shape_take(&inner, "[ \t-]+", NULL)) {
        return false;
    }
    char next = scan->label.at ? (char)(text_upper(scan->label.at[0]) + 1) : 'A';
    if (text_upper(label->at[0]) != next || !reference_target_read(scan->header, inner, &target) ||
        !target.station.at) {
        return false;
    }
    *rest = inner;
    return true;
}

static bool take_idle(struct scan *scan)
{
    (void)shape_take(&scan->rest, "[ \t\r\n,;.&/]*", NULL);
    for (size_t i = 0; i < COUNT_OF(idle_shapes); i++) {
        if (shape_take(&scan->rest, idle_shapes[i], NULL)) {
            return true;
        }
    }
    return false;
}

static int64_t full_year(struct text digits)
{
    long year = 0;
    bool repaired = false;
    if (!spelling_number(digits, &year, &repaired)) {
        return 0;
    }
    return digits.length == 2 ? year + (year >= 66 ? 1900 : 2000) : year;
}

static void warn_of_year(struct scan *scan, struct text station, long serial, struct text piece)
{
    struct cable *cable = scan->header->cable;
    long own = 0;
    bool repaired = false;
    if (cable->serial.at && text_equal(station, cable->station) &&
        spelling_number(cable->serial, &own, &repaired) && serial > own) {
        header_warn(scan->header, "reference_year_doubtful",
                    "The serial is higher than the cable's own: it may be of the year before.",
                    piece);
    }
}

/* Make the id of a cable that was named, as far as station and year are known. */
static void identify(struct scan *scan, const struct reference_target *target,
                     struct reference *reference)
{
    struct cable_header *header = scan->header;
    bool certain = true;
    bool repaired = false;
    long serial = 0;
    struct text station = TEXT_NONE;
    if (scan->station.at) {
        station = header_station(header, scan->station, &certain);
    }
    int64_t year = scan->year.at ? full_year(scan->year) : header->year;
    if (!station.at || year == 0 || !spelling_number(target->serial, &serial, &repaired)) {
        return;
    }
    reference->year_inferred = !target->year.at;
    reference->id = arena_format(header->reading->arena, "%02" PRId64 "%.*s%ld", year % 100,
                                 TEXT_ARGUMENTS(station), serial);
    if (!certain) {
        header_warn(header, "station_misspelt", "The name of a post was misspelt.", scan->station);
    }
    if (repaired) {
        header_warn(header, "serial_misread", "A serial has letters that stand for digits.",
                    target->serial);
    }
    if (reference->year_inferred) {
        warn_of_year(scan, station, serial, target->printed);
    }
}

static void add(struct scan *scan, struct text printed, struct reference reference)
{
    struct document *document = scan->header->reading->document;
    struct reference *slot = LIST_ADD(scan->header->reading->arena, &document->references);
    if (slot) {
        reference.label = scan->label;
        reference.raw = header_folded(scan->header, printed);
        reference.paragraph = INTEGER_NONE;
        reference.span =
            reading_span(scan->header->reading, header_printed(scan->header, text_trim(printed)));
        *slot = reference;
    }
    scan->count++;
}

static bool is_own(const struct scan *scan, struct text id)
{
    return id.at && text_equal(id, scan->header->reading->document->id);
}

/* Skip a title or a note behind a target, up to what may be another one. */
static void skip_note(struct scan *scan)
{
    struct text *rest = &scan->rest;
    (void)shape_take(rest, "[ \t]*", NULL);
    while (rest->length > 0 && (rest->at[0] == '(' || rest->at[0] == '"')) {
        if (is_bullet_inside(scan, *rest)) {
            return;
        }
        size_t end = text_find_char(text_from(*rest, 1), rest->at[0] == '(' ? ')' : '"');
        if (end == TEXT_NOT_FOUND) {
            break;
        }
        *rest = text_from(*rest, end + 2);
        (void)shape_take(rest, "[ \t]*", NULL);
    }
}

/* Whether something begins at rest that is not a note on the target before it. */
static bool begins_item(const struct scan *scan, struct text rest)
{
    struct reference_target target;
    char before = rest.at[-1];
    if (!text_is_blank(before) && !strchr(",;&/(", before)) {
        return false;
    }
    return is_bullet_inside(scan, rest) || (reference_target_read(scan->header, rest, &target) &&
                                            target.station.at && target.printed.at == rest.at);
}

static bool begins_line_item(const struct scan *scan, struct text rest)
{
    struct text label;
    return rest.at[-1] == '\n' &&
           (take_bullet(&rest, &label) || take_bare_letter(scan, &rest, &label));
}

static void skip_to_item(struct scan *scan)
{
    skip_note(scan);
    struct text rest = scan->rest;
    if (rest.length > 0 &&
        (strchr(",;&/", rest.at[0]) || shape_length(rest, "ANDs") != TEXT_NOT_FOUND)) {
        return;
    }
    size_t i = 0;
    while (i < rest.length && rest.at[i] != ';' && !begins_item(scan, text_from(rest, i)) &&
           !begins_line_item(scan, text_from(rest, i))) {
        i++;
    }
    scan->rest = text_from(rest, i);
}

static bool read_cable(struct scan *scan)
{
    struct reference_target target;
    if (!reference_target_read(scan->header, scan->rest, &target) ||
        target.printed.at != scan->rest.at) {
        return false;
    }
    if (target.station.at || target.year.at) {
        scan->year = target.year;
    }
    if (target.station.at) {
        scan->station = target.station;
    } else if (!scan->station.at) {
        scan->station = scan->header->cable->station;
    }
    struct reference reference = {.kind = TEXT("cable")};
    identify(scan, &target, &reference);
    scan->rest = text_from(scan->rest, target.printed.length);
    if (!is_own(scan, reference.id)) {
        add(scan, target.printed, reference);
    }
    skip_to_item(scan);
    return true;
}

static struct text other_kind(struct text piece)
{
    if (shape_length(piece, "[ABCDEFGHIJKLMNOPQRSTUVWXYZ]+s+C?A-d+") != TEXT_NOT_FOUND ||
        shape_length(piece, "C?A-d+") != TEXT_NOT_FOUND) {
        return TEXT("airgram");
    }
    for (size_t i = 0; i < COUNT_OF(kind_words); i++) {
        if (text_find_fold(piece, text_of(kind_words[i].word)) != TEXT_NOT_FOUND) {
            return text_of(kind_words[i].kind);
        }
    }
    for (size_t i = 0; i + 9 < piece.length; i++) {
        if (shape_length(text_from(piece, i), "ddddddZs*aaa") != TEXT_NOT_FOUND) {
            return TEXT("message");
        }
    }
    return TEXT("other");
}

/* Whether a comma or AND at rest parts this item from the next. */
static bool parts_items(const struct scan *scan, struct text rest)
{
    struct text inner = rest;
    if (rest.at[0] == ';') {
        return true;
    }
    if (!shape_take(&inner, ",s*", NULL) && !shape_take(&inner, "s+ANDs+", NULL)) {
        return false;
    }
    return inner.length > 0 && begins_item(scan, inner);
}

/* What is no cable goes on to the next bullet, semicolon or cable. */
static struct text other_piece(const struct scan *scan)
{
    struct text rest = scan->rest;
    for (size_t i = 1; i < rest.length; i++) {
        struct text here = text_from(rest, i);
        struct text label;
        struct text inner = here;
        bool bullet = (rest.at[i - 1] == '\n' && take_bullet(&inner, &label)) ||
                      (text_is_blank(rest.at[i - 1]) && is_bullet_inside(scan, here));
        if (bullet || parts_items(scan, here)) {
            return text_slice(rest, 0, i);
        }
    }
    return rest;
}

static void read_other(struct scan *scan)
{
    struct text piece = other_piece(scan);
    scan->rest = text_from(scan->rest, piece.length > 0 ? piece.length : 1);
    piece = text_trim(piece);
    if (text_equal_fold(piece, TEXT("NONE")) || text_equal_fold(piece, TEXT("N/A"))) {
        return;
    }
    while (piece.length > 0 && strchr(".,;:-", piece.at[piece.length - 1])) {
        piece.length--;
    }
    if (piece.length > 1) {
        add(scan, piece, (struct reference){.kind = other_kind(piece)});
    }
}

/* A message with its date-time group, and an airgram, are read whole: their numbers are others. */
static bool begins_other_message(const struct scan *scan)
{
    struct reference_target target;
    if (reference_target_read(scan->header, scan->rest, &target) && target.station.at &&
        target.printed.at == scan->rest.at) {
        return false;
    }
    struct text piece = other_piece(scan);
    struct text kind = other_kind(text_slice(piece, 0, text_find_char(piece, '(')));
    return text_equal(kind, TEXT("message")) || text_equal(kind, TEXT("airgram"));
}

/* Take the bullet of the next item, if one stands there. */
static void take_item_bullet(struct scan *scan, bool first)
{
    struct text label;
    struct text inner = scan->rest;
    (void)shape_take(&inner, "[ \t,;]*", NULL);
    if (inner.length == 0) {
        return;
    }
    bool at_line = first || scan->rest.at[-1] == '\n' || inner.at[0] == '\n';
    bool may_be = at_line || is_bullet_inside(scan, inner);
    if ((may_be && take_bullet(&inner, &label)) ||
        (at_line && take_bare_letter(scan, &inner, &label))) {
        scan->rest = inner;
        scan->label = label;
        scan->year = TEXT_NONE;
        skip_doubled_bullet(scan);
    }
}

void references_read(struct cable_header *header, struct text list)
{
    struct scan scan = {.header = header, .rest = list};
    bool first = true;
    while (scan.rest.length > 0 && scan.count < REFERENCES_MAX) {
        size_t before = scan.rest.length;
        take_item_bullet(&scan, first);
        first = false;
        if (take_idle(&scan) || scan.rest.length == 0) {
            continue;
        }
        if (begins_other_message(&scan) || !read_cable(&scan)) {
            read_other(&scan);
        }
        if (scan.rest.length == before) {
            scan.rest = text_from(scan.rest, 1);
        }
    }
}
