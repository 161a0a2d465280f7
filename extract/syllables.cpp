// Takes spellings of words. Hands out their ids: the process-wide table of syllables.
// Nodes are published with release stores and never move, so readers take no lock; adding one takes a mutex.
#include <banggiao/extract/document.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/recent_words.h>
#include <banggiao/graph/split.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <utility>

namespace banggiao::extract {
namespace {

struct Node {
    const Node* next;
    std::uint64_t hash;
    SyllableId id;
    std::string spelling;
};

std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = bytes.size() * 0x9E3779B97F4A7C15u;
    while (bytes.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, bytes.data(), 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
        bytes.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, bytes.data(), bytes.size());
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93u;
    return hash ^ (hash >> 32);
}

bool has_vietnamese_shape(std::string_view folded) {
    static constexpr std::u32string_view vowels = U"aăâeêioôơuưy",
                                         endings[] = {U"", U"c", U"ch", U"m", U"n", U"ng", U"nh", U"p", U"t"};
    std::u32string text = to_code_points(folded);
    for (char32_t& c : text) c = without_tone(c);
    if (text.empty() || text.size() > 7 || text.find_first_of(U"fjwz'’") != text.npos) return false;
    const std::size_t nucleus = text.find_first_of(vowels);
    if (nucleus == text.npos || nucleus > 3) return false;
    std::size_t coda = text.find_first_not_of(vowels, nucleus);
    if (coda == text.npos) coda = text.size();
    if (coda - nucleus > 3) return false;
    const std::u32string_view ending = std::u32string_view(text).substr(coda);
    return std::find(std::begin(endings), std::end(endings), ending) != std::end(endings);
}

/// Spelling → id, for folded and unfolded spellings alike; id → folded spelling and its shape.
class SyllableTable {
  public:
    SyllableTable() {
        for (std::string_view line : split(frequent_syllables_table, '\n'))
            if (!line.empty() && line.front() != '#')
                for (std::string_view syllable : split(line, ' ')) intern(syllable);
    }

    SyllableId intern(std::string_view spelling) {
        const std::uint64_t hash = hash_of(spelling);
        if (const Node* node = find(spelling, hash)) return node->id;
        const std::string folded = fold(spelling);
        const std::lock_guard lock(mutex_);
        return add(spelling, hash, folded);
    }

    std::string_view text(SyllableId id) const { return *syllable(id).text; }
    bool vietnamese(SyllableId id) const { return syllable(id).vietnamese; }

  private:
    static constexpr std::size_t bucket_count = std::size_t{1} << 17;
    static constexpr std::size_t chunk_size = std::size_t{1} << 13;
    static constexpr std::size_t chunk_count = std::size_t{1} << 19; // every 32-bit id
    struct Syllable {
        const std::string* text = nullptr; ///< folded
        bool vietnamese = false;
    };
    using Chunk = std::array<Syllable, chunk_size>;

    const Syllable& syllable(SyllableId id) const {
        const Chunk* chunk = chunks_[id / chunk_size].load(std::memory_order_acquire);
        assert(chunk);
        return (*chunk)[id % chunk_size];
    }

    const Node* find(std::string_view spelling, std::uint64_t hash) const {
        const Node* node = buckets_[hash % bucket_count].load(std::memory_order_acquire);
        while (node && (node->hash != hash || node->spelling != spelling)) node = node->next;
        return node;
    }

    // REQUIRES: mutex_ is held.
    SyllableId add(std::string_view spelling, std::uint64_t hash, const std::string& folded) {
        if (const Node* node = find(spelling, hash)) return node->id;
        if (folded == spelling) return publish(spelling, hash, new_id())->id;
        const SyllableId id = add(folded, hash_of(folded), folded);
        return publish(spelling, hash, id)->id;
    }

    const Node* publish(std::string_view spelling, std::uint64_t hash, SyllableId id) {
        auto& bucket = buckets_[hash % bucket_count];
        nodes_.push_back({bucket.load(std::memory_order_relaxed), hash, id, std::string(spelling)});
        const Node* node = &nodes_.back();
        auto& chunk = chunks_[id / chunk_size];
        if (!chunk.load(std::memory_order_relaxed)) {
            storage_.push_back(std::make_unique<Chunk>());
            chunk.store(storage_.back().get(), std::memory_order_release);
        }
        Syllable& syllable = (*storage_[id / chunk_size])[id % chunk_size];
        if (!syllable.text)
            syllable = {&node->spelling, has_vietnamese_shape(spelling)}; // folded comes first
        bucket.store(node, std::memory_order_release);
        return node;
    }

    SyllableId new_id() { return ++last_id_; }

    // Not of the object: what is zero from the start of the program costs nothing until it is touched.
    static constinit inline std::array<std::atomic<const Node*>, bucket_count> buckets_{};
    static constinit inline std::array<std::atomic<const Chunk*>, chunk_count> chunks_{};
    std::mutex mutex_;
    std::deque<Node> nodes_;
    std::vector<std::unique_ptr<Chunk>> storage_;
    SyllableId last_id_ = 0;
};

SyllableTable& table() {
    static SyllableTable the_table;
    return the_table;
}

} // namespace

SyllableId RecentWords::learn(const Word& word, std::string_view spelling) {
    Pair& pair = place_of(word);
    std::swap(pair.newer, pair.older);
    pair.newer = word;
    return pair.newer.id = table().intern(spelling);
}

SyllableId RecentWords::intern(std::string_view spelling) {
    if (spelling.empty() || spelling.size() > longest_syllable) return 0;
    if (spelling.size() > longest) return table().intern(spelling);
    const Word word = word_of(spelling);
    const Word* known = find(word);
    return known ? known->id : learn(word, spelling);
}

SyllableId RecentWords::intern(std::string_view spelling, Shape shape, std::uint32_t letters) {
    if (spelling.size() > longest) return intern(spelling);
    Word word = word_of(spelling);
    word.shape = static_cast<std::uint8_t>(shape) & 0xFu;
    word.letters = letters & 0xFu;
    const Word* known = find(word);
    return known && known->letters != 0 ? known->id : learn(word, spelling);
}

RecentWords& RecentWords::of_this_thread() {
    // Not in the thread's own storage, which every thread of every command would clear at its start.
    thread_local const auto recent = std::make_unique<RecentWords>();
    return *recent;
}

SyllableId intern_syllable(std::string_view spelling) {
    return RecentWords::of_this_thread().intern(spelling);
}

std::string_view syllable_text(SyllableId id) {
    return id == 0 ? std::string_view{} : table().text(id);
}

bool is_vietnamese_syllable(SyllableId id) {
    return id != 0 && table().vietnamese(id);
}

std::vector<SyllableId> intern_phrase(std::string_view phrase) {
    Document document;
    tokenize(phrase, document);
    std::vector<SyllableId> ids;
    ids.reserve(document.tokens.size());
    for (const Token& token : document.tokens) ids.push_back(token.id);
    return ids;
}

SyllableSet::SyllableSet(std::string_view words) {
    for (const SyllableId id : intern_phrase(words)) insert(id);
}

void SyllableSet::insert(SyllableId id) {
    if (id >= bound_) {
        bound_ = id + 1;
        bits_.resize(id / 64 + 1);
    }
    bits_[id / 64] |= std::uint64_t{1} << id % 64;
    signature_.insert(id);
}

} // namespace banggiao::extract
