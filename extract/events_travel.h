// Takes the items of the sentence being read. Hands out what its words say of journeys: who visits what, who
// has come, is there or leaves, who travels with whom.
#pragma once

#include <banggiao/extract/events_act_row.h>

#include <vector>

namespace banggiao::extract {

/// What one sentence says of who goes where.
class TravelReader : protected ActReader {
  protected:
    explicit TravelReader(const Scene& scene) : ActReader(scene) {}

    // events_when.cpp
    /// `trong chuyến thăm …, ngày 5/6 A đã gặp`, `A đang thăm …`: the day is not that of the visit.
    bool under_way(std::size_t at) const;

    // events_visits.cpp
    /// `sang thăm, làm việc tại …`: the verb that shares this one's object, or the verb itself.
    std::size_t joined_verb(std::size_t at) const;
    bool follows_visit(std::size_t at) const;
    /// `P đang thăm Việt Nam`: said of the name beside it, whatever the verb before.
    bool relative_clause(std::size_t at) const;
    bool staying(std::size_t at) const;
    /// `A hội kiến B nhân dịp Tổng thống thăm …`: said of the name before the occasion.
    bool on_occasion(std::size_t at) const;
    /// `Tháp tùng A thăm Đức, …`: the visitor is who is escorted.
    bool escorted(std::size_t at) const;
    /// `đón A thăm …`: the one who is received is the visitor.
    bool welcomed(std::size_t at) const;
    /// The item of that `đón`; the row's size if there is none.
    std::size_t welcoming_verb(std::size_t at) const;
    /// `Tàu A đã cập cảng, thăm Đà Nẵng`: a ship is told of as coming.
    bool sails(std::size_t at) const;
    /// The marks of `TP. A, nước B`.
    bool within_name(std::size_t mark) const;
    /// Whether somebody of a group serves that place, or is it.
    bool of_place(const Group& group, EntityIndex place) const;
    /// `A hội đàm với B thăm chính thức nước C`, where A is of C: B.
    Group named_visitor(std::size_t at, const Group& doer, const Group& goal) const;
    /// `Đoàn A đang công tác tại B`: a delegation, in another's country.
    bool away(const Group& guest, const Group& goal) const;
    /// `Tàu A cập cảng B, bắt đầu chuyến thăm …`
    bool journey_behind(std::size_t at) const;
    /// `Lãnh đạo tỉnh A thăm tỉnh B`, in another country: nobody of them is named.
    bool leaders_from_abroad(const Group& guest, const Group& goal) const;
    /// `hàng của tập đoàn đã có mặt tại A`: nobody went there
    bool of_goods(std::size_t at) const;
    /// `thăm, chúc Tết`, `tới chúc mừng`
    bool with_wishes(std::size_t at) const;
    /// `thăm chính thức`: a visit to a country, whose name was not read.
    bool of_state(std::size_t at) const;
    /// `công tác kiểm tra`: a noun.
    bool inspection(std::size_t at) const;
    /// The body that houses the sight: `thăm Phòng truyền thống tại Bảo tàng A`; row_.size() if none is
    /// named.
    std::size_t house_of_sight(std::size_t at) const;

    // events_goals.cpp
    /// `Thị trưởng B vui mừng được đón A tới thăm thành phố`: B, who is of the place visited.
    std::vector<EntityIndex> welcomers(std::size_t at, const Group& goal) const;
    /// `tiếp A đang thăm và làm việc tại tỉnh`, `tiếp A sang thăm`: where who receives is at home.
    Group home_of_receiver(std::size_t at, const Group& guest) const;
    /// `A sang Lào thăm chính thức`
    Group goal_before(std::size_t at) const;
    /// `thăm và chúc Tết cổ truyền Lào`: whose feast it is, not where they went.
    bool of_feast(const Group& goal) const;
    /// `thăm, chúc Tết Đồn Biên phòng A`, `thăm bệnh nhân tại Bệnh viện B`: the body behind more words.
    Group farther_goal(std::size_t at) const;
    /// `thăm, tặng quà các gia đình chính sách tại huyện A`: where.
    std::vector<EntityIndex> homes_visited(std::size_t at) const;
    /// `đến thăm, tặng quà cho ông A`: who was visited.
    Group receivers(std::size_t at) const;
    /// `Đoàn ta sang thăm tỉnh bạn`: the unit abroad, or the country, told of last.
    Group friends_behind(std::size_t at, const Group& guest) const;

    // events_travellers.cpp
    /// `cùng đi`: a trigger that tells who else travels.
    bool goes_along(std::size_t at) const;
    /// `tham gia đoàn`: words that speak of a delegation.
    bool is_delegation(std::size_t at) const;
    /// The item of the next `có`, `gồm` that may open a list.
    std::size_t opened_list(std::size_t from, std::size_t otherwise) const;
    /// The item that opens a row's list of a delegation's members; the row's size if it does nothing else.
    std::size_t lists_delegation() const;
    /// Whether nothing is told or said from the item on.
    bool only_lists(std::size_t from) const;
    /// `Thứ trưởng A; Thứ trưởng B.`: a row that can only be the rest of a list.
    bool list_goes_on() const;
    Group listed_in_row() const;

    // events_sites.cpp
    bool counts_sites(std::size_t at) const;
    /// `chúc Tết 3 tỉnh của Lào là A, B và C`
    std::vector<EntityIndex> units_listed(std::size_t at) const;
    /// Where the list of what is counted begins; the row's size if none follows.
    std::size_t list_behind(std::size_t at) const;
    std::size_t visit_before(std::size_t at) const;
    bool joins_sites(std::size_t at) const;

    // events_journeys.cpp
    /// `chuyến công du gồm Pháp, Đức và Bỉ`: all of them, from the first on.
    std::vector<EntityIndex> goals_in_row(std::size_t at, EntityIndex first) const;
    /// `chuyến thăm Lào và dự hội nghị của A`
    Group owner(std::size_t at) const;
    /// `A nói với kiều bào tại Lào về ý nghĩa chuyến thăm`: A is on it.
    bool spoken_of(std::size_t at) const;
    /// `Tàu A đã cập cảng B, tỉnh C, bắt đầu chuyến thăm`: C.
    std::vector<EntityIndex> port_before(std::size_t at) const;
    /// `chuyến công tác tại ba tỉnh phía Bắc (A)`, `chuyến công tác tham dự hội chợ ở B, nước A`: A.
    std::vector<EntityIndex> goal_behind(std::size_t at) const;
    /// `đã đến Lào, bắt đầu chuyến thăm`: Lào.
    std::vector<EntityIndex> country_reached(std::size_t at) const;
    /// The country that follows a town and says where it is; else the town.
    EntityIndex largest_behind(std::size_t at) const;
    /// `chuyến đi thực tế`, `chuyến trở lại`: no journey to a place that is named.
    bool bare_trip(std::size_t at) const;
    /// `chuyến thăm Lào vừa qua của A`, `… năm ngoái`
    bool recalled(std::size_t at) const;
    /// `chuyến thăm đầu tiên của A`: whose it is comes before where it leads, if that is said at all.
    bool named_by_owner(std::size_t at) const;
    /// `chuyến công tác của Đại sứ A tại tỉnh B`: B, where nobody is posted there.
    std::vector<EntityIndex> goal_behind_owner(std::size_t at) const;
    /// `chuyến thăm của A tới Lào`; else the one other country the sentence names.
    std::vector<EntityIndex> goal_of(std::size_t at, const Group& guest) const;
    /// `A hội đàm với B nhân chuyến thăm Lào`, where A is of Lào: B.
    Group visitor_before(std::size_t at, EntityIndex place) const;
    /// `chuyến thăm Lào đầu tiên của ông`
    bool owned_by_pronoun(std::size_t at) const;
    /// `A … tới sân bay, thủ đô B, bắt đầu chuyến thăm`: who is told to have come, farther back.
    Group traveller(std::size_t at) const;
    /// `hoạt động đầu tiên của`, up to that word.
    bool doing_before(std::size_t at) const;
    /// `A đang có chuyến thăm …`
    bool relative_journey(std::size_t at) const;

    // events_arrivals.cpp
    /// `đến`, `đặt chân tới`
    bool leads_there(std::size_t verb) const;
    /// `đang ở`, `có mặt tại`, `có ba ngày ở`: where such words begin, before that `ở`; else the row's size.
    std::size_t stays_before(std::size_t in) const;
    bool leaves(std::size_t verb) const; ///< `rời`
    /// The name, pronoun or `dẫn đầu` of who comes, where only words of the way, days and appositions stand
    /// between it and the verb; else the row's size.
    std::size_t who_comes(std::size_t verb) const;
    bool of_delegation_before(std::size_t name) const; ///< `đoàn đại biểu Lào`
    bool opens_row(std::size_t verb) const;            ///< `Vừa đến A, …`
    bool seen_off(std::size_t verb) const;             ///< `B tiễn A lên đường sang Lào`
    bool purpose_behind(std::size_t at) const;         ///< `sang tỉnh A, nước B (để) thăm`
    bool said_today(std::size_t verb) const;           ///< `chiều qua`, `hôm thứ hai`
    /// The verb by which somebody comes to a place, is there or leaves it; the row's size if none does.
    std::size_t coming(std::size_t place) const;
    /// Whether a clause of coming is dated, is a headline or says that it is done.
    bool told_as_news(std::size_t verb, std::size_t at) const;
    /// Whether it is no visitor's journey: of that country, posted there, or of no known house.
    bool at_home_in(EntityIndex one, EntityIndex goal) const;
    /// Whether somebody is an envoy in that country.
    bool posted_to(EntityIndex person, EntityIndex nation) const;
    /// `sau khi rời Berlin tới Hamburg`: on the way, not come.
    bool leaves_before(std::size_t at) const;
    /// `Trong chuyến thăm Lào, …`: of a journey before the item.
    bool journey_before(std::size_t at) const;
    /// `đã tới sân bay A, bắt đầu thăm tỉnh B`: the journey is told by where it leads, not by its country.
    bool visits_region(std::size_t at, EntityIndex nation) const;
};

} // namespace banggiao::extract
