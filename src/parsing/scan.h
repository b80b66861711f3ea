/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Tags in the bytes of a file, without a tree: where a document of a large file begins and ends.
 * Comments, CDATA and processing instructions are passed over; what never ends reaches to the end.
 */

#include "chancery/base/text.h"

/* One tag, borrowed from the bytes. */
struct scan_tag {
    struct text name;   /* with its prefix */
    struct text inside; /* all behind the name: the attributes */
    struct text whole;  /* from "<" to ">" */
    bool is_end;        /* </div> */
    bool is_empty;      /* <div/> */
};

/* Take the next tag and all in front of it off *rest. False, with nothing left, without one. */
bool scan_take(struct text *rest, struct scan_tag *out);

/* The first tag of text where nothing but blanks, comments and the like stands in front of it. */
bool scan_root(struct text text, struct scan_tag *out);

/* Whether the name without its prefix is name, in any case. */
bool scan_is(const struct scan_tag *tag, const char *name);

/* The value of an attribute as it stands there, escapes and all; TEXT_NONE without it. */
struct text scan_attribute(const struct scan_tag *tag, const char *name);

/*
 * All of the element that start, which lies in text, begins: to the end of its end tag. Elements
 * of its name inside it are minded. *is_whole says whether its end was found; else it is all of
 * text from start on.
 *
 * Cost:    one pass over the element.
 */
struct text scan_element(struct text text, const struct scan_tag *start, bool *is_whole);

/* The first element in text called name, with its attribute, where that is not NULL, as value. */
struct text scan_find(struct text text, const char *name, const char *attribute, const char *value);
