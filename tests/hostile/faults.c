/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file system that fails when it is told to: preloaded (LD_PRELOAD) into a program that knows
 * nothing of it. The environment says what fails:
 *
 *     FAULT_CALL    open, read, write, sync, truncate or rename
 *     FAULT_NUMBER  errno of the failure; for write, 0 lets half of it be written and no more
 *     FAULT_FROM    the first call that fails, from 1; 0: none, they are counted
 *     FAULT_COUNT   how many of them fail; 0: all from there on
 *     FAULT_PATH    only calls on files whose path holds this
 *     FAULT_WHILE   only while this file is there
 *     FAULT_TELL    where the number of calls is written to at the end
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATH_BYTES 4096

static struct {
    const char *call;
    const char *path;
    const char *only_while;
    const char *tell;
    long from;
    long count;
    int number;
    atomic_long calls;
} faults;

static long number_of(const char *name)
{
    const char *value = getenv(name);
    return value ? strtol(value, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
    faults.call = getenv("FAULT_CALL");
    faults.path = getenv("FAULT_PATH");
    faults.only_while = getenv("FAULT_WHILE");
    faults.tell = getenv("FAULT_TELL");
    faults.from = number_of("FAULT_FROM");
    faults.count = number_of("FAULT_COUNT");
    faults.number = (int)number_of("FAULT_NUMBER");
}

/* Descriptors of our own are opened past the functions below. */
static int open_past(const char *path, int flags)
{
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
}

__attribute__((destructor)) static void end(void)
{
    int file = faults.tell ? open_past(faults.tell, O_WRONLY | O_CREAT | O_TRUNC) : -1;
    char line[32];
    int length = snprintf(line, sizeof(line), "%ld\n", atomic_load(&faults.calls));
    if (file >= 0) {
        (void)syscall(SYS_write, file, line, (size_t)length);
        (void)syscall(SYS_close, file);
    }
}

static bool fails_now(const char *call, const char *path)
{
    if (!faults.call || strcmp(call, faults.call) != 0 || !path ||
        (faults.path && !strstr(path, faults.path)) ||
        (faults.only_while && syscall(SYS_access, faults.only_while, F_OK))) {
        return false;
    }
    long call_number = atomic_fetch_add(&faults.calls, 1) + 1;
    bool fails = faults.from > 0 && call_number >= faults.from &&
                 (faults.count == 0 || call_number < faults.from + faults.count);
    if (fails) {
        errno = faults.number;
    }
    return fails;
}

/* The same for an open file. */
static bool file_fails_now(const char *call, int file)
{
    char link[64];
    char path[PATH_BYTES];
    if (!faults.call || strcmp(call, faults.call) != 0) {
        return false;
    }
    int before = errno;
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
    long length = syscall(SYS_readlink, link, path, sizeof(path) - 1);
    path[length > 0 ? length : 0] = '\0';
    errno = before;
    return fails_now(call, path);
}

/* --- what is failed -------------------------------------------------------------------------- */

static int open_or_fail(const char *path, int flags, mode_t mode)
{
    return fails_now("open", path) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & O_CREAT ? (mode_t)va_arg(arguments, int) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_or_fail(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return open_or_fail(path, flags, mode);
}

ssize_t read(int file, void *out, size_t size)
{
    return file_fails_now("read", file) ? -1 : syscall(SYS_read, file, out, size);
}

ssize_t __read_chk(int file, void *out, size_t size, size_t room);
ssize_t __read_chk(int file, void *out, size_t size, size_t room)
{
    (void)room;
    return read(file, out, size);
}

ssize_t pread(int file, void *out, size_t size, off_t offset)
{
    return file_fails_now("read", file) ? -1 : syscall(SYS_pread64, file, out, size, offset);
}

ssize_t pread64(int file, void *out, size_t size, off64_t offset)
{
    return pread(file, out, size, offset);
}

/* How much of size is to be written; -1: nothing, since it fails. */
static ssize_t written_of(int file, size_t size)
{
    if (!file_fails_now("write", file)) {
        return (ssize_t)size;
    }
    return faults.number == 0 && size > 1 ? (ssize_t)(size / 2) : -1;
}

ssize_t write(int file, const void *bytes, size_t size)
{
    ssize_t now = written_of(file, size);
    return now < 0 ? -1 : syscall(SYS_write, file, bytes, now);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset)
{
    ssize_t now = written_of(file, size);
    return now < 0 ? -1 : syscall(SYS_pwrite64, file, bytes, now, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    return pwrite(file, bytes, size, offset);
}

int fsync(int file)
{
    return file_fails_now("sync", file) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return file_fails_now("sync", file) ? -1 : (int)syscall(SYS_fdatasync, file);
}

int ftruncate(int file, off_t size)
{
    return file_fails_now("truncate", file) ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate64(int file, off64_t size)
{
    return ftruncate(file, size);
}

int rename(const char *from, const char *to)
{
    return fails_now("rename", to) ? -1 : (int)syscall(SYS_rename, from, to);
}
