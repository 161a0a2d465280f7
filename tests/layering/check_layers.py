#!/usr/bin/env python3
"""Takes the source tree. Fails on an #include that is not in the table of layers.

usage: check_layers.py ROOT
Prints each wrong arrow as file:line and what is allowed there.
"""
import os
import re
import sys

# part (longest path wins) -> (our parts it may include, outside headers that only these parts may include)
LAYERS = {
    "graph": ({"graph"}, {"unicode", "rapidjson", "boost"}),
    "graph/store": ({"graph", "graph/store"}, {"sqlite3.h", "unicode", "rapidjson", "boost", "zlib.h"}),
    "graph/export": ({"graph", "graph/export"}, {"graphviz", "unicode", "rapidjson", "boost", "libxml"}),
    "extract": ({"graph", "extract"}, {"unicode", "rapidjson", "boost", "gumbo.h"}),
    "query": ({"graph", "query"}, {"unicode", "rapidjson", "boost"}),
    "tools": ({"graph", "graph/store", "graph/export", "extract", "query", "tools"}, None),
    "examples": ({"graph", "graph/store", "graph/export", "extract", "query"}, None),
}
GUARDED = {"unicode", "rapidjson", "boost", "sqlite3.h", "graphviz", "gumbo.h", "libxml", "zlib.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def part_of(path):
    return max((p for p in LAYERS if path == p or path.startswith(p + "/")), key=len, default=None)


def faults_of(path, lines):
    part = part_of(os.path.dirname(path))
    ours, outside = LAYERS[part]
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        target = found.group(1)
        if target.startswith("banggiao/"):
            wanted = part_of(os.path.dirname(target[len("banggiao/"):]))
            if wanted not in ours:
                yield f"{path}:{number}: {part} may not include {target}; it may include {', '.join(sorted(ours))}"
        elif outside is not None:
            head = target.split("/")[0]
            if head in GUARDED and head not in outside:
                yield f"{path}:{number}: {part} may not include <{target}>"


def check(root):
    count, faults = 0, []
    for part in sorted({p.split("/")[0] for p in LAYERS}):
        for folder, _, names in os.walk(os.path.join(root, part)):
            for name in sorted(names):
                if name.endswith((".h", ".cpp", ".inc")):
                    path = os.path.relpath(os.path.join(folder, name), root)
                    with open(os.path.join(root, path), encoding="utf-8") as handle:
                        faults += faults_of(path, handle)
                    count += 1
    return count, faults


def must_fail():
    """The check itself must be able to fail."""
    wrong = {
        "extract/a.cpp": "#include <banggiao/query/engine.h>",
        "query/a.cpp": "#include <banggiao/extract/document.h>",
        "graph/a.h": "#include <banggiao/graph/store/store.h>",
        "graph/b.cpp": "#include <sqlite3.h>",
        "query/b.cpp": "#include <graphviz/gvc.h>",
        "graph/export/a.cpp": '#include "banggiao/graph/store/store.h"',
    }
    return [path for path, line in wrong.items() if not list(faults_of(path, [line]))]


def main():
    missed = must_fail()
    count, faults = check(sys.argv[1])
    for fault in faults + [f"the check lets {path} pass" for path in missed]:
        print(fault)
    print(f"{count} files read, {len(faults)} wrong arrows")
    return 1 if faults or missed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
