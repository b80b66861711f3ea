#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command in README.md and compares its answer.

    test_readme.py README PROGRAM

Blocks marked `console` hold commands behind "$ " and what they print. "…" alone on a line stands for any lines. The address
in the README is replaced by that of the server started here, through scripts/run, on a free port.
"""
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

README, PROGRAM = sys.argv.pop(1), sys.argv.pop(1)
TOP = os.path.dirname(os.path.abspath(README))
ADDRESS = '127.0.0.1:8470'


def commands():
    """[(command, expected lines)] of all console blocks."""
    with open(README, encoding='utf-8') as source:
        blocks = re.findall(r'^```console\n(.*?)^```', source.read(), re.S | re.M)
    found = []
    for line in ''.join(blocks).splitlines():
        if line.startswith('$ '):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(expected, actual):
    """Whether the lines are those expected, where "…" stands for any number of lines."""
    if not expected:
        return not actual
    if expected[0] == '…':
        return any(matches(expected[1:], actual[n:]) for n in range(len(actual) + 1))
    return bool(actual) and actual[0] == expected[0] and matches(expected[1:], actual[1:])


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix='chancery-readme.')
        # The script that users run, with a port and a data folder of our own.
        environment = {**os.environ, 'XDG_DATA_HOME': cls.home.name}
        cls.server = subprocess.Popen([os.path.join(TOP, 'scripts', 'run'), '--', '--port', '0'],
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
        cls.first = cls.server.stdout.readline().rstrip('\n')
        cls.address = re.search(r'127\.0\.0\.1:\d+', cls.first).group()
        cls.printed = []
        while len(cls.printed) < 4:         # the load is done when the examples are printed
            cls.printed.append(cls.server.stdout.readline().rstrip('\n'))

    @classmethod
    def tearDownClass(cls):
        cls.server.send_signal(signal.SIGTERM)
        cls.server.wait(timeout=60)
        cls.server.stdout.close()
        cls.home.cleanup()

    def run_command(self, command):
        command = command.replace(ADDRESS, self.address)
        command = re.sub(r'^chancery ', PROGRAM + ' ', command)
        run = subprocess.run(['sh', '-c', command], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
        return run.stdout.replace(self.address, ADDRESS).splitlines()

    def test_every_command_prints_what_it_says(self):
        asked = commands()
        self.assertGreaterEqual(len(asked), 5)
        for command, expected in asked:
            with self.subTest(command):
                if command == 'scripts/run':
                    shown = [line.replace(self.address, ADDRESS) for line in [self.first] + self.printed]
                else:
                    shown = self.run_command(command)
                self.assertTrue(matches(expected, shown), '\n'.join(shown))

    def test_the_examples_that_the_program_prints_answer(self):
        examples = [line.strip() for line in self.printed if line.startswith('  curl ')]
        self.assertEqual(len(examples), 3)
        for example in examples:
            with self.subTest(example):
                subprocess.run(['sh', '-c', example.replace('curl ', 'curl -sf ', 1)], stdout=subprocess.DEVNULL,
                               timeout=60, check=True)

    def test_every_path_in_the_table_answers(self):
        with open(README, encoding='utf-8') as source:
            paths = re.findall(r'`(/v1[^`]*)`', source.read())
        self.assertGreaterEqual(len(paths), 10)
        for path in paths:
            with self.subTest(path):
                url = 'http://' + self.address + path.replace('…', 'ship')
                subprocess.run(['curl', '-sf', url], stdout=subprocess.DEVNULL, timeout=60, check=True)

    def test_every_file_named_is_there(self):
        with open(README, encoding='utf-8') as source:
            names = re.findall(r'`((?:src|include|config|tests|scripts)/[\w./-]*)`', source.read())
        for name in names:
            self.assertTrue(os.path.exists(os.path.join(TOP, name)), name)


if __name__ == '__main__':
    unittest.main(verbosity=2)
