#!/usr/bin/env python3
"""Takes a store. Damages its graph file at one place after the other, asks each command, and prints which of them
then gave another answer as if nothing were wrong.

usage: flipped.py STORE.kg
"""
import os
import subprocess
import sys

STEP = 4096
PICTURE = "flipped.dot"
COMMANDS = [["query", "MATCH (n)-[r]-(m) RETURN n.name, type(r), r, m ORDER BY n.id, type(r), m.id"],
            ["query", "MATCH p = (:Place)-[:PARTNER_OF]-() RETURN p", "--format", "dot"],
            ["why", "Trần Đại Quang"], ["who", "Bùi Thanh Sơn"], ["stats"], ["agreements"], ["conflicts"],
            ["map", "-o", PICTURE], ["map", "--around", "Quảng Ninh", "--kind", "timeline", "-o", PICTURE],
            ["judge", "--export", "-"], ["review", "--list"], ["dump"]]


def answer(command, store):
    """Whether it said it was done, and all it gave."""
    if os.path.exists(PICTURE):
        os.remove(PICTURE)
    done = subprocess.run(["banggiao", command[0], store, *command[1:]], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=60)
    picture = open(PICTURE, "rb").read() if os.path.exists(PICTURE) else b""
    return done.returncode, done.stdout + picture


def main():
    store = sys.argv[1]
    graph = store + "-graph"
    whole = open(graph, "rb").read()
    expected = {tuple(command): answer(command, store) for command in COMMANDS}
    for place in range(0, len(whole), STEP):
        for command in COMMANDS:
            with open(graph, "wb") as file:
                file.write(whole[:place] + bytes(byte ^ 0x5A for byte in whole[place:place + 64]) + whole[place + 64:])
            status, given = answer(command, store)
            if status not in (0, 1) or (status == 0 and (status, given) != expected[tuple(command)]):
                print(f"{' '.join(command)}: another answer where byte {place} is damaged, status {status}")
    with open(graph, "wb") as file:
        file.write(whole)


main()
