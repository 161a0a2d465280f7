// Takes steps of long work. Hands out how far it is, how fast, and how long it will take, on standard error.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace banggiao::tools {

/// "512 of 1024 articles, 50 a second, 10 s left"; nothing is said of what is not known.
std::string progress_text(std::size_t done, std::optional<std::size_t> total, double seconds);

/// On a terminal a bar that is drawn again ten times a second, elsewhere a line every ten seconds.
class Progress {
  public:
    /// `language`: vi or en.
    Progress(bool quiet, std::string language);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void expect(std::size_t total);
    void step();  ///< one more article is done
    void clear(); ///< the line is needed for something else

  private:
    using Clock = std::chrono::steady_clock;

    std::string bar() const;

    std::optional<std::size_t> total_;
    const bool on_terminal_, quiet_;
    const std::string language_;
    const Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::size_t done_ = 0;
    bool is_drawn_ = false;
};

} // namespace banggiao::tools
