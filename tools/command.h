// Takes the words of a command line. Hands them to subcommands, one file each under commands/, set-up apart
// from running. The parser behind it (CLI11) shows in command.cpp only, so that a subcommand compiles fast.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace banggiao::tools {

/// Exit statuses of the command: done, failed, used wrongly.
inline constexpr int exit_ok = 0, exit_failed = 1, exit_usage = 2;

/// One option or argument, for what more is to be said of it.
class Argument {
  public:
    explicit Argument(CLI::Option* option) : option_(option) {}

    Argument& required(bool is_required = true);
    Argument& one_of(const std::vector<std::string>& words);
    Argument& between(int least, int most);
    Argument& split_at(char delimiter); ///< one word holds several values
    Argument& one_value_each();         ///< a list that grows by repeating the option, not by further words
    Argument& bytes();                  ///< a number with a unit: 512MB, 2GB

  private:
    CLI::Option* option_; ///< the command line's
};

/// One subcommand. Names are "NAME" for an argument, "--name" or "--name,-n" for an option; values must live
/// as long as the command line.
class Subcommand {
  public:
    Subcommand(CLI::App* app, int* status) : app_(app), status_(status) {}

    Argument option(const std::string& names, std::string& value, const std::string& help);
    Argument option(const std::string& names, std::optional<std::string>& value, const std::string& help);
    Argument option(const std::string& names, std::vector<std::string>& values, const std::string& help);
    Argument option(const std::string& names, int& value, const std::string& help);
    Argument option(const std::string& names, unsigned& value, const std::string& help);
    Argument option(const std::string& names, std::uint64_t& value, const std::string& help);
    /// "--name,!--no-name" has a form that says no.
    void flag(const std::string& names, bool& value, const std::string& help);

    /// --lang vi|en; unless told, what BANGGIAO_LANG says, else `value` as it is.
    void language(std::string& value, const std::string& help = "Language of headings and labels: vi or en");

    /// What it does when chosen; hands out the exit status.
    void runs(std::function<int()> run);

  private:
    CLI::App* app_; ///< the command line's, like the status
    int* status_;
};

/// What `--help` says of one option or argument.
struct OptionText {
    std::vector<std::string> names; ///< "--format", "-f"; of an argument its one name, "STORE"
    std::string help;
    std::vector<std::string> choices; ///< all the words it may be; empty: any
    bool is_argument = false, is_flag = false, is_required = false;
};

/// What `--help` says of one subcommand.
struct CommandText {
    std::string name, description, example;
    std::vector<OptionText> options; ///< in the order they were added, --help first
};

/// The whole command line: `banggiao SUBCOMMAND …`.
class CommandLine {
  public:
    CommandLine();
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    Subcommand add(const std::string& name, const std::string& description, const std::string& example);

    /// All that was added, for completion and the manual page.
    std::vector<CommandText> texts() const;

    /// Runs the subcommand that the words choose; hands out its exit status, or exit_usage with what is wrong
    /// and the nearest right word on standard error.
    int run(int argc, char** argv);

  private:
    std::unique_ptr<CLI::App> app_;
    int status_ = exit_ok;
};

// Each adds its subcommand.
void add_agreements(CommandLine& line);
void add_build(CommandLine& line);
void add_check(CommandLine& line);
void add_completion(CommandLine& line);
void add_conflicts(CommandLine& line);
void add_dump(CommandLine& line);
void add_export(CommandLine& line);
void add_extract(CommandLine& line);
void add_import(CommandLine& line);
void add_judge(CommandLine& line);
void add_manpage(CommandLine& line);
void add_map(CommandLine& line);
void add_met(CommandLine& line);
void add_partners(CommandLine& line);
void add_path(CommandLine& line);
void add_query(CommandLine& line);
void add_refresh(CommandLine& line);
void add_remove(CommandLine& line);
void add_review(CommandLine& line);
void add_shell(CommandLine& line);
void add_silent(CommandLine& line);
void add_stats(CommandLine& line);
void add_who(CommandLine& line);
void add_why(CommandLine& line);

} // namespace banggiao::tools
