#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what the program reads in each sample document with tests/data/samples.json, worked out by hand.

    test_samples.py PROGRAM [FILE…]    the files that are named, or all of them
"""
import json
import pathlib
import subprocess
import sys
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = TESTS / 'data' / 'samples'
sys.path.insert(0, str(TESTS))

import expectation  # noqa: E402

PROGRAM = None
TRUTH = json.loads((TESTS / 'data' / 'samples.json').read_text('utf-8'))


def parse(path):
    """The documents that the program finds in a file."""
    done = subprocess.run([PROGRAM, 'parse', str(path)], capture_output=True, timeout=60, check=True)
    return [json.loads(line) for line in done.stdout.decode('utf-8').splitlines()]


class Samples(unittest.TestCase):
    maxDiff = None

    def test_every_document_has_its_truth_and_every_truth_its_document(self):
        self.assertEqual(sorted(path.name for path in SAMPLES.iterdir()), sorted(TRUTH))

    def test_ids_are_unique(self):
        ids = [truth['id'] for truth in TRUTH.values()]
        self.assertEqual(len(ids), len(set(ids)))

    def test_reads_each_sample_as_a_careful_reader_would(self):
        for name, truth in TRUTH.items():
            with self.subTest(sample=name):
                documents = parse(SAMPLES / name)
                self.assertEqual(len(documents), 1, 'documents in the file')
                found = expectation.differences(truth, documents[0])
                self.assertFalse(found, '\n' + '\n'.join(found))

    def test_spans_hold_the_text_of_their_paragraphs(self):
        for name in TRUTH:
            with self.subTest(sample=name):
                source = (SAMPLES / name).read_bytes()
                document = parse(SAMPLES / name)[0]
                text = source.decode(document['source']['encoding'])
                for paragraph in document['paragraphs']:
                    start, end = paragraph['span']
                    printed = ' '.join(text[start:end].split())
                    self.assertEqual(printed[:40], paragraph['text'][:40])
                    self.assertEqual(printed[-40:], paragraph['text'][-40:])


if __name__ == '__main__':
    PROGRAM = sys.argv[1]
    if len(sys.argv) > 2:
        TRUTH = {name: TRUTH[name] for name in sys.argv[2:]}
    unittest.main(argv=sys.argv[:1])
