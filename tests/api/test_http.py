#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts the toy server http_echo on a port of its own and asks it things that only a socket can ask.

    test_http.py PROGRAM
"""
import gzip
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

PROGRAM = sys.argv.pop(1)
PROBLEM = {'type', 'title', 'status', 'code', 'detail', 'instance'}


class Server:
    """A running http_echo."""

    def __init__(self):
        # The address sanitizer keeps what was freed for a while, which would look like a leak.
        options = os.environ.get('ASAN_OPTIONS', '') + ':quarantine_size_mb=1'
        with open(os.environ.get('HTTP_ECHO_LOG', os.devnull), 'a', encoding='utf-8') as log:
            self.process = subprocess.Popen([PROGRAM], stdout=subprocess.PIPE, stderr=log, text=True,
                                            env={**os.environ, 'ASAN_OPTIONS': options})
        self.port = urllib.parse.urlsplit(self.process.stdout.readline().strip()).port
        self.host = '127.0.0.1:%d' % self.port

    def stop(self):
        """Ask it to stop; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        return status

    def resident_bytes(self):
        pages = pathlib.Path('/proc/%d/statm' % self.process.pid).read_text().split()[1]
        return int(pages) * 4096

    def connect(self):
        connection = socket.create_connection(('127.0.0.1', self.port), timeout=10)
        connection.settimeout(10)
        return connection

    def ask(self, path, method='GET', headers=(), body=None):
        """(status, headers in lower case, body) over a connection of its own."""
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host='Host' in dict(headers), skip_accept_encoding=True)
            for name, value in dict(headers).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader('Content-Length', str(len(body)))
            try:
                connection.endheaders(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it had read enough: the answer is there all the same
            answer = connection.getresponse()
            data = answer.read()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data
        finally:
            connection.close()


def read_answer(stream, head=False):
    """One answer off a connection: (status, headers, body). None at its end."""
    line = stream.readline()
    if not line:
        return None
    status, headers = int(line.split()[1]), {}
    for line in iter(stream.readline, b'\r\n'):
        name, value = line.decode('latin-1').split(':', 1)
        headers[name.lower()] = value.strip()
    if head or status in (204, 304):
        return status, headers, b''
    if headers.get('transfer-encoding') == 'chunked':
        body = b''
        while True:
            size = int(stream.readline(), 16)
            body += stream.read(size)
            stream.readline()
            if size == 0:
                return status, headers, body
    return status, headers, stream.read(int(headers['content-length']))


def request(server, target='/v1/echo', method='GET', headers=(), version='HTTP/1.1', body=b''):
    """The bytes of one request."""
    lines = ['%s %s %s' % (method, target, version), 'Host: ' + server.host, *headers]
    return ('\r\n'.join(lines) + '\r\n\r\n').encode('latin-1') + body


def whole(data):
    return [data]


def by_bytes(data):
    return [data[i:i + 1] for i in range(len(data))]


def by_lines(data):
    return [part + b'\r\n' for part in data.split(b'\r\n')[:-1]] + [data.split(b'\r\n')[-1]]


class Http(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        status = cls.server.stop()
        if status != 0:
            raise AssertionError('the server ended with %d' % status)

    def exchange(self, pieces, count=1, head=False):
        """Send pieces over one connection and read count answers, then whether it was closed."""
        with self.server.connect() as connection, connection.makefile('rb') as stream:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for piece in pieces:
                try:
                    connection.sendall(piece)
                except (BrokenPipeError, ConnectionResetError):
                    break
            return [read_answer(stream, head) for _ in range(count)]

    def assert_problem(self, answer, status, code=None):
        self.assertIsNotNone(answer)
        self.assertEqual(answer[0], status)
        self.assertEqual(answer[1]['content-type'], 'application/problem+json')
        body = json.loads(answer[2])
        self.assertLessEqual(PROBLEM, set(body))
        self.assertEqual(body['status'], status)
        if code:
            self.assertEqual(body['code'], code)
        return body

    # What is malformed is refused and the connection closed: the next bytes must get no answer.

    def test_refuses_what_could_smuggle_a_request(self):
        chunked = b'0\r\n\r\n'
        shapes = [
            ('two lengths', ['Content-Length: 3', 'Content-Length: 5'], b'abc', 400),
            ('length and chunked', ['Content-Length: 5', 'Transfer-Encoding: chunked'], chunked, 400),
            ('chunked and length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], chunked, 400),
            ('two codings', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], chunked, 400),
            ('gzip, chunked', ['Transfer-Encoding: gzip, chunked'], chunked, 400),
            ('other coding', ['Transfer-Encoding: gzip'], chunked, 400),
            ('x-chunked', ['Transfer-Encoding: xchunked'], chunked, 400),
            ('blank before colon', ['X-A : b'], b'', 400),
            ('name with a blank', ['X A: b'], b'', 400),
            ('two hosts', ['Host: evil.example'], b'', 400),
        ]
        for name, headers, body, status in shapes:
            for cut in (whole, by_bytes, by_lines):
                with self.subTest(name, cut=cut.__name__):
                    data = request(self.server, method='POST', headers=headers, body=body)
                    first, second = self.exchange(cut(data + request(self.server, '/healthz')), count=2)
                    self.assert_problem(first, status)
                    self.assertEqual(first[1].get('connection'), 'close')
                    self.assertIsNone(second)

    def test_refuses_what_is_not_http_by_the_letter(self):
        host = b'Host: ' + self.server.host.encode() + b'\r\n'
        get, end = b'GET /healthz HTTP/1.1\r\n', b'\r\n'
        post = b'POST /v1/echo HTTP/1.1\r\n' + host + b'Content-Type: application/json\r\n'
        chunked = post + b'Transfer-Encoding: chunked\r\n\r\n'
        shapes = [
            ('bare LF in the first line', b'GET /healthz HTTP/1.1\n' + host + end), ('bare LF in a header', get + host[:-2] + b'\n' + end),
            ('bare LF at the end', get + host + b'\n'), ('only bare LF', b'GET /healthz HTTP/1.1\n' + host[:-2] + b'\n\n'),
            ('folded header', get + host + b'X-A: b\r\n  c\r\n' + end), ('folded by a tab', get + host + b'X-A: b\r\n\tc: d\r\n' + end),
            ('first header folded', get + b' ' + host + end),
            ('NUL in a value', get + host + b'X-A: b\0c\r\n' + end), ('NUL in a name', get + host + b'X\0A: b\r\n' + end),
            ('NUL in the host', get + b'Host: ' + self.server.host.encode() + b'\0.evil.example\r\n' + end),
            ('CR in a value', get + host + b'X-A: b\rc\r\n' + end), ('DEL in a value', get + host + b'X-A: b\x7f\r\n' + end),
            ('no colon', get + host + b'nothing\r\n' + end), ('empty name', get + host + b': b\r\n' + end),
            ('no version', b'GET /healthz\r\n' + host + end), ('no target', b'GET HTTP/1.1\r\n' + host + end),
            ('two blanks', b'GET  /healthz HTTP/1.1\r\n' + host + end), ('blank in the target', b'GET /health z HTTP/1.1\r\n' + host + end),
            ('blank at the end', b'GET /healthz HTTP/1.1 \r\n' + host + end), ('method of marks', b'G(T /healthz HTTP/1.1\r\n' + host + end),
            ('tab', b'GET\t/healthz HTTP/1.1\r\n' + host + end), ('blank before', b' GET /healthz HTTP/1.1\r\n' + host + end),
            ('control byte that is ours', b'GET /\x01 HTTP/1.1\r\n' + host + end), ('NUL in the target', b'GET /heal\0thz HTTP/1.1\r\n' + host + end),
            ('length that is no number', post + b'Content-Length: x\r\n\r\n'), ('length below zero', post + b'Content-Length: -1\r\n\r\n'),
            ('length with a plus', post + b'Content-Length: +2\r\n\r\n{}'), ('empty length', post + b'Content-Length: \r\n\r\n'),
            ('length in hexadecimal', post + b'Content-Length: 0x2\r\n\r\n{}'), ('list of lengths', post + b'Content-Length: 2, 2\r\n\r\n{}'),
            ('huge length', post + b'Content-Length: 99999999999999999999\r\n\r\n'),
            ('chunked in HTTP/1.0', chunked.replace(b'HTTP/1.1', b'HTTP/1.0') + b'0\r\n\r\n'),
            ('chunk of no number', chunked + b'x\r\n{}\r\n0\r\n\r\n'), ('negative chunk', chunked + b'-2\r\n{}\r\n0\r\n\r\n'),
            ('chunk longer than it says', chunked + b'1\r\n{}\r\n0\r\n\r\n'), ('huge chunk', chunked + b'fffffffff\r\n{}\r\n0\r\n\r\n'),
            ('bare LF behind the size', chunked + b'2\n{}\r\n0\r\n\r\n'), ('bare LF behind a chunk', chunked + b'2\r\n{}\n0\r\n\r\n'),
            ('bad trailer', chunked + b'2\r\n{}\r\n0\r\nX A: b\r\n\r\n'), ('blank before the size', chunked + b' 2\r\n{}\r\n0\r\n\r\n'),
        ]
        after = request(self.server, '/healthz')
        for name, data in shapes:
            for cut in (whole, by_bytes, by_lines):
                with self.subTest(name, cut=cut.__name__):
                    first, second = self.exchange(cut(data) + [after], count=2)
                    self.assert_problem(first, 400, 'bad_request')
                    self.assertEqual(first[1].get('connection'), 'close')
                    self.assertIsNone(second)

    def test_answers_what_is_no_http_at_all_at_once(self):
        for name, data in (('TLS', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'), ('zeros', b'\0' * 100)):
            with self.subTest(name):
                began = time.monotonic()
                self.assert_problem(self.exchange([data])[0], 400)
                self.assertLess(time.monotonic() - began, 0.8)

    def test_a_request_of_which_no_more_comes_is_408(self):
        for name, data in (('first line', b'GET /heal'), ('header', request(self.server)[:-2]), ('refused', b'GET /a b HTTP/1.1\r\nA: b')):
            with self.subTest(name):
                answer = self.exchange([data])[0]
                self.assert_problem(answer, 400 if name == 'refused' else 408)

    def test_empty_lines_before_a_request_and_good_trailers_do_no_harm(self):
        data = request(self.server, method='POST', headers=['Content-Type: application/json', 'Transfer-Encoding: chunked'],
                       body=b'2;name=value\r\n{}\r\n0\r\nX-Trailer: a\r\n\r\n')
        for cut in (whole, by_bytes, by_lines):
            answers = self.exchange(cut(b'\r\n\r\n' + data + b'\r\n' + data + request(self.server, '/healthz')), count=3)
            self.assertEqual([answer and answer[0] for answer in answers], [200, 200, 200])

    def test_refuses_odd_first_lines(self):
        for name, line, status in (
                ('version 1.9', b'GET /healthz HTTP/1.9', 505), ('absolute form', b'GET http://a/healthz HTTP/1.1', 400),
                ('fragment', b'GET /healthz#a HTTP/1.1', 400), ('backslash', b'GET /health\\z HTTP/1.1', 400),
                ('NUL escaped', b'GET /healthz%00 HTTP/1.1', 400), ('bad escape', b'GET /healthz%zz HTTP/1.1', 400),
                ('star', b'GET * HTTP/1.1', 400), ('bytes over 127', b'GET /\xc3\xa9 HTTP/1.1', 400),
                ('lower case method', b'get /healthz HTTP/1.1', 405), ('TRACE', b'TRACE /healthz HTTP/1.1', 405),
                ('CONNECT', b'CONNECT /healthz HTTP/1.1', 405), ('made up', b'BREW /healthz HTTP/1.1', 405)):
            with self.subTest(name):
                data = line + b'\r\nHost: ' + self.server.host.encode() + b'\r\n\r\n'
                self.assert_problem(self.exchange([data])[0], status)

    def test_needs_a_host_that_is_its_own(self):
        port = self.server.port
        good = ['127.0.0.1:%d', 'localhost:%d', 'LOCALHOST:%d', 'localhost.:%d', '[::1]:%d', 'archive.test:%d']
        bad = ['evil.example', 'evil.example:%d', '127.0.0.1.evil.example:%d', 'localhost.evil.example:%d',
               '127.0.0.1:%d@evil.example', '2130706433:%d', '[::ffff:127.0.0.1]:%d', 'localhost', '127.0.0.1:1', '']
        for host in good + bad:
            name = host % port if '%d' in host else host
            with self.subTest(name):
                answer = self.server.ask('/healthz', headers={'Host': name})
                if host in good:
                    self.assertEqual(answer[0], 200)
                else:
                    self.assert_problem(answer, 421, 'misdirected_request')
        none = self.exchange([b'GET /healthz HTTP/1.1\r\n\r\n'])[0]
        self.assert_problem(none, 400)

    def test_answers_pages_of_loopback_and_of_the_list_only(self):
        for origin, allowed in (('http://localhost:3000', True), ('http://127.0.0.1:5173', True), ('http://[::1]:8080', True),
                                ('https://app.example', True), ('https://evil.example', False), ('null', False),
                                ('http://localhost.evil.example', False), ('file://', False)):
            with self.subTest(origin):
                answer = self.server.ask('/v1/echo', headers={'Origin': origin})
                self.assertEqual(answer[1].get('access-control-allow-origin'), origin if allowed else None)
                self.assertIn('Origin', answer[1]['vary'])
                if not allowed:
                    self.assert_problem(answer, 403, 'origin_refused')
        cross = self.server.ask('/v1/echo', headers={'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors'})
        self.assert_problem(cross, 403)
        followed = self.server.ask('/v1/echo', headers={'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate'})
        self.assertEqual(followed[0], 200)

    def test_grants_a_preflight(self):
        asked = {'Origin': 'http://localhost:3000', 'Access-Control-Request-Method': 'POST',
                 'Access-Control-Request-Headers': 'content-type'}
        status, headers, _ = self.server.ask('/v1/echo', 'OPTIONS', asked)
        self.assertEqual(status, 204)
        self.assertIn('POST', headers['access-control-allow-methods'])
        self.assertIn('content-type', headers['access-control-allow-headers'].lower())
        self.assertEqual(headers['access-control-max-age'], '600')
        self.assertEqual(self.server.ask('/v1/echo', 'OPTIONS', {**asked, 'Origin': 'https://evil.example'})[0], 403)

    # Sizes: one over each limit.

    def test_a_long_url_is_414(self):
        for length in (8 * 1024 + 1, 40000):
            with self.subTest(length):
                path = '/v1/echo?q='
                self.assert_problem(self.server.ask(path + 'a' * (length - len(path))), 414, 'target_too_long')
        path = '/v1/echo?q='
        self.assertEqual(self.server.ask(path + 'a' * (8 * 1024 - len(path)))[0], 200)
        self.assert_problem(self.server.ask(path + 'a' * 5000000), 414, 'target_too_long')

    def test_many_arguments_are_refused(self):
        for count in (65, 400):
            with self.subTest(count):
                answer = self.server.ask('/v1/echo?' + '&'.join(['a=1'] * count))
                self.assert_problem(answer, 400, 'too_many_parameters')
        # For thousands libmicrohttpd has no room, and would hang up without a word.
        self.assert_problem(self.exchange([request(self.server, '/v1/echo?' + '&' * 8000)])[0], 400, 'too_many_parameters')
        cookies = 'Cookie: ' + 'a=b; ' * 3000
        self.assert_problem(self.exchange([request(self.server, headers=[cookies])])[0], 431)
        self.assertEqual(self.server.ask('/v1/echo')[0], 200)

    def test_many_or_long_headers_are_431(self):
        self.assert_problem(self.server.ask('/v1/echo', headers={'X-%d' % n: 'a' for n in range(100)}), 431)
        self.assert_problem(self.server.ask('/v1/echo', headers={'X-A': 'a' * 17000}), 431)
        self.assert_problem(self.server.ask('/v1/echo', headers={'X-A': 'a' * 5000000}), 431)
        self.assert_problem(self.server.ask('/v1/echo', headers={'X-%d' % n: 'a' for n in range(4000)}), 431)

    def test_a_large_body_is_413_whenever_the_client_reads(self):
        for size in (65537, 20000000, 50000000):  # the last is not read to its end
            with self.subTest(size):
                answer = self.server.ask('/v1/echo', 'POST', {'Content-Type': 'application/json'}, b' ' * size)
                self.assert_problem(answer, 413, 'body_too_large')

    def test_a_large_body_is_refused_before_it_is_sent_when_asked(self):
        headers = ['Content-Type: application/json', 'Content-Length: 20000000', 'Expect: 100-continue']
        first, second = self.exchange([request(self.server, method='POST', headers=headers)], count=2)
        self.assert_problem(first, 413)
        self.assertIsNone(second)

    def test_a_refused_request_with_a_body_leaves_the_connection_usable(self):
        for method, target, kind, status in (('PUT', '/v1/echo', 'application/json', 405), ('POST', '/no', 'application/json', 404),
                                             ('POST', '/v1/echo', 'text/plain', 415)):
            with self.subTest(status):
                data = request(self.server, target, method, ['Content-Type: ' + kind, 'Content-Length: 5'], body=b'GET /')
                first, second = self.exchange([data + request(self.server, '/healthz')], count=2)
                self.assert_problem(first, status)
                self.assertEqual(second[0], 200)

    def test_a_large_chunked_body_is_413(self):
        chunk = b'10000\r\n' + b' ' * 65536 + b'\r\n'
        data = request(self.server, method='POST',
                       headers=['Content-Type: application/json', 'Transfer-Encoding: chunked'],
                       body=chunk * 20 + b'0\r\n\r\n')
        first, second = self.exchange([data, request(self.server, '/healthz')], count=2)
        self.assert_problem(first, 413)
        self.assertEqual(second[0], 200)

    def test_a_body_that_is_no_json_is_415(self):
        for kind in ('text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a', ''):
            with self.subTest(kind):
                self.assert_problem(self.server.ask('/v1/echo', 'POST', {'Content-Type': kind}, b'{}'), 415)

    def test_a_post_is_answered_whole_chunked_or_byte_by_byte(self):
        plain = request(self.server, method='POST', headers=['Content-Type: application/json', 'Content-Length: 4'],
                        body=b'{ }\n')
        chunked = request(self.server, method='POST',
                          headers=['Content-Type: application/json', 'Transfer-Encoding: chunked'],
                          body=b'2\r\n{ \r\n2\r\n}\n\r\n0\r\n\r\n')
        for data in (plain, chunked):
            for cut in (whole, by_bytes, by_lines):
                with self.subTest(data[:80], cut=cut.__name__):
                    answer = self.exchange(cut(data))[0]
                    self.assertEqual(answer[0], 200)
                    self.assertEqual(json.loads(answer[2])['q'], '{ }\n')

    # Connections.

    def test_a_connection_is_kept_through_answers_and_refusals(self):
        targets = ['/v1/echo?q=1', '/nothing', '/v1/echo?x=1', '/healthz', '/v1/echo.ics', '/v1/broken', '/v1/echo?q=2']
        statuses = [200, 404, 400, 200, 406, 500, 200]
        with self.server.connect() as connection, connection.makefile('rb') as stream:
            for target, status in zip(targets, statuses):
                connection.sendall(request(self.server, target))
                self.assertEqual(read_answer(stream)[0], status)

    def test_pipelined_requests_are_answered_in_order(self):
        count = 50
        data = b''.join(request(self.server, '/v1/echo?q=%d' % n) for n in range(count))
        for cut in (whole, by_lines):
            answers = self.exchange(cut(data), count=count)
            self.assertEqual([json.loads(answer[2])['q'] for answer in answers], [str(n) for n in range(count)])

    def test_http_1_0_is_answered_and_closed(self):
        first, second = self.exchange([b'GET /v1/echo HTTP/1.0\r\n\r\n'], count=2)
        self.assertEqual(first[0], 200)
        self.assertIsNone(second)

    def test_head_is_get_without_the_body(self):
        for target in ('/v1/echo?q=a', '/v1/big', '/v1/stream?rows=5', '/healthz', '/source', '/nothing'):
            with self.subTest(target):
                get, head = self.server.ask(target), self.server.ask(target, 'HEAD')
                self.assertEqual(head[0], get[0])
                self.assertEqual(head[2], b'')
                for name in ('etag', 'content-type', 'content-length', 'cache-control', 'vary'):
                    self.assertEqual(head[1].get(name), get[1].get(name), name)
                data = request(self.server, target, method='HEAD') + request(self.server, '/healthz', method='HEAD')
                self.assertEqual([a[0] for a in self.exchange([data], count=2, head=True)], [get[0], 200])

    def test_head_of_a_long_stream_closes_the_connection(self):
        status, headers, body = self.server.ask('/v1/stream?rows=100000', 'HEAD')
        self.assertEqual((status, headers['connection'], body), (200, 'close', b''))

    # Caching and codings.

    def test_what_the_client_has_is_304(self):
        first = self.server.ask('/v1/echo?q=a&limit=3')
        tag = first[1]['etag']
        self.assertRegex(tag, r'^"[0-9a-f]{16}"$')
        for listed in (tag, 'W/' + tag, '"x", ' + tag, '*'):
            with self.subTest(listed):
                data = request(self.server, '/v1/echo?limit=3&q=a', headers=['If-None-Match: ' + listed])
                answer, after = self.exchange([data + request(self.server, '/healthz')], count=2)
                self.assertEqual(answer[0], 304)
                for name in ('etag', 'cache-control', 'vary'):
                    self.assertEqual(answer[1][name], first[1][name])
                self.assertEqual(after[0], 200)
        self.assertEqual(self.server.ask('/v1/echo?q=a', headers={'If-None-Match': tag})[0], 200)

    def test_bodies_and_streams_are_compressed_when_asked_for(self):
        for target in ('/v1/big', '/v1/stream?rows=30', '/v1/stream?rows=200000'):
            with self.subTest(target):
                plain = self.server.ask(target)
                coded = self.server.ask(target, headers={'Accept-Encoding': 'gzip'})
                if len(plain[2]) < 1024:
                    self.assertNotIn('content-encoding', coded[1])
                    continue
                self.assertEqual(coded[1]['content-encoding'], 'gzip')
                self.assertEqual(gzip.decompress(coded[2]), plain[2])
                self.assertNotEqual(coded[1]['etag'], plain[1]['etag'])
                zstd = self.server.ask(target, headers={'Accept-Encoding': 'gzip;q=0.5, zstd'})
                self.assertEqual(zstd[1]['content-encoding'], 'zstd')
                self.assertEqual(zstd[2][:4], b'\x28\xb5\x2f\xfd')

    # Streams.

    def test_a_long_stream_needs_little_memory(self):
        rows = 3000000
        before = self.server.resident_bytes()
        with self.server.connect() as connection, connection.makefile('rb') as stream:
            connection.sendall(request(self.server, '/v1/stream?rows=%d' % rows, version='HTTP/1.0'))
            most, lines = 0, 0
            for line in stream:
                lines += line.startswith(b'{"row"')
                if lines % 500000 == 1:
                    most = max(most, self.server.resident_bytes())
        self.assertEqual(lines, rows)
        self.assertLess(most - before, 8000000)

    def test_a_stream_that_fails_is_cut_so_that_one_can_tell(self):
        with self.assertRaises(http.client.IncompleteRead):
            self.server.ask('/v1/stream?rows=100000&fail=1')

    def test_a_client_that_leaves_does_no_harm(self):
        for target in ('/v1/stream?rows=3000000', '/v1/big?bytes=20000000', '/v1/slow?ms=200'):
            for _ in range(5):
                with self.server.connect() as connection:
                    connection.sendall(request(self.server, target))
                    if 'slow' not in target:
                        connection.recv(100)
        time.sleep(0.5)
        self.assertEqual(self.server.ask('/v1/echo')[0], 200)

    # Load.

    def test_says_503_when_the_queue_is_full_and_health_is_answered_meanwhile(self):
        answers = []
        lock = threading.Lock()

        def ask():
            answer = self.server.ask('/v1/slow?ms=700')
            with lock:
                answers.append(answer)
        threads = [threading.Thread(target=ask) for _ in range(12)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        began = time.monotonic()
        self.assertEqual(self.server.ask('/healthz')[0], 200)
        self.assertLess(time.monotonic() - began, 0.3)
        for thread in threads:
            thread.join()
        served = [answer for answer in answers if answer[0] == 200]
        refused = [answer for answer in answers if answer[0] != 200]
        self.assertGreaterEqual(len(served), 4)  # the queue alone takes four, the two workers one each
        self.assertGreater(len(refused), 0)
        for answer in refused:
            self.assert_problem(answer, 503, 'overloaded')
            self.assertIn('retry-after', answer[1])

    def test_many_connections_are_answered(self):
        connections = [self.server.connect() for _ in range(100)]
        for connection in connections:
            connection.sendall(request(self.server, '/healthz'))
        for connection in connections:
            with connection.makefile('rb') as stream:
                self.assertEqual(read_answer(stream)[0], 200)
            connection.close()

    # Time.

    def seconds_until_closed(self, first, most):
        """Send first, then a byte every tenth of a second, until the server hangs up."""
        began = time.monotonic()
        with self.server.connect() as connection:
            connection.sendall(first)
            connection.setblocking(False)
            while time.monotonic() - began < most:
                time.sleep(0.1)
                try:
                    connection.send(b'a')
                    if connection.recv(10000) == b'':
                        break
                except BlockingIOError:
                    continue
                except (BrokenPipeError, ConnectionResetError):
                    break
            return time.monotonic() - began

    def test_a_byte_at_a_time_is_cut_off(self):
        for name, first, least, most in (('first line', b'GET /', 1, 2.5), ('header', request(self.server)[:-2], 1, 2.5),
                                         ('body', request(self.server, method='POST', headers=[
                                             'Content-Type: application/json', 'Content-Length: 60000']), 2, 4),
                                         ('next request', request(self.server, '/healthz') + b'GET /', 2.5, 6)):
            with self.subTest(name):
                seconds = self.seconds_until_closed(first, most + 2)
                self.assertGreaterEqual(seconds, least)
                self.assertLess(seconds, most)

    def test_one_that_reads_slowly_is_not_cut_off(self):
        with self.server.connect() as connection, connection.makefile('rb') as stream:
            connection.sendall(request(self.server, '/v1/stream?rows=1000000', version='HTTP/1.0'))
            count = 0
            for line in stream:
                count += line.startswith(b'{"row"')
                if count in (10, 1000, 100000):
                    time.sleep(1.2)
        self.assertEqual(count, 1000000)

    # What is said.

    def test_ids_with_slashes_work_escaped_or_not(self):
        for path in ('/v1/documents/v19%2Fd22/text', '/v1/documents/v19/d22/text'):
            self.assertEqual(self.server.ask(path)[2], b'v19/d22')

    def test_redirects_keep_the_query(self):
        status, headers, _ = self.server.ask('/v1/documents/old?pretty=1')
        self.assertEqual((status, headers['location']), (308, '/v1/documents/new?pretty=1'))

    def test_errors_tell_nothing_of_the_inside(self):
        answer = self.server.ask('/v1/broken')
        body = self.assert_problem(answer, 500, 'internal_error')
        self.assertRegex(body['incident'], '^[0-9a-f]{16}$')
        for secret in (b'sqlite', b'src/', b'half'):
            self.assertNotIn(secret, answer[2])
        self.assertNotIn('server', answer[1])

    def test_a_request_id_is_echoed_when_it_is_harmless(self):
        self.assertEqual(self.server.ask('/healthz', headers={'X-Request-Id': 'abc-1'})[1]['x-request-id'], 'abc-1')
        for odd in ('a b', 'a' * 200, '"'):
            made = self.server.ask('/healthz', headers={'X-Request-Id': odd})[1]['x-request-id']
            self.assertRegex(made, '^[0-9a-f]{16}$')

    def test_bytes_are_sent_as_they_are(self):
        status, headers, body = self.server.ask('/source', headers={'Accept': 'image/png'})
        self.assertEqual((status, headers['content-type'], body), (200, 'application/octet-stream', b'\x01\x02\x03'))


class Stopping(unittest.TestCase):
    """The server ends with 0 whatever it is doing, in time, and without losing an answer it can finish."""

    def stop_during(self, target, seconds):
        server = Server()
        with server.connect() as busy, server.connect() as idle, busy.makefile('rb') as stream:
            idle.sendall(request(server, '/healthz'))
            idle.recv(1000)
            busy.sendall(request(server, target))
            time.sleep(0.2)
            began = time.monotonic()
            result = {}
            thread = threading.Thread(target=lambda: result.update(status=server.stop()))
            thread.start()
            try:
                answer = read_answer(stream)
            except (ConnectionError, ValueError):
                answer = None
            thread.join()
            self.assertEqual(result['status'], 0)
            self.assertLess(time.monotonic() - began, seconds)
            return answer

    def test_when_idle(self):
        server = Server()
        began = time.monotonic()
        self.assertEqual(server.stop(), 0)
        self.assertLess(time.monotonic() - began, 1)

    def test_while_an_answer_is_made(self):
        answer = self.stop_during('/v1/slow?ms=1000', 2)
        self.assertEqual(answer[0], 200)

    def test_while_an_answer_takes_too_long(self):
        self.stop_during('/v1/slow?ms=5000', 7)

    def test_while_a_client_reads_a_stream_too_slowly(self):
        server = Server()
        with server.connect() as busy:
            busy.sendall(request(server, '/v1/stream?rows=10000000'))
            busy.recv(100)
            began = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - began, 6)

    def test_while_a_request_is_half_sent(self):
        server = Server()
        with server.connect() as busy:
            busy.sendall(request(server)[:30])
            time.sleep(0.1)
            self.assertEqual(server.stop(), 0)

    def test_after_a_request_that_was_no_http(self):
        server = Server()
        with server.connect() as connection, connection.makefile('rb') as stream:
            connection.sendall(request(server, '/v1/echo?' + '&' * 8000))
            self.assertEqual(read_answer(stream)[0], 400)
        began = time.monotonic()
        self.assertEqual(server.stop(), 0)
        self.assertLess(time.monotonic() - began, 1)

    def test_while_many_wait(self):
        server = Server()
        busy = [server.connect() for _ in range(20)]
        for connection in busy:
            connection.sendall(request(server, '/v1/slow?ms=300'))
        time.sleep(0.1)
        self.assertEqual(server.stop(), 0)
        for connection in busy:
            connection.close()


if __name__ == '__main__':
    unittest.main()
