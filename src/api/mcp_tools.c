/* SPDX-License-Identifier: Apache-2.0 */
#include "mcp_tools.h"

#include "chancery/base/array.h"
#include "chancery/base/json_writer.h"

#define QUERY_SUMMARY                                                                           \
    "Words (AND), OR, NOT, \"phrases\", word*, word~, and fields such as from:oslo, tag:PREL, " \
    "person:\"Kim Chang-sik\", date:2008-05"

#define LIMIT_SUMMARY "How many at most (default 5)"

static const struct mcp_tool tools[] = {
    {.name = "search",
     .title = "Search documents",
     .summary = "Find cables and news reports; each hit comes with its matching passages, whose "
                "ids (such as 08OSLO251/p6) can be cited.",
     .path = "/v1/search?fields=id,title,date,station,classification,passages",
     .arguments = {{"q", "string", NULL, true, false, QUERY_SUMMARY},
                   {"kind", "string", NULL, false, false, "cable, news, release, speech or frus"},
                   {"date", "string", NULL, false, false,
                    "2008, 2008-05, 2008-05..2008-07, ..2007"},
                   {"sort", "string", NULL, false, false, "relevance, date or -date"},
                   {"limit", "integer", "5", false, false, LIMIT_SUMMARY},
                   {"offset", "integer", NULL, false, false, "How many to pass over"}}},
    {.name = "read",
     .title = "Read a document",
     .summary = "The paragraphs of one document, with their numbers and portion marks.",
     .path = "/v1/documents/{}/paragraphs",
     .arguments = {{"id", "string", NULL, true, true,
                    "Its id, in any usual spelling, such as 08OSLO251 or 08 OSLO 251"}}},
    {.name = "describe",
     .title = "Describe a document",
     .summary = "Everything known of one document but its text: header, people, organizations, "
                "dates, events, statements, references.",
     .path = "/v1/documents/{}?fields=-paragraphs",
     .arguments = {{"id", "string", NULL, true, true, "Its id"}}},
    {.name = "resolve",
     .title = "Resolve a reference",
     .summary = "What a reference as people write it stands for: an id, candidates, or a document "
                "that is known of but not held.",
     .path = "/v1/resolve",
     .arguments = {{"reference", "string", NULL, true, false,
                    "Such as SECSTATE 6667 or 2008OSLO251"}}},
    {.name = "verify",
     .title = "Verify a quotation",
     .summary = "Whether words stand in the documents: exactly, altered, or not at all.",
     .path = "/v1/verify",
     .is_post = true,
     .arguments = {{"quotation", "string", NULL, true, false, "The words to look for"}}},
    {.name = "timeline",
     .title = "Count over time",
     .summary = "How many documents match in each year, month, week or day.",
     .path = "/v1/timeline",
     .arguments = {{"q", "string", NULL, false, false, QUERY_SUMMARY},
                   {"by", "string", "year", false, false, "year, month, week or day"},
                   {"date", "string", NULL, false, false, "A range, such as 2007..2009"}}},
    {.name = "references",
     .title = "Follow references",
     .summary = "Which documents one cites, or which cite it.",
     .path = "/v1/references",
     .arguments = {{"document", "string", NULL, true, false, "Its id"},
                   {"direction", "string", "out", false, false,
                    "out: what it cites; in: who cites it"},
                   {"limit", "integer", "20", false, false, LIMIT_SUMMARY}}},
};

const struct mcp_tool *mcp_tool_find(struct text name)
{
    for (size_t i = 0; i < COUNT_OF(tools); i++) {
        if (text_equal(text_of(tools[i].name), name)) {
            return &tools[i];
        }
    }
    return NULL;
}

static void write_property(const struct mcp_argument *argument, struct json_writer *json)
{
    json_key(json, text_of(argument->name));
    json_object_open(json);
    json_key_text(json, TEXT("type"), text_of(argument->type));
    json_key_text(json, TEXT("description"), text_of(argument->summary));
    json_object_close(json);
}

static void write_input_schema(const struct mcp_tool *tool, struct json_writer *json)
{
    json_key(json, TEXT("inputSchema"));
    json_object_open(json);
    json_key_text(json, TEXT("type"), TEXT("object"));
    json_key(json, TEXT("properties"));
    json_object_open(json);
    for (size_t i = 0; i < MCP_ARGUMENTS_MAX && tool->arguments[i].name; i++) {
        write_property(&tool->arguments[i], json);
    }
    json_object_close(json);
    json_key(json, TEXT("required"));
    json_list_open(json);
    for (size_t i = 0; i < MCP_ARGUMENTS_MAX && tool->arguments[i].name; i++) {
        if (tool->arguments[i].required) {
            json_write_text(json, text_of(tool->arguments[i].name));
        }
    }
    json_list_close(json);
    json_key_bool(json, TEXT("additionalProperties"), false);
    json_object_close(json);
}

static void write_tool(const struct mcp_tool *tool, struct json_writer *json)
{
    json_object_open(json);
    json_key_text(json, TEXT("name"), text_of(tool->name));
    json_key_text(json, TEXT("title"), text_of(tool->title));
    json_key_text(json, TEXT("description"), text_of(tool->summary));
    write_input_schema(tool, json);
    json_key(json, TEXT("annotations"));
    json_object_open(json);
    json_key_bool(json, TEXT("readOnlyHint"), true);
    json_key_bool(json, TEXT("openWorldHint"), false);
    json_object_close(json);
    json_object_close(json);
}

void mcp_tools_write(struct json_writer *json)
{
    json_key(json, TEXT("tools"));
    json_list_open(json);
    for (size_t i = 0; i < COUNT_OF(tools); i++) {
        write_tool(&tools[i], json);
    }
    json_list_close(json);
}
