// Takes a store and lines, typed or piped. Hands out answers until the lines end.
#pragma once

#include <banggiao/tools/asking.h>
#include <banggiao/tools/line_editor.h>
#include <banggiao/tools/session.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

/// Where the statement that `text` begins with ends: behind a `;` that is not within quotation marks or a
/// comment; npos if it does not.
std::size_t end_of_statement(std::string_view text);

class Shell {
  public:
    /// The next line, for a prompt.
    using Reader = std::function<LineEditor::Outcome(const std::string& prompt, std::string& line)>;

    Shell(const Session& session, std::string format, std::string language);

    /// Takes lines to their end, or to `:quit`. Returns exit_failed if anything failed.
    int run(const Reader& read, const std::function<void(const std::string& statement)>& remember);

    /// What may stand behind `before`, the last line of the statement under way.
    Completion complete(std::string_view before) const;

  private:
    struct Command {
        std::string_view name, words, help;
        void (Shell::*run)(const std::string& rest);
    };
    static const std::vector<Command>& commands();

    void take(const std::string& line);
    void answer_pending();
    void answer(const std::string& statement);
    void command(const std::string& line);
    void fail(const Error& error);

    void help(const std::string& rest);
    void schema(const std::string& rest);
    void format(const std::string& rest);
    void parameter(const std::string& rest);
    void find(const std::string& rest);
    void map(const std::string& rest);
    void explain(const std::string& rest);
    void offer(const std::string& rest);
    void quit(const std::string& rest);

    const Session& session_;
    Asking asking_;       ///< the last query, with what the next will be asked with
    std::string pending_; ///< lines of a statement that is not complete
    bool failed_ = false, over_ = false;
};

/// `banggiao shell`: with an editor on a terminal, else from standard input. Returns an exit status.
int run_shell(const std::string& store_path, const std::string& format, const std::string& language);

} // namespace banggiao::tools
