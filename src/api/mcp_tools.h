/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The tools of the Model Context Protocol: each is one resource of /v1, with arguments of its own
 * names and answers that are small unless more is asked for. All only read.
 */

#include "inner.h"

struct json_writer;

/* The most arguments of one tool. */
#define MCP_ARGUMENTS_MAX 8

struct mcp_argument {
    const char *name;   /* of the argument, and of the parameter; NULL ends the list */
    const char *type;   /* "string" or "integer" */
    const char *preset; /* sent when the argument is not given, or NULL */
    bool required;
    bool in_path; /* it takes the place of "{}" in the path */
    const char *summary;
};

struct mcp_tool {
    const char *name;
    const char *title;
    const char *summary;
    const char *path; /* with "{}" for an argument in the path, and fixed parameters */
    bool is_post;     /* the arguments go as a JSON object */
    struct mcp_argument arguments[MCP_ARGUMENTS_MAX];
};

/* The tool called name, or NULL. */
const struct mcp_tool *mcp_tool_find(struct text name);

/* Write "tools": [ … ], as tools/list answers. */
void mcp_tools_write(struct json_writer *json);
