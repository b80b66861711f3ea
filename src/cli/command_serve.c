/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "chancery/api/api.h"
#include "chancery/base/log.h"
#include "chancery/base/number.h"
#include "chancery/web/web.h"

#include "access_path.h"
#include "attending.h"
#include "command.h"
#include "config.h"
#include "given_sockets.h"
#include "served_routes.h"
#include "settings.h"
#include "store_path.h"

/* The longest path of a store. */
#define STORE_PATH_BYTES ((size_t)8 * 1024)

/* The keys of one file. */
#define KEYS_MEMORY_BYTES ((size_t)4 * 1024 * 1024)

/* The most --host, --allow-origin and --listen that are taken of each. */
#define NAMES_MAX 32

struct names {
    const char *items[NAMES_MAX];
    size_t count;
};

/* What the command line asks for. */
struct serve_arguments {
    const char *config;
    const char *store;
    const char *port;
    const char *workers;
    const char *access;
    const char *unix_path;
    struct names hosts;
    struct names origins;
    struct names addresses;
    char **paths;
    int path_count;
    bool is_unwatched;
};

enum option_key {
    OPTION_ORIGIN = 256,
    OPTION_HOST,
    OPTION_LISTEN,
    OPTION_NO_WATCH,
    OPTION_UNIX,
};

static const struct argp_option option_list[] = {
    {"port", 'p', "N", 0, "Serve on port N; 0 takes a free one (default: 8470)", 0},
    {"store", 's', "FILE", 0,
     "Keep what is loaded in FILE (default: a file of its own for these PATHs under "
     "~/.local/share/chancery)",
     0},
    {"config", 'c', "FOLDER", 0, "Read chancery.ini and the vocabularies in FOLDER", 0},
    {"workers", 'w', "N", 0, "Read and parse with N threads (default: one for each processor)", 0},
    {"allow-origin", OPTION_ORIGIN, "URL", 0,
     "Let pages of this origin read the answers, such as https://archive.example", 0},
    {"host", OPTION_HOST, "NAME", 0, "Answer to this name too, beside localhost", 0},
    {"listen", OPTION_LISTEN, "ADDRESS", 0,
     "Serve on this address (default: 127.0.0.1 and ::1); one that others can reach needs keys", 0},
    {"unix", OPTION_UNIX, "PATH", 0,
     "Serve on a unix socket that only you may use; alone, unless --listen is given too", 0},
    {"access", 'a', "FILE", 0,
     "Ask for the keys in FILE (default: access.ini in the settings folder, if it is there)", 0},
    {"no-watch", OPTION_NO_WATCH, NULL, 0,
     "Load changes only when asked to, by SIGHUP or POST /v1/reload", 0},
    {0},
};

static bool add_name(struct names *names, const char *name)
{
    if (names->count == NAMES_MAX) {
        return false;
    }
    names->items[names->count++] = name;
    return true;
}

static error_t take_name(struct argp_state *state, struct names *names, const char *name)
{
    if (!add_name(names, name)) {
        argp_error(state, "more than %d of one option", NAMES_MAX);
        return EINVAL;
    }
    return 0;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's shape */
static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct serve_arguments *arguments = state->input;
    switch (key) {
    case 'p':
        arguments->port = value;
        return 0;
    case 's':
        arguments->store = value;
        return 0;
    case 'c':
        arguments->config = value;
        return 0;
    case 'w':
        arguments->workers = value;
        return 0;
    case OPTION_ORIGIN:
        return take_name(state, &arguments->origins, value);
    case OPTION_HOST:
        return take_name(state, &arguments->hosts, value);
    case OPTION_LISTEN:
        return take_name(state, &arguments->addresses, value);
    case 'a':
        arguments->access = value;
        return 0;
    case OPTION_UNIX:
        arguments->unix_path = value;
        return 0;
    case OPTION_NO_WATCH:
        arguments->is_unwatched = true;
        return 0;
    case ARGP_KEY_ARGS:
        arguments->paths = state->argv + state->next;
        arguments->path_count = state->argc - state->next;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list,
    take_option,
    "[PATH...]",
    "Load the documents in each PATH, a folder or a file, and answer questions about them over "
    "HTTP on this machine."
    "\vThe first line printed holds the address. Questions are answered as soon as the load is "
    "done; /readyz says how far it is. A second start reads only what changed, and so "
    "does a running server when files come, go or change. Without a PATH the "
    "store is served as it is; --store must then say which. Stop with Ctrl-C.",
    NULL,
    NULL,
    NULL,
};

/* A running program: what is served, and the load that goes on beside it. */
struct serving {
    struct library *library;
    struct http_server *server;
    struct loader *_Atomic loader; /* NULL until it was started: requests may come before */
    struct api api;
    struct http_route *routes;
    size_t route_count;
    struct api_keys keys;
    struct given_sockets sockets;
    atomic_bool load_has_failed;
};

static void print_load(const struct library_load_result *result)
{
    (void)fprintf(stderr,
                  "Loaded generation %lld: %lld files read, %lld unchanged, %lld removed, %lld "
                  "refused.\n",
                  (long long)result->generation, (long long)result->files_read,
                  (long long)result->files_unchanged, (long long)result->files_removed,
                  (long long)result->files_refused);
}

static void print_examples(const struct serving *serving)
{
    unsigned port = http_server_port(serving->server);
    if (port == 0) {
        return;
    }
    (void)printf("Try:\n"
                 "  curl 'http://127.0.0.1:%u/v1/search?q=meeting&facets=tag&pretty=1'\n"
                 "  curl 'http://127.0.0.1:%u/v1/documents?sort=date&fields=id,date,title'\n"
                 "  curl 'http://127.0.0.1:%u/v1/timeline?by=month'\n",
                 port, port, port);
    (void)fflush(stdout);
}

static void tell_ready(const struct library_load_result *result, void *context)
{
    print_load(result);
    print_examples(context);
}

/* A first load that fails ends the program, by the signal that its main thread waits for. */
static void tell_failed(const struct error *error, void *context)
{
    struct serving *serving = context;
    (void)fprintf(stderr, "chancery serve: %s\n", error->message);
    atomic_store(&serving->load_has_failed, true);
    (void)kill(getpid(), SIGTERM);
}

static void reload(void *context)
{
    struct serving *serving = context;
    struct loader *loader = atomic_load(&serving->loader);
    if (loader) {
        loader_request(loader);
    }
}

static struct http_server_options server_options(struct serving *serving,
                                                 const struct serve_arguments *arguments,
                                                 const struct settings *settings)
{
    struct http_service service = api_service(&serving->api);
    service.routes = serving->routes;
    service.route_count = serving->route_count;
    service.limits = (struct http_limits){
        .target_bytes = (size_t)settings->serve_target_bytes,
        .header_bytes = (size_t)settings->serve_header_bytes,
        .header_count = (size_t)settings->serve_header_count,
        .argument_count = (size_t)settings->serve_argument_count,
        .body_bytes = (size_t)settings->serve_body_bytes,
        .memory_bytes = (size_t)settings->serve_request_memory_bytes,
        .answer_bytes = (size_t)settings->serve_answer_bytes,
    };
    service.access = (struct http_access){
        .hosts = arguments->hosts.items,
        .host_count = arguments->hosts.count,
        .origins = arguments->origins.items,
        .origin_count = arguments->origins.count,
    };
    return (struct http_server_options){
        .service = service,
        .addresses = arguments->addresses.items,
        .address_count = arguments->addresses.count,
        .unix_path = arguments->unix_path,
        .sockets = serving->sockets.items,
        .socket_count = serving->sockets.count,
        .port = (uint16_t)settings->serve_port,
        .worker_count = (unsigned)settings->serve_worker_count,
        .queue_count = (unsigned)settings->serve_queue_count,
        .connection_count = (unsigned)settings->serve_connection_count,
        .idle_seconds = (unsigned)settings->serve_idle_seconds,
        .header_seconds = (unsigned)settings->serve_header_seconds,
        .body_seconds = (unsigned)settings->serve_body_seconds,
        .stop_seconds = (unsigned)settings->serve_stop_seconds,
    };
}

/* What others can reach is served to those alone who send a key. */
static enum status check_reach(const struct serving *serving,
                               const struct serve_arguments *arguments, struct error *error)
{
    const char *far = NULL;
    for (size_t i = 0; i < arguments->addresses.count; i++) {
        const char *address = arguments->addresses.items[i];
        far = http_address_is_loopback(address) ? far : address;
    }
    for (size_t i = 0; i < serving->sockets.count; i++) {
        far = http_socket_is_loopback(serving->sockets.items[i]) ? far : "a socket handed over";
    }
    if (!far || serving->keys.count > 0) {
        return STATUS_OK;
    }
    return error_set(error, STATUS_INVALID,
                     "%s can be reached from other machines, so keys are needed: make one with "
                     "chancery key add NAME",
                     far);
}

static enum status read_keys(struct serving *serving, const struct serve_arguments *arguments,
                             struct arena *arena, struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(ACCESS_PATH_BYTES_MAX);
    enum status status = access_path(arguments->access, arguments->config, &path, error);
    status = status ? status : api_keys_load(path.bytes, arena, &serving->keys, error);
    if (!status && arguments->access && serving->keys.count == 0) {
        status = error_set(error, STATUS_NOT_FOUND, "there are no keys in %s", arguments->access);
    }
    serving->api.keys = &serving->keys;
    return status ? status : check_reach(serving, arguments, error);
}

/* A library for each ceiling. */
static enum status open_views(struct serving *serving, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < serving->keys.ceiling_count && !status; i++) {
        status = library_open_below(serving->library, serving->keys.ceilings[i],
                                    &serving->api.views[i], error);
    }
    return status;
}

static void close_libraries(struct serving *serving)
{
    for (size_t i = 0; i < API_CEILINGS_MAX; i++) {
        (void)library_close(serving->api.views[i]);
    }
    serving->library = library_close(serving->library);
}

/* Load and serve until somebody says stop. */
static enum status run(struct serving *serving, struct attending *attending, struct error *error)
{
    attending->loader = serving->loader;
    attending_run(attending);
    serving->server = http_server_stop(serving->server);
    if (!loader_stop(serving->loader)) {
        /* The store is made to be left at any moment. */
        _exit(COMMAND_EXIT_OK);
    }
    return atomic_load(&serving->load_has_failed)
               ? error_set(error, STATUS_UNAVAILABLE, "stopped, since nothing could be loaded")
               : STATUS_OK;
}

/* Watch the folders, from before they are first read, so that no change falls between. */
static struct watch *open_watch(const struct serve_arguments *arguments, const char *store)
{
    struct error error = ERROR_NONE;
    struct watch *watch = NULL;
    if (arguments->is_unwatched || arguments->path_count == 0) {
        return NULL;
    }
    if (watch_open((const char *const *)arguments->paths, (size_t)arguments->path_count, store,
                   &watch, &error)) {
        log_failure(LOG_WARNING, "not_watching", NULL, &error);
    }
    return watch;
}

static void print_address(const struct serving *serving, const struct serve_arguments *arguments)
{
    unsigned port = http_server_port(serving->server);
    const char *first = arguments->addresses.count > 0 ? arguments->addresses.items[0] : NULL;
    if (port == 0) {
        (void)printf("Chancery serves %s\n",
                     arguments->unix_path ? arguments->unix_path : "a socket handed over");
    } else if (first && strchr(first, ':')) {
        (void)printf("Chancery serves http://[%s]:%u/\n", first, port);
    } else {
        (void)printf("Chancery serves http://%s:%u/\n", first ? first : "127.0.0.1", port);
    }
    (void)fflush(stdout);
}

static enum status start(struct serving *serving, const struct serve_arguments *arguments,
                         const struct settings *settings, struct attending *attending,
                         struct error *error)
{
    (void)signal(SIGPIPE, SIG_IGN);
    struct loader_events events = {tell_ready, tell_failed, serving};
    struct http_server_options options = server_options(serving, arguments, settings);
    enum status status = http_server_start(&options, &serving->server, error);
    if (status) {
        return status;
    }
    print_address(serving, arguments);
    struct loader *loader = NULL;
    struct loader_libraries libraries = {serving->library, serving->api.views,
                                         serving->keys.ceiling_count};
    status = loader_start(&libraries, &events, &loader, error);
    if (status) {
        serving->server = http_server_stop(serving->server);
        return status;
    }
    atomic_store(&serving->loader, loader);
    return run(serving, attending, error);
}

static enum status read_numbers(const struct serve_arguments *arguments, struct settings *settings,
                                struct error *error)
{
    if (arguments->port &&
        !number_read(text_of(arguments->port), 0, UINT16_MAX, &settings->serve_port)) {
        return error_set(error, STATUS_INVALID, "--port takes a number from 0 to %d", UINT16_MAX);
    }
    if (arguments->workers && !number_read(text_of(arguments->workers), 1, LIBRARY_WORKERS_MAX,
                                           &settings->load_worker_count)) {
        return error_set(error, STATUS_INVALID, "--workers takes a number from 1 to %d",
                         LIBRARY_WORKERS_MAX);
    }
    return STATUS_OK;
}

static enum status find_store(const struct serve_arguments *arguments, struct buffer *out,
                              struct error *error)
{
    if (arguments->store) {
        buffer_add(out, text_of(arguments->store));
        return buffer_status(out);
    }
    if (arguments->path_count == 0) {
        return error_set(error, STATUS_INVALID, "name a PATH to load, or a store with --store");
    }
    return store_path_of(arguments->paths, (size_t)arguments->path_count, out, error);
}

static enum status serve(const struct serve_arguments *arguments, struct error *error)
{
    struct settings settings;
    AUTO_BUFFER store = BUFFER_UP_TO(STORE_PATH_BYTES);
    AUTO_ARENA arena = arena_new(KEYS_MEMORY_BYTES);
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the keys");
    }
    const char *folder = config_folder(arguments->config);
    enum status status = settings_load(folder, &settings, error);
    if (!status) {
        status = read_numbers(arguments, &settings, error);
    }
    if (!status) {
        status = find_store(arguments, &store, error);
    }
    if (status) {
        return status;
    }
    struct library_options options = {
        .store_path = store.bytes,
        .paths = (const char *const *)arguments->paths,
        .path_count = (size_t)arguments->path_count,
        .roots = LIBRARY_ROOTS_ONLY,
        .config_folder = folder,
        .worker_count = (unsigned)settings.load_worker_count,
        .registers = true,
        .limits = settings_limits(&settings),
    };
    struct serving serving = {
        .api = {.version = CHANCERY_VERSION,
                .reload = reload,
                .page = web_page(),
                .page_policy = web_page_policy()},
        .sockets = given_sockets_take(),
    };
    struct attending attending = {.signals = -1};
    serving.api.reload_context = &serving;
    status = attending_signals(&attending.signals, error);
    status = status ? status : read_keys(&serving, arguments, arena, error);
    status = status ? status : library_open(&options, &serving.library, error);
    status = status ? status : open_views(&serving, error);
    if (!status) {
        struct http_service service = api_service(&serving.api);
        status = served_routes(service.routes, service.route_count, &serving.routes,
                               &serving.route_count, error);
    }
    if (!status) {
        serving.api.library = serving.library;
        serving.api.limits =
            (struct search_limits){.expansions = (uint32_t)settings.search_expansion_count,
                                   .find_us = settings.search_find_ms * 1000};
        serving.api.bar = (enum confidence)settings.facts_confidence;
        attending.watch = open_watch(arguments, store.bytes);
        status = start(&serving, arguments, &settings, &attending, error);
    }
    (void)watch_close(attending.watch);
    (void)close(attending.signals);
    close_libraries(&serving);
    free(serving.routes);
    return status;
}

enum status command_serve(int argc, char **argv, struct error *error)
{
    struct serve_arguments arguments = {0};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    return status ? status : serve(&arguments, error);
}
