#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every example beside this, and compares what it prints: test_examples.py PROGRAM"""
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.normpath(os.path.join(HERE, '..', '..'))
sys.path.append(os.path.join(TOP, 'tests', 'api'))

from serving import ServedCase  # noqa: E402

PROGRAM = sys.argv.pop(1)
ADDRESS = '127.0.0.1:8470'


class Examples(ServedCase):
    program = PROGRAM

    def test_every_recipe_prints_what_it_says(self):
        with open(os.path.join(HERE, 'README.md'), encoding='utf-8') as source:
            blocks = re.findall(r'^```console\n(.*?)^```', source.read(), re.S | re.M)
        recipes = [part.split('\n', 1) for block in blocks for part in re.split(r'^\$ ', block, flags=re.M) if part]
        self.assertGreater(len(recipes), 8)
        here = '127.0.0.1:%d' % self.serving.port
        for command, expected in recipes:
            with self.subTest(command):
                if command.startswith('tests/'):
                    command += ' http://' + ADDRESS
                run = subprocess.run(['sh', '-c', command.replace(ADDRESS, here)], stdout=subprocess.PIPE, text=True, cwd=TOP,
                                     timeout=60, check=True)
                self.assertEqual(run.stdout, expected)

    def test_the_page_may_ask_from_another_server_of_this_machine(self):
        with open(os.path.join(HERE, 'search.html'), encoding='utf-8') as source:
            page = source.read()
        self.assertLessEqual(len(page.splitlines()), 25)
        asked = re.search(r'\$\{server\}(/v1/\w+)\?', page).group(1)
        origin = {'Origin': 'http://localhost:5173'}
        status, headers, _ = self.serving.ask(asked + '?q=hammer&limit=10', headers=origin)
        self.assertEqual((status, headers['access-control-allow-origin']), (200, origin['Origin']))
        elsewhere = self.serving.ask(asked + '?q=hammer', headers={'Origin': 'https://example.org'})
        self.assertEqual(elsewhere[0], 403)


if __name__ == '__main__':
    unittest.main()
