// Takes a prompt. Hands out lines that a person edits on the terminal, with history and completion. The only
// place that knows libedit.
#pragma once

#include <banggiao/tools/completion.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace banggiao::tools {

class LineEditor {
  public:
    /// What may stand where the cursor is; it gets the line up to there.
    using Completer = std::function<Completion(std::string_view before)>;

    /// `history_file` is read now and written by remember(); empty: nothing is kept.
    LineEditor(std::string history_file, Completer completer);
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    enum class Outcome { line, interrupted, end };
    /// A line without its end. `interrupted`: Ctrl-C was pressed, `end`: Ctrl-D on an empty line.
    Outcome read(const std::string& prompt, std::string& line);
    void remember(const std::string& statement);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Where the shell's history is kept: in $XDG_STATE_HOME, else ~/.local/state; its folder is made. Empty if
/// there is no such place.
std::string history_file();

} // namespace banggiao::tools
