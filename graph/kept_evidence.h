// Takes the evidence of an edge. Hands out KeptEvidence: its bytes, made pieces again when they are asked
// for.
#pragma once

#include <banggiao/graph/edge_evidence.h>
#include <banggiao/graph/kept_bytes.h>

#include <vector>

namespace banggiao {

class KeptEvidence {
  public:
    KeptEvidence() = default;
    KeptEvidence(const std::vector<EdgeEvidence>& pieces);
    /// Any bytes: what is no evidence, and what follows it, reads as none.
    explicit KeptEvidence(KeptBytes bytes) : bytes_(std::move(bytes)) {}

    std::vector<EdgeEvidence> pieces() const;
    const KeptBytes& bytes() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }

  private:
    KeptBytes bytes_;
};

} // namespace banggiao
