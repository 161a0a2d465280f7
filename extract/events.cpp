// Takes a document with its entities. Hands out meetings, visits, signings, ceremonies, conferences with
// their sides. Clause by clause: a trigger gives a draft with two sides; drafts of one event are merged; then
// it is settled which side was at home, and what stands for whom.
#include <banggiao/extract/events_clause.h>
#include <banggiao/extract/events_draft.h>
#include <banggiao/extract/extractor.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {

namespace {

const SyllableSet& continuing() {
    static const SyllableSet set("sau kết cũng này");
    return set;
}

/// Reads the drafts of an article, sentence by sentence.
class Drafter {
  public:
    explicit Drafter(const Scene& scene) : scene_(scene) {}

    std::vector<EventDraft> read() {
        const Document& document = scene_.document();
        for (std::size_t i = 0; i < document.sentences.size(); ++i) {
            if (document.sentences[i].block == Block::furniture) continue;
            sentence_ = i;
            row_ = scene_.items(document.sentences[i]);
            read_row();
        }
        return std::move(drafts_);
    }

  private:
    void read_row() {
        const ClauseReader clause(scene_, row_);
        for (std::size_t at = 0; at < row_.size(); ++at)
            if (row_[at].kind == ItemKind::trigger) read_trigger(clause, at);
        on_behalf(clause);
        remember_delegation(clause);
        remember_town();
    }

    /// `Thay mặt lãnh đạo tỉnh, A cảm ơn …`: said at the encounter told of before.
    void on_behalf(const ClauseReader& clause) {
        static const SyllableSet opening("thay");
        EventDraft* current = last_of("meeting");
        if (!current || !opening.contains(scene_.document().tokens[row_.front().tokens.first].id) ||
            current->sentence + 12 < sentence_)
            return;
        const Group speaker = clause.speaker(0);
        if (!speaker.persons.empty())
            attach(*current, speaker, evidence(speaker, speaker.first, speaker), "on-behalf");
    }

    /// `tại thủ đô Minsk`, `đã tới Minsk`: where the report is from here on.
    void remember_town() {
        for (std::size_t at = 1; at < row_.size(); ++at) {
            if (row_[at].kind != ItemKind::place || scene_.kind(row_[at].entity) == EntityKind::country)
                continue;
            std::size_t before = at;
            while (before > 0 && before + 4 > at &&
                   (row_[before - 1].kind == ItemKind::word || is_filler(before - 1)))
                --before;
            if (before == 0) continue;
            const Item& item = row_[before - 1];
            const bool there =
                (item.kind == ItemKind::cue && (item.cue == Cue::at || item.cue == Cue::aux)) ||
                (item.kind == ItemKind::trigger && item.frame == Frame::move);
            if (!there) continue;
            town_ = row_[at].entity;
            town_evidence_ = clause_around(before - 1, at + 1);
        }
    }

    void read_trigger(const ClauseReader& clause, std::size_t at) {
        switch (row_[at].frame) {
        case Frame::receive:
            return receive(clause, at);
        case Frame::court:
            return court(clause, at);
        case Frame::talk:
            return nominal(at) ? occasion(clause, at) : talk(clause, at);
        case Frame::visit:
            return visit(clause, at);
        case Frame::journey:
            return journey(clause, at);
        case Frame::sign:
            return sign(clause, at);
        case Frame::witness:
            return witness(clause, at);
        case Frame::occasion:
            return verbal(at) ? talk(clause, at) : occasion(clause, at);
        case Frame::present:
            return present(clause, at, at);
        case Frame::attend:
            return attend(clause, at);
        case Frame::escort:
            return escort(clause, at);
        case Frame::chair:
            return chair(clause, at);
        case Frame::ceremony:
            return ceremony(clause, at);
        case Frame::welcome:
            return welcome(clause, at);
        case Frame::banquet:
            return banquet(clause, at);
        case Frame::assembly:
            return assembly(clause, at);
        default:
            return;
        }
    }

    /// `sau hội đàm, …`, `kết quả các cuộc hội kiến`: the verb stands as a noun.
    bool nominal(std::size_t at) const {
        static const SyllableSet counters("cuộc buổi");
        if (at == 0 || verbal(at)) return false;
        const Item& before = row_[at - 1];
        return before.kind == ItemKind::cue &&
               (before.cue == Cue::at || before.cue == Cue::frame ||
                counters.contains(scene_.document().tokens[before.tokens.last - 1].id));
    }

    /// `có các cuộc hội đàm với`: the noun does a verb's work.
    bool verbal(std::size_t at) const {
        static const SyllableSet openers("có hành");
        for (std::size_t i = at, steps = 0; i-- > 0 && steps < 3; ++steps) {
            static const SyllableSet counts("một nhiều những hai");
            if (is_word(i, counts) && row_[i].kind == ItemKind::word) continue;
            if (row_[i].kind != ItemKind::cue || row_[i].cue == Cue::at || row_[i].cue == Cue::frame)
                return false;
            if (openers.contains(scene_.document().tokens[row_[i].tokens.last - 1].id)) return true;
        }
        return false;
    }

    // -------------------------------------------------------------- parts of a draft

    /// The clause around a trigger, up to semicolons: the evidence of what it says.
    TokenRange clause_around(std::size_t first, std::size_t last) const {
        return {row_[first].tokens.first, row_[std::max(last, first + 1) - 1].tokens.last};
    }

    EventDraft draft(std::size_t at) const {
        EventDraft made;
        made.kind = std::string(row_[at].event_kind);
        made.name = scene_.document().slice(row_[at].tokens);
        made.rule = row_[at].rule;
        made.frame = row_[at].frame;
        made.triggers = {row_[at].tokens};
        made.sentence = sentence_;
        made.title = scene_.document().sentences[sentence_].block == Block::title;
        find_date(made, at);
        find_place(made, at);
        made.scenery = town_;
        made.scenery_evidence = town_evidence_;
        const Token& opening = scene_.document().tokens[row_.front().tokens.first];
        made.continues = !made.date && continuing().contains(opening.id);
        for (std::size_t i = at, steps = 0; !made.date && !made.continues && i-- > 0 && steps < 12; ++steps)
            made.continues = row_[i].kind != ItemKind::person &&
                             continuing().contains(scene_.document().tokens[row_[i].tokens.first].id);
        const bool news = made.kind != "visit" && !made.title;
        if ((made.continues || news) && !made.date) made.date = day_before(made);
        return made;
    }

    /// The day of the report so far: of one of the last drafts, not far back.
    std::optional<DateMention> day_before(const EventDraft& made) const {
        for (std::size_t i = drafts_.size(), steps = 0; i-- > 0 && steps < 4; ++steps) {
            const EventDraft& before = drafts_[i];
            if (before.sentence + 8 < made.sentence) break;
            if (before.date && !before.date->is_span() && before.date->grain == DateGrain::day)
                return before.date;
        }
        return std::nullopt;
    }

    /// Whether a date says when something was: not a bare month, nor a year that is part of a name.
    bool usable(const DateMention& date) const {
        static const SyllableSet when("vào hồi");
        if (!date.cued) return false;
        if (date.grain == DateGrain::month) return date.first.year != 0;
        if (date.grain == DateGrain::day || date.tokens.first == 0) return true;
        return when.contains(scene_.document().tokens[date.tokens.first - 1].id);
    }

    void find_date(EventDraft& made, std::size_t at) const {
        const auto use = [&](std::size_t i) {
            made.date = scene_.dates()[row_[i].date];
            made.date_of_sentence = true;
        };
        if (made.kind == "visit")
            for (std::size_t i = 0; i < row_.size(); ++i)
                if (row_[i].kind == ItemKind::date && usable(scene_.dates()[row_[i].date]) &&
                    scene_.dates()[row_[i].date].is_span())
                    return use(i);
        for (std::size_t i = at; i-- > 0;)
            if (row_[i].kind == ItemKind::date && usable(scene_.dates()[row_[i].date]))
                return use(i);
            else if (row_[i].kind == ItemKind::mark && row_[i].mark == U';')
                break;
        for (std::size_t i = at + 1; i < row_.size() && i < at + 40; ++i)
            if (row_[i].kind == ItemKind::date && usable(scene_.dates()[row_[i].date]))
                return use(i);
            else if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || row_[i].mark == U'.'))
                return;
    }

    /// `tại Hà Nội`, `tại trụ sở Bộ …`: the nearest place of the sentence.
    void find_place(EventDraft& made, std::size_t at) const {
        std::size_t best = row_.size();
        for (std::size_t i = 0; i + 1 < row_.size(); ++i) {
            if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::at) continue;
            std::size_t name = i + 1;
            while (name < row_.size() && name < i + 8 &&
                   (row_[name].kind == ItemKind::word || is_filler(name) || dotted(name)))
                ++name;
            if (name == row_.size()) continue;
            const std::size_t distance = name > at ? name - at : at - name;
            if (distance >= best) continue;
            if (row_[name].kind == ItemKind::place) {
                best = distance;
                made.place = row_[name].entity;
                made.place_evidence = clause_around(std::min(i, at), std::max(name, at) + 1);
            } else if (row_[name].kind == ItemKind::body && name <= i + 3) {
                made.seat = row_[name].entity;
            }
        }
    }

    /// The dot of `TP.` before a name; the comma or bracket before the town of a building.
    bool dotted(std::size_t at) const {
        if (row_[at].kind != ItemKind::mark || at + 1 >= row_.size() || !is_name(at + 1)) return false;
        if (row_[at].mark == U'.') return true;
        const bool town =
            row_[at + 1].kind == ItemKind::place && scene_.kind(row_[at + 1].entity) != EntityKind::country;
        const bool closed = at + 2 < row_.size() && row_[at + 2].kind == ItemKind::mark;
        return town && closed && (row_[at].mark == U'(' || row_[at].mark == U',');
    }

    bool is_name(std::size_t at) const {
        return row_[at].kind == ItemKind::person || row_[at].kind == ItemKind::body ||
               row_[at].kind == ItemKind::place;
    }

    bool is_filler(std::size_t at) const {
        return row_[at].kind == ItemKind::cue && row_[at].cue == Cue::filler;
    }

    void fill(Party& party, const Group& group, TokenRange evidence, std::string_view rule) const {
        for (const EntityIndex person : group.persons) party.add(scene_, {person, evidence, rule});
        for (const EntityIndex body : group.bodies)
            if (!part_of_larger(group, body)) party.add(scene_, {body, evidence, rule});
    }

    /// `Quy Nhơn (Bình Định)`: a place that only says where another one of the group is.
    bool part_of_larger(const Group& group, EntityIndex place) const {
        if (scene_.kind(place) != EntityKind::country || group.bodies.size() < 2) return false;
        for (const EntityIndex other : group.bodies)
            if (other != place && scene_.country(other) == place) return true;
        return false;
    }

    /// A delegation without a name is the one spoken of last.
    void resolve(Group& group) const {
        if (group.empty() && group.delegation) {
            group.persons = delegation_.persons;
            group.bodies = delegation_.bodies;
        }
    }

    TokenRange evidence(const Group& group, std::size_t at, const Group& object) const {
        std::size_t first = group.empty() ? at : std::min(group.first, at);
        if (row_[first].tokens.first > row_[at].tokens.first) first = at;
        return clause_around(first, std::max(at + 1, object.last));
    }

    // -------------------------------------------------------------- frames

    /// `đón tiếp A tại sân bay`: a welcome, not a reception.
    bool arrival(std::size_t at) const {
        static const SyllableSet welcome("đón"), airport("bay ga cảng");
        bool welcomes = false;
        for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
            welcomes = welcomes || welcome.contains(scene_.document().tokens[token].id);
        for (std::size_t i = at + 1; welcomes && i < row_.size() && i < at + 20; ++i)
            for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last && !is_name(i); ++token)
                if (airport.contains(scene_.document().tokens[token].id)) return true;
        return false;
    }

    void receive(const ClauseReader& clause, std::size_t at) {
        if (arrival(at)) return welcome(clause, at);
        Group host = clause.subject(at);
        Group guest = clause.object(at);
        if (host.empty() && at < 3) listed_hosts(clause, at, host);
        resolve(guest);
        if (host.unreal || host.empty() || guest.empty()) return;
        add(at, host, guest, Home::first);
    }

    /// `Tiếp và làm việc với Đoàn có các đồng chí: A; B; C.`
    void listed_hosts(const ClauseReader& clause, std::size_t at, Group& host) const {
        static const SyllableSet has("có gồm");
        for (std::size_t i = at + 1; i < row_.size() && i < at + 8; ++i)
            if (is_word(i, has)) {
                host = clause.object(i, true);
                host.first = at;
                return;
            }
    }

    void court(const ClauseReader& clause, std::size_t at) {
        Group guest = clause.subject(at);
        Group host = clause.object(at);
        resolve(guest);
        if (guest.unreal || host.empty() || guest.empty()) return;
        add(at, guest, host, Home::second);
    }

    void talk(const ClauseReader& clause, std::size_t at) {
        if (row_[at].rule == "works-at" && follows_visit(at)) return;
        if (row_[at].rule == "works-at" && follows_visit(at)) return;
        Group first = clause.subject(at);
        Group second = clause.object(at);
        if (first.unreal) return;
        static const SyllableSet between("giữa");
        if (at + 1 < row_.size() && is_word(at + 1, between)) {
            first = second;
            second = Group();
        }
        if (first.pair) first.persons.clear();
        if (second.empty() && !second.delegation) second = farther_object(clause, at, second);
        resolve(first);
        resolve(second);
        if (second.empty() && (first.pair || first.persons.size() + first.bodies.size() >= 2)) {
            split(first, second);
            if (second.empty() && row_[at].rule != "talks" && row_[at].rule != "meets") return;
            if (second.empty()) return again(at);
        }
        if (first.empty() || second.empty()) return;
        if (row_[at].rule == "works-at" && second.persons.empty() && only_countries(second)) return;
        add_each(at, first, second, Home::open);
    }

    /// `gặp gỡ và có cuộc nói chuyện ngắn với A`: the object stands after the `với` of the clause.
    Group farther_object(const ClauseReader& clause, std::size_t at, const Group& otherwise) const {
        static const SyllableSet with("với");
        for (std::size_t i = at + 1; i < row_.size() && i < at + 10; ++i) {
            if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger || is_name(i)) break;
            if (is_word(i, with)) return clause.object(i);
        }
        return otherwise;
    }

    bool only_countries(const Group& group) const {
        return std::all_of(group.bodies.begin(), group.bodies.end(),
                           [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
    }

    /// `gặp Thủ tướng Lào và Tổng thống Nga`, `các buổi hội kiến với A, B`: an encounter with each.
    void add_each(std::size_t at, const Group& first, const Group& second, Home home) {
        static const SyllableSet many("các lượt loạt");
        bool several = false;
        for (std::size_t i = at + 1, steps = 0; i-- > 0 && steps < 3; ++steps)
            for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
                several = several || (!is_name(i) && many.contains(scene_.document().tokens[token].id));
        bool abroad = second.persons.size() >= 2;
        for (const EntityIndex person : second.persons)
            abroad = abroad && (scene_.country(person) != scene_.country(second.persons.front())) ==
                                   (person != second.persons.front());
        if (several && second.persons.empty() && second.bodies.size() >= 2)
            return add_bodies(at, first, second, home);
        if (second.persons.size() < 2 || !(several || abroad)) return add(at, first, second, home);
        for (const EntityIndex person : second.persons) {
            Group one = second;
            one.persons = {person};
            one.bodies.clear();
            add(at, first, one, home);
        }
    }

    void add_bodies(std::size_t at, const Group& first, const Group& second, Home home) {
        for (const EntityIndex body : second.bodies) {
            if (part_of_larger(second, body)) continue;
            Group one = second;
            one.bodies = {body};
            add(at, first, one, home);
        }
    }

    /// `A và B đã hội đàm`: two sides in one subject.
    void split(Group& first, Group& second) const {
        std::vector<EntityIndex> all = first.persons;
        all.insert(all.end(), first.bodies.begin(), first.bodies.end());
        if (all.size() < 2) return;
        if (all.size() == 2 && first.persons.size() == 1 && scene_.country(all[0]) == scene_.country(all[1]))
            return;
        const EntityIndex home = scene_.country(all.front());
        Group a = first, b = first;
        a.persons.clear(), a.bodies.clear(), b.persons.clear(), b.bodies.clear();
        for (const EntityIndex one : all) {
            const bool other_side = one != all.front() && (scene_.country(one) != home ||
                                                           (all.size() == 2 && scene_.country(one) == home));
            Group& side = other_side ? b : a;
            (scene_.is_person(one) ? side.persons : side.bodies).push_back(one);
        }
        first = a;
        second = b;
    }

    /// `hai Bộ trưởng đã tiến hành hội đàm`: the pair spoken of last meets.
    void again(std::size_t at) {
        for (std::size_t i = drafts_.size(); i-- > 0 && i + farthest_event >= drafts_.size();) {
            const EventDraft& before = drafts_[i];
            if (before.first.persons.empty() || before.second.persons.empty() || before.rule == "welcomes")
                continue;
            EventDraft made = draft(at);
            made.first = before.first;
            made.second = before.second;
            made.home = before.kind == "visit" ? Home::second : before.home;
            if (!made.date && made.continues) made.date = before.date;
            drafts_.push_back(std::move(made));
            return;
        }
    }

    bool is_word(std::size_t at, const SyllableSet& words) const {
        return row_[at].tokens.size() == 1 &&
               words.contains(scene_.document().tokens[row_[at].tokens.first].id);
    }

    /// `sang thăm, làm việc tại …`: the verb that shares this one's object, or the verb itself.
    std::size_t joined_verb(std::size_t at) const {
        for (std::size_t i = at + 1; i < row_.size() && i < at + 4; ++i) {
            if (row_[i].kind == ItemKind::trigger) return row_[i].frame == Frame::talk ? i : at;
            const bool link =
                (row_[i].kind == ItemKind::mark && row_[i].mark == U',') ||
                (row_[i].kind == ItemKind::cue && row_[i].cue != Cue::say && row_[i].cue != Cue::at);
            if (!link) return at;
        }
        return at;
    }

    bool follows_visit(std::size_t at) const {
        for (std::size_t i = at; i-- > 0 && i + 4 > at;)
            if (row_[i].kind == ItemKind::trigger)
                return row_[i].frame == Frame::visit && joined_verb(i) == at;
        return false;
    }

    /// `P đang thăm Việt Nam`: said of the name beside it, whatever the verb before.
    bool relative_clause(std::size_t at) const {
        static const SyllableSet openers("đang sang ở");
        const SyllableId opening = scene_.document().tokens[row_[at].tokens.first].id;
        return openers.contains(opening) || (at > 0 && is_word(at - 1, openers)) || welcomed(at);
    }

    /// `đón A thăm …`: the one who is received is the visitor.
    bool welcomed(std::size_t at) const {
        bool name = false;
        for (std::size_t i = at; i-- > 0;) {
            name = name || is_name(i);
            if (row_[i].kind == ItemKind::mark) return false;
            if (row_[i].kind == ItemKind::trigger)
                return name && (row_[i].frame == Frame::welcome || row_[i].frame == Frame::receive ||
                                row_[i].frame == Frame::ceremony);
        }
        return false;
    }

    void visit(const ClauseReader& clause, std::size_t at) {
        Group guest = relative_clause(at) ? clause.nearest(at) : clause.subject(at);
        guest.unreal = guest.unreal || clause.unreal(at);
        Group host = clause.object(at);
        if (const std::size_t next = joined_verb(at); host.empty() && next != at) host = clause.object(next);
        resolve(guest);
        std::erase_if(host.persons,
                      [&](EntityIndex person) { return scene_.stands_for(person) == no_entity; });
        if (guest.unreal || guest.empty()) return;
        if (row_[at].rule == "inspects")
            std::erase_if(host.bodies, [&](EntityIndex body) { return is_place(scene_.kind(body)); });
        if (host.empty()) host = receivers(clause, at);
        if (host.empty()) return sight(at, guest);
        if (guest.persons.empty() && !guest.delegation) return;
        const bool whole_country_guest = guest.persons.empty() && guest.bodies.size() == 1 &&
                                         scene_.kind(guest.bodies.front()) == EntityKind::country &&
                                         !guest.delegation;
        if (whole_country_guest) return;
        add(at, guest, host, Home::second);
    }

    /// `đến thăm, tặng quà cho ông A`: who was visited.
    Group receivers(const ClauseReader& clause, std::size_t at) const {
        static const SyllableSet to("cho");
        for (std::size_t i = at + 1; i < row_.size() && i < at + 20; ++i) {
            if (row_[i].kind == ItemKind::mark && row_[i].mark != U',') break;
            if (is_name(i) && row_[i].kind != ItemKind::body) break;
            if (!is_word(i, to)) continue;
            Group group = clause.object(i);
            group.bodies.clear();
            std::erase_if(group.persons, [&](EntityIndex p) { return scene_.stands_for(p) == no_entity; });
            return group;
        }
        return {};
    }

    /// `A thăm Khu di tích …`: somewhere that is no body and no place of the graph.
    void sight(std::size_t at, const Group& guest) {
        if (guest.persons.empty()) return;
        bool proper = row_[at].rule == "inspects";
        for (std::size_t i = at + 1; i < row_.size() && i < at + 5; ++i)
            proper = proper || (row_[i].kind == ItemKind::word &&
                                scene_.document().tokens[row_[i].tokens.first].shape == Shape::capital);
        if (!proper) return;
        EventDraft made = draft(at);
        Group person;
        person.persons = {guest.persons.front()};
        fill(made.first, person, evidence(guest, at, guest), made.rule);
        made.home = Home::second;
        drafts_.push_back(std::move(made));
    }

    /// `chuyến thăm … Nga của A`; `trong chuyến thăm … Nga, A đã …`.
    void journey(const ClauseReader& clause, std::size_t at) {
        Group all = clause.object(at);
        if (clause.unreal(at) || all.bodies.empty() || clause.to_come(std::max(all.last, at + 1))) return;
        Group guest, host;
        guest.persons = all.persons.empty() ? owner(at) : all.persons;
        host.bodies = {all.bodies.front()};
        host.last = all.last;
        if (guest.persons.empty()) guest = relative_journey(at) ? clause.nearest(at) : clause.subject(at);
        resolve(guest);
        if (guest.persons.empty() && !guest.delegation) guest = clause.speaker(at);
        if (guest.empty() || guest.unreal || (guest.persons.empty() && only_countries(guest))) return;
        host.last = std::max(host.last, guest.last);
        const EntityIndex goal = scene_.country(host.bodies.front());
        if (guest.persons.size() > 1 && goal != no_entity)
            std::erase_if(guest.persons, [&](EntityIndex person) { return scene_.country(person) == goal; });
        add(at, guest, host, Home::second);
    }

    /// `chuyến thăm Lào và dự hội nghị của A`
    std::vector<EntityIndex> owner(std::size_t at) const {
        static const SyllableSet of("của");
        for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + 30; ++i) {
            if (row_[i].kind == ItemKind::mark &&
                (row_[i].mark == U'.' || row_[i].mark == U',' || row_[i].mark == U';'))
                break;
            if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say) break;
            if (is_word(i, of) && row_[i + 1].kind == ItemKind::person) return {row_[i + 1].entity};
        }
        return {};
    }

    /// `A đang có chuyến thăm …`
    bool relative_journey(std::size_t at) const {
        static const SyllableSet openers("đang có");
        return at >= 2 && is_word(at - 1, openers) && is_word(at - 2, openers);
    }

    void sign(const ClauseReader& clause, std::size_t at) {
        Group first = clause.subject(at);
        if (first.unreal || first.persons.size() < 2) return;
        Group second;
        split(first, second);
        if (second.persons.empty()) return;
        add(at, first, second, Home::open);
    }

    void witness(const ClauseReader& clause, std::size_t at) {
        Group first = clause.subject(at);
        if (first.unreal) return;
        Group second;
        if (first.pair) {
            again(at);
            return sign_between(at);
        }
        if (first.persons.size() >= 2) split(first, second);
        if (first.persons.empty()) return;
        if (second.persons.empty()) second = signatories_across(at, first);
        if (second.empty()) return;
        add(at, first, second, Home::open);
        sign_between(at);
    }

    /// The bodies of `… giữa A và B` after a signing.
    std::vector<EntityIndex> signatories(std::size_t at) const {
        static const SyllableSet between("giữa");
        std::vector<EntityIndex> bodies;
        bool inside = false;
        for (std::size_t i = at + 1; i < row_.size() && i < at + 60; ++i) {
            if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || row_[i].mark == U'.')) break;
            inside = inside || is_word(i, between);
            if (inside && (row_[i].kind == ItemKind::body || row_[i].kind == ItemKind::place))
                bodies.push_back(row_[i].entity);
        }
        return bodies;
    }

    /// The signatory of another country than those who look on.
    Group signatories_across(std::size_t at, const Group& first) const {
        Group across;
        for (const EntityIndex body : signatories(at))
            if (scene_.country(body) != no_entity &&
                scene_.country(body) != scene_.country(first.persons.front()))
                across.bodies.push_back(body);
        across.last = std::min(row_.size(), at + 1);
        return across;
    }

    /// Signatories join the side of their country.
    void sign_between(std::size_t at) {
        if (drafts_.empty() || drafts_.back().triggers.front() != row_[at].tokens) return;
        EventDraft& signing = drafts_.back();
        for (const EntityIndex body : signatories(at))
            for (Party* party : {&signing.first, &signing.second})
                if (!party->persons.empty() && !party->has(body) && scene_.country(body) != no_entity &&
                    scene_.country(party->persons.front().entity) == scene_.country(body))
                    party->add(scene_, {body, clause_around(at, row_.size()), "signatory"});
    }

    /// `Tại buổi làm việc, A cho biết`: A was there. `Tại cuộc gặp B, A khẳng định`: A met B.
    void occasion(const ClauseReader& clause, std::size_t at) {
        Group object = clause.object(at);
        Group speaker = clause.speaker(at);
        if (clause.unreal(at) || clause.to_come(std::max(object.last, at + 1))) return;
        if (object.empty() && speaker.empty() && caption(clause, at)) return;
        if (object.persons.empty() && speaker.persons.size() >= 2) {
            Group second;
            Group first = speaker;
            split(first, second);
            if (!second.persons.empty() &&
                scene_.country(first.persons.front()) != scene_.country(second.persons.front()))
                return add(at, first, second, Home::open);
        }
        const std::string kind(row_[at].event_kind);
        if (kind == "signing" || kind == "ceremony") return;
        static const SyllableSet between("giữa");
        const bool both = at + 1 < row_.size() && is_word(next_word(at), between);
        if (!object.empty() && !both && speaker.empty() && !clause.subject(at).empty()) {
            const Group subject = clause.subject(at);
            if (!subject.unreal && !subject.persons.empty()) return add_each(at, subject, object, Home::open);
        }
        if (both && object.persons.size() + object.bodies.size() >= 2) {
            Group second;
            split(object, second);
            const bool across = !second.empty() && !object.empty() &&
                                country_of(object) != country_of(second) && !only_countries(object);
            if (across || (!object.persons.empty() && !second.persons.empty()))
                add(at, object, second, Home::open);
            return;
        }
        if (!object.persons.empty() && !speaker.empty()) {
            std::erase_if(speaker.persons, [&](EntityIndex p) {
                return std::find(object.persons.begin(), object.persons.end(), p) != object.persons.end();
            });
            if (!speaker.empty())
                add_each(at, speaker, object, row_[at].rule == "at-reception" ? Home::first : Home::open);
            return;
        }
        if (speaker.empty())
            speaker = at > 0 && row_[at - 1].kind == ItemKind::cue ? clause.speaker_before(at) : speaker;
        if (!object.empty() && !speaker.empty())
            return add(at, speaker, object, row_[at].rule == "at-reception" ? Home::first : Home::open);
        if (!speaker.persons.empty() && !last_of(kind)) {
            EventDraft made = draft(at);
            fill(made.first, speaker, evidence(speaker, at, speaker), made.rule);
            drafts_.push_back(std::move(made));
            return;
        }
        if (EventDraft* current = last_of(kind); current && !speaker.empty())
            attach(*current, speaker, evidence(speaker, at, speaker), "speaks-there");
    }

    /// `lễ đón A`, `B chủ trì lễ đón A`: who is welcomed, and who welcomes.
    void ceremony(const ClauseReader& clause, std::size_t at) {
        const Group guest = clause.object(at);
        if (clause.unreal(at) || clause.to_come(std::max(guest.last, at + 1))) return;
        Group host;
        if (at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::chair)
            host = clause.subject(at - 1);
        for (std::size_t i = at + 1; i < row_.size() && host.empty(); ++i)
            if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::under) host = clause.object(i);
        if (guest.empty()) {
            if (EventDraft* before = last_of("ceremony"); before && !host.empty())
                fill(before->second, host, evidence(host, at, host), row_[at].rule);
            return;
        }
        EventDraft made = draft(at);
        fill(made.first, guest, evidence(guest, at, guest), made.rule);
        fill(made.second, host, evidence(host, at, host), made.rule);
        made.home = Home::second;
        drafts_.push_back(std::move(made));
    }

    /// `Đón A tại sân bay có B, C`, `B, C ra đón A tại sân bay`. The guest's own ambassador has no side.
    void welcome(const ClauseReader& clause, std::size_t at) {
        static const SyllableSet has("có gồm"), arrival("bay ga bến cảng tiễn sân");
        const Group guest = clause.object(at);
        if (guest.persons.empty() || clause.unreal(at)) return;
        Group hosts;
        bool airport = false;
        for (std::size_t i = at + 1; i < row_.size() && i < at + 30 && hosts.empty(); ++i) {
            for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
                airport = airport || arrival.contains(scene_.document().tokens[token].id);
            if (is_word(i, has)) hosts = clause.object(i, true);
        }
        if (hosts.empty()) hosts = clause.subject(at);
        if (!airport || hosts.persons.empty()) return;
        EventDraft made = draft(at);
        fill(made.first, guest, evidence(guest, at, guest), made.rule);
        const EntityIndex away = scene_.country(guest.persons.front());
        for (const EntityIndex person : hosts.persons) {
            const bool own = away != no_entity && scene_.country(person) != no_entity
                                 ? scene_.country(person) == away
                                 : scene_.vietnamese(person) && scene_.vietnamese(guest.persons.front());
            (own ? made.others : made.second).add(scene_, {person, evidence(hosts, at, hosts), "welcomes"});
        }
        for (const EntityIndex body : hosts.bodies)
            if (scene_.kind(body) == EntityKind::organization) {
                const bool own = scene_.entity(body).subkind == "diplomatic" &&
                                 scene_.vietnamese(body) == scene_.vietnamese(guest.persons.front());
                (own ? made.others : made.second).add(scene_, {body, evidence(hosts, at, hosts), "welcomes"});
            }
        made.kind = "ceremony";
        made.home = Home::second;
        drafts_.push_back(std::move(made));
    }

    /// `A chủ trì tiệc chiêu đãi B`, `B dự chiêu đãi của A`.
    void banquet(const ClauseReader& clause, std::size_t at) {
        Group other = clause.object(at);
        Group subject = clause.subject(at);
        std::size_t verb = at;
        while (verb > 0 && verb + 4 > at && row_[verb].kind != ItemKind::trigger) --verb;
        const bool attends =
            at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::attend;
        if (at > 0 && row_[at - 1].kind == ItemKind::trigger) subject = clause.subject(at - 1);
        if (subject.unreal || clause.unreal(at) || other.empty() || subject.empty()) return;
        add(at, subject, other, attends ? Home::second : Home::first);
    }

    /// `thăm Lào và dự hội nghị …`: what the journey is for, not yet told as held.
    bool after_visit(std::size_t at) const {
        for (std::size_t i = at; i-- > 0;)
            if (row_[i].kind == ItemKind::trigger &&
                (row_[i].frame == Frame::visit || row_[i].frame == Frame::journey))
                return true;
        return false;
    }

    /// `A dự hội nghị …`, `phát biểu tại hội thảo, A …`: attendance without sides.
    void assembly(const ClauseReader& clause, std::size_t at) {
        Group who;
        bool attended = false, spoke = false; // a speech alone is no sign of an event worth its own
        for (std::size_t i = at, steps = 0; i-- > 0 && steps < 4; ++steps) {
            if (row_[i].kind == ItemKind::trigger &&
                (row_[i].frame == Frame::attend || row_[i].frame == Frame::chair)) {
                if (after_visit(i)) return;
                who = clause.subject(i);
                attended = true;
                break;
            }
            if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say) {
                who = clause.subject(i);
                if (who.persons.empty()) who = clause.speaker(at);
                attended = spoke = true;
                break;
            }
            if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::date) break;
        }
        if (!attended || who.unreal || who.persons.empty()) return;
        who.bodies.clear();
        Group none;
        if (who.persons.size() >= 2) split(who, none);
        EventDraft made = draft(at);
        const TokenRange words = evidence(who, at, who);
        if (none.empty() && spoke) return;
        if (none.empty()) {
            fill(made.others, who, words, made.rule);
            made.home = Home::neither;
        } else {
            fill(made.first, who, words, made.rule);
            fill(made.second, none, words, made.rule);
        }
        drafts_.push_back(std::move(made));
    }

    /// The item after a noun and its adjectives: `cuộc gặp riêng giữa …`.
    std::size_t next_word(std::size_t at) const {
        std::size_t next = at + 1;
        while (next + 1 < row_.size() && row_[next].kind == ItemKind::cue && row_[next].cue == Cue::aux)
            ++next;
        return next;
    }

    EntityIndex country_of(const Group& group) const {
        return scene_.country(group.persons.empty() ? group.bodies.front() : group.persons.front());
    }

    /// `A và B tại buổi hội đàm.`: a picture's words.
    bool caption(const ClauseReader& clause, std::size_t at) {
        if (at < 2 || row_[at - 1].kind != ItemKind::cue || row_[at - 1].cue != Cue::at ||
            at + 2 < row_.size())
            return false;
        Group first = clause.nearest(at - 1), second;
        if (first.unreal || first.persons.size() < 2) return false;
        split(first, second);
        if (second.persons.empty()) return false;
        add(at, first, second, Home::open);
        return true;
    }

    EventDraft* last_of(std::string_view kind) {
        for (std::size_t i = drafts_.size(); i-- > 0 && i + farthest_event >= drafts_.size();)
            if (drafts_[i].kind == kind) return &drafts_[i];
        return nullptr;
    }

    /// `Cùng dự có A, B; C`: before or after the words.
    void present(const ClauseReader& clause, std::size_t at, std::size_t from) {
        Group names = clause.object(from, true);
        if (names.persons.empty()) names = clause.subject(at);
        if (names.unreal || names.persons.empty() || drafts_.empty()) return;
        EventDraft* current = last_of("meeting");
        if (!current || current->sentence + 3 < sentence_) return;
        attach(*current, names, evidence(names, at, names), "present");
    }

    /// `Tham dự buổi làm việc có A; B; C.`
    void attend(const ClauseReader& clause, std::size_t at) {
        static const SyllableSet has("có gồm");
        bool session = false;
        for (std::size_t i = at + 1; i < row_.size() && i < at + 8; ++i) {
            if (row_[i].kind == ItemKind::mark || is_name(i)) return;
            session = session || (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::occasion);
            if (session && is_word(i, has)) return present(clause, at, i);
        }
    }

    void escort(const ClauseReader& clause, std::size_t at) {
        static const SyllableSet has("có gồm");
        std::size_t from = at;
        for (std::size_t i = at + 1; i < row_.size() && i < at + 40 && from == at; ++i)
            if (is_word(i, has)) from = i;
        Group names = clause.object(from, true);
        EventDraft* journey = last_of("visit");
        if (!journey || clause.unreal(at)) return;
        const auto travels = [&](EntityIndex person) { return journey->first.has_person(person); };
        if (from == at && std::all_of(names.persons.begin(), names.persons.end(), travels))
            names = clause.subject(at);
        if (names.persons.empty() || names.unreal) return;
        for (const EntityIndex person : names.persons)
            if (!journey->first.has_person(person))
                journey->first.add(scene_, {person, clause_around(at, names.last), "escort"});
    }

    void chair(const ClauseReader& clause, std::size_t at) {
        Group first = clause.subject(at);
        if (first.unreal || first.persons.empty()) return;
        Group second = clause.object(at);
        if (first.persons.size() >= 2 && chairs_meeting(at)) {
            split(first, second);
            if (!first.persons.empty() && !second.persons.empty()) return add(at, first, second, Home::open);
        }
        EventDraft* current = last_of("meeting");
        if (!current && second.persons.empty() && chairs_meeting(at)) {
            EventDraft made = draft(at);
            fill(made.first, first, evidence(first, at, second), made.rule);
            drafts_.push_back(std::move(made));
            return;
        }
        if (current && current->sentence + 2 >= sentence_ && second.persons.empty())
            attach(*current, first, evidence(first, at, second), "chairs");
    }

    bool chairs_meeting(std::size_t at) const {
        for (std::size_t i = at + 1; i < row_.size() && i < at + 4; ++i)
            if (row_[i].kind == ItemKind::trigger)
                return row_[i].frame == Frame::assembly || row_[i].frame == Frame::occasion;
        return false;
    }

    // -------------------------------------------------------------- joining a known event

    int affinity(EntityIndex person, const Party& party) const {
        int best = 0;
        const EntityIndex body = scene_.stands_for(person), locality = scene_.locality(person);
        const auto look = [&](EntityIndex member) {
            if (body != no_entity && (member == body || scene_.stands_for(member) == body))
                best = std::max(best, 5);
            if (locality != no_entity && scene_.locality(member) == locality) best = std::max(best, 4);
            if (scene_.country(member) != no_entity && scene_.country(member) == scene_.country(person))
                best = std::max(best, 1);
            if (scene_.vietnamese(member) && scene_.vietnamese(person) &&
                (locality == no_entity) == (scene_.locality(member) == no_entity))
                best = std::max(best, 2);
        };
        for (const Member& member : party.persons) look(member.entity);
        for (const Member& member : party.bodies) look(member.entity);
        return best;
    }

    void attach(EventDraft& event, const Group& group, TokenRange words, std::string_view rule) {
        Party* side = nullptr; // of the person before, for those whose office says nothing
        for (const EntityIndex person : group.persons) {
            if (event.first.has_person(person) || event.second.has_person(person)) continue;
            const int first = affinity(person, event.first);
            const int second = event.second.empty() ? 3 : affinity(person, event.second);
            const bool known = scene_.stands_for(person) != no_entity && first != second;
            if (!known && !side) continue;
            if (known) side = first > second ? &event.first : &event.second;
            side->add(scene_, {person, words, rule});
        }
    }

    void add(std::size_t at, const Group& first, const Group& second, Home home) {
        EventDraft made = draft(at);
        const TokenRange words = evidence(first, at, second);
        fill(made.first, first, words, made.rule);
        fill(made.second, second, words, made.rule);
        for (const Member& member : made.first.persons) // nobody meets himself
            std::erase_if(made.second.persons, [&](const Member& m) { return m.entity == member.entity; });
        if (made.kind == "visit") drop_goals(made);
        for (const Member& member : made.first.bodies)
            std::erase_if(made.second.bodies, [&](const Member& m) { return m.entity == member.entity; });
        if (made.first.empty() || made.second.empty()) return;
        made.home = home;
        made.first_travels =
            first.delegation || first.travels || made.rule == "visits-and-works" || made.rule == "works-at";
        made.second_travels = second.delegation;
        drafts_.push_back(std::move(made));
    }

    /// Towns of the country visited are no visitors: `đã tới Tokyo, bắt đầu thăm Nhật Bản`.
    void drop_goals(EventDraft& visit) const {
        if (visit.first.persons.empty() || visit.second.bodies.empty()) return;
        const EntityIndex goal = scene_.country(visit.second.bodies.front().entity);
        const EntityIndex own = scene_.country(visit.first.persons.front().entity);
        if (goal == no_entity || goal == own) return;
        std::erase_if(visit.first.bodies, [&](const Member& m) {
            return is_place(scene_.kind(m.entity)) && scene_.country(m.entity) == goal;
        });
    }

    void remember_delegation(const ClauseReader& clause) {
        for (std::size_t at = 0; at < row_.size(); ++at) {
            if (row_[at].kind != ItemKind::cue || row_[at].cue != Cue::group) continue;
            Group group = clause.object(at);
            if (!group.persons.empty() || !group.bodies.empty()) {
                delegation_ = group;
                delegation_.delegation = true;
            }
        }
    }

    const Scene& scene_;
    std::vector<Item> row_;
    std::size_t sentence_ = 0;
    std::vector<EventDraft> drafts_;
    Group delegation_;
    EntityIndex town_ = no_entity;
    TokenRange town_evidence_;
};

// ------------------------------------------------------------------ which side is at home

class Settler {
  public:
    Settler(const Scene& scene, std::vector<EventDraft>& events) : scene_(scene), events_(events) {}

    void settle() {
        for (const EventDraft& event : events_)
            if (event.kind == "visit" && visits_.size() < farthest_event) visits_.push_back(event);
        for (EventDraft& event : events_)
            if (event.home == Home::open) event.home = home_of(event);
        inherit();
        for (EventDraft& event : events_)
            if (event.kind == "ceremony" && event.second.empty()) find_welcomer(event);
        for (EventDraft& event : events_) find_place(event);
        for (EventDraft& event : events_) {
            represent(event, event.first, event.second);
            represent(event, event.second, event.first);
        }
    }

  private:
    EntityIndex country(const Party& party) const {
        for (const auto* members : {&party.persons, &party.bodies})
            for (const Member& member : *members)
                if (const EntityIndex found = scene_.country(member.entity); found != no_entity) return found;
        return no_entity;
    }

    EntityIndex locality(const Party& party) const {
        for (const auto* members : {&party.bodies, &party.persons})
            for (const Member& member : *members)
                if (const EntityIndex found = scene_.locality(member.entity); found != no_entity)
                    return found;
        return no_entity;
    }

    bool vietnamese(const Party& party) const {
        const auto test = [&](const Member& m) { return scene_.vietnamese(m.entity); };
        return std::any_of(party.persons.begin(), party.persons.end(), test) ||
               (party.persons.empty() && std::any_of(party.bodies.begin(), party.bodies.end(), test));
    }

    Home home_of(const EventDraft& event) const {
        if (event.first_travels != event.second_travels)
            return event.first_travels ? Home::second : Home::first;
        if (event.seat != no_entity && event.second.has(event.seat)) return Home::second;
        const EntityIndex first = country(event.first), second = country(event.second);
        const EntityIndex where = event.place != no_entity ? scene_.country(event.place) : no_entity;
        if (where != no_entity && first != second && (where == first || where == second))
            return where == second ? Home::second : Home::first;
        if (where != no_entity && first != no_entity && second == no_entity) return Home::second;
        if (const Home known = home_by_journey(event); known != Home::open && where == no_entity)
            return known;
        if (where != no_entity && first != second) return Home::first;

        if (!vietnamese(event.first) && !vietnamese(event.second) && event.scenery != no_entity &&
            first != second) {
            const EntityIndex scene = scene_.country(event.scenery);
            if (scene != no_entity && (scene == first || scene == second))
                return scene == second ? Home::second : Home::first;
        }
        if (embassy(event.first) != embassy(event.second))
            return embassy(event.first) ? Home::first : Home::second;
        const bool ours = vietnamese(event.first), theirs = vietnamese(event.second);
        if (ours != theirs) return ours ? Home::first : Home::second;
        if (department(event.first) != department(event.second))
            return department(event.first) ? Home::first : Home::second;
        const EntityIndex here = locality(event.first), there = locality(event.second);
        if (here != no_entity && there != no_entity && scene_.kind(here) != scene_.kind(there))
            return scene_.kind(there) == EntityKind::locality ? Home::second : Home::first;
        if ((here == no_entity) != (there == no_entity))
            return here == no_entity ? Home::second : Home::first;
        return Home::first;
    }

    /// A side that is a department and its people only: superiors come to it.
    bool department(const Party& party) const {
        return !party.bodies.empty() &&
               std::all_of(party.bodies.begin(), party.bodies.end(),
                           [&](const Member& m) { return scene_.entity(m.entity).subkind == "department"; });
    }

    bool embassy(const Party& party) const {
        return std::any_of(party.bodies.begin(), party.bodies.end(),
                           [&](const Member& m) { return scene_.entity(m.entity).subkind == "diplomatic"; });
    }

    /// Who is on a journey is a guest of the people there.
    Home home_by_journey(const EventDraft& event) const {
        for (const EventDraft& visit : visits_) {
            if (visit.kind != "visit" || visit.second.bodies.empty()) continue;
            const EntityIndex there = scene_.country(visit.second.bodies.front().entity);
            const auto travels = [&](const Party& party) {
                return std::any_of(party.persons.begin(), party.persons.end(),
                                   [&](const Member& m) { return visit.first.has_person(m.entity); });
            };
            const auto of_there = [&](const Party& party) {
                const EntityIndex own = country(party);
                return own == there || own == no_entity || there == no_entity;
            };
            if (travels(event.first) && of_there(event.second)) return Home::second;
            if (travels(event.second) && of_there(event.first)) return Home::first;
        }
        return Home::open;
    }

    /// Who welcomes when nobody is named: the place the guest is visiting, or where the ceremony was.
    void find_welcomer(EventDraft& event) const {
        for (const EventDraft& visit : visits_)
            if (visit.kind == "visit" && !visit.second.bodies.empty() &&
                std::any_of(event.first.persons.begin(), event.first.persons.end(),
                            [&](const Member& m) { return visit.first.has_person(m.entity); }))
                return event.second.add(scene_, {visit.second.bodies.front().entity,
                                                 visit.second.bodies.front().evidence, "welcome"});
        if (event.place != no_entity)
            event.second.add(scene_, {event.place, event.place_evidence, "welcome"});
    }

    void inherit() {
        for (std::size_t i = 1; i < events_.size(); ++i) {
            EventDraft& event = events_[i];
            if (event.date || !event.continues) continue;
            event.date = events_[i - 1].date;
            if (event.place == no_entity) {
                event.place = events_[i - 1].place;
                event.place_evidence = events_[i - 1].place_evidence;
            }
        }
    }

    void find_place(EventDraft& event) const {
        const Party& host = event.home == Home::second ? event.second : event.first;
        if (event.kind == "visit") {
            for (const Member& body : host.bodies)
                if (is_place(scene_.kind(body.entity))) {
                    event.place = body.entity;
                    event.place_evidence = body.evidence;
                    return;
                }
        }
        if (event.place != no_entity) return;
        for (const auto* members : {&host.bodies, &host.persons})
            for (const Member& member : *members)
                if (const EntityIndex place = scene_.locality(member.entity); place != no_entity) {
                    event.place = place;
                    event.place_evidence = member.evidence;
                    return;
                }
        const Party& guest = event.home == Home::second ? event.first : event.second;
        if (abroad(event)) return;
        const EntityIndex here = country(host);
        if (here == no_entity || here == country(guest) ||
            !(here == scene_.viet_nam() || visited(here, guest)))
            return;
        event.place = here;
        const std::vector<Member>& members = host.persons.empty() ? host.bodies : host.persons;
        if (!members.empty()) event.place_evidence = members.front().evidence;
    }

    /// Whether a town can be of a country abroad: it is, or the article does not say of which.
    bool lies_in(EntityIndex town, EntityIndex nation) const {
        const EntityIndex own = scene_.country(town);
        return own == nation || (own == no_entity && scene_.kind(town) == EntityKind::foreign_locality);
    }

    /// Who is on a journey meets people where it leads: in the town spoken of, else in the country.
    bool abroad(EventDraft& event) const {
        for (const EventDraft& visit : visits_) {
            if (visit.kind != "visit" || visit.second.bodies.empty() || event.kind == "visit") continue;
            const Member& goal = visit.second.bodies.front();
            const EntityIndex nation = scene_.country(goal.entity);
            const auto travels = [&](const Member& m) { return visit.first.has_person(m.entity); };
            if (nation == no_entity || nation == country(visit.first) ||
                !compatible(visit.date, event.date) ||
                (std::none_of(event.first.persons.begin(), event.first.persons.end(), travels) &&
                 std::none_of(event.second.persons.begin(), event.second.persons.end(), travels)))
                continue;
            const bool town = event.scenery != no_entity && lies_in(event.scenery, nation);
            event.place = town ? event.scenery : is_place(scene_.kind(goal.entity)) ? goal.entity : nation;
            event.place_evidence = town ? event.scenery_evidence : goal.evidence;
            return true;
        }
        return false;
    }

    bool visited(EntityIndex nation, const Party& guest) const {
        return std::any_of(visits_.begin(), visits_.end(), [&](const EventDraft& visit) {
            return visit.kind == "visit" && !visit.second.bodies.empty() &&
                   scene_.country(visit.second.bodies.front().entity) == nation &&
                   std::any_of(guest.persons.begin(), guest.persons.end(),
                               [&](const Member& m) { return visit.first.has_person(m.entity); });
        });
    }

    /// The country a government is of; itself if the article does not name it.
    EntityIndex nation_of(EntityIndex government) const {
        const EntityIndex nation = scene_.country(government);
        if (nation != no_entity) return nation;
        return scene_.vietnamese(government) && scene_.viet_nam() != no_entity ? scene_.viet_nam()
                                                                               : government;
    }

    /// A side of persons only is filled up with what they stand for.
    void represent(const EventDraft& event, Party& party, const Party& other) const {
        if (!party.bodies.empty() || party.persons.empty() ||
            (event.kind == "visit" && other.empty() && event.rule != "inspects"))
            return;
        for (const Member& person : party.persons) {
            EntityIndex body = scene_.stands_for(person.entity);
            if (body == no_entity) body = scene_.country(person.entity);
            const bool abroad = (country(other) != country(party) && country(other) != no_entity) ||
                                (vietnamese(party) && !other.empty() && !vietnamese(other));
            if (abroad && body != no_entity && scene_.entity(body).subkind == "government")
                body = nation_of(body);
            if (body == no_entity || other.has(body)) continue;
            party.add(scene_, {body, person.evidence, "stands-for"});
            return;
        }
    }

    const Scene& scene_;
    std::vector<EventDraft>& events_;
    std::vector<EventDraft> visits_; ///< the journeys of the article: who is a guest where
};

EventFact to_fact(const EventDraft& draft) {
    EventFact fact;
    fact.kind = draft.kind;
    fact.name = draft.name;
    if (draft.date) fact.date = draft.date->iso();
    fact.place = draft.place;
    fact.place_evidence = draft.place_evidence;
    fact.triggers = draft.triggers;
    fact.rule = draft.rule;
    const auto put = [&](const Party& party, Side side) {
        for (const auto* members : {&party.persons, &party.bodies})
            for (const Member& member : *members)
                fact.participants.push_back({member.entity, side, member.evidence, member.rule});
    };
    const bool first_home = draft.home != Home::second;
    put(first_home ? draft.first : draft.second, Side::host);
    put(first_home ? draft.second : draft.first, Side::guest);
    for (const auto* members : {&draft.others.persons, &draft.others.bodies})
        for (const Member& member : *members)
            if (!draft.first.has(member.entity) && !draft.second.has(member.entity))
                fact.participants.push_back({member.entity, Side::other, member.evidence, member.rule});
    return fact;
}

} // namespace

void find_events(const Document& document, Annotations& annotations) {
    const Scene scene(document, annotations);
    std::vector<EventDraft> events = merge_drafts(scene, Drafter(scene).read());
    std::erase_if(events, [](const EventDraft& event) {
        return event.kind == "meeting" && (event.first.empty() || event.second.empty());
    });
    Settler(scene, events).settle();
    for (const EventDraft& event : events) annotations.events.push_back(to_fact(event));
}

} // namespace banggiao::extract
