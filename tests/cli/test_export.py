#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exports a store of two documents made here in every form, and reads each with a foreign reader.

    test_export.py PROGRAM
"""
import csv
import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None
CABLE = """R 031214Z MAY 08
FM AMEMBASSY OSLO
TO SECSTATE WASHDC
UNCLAS OSLO 000207

E.O. 12958: N/A
TAGS: EFIS, PREL, NO
SUBJECT: COD TALKS

1. The cod talks opened, at a cost of USD 300 million.

2. They will go on.
"""
REPORT = """Harbor Gazette

=Storm "Delays" Ferry

BERGEN, May 4 (Gazette) -- A storm kept the ferry in port\u00e9.
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, encoding='utf-8')


class Export(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.temporary.name)
        cls.store = cls.root / 'store'
        folder = cls.root / 'documents'
        folder.mkdir()
        (folder / 'cable.txt').write_text(CABLE, encoding='utf-8')
        (folder / 'storm.txt').write_text(REPORT, encoding='utf-8')
        done = run('load', folder, '--store', cls.store, '--quiet')
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def export(self, *arguments):
        done = run('export', '--store', self.store, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_a_document_a_line_with_its_text(self):
        documents = {item['id']: item for item in map(json.loads, self.export().splitlines())}
        self.assertEqual(len(documents), 2)
        cable = documents['08OSLO207']
        self.assertEqual(cable['text'], CABLE)
        self.assertEqual(cable['cable']['station'], 'OSLO')
        start, end = cable['paragraphs'][1]['span']
        self.assertEqual(CABLE[start:end], 'They will go on.')

    def test_a_bulk_request_has_an_action_before_each_document(self):
        lines = [json.loads(line) for line in self.export('--format', 'opensearch-bulk').splitlines()]
        self.assertEqual(len(lines), 4)
        for action, document in zip(lines[::2], lines[1::2]):
            self.assertEqual(action, {'index': {'_index': 'documents', '_id': document['id']}})

    def test_a_row_a_document_that_no_spreadsheet_runs(self):
        rows = {row['path']: row for row in
                csv.DictReader(io.StringIO(self.export('-f', 'csv'), newline=''))}
        cable = rows['cable.txt']
        self.assertEqual((cable['id'], cable['date'], cable['station'], cable['tags']),
                         ('08OSLO207', '2008-05-03T12:14:00Z', 'OSLO', 'EFIS; PREL; NO'))
        self.assertEqual(rows['storm.txt']['text'], REPORT)
        for row in rows.values():
            for cell in row.values():
                self.assertNotIn(cell[:1], ('=', '+', '-', '@'))

    def test_a_database_holds_a_table_for_each_kind_of_fact(self):
        path = self.root / 'tables.db'
        self.export('-f', 'sqlite', '-o', path)
        database = sqlite3.connect(path)
        self.addCleanup(database.close)
        self.assertEqual(
            database.execute("SELECT date_value, json_extract(cable, '$.station'), text"
                             " FROM documents WHERE id = '08OSLO207'").fetchall(),
            [('2008-05-03T12:14:00Z', 'OSLO', CABLE)])
        self.assertEqual(
            database.execute('SELECT number, substr(d.text, 1 + span_start, span_end - span_start)'
                             ' FROM paragraphs p JOIN documents d ON d.id = p.document'
                             " WHERE d.kind = 'cable' ORDER BY number").fetchall(),
            [(1, 'The cod talks opened, at a cost of USD 300 million.'),
             (2, 'They will go on.')])
        self.assertEqual(database.execute('SELECT document, text FROM money').fetchall(),
                         [('08OSLO207', 'USD 300 million')])
        self.assertEqual(database.execute('PRAGMA integrity_check').fetchall(), [('ok',)])

    def test_a_file_that_is_there_stays_as_it_is(self):
        for form in ('csv', 'sqlite'):
            path = self.root / f'there.{form}'
            path.write_text('mine')
            done = run('export', '--store', self.store, '-f', form, '-o', path)
            self.assertEqual(done.returncode, 1)
            self.assertIn('is there already', done.stderr)
            self.assertEqual(path.read_text(), 'mine')
            self.assertFalse(path.with_suffix(path.suffix + '.part').exists())

    def test_a_full_disk_leaves_no_file(self):
        if not pathlib.Path('/dev/full').exists():
            self.skipTest('there is no /dev/full')
        with open('/dev/full', 'w') as full:
            done = subprocess.run([PROGRAM, 'export', '--store', self.store], stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=120)
        self.assertEqual(done.returncode, 1)
        self.assertIn('No space left', done.stderr)

    def test_refuses_wrong_arguments(self):
        for wrong in ([], ['--store', self.store, 'more'], ['--store', self.store, '-f', 'xlsx'],
                      ['--store', self.store, '-f', 'sqlite']):
            self.assertEqual(run('export', *wrong).returncode, 64, wrong)

    def test_refuses_a_store_that_is_not_there(self):
        absent = self.root / 'absent'
        self.assertEqual(run('export', '--store', absent).returncode, 1)
        self.assertFalse(absent.exists())


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
