// Takes an instrument whose words name no parties. Hands out bodies of one name and two countries: `hai Hội
// đã ký …`, `thỏa thuận mà Chính phủ hai nước đã ký`; whether it is one more of a list.
#include <banggiao/extract/agreement_finder.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>

namespace banggiao::extract {

std::string AgreementFinder::stem(EntityIndex body) const {
    std::string name = fold(scene_.entity(body).name);
    const EntityIndex unit = scene_.locality(body), nation = scene_.country(body);
    for (const EntityIndex owner : {unit, nation}) {
        if (owner == no_entity) continue;
        const std::string own = " " + fold(scene_.entity(owner).name);
        if (name.ends_with(own)) name.resize(name.size() - own.size());
    }
    for (const std::string_view level : {" tỉnh", " thành phố", " huyện"})
        if (name.ends_with(level)) name.resize(name.size() - level.size());
    return name;
}

bool AgreementFinder::acts_by_itself(EntityIndex body) const {
    static constexpr std::string_view own[] = {"mass", "military", "media", "education", "department"};
    return std::find(std::begin(own), std::end(own), scene_.entity(body).subkind) != std::end(own);
}

void AgreementFinder::take_twins(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet kinds("hội tổ cơ đơn đoàn lực mặt");
    if (!says_two(instrument, kinds)) return;
    std::multimap<std::string, EntityIndex> abroad; // by stem
    for (const EntityIndex theirs : bodies_)
        if (acts_by_itself(theirs) && !scene_.vietnamese(theirs)) abroad.emplace(stem(theirs), theirs);
    std::vector<std::pair<EntityIndex, EntityIndex>> twins;
    for (const EntityIndex ours : bodies_) {
        if (abroad.empty() || !acts_by_itself(ours) || !scene_.vietnamese(ours)) continue;
        const auto [first, last] = abroad.equal_range(stem(ours));
        for (auto theirs = first; theirs != last; ++theirs) twins.emplace_back(ours, theirs->second);
    }
    const auto local = [this](const auto& pair) { return scene_.locality(pair.first) != no_entity; };
    if (twins.size() > 1 && std::any_of(twins.begin(), twins.end(), local)) // not what they are members of
        std::erase_if(twins, [&](const auto& pair) { return !local(pair); });
    if (twins.size() != 1) return;
    fact.parties.clear();
    put(fact.parties, party(twins.front().first, 0, row_.size() - 1, "twins"));
    put(fact.parties, party(twins.front().second, 0, row_.size() - 1, "twins"));
}

void AgreementFinder::parties_behind_which(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet which("mà do"), nation("nước"), two("hai 2");
    constexpr std::size_t near = 4;
    const std::size_t verb = sign_verb(instrument);
    if (verb == row_.size() || verb < instrument.end) return;
    std::size_t from = instrument.end;
    while (from < verb && from < instrument.end + near && (is_name(from) || !any_word(from, which))) ++from;
    if (from >= verb || !any_word(from, which)) return;
    bool shared = false;
    std::vector<std::size_t> named;
    for (std::size_t at = from; at < verb; ++at) {
        if (any_word(at, two) && both_bodies(at, fact)) return;
        if (row_[at].kind == ItemKind::body) named.push_back(at);
    }
    for (TokenIndex at = row_[from].tokens.first; at + 1 < row_[verb].tokens.first; ++at)
        shared = shared || (two.contains(id(at)) && nation.contains(id(at + 1)));
    if (!shared || named.empty()) return;
    fact.parties.clear();
    for (const std::size_t at : named) {
        const std::string name = stem(row_[at].entity);
        for (const EntityIndex body : bodies_)
            if (stem(body) == name && scene_.locality(body) == no_entity)
                put(fact.parties, party(body, instrument.at, at, "both"));
    }
}

void AgreementFinder::bodies_of_two_nations(const Instrument& instrument, AgreementFact& fact) const {
    if (sign_verb(instrument) == row_.size()) return;
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 2 * clause_reach; ++steps) {
        if (is_mark(at, U'.') || is_mark(at, U';') || row_[at].kind == ItemKind::person) return;
        if (row_[at].kind != ItemKind::body) continue;
        both_bodies(at, fact); // `Bộ Tư pháp hai nước phối hợp tốt: ký các thỏa thuận`
        return;
    }
}

bool AgreementFinder::joined_to_last(const Instrument& instrument) const {
    static const SyllableSet joints("và , ; cùng các một bản ( )");
    constexpr TokenIndex longest = 8; // `(Lào), `
    if (last_row_ != sentence_ || last_status_.empty() || instrument.noun.first < last_end_ ||
        instrument.noun.first - last_end_ > longest)
        return false;
    bool joined = false;
    for (TokenIndex at = last_end_; at < instrument.noun.first; ++at) {
        joined = joined || joints.contains(id(at));
        if (!joints.contains(id(at)) && !capital(at)) return false;
    }
    return joined;
}

bool AgreementFinder::listed_behind_last(const Instrument& instrument) const {
    static const SyllableSet joints("và , cùng các những nhiều hai ba một số bản");
    constexpr TokenIndex longest = 4;
    if (last_parties_.empty() || last_row_ != sentence_ || instrument.noun.first < last_end_ ||
        instrument.noun.first - last_end_ > longest)
        return false;
    for (TokenIndex at = last_end_; at < instrument.noun.first; ++at)
        if (!joints.contains(id(at)) && document_.tokens[at].shape != Shape::number) return false;
    return true;
}

} // namespace banggiao::extract
