#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs `chancery load` and `chancery check` on folders of the sample documents.

    test_load.py PROGRAM
"""
import os
import pathlib
import pty
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'samples'
PROGRAM = None
# Smaller than a store of the samples, so that writing one fails as on a full disk.
SMALL_BYTES = 40 * 1024


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, **options)


def age(path, seconds=100):
    os.utime(path, (time.time() - seconds,) * 2)


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_BYTES, SMALL_BYTES))


class Load(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.folder = self.root / 'documents'
        self.store = self.root / 'store'
        shutil.copytree(SAMPLES, self.folder)
        for path in self.folder.iterdir():
            age(path)
        self.count = len(list(self.folder.iterdir()))

    def load(self, *arguments):
        done = run('load', self.folder, '--store', self.store, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def check(self):
        done = run('check', '--store', self.store)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_loads_once_and_then_only_what_changed(self):
        self.assertIn(f'Generation 1: {self.count} files read', self.load())
        self.assertIn(f'all {self.count} documents agree', self.check())
        self.assertIn('The index is sound.', self.check())
        self.assertIn('The registry is sound.', self.check())
        self.assertIn(f'Generation 1: 0 files read (0.0 MB), {self.count} unchanged', self.load())
        removed, *_ = sorted(self.folder.iterdir())
        removed.unlink()
        (self.folder / 'new.txt').write_text('A note of no form.\n')
        self.assertIn(f'Generation 2: 1 files read (0.0 MB), {self.count - 1} unchanged, 1 removed',
                      self.load())
        self.check()

    def test_says_how_the_files_beside_the_store_are(self):
        self.load()
        for name in ('index', 'registry'):
            with self.subTest(name):
                beside = self.root / f'store.{name}'
                sound = beside.read_bytes()
                beside.unlink()
                self.assertIn(f'The {name} is not there', self.check())
                beside.write_bytes(b'of another program\n' * 100)
                self.assertIn(f'The {name} is not of this generation', self.check())
                beside.write_bytes(sound[:len(sound) // 2] + bytes(len(sound) - len(sound) // 2))
                done = run('check', '--store', self.store)
                self.assertEqual(done.returncode, 1)
                self.assertIn(f'the {name} is damaged', done.stderr)
                self.load()
                self.assertIn(f'The {name} is sound.', self.check())

    def test_names_what_it_refuses(self):
        os.mkfifo(self.folder / 'pipe')
        (self.folder / 'out').symlink_to('/etc/passwd')
        (self.folder / 'zero').symlink_to('/dev/zero')
        (self.folder / 'bad\x1b[31mname').write_text('')
        output = self.load()
        self.assertIn('4 refused', output)
        self.assertIn('refused       2  link_outside, first in out\n', output)
        self.assertIn('refused       1  fifo, first in pipe\n', output)
        self.assertIn('refused       1  empty, first in bad?[31mname\n', output)
        self.assertNotIn('root:', output)

    def test_the_second_root_is_added_and_only_forgets(self):
        other = self.root / 'other'
        other.mkdir()
        (other / 'note.txt').write_text('A note from elsewhere.\n')
        self.load()
        done = run('load', other, '--store', self.store)
        self.assertIn(f'The store holds {self.count + 1} documents', done.stdout)
        done = run('load', other, '--store', self.store, '--only')
        self.assertIn('The store holds 1 document', done.stdout)
        self.check()

    def test_a_full_disk_is_said_and_leaves_what_was_there(self):
        done = run('load', self.folder, '--store', self.store, preexec_fn=limit_file_size)
        self.assertEqual(done.returncode, 1)
        self.assertIn('chancery load: ', done.stderr)
        self.assertEqual(sorted(path.name for path in self.root.iterdir()), ['documents'])
        self.load()
        for path in self.folder.iterdir():
            path.write_bytes(path.read_bytes() + b'\nOne more line.\n')
        done = run('load', self.folder, '--store', self.store, preexec_fn=limit_file_size)
        self.assertEqual(done.returncode, 1)
        self.assertIn('Generation 1', self.check())
        self.assertIn(f'Generation 2: {self.count} files read', self.load())

    def test_a_foreign_file_is_refused_and_left_alone(self):
        for content in (b'not a database at all\n' * 100, None):
            self.store.unlink(missing_ok=True)
            if content is None:
                with sqlite3.connect(self.store) as foreign:
                    foreign.execute('CREATE TABLE cable (id TEXT)')
                foreign.close()
                content = self.store.read_bytes()
            else:
                self.store.write_bytes(content)
            for command in (('load', self.folder), ('check',)):
                done = run(*command, '--store', self.store)
                self.assertEqual(done.returncode, 1)
                self.assertIn('is not a store of chancery', done.stderr)
            self.assertEqual(self.store.read_bytes(), content)

    def test_check_finds_what_was_tampered_with(self):
        changes = (
            ('UPDATE body SET model = source WHERE document = 1', 'is damaged'),
            ('UPDATE document SET digest = digest + 1 WHERE key = 2', 'reading it again'),
            ("UPDATE document SET id = 'x' WHERE key = 3", 'wrong id'),
            ('UPDATE generation SET file_count = 1', 'counts are wrong'),
            ('DELETE FROM body WHERE document = 4', 'has no body'),
            ('DELETE FROM document WHERE key = 5', 'points to one that is not there'),
        )
        for change, fault in changes:
            with self.subTest(change):
                self.store.unlink(missing_ok=True)
                self.load()
                with sqlite3.connect(self.store) as store:
                    store.execute(change)
                store.close()
                done = run('check', '--store', self.store)
                self.assertEqual(done.returncode, 1)
                self.assertIn(fault, done.stdout + done.stderr)

    def test_a_store_of_an_older_program_is_brought_up(self):
        self.load()
        with sqlite3.connect(self.store) as store:
            store.execute('DROP INDEX report_by_code')
            for column in ('document_count', 'file_count', 'source_bytes'):
                store.execute(f'ALTER TABLE generation DROP COLUMN {column}')
            store.execute('PRAGMA user_version = 1')
        store.close()
        done = run('check', '--store', self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn('has schema 1, this program knows', done.stderr)
        self.assertIn(f'Generation 1: 0 files read (0.0 MB), {self.count} unchanged', self.load())
        self.check()
        with sqlite3.connect(self.store) as store:
            store.execute('PRAGMA user_version = 99')
        store.close()
        self.assertEqual(run('load', self.folder, '--store', self.store).returncode, 1)

    def test_a_damaged_store_is_said_to_be(self):
        self.load()
        content = bytearray(self.store.read_bytes())
        content[4096:] = b'\x5a' * (len(content) - 4096)
        self.store.write_bytes(content)
        done = run('check', '--store', self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn('damaged', done.stderr)

    def test_draws_a_bar_on_a_terminal_and_nothing_elsewhere_when_quick(self):
        self.assertEqual(run('load', self.folder, '--store', self.root / 'a').stderr, '')
        reader, writer = pty.openpty()
        done = subprocess.run([PROGRAM, 'load', str(self.folder), '--store', str(self.store)],
                              stdout=subprocess.PIPE, stderr=writer, timeout=60, check=True)
        os.close(writer)
        drawn = os.read(reader, 10000)
        os.close(reader)
        self.assertIn(b'reading', drawn)
        self.assertTrue(drawn.endswith(b'\r\x1b[K'), drawn)
        self.assertIn(b'Generation 1', done.stdout)

    def test_wrong_arguments_are_explained(self):
        for arguments in (('load',), ('load', self.folder, '--workers', '0'),
                          ('load', self.folder, '--nothing'), ('check',), ('check', 'x')):
            with self.subTest(arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, 64)
                self.assertIn('--help', done.stderr)
        done = run('load', self.root / 'nowhere', '--store', self.store)
        self.assertEqual(done.returncode, 1)
        self.assertIn('nowhere: No such file', done.stderr)
        self.assertFalse(self.store.exists())


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main()
