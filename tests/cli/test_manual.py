#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The manual page and the completion know every command and option that --help knows.

    test_manual.py PROGRAM CONFIG-FOLDER
"""
import pathlib
import re
import subprocess
import sys
import unittest

PROGRAM = None
CONFIG = None
# What every command has from its option parser.
OF_ALL = {'--help', '--usage', '--version'}


def answer(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commands():
    return re.findall(r'^  chancery ([a-z]+) ', answer('--help'), re.M)


def options(command):
    """Long options of a command, with the letter of each or none."""
    found = re.findall(r'^ +(?:(-[A-Za-z?]), )?(--[a-z-]+)', answer(command, '--help'), re.M)
    return {(letter, name) for letter, name in found if name not in OF_ALL}


class Manual(unittest.TestCase):
    def setUp(self):
        page = (CONFIG / 'man/chancery.1.scd').read_text()
        parts = re.split(r'^## ([a-z]+)$', page, flags=re.M)
        self.sections = dict(zip(parts[1::2], parts[2::2]))

    def test_each_command_has_its_section(self):
        self.assertEqual(list(self.sections), commands())

    def test_each_section_has_the_options_that_help_has(self):
        for command in commands():
            section = self.sections[command].split('\n# ')[0]
            described = set(re.findall(r'^(?:\*(-[A-Za-z])\*, )?\*(--[a-z-]+)\*', section, re.M))
            self.assertEqual(described, options(command), command)


class Completion(unittest.TestCase):
    def complete(self, *words):
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _chancery;'
                  ' printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(['bash', '-c', script, 'bash', CONFIG / 'completion/chancery',
                               PROGRAM, *words], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, '')
        return set(done.stdout.split())

    def test_offers_the_commands(self):
        self.assertEqual(self.complete(''), {*commands(), '--help', '--version'})
        self.assertEqual(self.complete('se'), {'serve', 'search'})

    def test_offers_the_options_of_the_command(self):
        for command in commands():
            self.assertEqual(self.complete(command, '--') - OF_ALL,
                             {name for _, name in options(command)})

    def test_offers_what_an_option_or_a_command_takes(self):
        self.assertEqual(self.complete('export', '--format', 'n'), {'ndjson'})
        self.assertEqual(self.complete('key', ''), {'add', 'list'})


if __name__ == '__main__':
    PROGRAM, CONFIG = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
    unittest.main(verbosity=2)
