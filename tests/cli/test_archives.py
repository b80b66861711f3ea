#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads archives that are made here, good ones and evil ones, with `chancery parse` and `chancery load`.

    test_archives.py PROGRAM
"""
import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

PROGRAM = None
CABLE = (b'VZCZCXYZ0001\nRR RUEHWEB\n\nDE RUEHNY #0077 0461010\nZNR UUUUU ZZH\nR 151010Z FEB 08\nFM AMEMBASSY OSLO\n'
         b'TO RUEHC/SECSTATE WASHDC 0100\nBT\nUNCLAS OSLO 000077\n\nE.O. 12958: N/A\nTAGS: PREL, NO\n'
         b'SUBJECT: A QUIET HARBOR\n\n1. (U) The harbor was quiet.\n')
NEWS = b'The harbor of Oslo was quiet on Monday. Nobody came to the new pier, the harbor master said.\n'
MIB = 1024 * 1024


def tar_of(entries, mode='w:gz'):
    """entries: (name, bytes) or a TarInfo."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                tar.addfile(entry)
            else:
                info = tarfile.TarInfo(entry[0])
                info.size = len(entry[1])
                tar.addfile(info, io.BytesIO(entry[1]))
    return out.getvalue()


def special(name, kind, target=''):
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = target
    return info


def zip_of(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


CONFIG = pathlib.Path(__file__).resolve().parents[2] / 'config'


class Archives(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)

    def parse(self, content, name='input'):
        """The documents by their part, and the lines about what is none."""
        path = self.root / name
        path.write_bytes(content)
        done = subprocess.run([PROGRAM, 'parse', str(path)], capture_output=True, timeout=120, check=False)
        self.assertGreaterEqual(done.returncode, 0, 'ended by a signal')
        documents = [json.loads(line) for line in done.stdout.splitlines()]
        return {one['source']['part']: one for one in documents}, done.stderr.decode()

    def test_each_entry_is_a_file_of_its_own(self):
        entries = [('2008/oslo.txt', CABLE), ('news.txt', NEWS)]
        for content in (zip_of(entries), tar_of(entries), tar_of(entries, 'w')):
            documents, told = self.parse(content)
            self.assertEqual(told, '')
            self.assertEqual(sorted(documents), ['2008/oslo.txt', 'news.txt'])
            self.assertEqual(documents['2008/oslo.txt']['id'], '08OSLO77')
            self.assertEqual(documents['2008/oslo.txt']['source']['format'], 'text')
            self.assertEqual(documents['2008/oslo.txt']['source']['bytes'], len(CABLE))
            self.assertEqual(documents['news.txt']['kind'], 'news')

    def test_zstandard(self):
        plain = self.root / 'plain'
        plain.write_bytes(tar_of([('a.txt', CABLE)], 'w'))
        try:
            done = subprocess.run(['zstd', '-qc', str(plain)], capture_output=True, check=True)
        except FileNotFoundError:
            self.skipTest('zstd is not installed')
        documents, _ = self.parse(done.stdout)
        self.assertEqual(list(documents), ['a.txt'])

    def test_a_table_in_an_archive_names_the_row_too(self):
        table = b'title,date,text\nOne,2001-02-03,Text of one is here.\nTwo,2001-02-04,Text of two is here.\n'
        documents, _ = self.parse(zip_of([('a.csv', table)]))
        self.assertEqual(sorted(documents), ['a.csv#1', 'a.csv#2'])

    def test_entries_that_lead_elsewhere_are_named(self):
        content = tar_of([('good.txt', NEWS), ('../evil.txt', NEWS), ('/etc/evil.txt', NEWS), ('a/../../evil', NEWS),
                          special('soft', tarfile.SYMTYPE, '/etc/passwd'), special('hard', tarfile.LNKTYPE, 'good.txt'),
                          special('null', tarfile.CHRTYPE), special('pipe', tarfile.FIFOTYPE)])
        documents, told = self.parse(content)
        self.assertEqual(list(documents), ['good.txt'])
        for line in ('entry_outside: ../evil.txt', 'entry_outside: /etc/evil.txt', 'entry_outside: a/../../evil',
                     'entry_link: soft', 'entry_link: hard', 'entry_device: null', 'entry_device: pipe'):
            self.assertIn(line, told)

    def test_links_in_a_zip(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w') as archive:
            info = zipfile.ZipInfo('soft')
            info.create_system = 3
            info.external_attr = 0o120777 << 16
            archive.writestr(info, '/etc/passwd')
            archive.writestr('good.txt', NEWS)
            archive.writestr('..\\evil.txt', NEWS)
        documents, told = self.parse(out.getvalue())
        self.assertEqual(list(documents), ['good.txt'])
        self.assertIn('entry_link: soft', told)
        self.assertIn('entry_outside: ..', told)

    def test_no_archives_in_archives(self):
        inner = zip_of([('a.txt', CABLE)])
        documents, told = self.parse(tar_of([('inner.zip', inner), ('good.txt', NEWS)]))
        self.assertEqual(list(documents), ['good.txt'])
        self.assertIn('entry_archive: inner.zip', told)

    def test_a_bomb_is_stopped(self):
        documents, told = self.parse(zip_of([('a.txt', NEWS), ('zeros', bytes(64 * MIB))]))
        self.assertEqual(list(documents), ['a.txt'])
        self.assertIn('archive_too_large', told)

    def test_a_document_that_is_too_large_is_left_out(self):
        line = bytes(range(33, 126)) * 700
        text = b''.join(b'%d ' % i + line[i % 90:] + b'\n' for i in range(300))
        documents, told = self.parse(tar_of([('large', text), ('good.txt', NEWS)], 'w'))
        self.assertEqual(list(documents), ['good.txt'])
        self.assertIn('entry_too_large: large', told)

    def test_a_size_that_lies_is_found_out(self):
        content = bytearray(zip_of([('a.txt', CABLE * 50)]))
        size = len(CABLE * 50)
        for place in (22, content.rindex(b'PK\x01\x02') + 24):
            self.assertEqual(int.from_bytes(content[place:place + 4], 'little'), size)
            content[place:place + 4] = (size - 100).to_bytes(4, 'little')
        _, told = self.parse(bytes(content))
        self.assertIn('entry_damaged: a.txt', told)
        tar = bytearray(tar_of([('a.txt', CABLE), ('b.txt', CABLE)], 'w'))
        tar[124:135] = b'77777777777'
        checksum = sum(tar[:148]) + 8 * 32 + sum(tar[156:512])
        tar[148:156] = b'%06o\0 ' % checksum
        _, told = self.parse(bytes(tar))
        self.assertRegex(told, 'a.txt|archive_damaged')

    def test_every_prefix_ends_well(self):
        for content in (zip_of([('a.txt', CABLE), ('b.txt', NEWS)]), tar_of([('a.txt', CABLE), ('b.txt', NEWS)])):
            for length in range(1, len(content), max(1, len(content) // 60)):
                self.parse(content[:length])

    def test_the_load_report_names_them(self):
        folder = self.root / 'folder'
        folder.mkdir()
        (folder / 'a.tar.gz').write_bytes(tar_of([('a.txt', CABLE), ('../one', NEWS), ('../two', NEWS)]))
        store = self.root / 'store'
        done = subprocess.run([PROGRAM, 'load', str(folder), '--store', str(store)], capture_output=True, timeout=120,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        with sqlite3.connect(store) as database:
            lines = database.execute('SELECT code, detail FROM report ORDER BY key').fetchall()
        self.assertEqual(lines, [('entry_outside', '../one: it leads out of the archive.'),
                                 ('entry_outside', '../two: it leads out of the archive.')])

    def test_the_settings_limit_what_comes_out(self):
        config = self.root / 'config'
        config.mkdir()
        (config / 'vocabulary').symlink_to(CONFIG / 'vocabulary')
        folder = self.root / 'folder'
        folder.mkdir()
        large = NEWS * 10
        (folder / 'a.tar').write_bytes(tar_of([('a.txt', NEWS), ('large.txt', large), ('b.txt', CABLE)], 'w'))
        sizes = len(NEWS), len(large)
        for number, (setting, parts, codes) in enumerate((
                ('archive_entry_count = 1', ['a.txt'], ['archive_too_large']),
                (f'archive_entry_bytes = {sizes[1] - 1}', ['a.txt', 'b.txt'], ['entry_too_large']),
                (f'archive_entry_bytes = {sizes[1]}', ['a.txt', 'b.txt', 'large.txt'], []),
                (f'archive_bytes = {sum(sizes) - 1}', ['a.txt'], ['archive_too_large']))):
            (config / 'chancery.ini').write_text(f'[load]\n{setting}\n')
            store = self.root / f'store{number}'
            done = subprocess.run([PROGRAM, 'load', str(folder), '--store', str(store), '--config', str(config)],
                                  capture_output=True, timeout=120, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            with sqlite3.connect(store) as database:
                found = [code for code, in database.execute('SELECT code FROM report ORDER BY key')]
            exported = subprocess.run([PROGRAM, 'export', '--store', str(store)], capture_output=True, timeout=120,
                                      check=True)
            documents = [json.loads(line) for line in exported.stdout.splitlines()]
            self.assertEqual(sorted(one['source']['part'] for one in documents), parts, setting)
            self.assertEqual(found, codes, setting)


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main()
