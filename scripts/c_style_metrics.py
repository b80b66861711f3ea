#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measure how a C code base is shaped, so that two of them can be compared.

Usage
  c_style_metrics.py CHECKOUT[=LABEL] ...            one summary block per checkout
  c_style_metrics.py --table CHECKOUT[=LABEL] ...    one Markdown table, a column each
  c_style_metrics.py --json  CHECKOUT ...            the same numbers for a program
  c_style_metrics.py --longest 15 CHECKOUT           also list the longest functions
  c_style_metrics.py --rooms CHECKOUT                also one line per source folder
  c_style_metrics.py --edges CHECKOUT                also which folder includes which
  c_style_metrics.py --layers base,model,store CHECKOUT
                                                     lowest room first; exit 1 if a room
                                                     includes one that stands above it
  c_style_metrics.py --rules scripts/rooms.txt CHECKOUT
                                                     the same from a file with one line per
                                                     room, "store: base model"; exit 1 if a
                                                     room includes one that is not on its line
  c_style_metrics.py --gate function-lines=80 --gate file-lines=900 CHECKOUT
                                                     exit 1 if anything is over

  CHECKOUT may be narrowed:  path/to/repo:src:include   (only those folders).

What is counted
  code / comment / blank   a line with both code and comment counts as code *and*
                           as comment, so the comment ratio is
                           comment lines / (lines that are not blank).
                           Licence banners (the first comment of a file) are left out.
  function length          from the line of the function's name to its closing
                           brace, both included, as universal ctags reports them.
  branches                 1 + if, for, while, case, &&, ||, ?:  (cyclomatic, roughly)
  depth                    deepest brace nesting inside the body; a plain body is 1.
  documented               a comment ends on the line just above the declaration
                           (a run of declarations under one comment counts as covered).
  mutable globals          variables at file scope whose declaration does not say const.
  room                     the folder just under src/ or include/<project>/.

  Tests (a path part or file stem that says test, check, fuzz, bench or example)
  are measured apart from the product code, and vendored folders are skipped.

Needs only Python 3.8+ and universal ctags (with the C `end:` field).
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field

CTAGS = "/usr/bin/ctags"

SKIPPED_FOLDERS = {
    ".git", "build", "builddir", "_build", "deps", "vendor", "vendored", "third_party",
    "third-party", "thirdparty", "3rdparty", "extern", "external", "extsrc",
    "subprojects", "contrib", "compat", "node_modules", "examples", "samples", "demo",
    "win32", "windows", "w32", "w64",
}
TEST_PART = re.compile(r"^(tests?|t|unit-tests?|testsuite|fuzz\w*|fuzzing|bench\w*|checks?|examples?)$")
TEST_STEM = re.compile(r"(^|[-_.])(tests?|fuzz\w*|bench\w*|example)([-_.]|$)")

DECISION = re.compile(r"\b(?:if|for|while|case)\b|&&|\|\||\?")
MARKER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*(\w+)")
QUOTED_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]')
SCRIPTS = (".py", ".sh", ".tcl", ".test", ".pl", ".pm", ".t", ".vtc", ".rb", ".lua", ".js")


@dataclass
class Function:
    name: str
    path: str
    line: int
    end: int
    static: bool
    documented: bool
    branches: int
    depth: int
    parameters: int

    @property
    def length(self):
        return self.end - self.line + 1


@dataclass
class Source:
    path: str                       # relative to the checkout
    lines: int = 0
    code: int = 0
    comment: int = 0
    blank: int = 0
    includes: int = 0
    gotos: int = 0
    markers: int = 0
    wide: int = 0                   # lines over 100 columns, tabs taken as 8
    is_header: bool = False
    is_test: bool = False
    text: list = field(default_factory=list)     # raw lines
    bare: list = field(default_factory=list)     # the same, comments and literals blanked
    has_comment: list = field(default_factory=list)
    has_code: list = field(default_factory=list)


# ---------------------------------------------------------------- reading a file

def blank_out(text):
    """Return (bare, comment): `bare` is text with comments and the insides of
    literals turned to spaces; `comment` flags each character that is in a comment."""
    bare = []
    comment = bytearray(len(text))
    i, n = 0, len(text)
    state = "code"
    quote = ""
    while i < n:
        c = text[i]
        pair = text[i:i + 2]
        if state == "code":
            if pair == "/*":
                state = "block"
                comment[i] = comment[i + 1] = 1
                bare.append("  ")
                i += 2
                continue
            if pair == "//":
                state = "line"
                comment[i] = comment[i + 1] = 1
                bare.append("  ")
                i += 2
                continue
            if c == '"' or (c == "'" and not (i and (text[i - 1].isdigit()))):
                state, quote = "literal", c
            bare.append(c)
        elif state == "block":
            if pair == "*/":
                comment[i] = comment[i + 1] = 1
                bare.append("  ")
                i += 2
                state = "code"
                continue
            comment[i] = 0 if c == "\n" else 1
            bare.append("\n" if c == "\n" else " ")
        elif state == "line":
            if c == "\n" and text[i - 1] != "\\":
                state = "code"
                bare.append(c)
            else:
                comment[i] = 0 if c == "\n" else 1
                bare.append("\n" if c == "\n" else " ")
        else:                                    # inside a literal
            if c == "\\" and i + 1 < n:
                bare.append(" " + ("\n" if text[i + 1] == "\n" else " "))
                i += 2
                continue
            if c == quote or c == "\n":
                state = "code"
                bare.append(c)
            else:
                bare.append(" ")
        i += 1
    return "".join(bare), comment


def read_source(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace", newline="") as f:
        text = f.read().replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    bare, comment = blank_out(text)
    source = Source(path=path)
    source.is_header = path.endswith(".h")
    source.text = text.split("\n")
    source.bare = bare.split("\n")
    if source.text and source.text[-1] == "":
        source.text.pop()
        source.bare.pop()
    at = 0
    for raw in source.text:
        source.has_comment.append(any(comment[at:at + len(raw)]))
        at += len(raw) + 1
    source.has_code = [bool(line.strip()) for line in source.bare]

    banner = banner_lines(source)
    source.lines = len(source.text)
    for number, raw in enumerate(source.text):
        if source.has_code[number]:
            source.code += 1
        if source.has_comment[number] and number >= banner:
            source.comment += 1
        if not raw.strip():
            source.blank += 1
        if len(raw.expandtabs(8)) > 100:
            source.wide += 1
        if re.match(r"\s*#\s*include\b", source.bare[number]):
            source.includes += 1
        source.gotos += len(re.findall(r"\bgoto\b", source.bare[number]))
        if source.has_comment[number]:
            source.markers += len(MARKER.findall(raw))
    return source


def banner_lines(source):
    """How many leading lines are a licence banner (0 when the first comment is prose)."""
    end = 0
    while end < len(source.text) and not source.has_code[end]:
        if end and not source.has_comment[end] and source.has_comment[end - 1]:
            break
        end += 1
    head = " ".join(source.text[:end]).lower()
    says = ("copyright", "licen", "spdx", "public domain", "all rights reserved", "author disclaims")
    return end if any(word in head for word in says) else 0


# ---------------------------------------------------------------- functions

def without_alternatives(lines):
    """Drop directives, and the #else side of conditionals, so that braces balance."""
    kept, stack = [], []
    continued = False
    for line in lines:
        match = DIRECTIVE.match(line)
        if match or continued:
            continued = line.rstrip().endswith("\\")
            if match:
                word = match.group(1)
                if word in ("if", "ifdef", "ifndef"):
                    stack.append(False)
                elif word in ("else", "elif") and stack:
                    stack[-1] = True
                elif word == "endif" and stack:
                    stack.pop()
            continue
        if not any(stack):
            kept.append(line)
    return kept


def body_shape(lines):
    text = "\n".join(without_alternatives(lines))
    depth = deepest = 0
    for c in text:
        if c == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif c == "}":
            depth = max(0, depth - 1)
    return 1 + len(DECISION.findall(text)), deepest


def count_parameters(signature):
    inner = signature.strip()
    if inner.startswith("("):
        inner = inner[1:-1] if inner.endswith(")") else inner[1:]
    inner = inner.strip()
    if inner in ("", "void"):
        return 0
    depth, count = 0, 1
    for c in inner:
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
        elif c == "," and depth == 0:
            count += 1
    return count


def first_line(source, line):
    """Climb from the line of a name to the line where its declaration begins."""
    at = line - 1
    while at > 0:
        above = source.bare[at - 1].strip()
        if not above or above[-1] in ";{}" or above.startswith("#") or source.has_comment[at - 1] and not source.has_code[at - 1]:
            break
        at -= 1
    return at


def declaration_words(source, line):
    """The text of a declaration up to its name, over a body such as "static const struct x { ... } name"."""
    at = line - 1
    if source.bare[at].lstrip().startswith("}"):
        depth = 1
        while at > 0 and depth > 0:
            at -= 1
            depth += source.bare[at].count("}") - source.bare[at].count("{")
    return " ".join(source.bare[first_line(source, at + 1):line])


def is_documented(source, line, as_run=False):
    at = first_line(source, line)
    while at > 0:
        above = at - 1
        if source.has_comment[above] and not source.has_code[above]:
            return True
        if not (as_run and source.has_code[above]) or source.bare[above].lstrip().startswith("#"):
            return False
        at = above
    return False


def run_ctags(root, paths):
    """Yield one dict per function definition (f), prototype (p) or file-scope variable (v)."""
    # Everything here is C, headers included; +F keeps the file-scope (static) functions.
    command = [CTAGS, "--languages=C", "--langmap=C:.c.h", "--kinds-C=fpv", "--fields=+neKSf",
               "--extras=+F", "--output-format=json", "--sort=no", "-f", "-", "-L", "-"]
    result = subprocess.run(command, cwd=root, input="\n".join(paths), text=True,
                            capture_output=True, encoding="utf-8", errors="replace")
    if result.returncode != 0:
        sys.exit(f"ctags failed in {root}: {result.stderr.strip()}")
    for row in result.stdout.splitlines():
        try:
            tag = json.loads(row)
        except ValueError:
            continue
        if tag.get("_type") == "tag":
            yield tag


def measure_functions(root, sources):
    by_path = {s.path: s for s in sources}
    functions, prototypes, unmeasured, mutable = [], [], 0, 0
    for tag in run_ctags(root, sorted(by_path)):
        source = by_path.get(tag["path"])
        if source is None:
            continue
        line = tag["line"]
        if tag["kind"] == "variable":
            words = declaration_words(source, line)
            if not (source.is_test or source.is_header or re.search(r"\b(const|extern)\b", words)):
                mutable += 1
            continue
        if tag["kind"] == "prototype":
            if source.is_header and not source.is_test:
                prototypes.append(is_documented(source, line, as_run=True))
            continue
        end = tag.get("end")
        if not end or end > source.lines:
            unmeasured += 1
            continue
        branches, depth = body_shape(source.bare[line - 1:end])
        functions.append(Function(
            name=tag["name"], path=tag["path"], line=line, end=end,
            static=bool(tag.get("file")) or "static" in source.bare[first_line(source, line)].split(),
            documented=is_documented(source, line), branches=branches, depth=depth,
            parameters=count_parameters(tag.get("signature", ""))))
    return functions, prototypes, unmeasured, mutable


# ---------------------------------------------------------------- summing up

def is_test_path(path):
    parts = path.split("/")
    stem = os.path.splitext(parts[-1])[0]
    return any(TEST_PART.match(p.lower()) for p in parts[:-1]) or bool(TEST_STEM.search(stem.lower()))


def walk(root, folders, extra_skips, endings):
    """Yield the paths, relative to root, of the files with these endings."""
    skips = SKIPPED_FOLDERS | set(extra_skips)
    for top in folders or ["."]:
        whole = os.path.join(root, top)
        if os.path.isfile(whole):
            if whole.endswith(endings):
                yield os.path.normpath(top)
            continue
        for here, dirs, files in os.walk(whole):
            dirs[:] = sorted(d for d in dirs if d not in skips)
            for name in sorted(files):
                path = os.path.join(here, name)
                if name.endswith(endings) and name not in skips and not os.path.islink(path):
                    yield os.path.normpath(os.path.relpath(path, root))


def count_script_tests(root, folders, extra_skips):
    lines = 0
    for path in walk(root, folders, extra_skips, SCRIPTS):
        if is_test_path(path):
            with open(os.path.join(root, path), encoding="utf-8", errors="replace") as f:
                lines += sum(1 for line in f if line.strip())
    return lines


def percentile(values, share):
    if not values:
        return 0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def per_cent(part, whole):
    return round(100.0 * part / whole, 1) if whole else 0.0


def summarise(label, root, folders, extra_skips):
    sources = [read_source(root, p) for p in walk(root, folders, extra_skips, (".c", ".h"))]
    for source in sources:
        source.is_test = is_test_path(source.path)
    functions, prototypes, unmeasured, mutable = measure_functions(root, sources)
    product = [s for s in sources if not s.is_test]
    tests = [s for s in sources if s.is_test]
    test_paths = {s.path for s in tests}
    ours = [f for f in functions if f.path not in test_paths]
    theirs = [f for f in functions if f.path in test_paths]
    c_files = [s for s in product if not s.is_header]
    h_files = [s for s in product if s.is_header]
    code = sum(s.code for s in product)
    comment = sum(s.comment for s in product)
    filled = sum(s.lines - s.blank for s in product)
    lengths = [f.length for f in ours]
    public = [f for f in ours if not f.static]
    private = [f for f in ours if f.static]
    longest_file = max(product, key=lambda s: s.lines, default=None)
    longest = max(ours, key=lambda f: f.length, default=None)
    numbers = {
        "C files": len(c_files),
        "header files": len(h_files),
        "code lines": code,
        "lines per .c, median": percentile([s.lines for s in c_files], 0.5),
        "lines per .c, 90th": percentile([s.lines for s in c_files], 0.9),
        "lines per .h, median": percentile([s.lines for s in h_files], 0.5),
        "longest file": f"{longest_file.lines} {os.path.basename(longest_file.path)}" if longest_file else "-",
        "comment share %": per_cent(comment, filled),
        "comment share in .h %": per_cent(sum(s.comment for s in h_files),
                                          sum(s.lines - s.blank for s in h_files)),
        "functions": len(ours),
        "function lines, median": percentile(lengths, 0.5),
        "function lines, 90th": percentile(lengths, 0.9),
        "function lines, 99th": percentile(lengths, 0.99),
        "functions over 60 lines %": per_cent(sum(n > 60 for n in lengths), len(lengths)),
        "longest function": f"{longest.length} {longest.name}" if longest else "-",
        "branches, median": percentile([f.branches for f in ours], 0.5),
        "branches, 90th": percentile([f.branches for f in ours], 0.9),
        "functions nested over 4 %": per_cent(sum(f.depth > 4 for f in ours), len(ours)),
        "parameters, 90th": percentile([f.parameters for f in ours], 0.9),
        "parameters, most": max((f.parameters for f in ours), default=0),
        "mutable globals per 1000": round(1000.0 * mutable / code, 1) if code else 0,
        "static functions %": per_cent(len(private), len(ours)),
        "functions per .c, median": percentile(
            [sum(1 for _ in g) for g in grouped(f for f in ours if f.path.endswith(".c"))], 0.5),
        "public definitions documented %": per_cent(sum(f.documented for f in public), len(public)),
        "static definitions documented %": per_cent(sum(f.documented for f in private), len(private)),
        "header prototypes documented %": per_cent(sum(prototypes), len(prototypes)),
        "goto per 1000 code lines": round(1000.0 * sum(s.gotos for s in product) / code, 1) if code else 0,
        "TODO/FIXME/XXX per 1000": round(1000.0 * sum(s.markers for s in product) / code, 1) if code else 0,
        "lines over 100 columns %": per_cent(sum(s.wide for s in product), sum(s.lines for s in product)),
        "includes per .c, median": percentile([s.includes for s in c_files], 0.5),
        "C test lines / code lines %": per_cent(sum(s.code for s in tests), code),
        "script test lines / code lines %": per_cent(count_script_tests(root, folders, extra_skips), code),
        "test function lines, median": percentile([f.length for f in theirs], 0.5),
        "functions ctags could not end": unmeasured,
    }
    return {"label": label, "numbers": numbers, "functions": ours, "sources": product}


def grouped(functions):
    groups = defaultdict(list)
    for function in functions:
        groups[function.path].append(function)
    return groups.values()


def room_lines(report):
    rooms = defaultdict(lambda: [0, 0, 0, []])
    for source in report["sources"]:
        room = rooms[os.path.dirname(source.path) or "."]
        room[0] += 1
        room[1] += source.code
        room[2] += source.comment
    for function in report["functions"]:
        rooms[os.path.dirname(function.path) or "."][3].append(function.length)
    for name, (files, code, comment, lengths) in sorted(rooms.items()):
        yield (f"    {name:<36} {files:>4} files {code:>7} code {comment:>6} comment "
               f"  functions {len(lengths):>5}  median {percentile(lengths, 0.5):>4}  max {max(lengths, default=0)}")


def room_of(path):
    parts = path.split("/")[:-1]
    for top in ("src", "include"):
        if top in parts:
            inner = parts[parts.index(top) + 1:]
            if top == "include" and len(inner) > 1:
                inner = inner[1:]
            return inner[0] if inner else "(top)"
    return "/".join(parts) or "(top)"


def include_edges(report):
    """Map (room, included room) to the list of places that do it."""
    known = {s.path for s in report["sources"]}
    by_tail = defaultdict(set)
    for path in known:
        parts = path.split("/")
        for start in range(len(parts)):
            by_tail["/".join(parts[start:])].add(path)
    edges = defaultdict(list)
    for source in report["sources"]:
        for number, raw in enumerate(source.text, 1):
            match = QUOTED_INCLUDE.match(raw)
            if not match:
                continue
            beside = os.path.normpath(os.path.join(os.path.dirname(source.path), match.group(1)))
            targets = {beside} if beside in known else by_tail.get(match.group(1), set())
            if len(targets) == 1:
                here, there = room_of(source.path), room_of(next(iter(targets)))
                if here != there:
                    edges[here, there].append(f"{source.path}:{number}")
    return edges


def check_layers(report, layers):
    """Print each include that goes from a lower room up to a higher one; return the count."""
    height = {room: level for level, room in enumerate(layers)}
    over = 0
    for (here, there), places in sorted(include_edges(report).items()):
        if here in height and there in height and height[here] < height[there]:
            for place in places:
                print(f"upward include: {here} -> {there} at {place}")
                over += 1
    return over


def read_rules(path):
    """Read "room: allowed allowed" lines; "#" starts a comment."""
    allowed = {}
    with open(path, encoding="utf-8") as f:
        for raw in f:
            line = raw.split("#")[0].strip()
            if line:
                room, _, others = line.partition(":")
                allowed[room.strip()] = set(others.split())
    return allowed


def check_rules(report, allowed):
    """Print each include between rooms that no rule allows; return the count."""
    over = 0
    for (here, there), places in sorted(include_edges(report).items()):
        if here not in allowed:
            print(f"room without a rule: {here}")
            over += 1
        elif there not in allowed[here]:
            for place in places:
                print(f"include not allowed: {here} -> {there} at {place}")
                over += 1
    return over


def print_table(reports):
    names = list(reports[0]["numbers"])
    print("| | " + " | ".join(r["label"] for r in reports) + " |")
    print("|---|" + "---:|" * len(reports))
    for name in names:
        print(f"| {name} | " + " | ".join(str(r["numbers"][name]) for r in reports) + " |")


def check_gates(reports, gates, allowed):
    """Print each thing that is over its limit and not allowed by name; return the count."""
    over = 0
    for report in reports:
        for what, limit in gates:
            if what == "file-lines":
                hits = [(s.lines, s.path) for s in report["sources"]]
            else:
                measure = {"function-lines": "length", "branches": "branches",
                           "depth": "depth", "parameters": "parameters"}[what]
                hits = [(getattr(f, measure), f"{f.path}:{f.line} {f.name}")
                        for f in report["functions"] if f.name not in allowed]
            for value, where in sorted(hits, reverse=True):
                if value > limit:
                    print(f"over {what}={limit}: {value} {where}")
                    over += 1
    return over


def parse_gate(text):
    what, _, limit = text.partition("=")
    if what not in ("file-lines", "function-lines", "branches", "depth", "parameters") or not limit.isdigit():
        raise argparse.ArgumentTypeError("want file-lines=N, function-lines=N, branches=N, depth=N or parameters=N")
    return what, int(limit)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", nargs="+", metavar="CHECKOUT[:folder...][=label]")
    parser.add_argument("--table", action="store_true", help="one Markdown table")
    parser.add_argument("--json", action="store_true", help="numbers as JSON")
    parser.add_argument("--longest", type=int, default=0, metavar="N", help="list the N longest functions")
    parser.add_argument("--rooms", action="store_true", help="one line per source folder")
    parser.add_argument("--edges", action="store_true", help="which folder includes which")
    parser.add_argument("--layers", default="", metavar="A,B,C", help="rooms, lowest first")
    parser.add_argument("--rules", metavar="FILE", help="which rooms each room may include")
    parser.add_argument("--skip", action="append", default=[], metavar="NAME", help="skip folders and files of this name too")
    parser.add_argument("--gate", action="append", default=[], type=parse_gate, metavar="WHAT=N")
    parser.add_argument("--allow", action="append", default=[], metavar="FUNCTION", help="no gate for this one")
    options = parser.parse_args()

    reports = []
    for argument in options.checkouts:
        place, _, label = argument.partition("=")
        root, *folders = place.split(":")
        label = label or os.path.basename(os.path.abspath(root))
        reports.append(summarise(label, root, folders, options.skip))

    if options.json:
        json.dump({r["label"]: r["numbers"] for r in reports}, sys.stdout, indent=2)
        print()
    elif options.table:
        print_table(reports)
    else:
        for report in reports:
            print(report["label"])
            for name, value in report["numbers"].items():
                print(f"  {name:<36} {value}")
    for report in reports:
        if options.rooms:
            print(f"{report['label']}: folders")
            print("\n".join(room_lines(report)))
        if options.edges:
            print(f"{report['label']}: includes between rooms")
            for (here, there), places in sorted(include_edges(report).items()):
                print(f"    {here:<20} -> {there:<20} {len(places):>4}   first {places[0]}")
        if options.longest:
            print(f"{report['label']}: longest functions")
            for f in sorted(report["functions"], key=lambda f: -f.length)[:options.longest]:
                print(f"    {f.length:>5} lines {f.branches:>4} branches  {f.path}:{f.line} {f.name}")
    over = check_gates(reports, options.gate, set(options.allow))
    if options.layers:
        over += sum(check_layers(r, options.layers.split(",")) for r in reports)
    if options.rules:
        rules = read_rules(options.rules)
        over += sum(check_rules(r, rules) for r in reports)
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
