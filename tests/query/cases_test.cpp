// Text files of queries with what they answer (cases/*.txt, query/paths.md), and of wrong queries with what
// is said of them (wrong.txt). With the environment variable BANGGIAO_REWRITE=1 the expectations are written
// instead of compared.
#include <banggiao/query/engine.h>
#include <banggiao/query/evaluation.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace banggiao;
using namespace banggiao::query;

namespace {

bool rewrites() {
    return std::getenv("BANGGIAO_REWRITE") != nullptr;
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

std::string row_text(const Row& row, const FrozenGraph& graph) {
    std::string text = "|";
    for (const Value& value : row) text += " " + to_cypher_text(value, graph) + " |";
    return text;
}

std::string error_text(const QueryError& error, const std::string& query) {
    return "! " + std::string(error.phase == Phase::compile_time ? "" : "run time ") +
           std::string(name_of(error.type)) + " " + error.detail + "\n" + picture(error, query);
}

/// Heading and rows; sorted unless the query orders them.
std::vector<std::string> table_text(const std::vector<std::string>& columns, const std::vector<Row>& rows,
                                    const FrozenGraph& graph, const std::string& query) {
    std::vector<std::string> lines;
    for (const Row& row : rows) lines.push_back(row_text(row, graph));
    if (query.find("ORDER BY") == std::string::npos) std::sort(lines.begin(), lines.end());
    std::string heading = "|";
    for (const std::string& column : columns) heading += " " + column + " |";
    lines.insert(lines.begin(), heading);
    return lines;
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> answer(MemoryGraph& graph, const std::string& query) {
    std::vector<std::string> columns;
    auto rows = graph.run(query, {}, &columns);
    if (!rows) return split(error_text(rows.error(), query));
    return table_text(columns, *rows, graph.graph(), query);
}

/// The same by the engine for graphs that are only read; nothing for writing queries.
std::vector<std::string> engine_answer(const FrozenGraph& graph, const std::string& query, bool optimise) {
    EngineOptions options;
    options.optimise = optimise;
    Engine engine(graph, options);
    auto prepared = engine.prepare(query);
    if (!prepared) return split(error_text(prepared.error(), query));
    auto cursor = prepared->run();
    std::vector<Row> rows;
    for (;;) {
        auto row = cursor->next();
        if (!row) return split(error_text(row.error(), query));
        if (!*row) break;
        rows.push_back(std::move(**row));
    }
    return table_text(prepared->columns(), rows, graph, query);
}

/// GRAPH lines make a new graph; QUERY lines are asked; `|` and `!` lines and what is indented behind is the
/// answer.
class CaseFile {
  public:
    explicit CaseFile(const std::filesystem::path& path) : path_(path) {
        for (const std::string& line : lines_of(path)) take(line);
        finish();
    }
    int count = 0;

  private:
    static bool is_expectation(const std::string& line) {
        return line.starts_with("|") || line.starts_with("!") || line.starts_with("  ");
    }

    void take(const std::string& line) {
        if (!query_.empty() && is_expectation(line)) {
            expected_.push_back(line);
            return;
        }
        finish();
        out_.push_back(line);
        if (line.starts_with("GRAPH ")) {
            graph_ = std::make_unique<MemoryGraph>();
            auto made = graph_->run(line.substr(6));
            INFO(path_ << ": " << line);
            REQUIRE(made.ok());
        }
        if (line.starts_with("QUERY ")) query_ = line.substr(6);
    }

    void finish() {
        if (query_.empty()) return;
        INFO(path_ << ": " << query_);
        FrozenGraph before = graph_->graph();
        std::vector<std::string> actual;
        for (std::string& line : answer(*graph_, query_)) actual.push_back(indented(line));
        for (bool optimise : {true, false}) {
            std::vector<std::string> other;
            for (std::string& line : engine_answer(before, query_, optimise)) other.push_back(indented(line));
            if (other.front().find("WritingQuery") == std::string::npos) CHECK(other == actual);
        }
        if (!rewrites()) CHECK(expected_ == actual);
        out_.insert(out_.end(), actual.begin(), actual.end());
        ++count;
        query_.clear();
        expected_.clear();
    }

    static std::string indented(const std::string& line) {
        return line.starts_with("|") || line.starts_with("!") ? line : "  " + line;
    }

  public:
    const std::vector<std::string>& text() const { return out_; }

  private:
    std::filesystem::path path_;
    std::unique_ptr<MemoryGraph> graph_ = std::make_unique<MemoryGraph>();
    std::string query_;
    std::vector<std::string> expected_, out_;
};

void write_lines(const std::filesystem::path& path, const std::vector<std::string>& lines) {
    std::ofstream file(path);
    for (const std::string& line : lines) file << line << '\n';
}

} // namespace

TEST_CASE("cases answer as their files say, optimised or not; so do the examples of the manual") {
    int count = 0;
    std::vector<std::filesystem::path> paths = {BANGGIAO_SOURCE_DIR "/query/paths.md"};
    for (const auto& entry : std::filesystem::directory_iterator(BANGGIAO_SOURCE_DIR "/tests/query/cases"))
        paths.push_back(entry.path());
    for (const auto& path : paths) {
        CaseFile file(path);
        count += file.count;
        if (rewrites()) write_lines(path, file.text());
    }
    CHECK(count >= 120);
}

TEST_CASE("wrong queries are told so at the right place") {
    const std::filesystem::path path = BANGGIAO_SOURCE_DIR "/tests/query/wrong.txt";
    MemoryGraph graph;
    REQUIRE(graph.run("CREATE (:Official {name: 'Bùi Thanh Sơn'})-[:MET]->(:Official {name: 'Vương Nghị'})"));
    std::vector<std::string> out, expected;
    std::string query;
    int count = 0;
    auto finish = [&] {
        if (query.empty()) return;
        std::vector<std::string> columns;
        auto rows = graph.run(query, {}, &columns);
        INFO(query);
        REQUIRE_FALSE(rows.ok());
        std::vector<std::string> actual;
        for (const std::string& line : split(error_text(rows.error(), query)))
            actual.push_back("    " + line);
        if (!rewrites()) CHECK(expected == actual);
        out.insert(out.end(), actual.begin(), actual.end());
        query.clear();
        expected.clear();
        ++count;
    };
    for (const std::string& line : lines_of(path)) {
        if (line.starts_with("    ")) {
            expected.push_back(line);
            continue;
        }
        finish();
        out.push_back(line);
        if (!line.empty() && !line.starts_with("#")) query = line;
    }
    finish();
    CHECK(count >= 120);
    if (rewrites()) write_lines(path, out);
}
