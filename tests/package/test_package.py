#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs a Debian package below a folder of its own, runs the program from there, removes it.

    test_package.py PACKAGE SAMPLES

Needs dpkg only. As nothing is installed for real, libraries are this machine's.
"""
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.request

PACKAGE = None
SAMPLES = None
EXPECTED = (
    'usr/bin/chancery',
    'usr/lib/systemd/system/chancery.service',
    'usr/lib/systemd/system/chancery.socket',
    'usr/share/bash-completion/completions/chancery',
    'usr/share/chancery/chancery.ini',
    'usr/share/chancery/vocabulary/stations.tsv',
    'usr/share/doc/chancery/copyright',
    'usr/share/man/man1/chancery.1.gz',
)


class Package(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name) / 'root'
        self.admin = pathlib.Path(temporary.name) / 'admin'
        self.work = pathlib.Path(temporary.name) / 'work'
        for folder in (self.root, self.work, self.admin / 'updates', self.admin / 'info'):
            folder.mkdir(parents=True)
        (self.admin / 'status').touch()
        (self.admin / 'available').touch()

    def dpkg(self, *arguments):
        return subprocess.run(
            ['dpkg', f'--admindir={self.admin}', f'--instdir={self.root}', '--force-depends',
             '--force-not-root', '--log=/dev/null', *arguments],
            check=True, capture_output=True, text=True, timeout=120).stdout

    def files(self):
        return {str(path.relative_to(self.root)) for path in self.root.rglob('*')
                if not path.is_dir()}

    def ask_for_the_samples(self):
        server = subprocess.Popen(
            [self.root / 'usr/bin/chancery', 'serve', SAMPLES, '--port', '0',
             '--config', self.root / 'usr/share/chancery', '--store', self.work / 'store'],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait, 30)
        self.addCleanup(server.terminate)
        address = next(word for word in server.stdout.readline().split() if '://' in word)
        for _ in range(300):
            try:
                with urllib.request.urlopen(address + 'v1/documents/08OSLO251/text') as answer:
                    return answer.read().decode()
            except urllib.error.HTTPError as error:
                error.close()
                subprocess.run(['sleep', '0.1'], check=True)
        return self.fail('the samples were never loaded')

    def test_installs_runs_and_goes(self):
        self.dpkg('--install', PACKAGE)
        self.assertLessEqual(set(EXPECTED), self.files())
        self.assertIn('GRIMSHOLM', self.ask_for_the_samples())
        self.dpkg('--purge', 'chancery')
        self.assertEqual(self.files(), set())

    def test_says_what_it_needs(self):
        fields = subprocess.run(['dpkg-deb', '--field', PACKAGE, 'Depends'], check=True,
                                capture_output=True, text=True).stdout
        for library in ('libc6', 'libmicrohttpd12', 'libsqlite3-0', 'libjansson4'):
            self.assertRegex(fields, rf'\b{library}\b')


if __name__ == '__main__':
    PACKAGE, SAMPLES = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
