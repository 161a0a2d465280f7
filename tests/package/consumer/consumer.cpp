// An outside program: a sentence in, a merged graph, an answer out; fails if the answer is not the one
// expected.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/merge.h>
#include <banggiao/query/engine.h>

#include <iostream>

int main() {
    using namespace banggiao;
    auto article = extract::read_text("Bộ trưởng Bộ Ngoại giao thăm Quảng Ninh\n\n"
                                      "Ngày 24/3/2023, Chủ tịch UBND tỉnh Quảng Ninh Cao Tường Huy đã tiếp "
                                      "Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn.\n",
                                      "one");
    if (!article) return 1;
    auto facts = extract::Extractor().extract(*article);
    if (!facts) return 1;
    query::Engine engine(freeze(merge(std::span(&*facts, 1)).graph));
    auto query = engine.prepare("MATCH (o:Official)-[:HOLDS]->(b:Ministry) RETURN o.name, b.name");
    if (!query) return 1;
    auto rows = query->run();
    if (!rows) return 1;
    auto row = rows->next();
    if (!row || !*row) return 1;
    std::cout << (**row)[0].string() << " holds an office of " << (**row)[1].string() << "\n";
    return (**row)[0].string() == "Bùi Thanh Sơn" ? 0 : 1;
}
