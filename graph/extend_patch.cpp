// Takes an index and what is found out of articles that go and come. Hands out the entries that are others:
// what is left without those that go, and what those that come add to it.
#include <banggiao/graph/extend_patch.h>
#include <banggiao/graph/known_index_form.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Strings = std::vector<std::string>;

template <typename T>
std::vector<T> both(const std::vector<T>& a, const std::vector<T>& b) {
    std::vector<T> all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

template <typename Key, typename Number>
void add_counts(std::map<Key, Number>& counts, const std::map<Key, Number>& more) {
    for (const auto& [what, count] : more) counts[what] += count;
}

// What more articles say beside what is known of one thing.

void add(MergeIndex::Tellings& told, const MergeIndex::Tellings& more) {
    told.mentions += more.mentions;
    for (auto which :
         {&MergeIndex::Tellings::blocks, &MergeIndex::Tellings::containers, &MergeIndex::Tellings::served,
          &MergeIndex::Tellings::aliases, &MergeIndex::Tellings::forms, &MergeIndex::Tellings::titles,
          &MergeIndex::Tellings::loose, &MergeIndex::Tellings::surroundings})
        add_counts(told.*which, more.*which);
    add_counts(told.days, more.days);
}
void add(MergeIndex::Place& place, const MergeIndex::Place& more) {
    place.blocks.insert(more.blocks.begin(), more.blocks.end());
    const bool is_less = !place.has_container() || (more.has_container() && more.container < place.container);
    if (is_less) place.container = more.container;
}
void add(MergeIndex::Body& body, const MergeIndex::Body& more) {
    body.aliases.insert(more.aliases.begin(), more.aliases.end());
}
void add(MergeIndex::Person& person, const MergeIndex::Person& more) {
    add_sightings(person, more);
}
void add(MergeIndex::Name& name, const MergeIndex::Name& more) {
    name.keys = both(name.keys, more.keys);
    name.one_article = both(name.one_article, more.one_article);
}
void add(Strings& all, const Strings& more) {
    all = both(all, more);
}
void add(MergeIndex::Seat& seat, const MergeIndex::Seat& more) {
    seat = together(std::move(seat), more);
    seat.inferred.insert(seat.inferred.end(), more.inferred.begin(), more.inferred.end());
}
void add(MergeIndex::Holding& told, const MergeIndex::Holding& more) {
    told.statements += more.statements;
    add_counts(told.telling, more.telling);
    add_counts(told.in_office, more.in_office);
}
void add(std::uint32_t& number, std::uint32_t more) {
    number += more;
}

Strings keys_of(const VertexRecord& record) {
    Strings keys;
    const auto found = record.properties.find("keys");
    if (found == record.properties.end() || !found->second.is(ValueType::list)) return keys;
    for (const Value& key : found->second.list())
        if (key.is(ValueType::string)) keys.push_back(key.string());
    return keys;
}

class Patching {
  public:
    Patching(const IndexStep& step, const GraphStep& graph)
        : step_(step), graph_(graph), less_(step.gone_alone ? step.gone_alone->index : nothing()),
          more_(step.alone ? step.alone->index : nothing()) {}

    IndexPatch run() {
        write_places_and_bodies();
        write_people();
        write_seats();
        write_texts();
        write_nodes();
        write_conventions();
        write_turned();
        return std::move(patch_);
    }

  private:
    static const MergeIndex& nothing() {
        static const MergeIndex empty;
        return empty;
    }

    template <typename T>
    void put(char table, const std::string& name, const T& value) {
        patch_[table + name] = index_form::bytes_of(value);
    }
    void put_none(char table, const std::string& name) { patch_[table + name] = {}; }

    /// What is left of an entry, and what comes to it.
    template <typename T>
    void write(char table, const std::string& name, const T* left, const T* more) {
        if (!left && !more) return put_none(table, name);
        T value = left ? *left : *more;
        if (left && more) add(value, *more);
        put(table, name, value);
    }

    /// All entries of a table that anything goes from or comes to.
    template <typename Entries, typename Left>
    void write_all(char table, Entries MergeIndex::*which, const Left& left) {
        const Entries &less = less_.*which, &more = more_.*which;
        for (const auto& [name, entry] : more) write(table, name, left(name), &entry);
        for (const auto& [name, entry] : less)
            if (!more.contains(name)) write(table, name, left(name), static_cast<decltype(&entry)>(nullptr));
    }

    void write_places_and_bodies() {
        const KnownIndex& rest = step_.rest;
        using I = MergeIndex;
        write_all('p', &I::places, [&](const std::string& key) { return rest.place(key); });
        write_all('P', &I::place_blocks, [&](const std::string& name) { return rest.place_block(name); });
        write_all('b', &I::bodies, [&](const std::string& key) { return rest.body(key); });
        write_all('B', &I::identities, [&](const std::string& name) { return rest.of_identity(name); });
        write_all('A', &I::aliases, [&](const std::string& name) { return rest.of_alias(name); });
        write_all('T', &I::told, [&](const std::string& key) { return rest.told(key); });
        write_all('a', &I::assumed, [&](const std::string& code) { return rest.assumed(code); });
    }

    void write_people() {
        write_all('o', &MergeIndex::people, [&](const std::string& key) { return step_.rest.person(key); });
        write_all('O', &MergeIndex::names, [&](const std::string& name) { return step_.rest.name(name); });
        for (const auto& [name, pairs] : step_.alike) {
            const auto* left = step_.rest.name(name);
            MergeIndex::Name known = left ? *left : MergeIndex::Name();
            if (const auto more = more_.names.find(name); more != more_.names.end()) add(known, more->second);
            known.alike.insert(known.alike.end(), pairs.begin(), pairs.end());
            put('O', name, known);
        }
        std::uint32_t left = 0;
        const auto number = [&left](std::uint32_t count) {
            left = count;
            return left > 0 ? &left : nullptr;
        };
        const KnownIndex& rest = step_.rest;
        write_all('2', &MergeIndex::one_article_pairs,
                  [&](const std::string& pair) { return number(rest.one_article_pairs(pair)); });
        write_all('e', &MergeIndex::tellings,
                  [&](const std::string& telling) { return number(rest.tellings(telling)); });
        write_all('m', &MergeIndex::met_outright,
                  [&](const std::string& key) { return number(rest.met_outright(key)); });
    }

    void write_seats() {
        std::set<std::pair<MergeIndex::Node, std::string>> names;
        for (const MergeIndex* some : {&less_, &more_})
            for (const auto& [name, seat] : some->seats) names.insert(name);
        for (const auto& name : names) {
            const MergeIndex::Seat *less = find(less_, name), *more = find(more_, name);
            const std::string text = name.first + '\n' + name.second;
            write('s', text, step_.rest.seat(name.first, name.second), more);
            std::set<std::string> holders;
            for (const MergeIndex::Seat* some : {less, more})
                if (some)
                    for (const auto& [key, holder] : some->holders) holders.insert(key);
            for (const std::string& key : holders)
                write('h', text + '\n' + key, step_.rest.holding(name.first, name.second, key),
                      told_of(more, key));
        }
    }

    static const MergeIndex::Seat* find(const MergeIndex& index,
                                        const std::pair<MergeIndex::Node, std::string>& name) {
        const auto found = index.seats.find(name);
        return found == index.seats.end() ? nullptr : &found->second;
    }
    static const MergeIndex::Holding* told_of(const MergeIndex::Seat* seat, const std::string& key) {
        if (!seat) return nullptr;
        const auto found = seat->holders.find(key);
        return found == seat->holders.end() ? nullptr : &found->second.told;
    }

    void write_texts() {
        for (const Digest* each : step_.removed) put_none('t', std::string(each->sha256));
        for (const Digest* each : step_.added) put('t', std::string(each->sha256), std::string(each->id));
    }

    /// Which keys are of what is changed or gone in the graph, and where it lies. New vertices may lie
    /// elsewhere than before.
    void write_nodes() {
        for (VertexId vertex : graph_.then.erased_vertices) forget_keys(vertex);
        for (const auto& [vertex, record] : graph_.then.vertices)
            if (vertex < graph_.patched.vertex_count()) forget_keys(vertex);
        for (const auto& [vertex, record] : graph_.then.vertices)
            if (vertex < graph_.base.vertex_count()) put_keys(vertex, record);
        for (auto each = graph_.both.vertices.lower_bound(graph_.base.vertex_count());
             each != graph_.both.vertices.end(); ++each)
            put_keys(each->first, each->second);
        write_crowded();
    }

    void forget_keys(VertexId vertex) {
        for (const std::string& key : keys_of(graph_.patched.vertex_record(vertex))) put_none('n', key);
    }
    void put_keys(VertexId vertex, const VertexRecord& record) {
        const Strings keys = keys_of(record);
        for (const std::string& key : keys)
            put('n', key,
                MergeIndex::Named{keys.front(), vertex,
                                  &key == &keys.front() ? Strings(keys.begin() + 1, keys.end()) : Strings()});
    }

    /// Whoever has another name is as crowded as before.
    void write_crowded() {
        for (const auto& [vertex, record] : graph_.then.vertices) {
            if (vertex >= graph_.patched.vertex_count()) continue;
            const Strings keys = keys_of(record);
            const Strings before = keys_of(graph_.patched.vertex_record(vertex));
            if (!keys.empty() && !before.empty() && step_.index.is_crowded(before.front()))
                put('d', keys.front(), std::uint32_t{1});
        }
    }

    /// How events are told that are read. Of one that goes with an article others tell the same, unless its
    /// event is decided anew.
    void write_turned() {
        const std::unordered_set<std::string>& now = step_.after.index.turned;
        for (const State* state : {&step_.before.state, &step_.after.state})
            for (const auto& [local, telling] : state->tellings) {
                const bool is_told =
                    state == &step_.after.state || !state->known->node_of(state->key_of(local));
                if (is_told && !now.contains(telling) && step_.index.is_turned(telling))
                    put_none('u', telling);
            }
        for (const std::string& telling : now) put('u', telling, std::uint32_t{1});
    }

    void write_conventions() {
        const auto& before = step_.before.index.conventions;
        const auto& after = step_.after.index.conventions;
        for (const auto* some : {&before, &after})
            for (const auto& [title, nodes] : *some) {
                Strings all;
                if (const auto* known = step_.index.conventions(title)) all = *known;
                std::erase_if(all, [&](const std::string& node) { return step_.open.contains(node); });
                if (const auto now = after.find(title); now != after.end()) all = both(all, now->second);
                all.empty() ? put_none('c', title) : put('c', title, all);
            }
    }

    const IndexStep& step_;
    const GraphStep& graph_;
    const MergeIndex &less_, &more_;
    IndexPatch patch_;
};

} // namespace

IndexPatch patch_of(const IndexStep& step, const GraphStep& graph) {
    return Patching(step, graph).run();
}

} // namespace banggiao::merging
