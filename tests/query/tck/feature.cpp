// Takes the text of a Gherkin feature file of the openCypher kit. Hands out its scenarios, outlines expanded.
#include "feature.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace banggiao::tck {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Gherkin's escapes in a cell: \| \\ \n.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() &&
            std::string_view("|\\n").find(line[i + 1]) != std::string_view::npos) {
            cell += line[i + 1] == 'n' ? '\n' : line[i + 1];
            ++i;
        } else if (line[i] == '|') {
            cells.emplace_back(trimmed(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return cells;
}

std::string replace_all(std::string text, const std::map<std::string, std::string>& values) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<')
            if (const auto end = text.find('>', i); end != std::string::npos)
                if (const auto found = values.find(text.substr(i + 1, end - i - 1)); found != values.end()) {
                    result += found->second;
                    i = end;
                    continue;
                }
        result += text[i];
    }
    return result;
}

Step substituted(Step step, const std::map<std::string, std::string>& values) {
    step.text = replace_all(std::move(step.text), values);
    step.document = replace_all(std::move(step.document), values);
    for (auto& row : step.table)
        for (std::string& cell : row) cell = replace_all(std::move(cell), values);
    return step;
}

/// Reads a file line by line and gathers scenarios.
class FeatureParser {
  public:
    FeatureParser(std::string_view text, std::string feature) : feature_(std::move(feature)) {
        std::istringstream lines{std::string(text)};
        for (std::string line; std::getline(lines, line);) read_line(line);
        finish_scenario();
    }
    std::vector<Scenario> take() { return std::move(scenarios_); }

  private:
    void read_line(const std::string& line);
    void read_header(std::string_view line);
    void add_step(std::string_view line);
    void finish_scenario();
    void expand(const Table& examples);

    std::string feature_;
    std::vector<Scenario> scenarios_;
    std::vector<Step> background_;
    Scenario current_;
    std::vector<Table> examples_;
    bool in_background_ = false, in_examples_ = false, outline_ = false, open_ = false;
    bool in_document_ = false;
    std::size_t document_indent_ = 0;
    int example_number_ = 0;
    int line_number_ = 0;
};

std::string without_indent(const std::string& line, std::size_t indent) {
    const auto first = std::min(line.find_first_not_of(' '), indent);
    return line.substr(std::min(first, line.size()));
}

void FeatureParser::read_line(const std::string& raw) {
    ++line_number_;
    const std::string line = raw.ends_with('\r') ? raw.substr(0, raw.size() - 1) : raw;
    const std::string_view text = trimmed(line);
    std::vector<Step>& steps = in_background_ ? background_ : current_.steps;
    if (text.starts_with("\"\"\"")) {
        in_document_ = !in_document_;
        document_indent_ = line.find('"');
    } else if (in_document_) {
        std::string& document = steps.back().document;
        document += (document.empty() ? "" : "\n") + without_indent(line, document_indent_);
    } else if (text.empty() || text[0] == '#' || text[0] == '@') {
        return;
    } else if (text[0] == '|') {
        (in_examples_ ? examples_.back() : steps.back().table).push_back(cells_of(text));
    } else {
        read_header(text);
    }
}

void FeatureParser::read_header(std::string_view line) {
    if (line.starts_with("Feature:")) return;
    if (line.starts_with("Background:")) {
        in_background_ = true;
    } else if (line.starts_with("Scenario:") || line.starts_with("Scenario Outline:")) {
        finish_scenario();
        outline_ = line.starts_with("Scenario Outline:");
        current_ = {feature_, std::string(trimmed(line.substr(line.find(':') + 1))), {}};
        open_ = true;
    } else if (line.starts_with("Examples:")) {
        in_examples_ = true;
        examples_.emplace_back();
    } else if (open_ || in_background_) {
        add_step(line);
    }
}

void FeatureParser::add_step(std::string_view line) {
    for (const std::string_view word : {"Given ", "When ", "Then ", "And ", "But "})
        if (line.starts_with(word)) {
            line.remove_prefix(word.size());
            break;
        }
    (in_background_ ? background_ : current_.steps).push_back({std::string(line), {}, {}, line_number_});
}

void FeatureParser::finish_scenario() {
    in_background_ = in_examples_ = false;
    if (!open_) return;
    open_ = false;
    current_.steps.insert(current_.steps.begin(), background_.begin(), background_.end());
    if (!outline_) scenarios_.push_back(current_);
    example_number_ = 0;
    for (const Table& examples : examples_) expand(examples);
    examples_.clear();
}

void FeatureParser::expand(const Table& examples) {
    for (std::size_t row = 1; row < examples.size(); ++row) {
        std::map<std::string, std::string> values;
        for (std::size_t i = 0; i < examples[0].size() && i < examples[row].size(); ++i)
            values[examples[0][i]] = examples[row][i];
        Scenario scenario = current_;
        scenario.name =
            replace_all(scenario.name, values) + " (example " + std::to_string(++example_number_) + ")";
        for (Step& step : scenario.steps) step = substituted(std::move(step), values);
        scenarios_.push_back(std::move(scenario));
    }
}

} // namespace

std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Scenario> parse_feature(std::string_view text, const std::string& feature) {
    return FeatureParser(text, feature).take();
}

std::vector<Scenario> read_features(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".feature") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Scenario> all;
    for (const auto& path : paths) {
        const std::string feature = std::filesystem::relative(path, folder).replace_extension().string();
        for (Scenario& scenario : parse_feature(read_file(path), feature)) all.push_back(std::move(scenario));
    }
    return all;
}

} // namespace banggiao::tck
