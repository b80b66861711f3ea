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
# How many files the program is given at once: starting it costs more than reading one.
TOGETHER = 100
sys.path.insert(0, str(CASES.parent))

import expectation  # noqa: E402


def parse(program, paths):
    """What the program prints of files: the documents by path, or a line that says how it failed."""
    done = subprocess.run([program, 'parse', *map(str, paths)], capture_output=True, timeout=300, check=False)
    if done.returncode != 0:
        if len(paths) == 1:
            return {}, f'exit status {done.returncode}: {done.stderr.decode("utf-8", "replace").strip()}'
        return {}, None
    documents = {}
    for document in map(json.loads, done.stdout.decode('utf-8').splitlines()):
        documents.setdefault(document['source']['path'], []).append(document)
    return documents, None


class Answers:
    """The documents of many files: read together, and each by itself when the program fails over one of them."""

    def __init__(self, program, paths):
        self.program = program
        self.documents = {}
        self.together = set()
        for start in range(0, len(paths), TOGETHER):
            some = paths[start:start + TOGETHER]
            documents, _ = parse(program, some)
            if documents:
                self.documents.update(documents)
                self.together.update(some)

    def of(self, path):
        if path in self.together:
            return self.documents.get(str(path), []), None
        documents, fault = parse(self.program, [path])
        return documents.get(str(path), []), fault


def failures(answers, case):
    """Lines that say what is wrong with one case."""
    wanted = json.loads((case / 'expected.json').read_text('utf-8'))
    inputs = sorted(case.glob('input*'))
    if len(inputs) != 1:
        return [f'{len(inputs)} files are called input*, one is needed']
    got, fault = answers.of(inputs[0])
    if fault:
        return [fault]
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
    answers = Answers(program, [path for case in cases for path in sorted(case.glob('input*'))])
    bad = 0
    print(f'1..{len(cases)}')
    for number, case in enumerate(cases, 1):
        found = failures(answers, case)
        bad += bool(found)
        print(f'{"not ok" if found else "ok"} {number} - {case.parent.name}/{case.name}')
        for line in found:
            print(f'#   {line}')
    print(f'{len(cases) - bad} passed, {bad} failed')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
