// A folder of articles in, who met whom out: extraction, merge and a query without a store.
// usage: 2_ask_a_graph FOLDER
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/merge.h>
#include <banggiao/query/engine.h>

#include <iostream>

int main(int argc, char** argv) {
    using namespace banggiao;
    if (argc != 2) return std::cerr << "usage: 2_ask_a_graph FOLDER\n", 2;
    const extract::Extractor extractor;
    std::vector<Facts> facts;
    const auto complain = [](const Error& error) { std::cerr << error.text() << "\n"; };
    extract::read_paths({argv[1]}, {},
                        {[&](Article&& article) {
                             auto found = extractor.extract(article);
                             if (found) facts.push_back(std::move(*found));
                         },
                         complain, [](const std::string&) {}});

    const query::Engine engine(freeze(merge(facts).graph));
    const auto prepared =
        engine.prepare("MATCH (a:Official)-[m:MET]->(b:Official) WHERE m.date STARTS WITH $year "
                       "RETURN m.date AS date, a.name AS host, b.name AS guest ORDER BY date, host, guest");
    if (!prepared) return std::cerr << prepared.error().message << "\n", 1;
    auto rows = prepared->run({{"year", Value("2017")}});
    if (!rows) return std::cerr << rows.error().message << "\n", 1;
    for (;;) {
        const auto row = rows->next();
        if (!row) return std::cerr << row.error().message << "\n", 1;
        if (!*row) return 0;
        std::cout << (**row)[0].string() << "  " << (**row)[1].string() << "  received  "
                  << (**row)[2].string() << "\n";
    }
}
