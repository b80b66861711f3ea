#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks the real program, loaded with the samples, what its users ask.

    test_api.py PROGRAM
"""
import csv
import io
import json
import os
import shutil
import sys
import tempfile
import unittest
import urllib.parse

import jsonschema

from serving import SAMPLES, ServedCase, Serving

PROGRAM = sys.argv.pop(1)
PROBLEM = {'type', 'title', 'status', 'code', 'detail', 'instance'}


class Api(ServedCase):
    program = PROGRAM

    def ids(self, **parameters):
        return [item['id'] for item in self.get('/v1/search', limit=1000, fields='id', **parameters)['items']]


def operation_of(contract, operation):
    return next(known for _, _, _, known in contract.operations if known['operationId'] == operation['operationId'])


def strip_links(value):
    """Without links, which say how something was asked."""
    if isinstance(value, dict):
        return {name: strip_links(part) for name, part in value.items() if name not in ('href', 'next', 'prev')}
    return [strip_links(part) for part in value] if isinstance(value, list) else value


class Answers(Api):
    def test_every_operation_answers_its_example(self):
        """The contract of the server holds each answer to its schema."""
        description = self.get('/v1/openapi.json')
        self.assertGreater(len(description['paths']), 60)
        for path, methods in description['paths'].items():
            for method, operation in methods.items():
                with self.subTest(operation['operationId']):
                    target = operation['x-example']
                    self.assertIs(self.serving.contract.operation(method.upper(), target), operation_of(self.serving.contract, operation))
                    headers, body = {}, None
                    if method == 'post':
                        content = operation['requestBody']['content']['application/json']
                        schema = {**content['schema'], 'components': description['components']}
                        jsonschema.validate(content['example'], schema, jsonschema.Draft202012Validator)
                        headers, body = {'Content-Type': 'application/json'}, json.dumps(content['example']).encode()
                    status, answer, data = self.serving.ask(target, method.upper(), headers, body)
                    self.assertIn(str(status), operation['responses'], data[:300])
                    kinds = operation['responses'][str(status)]['content']
                    self.assertTrue('*/*' in kinds or answer['content-type'].split(';')[0] in kinds, answer['content-type'])

    def test_a_post_of_the_parameters_answers_as_the_get_does(self):
        own = ('/v1/reload', '/v1/reconcile', '/v1/feed')  # which do something else, or say how they were asked
        for path, methods in self.get('/v1/openapi.json')['paths'].items():
            if len(methods) == 2 and path not in own:
                body = methods['post']['requestBody']['content']['application/json']['example']
                posted = self.serving.post(methods['post']['x-example'], body)
                told = self.get(methods['get']['x-example'])
                for answer in (posted, told):
                    answer.pop('page', None)
                self.assertEqual(strip_links(posted), strip_links(told), path)

    def test_the_index_links_to_every_path_that_can_be_followed(self):
        paths = {path for path, methods in self.get('/v1/openapi.json')['paths'].items() if 'get' in methods}
        self.assertEqual({resource['path'] for resource in self.get('/v1')['resources']}, paths)

    def test_every_schema_of_the_description_is_one(self):
        description = self.get('/v1/openapi.json')
        for name, schema in description['components']['schemas'].items():
            with self.subTest(name):
                jsonschema.Draft202012Validator.check_schema(schema)
        text = json.dumps(description)
        for name in set(part.split('"')[0] for part in text.split('#/components/schemas/')[1:]):
            self.assertIn(name, description['components']['schemas'])

    def test_operation_ids_are_unique_and_path_parameters_documented(self):
        seen = set()
        for path, methods in self.get('/v1/openapi.json')['paths'].items():
            for operation in methods.values():
                self.assertNotIn(operation['operationId'], seen)
                seen.add(operation['operationId'])
                named = {p['name'] for p in operation['parameters'] if p['in'] == 'path'}
                self.assertEqual(named, {part[1:-1] for part in path.split('/') if part.startswith('{')})
                names = [(p['in'], p['name']) for p in operation['parameters']]
                self.assertEqual(len(names), len(set(names)), path)

    def test_a_document_is_what_parse_prints(self):
        answer = self.get('/v1/documents/08OSLO312', units='codepoint')
        self.assertEqual(answer['cable']['subject'], answer['title'])
        self.assertEqual(answer['date']['precision'], 'minute')
        text = self.serving.ask('/v1/documents/08OSLO312/text')[2].decode()
        for paragraph in answer['paragraphs']:
            start, end = paragraph['span']
            self.assertEqual(text[start:end].split()[:3], paragraph['text'].split()[:3])

    def test_spans_are_counted_in_the_units_asked_for(self):
        name = '/v1/documents/08OSLO251'
        text = self.serving.ask(name + '/text')[2].decode()
        whole = {unit: self.get(name, units=unit)['paragraphs'][-1] for unit in ('utf16', 'codepoint', 'byte')}
        start, end = whole['codepoint']['span']
        self.assertEqual(whole['utf16']['span'],
                         [len(text[:at].encode('utf-16-le')) // 2 for at in (start, end)])
        self.assertEqual(whole['byte']['span'], [len(text[:at].encode()) for at in (start, end)])

    def test_the_source_is_the_bytes_that_were_loaded(self):
        found = [i for i in self.get('/v1/documents', fields='id,source', limit=100)['items']
                 if i['source']['encoding'] == 'windows-1252']
        self.assertEqual(len(found), 1)
        status, headers, body = self.serving.ask('/v1/documents/%s/source' % found[0]['id'])
        self.assertEqual(headers['content-disposition'], 'attachment')
        self.assertEqual(len(body), found[0]['source']['bytes'])
        self.assertRaises(UnicodeDecodeError, body.decode, 'utf-8')
        text = self.serving.ask('/v1/documents/%s/text' % found[0]['id'])[2]
        self.assertEqual(text.decode(), body.decode('cp1252'))

    def test_paragraphs_can_be_had_one_by_one(self):
        whole = self.get('/v1/documents/08OSLO312/paragraphs')
        for place, paragraph in enumerate(whole['items'], 1):
            self.assertEqual(self.get('/v1/documents/08OSLO312/paragraphs/%d' % place), paragraph)
        self.get('/v1/documents/08OSLO312/paragraphs/%d' % (whole['total'] + 1), 404)
        self.get('/v1/documents/08OSLO312/paragraphs/0', 404)

    def test_a_concordance_has_a_line_for_every_match(self):
        found = self.get('/v1/search', q='grimsholm OR herring', fields='id,matches', limit=1000)
        lines = self.get('/v1/concordance', q='grimsholm OR herring', context=4, limit=1000)
        self.assertEqual(lines['total'], sum(item['matches'] for item in found['items']))
        self.assertEqual(len(lines['items']), lines['total'])
        self.assertEqual(lines['documents'], found['total'])
        for line in lines['items']:
            self.assertIn(line['match'].lower(), ('grimsholm', 'herring'))
            self.assertLessEqual(len(line['left'].split()), 6)
        by_left = self.get('/v1/concordance', q='grimsholm OR herring', sort='left', limit=1000)
        self.assertEqual(by_left['sorted'], by_left['total'])
        before = [line['left'].split()[-1].strip('"(').lower() for line in by_left['items'] if line['left'].strip()]
        plain = [word for word in before if word.isalpha()]
        self.assertEqual(plain, sorted(plain))
        page = self.get('/v1/concordance', q='grimsholm OR herring', sort='left', limit=5, offset=5)
        self.assertEqual([x['left'] for x in page['items']], [x['left'] for x in by_left['items'][5:10]])

    def test_scores_are_the_sum_of_their_parts(self):
        query = '(grimsholm OR "the lease") -unicorn secr*'
        answer = self.get('/v1/search/explain', q=query, limit=100)
        found = self.get('/v1/search', q=query, limit=100, fields='id,score')
        self.assertEqual([item['id'] for item in answer['items']], [item['id'] for item in found['items']])
        self.assertGreater(answer['total'], 0)
        for item in answer['items']:
            self.assertEqual(len(item['parts']), 3)
            self.assertAlmostEqual(sum(part['score'] for part in item['parts']), item['score'], 3)
        self.assertEqual(answer['plan']['kind'], 'and')
        prefix = [node for node in answer['plan']['children'] if node['query'] == 'secr*'][0]
        self.assertEqual(prefix['documents'], self.get('/v1/search', q='secr*', limit=0)['total'])
        self.assertEqual(self.get('/v1/search/explain')['plan']['kind'], 'all')

    def test_what_is_typed_is_completed(self):
        found = self.get('/v1/suggest', prefix='08os', limit=50)
        self.assertEqual([item['text'] for item in found['items']], ['08OSLO251', '08OSLO312'])
        tags = self.get('/v1/suggest', prefix='pr', kinds='tag')['items']
        self.assertEqual(tags[0]['text'], 'PREL')
        self.assertEqual(tags[0]['label'], 'External Political Relations')
        self.assertEqual(tags[0]['count'], self.get('/v1/search', tag='PREL', limit=0)['total'])
        word = self.get('/v1/suggest', prefix='the secretar', kinds='term')['items'][0]
        self.assertEqual(word['count'], self.get('/v1/search', q='=' + word['text'], limit=0)['total'])
        self.assertEqual(self.get('/v1/suggest', prefix='')['items'], [])

    def test_neighbors_say_what_they_share(self):
        mine = self.get('/v1/documents/08OSLO312')
        tags = {tag['tag'] for tag in mine['cable']['tags']}
        found = self.get('/v1/documents/08OSLO312/similar', limit=5)['items']
        self.assertEqual(len(found), 5)
        self.assertNotIn('08OSLO312', [item['id'] for item in found])
        self.assertEqual([item['score'] for item in found], sorted((item['score'] for item in found), reverse=True))
        for item in found:
            self.assertTrue(item['reasons'])
            theirs = {tag['tag'] for tag in self.get('/v1/documents/' + item['id'])['cable']['tags']} \
                if item['kind'] == 'cable' else set()
            for reason in item['reasons']:
                if reason['kind'] == 'tag':
                    self.assertIn(reason['text'], tags & theirs)
        self.get('/v1/documents/08OSLO9999/similar', want=404)

    def test_a_difference_makes_one_text_of_the_other(self):
        first = self.serving.ask('/v1/documents/08OSLO312/text')[2].decode()
        second = self.serving.ask('/v1/documents/08OSLO251/text')[2].decode()
        answer = self.get('/v1/documents/08OSLO312/diff/08OSLO251', units='codepoint')
        kept, made = [], []
        for change in answer['changes']:
            words = change['text'].split()
            self.assertEqual(len(words), change['words'])
            kept += words if change['kind'] != 'added' else []
            made += words if change['kind'] != 'removed' else []
            if change['span']:
                self.assertEqual(first[slice(*change['span'])], change['text'])
            if change['other_span']:
                self.assertEqual(second[slice(*change['other_span'])].split(), words)
        self.assertEqual(kept, first.split())
        self.assertEqual(made, second.split())
        same = self.get('/v1/documents/08OSLO312/diff/08OSLO312')
        self.assertEqual((same['removed'], same['added']), (0, 0))
        self.get('/v1/documents/08OSLO312/diff/08OSLO9999', want=404)

    def test_a_cited_document_that_is_missing_says_by_how_many(self):
        answer = self.get('/v1/documents/08LISBON1288', 404)
        self.assertEqual(answer['cited_by'], 4)
        self.assertIn('08LISBON1502', [near['id'] for near in answer['nearest']])

    def test_spellings_of_an_id_lead_to_the_canonical_one(self):
        for spelling in ('08 OSLO 000312', '2008OSLO312', '08oslo312', 'OSLO 312 (08)', 'Oslo 00312/08'):
            for rest in ('', '/text', '/paragraphs/1', '?pretty=1'):
                with self.subTest(spelling + rest):
                    status, headers, _ = self.serving.ask(
                        '/v1/documents/' + urllib.parse.quote(spelling, safe='') + rest)
                    self.assertEqual(status, 308)
                    self.assertEqual(headers['location'], '/v1/documents/08OSLO312' + rest)

    def test_references_go_both_ways(self):
        cited = self.get('/v1/references', document='08OSLO312')
        self.assertIn('08STATE49203', [reference['id'] for reference in cited['items']])
        citing = self.get('/v1/references', document='08STATE49203', direction='in', limit=100)
        self.assertIn('08OSLO312', [reference['document'] for reference in citing['items']])
        self.assertEqual(citing['total'], len(citing['items']))
        self.assertTrue(all(reference['held'] for reference in citing['items']))


class Search(Api):
    QUERIES = ['commission', 'lease OR survey', 'ship -cat', '"port dues"', 'commis*', '=commission', 'tag:PREL',
               'kind:cable', 'kind:news harbor', 'title:commission', 'mark:C', 'station:OSLO', 'date:2008-06',
               'ref:"STATE 49203"', 'from:oslo', 'to:secstate', 'classification:confidential', 'id:08*',
               'nothingatallhasthisword', '', 'NOT kind:cable', '(a OR the) AND (ship OR vessel)']

    def test_same_query_same_set_everywhere(self):
        for q in self.QUERIES:
            with self.subTest(q):
                answer = self.get('/v1/search', q=q, limit=1000, facets='kind')
                total, ids = answer['total'], [item['id'] for item in answer['items']]
                self.assertEqual(len(set(ids)), total)
                kinds = answer['facets']['kind']
                self.assertEqual(sum(v['count'] for v in kinds['values']) + kinds['missing'], total)
                facet = self.get('/v1/facets/kind', q=q)
                self.assertEqual(sum(v['count'] for v in facet['values']) + facet['missing'], total)
                for by in ('year', 'month', 'week', 'day'):
                    line = self.get('/v1/timeline', q=q, by=by)
                    self.assertEqual(line['total'], total)
                    self.assertEqual(sum(b['count'] for b in line['buckets']) + line['undated'], total)
                rows = self.serving.ask('/v1/search.ndjson?' + urllib.parse.urlencode({'q': q, 'fields': 'id'}))[2]
                self.assertEqual([json.loads(row)['id'] for row in rows.decode().splitlines()], ids)
                table = self.serving.ask('/v1/search.csv?' + urllib.parse.urlencode({'q': q, 'fields': 'id'}))[2]
                self.assertEqual([row[0] for row in csv.reader(io.StringIO(table.decode()))][1:], ids)
                self.assertEqual(self.get('/v1/documents', q=q, limit=0)['total'], total)

    def test_a_tree_answers_as_the_typed_query_does(self):
        tree = {'and': [{'or': [{'term': 'ship'}, {'phrase': 'port dues'}]}, {'not': {'field': 'kind', 'value': 'news'}}]}
        answer = self.serving.post('/v1/search', {'query': tree, 'limit': 100})
        typed = self.get('/v1/search', q='(ship OR "port dues") -kind:news', limit=100)
        self.assertGreater(answer['total'], 0)
        self.assertEqual([i['id'] for i in answer['items']], [i['id'] for i in typed['items']])
        self.assertEqual(answer['query']['understood'], typed['query']['understood'])

    def test_a_body_takes_filters_and_facets(self):
        answer = self.serving.post('/v1/search', {'q': 'commission', 'filter': {'kind': ['cable'], 'date': '2008'},
                                                  'facets': {'tag': {'limit': 2}}, 'limit': 1})
        same = self.get('/v1/search', q='commission', kind='cable', date='2008', facets='tag:2', limit=1)
        self.assertEqual(answer['total'], same['total'])
        self.assertEqual([v['value'] for v in answer['facets']['tag']['values']],
                         [v['value'] for v in same['facets']['tag']['values']])
        self.assertEqual(len(answer['items']), 1)

    def test_bad_bodies_say_what_is_wrong(self):
        for body in ({'query': {'nand': []}}, {'query': {'term': 5}}, {'query': {'and': []}}, {'q': {'a': 1}},
                     {'query': {'field': 'nofield', 'value': 'x'}}, {'filter': []}, [],
                     {'q': 'a', 'query': {'term': 'b'}}, {'query': {'term': 'a', 'phrase': 'b'}}):
            with self.subTest(body):
                answer = self.serving.post('/v1/search', body, 400)
                self.assertLessEqual(PROBLEM, set(answer))
        deep = {'term': 'a'}
        for _ in range(100):
            deep = {'not': deep}
        self.serving.post('/v1/search', {'query': deep}, 400)

    def test_words_match_inflected_forms_and_equals_does_not(self):
        plural = self.ids(q='commissions')
        self.assertEqual(plural, self.ids(q='commission'))
        self.assertLess(len(self.ids(q='=commissions')), len(plural))

    def test_facets_of_a_filtered_field_are_not_narrowed_by_it(self):
        free = self.get('/v1/search', facets='kind', limit=0)['facets']['kind']
        answer = self.get('/v1/search', facets='kind', kind='news', limit=0)
        held = answer['facets']['kind']
        self.assertEqual({v['value']: v['count'] for v in free['values']},
                         {v['value']: v['count'] for v in held['values']})
        self.assertEqual([v['value'] for v in held['values'] if v['selected']], ['news'])
        self.assertEqual(answer['total'], [v['count'] for v in held['values'] if v['selected']][0])

    def test_links_of_facet_values_select_and_take_back(self):
        values = self.get('/v1/search', facets='kind', limit=0)['facets']['kind']['values']
        for value in values:
            chosen = self.get(value['href'])
            self.assertEqual(chosen['total'], value['count'])
            back = [v for v in chosen['facets']['kind']['values'] if v['selected']]
            self.assertEqual([v['value'] for v in back], [value['value']])
            self.assertEqual(self.get(back[0]['href'])['total'], sum(v['count'] for v in values))

    def test_passages_light_up_what_matched(self):
        answer = self.get('/v1/search', q='"port dues"', limit=5)
        self.assertGreater(answer['total'], 0)
        for item in answer['items']:
            lit = [s['text'].lower() for p in item['passages'] for s in p['text'] if s.get('match')]
            self.assertIn('port dues', ' '.join(lit))
            self.assertNotIn('took_us', json.dumps(item))

    def test_paragraphs_can_be_what_is_found(self):
        answer = self.get('/v1/passages', q='commission', mark='C', limit=100)
        self.assertGreater(answer['total'], 0)
        self.assertEqual({item['mark'] for item in answer['items']}, {'C'})
        self.assertEqual(len({item['id'] for item in answer['items']}), answer['total'])
        table = self.serving.ask('/v1/passages.csv?q=commission&mark=C')[2].decode()
        rows = list(csv.DictReader(io.StringIO(table)))
        self.assertEqual([row['id'] for row in rows], [item['id'] for item in answer['items']])
        self.assertTrue(all('ommission' in row['text'] or 'OMMISSION' in row['text'] for row in rows))

    def test_dates_are_honest(self):
        self.assertEqual(set(self.ids(date='2008')) | set(self.ids(**{'-date': '2008'})), set(self.ids()))
        undated = self.ids(date='undated')
        self.assertGreaterEqual(len(undated), 1)
        self.assertEqual(set(undated), set(self.ids(**{'-date': '*'})))
        line = self.get('/v1/timeline', by='month')
        self.assertEqual(line['undated'], len(undated))

    def test_strict_refuses_what_would_be_repaired(self):
        self.assertEqual(self.get('/v1/search', q='"open')['query']['repairs'][0]['code'], 'open_quote')
        answer = self.get('/v1/search', 422, q='"open', strict=1)
        self.assertLessEqual(PROBLEM, set(answer))
        self.assertEqual(answer['errors'][0]['parameter'], 'q')

    def test_cells_of_csv_are_no_formulas(self):
        table = self.serving.ask('/v1/search.csv?fields=title')[2].decode()
        for row in csv.reader(io.StringIO(table)):
            self.assertFalse(row and row[0][:1] in '=+-@' and row[0])

    def test_cursors_walk_every_document_once(self):
        for sort in ('-date', 'date', 'id', '-id', 'title', 'length', 'relevance'):
            with self.subTest(sort):
                seen, here = [], '/v1/documents?limit=3&fields=id&sort=' + sort
                while here:
                    page = self.get(here)
                    seen += [item['id'] for item in page['items']]
                    here = page['page']['next']
                self.assertEqual(seen, self.ids(sort=sort))


class Conventions(Api):
    def test_a_generation_answers_304_until_it_changes(self):
        status, headers, body = self.serving.ask('/v1/search?q=ship')
        again = self.serving.ask('/v1/search?q=ship', headers={'If-None-Match': headers['etag']})
        self.assertEqual((again[0], again[2]), (304, b''))
        self.assertEqual(self.serving.ask('/v1/search?q=ship')[2], body)

    def test_registries_say_what_their_values_mean(self):
        tags = {tag['id']: tag for tag in self.get('/v1/tags', limit=1000)['items']}
        self.assertEqual(tags['PREL']['label'], 'External Political Relations')
        self.assertEqual(tags['NO']['country'], 'NO')
        stations = {station['id']: station for station in self.get('/v1/stations', limit=1000)['items']}
        self.assertEqual(stations['OSLO']['country'], 'NO')
        self.assertAlmostEqual(stations['OSLO']['latitude'], 59.9, delta=0.2)

    def test_the_store_tells_what_was_repaired(self):
        store = self.get('/v1/store')
        self.assertEqual(store['documents']['total'], len(self.ids()))
        self.assertEqual(sum(kind['count'] for kind in store['documents']['kinds']), store['documents']['total'])
        codes = {line['code'] for line in store['report']['summary']}
        self.assertIn('pilcrow_read_as_1', codes)

    def test_problems_name_every_mistake_at_once(self):
        answer = self.get('/v1/search', 400, clasification='C', limit='many')
        self.assertEqual({e['parameter'] for e in answer['errors']}, {'clasification', 'limit'})
        by_name = {e['parameter']: e for e in answer['errors']}
        self.assertEqual(by_name['clasification']['did_you_mean'], 'classification')

    def test_no_refusal_tells_of_the_inside(self):
        for path in ('/v1/documents/x', '/v1/facets/x', '/v1/search?cursor=x', '/v1/documents/%FF', '/x'):
            body = self.serving.ask(path)[2].decode().lower()
            for word in ('sqlite', '.c:', 'src/', '/home', '/tmp'):
                self.assertNotIn(word, body)


class Restart(unittest.TestCase):
    def test_a_second_start_finds_nothing_changed(self):
        with Serving(PROGRAM) as serving:
            before = serving.get('/v1/store')
            tag = serving.ask('/v1/search?q=ship')[1]['etag']
            serving.stop()
            serving.start()
            self.assertEqual(serving.get('/v1/store'), before)
            self.assertEqual(serving.ask('/v1/search?q=ship')[1]['etag'], tag)


class Copies(unittest.TestCase):
    """The samples, one of them twice under another number and once more with a word changed."""

    def test_copies_are_listed_and_collapsed(self):
        name = '08OSLO312.txt'
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(SAMPLES, name)
            with open(source, encoding='utf-8') as file:
                text = file.read()
            for path in os.listdir(SAMPLES):
                shutil.copy(os.path.join(SAMPLES, path), folder)
            for number, altered in (('313', text), ('314', text.replace(' the ', ' our ', 1))):
                with open(os.path.join(folder, number + '.txt'), 'w', encoding='utf-8') as file:
                    file.write(altered.replace('000312', '000' + number).replace('#0312', '#0' + number))
            with Serving(PROGRAM, folder) as serving:
                found = serving.get('/v1/documents/08OSLO312/duplicates', 200)
                ids = [item['id'] for item in found['items']]
                self.assertEqual(found['total'], 2)
                self.assertEqual(sorted(ids), ['08OSLO313', '08OSLO314'])
                self.assertEqual(found['items'][0]['similarity'], 1)
                self.assertTrue(found['items'][0]['same'])
                self.assertEqual(serving.ask(found['items'][0]['diff'])[0], 200)
                whole = serving.get('/v1/search', 200, q='grimsholm', limit=100)
                less = serving.get('/v1/search', 200, q='grimsholm', limit=100, collapse='duplicates')
                self.assertEqual(less['total'] + sum(item['copies'] for item in less['items']), whole['total'])
                mine = [item for item in less['items'] if item['id'] in ('08OSLO312', '08OSLO313', '08OSLO314')]
                self.assertEqual(sum(item['copies'] for item in mine) + len(mine), 3)
                self.assertEqual(len(mine), 1)
                self.assertNotIn('copies', whole['items'][0])


if __name__ == '__main__':
    unittest.main(verbosity=2)
