#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the outside checks of ../shared, where they are, on the samples and on real documents.

    test_smoke.py PROGRAM

What lies in ../shared is no part of the project: without it this test is skipped.
"""
import os
import re
import subprocess
import sys

from serving import HERE, SAMPLES, Serving

SHARED = os.environ.get('CHANCERY_SHARED', os.path.normpath(os.path.join(HERE, '..', '..', '..', 'shared')))
SKIPPED = 77


def smoke(program, *paths):
    """Run the checks on these documents; answer how many failed."""
    with Serving(program, *paths) as serving:
        store = serving.get('/v1/store')
        refused = [line for line in store['report']['summary'] if line['severity'] == 'refused']
        print('%d documents of %s, refused: %s' % (store['documents']['total'], paths, refused))
        run = subprocess.run([sys.executable, os.path.join(SHARED, 'tools', 'api_smoke.py'), '--url',
                              'http://127.0.0.1:%d' % serving.port], stdout=subprocess.PIPE, text=True, check=False)
    good, asked = map(int, re.search(r'SCORE api (\d+)/(\d+)', run.stdout).groups())
    print('\n'.join(line for line in run.stdout.splitlines() if line.startswith('FAIL')))
    print('%d of %d' % (good, asked))
    return asked - good + len(refused)


def main():
    program = sys.argv[1]
    if not os.path.exists(os.path.join(SHARED, 'tools', 'api_smoke.py')):
        print('SKIPPED: there is no ../shared here')
        return SKIPPED
    corpora = os.path.join(SHARED, 'corpora')
    real = [os.path.join(corpora, name) for name in ('cables/text', 'releases', 'speeches')]
    failed = smoke(program, SAMPLES) + smoke(program, os.path.join(SHARED, 'seeds'), *real)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
