/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* What a character is to a word, and the letters it is compared by. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chancery/base/text.h"

/* The most bytes that one character folds to: 18 characters of at most 4 bytes. */
#define FOLD_BYTES_MAX ((size_t)72)

enum fold_class {
    FOLD_BREAK,      /* ends a word */
    FOLD_WORD,       /* a letter, digit or mark */
    FOLD_IGNORED,    /* soft hyphens and the like: passed over inside a word */
    FOLD_APOSTROPHE, /* of any shape */
    FOLD_HYPHEN,
};

/* The class of the character at the front of text, and how many bytes it has; text is not empty. */
enum fold_class fold_class_at(struct text text, size_t *length);

/* Write the folded form of the word character at the front of text to out; answers its length. */
size_t fold_write(struct text text, char out[FOLD_BYTES_MAX]);

/* Whether the character at the front of text may begin a sentence. */
bool fold_is_capital(struct text text);
