/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes an evil document of a given size and reads it, facts included. test_doubling.py counts the
 * instructions that this takes; by itself it says how much processor time.
 *
 *     shapes VOCABULARY-FOLDER            names all shapes
 *     shapes VOCABULARY-FOLDER SHAPE BYTES
 *
 * A shape is a beginning, a piece that is repeated up to the size, and an end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/base/number.h"
#include "chancery/extraction/extract.h"
#include "chancery/model/vocabulary.h"
#include "chancery/parsing/parse.h"

#define BYTES_MAX ((size_t)16 * 1024 * 1024)

#define HEADING                                                                              \
    "VZCZCXYZ0001\nRR RUEHWEB\n\nDE RUEHNY #0077 0461010\nZNR UUUUU ZZH\nR 151010Z FEB 08\n" \
    "FM AMEMBASSY OSLO\nTO RUEHC/SECSTATE WASHDC 0100\n"
#define CABLE(order, tags, subject, rest) \
    HEADING "BT\nUNCLAS OSLO 000077\n\n" order tags subject rest
#define ORDER   "E.O. 12958: N/A\n"
#define TAGS    "TAGS: PREL, NO\n"
#define SUBJECT "SUBJECT: A QUIET HARBOR\n"
#define BODY    CABLE(ORDER, TAGS, SUBJECT, "\n1. (U) ")

static const struct shape {
    const char *name;
    const char *begin;
    const char *piece;
    const char *end;
} shapes[] = {
    /* Bytes. */
    {"newlines", "", "\n", ""},
    {"blanks", "", " ", ""},
    {"capitals", "", "A", ""},
    {"small", "", "a", ""},
    {"digits", "", "1", ""},
    {"nuls", "", "\0", ""},
    {"high_bytes", "", "\xE9", ""},
    {"cut_utf8", "", "\xE2\x80", ""},
    {"quotes", "", "\"", ""},
    {"backslashes", "", "\\", ""},
    {"open_round", "", "(", ""},
    {"open_square", "", "[", ""},
    {"dashes", "", "- ", ""},
    {"one_line", "", "The ministry said so. ", ""},
    {"words", "", "a ", ""},
    {"capital_words", "", "ABLE BAKER ", ""},
    {"names", "", "John Smith and ", ""},
    {"commas", "", "A, ", ""},
    {"colons", "", "A: ", ""},
    {"crlf", "", "a\r\n", ""},
    /* Cables. */
    {"tags", CABLE(ORDER, "TAGS: ", "", ""), "PREL, ", "\n" SUBJECT "\n1. (U) End.\n"},
    {"fused_tags", CABLE(ORDER, "TAGS: ", "", ""), "PREL", "\n" SUBJECT "\n1. (U) End.\n"},
    {"tag_lines", CABLE(ORDER, "", "", ""), "TAGS: PREL, NO\n", SUBJECT "\n1. (U) End.\n"},
    {"references", CABLE(ORDER, TAGS, SUBJECT, "REF: "), "A. OSLO 77 ", "\n\n1. (U) End.\n"},
    {"reference_lines", CABLE(ORDER, TAGS, SUBJECT, ""), "REF: 08 OSLO 77\n", "\n1. (U) End.\n"},
    {"subject_line", CABLE(ORDER, TAGS, "SUBJECT: ", ""), "WORDS ", "\n\n1. (U) End.\n"},
    {"subject_lines", CABLE(ORDER, TAGS, "", ""), "SUBJECT: WORDS\n", "\n1. (U) End.\n"},
    {"classified_by", CABLE(ORDER, TAGS, SUBJECT, "Classified By: "), "DCM Ann Bell for reasons ",
     "\n\n1. (U) End.\n"},
    {"captions", CABLE("", "", "", ""), "SIPDIS\n\n", ORDER TAGS SUBJECT "\n1. (U) End.\n"},
    {"addressees", HEADING, "RUEHKV/AMEMBASSY KYIV 4234\n", "BT\nUNCLAS OSLO 000077\n\n" SUBJECT},
    {"indicators", "VZCZCXYZ0001\nRR ", "RUEHWEB ", "\n\nDE RUEHNY #0077 0461010\nBT\n"},
    {"class_lines", "", "UNCLAS OSLO 000077\n", ""},
    {"spaced_class", "", "C O N F I D E N T I A L ", ""},
    {"transmissions", HEADING "BT\nUNCLAS OSLO 000077\n", "\nVZCZCXYZ0001\n", ""},
    {"cables", "", HEADING "BT\nUNCLAS OSLO 000077\n\n" SUBJECT "\n1. (U) So.\n\nBT\n#0077\nNNNN\n",
     ""},
    {"two_cables", "",
     "VZCZCXYZ0001\nDE RUEHNY #0077 0461010\nBT\nUNCLAS OSLO 000077\n" SUBJECT
     "BT\n#0077\nNNNN\nVZCZCXYZ0002\nDE RUEHKV #0078 0461010\nBT\nUNCLAS KYIV 000078\n" SUBJECT
     "BT\n#0078\nNNNN\n",
     ""},
    {"page_lines", BODY, "so it\nOSLO 00000077  002 OF 003\n\n", ""},
    {"paragraphs", BODY, "So.\n\n1. (U) ", ""},
    {"numbers_in_line", BODY, "so. 2. (U) And ", ""},
    {"marks", BODY, "(C) ", ""},
    {"summaries", BODY, "Summary: End summary. ", ""},
    {"comments", BODY, "Begin comment. ", ""},
    {"open_quotes", BODY, "\"so he said ", ""},
    {"rules", BODY, "\n----\n", ""},
    {"headings", BODY, "\n\nA HEADING\n---------\n", ""},
    {"body_references", BODY, "see 08 OSLO 77 and ref A, ", ""},
    {"bodies_of_names", BODY, "Minister Ola Dahl said to Kari Moe that ", ""},
    {"bodies_of_dates", BODY, "On May 3, 2008 and June 2-4 ", ""},
    {"bodies_of_money", BODY, "USD 3 million and 4 euros ", ""},
    {"bodies_of_places", BODY, "in Oslo, Norway and Kyiv, ", ""},
    {"bodies_of_acronyms", BODY, "North Atlantic Treaty Organization (NATO) ", ""},
    {"bodies_of_meetings", BODY, "He met with Foreign Minister Dahl in Oslo on May 3. ", ""},
    {"bodies_of_requests", BODY, "ACTION REQUEST: Post requests guidance by May 3. ", ""},
    {"bodies_of_sayings", BODY, "\"We will,\" Dahl said. \"Not now,\" he added. ", ""},
    {"signatures", BODY, "So.\nSMITH\n", ""},
    {"attributes", BODY "So.\n\nMessage Attributes\n\n", "Subject: WORDS\n", ""},
    {"print", "MRN: 08 OSLO 77\nDate/DTG: Feb 15, 2008 / 151010Z FEB 08\n", "TAGS: PREL\n", ""},
    {"damage", BODY, "Trade,s Q xxxxx & ##a ", ""},
    /* Other forms. */
    {"news", "By Ann Bell\n\nOSLO (Reuters) - ", "The port was quiet, officials said on Monday. ",
     ""},
    {"news_lines", "A TITLE\n\n", "The port was quiet, officials said on Monday.\n\n", ""},
    {"front_matter", "---\ntitle: A\n", "key: value\n", "---\nText.\n"},
    {"front_matter_nested", "---\ntitle: A\nlist: ", "[", "\n---\nText.\n"},
    {"html_tags", "<html><body>", "<p>", "</body></html>"},
    {"html_deep", "<html><body>", "<div>", ""},
    {"html_text", "<html><body><p>", "so &amp; so ", "</p></body></html>"},
    {"html_attributes", "<html><body><p ", "a=\"b\" ", ">so</p></body></html>"},
    {"html_open", "<html><body>", "<a href=\"", ""},
    {"html_pre", "<html><body><pre>" HEADING "</pre><pre>UNCLAS OSLO 000077\n" SUBJECT,
     "1. (U) So <a href='x'>it</a> is.\n", "</pre></body></html>"},
    {"html_comments", "<html><body>", "<!-- so -->", "</body></html>"},
    {"xml_deep", "<?xml version=\"1.0\"?><rss><channel>", "<item>", ""},
    {"feed", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>",
     "<item><title>A port</title><description>The port was quiet.</description></item>",
     "</channel></rss>"},
    {"tei", "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>",
     "<div type=\"document\" xml:id=\"d1\"><head>1. Note</head><p>So it was.</p></div>",
     "</body></text></TEI>"},
    {"tei_people",
     "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>"
     "<div type=\"document\" xml:id=\"d1\"><head>1. Note</head><p>",
     "<persName corresp=\"#p1\">Dahl</persName> ", "</p></div></body></text></TEI>"},
    {"nitf", "<?xml version=\"1.0\"?><nitf><head><title>A</title></head><body><body.content>",
     "<p>The port was quiet.</p>", "</body.content></body></nitf>"},
    {"json_array", "[", "{\"title\":\"A\",\"text\":\"The port was quiet.\"},", "{}]"},
    {"json_nested", "{\"text\":\"So it was.\",\"a\":", "[", ""},
    {"json_documents", "{\"items\":[", "{\"title\":\"A\",\"text\":\"The port was quiet.\"},",
     "{}]}"},
    {"json_lines", "", "{\"title\":\"A\",\"text\":\"The port was quiet.\"}\n", ""},
    {"json_keys", "{\"text\":\"So it was.\"", ",\"k\":1", "}"},
    {"json_tags", "{\"text\":\"So it was.\",\"tags\":[\"A\"", ",\"PREL\"", "]}"},
    {"json_string", "{\"text\":\"", "so \\u00e9 ", "\"}"},
    {"rows", "title,text\n", "A,The port was quiet.\n", ""},
    {"rows_open", "title,text\nA,\"", "so \"\" it ", ""},
    {"rows_of_cables", "",
     "\"1\",\"2/15/2008 10:10\",\"08OSLO77\",\"Embassy Oslo\",\"UNCLASSIFIED\",\"\",\"FM AMEMBASSY "
     "OSLO\",\"UNCLAS OSLO 000077\n\n" SUBJECT "\n1. (U) So.\"\n",
     ""},
    {"row_of_references", "title,text,references\nA,The port was quiet.,", "08OSLO77|", "\n"},
    {"row_of_columns", "title,text", ",text", "\nA,B\n"},
};

static enum status take_document(struct document *document, struct arena *arena, struct text bytes,
                                 void *context, struct error *error)
{
    (void)bytes;
    (void)error;
    extract(document, context, arena);
    return STATUS_OK;
}

static void note_fault(struct text code, struct text detail, void *context)
{
    (void)code;
    (void)detail;
    (void)context;
}

static struct text make(const struct shape *shape, size_t bytes, struct buffer *out)
{
    /* A piece of one NUL has a length too. */
    struct text piece = {shape->piece, shape->piece[0] == '\0' ? 1 : strlen(shape->piece)};
    buffer_add(out, text_of(shape->begin));
    while (out->length < bytes && buffer_status(out) == STATUS_OK) {
        buffer_add(out, piece);
    }
    buffer_add(out, text_of(shape->end));
    return buffer_text(out);
}

static void read_shape(const struct shape *shape, size_t bytes, struct vocabulary *vocabulary)
{
    AUTO_BUFFER out = BUFFER_UP_TO(2 * BYTES_MAX);
    struct error error = ERROR_NONE;
    struct parse_options options = {
        .vocabulary = vocabulary, .path = TEXT("evil"), .fault = note_fault};
    struct text text = make(shape, bytes, &out);
    struct timespec start;
    struct timespec end;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    enum status status = parse_bytes(text, &options, take_document, vocabulary, &error);
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    long ms = (long)(end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000;
    (void)printf("%s: %zu bytes, status %d, %ld ms\n", shape->name, text.length, (int)status, ms);
}

int main(int argc, char **argv)
{
    struct error error = ERROR_NONE;
    struct vocabulary *vocabulary = NULL;
    int64_t bytes = 0;
    bool is_sound = argc == 2 || (argc == 4 && number_read(text_of(argv[3]), 0, BYTES_MAX, &bytes));
    if (!is_sound || vocabulary_load(argv[1], &vocabulary, &error)) {
        (void)fprintf(stderr, "usage: shapes VOCABULARY-FOLDER [SHAPE BYTES]\n%s\n", error.message);
        return EXIT_FAILURE;
    }
    int found = EXIT_FAILURE;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        if (argc == 2) {
            (void)puts(shapes[i].name);
            found = EXIT_SUCCESS;
        } else if (strcmp(shapes[i].name, argv[2]) == 0) {
            read_shape(&shapes[i], (size_t)bytes, vocabulary);
            found = EXIT_SUCCESS;
        }
    }
    (void)vocabulary_free(vocabulary);
    return found;
}
