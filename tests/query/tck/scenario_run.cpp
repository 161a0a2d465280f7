// Takes a scenario of the openCypher kit. Hands out whether this engine does what it demands, and if not,
// why.
#include "scenario_run.h"

#include "kit_value.h"

#include "../referee/naive.h"

#include <banggiao/query/engine.h>
#include <banggiao/query/evaluation.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace banggiao::tck {

namespace {

using query::MemoryGraph;
using query::QueryError;

std::string describe(const QueryError& error) {
    return std::string(query::name_of(error.type)) + " at " +
           (error.phase == query::Phase::compile_time ? "compile time" : "runtime") + ": " + error.detail +
           " (" + error.message + ")";
}

std::set<std::string> labels_in_use(const FrozenGraph& graph) {
    std::set<std::string> labels;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex)
        for (const LabelId label : graph.labels(vertex)) labels.emplace(graph.label_name(label));
    return labels;
}

/// What a query changed, as the kit counts: labels are names in use in the graph.
using SideEffects = std::map<std::string, std::uint64_t>;

std::size_t count_missing(const std::set<std::string>& from, const std::set<std::string>& in) {
    return static_cast<std::size_t>(std::count_if(
        from.begin(), from.end(), [&](const std::string& label) { return !in.contains(label); }));
}

SideEffects side_effects(const MemoryGraph::Effects& effects, const std::set<std::string>& before,
                         const std::set<std::string>& after) {
    SideEffects all{{"+nodes", effects.nodes_created},
                    {"-nodes", effects.nodes_deleted},
                    {"+relationships", effects.relationships_created},
                    {"-relationships", effects.relationships_deleted},
                    {"+properties", effects.properties_set},
                    {"-properties", effects.properties_removed},
                    {"+labels", count_missing(after, before)},
                    {"-labels", count_missing(before, after)}};
    std::erase_if(all, [](const auto& effect) { return effect.second == 0; });
    return all;
}

std::string text_of(const SideEffects& effects) {
    std::string text;
    for (const auto& [name, count] : effects) text += name + " " + std::to_string(count) + "; ";
    return text.empty() ? "none" : text;
}

using Rows = std::vector<std::vector<std::string>>; ///< canonical texts

std::string text_of(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) {
        text += "\n        |";
        for (const std::string& cell : row) text += " " + cell + " |";
    }
    return text.empty() ? "\n        nothing" : text;
}

/// The fields between two brackets: `name :: STRING?, id :: INTEGER?`.
std::vector<query::Procedure::Field> fields_of(const std::string& text) {
    std::vector<query::Procedure::Field> fields;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ',');) {
        const std::size_t colons = part.find(" :: ");
        const std::size_t start = part.find_first_not_of(' ');
        if (colons != std::string::npos)
            fields.push_back({part.substr(start, colons - start), part.substr(colons + 4)});
    }
    return fields;
}

/// A procedure that looks its answers up in the kit's table: inputs first, then outputs.
query::Procedure procedure_of(const std::string& signature, std::vector<query::Row> table) {
    query::Procedure procedure;
    const std::size_t open = signature.find('('), close = signature.find(')');
    const std::size_t last_open = signature.rfind('('), last_close = signature.rfind(')');
    procedure.name = signature.substr(0, open);
    procedure.inputs = fields_of(signature.substr(open + 1, close - open - 1));
    procedure.outputs = fields_of(signature.substr(last_open + 1, last_close - last_open - 1));
    procedure.call = [table = std::move(table)](std::span<const Value> arguments) {
        std::vector<query::Row> rows;
        for (const query::Row& row : table)
            if (std::equal(arguments.begin(), arguments.end(), row.begin(), query::equivalent))
                rows.emplace_back(row.begin() + static_cast<std::ptrdiff_t>(arguments.size()), row.end());
        return Result<std::vector<query::Row>, QueryError>(std::move(rows));
    };
    return procedure;
}

/// Runs the steps in turn; the first that is not met decides.
class Runner {
  public:
    Runner(const std::filesystem::path& graphs, Target target) : graphs_(graphs), target_(target) {}
    Verdict run(const Scenario& scenario) {
        for (const Step& step : scenario.steps) {
            take(step);
            if (verdict_) return *verdict_;
        }
        if (pending_error_) return unexpected(*pending_error_);
        return {};
    }

  private:
    void take(const Step& step);
    void take_setup(const Step& step);
    void load_named_graph(const std::string& name);
    void read_parameters(const Table& table);
    void register_procedure(const Step& step);
    void execute(const std::string& text);
    void execute_naively(const std::string& text);
    void check_result(const Step& step);
    void check_empty();
    void check_side_effects(const Table& table);
    void check_error(const std::string& text);
    std::optional<Rows> expected_rows(const Table& table, bool sort_lists);
    Rows actual_rows(bool sort_lists);
    void fail(Outcome outcome, std::string cause) { verdict_ = Verdict{outcome, std::move(cause)}; }
    static Verdict unexpected(const QueryError& error) {
        const bool unsupported = error.type == query::QueryErrorType::unsupported;
        return {unsupported ? Outcome::unsupported : Outcome::wrong_error, "unexpected " + describe(error)};
    }

    std::filesystem::path graphs_;
    Target target_;
    MemoryGraph graph_;
    query::Parameters parameters_;
    std::vector<query::Row> rows_;
    std::vector<std::string> columns_;
    SideEffects effects_;
    std::optional<QueryError> pending_error_;
    std::optional<Verdict> verdict_;
};

void Runner::take(const Step& step) {
    const std::string& text = step.text;
    if (text.ends_with("should be raised") || text.find(" should be raised at ") != std::string::npos) {
        check_error(text);
    } else if (text.starts_with("executing")) {
        execute(step.document);
    } else if (pending_error_) {
        verdict_ = unexpected(*pending_error_);
    } else if (text.starts_with("the result should be empty")) {
        check_empty();
    } else if (text.starts_with("the result should be")) {
        check_result(step);
    } else if (text == "no side effects") {
        check_side_effects({});
    } else if (text.starts_with("the side effects should be")) {
        check_side_effects(step.table);
    } else {
        take_setup(step);
    }
}

void Runner::take_setup(const Step& step) {
    const std::string& text = step.text;
    if (text == "any graph" || text == "an empty graph") return;
    if (text.starts_with("the ") && text.ends_with(" graph")) {
        load_named_graph(text.substr(4, text.size() - 10));
    } else if (text.starts_with("having executed")) {
        if (const auto done = graph_.run(step.document); !done) verdict_ = unexpected(done.error());
        if (verdict_) verdict_->cause = "set-up: " + verdict_->cause;
    } else if (text.starts_with("parameters are")) {
        read_parameters(step.table);
    } else if (text.starts_with("there exists a procedure")) {
        register_procedure(step);
    } else {
        fail(Outcome::unsupported, "the runner does not know the step: " + text);
    }
}

void Runner::load_named_graph(const std::string& name) {
    const std::string script = read_file(graphs_ / name / (name + ".cypher"));
    if (script.empty()) return fail(Outcome::unsupported, "the named graph " + name + " is not there");
    std::istringstream statements(script);
    for (std::string statement; std::getline(statements, statement, ';');) {
        if (statement.find_first_not_of(" \t\r\n") == std::string::npos) continue;
        if (const auto done = graph_.run(statement); !done) verdict_ = unexpected(done.error());
    }
}

void Runner::read_parameters(const Table& table) {
    for (const auto& row : table) {
        const auto parsed = row.size() == 2 ? parse_kit_value(row[1]) : std::nullopt;
        const auto value = parsed ? to_value(*parsed) : std::nullopt;
        if (!value) return fail(Outcome::unsupported, "the runner cannot read the parameter " + row[0]);
        parameters_[row[0]] = *value;
    }
}

void Runner::register_procedure(const Step& step) {
    std::vector<query::Row> table;
    for (std::size_t i = 1; i < step.table.size(); ++i) {
        query::Row& row = table.emplace_back();
        for (const std::string& cell : step.table[i]) {
            const auto parsed = parse_kit_value(cell);
            const auto value = parsed ? to_value(*parsed) : std::nullopt;
            if (!value) return fail(Outcome::unsupported, "the runner cannot read the value " + cell);
            row.push_back(*value);
        }
    }
    const std::string prefix = "there exists a procedure ";
    graph_.add_procedure(procedure_of(step.text.substr(prefix.size()), std::move(table)));
}

void Runner::execute(const std::string& text) {
    if (pending_error_) {
        verdict_ = unexpected(*pending_error_);
        return;
    }
    if (target_ == Target::referee) return execute_naively(text);
    const auto before = labels_in_use(graph_.graph());
    MemoryGraph::Effects effects;
    columns_.clear();
    auto rows = graph_.run(text, parameters_, &columns_, &effects);
    if (!rows) {
        pending_error_ = rows.error();
        return;
    }
    rows_ = std::move(*rows);
    effects_ = side_effects(effects, before, labels_in_use(graph_.graph()));
}

void Runner::execute_naively(const std::string& text) {
    auto answer = referee::run_naively(text, graph_.graph(), parameters_);
    effects_.clear();
    if (!answer) {
        pending_error_ = answer.error();
        return;
    }
    columns_ = std::move(answer->columns);
    rows_ = std::move(answer->rows);
}

std::optional<Rows> Runner::expected_rows(const Table& table, bool sort_lists) {
    Rows rows;
    for (std::size_t i = 1; i < table.size(); ++i) {
        rows.emplace_back();
        for (const std::string& cell : table[i]) {
            const auto value = parse_kit_value(cell);
            if (!value) {
                fail(Outcome::unsupported, "the runner cannot read the expected value " + cell);
                return std::nullopt;
            }
            rows.back().push_back(canonical_text(*value, sort_lists));
        }
    }
    return rows;
}

Rows Runner::actual_rows(bool sort_lists) {
    Rows rows;
    for (const query::Row& row : rows_) {
        rows.emplace_back();
        for (const Value& cell : row) {
            const std::string text = query::to_cypher_text(cell, graph_.graph());
            const auto value = parse_kit_value(text);
            rows.back().push_back(value ? canonical_text(*value, sort_lists) : "unreadable: " + text);
        }
    }
    return rows;
}

void Runner::check_result(const Step& step) {
    const bool in_order = step.text.find("in order") != std::string::npos;
    const bool sort_lists = step.text.find("ignoring element order") != std::string::npos;
    if (step.table.empty() || step.table[0] != columns_)
        return fail(Outcome::wrong_result, "columns are" + text_of({columns_}));
    auto expected = expected_rows(step.table, sort_lists);
    if (!expected) return;
    Rows actual = actual_rows(sort_lists);
    if (!in_order) {
        std::sort(expected->begin(), expected->end());
        std::sort(actual.begin(), actual.end());
    }
    if (actual != *expected)
        fail(Outcome::wrong_result, "expected" + text_of(*expected) + "\n      got" + text_of(actual));
}

void Runner::check_empty() {
    if (!rows_.empty()) fail(Outcome::wrong_result, "expected no rows, got" + text_of(actual_rows(false)));
}

void Runner::check_side_effects(const Table& table) {
    SideEffects expected;
    for (const auto& row : table) expected[row.at(0)] = std::stoull(row.at(1));
    if (expected != effects_)
        fail(Outcome::wrong_result,
             "expected side effects: " + text_of(expected) + ", got " + text_of(effects_));
}

/// "a TypeError should be raised at runtime: InvalidArgumentType"
void Runner::check_error(const std::string& text) {
    std::istringstream words(text);
    std::string article, type;
    words >> article >> type;
    const auto colon = text.find(": ");
    const std::string detail = colon == std::string::npos ? "*" : text.substr(colon + 2);
    const bool compile_time = text.find("at compile time") != std::string::npos;
    const bool run_time = text.find("at runtime") != std::string::npos;
    if (!pending_error_) return fail(Outcome::wrong_error, "no error; expected " + text);
    const QueryError error = *pending_error_;
    pending_error_.reset();
    rows_.clear();
    effects_.clear();
    const bool phase_fits = (!compile_time || error.phase == query::Phase::compile_time) &&
                            (!run_time || error.phase == query::Phase::run_time);
    if (phase_fits && query::name_of(error.type) == type && (detail == "*" || detail == error.detail)) return;
    const bool unsupported = error.type == query::QueryErrorType::unsupported;
    fail(unsupported ? Outcome::unsupported : Outcome::wrong_error,
         "expected " + text + ", got " + describe(error));
}

/// The words of a query in capitals; quoted text left out.
std::set<std::string> words_of(const std::string& query_text) {
    std::set<std::string> words;
    std::string word;
    char quote = 0;
    for (const char character : query_text + " ") {
        const bool letter = std::isalpha(static_cast<unsigned char>(character)) || character == '_';
        if (quote != 0) {
            if (character == quote) quote = 0;
        } else if (letter) {
            word += static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
        } else {
            if (character == '\'' || character == '"' || character == '`') quote = character;
            words.insert(std::exchange(word, {}));
        }
    }
    return words;
}

} // namespace

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::passed:
        return "passed";
    case Outcome::wrong_result:
        return "wrong result";
    case Outcome::wrong_error:
        return "wrong error";
    case Outcome::unsupported:
        return "unsupported";
    }
    return "";
}

Verdict run(const Scenario& scenario, const std::filesystem::path& graphs, Target target) {
    return Runner(graphs, target).run(scenario);
}

bool only_reads(const Scenario& scenario) {
    for (const Step& step : scenario.steps) {
        if (!step.text.starts_with("executing query")) continue;
        const auto words = words_of(step.document);
        for (const char* writing : {"CREATE", "MERGE", "SET", "DELETE", "REMOVE", "CALL"})
            if (words.contains(writing)) return false;
    }
    return true;
}

void Score::add(Outcome outcome) {
    ++evaluated;
    switch (outcome) {
    case Outcome::passed:
        ++passed;
        break;
    case Outcome::wrong_result:
        ++wrong_result;
        break;
    case Outcome::wrong_error:
        ++wrong_error;
        break;
    case Outcome::unsupported:
        ++unsupported;
        break;
    }
}

std::string Score::line() const {
    std::ostringstream out;
    out << "evaluated=" << evaluated << " passed=" << passed << " wrong_result=" << wrong_result
        << " wrong_error=" << wrong_error << " unsupported=" << unsupported;
    return out.str();
}

} // namespace banggiao::tck
