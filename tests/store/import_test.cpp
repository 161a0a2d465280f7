// CSV files with neo4j-admin headers become the graph they say, whatever the number of threads; mistakes are
// named with file, line and column; what is exported imports to the same graph, and exports to the same bytes
// again.
#include "../graph/random_graph.h"
#include "articles.h"

#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/store/import.h>

#include <catch2/catch.hpp>
#include <zlib.h>

#include <algorithm>
#include <map>

namespace banggiao {

namespace {

using namespace tests;

/// A graph as text that does not depend on the order of nodes, which are named by `id`.
std::vector<std::string> told(const FrozenGraph& graph) {
    const auto properties = [&](const std::vector<std::pair<KeyId, Value>>& list) {
        std::string text;
        for (const auto& [key, value] : list)
            text += " " + std::string(graph.key_name(key)) + "=" + encode_value(value);
        return text;
    };
    const auto id = [&](VertexId vertex) {
        return graph.vertex_property(vertex, *graph.find_key("id")).string();
    };
    std::vector<std::string> lines;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex) {
        std::string line = id(vertex) + properties(graph.vertex_properties(vertex));
        for (const LabelId label : graph.labels(vertex)) line += " :" + std::string(graph.label_name(label));
        lines.push_back(line);
    }
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge)
        lines.push_back(id(graph.source(edge)) + " -" + std::string(graph.type_name(graph.type(edge))) +
                        "- " + id(graph.target(edge)) + properties(graph.edge_properties(edge)));
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::map<std::string, std::string> files_of(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files[entry.path().filename().string()] = file_bytes(entry.path().string());
    return files;
}

void write_gzip(const std::string& path, const std::string& bytes) {
    gzFile file = gzopen(path.c_str(), "wb");
    REQUIRE(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())) ==
            static_cast<int>(bytes.size()));
    gzclose(file);
}

/// Only values that CSV has a form for.
Value plain_value(RandomGraph& random) {
    switch (random.below(8)) {
    case 0:
        return static_cast<std::int64_t>(random.below(100'000)) - 50'000;
    case 1:
        return 0.1 * static_cast<double>(random.below(50));
    case 2:
        return random.below(2) == 0;
    case 3:
        return Date{static_cast<std::int64_t>(random.below(40'000)) - 9'000};
    case 4:
        return "a \"quoted\",\r\ntext\n";
    case 5:
        return "";
    case 6:
        return List{"Quảng Tây", "", "x,y"};
    default:
        return List{1, 2, static_cast<std::int64_t>(random.below(9))};
    }
}

GrowingGraph plain_graph(unsigned seed, bool with_ids) {
    RandomGraph random(seed);
    GrowingGraph graph = random.graph(1 + random.below(40), random.below(120));
    const auto change = [&](Properties& properties) {
        properties.erase("rare");
        if (properties.contains("mixed")) properties["mixed"] = plain_value(random);
    };
    for (std::size_t vertex = 0; vertex < num_vertices(graph); ++vertex) {
        change(graph[vertex].properties);
        if (!with_ids) graph[vertex].properties["id"] = "twice";
    }
    for (auto [edge, last] = edges(graph); edge != last; ++edge) {
        change(graph[*edge].properties);
        graph[*edge].evidence.clear();
    }
    return graph;
}

} // namespace

TEST_CASE("nodes and relationships of several files, groups and types", "[import]") {
    const TemporaryFolder folder;
    write_bytes(folder / "people.csv", "\xEF\xBB\xBFid:ID(Person),name,year:int,aliases:string[],:LABEL\r\n"
                                       "1,Nguyễn Văn An,1960,,Official\r\n"
                                       "2,\"Trần \"\"Bé\"\" Bình\",,\"An;Bình\",Official;Member\r\n");
    write_bytes(folder / "more.csv", "3,Lê Chi,-7,\"\",\n\n");
    write_gzip(folder / "places.csv.gz",
               "code:ID(Place),name,area:double,capital:boolean,since:date,note:IGNORE\n"
               "1,Huế,4947.1,false,1989-07-01,x\n");
    write_bytes(folder / "from.csv",
                ":START_ID(Person),:END_ID(Place),:TYPE,km:long\n1,1,BORN_IN,3\n2,1,LIVES_IN,\n");
    write_bytes(folder / "knows.csv", ":START_ID(Person),:END_ID(Person)\n1,2\n2,1\n");
    const ImportOptions options{{{{"Person"}, {folder / "people.csv", folder / "more.csv"}},
                                 {{"Place", "City"}, {folder / "places.csv.gz"}}},
                                {{{}, {folder / "from.csv"}}, {{"KNOWS"}, {folder / "knows.csv"}}}};
    const auto graph = read_csv_graph(options);
    if (!graph) FAIL(graph.error().text());
    REQUIRE(graph->vertex_count() == 4);
    REQUIRE(graph->edge_count() == 4);
    const auto property = [&](VertexId vertex, const char* key) {
        return graph->vertex_property(vertex, *graph->find_key(key));
    };
    const auto labels = [&](VertexId vertex) {
        std::string text;
        for (const LabelId label : graph->labels(vertex)) text += ":" + std::string(graph->label_name(label));
        return text;
    };
    CHECK(property(0, "id") == Value("1"));
    CHECK(property(0, "year") == Value(1960));
    CHECK(property(0, "aliases").is_null());
    CHECK(labels(0) == ":Official:Person");
    CHECK(property(1, "name") == Value("Trần \"Bé\" Bình"));
    CHECK(property(1, "year").is_null());
    CHECK(property(1, "aliases") == Value(List{"An", "Bình"}));
    CHECK(labels(1) == ":Member:Official:Person");
    CHECK(property(2, "year") == Value(-7));
    CHECK(property(2, "aliases") == Value(List{}));
    CHECK(labels(2) == ":Person");
    CHECK(property(3, "code") == Value("1"));
    CHECK(property(3, "area") == Value(4947.1));
    CHECK(property(3, "capital") == Value(false));
    CHECK(property(3, "since") == Value(Date{7121}));
    CHECK(labels(3) == ":City:Place");
    CHECK_FALSE(graph->find_key("note"));
    CHECK(graph->find_name("nguyen van an") == std::vector<VertexId>{0});
    CHECK(graph->find_name("an") == std::vector<VertexId>{1});
    CHECK(graph->find_id("2") == VertexId{1});
    const EdgeRange born = graph->out_edges(0, *graph->find_type("BORN_IN"));
    REQUIRE(born.size() == 1);
    CHECK(graph->target(born.first) == 3);
    CHECK(graph->edge_property(born.first, *graph->find_key("km")) == Value(3));
    CHECK(graph->out_edges(1, *graph->find_type("KNOWS")).size() == 1);
}

TEST_CASE("mistakes in CSV files are named with file, line and column", "[import]") {
    const std::string header = "id:ID,year:int,on:date,b:boolean\n", ends = ":START_ID,:END_ID,:TYPE\n";
    struct Row {
        std::string nodes, relationships, place, message;
        ErrorKind kind = ErrorKind::malformed;
    };
    const Row rows[] = {
        {"", ends, "nodes.csv", "no header"},
        {"name\nx\n", ends, "nodes.csv:1:1", "no :ID"},
        {"id:ID,x:point\n", ends, "nodes.csv:1:7", "`x:point`"},
        {"id:ID,:START_ID\n", ends, "nodes.csv:1:7", "no column of nodes"},
        {"id:ID,,x\n", ends, "nodes.csv:1:7", "``"},
        {"id:ID,other:ID\n", ends, "nodes.csv:1:7", "same role"},
        {"id:ID,a,a\n", ends, "nodes.csv:1:9", "two columns are named `a`"},
        {header + "1,2,,\n2,x2,,\n", ends, "nodes.csv:3:3", "`x2` is no value of `year`"},
        {header + "1,99999999999999999999,,\n", ends, "nodes.csv:2:3", "no value of `year`"},
        {header + "1,,2024-02-30,\n", ends, "nodes.csv:2:4", "no value of `on`"},
        {header + "1,,,yes\n", ends, "nodes.csv:2:5", "no value of `b`"},
        {header + "\"a\nb\",,,\nộ,x,,\n", ends, "nodes.csv:4:3", "no value of `year`"},
        {header + "1,,\n", ends, "nodes.csv:2:4", "only 3 fields, the header has 4"},
        {header + "1,,,,7\n", ends, "nodes.csv:2:6", "has 5 fields"},
        {header + "\"1,,,\n", ends, "nodes.csv:2:1", "not closed"},
        {header + "\"1\"x,,,\n", ends, "nodes.csv:2:4", "follows a closing quote"},
        {header + ",,,\n", ends, "nodes.csv:2:1", "id is empty"},
        {header + "1,,,\n2,,,\n1,,,\n", ends, "nodes.csv:4:1", "two nodes have the id `1`",
         ErrorKind::conflict},
        {"id:ID,name\n1,\xFF\n", ends, "nodes.csv:2:3", "the value of `name` is not UTF-8"},
        {"id:ID,\xFF\n1,2\n", ends, "nodes.csv:1:7", "not UTF-8"},
        {"id:ID,:LABEL\n1,\xFF\n", ends, "nodes.csv:2:3", "not UTF-8"},
        {header + "1,,,\n", ends + "1,1,\xFF\n", "relationships.csv:2:5", "not UTF-8"},
        {"id:ID,a\n1\n", ends, "nodes.csv:2:1", "only 1 field, the header has 2 fields"},
        {header + "1,,,\n", ":START_ID,:TYPE\n", "relationships.csv:1:1", "no :START_ID and :END_ID"},
        {header + "1,,,\n", ":START_ID,:END_ID\n", "relationships.csv:1:1", "no type"},
        {header + "1,,,\n", ends + "1,1,T\n1,3,T\n", "relationships.csv:3:3", "no node has the id `3`"},
        {header + "1,,,\n", ends + "1,1,T\n4,3,T\n1,3,T,\n", "relationships.csv:3:1",
         "no node has the id `4`"},
        {header + "1,,,\n", ends + "1,1,\n", "relationships.csv:2:5", "no type"},
        {header + "1,,,\n", ":START_ID(G),:END_ID,:TYPE\n1,1,T\n", "relationships.csv:2:1", "in the group G"},
    };
    for (const Row& row : rows) {
        const TemporaryFolder folder;
        write_bytes(folder / "nodes.csv", row.nodes);
        write_bytes(folder / "relationships.csv", row.relationships);
        const auto graph =
            read_csv_graph({{{{}, {folder / "nodes.csv"}}}, {{{}, {folder / "relationships.csv"}}}});
        INFO(row.nodes << row.relationships);
        REQUIRE_FALSE(graph.ok());
        CHECK(graph.error().kind == row.kind);
        CHECK(graph.error().place == folder / row.place);
        CHECK_THAT(graph.error().message, Catch::Contains(row.message));
        CHECK_FALSE(graph.error().remedy.empty());
    }
    CHECK(read_csv_graph({{{{}, {"/nowhere/x.csv"}}}, {}}).error().kind == ErrorKind::unreadable);
}

TEST_CASE("every file of a kind may begin with the header", "[import]") {
    const TemporaryFolder folder;
    write_bytes(folder / "a.csv", "\xEF\xBB\xBFid:ID,name\n1,Huế\n");
    write_bytes(folder / "b.csv", "\xEF\xBB\xBFid:ID,name\n2,Vinh\n");
    write_bytes(folder / "c.csv", "3,Hội An\n");
    write_bytes(folder / "d.csv", "");
    const auto files = [&](const char* last) {
        return ImportOptions{
            {{{"City"}, {folder / "a.csv", folder / "b.csv", folder / "d.csv", folder / last}}}, {}};
    };
    const auto graph = read_csv_graph(files("c.csv"));
    if (!graph) FAIL(graph.error().text());
    CHECK(graph->vertex_count() == 3);
    write_bytes(folder / "wrong.csv", "id:ID,name\n4\n");
    CHECK(read_csv_graph(files("wrong.csv")).error().place == folder / "wrong.csv:2:1");
}

TEST_CASE("a quote that is never closed ends the reading soon", "[import]") {
    const TemporaryFolder folder;
    write_bytes(folder / "nodes.csv", "id:ID\n1\n\"" + std::string(std::size_t{66} << 20, '\n'));
    const auto graph = read_csv_graph({{{{}, {folder / "nodes.csv"}}}, {}});
    REQUIRE_FALSE(graph.ok());
    CHECK(graph.error().place == folder / "nodes.csv:3:1");
    CHECK_THAT(graph.error().message, Catch::Contains("64 MiB"));
}

TEST_CASE("a cut gzip file is an error", "[import]") {
    const TemporaryFolder folder;
    std::string text = "id:ID\n";
    for (int id = 0; id < 50'000; ++id) text += std::to_string(id * 7919 % 1'000'003) + "\n";
    write_gzip(folder / "nodes.csv.gz", text);
    const std::string bytes = file_bytes(folder / "nodes.csv.gz");
    write_bytes(folder / "nodes.csv.gz", std::string_view(bytes).substr(0, bytes.size() / 2));
    const auto graph = read_csv_graph({{{{}, {folder / "nodes.csv.gz"}}}, {}});
    REQUIRE_FALSE(graph.ok());
    CHECK(graph.error().kind == ErrorKind::unreadable);
}

TEST_CASE("the number of threads and the ends of chunks change nothing", "[import]") {
    const TemporaryFolder folder;
    std::string nodes = "id:ID,name\n", edges = ":START_ID,:END_ID,note\n";
    for (int id = 0; id < 1000; ++id)
        nodes += "n" + std::to_string(id) + ",\"Tên,\n" + std::to_string(id % 77) + "\"\n";
    for (int edge = 0; edge < 400'000; ++edge) {
        edges += "n" + std::to_string(edge % 1000) + ",n" + std::to_string(edge * 7 % 1000) + ",";
        edges += edge % 3 ? "\"hai\n\"\"dòng\"\"\"\n" : edge % 2 ? "\n" : "một\n";
    }
    write_bytes(folder / "nodes.csv", nodes);
    write_bytes(folder / "edges.csv", edges);
    ImportOptions options{{{{"N"}, {folder / "nodes.csv"}}}, {{{"T"}, {folder / "edges.csv"}}}};
    options.threads = 1;
    const auto one = read_csv_graph(options);
    options.threads = 3;
    const auto three = read_csv_graph(options);
    REQUIRE(one.ok());
    REQUIRE(one->edge_count() == 400'000);
    CHECK(std::ranges::equal(one->bytes(), three->bytes()));
    const EdgeRange first = one->out_edges(0);
    CHECK(first.size() == 400);
    std::size_t quoted = 0;
    for (EdgeId edge = 0; edge < one->edge_count(); ++edge)
        quoted += one->edge_property(edge, *one->find_key("note")) == Value("hai\n\"dòng\"");
    CHECK(quoted == 266'666);
}

TEST_CASE("export, import, export gives the same graph and the same bytes", "[import]") {
    for (unsigned seed = 0; seed < 40; ++seed) {
        const TemporaryFolder folder;
        const bool with_ids = seed % 4 != 0;
        const FrozenGraph graph = freeze(plain_graph(seed, with_ids));
        const auto options = export_csv(graph, folder / "first");
        if (!options) FAIL(options.error().text());
        const auto again = read_csv_graph(*options);
        if (!again) FAIL(again.error().text());
        if (with_ids) CHECK(told(*again) == told(graph));
        REQUIRE(export_csv(*again, folder / "second").ok());
        CHECK(files_of(folder / "first") == files_of(folder / "second"));
    }
}

TEST_CASE("export says what CSV has no form for", "[import]") {
    const TemporaryFolder folder;
    const std::pair<Value, ErrorKind> values[] = {{Map{{"a", 1}}, ErrorKind::unsupported},
                                                  {Duration{1, 0, 0, 0}, ErrorKind::unsupported},
                                                  {List{1, "a"}, ErrorKind::unsupported},
                                                  {List{""}, ErrorKind::unsupported},
                                                  {List{"a;b"}, ErrorKind::conflict}};
    for (const auto& [value, kind] : values) {
        GrowingGraph growing(1);
        growing[0].properties["strange"] = value;
        const auto exported = export_csv(freeze(growing), folder / "out");
        REQUIRE_FALSE(exported.ok());
        CHECK(exported.error().kind == kind);
        CHECK_THAT(exported.error().message, Catch::Contains("`strange`"));
    }
    GrowingGraph growing(1);
    growing[0].properties["strange"] = List{"a;b"};
    CsvExportOptions bars;
    bars.array_delimiter = '|';
    CHECK(export_csv(freeze(growing), folder / "out", bars).ok());
}

TEST_CASE("an imported store takes no articles, and its graph file is its only copy", "[import]") {
    const TemporaryFolder folder;
    const std::string path = folder / "graph.kg";
    write_bytes(folder / "nodes.csv", "id:ID,name\n1,Huế\n2,Hội An\n");
    write_bytes(folder / "edges.csv", ":START_ID,:END_ID\n1,2\n");
    const ImportOptions options{{{{"City"}, {folder / "nodes.csv"}}}, {{{"ROAD"}, {folder / "edges.csv"}}}};
    const auto imported = import_csv(path, options);
    REQUIRE(imported.ok());
    const auto loaded = load_graph(path);
    REQUIRE(loaded.ok());
    CHECK(std::ranges::equal(loaded->graph.bytes(), imported->bytes()));
    CHECK(loaded->merge_notes()->decisions.empty());
    CHECK(Store::open(path, Store::Mode::write).error().kind == ErrorKind::unsupported);
    CHECK(Store::open(path, Store::Mode::read)->is_imported());
    CHECK(Store::open(path, Store::Mode::read)->check().value().empty());

    write_bytes(folder / "edges.csv", ":START_ID,:END_ID\n1,2\n2,1\n");
    const std::string first = file_bytes(path + "-graph");
    REQUIRE(import_csv(path, options).ok());
    CHECK(load_graph(path)->graph.edge_count() == 2);

    write_bytes(path + "-graph", first); // an older import
    CHECK(load_graph(path).error().kind == ErrorKind::damaged);
    CHECK(Store::open(path, Store::Mode::read)->check()->size() == 1);
    CHECK_FALSE(load_graph(path).error().remedy.empty());
    std::filesystem::remove(path + "-graph");
    CHECK_FALSE(load_graph(path).ok());

    REQUIRE(put_articles(folder / "news.kg", 0, 1));
    CHECK(import_csv(folder / "news.kg", options).error().kind == ErrorKind::conflict);
    CHECK(article_count(folder / "news.kg") == 1);
}

TEST_CASE("a full disk leaves the import before it, and no half of a new one", "[import]") {
    const TemporaryFolder folder;
    const std::string path = folder / "graph.kg";
    write_bytes(folder / "few.csv", "id:ID\n1\n");
    std::string many = "id:ID\n";
    for (int node = 0; node < 5000; ++node) many += std::to_string(node) + "\n";
    write_bytes(folder / "many.csv", many);
    const ImportOptions few{{{{"N"}, {folder / "few.csv"}}}, {}}, all{{{{"N"}, {folder / "many.csv"}}}, {}};
    REQUIRE(import_csv(path, few).ok());
    {
        const FullDisk full(40'000);
        for (const std::string& store : {path, folder / "new.kg"}) {
            const auto imported = import_csv(store, all);
            REQUIRE_FALSE(imported.ok());
            CHECK(imported.error().kind == ErrorKind::storage);
            CHECK_THAT(imported.error().remedy, Catch::Contains("free some room"));
        }
        const auto graph = read_csv_graph(all);
        REQUIRE(graph.ok());
        const FullDisk fuller(4'000);
        CHECK(export_csv(*graph, folder / "out").error().kind == ErrorKind::storage);
    }
    CHECK(load_graph(path)->graph.vertex_count() == 1);
    CHECK(Store::open(path, Store::Mode::read)->check()->empty());
    CHECK_FALSE(std::filesystem::exists(folder / "new.kg"));
    REQUIRE(import_csv(path, all).ok());
    CHECK(load_graph(path)->graph.vertex_count() == 5000);
}

#ifndef BANGGIAO_SANITIZED
TEST_CASE("an import without enough memory says so, and leaves the import before it", "[import]") {
    // In a process of its own: this one has memory that other tests gave back.
    const std::string tests = std::filesystem::read_symlink("/proc/self/exe").string();
    CHECK(std::system(("'" + tests + "' 'an import in little memory' >&2").c_str()) == 0);
}

TEST_CASE("an import in little memory", "[.]") {
    const TemporaryFolder folder;
    const std::string path = folder / "graph.kg";
    write_bytes(folder / "few.csv", "id:ID\n1\n");
    std::string nodes = "id:ID,name\n", edges = ":START_ID,:END_ID,note\n";
    for (int node = 0; node < 100'000; ++node) {
        const std::string id = std::to_string(node);
        nodes += id + ",a node called " + id + "\n";
        edges += id + "," + std::to_string((node * 7) % 100'000) + ",a note of its own " + id + "\n";
    }
    write_bytes(folder / "nodes.csv", nodes);
    write_bytes(folder / "edges.csv", edges);
    REQUIRE(import_csv(path, {{{{"N"}, {folder / "few.csv"}}}, {}}).ok());
    ImportOptions all{{{{"N"}, {folder / "nodes.csv"}}}, {{{"R"}, {folder / "edges.csv"}}}};
    bool is_enough = false;
    int failed = 0;
    for (rlim_t megabytes = 1; !is_enough; megabytes += megabytes / 2 + 1) {
        all.threads = megabytes % 2 == 0 ? 4 : 1;
        const LittleMemory little(megabytes << 20);
        const auto imported = import_csv(folder / "new.kg", all);
        is_enough = imported.ok();
        if (is_enough) break;
        ++failed;
        CHECK(imported.error().kind == ErrorKind::limit);
        CHECK_THAT(imported.error().text(), Catch::Contains("not enough memory"));
        CHECK(import_csv(path, all).error().kind == ErrorKind::limit);
        CHECK_FALSE(std::filesystem::exists(folder / "new.kg"));
    }
    CHECK(failed > 2);
    CHECK(load_graph(path)->graph.vertex_count() == 1);
    CHECK(load_graph(folder / "new.kg")->graph.vertex_count() == 100'000);
}
#endif

} // namespace banggiao
