// Takes spellings of words. Hands out their ids: the process-wide table of syllables.
// Nodes are published with release stores and never move, so readers take no lock; adding one takes a mutex.
#include <banggiao/extract/document.h>
#include <banggiao/extract/lexicon.h>
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

namespace {

/// A thread's last words: short spellings whole, beside their ids, so that a known word costs one load. As
/// many as a language of syllables needs; a quarter of a megabyte, which stays in the processor's second
/// cache.
class RecentWords {
  public:
    /// Gives each token the id of its bytes.
    void intern(std::string_view text, std::span<Token> tokens) {
        // Where a word would lie is rarely in the nearest cache: some are on their way at once.
        constexpr std::size_t at_once = 16;
        std::array<Sought, at_once> sought;
        for (; !tokens.empty(); tokens = tokens.subspan(std::min(at_once, tokens.size()))) {
            const std::size_t count = std::min(at_once, tokens.size());
            for (std::size_t i = 0; i < count; ++i) sought[i] = seek(bytes_of(text, tokens[i]));
            for (std::size_t i = 0; i < count; ++i) tokens[i].id = find(sought[i]);
        }
    }

    SyllableId intern(std::string_view spelling) { return find(seek(spelling)); }

  private:
    /// The spelling with zeros behind it. All zeros: a free place.
    struct Word {
        std::uint64_t first = 0; ///< its first eight bytes
        std::uint32_t last = 0;  ///< and the next four
        SyllableId id = 0;
        bool spells(const Word& other) const { return first == other.first && last == other.last; }
    };
    /// The two words whose hashes share a place.
    struct Pair {
        Word newer, older;
    };

    template <typename Bytes>
    static std::uint64_t load(const char* at) {
        Bytes bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        return bytes;
    }

    static constexpr std::size_t longest = 12; ///< bytes of a word that is kept here

    struct Sought {
        std::string_view spelling;
        Word word;
        Pair* pair = nullptr; ///< null: it is not kept here
    };

    static std::string_view bytes_of(std::string_view text, const Token& token) {
        return text.substr(token.bytes.start, token.bytes.end - token.bytes.start);
    }

    Sought seek(std::string_view spelling) {
        if (spelling.empty() || spelling.size() > longest) return {spelling, {}, nullptr};
        const Word word = word_of(spelling);
        Pair& pair = pairs_[(word.first * 0x9E3779B97F4A7C15u ^ word.last * 0xD6E8FEB86659FD93u) >> shift];
        __builtin_prefetch(&pair);
        return {spelling, word, &pair};
    }

    static SyllableId find(const Sought& sought) {
        const std::string_view spelling = sought.spelling;
        if (!sought.pair)
            return spelling.empty() || spelling.size() > longest_syllable ? 0 : table().intern(spelling);
        Pair& pair = *sought.pair;
        if (!pair.newer.spells(sought.word)) {
            if (!pair.older.spells(sought.word)) {
                pair.older = sought.word;
                pair.older.id = table().intern(spelling);
            }
            std::swap(pair.newer, pair.older);
        }
        return pair.newer.id;
    }

    /// Overlapping loads, so that nothing behind the spelling is read.
    static Word word_of(std::string_view spelling) {
        const char* const start = spelling.data();
        const std::size_t size = spelling.size();
        if (size > 8)
            return {load<std::uint64_t>(start),
                    static_cast<std::uint32_t>(load<std::uint32_t>(start + size - 4) >> (12 - size) * 8)};
        if (size >= 4)
            return {load<std::uint32_t>(start) | load<std::uint32_t>(start + size - 4) << (size - 4) * 8};
        return {load<std::uint8_t>(start) | load<std::uint8_t>(start + size / 2) << size / 2 * 8 |
                load<std::uint8_t>(start + size - 1) << (size - 1) * 8};
    }

    static constexpr int bits = 13;
    static constexpr int shift = 64 - bits;
    std::array<Pair, std::size_t{1} << bits> pairs_{};
};

} // namespace

namespace {

/// Not in the thread's own storage, which every thread of every command would clear at its start.
RecentWords& recent_words() {
    thread_local const auto recent = std::make_unique<RecentWords>();
    return *recent;
}

} // namespace

SyllableId intern_syllable(std::string_view spelling) {
    return recent_words().intern(spelling);
}

void intern_syllables(std::string_view text, std::span<Token> tokens) {
    recent_words().intern(text, tokens);
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
