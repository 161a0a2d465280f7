// Takes the bytes of a digest. Hands out views of them, or nothing: whatever the bytes are, nothing outside
// them is read.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/digest.h>
#include <banggiao/graph/digest_form.h>
#include <banggiao/graph/frozen_graph_values.h>

#include <cstring>

namespace banggiao {

/// Reads from the front. Once something does not fit, everything is empty and is_good() is false.
class DigestReader {
  public:
    DigestReader(std::string_view rest, Digest& digest) : rest_(rest), digest_(digest) {}

    bool run() {
        words_ = piece(length());
        read_strings();
        reserve(digest_.texts_);
        reserve(digest_.properties_);
        reserve(digest_.quotes_);
        digest_.id = string(length());
        digest_.sha256 = string(length());
        for (auto* text : {&digest_.title, &digest_.url, &digest_.source, &digest_.published})
            if (std::uint64_t one_more = length(); one_more > 0) *text = string(one_more - 1);
        for (std::uint64_t left = reserve(digest_.nodes); left > 0 && good_; --left) read_node();
        for (std::uint64_t left = reserve(digest_.edges); left > 0 && good_; --left) read_edge();
        return good_ && rest_.empty();
    }

  private:
    bool require(bool holds) {
        good_ = good_ && holds;
        if (!good_) rest_ = {};
        return good_;
    }

    std::uint64_t length() {
        std::uint64_t length = 0;
        return require(take_length(rest_, length)) ? length : 0;
    }

    std::string_view piece(std::uint64_t size) {
        if (!require(size <= rest_.size())) return {};
        std::string_view piece = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return piece;
    }

    void read_strings() {
        std::uint64_t count = length();
        if (!require(count <= rest_.size())) return;
        std::vector<std::uint64_t> lengths(count);
        for (std::uint64_t& each : lengths) each = length();
        strings_.reserve(count);
        for (std::uint64_t each : lengths) strings_.push_back(piece(each));
    }

    std::string_view string(std::uint64_t number) {
        return require(number < strings_.size()) ? strings_[number] : std::string_view();
    }

    /// Views of a list stay valid only while it does not grow: so it is told before how long it gets. Each
    /// element takes a byte at least.
    template <typename T>
    std::uint64_t reserve(std::vector<T>& list) {
        std::uint64_t count = length();
        if (!require(count <= rest_.size())) return 0;
        list.reserve(count);
        return count;
    }

    /// The next elements of a list, as many as the bytes say, each read by `read`.
    template <typename T, typename Read>
    std::span<const T> elements(std::vector<T>& list, Read read) {
        std::uint64_t count = length();
        if (!require(count <= list.capacity() - list.size())) return {};
        std::size_t first = list.size();
        for (std::uint64_t i = 0; i < count && good_; ++i) list.push_back(read());
        return std::span<const T>(list).subspan(first);
    }

    std::span<const std::string_view> texts() {
        return elements(digest_.texts_, [&] { return string(length()); });
    }

    std::span<const Digest::Property> properties() {
        return elements(digest_.properties_, [&] {
            std::string_view key = string(length());
            return Digest::Property{key, string(length())};
        });
    }

    std::span<const Digest::Quote> quotes() {
        return elements(digest_.quotes_, [&] {
            Digest::Quote quote;
            quote.span.start = static_cast<std::uint32_t>(length());
            quote.span.end = static_cast<std::uint32_t>(length());
            quote.rule = string(length());
            std::uint64_t first = length(), size = length();
            if (require(first <= words_.size() && size <= words_.size() - first))
                quote.text = words_.substr(first, size);
            return quote;
        });
    }

    std::uint8_t kind(std::uint8_t last) {
        std::string_view byte = piece(1);
        auto kind = byte.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(byte.front());
        return require(kind <= last) ? kind : std::uint8_t{0};
    }

    void read_node() {
        Digest::Node& node = digest_.nodes.emplace_back();
        node.kind = static_cast<Digest::NodeKind>(kind(static_cast<std::uint8_t>(Digest::NodeKind::event)));
        node.name = string(length());
        node.labels = texts();
        node.aliases = texts();
        node.titles = texts();
        node.properties = properties();
        node.mentions = quotes();
    }

    void read_edge() {
        Digest::Edge& edge = digest_.edges.emplace_back();
        edge.kind =
            static_cast<Digest::EdgeKind>(kind(static_cast<std::uint8_t>(Digest::EdgeKind::took_part)));
        for (std::uint32_t* end : {&edge.from, &edge.to}) {
            std::uint64_t place = length();
            if (require(place < digest_.nodes.size())) *end = static_cast<std::uint32_t>(place);
        }
        edge.properties = properties();
        edge.evidence = quotes();
    }

    std::string_view rest_;
    Digest& digest_;
    std::string_view words_;
    std::vector<std::string_view> strings_;
    bool good_ = true;
};

std::optional<Digest> Digest::read(std::string bytes) {
    if (bytes.size() < digest_header_bytes || static_cast<std::uint8_t>(bytes[0]) != digest_version)
        return std::nullopt;
    Digest digest;
    digest.bytes_ = std::make_unique<const std::string>(std::move(bytes));
    std::string_view rest = std::string_view(*digest.bytes_).substr(digest_header_bytes);
    std::uint64_t sum = 0;
    std::memcpy(&sum, digest.bytes_->data() + 1, sizeof sum);
    if (sum != checksum(std::as_bytes(std::span(rest))) || !DigestReader(rest, digest).run())
        return std::nullopt;
    return digest;
}

} // namespace banggiao
