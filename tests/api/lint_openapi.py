#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lints the OpenAPI description that the program answers: lint_openapi.py PROGRAM

Needs what tests/api/requirements.txt lists; scripts/test puts it into a folder of its own.
"""
import json
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator

from serving import Serving


def main():
    with Serving(sys.argv[1]) as serving:
        description = serving.get('/v1/openapi.json')
    mistakes = list(OpenAPIV31SpecValidator(description).iter_errors())
    for mistake in mistakes:
        print('/'.join(map(str, mistake.absolute_path)), mistake.message[:300])
    operations = sum(len(methods) for methods in description['paths'].values())
    print('%d operations, %d mistakes, %d bytes' % (operations, len(mistakes), len(json.dumps(description))))
    return 1 if mistakes or operations < 20 else 0


if __name__ == '__main__':
    sys.exit(main())
