/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "chancery/base/number.h"
#include "chancery/base/text.h"

#include "child.h"

/* The words of a command line may be written to, so literals are not what it takes. */
static enum status spawn(const char *program, char *const words[], int out, pid_t *process,
                         struct error *error)
{
    static char *const no_environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return error_set(error, STATUS_UNAVAILABLE, "no memory for a child");
    }
    int result = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    result = result != 0
                 ? result
                 : posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
    result =
        result != 0 ? result : posix_spawn(process, program, &actions, NULL, words, no_environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    return result == 0 ? STATUS_OK
                       : error_set(error, STATUS_UNAVAILABLE, "cannot start %s", program);
}

/* The port of "Chancery serves http://127.0.0.1:8470/". */
static bool read_port(FILE *said, unsigned *out)
{
    char line[256];
    struct text rest = fgets(line, sizeof(line), said) ? text_of(line) : TEXT("");
    struct text address = TEXT("http://127.0.0.1:");
    size_t at = text_find(rest, address);
    if (at == rest.length) {
        return false;
    }
    rest = text_slice(rest, at + address.length, rest.length);
    int64_t port = 0;
    bool is_port = number_read(text_slice(rest, 0, text_find_char(rest, '/')), 1, 65535, &port);
    *out = (unsigned)port;
    return is_port;
}

enum status child_start(const char *program, const char *store_path, const char *config_folder,
                        struct child *out, struct error *error)
{
    char store[4096];
    char config[4096];
    char name[] = "chancery", serve[] = "serve", no_watch[] = "--no-watch", port[] = "--port=0",
         listen[] = "--listen=127.0.0.1";
    (void)snprintf(store, sizeof(store), "--store=%s", store_path);
    (void)snprintf(config, sizeof(config), "--config=%s", config_folder);
    char *const words[] = {name, serve, no_watch, port, listen, store, config, NULL};
    int ends[2];
    if (pipe(ends) != 0) {
        return error_set(error, STATUS_UNAVAILABLE, "no pipe to a child");
    }
    enum status status = spawn(program, words, ends[1], &out->process, error);
    (void)close(ends[1]);
    FILE *said = fdopen(ends[0], "r");
    if (!status && !(said && read_port(said, &out->port))) {
        child_stop(out);
        status = error_set(error, STATUS_UNAVAILABLE, "%s says no address", program);
    }
    if (said) {
        (void)fclose(said);
    }
    return status;
}

int64_t child_processor_us(const struct child *child)
{
    clockid_t clock;
    struct timespec used = {0};
    if (clock_getcpuclockid(child->process, &clock) == 0) {
        (void)clock_gettime(clock, &used);
    }
    return used.tv_sec * INT64_C(1000000) + used.tv_nsec / 1000;
}

void child_stop(struct child *child)
{
    if (child->process > 0) {
        (void)kill(child->process, SIGTERM);
        (void)waitpid(child->process, NULL, 0);
        child->process = 0;
    }
}
