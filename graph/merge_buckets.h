// Takes items and the bucket of each. Hands out the items bucket by bucket, in their order. Private to
// graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace banggiao::merging {

class Buckets {
  public:
    /// Items are the numbers below `items`; `bucket_of(item)` is below `count`, or none to leave the item
    /// out. A counting sort: linear.
    template <typename BucketOf>
    Buckets(std::size_t count, std::uint32_t items, const BucketOf& bucket_of) : firsts_(count + 1) {
        for (std::uint32_t item = 0; item < items; ++item)
            if (std::uint32_t bucket = bucket_of(item); bucket != none) ++firsts_[bucket + 1];
        std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
        items_.resize(firsts_.back());
        std::vector<std::uint32_t> next(firsts_.begin(), firsts_.end() - 1);
        for (std::uint32_t item = 0; item < items; ++item)
            if (std::uint32_t bucket = bucket_of(item); bucket != none) items_[next[bucket]++] = item;
    }

    std::size_t count() const { return firsts_.size() - 1; }
    /// Where a bucket begins in all().
    std::uint32_t first(std::size_t bucket) const { return firsts_[bucket]; }
    std::span<const std::uint32_t> of(std::size_t bucket) const {
        return std::span(items_).subspan(first(bucket), first(bucket + 1) - first(bucket));
    }
    std::span<std::uint32_t> of(std::size_t bucket) {
        return std::span(items_).subspan(first(bucket), first(bucket + 1) - first(bucket));
    }
    const std::vector<std::uint32_t>& all() const { return items_; }
    std::vector<std::uint32_t> take() { return std::move(items_); }

  private:
    std::vector<std::uint32_t> firsts_;
    std::vector<std::uint32_t> items_;
};

} // namespace banggiao::merging
