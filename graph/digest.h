// Takes the facts of one article. Hands out their digest: what the merge needs of them and nothing else, with
// the words quoted already cut from the text; as bytes to keep beside the facts, and those read again.
#pragma once

#include <banggiao/graph/facts.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao {

/// All in it are views into its bytes. Moving keeps them valid.
struct Digest {
    enum class NodeKind : std::uint8_t { official, organization, place, agreement, event };
    /// In the order of the types' names.
    enum class EdgeKind : std::uint8_t {
        attended,
        held_in,
        holds,
        located_in,
        met,
        partner_of,
        party_to,
        serves,
        signed_,
        took_part
    };
    struct Quote {
        Span span;
        std::string_view rule;
        std::string_view text; ///< the slice; empty if the article's text is not kept
    };
    struct Property {
        std::string_view key, text;
    };
    struct Node {
        NodeKind kind = NodeKind::official;
        std::string_view name;
        std::span<const std::string_view> labels, aliases;
        std::span<const std::string_view> titles; ///< without a body
        std::span<const Property> properties;     ///< by key
        std::span<const Quote> mentions;

        bool has_label(std::string_view label) const;
    };
    struct Edge {
        EdgeKind kind = EdgeKind::attended;
        std::uint32_t from = 0, to = 0; ///< places in nodes
        std::span<const Property> properties;
        std::span<const Quote> evidence;
    };

    std::string_view id, sha256;
    std::optional<std::string_view> title, url, source, published;
    std::vector<Node> nodes;
    std::vector<Edge> edges;

    std::string_view bytes() const { return *bytes_; }
    /// Nothing for bytes that are damaged, or of another version: then make them anew.
    static std::optional<Digest> read(std::string bytes);

  private:
    friend class DigestReader;
    std::unique_ptr<const std::string> bytes_;
    std::vector<std::string_view> texts_;
    std::vector<Property> properties_;
    std::vector<Quote> quotes_;
};

/// Equal facts give equal bytes, the same ones each time. Nodes and edges that validate() refuses are left
/// out. Linear in the facts.
std::string digest_bytes(const Facts& facts);

/// The text of a property; nothing if it is not there.
std::optional<std::string_view> property(std::span<const Digest::Property> properties, std::string_view key);

/// The name of an edge's type.
std::string_view type_name(Digest::EdgeKind kind);

} // namespace banggiao
