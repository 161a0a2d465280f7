// Takes the index of a merge and that of some of its articles alone. Hands out entries as they are without
// those articles: every count is a sum over articles.
#include <banggiao/graph/known_index.h>
#include <banggiao/graph/merge_offices.h>

#include <algorithm>

namespace banggiao {

namespace {

using merging::see_day;

template <typename Key, typename Number>
std::set<Key> keys_of(const std::map<Key, Number>& counts) {
    std::set<Key> keys;
    for (const auto& [key, count] : counts) keys.insert(key);
    return keys;
}

void see_all(const MergeIndex::Days& days, std::int32_t& first, std::int32_t& last) {
    first = last = 0;
    for (const auto& [day, count] : days) see_day(first, last, day);
}

std::uint32_t sum_of(const MergeIndex::Days& days) {
    std::uint32_t sum = 0;
    for (const auto& [day, count] : days) sum += count;
    return sum;
}

} // namespace

KnownIndex KnownIndex::without(const MergeIndex& less, const std::map<Node, Node>& renamed) const {
    KnownIndex view;
    view.bytes_ = bytes_;
    view.patch_ = patch_;
    view.page_count_ = page_count_;
    view.vertices_ = vertices_;
    view.verified_ = verified_;
    view.whole_ = this;
    view.less_ = &less;
    view.renamed_ = &renamed;
    return view;
}

bool KnownIndex::is_told(const Key& key) const {
    return !less_->told.contains(key) || told(key);
}

bool KnownIndex::left(char, const std::string& key, MergeIndex::Tellings& tellings) const {
    auto found = less_->told.find(key);
    if (found == less_->told.end()) return true;
    const MergeIndex::Tellings& less = found->second;
    bool agrees =
        tellings.mentions >= less.mentions && take_counts(tellings.blocks, less.blocks) &&
        take_counts(tellings.containers, less.containers) && take_counts(tellings.served, less.served) &&
        take_counts(tellings.forms, less.forms) && take_counts(tellings.aliases, less.aliases) &&
        take_counts(tellings.titles, less.titles) && take_counts(tellings.loose, less.loose) &&
        take_counts(tellings.surroundings, less.surroundings) && take_counts(tellings.days, less.days);
    is_damaged_ = is_damaged_ || !agrees;
    if (agrees) tellings.mentions -= less.mentions;
    return agrees && tellings.mentions > 0;
}

bool KnownIndex::left(char, const std::string& key, MergeIndex::Place& place) const {
    if (!less_->told.contains(key)) return true;
    const MergeIndex::Tellings* tellings = told(key);
    if (!tellings) return false;
    place.blocks = keys_of(tellings->blocks);
    place.container = tellings->containers.empty() ? "" : tellings->containers.begin()->first;
    return true;
}

bool KnownIndex::left(char, const std::string& key, MergeIndex::Body& body) const {
    if (!less_->told.contains(key)) return true;
    const MergeIndex::Tellings* tellings = told(key);
    if (tellings) body.aliases = keys_of(tellings->aliases);
    return tellings != nullptr;
}

bool KnownIndex::left(char, const std::string& key, MergeIndex::Person& person) const {
    if (!less_->told.contains(key)) return true;
    const MergeIndex::Tellings* tellings = told(key);
    if (!tellings) return false;
    person.titles = keys_of(tellings->titles);
    person.loose = keys_of(tellings->loose);
    person.surroundings = keys_of(tellings->surroundings);
    person.high = std::any_of(person.titles.begin(), person.titles.end(),
                              [](const std::string& title) { return merging::is_high_office(title); });
    person.sightings = tellings->mentions;
    see_all(tellings->days, person.first_day, person.last_day);
    std::erase_if(person.seats, [&](const auto& seat) {
        const MergeIndex::Holding* told = holding(seat.first, seat.second, key);
        return !told || told->telling.empty();
    });
    return true;
}

bool KnownIndex::left(char, const std::string& name, MergeIndex::Seat& seat) const {
    const std::size_t end = name.rfind('\n');
    const auto found = less_->seats.find({name.substr(0, end), name.substr(end + 1)});
    if (found == less_->seats.end()) return true;
    for (const auto& [key, less] : found->second.holders) {
        const MergeIndex::Holding* told = holding(name.substr(0, end), name.substr(end + 1), key);
        auto known = seat.holders.find(key);
        is_damaged_ = is_damaged_ || known == seat.holders.end();
        if (known == seat.holders.end()) continue;
        if (!told) {
            seat.holders.erase(known);
            continue;
        }
        MergeIndex::Holder& holder = known->second;
        holder.sightings = sum_of(told->telling);
        see_all(told->telling, holder.first_day, holder.last_day);
        see_all(told->in_office, holder.first_in_office, holder.last_in_office);
    }
    for (const auto& each : found->second.inferred) {
        auto known = std::find(seat.inferred.begin(), seat.inferred.end(), each);
        is_damaged_ = is_damaged_ || known == seat.inferred.end();
        if (known != seat.inferred.end()) seat.inferred.erase(known);
    }
    return !seat.holders.empty() || !seat.inferred.empty();
}

bool KnownIndex::left(char, const std::string& name, MergeIndex::Holding& told) const {
    const std::size_t last = name.rfind('\n'), middle = name.rfind('\n', last - 1);
    const auto seat = less_->seats.find({name.substr(0, middle), name.substr(middle + 1, last - middle - 1)});
    if (seat == less_->seats.end()) return true;
    const auto holder = seat->second.holders.find(name.substr(last + 1));
    if (holder == seat->second.holders.end()) return true;
    const MergeIndex::Holding& less = holder->second.told;
    bool agrees = told.statements >= less.statements && take_counts(told.telling, less.telling) &&
                  take_counts(told.in_office, less.in_office);
    is_damaged_ = is_damaged_ || !agrees;
    if (agrees) told.statements -= less.statements;
    return agrees && told.statements > 0;
}

bool KnownIndex::left(char, const std::string&, MergeIndex::Name& name) const {
    std::erase_if(name.keys, [&](const Key& key) { return !is_told(key); });
    std::erase_if(name.one_article,
                  [&](const auto& pair) { return !is_one_article_pair(pair.first + "\n" + pair.second); });
    std::erase_if(name.alike,
                  [&](const auto& pair) { return !is_told(pair.first) || !is_told(pair.second); });
    return !name.keys.empty();
}

/// Keys by name or block; articles by what they assume.
bool KnownIndex::left(char table, const std::string& name, Keys& keys) const {
    if (table == 'a') {
        const auto less = less_->assumed.find(name);
        if (less == less_->assumed.end()) return true;
        for (const std::string& article : less->second) {
            auto known = std::find(keys.begin(), keys.end(), article);
            is_damaged_ = is_damaged_ || known == keys.end();
            if (known != keys.end()) keys.erase(known);
        }
        return !keys.empty();
    }
    std::erase_if(keys, [&](const Key& key) {
        if (!less_->told.contains(key)) return false;
        const MergeIndex::Tellings* tellings = told(key);
        return !tellings || (table == 'A' && !tellings->aliases.contains(name)) ||
               (table == 'P' && !tellings->blocks.contains(name));
    });
    return !keys.empty();
}

bool KnownIndex::left(char, const std::string& key, MergeIndex::Named& named) const {
    if (auto name = renamed_->find(named.node); name != renamed_->end()) named.node = name->second;
    return is_told(key);
}

bool KnownIndex::left(char table, const std::string& name, std::uint32_t& number) const {
    const auto* counts = table == '2'   ? &less_->one_article_pairs
                         : table == 'm' ? &less_->met_outright
                         : table == 'e' ? &less_->tellings
                                        : nullptr;
    if (!counts) return true;
    const auto less = counts->find(name);
    if (less == counts->end()) return true;
    is_damaged_ = is_damaged_ || number < less->second;
    number -= std::min(number, less->second);
    return number > 0;
}

} // namespace banggiao
