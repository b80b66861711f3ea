/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads one JSON-RPC 2.0 message of the Model Context Protocol.
 *
 * Source: the protocol's specification, "Base protocol" and "Transports: Streamable HTTP".
 */

#include "mcp_tools.h"

struct mcp_message {
    struct text method;  /* "tools/call"; TEXT_NONE for a response of the client's */
    struct text id;      /* as JSON; TEXT_NONE for a notification */
    struct text version; /* of initialize: params.protocolVersion */

    /* Of tools/call. */
    struct text tool_name;
    const struct mcp_tool *tool;    /* NULL when there is none of that name */
    struct inner_question question; /* what the tool asks, its answer limit unset */
    struct text missing;            /* a required argument that was not given */
    struct text unknown;            /* an argument that the tool does not have */
};

/*
 * Set *out to what body says, in arena.
 *
 * Errors:  STATUS_INVALID    it is no JSON-RPC message
 *          STATUS_NO_MEMORY
 */
MUST_CHECK enum status mcp_message_read(struct text body, struct arena *arena,
                                        struct mcp_message *out, struct error *error);
