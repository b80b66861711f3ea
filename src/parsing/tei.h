/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Volumes of Foreign Relations of the United States in TEI: what a volume says of itself and of the
 * people and terms in it, and the reading of one of its documents.
 *
 * Source:  src/parsing/README.md, section "Volumes in TEI"
 */

#include "chancery/base/map.h"

#include "plain.h"
#include "reading.h"

/* The most bytes in front of the first document that are looked at. */
#define TEI_FRONT_BYTES_MAX ((size_t)8 * 1024 * 1024)

/* A line of the lists of people and of terms. */
struct tei_entry {
    struct text name;  /* "Henry A. Kissinger", "SNIE" */
    struct text about; /* what stands behind the name */
};

struct tei_volume {
    struct text id;
    struct text title;
    struct map entries; /* by their xml:id */
};

/*
 * What stands in front of the first document. path is that of the file, from which the id is
 * taken where the volume has none.
 *
 * Errors:  STATUS_NO_MEMORY
 * Owns:    all of *out lives in arena.
 */
MUST_CHECK enum status tei_volume_read(struct text front, struct text path, struct arena *arena,
                                       struct tei_volume *out, struct error *error);

/* What one document is read from: reading->content. */
struct tei_content {
    const struct tei_volume *volume;
    const struct tree *tree;
    size_t root; /* the element that is the document */
    struct plain plain;
};

/* The text of the document, made ready for tei_read. False: no memory. */
bool tei_content_make(struct tei_content *content, struct arena *arena);

/* Fill the document but its source. */
void tei_read(struct reading *reading);

/* What stands in the head, the dateline, the source note and the lists above the text. */
void tei_head_read(struct reading *reading, const struct tei_content *content, struct frus *frus);

/* The people, the terms and the other documents that the text names. */
void tei_links_read(struct reading *reading, const struct tei_content *content);
