#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills loads with SIGKILL at random moments, also while the index is made and merged: the next one finds the old
generation or the new one, complete, and leaves an index that is.

    test_killing.py PROGRAM [COUNT]
"""
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'samples'
PROGRAM = None
COUNT = 12
COPIES = 60
LOAD_SECONDS = 300


class Killing(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.folder = self.root / 'documents'
        self.store = self.root / 'store'
        self.chance = random.Random(7)
        shutil.copytree(SAMPLES, self.folder)

    def command(self, *arguments):
        return [PROGRAM, *map(str, arguments)]

    def check(self):
        done = subprocess.run(self.command('check', '--store', self.store), capture_output=True, text=True,
                              timeout=LOAD_SECONDS, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def check_all(self):
        self.assertIn('The index is sound.', self.check())
        self.assertEqual([], list(self.root.glob('store.index.*')))

    def load(self):
        began = time.monotonic()
        done = subprocess.run(self.command('load', self.folder, '--store', self.store), capture_output=True,
                              text=True, timeout=LOAD_SECONDS, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return time.monotonic() - began

    def kill_one(self, seconds):
        process = subprocess.Popen(self.command('load', self.folder, '--store', self.store),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=self.chance.uniform(0, seconds))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def change(self, turn):
        """Another text, so that there is something to load."""
        for sample in sorted(SAMPLES.iterdir())[:COPIES]:
            if sample.is_file():
                changed = sample.read_bytes() + b'\n\nTurn %d.\n' % turn
                (self.folder / f'{turn % 5}-{sample.name}').write_bytes(changed)

    def test_a_first_load_leaves_nothing_or_all(self):
        seconds = self.load()
        for _ in range(COUNT // 2):
            for path in self.root.glob('store*'):
                path.unlink()
            self.kill_one(seconds)
            if self.store.exists():
                self.check()
            self.load()
            self.check_all()

    def test_a_later_load_leaves_the_old_or_the_new(self):
        seconds = self.load()
        for turn in range(COUNT - COUNT // 2):
            self.change(turn)
            self.kill_one(seconds)
            self.check()
        self.load()
        self.check_all()


if __name__ == '__main__':
    PROGRAM = sys.argv[1]
    COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    unittest.main(argv=[sys.argv[0]])
