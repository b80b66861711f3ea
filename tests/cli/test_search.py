#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks `chancery search` about two documents made here.

    test_search.py PROGRAM
"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None
REPORT = """Harbor Gazette

Cod Talks Open in Bergen

BERGEN, May 3 (Gazette) -- The cod talks opened on Saturday.

Delegates from six ports \x1b[31mcame\x1b[0m to the old hall.
"""
OTHER = """Harbor Gazette

Storm Delays Ferry

BERGEN, May 4 (Gazette) -- A storm kept the ferry in port.
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120)


class Search(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.temporary.name)
        cls.store = root / 'store'
        folder = root / 'documents'
        folder.mkdir()
        (folder / 'cod.txt').write_text(REPORT)
        (folder / 'storm.txt').write_text(OTHER)
        done = run('load', folder, '--store', cls.store, '--quiet')
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def search(self, *arguments):
        done = run('search', '--store', self.store, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_prints_documents_passages_and_their_number(self):
        lines = self.search('cod', 'talk').stdout.splitlines()
        self.assertIn('Cod Talks Open in Bergen', lines[0])
        self.assertIn('The cod talks opened on Saturday.', lines[1])
        self.assertEqual(lines[-1], '1 document')

    def test_counts_all_and_shows_as_many_as_asked(self):
        lines = self.search('port*', '--limit', '1').stdout.splitlines()
        self.assertEqual(lines[-1], '2 documents')
        self.assertEqual(sum(not line.startswith(' ') for line in lines), 1 + 1)
        self.assertEqual(self.search('port*', '-n', '0').stdout, '2 documents\n')

    def test_says_when_there_is_nothing(self):
        self.assertEqual(self.search('herring').stdout, '0 documents\n')

    def test_tells_of_repairs(self):
        self.assertIn('never closed', self.search('"cod talks').stderr)

    def test_takes_a_leading_minus_behind_two(self):
        self.assertIn('A storm kept', self.search('--', '-cod', 'storm').stdout)

    def test_prints_no_commands_for_terminals(self):
        self.assertNotIn('\x1b', self.search('delegates').stdout)

    def test_refuses_a_store_that_is_not_there(self):
        absent = pathlib.Path(self.temporary.name) / 'absent'
        done = run('search', '--store', absent, 'cod')
        self.assertEqual(done.returncode, 1)
        self.assertFalse(absent.exists())

    def test_refuses_wrong_arguments(self):
        for wrong in (['search', 'cod'], ['search', '--store', self.store, '--limit', 'x', 'cod']):
            self.assertEqual(run(*wrong).returncode, 64)


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
