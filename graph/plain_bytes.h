// Takes numbers, texts and lists. Hands out their bytes, one after the other, and them again from such bytes.
// Private to graph/.
#pragma once

#include <banggiao/graph/frozen_graph_values.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao {

inline void append_plain(std::string& out, std::string_view text) {
    append_length(out, text.size());
    out += text;
}

inline void append_plain(std::string& out, const std::vector<std::string>& texts) {
    append_length(out, texts.size());
    for (const std::string& text : texts) append_plain(out, std::string_view(text));
}

/// Reads from the front of bytes. What has not the form that is asked for reads as nothing, and all after it.
class PlainReader {
  public:
    explicit PlainReader(std::string_view bytes) : rest_(bytes) {}

    bool is_sound() const { return is_sound_; }
    bool is_at_end() const { return rest_.empty(); }
    void fail() {
        is_sound_ = false;
        rest_ = {};
    }

    std::uint32_t number() {
        std::uint64_t number = 0;
        if (take_length(rest_, number) && number <= std::numeric_limits<std::uint32_t>::max())
            return static_cast<std::uint32_t>(number);
        fail();
        return 0;
    }
    std::string_view text() {
        const std::uint32_t size = number();
        if (size > rest_.size()) fail();
        const std::string_view text = rest_.substr(0, size);
        rest_.remove_prefix(text.size());
        return text;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> all;
        each([&] { all.emplace_back(text()); });
        return all;
    }
    /// As often as is said there, to the end of the bytes at most.
    template <typename Read>
    void each(const Read& read) {
        for (std::uint32_t count = number(); count > 0 && is_sound_; --count) read();
    }

  private:
    std::string_view rest_;
    bool is_sound_ = true;
};

} // namespace banggiao
