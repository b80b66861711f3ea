# SPDX-License-Identifier: Apache-2.0
"""Starts the program on documents, on a port of its own choosing, and asks it things."""
import http.client
import json
import os
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from contract import Contract

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.normpath(os.path.join(HERE, '..', 'data', 'samples'))
# How long a load in a test may take; sanitizers and a shared machine make it slow.
READY_SECONDS = 120


def read_json(body):
    """What body says. A name that stands twice in one object is a fault that json.loads would hide."""
    def once(pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) != len(names):
            raise AssertionError('a name stands twice: %s' % sorted(n for n in set(names) if names.count(n) > 1))
        return dict(pairs)
    return json.loads(body, object_pairs_hook=once)


class Serving:
    """A running `chancery serve`; a context manager. Only the process started here is stopped."""

    def __init__(self, program, *paths, options=()):
        self.program = program
        self.paths = paths or (SAMPLES,)
        self.options = list(options)
        self.key = None
        self.contract = None
        self.folder = None
        self.process = None
        self.port = None

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='chancery-test.')
        self.start()
        return self

    def __exit__(self, *failure):
        self.stop()
        self.folder.cleanup()

    def start(self):
        store = os.path.join(self.folder.name, 'documents.store')
        command = [self.program, 'serve', *self.paths, '--store', store, '--port', '0', *self.options]
        self.log = open(os.path.join(self.folder.name, 'log'), 'ab')
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        first = self.process.stdout.readline()
        self.port = urllib.parse.urlsplit(first.split()[-1]).port if first.strip() else None
        if not self.port:
            raise AssertionError('the program ended at once: ' + self.errors())
        self.wait_ready()

    def errors(self):
        with open(os.path.join(self.folder.name, 'log'), encoding='utf-8', errors='replace') as log:
            return log.read()[-2000:]

    def wait_ready(self):
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError('the program ended: ' + self.errors())
            if self.ask('/readyz')[0] == 200:
                return
            time.sleep(0.05)
        raise AssertionError('not ready after %d s: %s' % (READY_SECONDS, self.errors()))

    def stop(self):
        """Ask it to stop; anything but a clean end fails."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        if status != 0:
            raise AssertionError('the program ended with %d: %s' % (status, self.errors()))

    def ask(self, path, method='GET', headers=(), body=None):
        """(status, headers by lower-case name, body) over a connection of its own."""
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in dict(headers).items():
                connection.putheader(name, value)
            if self.key and 'Authorization' not in dict(headers):
                connection.putheader('Authorization', 'Bearer ' + self.key)
            if body is not None:
                connection.putheader('Content-Length', str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            told = answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()
        if self.contract:
            self.contract.check(method, path, *told)
        return told

    def hold_to_contract(self):
        """From now on every answer must be as the OpenAPI description says."""
        self.contract = Contract(self.get('/v1/openapi.json'))

    def get(self, path, want=200, **parameters):
        """The JSON of a GET that must answer `want`."""
        url = path + ('?' + urllib.parse.urlencode(parameters) if parameters else '')
        status, _, body = self.ask(url)
        if status != want:
            raise AssertionError('%s answered %d: %s' % (url, status, body[:300]))
        return read_json(body)

    def post(self, path, value, want=200):
        """The JSON of a POST of JSON that must answer `want`."""
        body = json.dumps(value).encode()
        status, _, data = self.ask(path, 'POST', {'Content-Type': 'application/json'}, body)
        if status != want:
            raise AssertionError('POST %s answered %d: %s' % (path, status, data[:300]))
        return read_json(data)


class ServedCase(unittest.TestCase):
    """Tests that ask one server, which a class names the program of."""
    program = None

    @classmethod
    def setUpClass(cls):
        cls.serving = Serving(cls.program)
        cls.serving.__enter__()
        cls.serving.hold_to_contract()

    @classmethod
    def tearDownClass(cls):
        cls.serving.__exit__()

    def get(self, path, want=200, **parameters):
        return self.serving.get(path, want, **parameters)
