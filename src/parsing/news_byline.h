/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Who wrote a report: "By Harbor Journal Ines Vale", "(Reporting by Ola Lind; Editing by …)". */

#include "chancery/base/list.h"
#include "chancery/model/vocabulary.h"

#include "date_text.h"

struct byline {
    struct text publication;
    struct texts authors;  /* names, without offices and places */
    struct date_text date; /* where one stands in the line */
};

/*
 * Whether line is a byline: "By" and names, publications or offices, no sentence. Then *out has
 * what it names.
 *
 * Source:  src/parsing/README.md, section "Bylines"
 */
bool byline_read(struct text line, const struct vocabulary *vocabulary, struct arena *arena,
                 struct byline *out);

/* The same for a line at the end: "(Reporting by Ola Lind in Oslo; Editing by Bo Berg)". */
bool byline_read_credit(struct text line, const struct vocabulary *vocabulary, struct arena *arena,
                        struct byline *out);
