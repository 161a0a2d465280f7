// Takes a prompt. Hands out lines that a person edits on the terminal.
#include <banggiao/graph/text.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/line_editor.h>

#include <histedit.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <filesystem>
#include <langinfo.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace banggiao::tools {

namespace {

constexpr int most_remembered = 2000;

std::wstring to_wide(std::string_view text) {
    const std::u32string points = to_code_points(text);
    return {points.begin(), points.end()};
}

std::string to_narrow(const wchar_t* begin, const wchar_t* end) {
    return to_utf8(std::u32string(begin, end));
}

/// Letters beyond ASCII need a locale that has them; where the user's has none, a neutral one will do.
void use_utf8() {
    std::setlocale(LC_CTYPE, "");
    if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

/// One letter typed. libedit's own way would sleep on through a Ctrl-C that comes just before it sleeps. What
/// was typed before a Ctrl-C is dropped here: were the terminal to do that, a byte that poll() has seen could
/// be gone at read().
int read_letter(EditLine*, wchar_t* letter) {
    constexpr int look_up_every = 100; // milliseconds
    constexpr auto no_letter = static_cast<std::size_t>(-1), half_a_letter = static_cast<std::size_t>(-2);
    std::mbstate_t state{};
    while (!interrupted()) {
        pollfd keyboard{STDIN_FILENO, POLLIN, 0};
        if (poll(&keyboard, 1, look_up_every) <= 0) continue;
        char byte = 0;
        const ssize_t count = read(STDIN_FILENO, &byte, 1);
        if (count == 0) return 0;
        if (count < 0 && errno != EINTR) return -1;
        if (count < 0) continue;
        std::size_t taken = std::mbrtowc(letter, &byte, 1, &state);
        if (taken == no_letter) { // what came before is lost, this byte need not be
            state = {};
            taken = std::mbrtowc(letter, &byte, 1, &state);
        }
        if (taken != half_a_letter && taken != no_letter) return 1;
    }
    tcflush(STDIN_FILENO, TCIFLUSH);
    errno = EINTR;
    return -1;
}

/// The candidates side by side, as many as fit.
void print_choices(const std::vector<std::string>& choices) {
    constexpr std::size_t most_shown = 60;
    const std::size_t shown = std::min(choices.size(), most_shown);
    std::size_t widest = 1;
    for (std::size_t i = 0; i < shown; ++i) widest = std::max(widest, display_width(choices[i]));
    const std::size_t columns = std::max<std::size_t>(1, terminal_width() / (widest + 2));
    std::string text = "\n";
    for (std::size_t i = 0; i < shown; ++i) {
        text += choices[i];
        const bool ends_line = (i + 1) % columns == 0 || i + 1 == shown;
        text += ends_line ? "\n" : std::string(widest + 2 - display_width(choices[i]), ' ');
    }
    if (shown < choices.size()) text += "… and " + std::to_string(choices.size() - shown) + " more\n";
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
}

bool is_quotation_mark(char c) {
    return c == '\'' || c == '"' || c == '`';
}

} // namespace

struct LineEditor::State {
    Completer completer;
    std::string file;
    std::wstring prompt;
    EditLine* editor = nullptr;
    HistoryW* history = nullptr;
    std::ptrdiff_t closed_at = -1; ///< where a completion ended with a quotation mark

    static State& of(EditLine* editor) {
        void* data = nullptr;
        el_wget(editor, EL_CLIENTDATA, &data);
        return *static_cast<State*>(data);
    }

    static wchar_t* prompt_of(EditLine* editor) { return of(editor).prompt.data(); }

    static unsigned char complete(EditLine* editor, int) {
        const LineInfoW* line = el_wline(editor);
        const std::string before = to_narrow(line->buffer, line->cursor);
        const Completion completion = of(editor).completer(before);
        if (completion.candidates.empty()) return CC_REFRESH_BEEP;
        const std::string typed = before.substr(completion.from);
        const bool is_one = completion.candidates.size() == 1;
        const std::string common = common_beginning(completion.candidates);
        const bool fits = is_one || (common != typed && !words_like({common}, typed).empty());
        if (!fits) {
            print_choices(completion.candidates);
            return CC_REDISPLAY;
        }
        el_deletestr(editor, static_cast<int>(code_point_count(typed)));
        el_winsertstr(editor, to_wide(common).c_str());
        of(editor).closed_at = is_one && is_quotation_mark(common.back()) ? cursor_of(editor) : -1;
        return CC_REFRESH;
    }

    /// The mark that a completion has set already is typed over.
    static unsigned char quote(EditLine* editor, int mark) {
        const bool is_there = std::exchange(of(editor).closed_at, -1) == cursor_of(editor) &&
                              el_wline(editor)->cursor[-1] == static_cast<wchar_t>(mark);
        if (is_there) return CC_NORM;
        const wchar_t text[] = {static_cast<wchar_t>(mark), 0};
        return el_winsertstr(editor, text) == 0 ? CC_REFRESH : CC_ERROR;
    }

    static std::ptrdiff_t cursor_of(EditLine* editor) {
        const LineInfoW* line = el_wline(editor);
        return line->cursor - line->buffer;
    }
};

LineEditor::LineEditor(std::string history_file, Completer completer) : state_(std::make_unique<State>()) {
    use_utf8();
    state_->completer = std::move(completer);
    state_->file = std::move(history_file);
    EditLine* editor = state_->editor = el_init("banggiao", stdin, stdout, stderr);
    state_->history = history_winit();
    HistEventW event;
    history_w(state_->history, &event, H_SETSIZE, most_remembered);
    history_w(state_->history, &event, H_SETUNIQUE, 1);
    if (!state_->file.empty()) history_w(state_->history, &event, H_LOAD, state_->file.c_str());
    el_wset(editor, EL_CLIENTDATA, state_.get());
    el_wset(editor, EL_PROMPT, &State::prompt_of);
    el_wset(editor, EL_GETCFN, &read_letter);
    el_wset(editor, EL_SETTY, L"-d", L"+noflsh", nullptr);
    el_wset(editor, EL_EDITOR, L"emacs");
    el_wset(editor, EL_HIST, history_w, state_->history);
    el_wset(editor, EL_ADDFN, L"banggiao-complete", L"Complete the word", &State::complete);
    el_wset(editor, EL_BIND, L"\t", L"banggiao-complete", nullptr);
    el_wset(editor, EL_ADDFN, L"banggiao-quote", L"Open or close a quotation", &State::quote);
    for (const wchar_t* mark : {L"'", L"\"", L"`"})
        el_wset(editor, EL_BIND, mark, L"banggiao-quote", nullptr);
    el_wset(editor, EL_BIND, L"^R", L"em-inc-search-prev", nullptr);
    el_source(editor, nullptr);
}

LineEditor::~LineEditor() {
    history_wend(state_->history);
    el_end(state_->editor);
}

LineEditor::Outcome LineEditor::read(const std::string& prompt, std::string& line) {
    state_->closed_at = -1;
    state_->prompt = to_wide(prompt);
    el_resize(state_->editor);
    int count = 0;
    const wchar_t* text = el_wgets(state_->editor, &count);
    if (!text || count <= 0) return count < 0 && errno == EINTR ? Outcome::interrupted : Outcome::end;
    const wchar_t* end = text + count;
    if (end[-1] == L'\n') --end;
    line = to_narrow(text, end);
    return Outcome::line;
}

void LineEditor::remember(const std::string& statement) {
    HistEventW event;
    history_w(state_->history, &event, H_ENTER, to_wide(statement).c_str());
    if (!state_->file.empty()) history_w(state_->history, &event, H_SAVE, state_->file.c_str());
}

std::string history_file() {
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    std::filesystem::path folder;
    if (state && *state)
        folder = state;
    else if (home && *home)
        folder = std::filesystem::path(home) / ".local" / "state";
    else
        return {};
    std::error_code fault;
    std::filesystem::create_directories(folder / "banggiao", fault);
    return fault ? std::string() : (folder / "banggiao" / "history").string();
}

} // namespace banggiao::tools
