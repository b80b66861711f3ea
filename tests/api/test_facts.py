#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks the real program, loaded with the samples, what is known across documents. Answers are worked out by hand.

    test_facts.py PROGRAM
"""
import csv
import io
import json
import sys
import tempfile
import unittest
import xml.etree.ElementTree

from serving import ServedCase, Serving

PROGRAM = sys.argv.pop(1)


class Facts(ServedCase):
    program = PROGRAM


class Registries(Facts):
    def test_one_who_signed_and_classified_is_one_person(self):
        person = self.get('/v1/people/theodora-kittredge')
        self.assertEqual([e['spelling'] for e in person['evidence']], ['Theodora Kittredge', 'KITTREDGE'])
        self.assertEqual(person['evidence'][1]['joined'], 'fuller_name_same_post')
        self.assertEqual(person['evidence'][1]['because'], 'lisbon')
        self.assertEqual(person['count'], 1)

    def test_a_surname_is_nobody_elsewhere(self):
        ids = [item['id'] for item in self.get('/v1/people', prefix='halloran')['items']]
        self.assertEqual(ids, ['halloran-oslo'])
        self.get('/v1/people/halloran', 404)

    def test_an_organization_tells_what_it_is_part_of(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + '/note.txt', 'w', encoding='ascii') as file:
                file.write('The UN Security Council met the Lantern Society on the quay.\n')
            with Serving(PROGRAM, folder) as serving:
                parents = {item['id']: item['parent'] for item in serving.get('/v1/organizations')['items']}
                self.assertEqual(parents, {'un-security-council': 'United Nations', 'lantern-society': None})
                self.assertEqual(serving.get('/v1/organizations/un-security-council')['parent'], 'United Nations')

    def test_a_filter_by_person_fits_every_spelling(self):
        entry = self.get('/v1/people/theodora-kittredge')
        for spelling in [row['spelling'] for row in entry['evidence']]:
            found = {item['id'] for item in self.get('/v1/documents', person=spelling)['items']}
            self.assertLessEqual({'08LISBON1502'}, found)
        ids = {item['id'] for item in self.get('/v1/people/lucius-winterbourne/documents')['items']}
        found = {item['id'] for item in self.get('/v1/documents', person='Winterbourne')['items']}
        self.assertLessEqual(ids, found)

    def test_office_holders_of_a_station(self):
        holders = self.get('/v1/stations/oslo')['holders']
        self.assertIn({'person': 'rosalind-achterberg', 'name': 'Rosalind Achterberg', 'role': 'EconCouns',
                       'affiliation': 'OSLO', 'from': '2008-05-14', 'to': '2008-06-11', 'documents': 2}, holders)

    def test_documents_timeline_and_list_agree(self):
        for path in ('/v1/people/rosalind-achterberg', '/v1/countries/NO', '/v1/places/helsinki-fi', '/v1/tags/PREL',
                     '/v1/stations/OSLO'):
            with self.subTest(path):
                count = self.get(path)['count']
                self.assertEqual(self.get(path + '/documents')['total'], count)
                self.assertEqual(self.get(path + '/timeline')['total'], count)
                self.assertEqual(self.get(path + '/related', limit=1)['total'], count)

    def test_filters_and_q_narrow_a_registry(self):
        all_ids = {item['id'] for item in self.get('/v1/people')['items']}
        oslo = self.get('/v1/people', station='OSLO')
        self.assertEqual({item['id'] for item in oslo['items']},
                         {'baek-08oslo312', 'halloran-oslo', 'rosalind-achterberg', 'sunniva-breidal', 'torgrim-haukland-moe'})
        self.assertLess({item['id'] for item in oslo['items']}, all_ids)
        documents = self.get('/v1/people/rosalind-achterberg/documents', q='hammer')
        self.assertEqual([item['id'] for item in documents['items']], ['08OSLO251'])

    def test_a_registry_is_paged(self):
        whole = [item['id'] for item in self.get('/v1/places')['items']]
        pages = [self.get('/v1/places', limit=3, offset=at)['items'] for at in range(0, len(whole), 3)]
        self.assertEqual([item['id'] for page in pages for item in page], whole)


class Fields(Facts):
    def found(self, **parameters):
        return sorted(item['id'] for item in self.get('/v1/search', fields='id', **parameters)['items'])

    def test_names_are_found_under_every_spelling(self):
        for q in ('person:"Theodora Kittredge"', 'person:KITTREDGE', 'person:"Ms. Kittredge"', 'person:Theodora'):
            self.assertEqual(self.found(q=q), ['08LISBON1502'], q)
        self.assertEqual(self.found(q='lease -person:Kittredge'), self.found(q='lease', **{'-person': 'Theodora Kittredge'}))

    def test_what_somebody_says_is_not_what_is_written(self):
        self.assertEqual(self.found(q='said:"lady to the dance"'), ['08OSLO251'])
        self.assertEqual(self.found(q='body:"delivered reftel points"', station='OSLO'), ['08OSLO251'])
        self.assertEqual(self.found(q='said:"delivered reftel points"', station='OSLO'), [])
        self.assertEqual(self.found(q='said:(candidate vote)'), ['08OSLO251'])
        self.assertEqual(self.found(q='said:(candidate "five to four")'), [])
        places = self.get('/v1/passages', q='said:"dance with a hammer"')['items']
        self.assertEqual([place['id'] for place in places], ['08OSLO251/p1'])

    def test_who_speaks_and_what_happens(self):
        self.assertEqual(self.found(q='speaker:Breidal', station='OSLO'), ['08OSLO251', '08OSLO312'])
        self.assertEqual(self.found(event='dinner'), ['08HELSINKI259'])
        rows = self.get('/v1/statements', speaker='Sunniva Breidal')['items']
        self.assertEqual({row['document'] for row in rows}, {'08OSLO251'})
        self.assertEqual({row['speaker'] for row in rows}, {'Sunniva Breidal'})

    def test_a_facet_counts_each_of_these_fields(self):
        facets = self.get('/v1/search', id='08OSLO251', facets='person,org,country,place,speaker,event')['facets']
        self.assertEqual([(v['value'], v['count']) for v in facets['speaker']['values']],
                         [('Sunniva Breidal', 1), ('Torgrim Haukland-Moe', 1)])
        self.assertLessEqual({'DK', 'FI', 'FO', 'MT', 'NO', 'PT'}, {v['value'] for v in facets['country']['values']})
        self.assertEqual(facets['event']['missing'], 1)


class Rows(Facts):
    KINDS = ('events', 'statements', 'action-requests', 'money', 'references')

    def test_all_formats_have_the_same_rows(self):
        for kind in self.KINDS:
            with self.subTest(kind):
                rows = self.get('/v1/' + kind, limit=1000)
                self.assertEqual(len(rows['items']), rows['total'])
                lines = self.serving.ask('/v1/%s.ndjson' % kind)[2].decode().splitlines()
                self.assertEqual([json.loads(line) for line in lines], rows['items'])
                table = list(csv.reader(io.StringIO(self.serving.ask('/v1/%s.csv' % kind)[2].decode())))
                self.assertEqual(len(table) - 1, rows['total'])

    def test_rows_are_those_of_their_documents(self):
        for kind in self.KINDS:
            with self.subTest(kind):
                key = kind.replace('-', '_')
                documents = self.get('/v1/documents', fields='id,' + key, limit=1000)['items']
                want = sum(len(document[key]) for document in documents)
                if kind == 'events':  # some are told by more than one document
                    rows = self.get('/v1/events', limit=1000)['items']
                    self.assertEqual(sum(len(row['sources']) for row in rows), want)
                    self.assertLess(len(rows), want)
                    continue
                self.assertEqual(self.get('/v1/' + kind, limit=0)['total'], want)

    def test_one_meeting_of_two_documents_is_one_event_with_both_sources(self):
        meeting, = self.get('/v1/events', station='OSLO', event='meeting')['items']
        self.assertEqual([(source['document'], source['paragraph'], source['status']) for source in meeting['sources']],
                         [('08VALLETTA118', 6, 'planned'), ('08OSLO312', 1, 'held')])
        again, = self.get('/v1/events', station='VALLETTA')['items']
        self.assertEqual((again['document'], again['sources']), ('08VALLETTA118', meeting['sources']))
        rows = list(csv.DictReader(io.StringIO(self.serving.ask('/v1/events.csv?station=OSLO&event=meeting')[2].decode())))
        self.assertEqual([row['sources'] for row in rows], ['08VALLETTA118; 08OSLO312'])

    def test_what_was_asked_and_by_when(self):
        asked = self.get('/v1/action-requests', sort='date')['items']
        self.assertEqual([(row['document'], row['deadline']) for row in asked][:2],
                         [('08STATE49203', 'no later than May 23'), ('08WELLINGTON158', 'by COB May 28')])
        posts = self.get('/v1/action-requests', addressee='posts')
        self.assertEqual([row['document'] for row in posts['items']], ['08STATE49203'])

    def test_q_and_filters_and_row_filters_narrow(self):
        rows = self.get('/v1/money', currency='NOK', limit=1000)['items']
        self.assertEqual({row['document'] for row in rows}, {'08OSLO251', '08OSLO312', '08HELSINKI259'})
        rows = self.get('/v1/money', currency='NOK', q='readout')['items']
        self.assertEqual([row['text'] for row in rows], ['NOK 15 million', 'NOK 18 million'])

    def test_pages_follow_each_other(self):
        whole = self.get('/v1/references', limit=1000)['items']
        pages = [self.get('/v1/references', limit=7, offset=at)['items'] for at in range(0, len(whole), 7)]
        self.assertEqual([row for page in pages for row in page], whole)

    def test_references_of_one_document_and_to_one(self):
        cited = self.get('/v1/references', document='08OSLO312')['items']
        self.assertEqual([row['id'] for row in cited],
                         ['08HELSINKI259', '08OSLO251', '08STATE49203', '08HELSINKI259'])
        self.assertIsNone(cited[0]['sentence'])
        self.assertIn('ref A', cited[3]['sentence'])
        citing = self.get('/v1/references', document='08OSLO251', direction='in')['items']
        self.assertIn('08OSLO312', [row['document'] for row in citing])
        self.assertEqual(self.get('/v1/references', document='08OSLO25', direction='in')['total'], 0)

    def test_a_calendar_begins_and_ends(self):
        status, headers, body = self.serving.ask('/v1/events.ics')
        self.assertEqual((status, headers['content-type']), (200, 'text/calendar; charset=utf-8'))
        lines = body.decode().split('\r\n')
        self.assertEqual((lines[0], lines[-2]), ('BEGIN:VCALENDAR', 'END:VCALENDAR'))

    def test_a_page_of_json_has_its_limit(self):
        self.get('/v1/money', 400, limit=1001)
        self.get('/v1/money', 400, currencies='EUR')


class References(Facts):
    def test_what_is_cited_and_not_held(self):
        missing = self.get('/v1/missing')
        self.assertEqual([(row['id'], row['cited_by']) for row in missing['items']],
                         [('08LISBON1288', 4), ('07USUNNEWYORK1140', 1), ('08STATE61877', 1)])
        self.assertEqual([row['id'] for row in self.get('/v1/missing', station='USUNNEWYORK')['items']],
                         ['07USUNNEWYORK1140', '08STATE61877'])

    def test_references_some_steps_far(self):
        near = self.get('/v1/documents/08OSLO312/references', direction='out')
        self.assertEqual([row['id'] for row in near['items']],
                         ['08HELSINKI259', '08OSLO251', '08STATE49203', '08HELSINKI259'])
        far = self.get('/v1/documents/08OSLO312/references', direction='out', depth=2)
        self.assertEqual(far['items'][:4], near['items'])
        self.assertEqual({row['document'] for row in far['items'][4:]},
                         {'08HELSINKI259', '08OSLO251', '08STATE49203'})
        citing = self.get('/v1/documents/08OSLO251/references', direction='in')
        self.assertEqual({row['id'] for row in citing['items']}, {'08OSLO251'})
        self.get('/v1/documents/08OSLO312/references', 400, depth=9)
        self.get('/v1/documents/08OSLO9/references', 404)

    def test_resolves_what_people_write(self):
        for written, more, state, want in (('08 oslo 000251', {}, 'held', '08OSLO251'),
                                           ('Oslo 251, 2008', {}, 'held', '08OSLO251'),
                                           ('STATE 49203', {'context': '08OSLO312'}, 'held', '08STATE49203'),
                                           ('SECSTATE 49203', {'year': 2008}, 'held', '08STATE49203'),
                                           ('LISBON 1288', {'year': 2008}, 'missing', '08LISBON1288'),
                                           ('STATE 61877', {}, 'missing', '08STATE61877'),
                                           ('OSLO 9', {'year': 2008}, 'unknown', '08OSLO9'),
                                           ('Iceland lets go of the Grimsholm seat', {}, 'held', '08REYKJAVIK188'),
                                           ('the moon', {}, 'unresolved', None)):
            with self.subTest(written):
                row = self.get('/v1/resolve', reference=written, **more)['items'][0]
                self.assertEqual((row['state'], row['id']), (state, want))

    def test_resolves_many_at_once(self):
        answer = self.serving.post('/v1/resolve', {'references': ['Oslo 251, 2008', '07SEOUL1']})
        self.assertEqual([(row['id'], row['state']) for row in answer['items']],
                         [('08OSLO251', 'held'), ('07SEOUL1', 'unknown')])
        self.get('/v1/resolve', 400)

    def test_verifies_quotations(self):
        exact = self.serving.post('/v1/verify', {'quotation': '\u201cit would NOT be sorry to come second!\u201d'})
        self.assertEqual((exact['result'], exact['places'][0]['paragraph']), ('exact', '08OSLO251/p6'))
        altered = self.serving.post('/v1/verify', {'quotation': 'It would be glad to come second.'})
        self.assertEqual((altered['result'], altered['places'][0]['changes']), ('altered', 2))
        self.assertEqual([(word['text'], word['change']) for word in altered['places'][0]['words']],
                         [('It would', 'same'), ('not', 'printed'), ('be', 'same'), ('sorry', 'printed'),
                          ('glad', 'quoted'), ('to come second', 'same')])
        self.assertEqual(self.get('/v1/verify', quotation='purple elephants dance')['result'], 'absent')
        self.assertEqual(self.get('/v1/verify', quotation='It would not be sorry', station='LISBON')['result'], 'absent')
        self.get('/v1/verify', 400, quotation='...')
        self.assertEqual(self.get('/v1/verify', quotation='It would be glad to come second.', q='vegetables')['result'], 'absent')

    def test_a_quotation_may_run_over_paragraphs(self):
        whole = ('which party has already counted. Asked what the count was, Haukland-Moe said that it was five to four')
        place, = self.get('/v1/verify', quotation=whole)['places']
        self.assertEqual((place['paragraph'], place['to'], place['changes']), ('08OSLO251/p2', '08OSLO251/p3', 3))
        self.assertTrue(place['printed'].endswith('five to four'))


class Audits(Facts):
    def test_serials_held_and_missing(self):
        oslo = self.get('/v1/traffic', station='OSLO', year=2008)['items'][0]
        self.assertEqual((oslo['summary'], oslo['gaps']), ('2 of at least 312', [[1, 250], [252, 311]]))
        # 6751 and 6812 to the Department: sixty between them.
        self.assertIn({'addressee': 'SECSTATE WASHDC', 'held': 2, 'first': 6751, 'last': 6812, 'missing': 60},
                      oslo['continuity'])
        self.assertEqual(self.get('/v1/traffic', station='OSLO', year=2007)['total'], 0)
        self.get('/v1/traffic', 400, year='soon')

    def test_marks_of_the_samples_are_sound(self):
        marks = self.get('/v1/markings')
        self.assertEqual((marks['total'], marks['above'], marks['unmarked']), (0, 0, 0))

    def test_what_is_declassified_first(self):
        due = self.get('/v1/declassification', before='2018-05-15')['items']
        self.assertEqual([(row['document'], row['declassify']['date']) for row in due],
                         [('08STATE49203', '2018-05-09'), ('08OSLO251', '2018-05-14')])
        self.get('/v1/declassification', 400, before='2018-05..2018-06')

    def test_what_may_be_released(self):
        low = self.get('/v1/documents/08OSLO251/releasable', ceiling='U')
        high = self.get('/v1/documents/08OSLO251/releasable', ceiling='C')
        self.assertEqual(high['releasable'], 'whole')
        self.assertEqual((low['releasable'], low['portions']), ('partial', high['portions']))
        self.assertNotIn('come second', low['text'])
        self.assertIn('come second', high['text'])
        self.get('/v1/documents/08OSLO251/releasable', 400, ceiling='X')


class Graphs(Facts):
    def test_who_cites_whom(self):
        graph = self.get('/v1/graph/references')
        edges = {(edge['source'], edge['target']) for edge in graph['edges']}
        self.assertTrue(graph['directed'])
        self.assertLessEqual({('08OSLO312', '08HELSINKI259'), ('08OSLO312', '08OSLO251'),
                              ('08LISBON1502', '08LISBON1288')}, edges)
        rows = self.get('/v1/references', limit=1000)['items']
        self.assertEqual(edges, {(row['document'], row['id']) for row in rows if row['id']})

    def test_who_sends_to_whom(self):
        graph = self.get('/v1/graph/distribution', station='OSLO')
        self.assertIn({'source': 'AMEMBASSY OSLO', 'target': 'SECSTATE WASHDC', 'weight': 2}, graph['edges'])

    def test_who_is_named_with_whom(self):
        graph = self.get('/v1/graph/copresence', of='countries', id='08OSLO312')
        ids = [node['id'] for node in graph['nodes']]
        self.assertLessEqual({'NO', 'FI', 'PT'}, set(ids))
        self.assertEqual(len(graph['edges']), len(ids) * (len(ids) - 1) // 2)

    def test_tags_of_one_document_all_stand_together(self):
        graph = self.get('/v1/graph/cotags', id='08OSLO312')
        self.assertEqual({node['id'] for node in graph['nodes']}, {'EFIS', 'EWWT', 'AORC', 'PREL', 'FI', 'NO'})
        self.assertEqual(len(graph['edges']), 15)

    def test_limits_keep_the_heaviest(self):
        graph = self.get('/v1/graph/cotags', nodes=3, edges=2)
        self.assertEqual((len(graph['nodes']), len(graph['edges'])), (3, 2))
        self.get('/v1/graph/cotags', 400, nodes=1001)
        self.get('/v1/graph/friends', 404)

    def test_other_formats_have_the_same_edges(self):
        for kind in ('references', 'distribution', 'copresence', 'cotags'):
            graph = self.get('/v1/graph/' + kind)
            nodes = [(node['id'], node['label'] or node['id']) for node in graph['nodes']]
            edges = [(edge['source'], edge['target'], edge['weight']) for edge in graph['edges']]
            with self.subTest(kind):
                self.assertEqual(self.read_graphml(kind), (nodes, edges, graph['directed']))
                self.assertEqual(self.read_gexf(kind), (nodes, edges, graph['directed']))
                table = list(csv.reader(io.StringIO(self.serving.ask('/v1/graph/%s.csv' % kind)[2].decode())))
                self.assertEqual([(row[0], row[1], int(row[2])) for row in table[1:]], edges)

    def read(self, kind, suffix):
        return xml.etree.ElementTree.fromstring(self.serving.ask('/v1/graph/%s.%s' % (kind, suffix))[2])

    def read_graphml(self, kind):
        space = '{http://graphml.graphdrawing.org/xmlns}'
        tree = self.read(kind, 'graphml')
        keys = {key.get('id'): key.get('attr.name') for key in tree.iter(space + 'key')}
        data = lambda item: {keys[data.get('key')]: data.text for data in item.iter(space + 'data')}
        ids = {node.get('id'): data(node)['id'] for node in tree.iter(space + 'node')}
        nodes = [(data(node)['id'], data(node)['label']) for node in tree.iter(space + 'node')]
        edges = [(ids[edge.get('source')], ids[edge.get('target')], int(data(edge)['weight'])) for edge in tree.iter(space + 'edge')]
        return nodes, edges, tree.find(space + 'graph').get('edgedefault') == 'directed'

    def read_gexf(self, kind):
        space = '{http://gexf.net/1.3}'
        tree = self.read(kind, 'gexf')
        nodes = [(node.get('id'), node.get('label') or node.get('id')) for node in tree.iter(space + 'node')]
        edges = [(edge.get('source'), edge.get('target'), int(float(edge.get('weight')))) for edge in tree.iter(space + 'edge')]
        return nodes, edges, tree.find(space + 'graph').get('defaultedgetype') == 'directed'


class Narrowing(Facts):
    ROUTES = ('people', 'organizations', 'countries', 'places', 'tags', 'stations', 'events', 'statements', 'action-requests',
              'money', 'references', 'missing', 'traffic', 'markings', 'declassification', 'timeline', 'graph/references',
              'graph/distribution', 'graph/copresence', 'graph/cotags', 'people/rosalind-achterberg/documents',
              'countries/NO/timeline', 'countries/NO/related')
    FILTERS = ('kind=news', 'date=2008-05..2008-06', 'tag=EFIS', 'classification=C', '-classification=*', 'station=OSLO', 'from=lisbon',
               'to=secstate', 'info=reykjavik', 'ref=08OSLO251', 'country=KR', 'person=Theodora+Kittredge', 'org=MOFAT',
               'place=Helsinki', 'caption=SIPDIS', 'office=INR', 'signed_by=O%27HARGAN', 'classified_by=Yun', 'author=Ragna*',
               'publication=*', 'language=en', 'mark=SBU', 'voice=comment', 'id=08OSLO312', 'speaker=Malta', 'event=meeting',
               'q=cat', 'q=said:rock', 'q=person:Haukland-Moe', 'q=speaker:Malta', 'q=event:dinner+OR+voice:summary')
    OWN = {('statements', 'speaker=Malta'), ('events', 'event=meeting')}  # narrow the rows, too

    def ask(self, route, query):
        status, _, body = self.serving.ask('/v1/%s?limit=500&%s' % (route, query) if route in self.PAGED
                                           else '/v1/%s?%s' % (route, query))
        self.assertEqual(status, 200, (route, query, body))
        answer = json.loads(body)
        for key in ('query', 'page', 'facets'):
            answer.pop(key, None)
        return answer

    PAGED = [route for route in ROUTES if not route.startswith('graph') and not route.endswith('timeline')]

    def test_every_filter_narrows_every_route_to_the_documents_found(self):
        for narrow in self.FILTERS:
            found = [item['id'] for item in self.ask('documents', narrow + '&limit=500')['items']]
            ids = 'id=' + ','.join(found or ['nothing'])
            for route in self.ROUTES:
                if (route, narrow) not in self.OWN:
                    with self.subTest(route=route, narrow=narrow):
                        sort = '&sort=-date' if narrow.startswith('q=') and route in (
                            'events', 'statements', 'action-requests', 'money', 'references',
                            'people/rosalind-achterberg/documents') else ''
                        one, other = self.ask(route, narrow + sort), self.ask(route, ids + sort)
                        if route.endswith('/documents'):  # scores and passages are of the query
                            one, other = ([item['id'] for item in answer['items']] for answer in (one, other))
                        self.assertEqual(one, other)


class Confidence(Facts):
    def test_every_fact_says_how_sure_it_is(self):
        for person in self.get('/v1/documents/08OSLO312')['people']:
            self.assertEqual((person['confidence'], person['inferred']), ('certain', None))

    # What paragraph 4 of 08OSLO312 lets Haukland-Moe say: by his name, in a sentence that goes on without a verb of saying, and by "he".
    SAID = {'he had mentioned it twice': ('certain', None), 'The fourth mention was': ('likely', 'carried_on'),
            'New Zealand might ask': ('likely', 'pronoun')}

    def check_statements(self, statements, words):
        said = {start: (statement['confidence'], statement['inferred']) for start in self.SAID
                for statement in statements if statement['paragraph'] == 4 and statement['text'].startswith(start)}
        self.assertEqual(said, {start: sure for start, sure in self.SAID.items() if sure[0] in words})

    def test_a_statement_says_how_its_speaker_was_told(self):
        for asked, words in (({}, ('certain', 'likely')), ({'confidence': 'likely'}, ('certain', 'likely')),
                             ({'confidence': 'certain'}, ('certain',))):
            with self.subTest(**asked):
                self.check_statements(self.get('/v1/documents/08OSLO312', **asked)['statements'], words)
                rows = self.get('/v1/statements', id='08OSLO312', **asked)['items']
                self.check_statements(rows, words)
                self.assertLessEqual({row['confidence'] for row in rows}, set(words))

    def test_a_word_that_is_none_is_refused(self):
        problem = self.get('/v1/documents/08OSLO312', 400, confidence='sure')
        self.assertEqual(problem['errors'][0]['allowed'], ['certain', 'likely', 'doubtful'])


if __name__ == '__main__':
    unittest.main()
