#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gives every good case and sample, and the corpus of the forms, to a program that spoils them in its own way.

    test_good_cases.py PROGRAM VOCABULARY-FOLDER TIMES
"""
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
FILES_A_RUN = 200
SECONDS_A_RUN = 600


def main():
    program, vocabulary, times = sys.argv[1:]
    files = [path for path in (TESTS / 'data' / 'samples').rglob('*') if path.is_file()]
    files += [path for path in (TESTS / 'cases' / 'parsing').rglob('input*') if path.is_file()]
    files += [path for path in (TESTS / 'fuzz' / 'corpus' / 'forms').iterdir() if path.name != 'empty']
    files = sorted(path for path in files if path.stat().st_size > 0)
    bad = 0
    for start in range(0, len(files), FILES_A_RUN):
        done = subprocess.run([program, vocabulary, times, *files[start:start + FILES_A_RUN]],
                              timeout=SECONDS_A_RUN, check=False)
        bad += done.returncode != 0
    print(f'{len(files)} files')
    return 1 if bad or not files else 0


if __name__ == '__main__':
    sys.exit(main())
