/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "chancery/base/array.h"
#include "chancery/base/buffer.h"
#include "chancery/store/store.h"

#include "opening.h"
#include "walk.h"

#define NS_PER_SECOND ((int64_t)1000 * 1000 * 1000)

struct walking {
    const struct walk_options *options;
    struct arena *arena;
    struct walk_root *root;
    struct buffer path; /* of the folder it is in, below the root, with a slash behind; or empty */
    struct text store;  /* absolute */
    struct error *error;
};

static int64_t mtime_of(const struct stat *entry)
{
    return (int64_t)entry->st_mtim.tv_sec * NS_PER_SECOND + entry->st_mtim.tv_nsec;
}

/* The path of name as it is seen from the root. */
static struct text path_of(struct walking *walking, struct text name)
{
    return arena_format(walking->arena, "%.*s%.*s", TEXT_ARGUMENTS(buffer_text(&walking->path)),
                        TEXT_ARGUMENTS(name));
}

static enum status add_entry(struct walking *walking, struct text path, const struct stat *stat,
                             enum reason refused)
{
    const struct ingest_limits *limits = &walking->options->limits;
    if ((int64_t)walking->root->entries.count >= limits->file_count) {
        return error_set(walking->error, STATUS_LIMIT, "%s holds more than %lld files",
                         walking->root->path.at, (long long)limits->file_count);
    }
    if (refused == REASON_NONE && stat->st_size > limits->file_bytes) {
        refused = REASON_TOO_LARGE;
    }
    struct walk_entry *entry = LIST_ADD(walking->arena, &walking->root->entries);
    if (!entry || arena_failed(walking->arena)) {
        return error_set(walking->error, STATUS_NO_MEMORY, "no memory for the names of files");
    }
    *entry = (struct walk_entry){.path = path,
                                 .bytes = (int64_t)stat->st_size,
                                 .mtime_ns = mtime_of(stat),
                                 .refused = refused};
    return STATUS_OK;
}

/* The store, what SQLite keeps beside it, and what it is built in. */
static bool is_store(const struct walking *walking, struct text path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    struct text root = walking->root->path;
    struct text store = walking->store;
    if (!store.at || !text_take_start(&store, root)) {
        return false;
    }
    bool is_below = text_take_start(&store, TEXT("/")) || text_equal(root, TEXT("/"));
    if (!is_below || !text_take_start(&path, store)) {
        return false;
    }
    (void)text_take_start(&path, TEXT(".part"));
    if (text_starts(path, TEXT(".index")) || text_starts(path, TEXT(".registry")) ||
        text_starts(path, TEXT(".view-"))) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        if (text_equal(path, text_of(suffixes[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_passed_over(const struct walking *walking, struct text name)
{
    if (text_starts(name, TEXT("."))) {
        return true;
    }
    return walking->path.length == 0 && text_equal(name, TEXT(WALK_ALIASES));
}

/*
 * Where a link leads is asked by name, which another could change meanwhile; the answer only
 * decides what the report says, since no link is ever opened.
 */
static enum status see_link(struct walking *walking, struct text path, const struct stat *stat)
{
    struct text root = walking->root->path;
    AUTO_BUFFER full = BUFFER_UP_TO(STORE_PATH_BYTES_MAX * 2);
    buffer_add(&full, root);
    buffer_add(&full, TEXT("/"));
    buffer_add(&full, path);
    if (buffer_status(&full)) {
        return add_entry(walking, path, stat, REASON_PATH_TOO_LONG);
    }
    char *target = realpath(full.bytes, NULL);
    if (!target) {
        return add_entry(walking, path, stat, REASON_LINK_BROKEN);
    }
    struct text rest = text_of(target);
    bool is_inside = text_take_start(&rest, root) &&
                     (text_equal(root, TEXT("/")) || rest.length == 0 || rest.at[0] == '/');
    free(target);
    return is_inside ? STATUS_OK : add_entry(walking, path, stat, REASON_LINK_OUTSIDE);
}

static enum status walk_folder(struct walking *walking, int folder, int64_t depth);

/* Look into the folder called name, whose path is path. */
static enum status see_folder(struct walking *walking, int folder, const char *name,
                              struct text path, int64_t depth)
{
    struct stat none = {0};
    if (depth >= walking->options->limits.folder_depth) {
        return add_entry(walking, path, &none, REASON_TOO_DEEP);
    }
    int below = opening_folder(folder, name);
    if (below < 0) {
        return add_entry(walking, path, &none, REASON_UNREADABLE);
    }
    size_t length = walking->path.length;
    buffer_add(&walking->path, text_of(name));
    buffer_add(&walking->path, TEXT("/"));
    enum status status = buffer_status(&walking->path);
    if (status) {
        (void)close(below);
        return error_set(walking->error, status, "no memory for the names of files");
    }
    status = walk_folder(walking, below, depth + 1);
    walking->path.length = length;
    walking->path.bytes[length] = '\0';
    return status;
}

static enum status see(struct walking *walking, int folder, const char *name, int64_t depth)
{
    struct stat stat;
    struct text path = path_of(walking, text_of(name));
    if (!path.at) {
        return error_set(walking->error, STATUS_NO_MEMORY, "no memory for the names of files");
    }
    if (fstatat(folder, name, &stat, AT_SYMLINK_NOFOLLOW)) {
        /* Gone since the folder was listed: as if it had never been there. */
        struct stat none = {0};
        return errno == ENOENT ? STATUS_OK : add_entry(walking, path, &none, REASON_UNREADABLE);
    }
    if (path.length > STORE_PATH_BYTES_MAX) {
        return add_entry(walking, text_slice(path, 0, STORE_PATH_BYTES_MAX), &stat,
                         REASON_PATH_TOO_LONG);
    }
    if (S_ISDIR(stat.st_mode)) {
        return see_folder(walking, folder, name, path, depth);
    }
    if (S_ISLNK(stat.st_mode)) {
        return see_link(walking, path, &stat);
    }
    if (is_store(walking, path)) {
        return STATUS_OK;
    }
    return add_entry(walking, path, &stat, opening_refuses(stat.st_mode));
}

/* NULL at the end, with errno when it is not the true one. */
static struct dirent *next_entry(DIR *list)
{
    errno = 0;
    return readdir(list);
}

/* Takes the descriptor folder. */
static enum status walk_folder(struct walking *walking, int folder, int64_t depth)
{
    DIR *list = fdopendir(folder);
    if (!list) {
        (void)close(folder);
        return error_set(walking->error, STATUS_IO, "cannot list a folder: %s", strerror(errno));
    }
    enum status status = STATUS_OK;
    struct dirent *entry = next_entry(list);
    while (entry && !status) {
        if (!is_passed_over(walking, text_of(entry->d_name))) {
            status = see(walking, folder, entry->d_name, depth);
        }
        entry = next_entry(list);
    }
    if (!status && errno) {
        status = error_set(walking->error, STATUS_IO, "cannot list a folder: %s", strerror(errno));
    }
    (void)closedir(list);
    return status;
}

static int compare_entries(const void *a, const void *b)
{
    return text_compare(((const struct walk_entry *)a)->path, ((const struct walk_entry *)b)->path);
}

static enum status walk_into(struct walking *walking)
{
    struct opening_root root = {-1};
    enum status status = opening_root(walking->root->path.at, true, &root, walking->error);
    status = status ? status : walk_folder(walking, root.folder, 0);
    struct walk_entries *entries = &walking->root->entries;
    if (!status && entries->count > 0) {
        qsort(entries->items, entries->count, sizeof(*entries->items), compare_entries);
    }
    return status;
}

/* path, which need not be there yet, with the links to its folder resolved. */
static struct text resolve_store(const char *path, struct arena *arena)
{
    struct text text = text_of(path);
    size_t name = text.length;
    while (name > 0 && path[name - 1] != '/') {
        name--;
    }
    char *parent = arena_copy(arena, name > 0 ? text_slice(text, 0, name) : TEXT("."));
    char *folder = parent ? realpath(parent, NULL) : NULL;
    if (!folder) {
        return TEXT_NONE;
    }
    struct text out =
        arena_format(arena, "%s%s%s", folder, strcmp(folder, "/") == 0 ? "" : "/", path + name);
    free(folder);
    return out;
}

static enum status resolve(struct walking *walking, const char *path, struct stat *stat_out)
{
    char *full = realpath(path, NULL);
    if (!full || stat(full, stat_out)) {
        enum status status = errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO;
        free(full);
        return error_set(walking->error, status, "cannot read %s: %s", path, strerror(errno));
    }
    walking->root->path = arena_text(walking->arena, text_of(full));
    free(full);
    if (walking->options->store_path) {
        walking->store = resolve_store(walking->options->store_path, walking->arena);
    }
    return walking->root->path.at
               ? STATUS_OK
               : error_set(walking->error, STATUS_NO_MEMORY, "no memory for the names of files");
}

enum status walk(const char *path, const struct walk_options *options, struct arena *arena,
                 struct walk_root *out, struct error *error)
{
    struct stat entry = {0};
    struct walk_root root = {0};
    struct walking walking = {.options = options,
                              .arena = arena,
                              .root = &root,
                              .path = BUFFER_UP_TO(STORE_PATH_BYTES_MAX * 64),
                              .error = error};
    enum status status = resolve(&walking, path, &entry);
    if (status) {
        return status;
    }
    root.is_folder = S_ISDIR(entry.st_mode);
    if (root.is_folder) {
        status = walk_into(&walking);
    } else if (S_ISREG(entry.st_mode)) {
        size_t name = root.path.length;
        while (name > 0 && root.path.at[name - 1] != '/') {
            name--;
        }
        status = add_entry(&walking, text_from(root.path, name), &entry, REASON_NONE);
    } else {
        status = error_set(error, STATUS_INVALID, "%s is neither a file nor a folder", path);
    }
    buffer_clear(&walking.path);
    if (!status) {
        *out = root;
    }
    return status;
}
