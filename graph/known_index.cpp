// Takes the index of a merge. Hands out its bytes, and the entries of such bytes.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/known_index.h>

#include <algorithm>
#include <cstring>

namespace banggiao {

namespace {

struct Header {
    static constexpr std::uint64_t expected_magic = 0x5845'444e'494b'4742; ///< "BGKINDEX"
    /// Grows with the form of the bytes and with what merge() makes of the same facts.
    static constexpr std::uint64_t current_version = 9;
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

template <typename T, typename U>
concept Is = std::is_same_v<std::remove_const_t<T>, U>;

template <typename Archive, Is<MergeIndex::Holder> T>
void fields(Archive& archive, T& holder) {
    archive(holder.sightings, holder.first_day, holder.last_day, holder.first_in_office,
            holder.last_in_office, holder.forms);
}

/// Appends values: numbers as they are, texts and lists after their length.
class Writer {
  public:
    template <typename... T>
    void operator()(const T&... values) {
        (put(values), ...);
    }
    std::string take() { return std::move(out_); }

  private:
    void put(std::int32_t number) { append(&number, sizeof number); }
    void put(std::uint32_t number) { append(&number, sizeof number); }
    void put(bool flag) { out_ += flag ? '\1' : '\0'; }
    void put(const std::string& text) {
        put(static_cast<std::uint32_t>(text.size()));
        out_ += text;
    }
    void put(const merging::NameForms* forms) {
        for (const std::string* text : {&forms->slug, &forms->exact, &forms->key, &forms->folded}) put(*text);
    }
    template <typename A, typename B>
    void put(const std::pair<A, B>& pair) {
        put(pair.first);
        put(pair.second);
    }
    void put(const MergeIndex::Holder& holder) { fields(*this, holder); }
    template <typename T>
    requires requires(const T& all) { all.begin(); }
    void put(const T& all) {
        put(static_cast<std::uint32_t>(all.size()));
        for (const auto& each : all) put(each);
    }
    void append(const void* bytes, std::size_t count) { out_.append(static_cast<const char*>(bytes), count); }

    std::string out_;
};

/// The same backwards; false from then on where the bytes end too early.
class Reader {
  public:
    Reader(std::string_view bytes, std::deque<merging::NameForms>& forms) : rest_(bytes), forms_(forms) {}

    template <typename... T>
    void operator()(T&... values) {
        (get(values), ...);
    }
    bool is_whole() const { return ok_ && rest_.empty(); }

  private:
    void get(std::int32_t& number) { copy(&number, sizeof number); }
    void get(std::uint32_t& number) { copy(&number, sizeof number); }
    void get(bool& flag) {
        char byte = 0;
        copy(&byte, 1);
        flag = byte != 0;
    }
    void get(std::string& text) {
        std::uint32_t size = 0;
        get(size);
        if (size > rest_.size()) return fail();
        text = rest_.substr(0, size);
        rest_.remove_prefix(size);
    }
    void get(const merging::NameForms*& forms) {
        merging::NameForms& made = forms_.emplace_back();
        for (std::string* text : {&made.slug, &made.exact, &made.key, &made.folded}) get(*text);
        forms = &made;
    }
    template <typename A, typename B>
    void get(std::pair<A, B>& pair) {
        get(pair.first);
        get(pair.second);
    }
    void get(MergeIndex::Holder& holder) { fields(*this, holder); }
    template <typename T>
    void get(std::vector<T>& all) {
        each<T>([&](T value) { all.push_back(std::move(value)); });
    }
    template <typename T>
    void get(std::set<T>& all) {
        each<T>([&](T value) { all.insert(std::move(value)); });
    }
    template <typename K, typename V>
    void get(std::map<K, V>& all) {
        each<std::pair<K, V>>([&](std::pair<K, V> value) { all.insert(std::move(value)); });
    }
    template <typename T, typename Take>
    void each(const Take& take) {
        std::uint32_t count = 0;
        get(count);
        for (; count > 0 && ok_; --count) {
            T value{};
            get(value);
            take(std::move(value));
        }
    }
    void copy(void* place, std::size_t count) {
        if (count > rest_.size()) return fail();
        std::memcpy(place, rest_.data(), count);
        rest_.remove_prefix(count);
    }
    void fail() {
        ok_ = false;
        rest_ = {};
    }

    std::string_view rest_;
    std::deque<merging::NameForms>& forms_;
    bool ok_ = true;
};

template <typename Archive, Is<MergeIndex::Place> T>
void fields(Archive& archive, T& place) {
    archive(place.blocks, place.level, place.container, place.coded);
}
template <typename Archive, Is<MergeIndex::Body> T>
void fields(Archive& archive, T& body) {
    archive(body.core, body.place, body.identity, body.article_only, body.aliases);
}
template <typename Archive, Is<MergeIndex::Person> T>
void fields(Archive& archive, T& person) {
    archive(person.forms, person.jurisdictions, person.surroundings, person.titles, person.loose, person.firm,
            person.high, person.first_day, person.last_day, person.body, person.sightings, person.seats);
}
template <typename Archive, Is<MergeIndex::Name> T>
void fields(Archive& archive, T& name) {
    archive(name.keys, name.one_article, name.alike);
}
template <typename Archive, Is<MergeIndex::Seat> T>
void fields(Archive& archive, T& seat) {
    archive(seat.holders, seat.inferred);
}
template <typename Archive, Is<MergeIndex::Said> T>
void fields(Archive& archive, T& said) {
    archive(said.labels, said.titles, said.names, said.others, said.offices, said.properties,
            said.has_repeated);
}
template <typename Archive, Is<MergeIndex::EdgeSaid> T>
void fields(Archive& archive, T& said) {
    archive(said.properties, said.dates, said.statements, said.named);
}
template <typename Archive, Is<MergeIndex::Tellings> T>
void fields(Archive& archive, T& told) {
    archive(told.mentions, told.blocks, told.containers, told.served, told.aliases, told.forms, told.titles,
            told.loose, told.surroundings, told.days);
}
template <typename Archive, Is<MergeIndex::Holding> T>
void fields(Archive& archive, T& told) {
    archive(told.statements, told.telling, told.in_office);
}
template <typename Archive, Is<MergeIndex::Named> T>
void fields(Archive& archive, T& named) {
    archive(named.node, named.vertex, named.others);
}
template <typename Archive, typename T>
void fields(Archive& archive, T& value) {
    archive(value);
}

/// Entries by page, each page's in order of their names.
class Pages {
  public:
    template <typename T>
    void add(char table, const std::string& key, const T& value) {
        Writer writer;
        fields(writer, value);
        entries_.emplace_back(table + key, writer.take());
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
    pages.add_keys('R', index.repeated_texts);
    pages.add_keys('d', index.crowded);
    pages.add_all('c', index.conventions);
    return pages.bytes();
}

std::optional<KnownIndex> KnownIndex::open(std::span<const std::byte> bytes, std::uint32_t vertices) {
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
std::optional<std::string_view> KnownIndex::bytes_of(const std::string& name) const {
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
    const auto bytes = bytes_of(name);
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
