/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/*
 * Who may read what: the keys of access.ini.
 *
 *     [alice]
 *     digest = 64 hexadecimal digits      the SHA-256 of her key, which is nowhere kept
 *     ceiling = C                         U, SBU, C, S or TS; without it, everything
 *     caveats = NOFORN, REL               that may be read too
 *     reload = yes                        whether POST /v1/reload is for her
 *
 * The section [anonymous] has no digest: it is for requests without a key, which are refused where
 * there is no such section. Without a file, or with an empty one, everybody may read everything.
 */

#include "chancery/base/arena.h"
#include "chancery/model/ceiling.h"

/* The most keys of one file. */
#define API_KEYS_MAX 1000
/* The most different ceilings: each costs a store of its own. */
#define API_CEILINGS_MAX 8
/* The longest name of a key. */
#define API_KEY_NAME_BYTES_MAX ((size_t)64)

/* A key as clients send it begins with this. */
#define API_KEY_PREFIX "chancery_"

/* The name of the section for those who send no key. */
#define API_ANONYMOUS "anonymous"

struct api_key {
    struct text name;
    struct text digest; /* none: anonymous */
    bool has_ceiling;
    struct ceiling ceiling;
    bool may_reload;
    size_t view; /* 0: everything; else one more than the place of its ceiling */
};

struct api_keys {
    LIST_OF(struct api_key);
    const struct ceiling *ceilings[API_CEILINGS_MAX]; /* that differ */
    size_t ceiling_count;
};

/*
 * Read the file at path into *out; all of it lives in arena. No file is no keys.
 *
 * Errors:  STATUS_INVALID  a line is wrong, the file may be read by others than its owner, or is
 *                          another user's; the message says which
 *          STATUS_LIMIT    more keys or ceilings than there may be
 *          STATUS_IO, STATUS_NO_MEMORY
 */
MUST_CHECK enum status api_keys_load(const char *path, struct arena *arena, struct api_keys *out,
                                     struct error *error);

/*
 * The key that an Authorization header sends, or the anonymous one for TEXT_NONE. NULL: none.
 * Takes as long whichever key it is.
 */
const struct api_key *api_keys_find(const struct api_keys *keys, struct text authorization);

/* Whether name may be that of a key: letters, digits, hyphens and underscores. */
bool api_key_name_is_good(struct text name);
