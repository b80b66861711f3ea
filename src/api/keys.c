/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ini.h>

#include "chancery/api/keys.h"
#include "chancery/base/digest.h"
#include "chancery/base/secret.h"

#define DIGEST_DIGITS ((size_t)64)

struct filling {
    struct arena *arena;
    struct api_keys *keys;
    struct error *error;
    enum status status;
};

bool api_key_name_is_good(struct text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char c = name.at[i];
        if (!text_is_letter(c) && !text_is_digit(c) && c != '-' && c != '_') {
            return false;
        }
    }
    return name.length > 0 && name.length <= API_KEY_NAME_BYTES_MAX;
}

static struct api_key *key_of(struct filling *filling, struct text name)
{
    struct api_keys *keys = filling->keys;
    for (size_t i = 0; i < keys->count; i++) {
        if (text_equal(keys->items[i].name, name)) {
            return &keys->items[i];
        }
    }
    if (!api_key_name_is_good(name) || keys->count == API_KEYS_MAX) {
        filling->status = error_set(filling->error, STATUS_INVALID,
                                    "[%.*s] cannot be a key's name, or is one "
                                    "too many",
                                    TEXT_ARGUMENTS(name));
        return NULL;
    }
    struct api_key *key = LIST_ADD(filling->arena, keys);
    if (!key) {
        filling->status = error_set(filling->error, STATUS_NO_MEMORY, "no memory for the keys");
        return NULL;
    }
    key->name = arena_text(filling->arena, name);
    return key;
}

static bool take_digest(struct api_key *key, struct text value, struct arena *arena)
{
    for (size_t i = 0; i < value.length; i++) {
        char c = value.at[i];
        if (!text_is_digit(c) && (c < 'a' || c > 'f')) {
            return false;
        }
    }
    key->digest = arena_text(arena, value);
    return value.length == DIGEST_DIGITS;
}

static bool take_ceiling(struct api_key *key, struct text value, struct arena *arena)
{
    (void)arena;
    key->has_ceiling = true;
    return level_read(value, &key->ceiling.level);
}

static bool take_caveats(struct api_key *key, struct text value, struct arena *arena)
{
    struct text caveat = TEXT_NONE;
    bool more = true;
    while (more) {
        more = text_take_until(&value, ',', &caveat);
        caveat = text_trim(more ? caveat : value);
        if (caveat.length > 0) {
            texts_add(arena, &key->ceiling.caveats, arena_text(arena, caveat));
        }
    }
    return true;
}

static bool take_reload(struct api_key *key, struct text value, struct arena *arena)
{
    (void)arena;
    key->may_reload = text_equal(value, TEXT("yes"));
    return key->may_reload || text_equal(value, TEXT("no"));
}

static const struct {
    const char *name;
    bool (*take)(struct api_key *key, struct text value, struct arena *arena);
} settings[] = {
    {"digest", take_digest},
    {"ceiling", take_ceiling},
    {"caveats", take_caveats},
    {"reload", take_reload},
};

/* For inih: 0 says that the line is wrong. */
static int take_line(void *context, const char *section, const char *name, const char *value)
{
    struct filling *filling = context;
    struct api_key *key = filling->status ? NULL : key_of(filling, text_of(section));
    for (size_t i = 0; key && i < sizeof(settings) / sizeof(settings[0]); i++) {
        if (text_equal(text_of(settings[i].name), text_of(name))) {
            return settings[i].take(key, text_of(value), filling->arena);
        }
    }
    return 0;
}

static bool is_same_ceiling(const struct ceiling *a, const struct ceiling *b)
{
    bool is_same = a->level == b->level && a->caveats.count == b->caveats.count;
    for (size_t i = 0; i < a->caveats.count && is_same; i++) {
        is_same = text_equal(a->caveats.items[i], b->caveats.items[i]);
    }
    return is_same;
}

/* Give each key the number of its view. */
static enum status number_views(struct api_keys *keys, struct error *error)
{
    for (size_t i = 0; i < keys->count; i++) {
        struct api_key *key = &keys->items[i];
        bool is_anonymous = text_equal(key->name, TEXT(API_ANONYMOUS));
        if (is_anonymous == (key->digest.at != NULL)) {
            return error_set(error, STATUS_INVALID,
                             is_anonymous ? "[" API_ANONYMOUS "] takes no digest"
                                          : "[%.*s] has no digest",
                             TEXT_ARGUMENTS(key->name));
        }
        for (size_t k = 0; key->has_ceiling && k < keys->ceiling_count && key->view == 0; k++) {
            key->view = is_same_ceiling(keys->ceilings[k], &key->ceiling) ? k + 1 : 0;
        }
        if (!key->has_ceiling || key->view > 0) {
            continue;
        }
        if (keys->ceiling_count == API_CEILINGS_MAX) {
            return error_set(error, STATUS_LIMIT, "more than %d different ceilings",
                             API_CEILINGS_MAX);
        }
        keys->ceilings[keys->ceiling_count++] = &key->ceiling;
        key->view = keys->ceiling_count;
    }
    return STATUS_OK;
}

/* Only its owner may read it, and that is us, or the superuser. */
static enum status check_mode(int file, const char *path, struct error *error)
{
    struct stat entry;
    if (fstat(file, &entry) != 0) {
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    }
    if ((entry.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return error_set(error, STATUS_INVALID, "%s may be read by others: chmod 600 it", path);
    }
    return entry.st_uid == geteuid() || entry.st_uid == 0
               ? STATUS_OK
               : error_set(error, STATUS_INVALID, "%s belongs to another user", path);
}

static enum status read_file(FILE *file, const char *path, struct filling *filling)
{
    int line = ini_parse_file(file, take_line, filling);
    if (filling->status) {
        return filling->status;
    }
    if (line != 0) {
        return error_set(filling->error, STATUS_INVALID, "%s: line %d cannot be read", path, line);
    }
    if (arena_failed(filling->arena)) {
        return error_set(filling->error, STATUS_NO_MEMORY, "no memory for the keys");
    }
    return number_views(filling->keys, filling->error);
}

enum status api_keys_load(const char *path, struct arena *arena, struct api_keys *out,
                          struct error *error)
{
    *out = (struct api_keys){0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        return errno == ENOENT ? STATUS_OK
                               : error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    }
    enum status status = check_mode(descriptor, path, error);
    FILE *file = status ? NULL : fdopen(descriptor, "r");
    if (!file) {
        (void)close(descriptor);
        return status ? status : error_set(error, STATUS_NO_MEMORY, "no memory for the keys");
    }
    struct filling filling = {.arena = arena, .keys = out, .error = error};
    status = read_file(file, path, &filling);
    (void)fclose(file);
    return status;
}

const struct api_key *api_keys_find(const struct api_keys *keys, struct text authorization)
{
    const struct api_key *found = NULL;
    struct text token = authorization;
    bool is_bearer = text_take_start_fold(&token, TEXT("Bearer "));
    struct digest digest = digest_sha256(text_trim(token));
    for (size_t i = 0; i < keys->count; i++) {
        const struct api_key *key = &keys->items[i];
        bool is_it = key->digest.at ? is_bearer && secret_equal(text_of(digest.hex), key->digest)
                                    : !authorization.at;
        found = is_it ? key : found;
    }
    return found;
}
