#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the program on each case and compares what it prints with what the case expects.

    run.py PROGRAM [FOLDER…]    the cases that are named, or all beside this file

A case is a folder tests/cases/ROOM/CASE with `input`, the bytes of a file (or `input.EXTENSION`, where the name matters),
and `expected.json`: an expectation of the one document in it (see tests/expectation.py), or a list of them where the file
holds several. A key "why" is for people. Adding a case needs nothing but the folder.
"""
import json
import pathlib
import re
import subprocess
import sys

CASES = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(CASES.parent))

import expectation  # noqa: E402


def failures(program, case):
    """Lines that say what is wrong with one case."""
    wanted = json.loads((case / 'expected.json').read_text('utf-8'))
    inputs = sorted(case.glob('input*'))
    if len(inputs) != 1:
        return [f'{len(inputs)} files are called input*, one is needed']
    done = subprocess.run([program, 'parse', str(inputs[0])], capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        return [f'exit status {done.returncode}: {done.stderr.decode("utf-8", "replace").strip()}']
    got = [json.loads(line) for line in done.stdout.decode('utf-8').splitlines()]
    if isinstance(wanted, dict):
        wanted = [wanted]
    for document in wanted:
        document.pop('why', None)
    if len(wanted) != len(got):
        return [f'expected {len(wanted)} documents, got {len(got)}']
    found = [expectation.differences(one, other) for one, other in zip(wanted, got)]
    return [line for lines in found for line in lines]


def missing():
    """Names in the table of README.md that no case has."""
    rows = [line for line in (CASES / 'README.md').read_text('utf-8').splitlines() if line.startswith('| ')]
    names = [name for row in rows for name in re.findall('`([^`]+)`', row)]
    return [name for name in names if not list(CASES.glob(f'*/{name}/expected.json'))] if names else ['the table']


def main(arguments):
    program = arguments[0]
    for name in missing():
        print(f'Bail out! README.md names {name}, and there is no such case')
        return 1
    cases = [pathlib.Path(name) for name in arguments[1:]] or sorted(p.parent for p in CASES.glob('*/*/expected.json'))
    bad = 0
    print(f'1..{len(cases)}')
    for number, case in enumerate(cases, 1):
        found = failures(program, case)
        bad += bool(found)
        print(f'{"not ok" if found else "ok"} {number} - {case.parent.name}/{case.name}')
        for line in found:
            print(f'#   {line}')
    print(f'{len(cases) - bad} passed, {bad} failed')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
