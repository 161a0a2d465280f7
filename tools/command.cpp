// Takes the words of a command line. Hands them to subcommands, by way of CLI11.
#include <banggiao/graph/text.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <new>
#include <sstream>
#include <system_error>
#include <utility>

namespace banggiao::tools {

namespace {

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

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
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

/// A suggestion for the first option that `command` does not have.
std::string suggestion_for_options(const CLI::App& command, int argc, char** argv) {
    const auto options = names_of_options(command);
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const std::string word = argument.substr(0, argument.find('='));
        if (word.rfind("--", 0) == 0 && !contains(options, word)) return suggestion(word, options);
    }
    return "";
}

int used_wrongly(const CLI::App& program, const CLI::ParseError& error, int argc, char** argv) {
    const auto chosen = program.get_subcommands();
    const CLI::App& command = chosen.empty() ? program : *chosen.front();
    std::cerr << "banggiao: " << error.what() << suggestion_for_options(command, argc, argv)
              << "\nSee 'banggiao " << (chosen.empty() ? "" : command.get_name() + " ") << "--help'.\n";
    return exit_usage;
}

/// The words of `TEXT:{a,b}`, CLI11's name for a value that is one of some.
std::vector<std::string> choices_in(const std::string& type_name) {
    const std::size_t open = type_name.find('{'), close = type_name.find('}');
    std::vector<std::string> words;
    if (open == type_name.npos || close == type_name.npos) return words;
    std::istringstream list(type_name.substr(open + 1, close - open - 1));
    for (std::string word; std::getline(list, word, ',');) words.push_back(word);
    return words;
}

OptionText text_of(const CLI::Option& option) {
    OptionText text;
    for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
    for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
    text.is_argument = text.names.empty();
    if (text.is_argument) text.names.push_back(option.get_name(true, false));
    text.help = option.get_description();
    text.choices = choices_in(option.get_type_name());
    text.is_flag = !text.is_argument && option.get_expected_max() == 0;
    text.is_required = option.get_required();
    return text;
}

/// Made beforehand: then there is no memory to make it of.
const Error no_memory{ErrorKind::limit, "there is not enough memory", "",
                      "allow more and repeat; everything acknowledged is kept"};

} // namespace

Argument& Argument::required(bool is_required) {
    option_->required(is_required);
    return *this;
}

Argument& Argument::one_of(const std::vector<std::string>& words) {
    option_->check(CLI::IsMember(words));
    return *this;
}

Argument& Argument::between(int least, int most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Argument& Argument::split_at(char delimiter) {
    option_->delimiter(delimiter);
    return *this;
}

Argument& Argument::one_value_each() {
    option_->allow_extra_args(false);
    return *this;
}

Argument& Argument::bytes() {
    option_->transform(CLI::AsSizeValue(false));
    return *this;
}

Argument Subcommand::option(const std::string& names, std::string& value, const std::string& help) {
    return Argument(app_->add_option(names, value, help));
}

Argument Subcommand::option(const std::string& names, std::optional<std::string>& value,
                            const std::string& help) {
    return Argument(app_->add_option(names, value, help));
}

Argument Subcommand::option(const std::string& names, std::vector<std::string>& values,
                            const std::string& help) {
    return Argument(app_->add_option(names, values, help));
}

Argument Subcommand::option(const std::string& names, int& value, const std::string& help) {
    return Argument(app_->add_option(names, value, help));
}

Argument Subcommand::option(const std::string& names, unsigned& value, const std::string& help) {
    return Argument(app_->add_option(names, value, help));
}

Argument Subcommand::option(const std::string& names, std::uint64_t& value, const std::string& help) {
    return Argument(app_->add_option(names, value, help));
}

void Subcommand::language(std::string& value, const std::string& help) {
    app_->add_option("--lang", value, help)->check(CLI::IsMember({"vi", "en"}))->envname("BANGGIAO_LANG");
}

void Subcommand::flag(const std::string& names, bool& value, const std::string& help) {
    app_->add_flag(names, value, help);
}

void Subcommand::runs(std::function<int()> run) {
    app_->callback([status = status_, run = std::move(run)] { *status = run(); });
}

CommandLine::CommandLine()
    : app_(std::make_unique<CLI::App>("Knowledge graphs from the news of Vietnam's foreign affairs",
                                      "banggiao")) {
    app_->require_subcommand(1);
    app_->set_version_flag("--version", "banggiao " BANGGIAO_VERSION);
}

CommandLine::~CommandLine() = default;

Subcommand CommandLine::add(const std::string& name, const std::string& description,
                            const std::string& example) {
    CLI::App* added = app_->add_subcommand(name, description);
    added->footer("Example: " + example);
    return {added, &status_};
}

std::vector<CommandText> CommandLine::texts() const {
    std::vector<CommandText> texts;
    const std::string before_example = "Example: ";
    for (const CLI::App* command : std::as_const(*app_).get_subcommands({})) {
        CommandText text{command->get_name(),
                         command->get_description(),
                         command->get_footer().substr(before_example.size()),
                         {}};
        for (const CLI::Option* option : command->get_options()) text.options.push_back(text_of(*option));
        texts.push_back(std::move(text));
    }
    return texts;
}

int CommandLine::run(int argc, char** argv) {
    const std::string first = argc > 1 ? argv[1] : "";
    if (!first.empty() && first[0] != '-' && !contains(names_of_commands(*app_), first))
        return unknown_command(*app_, first);
    try {
        app_->parse(argc, argv);
    } catch (const CLI::Success& success) {
        return app_->exit(success) == 0 ? exit_ok : exit_usage;
    } catch (const CLI::ParseError& error) {
        return used_wrongly(*app_, error, argc, argv);
    } catch (const std::bad_alloc&) {
        return fail(no_memory);
    } catch (const std::system_error&) { // of a thread that cannot be started
        return fail(no_memory);
    }
    return status_;
}

} // namespace banggiao::tools
