#!/usr/bin/env python3
"""Takes the banggiao command, annotated articles and a committed floor. Fails where extraction falls under it.

usage: check_floor.py BANGGIAO SOURCE_ROOT SHARED [--raise]
SHARED holds gold/score, gold/final, corpus/gold, corpus/raw; without it the check says so and exits with 77 (skipped).
The sets whose names begin with `retold` have their articles beside their annotations.
The floor (floor.txt) has a line a set and row: SET ROW F1. --raise writes what is reached now, less a margin of
0.005, where that is more: a floor only rises.
"""
import json
import os
import subprocess
import sys
import tempfile

MARGIN = 0.005


def read_floor(path):
    with open(path, encoding="utf-8") as handle:
        lines = [line.split() for line in handle if line.strip() and not line.startswith("#")]
    return {(name, row): float(value) for name, row, value in lines}


def write_floor(path, floor):
    with open(path, "w", encoding="utf-8") as handle:
        handle.write("# F1 that extraction must keep: set, row, floor. Only rises (check_floor.py --raise).\n")
        for (name, row), value in floor.items():
            handle.write(f"{name} {row} {value:.3f}\n")


def hold(path, reached, raising, summary):
    """Compares {(set, row): F1} with the floor of a file, or raises that; hands out the exit status."""
    floor = read_floor(path) if os.path.exists(path) else {}
    if raising:
        write_floor(path, {k: max(floor.get(k, 0.0), round(v - MARGIN, 3)) for k, v in reached.items()})
        return 0
    fallen = [(k, v) for k, v in floor.items() if reached.get(k, 0.0) < v]
    for (name, row), value in fallen:
        print(f"{name} {row}: {reached.get((name, row), 0.0):.3f} is under the floor {value:.3f}")
    print(f"{len(floor)} floors, {len(fallen)} fallen; {summary}")
    return 1 if fallen or not floor else 0


def scores(binary, shared, gold, articles, spans):
    """{row: F1} of one set; `spans` asks for the share of spans that stand up as well."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as facts:
        done = subprocess.run([binary, "extract", articles], stdout=facts, stderr=subprocess.PIPE)
        if done.returncode != 0:
            sys.exit("extract failed on " + articles + "\n" + done.stderr.decode("utf-8", "replace"))
        command = [os.path.join(shared, "gold", "score"), gold, facts.name, "--json"]
        printed = subprocess.run(command + (["--texts", articles] if spans else []), capture_output=True, check=True)
    rows = json.loads(printed.stdout)
    return {row: x["precision"] if row == "spans" else x["f1"] for row, x in rows.items()}


def main(argv):
    binary, root, shared = [os.path.abspath(a) for a in argv if a != "--raise"]
    if not os.path.exists(os.path.join(shared, "gold", "score")):
        print("SKIPPED: there are no annotated articles at " + shared)
        return 77
    corpus = os.path.join(shared, "corpus")
    annotations = os.path.join(root, "tests", "extract", "annotations")
    reached = {}
    raw = os.path.join(corpus, "raw")
    sets = [("gold", os.path.join(shared, "gold", "final"), os.path.join(corpus, "gold")),
            ("dev", os.path.join(annotations, "dev"), raw),
            ("heldout", os.path.join(annotations, "heldout"), raw)]
    for name in ("retold", "retold_later", "retold_heldout", "retold_plain", "retold_plain_later",
                 "retold_plain_heldout", "retold_plain_last", "retold_plain_heldout_last"):
        sets.append((name, os.path.join(annotations, name), os.path.join(annotations, name)))
    for name, gold, articles in sets:
        for row, f1 in scores(binary, shared, gold, articles, articles != raw).items():
            reached[(name, row)] = f1
    path = os.path.join(root, "tests", "quality", "floor.txt")
    summary = "all rows: " + ", ".join(f"{name} {reached[(name, 'all')]:.3f}" for name, _, _ in sets)
    return hold(path, reached, "--raise" in argv, summary)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
