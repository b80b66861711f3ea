#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks what a reader of the samples would ask, and compares with answers that were worked out from their text.

    questions.py PROGRAM

Each file of tests/cases/questions holds the questions of one sample: a request (with a body: "post"), the list in the
answer ("at"), the keys of its items that count ("date.value" goes inside), and the exact list. A question with "open"
says why it is not answered yet; it is asked, and told when it is, but fails nothing.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'api'))

from serving import Serving  # noqa: E402


def pick(value, path):
    for part in path.split('.') if path else []:
        value = [pick(item, part) for item in value] if isinstance(value, list) else (value or {}).get(part)
    return value


def ask(serving, question):
    path = question['request'].replace('"', '%22')
    try:
        answer = serving.post(path, question['post']) if 'post' in question else serving.get(path)
    except AssertionError as refusal:
        return str(refusal)
    return [[pick(item, key) for key in question['keys']] for item in answer[question['at']]]


def main():
    asked = failed = 0
    with Serving(sys.argv[1]) as serving:
        for path in sorted((HERE / 'questions').glob('*.json')):
            for question in json.loads(path.read_text(encoding='utf-8')):
                asked += 1
                found = ask(serving, question)
                is_right = found == question['answer']
                if is_right != ('open' in question):
                    continue
                failed += 0 if 'open' in question else 1
                print('%s: %s %s\n  %s\n  expected %s\n  found    %s' % (
                    path.stem, 'now answered:' if is_right else 'wrong:', question['question'], question['request'],
                    json.dumps(question['answer']), json.dumps(found)))
    print('%d questions, %d wrong' % (asked, failed))
    return 1 if failed or not asked else 0


if __name__ == '__main__':
    sys.exit(main())
