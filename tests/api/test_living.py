#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Changes the folder of a running program: what is dropped into it is answered, and no answer mixes two states.

    test_living.py PROGRAM
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from serving import Serving

PROGRAM = sys.argv.pop(1)
# How long until a dropped file must be found; sanitizers on a shared machine may take longer.
SECONDS = 2 if os.environ.get('CHANCERY_CALM') else 10
SOAK_SECONDS = float(os.environ.get('CHANCERY_SOAK_SECONDS', '4'))

CABLE = """R 0%d1200Z MAR 07
FM AMEMBASSY OSLO
TO SECSTATE WASHDC
UNCLAS OSLO %06d

E.O. 12958: N/A
TAGS: PREL, NO
SUBJECT: HARBOR TALKS, %s

1. (U) Poloff met the harbor master about %s.
"""


class Living(unittest.TestCase):
    options = ()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='chancery-living.')
        self.addCleanup(shutil.rmtree, self.folder)
        for serial in range(1, 6):
            self.write('%d.txt' % serial, serial, 'dredging')
        self.serving = Serving(PROGRAM, self.folder, options=self.options)
        self.serving.__enter__()
        self.addCleanup(self.serving.__exit__)

    def write(self, name, serial, subject):
        """Write a cable beside and move it in, as a careful program would."""
        text = CABLE % (1 + serial % 9, serial, subject, subject)
        with open(os.path.join(self.folder, '.writing'), 'w', encoding='ascii') as file:
            file.write(text)
        os.rename(os.path.join(self.folder, '.writing'), os.path.join(self.folder, name))

    def total(self, query):
        return self.serving.get('/v1/search', q=query, limit=0)['total']

    def wait_for(self, query, total, seconds=SECONDS):
        began = time.monotonic()
        while self.total(query) != total:
            if time.monotonic() - began > seconds:
                self.fail('%r is found %d times after %d s: %s' % (query, self.total(query), seconds, self.serving.errors()))
            time.sleep(0.02)
        return time.monotonic() - began

    def generation(self):
        return self.serving.get('/v1/search', limit=0)['store']['generation']

    def changes(self, since):
        answer = self.serving.get('/v1/changes', since=since, limit=100)
        return [(item['change'], item['id']) for item in answer['items']]


class Watched(Living):
    def test_what_comes_goes_and_changes_is_answered_and_told(self):
        first = self.generation()
        self.write('6.txt', 6, 'pilotage')
        self.wait_for('pilotage', 1)
        self.write('2.txt', 2, 'towage')
        self.wait_for('towage', 1)
        os.remove(os.path.join(self.folder, '3.txt'))
        self.wait_for('dredging', 3)
        self.assertEqual(self.changes(first), [('added', '07OSLO6'), ('changed', '07OSLO2'), ('removed', '07OSLO3')])
        self.assertEqual(self.changes(self.generation()), [])
        self.assertEqual({change for change, _ in self.changes(0)}, {'added'})
        self.assertEqual(len(self.changes(0)), 5)
        self.assertGreater(self.generation(), first)

    def test_a_new_folder_is_watched_too(self):
        below = os.path.join(self.folder, 'new', 'below')
        os.makedirs(below)
        self.write(os.path.join('new', 'below', '7.txt'), 7, 'ballast')
        self.wait_for('ballast', 1)
        self.write(os.path.join('new', 'below', '8.txt'), 8, 'ballast')
        self.wait_for('ballast', 2)
        shutil.rmtree(os.path.join(self.folder, 'new'))
        self.wait_for('ballast', 0)

    def test_an_answer_never_mixes_two_states(self):
        """Pairs of documents come and go while clients ask; every answer of one generation is the same."""
        seen, wrong, lock, stop = {}, [], threading.Lock(), threading.Event()

        def ask():
            while not stop.is_set():
                status, _, body = self.serving.ask('/v1/search?q=pairs&limit=100&fields=id&facets=station')
                if status != 200:
                    wrong.append((status, body[:200]))
                    return
                answer = json.loads(body)
                total, count = answer['total'], len(answer['items'])
                facet = sum(value['count'] for value in answer['facets']['station']['values'])
                with lock:
                    known = seen.setdefault(answer['store']['generation'], total)
                    if not total == count == facet == known:
                        wrong.append((answer['store'], total, count, facet, known))
        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        end, round_number = time.monotonic() + SOAK_SECONDS, 0
        try:
            while time.monotonic() < end:
                round_number += 1
                for serial in (100, 101, 102, 103):
                    name = 'pair-%d.txt' % serial
                    if (round_number + serial // 2) % 2:
                        self.write(name, serial, 'pairs')
                    elif os.path.exists(os.path.join(self.folder, name)):
                        os.remove(os.path.join(self.folder, name))
                self.serving.post('/v1/reload', {}, want=202)
                time.sleep(0.1)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        self.assertEqual(wrong, [])
        self.assertGreater(len(seen), 2)


class Unwatched(Living):
    options = ('--no-watch',)

    def test_loads_when_told_and_only_then(self):
        self.write('6.txt', 6, 'pilotage')
        time.sleep(1.2)
        self.assertEqual(self.total('pilotage'), 0)
        answer = self.serving.post('/v1/reload', {}, want=202)
        self.assertEqual(answer['status'], 'accepted')
        self.wait_for('pilotage', 1)
        self.write('7.txt', 7, 'ballast')
        self.serving.process.send_signal(signal.SIGHUP)
        self.wait_for('ballast', 1)
        self.assertEqual(self.serving.get('/v1/reload')['status'], 'ok')

    def test_a_form_of_another_page_cannot_have_it_loaded(self):
        for headers in ({'Content-Type': 'text/plain'}, {'Content-Type': 'application/json', 'Origin': 'https://evil.example'},
                        {'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site'}):
            status, _, _ = self.serving.ask('/v1/reload', 'POST', headers, b'{}')
            self.assertIn(status, (403, 415))

    def test_metrics_are_sound_and_move(self):
        before = self.metrics()
        self.total('dredging')
        after = self.metrics()
        name = 'chancery_http_answers_total{class="2xx"}'
        self.assertGreater(float(after[name]), float(before[name]))
        self.assertEqual(after['chancery_documents'], '5')

    def metrics(self):
        status, headers, body = self.serving.ask('/metrics')
        self.assertEqual((status, headers['content-type'].split(';')[0]), (200, 'text/plain'))
        promtool = shutil.which('promtool')
        if promtool:
            checked = subprocess.run([promtool, 'check', 'metrics'], input=body, capture_output=True, check=False)
            self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, b''))
        return dict(line.rsplit(' ', 1) for line in body.decode().splitlines() if not line.startswith('#'))


if __name__ == '__main__':
    unittest.main()
