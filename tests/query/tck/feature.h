// Takes the text of a Gherkin feature file of the openCypher kit. Hands out its scenarios, outlines expanded.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tck {

using Table = std::vector<std::vector<std::string>>; ///< rows of cells, the heading first

struct Step {
    std::string text; ///< without Given, When, Then, And
    std::string document;
    Table table;
    int line = 0;
};

struct Scenario {
    std::string feature; ///< path below the folder, without extension
    std::string name;    ///< with the number of its example
    std::vector<Step> steps;
    std::string full_name() const { return feature + ": " + name; }
};

std::vector<Scenario> parse_feature(std::string_view text, const std::string& feature);

/// Of every *.feature file below the folder, by path.
std::vector<Scenario> read_features(const std::filesystem::path& folder);

std::string read_file(const std::filesystem::path& path);

} // namespace banggiao::tck
