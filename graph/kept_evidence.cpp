// Takes the evidence of an edge. Hands out its bytes, and the pieces of such bytes.
#include <banggiao/graph/kept_evidence.h>
#include <banggiao/graph/plain_bytes.h>

namespace banggiao {

KeptEvidence::KeptEvidence(const std::vector<EdgeEvidence>& pieces) {
    std::string bytes;
    for (const EdgeEvidence& piece : pieces) {
        append_plain(bytes, piece.article);
        append_length(bytes, piece.span.start);
        append_length(bytes, piece.span.end);
        append_plain(bytes, piece.rule);
        append_plain(bytes, piece.text);
    }
    bytes_ = std::move(bytes);
}

std::vector<EdgeEvidence> KeptEvidence::pieces() const {
    std::vector<EdgeEvidence> pieces;
    for (PlainReader reader(bytes_.view()); !reader.is_at_end();) {
        EdgeEvidence piece;
        piece.article = reader.text();
        piece.span.start = reader.number();
        piece.span.end = reader.number();
        piece.rule = reader.text();
        piece.text = reader.text();
        if (reader.is_sound()) pieces.push_back(std::move(piece));
    }
    return pieces;
}

} // namespace banggiao
