// Takes a text. Hands it to a person: by the page if it is longer than the terminal.
#include <banggiao/tools/console.h>
#include <banggiao/tools/pager.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>

namespace banggiao::tools {

namespace {

bool is_longer_than_terminal(const std::string& text) {
    const std::size_t height = terminal_height();
    return height > 0 && static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) >= height;
}

/// False if there is no such program.
bool pipe_to(const char* program, const std::string& text) {
    const auto before = std::signal(SIGPIPE, SIG_IGN); // who leaves the pager early has seen enough
    std::FILE* pipe = popen(program, "w");
    if (pipe) std::fwrite(text.data(), 1, text.size(), pipe);
    const int status = pipe ? pclose(pipe) : -1;
    std::signal(SIGPIPE, before);
    constexpr int not_found = 127 << 8;
    return pipe && status != not_found;
}

} // namespace

void print_by_page(const std::string& text, bool by_page) {
    const char* chosen = std::getenv("PAGER");
    const char* program = chosen ? chosen : "less";
    std::cout.flush();
    if (by_page && *program && is_longer_than_terminal(text)) {
        setenv("LESS", "FRX", 0);
        setenv("LESSCHARSET", "utf-8", 0);
        if (pipe_to(program, text)) return;
    }
    std::cout << text << std::flush;
}

void print_by_page(const Table& table) {
    std::ostringstream text;
    print_table(text, table, style_of_terminal());
    print_by_page(text.str());
}

} // namespace banggiao::tools
