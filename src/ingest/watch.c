/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chancery/base/buffer.h"
#include "chancery/ingest/watch.h"
#include "chancery/store/store.h"

/* One read takes this much in. */
#define EVENT_BYTES ((size_t)64 * 1024)

/* A file is told when it is complete: closed after writing, moved here, linked here. */
#define EVENTS                                                                               \
    (IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | \
     IN_MOVE_SELF | IN_ONLYDIR)

/* A folder and the kernel's number for the watch on it; in ascending order of it. */
struct watched {
    int number;
    char *path;
};

struct watch {
    int descriptor;
    char *store_name; /* names that begin with it are the store's */
    struct watched *folders;
    size_t count;
    size_t room;
    bool is_partial;
};

static char *copy_of(struct text text)
{
    char *copy = malloc(text.length + 1);
    if (copy) {
        memcpy(copy, text.at, text.length);
        copy[text.length] = '\0';
    }
    return copy;
}

static bool has_room(struct watch *watch)
{
    if (watch->count < watch->room) {
        return true;
    }
    size_t wanted = watch->room ? watch->room * 2 : 64;
    struct watched *larger =
        wanted > WATCH_FOLDERS_MAX * 2 ? NULL : realloc(watch->folders, wanted * sizeof(*larger));
    if (!larger) {
        return false;
    }
    watch->folders = larger;
    watch->room = wanted;
    return true;
}

/* Numbers are given in ascending order, so the last one that is not greater is found by halving. */
static struct watched *find(struct watch *watch, int number)
{
    size_t from = 0;
    size_t to = watch->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (watch->folders[middle].number < number) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    bool found = from < watch->count && watch->folders[from].number == number;
    return found ? &watch->folders[from] : NULL;
}

/* Watch one folder. A link is followed only where the user named it. */
static void add_folder(struct watch *watch, const char *path, bool is_root)
{
    if (!has_room(watch) || watch->count >= WATCH_FOLDERS_MAX) {
        watch->is_partial = true;
        return;
    }
    unsigned mask = EVENTS | (is_root ? 0U : (unsigned)IN_DONT_FOLLOW);
    int number = inotify_add_watch(watch->descriptor, path, mask);
    if (number < 0) {
        /* One that went meanwhile needs no watching; the others do. */
        watch->is_partial = watch->is_partial || (errno != ENOENT && errno != ENOTDIR);
        return;
    }
    char *copy = copy_of(text_of(path));
    if (!copy) {
        watch->is_partial = true;
        return;
    }
    struct watched *known = find(watch, number);
    if (known) {
        /* The same folder under another name: it was moved. */
        free(known->path);
        known->path = copy;
        return;
    }
    watch->folders[watch->count++] = (struct watched){number, copy};
}

static bool is_folder(const char *path)
{
    struct stat entry;
    return lstat(path, &entry) == 0 && S_ISDIR(entry.st_mode);
}

static void add_below(struct watch *watch, const char *path)
{
    DIR *folder = opendir(path);
    if (!folder) {
        return;
    }
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        AUTO_BUFFER below = BUFFER_UP_TO(STORE_PATH_BYTES_MAX);
        buffer_add_format(&below, "%s/%s", path, entry->d_name);
        bool is_meant = entry->d_name[0] != '.' && buffer_status(&below) == STATUS_OK;
        if (is_meant && is_folder(below.bytes)) {
            add_folder(watch, below.bytes, false);
        }
    }
    (void)closedir(folder);
}

/* Watch path and every folder below; the list of the watched is what is yet to be looked into. */
static void add_tree(struct watch *watch, const char *path, bool is_root)
{
    size_t next = watch->count;
    add_folder(watch, path, is_root);
    for (; next < watch->count; next++) {
        add_below(watch, watch->folders[next].path);
    }
}

static void add_root(struct watch *watch, const char *path)
{
    struct stat entry;
    if (stat(path, &entry) == 0 && S_ISDIR(entry.st_mode)) {
        add_tree(watch, path, true);
        return;
    }
    /* A file is watched through its folder, which sees it replaced too. */
    struct text parent = text_of(path);
    while (parent.length > 0 && parent.at[parent.length - 1] != '/') {
        parent.length--;
    }
    char *copy = copy_of(parent.length > 0 ? parent : TEXT("."));
    if (copy) {
        add_folder(watch, copy, true);
    }
    free(copy);
}

enum status watch_open(const char *const *paths, size_t count, const char *store_path,
                       struct watch **out, struct error *error)
{
    struct watch *watch = calloc(1, sizeof(*watch));
    const char *slash = strrchr(store_path, '/');
    if (!watch) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to watch folders");
    }
    watch->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch->store_name = copy_of(text_of(slash ? slash + 1 : store_path));
    if (watch->descriptor < 0 || !watch->store_name) {
        (void)watch_close(watch);
        return error_set(error, STATUS_UNAVAILABLE, "folders cannot be watched: %s",
                         strerror(errno));
    }
    for (size_t i = 0; i < count; i++) {
        add_root(watch, paths[i]);
    }
    *out = watch;
    return STATUS_OK;
}

struct watch *watch_close(struct watch *watch)
{
    if (watch) {
        for (size_t i = 0; i < watch->count; i++) {
            free(watch->folders[i].path);
        }
        if (watch->descriptor >= 0) {
            (void)close(watch->descriptor);
        }
        free(watch->folders);
        free(watch->store_name);
        free(watch);
    }
    return NULL;
}

int watch_descriptor(const struct watch *watch)
{
    return watch->descriptor;
}

bool watch_is_whole(const struct watch *watch)
{
    return !watch->is_partial;
}

static bool is_passed_over(const struct watch *watch, const struct inotify_event *event)
{
    return event->len > 0 &&
           (event->name[0] == '.' || text_starts(text_of(event->name), text_of(watch->store_name)));
}

/* Whether a load might find something because of event. */
static bool take_event(struct watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW) {
        return true;
    }
    if (event->mask & IN_IGNORED || is_passed_over(watch, event)) {
        return false;
    }
    bool is_new_folder = (event->mask & IN_ISDIR) && (event->mask & (IN_CREATE | IN_MOVED_TO));
    const struct watched *folder = find(watch, event->wd);
    AUTO_BUFFER path = BUFFER_UP_TO(STORE_PATH_BYTES_MAX);
    if (is_new_folder && folder) {
        buffer_add_format(&path, "%s/%s", folder->path, event->name);
        if (buffer_status(&path) == STATUS_OK) {
            add_tree(watch, path.bytes, false);
        }
    }
    return true;
}

bool watch_take(struct watch *watch)
{
    alignas(struct inotify_event) char events[EVENT_BYTES];
    bool happened = false;
    ssize_t got = read(watch->descriptor, events, sizeof(events));
    while (got > 0) {
        size_t at = 0;
        while (at + sizeof(struct inotify_event) <= (size_t)got) {
            const struct inotify_event *event = (const void *)(events + at);
            happened = take_event(watch, event) || happened;
            at += sizeof(*event) + event->len;
        }
        got = read(watch->descriptor, events, sizeof(events));
    }
    return happened;
}
