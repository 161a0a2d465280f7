// Takes steps of long work. Hands out how far it is, how fast, and how long it will take.
#include <banggiao/tools/console.h>
#include <banggiao/tools/progress.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <unistd.h>
#include <utility>

namespace banggiao::tools {

namespace {

constexpr std::size_t bar_width = 24;

std::string duration_text(double seconds) {
    const auto whole = static_cast<long long>(std::llround(seconds));
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

} // namespace

std::string progress_text(std::size_t done, std::optional<std::size_t> total, double seconds) {
    std::string text = std::to_string(done);
    if (total && *total >= done) text += " of " + std::to_string(*total);
    text += " articles";
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    if (rate <= 0) return text;
    const auto tenths = std::llround(rate * 10);
    text += ", " + std::to_string(tenths / 10) + (tenths < 100 ? "." + std::to_string(tenths % 10) : "") +
            " a second";
    if (total && *total > done)
        text += ", " + duration_text(static_cast<double>(*total - done) / rate) + " left";
    return text;
}

Progress::Progress(bool quiet, std::string language)
    : on_terminal_(isatty(STDERR_FILENO) != 0), quiet_(quiet), language_(std::move(language)) {}

Progress::~Progress() {
    clear();
}

std::string Progress::bar() const {
    if (!total_ || *total_ == 0) return {};
    const std::size_t full = std::min(bar_width, done_ * bar_width / *total_);
    std::string text;
    for (std::size_t i = 0; i < bar_width; ++i) text += i < full ? "█" : "░";
    return text + "  ";
}

void Progress::expect(std::size_t total) {
    total_ = total;
}

void Progress::step() {
    ++done_;
    if (quiet_) return;
    const auto now = Clock::now();
    const auto pause = on_terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10);
    if (now - last_ < pause) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::string text = in_language(progress_text(done_, total_, seconds), language_);
    if (!on_terminal_) return note(text);
    std::cerr << "\r" << bar() << text << "\033[K" << std::flush;
    is_drawn_ = true;
}

void Progress::clear() {
    if (std::exchange(is_drawn_, false)) std::cerr << "\r\033[K" << std::flush;
}

} // namespace banggiao::tools
