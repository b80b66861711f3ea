#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks the real program, loaded with the samples, what is known across documents. Answers are worked out by hand.

    test_facts.py PROGRAM
"""
import sys
import unittest

from serving import Serving

PROGRAM = sys.argv.pop(1)


class Facts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.serving = Serving(PROGRAM)
        cls.serving.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.serving.__exit__()

    def get(self, path, want=200, **parameters):
        return self.serving.get(path, want, **parameters)


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
        self.assertEqual({item['id'] for item in oslo['items']}, {'halloran-oslo', 'rosalind-achterberg'})
        self.assertLess({item['id'] for item in oslo['items']}, all_ids)
        documents = self.get('/v1/people/rosalind-achterberg/documents', q='hammer')
        self.assertEqual([item['id'] for item in documents['items']], ['08OSLO251'])

    def test_a_registry_is_paged(self):
        whole = [item['id'] for item in self.get('/v1/places')['items']]
        pages = [self.get('/v1/places', limit=3, offset=at)['items'] for at in range(0, len(whole), 3)]
        self.assertEqual([item['id'] for page in pages for item in page], whole)


class Confidence(Facts):
    def test_every_fact_says_how_sure_it_is(self):
        for person in self.get('/v1/documents/08OSLO312')['people']:
            self.assertEqual((person['confidence'], person['inferred']), ('certain', None))

    def test_a_word_that_is_none_is_refused(self):
        problem = self.get('/v1/documents/08OSLO312', 400, confidence='sure')
        self.assertEqual(problem['errors'][0]['allowed'], ['certain', 'likely', 'doubtful'])


if __name__ == '__main__':
    unittest.main()
