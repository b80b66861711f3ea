#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets calls of the file system fail while documents are loaded and served.

    test_faults.py PROGRAM FAULTS [TRIES]

FAULTS is the library made from faults.c. Whatever fails, and whenever: the program says so and ends with 1, or goes on
without it; what was loaded before is there, and complete; and the next load, when all is well again, succeeds. TRIES is
how many moments are tried of each kind of call.
"""
import errno
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'api'))
from serving import SAMPLES, Serving  # noqa: E402

PROGRAM = FAULTS = None
TRIES = 1
SECONDS = 60
# What fails, how, and whether it fails once or from then on.
KINDS = [('open', errno.EMFILE, 1), ('open', errno.EACCES, 0), ('read', errno.EIO, 1), ('read', errno.EIO, 0),
         ('write', errno.ENOSPC, 0), ('write', errno.EIO, 1), ('write', 0, 1), ('sync', errno.EIO, 0), ('truncate', errno.EIO, 0),
         ('rename', errno.EIO, 0)]
RELEASE = 'For Immediate Release\n\nOSLO, March 5, 2007 -- The minister opened pier %s.\n'


def environment(call, number, **more):
    values = {'call': call, 'number': number, **more}
    sanitizer = os.environ.get('ASAN_OPTIONS', '')
    return {**os.environ, 'LD_PRELOAD': FAULTS, 'ASAN_OPTIONS': sanitizer + ':verify_asan_link_order=0',
            **{'FAULT_' + name.upper(): str(value) for name, value in values.items()}}


class Faults(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix='chancery-faults.')
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.folder = self.root / 'documents'
        self.kept = self.root / 'kept'
        self.store = self.root / 'stores' / 'store'
        self.folder.mkdir()
        self.kept.mkdir()
        self.store.parent.mkdir()
        for path in sorted(pathlib.Path(SAMPLES).iterdir())[:4]:
            shutil.copy(path, self.folder)

    def run_program(self, *arguments, **more):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, check=False, **more)

    def load(self, **more):
        return self.run_program('load', self.folder, '--store', self.store, **more)

    def assert_well(self, *what):
        checked = self.run_program('check', '--store', self.store)
        self.assertEqual(checked.returncode, 0, (what, checked.stdout + checked.stderr))

    def restore(self):
        for path in self.store.parent.iterdir():
            path.unlink()
        for path in self.kept.iterdir():
            shutil.copy(path, self.store.parent / path.name)

    def count(self, call):
        """How often such a call is made on the store or on a document when all goes well."""
        if call not in self.counted:
            tell = self.root / 'tell'
            self.restore()
            done = self.load(env=environment(call, 0, path=self.root, tell=tell))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.counted[call] = int(tell.read_text(encoding='ascii'))
            # A later load renames nothing but its index, if that is written at all.
            self.assertTrue(self.counted[call] > 0 or call == 'rename', call)
        return self.counted[call]

    def moments(self, call):
        """Some of the moments at which such a call is made: the middle first."""
        count = self.count(call)
        return sorted({(2 * i + 1) * count // (2 * TRIES) + 1 for i in range(min(TRIES, count))})

    def try_loads(self, kinds):
        failed, self.counted = 0, {}
        for call, number, count in kinds if TRIES == 1 else KINDS:
            for moment in self.moments(call):
                self.restore()
                done = self.load(env=environment(call, number, path=self.root, count=count, **{'from': moment}))
                what = (call, number, count, moment, done.stdout + done.stderr)
                self.assertIn(done.returncode, (0, 1), what)
                if done.returncode == 1:
                    failed += 1
                    self.assertRegex(done.stderr, r'(?m)^chancery load: .{10,}', what)
                if self.store.exists() or done.returncode == 0:
                    self.assert_well(*what)
                again = self.load()
                self.assertEqual(again.returncode, 0, (what, again.stderr))
                self.assert_well('again', *what)
        self.assertGreater(failed, 0)

    def test_a_first_load_fails_with_a_word_and_leaves_nothing_or_all(self):
        self.try_loads(KINDS[0::2])

    def test_a_later_load_fails_with_a_word_and_leaves_the_old_or_the_new(self):
        self.assertEqual(self.load().returncode, 0)
        for path in self.store.parent.iterdir():
            shutil.copy(path, self.kept)
        (self.folder / 'release.txt').write_text(RELEASE % 'one', encoding='ascii')
        next(self.folder.iterdir()).unlink()
        self.try_loads(KINDS[1::2])

    # While documents are served.

    def serve(self, call, number, path):
        self.switch = self.root / 'failing'
        variables = environment(call, number, path=path, **{'from': 1, 'while': self.switch})
        before = dict(os.environ)
        os.environ.update(variables)
        try:
            serving = Serving(PROGRAM, str(self.folder), options=['--no-watch'])
            serving.__enter__()
        finally:
            os.environ.clear()
            os.environ.update(before)
        self.addCleanup(serving.__exit__)
        return serving

    def events(self, serving):
        with open(os.path.join(serving.folder.name, 'log'), encoding='utf-8') as log:
            return [json.loads(line) for line in log if line.startswith('{')]

    def wait_for_event(self, serving, name):
        end = time.monotonic() + SECONDS
        while not any(event['event'] == name for event in self.events(serving)):
            self.assertLess(time.monotonic(), end, (name, self.events(serving)))
            time.sleep(0.02)

    def wait_for_total(self, serving, total):
        end = time.monotonic() + SECONDS
        while serving.get('/v1/search', q='pier', limit=0)['total'] != total:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)

    def test_what_was_loaded_is_served_while_reloads_fail(self):
        for call, number in (('write', errno.ENOSPC), ('sync', errno.EIO)):
            with self.subTest(call):
                serving = self.serve(call, number, 'documents.store')
                before = serving.get('/v1/store')['documents']
                self.switch.touch()
                release = self.folder / ('release-%s.txt' % call)
                release.write_text(RELEASE % call, encoding='ascii')
                serving.post('/v1/reload', {}, want=202)
                self.wait_for_event(serving, 'load_failed')
                self.assertEqual(serving.get('/v1/store')['documents'], before)
                self.assertEqual(serving.get('/v1/search', q='pier', limit=0)['total'], 0)
                self.switch.unlink()
                serving.post('/v1/reload', {}, want=202)
                self.wait_for_total(serving, 1)
                release.unlink()

    def test_an_index_that_cannot_be_written_is_kept_in_memory(self):
        serving = self.serve('write', errno.ENOSPC, '.index')
        self.switch.touch()
        (self.folder / 'release.txt').write_text(RELEASE % 'nine', encoding='ascii')
        serving.post('/v1/reload', {}, want=202)
        self.wait_for_total(serving, 1)
        self.wait_for_event(serving, 'index_not_kept')

    def test_a_store_that_cannot_be_read_is_said_without_telling_of_the_inside(self):
        serving = self.serve('read', errno.EIO, 'documents.store')
        names = [item['id'] for item in serving.get('/v1/documents', fields='id')['items']]
        self.switch.touch()
        codes = set()
        for name in names:
            for part in ('', '/text', '/paragraphs', '/citation'):
                status, _, body = serving.ask('/v1/documents/' + name + part)
                codes.add(status)
                self.assertIn(status, (200, 500), body)
                if status == 500:
                    self.assertNotRegex(body.decode(), r'(?i)sqlite|disk|\.store')
                    self.assertRegex(body.decode(), '"incident":"[0-9a-f]{16}"')
        self.assertIn(500, codes)
        self.assertEqual(serving.ask('/healthz')[0], 200)
        self.switch.unlink()
        for name in names:
            self.assertEqual(serving.ask('/v1/documents/' + name)[0], 200)


if __name__ == '__main__':
    PROGRAM, FAULTS = sys.argv[1:3]
    TRIES = int(sys.argv[3]) if len(sys.argv) > 3 else TRIES
    unittest.main(argv=[sys.argv[0]])
