#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks `chancery check --coverage` what no rule claimed, in cables with and without a planted line.

    test_coverage.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None
CABLE = '''VZCZCXYZ0001
RR RUEHWEB

DE RUEHNY #0077 0461010
ZNY CCCCC ZZH
R 151010Z FEB 08
FM AMEMBASSY OSLO
TO RUEHC/SECSTATE WASHDC 6601

C O N F I D E N T I A L OSLO 000077

SIPDIS

E.O. 12958: DECL: 02/15/2018
TAGS: [PREL](#) [NO](#)
SUBJECT: NORWAY COUNTS ITS LIGHTHOUSES

Classified By: DCM Ada Thornfield, reasons 1.4 (b) and (d).

1. (C) The Coastal Administration has counted its lighthouses and
found one more than it owns.

OSLO 00000077  002 OF 002

2. (U) The additional lighthouse is in good repair.

HOLLIS
'''
SUM = re.compile(r'(\d+) documents; unclaimed: (\d+) of (\d+) header bytes \(([0-9.]+) %\), (\d+) of (\d+) bytes')


class Coverage(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)

    def check(self, path):
        done = subprocess.run([PROGRAM, 'check', '--coverage', str(path)], capture_output=True, timeout=60, check=True)
        lines = done.stdout.decode('utf-8').splitlines()
        return lines[:-1], SUM.match(lines[-1]).groups()

    def test_nothing_of_a_good_cable_is_unclaimed(self):
        path = self.root / 'good.txt'
        path.write_text(CABLE)
        gaps, sums = self.check(path)
        self.assertEqual(gaps, [])
        self.assertEqual(sums[0:2], ('1', '0'))
        self.assertEqual(sums[4], '0')

    def test_a_line_that_no_rule_knows_is_shown_with_line_and_span(self):
        planted = 'qqq zzz xxx 12'
        text = CABLE.replace('SIPDIS\n\nE.O.', f'SIPDIS\n\n{planted}\n\nE.O.')
        path = self.root / 'planted.txt'
        path.write_text(text)
        gaps, sums = self.check(path)
        at = text.index(planted)
        line = text[:at].count('\n') + 1
        self.assertEqual(gaps, [f'{path}:{line}: {at}-{at + len(planted)}: {planted}'])
        self.assertEqual(sums[1], str(len(planted.replace(' ', ''))))

    def test_folders_are_summed(self):
        (self.root / 'in').mkdir()
        (self.root / 'a.txt').write_text(CABLE)
        (self.root / 'in' / 'b.txt').write_text(CABLE.replace('000077', '000078'))
        self.assertEqual(self.check(self.root)[1][0], '2')

    def test_a_store_or_documents_are_asked_about(self):
        done = subprocess.run([PROGRAM, 'check'], capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 64)
        done = subprocess.run([PROGRAM, 'check', '--coverage', str(self.root / 'none')], capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 1)


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main()
