/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The files of the reading room and of the try-it page, as they were built into the program.
 *
 * Vite names a built file after its contents, so what lies under /assets may be kept for ever; the
 * pages themselves are asked for again each time.
 */

#include "chancery/http/router.h"

/*
 * The paths of the pages and their files. There are none in a program built without the reading
 * room, which is the case where src/ui/node_modules was absent.
 */
extern const struct http_route web_routes[];

size_t web_route_count(void);

/* The page for a browser at "/", static; TEXT_NONE when the reading room was not built in. */
struct text web_page(void);

/* The Content-Security-Policy of that page: nothing from elsewhere, nothing inline. */
struct text web_page_policy(void);
