// Takes a store. Hands out a process that makes its graph anew.
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/background.h>

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace banggiao::tools {

namespace {

constexpr const char* this_program = "/proc/self/exe";
constexpr int low_priority = 10;

/// In the child; between fork() and exec() nothing may allocate.
[[noreturn]] void become(char* const* words) {
    static_cast<void>(::setsid());
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (nothing >= 0) static_cast<void>(::dup2(nothing, stream));
    if (nothing > STDERR_FILENO) ::close(nothing);
    static_cast<void>(::nice(low_priority));
    ::execv(this_program, words);
    ::_exit(1);
}

} // namespace

void refresh_in_background(const std::string& store_path) {
    const char* const off = std::getenv("BANGGIAO_NO_BACKGROUND");
    if ((off && *off) || !is_refresh_due(store_path)) return;
    std::string program = "banggiao", command = "refresh", end_of_options = "--", store = store_path;
    const std::array<char*, 5> words{program.data(), command.data(), end_of_options.data(), store.data(),
                                     nullptr};
    if (::fork() == 0) become(words.data()); // where it cannot be started, the next command tries again
}

} // namespace banggiao::tools
