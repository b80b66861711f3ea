/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables. SQLite keeps the comments, so that whoever opens a store with another tool reads them
 * there. A change is a new step; the number of the last one applied is the file's user_version.
 */

#include <assert.h>

#include "chancery/base/array.h"

#include "database.h"

static const char *const step_1[] = {
    "PRAGMA application_id = 1130917475;", /* DATABASE_APPLICATION_ID */
    "PRAGMA user_version = 1;",

    "CREATE TABLE generation (\n"
    "  one INTEGER PRIMARY KEY CHECK (one = 1), -- there is one row\n"
    "  number INTEGER NOT NULL,                 -- from 1, one more with each change\n"
    "  tag TEXT NOT NULL,                       -- equal for equal content\n"
    "  reading TEXT NOT NULL,                   -- program, codec and vocabulary that read it\n"
    "  published_seconds INTEGER NOT NULL       -- since 1970, UTC\n"
    ") STRICT;",
    "INSERT INTO generation VALUES (1, 0, '', '', 0);",

    "CREATE TABLE root (\n"
    "  key INTEGER PRIMARY KEY AUTOINCREMENT,\n"
    "  path TEXT NOT NULL UNIQUE,               -- absolute; a folder, or one file\n"
    "  position INTEGER NOT NULL                -- in the order given when it was last loaded\n"
    ") STRICT;",

    "CREATE TABLE file (\n"
    "  key INTEGER PRIMARY KEY AUTOINCREMENT,\n"
    "  root INTEGER NOT NULL REFERENCES root,\n"
    "  path TEXT NOT NULL,                      -- below the root\n"
    "  bytes INTEGER NOT NULL,                  -- its size\n"
    "  mtime_ns INTEGER NOT NULL,               -- since 1970; the least number: not to be "
    "trusted\n"
    "  sha256 TEXT,                             -- of the whole file; NULL when it was not read\n"
    "  state INTEGER NOT NULL,                  -- 0 read, 1 refused\n"
    "  reason TEXT,                             -- why it was refused\n"
    "  UNIQUE (root, path)\n"
    ") STRICT;",

    "CREATE TABLE document (\n"
    "  key INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again\n"
    "  id TEXT UNIQUE,                          -- base, or base~2 …; NULL until it is settled\n"
    "  base TEXT NOT NULL,                      -- the id that was read in it\n"
    "  ordinal INTEGER NOT NULL,                -- among the texts of one base, from 1\n"
    "  kind TEXT NOT NULL,\n"
    "  title TEXT,\n"
    "  date TEXT,                               -- ISO 8601, as precise as it is known\n"
    "  sha256 TEXT NOT NULL,                    -- of its bytes\n"
    "  file INTEGER NOT NULL REFERENCES file,   -- the first that holds it\n"
    "  part TEXT,                               -- of that file, where it holds several\n"
    "  digest INTEGER NOT NULL,                 -- of all that clients see but its path\n"
    "  codec INTEGER NOT NULL,                  -- version of the form of its model\n"
    "  added INTEGER NOT NULL,                  -- generation that brought it\n"
    "  changed INTEGER NOT NULL,                -- generation that last read it otherwise\n"
    "  source_bytes INTEGER NOT NULL,           -- as loaded\n"
    "  text_bytes INTEGER,                      -- as UTF-8; NULL where that is the same\n"
    "  head_bytes INTEGER NOT NULL,             -- of the model's first part, encoded\n"
    "  paragraphs_bytes INTEGER NOT NULL,       -- of its second\n"
    "  facts_bytes INTEGER NOT NULL             -- of its third\n"
    ") STRICT;",
    "CREATE UNIQUE INDEX document_by_text ON document (base, sha256);",
    "CREATE INDEX document_by_kind ON document (kind);",

    "CREATE TABLE body (\n"
    "  document INTEGER PRIMARY KEY REFERENCES document,\n"
    "  source BLOB NOT NULL,                    -- zstd behind the model: bytes, differing text\n"
    "  model BLOB NOT NULL                      -- zstd: head, paragraphs, facts\n"
    ") STRICT;",

    "CREATE TABLE occurrence (\n"
    "  file INTEGER NOT NULL REFERENCES file,\n"
    "  position INTEGER NOT NULL,               -- in the file, from 1\n"
    "  document INTEGER NOT NULL REFERENCES document,\n"
    "  part TEXT,                               -- name of the part of a file of several\n"
    "  PRIMARY KEY (file, position)\n"
    ") STRICT, WITHOUT ROWID;",
    "CREATE INDEX occurrence_by_document ON occurrence (document);",

    "CREATE TABLE reference (\n"
    "  document INTEGER NOT NULL REFERENCES document, -- the one that names another\n"
    "  position INTEGER NOT NULL,               -- among its references, from 1\n"
    "  target TEXT,                             -- canonical id; NULL where it could not be read\n"
    "  label TEXT,                              -- the bullet before it\n"
    "  raw TEXT,                                -- as printed\n"
    "  kind TEXT,                               -- cable, report, book …\n"
    "  year_inferred INTEGER NOT NULL,          -- 1 when the year is not printed\n"
    "  paragraph INTEGER,                       -- NULL in the header\n"
    "  span_start INTEGER NOT NULL,             -- bytes into the document's text\n"
    "  span_end INTEGER NOT NULL,\n"
    "  PRIMARY KEY (document, position)\n"
    ") STRICT, WITHOUT ROWID;",
    "CREATE INDEX reference_by_target ON reference (target) WHERE target IS NOT NULL;",

    "CREATE TABLE report (\n"
    "  key INTEGER PRIMARY KEY,\n"
    "  file INTEGER REFERENCES file,            -- what it is about: a file,\n"
    "  document INTEGER REFERENCES document,    -- or a document; the other is NULL\n"
    "  severity INTEGER NOT NULL,               -- 0 refused, 1 replaced, 2 repaired, 3 copy\n"
    "  code TEXT NOT NULL,\n"
    "  detail TEXT,                             -- of the first one\n"
    "  count INTEGER NOT NULL                   -- how often\n"
    ") STRICT;",
    "CREATE INDEX report_by_file ON report (file) WHERE file IS NOT NULL;",
    "CREATE INDEX report_by_document ON report (document) WHERE document IS NOT NULL;",

    "CREATE TABLE departure (\n"
    "  key INTEGER PRIMARY KEY,                 -- that the document had\n"
    "  id TEXT NOT NULL,                        -- that it had last\n"
    "  generation INTEGER NOT NULL              -- the first without it\n"
    ") STRICT;",
    "CREATE INDEX departure_by_generation ON departure (generation);",
};

/* So that what is asked for often need not be counted each time. */
static const char *const step_2[] = {
    "ALTER TABLE generation ADD COLUMN document_count INTEGER NOT NULL DEFAULT 0"
    " /* documents it has */;",
    "ALTER TABLE generation ADD COLUMN file_count INTEGER NOT NULL DEFAULT 0"
    " /* files, refused ones too */;",
    "ALTER TABLE generation ADD COLUMN source_bytes INTEGER NOT NULL DEFAULT 0"
    " /* of all documents as loaded */;",
    "UPDATE generation SET document_count = (SELECT count(*) FROM document),"
    "  file_count = (SELECT count(*) FROM file),"
    "  source_bytes = (SELECT coalesce(sum(source_bytes), 0) FROM document);",
    "CREATE INDEX report_by_code ON report (severity, code, count);",
    "PRAGMA user_version = 2;",
};

static const struct step {
    const char *const *statements;
    size_t count;
} steps[] = {
    {step_1, COUNT_OF(step_1)},
    {step_2, COUNT_OF(step_2)},
};
static_assert(COUNT_OF(steps) == DATABASE_SCHEMA_VERSION, "the version is the number of steps");

enum status schema_apply(sqlite3 *handle, int64_t from, struct error *error)
{
    for (size_t i = (size_t)from; i < COUNT_OF(steps); i++) {
        for (size_t k = 0; k < steps[i].count; k++) {
            if (sqlite3_exec(handle, steps[i].statements[k], NULL, NULL, NULL) != SQLITE_OK) {
                return error_set(error, STATUS_IO, "cannot make the tables of the store: %s",
                                 sqlite3_errmsg(handle));
            }
        }
    }
    return STATUS_OK;
}
