#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks a running program many things at once, well and badly, while its folder changes, and counts what goes wrong.

    soak.py PROGRAM [--seconds N] [--clients N]

Wrong are: an answer that is not the known one, a status of 500 or more but a 503 with Retry-After, a connection
that is closed where it should not be, and memory or descriptors that go on growing. Exit status 1 when anything was.
"""
import argparse
import collections
import json
import os
import random
import shutil
import socket
import struct
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'api'))
from serving import SAMPLES, Serving  # noqa: E402

# What is asked, and what of the answer never changes whatever comes and goes beside the samples.
QUESTIONS = [
    ('/v1/search?q=grimsholm&limit=0', lambda answer: answer['total'], 'total'),
    ('/v1/search?q=%22not+with+a+hammer%22&fields=id', lambda answer: [item['id'] for item in answer['items']], ['08OSLO251']),
    ('/v1/documents/08OSLO251?fields=title', lambda answer: answer['title'],
     'NORWAY ON THE GRIMSHOLM SEAT: AALESUND, BUT NOT WITH A HAMMER'),
    ('/v1/passages?q=lady+hammer', lambda answer: answer['total'], 1),
    ('/v1/facets/station?q=grimsholm', lambda answer: answer['missing'] >= 0, True),
    ('/v1/timeline?by=year&q=hammer', lambda answer: answer['total'] >= 1, True),
    ('/v1/search?q=grimsholm&facets=tag,station,kind&limit=100', lambda answer: answer['total'] == len(answer['items']), True),
]
BAD = [b'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', b'GET /\x01 HTTP/1.1\r\n\r\n', b'\x16\x03\x01\x02\x00', b'GET /v1/search?' + b'&' * 9000,
       b'POST /v1/search HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
       b'GET /v1/nothing HTTP/1.1\r\nHost: %s\r\n\r\n', b'GET /v1/search?q=(((((&strict=1 HTTP/1.1\r\nHost: %s\r\n\r\n']


class Soak:
    def __init__(self, serving, folder, seconds):
        self.serving, self.folder = serving, folder
        self.end = time.monotonic() + seconds
        self.host = b'127.0.0.1:%d' % serving.port
        self.counts, self.wrong, self.lock = collections.Counter(), [], threading.Lock()
        self.total = serving.get('/v1/search', q='grimsholm', limit=0)['total']
        self.calm = 0

    def note(self, name, number=1):
        with self.lock:
            self.counts[name] += number

    def fail(self, *what):
        with self.lock:
            self.counts['wrong'] += 1
            if len(self.wrong) < 20:
                self.wrong.append(what)

    def request(self, path):
        return b'GET %s HTTP/1.1\r\nHost: %s\r\n\r\n' % (path.encode(), self.host)

    @staticmethod
    def read(stream):
        line = stream.readline()
        if not line:
            return None
        headers = {}
        for field in iter(stream.readline, b'\r\n'):
            name, value = field.decode('latin-1').split(':', 1)
            headers[name.lower()] = value.strip()
        if headers.get('transfer-encoding') != 'chunked':
            return int(line.split()[1]), headers, stream.read(int(headers.get('content-length', 0)))
        body = b''
        while True:
            size = int(stream.readline(), 16)
            body += stream.read(size)
            stream.readline()
            if size == 0:
                return int(line.split()[1]), headers, body

    def judge(self, question, answer):
        path, look, wanted = question
        self.note('answers')
        if answer is None:
            return self.fail(path, 'closed')
        status, headers, body = answer
        if status == 503 and 'retry-after' in headers:
            return self.note('503')
        if status != 200:
            return self.fail(path, status, body[:200])
        wanted = self.total if wanted == 'total' else wanted
        found = look(json.loads(body))
        if found != wanted:
            self.fail(path, found, wanted)
        return None

    # Ways of asking; each takes a connection that was just opened and leaves it to be closed.

    def ask_one_by_one(self, connection, chance):
        with connection.makefile('rb') as stream:
            for _ in range(chance.randint(1, 30)):
                question = chance.choice(QUESTIONS)
                connection.sendall(self.request(question[0]))
                self.judge(question, self.read(stream))

    def ask_in_a_row(self, connection, chance):
        questions = [chance.choice(QUESTIONS) for _ in range(chance.randint(2, 12))]
        data = b''.join(self.request(question[0]) for question in questions)
        cut = chance.randint(1, len(data))
        connection.sendall(data[:cut])
        connection.sendall(data[cut:])
        with connection.makefile('rb') as stream:
            for question in questions:
                self.judge(question, self.read(stream))

    def read_slowly(self, connection, chance):
        connection.sendall(self.request('/v1/documents.ndjson')[:-2] + b'Connection: close\r\n\r\n')
        for _ in range(20):
            if not connection.recv(chance.randint(1, 2000)):
                break
            time.sleep(0.01)
        self.note('slow')

    def leave(self, connection, chance):
        connection.sendall(self.request(chance.choice(QUESTIONS)[0])[:chance.randint(1, 80)])
        self.note('left')

    def reset(self, connection, chance):
        connection.sendall(self.request(chance.choice(QUESTIONS)[0]))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        self.note('reset')

    def ask_badly(self, connection, chance):
        data = chance.choice(BAD)
        connection.sendall(data % self.host if b'%s' in data else data)
        self.note('bad')
        with connection.makefile('rb') as stream:
            if b'&&&' in data:
                return
            answer = self.read(stream)
            if answer is None or not 400 <= answer[0] < 500:
                self.fail('bad', data[:60], answer and answer[0])

    def client(self, number):
        chance = random.Random(number)
        ways = [self.ask_one_by_one] * 8 + [self.ask_in_a_row] * 4 + [self.read_slowly, self.leave, self.reset, self.ask_badly, self.ask_badly]
        while time.monotonic() < self.end:
            way = chance.choice(ways)
            try:
                with socket.create_connection(('127.0.0.1', self.serving.port), timeout=30) as connection:
                    way(connection, chance)
            except (BrokenPipeError, ConnectionResetError) as error:
                if way in (self.ask_one_by_one, self.ask_in_a_row):
                    self.fail(way.__name__, repr(error))
            except Exception as error:  # pylint: disable=broad-except
                self.fail(way.__name__, repr(error))

    def change(self):
        number = 0
        while time.monotonic() < self.end:
            number += 1
            path = os.path.join(self.folder, 'release-%d.txt' % (number % 7))
            if os.path.exists(path):
                os.remove(path)
            else:
                with open(path, 'w', encoding='ascii') as file:
                    file.write('For Immediate Release\n\nOSLO, March 5, 2007 -- The minister opened pier %d.\n' % number)
            self.serving.post('/v1/reload', {}, want=202)
            self.note('reloads')
            time.sleep(0.1)

    def measure(self):
        pid = self.serving.process.pid
        with open('/proc/%d/statm' % pid, encoding='ascii') as file:
            resident = int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')
        return resident, len(os.listdir('/proc/%d/fd' % pid))

    def run(self, clients):
        threads = [threading.Thread(target=self.client, args=(n,)) for n in range(clients)] + [threading.Thread(target=self.change)]
        for thread in threads:
            thread.start()
        time.sleep((self.end - time.monotonic()) / 3)
        early = self.measure()
        for thread in threads:
            thread.join()
        late = self.measure()
        time.sleep(1)
        return early, late, self.measure()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--seconds', type=float, default=60)
    parser.add_argument('--clients', type=int, default=64)
    arguments = parser.parse_args()
    folder = tempfile.mkdtemp(prefix='chancery-soak.')
    try:
        documents = os.path.join(folder, 'documents')
        shutil.copytree(SAMPLES, documents)
        with Serving(arguments.program, documents) as serving:
            soak = Soak(serving, documents, arguments.seconds)
            early, late, calm = soak.run(arguments.clients)
            served = serving.get('/v1/store')['generation']
    finally:
        shutil.rmtree(folder)
    print('%s; generation %d' % (', '.join('%d %s' % (n, name) for name, n in soak.counts.most_common()), served))
    print('resident MiB: %.1f after a third, %.1f at the end; descriptors: %d when all is calm'
          % (early[0] / 2**20, late[0] / 2**20, calm[1]))
    for what in soak.wrong:
        print('wrong:', what)
    sanitized = 'ASAN_OPTIONS' in os.environ or 'TSAN_OPTIONS' in os.environ
    grown = not sanitized and late[0] > early[0] * 1.25 + 16 * 2**20
    if grown or calm[1] > 80 or soak.wrong or not soak.counts['answers']:
        print('FAILED' + (': memory grows' if grown else ''))
        sys.exit(1)


if __name__ == '__main__':
    main()
