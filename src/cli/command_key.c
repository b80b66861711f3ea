/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "chancery/api/keys.h"
#include "chancery/base/buffer.h"
#include "chancery/base/digest.h"
#include "chancery/base/secret.h"

#include "access_path.h"
#include "command.h"

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)
#define ENTRY_BYTES ((size_t)64 * 1024)
#define CAVEATS_MAX 32

/* What the command line asks for. */
struct key_arguments {
    const char *access;
    const char *config;
    const char *ceiling;
    const char *caveats[CAVEATS_MAX];
    size_t caveat_count;
    bool may_reload;
    const char *words[2]; /* add NAME, list */
    size_t word_count;
};

enum option_key {
    OPTION_CAVEAT = 256,
    OPTION_RELOAD,
};

static const struct argp_option option_list[] = {
    {"access", 'a', "FILE", 0, "The file of keys (default: access.ini in the settings folder)", 0},
    {"config", 'c', "FOLDER", 0, "The settings folder", 0},
    {"ceiling", 'm', "MARK", 0,
     "The highest marking that may be read: U, SBU, C, S or TS (default: everything)", 0},
    {"caveat", OPTION_CAVEAT, "WORD", 0, "A caveat that may be read too, such as NOFORN", 0},
    {"reload", OPTION_RELOAD, NULL, 0, "The key may have the folders loaded again", 0},
    {0},
};

/* NOLINTNEXTLINE(readability-non-const-parameter): argp's shape */
static error_t take_option(int key, char *value, struct argp_state *state)
{
    struct key_arguments *arguments = state->input;
    switch (key) {
    case 'a':
        arguments->access = value;
        return 0;
    case 'c':
        arguments->config = value;
        return 0;
    case 'm':
        arguments->ceiling = value;
        return 0;
    case OPTION_CAVEAT:
        if (arguments->caveat_count == CAVEATS_MAX) {
            argp_error(state, "more than %d caveats", CAVEATS_MAX);
            return EINVAL;
        }
        arguments->caveats[arguments->caveat_count++] = value;
        return 0;
    case OPTION_RELOAD:
        arguments->may_reload = true;
        return 0;
    case ARGP_KEY_ARG:
        if (arguments->word_count == 2) {
            argp_error(state, "there is nothing to do with %s", value);
            return EINVAL;
        }
        arguments->words[arguments->word_count++] = value;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp command_line = {
    option_list,
    take_option,
    "add NAME\nlist",
    "Make a key for the server, or list the keys there are."
    "\vA key is printed once and kept nowhere: the file holds its digest only. Whoever sends it as "
    "\"Authorization: Bearer KEY\" reads up to the ceiling. A key is taken away by deleting its "
    "section; the server must be started again to know of it. The name anonymous is for requests "
    "without a key.",
    NULL,
    NULL,
    NULL,
};

static enum status write_entry(const char *path, struct text entry, struct error *error)
{
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool is_written = file >= 0 && write(file, entry.at, entry.length) == (ssize_t)entry.length &&
                      fsync(file) == 0;
    enum status status =
        is_written ? STATUS_OK
                   : error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno));
    if (file >= 0) {
        (void)close(file);
    }
    return status;
}

static enum status check_new(const struct key_arguments *arguments, const struct api_keys *keys,
                             struct error *error)
{
    enum level level;
    struct text name = text_of(arguments->words[1]);
    if (!api_key_name_is_good(name)) {
        return error_set(error, STATUS_INVALID,
                         "a name has letters, digits, hyphens and underscores");
    }
    for (size_t i = 0; i < keys->count; i++) {
        if (text_equal(keys->items[i].name, name)) {
            return error_set(error, STATUS_INVALID, "there is a key called %s",
                             arguments->words[1]);
        }
    }
    for (size_t i = 0; i < arguments->caveat_count; i++) {
        if (!api_key_name_is_good(text_of(arguments->caveats[i]))) {
            return error_set(error, STATUS_INVALID, "%s is no caveat", arguments->caveats[i]);
        }
    }
    return !arguments->ceiling || level_read(text_of(arguments->ceiling), &level)
               ? STATUS_OK
               : error_set(error, STATUS_INVALID, "--ceiling takes U, SBU, C, S or TS");
}

static enum status add_key(const struct key_arguments *arguments, const char *path,
                           const struct api_keys *keys, struct error *error)
{
    AUTO_BUFFER entry = BUFFER_UP_TO(ENTRY_BYTES);
    struct secret secret = secret_make();
    char key[sizeof(API_KEY_PREFIX) + sizeof(secret.hex)];
    bool is_anonymous = text_equal(text_of(arguments->words[1]), TEXT(API_ANONYMOUS));
    enum status status = check_new(arguments, keys, error);
    if (status) {
        return status;
    }
    (void)snprintf(key, sizeof(key), "%s%s", API_KEY_PREFIX, secret.hex);
    buffer_add_format(&entry, "\n[%s]\n", arguments->words[1]);
    if (!is_anonymous) {
        buffer_add_format(&entry, "digest = %s\n", digest_sha256(text_of(key)).hex);
    }
    if (arguments->ceiling) {
        buffer_add_format(&entry, "ceiling = %s\n", arguments->ceiling);
    }
    for (size_t i = 0; i < arguments->caveat_count; i++) {
        buffer_add_format(&entry, "%s%s", i == 0 ? "caveats = " : ", ", arguments->caveats[i]);
    }
    buffer_add_format(&entry, "%sreload = %s\n", arguments->caveat_count > 0 ? "\n" : "",
                      arguments->may_reload ? "yes" : "no");
    status = buffer_status(&entry);
    status = status ? error_set(error, status, "the entry is too long")
                    : write_entry(path, buffer_text(&entry), error);
    if (!status && !is_anonymous) {
        (void)printf("%s\n", key);
        (void)fprintf(stderr, "This is the key of %s. It is not shown again.\n",
                      arguments->words[1]);
    }
    return status;
}

static enum status list_keys(const struct api_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        const struct api_key *key = &keys->items[i];
        (void)printf(
            "%.*s\tceiling %.*s%s\n", TEXT_ARGUMENTS(key->name),
            TEXT_ARGUMENTS(key->has_ceiling ? level_name(key->ceiling.level) : TEXT("none")),
            key->may_reload ? "\treload" : "");
    }
    return STATUS_OK;
}

static enum status run(const struct key_arguments *arguments, struct error *error)
{
    AUTO_BUFFER path = BUFFER_UP_TO(ACCESS_PATH_BYTES_MAX);
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    struct api_keys keys = {0};
    if (!arena) {
        return error_set(error, STATUS_NO_MEMORY, "no memory for the keys");
    }
    enum status status = access_path(arguments->access, arguments->config, &path, error);
    status = status ? status : api_keys_load(path.bytes, arena, &keys, error);
    if (status) {
        return status;
    }
    struct text word = text_of(arguments->word_count > 0 ? arguments->words[0] : "");
    if (text_equal(word, TEXT("add")) && arguments->word_count == 2) {
        return add_key(arguments, path.bytes, &keys, error);
    }
    return text_equal(word, TEXT("list")) && arguments->word_count == 1
               ? list_keys(&keys)
               : error_set(error, STATUS_INVALID, "say: chancery key add NAME, or key list");
}

enum status command_key(int argc, char **argv, struct error *error)
{
    struct key_arguments arguments = {0};
    enum status status = command_arguments(&command_line, argc, argv, &arguments, error);
    return status ? status : run(&arguments, error);
}
