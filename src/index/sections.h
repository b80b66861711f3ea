/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * The sections of an index file, and the arrays of an index that they are.
 *
 * One walk over the arrays serves writing and reading: the writer is shown each array, the reader
 * puts it where it is asked for. Both see the same arrays in the same order.
 */

#include "inside.h"

/* The whole file begins with this; all numbers are of the machine's byte order. */
struct file_header {
    char magic[8];
    uint32_t version;
    uint32_t byte_order; /* FILE_BYTE_ORDER as the writer has it */
    uint64_t file_bytes;
    uint64_t digest; /* of header, with 0 here, and section table behind one another */
    uint32_t section_count;
    uint32_t document_count;
    uint32_t paragraph_count;
    uint32_t unused; /* 0 */
    uint64_t length_total;
    uint64_t unused_too; /* 0 */
};

/* A row of the section table, which follows the header. */
struct file_section {
    uint32_t kind;       /* SECTION_KIND */
    uint32_t item_bytes; /* of one item of the array */
    uint64_t offset;     /* from the start of the file; a multiple of FILE_ALIGNMENT */
    uint64_t length;     /* in bytes */
    uint64_t digest;     /* XXH3, 64 bits, of its bytes */
};

static_assert(sizeof(struct file_header) == 64, "the file has it without holes");
static_assert(sizeof(struct file_section) == 32, "the file has it without holes");

#define FILE_MAGIC      "CHANIDX\n"
#define FILE_VERSION    UINT32_C(9)
#define FILE_BYTE_ORDER UINT32_C(0x01020304)
#define FILE_ALIGNMENT  ((uint64_t)64)
/* Zeros behind every section, so that a decoder may read a little farther than it must. */
#define FILE_GUARD_BYTES ((uint64_t)64)
/* The most sections of one file. */
#define FILE_SECTIONS_MAX 512

/* Whose array it is, and which of its arrays. */
#define SECTION_KIND(owner, part) ((uint32_t)(owner) << 8 | (uint32_t)(part))

/* Owners of sections; fields come behind, in the order of enum query_field. */
enum section_owner {
    SECTION_OF_FILE = 0,
    SECTION_OF_DOCUMENTS = 1,
    SECTION_OF_EXACT_TERMS = 2,
    SECTION_OF_STEMS = 3,
    SECTION_OF_POSTINGS = 4,
    SECTION_OF_FIELDS = 16,
};

/* Parts of owners; strings and lists take the numbers behind theirs too. */
enum section_part {
    /* SECTION_OF_FILE */
    SECTION_MAKER = 0,
    SECTION_IDENTITY = 1,
    /* SECTION_OF_DOCUMENTS */
    SECTION_DOCUMENTS = 0,
    SECTION_PARAGRAPHS = 1,
    SECTION_SENTENCES = 2,
    SECTION_BY_ID = 3,
    SECTION_CARDS = 4,
    SECTION_LENGTHS = 6,
    SECTION_NORMS = 7,
    SECTION_VAGUE = 8,
    SECTION_SIGNATURES = 9,
    SECTION_VERSIONS = 10,
    /* SECTION_OF_EXACT_TERMS, SECTION_OF_STEMS */
    SECTION_TERMS = 0,
    SECTION_TERM_ENTRIES = 2,
    SECTION_STEM_FIRSTS = 3,
    SECTION_STEM_FORMS = 4,
    /* SECTION_OF_POSTINGS */
    SECTION_POSTINGS = 0,
    /* each of SECTION_OF_FIELDS */
    SECTION_PRINTED = 0,
    SECTION_KEYS = 2,
    SECTION_NAMES = 4,
    SECTION_NAME_VALUES = 6,
    SECTION_NAME_IS_WHOLE = 7,
    SECTION_DOCUMENT_FIRSTS = 8,
    SECTION_DOCUMENT_VALUES = 9,
    SECTION_PARAGRAPH_VALUES = 10,
    SECTION_DOCUMENT_ENTRIES = 11,
    SECTION_DOCUMENT_LISTS = 12,
    SECTION_PARAGRAPH_ENTRIES = 15,
    SECTION_PARAGRAPH_LISTS = 16,
    SECTION_FIRST_NAMES = 19,
    SECTION_OTHER_PRINTED = 20,
    SECTION_OTHERS = 22,
    SECTION_EXCEPTIONS = 23,
};

/* One array on the walk. */
struct section_slot {
    uint32_t kind;
    uint32_t item_bytes;
    bool is_counted; /* count is known from elsewhere, and must be so */
    uint64_t count;
    void *at;
};

/* Take an array, or fill in where it is and how many items it has. False ends the walk. */
typedef bool section_visit(void *context, struct section_slot *slot);

/* Show all arrays of index, whose document and paragraph counts are known. False as visit. */
bool sections_visit(struct index *index, section_visit *visit, void *context);

/*
 * Make *index out of the bytes of a whole file, into which it then points; they are aligned to 8
 * bytes at least. Only the digest of the head is compared; index_verify does the rest. Without an
 * identity any will do.
 *
 * Errors:  STATUS_INVALID, STATUS_CORRUPT, as index_open
 */
MUST_CHECK enum status index_read(struct text file, struct text identity, struct index *index,
                                  struct error *error);

/* The digest of a header and its table. */
uint64_t file_digest(const struct file_header *header, const struct file_section *table);

/* Whether all counts, offsets and numbers of an index that was read fit each other. */
bool index_is_sound(const struct index *index);

/* Program, version, and a digest of the sources that make an index. */
extern const char index_sources[];
