// Takes standard input. Hands out keys: on a terminal each as it is pressed, from a file or pipe each letter.
#pragma once

#include <optional>
#include <termios.h>

namespace banggiao::tools {

/// While it lives, a terminal hands over keys at once; then it is as it was.
class Keys {
  public:
    Keys();
    ~Keys();
    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;

    /// The next key, line ends left out. None at the end of input or after Ctrl-C.
    std::optional<char> next();

  private:
    std::optional<termios> before_; ///< of the terminal, if it is one
};

} // namespace banggiao::tools
