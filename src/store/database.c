/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#include "chancery/base/array.h"

#include "database.h"

static pthread_once_t configured = PTHREAD_ONCE_INIT;

/* Connections are never shared and nobody reads SQLite's own memory counts, so both are off. */
static void configure(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

enum status database_failed(const struct database *database, const char *doing, struct error *error)
{
    int code = database->handle ? sqlite3_errcode(database->handle) : SQLITE_NOMEM;
    const char *message = database->handle ? sqlite3_errmsg(database->handle) : "out of memory";
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(error, STATUS_UNAVAILABLE, "another program holds the store");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return error_set(error, STATUS_CORRUPT, "the store is damaged (%s, %s): load it anew",
                         doing, message);
    case SQLITE_NOMEM:
        return error_set(error, STATUS_NO_MEMORY, "no memory for %s", doing);
    case SQLITE_TOOBIG:
        return error_set(error, STATUS_LIMIT, "%s: %s", doing, message);
    default:
        return error_set(error, STATUS_IO, "%s: %s", doing, message);
    }
}

/*
 * Seen before anything is set, so that a foreign file stays as it is. The file is asked through
 * SQLite: closing a descriptor of our own would drop the locks that its other connections hold.
 */
static enum status check_owner(struct database *database, const char *path, struct error *error)
{
    int64_t owner = 0;
    enum status status =
        database_integer(database, STATEMENT_APPLICATION_ID, BOUNDS_NONE, &owner, error);
    bool is_no_database = sqlite3_errcode(database->handle) == SQLITE_NOTADB;
    if (is_no_database || (!status && owner != DATABASE_APPLICATION_ID)) {
        return error_set(error, STATUS_INVALID, "%s is not a store of chancery", path);
    }
    return status;
}

/* What a store's connection needs not be able to do, it cannot do. */
static void harden(sqlite3 *handle)
{
    static const int on[] = {SQLITE_DBCONFIG_DEFENSIVE};
    static const int off[] = {
        SQLITE_DBCONFIG_TRUSTED_SCHEMA,
        SQLITE_DBCONFIG_DQS_DML,
        SQLITE_DBCONFIG_DQS_DDL,
        SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
        SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
        SQLITE_DBCONFIG_ENABLE_TRIGGER,
    };
    for (size_t i = 0; i < COUNT_OF(on); i++) {
        (void)sqlite3_db_config(handle, on[i], 1, NULL);
    }
    for (size_t i = 0; i < COUNT_OF(off); i++) {
        (void)sqlite3_db_config(handle, off[i], 0, NULL);
    }
    (void)sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

static const char *const mode_settings[] = {
    [DATABASE_READ] = "PRAGMA query_only = ON; PRAGMA cache_size = -8192;",
    [DATABASE_CHANGE] = "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
                        "PRAGMA cache_size = -65536;",
    /* Whoever is killed while building starts again, so nothing is kept to go back to. */
    [DATABASE_BUILD] =
        "PRAGMA journal_mode = OFF;"
        "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE;"
        "PRAGMA cache_size = -65536;",
};

/* An older schema is brought up by who may write. */
static enum status check_version(struct database *database, enum database_mode mode,
                                 struct error *error)
{
    int64_t version = 0;
    enum status status =
        database_integer(database, STATEMENT_SCHEMA_VERSION, BOUNDS_NONE, &version, error);
    if (status) {
        return status;
    }
    if (version > DATABASE_SCHEMA_VERSION ||
        (version < DATABASE_SCHEMA_VERSION && mode == DATABASE_READ)) {
        return error_set(error, STATUS_INVALID,
                         "the store has schema %lld, this program knows %d: load it anew",
                         (long long)version, DATABASE_SCHEMA_VERSION);
    }
    return STATUS_OK;
}

static enum status set_up(struct database *database, const char *path, enum database_mode mode,
                          struct error *error)
{
    /* First of all: a connection that is being closed holds the file for a moment. */
    (void)sqlite3_busy_timeout(database->handle, DATABASE_BUSY_MS);
    enum status status = mode == DATABASE_BUILD ? STATUS_OK : check_owner(database, path, error);
    if (status) {
        return status;
    }
    /* In this order, since a defensive connection refuses to do without its journal. */
    if (sqlite3_exec(database->handle, mode_settings[mode], NULL, NULL, NULL) != SQLITE_OK) {
        return database_failed(database, "setting up the store", error);
    }
    harden(database->handle);
    return mode == DATABASE_BUILD ? schema_apply(database->handle, 0, error)
                                  : check_version(database, mode, error);
}

enum status database_open(struct database *database, const char *path, enum database_mode mode,
                          struct error *error)
{
    (void)pthread_once(&configured, configure);
    *database = (struct database){0};
    struct stat entry;
    if (mode != DATABASE_BUILD && stat(path, &entry)) {
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "cannot open %s: %s", path, strerror(errno));
    }
    enum status status = STATUS_OK;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
                (mode == DATABASE_BUILD ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path, &database->handle, flags, NULL) != SQLITE_OK) {
        status = database_failed(database, "opening the store", error);
    }
    status = status ? status : set_up(database, path, mode, error);
    if (status) {
        database_close(database);
    }
    return status;
}

void database_close(struct database *database)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        (void)sqlite3_finalize(database->prepared[i]);
        database->prepared[i] = NULL;
    }
    (void)sqlite3_close(database->handle);
    database->handle = NULL;
}

static int bind_one(sqlite3_stmt *statement, int at, const struct bound *value)
{
    switch (value->kind) {
    case BOUND_TEXT:
        return sqlite3_bind_text64(statement, at, value->text.at, value->text.length, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case BOUND_BLOB:
        return sqlite3_bind_blob64(statement, at, value->text.at, value->text.length,
                                   SQLITE_STATIC);
    case BOUND_OPTIONAL:
        return value->integer == INTEGER_NONE ? sqlite3_bind_null(statement, at)
                                              : sqlite3_bind_int64(statement, at, value->integer);
    case BOUND_INTEGER:
        return sqlite3_bind_int64(statement, at, value->integer);
    }
    return SQLITE_MISUSE;
}

enum status database_query(struct database *database, enum store_statement statement,
                           struct bounds bounds, sqlite3_stmt **row, struct error *error)
{
    sqlite3_stmt **kept = &database->prepared[statement];
    *row = NULL;
    if (!*kept && sqlite3_prepare_v3(database->handle, statement_sql[statement], -1,
                                     SQLITE_PREPARE_PERSISTENT, kept, NULL) != SQLITE_OK) {
        return database_failed(database, "preparing a statement", error);
    }
    *row = *kept;
    for (size_t i = 0; i < bounds.count; i++) {
        if (bind_one(*kept, (int)i + 1, &bounds.values[i]) != SQLITE_OK) {
            return database_failed(database, "binding a value", error);
        }
    }
    return STATUS_OK;
}

enum status database_step(struct database *database, sqlite3_stmt *row, struct error *error)
{
    switch (sqlite3_step(row)) {
    case SQLITE_ROW:
        return STATUS_OK;
    case SQLITE_DONE:
        return STATUS_NOT_FOUND;
    default:
        return database_failed(database, "working in the store", error);
    }
}

void database_finish(sqlite3_stmt *row)
{
    if (row) {
        (void)sqlite3_reset(row);
        (void)sqlite3_clear_bindings(row);
    }
}

enum status database_run(struct database *database, enum store_statement statement,
                         struct bounds bounds, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status = database_query(database, statement, bounds, &row, error);
    while (!status) {
        status = database_step(database, row, error);
    }
    database_finish(row);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status database_integer(struct database *database, enum store_statement statement,
                             struct bounds bounds, int64_t *out, struct error *error)
{
    sqlite3_stmt *row = NULL;
    enum status status = database_query(database, statement, bounds, &row, error);
    if (!status) {
        status = database_step(database, row, error);
    }
    if (!status) {
        *out = column_integer(row, 0);
    }
    database_finish(row);
    return status;
}

struct text column_text(sqlite3_stmt *row, int column, struct arena *arena)
{
    return arena_text(arena, column_blob(row, column));
}

struct text column_blob(sqlite3_stmt *row, int column)
{
    /* An empty value has no address of its own, but is a value. */
    if (sqlite3_column_type(row, column) == SQLITE_NULL) {
        return TEXT_NONE;
    }
    const char *at = sqlite3_column_blob(row, column);
    size_t length = (size_t)sqlite3_column_bytes(row, column);
    return at ? (struct text){at, length} : TEXT("");
}

int64_t column_integer(sqlite3_stmt *row, int column)
{
    return sqlite3_column_type(row, column) == SQLITE_NULL ? INTEGER_NONE
                                                           : sqlite3_column_int64(row, column);
}
