/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chancery/base/array.h"

#include "building.h"

#define PART_SUFFIX ".part"

/* How often another program may finish just while we wait for its lock. */
#define LOCK_ATTEMPTS 8

static char *joined(const char *path, const char *suffix)
{
    size_t length = strlen(path) + strlen(suffix) + 1;
    char *out = malloc(length);
    if (out) {
        (void)snprintf(out, length, "%s%s", path, suffix);
    }
    return out;
}

bool building_is_needed(const char *path)
{
    struct stat entry;
    return stat(path, &entry) ? errno == ENOENT : S_ISREG(entry.st_mode) && entry.st_size == 0;
}

/* Whether what we locked still stands at path, and was not renamed or removed meanwhile. */
static bool is_still_there(int file, const char *path)
{
    struct stat ours;
    struct stat theirs;
    return fstat(file, &ours) == 0 && lstat(path, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
           ours.st_dev == theirs.st_dev;
}

/* STATUS_NOT_FOUND: the file went away between opening and locking; try again. */
static enum status lock_part(struct building *building, struct error *error)
{
    int file = open(building->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        return error_set(error, STATUS_IO, "cannot make %s: %s", building->path, strerror(errno));
    }
    enum status status = STATUS_OK;
    if (flock(file, LOCK_EX | LOCK_NB)) {
        status = error_set(error, STATUS_UNAVAILABLE, "another program is loading into this store");
    } else if (!is_still_there(file, building->path)) {
        status = STATUS_NOT_FOUND;
    } else if (ftruncate(file, 0)) {
        status =
            error_set(error, STATUS_IO, "cannot empty %s: %s", building->path, strerror(errno));
    }
    if (status) {
        (void)close(file);
        return status;
    }
    building->lock = file;
    return STATUS_OK;
}

/* A log that outlived its store would be played into the one made in its place. */
static enum status remove_old_logs(const char *path, struct error *error)
{
    static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        char *log = joined(path, suffixes[i]);
        if (!log) {
            return error_set(error, STATUS_NO_MEMORY, "no memory to open the store");
        }
        int failed = unlink(log) && errno != ENOENT;
        free(log);
        if (failed) {
            return error_set(error, STATUS_IO, "cannot remove an old log of the store: %s",
                             strerror(errno));
        }
    }
    return STATUS_OK;
}

enum status building_begin(struct building *building, const char *path, struct error *error)
{
    *building = (struct building){.path = joined(path, PART_SUFFIX), .lock = -1};
    if (!building->path) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to open the store");
    }
    enum status status = STATUS_NOT_FOUND;
    for (int i = 0; i < LOCK_ATTEMPTS && status == STATUS_NOT_FOUND; i++) {
        status = lock_part(building, error);
    }
    if (status == STATUS_NOT_FOUND) {
        status = error_set(error, STATUS_UNAVAILABLE, "another program is loading into this store");
    }
    status = status ? status : remove_old_logs(building->path, error);
    if (status) {
        building_drop(building);
    }
    return status;
}

/* A rename is durable once its folder is. */
static enum status sync_folder(const char *path, struct error *error)
{
    char *folder = joined(path, "");
    if (!folder) {
        return error_set(error, STATUS_NO_MEMORY, "no memory to finish the store");
    }
    char *slash = strrchr(folder, '/');
    if (slash) {
        slash[slash == folder ? 1 : 0] = '\0';
    }
    int file = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (file < 0 || fsync(file)) {
        int reason = errno;
        if (file >= 0) {
            (void)close(file);
        }
        return error_set(error, STATUS_IO, "cannot make the store durable: %s", strerror(reason));
    }
    (void)close(file);
    return STATUS_OK;
}

enum status building_finish(struct building *building, const char *path, struct error *error)
{
    if (!building_is_needed(path)) {
        return error_set(error, STATUS_UNAVAILABLE, "another program has made %s meanwhile", path);
    }
    if (fsync(building->lock)) {
        return error_set(error, STATUS_IO, "cannot make the store durable: %s", strerror(errno));
    }
    enum status status = remove_old_logs(path, error);
    if (status) {
        return status;
    }
    if (rename(building->path, path)) {
        return error_set(error, STATUS_IO, "cannot put the store in its place: %s",
                         strerror(errno));
    }
    free(building->path);
    building->path = NULL;
    return sync_folder(path, error);
}

void building_drop(struct building *building)
{
    if (building->lock >= 0) {
        if (building->path) {
            (void)unlink(building->path);
        }
        (void)close(building->lock);
    }
    free(building->path);
    *building = (struct building){.path = NULL, .lock = -1};
}
