// Takes the command line. Hands out an exit status: 0 done, 1 failed, 2 used wrongly.
#include <banggiao/graph/text.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>

#include <iostream>
#include <string>
#include <vector>

namespace banggiao::tools {

namespace {

void add_commands(CLI::App& program, int& status) {
    for (auto* add : {add_extract, add_build, add_remove, add_query, add_who, add_met, add_path, add_partners,
                      add_map, add_why, add_dump, add_check, add_stats, add_agreements, add_silent,
                      add_conflicts, add_judge, add_export})
        add(program, status);
}

std::vector<std::string> names_of_commands(const CLI::App& program) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
    return names;
}

std::vector<std::string> names_of_options(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

/// "did you mean" for a word nobody knows; empty if nothing is near.
std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
    const std::string near = nearest(word, known);
    return near.empty() ? "" : "; did you mean '" + near + "'?";
}

int unknown_command(const CLI::App& program, const std::string& word) {
    std::cerr << "banggiao: there is no command '" << word << "'"
              << suggestion(word, names_of_commands(program)) << "\nSee 'banggiao --help'.\n";
    return exit_usage;
}

int used_wrongly(const CLI::App& program, const CLI::ParseError& error, int argc, char** argv) {
    const auto chosen = program.get_subcommands();
    const CLI::App& command = chosen.empty() ? program : *chosen.front();
    std::string hint;
    for (int i = 1; i < argc; ++i) {
        const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
        const auto options = names_of_options(command);
        const bool known = std::find(options.begin(), options.end(), word) != options.end();
        if (word.rfind("--", 0) == 0 && !known && hint.empty()) hint = suggestion(word, options);
    }
    std::cerr << "banggiao: " << error.what() << hint << "\nSee 'banggiao "
              << (chosen.empty() ? "" : command.get_name() + " ") << "--help'.\n";
    return exit_usage;
}

} // namespace

int run(int argc, char** argv) {
    CLI::App program{"Knowledge graphs from the news of Vietnam's foreign affairs", "banggiao"};
    int status = exit_ok;
    add_commands(program, status);
    program.require_subcommand(1);
    program.set_version_flag("--version", "banggiao " BANGGIAO_VERSION);
    const std::string first = argc > 1 ? argv[1] : "";
    const auto commands = names_of_commands(program);
    if (!first.empty() && first[0] != '-' &&
        std::find(commands.begin(), commands.end(), first) == commands.end())
        return unknown_command(program, first);
    listen_for_interruption();
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return program.exit(success) == 0 ? exit_ok : exit_usage;
    } catch (const CLI::ParseError& error) {
        return used_wrongly(program, error, argc, argv);
    }
    return status;
}

} // namespace banggiao::tools

int main(int argc, char** argv) {
    return banggiao::tools::run(argc, argv);
}
