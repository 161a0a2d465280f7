// Takes a folder of openCypher feature files. Hands out how many scenarios pass, and why the others do not.
// tck FOLDER [--failed] [--only PATTERN] [--floor FILE] [--referee]
#include "scenario_run.h"

#include <cstring>
#include <iostream>
#include <map>
#include <sstream>

namespace {

using namespace banggiao::tck;

struct Options {
    std::filesystem::path folder;
    std::string only;
    std::filesystem::path floor;
    Target target = Target::engine;
    bool failed = false;
    bool good = false;
};

Options read_options(int count, char** arguments) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        const bool more = i + 1 < count;
        if (argument == "--failed")
            options.failed = true;
        else if (argument == "--referee")
            options.target = Target::referee;
        else if (argument == "--only" && more)
            options.only = arguments[++i];
        else if (argument == "--floor" && more)
            options.floor = arguments[++i];
        else if (options.folder.empty() && !argument.starts_with('-'))
            options.folder = argument;
        else
            return {};
    }
    options.good = !options.folder.empty();
    return options;
}

/// The kit's folder holds features/ and graphs/; one may also name a folder within features/.
std::filesystem::path graphs_beside(std::filesystem::path folder) {
    for (folder = std::filesystem::absolute(folder); folder != folder.root_path();
         folder = folder.parent_path())
        if (std::filesystem::is_directory(folder / "graphs")) return folder / "graphs";
    return {};
}

/// The floor: lines `passed N`, `read_passed N`. Fails below it, and asks for it to be raised above it.
bool above_floor(const std::filesystem::path& file, const Score& all, const Score& reading) {
    std::istringstream lines(read_file(file));
    std::map<std::string, std::size_t> floor;
    std::string name;
    for (std::size_t number = 0; lines >> name >> number;) floor[name] = number;
    if (all.passed > floor["passed"] || reading.passed > floor["read_passed"])
        std::cout << "more pass than " << file.filename() << " says: raise it to passed " << all.passed
                  << ", read_passed " << reading.passed << "\n";
    return all.passed >= floor["passed"] && reading.passed >= floor["read_passed"] && all.evaluated > 0;
}

} // namespace

int main(int count, char** arguments) {
    const Options options = read_options(count, arguments);
    if (!options.good) {
        std::cerr << "usage: tck FOLDER [--failed] [--only PATTERN] [--floor FILE] [--referee]\n";
        return 2;
    }
    if (!std::filesystem::is_directory(options.folder)) {
        std::cout << "SKIPPED: " << options.folder << " is not a folder\n";
        return options.floor.empty() ? 1 : 0;
    }
    const auto graphs = graphs_beside(options.folder);
    Score all, reading;
    for (const Scenario& scenario : read_features(options.folder)) {
        if (scenario.full_name().find(options.only) == std::string::npos) continue;
        const Verdict verdict = run(scenario, graphs, options.target);
        all.add(verdict.outcome);
        if (only_reads(scenario)) reading.add(verdict.outcome);
        if (options.failed && verdict.outcome != Outcome::passed)
            std::cout << name_of(verdict.outcome) << ": " << scenario.full_name() << "\n      "
                      << verdict.cause << "\n";
    }
    const bool good = options.floor.empty() || above_floor(options.floor, all, reading);
    std::cout << "queries that only read: " << reading.line() << "\n" << all.line() << std::endl;
    return good ? 0 : 1;
}
