#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Loads 10,000 files of random bytes and of mutated documents, and cut-off ones: none is lost, and nothing crashes.

    test_noise.py PROGRAM [COUNT]

Every file is then read, with or without documents, or refused with a line in the report, and the counts add up.
"""
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = None
COUNT = 10000
BYTES_MAX = 6000
LOAD_SECONDS = 900


def good_files():
    files = [path for path in (TESTS / 'data' / 'samples').rglob('*') if path.is_file()]
    files += [path for path in (TESTS / 'cases').rglob('input*') if path.is_file()]
    files += [path for path in (TESTS / 'fuzz' / 'corpus').rglob('*') if path.is_file()]
    return [path.read_bytes() for path in sorted(files)]


def noise(chance):
    length = chance.randrange(BYTES_MAX)
    letters = chance.choice([bytes(range(256)), bytes(range(32, 127)) + b'\n', b'AB 1.\n', b'<>&"{}[],:;\n a'])
    return bytes(chance.choices(letters, k=length))


def mutated(good, chance):
    data = bytearray(chance.choice(good))
    for _ in range(chance.choice([1, 4, 16, 64])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            data[at:at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del data[at:at + chance.randrange(1, 200)]
        elif kind == 2:
            data[at:at] = noise(chance)[:chance.randrange(1, 60)]
        elif kind == 3:
            other = chance.choice(good)
            start = chance.randrange(len(other) + 1)
            data[at:at] = other[start:start + chance.randrange(1, 400)]
        elif kind == 4:
            data[at:at] = data[at:at + chance.randrange(1, 200)] * chance.randrange(1, 5)
        else:
            data[at:] = data[at:at + 1] + data[at + 1:] if chance.random() < 0.8 else b''
    return bytes(data)


def write_files(folder, count):
    chance = random.Random(20080215)
    good = good_files()
    for i in range(count):
        data = noise(chance) if i % 4 == 0 else mutated(good, chance)
        if i % 7 == 0:
            data = data[:chance.randrange(len(data) + 1)]
        path = folder / f'{i // 500:03}' / f'{i:05}'
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


class Noise(unittest.TestCase):
    def test_no_file_is_lost(self):
        with tempfile.TemporaryDirectory() as root:
            folder = pathlib.Path(root) / 'noise'
            folder.mkdir()
            write_files(folder, COUNT)
            store = pathlib.Path(root) / 'store'
            done = subprocess.run([PROGRAM, 'load', folder, '--store', store], capture_output=True, text=True,
                                  timeout=LOAD_SECONDS, check=False)
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
            said = re.search(r'(\d+) files read .*, (\d+) unchanged, (\d+) removed, (\d+) refused', done.stdout)
            self.assertIsNotNone(said, done.stdout)
            read, unchanged, removed, refused = map(int, said.groups())
            self.assertEqual((read + refused, unchanged, removed), (COUNT, 0, 0))
            with sqlite3.connect(f'file:{store}?mode=ro', uri=True) as database:
                self.assertEqual(database.execute('SELECT count(*) FROM file').fetchone()[0], COUNT)
                # What gives no document says why.
                silent = database.execute(
                    'SELECT count(*) FROM file WHERE key NOT IN (SELECT file FROM occurrence)'
                    ' AND key NOT IN (SELECT file FROM report WHERE file IS NOT NULL)').fetchone()[0]
                self.assertEqual(silent, 0)
            checked = subprocess.run([PROGRAM, 'check', '--store', store], capture_output=True, text=True,
                                     timeout=LOAD_SECONDS, check=False)
            self.assertEqual(checked.returncode, 0, checked.stdout[-2000:] + checked.stderr[-2000:])


if __name__ == '__main__':
    PROGRAM = sys.argv[1]
    COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    unittest.main(argv=[sys.argv[0]])
