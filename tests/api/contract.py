# SPDX-License-Identifier: Apache-2.0
"""Holds answers against the OpenAPI description: what it does not say must not come."""
import json
import re
import urllib.parse

import jsonschema

FORMATS = r'(?:\.(?:json|ndjson|csv|txt|atom|ris|bib|csl|geojson|graphml|gexf|ics))?'


def merged(schema, schemas):
    """The schema with those of its allOf in it: only of the whole can be said that it has nothing else."""
    whole = {name: part for name, part in schema.items() if name != 'allOf'}
    for part in schema.get('allOf', ()):
        part = merged(schemas[part['$ref'].split('/')[-1]] if '$ref' in part else part, schemas)
        whole = {**part, **whole, 'properties': {**part.get('properties', {}), **whole.get('properties', {})},
                 'required': [*part.get('required', ()), *whole.get('required', ())]}
    return whole


def closed(schema, schemas):
    """The schema, taking no member that it does not name."""
    if isinstance(schema, list):
        return [closed(part, schemas) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(part, schemas) for name, part in merged(schema, schemas).items()}
    is_object = isinstance(made.get('properties'), dict) and 'type' in made
    return {'additionalProperties': False, **made} if is_object else made


def shape(value):
    """What is checked of a value, more or less: names and types. Answers of one shape are checked once."""
    if isinstance(value, dict):
        return tuple((name, shape(part)) for name, part in value.items())
    return frozenset(map(shape, value)) if isinstance(value, list) else type(value).__name__


class Contract:
    def __init__(self, description):
        self.schemas = description['components']['schemas']
        self.components = {'schemas': {name: closed(schema, self.schemas) for name, schema in self.schemas.items()}}
        self.seen = {}
        self.operations = []
        for path, methods in description['paths'].items():
            # An id may hold slashes; of several paths that fit, the one with most words of its own is meant.
            pattern = re.sub(r'\\\{[a-z]+\\\}', '(?:.+)', re.escape(path))
            words = sum(not part.startswith('{') for part in path.split('/'))
            for method, operation in methods.items():
                self.operations.append((words, re.compile(pattern + FORMATS + '$'), method.upper(), operation))
        self.operations.sort(key=lambda entry: -entry[0])

    def operation(self, method, target):
        path = urllib.parse.unquote(urllib.parse.urlsplit(target).path)
        method = 'GET' if method == 'HEAD' else method
        return next((o for _, pattern, m, o in self.operations if m == method and pattern.match(path)), None)

    def check(self, method, target, status, headers, body):
        kind = headers.get('content-type', '').split(';')[0]
        if 'json' not in kind or kind == 'application/x-ndjson' or not body or method == 'HEAD':
            return
        operation = self.operation(method, target)
        if kind == 'application/problem+json':
            schema = {'$ref': '#/components/schemas/Problem'}
        elif operation and str(status) in operation['responses']:
            content = operation['responses'][str(status)]['content']
            if '*/*' not in content and kind not in content:
                raise AssertionError('%s %s: %s is not described' % (method, target, kind))
            schema = content.get(kind, {}).get('schema', {})
        else:
            return
        value = json.loads(body)
        key = (json.dumps(schema, sort_keys=True), shape(value))
        if key not in self.seen:
            validator = jsonschema.Draft202012Validator({**closed(schema, self.schemas), 'components': self.components})
            mistake = jsonschema.exceptions.best_match(validator.iter_errors(value))
            self.seen[key] = mistake
        if self.seen[key]:
            mistake = self.seen[key]
            raise AssertionError('%s %s: at %s: %s' % (method, target, '/'.join(map(str, mistake.absolute_path)), mistake.message[:400]))
