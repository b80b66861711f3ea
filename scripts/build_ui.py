#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds the reading room and packs it for the program: build_ui.py SOURCES OUT.S OUT.c DEPFILE

Vite builds the sources into a folder beside OUT.S. OUT.S holds every built file, as it is and
packed; OUT.c is the table of them (src/web/files.h). Without SOURCES/node_modules the table is
empty: building a program must not need a network.
"""

import gzip
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
# Packing must save at least this share, or the file is sent as it is.
GZIP_GAIN = 0.05
# Files of other projects that go in as they are: the try-it page.
VENDORED = {
    "docs/swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "docs/swagger-ui-bundle.js": "swagger-ui-dist/swagger-ui-bundle.js",
}


def build(sources, folder):
    """The bundle in folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    vite = sources / "node_modules/vite/bin/vite.js"
    result = subprocess.run(
        ["node", str(vite), "build", "--outDir", str(folder), "--emptyOutDir", "--logLevel", "warn"],
        cwd=sources, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"vite could not build the reading room:\n{result.stdout}")
    for name, origin in VENDORED.items():
        shutil.copyfile(sources / "node_modules" / origin, folder / name)


def incbin(label, path):
    return (f'    .global {label}\n    .hidden {label}\n{label}:\n'
            f'    .incbin "{path}"\n    .byte 0\n')


def pack(folder):
    """Rows of (path, bytes, gzip or None), sorted by path."""
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in CONTENT_TYPES):
        data = file.read_bytes()
        packed = gzip.compress(data, 9, mtime=0)
        yield file, data, packed if len(packed) < len(data) * (1 - GZIP_GAIN) else None


def write(folder, assembly, table):
    rows, code, names = [], "    .section .rodata\n", []
    for i, (file, data, packed) in enumerate(pack(folder)):
        code += incbin(f"web_bytes_{i}", file)
        names.append(f"web_bytes_{i}")
        gzip_name, gzip_count = "NULL", 0
        if packed:
            packed_path = folder / f".{i}.gz"
            packed_path.write_bytes(packed)
            code += incbin(f"web_gzip_{i}", packed_path)
            names.append(f"web_gzip_{i}")
            gzip_name, gzip_count = f"web_gzip_{i}", len(packed)
        etag = hashlib.sha256(data).hexdigest()[:16]
        rows.append(f'    {{"/{file.relative_to(folder)}", "{CONTENT_TYPES[file.suffix]}", '
                    f'"\\"{etag}\\"", web_bytes_{i}, {len(data)}, {gzip_name}, {gzip_count}}},\n')
    assembly.write_text(code + '    .section .note.GNU-stack,"",%progbits\n', encoding="ascii")
    with open(table, "w", encoding="ascii") as out:
        out.write('#include "files.h"\n')
        out.writelines(f"extern const char {name}[];\n" for name in names)
        out.write("const struct web_file web_files[] = {\n")
        out.writelines(rows or ["    {0},\n"])
        out.write(f"}};\nconst size_t web_file_count = {len(rows)};\n")


def write_depfile(sources, assembly, depfile):
    inputs = [sources / "node_modules/.package-lock.json"]
    for root, folders, files in os.walk(sources):
        folders[:] = [name for name in folders if name not in ("node_modules", "tests")]
        inputs.append(pathlib.Path(root))
        inputs += [pathlib.Path(root) / name for name in files]
    known = " ".join(str(path) for path in inputs if path.exists())
    depfile.write_text(f"{assembly}: {known}\n", encoding="utf-8")


def main():
    sources, assembly, table, depfile = (pathlib.Path(word) for word in sys.argv[1:])
    folder = assembly.resolve().parent / "web_bundle"
    if (sources / "node_modules/vite").is_dir() and shutil.which("node"):
        build(sources, folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    write(folder, assembly, table)
    write_depfile(sources, assembly, depfile)


if __name__ == "__main__":
    main()
