#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads PDFs with `chancery parse`, through stand-ins for pdftotext that behave and misbehave, and the real one if there is one.

    test_pdf.py PROGRAM
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = None
TEXT = 'The harbor of Oslo was quiet on Monday. Nobody came to the new pier, the harbor master said.'


def pdf_of(line):
    """A page with one line of text, without a table of objects, which readers make anew."""
    content = f'BT /F1 9 Tf 20 700 Td ({line}) Tj ET'
    objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
               '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
               f'<</Length {len(content)}>>\nstream\n{content}\nendstream',
               '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
    body = ''.join(f'{n} 0 obj\n{text}\nendobj\n' for n, text in enumerate(objects, 1))
    return f'%PDF-1.4\n{body}trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n'.encode()


@unittest.skipUnless(shutil.which('prlimit'), 'prlimit is not installed')
class Pdf(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.programs = self.root / 'programs'
        self.programs.mkdir()
        (self.programs / 'prlimit').symlink_to(shutil.which('prlimit'))

    def stand_in(self, script):
        path = self.programs / 'pdftotext'
        path.write_text(f'#!{sys.executable}\nimport sys, time, os\n{script}\n')
        path.chmod(0o755)

    def parse(self, content, path=None):
        name = self.root / 'input.pdf'
        name.write_bytes(content)
        done = subprocess.run([PROGRAM, 'parse', str(name)], capture_output=True, timeout=120, check=False,
                              env={**os.environ, 'PATH': path or str(self.programs)})
        self.assertGreaterEqual(done.returncode, 0, 'ended by a signal')
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()

    def test_the_text_is_read_and_the_bytes_are_kept(self):
        self.stand_in(f'data = sys.stdin.buffer.read()\nprint({TEXT!r}, len(data))')
        content = pdf_of(TEXT) + b'%' * 3_000_000
        documents, told = self.parse(content)
        self.assertEqual(told, '')
        self.assertEqual(documents[0]['source']['format'], 'pdf')
        self.assertEqual(documents[0]['source']['bytes'], len(content))
        self.assertIn(str(len(content)), documents[0]['paragraphs'][0]['text'])

    def test_without_the_program_it_says_what_to_install(self):
        documents, told = self.parse(pdf_of(TEXT))
        self.assertEqual(documents, [])
        self.assertIn('poppler-utils', told)

    def test_a_program_that_fails(self):
        self.stand_in('sys.exit(1)')
        documents, told = self.parse(pdf_of(TEXT) + b'%' * 3_000_000)
        self.assertEqual(documents, [])
        self.assertIn('cannot read it', told)

    def test_a_program_that_never_stops_talking(self):
        self.stand_in('while True: sys.stdout.write("word " * 10000)')
        documents, told = self.parse(pdf_of(TEXT))
        self.assertEqual(documents, [])
        self.assertIn('too large', told)

    def test_a_program_that_wants_too_much_memory(self):
        self.stand_in('x = bytearray(2 << 30)\nprint("It had all the memory that it wanted.")')
        documents, told = self.parse(pdf_of(TEXT))
        self.assertEqual(documents, [])
        self.assertIn('cannot read it', told)

    def test_a_program_that_takes_too_long(self):
        self.stand_in('time.sleep(100)\nprint("It came to an end after all.")')
        config = self.root / 'config'
        config.mkdir()
        (config / 'vocabulary').symlink_to(pathlib.Path(__file__).resolve().parents[2] / 'config/vocabulary')
        (config / 'chancery.ini').write_text('[load]\npdf_seconds = 1\n')
        folder = self.root / 'folder'
        folder.mkdir()
        (folder / 'slow.pdf').write_bytes(pdf_of(TEXT))
        (folder / 'good.txt').write_text(TEXT)
        store = self.root / 'store'
        began = time.monotonic()
        done = subprocess.run([PROGRAM, 'load', str(folder), '--store', str(store), '--config', str(config)],
                              capture_output=True, timeout=120, check=False,
                              env={**os.environ, 'PATH': str(self.programs)})
        self.assertLess(time.monotonic() - began, 60)
        self.assertEqual(done.returncode, 0, done.stderr)
        with sqlite3.connect(store) as database:
            details = [detail for detail, in database.execute('SELECT detail FROM report')]
            self.assertEqual(database.execute('SELECT count(*) FROM document').fetchone(), (1,))
        self.assertEqual(details, ['pdftotext took more than 1 seconds'])

    def test_a_pdf_of_pictures(self):
        self.stand_in('print("\\f")')
        documents, told = self.parse(pdf_of(TEXT))
        self.assertEqual(documents, [])
        self.assertIn('has no text', told)

    @unittest.skipUnless(shutil.which('pdftotext'), 'pdftotext is not installed')
    def test_the_real_program(self):
        documents, told = self.parse(pdf_of(TEXT), os.environ['PATH'])
        self.assertEqual(told, '')
        self.assertIn(TEXT, documents[0]['paragraphs'][0]['text'])
        documents, told = self.parse(pdf_of(TEXT)[:40], os.environ['PATH'])
        self.assertEqual(documents, [])


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main()
