#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks into the program for what the compiler was asked to put there, and at what the systemd unit gives away.

    test_hardening.py PROGRAM UNIT-FOLDER fortified|plain
"""
import os
import re
import shutil
import subprocess
import sys
import unittest

BUILD = sys.argv.pop()
UNITS = sys.argv.pop()
PROGRAM = sys.argv.pop()


def readelf(*options):
    return subprocess.run(['readelf', '--wide', *options, PROGRAM], capture_output=True, text=True, check=True).stdout


class Program(unittest.TestCase):
    def test_lies_at_another_address_each_time(self):
        self.assertIn('DYN', readelf('--file-header'))
        self.assertRegex(readelf('--dynamic'), r'FLAGS_1.*\bPIE\b')

    def test_has_no_data_that_can_be_run_and_no_table_of_calls_that_can_be_written(self):
        segments = readelf('--program-headers')
        self.assertIn('GNU_RELRO', segments)
        self.assertRegex(readelf('--dynamic'), r'\bNOW\b')
        for line in segments.splitlines():
            self.assertNotIn(' RWE ', line)
        stack = [line for line in segments.splitlines() if 'GNU_STACK' in line]
        self.assertEqual(len(stack), 1)
        self.assertNotIn('E', stack[0].split()[6])

    def test_notices_a_stack_that_was_written_over(self):
        self.assertIn('__stack_chk_fail', readelf('--dyn-syms'))

    def test_calls_the_checked_variants_of_what_writes_into_buffers(self):
        if BUILD != 'fortified':
            self.skipTest('built with sanitizers or without optimization')
        self.assertRegex(readelf('--dyn-syms'), r'__(memcpy|snprintf|vsnprintf|read|fprintf)_chk')

    def test_is_looked_up_in_no_folder_of_its_own(self):
        self.assertNotRegex(readelf('--dynamic'), r'\((RPATH)\)')


class Unit(unittest.TestCase):
    def test_gives_away_little(self):
        tool = shutil.which('systemd-analyze')
        if not tool:
            self.skipTest('there is no systemd-analyze')
        done = subprocess.run([tool, 'security', '--offline=yes', '--threshold=15', os.path.join(UNITS, 'chancery.service')],
                              capture_output=True, text=True, check=False)
        score = re.search(r'exposure level for \S+: ([\d.]+)', done.stdout)
        self.assertIsNotNone(score, done.stdout + done.stderr)
        self.assertLessEqual(float(score.group(1)), 1.5)

    def test_opens_loopback_only(self):
        with open(os.path.join(UNITS, 'chancery.socket'), encoding='ascii') as file:
            streams = re.findall(r'^ListenStream=(.*)$', file.read(), re.MULTILINE)
        self.assertTrue(streams)
        for stream in streams:
            self.assertRegex(stream, r'^(127\.0\.0\.1|\[::1\]):\d+$')


if __name__ == '__main__':
    unittest.main()
