// Takes a seed. Hands out facts of made-up articles that resemble real ones: people with offices in
// provinces, ministries and abroad who meet, visit and sign, told by several papers in several spellings.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/text.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace banggiao::testing {

/// Whether articles also name districts with more or less around them, regions and bodies in several forms,
/// and conventions; or whether all people hold one of two offices of two ministries abroad, under names of
/// few syllables, so that most are alike to several; or whether articles also state meetings without event,
/// and name a few agreements again and again; or whether each tells some of a few events, mostly in the same
/// way; or whether most are visits of a few weeks, one after the other.
enum class Surroundings { left_out, told, alike, outright, retold, following };

/// How many tell of one of these people.
inline constexpr std::size_t articles_a_person = 8;

/// Equal seeds and sizes give equal facts.
class FactGenerator {
  public:
    FactGenerator(std::uint32_t seed, std::size_t articles,
                  Surroundings surroundings = Surroundings::left_out,
                  std::size_t a_person = articles_a_person)
        : random_(seed), surroundings_(surroundings) {
        for (std::size_t i = 0; i < articles / a_person + 4; ++i) people_.push_back(make_person());
        const std::size_t an_encounter = is_retold() ? 100 : 3;
        for (std::size_t i = 0; i < articles / an_encounter + 2; ++i) encounters_.push_back(make_encounter());
    }

    Facts next() {
        const Encounter& encounter = encounters_[pick(encounters_.size())];
        Draft draft;
        draft.facts.article.id = "paper-" + std::to_string(pick(40)) + "/" + std::to_string(++articles_);
        if (pick(10) != 0) draft.facts.article.published = date_text(encounter.day + pick(3));
        tell(draft, encounter);
        for (std::size_t more = is_retold() ? pick(3) : is_following() ? pick(2) : 0; more > 0; --more)
            tell(draft, encounters_[pick(encounters_.size())]);
        return finish(std::move(draft));
    }

  private:
    struct Person {
        std::string name;
        std::string title;
        std::size_t province; ///< index; beyond the provinces: a country
        bool ministry;
    };

    struct Encounter {
        std::size_t host, guest;
        std::size_t beside_host, beside_guest; ///< no article tells of both
        std::size_t day;
        std::string kind;
    };

    struct Place {
        const char* name;
        const char* code;
    };

    struct Draft {
        Facts facts;
        std::string text;
        std::vector<std::string> forms; ///< by node
    };

    static constexpr std::array<Place, 8> provinces{{{"Quảng Ninh", "VN-13"},
                                                     {"Lạng Sơn", "VN-09"},
                                                     {"Cao Bằng", "VN-04"},
                                                     {"Hòa Bình", "VN-14"},
                                                     {"Phú Thọ", "VN-68"},
                                                     {"Sơn La", "VN-05"},
                                                     {"Khánh Hòa", "VN-34"},
                                                     {"Hà Tĩnh", "VN-23"}}};
    static constexpr std::array<Place, 5> countries{
        {{"Lào", "LA"}, {"Trung Quốc", "CN"}, {"Campuchia", "KH"}, {"Nga", "RU"}, {"Nhật Bản", "JP"}}};

    std::size_t pick(std::size_t count) { return random_() % count; }
    bool is_retold() const { return surroundings_ == Surroundings::retold; }
    bool is_following() const { return surroundings_ == Surroundings::following; }

    template <std::size_t Count>
    const char* any(const char* const (&words)[Count]) {
        return words[pick(Count)];
    }

    static std::string date_text(std::size_t day) {
        char text[16];
        std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(2014 + day / 336),
                      static_cast<unsigned>(day / 28 % 12 + 1), static_cast<unsigned>(day % 28 + 1));
        return text;
    }

    Person make_person() {
        static const char* const surnames[] = {"Nguyễn", "Trần", "Lê",  "Phạm", "Hoàng",
                                               "Vũ",     "Đặng", "Bùi", "Đỗ",   "Hồ"};
        static const char* const middles[] = {"Văn", "Thị",   "Thanh", "Minh", "Hữu",
                                              "Đức", "Quang", "Hoà",   "Thúy", "Xuân"};
        static const char* const given[] = {"Sơn", "Hải",   "Bình",  "Hoà",   "Thủy", "Long", "Tuấn",
                                            "Huy", "Dũng",  "Hương", "Cường", "Khoa", "Lan",  "Mỹ",
                                            "Lý",  "Thắng", "Toàn",  "Đạt",   "Vinh", "Yên"};
        static const char* const parts[] = {"Sisou", "Thong", "Kham", "Vilay", "Phet",
                                            "Somsa", "Bounn", "Souk", "Keo",   "Vong"};
        static const char* const titles[] = {"Chủ tịch", "Phó Chủ tịch", "Bí thư", "Giám đốc",
                                             "Phó Giám đốc"};
        static const char* const ranks[] = {"Bộ trưởng", "Thứ trưởng", "Vụ trưởng"};
        if (surroundings_ == Surroundings::alike) {
            static const char* const few[] = {"Keo", "Kham", "Souk", "Sisou"};
            return {std::string(any(few)) + any(few) + " " + any(few) + any(few), ranks[pick(2)],
                    provinces.size() + pick(2), true};
        }
        bool abroad = pick(2) == 0;
        bool ministry = abroad || pick(4) == 0;
        std::string name = abroad ? std::string(any(parts)) + any(parts) + " " + any(parts) + any(parts)
                                  : std::string(any(surnames)) + " " + any(middles) + " " + any(given);
        std::size_t province = abroad ? provinces.size() + pick(countries.size()) : pick(provinces.size());
        return {name, ministry ? any(ranks) : any(titles), province, ministry};
    }

    Encounter make_encounter() {
        static const char* const kinds[] = {"meeting", "meeting", "visit", "signing"};
        const std::size_t days = is_following() ? 100 : 4000;
        Encounter made{pick(people_.size()), pick(people_.size()), 0, 0, pick(days), any(kinds)};
        if (is_following() && pick(4) != 0) made.kind = "visit";
        if (!is_retold()) return made;
        made.beside_host = pick(people_.size());
        made.beside_guest = pick(people_.size());
        return made;
    }

    std::string spelled(std::string name) {
        switch (pick(is_retold() ? 60 : 12)) {
        case 0:
            return fold(name);
        case 1:
            return fold(name, {.marks = true});
        default:
            return name;
        }
    }

    std::string add(Draft& draft, std::vector<std::string> labels, const std::string& form,
                    std::map<std::string, std::string> properties) {
        FactNode node;
        node.id = "n" + std::to_string(draft.facts.nodes.size() + 1);
        node.labels = std::move(labels);
        node.name = form;
        node.properties = std::move(properties);
        auto start = static_cast<std::uint32_t>(code_point_count(draft.text));
        draft.text += form;
        node.mentions.push_back(
            {{start, static_cast<std::uint32_t>(code_point_count(draft.text))}, "generated", false});
        draft.text += ", ";
        draft.facts.nodes.push_back(node);
        return node.id;
    }

    static void join(Draft& draft, const char* type, const std::string& from, const std::string& to,
                     std::map<std::string, std::string> properties = {}) {
        draft.facts.edges.push_back({type, from, to, std::move(properties), {{{0, 0}, "generated"}}});
    }

    std::string add_place(Draft& draft, std::size_t index) {
        if (index < provinces.size()) {
            return add(draft, {"Place", "Province"}, provinces[index].name,
                       {{"code", provinces[index].code}});
        }
        const Place& country = countries[index - provinces.size()];
        return add(draft, {"Place", "Country"}, country.name, {{"code", country.code}});
    }

    /// A person with the office and its place; the office is left out now and then.
    std::string add_person(Draft& draft, const Person& person) {
        bool abroad = person.province >= provinces.size();
        std::string official = add(draft, {"Official"}, spelled(person.name), {});
        if (pick(is_retold() ? 40 : 8) == 0) return official;
        std::string place = add_place(draft, person.province);
        std::string where =
            abroad ? countries[person.province - provinces.size()].name : provinces[person.province].name;
        static const char* const committees[] = {"UBND tỉnh ", "Ủy ban nhân dân tỉnh ", "Uỷ ban Nhân dân "};
        std::string body = person.ministry ? "Bộ Ngoại giao" : any(committees) + where;
        std::vector<std::string> labels{"Organization"};
        if (person.ministry) labels.emplace_back("Ministry");
        std::string organization =
            add(draft, labels, body, {{"kind", person.ministry ? "ministry" : "people_committee"}});
        join(draft, "HOLDS", official, organization, {{"title", person.title}});
        if (!person.ministry || abroad) join(draft, "SERVES", organization, place);
        return official;
    }

    void tell(Draft& draft, const Encounter& encounter) {
        std::string host = add_person(draft, people_[encounter.host]);
        std::string guest = add_person(draft, people_[encounter.guest]);
        std::map<std::string, std::string> properties{{"kind", encounter.kind}};
        std::string date = date_text(encounter.day);
        switch (pick(6)) {
        case 0:
            break;
        case 1:
            properties["date"] = "-" + date.substr(4);
            break;
        case 2:
            properties["date"] = date.substr(0, 7);
            break;
        default:
            properties["date"] = date;
            if (is_following() && pick(2) == 0)
                properties["date"] += "/" + date_text(encounter.day + 1 + pick(5));
        }
        if (properties.contains("date") && properties["date"].starts_with("--"))
            properties["date"] = "-" + date.substr(4);
        std::string event = add(draft, {"Event"}, "làm việc", properties);
        const bool is_by_month = properties.contains("date") && properties["date"].size() == 7;
        bool turned = is_retold() ? is_by_month && pick(2) == 0 : pick(20) == 0;
        join(draft, "ATTENDED", host, event, {{"side", turned ? "guest" : "host"}});
        join(draft, "ATTENDED", guest, event, {{"side", turned ? "host" : "guest"}});
        if (const std::size_t beside = is_retold() ? pick(3) : 0; beside > 0)
            join(draft, "ATTENDED",
                 add_person(draft, people_[beside == 1 ? encounter.beside_host : encounter.beside_guest]),
                 event, {{"side", (beside == 1) != turned ? "host" : "guest"}});
        if (pick(2) == 0) join(draft, "HELD_IN", event, add_place(draft, people_[encounter.host].province));
        if (encounter.kind == "signing") sign(draft, encounter, date);
        if (pick(4) == 0) add_partnership(draft, encounter);
        if (surroundings_ == Surroundings::told) tell_surroundings(draft, event);
        const bool is_outright = surroundings_ == Surroundings::outright || is_retold();
        if (is_outright && host != guest && pick(is_retold() ? 60 : 6) == 0)
            state_meeting(draft, host, guest, date);
        for (std::size_t named = surroundings_ == Surroundings::outright ? pick(3) : 0; named > 0; --named)
            name_agreement(draft, date);
    }

    /// Mostly one of a few, rarely in other words, with others beside it, or with a date.
    void name_agreement(Draft& draft, const std::string& day) {
        static const char* const titles[] = {"Hiệp định thương mại song phương", "Hiệp định hàng không",
                                             "Hiệp định về thương mại song phương", "Hiệp định"};
        if (pick(3) == 0) return add_convention(draft);
        std::map<std::string, std::string> properties{{"kind", "agreement"},
                                                      {"status", pick(4) == 0 ? "signed" : "in_force"}};
        if (pick(12) == 0) properties.emplace("date", pick(2) == 0 ? "2015" : day);
        const std::string agreement =
            add(draft, {"Agreement"}, titles[pick(8) == 0 ? pick(4) : 0], properties);
        join(draft, "PARTY_TO", add_place(draft, provinces.size()), agreement);
        join(draft, "PARTY_TO", add_place(draft, provinces.size() + (pick(6) == 0 ? 2 : 1)), agreement);
    }

    /// Without event, on the day of one or on none.
    void state_meeting(Draft& draft, const std::string& host, const std::string& guest,
                       const std::string& date) {
        std::map<std::string, std::string> properties;
        if (pick(2) == 0) properties.emplace("date", date);
        join(draft, "MET", host, guest, std::move(properties));
    }

    void tell_surroundings(Draft& draft, const std::string& event) {
        if (pick(2) == 0) join(draft, "HELD_IN", event, add_district(draft));
        if (pick(3) == 0) join(draft, "HELD_IN", event, add_region(draft));
        if (pick(6) == 0) add_district(draft);
        if (pick(6) == 0) add_convention(draft);
        if (pick(3) == 0) add_body(draft, event);
        if (pick(8) == 0)
            join(draft, "LOCATED_IN", add_place(draft, pick(provinces.size())),
                 add(draft, {"Place", "Country"}, "Việt Nam", {{"code", "VN"}}));
    }

    /// Few names, so that most are borne by several.
    std::string add_district(Draft& draft) {
        static const char* const names[] = {"Bình Liêu", "Yên Châu", "Tân Thành", "1"};
        static const char* const levels[] = {"", "Huyện ", "Phường ", "Quận "};
        std::string place =
            add(draft, {"Place", "Locality"}, std::string(any(levels)) + spelled(any(names)), {});
        if (pick(2) == 0) join(draft, "LOCATED_IN", place, add_place(draft, pick(3)));
        return place;
    }

    std::string add_region(Draft& draft) {
        static const char* const names[] = {"Quảng Tây", "Quảng Tây", "Khu tự trị Choang Quảng Tây",
                                            "Quảng Tây Choang"};
        std::string region = add(draft, {"Place", "ForeignLocality"}, any(names), {{"code", "CN-GX"}});
        if (pick(3) == 0) join(draft, "LOCATED_IN", region, add_place(draft, provinces.size() + 1));
        return region;
    }

    /// Spellings of one name, and forms of a name that others bear.
    void add_body(Draft& draft, const std::string& event) {
        static const char* const names[] = {"Viện Khoa học và Công nghệ",
                                            "Viện Khoa học Công nghệ",
                                            "Hội đồng Bảo an Liên hợp quốc",
                                            "Hội đồng bảo an Liên hiệp quốc",
                                            "Hội đồng Bảo an",
                                            "Quỹ Hoà bình",
                                            "Quỹ Hòa bình và Phát triển",
                                            "Liên minh Nghị viện",
                                            "QHB",
                                            "LMNV"};
        const std::string body = add(draft, {"Organization"}, any(names), {{"kind", "other"}});
        for (std::size_t forms = pick(3); forms > 0; --forms)
            draft.facts.nodes.back().aliases.emplace_back(any(names));
        if (pick(4) == 0) join(draft, "SERVES", body, add_place(draft, provinces.size() + pick(2)));
        if (pick(2) == 0) join(draft, "TOOK_PART", body, event, {{"side", "guest"}});
        if (pick(3) == 0)
            join(draft, "HOLDS", add(draft, {"Official"}, spelled(people_[pick(people_.size())].name), {}),
                 body, {{"title", "Chủ tịch"}});
    }

    void add_convention(Draft& draft) {
        static const char* const titles[] = {
            "Công ước Liên hợp quốc về Luật Biển", "Công ước Liên hợp quốc về Luật Biển năm 1982",
            "Công ước về luật biển của Liên Hiệp Quốc năm 1982", "Công ước Liên hợp quốc về chống tra tấn",
            "Công ước Liên hợp quốc về Luật Biển năm 1983"};
        const std::string agreement = add(draft, {"Agreement"}, any(titles), {{"kind", "treaty"}});
        if (pick(2) == 0) join(draft, "PARTY_TO", add_place(draft, provinces.size() + pick(5)), agreement);
    }

    void sign(Draft& draft, const Encounter& encounter, const std::string& date) {
        static const char* const titles[] = {"bản ghi nhớ hợp tác", "ghi nhớ về hợp tác y tế",
                                             "thỏa thuận giáo dục"};
        std::string agreement =
            add(draft, {"Agreement"}, any(titles), {{"kind", "mou"}, {"date", date}, {"status", "signed"}});
        join(draft, "PARTY_TO", add_place(draft, people_[encounter.host].province), agreement);
        join(draft, "PARTY_TO", add_place(draft, people_[encounter.guest].province), agreement);
    }

    void add_partnership(Draft& draft, const Encounter& encounter) {
        std::size_t a = people_[encounter.host].province;
        std::size_t b = people_[encounter.guest].province;
        if (a != b)
            join(draft, "PARTNER_OF", add_place(draft, a), add_place(draft, b), {{"kind", "cooperation"}});
    }

    Facts finish(Draft draft) {
        draft.text += "và " + draft.facts.article.id + ".";
        auto length = static_cast<std::uint32_t>(code_point_count(draft.text));
        for (FactEdge& edge : draft.facts.edges) edge.evidence.front().span = {0, length};
        draft.facts.article.sha256 = sha256_hex(draft.text);
        draft.facts.article.text = std::move(draft.text);
        draft.facts.extractor_name = "generated";
        draft.facts.extractor_version = "1";
        return std::move(draft.facts);
    }

    std::mt19937 random_;
    std::vector<Person> people_;
    std::vector<Encounter> encounters_;
    std::size_t articles_ = 0;
    Surroundings surroundings_;
};

/// So many articles of one world.
inline std::vector<Facts> generated_facts(std::uint32_t seed, std::size_t count,
                                          Surroundings surroundings = Surroundings::left_out,
                                          std::size_t a_person = articles_a_person) {
    FactGenerator generator(seed, count, surroundings, a_person);
    std::vector<Facts> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(generator.next());
    return all;
}

} // namespace banggiao::testing
