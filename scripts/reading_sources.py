#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a source file that names the sources which decide what is read in a document.

    reading_sources.py VERSION OUTPUT FOLDER...

A store that other sources have read is read anew, an index that others have made is made anew. The
name of what is defined is that of OUTPUT. It is left alone when nothing changed.
"""
import hashlib
import pathlib
import sys


def main():
    version, output, *folders = sys.argv[1:]
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob('*.[ch]')):
            digest.update(path.name.encode() + b'\0' + path.read_bytes())
    target = pathlib.Path(output)
    source = ('/* SPDX-License-Identifier: Apache-2.0 */\n'
              f'extern const char {target.stem}[];\n'
              f'const char {target.stem}[] = "chancery {version} {digest.hexdigest()[:16]}";\n')
    if not target.exists() or target.read_text() != source:
        target.write_text(source)


if __name__ == '__main__':
    main()
