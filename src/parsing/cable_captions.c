/* SPDX-License-Identifier: Apache-2.0 */
/* Captions: lines that say who may see the message. */
#include "chancery/base/array.h"
#include "chancery/model/vocabulary.h"

#include "cable_header.h"
#include "shape.h"
#include "spelling.h"

/* The most words one caption has. */
#define CAPTION_WORDS_MAX 5

/* The most letters of a caption that is looked for though it is misspelt. */
#define CAPTION_LETTERS_MAX 12

/* Those without which no cable is read, where no vocabulary is at hand. */
static const char *const captions[] = {
    "SIPDIS", "NOFORN", "SENSITIVE", "NODIS", "EXDIS", "LIMDIS", "STADIS", "TERREP", "ORCON",
};

/* Captions that are found glued to what follows them. */
static const char *const glued[] = {"SIPDIS", "NOFORN", "SENSITIVE"};

static struct text known_caption(const struct cable_header *header, struct text words)
{
    if (header->reading->vocabulary) {
        const struct vocabulary_caption *caption =
            vocabulary_caption(header->reading->vocabulary, words);
        return caption ? caption->caption : TEXT_NONE;
    }
    for (size_t i = 0; i < COUNT_OF(captions); i++) {
        if (text_equal_fold(words, text_of(captions[i]))) {
            return text_of(captions[i]);
        }
    }
    return TEXT_NONE;
}

/* The common captions, which are known though a letter is wrong where they have a line alone. */
static const char *const spelled[] = {"SIPDIS", "NOFORN", "SENSITIVE", "LIMDIS", "NOCONTRACT"};

/* The caption that line, which is nothing else, was meant to be: "SENSITIE", "S I P D I S". */
static struct text misspelt(struct text line)
{
    char letters[CAPTION_LETTERS_MAX];
    size_t length = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (text_is_blank(line.at[i])) {
            continue;
        }
        if (!text_is_upper(line.at[i]) || length == sizeof(letters)) {
            return TEXT_NONE;
        }
        letters[length++] = line.at[i];
    }
    for (size_t i = 0; i < COUNT_OF(spelled); i++) {
        struct text caption = text_of(spelled[i]);
        if (spelling_distance((struct text){letters, length}, caption, 1) <= 1) {
            return caption;
        }
    }
    return TEXT_NONE;
}

/* Take the longest caption at the front of *rest. */
static struct text take_caption(const struct cable_header *header, struct text *rest)
{
    struct text ahead = *rest;
    struct text caption = TEXT_NONE;
    struct text word;
    struct text start = *rest;
    for (size_t i = 0; i < CAPTION_WORDS_MAX && text_take_word(&ahead, &word); i++) {
        size_t end = (size_t)(word.at - start.at) + word.length;
        while (end > 0 && strchr(",;/.", start.at[end - 1])) {
            end--;
        }
        struct text found = known_caption(header, text_trim(text_slice(start, 0, end)));
        if (found.at) {
            caption = found;
            *rest = text_from(start, end);
        }
    }
    for (size_t i = 0; !caption.at && i < COUNT_OF(glued); i++) {
        if (text_take_start(rest, text_of(glued[i]))) {
            caption = text_of(glued[i]);
        }
    }
    if (!caption.at) {
        caption = misspelt(text_trim(*rest));
        *rest = caption.at ? text_from(*rest, rest->length) : *rest;
    }
    (void)shape_take(rest, "[ ,;/.]*", NULL);
    return caption;
}

/* "C O R R E C T E D  C O P Y (ADD REF LINE)" */
static bool is_correction(struct text line)
{
    (void)shape_take(&line, "[*/ (-]*", NULL);
    bool is_spaced = shape_length(line, "C O R R E C") != TEXT_NOT_FOUND;
    if (!shape_take(&line, "C ?O ?R ?R ?E ?C ?T ?E ?D *C ?O ?P ?Y", NULL)) {
        return false;
    }
    bool slashes = is_spaced || shape_length(line, "s*/") != TEXT_NOT_FOUND;
    (void)shape_take(&line, "[*/ ).:-]*", NULL);
    return slashes || line.length == 0 || line.at[0] == '(';
}

/* "REL TO USA, GBR", "FOR ... EYES ONLY" */
static bool is_release(struct text line)
{
    return shape_length(line, "RELs+TOs+") != TEXT_NOT_FOUND ||
           (text_starts(line, TEXT("FOR ")) && text_ends(line, TEXT(" ONLY")));
}

static void add_caption(struct cable_header *header, struct text caption, struct text printed)
{
    texts_add(header->reading->arena, &header_raw(header)->captions, printed);
    if (!texts_have(&header->cable->captions, caption)) {
        texts_add(header->reading->arena, &header->cable->captions, caption);
    }
}

bool header_is_captions(const struct cable_header *header, struct text line)
{
    struct text rest = text_trim(line);
    bool any = rest.length > 0;
    if (any && (is_correction(rest) || is_release(rest))) {
        return true;
    }
    while (rest.length > 0) {
        if (!take_caption(header, &rest).at) {
            return false;
        }
    }
    return any;
}

size_t header_read_captions(struct cable_header *header, struct text line)
{
    struct text rest = text_trim(line);
    struct text whole = rest;
    if (rest.length > 0 && (is_correction(rest) || is_release(rest))) {
        add_caption(header,
                    is_correction(rest) ? TEXT("CORRECTED COPY") : header_folded(header, rest),
                    header_folded(header, rest));
        return line.length;
    }
    size_t used = 0;
    while (rest.length > 0) {
        struct text printed = rest;
        struct text caption = take_caption(header, &rest);
        if (!caption.at) {
            break;
        }
        if (misspelt(printed).at && !text_starts_fold(printed, caption)) {
            header_warn(header, "caption_misspelt", "A caption was misspelt.", printed);
        }
        add_caption(
            header, caption,
            reading_fold_blanks(header->reading,
                                text_trim(text_slice(printed, 0, printed.length - rest.length))));
        used = whole.length - rest.length;
    }
    return used > 0 ? (size_t)(whole.at - line.at) + used : 0;
}
