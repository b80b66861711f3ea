#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a bibliography of what a search finds, by year: bibliography.py QUERY [SERVER]"""
import json
import sys
import urllib.parse
import urllib.request

query = sys.argv[1]
server = sys.argv[2] if len(sys.argv) > 2 else 'http://127.0.0.1:8470'


def ask(path, body=None):
    request = urllib.request.Request(server + path, json.dumps(body).encode() if body else None, {'Content-Type': 'application/json'})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


# Rows come one a line, however many there are; a batch answers up to a hundred questions at once.
found = [json.loads(line) for line in
         ask('/v1/search.ndjson?' + urllib.parse.urlencode({'q': query, 'fields': 'id,date,href', 'sort': 'date,id'})).splitlines()]
print('# ' + query)
year = None
for start in range(0, len(found), 100):
    part = found[start:start + 100]
    answers = json.loads(ask('/v1/batch', {'requests': [{'path': item['href'] + '/citation'} for item in part]}))['responses']
    for item, answer in zip(part, answers):
        this = ((item['date'] or {}).get('value') or 'Undated')[:7 if item['date'] is None else 4]
        if this != year:
            year = this
            print('\n## %s\n' % year)
        print('- ' + answer['body']['text'])
