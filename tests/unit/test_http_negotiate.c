/* SPDX-License-Identifier: Apache-2.0 */
#include "http_unit.h"
#include "negotiate.h"

#define JSON HTTP_FORMAT_BIT(JSON)
#define CSV  HTTP_FORMAT_BIT(CSV)
#define TXT  HTTP_FORMAT_BIT(TXT)
#define HTML HTTP_FORMAT_BIT(HTML)
#define NONE HTTP_FORMAT_COUNT

static const char browser[] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

static const struct format_example {
    const char *accept; /* NULL when it was not sent */
    unsigned formats;
    int chosen; /* or NONE */
} format_examples[] = {
    {NULL, JSON | CSV, HTTP_FORMAT_JSON},
    {"", JSON | CSV, HTTP_FORMAT_JSON},
    {"*/*", JSON | CSV, HTTP_FORMAT_JSON},
    {"text/csv", JSON | CSV, HTTP_FORMAT_CSV},
    {"TEXT/CSV; header=present", JSON | CSV, HTTP_FORMAT_CSV},
    {"text/*", JSON | CSV, HTTP_FORMAT_CSV},
    {"text/csv, */*", JSON | CSV, HTTP_FORMAT_CSV},
    {"text/csv;q=0.5, */*;q=0.9", JSON | CSV, HTTP_FORMAT_JSON},
    {"application/json;q=0, */*", JSON | CSV, HTTP_FORMAT_CSV},
    {"text/csv;q=0.1, application/json;q=0.2", JSON | CSV, HTTP_FORMAT_JSON},
    {"image/png", JSON | CSV, NONE},
    {"application/json;q=0", JSON, NONE},
    {"*/*;q=0", JSON, NONE},
    {"json", JSON, NONE},
    {"application/ndjson", HTTP_FORMAT_BIT(NDJSON), HTTP_FORMAT_NDJSON},
    {browser, JSON | HTML, HTTP_FORMAT_HTML},
    {browser, JSON | CSV, HTTP_FORMAT_JSON},
    {"application/json, text/plain, */*", JSON | TXT, HTTP_FORMAT_JSON},
};

static void chooses_the_format_liked_best(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(format_examples); i++) {
        EXAMPLE(i);
        const struct format_example *example = &format_examples[i];
        struct text accept = example->accept ? text_of(example->accept) : TEXT_NONE;
        enum http_format chosen = HTTP_FORMAT_ICS;
        bool found = http_accept_format(accept, example->formats, HTTP_FORMAT_JSON, &chosen);
        assert_int_equal(found, example->chosen != NONE);
        if (found) {
            assert_int_equal(chosen, example->chosen);
        }
    }
}

static const struct coding_example {
    const char *accept;
    enum http_coding chosen;
} coding_examples[] = {
    {NULL, HTTP_CODING_IDENTITY},
    {"", HTTP_CODING_IDENTITY},
    {"gzip", HTTP_CODING_GZIP},
    {"GZIP", HTTP_CODING_GZIP},
    {"gzip, deflate, br, zstd", HTTP_CODING_ZSTD},
    {"gzip;q=1.0, zstd;q=0.5", HTTP_CODING_GZIP},
    {"gzip;q=0", HTTP_CODING_IDENTITY},
    {"gzip;q=0.5, identity;q=0.9", HTTP_CODING_IDENTITY},
    {"identity", HTTP_CODING_IDENTITY},
    {"br", HTTP_CODING_IDENTITY},
    {"*", HTTP_CODING_ZSTD},
    {"zstd;q=0, *", HTTP_CODING_GZIP},
    {"gzipped", HTTP_CODING_IDENTITY},
    {"gzip;q=0.000, zstd;q=0.001", HTTP_CODING_ZSTD},
};

static void chooses_the_coding_liked_best(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(coding_examples); i++) {
        EXAMPLE(i);
        const char *accept = coding_examples[i].accept;
        assert_int_equal(http_accept_coding(accept ? text_of(accept) : TEXT_NONE),
                         coding_examples[i].chosen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses_the_format_liked_best),
        cmocka_unit_test(chooses_the_coding_liked_best),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
