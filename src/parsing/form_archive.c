/* SPDX-License-Identifier: Apache-2.0 */
/* Archives: every entry is a file of its own, read by its own form. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <sys/stat.h>

#include "archive_source.h"
#include "chancery/base/array.h"
#include "chancery/base/utf8.h"
#include "form_entries.h"

/* The longest path of an entry, in bytes. */
#define ENTRY_PATH_BYTES_MAX ((size_t)4096)

/* How much of a path a line of the report repeats. */
#define FAULT_PATH_BYTES_MAX ((size_t)120)

bool form_archive_detect(struct text head)
{
    return archive_detect(head);
}

static void tell(const struct form_file *file, const char *code, struct text path, const char *what)
{
    char detail[FAULT_PATH_BYTES_MAX + 256];
    (void)snprintf(detail, sizeof(detail), "%.*s: %s.",
                   TEXT_ARGUMENTS(utf8_whole(text_slice(path, 0, FAULT_PATH_BYTES_MAX))), what);
    form_fault(file, code, text_of(detail));
}

/* The entry's path into out, bytes that are no UTF-8 replaced; TEXT_NONE when it is too long. */
static struct text path_of(struct archive_entry *entry, char out[ENTRY_PATH_BYTES_MAX])
{
    const char *path = archive_entry_pathname_utf8(entry);
    path = path ? path : archive_entry_pathname(entry);
    size_t length = path ? strlen(path) : 0;
    if (length == 0 || length > ENTRY_PATH_BYTES_MAX) {
        return TEXT_NONE;
    }
    memcpy(out, path, length);
    struct text copy = {out, length};
    bool is_valid = utf8_find_invalid(copy) == TEXT_NOT_FOUND;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)out[i];
        out[i] = c < ' ' || c == 0x7F || (c >= 0x80 && !is_valid) ? '?' : out[i];
    }
    return copy;
}

/* Whether path leads out of the folder that it would be unpacked in. */
static bool leads_outside(struct text path)
{
    bool is_drive = path.length > 1 && text_is_letter(path.at[0]) && path.at[1] == ':';
    if (path.at[0] == '/' || path.at[0] == '\\' || is_drive) {
        return true;
    }
    size_t start = 0;
    for (size_t i = 0; i <= path.length; i++) {
        if (i == path.length || path.at[i] == '/' || path.at[i] == '\\') {
            if (text_equal(text_slice(path, start, i - start), TEXT(".."))) {
                return true;
            }
            start = i + 1;
        }
    }
    return false;
}

/* Why an entry is refused by what its header says; NULL: it is a file. */
static const struct refusal {
    const char *code;
    const char *what;
} refusals[] = {
    {"entry_outside", "it leads out of the archive"},
    {"entry_link", "it is a link, which is not followed"},
    {"entry_device", "it is no file"},
    {"entry_encrypted", "it is encrypted"},
    {"entry_too_large", "it is larger than an entry may be"},
};

static const struct refusal *refusal_of(struct archive_entry *entry, struct text path,
                                        int64_t most_bytes)
{
    if (!path.at || leads_outside(path)) {
        return &refusals[0];
    }
    if (archive_entry_symlink(entry) || archive_entry_hardlink(entry) ||
        archive_entry_filetype(entry) == AE_IFLNK) {
        return &refusals[1];
    }
    /* Some writers of zips give no type: that is a file. */
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) {
        return &refusals[2];
    }
    if (archive_entry_is_data_encrypted(entry) > 0) {
        return &refusals[3];
    }
    bool is_large = archive_entry_size_is_set(entry) && archive_entry_size(entry) > most_bytes;
    return is_large ? &refusals[4] : NULL;
}

static enum status read_stream(void *context, char *out, size_t room, size_t *got,
                               struct error *error)
{
    int64_t count = archive_source_read(context, out, room);
    if (count < 0) {
        return error_set(error, STATUS_INVALID, "an entry of an archive cannot be read");
    }
    *got = (size_t)count;
    return STATUS_OK;
}

/* What is wrong with the entry now that it was read; NULL: nothing. */
static const char *code_of(const struct archive_source *archive, enum status status)
{
    if (archive->is_entry_over || status == STATUS_LIMIT) {
        return "entry_too_large";
    }
    if (archive->is_over_limit) {
        return "archive_too_large";
    }
    if (archive->is_entry_bad) {
        return "entry_damaged";
    }
    return status ? "entry_unusable" : NULL;
}

/* Parse the entry as a file; its faults and documents are those of the archive. */
static enum status parse_entry(struct form_file *file, struct archive_source *archive,
                               struct text path, struct error *error)
{
    struct parse_stream stream = {.read = read_stream, .context = archive};
    struct form_file inner = {.source = source_of_stream(&stream),
                              .options = file->options,
                              .sink = file->sink,
                              .context = file->context,
                              .entry = path};
    enum status status = form_file_open(&inner, error);
    if (!status) {
        struct text head = text_slice(inner.source.window, 0, FORM_DETECTION_BYTES);
        if (archive_detect(head)) {
            tell(file, "entry_archive", path.at ? path : TEXT("The file"),
                 "it is an archive in an archive");
        } else if (head.length > 0) {
            status = inner.form->read(&inner, error);
        }
    }
    file->document_count += inner.document_count;
    form_file_close(&inner);
    return status;
}

/*
 * Errors of the entry become lines of the report; those of the machine end the file. What is only
 * compressed and no archive is one entry without a name.
 */
static enum status read_entry(struct form_file *file, struct archive_source *archive,
                              struct archive_entry *entry, struct error *error)
{
    char bytes[ENTRY_PATH_BYTES_MAX];
    struct text path = path_of(entry, bytes);
    bool is_bare = archive_format(archive->archive) == ARCHIVE_FORMAT_RAW;
    if (archive_entry_filetype(entry) == AE_IFDIR) {
        return STATUS_OK;
    }
    const struct refusal *refusal = refusal_of(entry, path, archive->limits.archive_entry_bytes);
    if (refusal) {
        tell(file, refusal->code, path.at ? path : TEXT("An entry"), refusal->what);
        return STATUS_OK;
    }
    struct error of_entry = ERROR_NONE;
    enum status status = parse_entry(file, archive, is_bare ? TEXT_NONE : path, &of_entry);
    if (status && status != STATUS_INVALID && status != STATUS_LIMIT) {
        *error = of_entry;
        return status;
    }
    const char *code = code_of(archive, status);
    if (code) {
        tell(file, code, path, status ? of_entry.message : "it could not be read as it should");
    }
    return STATUS_OK;
}

enum status form_archive_read(struct form_file *file, struct error *error)
{
    struct archive_source archive;
    enum status status = archive_source_open(&archive, &file->source, form_limits(file), error);
    struct archive_entry *entry = status ? NULL : archive_source_next(&archive);
    while (entry && !status) {
        status = read_entry(file, &archive, entry, error);
        entry = status ? NULL : archive_source_next(&archive);
    }
    if (!status && archive.status) {
        status = error_set(error, archive.status, "the archive cannot be read to its end");
    }
    if (!status && archive.is_damaged) {
        form_fault(file, "archive_damaged", TEXT("The archive is damaged; the rest is lost."));
    }
    if (!status && archive.is_over_limit) {
        form_fault(file, "archive_too_large",
                   TEXT("More comes out of the archive than may; the rest was not read."));
    }
    archive_source_close(&archive);
    return status;
}
