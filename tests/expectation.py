# SPDX-License-Identifier: Apache-2.0
"""How an expectation is compared with a document that the program printed.

An expectation is JSON that holds only what matters:
  an object    each of its keys is compared, other keys of the answer are not looked at. A key may be a path:
               "cable.station", "paragraphs.0.text", and "cable.tags[].tag" for that field of every item.
               null stands for an object in which everything asked for is null.
  a list       is complete and in order, item by item
  {"contains"} a list: each of these is among the items; a string: this is part of it
  "A … B"      a string that begins with A and ends with B; either may be empty
  all else     is equal
"""


def step(value, name):
    if isinstance(value, list) and name.isdigit():
        return value[int(name)] if int(name) < len(value) else None
    return value.get(name) if isinstance(value, dict) else None


def at(value, path):
    """What stands at a path such as paragraphs[].mark."""
    name, _, rest = path.partition('.')
    inner = step(value, name[:-2] if name.endswith('[]') else name)
    if not rest:
        return inner
    if name.endswith('[]'):
        return [at(item, rest) for item in inner or []]
    return at(inner, rest)


def has(value, path):
    """Whether the answer has the key at all: what is absent must be null, never missing."""
    if '.' in path or '[' in path or not isinstance(value, dict):
        return True
    return path in value


def differences(want, got, path=''):
    """Lines that say what is other than expected; none when all is well."""
    if isinstance(want, dict) and set(want) == {'contains'}:
        return contains(want['contains'], got, path)
    if isinstance(want, dict):
        if got is not None and not isinstance(got, dict):
            return [f'{path}: expected an object, got {got!r}']
        found = []
        for key, value in want.items():
            here = f'{path}.{key}' if path else key
            if got is not None and not has(got, key):
                found.append(f'{here}: the key is missing')
            else:
                found += differences(value, at(got, key), here)
        return found
    if isinstance(want, list):
        return list_differences(want, got, path)
    if isinstance(want, str) and isinstance(got, str) and '…' in want and not '…' == want:
        start, _, end = want.partition('…')
        start, end = start.rstrip(' '), end.lstrip(' ')
        good = len(got) >= len(start) + len(end) and got.startswith(start) and got.endswith(end)
    else:
        good = want == got and type(want) is type(got)
    return [] if good else [f'{path}: expected {want!r}, got {got!r}']


def list_differences(want, got, path):
    if not isinstance(got, list):
        return [f'{path}: expected a list, got {got!r}']
    found = []
    for i, (one, other) in enumerate(zip(want, got)):
        found += differences(one, other, f'{path}[{i}]')
    for i in range(len(got), len(want)):
        found.append(f'{path}[{i}]: missing {want[i]!r}')
    for i in range(len(want), len(got)):
        found.append(f'{path}[{i}]: too much {got[i]!r}')
    return found


def contains(wanted, got, path):
    if isinstance(got, str):
        return [] if wanted in got else [f'{path}: {wanted!r} is not in {got!r}']
    if not isinstance(got, list):
        return [f'{path}: expected a list, got {got!r}']
    return [f'{path}: nothing like {one!r} in {got!r}' for one in wanted
            if all(differences(one, item) for item in got)]
