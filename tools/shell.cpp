// Takes a store and lines, typed or piped. Hands out answers until the lines end.
#include <banggiao/graph/text.h>
#include <banggiao/query/lexer.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/shell.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace banggiao::tools {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_open(std::string_view text, const query::Token& bad) {
    const std::string_view from = text.substr(std::min<std::size_t>(bad.span.start, text.size()));
    return from.starts_with("'") || from.starts_with("\"") || from.starts_with("`") || from.starts_with("/*");
}

/// What a person sees before a line: of a statement under way also what is open, a quotation or a comment.
std::string prompt_for(const std::string& pending) {
    if (pending.empty()) return "banggiao> ";
    const query::Tokens lexed = query::lex(pending);
    const query::Token& last = lexed.tokens.back();
    const bool has_open = last.kind == query::TokenKind::bad && is_open(pending, last);
    return std::string("     ") + (has_open ? pending[last.span.start] : ' ') + "..> ";
}

/// A statement as one line of the history; empty if a comment to the line's end forbids it.
std::string on_one_line(const std::string& statement) {
    if (statement.find('\n') != statement.npos && statement.find("//") != statement.npos) return {};
    std::string line = statement;
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

LineEditor::Outcome read_piped(const std::string&, std::string& line) {
    return std::getline(std::cin, line) ? LineEditor::Outcome::line : LineEditor::Outcome::end;
}

} // namespace

std::size_t end_of_statement(std::string_view text) {
    const query::Tokens lexed = query::lex(text);
    for (const query::Token& token : lexed.tokens) {
        if (token.kind == query::TokenKind::symbol && token.text == ";") return token.span.end;
    }
    const query::Token& last = lexed.tokens.back();
    if (last.kind != query::TokenKind::bad || is_open(text, last)) return text.npos;
    const std::size_t end = text.find(';', last.span.start); // an error, but a whole statement
    return end == text.npos ? end : end + 1;
}

Shell::Shell(const Session& session, std::string format, std::string language) : session_(session) {
    asking_.format = std::move(format);
    asking_.language = std::move(language);
    asking_.limits.cancelled = &interrupted();
}

int Shell::run(const Reader& read, const std::function<void(const std::string& statement)>& remember) {
    while (!over_) {
        listen_for_interruption_again();
        std::string line;
        const auto outcome = read(prompt_for(pending_), line);
        if (outcome == LineEditor::Outcome::end) break;
        if (outcome == LineEditor::Outcome::interrupted) {
            pending_.clear();
            std::cout << "^C\n" << std::flush;
            continue;
        }
        const std::string whole = on_one_line(pending_ + line);
        take(line);
        if (pending_.empty() && !trimmed(whole).empty()) remember(whole);
    }
    answer_pending();
    return failed_ ? exit_failed : exit_ok;
}

void Shell::take(const std::string& line) {
    if (pending_.empty() && trimmed(line).starts_with(":")) return command(std::string(trimmed(line)));
    if (trimmed(line).empty()) return answer_pending();
    pending_ += line + "\n";
    for (std::size_t end; (end = end_of_statement(pending_)) != pending_.npos;) {
        answer(pending_.substr(0, end));
        pending_.erase(0, end);
    }
    if (trimmed(pending_).empty()) pending_.clear();
}

void Shell::answer_pending() {
    const std::string statement = std::exchange(pending_, "");
    if (!trimmed(statement).empty()) answer(statement);
}

void Shell::answer(const std::string& statement) {
    asking_.text = trimmed(statement);
    std::ostringstream rows;
    if (ask_and_write(session_.engine, asking_, rows) != exit_ok) failed_ = true;
    print_by_page(rows.str());
}

void Shell::fail(const Error& error) {
    tools::fail(error);
    failed_ = true;
}

Completion Shell::complete(std::string_view before) const {
    if (!pending_.empty() || !before.starts_with(":")) {
        Completion completion = complete_query(session_.graph(), pending_ + std::string(before));
        completion.from -= std::min(completion.from, pending_.size());
        return completion;
    }
    const std::size_t space = before.find(' ');
    if (space == before.npos) {
        std::vector<std::string> names;
        for (const Command& each : commands()) names.push_back(":" + std::string(each.name) + " ");
        return {0, words_like(names, before)};
    }
    if (before.starts_with(":format "))
        return {space + 1, words_like(output_formats(), before.substr(space + 1))};
    Completion completion = complete_query(session_.graph(), before.substr(space + 1));
    completion.from += space + 1;
    return completion;
}

int run_shell(const std::string& store_path, const std::string& format, const std::string& language) {
    const auto session = open_session(store_path);
    if (!session) return fail(session.error());
    Shell shell(*session, format, language);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return shell.run(read_piped, [](const std::string&) {});
    const FrozenGraph& graph = session->graph();
    std::cout << in_language(store_path + ": " + std::to_string(graph.vertex_count()) + " nodes, " +
                                 std::to_string(graph.edge_count()) +
                                 " relationships. End a query with ; or an empty line. :help for more.",
                             language)
              << "\n";
    LineEditor editor(history_file(), [&](std::string_view before) { return shell.complete(before); });
    return shell.run([&](const std::string& prompt, std::string& line) { return editor.read(prompt, line); },
                     [&](const std::string& statement) { editor.remember(statement); });
}

} // namespace banggiao::tools
