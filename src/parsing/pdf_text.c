/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pdf_text.h"

#define PIECE_BYTES ((size_t)64 * 1024)

/* What prlimit answers when there is no such program. */
#define EXIT_NOT_FOUND 127

/* The longest list of folders that programs are looked for in. */
#define PATH_VARIABLE_BYTES_MAX 4096

#define STRING_OF(number)  #number
#define STRING_FOR(number) STRING_OF(number)

static const char missing[] =
    "a PDF is read with pdftotext and prlimit; install poppler-utils and util-linux";

/* A child and our end of the socket that is its input and output. */
struct child {
    pid_t process;
    int socket;
    int64_t wall_seconds;
    time_t deadline; /* seconds of the monotonic clock */
};

static time_t now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

/* posix_spawn cannot set limits, so prlimit does and becomes pdftotext. Answers 0 or an errno. */
static int spawn(struct child *child, int its_end)
{
    static char program[] = "prlimit";
    static char cpu[] = "--cpu=" STRING_FOR(PDF_CPU_SECONDS_MAX);
    static char memory[] = "--as=" STRING_FOR(PDF_MEMORY_BYTES_MAX);
    static char core[] = "--core=0";
    static char converter[] = "pdftotext";
    static char layout[] = "-layout";
    static char quiet[] = "-q";
    static char encoding[] = "-enc";
    static char utf8[] = "UTF-8";
    static char standard[] = "-";
    char *const arguments[] = {program, cpu,      memory, core,     converter, layout,
                               quiet,   encoding, utf8,   standard, standard,  NULL};
    char path[PATH_VARIABLE_BYTES_MAX];
    char *const environment[] = {path, NULL}; /* nothing else of ours is its business */
    posix_spawn_file_actions_t actions;
    const char *own = getenv("PATH");
    (void)snprintf(path, sizeof(path), "PATH=%s", own ? own : "/usr/bin:/bin");
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure) {
        return failure;
    }
    failure = posix_spawn_file_actions_adddup2(&actions, its_end, STDIN_FILENO);
    failure =
        failure ? failure : posix_spawn_file_actions_adddup2(&actions, its_end, STDOUT_FILENO);
    failure = failure ? failure
                      : posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                                         O_WRONLY, 0);
    failure = failure
                  ? failure
                  : posix_spawnp(&child->process, program, &actions, NULL, arguments, environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static enum status begin(struct child *child, struct error *error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return error_set(error, STATUS_IO, "no socket to read a PDF with");
    }
    child->socket = ends[0];
    child->deadline = now() + (time_t)child->wall_seconds;
    int failure = spawn(child, ends[1]);
    (void)close(ends[1]);
    if (failure) {
        (void)close(child->socket);
        return failure == ENOENT ? error_set(error, STATUS_INVALID, "%s", missing)
                                 : error_set(error, STATUS_IO, "pdftotext cannot be started");
    }
    return STATUS_OK;
}

/* Send what the child takes at once. False: it takes no more. */
static bool send_some(const struct child *child, struct text *rest)
{
    size_t length = rest->length < PIECE_BYTES ? rest->length : PIECE_BYTES;
    ssize_t sent = send(child->socket, rest->at, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
        return errno == EAGAIN || errno == EINTR;
    }
    *rest = text_from(*rest, (size_t)sent);
    return rest->length > 0;
}

/* Add what the child has said to *out. False: it will say no more. */
static bool receive_some(const struct child *child, struct buffer *out)
{
    char piece[PIECE_BYTES];
    ssize_t got = recv(child->socket, piece, sizeof(piece), MSG_DONTWAIT);
    if (got < 0) {
        return errno == EAGAIN || errno == EINTR;
    }
    buffer_add(out, (struct text){piece, (size_t)got});
    return got > 0;
}

/* Talk with the child until it has said all, *out is full, or its time is over. */
static enum status talk(const struct child *child, struct text rest, struct buffer *out,
                        struct error *error)
{
    bool is_sending = true;
    bool is_open = true;
    while (is_open) {
        short events = (short)(POLLIN | (is_sending ? POLLOUT : 0));
        struct pollfd ready = {.fd = child->socket, .events = events};
        if (poll(&ready, 1, 1000) < 0 && errno != EINTR) {
            return error_set(error, STATUS_IO, "pdftotext cannot be heard");
        }
        if (is_sending && (ready.revents & POLLOUT) && !send_some(child, &rest)) {
            is_sending = false;
            (void)shutdown(child->socket, SHUT_WR);
        }
        if (ready.revents & (POLLIN | POLLHUP | POLLERR)) {
            is_open = receive_some(child, out);
        }
        if (buffer_status(out)) {
            return error_set(error, buffer_status(out), "the text of a PDF is too large");
        }
        if (now() > child->deadline) {
            return error_set(error, STATUS_INVALID, "pdftotext took more than %lld seconds",
                             (long long)child->wall_seconds);
        }
    }
    return STATUS_OK;
}

/* Wait for the end of the child, which is ended first unless all went well. */
static enum status end(const struct child *child, enum status status, struct error *error)
{
    int result = 0;
    (void)close(child->socket);
    if (status) {
        (void)kill(child->process, SIGKILL);
    }
    while (waitpid(child->process, &result, 0) < 0 && errno == EINTR) {
    }
    if (status || (WIFEXITED(result) && WEXITSTATUS(result) == 0)) {
        return status;
    }
    if (WIFEXITED(result) && WEXITSTATUS(result) == EXIT_NOT_FOUND) {
        return error_set(error, STATUS_INVALID, "%s", missing);
    }
    return error_set(error, STATUS_INVALID, "pdftotext cannot read it");
}

enum status pdf_text(struct text pdf, int64_t wall_seconds, struct buffer *out, struct error *error)
{
    struct child child = {.socket = -1, .wall_seconds = wall_seconds};
    enum status status = begin(&child, error);
    if (status) {
        return status;
    }
    status = talk(&child, pdf, out, error);
    return end(&child, status, error);
}
