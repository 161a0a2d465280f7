// Takes sentences that list what was visited after one verb: `đã đến thăm một số đơn vị, gồm: A tại huyện B;
// …`. Hands out a visit to each.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {

namespace {

constexpr std::size_t longest_head = 14; ///< items between `một số cơ sở` and the list
constexpr std::size_t longest_verb = 12; ///< items between the verb and `một số cơ sở`
constexpr std::size_t longest_item = 40; ///< items of one site
constexpr std::size_t most_sites = 16;

} // namespace

std::vector<EntityIndex> TravelReader::units_listed(std::size_t at) const {
    constexpr std::size_t reach = 16;
    static const SyllableSet levels("tỉnh phố huyện"), opens("là gồm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    bool units = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].mark == U'.' || row_[i].mark == U';' || row_[i].kind == ItemKind::trigger) break;
        units = units || (!is_name(i) && levels.contains(tokens[row_[i].tokens.last - 1].id));
        if (!units || !opens.contains(tokens[row_[i].tokens.first].id)) continue;
        Group listed = clause_.object(i);
        std::erase_if(listed.bodies, [&](EntityIndex body) {
            return !is_place(scene_.kind(body)) || scene_.kind(body) == EntityKind::country;
        });
        constexpr std::size_t most = 16;
        if (listed.bodies.size() > most) listed.bodies.resize(most);
        if (listed.persons.empty() && listed.bodies.size() >= 2) return listed.bodies;
        break;
    }
    return {};
}

bool Drafter::visit_each(std::size_t at, const Group& guest) {
    const std::vector<EntityIndex> units = units_listed(at);
    for (const EntityIndex unit : units) {
        Group host;
        host.bodies = {unit};
        host.first = host.last = at + 1;
        add(at, guest, host, Home::second);
    }
    return !units.empty();
}

void Drafter::place_both() {
    constexpr std::size_t near = 4; ///< sentences
    static const SyllableSet all("cả"), two("hai"), three("ba"), events("cuộc buổi lễ"), each("đều");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_.front().tokens.first, last = row_.back().tokens.last;
    if (last < first + 4 || !all.contains(tokens[first].id) || !events.contains(tokens[first + 2].id) ||
        !says(each) || row_.has(ItemKind::person))
        return;
    std::size_t left = two.contains(tokens[first + 1].id) ? 2 : three.contains(tokens[first + 1].id) ? 3 : 0;
    const auto place =
        std::find_if(row_.begin(), row_.end(), [](const Item& item) { return item.kind == ItemKind::place; });
    if (place == row_.end()) return;
    for (std::size_t i = drafts_.size(); left > 0 && i-- > piece_;) {
        EventDraft& event = drafts_[i];
        if (event.sentence + near < sentence_) break;
        if (event.kind == "visit" || event.title) continue;
        --left;
        if (event.place != no_entity) continue;
        event.place = place->entity;
        event.place_evidence = place->tokens;
    }
}

EntityIndex RowReader::palace() const {
    struct Palace {
        std::vector<SyllableId> name;
        std::string_view code; ///< of its country
    };
    static const std::array<Palace, 14> palaces = {{{intern_phrase("điện kremlin"), "RU"},
                                                    {intern_phrase("cung kremlin"), "RU"},
                                                    {intern_phrase("điện élysée"), "FR"},
                                                    {intern_phrase("điện elysee"), "FR"},
                                                    {intern_phrase("cung élysée"), "FR"},
                                                    {intern_phrase("nhà trắng"), "US"},
                                                    {intern_phrase("điện buckingham"), "GB"},
                                                    {intern_phrase("cung buckingham"), "GB"},
                                                    {intern_phrase("phố downing"), "GB"},
                                                    {intern_phrase("nhà xanh"), "KR"},
                                                    {intern_phrase("đại lễ đường"), "CN"},
                                                    {intern_phrase("trung nam hải"), "CN"},
                                                    {intern_phrase("điếu ngư đài"), "CN"},
                                                    {intern_phrase("điện malacanang"), "PH"}}};
    static const SyllableSet openings("điện cung nhà phố đại trung điếu"), in("tại ở");
    if (!row_.has(Cue::at) || !row_.may_have(openings)) return no_entity;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange sentence = scene_.document().sentences[sentence_].tokens;
    for (TokenIndex at = sentence.first + 1; at < sentence.last; ++at) {
        if (tokens[at].shape != Shape::capital || !openings.contains(tokens[at].id) ||
            !in.contains(tokens[at - 1].id))
            continue;
        for (const Palace& palace : palaces)
            if (at + palace.name.size() <= sentence.last &&
                std::equal(palace.name.begin(), palace.name.end(), tokens.begin() + at,
                           [](SyllableId id, const Token& token) { return id == token.id; }))
                return country_of_code(palace.code);
    }
    return no_entity;
}

EntityIndex RowReader::country_of_code(std::string_view code) const {
    const std::vector<Entity>& entities = scene_.annotations().entities;
    for (EntityIndex one = 0; one < entities.size(); ++one)
        if (entities[one].kind == EntityKind::country && entities[one].code == code) return one;
    return no_entity;
}

bool TravelReader::counts_sites(std::size_t at) const {
    static const SyllableSet counts("số các nhiều những"),
        nouns("sở vị phương nghiệp trình điểm hình máy viện trại xã huyện phố tỉnh");
    if (row_[at].kind != ItemKind::cue && row_[at].kind != ItemKind::word) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!counts.contains(tokens[row_[at].tokens.last - 1].id)) return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 5 && !is_name(i); ++i)
        if (nouns.contains(tokens[row_[i].tokens.last - 1].id)) return true;
    return false;
}

std::size_t TravelReader::list_behind(std::size_t at) const {
    static const SyllableSet like("như");
    for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + longest_head; ++i) {
        const bool colon = row_[i].kind == ItemKind::mark && row_[i].mark == U':';
        const bool list = row_[i].kind == ItemKind::cue && row_[i].cue == Cue::list;
        if (colon) return i + 1;
        if (list || is_word(i, like))
            return row_[i + 1].kind == ItemKind::mark && row_[i + 1].mark == U':' ? i + 2 : i + 1;
        const bool comma = row_[i].kind == ItemKind::mark && row_[i].mark == U',';
        if ((row_[i].kind == ItemKind::mark && !comma) || row_[i].kind == ItemKind::trigger ||
            row_[i].kind == ItemKind::person || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say))
            break;
    }
    return row_.size();
}

std::size_t TravelReader::visit_before(std::size_t at) const {
    static const SyllableSet comes("đến tới về"), done("đã vừa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < longest_verb; ++steps) {
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::visit) return i;
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::aux && i + 1 == at && i > 0 &&
            comes.contains(tokens[row_[i].tokens.last - 1].id) && is_word(i - 1, done))
            return i;
        const bool mark = row_[i].kind == ItemKind::mark && row_[i].mark != U',';
        if (mark || row_[i].kind == ItemKind::person || row_[i].kind == ItemKind::body) break;
    }
    return row_.size();
}

std::size_t Drafter::read_site(Site& site, std::size_t from, bool by_comma) const {
    bool within = false, bracket = false;
    std::size_t at = from;
    for (; at < row_.size() && at < from + longest_item; ++at) {
        const Item& item = row_[at];
        const bool comma = item.kind == ItemKind::mark && item.mark == U',';
        if (item.kind == ItemKind::mark && (item.mark == U'(' || item.mark == U')'))
            bracket = item.mark == U'(';
        if (item.kind == ItemKind::mark && (item.mark == U';' || (item.mark == U'.' && !dotted(at)))) break;
        if (comma && by_comma && !bracket) break;
        if (at > from && by_comma && !bracket && joins_sites(at)) break;
        within = within || bracket || (item.kind == ItemKind::cue && item.cue == Cue::at) ||
                 (item.kind == ItemKind::word && site.house == no_entity);
        if (item.kind == ItemKind::body && site.house == no_entity && !bracket) site.house = item.entity;
        if (item.kind == ItemKind::place && site.place == no_entity &&
            scene_.kind(item.entity) != EntityKind::country) {
            site.place = item.entity;
            site.at_place = within || site.house != no_entity;
        }
        site.last = at + 1;
    }
    return at;
}

bool TravelReader::joins_sites(std::size_t at) const {
    static const SyllableSet joins("và");
    return (row_[at].kind == ItemKind::cue || row_[at].kind == ItemKind::word) && is_word(at, joins);
}

std::vector<Drafter::Site> Drafter::read_sites(std::size_t from) const {
    const bool by_comma = std::none_of(row_.begin() + static_cast<std::ptrdiff_t>(from), row_.end(),
                                       [](const Item& item) { return item.mark == U';'; });
    std::vector<Site> sites;
    for (std::size_t at = from; at < row_.size() && sites.size() < most_sites; ++at) {
        Site site;
        site.first = at;
        at = read_site(site, at, by_comma);
        const bool larger = !sites.empty() && sites.back().place != no_entity &&
                            site.house == no_entity && // `xã A, huyện B`
                            scene_.within(sites.back().place) == site.place;
        if ((site.house != no_entity || site.place != no_entity) && !(larger && site.place != no_entity))
            sites.push_back(site);
        if (at < row_.size() && row_[at].kind == ItemKind::mark && row_[at].mark == U'.') break;
    }
    return sites;
}

void Drafter::sites() {
    sites_verb_ = row_.size();
    static const SyllableSet opens_list("như :");
    if (!row_.has(Frame::visit) && !row_.has(Cue::aux)) return;     // as visit_before() asks
    if (!row_.has(Cue::list) && !row_.may_have(opens_list)) return; // as list_behind() does
    std::size_t head = 0;
    while (head < row_.size() && !counts_sites(head)) ++head;
    if (head == row_.size()) return;
    const std::size_t from = list_behind(head), verb = visit_before(head);
    if (from >= row_.size() || verb == row_.size()) return;
    Group guest = relative_clause(verb) || escorted(verb) ? clause_.nearest(verb) : doer(verb);
    resolve(guest);
    if (guest.unreal || clause_.unreal(verb) || (guest.persons.empty() && !guest.delegation) || guest.empty())
        return;
    const std::vector<Site> listed = read_sites(from);
    if (listed.empty()) return;
    sites_verb_ = verb;
    for (const Site& site : listed) visit_site(verb, guest, site);
}

void Drafter::reach_house(std::size_t at) {
    static const SyllableSet comes("đến tới"), done("đã vừa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (at == 0 || at == sites_verb_ || !comes.contains(tokens[row_[at].tokens.last - 1].id) ||
        !(is_word(at - 1, done) || (row_[at - 1].kind == ItemKind::person && date_before(at))))
        return;
    const std::size_t house = at + 1;
    if (house >= row_.size() || row_[house].kind != ItemKind::body || clause_.unreal(at)) return;
    const bool acts = house + 1 < row_.size() && row_[house + 1].kind == ItemKind::trigger;
    Group guest = doer(at);
    resolve(guest);
    if (acts || guest.unreal || (guest.persons.empty() && !guest.delegation) || guest.empty()) return;
    const EntityIndex goal = row_[house].entity; // nobody visits his own house
    if (std::any_of(guest.persons.begin(), guest.persons.end(),
                    [&](EntityIndex person) { return scene_.holds(person, goal); }))
        return;
    Site site;
    site.house = goal;
    site.first = house;
    site.last = house + 1;
    visit_site(at, guest, site);
}

void Drafter::visit_site(std::size_t verb, const Group& guest, const Site& site) {
    EventDraft made = draft(verb);
    made.kind = "visit";
    made.rule = "site-list";
    made.home = Home::second;
    fill(made.first, guest, evidence(guest, verb, guest), made.rule);
    const TokenRange words = clause_around(site.first, site.last);
    const bool inspected = row_[verb].rule == "inspects"; // a place that is inspected receives nobody
    const EntityIndex host = site.house != no_entity || site.at_place || inspected ? site.house : site.place;
    if (host != no_entity) made.second.add(scene_, {host, words, made.rule});
    made.place = site.place;
    made.place_evidence = words;
    drafts_.push_back(std::move(made));
}

} // namespace banggiao::extract
