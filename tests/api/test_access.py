#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may read what: keys, ceilings, and that nothing of what lies above a ceiling shows anywhere.

    test_access.py PROGRAM
"""
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

from serving import SAMPLES, Serving

PROGRAM = sys.argv.pop(1)

# Each portion has a word of its own, so that it is known anywhere by it. The mark says who may read it.
HEAD = """R %02d1200Z MAR 07
FM AMEMBASSY OSLO
TO SECSTATE WASHDC
%s OSLO %06d

%sE.O. 12958: DECL: 03/01/2017
TAGS: PREL, NO
SUBJECT: %s

"""
DOCUMENTS = {
    'mixed.txt': HEAD % (1, 'C O N F I D E N T I A L', 1, '', '(U) HARBOR TALKS ABOUT ALDERBUCK') + """REF: A. 07 OSLO 2 (FENWICKLE)

Classified By: Pol Counselor Ida Grimstad, reason 1.4 (b).

1. (U) Summary. Poloff met Sigrun Brackenthorpe on March 1 in Oslo. She said that the birches were fine.

2. (C) Poloff met Odd Cinderwhistle on March 2 in Bergen. He said that "the dawnfeather is ours."

DEWBERRYTON
-----------

3. (SBU) The Eldermarsh Authority (EMA) asked for 4 million dollars.

4. (C//NF) Frostharrow has been told.

5. Glimmerfen bears no mark at all.

6. (S) Hollowmere is secret. (U) Ironthistle is not.

7. (XQ) Juniperwick bears a mark that nobody can read.

8. (U) Kestrelbrook is known to all.
KINGFISHERSON
""",
    'secret.txt': HEAD % (2, 'S E C R E T', 2, 'NOFORN\n\n', 'LARKSPURVALE') +
                  '1. (S) Mistletarn.\n\n2. (U) Nettleford is open.\n\n3. Oakenshire bears no mark.\n',
    'open.txt': HEAD % (3, 'UNCLAS', 3, '', 'PEBBLEWICK') + 'REF: 07 OSLO 1\n\n1. (U) Quillhaven.\n\n2. Rushmoor bears no mark.\n',
    'nodis.txt': HEAD % (4, 'C O N F I D E N T I A L', 4, 'NODIS\n\n', '(U) SORRELGATE') + '1. (U) Thistledown.\n',
    'sbu.txt': HEAD % (5, 'UNCLAS SENSITIVE', 5, '', '(SBU) UMBERCROFT') + '1. (SBU) Vetchling.\n\n2. (U) Willowmead (C) Yarrowby.\n',
    'release.txt': 'For Immediate Release\n\nOSLO, March 5, 2007 -- The minister said on Monday that Zinniafield is open.\n',
}
# The words that nobody may find below each ceiling.
HIDDEN = {
    'U': 'Fenwickle Grimstad Cinderwhistle dawnfeather Dewberryton Eldermarsh Frostharrow Glimmerfen Hollowmere Ironthistle '
         'Juniperwick Kingfisherson Larkspurvale Mistletarn Oakenshire Sorrelgate Thistledown Umbercroft Vetchling Willowmead Yarrowby',
    'C': 'Frostharrow Hollowmere Ironthistle Juniperwick Larkspurvale Mistletarn Oakenshire Sorrelgate Thistledown',
    'CNF': 'Hollowmere Ironthistle Juniperwick Larkspurvale Mistletarn Oakenshire',
}
SHOWN = {
    'U': 'Alderbuck Brackenthorpe Kestrelbrook Nettleford Pebblewick Quillhaven Zinniafield',
    'C': 'Alderbuck Brackenthorpe Cinderwhistle Eldermarsh Glimmerfen Kestrelbrook Nettleford Vetchling Yarrowby Zinniafield',
    'CNF': 'Frostharrow Sorrelgate Thistledown Nettleford',
}
OPTIONS = {'U': ['--ceiling', 'U'], 'C': ['--ceiling', 'C'],
           'CNF': ['--ceiling', 'C', '--caveat', 'NOFORN', '--caveat', 'NODIS'], 'all': ['--reload']}
# What the two servers of a comparison may differ in: when and as what they were loaded.
OWN = {'generation', 'loaded', 'tag', 'next', 'prev', 'cursor', 'since'}
# What tells of the program and its load, and nothing of documents.
SAME_FOR_ALL = ('/', '/metrics', '/v1/openapi.json', '/readyz', '/healthz', '/v1/reload', '/version', '/docs/problems')


def make_key(access, name, *options):
    done = subprocess.run([PROGRAM, 'key', 'add', name, '--access', access, *options], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def without_own(value):
    if isinstance(value, dict):
        return {name: without_own(part) for name, part in value.items() if name not in OWN}
    return [without_own(part) for part in value] if isinstance(value, list) else value


class Access(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='chancery-access.')
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.documents = os.path.join(cls.folder, 'documents')
        shutil.copytree(SAMPLES, cls.documents)
        for name, text in DOCUMENTS.items():
            with open(os.path.join(cls.documents, name), 'w', encoding='ascii') as file:
                file.write(text)
        cls.access = os.path.join(cls.folder, 'access.ini')
        cls.keys = {name: make_key(cls.access, name, *options) for name, options in OPTIONS.items()}
        cls.serving = Serving(PROGRAM, cls.documents, options=['--access', cls.access])
        cls.serving.__enter__()
        cls.addClassCleanup(cls.serving.__exit__)

    def ask(self, path, key, **more):
        headers = {'Authorization': 'Bearer ' + self.keys[key]} if key else {}
        return self.serving.ask(path, headers={**headers, **more.pop('headers', {})}, **more)

    def get(self, path, key):
        status, _, body = self.ask(path, key)
        self.assertEqual(status, 200, (path, body[:300]))
        return json.loads(body)

    def tell(self, path, key, value):
        """The JSON of a POST."""
        status, _, body = self.ask(path, key, method='POST', headers={'Content-Type': 'application/json'},
                                   body=json.dumps(value).encode())
        self.assertEqual(status, 200, (path, body[:300]))
        return json.loads(body)

    def ids(self, key):
        return [item['id'] for item in self.get('/v1/documents?limit=1000&fields=id', key)['items']]

    def routes(self, key):
        """Every resource with its example, for every document that the key sees, and questions about every word."""
        for resource in self.get('/v1', 'all')['resources']:
            if resource['path'] not in SAME_FOR_ALL + ('/v1/changes',):
                path, mark, query = resource['example'].partition('?')
                yield resource['example']
                if {'csv', 'ndjson'} <= set(resource['formats']):
                    yield from ('%s.%s%s%s' % (path, kind, mark, query) for kind in ('csv', 'ndjson'))
        for path in ('', '/text', '/source', '/paragraphs', '/similar', '/references', '/duplicates', '/citation'):
            for name in self.ids(key):
                yield '/v1/documents/%s%s' % (urllib.parse.quote(name), path)
        words = sorted(set(' '.join(HIDDEN.values()).split() + SHOWN['U'].split()))
        for word in words:
            for form in ('/v1/search?q=%s&facets=tag,station,kind', '/v1/passages?q=%s', '/v1/suggest?prefix=%s', '/v1/concordance?q=%s',
                         '/v1/search?q=%s~',
                         '/v1/reconcile?queries=%%7B%%22a%%22%%3A%%7B%%22query%%22%%3A%%22%s%%22%%7D%%7D',
                         '/v1/timeline?by=day&q=%s', '/v1/people?q=%s', '/v1/search.csv?q=%s', '/v1/search.ndjson?q=%s'):
                yield form % (word[:6] if 'suggest' in form else word)
        for mark in ('U', 'C', 'S', 'SBU', 'C//NF'):
            yield '/v1/passages?limit=100&mark=' + urllib.parse.quote(mark)
        for name in ('07OSLO1', '07OSLO2', '07OSLO3', '07OSLO4', '07OSLO5', '07OSLO6', '07OSLO'):
            yield '/v1/documents/' + name
        yield from ('/v1/facets/classification', '/v1/facets/mark', '/v1/facets/person', '/v1/facets/country', '/v1/references?limit=100',
                    '/v1/changes?limit=1000', '/v1/documents?limit=1000', '/v1/documents.ndjson', '/v1/documents.ris', '/v1/documents.bib',
                    '/v1/documents.csl', '/v1/documents.geojson', '/v1/people.csv', '/v1/places.geojson', '/v1/concordance.ndjson?q=the',
                    '/v1/search?q=*&limit=0',
                    '/v1/people?limit=1000', '/v1/organizations?limit=1000', '/v1/statements?limit=1000', '/v1/events?limit=1000',
                    '/v1/money?limit=1000', '/v1/missing?limit=100', '/v1/graph/references', '/v1/graph/copresence', '/v1/markings',
                    '/v1/feed?limit=1000',
                    '/v1/opensearch/suggestions?q=hollow', '/v1/reconcile/suggest/entity?prefix=cind',
                    '/v1/feed.json?q=the&limit=1000')

    # Keys.

    def test_without_a_known_key_nothing_is_answered_but_health(self):
        for headers in ({}, {'Authorization': 'Bearer nonsense'}, {'Authorization': 'Basic YTpi'}, {'Authorization': ''},
                        {'Authorization': 'Bearer '}, {'Authorization': 'Bearer ' + self.keys['U'][:-1]}):
            for path in ('/v1/search?q=a', '/v1/documents/07OSLO3', '/v1', '/v1/store', '/metrics', '/version', '/v1/reload'):
                with self.subTest(path, headers=headers):
                    status, answer, body = self.serving.ask(path, headers=headers)
                    self.assertEqual((status, json.loads(body)['code']), (401, 'unauthorized'))
                    self.assertTrue(answer['www-authenticate'].startswith('Bearer'))
                    self.assertIn('Authorization', answer['vary'])
            self.assertEqual(self.serving.ask('/healthz', headers=headers)[0], 200)
            status, _, body = self.serving.ask('/readyz', headers=headers)
            self.assertEqual((status, json.loads(body)['generation'], json.loads(body)['total']), (200, None, 0))
        status, _, _ = self.serving.ask('/v1/search?q=a&key=' + self.keys['all'])
        self.assertEqual(status, 401)  # never in a URL, which is logged

    def test_answers_to_a_key_are_for_its_holder_alone(self):
        _, answer, _ = self.ask('/v1/search?q=a', 'U')
        self.assertEqual(answer['cache-control'], 'private, no-cache')
        self.assertIn('Authorization', answer['vary'])

    def test_the_file_holds_no_key_and_is_for_its_owner(self):
        self.assertEqual(stat.S_IMODE(os.stat(self.access).st_mode), 0o600)
        with open(self.access, encoding='ascii') as file:
            text = file.read()
        for key in self.keys.values():
            self.assertRegex(key, r'^chancery_[0-9a-f]{64}$')
            self.assertNotIn(key[9:], text)
        listed = subprocess.run([PROGRAM, 'key', 'list', '--access', self.access], capture_output=True, text=True, check=True)
        self.assertEqual([line.split('\t')[0] for line in listed.stdout.splitlines()], list(OPTIONS))

    def test_requests_are_logged_with_the_name_of_the_key_and_never_with_the_key(self):
        self.ask('/v1/search?q=audited', 'U')
        self.serving.ask('/v1/search?q=audited')
        with open(os.path.join(self.serving.folder.name, 'log'), encoding='utf-8') as log:
            lines = log.read().splitlines()
        names = {json.loads(line).get('key') for line in lines if line.startswith('{')}
        self.assertLessEqual({'U', ''}, names)
        for key in self.keys.values():
            self.assertNotIn(key[9:], '\n'.join(lines))

    def test_nothing_forges_a_line_of_the_log(self):
        odd = ('/v1/a%0d%0a%7b%22event%22:%22forged%22%7d', '/v1/%1b[31m', '/v1/%e2%80%ae', '/v1/"},{"event":"forged', '/v1/%7f')
        for path in odd:
            self.ask(path, 'U', headers={'X-Request-Id': '"}{', 'User-Agent': 'a\x1b[0m'})
        with open(os.path.join(self.serving.folder.name, 'log'), 'rb') as log:
            lines = log.read().split(b'\n')
        for line in lines:
            self.assertIsNone(re.search(rb'[\x00-\x08\x0b-\x1f\x7f]', line), line)
            if line.startswith(b'{'):
                self.assertNotEqual(json.loads(line)['event'], 'forged')

    def test_every_answer_has_the_headers_of_safety(self):
        wanted = {'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
                  'cross-origin-resource-policy': 'same-origin'}
        examples = [resource['example'] for resource in self.get('/v1', 'all')['resources']]
        for path in examples + ['/nothing', '/v1/search?nope=1', '/v1/documents/nope', '/v1/search?q=(&strict=1', '/v1/search.ics']:
            for key in ('all', None):
                with self.subTest(path, key=key):
                    _, headers, _ = self.ask(path, key)
                    self.assertLessEqual(wanted.items(), headers.items())
                    if 'preview' not in path:  # which is made for frames, of pages of this machine
                        self.assertIn("frame-ancestors 'none'", headers['content-security-policy'])
                    self.assertNotIn('unsafe', headers['content-security-policy'])
                    self.assertIn('permissions-policy', headers)
                    self.assertNotIn('server', headers)

    def test_only_keys_that_may_have_things_loaded_or_read_counts(self):
        post = {'method': 'POST', 'body': b'{}', 'headers': {'Content-Type': 'application/json'}}
        self.assertEqual(self.ask('/v1/reload', 'all', **dict(post))[0], 202)
        self.assertEqual(self.ask('/v1/reload', 'C', **dict(post))[0], 403)
        self.assertEqual(self.ask('/metrics', 'all')[0], 200)
        self.assertEqual(self.ask('/metrics', 'C')[0], 403)

    # Ceilings.

    def test_portions_above_the_ceiling_are_left_out_and_counted(self):
        text = self.ask('/v1/documents/07OSLO1/text', 'U')[2].decode()
        self.assertIn('Kestrelbrook', text)
        self.assertEqual(text.count('[Portion withheld.]'), 6)
        self.assertIn('[7 portions withheld.]', text)  # with the heading, in whose place nothing stands
        document = self.get('/v1/documents/07OSLO1', 'U')
        self.assertEqual([p['mark'] for p in document['paragraphs'] if p['mark']], ['U', 'U'])
        self.assertEqual(document['title'], 'HARBOR TALKS ABOUT ALDERBUCK')
        self.assertEqual(self.get('/v1/documents/07OSLO2', 'C')['title'], '[Portion withheld.]')
        self.assertEqual(self.ask('/v1/documents/07OSLO4', 'C')[0], 404)
        self.assertEqual(self.ask('/v1/documents/07OSLO4', 'CNF')[0], 200)
        self.assertEqual(len(self.ids('U')) + 1, len(self.ids('all')))

    def test_what_may_be_read_is_found(self):
        for key, words in SHOWN.items():
            for word in words.split():
                with self.subTest(key, word=word):
                    self.assertEqual(self.get('/v1/search?limit=0&q=' + word, key)['total'], 1)
        for word in set(' '.join(HIDDEN.values()).split()) - {'Fenwickle', 'Grimstad'}:
            self.assertGreaterEqual(self.get('/v1/search?limit=0&q=' + word, 'all')['total'], 1, word)

    def test_nothing_above_a_ceiling_shows_anywhere(self):
        for key, words in HIDDEN.items():
            hidden = re.compile('|'.join(words.split()), re.IGNORECASE)
            for path in self.routes(key):
                status, headers, body = self.ask(path, key)
                self.assertLess(status, 500, path)
                asked = urllib.parse.unquote(path)
                text = body.decode('utf-8', 'replace').replace(asked, '').replace(path, '')
                answer = re.sub(r'"(q|understood|instance|detail|prefix|example|did_you_mean|next|prev|self)":"[^"]*"', '', text)
                if hidden.search(asked):
                    answer = re.sub(r'"(query|filters)":\{.*?\},"', '', answer)
                    continue_words = [word for word in words.split() if word.lower() not in asked.lower()]
                    self.assertIsNone(re.search('|'.join(continue_words), answer, re.IGNORECASE), (key, path))
                else:
                    self.assertIsNone(hidden.search(answer), (key, path, hidden.search(answer)))
                self.assertNotIn('withheld', headers.get('etag', ''))

    def test_what_asks_in_the_name_of_a_key_reads_what_it_may_read(self):
        for key in OPTIONS:
            store = self.get('/v1/store', key)
            answers = self.tell('/v1/batch', key, {'requests': [{'path': '/v1/documents?limit=1000&fields=id'},
                                                               {'path': '/v1/search?q=Hollowmere&limit=0'}]})
            documents, hollowmere = (answer['body'] for answer in answers['responses'])
            self.assertEqual([item['id'] for item in documents['items']], self.ids(key))
            self.assertEqual(hollowmere['total'], 1 if key == 'all' else 0)
            self.assertEqual(answers['generation'], store['generation'])
            call = {'jsonrpc': '2.0', 'id': 1, 'method': 'tools/call',
                    'params': {'name': 'search', 'arguments': {'q': 'Hollowmere'}}}
            found = self.tell('/mcp', key, call)['result']['structuredContent']
            self.assertEqual(found['total'], hollowmere['total'])
            hits = self.tell('/indexes/documents/search', key, {'q': 'Hollowmere'})
            self.assertEqual(hits['estimatedTotalHits'], hollowmere['total'])

    def test_every_route_that_can_be_asked_is_compared_by_an_example(self):
        description = self.get('/v1/openapi.json', 'all')['paths']
        for key in HIDDEN:
            asked = [re.sub(r'\.(?:json|ndjson|csv)$', '', path.partition('?')[0]) for path in self.routes(key)]
            missing = [path for path, methods in description.items() if 'get' in methods and path not in SAME_FOR_ALL and
                       not any(re.fullmatch(re.sub(r'\\{.*?\\}', '[^/]+', re.escape(path)), one) for one in asked)]
            self.assertEqual(missing, [], 'give the route an example, or say in SAME_FOR_ALL that it tells nothing of documents')

    def test_every_answer_is_that_of_a_server_with_the_redacted_documents(self):
        for key in HIDDEN:
            with tempfile.TemporaryDirectory(prefix='chancery-redacted.') as folder:
                for name in self.ids(key):
                    url = '/v1/documents/' + urllib.parse.quote(name)
                    path = self.get(url + '?fields=source', key)['source']['path']
                    with open(os.path.join(folder, path), 'wb') as file:
                        file.write(self.ask(url + '/source', key)[2])
                with Serving(PROGRAM, folder, options=['--access', self.access]) as redacted:
                    redacted.key = self.keys['all']
                    for path in self.routes(key):
                        with self.subTest(path, ceiling=key):
                            self.compare(self.ask(path, key), redacted.ask(path))

    def compare(self, below, redacted):
        # Feeds and the like say where the server is.
        below, redacted = ((*answer[:2], re.sub(rb'127\.0\.0\.1:\d+', b'here', answer[2])) for answer in (below, redacted))
        self.assertEqual(below[0], redacted[0])
        self.assertEqual(below[1].get('content-type'), redacted[1].get('content-type'))
        if 'json' in below[1].get('content-type', '') and below[2] and b'\n' not in below[2].strip():
            answers = [without_own(json.loads(answer[2])) for answer in (below, redacted)]
            for answer in answers:
                if isinstance(answer, dict) and any('change' in item for item in answer.get('items', ())):
                    answer['items'].sort(key=lambda item: item['id'])  # they came in other generations
            self.assertEqual(*answers)
        else:
            self.assertEqual(below[2], redacted[2])

    def test_when_something_changes_above_a_ceiling_nothing_does_below(self):
        path = os.path.join(self.documents, 'mixed.txt')
        tag = self.ask('/v1/search?q=alderbuck', 'U')[1]['etag']
        with open(path, 'w', encoding='ascii') as file:
            file.write(DOCUMENTS['mixed.txt'].replace('Frostharrow', 'Frostharrow, and now Wintergreen,'))
        self.wait_for('wintergreen', 'all')
        self.assertEqual(self.ask('/v1/search?q=alderbuck', 'U')[1]['etag'], tag)
        with open(path, 'w', encoding='ascii') as file:
            file.write(DOCUMENTS['mixed.txt'].replace('Kestrelbrook', 'Kestrelbrook, and now Springgreen,'))
        self.wait_for('springgreen', 'U')
        self.assertNotEqual(self.ask('/v1/search?q=alderbuck', 'U')[1]['etag'], tag)
        with open(path, 'w', encoding='ascii') as file:
            file.write(DOCUMENTS['mixed.txt'])
        self.wait_for('springgreen', 'U', 0)

    def wait_for(self, word, key, total=1):
        end = time.monotonic() + 20
        while self.get('/v1/search?limit=0&q=' + word, key)['total'] != total:
            self.assertLess(time.monotonic(), end, 'never found')
            time.sleep(0.05)
        time.sleep(0.5 if key == 'all' else 0)  # the views follow


class Starting(unittest.TestCase):
    """What the program will not start with."""

    def refused(self, *options):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([PROGRAM, 'serve', SAMPLES, '--port', '0', '--store', os.path.join(folder, 's'), *options],
                                  capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 1, done)
        return done.stderr

    def test_an_address_that_others_reach_needs_keys(self):
        for address in ('0.0.0.0', '::', '192.0.2.1'):
            self.assertIn('keys are needed', self.refused('--listen', address))

    def test_a_file_of_keys_that_others_may_read_or_that_is_wrong_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            access = os.path.join(folder, 'access.ini')
            make_key(access, 'a')
            os.chmod(access, 0o640)
            self.assertIn('chmod 600', self.refused('--access', access))
            for text, said in (('[a]\ndigest = 12\n', 'line 2'), ('[a]\nceiling = X\n', 'line 2'), ('[a]\ncolor = red\n', 'line 2'),
                               ('[a b]\nceiling = U\n', 'name'), ('[a]\nceiling = U\n', 'no digest'), ('', 'no keys')):
                with open(access, 'w', encoding='ascii') as file:
                    file.write(text)
                os.chmod(access, 0o600)
                with self.subTest(text):
                    self.assertIn(said, self.refused('--access', access))

    def test_a_name_is_given_once_and_a_wrong_ceiling_to_nobody(self):
        with tempfile.TemporaryDirectory() as folder:
            access = os.path.join(folder, 'access.ini')
            make_key(access, 'a')
            for arguments in (['a'], ['b', '--ceiling', 'Q'], ['b c'], ['']):
                done = subprocess.run([PROGRAM, 'key', 'add', '--access', access, *arguments], capture_output=True, check=False)
                self.assertEqual((done.returncode, done.stdout), (1, b''), arguments)

    def test_anonymous_readers_have_the_ceiling_of_their_section(self):
        with tempfile.TemporaryDirectory() as folder:
            access = os.path.join(folder, 'access.ini')
            key = make_key(access, 'all')
            make_key(access, 'anonymous', '--ceiling', 'U')
            with Serving(PROGRAM, SAMPLES, options=['--access', access]) as serving:
                below = serving.get('/v1/passages', mark='C', limit=0)['total']
                serving.key = key
                self.assertGreater(serving.get('/v1/passages', mark='C', limit=0)['total'], below)
                self.assertEqual(below, 0)
                serving.key = 'wrong'
                self.assertEqual(serving.ask('/v1/store')[0], 401)


class Sockets(unittest.TestCase):
    """A unix socket, and sockets that somebody else opened."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='chancery-socket.')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(self.folder, 'socket')

    def start(self, *options, **more):
        process = subprocess.Popen([PROGRAM, 'serve', SAMPLES, '--store', os.path.join(self.folder, 'store'), *options],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more)
        self.addCleanup(self.stop, process)
        return process, process.stdout.readline()

    @staticmethod
    def stop(process):
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=30)
        process.stdout.close()

    @staticmethod
    def ask(family, address, host='anything.example'):
        with socket.socket(family) as connection:
            connection.settimeout(10)
            connection.connect(address)
            connection.sendall(('GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' % host).encode())
            return connection.makefile('rb').read()

    def test_a_unix_socket_is_for_its_owner_whatever_the_host_says(self):
        process, said = self.start('--unix', self.path)
        self.assertIn(self.path, said)
        entry = os.stat(self.path)
        self.assertTrue(stat.S_ISSOCK(entry.st_mode))
        self.assertEqual(stat.S_IMODE(entry.st_mode), 0o600)
        self.assertTrue(self.ask(socket.AF_UNIX, self.path).startswith(b'HTTP/1.1 200'))
        # One that is in use is left alone; one that was left behind is taken over; nothing else is removed.
        second = subprocess.run([PROGRAM, 'serve', SAMPLES, '--store', os.path.join(self.folder, 'other'), '--unix', self.path],
                                capture_output=True, timeout=60, check=False)
        self.assertEqual(second.returncode, 1)
        self.stop(process)
        self.assertFalse(os.path.exists(self.path))
        left = socket.socket(socket.AF_UNIX)
        left.bind(self.path)
        left.close()
        process, said = self.start('--unix', self.path)
        self.assertTrue(self.ask(socket.AF_UNIX, self.path).startswith(b'HTTP/1.1 200'))
        self.stop(process)
        with open(self.path, 'w', encoding='ascii') as file:
            file.write('keep me')
        process, said = self.start('--unix', self.path)
        self.assertEqual((said, process.wait(timeout=30)), ('', 1))
        self.assertTrue(os.path.exists(self.path))

    def test_sockets_that_are_handed_over_are_served(self):
        with socket.create_server(('127.0.0.1', 0)) as listening:
            port = listening.getsockname()[1]

            def hand_over():  # as systemd does: descriptor 3, and our process's number
                os.dup2(listening.fileno(), 3)
            command = 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" serve "$1" --store "$2"'
            process = subprocess.Popen(['sh', '-c', command, PROGRAM, SAMPLES, os.path.join(self.folder, 'store')], text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=(3,), preexec_fn=hand_over)
            self.addCleanup(self.stop, process)
            self.assertIn(str(port), process.stdout.readline())
        self.assertTrue(self.ask(socket.AF_INET, ('127.0.0.1', port), '127.0.0.1:%d' % port).startswith(b'HTTP/1.1 200'))
        self.assertTrue(self.ask(socket.AF_INET, ('127.0.0.1', port)).startswith(b'HTTP/1.1 421'))


if __name__ == '__main__':
    unittest.main()
