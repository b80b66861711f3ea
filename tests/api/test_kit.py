#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What front ends build on beside the resources themselves: batches, the Model Context Protocol.

    test_kit.py PROGRAM
"""
import csv
import io
import json
import re
import sys
import unittest
import urllib.parse
import xml.etree.ElementTree

from serving import ServedCase

PROGRAM = sys.argv.pop(1)
JSON = {'Content-Type': 'application/json'}


class Kit(ServedCase):
    program = PROGRAM


class Citations(Kit):
    def cite(self, document, suffix):
        status, headers, body = self.serving.ask('/v1/documents/%s/citation.%s' % (document, suffix))
        self.assertEqual(status, 200, body)
        return headers['content-type'], body.decode()

    def test_a_cable_is_cited_by_sender_subject_number_and_day(self):
        kind, text = self.cite('08OSLO251', 'txt')
        self.assertTrue(kind.startswith('text/plain'))
        self.assertEqual(text, 'AMEMBASSY OSLO, \u201cNORWAY ON THE GRIMSHOLM SEAT: AALESUND, BUT NOT WITH A HAMMER,'
                               '\u201d cable 08 OSLO 251, 14 May 2008 (CONFIDENTIAL).\n')

    def test_reference_managers_get_their_own(self):
        lines = self.cite('08OSLO251', 'ris')[1].split('\r\n')
        self.assertEqual((lines[0], lines[-2]), ('TY  - RPRT', 'ER  - '))
        for line in ('AU  - AMEMBASSY OSLO', 'PY  - 2008', 'DA  - 2008/05/14/', 'M1  - 08 OSLO 251'):
            self.assertIn(line, lines)
        bib = self.cite('08OSLO251', 'bib')[1]
        self.assertTrue(bib.startswith('@techreport{08OSLO251,\n  author = {{AMEMBASSY OSLO}},\n'), bib)
        self.assertTrue(bib.endswith('year = {2008},\n  month = {5}\n}\n'), bib)
        item = json.loads(self.cite('08OSLO251', 'csl')[1])[0]
        self.assertEqual((item['type'], item['number'], item['issued']),
                         ('report', '08 OSLO 251', {'date-parts': [[2008, 5, 14]]}))

    def test_a_format_it_does_not_have_is_refused(self):
        self.assertEqual(self.serving.ask('/v1/documents/08OSLO251/citation?format=ics')[0], 406)


class Exports(Kit):
    """Lists that are taken away: each format has every item of the list, in its order."""

    def rows(self, path):
        status, headers, body = self.serving.ask(path)
        self.assertEqual(status, 200, (path, body))
        return headers['content-type'], body.decode()

    def test_a_list_of_documents_is_a_bibliography(self):
        for path in ('/v1/search%s?q=grimsholm&sort=date', '/v1/documents%s?kind=news', '/v1/people/rosalind-achterberg/documents%s'):
            ids = [item['id'] for item in self.get(path % '' + '&limit=1000&fields=id' if '?' in path else path % '')['items']]
            self.assertGreater(len(ids), 1)
            ris = self.rows(path % '.ris')[1].split('\r\n')
            self.assertEqual([line[6:] for line in ris if line.startswith('ID  - ')], ids)
            self.assertEqual(ris.count('ER  - '), len(ids))
            bib = self.rows(path % '.bib')[1]
            self.assertEqual(re.findall(r'^@(?:techreport|article)\{(.*),$', bib, re.MULTILINE), ids)
            self.assertEqual([item['id'] for item in json.loads(self.rows(path % '.csl')[1])], ids)
        self.assertEqual(json.loads(self.rows('/v1/search.csl?q=nothingatall')[1]), [])
        one = self.rows('/v1/documents/08OSLO251/citation.ris')[1]
        self.assertEqual(self.rows('/v1/search.ris?id=08OSLO251')[1], one)
        self.assertEqual(self.serving.ask('/v1/search?limit=1', headers={'Accept': 'application/x-bibtex'})[1]['content-type'],
                         'application/x-bibtex')
        self.assertEqual(self.serving.ask('/v1/passages.ris?q=lease')[0], 406)

    def test_documents_stations_and_places_stand_on_a_map(self):
        kind, body = self.rows('/v1/search.geojson?sort=id')
        features = json.loads(body)['features']
        self.assertEqual(kind, 'application/geo+json')
        self.assertEqual([feature['id'] for feature in features], [i['id'] for i in self.get('/v1/documents?sort=id&limit=100')['items']])
        here = {feature['id']: feature['geometry'] for feature in features}
        self.assertEqual(here['08OSLO251'], {'type': 'Point', 'coordinates': [10.72, 59.92]})  # longitude first
        self.assertEqual({f['geometry'] is None for f in features if f['properties']['station']}, {False})
        for path in ('/v1/stations', '/v1/places'):
            items = self.get(path)['items']
            features = json.loads(self.rows(path + '.geojson')[1])['features']
            self.assertEqual([feature['properties'] for feature in features], items)
        self.assertEqual(json.loads(self.rows('/v1/places.geojson?q=nothingatall')[1])['features'], [])

    def test_tables_of_any_length_hold_every_row(self):
        lists = {'/v1/people': 'items', '/v1/organizations': 'items', '/v1/tags': 'items', '/v1/missing': 'items', '/v1/markings': 'items',
                 '/v1/declassification': 'items', '/v1/facets/tag': 'values', '/v1/timeline': 'buckets',
                 '/v1/concordance?q=lease': 'items', '/v1/people/rosalind-achterberg/timeline': 'buckets'}
        for path, name in lists.items():
            with self.subTest(path):
                start, _, query = path.partition('?')
                wanted = self.get(path if name == 'buckets' else '%s?limit=1000&%s' % (start, query))
                lines = self.rows('%s.ndjson?%s' % (start, query))[1].splitlines()
                self.assertEqual([{**json.loads(line), 'href': 0} for line in lines],
                                 [{**row, 'href': 0} for row in wanted[name]])
                table = list(csv.DictReader(io.StringIO(self.rows('%s.csv?%s' % (start, query))[1])))
                self.assertEqual([list(row) for row in table], [list(row) for row in wanted[name]])
                for row, cells in zip(wanted[name], table):
                    for key, value in row.items():
                        if key != 'href' and isinstance(value, (str, type(None))):
                            self.assertEqual(cells[key], value or '')
        part = self.rows('/v1/people.ndjson?limit=2&offset=1')[1].splitlines()
        self.assertEqual([json.loads(line)['id'] for line in part], [i['id'] for i in self.get('/v1/people?limit=2&offset=1')['items']])
        self.assertEqual(self.serving.ask('/v1/people.csv?limit=many')[0], 400)
        self.assertEqual(self.serving.ask('/v1/people.geojson')[0], 406)

    TABLES = ('/v1/documents/08OSLO251/similar?limit=3', '/v1/documents/08OSLO251/references?depth=2', '/v1/suggest?prefix=se&limit=2',
              '/v1/traffic?station=OSLO', '/v1/resolve?references=08+OSLO+251,nothing&year=2008', '/v1/countries?limit=5', '/v1/places?limit=5',
              '/v1/organizations?limit=5', '/v1/stations?limit=5')

    def test_lists_beside_a_document_are_tables_too(self):
        for path in self.TABLES:
            with self.subTest(path):
                start, query = path.split('?')
                wanted = self.get(path)['items']
                self.assertTrue(wanted)
                lines = self.rows('%s.ndjson?%s' % (start, query))[1].splitlines()
                self.assertEqual([json.loads(line) for line in lines], wanted)
                kind, table = self.rows('%s.csv?%s' % (start, query))
                head, *rows = csv.reader(io.StringIO(table))
                self.assertTrue(kind.startswith('text/csv'))
                self.assertEqual([head] * len(wanted), [list(row) for row in wanted])
                self.assertEqual(len(rows), len(wanted))
                for row, cells in zip(wanted, rows):
                    for value, cell in zip(row.values(), cells):
                        if isinstance(value, (str, int, type(None))):
                            self.assertEqual(cell, value if isinstance(value, str) else json.dumps(value).replace('null', ''))
        asked = json.dumps({'references': ['08 OSLO 251', '08 OSLO 312']}).encode()
        status, _, body = self.serving.ask('/v1/resolve.ndjson', 'POST', JSON, asked)
        self.assertEqual((status, [json.loads(line)['id'] for line in body.splitlines()]), (200, ['08OSLO251', '08OSLO312']))
        self.assertEqual(self.serving.ask('/v1/documents/08NOWHERE1/similar.csv')[0], 404)
        self.assertEqual(self.serving.ask('/v1/resolve.csv')[0], 400)

    def test_a_table_without_rows_has_its_head(self):
        for path in ('people', 'organizations', 'countries', 'places', 'tags', 'stations', 'missing', 'declassification',
                     'facets/tag', 'timeline', 'concordance', 'traffic', 'people/rosalind-achterberg/timeline'):
            with self.subTest(path):
                full = self.rows('/v1/%s.csv?q=%s' % (path, '*' if path != 'concordance' else 'lease'))[1]
                self.assertGreater(full.count('\r\n'), 1)
                self.assertEqual(self.rows('/v1/%s.csv?q=nothingatall' % path)[1], full[:full.index('\r\n') + 2])
                self.assertEqual(self.rows('/v1/%s.ndjson?q=nothingatall' % path)[1], '')
        self.assertEqual(self.rows('/v1/markings.csv')[1], 'document,href,title,document_date,classification,portions,above,unmarked\r\n')
        self.assertEqual(self.rows('/v1/documents/08OSLO251/duplicates.csv')[1], 'id,kind,href,title,date,same,similarity,diff\r\n')


class Feeds(Kit):
    ATOM = '{http://www.w3.org/2005/Atom}'

    def test_a_search_is_a_feed_with_the_newest_first(self):
        found = self.get('/v1/search', q='grimsholm', sort='-date', limit=4)['items']
        status, headers, body = self.serving.ask('/v1/feed?q=grimsholm&limit=4')
        self.assertEqual((status, headers['content-type']), (200, 'application/atom+xml'))
        feed = xml.etree.ElementTree.fromstring(body)
        entries = feed.findall(self.ATOM + 'entry')
        here = 'http://127.0.0.1:%d' % self.serving.port
        self.assertEqual([entry.findtext(self.ATOM + 'id') for entry in entries], [here + '/read/' + item['id'] for item in found])
        self.assertEqual([entry.findtext(self.ATOM + 'title') for entry in entries], [item['title'] for item in found])
        for part in [feed, *entries]:
            for name in ('id', 'title', 'updated'):
                self.assertTrue(part.findtext(self.ATOM + name), name)
            self.assertRegex(part.findtext(self.ATOM + 'updated'), r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$')
        links = {link.get('rel'): link.get('href') for link in feed.findall(self.ATOM + 'link')}
        self.assertEqual(links['self'], here + '/v1/feed?q=grimsholm&limit=4')
        more = xml.etree.ElementTree.fromstring(self.serving.ask(links['next'][len(here):])[2])
        self.assertNotIn(entries[0].findtext(self.ATOM + 'id'), [e.findtext(self.ATOM + 'id') for e in more.findall(self.ATOM + 'entry')])

    def test_json_feed_says_the_same(self):
        status, headers, body = self.serving.ask('/v1/feed?q=grimsholm&limit=4', headers={'Accept': 'application/feed+json'})
        feed = json.loads(body)
        self.assertEqual((status, headers['content-type'], feed['version']),
                         (200, 'application/feed+json', 'https://jsonfeed.org/version/1.1'))
        atom = xml.etree.ElementTree.fromstring(self.serving.ask('/v1/feed?q=grimsholm&limit=4')[2])
        self.assertEqual([item['id'] for item in feed['items']], [e.findtext(self.ATOM + 'id') for e in atom.findall(self.ATOM + 'entry')])
        undated = self.get('/v1/feed.json?date=undated')['items']
        self.assertNotIn('date_published', undated[0])

    def test_browsers_learn_how_to_search(self):
        status, headers, body = self.serving.ask('/v1/opensearch.xml')
        self.assertEqual((status, headers['content-type']), (200, 'application/opensearchdescription+xml'))
        urls = xml.etree.ElementTree.fromstring(body).findall('{http://a9.com/-/spec/opensearch/1.1/}Url')
        for url in urls:
            path = url.get('template').replace('http://127.0.0.1:%d' % self.serving.port, '').replace('{searchTerms}', 'the+secr')
            self.assertEqual(self.serving.ask(path, headers={'Accept': url.get('type')})[0], 200, path)
        typed, names = json.loads(self.serving.ask('/v1/opensearch/suggestions?q=the+secr')[2])
        self.assertEqual(typed, 'the secr')
        self.assertIn('the secretariat', names)


class Reconciling(Kit):
    """OpenRefine's questions, as its specification has them."""

    def form(self, want=200, **fields):
        body = urllib.parse.urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
        status, _, answer = self.serving.ask('/v1/reconcile', 'POST', {'Content-Type': 'application/x-www-form-urlencoded'}, body)
        self.assertEqual(status, want, answer)
        return json.loads(answer)

    def match(self, name, **more):
        return self.form(queries={'q': {'query': name, **more}})['q']['result']

    def test_the_manifest_leads_everywhere(self):
        manifest = self.get('/v1/reconcile')
        here = 'http://127.0.0.1:%d' % self.serving.port
        self.assertIn('0.2', manifest['versions'])
        kinds = [kind['id'] for kind in manifest['defaultTypes']]
        self.assertLessEqual({'people', 'organizations', 'places', 'stations', 'tags'}, set(kinds))
        for service in [*manifest['suggest'].values(), manifest['extend']['propose_properties']]:
            self.assertEqual(service['service_url'], here)
            self.assertEqual(self.serving.ask(service['service_path'] + '?prefix=o&type=places&cursor=0&lang=en')[0], 200)
        card = manifest['preview']['url'].replace('{{id}}', 'people/rosalind-achterberg')[len(here):]
        status, headers, body = self.serving.ask(card)
        self.assertEqual((status, headers['content-type']), (200, 'text/html; charset=utf-8'))
        self.assertIn(b'<h1>Rosalind Achterberg</h1>', body)
        policy = headers['content-security-policy'].split('; ')
        self.assertIn("frame-ancestors 'self' http://127.0.0.1:* http://localhost:* http://[::1]:*", policy)
        self.assertLessEqual({"default-src 'none'", "form-action 'none'"}, set(policy))
        self.assertNotRegex(body.decode(), '<(script|form|a|button)\\b')
        self.assertEqual(self.serving.ask('/v1/reconcile/preview?id=people/nobody')[0], 404)

    def test_names_are_matched_and_misspelt_ones_proposed(self):
        best = self.match('Rosalind Achterberg', type='people')[0]
        self.assertEqual((best['id'], best['match'], best['score']), ('people/rosalind-achterberg', True, 100))
        self.assertEqual(best['type'], [{'id': 'people', 'name': 'Person'}])
        for name in ('Achterberg, Rosalind', 'Rosalind Achterburg', 'ROSALIND ACHTERBERG (Ms.)'):
            near = self.match(name, type=['people'], limit=3)[0]
            self.assertEqual((near['id'], near['match']), ('people/rosalind-achterberg', False), name)
            self.assertLess(near['score'], 100)
        for name, kind, wanted in (('Norway', 'countries', 'countries/NO'), ('External Political Relations', 'tags', 'tags/PREL'),
                                   ('oslo', 'stations', 'stations/OSLO'), ('Oslo', 'places', 'places/oslo-no'),
                                   ('Grimsholm Bank Commission', 'organizations', 'organizations/grimsholm-bank-commission')):
            best = self.match(name, type=kind)[0]
            self.assertEqual((best['id'], best['match']), (wanted, True))
        both = self.match('Oslo')  # a place and a station: nobody can say which
        self.assertEqual([(one['score'], one['match']) for one in both[:2]], [(100, False)] * 2)
        self.assertEqual(self.match('Xyzzy Quux'), [])
        self.assertEqual(self.match('Oslo', type='ships'), [])
        self.assertEqual(len(self.match('the commission', limit=2)), 2)

    def test_a_get_answers_as_a_post_does(self):
        queries = json.dumps({'a': {'query': 'Oslo'}, 'b': {'query': 'Norway'}})
        answer = self.get('/v1/reconcile', queries=queries)
        self.assertEqual(answer, self.form(queries=json.loads(queries)))
        self.assertEqual(list(answer), ['a', 'b'])

    def test_columns_are_filled_from_what_is_known(self):
        answer = self.form(extend={'ids': ['stations/OSLO', 'people/nobody'], 'properties': [{'id': 'country'}, {'id': 'latitude'}]})
        self.assertEqual([column['id'] for column in answer['meta']], ['country', 'latitude'])
        self.assertEqual(answer['rows'], {'stations/OSLO': {'country': [{'str': 'NO'}], 'latitude': [{'float': 59.92}]},
                                          'people/nobody': {'country': [], 'latitude': []}})
        offered = [p['id'] for p in self.get('/v1/reconcile/properties', type='places')['properties']]
        self.assertLessEqual({'country', 'latitude', 'longitude'}, set(offered))

    def test_names_go_on_as_they_are_typed(self):
        found = self.get('/v1/reconcile/suggest/entity', prefix='rosal')['result']
        self.assertEqual(found[0]['id'], 'people/rosalind-achterberg')
        self.assertEqual(self.get('/v1/reconcile/suggest/type', prefix='pe')['result'], [{'id': 'people', 'name': 'Person'}])
        self.assertIn('country', [p['id'] for p in self.get('/v1/reconcile/suggest/property', prefix='c')['result']])

    def test_what_is_no_question_is_refused(self):
        for fields in ({'queries': []}, {'queries': {'q': {}}}, {'queries': {'q': {'query': 5}}}, {'extend': {}}, {'extend': {'ids': 1}},
                       {'queries': {str(i): {'query': 'a'} for i in range(501)}}):
            self.form(400, **fields)
        # A form is taken here alone: elsewhere pages of other sites could send one unasked.
        self.assertEqual(self.serving.ask('/v1/search', 'POST', {'Content-Type': 'application/x-www-form-urlencoded'}, b'q=a')[0], 415)


class Batch(Kit):
    def batch(self, *requests, want=200):
        return self.serving.post('/v1/batch', {'requests': list(requests)}, want)

    def test_answers_are_those_of_the_requests_by_themselves(self):
        paths = ['/v1/search?q=hammer&limit=1', '/v1/documents/08OSLO251', '/v1/timeline?by=year',
                 '/v1/search?nonsense=1', '/v1/documents/08OSLO99999']
        answers = self.batch(*({'path': path} for path in paths))['responses']
        self.assertEqual(len(answers), len(paths))
        for path, answer in zip(paths, answers):
            status, headers, body = self.serving.ask(path)
            self.assertEqual((answer['status'], answer['content_type']), (status, headers['content-type']))
            self.assertEqual(answer['body'], json.loads(body), path)

    def test_a_post_carries_its_body(self):
        body = {'query': {'term': 'hammer'}, 'limit': 0}
        answer = self.batch({'method': 'POST', 'path': '/v1/search', 'body': body})['responses'][0]
        self.assertEqual(answer['body']['total'], 1)

    def test_what_is_no_json_comes_as_text_and_streams_come_whole(self):
        text, rows = self.batch({'path': '/v1/documents/08OSLO251/text'},
                                {'path': '/v1/documents.ndjson?fields=id'})['responses']
        self.assertIn('hammer', text['body'])
        self.assertEqual(len(rows['body'].splitlines()), 19)

    def test_another_spelling_of_an_id_is_followed(self):
        answer = self.batch({'path': '/v1/documents/08%20OSLO%20251?fields=id'})['responses'][0]
        self.assertEqual((answer['status'], answer['body']['id']), (200, '08OSLO251'))

    def test_the_generation_is_said(self):
        answer = self.batch({'path': '/v1/store'})
        self.assertEqual(answer['generation'], answer['responses'][0]['body']['generation'])

    def test_an_empty_batch_has_no_answers(self):
        self.assertEqual(self.batch()['responses'], [])

    def test_what_is_no_batch_is_refused(self):
        hundred_and_one = [{'path': '/v1'}] * 101
        for value in ({}, {'requests': {}}, {'requests': [1]}, {'requests': [{'path': '/healthz'}]},
                      {'requests': [{'path': '/v1/batch'}]}, {'requests': [{'path': '/v1/../docs/problems'}, {}]},
                      {'requests': [{'method': 'DELETE', 'path': '/v1'}]}, []):
            self.serving.post('/v1/batch', value, 400)
        self.assertIn(self.serving.ask('/v1/batch', 'POST', JSON,
                                       json.dumps({'requests': hundred_and_one}).encode())[0], (400, 422))
        self.assertEqual(self.serving.ask('/v1/batch', 'POST', JSON, b'{')[0], 400)
        self.assertEqual(self.serving.ask('/v1/batch')[0], 405)


class Assistants(Kit):
    def call(self, method, want=200, **parameters):
        return self.serving.post('/mcp', {'jsonrpc': '2.0', 'id': 7, 'method': method, 'params': parameters}, want)

    def tool(self, name, **arguments):
        return self.call('tools/call', name=name, arguments=arguments)

    def test_a_client_is_told_the_version_it_asked_for_or_the_newest(self):
        for asked, told in (('2025-03-26', '2025-03-26'), ('1999-01-01', '2025-11-25')):
            result = self.call('initialize', protocolVersion=asked, capabilities={})['result']
            self.assertEqual(result['protocolVersion'], told)
            self.assertEqual(result['serverInfo']['name'], 'chancery')

    def test_a_notification_is_taken_without_an_answer(self):
        body = json.dumps({'jsonrpc': '2.0', 'method': 'notifications/initialized'}).encode()
        status, _, answer = self.serving.ask('/mcp', 'POST', JSON, body)
        self.assertEqual((status, answer), (202, b''))

    def test_every_tool_says_what_it_takes(self):
        tools = {tool['name']: tool for tool in self.call('tools/list')['result']['tools']}
        self.assertLessEqual({'search', 'read', 'resolve', 'verify', 'timeline', 'references'}, set(tools))
        for tool in tools.values():
            self.assertTrue(tool['annotations']['readOnlyHint'])
            self.assertLessEqual(set(tool['inputSchema']['required']), set(tool['inputSchema']['properties']))

    def test_search_answers_few_documents_with_their_passages(self):
        result = self.tool('search', q='norway')['result']
        found = result['structuredContent']
        self.assertFalse(result['isError'])
        self.assertEqual(json.loads(result['content'][0]['text']), found)
        self.assertEqual(len(found['items']), 5)
        self.assertEqual(found['total'], self.serving.get('/v1/search', q='norway', limit=0)['total'])

    def test_read_takes_any_spelling(self):
        found = self.tool('read', id='08 OSLO 000251')['result']['structuredContent']
        self.assertEqual(found['id'], '08OSLO251')
        self.assertEqual(len(found['items']), 6)

    def test_a_reference_is_resolved_and_a_quotation_verified(self):
        found = self.tool('resolve', reference='STATE 49203')['result']['structuredContent']
        self.assertEqual(found['items'][0]['id'], '08STATE49203')
        words = 'take a lady to the dance with a hammer'
        self.assertFalse(self.tool('verify', quotation=words)['result']['isError'])

    def test_who_cites_a_document(self):
        found = self.tool('references', document='08STATE49203', direction='in')['result']['structuredContent']
        self.assertGreater(found['total'], 0)

    def test_a_refusal_is_an_answer_that_the_assistant_can_read(self):
        result = self.tool('read', id='08OSLO99999')['result']
        self.assertTrue(result['isError'])
        self.assertIn('08OSLO99999', result['content'][0]['text'])

    def test_mistakes_have_the_codes_of_json_rpc(self):
        self.assertEqual(self.call('tools/call', name='erase')['error']['code'], -32602)
        self.assertEqual(self.tool('search')['error']['code'], -32602)
        self.assertEqual(self.tool('search', q='x', evil=1)['error']['code'], -32602)
        self.assertEqual(self.call('resources/list')['error']['code'], -32601)
        status, _, body = self.serving.ask('/mcp', 'POST', JSON, b'[')
        self.assertEqual((status, json.loads(body)['error']['code']), (400, -32700))


if __name__ == '__main__':
    unittest.main()
