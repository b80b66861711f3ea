#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks a running program many things at once, well and badly, while its folder changes, and counts what goes wrong.

    soak.py PROGRAM ASKING [--seconds N] [--answers N] [--clients N] [--pause SECONDS]

ASKING is the program made from asking.c, whose clients ask until one of the limits is reached; the folder changes
every so many seconds meanwhile. Wrong are: an answer that is not the known one, a status of 500 or more but a 503 with
Retry-After, a connection that is closed where it should not be, and memory or descriptors that go on growing. Exit
status 1 when anything was.
"""
import argparse
import collections
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'api'))
from serving import SAMPLES, Serving  # noqa: E402

# What is asked, and what of the answer never changes whatever comes and goes beside the samples: what one client
# finds in the JSON, and a text that many look for.
QUESTIONS = [
    ('/v1/search?q=grimsholm&limit=0', lambda answer: answer['total'] > 1, '"total":%(total)d'),
    ('/v1/search?q=%%22not+with+a+hammer%%22&fields=id', lambda answer: [item['id'] for item in answer['items']] == ['08OSLO251'],
     '"id":"08OSLO251"'),
    ('/v1/documents/08OSLO251?fields=title',
     lambda answer: answer['title'] == 'NORWAY ON THE GRIMSHOLM SEAT: AALESUND, BUT NOT WITH A HAMMER',
     '"title":"NORWAY ON THE GRIMSHOLM SEAT: AALESUND, BUT NOT WITH A HAMMER"'),
    ('/v1/passages?q=lady+hammer', lambda answer: answer['total'] == 1, '"total":1'),
    ('/v1/facets/station?q=grimsholm', lambda answer: answer['missing'] >= 0, '"missing":'),
    ('/v1/timeline?by=year&q=hammer', lambda answer: answer['total'] >= 1, '"buckets":['),
    ('/v1/search?q=grimsholm&facets=tag,station,kind&limit=100', lambda answer: answer['total'] == len(answer['items']), '"total":%(total)d'),
    ('/v1/people?q=a&limit=5', lambda answer: len(answer['items']) > 0, '"items":[{'),
    ('/v1/search.csv?q=grimsholm&limit=1', None, 'id,'),
    ('/v1/documents/08OSLO251/text', None, 'HAMMER'),
    ('/v1/suggest?prefix=grim', lambda answer: len(answer['items']) > 0, 'grimsholm'),
    ('/v1/concordance?q=hammer&limit=3', lambda answer: len(answer['items']) > 0, '"items":[{'),
    ('/healthz', None, '{'),
]


class Soak:
    def __init__(self, serving, folder, pause):
        self.serving, self.folder, self.pause = serving, folder, pause
        self.counts, self.wrong = collections.Counter(), []
        self.total = serving.get('/v1/search', q='grimsholm', limit=0)['total']
        self.is_over = threading.Event()
        self.measured = []

    def fail(self, what):
        self.counts['wrong'] += 1
        self.wrong.append(what)

    def change(self):
        number = 0
        while not self.is_over.wait(self.pause):
            number += 1
            path = os.path.join(self.folder, 'release-%d.txt' % (number % 7))
            if os.path.exists(path):
                os.remove(path)
            else:
                with open(path, 'w', encoding='ascii') as file:
                    file.write('For Immediate Release\n\nOSLO, March 5, 2007 -- The minister opened pier %d.\n' % number)
            self.serving.post('/v1/reload', {}, want=202)
            self.counts['reloads'] += 1

    def look(self):
        """What the many look for by a text, one reads to its end."""
        while not self.is_over.wait(self.pause):
            for path, holds, _ in QUESTIONS:
                if holds:
                    self.counts['read'] += 1
                    try:
                        if not holds(self.serving.get(path % {})):
                            self.fail(path)
                    except Exception as error:  # pylint: disable=broad-except
                        self.fail('%s: %r' % (path, error))

    def measure(self):
        pid = self.serving.process.pid
        with open('/proc/%d/statm' % pid, encoding='ascii') as file:
            resident = int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')
        return resident, len(os.listdir('/proc/%d/fd' % pid))

    def watch(self):
        while not self.is_over.wait(0.5):
            self.measured.append(self.measure())

    def ask(self, asking, clients, seconds, answers):
        with tempfile.NamedTemporaryFile('w', encoding='utf-8') as questions:
            for path, _, text in QUESTIONS:
                questions.write('%s\t%s\n' % (path % {}, text % {'total': self.total}))
            questions.flush()
            done = subprocess.run([asking, str(self.serving.port), str(clients), str(seconds), str(answers), questions.name],
                                  stdout=subprocess.PIPE, text=True, check=False)
        for line in done.stdout.splitlines():
            if line.startswith('wrong: '):
                self.wrong.append(line[7:])
            else:
                number, name = line.split()
                self.counts[name] += int(number)
        if done.returncode != 0 and not self.wrong:
            self.fail('the clients ended with %d' % done.returncode)

    def run(self, *how):
        threads = [threading.Thread(target=work) for work in (self.change, self.look, self.watch)]
        for thread in threads:
            thread.start()
        try:
            self.ask(*how)
        finally:
            self.is_over.set()
            for thread in threads:
                thread.join()
        time.sleep(1)


def grown(measured):
    """How much more is resident in the last third than in the second, by their medians, in bytes."""
    def median(part):
        return sorted(resident for resident, _ in part)[len(part) // 2]
    third = len(measured) // 3
    return median(measured[2 * third:]) - median(measured[third:2 * third]) if third else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('asking')
    parser.add_argument('--seconds', type=int, default=60)
    parser.add_argument('--answers', type=int, default=10**9)
    parser.add_argument('--clients', type=int, default=64)
    parser.add_argument('--pause', type=float, default=0.1)
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix='chancery-soak.')
    try:
        documents = os.path.join(folder, 'documents')
        shutil.copytree(SAMPLES, documents)
        began = time.monotonic()
        with Serving(arguments.program, documents) as serving:
            soak = Soak(serving, documents, arguments.pause)
            soak.run(arguments.asking, arguments.clients, arguments.seconds, arguments.answers)
            calm, served = soak.measure(), serving.get('/v1/store')['generation']
    finally:
        shutil.rmtree(folder)
    print('%s; generation %d; %d s' % (', '.join('%d %s' % (n, name) for name, n in soak.counts.most_common()), served,
                                       time.monotonic() - began))
    resident = [measured[0] for measured in soak.measured] or [0]
    print('resident MiB: %.1f at first, %.1f at most, %.1f more in the last third than in the second; descriptors: %d at most, %d when all is calm'
          % (resident[0] / 2**20, max(resident) / 2**20, grown(soak.measured) / 2**20, max(m[1] for m in soak.measured), calm[1]))
    for what in soak.wrong[:40]:
        print('wrong:', what)
    sanitized = 'ASAN_OPTIONS' in os.environ or 'TSAN_OPTIONS' in os.environ
    grows = not sanitized and grown(soak.measured) > max(resident) * 0.1 + 8 * 2**20
    if grows or calm[1] > 80 or soak.wrong or not soak.counts['answers']:
        print('FAILED' + (': memory grows' if grows else ''))
        sys.exit(1)


if __name__ == '__main__':
    main()
