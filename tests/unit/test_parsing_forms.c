/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "chancery/base/array.h"
#include "form.h"
#include "unit.h"

#define HEADER                                                                                \
    "VZCZCXYZ0001\\nRR RUEHWEB\\n\\nDE RUEHNY #0077 0461010\\nZNY CCCCC ZZH\\nR 151010Z FEB " \
    "08\\nFM AMEMBASSY OSLO\\nTO RUEHC/SECSTATE WASHDC 6601"

static const char page[] =
    "<!DOCTYPE html>\n<html><body><table class='cable'><tr><th>Reference ID</th><th>Created</th>"
    "</tr><tr><td><a href='/'>08OSLO77</a></td><td>2008-02-15 10:10</td></tr></table>"
    "<code><pre>R 151010Z FEB 08&#x000A;FM AMEMBASSY OSLO</pre></code><code><pre>C O N F I D E N "
    "T I A L OSLO 000077&#x000A;TAGS: PREL, NO&#x000A;SUBJECT: LIGHTS&#x000A;&#x000A;1. (C) The "
    "lights &amp; the sea.</pre></code></body></html>\n";
static const char rows[] =
    "\"1\",\"2/15/2008 10:10\",\"08OSLO77\",\"Embassy Oslo\",\"CONFIDENTIAL\",\"\",\"FM AMEMBASSY "
    "OSLO\",\"E.O. 12958: N/A\nTAGS: PREL, NO\nSUBJECT: \\\"LIGHTS\\\"\n\n1. (C) The lights.\"\n"
    "\"2\",\"2/15/2008 10:10\",\"08OSLO78\",\"Embassy Oslo\",\"CONFIDENTIAL\",\"\",\"\",\"x\"\n";
static const char named_rows[] =
    "title;text\nHarbor opens;\"The \"\"harbor\"\" opened.\"\nBridge closes;It is closed.\n";
static const char json_lines[] =
    "{\"title\": \"Harbor opens\", \"text\": \"The harbor opened \\u00e9.\"}\n{\"header\": "
    "\"" HEADER "\", \"body\": \"TAGS: PREL\"}\n";
static const char json_array[] = "[{\"title\": \"A\", \"tags\": [\"B\"], \"text\": [\"The harbor "
                                 "opened.\", \"It did.\"]},\n {\"text\": \"Yes.\"}]";
static const char markdown[] = "---\ntitle: \"Harbor\\\n  \\u00e9\"\ndate: '2022-04-05'\n---\n\n"
                               "The harbor opened.\n";

static const char tei[] =
    "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'><idno type='frus'>frus1</idno>"
    "<div type='document' xml:id='d1' n='1'><head>1. Telegram From <gloss type='from'>A</gloss> to "
    "B<note type='source'>Source: C. Secret; Exdis.</note></head><dateline><placeName>Oslo"
    "</placeName>, <date when='1969-05-05'>May 5</date></dateline><p>1. The <ref target='#d2'>sea"
    "</ref> &amp; it.</p></div><div type='document' xml:id='d2'><p>More.</p></div></TEI>";
static const char rss[] =
    "<rss version='2.0'><channel><title>T</title><item><title>A</title><pubDate>Sat, 04 May 19 "
    "10:15 GMT</pubDate><description>&lt;p&gt;The harbor opened.&lt;/p&gt;</description></item>"
    "<item><title>B</title><description><![CDATA[<b>It</b> did.]]></description></item></channel>"
    "</rss>";
static const char atom[] =
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>A</title><content "
    "type='xhtml'><div><p>The harbor opened.</p></div></content></entry></feed>";
static const char nitf[] =
    "<nitf><body><body.head><hl1>A</hl1></body.head><body.content><p>The harbor opened.</p>"
    "</body.content></body></nitf>";
static const char newsml[] =
    "<newsMessage><itemSet><newsItem><contentMeta><headline>A</headline></contentMeta><contentSet>"
    "<inlineXML><p>The harbor opened.</p></inlineXML></contentSet></newsItem><newsItem/></itemSet>"
    "</newsMessage>";
static const char article[] =
    "<html><head><title>A | B</title><script type='application/ld+json'>{\"@type\": "
    "\"NewsArticle\", \"headline\": \"A\", \"author\": [{\"name\": \"C\"}]}</script></head><body>"
    "<nav>N</nav><article><h1>A</h1><p>The harbor<br>opened.</p></article></body></html>";

static const struct good {
    const char *bytes;
    const char *form;
    int documents;
} goods[] = {
    {page, "cable_page", 1},
    {rows, "csv", 2},
    {named_rows, "csv", 2},
    {json_lines, "json", 2},
    {json_array, "json", 2},
    {markdown, "markdown", 1},
    {tei, "tei", 2},
    {rss, "feed", 2},
    {atom, "feed", 1},
    {nitf, "nitf", 1},
    {newsml, "newsml", 2},
    {article, "page", 1},
    {"Plain text.", "text", 1},
    {"", "text", 1},
};

struct seen {
    int documents;
    int faults;
    bool is_of_form;
    const char *form;
    struct text text; /* of each document, one behind the other */
    struct arena *arena;
};

static enum status see(struct document *document, struct arena *arena, struct text bytes,
                       void *context, struct error *error)
{
    struct seen *seen = context;
    (void)arena;
    (void)bytes;
    (void)error;
    seen->documents++;
    seen->is_of_form = text_equal(document->source->format, text_of(seen->form));
    if (seen->arena) {
        seen->text = arena_format(seen->arena, "%.*s%.*s %.*s\n", TEXT_ARGUMENTS(seen->text),
                                  TEXT_ARGUMENTS(document->id), TEXT_ARGUMENTS(document->text));
    }
    return STATUS_OK;
}

static void see_fault(struct text code, struct text detail, void *context)
{
    struct seen *seen = context;
    assert_true(code.length > 0 && detail.length > 0);
    seen->faults++;
}

static const struct parse_options options = {.path = {"input", 5}, .fault = see_fault};

static void tells_forms_by_their_content(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(goods); i++) {
        EXAMPLE(i);
        struct seen seen = {.form = goods[i].form};
        struct error error = ERROR_NONE;
        assert_int_equal(parse_bytes(text_of(goods[i].bytes), &options, see, &seen, &error),
                         STATUS_OK);
        assert_int_equal(seen.documents, goods[i].documents);
        assert_true(seen.is_of_form);
        assert_int_equal(seen.faults, 0);
    }
}

/* Whatever is cut off or doubled is a document, or a refusal that says why. */
static void survives_every_prefix_and_itself_twice(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(goods); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(100000);
        struct text twice = arena_format(arena, "%s%s", goods[i].bytes, goods[i].bytes);
        for (size_t length = 0; length <= twice.length; length++) {
            struct seen seen = {.form = goods[i].form};
            struct error error = ERROR_NONE;
            enum status status =
                parse_bytes(text_slice(twice, 0, length), &options, see, &seen, &error);
            assert_true(status == STATUS_OK ? seen.documents > 0 : error.message[0] != '\0');
        }
    }
}

/* A stream of one file's bytes, a few at a time. */
struct trickle {
    struct text rest;
    size_t most;
};

static enum status read_trickle(void *context, char *out, size_t room, size_t *got,
                                struct error *error)
{
    struct trickle *trickle = context;
    (void)error;
    struct text piece = text_slice(trickle->rest, 0, trickle->most < room ? trickle->most : room);
    memcpy(out, piece.at, piece.length);
    trickle->rest = text_from(trickle->rest, piece.length);
    *got = piece.length;
    return STATUS_OK;
}

static void reads_a_stream_as_it_reads_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(goods); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1000000);
        struct error error = ERROR_NONE;
        struct seen whole = {.form = goods[i].form, .text = TEXT(""), .arena = arena};
        struct seen pieces = whole;
        struct trickle trickle = {text_of(goods[i].bytes), 3};
        struct parse_stream stream = {read_trickle, &trickle};
        assert_int_equal(parse_bytes(trickle.rest, &options, see, &whole, &error), STATUS_OK);
        assert_int_equal(parse_stream(&stream, &options, see, &pieces, &error), STATUS_OK);
        assert_int_equal(pieces.documents, whole.documents);
        assert_true(text_equal(pieces.text, whole.text));
    }
}

/* Rows made while they are read, so that the file is nowhere whole. */
struct endless {
    int row;
    int rows;
    char bytes[4096];
    struct text rest;
};

static enum status read_endless(void *context, char *out, size_t room, size_t *got,
                                struct error *error)
{
    struct endless *endless = context;
    (void)error;
    if (endless->rest.length == 0 && endless->row < endless->rows) {
        int length = snprintf(endless->bytes, sizeof(endless->bytes),
                              "\"%d\",\"2/15/2008 10:10\",\"08OSLO%d\",\"Embassy Oslo\","
                              "\"SECRET\",\"\",\"\",\"TAGS: PREL, NO\nSUBJECT: ROW\n\n%2000d.\"\n",
                              endless->row, endless->row, endless->row);
        endless->row++;
        endless->rest = (struct text){endless->bytes, (size_t)length};
    }
    struct text piece = text_slice(endless->rest, 0, room);
    memcpy(out, piece.at ? piece.at : "", piece.length);
    endless->rest = text_from(endless->rest, piece.length);
    *got = piece.length;
    return STATUS_OK;
}

/* 40 MB, which is more than a window may hold. */
static void streams_more_than_it_holds(void **state)
{
    (void)state;
    static struct endless endless = {.row = 1, .rows = 20000};
    struct parse_stream stream = {read_endless, &endless};
    struct seen seen = {.form = "csv"};
    struct error error = ERROR_NONE;
    assert_int_equal(parse_stream(&stream, &options, see, &seen, &error), STATUS_OK);
    assert_int_equal(seen.documents, 19999);
    assert_int_equal(seen.faults, 0);
}

static enum status keep_bytes(struct document *document, struct arena *arena, struct text bytes,
                              void *context, struct error *error)
{
    struct seen *seen = context;
    (void)arena;
    (void)error;
    seen->documents++;
    seen->text = arena_format(seen->arena, "%.*s%.*s = %.*s\n", TEXT_ARGUMENTS(seen->text),
                              TEXT_ARGUMENTS(document->text), TEXT_ARGUMENTS(bytes));
    return STATUS_OK;
}

static const char nested[] =
    "{\"n\": [{\"m\": {\"}\": {}}, \"text\": \"One.\"},{}, {\"text\":\"{\"}],"
    "\"o\":{\"a\":1,\"text\":\"Three.\"}}";

static void gives_nested_objects_their_own_bytes(void **state)
{
    (void)state;
    AUTO_ARENA arena = arena_new(100000);
    struct seen seen = {.text = TEXT(""), .arena = arena};
    struct error error = ERROR_NONE;
    assert_int_equal(parse_bytes(text_of(nested), &options, keep_bytes, &seen, &error), STATUS_OK);
    assert_int_equal(seen.documents, 3);
    assert_text(seen.text, "One. = {\"m\": {\"}\": {}}, \"text\": \"One.\"}\n"
                           "{ = {\"text\":\"{\"}\n"
                           "Three. = {\"a\":1,\"text\":\"Three.\"}\n");
}

/* text in ASCII as UTF-16, with or without its mark, in arena. */
static struct text in_utf16(struct arena *arena, const char *text, bool is_big, bool is_marked)
{
    size_t length = strlen(text);
    char *out = arena_take(arena, 2 * length + 2);
    size_t at = 0;
    for (size_t i = 0; i < length + is_marked; i++) {
        bool is_mark = is_marked && i == 0; /* U+FEFF */
        char low = is_mark ? '\xFF' : text[i - is_marked];
        char high = is_mark ? '\xFE' : '\0';
        out[at++] = is_big ? high : low;
        out[at++] = is_big ? low : high;
    }
    return (struct text){out, at};
}

struct whole_seen {
    struct text file;
    const char *encoding;
    const char *form;
    int documents;
    struct arena *arena;
    struct text text; /* of each document, one behind the other */
    bool is_of_file;  /* every document of all of the file has its bytes, and says what they are */
};

static enum status see_whole(struct document *document, struct arena *arena, struct text bytes,
                             void *context, struct error *error)
{
    struct whole_seen *whole = context;
    const struct document_source *source = document->source;
    (void)arena;
    (void)error;
    bool has_bytes = text_equal(bytes, whole->file) &&
                     text_equal(source->encoding, text_of(whole->encoding)) &&
                     source->bytes == (int64_t)whole->file.length;
    whole->is_of_file = whole->is_of_file && (source->part.at || has_bytes);
    whole->documents += text_equal(source->format, text_of(whole->form));
    whole->text = arena_format(whole->arena, "%.*s%.*s\n", TEXT_ARGUMENTS(whole->text),
                               TEXT_ARGUMENTS(document->text));
    return STATUS_OK;
}

/* A file in UTF-16 has the documents and texts that it has in UTF-8. */
static void reads_utf16_as_it_reads_utf8(void **state)
{
    (void)state;
    static const struct parse_options quiet = {.path = {"input", 5}};
    for (size_t i = 0; i < 4 * COUNT_OF(goods); i++) {
        EXAMPLE(i);
        const struct good *good = &goods[i / 4];
        bool is_big = i % 2;
        bool is_marked = i / 2 % 2;
        AUTO_ARENA arena = arena_new(1000000);
        struct error error = ERROR_NONE;
        struct whole_seen narrow = {.form = good->form, .text = TEXT(""), .arena = arena};
        struct whole_seen wide = narrow;
        wide.is_of_file = true;
        wide.file = in_utf16(arena, good->bytes, is_big, is_marked);
        wide.encoding = is_big ? "utf-16be" : "utf-16le";
        narrow.encoding = "utf-8";
        if (text_equal(text_of(good->form), TEXT("text"))) {
            continue; /* keeps its mark, and is decoded by itself */
        }
        assert_int_equal(parse_bytes(text_of(good->bytes), &quiet, see_whole, &narrow, &error),
                         STATUS_OK);
        assert_int_equal(parse_bytes(wide.file, &quiet, see_whole, &wide, &error), STATUS_OK);
        assert_int_equal(wide.documents, good->documents);
        assert_true(wide.is_of_file);
        assert_true(text_equal(wide.text, narrow.text));
    }
}

/* The same word in several encodings, of which letters alone tell little. */
static void believes_what_a_page_says_of_its_encoding(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        const char *encoding;
        const char *letters;
    } examples[] = {
        /* Z with caron is 8E in one and AE in the other; the euro sign is A4 in the third. */
        {"<html><head><meta charset=\"windows-1250\"></head><body><article><p>Harbor \x8Eupa "
         "opened.</p></article></body></html>",
         "windows-1250", "\xC5\xBDupa"},
        {"<html><head><meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'>"
         "</head><body><article><p>Harbor \xAEupa opened.</p></article></body></html>",
         "iso-8859-2", "\xC5\xBDupa"},
        {"<?xml version='1.0' encoding='iso-8859-15'?><nitf><body><body.head><hl1>A</hl1>"
         "</body.head><body.content><p>It costs 5 \xA4.</p></body.content></body></nitf>",
         "iso-8859-15", "5 \xE2\x82\xAC."},
        {"<?xml version='1.0' encoding='KOI8-R'?><nitf><body><body.content><p>\xED\xC9\xD2 it "
         "said.</p></body.content></body></nitf>",
         "koi8-r", "\xD0\x9C\xD0\xB8\xD1\x80"},
        /* Latin-1 is read as browsers read it. */
        {"<html><head><meta charset=iso-8859-1></head><body><article><p>The envoy\x92s harbor."
         "</p></article></body></html>",
         "windows-1252", "envoy\xE2\x80\x99s"},
        /* Not believed: it is UTF-8; 8E is a control character there; nobody knows it. */
        {"<html><head><meta charset=iso-8859-2></head><body><article><p>Harbor \xC5\xBDupa opened."
         "</p></article></body></html>",
         "utf-8", "\xC5\xBDupa"},
        {"<html><head><meta charset=iso-8859-2></head><body><article><p>Harbor \x8Eupa opened."
         "</p></article></body></html>",
         "windows-1252", "\xC5\xBDupa"},
        {"<html><head><meta charset=koi8-q></head><body><article><p>Harbor \x8Eupa opened."
         "</p></article></body></html>",
         "windows-1252", "\xC5\xBDupa"},
    };
    static const struct parse_options quiet = {.path = {"input", 5}};
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(1000000);
        struct error error = ERROR_NONE;
        struct whole_seen seen = {.file = text_of(examples[i].bytes),
                                  .encoding = examples[i].encoding,
                                  .form = i == 2 || i == 3 ? "nitf" : "page",
                                  .arena = arena,
                                  .text = TEXT(""),
                                  .is_of_file = true};
        assert_int_equal(parse_bytes(seen.file, &quiet, see_whole, &seen, &error), STATUS_OK);
        assert_int_equal(seen.documents, 1);
        assert_true(seen.is_of_file);
        assert_true(text_find(seen.text, text_of(examples[i].letters)) != TEXT_NOT_FOUND);
    }
}

struct deferred {
    struct parse_part *parts[8];
    size_t count;
};

static enum status defer(struct parse_part *part, size_t bytes, void *context, struct error *error)
{
    struct deferred *deferred = context;
    (void)error;
    assert_true(bytes > 0 && deferred->count < COUNT_OF(deferred->parts));
    deferred->parts[deferred->count++] = part;
    return STATUS_OK;
}

static enum status fail_at_once(struct document *document, struct arena *arena, struct text bytes,
                                void *context, struct error *error)
{
    (void)document;
    (void)arena;
    (void)bytes;
    (void)context;
    return error_set(error, STATUS_INVALID, "not deferred");
}

/* What is read later, when the file is gone, is what would have been read at once. */
static void reads_later_what_was_cut_out(void **state)
{
    (void)state;
    static const struct {
        const char *form;
        const char *bytes;
    } examples[] = {{"json", json_lines}, {"json", json_array}, {"text", "Plain text."}};
    for (size_t i = 0; i < COUNT_OF(examples); i++) {
        EXAMPLE(i);
        AUTO_ARENA arena = arena_new(100000);
        struct error error = ERROR_NONE;
        struct seen whole = {.form = examples[i].form, .text = TEXT(""), .arena = arena};
        struct seen later = whole;
        struct deferred deferred = {.count = 0};
        struct parse_options deferring = {.path = {"input", 5}, .defer = defer};
        assert_int_equal(parse_bytes(text_of(examples[i].bytes), &options, see, &whole, &error),
                         STATUS_OK);
        char *copy = arena_copy(arena, text_of(examples[i].bytes));
        assert_int_equal(parse_bytes(text_of(copy), &deferring, fail_at_once, &deferred, &error),
                         STATUS_OK);
        memset(copy, 'x', strlen(copy));
        assert_int_equal(deferred.count, whole.documents);
        for (size_t k = 0; k < deferred.count; k++) {
            assert_int_equal(parse_part_read(deferred.parts[k], &options, see, &later, &error),
                             STATUS_OK);
        }
        assert_true(text_equal(whole.text, later.text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_forms_by_their_content),
        cmocka_unit_test(survives_every_prefix_and_itself_twice),
        cmocka_unit_test(reads_a_stream_as_it_reads_bytes),
        cmocka_unit_test(streams_more_than_it_holds),
        cmocka_unit_test(gives_nested_objects_their_own_bytes),
        cmocka_unit_test(reads_utf16_as_it_reads_utf8),
        cmocka_unit_test(believes_what_a_page_says_of_its_encoding),
        cmocka_unit_test(reads_later_what_was_cut_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
