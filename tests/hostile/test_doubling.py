#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Twice the input takes about twice the work, whatever its shape; counted in instructions, which no busy machine changes.

    test_doubling.py SHAPES VOCABULARY-FOLDER [--all]

A megabyte of every shape is read against the clock, with much room to spare, and the instructions of some are counted;
--all counts those of every shape, and reads 8 MB of each. Without Valgrind it skips the counting, loudly.
"""
import re
import shutil
import subprocess
import sys
import tempfile

# A header is read up to 64 KB, so beyond it all of a cable costs alike.
SMALL = 96 * 1024
# What is read once, whatever the size, is in all counts and left out by two differences.
RATIO_MAX = 2.6
LARGE = 1024 * 1024
LARGEST = 8 * 1024 * 1024
LARGE_SECONDS = 90
COUNTED = ['newlines', 'tags', 'references', 'paragraphs', 'two_cables', 'bodies_of_sayings', 'html_deep',
           'json_documents']
SKIPPED = 77


def names(program, vocabulary):
    return subprocess.run([program, vocabulary], capture_output=True, text=True, check=True).stdout.split()


def instructions(program, vocabulary, shape, size):
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={out.name}', program, vocabulary,
                               shape, str(size)], capture_output=True, text=True, timeout=300, check=False)
    found = re.search(r'Collected : (\d+)', done.stderr)
    if done.returncode != 0 or not found:
        raise SystemExit(f'{shape} at {size} bytes: {done.stderr[-2000:]}')
    return int(found.group(1))


def ratio(program, vocabulary, shape):
    counts = [instructions(program, vocabulary, shape, size) for size in (SMALL, 2 * SMALL, 4 * SMALL)]
    return (counts[2] - counts[1]) / max(1, counts[1] - counts[0])


def read_large(program, vocabulary, shape, size):
    try:
        done = subprocess.run([program, vocabulary, shape, str(size)], capture_output=True, text=True,
                              timeout=LARGE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f'{shape}: {size} bytes take more than {LARGE_SECONDS} s'
    return None if done.returncode == 0 else f'{shape}: ended with {done.returncode}: {done.stderr[-500:]}'


def main():
    program, vocabulary, *options = sys.argv[1:]
    shapes = names(program, vocabulary)
    size = LARGEST if options else LARGE
    bad = [fault for fault in (read_large(program, vocabulary, shape, size) for shape in shapes) if fault]
    if not shutil.which('valgrind'):
        print('valgrind is not installed: instructions are not counted')
        return '\n'.join(bad) or SKIPPED
    for shape in shapes if options else COUNTED:
        found = ratio(program, vocabulary, shape)
        print(f'{shape}: {found:.2f}', flush=True)
        if found > RATIO_MAX:
            bad.append(f'{shape}: the second doubling takes {found:.2f} times the work of the first')
    return '\n'.join(bad) or 0


if __name__ == '__main__':
    sys.exit(main())
