#!/usr/bin/env python3
"""Takes a folder. Hands out in it, one file a query, the queries of the tables in tests/query: the corpus of
parse_fuzzer and engine_fuzzer."""
import hashlib
import pathlib
import sys

TABLES = pathlib.Path(__file__).resolve().parent.parent / "query"


def queries():
    for table in sorted(TABLES.glob("cases/*.txt")):
        for line in table.read_text(encoding="utf-8").splitlines():
            word, _, rest = line.partition(" ")
            if word in ("QUERY", "GRAPH"):
                yield rest
    for table in ("parse.txt", "wrong.txt"):
        for line in (TABLES / table).read_text(encoding="utf-8").splitlines():
            if line and line[0] not in "#= ":
                yield line


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: query_corpus.py FOLDER")
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for query in queries():
        name = hashlib.sha256(query.encode()).hexdigest()[:16]
        (folder / name).write_text(query, encoding="utf-8")


if __name__ == "__main__":
    main()
