// Takes bytes, or a part of some that an owner keeps. Hands out KeptBytes: them, shared by all copies.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace banggiao {

/// Never changes; a copy costs a count.
class KeptBytes {
  public:
    KeptBytes() = default;
    KeptBytes(std::string bytes) {
        if (bytes.empty()) return;
        auto owner = std::make_shared<const std::string>(std::move(bytes));
        view_ = *owner;
        owner_ = std::move(owner);
    }
    /// REQUIRES: the owner keeps what is viewed.
    KeptBytes(std::string_view view, std::shared_ptr<const void> owner)
        : view_(view), owner_(std::move(owner)) {}

    std::string_view view() const { return view_; }
    bool empty() const { return view_.empty(); }
    std::size_t size() const { return view_.size(); }
    /// A part of these, kept with them. REQUIRES: it views them.
    KeptBytes part(std::string_view view) const { return {view, owner_}; }
    /// Whether they are a copy of the other: then they are equal, and nothing is looked at.
    bool is_copy_of(const KeptBytes& other) const {
        return view_.data() == other.view_.data() && view_.size() == other.view_.size();
    }
    friend bool operator==(const KeptBytes& a, const KeptBytes& b) {
        return a.is_copy_of(b) || a.view_ == b.view_;
    }

  private:
    std::string_view view_;
    std::shared_ptr<const void> owner_;
};

} // namespace banggiao
