/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <uchardet.h>

#include "chancery/base/array.h"
#include "chancery/base/utf8.h"

#include "encoding.h"

#define REPLACEMENT       TEXT("\xEF\xBF\xBD") /* U+FFFD */
#define REPLACEMENT_BYTES ((size_t)3)

/* The most bytes of UTF-8 that one byte of another encoding becomes. */
#define GROWTH_BYTES_MAX ((size_t)3)

/* How much of a document the detector looks at; what follows is in the same encoding. */
#define DETECTION_BYTES ((size_t)256 * 1024)

/* Bytes are UTF-8 with some damage when so many sequences are good for each byte that is bad. */
#define GOOD_PER_BAD ((size_t)4)

/*
 * With fewer bytes outside ASCII, or fewer than one in so many, a text is English with some
 * typographic marks, and the letters say nothing about its encoding.
 */
#define HIGH_BYTES_MIN ((size_t)16)
#define ASCII_PER_HIGH ((size_t)100)

/* Of the first bytes, one in so many is NUL on one side of each pair where UTF-16 is English. */
#define PAIRS_PER_NUL    ((size_t)2)
#define PAIR_PROBE_BYTES ((size_t)1024)
#define NULS_MIN         ((size_t)4)

/* An encoding that we can tell without asking the detector. */
struct wide_encoding {
    const char *name;
    const char *mark;
    size_t mark_bytes;
    size_t unit_bytes; /* the least that can be passed over when it is damaged */
};

/* Longest marks first: that of UTF-32LE begins with that of UTF-16LE. */
static const struct wide_encoding wide_encodings[] = {
    {"utf-32le", "\xFF\xFE\0\0", 4, 4},
    {"utf-32be", "\0\0\xFE\xFF", 4, 4},
    {"utf-16le", "\xFF\xFE", 2, 2},
    {"utf-16be", "\xFE\xFF", 2, 2},
};

/* What uchardet calls an encoding, and what we read it as. Browsers read ISO-8859-1 likewise. */
static const struct {
    const char *detected;
    const char *encoding;
} read_as[] = {
    {"ASCII", "windows-1252"},        {"ISO-8859-1", "windows-1252"},
    {"ISO-8859-3", "windows-1252"},   {"ISO-8859-4", "windows-1252"},
    {"ISO-8859-10", "windows-1252"},  {"ISO-8859-13", "windows-1252"},
    {"ISO-8859-15", "windows-1252"},  {"ISO-8859-16", "windows-1252"},
    {"WINDOWS-1252", "windows-1252"}, {"ISO-8859-9", "windows-1254"},
    {"ISO-8859-11", "windows-874"},   {"TIS-620", "windows-874"},
};

/* An encoding found, and the bytes to pass over where it is damaged. */
struct guess {
    struct text name;
    size_t unit_bytes;
};

static const struct wide_encoding *wide_by_mark(struct text bytes)
{
    for (size_t i = 0; i < COUNT_OF(wide_encodings); i++) {
        const struct wide_encoding *wide = &wide_encodings[i];
        if (text_starts(bytes, (struct text){wide->mark, wide->mark_bytes})) {
            return wide;
        }
    }
    return NULL;
}

/* UTF-16 without a mark shows in its NULs, which stand on one side of the pairs only. */
static const struct wide_encoding *wide_by_nuls(struct text bytes)
{
    size_t nuls[2] = {0, 0};
    bytes = text_slice(bytes, 0, PAIR_PROBE_BYTES);
    for (size_t i = 0; i < bytes.length; i++) {
        nuls[i % 2] += bytes.at[i] == '\0';
    }
    size_t enough = bytes.length / 2 / PAIRS_PER_NUL;
    enough = enough > NULS_MIN ? enough : NULS_MIN;
    if (nuls[1] >= enough && nuls[0] == 0) {
        return &wide_encodings[2];
    }
    return nuls[0] >= enough && nuls[1] == 0 ? &wide_encodings[3] : NULL;
}

static const struct wide_encoding *wide_of(struct text bytes)
{
    const struct wide_encoding *wide = wide_by_mark(bytes);
    return wide ? wide : wide_by_nuls(bytes);
}

bool encoding_is_wide(struct text bytes)
{
    return wide_of(bytes) != NULL;
}

/* What stands in bytes, read as UTF-8. */
struct census {
    size_t high;      /* bytes outside ASCII */
    size_t sequences; /* good ones of several bytes */
    size_t bad;       /* bytes in no good sequence, but for one cut off at the end */
    size_t nuls;
};

/* Whether rest is the beginning of a character whose end was cut off. */
static bool is_cut_off(struct text rest)
{
    bool holds = rest.length < 4 && (unsigned char)rest.at[0] >= 0xC2;
    for (size_t i = 1; holds && i < rest.length; i++) {
        holds = ((unsigned char)rest.at[i] & 0xC0) == 0x80;
    }
    return holds;
}

static struct census take_census(struct text bytes)
{
    struct census census = {0};
    for (size_t i = 0; i < bytes.length;) {
        size_t length = utf8_length(text_from(bytes, i));
        if (length == 0 && census.sequences > 0 && is_cut_off(text_from(bytes, i))) {
            break;
        }
        census.nuls += bytes.at[i] == '\0';
        census.sequences += length > 1;
        census.bad += length == 0;
        census.high += length != 1 ? length + (length == 0) : 0;
        i += length ? length : 1;
    }
    return census;
}

/* Whether it is UTF-8, perhaps with some damage. */
static bool is_utf8(struct census census)
{
    return census.bad == 0 || census.sequences >= census.bad * GOOD_PER_BAD;
}

/* A copy of bytes in arena with NULs and what is not UTF-8 replaced. */
static struct decoded replace_bad(struct text bytes, struct text encoding, struct arena *arena)
{
    struct decoded decoded = {.encoding = encoding};
    struct census census = take_census(bytes);
    size_t bad = census.bad + census.nuls + REPLACEMENT_BYTES; /* of a character cut off */
    if (bytes.length > SIZE_MAX / 2 / GROWTH_BYTES_MAX) {
        return decoded;
    }
    char *text = arena_take(arena, bytes.length + bad * (REPLACEMENT_BYTES - 1) + 1);
    if (!text) {
        return decoded;
    }
    size_t written = 0;
    for (size_t i = 0; i < bytes.length;) {
        size_t length = utf8_length(text_from(bytes, i));
        bool is_bad = length == 0 || bytes.at[i] == '\0';
        struct text piece = is_bad ? REPLACEMENT : text_slice(bytes, i, length);
        memcpy(text + written, piece.at, piece.length);
        written += piece.length;
        decoded.replaced_count += is_bad;
        i += length ? length : 1;
    }
    decoded.text = (struct text){text, written};
    return decoded;
}

static struct guess guess_of(struct text bytes, struct arena *arena)
{
    struct guess guess = {TEXT("windows-1252"), 1};
    struct text head = text_slice(bytes, 0, DETECTION_BYTES);
    struct census census = take_census(head);
    bool says_little = census.high < HIGH_BYTES_MIN || census.high * ASCII_PER_HIGH < head.length;
    uchardet_t detector = says_little ? NULL : uchardet_new();
    if (!detector) {
        return guess;
    }
    if (uchardet_handle_data(detector, head.at, head.length) == 0) {
        uchardet_data_end(detector);
        struct text detected = text_of(uchardet_get_charset(detector));
        guess.name = detected.length > 0 ? arena_text(arena, detected) : guess.name;
        for (size_t i = 0; i < COUNT_OF(read_as); i++) {
            if (text_equal_fold(detected, text_of(read_as[i].detected))) {
                guess.name = text_of(read_as[i].encoding);
            }
        }
    }
    uchardet_delete(detector);
    return guess;
}

/* The name in lower case, and NUL-terminated. */
static char *lower_name(struct text name, struct arena *arena)
{
    char *lower = arena_copy(arena, name);
    for (size_t i = 0; lower && i < name.length; i++) {
        lower[i] = text_lower(lower[i]);
    }
    return lower;
}

/* Turns all of bytes into UTF-8; what is not of the encoding is passed over by units. */
static struct decoded convert_all(iconv_t converter, struct text bytes, size_t unit_bytes,
                                  struct arena *arena)
{
    struct decoded decoded = {0};
    size_t room = bytes.length * GROWTH_BYTES_MAX + REPLACEMENT_BYTES;
    char *text = arena_take(arena, room + 1);
    /* iconv moves a pointer to bytes it does not change, but takes it without const. */
    char *in = arena_copy(arena, bytes);
    char *out = text;
    size_t left = bytes.length;
    while (text && in && left > 0) {
        if (iconv(converter, &in, &left, &out, &room) != (size_t)-1) {
            break;
        }
        size_t skipped = left < unit_bytes ? left : unit_bytes;
        if (errno == E2BIG || room < REPLACEMENT_BYTES) {
            break;
        }
        memcpy(out, REPLACEMENT.at, REPLACEMENT_BYTES);
        out += REPLACEMENT_BYTES;
        room -= REPLACEMENT_BYTES;
        in += skipped;
        left -= skipped;
        decoded.replaced_count += skipped;
    }
    decoded.replaced_count += left;
    decoded.text = text ? (struct text){text, (size_t)(out - text)} : TEXT_NONE;
    return decoded;
}

/* Open a converter from the encoding called name, which iconv may not know. */
static bool open_converter(const char *name, iconv_t *converter)
{
    /* POSIX says "(iconv_t)-1" where a pointer would not be cast from an integer. */
    iconv_t none;
    memset(&none, 0xFF, sizeof(none));
    *converter = iconv_open("UTF-8", name);
    return memcmp(converter, &none, sizeof(none)) != 0;
}

static struct decoded convert(struct text bytes, struct guess guess, struct arena *arena)
{
    static const char fallback[] = "windows-1252";
    const char *name = lower_name(guess.name, arena);
    iconv_t converter;
    bool is_open = name && open_converter(name, &converter);
    if (!is_open) {
        name = fallback;
        is_open = open_converter(name, &converter);
    }
    if (!is_open) {
        return replace_bad(bytes, TEXT("utf-8"), arena);
    }
    struct decoded decoded = convert_all(converter, bytes, guess.unit_bytes, arena);
    (void)iconv_close(converter);
    decoded.encoding = text_of(name);
    return decoded;
}

static struct decoded decode(struct text bytes, struct arena *arena)
{
    const struct wide_encoding *wide = wide_of(bytes);
    if (wide) {
        return convert(bytes, (struct guess){text_of(wide->name), wide->unit_bytes}, arena);
    }
    if (is_utf8(take_census(bytes))) {
        return replace_bad(bytes, TEXT("utf-8"), arena);
    }
    struct guess guess = guess_of(bytes, arena);
    bool is_damaged = text_equal_fold(guess.name, TEXT("utf-8"));
    return is_damaged ? replace_bad(bytes, TEXT("utf-8"), arena) : convert(bytes, guess, arena);
}

enum status encoding_decode(struct text bytes, struct arena *arena, struct decoded *out,
                            struct error *error)
{
    struct decoded decoded = {.text = bytes, .encoding = TEXT("utf-8")};
    bool has_nul = text_find_char(bytes, '\0') != TEXT_NOT_FOUND;
    if (has_nul || utf8_find_invalid(bytes) != TEXT_NOT_FOUND) {
        decoded = decode(bytes, arena);
        size_t replaced_count = decoded.replaced_count;
        /* NULs of UTF-16, and what iconv lets through that Unicode does not. */
        if (text_find_char(decoded.text, '\0') != TEXT_NOT_FOUND ||
            utf8_find_invalid(decoded.text) != TEXT_NOT_FOUND) {
            decoded = replace_bad(decoded.text, decoded.encoding, arena);
            decoded.replaced_count += replaced_count;
        }
    }
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to decode %zu bytes", bytes.length);
    }
    *out = decoded;
    return STATUS_OK;
}

/* Whether text has control characters of the second set: bytes of Windows read as ISO-8859. */
static bool has_late_controls(struct text text)
{
    size_t at = text_find_char(text, '\xC2');
    while (at != TEXT_NOT_FOUND) {
        text = text_from(text, at + 1);
        if (text.length > 0 && (unsigned char)text.at[0] < 0xA0) {
            return true;
        }
        at = text_find_char(text, '\xC2');
    }
    return false;
}

enum status encoding_decode_as(struct text bytes, struct text name, struct arena *arena,
                               struct decoded *out, struct error *error)
{
    *out = (struct decoded){.text = TEXT_NONE};
    struct census census = take_census(bytes);
    if (census.nuls > 0 || is_utf8(census)) {
        return STATUS_OK;
    }
    struct decoded decoded = convert(bytes, (struct guess){name, 1}, arena);
    if (arena_failed(arena)) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to decode %zu bytes", bytes.length);
    }
    bool is_believed = decoded.replaced_count == 0 && text_equal_fold(decoded.encoding, name) &&
                       utf8_find_invalid(decoded.text) == TEXT_NOT_FOUND &&
                       !has_late_controls(decoded.text);
    *out = is_believed ? decoded : *out;
    return STATUS_OK;
}
