// Golden DOT texts (cases/*.txt: a graph, options, the DOT that comes of them; BANGGIAO_REWRITE=1 rewrites
// them), and what every picture must be: an image of its kind, with its words in it, in bounded time.
#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/export/timeline.h>

#include <export/graph_text.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

using namespace banggiao;
using testing::GraphText;

namespace {

Selection everything(const FrozenGraph& graph) {
    Selection selection;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex) selection.vertices.push_back(vertex);
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) selection.edges.push_back(edge);
    return selection;
}

Selection edges_of(const FrozenGraph& graph, const std::string& type) {
    Selection selection;
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) {
        if (graph.type_name(graph.type(edge)) == type) selection.edges.push_back(edge);
    }
    return selection;
}

struct Case {
    FrozenGraph graph;
    Selection selection;
    DrawingOptions options;
    std::string timeline_of; ///< id of a node; empty: the selection is drawn
    std::string before;      ///< the file up to and with the line `=== dot`
    std::string dot;
};

void set_option(DrawingOptions& options, const std::string& name, const std::string& value) {
    static const std::map<std::string, Layout> layouts{{"automatic", Layout::automatic},
                                                       {"geographic", Layout::geographic},
                                                       {"force", Layout::force},
                                                       {"layered", Layout::layered},
                                                       {"radial", Layout::radial}};
    if (name == "title") options.title = value;
    if (name == "language") options.language = value;
    if (name == "legend") options.legend = value == "yes";
    if (name == "layout") options.layout = layouts.at(value);
    if (name == "most_vertices") options.most_vertices = std::stoul(value);
}

Case read_case(const std::filesystem::path& path) {
    Case read;
    GraphText text;
    std::ifstream file(path);
    std::string line;
    std::string type;
    while (std::getline(file, line) && line != "=== dot") {
        read.before += line + "\n";
        if (line.rfind("option type ", 0) == 0) type = line.substr(12);
        if (line.rfind("option ", 0) == 0) {
            const std::size_t space = line.find(' ', 7);
            if (line.rfind("option timeline ", 0) == 0) read.timeline_of = line.substr(space + 1);
            set_option(read.options, line.substr(7, space - 7), line.substr(space + 1));
        } else if (!line.empty() && line[0] != '#') {
            INFO(line);
            REQUIRE(text.read(line));
        }
    }
    read.before += "=== dot\n";
    read.graph = text.graph();
    read.selection = type.empty() ? everything(read.graph) : edges_of(read.graph, type);
    while (std::getline(file, line)) read.dot += line + "\n";
    return read;
}

Result<std::string> draw(const Case& from, PictureFormat format) {
    if (from.timeline_of.empty()) return render(from.graph, from.selection, format, from.options);
    const auto vertex = from.graph.find_id(from.timeline_of);
    REQUIRE(vertex);
    return render_timeline(from.graph, *vertex, {}, format, from.options);
}

std::vector<std::filesystem::path> case_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(BANGGIAO_SOURCE_DIR "/tests/export/cases"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// Officials who met, of `countries` countries.
FrozenGraph made_up_meetings(int people, int meetings, int countries) {
    GraphText text;
    for (int i = 0; i < countries; ++i)
        text.read("node country/" + std::to_string(i) + " Place,Country | name: Nước " + std::to_string(i) +
                  " | code: " + std::string{char('A' + i / 26), char('A' + i % 26)});
    std::mt19937 random(7);
    for (int i = 0; i < people; ++i) {
        const std::string id = "official/" + std::to_string(i);
        text.read("node " + id + " Official | name: Nguyễn Văn " + std::to_string(i));
        text.read("edge " + id + " HOLDS country/" + std::to_string(random() % unsigned(countries)) +
                  " | title: Bộ trưởng");
    }
    for (int i = 0; i < meetings; ++i)
        text.read("edge official/" + std::to_string(random() % unsigned(people)) + " MET official/" +
                  std::to_string(random() % unsigned(i % 3 ? people : 1 + people / 20)) +
                  " | date: 2017-07-05");
    return text.graph();
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

} // namespace

TEST_CASE("DOT is as its golden text") {
    const char* rewrite = std::getenv("BANGGIAO_REWRITE");
    REQUIRE(!case_files().empty());
    for (const auto& path : case_files()) {
        INFO(path.string());
        const Case golden = read_case(path);
        const auto dot = draw(golden, PictureFormat::dot);
        REQUIRE(dot.ok());
        if (rewrite && *rewrite == '1')
            std::ofstream(path) << golden.before << *dot;
        else
            CHECK(*dot == golden.dot);
    }
}

TEST_CASE("DOT does not depend on the order of the selection") {
    for (const auto& path : case_files()) {
        const Case golden = read_case(path);
        Selection selection = golden.selection, turned = selection;
        std::reverse(turned.vertices.begin(), turned.vertices.end());
        std::reverse(turned.edges.begin(), turned.edges.end());
        turned.edges.insert(turned.edges.end(), selection.edges.begin(), selection.edges.end());
        CHECK(*to_dot(golden.graph, selection, golden.options) ==
              *to_dot(golden.graph, turned, golden.options));
    }
}

TEST_CASE("every picture is an image of its kind with its words") {
    const Case golden = read_case(BANGGIAO_SOURCE_DIR "/tests/export/cases/partners.txt");
    for (Layout layout :
         {Layout::automatic, Layout::geographic, Layout::force, Layout::layered, Layout::radial}) {
        DrawingOptions options = golden.options;
        options.layout = layout;
        const auto draw = [&](PictureFormat format) {
            const auto picture = render(golden.graph, golden.selection, format, options);
            REQUIRE(picture.ok());
            return *picture;
        };
        const std::string svg = draw(PictureFormat::svg);
        for (const char* words : {"<?xml", "</svg>", "Quảng Ninh", "kết nghĩa", "DejaVu Sans"})
            CHECK(svg.find(words) != std::string::npos);
        CHECK(svg == draw(PictureFormat::svg));
        CHECK(draw(PictureFormat::png).rfind("\x89PNG", 0) == 0);
        CHECK(draw(PictureFormat::pdf).rfind("%PDF", 0) == 0);
    }
}

TEST_CASE("nothing at all is drawn as an empty picture") {
    const auto svg = render(FrozenGraph(), {}, PictureFormat::svg, {});
    REQUIRE(svg.ok());
    CHECK(svg->find("</svg>") != std::string::npos);
}

TEST_CASE("names with every kind of odd character are drawn, not interpreted") {
    GraphText text;
    text.read("node a Thing | name: x");
    text.read("node b Thing | name: y");
    text.read("edge a REL b");
    const std::string odd = "<B>\"q\" \\N \\G & &lt; {a|b} \x01 \xFF $";
    text.set_property("a", "name", Value(odd));
    text.set_property("b", "id", Value(odd));
    const FrozenGraph graph = text.graph();
    for (Layout layout : {Layout::force, Layout::layered}) {
        DrawingOptions options;
        options.title = odd;
        options.layout = layout;
        const auto svg = render(graph, everything(graph), PictureFormat::svg, options);
        REQUIRE(svg.ok());
        CHECK(count_of(*svg, "&lt;B&gt;&quot;q&quot; \\N \\G &amp; &amp;lt; {a|b}") >= 2);
    }
}

TEST_CASE("large graphs are drawn in time, and very large ones summarised with a note") {
    struct Size {
        int people, meetings, countries;
        double seconds; ///< allowed in a developer build on a busy machine
        bool summarised;
    };
    for (const Size size :
         {Size{500, 800, 20, 8, false}, Size{5000, 8000, 60, 40, false}, Size{50000, 80000, 90, 40, true}}) {
        if (size.people > 500 && !std::getenv("BANGGIAO_LONG_TESTS")) continue;
        const FrozenGraph graph = made_up_meetings(size.people, size.meetings, size.countries);
        const auto begin = std::chrono::steady_clock::now();
        const auto svg = render(graph, edges_of(graph, "MET"), PictureFormat::svg, {});
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        REQUIRE(svg.ok());
        INFO(size.people << " people: " << took.count() << " s");
        CHECK(took.count() < size.seconds);
        CHECK((svg->find("Hình rút gọn") != std::string::npos) == size.summarised);
    }
}

TEST_CASE("a timeline holds the time asked for, and no more than can be read") {
    GraphText text;
    text.read("node official/a Official | name: Nguyễn Văn An");
    for (int i = 0; i < 1200; ++i) {
        const std::string id = "event/" + std::to_string(i), year = std::to_string(1990 + i / 60);
        text.read("node " + id + " Event | kind: meeting | name: tiếp | date: " + year + "-05-11");
        text.read("edge official/a ATTENDED " + id + " | side: host");
        if (i % 7 == 0) text.read("seen bao-1 receives Ông An tiếp khách.");
    }
    const FrozenGraph graph = text.graph();
    const VertexId person = *graph.find_id("official/a");
    const auto drawn = [&](const Period& period) {
        const auto svg = render_timeline(graph, person, period, PictureFormat::svg);
        REQUIRE(svg.ok());
        return *svg;
    };
    const std::string whole = drawn({}),
                      year = drawn({PartialDate::parse("1995"), PartialDate::parse("1995-12")});
    CHECK(count_of(whole, "class=\"node\"") == 500);
    CHECK(count_of(whole, "dẫn chứng: 1") >= 1200 / 7);
    CHECK(whole.find("vẽ 500 trong 1.200 mục") != std::string::npos);
    CHECK(count_of(year, "class=\"node\"") == 60);
    CHECK(year.find("Hình rút gọn") == std::string::npos);
    const auto nothing = render_timeline(graph, person, {PartialDate::parse("2031"), {}}, PictureFormat::svg);
    REQUIRE_FALSE(nothing.ok());
    CHECK(nothing.error().kind == ErrorKind::not_found);
}

TEST_CASE("drawings may be asked for by several threads") {
    const Case golden = read_case(BANGGIAO_SOURCE_DIR "/tests/export/cases/partners.txt");
    const auto draw = [&] { return *render(golden.graph, golden.selection, PictureFormat::svg, {}); };
    const std::string alone = draw();
    std::vector<std::string> pictures(4);
    std::vector<std::thread> threads;
    for (std::string& picture : pictures) threads.emplace_back([&] { picture = draw(); });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& picture : pictures) CHECK(picture == alone);
}
