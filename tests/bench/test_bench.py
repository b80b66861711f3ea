#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs scripts/bench on a small corpus: it must end well, both engines must agree, and the JSON must have its shape.

    test_bench.py BUILD-FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = None
DOCUMENTS = 200
CLASSES = ['term_rare', 'term_common', 'or', 'and', 'phrase', 'prefix', 'term_date', 'term_tag', 'facets', 'histogram',
           'snippets']


def bench(*arguments):
    return subprocess.run([str(TOP / 'scripts' / 'bench'), *arguments], capture_output=True, text=True, timeout=300,
                          check=False)


class Bench(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'results.json'
            known = ('--build', BUILD, '--documents', str(DOCUMENTS), '--keep', folder, '--json', str(path))
            cls.done = bench(*known, '--queries', '5')
            cls.results = json.loads(path.read_text('utf-8')) if path.exists() else None
            cls.done_again = bench(*known, '--queries', '3', '--classes', 'and,phrase', '--again', '--cables', 'none')
            cls.results_again = json.loads(path.read_text('utf-8')) if path.exists() else None

    def test_ends_well_and_both_engines_agree(self):
        self.assertEqual(self.done.returncode, 0, self.done.stderr)
        for name, result in self.results['classes'].items():
            self.assertEqual(result['disagreements'], 0, name)

    def test_loads_all_documents(self):
        self.assertEqual(self.results['documents'], DOCUMENTS)
        self.assertEqual(self.results['load']['files'], DOCUMENTS)
        self.assertEqual(self.results['load']['refused'], 0)
        self.assertGreater(self.results['load']['mb_per_second'], 0)
        self.assertGreater(self.results['start_ms'], 0)

    def test_measures_every_class_on_both_sides(self):
        self.assertEqual(list(self.results['classes']), CLASSES)
        for name, result in self.results['classes'].items():
            self.assertEqual(result['queries'], 5, name)
            for side in ('chancery', 'fts5'):
                self.assertGreater(result[side]['p50_us'], 0, name)
                self.assertGreaterEqual(result[side]['p95_us'], result[side]['p50_us'], name)

    def test_measures_two_threads_against_one(self):
        threads = self.results['threads']
        self.assertGreater(threads['one_per_second'], 0)
        self.assertAlmostEqual(threads['ratio'], threads['two_per_second'] / threads['one_per_second'], 1)
        self.assertIn('\nthreads ', self.done.stdout)

    def test_asks_over_http_what_it_asks_in_process(self):
        http = self.results['http']
        self.assertGreater(http['within_per_second'], 0)
        self.assertAlmostEqual(http['ratio'], http['served_per_second'] / http['within_per_second'], 1)
        self.assertGreater(http['worked_ratio'], 0)
        self.assertGreater(http['answer_bytes'], 300)
        self.assertIn('\nhttp ', self.done.stdout)

    def test_asks_some_classes_of_what_is_there_already(self):
        self.assertEqual(self.done_again.returncode, 0, self.done_again.stderr)
        self.assertEqual(list(self.results_again['classes']), ['and', 'phrase'])
        self.assertEqual(self.results_again['documents'], DOCUMENTS)
        self.assertEqual(self.results_again['load']['files'], 0)

    def test_prints_a_table_for_people(self):
        for name in CLASSES:
            self.assertIn(f'\n{name} ', self.done.stdout)
        self.assertIn('documents/s', self.done.stdout)

    def test_refuses_what_it_does_not_know(self):
        for arguments in (['--documents', 'many'], ['--document', '5'], ['--json'], ['--again']):
            done = bench(*arguments)
            self.assertEqual(done.returncode, 64, arguments)
            self.assertIn('--help', done.stderr)


if __name__ == '__main__':
    BUILD = sys.argv[1]
    unittest.main(argv=[sys.argv[0], '-v'])
