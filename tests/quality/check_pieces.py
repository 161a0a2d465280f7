#!/usr/bin/env python3
"""Takes the banggiao command, short pieces of news with their events, and a committed floor. Fails where the events
found fall under it.

usage: check_pieces.py BANGGIAO SOURCE_ROOT [--raise] [--misses]
A piece (tests/extract/pieces*/*.txt) is a line `> TEXT` (a line break in it written \\n), below it the events it tells
of, `none` or a line each: KIND DATE @PLACE [HOSTS] [GUESTS] [OTHERS], names parted by semicolons, `-` for what is not
told. An event is found if one of its kind and with one of its participants is; then its participants with their sides
and its date are compared; its place is there for whoever reads the misses. The floor (pieces_floor.txt) has a line a
set and row: SET ROW F1. --raise writes what is reached now, less a margin of 0.005, where that is more. --misses prints
each piece that differs, and how.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

from check_floor import hold

SETS = ("pieces", "pieces_later", "pieces_heldout")
ROWS = ("Event", "PARTICIPANT", "WHEN")
EVENT = re.compile(r"(\w+) (\S+) @(.*?) \[(.*?)\] \[(.*?)\] \[(.*?)\]$")


def fold(name):
    return unicodedata.normalize("NFC", name.strip()).casefold()


def read_pieces(path):
    """[(place in the file, text, [event])], an event being kind, date, place, three sets of names."""
    pieces = []
    with open(path, encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            line = line.strip()
            where = f"{os.path.basename(path)}:{number}"
            if line.startswith(">"):
                pieces.append((where, line[1:].strip().replace("\\n", "\n"), []))
            elif line and line != "none" and not line.startswith("#"):
                told = EVENT.match(line)
                if not told:
                    sys.exit(f"{where}: no event: {line}")
                sides = [{fold(name) for name in side.split(";") if name.strip()} for side in told.groups()[3:]]
                pieces[-1][2].append((told[1], told[2], fold(told[3]), sides))
    return pieces


def extract(binary, pieces):
    """{place in the file: facts}"""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as articles:
        for where, text, _ in pieces:
            print(json.dumps({"id": where, "text": text}, ensure_ascii=False), file=articles)
        articles.flush()
        done = subprocess.run([binary, "extract", articles.name], capture_output=True)
    if done.returncode != 0:
        sys.exit("extract failed\n" + done.stderr.decode("utf-8", "replace"))
    facts = [json.loads(line) for line in done.stdout.split(b"\n") if line]
    return {each["article"]["id"]: each for each in facts}


def events_of(facts, wanted):
    """The events found; who bears several names goes by the one among those wanted."""
    nodes = {node["id"]: node for node in facts["nodes"]}

    def name_of(node):
        names = [fold(name) for name in [node["name"]] + node["aliases"]]
        return next((name for name in names if name in wanted), names[0])

    events = {}
    for node in facts["nodes"]:
        if "Event" in node["labels"]:
            properties = node["properties"]
            events[node["id"]] = [properties.get("kind"), properties.get("date", "-"), "-", [set(), set(), set()]]
    for edge in facts["edges"]:
        if edge["type"] in ("ATTENDED", "TOOK_PART"):
            side = {"host": 0, "guest": 1}.get(edge["properties"].get("side"), 2)
            events[edge["to"]][3][side].add(name_of(nodes[edge["from"]]))
        elif edge["type"] == "HELD_IN":
            events[edge["from"]][2] = name_of(nodes[edge["to"]])
    return list(events.values())


class Tally:
    def __init__(self):
        self.counts = {row: [0, 0, 0] for row in ROWS}  # right, too much, missed

    def add(self, row, right, too_much, missed):
        for i, count in enumerate((right, too_much, missed)):
            self.counts[row][i] += count

    def compare(self, row, wanted, found):
        same = wanted == found
        self.add(row, same, not same and found != "-", not same and wanted != "-")

    def f1(self, row):
        right, too_much, missed = self.counts[row]
        return 2 * right / max(1, 2 * right + too_much + missed)


def people(event):
    return set().union(*event[3])


def compare(tally, wanted, found):
    """Counts what is right, too much and missed of one piece; hands out how they differ."""
    differences = []
    left = list(found)
    for event in wanted:
        fits = [each for each in left if each[0] == event[0] and (people(each) & people(event) or not people(event))]
        if not fits:
            tally.add("Event", 0, 0, 1)
            tally.add("PARTICIPANT", 0, 0, len(people(event)))
            differences.append(("missed", event))
            continue
        best = max(fits, key=lambda each: len(people(each) & people(event)))
        left.remove(best)
        tally.add("Event", 1, 0, 0)
        for side, its in zip(event[3], best[3]):
            tally.add("PARTICIPANT", len(side & its), len(its - side), len(side - its))
        tally.compare("WHEN", event[1], best[1])
        if list(event) != list(best):
            differences.append(("wanted", event))
            differences.append(("found", best))
    for event in left:
        tally.add("Event", 0, 1, 0)
        tally.add("PARTICIPANT", 0, len(people(event)), 0)
        differences.append(("too much", event))
    return differences


def measure(binary, folder, print_misses):
    tally = Tally()
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        pieces = read_pieces(path)
        facts = extract(binary, pieces)
        for where, text, wanted in pieces:
            names = {event[2] for event in wanted}.union(*(people(event) for event in wanted))
            found = events_of(facts[where], names) if where in facts else []
            differences = compare(tally, wanted, found)
            if differences and print_misses:
                print(where, text)
                for what, (kind, date, place, sides) in differences:
                    print("   ", what, kind, date, "@" + place, *(sorted(side) for side in sides))
    return tally


def main(argv):
    binary, root = [os.path.abspath(a) for a in argv if not a.startswith("--")]
    tallies = {name: measure(binary, os.path.join(root, "tests", "extract", name), "--misses" in argv)
               for name in SETS}
    reached = {(name, row): tally.f1(row) for name, tally in tallies.items() for row in ROWS}
    path = os.path.join(root, "tests", "quality", "pieces_floor.txt")
    summary = ", ".join(f"{name} {row} {f1:.3f}" for (name, row), f1 in reached.items())
    return hold(path, reached, "--raise" in argv, summary)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
