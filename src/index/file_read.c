/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "chancery/base/digest.h"
#include "chancery/base/kept_file.h"
#include "chancery/index/file.h"

#include "sections.h"

/* A file being read. */
struct file_reading {
    struct text file;
    struct file_header header;
    struct file_section table[FILE_SECTIONS_MAX];
    uint32_t next; /* the section to be asked for */
};

uint64_t file_digest(const struct file_header *header, const struct file_section *table)
{
    struct file_header blank = *header;
    blank.digest = 0;
    uint64_t digests[2] = {
        digest_fast((struct text){(const char *)&blank, sizeof(blank)}),
        digest_fast((struct text){(const char *)table, header->section_count * sizeof(*table)}),
    };
    return digest_fast((struct text){(const char *)digests, sizeof(digests)});
}

static bool is_header_ours(const struct file_header *header)
{
    return memcmp(header->magic, FILE_MAGIC, sizeof(header->magic)) == 0 &&
           header->version == FILE_VERSION && header->byte_order == FILE_BYTE_ORDER;
}

static enum status read_table(struct file_reading *reading, struct error *error)
{
    struct text file = reading->file;
    struct file_header *header = &reading->header;
    if (file.length < sizeof(*header)) {
        return error_set(error, STATUS_CORRUPT, "the index is cut off");
    }
    memcpy(header, file.at, sizeof(*header));
    if (!is_header_ours(header)) {
        return error_set(error, STATUS_INVALID, "the index is of another version");
    }
    size_t table_bytes = header->section_count * sizeof(*reading->table);
    if (header->file_bytes != file.length || header->section_count > FILE_SECTIONS_MAX ||
        table_bytes > file.length - sizeof(*header)) {
        return error_set(error, STATUS_CORRUPT, "the index is cut off");
    }
    memcpy(reading->table, file.at + sizeof(*header), table_bytes);
    if (file_digest(header, reading->table) != header->digest) {
        return error_set(error, STATUS_CORRUPT, "the head of the index is damaged");
    }
    return STATUS_OK;
}

/* The bytes of a section, or none when they do not lie in the file with their guard. */
static struct text section_bytes(struct text file, const struct file_section *section)
{
    if (section->offset % FILE_ALIGNMENT != 0 || section->offset > file.length ||
        section->length > file.length - section->offset ||
        file.length - section->offset - section->length < FILE_GUARD_BYTES) {
        return TEXT_NONE;
    }
    return text_slice(file, section->offset, section->length);
}

/* A section_visit: find the section that the slot asks for, which must be the next. */
static bool find_section(void *context, struct section_slot *slot)
{
    struct file_reading *reading = context;
    if (reading->next == reading->header.section_count) {
        return false;
    }
    const struct file_section *section = &reading->table[reading->next++];
    struct text bytes = section_bytes(reading->file, section);
    uint64_t count = section->length / slot->item_bytes;
    if (section->kind != slot->kind || section->item_bytes != slot->item_bytes || !bytes.at ||
        section->length % slot->item_bytes != 0 || (slot->is_counted && count != slot->count)) {
        return false;
    }
    slot->count = count;
    /* The file is mapped without the right to write, so that nobody writes through this. */
    memcpy(&slot->at, &bytes.at, sizeof(slot->at));
    return true;
}

/* A text that stands in the file as a section of its own. */
static bool find_text(struct file_reading *reading, enum section_part part, struct text *out)
{
    struct section_slot slot = {
        .kind = SECTION_KIND(SECTION_OF_FILE, part), .item_bytes = 1, .is_counted = false};
    if (!find_section(reading, &slot)) {
        return false;
    }
    *out = (struct text){slot.at, (size_t)slot.count};
    return true;
}

enum status index_read(struct text file, struct text identity, struct index *index,
                       struct error *error)
{
    struct file_reading reading = {.file = file};
    enum status status = read_table(&reading, error);
    if (status) {
        return status;
    }
    struct text maker = TEXT_NONE;
    struct text found = TEXT_NONE;
    if (!find_text(&reading, SECTION_MAKER, &maker) ||
        !find_text(&reading, SECTION_IDENTITY, &found)) {
        return error_set(error, STATUS_CORRUPT, "the index is damaged");
    }
    if (!text_equal(maker, text_of(index_sources)) ||
        (identity.at && !text_equal(found, identity))) {
        return error_set(error, STATUS_INVALID, "the index was made of something else");
    }
    index->file = file;
    index->document_count = reading.header.document_count;
    index->paragraph_count = reading.header.paragraph_count;
    index->length_total = reading.header.length_total;
    if (index->document_count == INDEX_END || index->paragraph_count == INDEX_END ||
        !sections_visit(index, find_section, &reading) ||
        reading.next != reading.header.section_count || !index_is_sound(index)) {
        return error_set(error, STATUS_CORRUPT, "the index is damaged");
    }
    return STATUS_OK;
}

enum status index_verify(const struct index *index, const atomic_bool *stop, struct error *error)
{
    struct file_reading reading = {.file = index->file};
    if (!index->file.at) {
        return STATUS_OK;
    }
    enum status status = read_table(&reading, error);
    for (uint32_t i = 0; !status && i < reading.header.section_count; i++) {
        const struct file_section *section = &reading.table[i];
        if (stop && atomic_load(stop)) {
            return error_set(error, STATUS_UNAVAILABLE, "nobody waits for the digests any more");
        }
        if (digest_fast(section_bytes(index->file, section)) != section->digest) {
            status = error_set(error, STATUS_CORRUPT, "section %u of the index is damaged",
                               (unsigned)section->kind);
        }
    }
    return status;
}

enum status index_open(const char *path, struct text identity, struct index **out,
                       struct error *error)
{
    AUTO_INDEX index = index_new();
    if (!index) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the index");
    }
    enum status status = kept_file_open(path, &index->mapping, error);
    status = status ? status : index_read(index->mapping, identity, index, error);
    if (status) {
        return status;
    }
    *out = index;
    index = NULL;
    return STATUS_OK;
}

enum status index_open_former(const char *path, struct index **out, struct error *error)
{
    return index_open(path, TEXT_NONE, out, error);
}
