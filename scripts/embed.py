#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns a file into a C source that holds its bytes: embed.py NAME FILE OUT

The source defines `const char NAME[]` and `const size_t NAME_bytes`; a NUL stands behind the bytes.
"""

import sys


def main():
    name, path, out = sys.argv[1:]
    with open(path, "rb") as source:
        data = source.read()
    rows = [data[i : i + 16] for i in range(0, len(data), 16)]
    with open(out, "w", encoding="ascii") as target:
        target.write("#include <stddef.h>\n")
        target.write(f"extern const char {name}[];\nextern const size_t {name}_bytes;\n")
        target.write(f"const char {name}[] = {{\n")
        for row in rows:
            # Bytes over 127 would not fit a char that is signed.
            target.write("".join(f"{byte - 256 if byte > 127 else byte}," for byte in row) + "\n")
        target.write(f"0}};\nconst size_t {name}_bytes = {len(data)};\n")


if __name__ == "__main__":
    main()
