// Takes standard input. Hands out keys.
#include <banggiao/tools/console.h>
#include <banggiao/tools/keys.h>

#include <cerrno>
#include <unistd.h>

namespace banggiao::tools {

namespace {

constexpr char control_c = 3;
constexpr char control_d = 4;

} // namespace

Keys::Keys() {
    termios now{};
    if (::tcgetattr(STDIN_FILENO, &now) != 0) return;
    before_ = now;
    now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

Keys::~Keys() {
    if (before_) ::tcsetattr(STDIN_FILENO, TCSANOW, &*before_);
}

std::optional<char> Keys::next() {
    for (;;) {
        char key = 0;
        const ssize_t count = ::read(STDIN_FILENO, &key, 1);
        const bool ended = count == 0 || (count < 0 && errno != EINTR);
        if (ended || interrupted() || key == control_c || key == control_d) return std::nullopt;
        if (count == 1 && key != '\n' && key != '\r') return key;
    }
}

} // namespace banggiao::tools
