// Takes the index of a merge. Hands out its bytes, and the entries of such bytes.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/known_index_form.h>

#include <algorithm>
#include <cstring>

namespace banggiao {

using namespace index_form;

namespace {

struct Header {
    static constexpr std::uint64_t expected_magic = 0x5845'444e'494b'4742; ///< "BGKINDEX"
    /// Grows with the form of the bytes and with what merge() makes of the same facts.
    static constexpr std::uint64_t current_version = 14;
    std::uint64_t magic = expected_magic;
    std::uint64_t version = current_version;
    std::uint64_t page_count = 0;
    std::uint64_t pages_checksum = 0;  ///< of the table of pages
    std::uint64_t header_checksum = 0; ///< of the fields before

    std::uint64_t computed_checksum() const {
        return checksum(std::as_bytes(std::span(this, 1)).first(offsetof(Header, header_checksum)));
    }
};

/// Where a page ends, counted from the end of the table of pages, and its checksum.
struct Page {
    std::uint64_t end, checksum;
};

/// Of the key alone, so that what different tables say of it lies on one page.
std::uint64_t hash_of(std::string_view name) {
    return checksum(std::as_bytes(std::span(name.substr(1))), 0x696e646578);
}

/// Entries by page, each page's in order of their names.
class Pages {
  public:
    template <typename T>
    void add(char table, const std::string& key, const T& value) {
        entries_.emplace_back(table + key, bytes_of(value));
    }
    template <typename Table>
    void add_all(char table, const Table& values) {
        for (const auto& [key, value] : values) add(table, key, value);
    }
    template <typename Keys>
    void add_keys(char table, const Keys& keys) {
        for (const std::string& key : keys) add(table, key, std::uint32_t{1});
    }

    std::string bytes() {
        constexpr std::size_t entries_a_page = 16;
        const std::size_t count = entries_.size() / entries_a_page + 1;
        std::vector<std::vector<std::uint32_t>> pages(count);
        std::sort(entries_.begin(), entries_.end());
        for (std::uint32_t i = 0; i < entries_.size(); ++i)
            pages[hash_of(entries_[i].first) % count].push_back(i);
        std::string body;
        std::vector<Page> table;
        for (const auto& page : pages) {
            const std::size_t first = body.size();
            for (std::uint32_t i : page) append(body, entries_[i]);
            table.push_back({body.size(), checksum(std::as_bytes(std::span(body).subspan(first)))});
        }
        Header header;
        header.page_count = count;
        header.pages_checksum = checksum(std::as_bytes(std::span(table)));
        header.header_checksum = header.computed_checksum();
        std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
        bytes.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Page));
        return bytes += body;
    }

  private:
    static void append(std::string& body, const std::pair<std::string, std::string>& entry) {
        Writer writer;
        writer(entry.first, entry.second);
        body += writer.take();
    }

    std::vector<std::pair<std::string, std::string>> entries_;
};

} // namespace

std::string encode(const MergeIndex& index) {
    Pages pages;
    pages.add_all('p', index.places);
    pages.add_all('P', index.place_blocks);
    pages.add_all('b', index.bodies);
    pages.add_all('B', index.identities);
    pages.add_all('A', index.aliases);
    pages.add_all('o', index.people);
    pages.add_all('O', index.names);
    pages.add_all('T', index.told);
    for (const auto& [seat, holders] : index.seats) {
        const std::string name = seat.first + '\n' + seat.second;
        pages.add('s', name, holders);
        for (const auto& [key, holder] : holders.holders) pages.add('h', name + '\n' + key, holder.told);
    }
    pages.add_all('n', index.nodes);
    pages.add_all('t', index.texts);
    pages.add_all('a', index.assumed);
    pages.add_all('x', index.said);
    pages.add_all('X', index.edge_said);
    pages.add_all('2', index.one_article_pairs);
    pages.add_all('m', index.met_outright);
    pages.add_all('e', index.tellings);
    pages.add_keys('u', index.turned);
    pages.add_keys('R', index.repeated_texts);
    pages.add_keys('d', index.crowded);
    pages.add_all('c', index.conventions);
    return pages.bytes();
}

std::optional<KnownIndex> KnownIndex::open(std::span<const std::byte> bytes, std::uint32_t vertices,
                                           const IndexPatch* patch) {
    Header header;
    if (bytes.size() < sizeof header) return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    bytes = bytes.subspan(sizeof header);
    if (header.magic != Header::expected_magic || header.version != Header::current_version ||
        header.header_checksum != header.computed_checksum() || header.page_count == 0 ||
        header.page_count > bytes.size() / sizeof(Page) ||
        checksum(bytes.first(header.page_count * sizeof(Page))) != header.pages_checksum)
        return std::nullopt;
    KnownIndex index;
    index.bytes_ = bytes;
    index.page_count_ = header.page_count;
    index.vertices_ = vertices;
    index.patch_ = patch;
    index.verified_.assign(header.page_count, false);
    return index;
}

std::optional<std::span<const std::byte>> KnownIndex::page(std::size_t number) const {
    const auto page_at = [&](std::size_t place) {
        Page found;
        std::memcpy(&found, bytes_.data() + place * sizeof(Page), sizeof found);
        return found;
    };
    const auto body = bytes_.subspan(page_count_ * sizeof(Page));
    const std::uint64_t first = number == 0 ? 0 : page_at(number - 1).end;
    const Page its = page_at(number);
    const bool is_inside = first <= its.end && its.end <= body.size();
    const auto content = is_inside ? body.subspan(first, its.end - first) : std::span<const std::byte>();
    if (!is_inside || (!verified_[number] && checksum(content) != its.checksum)) {
        is_damaged_ = true;
        return std::nullopt;
    }
    verified_[number] = true;
    return content;
}

bool KnownIndex::is_whole() const {
    for (std::size_t number = 0; number < page_count_; ++number)
        if (!page(number)) return false;
    return true;
}

/// The bytes of an entry; nothing if there is none.
std::optional<std::string_view> KnownIndex::entry_bytes(const std::string& name) const {
    if (patch_)
        if (const auto now = patch_->find(name); now != patch_->end())
            return now->second.empty() ? std::nullopt : std::optional(now->second.view());
    const auto content = page(hash_of(name) % page_count_);
    if (!content) return std::nullopt;
    std::string_view rest(reinterpret_cast<const char*>(content->data()), content->size());
    const auto take = [&rest]() -> std::string_view {
        std::uint32_t size = 0;
        if (rest.size() < sizeof size) return rest = {};
        std::memcpy(&size, rest.data(), sizeof size);
        rest.remove_prefix(sizeof size);
        const std::string_view text = rest.substr(0, size);
        rest.remove_prefix(text.size());
        return text;
    };
    while (!rest.empty()) {
        const std::string_view its_name = take(), value = take();
        if (its_name == name) return value;
    }
    return std::nullopt;
}

template <typename T>
const T* KnownIndex::find(Cache<T>& cache, char table, const std::string& key) const {
    const std::string name = table + key;
    const auto [entry, is_new] = cache.try_emplace(name);
    if (!is_new) return entry->second ? &*entry->second : nullptr;
    const auto bytes = entry_bytes(name);
    if (!bytes) return nullptr;
    Reader reader(*bytes, forms_);
    T value{};
    fields(reader, value);
    is_damaged_ = is_damaged_ || !reader.is_whole();
    if (!reader.is_whole() || (less_ && !left(table, name.substr(1), value))) return nullptr;
    return &cache.at(name).emplace(std::move(value)); // the table may have grown meanwhile
}

const MergeIndex::Named* KnownIndex::named(const Key& key) const {
    return whole_ ? whole_->named(key) : find(named_, 'n', key);
}

std::optional<std::uint32_t> KnownIndex::vertex(const Key& key) const {
    const auto* found = named(key);
    if (!found || found->vertex == MergeIndex::Named::nowhere) return std::nullopt;
    is_damaged_ = is_damaged_ || found->vertex >= vertices_;
    return found->vertex < vertices_ ? std::optional(found->vertex) : std::nullopt;
}

KnownIndex::Keys KnownIndex::all_keys(const Node& node) const {
    const auto* found = named(node);
    if (!found || found->vertex == MergeIndex::Named::nowhere) return {};
    Keys keys{found->node};
    keys.insert(keys.end(), found->others.begin(), found->others.end());
    return keys;
}

template const MergeIndex::Place* KnownIndex::find(Cache<MergeIndex::Place>&, char, const std::string&) const;
template const KnownIndex::Keys* KnownIndex::find(Cache<Keys>&, char, const std::string&) const;
template const MergeIndex::Body* KnownIndex::find(Cache<MergeIndex::Body>&, char, const std::string&) const;
template const MergeIndex::Person* KnownIndex::find(Cache<MergeIndex::Person>&, char,
                                                    const std::string&) const;
template const MergeIndex::Name* KnownIndex::find(Cache<MergeIndex::Name>&, char, const std::string&) const;
template const MergeIndex::Seat* KnownIndex::find(Cache<MergeIndex::Seat>&, char, const std::string&) const;
template const MergeIndex::Named* KnownIndex::find(Cache<MergeIndex::Named>&, char, const std::string&) const;
template const std::string* KnownIndex::find(Cache<std::string>&, char, const std::string&) const;
template const std::uint32_t* KnownIndex::find(Cache<std::uint32_t>&, char, const std::string&) const;
template const MergeIndex::Said* KnownIndex::find(Cache<MergeIndex::Said>&, char, const std::string&) const;
template const MergeIndex::EdgeSaid* KnownIndex::find(Cache<MergeIndex::EdgeSaid>&, char,
                                                      const std::string&) const;
template const MergeIndex::Tellings* KnownIndex::find(Cache<MergeIndex::Tellings>&, char,
                                                      const std::string&) const;
template const MergeIndex::Holding* KnownIndex::find(Cache<MergeIndex::Holding>&, char,
                                                     const std::string&) const;

} // namespace banggiao
