#!/usr/bin/env python3
"""Takes the banggiao command and the name of a format. Fails where a program that people use for the format reads
other numbers of nodes, relationships and properties than the graph has.

usage: read_back.py BANGGIAO SOURCE_ROOT graphml|gexf|json|cytoscape|ntriples|rapper|dot|neo4j|graphframes|names|no_text
Ends with 77, and says why, where the program that would read is not installed.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

PARTNERS = "MATCH p = (a:Place)-[r:PARTNER_OF]->(b:Place) RETURN p"
WHOLE = "MATCH (n) WITH count(n) AS nodes, sum(size(keys(n))) AS of_nodes MATCH ()-[r]->() " \
        "RETURN nodes, of_nodes, count(r) AS edges, sum(size(keys(r))) AS of_edges"
OF_PARTNERS = "MATCH (n:Place)-[:PARTNER_OF]-(:Place) WITH DISTINCT n " \
              "WITH count(n) AS nodes, sum(size(keys(n))) AS of_nodes MATCH (:Place)-[r:PARTNER_OF]->(:Place) " \
              "RETURN nodes, of_nodes, count(r) AS edges, sum(size(keys(r))) AS of_edges"
EVIDENCE = "MATCH ()-[r]->() UNWIND evidence(r) AS e RETURN DISTINCT e.text AS words"


DEBIAN = "/usr/bin/python3"
# A drawing shows once what repeats between two nodes: meetings, a partnership told twice.
DRAWN = "MATCH (a)-[r]->(b) WITH CASE WHEN a.id < b.id OR NOT type(r) IN ['MET', 'PARTNER_OF'] " \
        "THEN [a.id, b.id] ELSE [b.id, a.id] END AS both, type(r) AS type, coalesce(r.kind, r.title) AS kind " \
        "WITH DISTINCT both, type, kind RETURN count(*) AS edges"
TEXTS = "MATCH (n) OPTIONAL MATCH (n)-[r:HOLDS]->() " \
        "RETURN n.name AS name, n.title AS title, n.aliases AS aliases, r.title AS office"


class Missing(Exception):
    pass


def module(name):
    try:
        return __import__(name)
    except ImportError:
        # Debian's packages belong to Debian's interpreter, which need not be the first one.
        if os.path.realpath(sys.executable) != os.path.realpath(DEBIAN) and os.access(DEBIAN, os.X_OK):
            os.execv(DEBIAN, [DEBIAN, *sys.argv])
        raise Missing(f"python3-{name} is not installed")


def program(name):
    if not shutil.which(name):
        raise Missing(f"{name} is not installed")
    return name


class Store:
    """The example articles, built once."""

    def __init__(self, banggiao, root, folder):
        self.banggiao, self.folder = banggiao, folder
        self.path = os.path.join(folder, "news.kg")
        self.run("build", self.path, os.path.join(root, "examples", "articles"))

    def run(self, *words):
        return subprocess.run([self.banggiao, *words], check=True, capture_output=True, text=True).stdout

    def rows(self, query):
        return json.loads(self.run("query", self.path, query, "--format", "json"))

    def export(self, form, *options):
        path = os.path.join(self.folder, "out." + form)
        shutil.rmtree(path, ignore_errors=True)
        self.run("export", self.path, path, "--to", form, *options)
        return path


def of_networkx(graph, beside_node, beside_edge):
    """nodes, properties, edges, properties; `beside_…`: what the format adds to each."""
    nodes = [set(data) - beside_node for _, data in graph.nodes(data=True)]
    edges = [set(data) - beside_edge for *_, data in graph.edges(data=True)]
    return len(nodes), sum(map(len, nodes)), len(edges), sum(map(len, edges))


def read_graphml(path):
    module("networkx")
    import networkx
    graph = networkx.read_graphml(path, force_multigraph=True)
    return of_networkx(graph, {"labels"}, {"type", "evidence", "evidence_count", "id"})


def read_gexf(path):
    module("networkx")
    import networkx
    graph = networkx.read_gexf(path)
    return of_networkx(graph, {"label", "labels", "start", "end"},
                       {"label", "relation", "evidence", "start", "end", "id"})


def read_json(path):
    module("networkx")
    from networkx.readwrite import json_graph
    with open(path, encoding="utf-8") as handle:
        data = json.load(handle)
    try:
        graph = json_graph.node_link_graph(data, edges="links")
    except TypeError:  # before networkx 3.4, where "links" is understood
        graph = json_graph.node_link_graph(data)
    return of_networkx(graph, {"labels"}, {"type", "evidence"})


def read_cytoscape(path):
    module("networkx")
    import networkx
    with open(path, encoding="utf-8") as handle:
        graph = networkx.cytoscape_graph(json.load(handle))
    return of_networkx(graph, {"id", "value", "labels"}, {"id", "key", "source", "target", "interaction", "evidence"})


def read_graphframes(path):
    """By jq. A column has one type, as Spark wants it, and every edge two ends that are there."""
    def answer(table, question):
        return json.loads(subprocess.run([program("jq"), "-s", question, os.path.join(path, table + ".jsonl")],
                                         check=True, capture_output=True, text=True).stdout)
    counts = "[length, (map(keys | length) | add)]"
    types = "map(to_entries[] | [.key, (.value | type)]) | unique | length - (map(.[0]) | unique | length)"
    assert answer("vertices", types) == 0 and answer("edges", types) == 0, "a column of several types"
    ids = set(answer("vertices", "map(.id)"))
    ends = answer("edges", "map([.src, .dst])")
    assert all(a in ids and b in ids for a, b in ends)
    (nodes, of_nodes), (edges, of_edges) = answer("vertices", counts), answer("edges", counts)
    return nodes, of_nodes - 2 * nodes, edges, of_edges - 4 * edges  # id, labels; src, dst, relationship, evidence


def read_ntriples(path):
    rdflib = module("rdflib")
    graph = rdflib.Graph()
    graph.parse(path, format="nt")
    schema, rdf = "urn:banggiao:schema:", rdflib.RDF
    statements = set(graph.subjects(rdf.type, rdf.Statement))
    nodes = {s for s in graph.subjects() if str(s).startswith("urn:banggiao:node:")}

    def properties(subjects):
        return sum(1 for s in subjects for p, o in graph.predicate_objects(s)
                   if str(p).startswith(schema) and isinstance(o, rdflib.Literal))
    return len(nodes), properties(nodes), len(statements), properties(statements)


def check_neo4j(store):
    """Read by our own import, which takes what neo4j-admin takes; the evidence is a property there."""
    for query, options in ((WHOLE, ()), (OF_PARTNERS, ("--query", PARTNERS))):
        row = store.rows(query)[0]
        files = sorted(glob.glob(os.path.join(store.export("neo4j", *options), "*.csv")))
        words = [word for path in files
                 for word in ("--nodes" if os.path.basename(path).startswith("nodes") else "--relationships", path)]
        imported = Store.__new__(Store)
        imported.banggiao, imported.folder = store.banggiao, store.folder
        imported.path = os.path.join(store.folder, "imported.kg")
        imported.run("import", imported.path, *words)
        found = imported.rows(WHOLE)[0]
        found["of_edges"] -= imported.rows("MATCH ()-[r]->() RETURN count(r.evidence) AS n")[0]["n"]
        assert found == row, f"neo4j {options}: read {found}, the graph has {row}"
        print(f"neo4j: {found}")


def check_counts(store, form, read):
    """The whole graph, and what a query returns of it."""
    for query, options in ((WHOLE, ()), (OF_PARTNERS, ("--query", PARTNERS))):
        row = store.rows(query)[0]
        # `id` names a node in every format, and is no property there.
        wanted = (row["nodes"], row["of_nodes"] - row["nodes"], row["edges"], row["of_edges"])
        assert wanted[0] > 10 and wanted[2] > 10, f"too little to compare: {wanted}"
        found = read(store.export(form, *options))
        assert found == wanted, f"{form} {options}: read {found}, the graph has {wanted}"
        print(f"{form}: nodes, properties, relationships, properties: {found}")


def check_names(store):
    """Properties that are called what a format calls its own things, and values of several types under one name."""
    with open(os.path.join(store.folder, "n.csv"), "w", encoding="utf-8") as handle:
        handle.write("id:ID,:LABEL,name,label,labels,value,start,size:int\n" +
                     "".join(f"n{i},Place,N{i},a,b,c,d,{i}\n" for i in range(12)))
    with open(os.path.join(store.folder, "r.csv"), "w", encoding="utf-8") as handle:
        names = ["id", "type", "source", "source_", "target", "key", "evidence", "evidence_count", "interaction", "src", "dst",
                 "relationship", "relation", "label", "start", "end"]
        handle.write(":START_ID,:END_ID,:TYPE," + ",".join(names) + "\n")
        for i in range(12):
            handle.write(f"n{i},n{(i + 1) % 12},ROAD," + ",".join(f"v{i}{name}" for name in names) + "\n")
    store.run("import", store.path + "2", "--nodes", os.path.join(store.folder, "n.csv"), "--relationships",
              os.path.join(store.folder, "r.csv"))
    store.path += "2"
    row = store.rows(WHOLE)[0]
    wanted = (row["nodes"], row["of_nodes"] - row["nodes"], row["edges"], row["of_edges"])
    assert wanted == (12, 72, 12, 192), wanted
    for form, read in READERS.items():
        found = read(store.export(form))
        assert found == wanted, f"{form}: read {found}, the graph has {wanted}"
        print(f"{form}: {found}")


def check_rapper(store):
    path = store.export("ntriples")
    done = subprocess.run([program("rapper"), "-q", "-i", "ntriples", "-o", "ntriples", path], capture_output=True,
                          text=True)
    with open(path, encoding="utf-8") as handle:
        lines = sum(1 for _ in handle)
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert len(done.stdout.splitlines()) == lines, "rapper reads another number of triples"
    print(f"rapper: {lines} triples")


def check_dot(store):
    """A drawing has nodes and relationships; its properties are words in labels and tooltips."""
    program("gc")
    of_partners = DRAWN.replace("(a)-[r]->(b)", "(a:Place)-[r:PARTNER_OF]->(b:Place)")
    for query, drawn, options in ((WHOLE, DRAWN, ()), (OF_PARTNERS, of_partners, ("--query", PARTNERS))):
        row = dict(store.rows(query)[0], **store.rows(drawn)[0])
        path = store.export("dot", *options)
        counted = subprocess.run(["gc", "-n", "-e", path], check=True, capture_output=True, text=True).stdout.split()
        found = int(counted[0]), int(counted[1])
        assert found == (row["nodes"], row["edges"]), f"Graphviz counts {found}, the graph has {row}"
        print(f"dot: nodes, relationships: {found}")


def check_no_text(store):
    names = json.dumps(store.rows(TEXTS), ensure_ascii=False)
    words = [words for words in (row["words"] for row in store.rows(EVIDENCE))
             if words and len(words) > 30 and '"' not in words and words[:25] not in names]
    assert len(words) > 20
    for form in ("graphml", "gexf", "json", "cytoscape", "neo4j", "graphframes", "ntriples", "dot"):
        for options, wanted in (((), True), (("--no-text",), False)):
            path = store.export(form, *options)
            text = ""
            for part in glob.glob(os.path.join(path, "[re]*s*")) if os.path.isdir(path) else [path]:
                with open(part, encoding="utf-8") as handle:
                    text += handle.read()
            # A tooltip shows the first words only, in quotation marks; labels hold offices, as words do.
            mark = "“" if form == "dot" else ""
            found = sum(1 for each in words if mark + each[:25] in text)
            assert (found > 0) == wanted, f"{form} {options}: the words of {found} passages"
    print(f"--no-text: none of {len(words)} passages")


READERS = {"graphml": read_graphml, "gexf": read_gexf, "json": read_json, "cytoscape": read_cytoscape,
           "graphframes": read_graphframes, "ntriples": read_ntriples}


def main(banggiao, root, form):
    checks = {"rapper": check_rapper, "dot": check_dot, "neo4j": check_neo4j, "names": check_names,
              "no_text": check_no_text}
    with tempfile.TemporaryDirectory() as folder:
        store = Store(banggiao, root, folder)
        try:
            if form in checks:
                checks[form](store)
            else:
                check_counts(store, form, READERS[form])
        except Missing as missing:
            print(f"SKIPPED: {missing}")
            return 77
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
