// Takes an entry of an index. Hands out its bytes, and the entry of such bytes. Private to graph/.
#pragma once

#include <banggiao/graph/known_index.h>

#include <cstring>

namespace banggiao::index_form {

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

template <typename T>
std::string bytes_of(const T& value) {
    Writer writer;
    fields(writer, value);
    return writer.take();
}

} // namespace banggiao::index_form
