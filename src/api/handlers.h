/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* The handlers of all routes, by the file that has them. Their context is a struct api. */

#include "chancery/http/exchange.h"

/* list_handlers.c */
http_handler handle_search;
http_handler handle_passages;
http_handler handle_documents;
http_handler handle_registry_documents;

/* document_handlers.c */
http_handler handle_document;
http_handler handle_document_citation;
http_handler handle_document_text;
http_handler handle_document_source;
http_handler handle_document_paragraphs;
http_handler handle_document_paragraph;
http_handler handle_document_releasable;

/* facet_handlers.c */
http_handler handle_facet;
http_handler handle_timeline;
http_handler handle_registry_timeline;

/* registry_handlers.c: of every registry; which one, the path says */
http_handler handle_registry;
http_handler handle_registry_entry;
http_handler handle_registry_related;

/* row_handlers.c: of every kind of row; which one, the path says */
http_handler handle_rows;

/* reference_handlers.c */
http_handler handle_document_references;
http_handler handle_missing;

/* graph_handlers.c */
http_handler handle_graph;

/* traffic_handlers.c */
http_handler handle_traffic;

/* audit_handlers.c */
http_handler handle_markings;
http_handler handle_declassification;

/* resolve_handlers.c */
http_handler handle_resolve;

/* verify_handlers.c */
http_handler handle_verify;

/* concordance_handlers.c */
http_handler handle_concordance;

/* explain_handlers.c */
http_handler handle_explain;

/* suggest_handlers.c */
http_handler handle_suggest;

/* neighbor_handlers.c */
http_handler handle_similar;
http_handler handle_duplicates;
http_handler handle_difference;

/* store_handlers.c */
http_handler handle_store;

/* meta_handlers.c */
http_handler handle_root;
http_handler handle_index;
http_handler handle_health;
http_handler handle_ready;
http_handler handle_version;
http_handler handle_problems;

/* batch.c */
http_handler handle_batch;

/* meili.c */
http_handler handle_meili_search;
http_handler handle_meili_multi_search;

/* feed.c */
http_handler handle_feed;

/* opensearch.c */
http_handler handle_opensearch;
http_handler handle_opensearch_suggestions;

/* reconcile.c */
http_handler handle_reconcile;

/* reconcile_views.c */
http_handler handle_reconcile_suggest; /* of what, the path says */
http_handler handle_reconcile_properties;
http_handler handle_reconcile_preview;

/* mcp.c */
http_handler handle_mcp;

/* metrics.c */
http_handler handle_metrics;

/* openapi.c */
http_handler handle_openapi;
