/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Reads the body of a POST: the same names as in a query string, and a query as a tree.
 *
 *     {"query": {"and": [{"term": "NATO"}, {"not": {"term": "Iraq"}}]},
 *      "filter": {"kind": ["cable"], "date": "2007"}, "facets": {"tag": {"limit": 10}}, "limit": 5}
 *
 * A node of the tree is one of
 *
 *     {"and": [node, …]}  {"or": [node, …]}  {"not": node}
 *     {"term": word, "exact": bool, "prefix": bool}
 *     {"phrase": words, "distance": n}
 *     {"field": name, "value": text, "prefix": bool}
 *     {"near": [node, node], "distance": n}  {"sentence": [node, node]}  {"paragraph": [node,
 * node]}
 */

#include "chancery/http/problem.h"

/* For http_service.decode: the tree becomes request->document, all else pairs of its query. */
enum status body_decode(struct http_request *request, void *context, struct http_problem *problem);
