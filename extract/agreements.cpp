// Takes a document with its entities and events. Hands out the agreements it names: kind, title in the
// article's own words, parties, signers, date, and whether they were signed, are in force, or planned.
#include <banggiao/extract/agreement_finder.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>

namespace banggiao::extract {

namespace {

constexpr std::size_t most_bodies = 256;       ///< looked through for `hai Quốc hội`
constexpr std::size_t farthest_agreement = 64; ///< looked back for the same one

} // namespace

void AgreementFinder::find() {
    find_two_nations();
    find_days();
    static const SyllableId cooperation = intern_syllable("hợp");
    const PhraseTable& nouns = instruments();
    for (std::size_t i = 0; i < document_.sentences.size(); ++i) {
        if (document_.sentences[i].block == Block::furniture) continue;
        sentence_ = i;
        row_ = scene_.items(i);
        if (!row_.may_have(nouns.beginnings()) && !row_.has(Frame::sign)) continue;
        for (std::size_t at = 0; at < row_.size(); ++at) {
            const TokenIndex first = row_[at].tokens.first;
            const bool follows = last_ && last_sentence_ == i;
            if ((!follows && !nouns.begins(id(first)) && id(first) != cooperation) || is_name(at)) continue;
            if (const PhraseMatch noun = nouns.match(document_, first, row_.back().tokens.last))
                read_at(at, noun);
            else if (signed_cooperation(at))
                read_cooperation(at);
            else if (follows)
                further_member(at);
        }
    }
    for (AgreementFact& fact : found_) annotations_.agreements.push_back(std::move(fact));
}

void AgreementFinder::find_two_nations() {
    std::vector<int> counts(annotations_.entities.size(), 0);
    for (const EntityMention& mention : annotations_.mentions)
        if (scene_.kind(mention.entity) == EntityKind::country) ++counts[mention.entity];
    std::vector<EntityIndex> nations;
    for (EntityIndex i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) nations.push_back(i);
    std::stable_sort(nations.begin(), nations.end(),
                     [&](EntityIndex a, EntityIndex b) { return counts[a] > counts[b]; });
    if (nations.size() >= 2) nations_ = {nations[0], nations[1]};
}

void AgreementFinder::find_days() {
    for (const DateMention& date : scene_.dates())
        if (!news_day_ && date.grain == DateGrain::day && date.cued) news_day_ = date;
    for (const EventFact& event : annotations_.events)
        if (!encounter_date_ && (event.kind == "signing" || event.kind == "meeting"))
            encounter_date_ = event.date;
    for (EntityIndex index = 0; index < annotations_.entities.size(); ++index)
        if (scene_.kind(index) == EntityKind::organization) bodies_.push_back(index);
    if (bodies_.size() > most_bodies) bodies_.resize(most_bodies);
}

void AgreementFinder::read_at(std::size_t at, const PhraseMatch& match) {
    if (match.cell(1) == "none" || row_[at].tokens.first < read_until_) return;
    Instrument instrument;
    instrument.at = at;
    instrument.noun = match.tokens;
    instrument.kind = match.cell(1);
    if (is_verb(at) || second_noun(instrument)) return;
    find_title(instrument);
    find_count(instrument);
    const bool next = instrument.quantified && listed_next();
    if (const std::size_t lines = instrument.quantified ? listed_below() : 0; lines > 0)
        return summarise(instrument, sentence_ + lines);
    if (next || lists_others(instrument)) return summarise(instrument, sentence_ + (next ? 1 : 0));
    if (!describes(instrument)) return;
    read_until_ = instrument.title.last; // no noun inside it is one of its own
    if (denied(instrument) || decreed(instrument)) return;
    last_ = instrument;
    last_sentence_ = sentence_;
    add(instrument);
}

bool AgreementFinder::signed_cooperation(std::size_t at) const {
    static const std::vector<SyllableId> works = intern_phrase("hợp tác");
    const TokenIndex first = row_[at].tokens.first;
    return at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::sign &&
           id(first) == works[0] && first + 1 < row_.back().tokens.last && id(first + 1) == works[1] &&
           first >= read_until_;
}

void AgreementFinder::read_cooperation(std::size_t at) {
    Instrument instrument;
    instrument.at = at;
    const TokenIndex first = row_[at].tokens.first;
    instrument.noun = {first, first + 2};
    instrument.kind = "agreement";
    find_title(instrument);
    AgreementFact fact;
    parties_of_title(instrument, fact);
    if (fact.parties.size() < 2) parties_of_clause(instrument, fact);
    if (fact.parties.size() < 2) return; // cooperation in general
    read_until_ = instrument.title.last;
    add(instrument);
}

bool AgreementFinder::second_noun(const Instrument& instrument) const {
    const TokenIndex noun = instrument.noun.first;
    return last_ && last_sentence_ == sentence_ && last_->quantified && noun > 0 &&
           last_->title.last + 1 == noun && document_.tokens[noun - 1].mark == U',' && !capital(noun);
}

void AgreementFinder::summarise(const Instrument& instrument, std::size_t until) {
    AgreementFact fact;
    parties_of_title(instrument, fact);
    if (fact.parties.size() < 2) parties_of_clause(instrument, fact);
    if (fact.parties.size() < 2) fact.parties.clear();
    std::string told = status(instrument);
    const bool below = until > sentence_ && is_mark(row_.size() - 1, U':');
    if (below && told == "in_force" && sign_verb(instrument) != row_.size())
        told = "signed"; // `Các văn kiện được ký kết gồm:`
    summary_ = Summary{until, std::move(told), std::move(fact.parties)};
}

void AgreementFinder::further_member(std::size_t at) {
    static const std::vector<SyllableId> works = intern_phrase("hợp tác");
    const TokenIndex first = row_[at].tokens.first;
    const bool again = at > 0 && (is_mark(at - 1, U';') || is_mark(at - 1, U',')) && first >= read_until_;
    if (!again || id(first) != works[0] || first + 1 >= row_.back().tokens.last || id(first + 1) != works[1])
        return;
    Instrument instrument;
    instrument.at = at;
    instrument.noun = {first, first + 2};
    instrument.kind = last_->kind;
    find_title(instrument);
    std::size_t bodies = 0;
    for (std::size_t item = at; item < instrument.end; ++item) bodies += row_[item].kind == ItemKind::body;
    if (bodies < 2) return;
    read_until_ = instrument.title.last;
    instrument.member_of = &*last_;
    add(instrument);
}

void AgreementFinder::add(const Instrument& instrument) {
    static const SyllableSet societies("tổ hội"); // `hai tổ chức`: not the states
    AgreementFact fact;
    fact.kind = std::string(instrument.kind);
    TokenRange title = instrument.title;
    if (title == instrument.noun && instrument.quantified && title.first > 0) --title.first;
    fact.title = document_.slice(title);
    const bool member = summary_ && sentence_ <= summary_->until;
    fact.status = member && sign_verb(instrument) == row_.size() ? summary_->status : status(instrument);
    fact.count = instrument.count;
    fact.mentions = {instrument.title};
    fact.rule = "instrument";
    if (!member && sign_verb(instrument) == row_.size() && joined_to_last(instrument))
        fact.status = last_status_; // `ký A giữa …, B giữa … và C giữa …`
    find_date(instrument, fact);
    parties_of_title(instrument, fact);
    if (fact.parties.size() < 2 && member && summary_->parties.size() > 1) fact.parties = summary_->parties;
    if (fact.parties.size() < 2) parties_behind_which(instrument, fact);
    if (fact.parties.size() < 2) parties_of_clause(instrument, fact);
    signed_for_others(instrument, fact);
    if (fact.parties.size() < 2) party_with(instrument, fact);
    if (fact.parties.size() < 2) members_named(instrument, fact);
    if (fact.parties.size() < 2 && fact.signers.empty() && !of_many_states(instrument))
        pair_before(instrument, fact);
    if (fact.parties.size() < 2) parties_of_purpose(instrument, fact);
    if (fact.parties.size() < 2 && fact.kind == "contract") supplier_and_buyer(instrument, fact);
    if (fact.parties.size() < 2 && listed_behind_last(instrument)) fact.parties = last_parties_;
    if (fact.parties.size() < 2 && fact.signers.empty()) bodies_of_two_nations(instrument, fact);
    if (fact.parties.size() < 2 && fact.signers.size() < 2) take_twins(instrument, fact);
    if (fact.parties.size() < 2 && fact.signers.size() < 2 && says_both_sides(instrument))
        take_sides(instrument, fact);
    if (fact.parties.size() < 2 && fact.kind != "contract" && nations_.size() == 2 && fact.signers.empty() &&
        public_kind(instrument) && speaks_of_two(instrument) && !says_two(instrument, societies)) {
        fact.parties.clear();
        for (const EntityIndex nation : two_nations(instrument))
            put(fact.parties, party(nation, 0, row_.size() - 1, "two-nations"));
    }
    drop_wholes(fact);
    share_head(fact);
    note_last(instrument, fact);
    count_pairs(instrument, fact);
    if (act_alone(instrument)) {
        const Words said = words(fact.title), about = matter(fact);
        const auto same_matter = [&](const AgreementFact& known) {
            const Words other = matter(known);
            return std::includes(other.begin(), other.end(), about.begin(), about.end());
        };
        for (std::size_t i = found_.size(); i-- > first_compared();)
            if (found_[i].kind == fact.kind && (same_title(titles_[i], said) || same_matter(found_[i]))) {
                found_[i].mentions.push_back(fact.mentions.front());
                return;
            }
    }
    if (fact.parties.empty() && fact.status == "in_force" && in_general(instrument)) return;
    if (fact.parties.empty() && fact.kind == "action_plan" &&
        (!capital(instrument.noun.first) || (fact.status != "signed" && !of_a_term(instrument))))
        return;
    const bool by_nations = !fact.parties.empty() && fact.parties.front().rule == "two-nations";
    if (fact.status == "planned" && !parties_said(fact) && !by_nations && vague(instrument)) return;
    merge(std::move(fact), instrument.title == instrument.noun && !instrument.quantified);
}

void AgreementFinder::count_pairs(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableId pair = intern_syllable("cặp");
    constexpr TokenIndex reach = 24;
    const TokenIndex noun = instrument.noun.first, first = row_.front().tokens.first;
    if (sign_verb(instrument) == row_.size()) return;
    for (TokenIndex at = noun; at > std::max(first, noun > reach ? noun - reach : 0); --at) {
        if (id(at) != pair || document_.tokens[at - 1].shape != Shape::number) continue;
        const int pairs = number_at(at - 1);
        if (pairs < 2 || fact.count > 1) return;
        fact.count = pairs;
        fact.parties.clear(); // which they are is not said
        return;
    }
}

std::size_t AgreementFinder::first_compared() const {
    return found_.size() > farthest_agreement ? found_.size() - farthest_agreement : 0;
}

bool AgreementFinder::act_alone(const Instrument& instrument) const {
    static const SyllableId act = intern_syllable("việc");
    const std::size_t verb = sign_verb(instrument);
    if (verb == row_.size()) return false;
    const TokenIndex at = row_[verb].tokens.first;
    return at > 0 && id(at - 1) == act;
}

bool AgreementFinder::in_general(const Instrument& instrument) const {
    return instrument.kind == "agreement" && !capital(instrument.noun.first) && !named_parties(instrument) &&
           !of_a_term(instrument) && sign_verb(instrument) == row_.size() && !reached(instrument);
}

AgreementFinder::Words AgreementFinder::words(const std::string& title) {
    Words found;
    std::string text = folded(title);
    std::erase(text, ',');
    std::replace(text.begin(), text.end(), '-', ' '); // `2011-2016`, `2011 - 2016`
    static constexpr std::string_view dash = "–";
    for (std::size_t at = 0; (at = text.find(dash, at)) != std::string::npos;)
        text.replace(at, dash.size(), " ");
    static constexpr std::string_view brief = " fta";
    if (const std::size_t at = text.find(brief); at != std::string::npos) // `Hiệp định FTA`
        text.replace(at, brief.size(), " thương mại tự do");
    constexpr std::size_t usual_word = 5;
    found.reserve(text.size() / usual_word + 1);
    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = text.find(' ', start);
        if (end == std::string::npos) end = text.size();
        if (end > start)
            found.push_back(std::hash<std::string_view>{}(std::string_view(text).substr(start, end - start)));
        start = end + 1;
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

bool AgreementFinder::same_title(const Words& a, const Words& b) {
    std::size_t shared = 0;
    for (const std::size_t word : a) shared += std::binary_search(b.begin(), b.end(), word);
    return shared * 10 >= std::min(a.size(), b.size()) * 9;
}

AgreementFinder::Words AgreementFinder::matter(const AgreementFact& fact) const {
    static const Words small = words("giữa và với đại diện hai hợp tác về nhau tỉnh thành phố");
    Words said = words(fact.title), names = small;
    for (const Participant& party : fact.parties) {
        const Entity& entity = scene_.entity(party.entity);
        for (const std::size_t word : words(entity.name)) names.push_back(word);
        for (const std::string& alias : entity.aliases)
            for (const std::size_t word : words(alias)) names.push_back(word);
    }
    std::sort(names.begin(), names.end());
    std::erase_if(said,
                  [&](std::size_t word) { return std::binary_search(names.begin(), names.end(), word); });
    return said;
}

bool AgreementFinder::same_parties(const AgreementFact& a, const AgreementFact& b) {
    return a.parties.size() > 1 && a.parties.size() == b.parties.size() &&
           std::all_of(a.parties.begin(), a.parties.end(), [&](const Participant& one) {
               return std::any_of(b.parties.begin(), b.parties.end(),
                                  [&](const Participant& other) { return other.entity == one.entity; });
           });
}

void AgreementFinder::note_last(const Instrument& instrument, const AgreementFact& fact) {
    const bool said = fact.parties.size() > 1 && fact.parties.front().rule != "two-nations";
    last_parties_ = said ? fact.parties : std::vector<Participant>{};
    last_end_ = instrument.title.last;
    last_row_ = sentence_;
    last_status_ = fact.status;
}

bool AgreementFinder::shares_party(const AgreementFact& a, const AgreementFact& b) {
    const AgreementFact& fewer = a.parties.size() < b.parties.size() ? a : b;
    const AgreementFact& more = &fewer == &a ? b : a;
    return fewer.parties.size() == 1 &&
           std::any_of(more.parties.begin(), more.parties.end(),
                       [&](const Participant& one) { return one.entity == fewer.parties.front().entity; });
}

bool AgreementFinder::told_again(const AgreementFact& known, const AgreementFact& fact) const {
    if (known.kind != fact.kind || known.count != fact.count) return false;
    const bool part = shares_party(known, fact);
    if (!part && !same_parties(known, fact)) return false;
    const Words a = matter(known), b = matter(fact);
    constexpr std::size_t telling = 5; // words that the noun alone does not have
    if (part && std::min(a.size(), b.size()) < telling) return false;
    return std::includes(a.begin(), a.end(), b.begin(), b.end()) ||
           std::includes(b.begin(), b.end(), a.begin(), a.end());
}

bool AgreementFinder::parties_said(const AgreementFact& fact) {
    static constexpr std::string_view guesses[] = {"two-nations", "two-sides", "headline", "twins"};
    return fact.parties.size() > 1 &&
           std::find(std::begin(guesses), std::end(guesses), fact.parties.front().rule) == std::end(guesses);
}

bool AgreementFinder::cooperation_alone(const AgreementFact& fact) {
    return fact.title.starts_with("hợp tác");
}

bool AgreementFinder::bodies_of(const AgreementFact& units, const AgreementFact& bodies) const {
    return units.parties.size() == bodies.parties.size() &&
           std::all_of(bodies.parties.begin(), bodies.parties.end(), [&](const Participant& body) {
               return scene_.kind(body.entity) == EntityKind::organization &&
                      std::any_of(units.parties.begin(), units.parties.end(), [&](const Participant& unit) {
                          return unit.entity == scene_.locality(body.entity) ||
                                 (scene_.kind(unit.entity) == EntityKind::country &&
                                  unit.entity == scene_.nation(body.entity));
                      });
           });
}

bool AgreementFinder::of_headline(const AgreementFact& known, const AgreementFact& fact) const {
    if (known.mentions.size() != 1 || (known.kind != fact.kind && !cooperation_alone(known)) ||
        known.status != "signed" || fact.status != "signed" || known.count != fact.count ||
        document_.sentence_of(known.mentions.front().first) != 0 ||
        document_.sentence_of(fact.mentions.front().first) == 0)
        return false;
    const Words of_known = matter(known), of_fact = words(fact.title); // a ministry is named for the matter
    if (!std::includes(of_fact.begin(), of_fact.end(), of_known.begin(), of_known.end())) return false;
    return known.parties.size() < 2 || !parties_said(fact) || same_parties(known, fact) ||
           bodies_of(known, fact);
}

bool AgreementFinder::of_others(const AgreementFact& known, const AgreementFact& fact) const {
    return parties_said(known) && parties_said(fact) &&
           document_.sentence_of(known.mentions.back().first) ==
               document_.sentence_of(fact.mentions.front().first) &&
           std::none_of(known.parties.begin(), known.parties.end(), [&](const Participant& one) {
               return std::any_of(fact.parties.begin(), fact.parties.end(),
                                  [&](const Participant& other) { return other.entity == one.entity; });
           });
}

void AgreementFinder::merge(AgreementFact fact, bool bare) {
    const auto pact = [](const AgreementFact& one) { return one.kind == "mou" || one.kind == "agreement"; };
    const bool guessed = !parties_said(fact);
    const bool definite = capital(fact.mentions.front().first); // `Bản ghi nhớ`: the one told of
    const auto same_noun = [&](const AgreementFact& one) { // `thỏa thuận` is said of a memorandum, too
        return definite || one.kind == fact.kind || fact.kind == "agreement";
    };
    if (bare && pact(fact)) // `việc ký Bản ghi nhớ`: the one told of
        for (std::size_t i = found_.size(); i-- > first_compared();)
            if (pact(found_[i]) && found_[i].count == 1 && same_noun(found_[i]) &&
                (guessed || same_parties(found_[i], fact)) &&
                (fact.status != "signed" || found_[i].status != "in_force")) {
                if (bodies_of(found_[i], fact)) std::swap(found_[i].parties, fact.parties);
                found_[i].mentions.push_back(fact.mentions.front());
                return;
            }
    if (cooperation_alone(fact)) // told with its noun already
        for (std::size_t i = first_compared(); i < found_.size(); ++i)
            if (found_[i].status == fact.status && same_parties(found_[i], fact)) {
                found_[i].mentions.push_back(fact.mentions.front());
                return;
            }
    Words title = words(fact.title);
    for (std::size_t i = first_compared(); i < found_.size(); ++i) {
        AgreementFact& known = found_[i];
        if (of_headline(known, fact)) {
            known.title = fact.title;
            known.kind = fact.kind;
            titles_[i] = std::move(title);
            if (known.parties.size() < 2 ||
                (fact.parties.size() > 1 && (parties_said(fact) || bodies_of(known, fact))))
                std::swap(known.parties, fact.parties);
            for (const Participant& other : fact.signers) put(known.signers, other);
            if (!known.date) known.date = fact.date;
            known.mentions.push_back(fact.mentions.front());
            return;
        }
        const bool same_number = fact.count > 1 && known.count == fact.count && known.status == fact.status;
        const bool summed = same_number && (known.kind == "other" || fact.kind == "other"); // `8 văn kiện`
        if ((known.kind != fact.kind && !summed) || of_others(known, fact) ||
            !(same_number || same_title(titles_[i], title) || told_again(known, fact)))
            continue;
        if (known.date && fact.date && known.date->substr(0, 4) != fact.date->substr(0, 4)) continue;
        if (known.status != fact.status && known.status != "signed" && fact.status != "signed") continue;
        if (fact.title.size() > known.title.size()) {
            known.title = fact.title;
            titles_[i] = std::move(title);
        }
        if (summed && known.kind == "other") known.kind = fact.kind;
        if (fact.status == "signed") known.status = fact.status;
        if (!known.date) known.date = fact.date;
        known.mentions.push_back(fact.mentions.front());
        if (known.parties.size() < 2)
            for (const Participant& other : fact.parties) put(known.parties, other);
        for (const Participant& other : fact.signers) put(known.signers, other);
        known.count = std::max(known.count, fact.count);
        return;
    }
    found_.push_back(std::move(fact));
    titles_.push_back(std::move(title));
}

void find_agreements(const Scene& scene, Annotations& annotations) {
    AgreementFinder(scene, annotations).find();
}

} // namespace banggiao::extract
