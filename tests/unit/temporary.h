/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* A folder for one test program, removed at its end with all in it. */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char temporary_folder[64];

static inline void temporary_begin(void)
{
    (void)snprintf(temporary_folder, sizeof(temporary_folder), "/tmp/chancery-test-XXXXXX");
    if (!mkdtemp(temporary_folder)) {
        perror("mkdtemp");
        abort();
    }
}

/* A path in it; good until the thousandth call after this one. */
static inline const char *temporary_path(const char *name)
{
    static char paths[1024][512];
    static unsigned next;
    char *path = paths[next++ % 1024];
    (void)snprintf(path, sizeof(paths[0]), "%s/%s", temporary_folder, name);
    return path;
}

static inline void temporary_write(const char *name, const char *content)
{
    FILE *file = fopen(temporary_path(name), "w");
    if (!file || fputs(content, file) < 0 || fclose(file)) {
        perror(name);
        abort();
    }
}

static inline void temporary_remove(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry = folder ? readdir(folder) : NULL;
    while (entry) {
        char below[4096];
        int length = snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
        if (length < (int)sizeof(below) && strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0 && unlink(below) != 0) {
            temporary_remove(below);
        }
        entry = readdir(folder);
    }
    if (folder) {
        (void)closedir(folder);
    }
    (void)rmdir(path);
}

static inline void temporary_end(void)
{
    temporary_remove(temporary_folder);
}
