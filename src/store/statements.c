/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All SQL but the schema. Values are bound, never printed into it. Places to bind are numbered in
 * the order in which their callers list them.
 */

#include <assert.h>

#include "chancery/base/array.h"

#include "statements.h"

/* What several statements have in common. */
#define ENTRY "document.key, document.id, document.kind, document.title, document.date"
#define STORED                                                                    \
    "document.key, document.base, document.ordinal, document.codec, "             \
    "document.source_bytes, document.text_bytes, document.head_bytes, "           \
    "document.paragraphs_bytes, document.facts_bytes, file.path, document.part, " \
    "body.model"
#define FROM_STORED                                                                   \
    "FROM document JOIN file ON file.key = document.file JOIN body ON body.document " \
    "= document.key"
#define REFERENCE                                                                     \
    "SELECT reference.document, document.id, reference.target, held.key IS NOT "      \
    "NULL, reference.label, reference.raw, reference.kind, reference.year_inferred, " \
    "reference.paragraph, reference.span_start, reference.span_end FROM reference "   \
    "JOIN document ON document.key = reference.document LEFT JOIN document AS held "  \
    "ON held.id = reference.target"
/* ?1 is the generation since when. A text that another replaced under its id is a change of it. */
#define CHANGES                                                                                   \
    "(SELECT ?1 > 0 AND id IN (SELECT id FROM departure WHERE generation > ?1) AS change, added " \
    "AS generation, id, kind, title FROM document WHERE added > ?1 UNION ALL SELECT 1, "          \
    "changed, id, kind, title FROM document WHERE changed > ?1 AND added <= ?1 UNION "            \
    "ALL SELECT 2, max(generation), id, NULL, NULL FROM departure WHERE generation > "            \
    "?1 AND ?1 > 0 AND NOT EXISTS (SELECT 1 FROM document WHERE document.id = "                   \
    "departure.id) GROUP BY id)"
#define FROM_REPORT                                                                  \
    "FROM report LEFT JOIN document ON document.key = report.document JOIN file ON " \
    "file.key = coalesce(report.file, document.file) JOIN root ON root.key = "       \
    "file.root"

const char *const statement_sql[] = {
    /* Of every connection. */
    [STATEMENT_APPLICATION_ID] = "PRAGMA application_id",
    [STATEMENT_SCHEMA_VERSION] = "PRAGMA user_version",
    [STATEMENT_BEGIN_READ] = "BEGIN",
    [STATEMENT_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_TO_WAL] = "PRAGMA journal_mode = WAL",
    [STATEMENT_GENERATION] =
        "SELECT number, tag, reading, published_seconds, document_count, file_count, "
        "source_bytes FROM generation",

    /* Of the writer: folders, files, documents. */
    [STATEMENT_ROOT_ADD] =
        "INSERT INTO root (path, position) VALUES (?1, ?2) ON CONFLICT (path) DO "
        "NOTHING",
    [STATEMENT_ROOT_FIND] = "SELECT key, position FROM root WHERE path = ?1",
    [STATEMENT_ROOT_MOVE] = "UPDATE root SET position = ?2 WHERE key = ?1",
    [STATEMENT_ROOT_REMOVE] = "DELETE FROM root WHERE key = ?1",
    [STATEMENT_ROOT_FILE_FIRST] = "SELECT key FROM file WHERE root = ?1 LIMIT 1",
    [STATEMENT_ROOT_FILES] =
        "SELECT key, root, path, bytes, mtime_ns, sha256, state, reason FROM file WHERE "
        "root = ?1 ORDER BY path",
    [STATEMENT_FILE_PUT] =
        "INSERT INTO file (root, path, bytes, mtime_ns, sha256, state, reason) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (root, path) DO UPDATE SET bytes = "
        "?3, mtime_ns = ?4, sha256 = ?5, state = ?6, reason = ?7 RETURNING key",
    [STATEMENT_FILE_TOUCH] = "UPDATE file SET mtime_ns = ?2 WHERE key = ?1",
    [STATEMENT_FILE_REMOVE] = "DELETE FROM file WHERE key = ?1",
    [STATEMENT_FILE_REPORTS_REMOVE] = "DELETE FROM report WHERE file = ?1",
    [STATEMENT_FILE_OCCURRENCES_UNSETTLE] =
        "INSERT OR IGNORE INTO temp.unsettled SELECT document.base FROM occurrence JOIN "
        "document ON document.key = occurrence.document WHERE occurrence.file = ?1",
    [STATEMENT_FILE_OCCURRENCES_REMOVE] = "DELETE FROM occurrence WHERE file = ?1",
    [STATEMENT_OCCURRENCE_ADD] =
        "INSERT INTO occurrence (file, position, document, part) SELECT ?1, 1 + "
        "coalesce(max(position), 0), ?2, ?3 FROM occurrence WHERE file = ?1",
    [STATEMENT_DOCUMENT_SAME] =
        "SELECT key, digest, codec FROM document WHERE base = ?1 AND sha256 = ?2",
    [STATEMENT_DOCUMENT_RIVAL] = "SELECT 1 FROM document WHERE base = ?1",
    [STATEMENT_DOCUMENT_ADD] =
        "INSERT INTO document (id, base, ordinal, kind, title, date, sha256, file, "
        "part, digest, codec, added, changed, source_bytes, text_bytes, head_bytes, "
        "paragraphs_bytes, facts_bytes) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10, ?11, ?11, ?12, ?13, ?14, ?15, ?16) RETURNING key",
    [STATEMENT_DOCUMENT_RENEW] =
        "UPDATE document SET kind = ?2, title = ?3, date = ?4, digest = ?5, codec = ?6, "
        "changed = ?7, text_bytes = ?8, head_bytes = ?9, paragraphs_bytes = ?10, "
        "facts_bytes = ?11 WHERE key = ?1",
    [STATEMENT_BODY_PUT] =
        "INSERT OR REPLACE INTO body (document, source, model) VALUES (?1, ?2, ?3)",
    [STATEMENT_BODY_REMOVE] = "DELETE FROM body WHERE document = ?1",
    [STATEMENT_REFERENCE_ADD] =
        "INSERT INTO reference (document, position, target, label, raw, kind, "
        "year_inferred, paragraph, span_start, span_end) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7, ?8, ?9, ?10)",
    [STATEMENT_REFERENCES_REMOVE] = "DELETE FROM reference WHERE document = ?1",
    [STATEMENT_REPORT_ADD] =
        "INSERT INTO report (file, document, severity, code, detail, count) VALUES (?1, "
        "?2, ?3, ?4, ?5, ?6)",
    [STATEMENT_DOCUMENT_REPORTS_REMOVE] = "DELETE FROM report WHERE document = ?1",
    [STATEMENT_DOCUMENT_REMOVE] = "DELETE FROM document WHERE key = ?1",
    [STATEMENT_DEPARTURE_ADD] = "INSERT INTO departure (key, id, generation) VALUES (?1, ?2, ?3)",

    /* Of the writer: settling ids before a generation is published. */
    [STATEMENT_UNSETTLED_MAKE] =
        "CREATE TEMP TABLE unsettled (base TEXT PRIMARY KEY) WITHOUT ROWID",
    [STATEMENT_UNSETTLE] = "INSERT OR IGNORE INTO temp.unsettled VALUES (?1)",
    [STATEMENT_UNSETTLE_SHARED] =
        "INSERT OR IGNORE INTO temp.unsettled SELECT base FROM document WHERE ordinal > "
        "1 UNION SELECT document.base FROM occurrence JOIN document ON document.key = "
        "occurrence.document GROUP BY occurrence.document HAVING count(*) > 1",
    [STATEMENT_UNSETTLED_NEXT] =
        "SELECT base FROM temp.unsettled WHERE base > ?1 ORDER BY base LIMIT 1",
    [STATEMENT_UNSETTLED_LEFT] =
        "SELECT key, id FROM document WHERE base = ?1 AND NOT EXISTS (SELECT 1 FROM "
        "occurrence WHERE occurrence.document = document.key)",
    [STATEMENT_UNSETTLED_ORDER] =
        "SELECT document.key, occurrence.file, occurrence.part FROM document JOIN "
        "occurrence ON occurrence.document = document.key JOIN file ON file.key = "
        "occurrence.file JOIN root ON root.key = file.root WHERE document.base = ?1 ORDER BY "
        "root.position, root.path, file.path, occurrence.position",
    [STATEMENT_DOCUMENT_UNNAME] = "UPDATE document SET id = NULL WHERE base = ?1",
    [STATEMENT_DOCUMENT_NAME] =
        "UPDATE document SET id = ?2, ordinal = ?3, file = ?4, part = ?5 WHERE key = ?1 "
        "AND id IS NULL",
    [STATEMENT_SHARED_REPORTS_REMOVE] =
        "DELETE FROM report WHERE code IN ('same_text', 'id_shared')",
    [STATEMENT_ID_SHARED_REPORT] =
        "INSERT INTO report (document, severity, code, detail, count) SELECT key, 2, "
        "'id_shared', 'Another text has the id ' || base || '; this one is ' || id || "
        "'.', 1 FROM document WHERE ordinal > 1 ORDER BY key",
    [STATEMENT_SAME_TEXT_REPORT] =
        "INSERT INTO report (file, severity, code, detail, count) SELECT "
        "occurrence.file, 3, 'same_text', 'The same text as ' || document.id || ', "
        "which was read in ' || file.path || '.', 1 FROM document JOIN occurrence ON "
        "occurrence.document = document.key JOIN file ON file.key = document.file WHERE "
        "document.key IN (SELECT document FROM occurrence GROUP BY document HAVING "
        "count(*) > 1) AND (occurrence.file <> document.file OR occurrence.part IS NOT "
        "document.part) ORDER BY occurrence.file, occurrence.position",
    [STATEMENT_TAG_DOCUMENTS] =
        "SELECT document.id, document.digest, file.path, document.part FROM document "
        "JOIN file ON file.key = document.file ORDER BY document.id",
    [STATEMENT_TAG_FILES] =
        "SELECT file.path, file.state, file.reason, file.sha256 FROM file JOIN root ON "
        "root.key = file.root ORDER BY root.position, root.path, file.path",
    [STATEMENT_GENERATION_SET] =
        "UPDATE generation SET number = ?1, tag = ?2, reading = ?3, published_seconds = "
        "?4, document_count = (SELECT count(*) FROM document), file_count = (SELECT "
        "count(*) FROM file), source_bytes = (SELECT coalesce(sum(source_bytes), 0) "
        "FROM document)",

    /* Of readers. */
    [STATEMENT_FIND] = "SELECT key FROM document WHERE id = ?1",
    [STATEMENT_VERSIONS] =
        "SELECT document.key, document.digest, document.id, file.path, document.part FROM document "
        "JOIN file ON file.key = document.file ORDER BY document.key",
    [STATEMENT_DIGEST] = "SELECT digest FROM document WHERE key = ?1",
    [STATEMENT_DOCUMENT] = "SELECT " STORED " " FROM_STORED " WHERE document.key = ?1",
    [STATEMENT_DOCUMENT_WHOLE] =
        "SELECT " STORED " , body.source " FROM_STORED " WHERE document.key = ?1",
    [STATEMENT_EACH] =
        "SELECT " STORED " " FROM_STORED " WHERE document.key > ?1 ORDER BY document.key LIMIT ?2",
    [STATEMENT_EACH_WHOLE] = "SELECT " STORED " , body.source " FROM_STORED
                             " WHERE document.key > ?1 ORDER BY document.key LIMIT ?2",
    [STATEMENT_LIST] = "SELECT " ENTRY " FROM document WHERE id > ?1 ORDER BY id LIMIT ?2",
    [STATEMENT_LIST_BACK] =
        "SELECT " ENTRY " FROM document WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
    [STATEMENT_KINDS] = "SELECT kind, count(*) FROM document GROUP BY kind ORDER BY kind",
    [STATEMENT_REFERENCES_ALL] =
        REFERENCE " ORDER BY document.id, reference.position LIMIT ?2 OFFSET ?3",
    [STATEMENT_REFERENCES_CITED] =
        REFERENCE " WHERE reference.document = (SELECT key FROM document WHERE id = ?1) ORDER BY "
                  "reference.position LIMIT ?2 OFFSET ?3",
    [STATEMENT_REFERENCES_CITING] =
        REFERENCE " WHERE reference.target = ?1 ORDER BY document.id, reference.position LIMIT ?2 "
                  "OFFSET ?3",
    [STATEMENT_REFERENCES_ALL_COUNT] = "SELECT count(*) FROM reference WHERE ?1 IS NULL",
    [STATEMENT_REFERENCES_CITED_COUNT] =
        "SELECT count(*) FROM reference WHERE document = (SELECT key FROM document "
        "WHERE id = ?1)",
    [STATEMENT_REFERENCES_CITING_COUNT] = "SELECT count(*) FROM reference WHERE target = ?1",
    [STATEMENT_CITED_BY] = "SELECT count(DISTINCT document) FROM reference WHERE target = ?1",
    [STATEMENT_MISSING] =
        "SELECT target, count(DISTINCT document) AS cited_by FROM reference WHERE "
        "target IS NOT NULL GROUP BY target HAVING NOT EXISTS (SELECT 1 FROM document "
        "WHERE id = target) ORDER BY cited_by DESC, target LIMIT ?1 OFFSET ?2",
    [STATEMENT_MISSING_COUNT] =
        "SELECT count(*) FROM (SELECT DISTINCT target FROM reference WHERE target IS "
        "NOT NULL) WHERE NOT EXISTS (SELECT 1 FROM document WHERE id = target)",
    [STATEMENT_CHANGES] = "SELECT change, generation, id, kind, title FROM " CHANGES
                          " ORDER BY generation, change, id LIMIT ?2 OFFSET ?3",
    [STATEMENT_CHANGES_COUNT] = "SELECT count(*) FROM " CHANGES,
    [STATEMENT_REPORTS] =
        "SELECT file.path, document.id, report.severity, report.code, report.detail, "
        "report.count " FROM_REPORT
        " ORDER BY root.position, root.path, file.path, document.id, report.severity, "
        "report.code LIMIT ?1 OFFSET ?2",
    [STATEMENT_REPORTS_COUNT] = "SELECT count(*) FROM report",
    /* A document or file has one row for each code, so rows are what is counted. */
    [STATEMENT_REPORT_SUMS] =
        "SELECT sums.severity, sums.code, sums.files, sums.total, file.path, "
        "report.detail FROM (SELECT severity, code, count(*) AS files, sum(count) AS "
        "total, min(key) AS first FROM report GROUP BY severity, code) AS sums JOIN "
        "report ON report.key = sums.first LEFT JOIN document ON document.key = "
        "report.document JOIN file ON file.key = coalesce(report.file, document.file) "
        "ORDER BY sums.severity, sums.total DESC, sums.code",
    [STATEMENT_FILES] =
        "SELECT file.key, file.root, file.path, file.bytes, file.mtime_ns, file.sha256, "
        "file.state, file.reason FROM file JOIN root ON root.key = file.root ORDER BY "
        "root.position, root.path, file.path LIMIT ?1 OFFSET ?2",
    [STATEMENT_FILE_DOCUMENTS] =
        "SELECT document FROM occurrence WHERE file = ?1 ORDER BY position",
    [STATEMENT_ROOTS] = "SELECT key, path, position FROM root ORDER BY position, path",

    /* Of the check: each answers the first thing that is wrong, or no row. */
    [STATEMENT_CHECK_PAGES] = "PRAGMA integrity_check(1)",
    [STATEMENT_CHECK_FOREIGN] = "PRAGMA foreign_key_check",
    [STATEMENT_CHECK_UNNAMED] =
        "SELECT base FROM document WHERE id IS NULL OR id <> iif(ordinal = 1, base, "
        "base || '~' || ordinal) LIMIT 1",
    [STATEMENT_CHECK_BODILESS] =
        "SELECT id FROM document WHERE NOT EXISTS (SELECT 1 FROM body WHERE "
        "body.document = document.key) LIMIT 1",
    [STATEMENT_CHECK_HOMELESS] =
        "SELECT id FROM document WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE "
        "occurrence.document = document.key AND occurrence.file = document.file AND "
        "occurrence.part IS document.part) LIMIT 1",
    [STATEMENT_CHECK_TOTALS] =
        "SELECT 'generation ' || number FROM generation WHERE document_count <> (SELECT "
        "count(*) FROM document) OR file_count <> (SELECT count(*) FROM file) OR "
        "source_bytes <> (SELECT coalesce(sum(source_bytes), 0) FROM document)",
    [STATEMENT_CHECK_BODIES] =
        "SELECT 'body ' || document FROM body WHERE document NOT IN (SELECT key FROM "
        "document) LIMIT 1",
    [STATEMENT_CHECK_FILES] =
        "SELECT path FROM file WHERE state = 1 AND EXISTS (SELECT 1 FROM occurrence "
        "WHERE occurrence.file = file.key) LIMIT 1",
};
static_assert(COUNT_OF(statement_sql) == STATEMENT_COUNT, "one text for each statement");
