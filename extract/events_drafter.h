// Takes a document with its entities. Hands out drafts of events, one for each clause that tells of one: a
// trigger with the groups of names around it. Its parts stand in events_*.cpp, by noun; events_when.cpp dates
// them, events_where.cpp finds where they were.
#pragma once

#include <banggiao/extract/events_report.h>

#include <optional>
#include <string_view>
#include <vector>

namespace banggiao::extract {

/// Reads the drafts of an article, sentence by sentence.
class Drafter : Report {
  public:
    explicit Drafter(const Scene& scene) : Report(scene) {}

    std::vector<EventDraft> read();
    Delegations led() const { return Delegations(led_); } ///< who leads whose, once read
    /// What a leading sentence opens with.
    const std::optional<DateMention>& leading_day() const { return leading_day_; }

  private:
    // events_drafter.cpp
    void read_row();
    /// `Theo chương trình, A sẽ gặp B. A cũng thăm C.`: all of it is to come, up to what is told as done.
    void note_programme();
    void read_trigger(std::size_t at);

    // events_when.cpp
    /// The day that a sentence opens with is that of what the next ones tell.
    void note_report_day();
    /// The only day of a leading sentence whose encounter has no names yet: that of the report.
    void note_day_told();
    /// `A tiếp B. Buổi tiếp diễn ra ngày 3/4 tại C.`: when and where that was. False if it names people.
    bool told_when(std::size_t at);
    /// `A sẽ thăm Lào từ ngày 4 đến 8/6`: how long it lasts.
    void note_plan(std::size_t at, const Group& guest);
    void date_planned();
    bool dated_visit(EntityIndex person) const;
    void date_headline(); ///< a visit told there is of the day that its guest was told to be met

    // events_where.cpp
    /// `tại thủ đô Minsk`, `đã tới Minsk`: where the report is from here on.
    void remember_town();

    // events_drafter.cpp
    void resolve(Group& group) const; ///< a delegation without a name is the one spoken of last
    void add(std::size_t at, const Group& first, const Group& second, Home home);
    /// `Tại buổi làm việc với Đại sứ quán, Đại sứ A …`: A belongs to the event spoken of before.
    void join_side(std::size_t at, const Group& first, const Group& second);
    void remember_delegation();
    /// `A hội đàm với B. Đoàn A do ông C làm trưởng đoàn, đoàn B do …`: who led the sides of those talks.
    void lead_side(const Group& group, std::size_t at);
    /// `Đoàn do A dẫn đầu.`, `Trưởng đoàn là A.`: who leads the delegation told of before.
    void lead_told_before();
    bool leads_side_named(std::size_t at, const Group& head); ///< `A làm trưởng đoàn phía B`
    /// The side a leader heads: travellers of whom nobody is named.
    Party* led_side(EventDraft& event, EntityIndex head) const;

    // events_receptions.cpp
    void receive(std::size_t at);
    /// `Đón tiếp A và các thành viên đoàn có …`: with those told to travel with A.
    void bring_members(Group& guest, std::size_t from, std::size_t to) const;
    void bring_company(Party& party) const; ///< those told to travel with who is named first
    /// `A vui mừng được đón tiếp B`, who is told to have been met by unnamed people: by A.
    void glad_host(std::size_t at);
    /// `A thăm tỉnh B. Tỉnh trưởng C vui mừng được đón tiếp đoàn.`: C received A.
    void glad_of_visit(std::size_t at, const Group& host);
    /// `Đoàn A đã tiếp kiến Chủ tịch nước`: it was he who received them.
    bool granted_audience(std::size_t at, const Group& subject, const Group& object) const;
    bool received_passively(std::size_t at); ///< `Đoàn đã được A, B tiếp`
    bool thanked_for(std::size_t at);        ///< `A cảm ơn sự đón tiếp của B`: B received A
    /// `Làm việc với đoàn có A; B`: the hosts of the meeting told of before.
    bool received_by(std::size_t at);
    /// `A đã về B. C tiếp khách`, `C tiếp ông`: A, a foreigner, of one of ours.
    std::vector<EntityIndex> visitor_told(std::size_t at, const Group& host) const;
    /// `Tiếp đoàn, B giới thiệu …`, at talks told of that name nobody of B's side.
    bool receives_those_told(std::size_t at, const Group& host);
    /// `A tiếp Đại sứ B. Tham gia tiếp Đại sứ có C, D`: beside A. False if nobody is told to have received B.
    bool more_hosts(std::size_t at, const Group& host, const Group& guest);
    /// Whether the delegation spoken of last is on a side.
    bool delegation_came(const Party& party) const;
    /// The visitors' meeting with someone of the house.
    EventDraft talks_on(const EventDraft& visit, std::size_t at, const Group& host) const;
    /// `A thăm huyện B. Tiếp đoàn có C`: C met the visitors.
    bool receive_visitors(std::size_t at, const Group& host);

    // events_meetings.cpp
    /// `tại trụ sở Tập đoàn A, … làm việc với lãnh đạo tập đoàn`: A.
    std::vector<EntityIndex> seat_of(std::size_t at) const;
    void court(std::size_t at);
    bool receives_more(std::size_t at); ///< `A tiếp B đến chào, C, D`: C and D as well
    void talk(std::size_t at);
    /// `A đến thăm và làm việc với tỉnh B`, abroad: a visit as well as talks.
    void talk_on_visit(std::size_t at);
    /// `gặp Thủ tướng Lào và Tổng thống Nga`, `các buổi hội kiến với A, B`: an encounter with each.
    void add_each(std::size_t at, const Group& first, const Group& second, Home home);
    /// `Các Đại sứ A và B trình Quốc thư lên C`: one rite.
    void add_letters(std::size_t at, const Group& first, const Group& second, Home home);
    void add_bodies(std::size_t at, const Group& first, const Group& second, Home home);

    // events_pairs.cpp
    /// `hai Bộ trưởng đã tiến hành hội đàm`: the pair spoken of last meets.
    void again(std::size_t at);
    bool house_called_on(const EventDraft& visit) const;
    bool of_countries(const Party& party) const;
    void leave_bodies(Party& party) const; ///< what its people stand for, without them
    /// `Hai nhà lãnh đạo gặp nhau tại A`: the two leaders of the sentence before.
    void two_told_before(std::size_t at);
    /// `Cả hai đã gặp B`: the two persons of the sentence before.
    void both_told_before(std::size_t at, Group& group) const;
    /// `A hội đàm với B; tiếp C; D`: the talks lead those told of in one sentence.
    std::size_t talks_beside(std::size_t last) const;
    bool talks_first(std::size_t at) const;

    // events_occasions.cpp
    /// `Tại buổi làm việc, A cho biết`: A was there. `Tại cuộc gặp B, A khẳng định`: A met B.
    void occasion(std::size_t at);
    /// `Tại hội đàm, A và B …`: two of two countries.
    bool two_speak(std::size_t at, const Group& speaker);
    /// `Bộ A và Bộ B hội đàm. Tại hội đàm, C và D …`: of those talks. False if they are not of those sides.
    bool head_sides(std::size_t at, const Group& one, const Group& other);
    /// `Sau buổi làm việc với A, đoàn đã thăm …`: the delegation worked with A.
    bool delegation_after(std::size_t at, const Group& object);
    bool held_together(std::size_t at); ///< `A và B vừa kết thúc cuộc hội đàm`
    /// `C chỉ trích cuộc gặp của A với B`: A and B met, whoever speaks of it.
    bool owned_encounter(std::size_t at);
    void encounter_between(std::size_t at, Group first, const Group& speaker); ///< `cuộc gặp giữa A và B`
    /// `Tại buổi làm việc, A …`: of the event spoken of, or the first word of one.
    void speaker_joins(std::size_t at, const Group& speaker);
    /// `Tại buổi làm việc, A chào mừng B sang thăm`: told of for the first time, A met B there.
    bool greets_there(std::size_t at, const Group& speaker);
    /// `A thăm tỉnh B. Tại buổi làm việc, Chủ tịch tỉnh …`: the traveller's talks with who receives him.
    bool session_of_visit(std::size_t at, const Group& speaker);
    bool visitors_speak(std::size_t at, const EventDraft& visit, const Group& speaker);
    /// Drafts from that one on have no day but the one of their own words.
    void undate(std::size_t from);
    /// `Trong cuộc gặp với A, ông đề xuất …`: whom the report speaks of, if he is not A.
    Group pronoun_speaker(std::size_t at) const;
    /// `Thủ tướng A và Tổng thống B.`: a picture of two of two countries, without a verb.
    void portrait();
    void add_portraits();         ///< those who are not told to have met anywhere else
    bool caption(std::size_t at); ///< `A và B tại buổi hội đàm.`: a picture's words

    // events_visits.cpp
    void visit(std::size_t at);
    /// A house visited `sau đó`, `cùng ngày` was visited on the day of the report; a journey is longer.
    void date_by_report(EventDraft& visit) const;
    /// `Chào mừng đoàn A đến thăm tỉnh B`: A of whom nobody is named, if no visit there was told of.
    bool greeted_first(std::size_t welcome, const Group& host) const;
    /// `Thủ tướng sẽ ở Lào từ ngày 4 đến 8/6`: how long the journey lasts that began on the 4th.
    void note_stay();
    std::vector<EntityIndex> navy_of_ship(std::size_t at); ///< the foreign navy the article names
    std::vector<EntityIndex> foreign_navy();
    /// The ship's call at a port, told again as one to the country.
    bool navy_calls_again(const Group& guest, const Group& host);
    /// `A thăm Khu di tích …`: somewhere that is no body and no place of the graph.
    void sight(std::size_t at, const Group& guest, const Group& where);
    Group openers(std::size_t at); ///< `A và B cắt băng`, `Cắt băng là A và B`, `Hai ông cùng cắt băng`
    bool open_together(std::size_t at, const Group& who); ///< `A và Đại sứ B cắt băng khánh thành nhà máy`

    /// `đã đến Đại sứ quán A, …`: a house reached was visited.
    void reach_house(std::size_t at);

    // events_goals.cpp
    void visit_goals(std::size_t at, const Group& guest); ///< `thăm Lào (3 - 5/4), Campuchia và Thái Lan`
    /// `thăm Lào (3 - 5/4)`: of the draft just made.
    void date_in_brackets(std::size_t behind, std::size_t draft);

    // events_briefings.cpp
    /// Remembers who chairs such a meeting. False if it is none.
    bool note_briefing(std::size_t at, const Group& chair);
    EventDraft* briefing_told(); ///< the draft of the meeting that officers were called to
    /// `Sở A báo cáo`, `giao Sở A`: who reports or gets orders, by that verb.
    Group reporting(std::size_t at) const;
    /// Who reports in a sentence to the chair told of before was called by him.
    void brief();

    // events_sites.cpp
    void place_both(); ///< `Cả hai cuộc đều ở A`: where the two told of before were
    /// One of the things visited one after the other.
    struct Site {
        EntityIndex house = no_entity;
        EntityIndex place = no_entity;
        bool at_place = false; ///< the place is where it lies, not what was visited
        std::size_t first = 0; ///< items
        std::size_t last = 0;
    };
    /// `đã đến thăm một số cơ sở, gồm: A tại huyện B; C`: a visit to each.
    void sites();
    std::vector<Site> read_sites(std::size_t from) const;
    /// Reads one site; the item behind it.
    std::size_t read_site(Site& site, std::size_t from, bool by_comma) const;
    /// `thăm, chúc Tết 3 tỉnh là A, B và C`: a visit to each. False if none is listed.
    bool visit_each(std::size_t at, const Group& guest);
    void visit_site(std::size_t verb, const Group& guest, const Site& site);

    // events_journeys.cpp
    /// `chuyến thăm … Nga của A`; `trong chuyến thăm … Nga, A đã …`.
    void journey(std::size_t at);
    /// `các chuyến thăm Lào và Thái Lan của A`: one to each.
    void journeys(std::size_t at, const Group& goals);
    bool still_planned(const Group& guest) const; ///< `Chuyến thăm của A cho thấy …`: he will be on it

    // events_visits.cpp
    /// `Thủ tướng Lào đã tới Hà Nội`: a journey told by its goal.
    void arrive(std::size_t verb, std::size_t at);
    bool come(std::size_t at); ///< `A đến Lào ngày 3/4`, `A đang ở Oslo`; false if nobody is told of
    Group who_came(std::size_t verb); ///< the delegation told of, if a clause of coming names nobody
    EntityIndex goal_of_coming(std::size_t at, const Group& guest) const; ///< the country, or the unit
    void add_arrival(std::size_t verb, std::size_t at, const Group& guest, EntityIndex goal);
    bool on_visit(EntityIndex person, EntityIndex nation) const;
    /// The country a journey leads to that a town of unknown country lies in; no_entity if none is told of.
    EntityIndex nation_of_journey(std::size_t at, EntityIndex town);
    /// `… tới thành phố A`, told of somebody who is in A's country: visited on its own.
    bool town_of_journey(std::size_t verb, std::size_t at, EntityIndex nation, EntityIndex person) const;

    // events_travellers.cpp
    /// `A đang tháp tùng B thăm C`: A is told of, B is on a journey of his own and not at what is told of A.
    bool escorts_higher(std::size_t at, const Group& names) const;
    void escort(std::size_t at);
    /// `Cùng đi có A; B`: they came with the guest. False where the event has no guest.
    bool came_along(std::size_t at, const Group& names);
    /// Adds persons to the visitors of the visit or meeting told of last. False if it was neither.
    bool join_guests(const Group& names, TokenRange words, std::string_view rule);
    bool join_nation(std::size_t at, std::size_t list, const Group& names); ///< `Tham gia đoàn Lào có …`
    /// `Đoàn công tác gồm có A; B`, `Thành viên đoàn có A`, and the paragraphs that go on with such a list.
    void members_of_delegation();

    // events_signings.cpp
    void sign(std::size_t at);
    /// `Sở A và Sở B đã ký. Ông C và ông D thay mặt hai Sở ký kết.`: C and D are of those.
    bool signs_what_was_told(std::size_t at, const Group& signers);
    /// `Sau hội đàm, A và B ký …`, where no talks were told of: A and B talked.
    void talked_before_signing(std::size_t at, const Group& first, const Group& second);
    bool signed_between(std::size_t at); ///< `thỏa thuận ký ngày 9/1 giữa A và B`
    bool sign_as_they_talk(std::size_t at, const Group& subject); ///< `Đoàn A và B hội đàm và ký …`
    bool sign_at_rite(std::size_t at); ///< `Kết thúc buổi lễ, lãnh đạo hai tỉnh ký …`: who attended it
    /// `A và B trao đổi Bản ghi nhớ`
    void exchange_texts(std::size_t at);
    void signing_held(std::size_t at); ///< `đã diễn ra lễ ký kết … giữa A và B`
    /// `Lễ ký kết … với sự chủ trì của A và B`: of the signing told of before.
    bool chairs_signing(std::size_t at);
    /// `Trước sự chứng kiến của A và B, C và D đã ký …`: one signing. False if it is another one.
    bool joins_signing(std::size_t at, const Group& first, const Group& second);
    /// `Phát biểu sau khi ký biên bản, A …`: A and who he has just conferred with signed.
    bool signed_before(std::size_t at);
    /// `Sau hội đàm, hai bên đã ký …`: those of the encounter the report is about sign.
    void sign_together(std::size_t at);
    void witness(std::size_t at);
    EventDraft* signing_told(std::size_t at); ///< just before, if nothing else is told here
    /// Puts those named in the sentence on the sides they are of. False if it names nobody.
    bool seat_at_signing(EventDraft& signing, std::string_view rule);
    bool looks_on_told(std::size_t at); ///< `A và B chứng kiến.`
    /// `Đặt bút ký là A, Giám đốc, và B`: of the bodies told to have signed.
    bool hands_of_signing(std::size_t at);
    /// `Dự lễ ký có A, B`: on the sides of the signing told of before.
    bool present_at_signing(std::size_t at);
    bool met_here(EntityIndex person) const; ///< `A hội đàm với B và chứng kiến lễ ký …`: both look on
    /// `Ngày 12/4, Bộ A và Bộ B đã ký …`: bodies of two countries, on a day.
    void sign_bodies(std::size_t at, Group first);
    /// `Ngày 5/6, A ký thỏa thuận giữa tỉnh B và tỉnh C`, where A is of B: with C.
    void sign_for(std::size_t at, const Group& first);
    /// `Kết thúc hội đàm, Sở A và Sở B ký …`: those who talked, as the bodies named are on their sides.
    bool signed_by_sides(std::size_t at, const Group& named);
    bool signs_for_side(std::size_t at, const Group& first); ///< `A ký cho phía B`
    /// `UBND tỉnh A và chính quyền tỉnh B (Lào) ký …`
    bool committee_and_unit_sign(std::size_t at, Group first);
    bool units_sign(std::size_t at, Group first); ///< `Ngày 12/4, tỉnh A và tỉnh B đã ký …`
    /// `trước sự chứng kiến của A và B, Công ty C đã ký với D`: C and D are of the signing of A and B.
    bool joined_by_firms(std::size_t at, const Group& first, const Group& second);
    /// One who looked on is beside the firm of his country, else beside who is named first.
    void add_onlookers(std::size_t at);
    void sign_between(std::size_t at); ///< signatories join the side of their country

    // events_ceremonies.cpp
    /// `đón tiếp A tại sân bay`: a welcome, not a reception.
    bool arrival(std::size_t at) const;
    /// `lễ đón A`, `B chủ trì lễ đón A`: who is welcomed, and who welcomes.
    void ceremony(std::size_t at);
    /// The traveller told of, or whom the host confers with, where `A chủ trì lễ đón` names no guest.
    Group welcomed_by(const Group& host);
    /// `Sau lễ đón, A hội đàm với B`, the drafts of the sentence beginning at `from`: A and B were at that
    /// rite.
    void welcomed_before_talks(std::size_t from);
    void add_welcome_before_talks(); ///< where no welcome is told otherwise
    EventDraft* welcome_told();      ///< the ceremony of welcome the report is still about
    /// `Tham dự lễ đón có A, B`: beside who welcomes, or who is welcomed.
    void present_at_welcome(std::size_t has);
    /// `A mời B bước lên bục danh dự`, `A ra tận xe đón B`: A welcomed him.
    void welcome_goes_on();
    void lead(Group& delegation) const; ///< `lễ đón Đoàn Quốc hội A`: with who was told to lead it
    /// `Đón Thủ tướng …`: who is welcomed is the one on a journey, not a man of the country he comes to.
    void correct_guest(Group& guest);
    /// `đón đoàn đại biểu Việt Nam tại sân bay`: the one whose journey was just told of.
    Group one_welcomed(const Group& named);
    bool welcomed_passively(std::size_t at); ///< `A tới Lào, được B ra tận sân bay đón`
    /// `Đón A tại sân bay có B, C`, `B, C ra đón A tại sân bay`. The guest's own ambassador has no side.
    void welcome(std::size_t at);
    /// `Đón đoàn có A`, at no airport: who received those told of. False if nobody was told to be met.
    bool received_delegation(std::size_t at);
    /// `Đoàn A thăm tỉnh B. Đón đoàn có C`: who hosts a visit of people that are not named.
    bool hosts_unnamed_visitors(std::size_t at, const Group& host);
    bool receives_callers(std::size_t at); ///< `A đón khách.`
    /// `A thăm tỉnh B. C đón đoàn ở thị xã D`, `A thăm tỉnh B, được C đón`: C, of B, hosts the visit.
    bool hosts_visitors(std::size_t at);
    void add_welcome(std::size_t at, const Group& guest, const Group& hosts);
    /// `Lãnh đạo tỉnh A đón đoàn B`, whose people may be told of next.
    void welcome_unnamed(std::size_t at, const Group& guest);
    /// `Bộ A đón đoàn B do C dẫn đầu`, at no airport: a reception.
    void welcome_as_host(std::size_t at, const Group& guest, const Group& hosts);
    /// `A trao Huân chương cho B`: a ceremony; `A tặng B 100 máy tính`: no more than a gift.
    void award(std::size_t at);
    void note_handing(std::size_t at, const Group& giver); ///< `A trao …`, on a day, to nobody named
    void taken_over(); ///< `Người nhận là B`: to B, of another country
    /// `A tặng quà lưu niệm cho B`: a gift of those who met, where and when they did. False if they did not.
    bool hand_souvenir(EventDraft& gift) const;
    void banquet(std::size_t at); ///< `A chủ trì tiệc chiêu đãi B`, `B dự chiêu đãi của A`
    /// `A mở tiệc chiêu đãi Đoàn`: those A has met.
    Group met_by(EntityIndex host);

    // events_chairs.cpp
    /// `Tỉnh A tổ chức hội thảo. B của tỉnh A và C chủ trì hội thảo.`: of that one.
    bool chairs_known(std::size_t at, const Group& chairs, TokenRange words);
    /// `A hội đàm với B và cùng đồng chủ trì kỳ họp`: both chair it.
    bool chairs_with_guest(std::size_t at, const Group& chair);
    /// `kỳ họp … dưới sự đồng chủ trì của A và B`
    void presided(std::size_t at);

    // events_assemblies.cpp
    /// Who is told of as attending, presiding over or (Frame::none) speaking at an assembly.
    struct Attendance {
        Group who;
        Frame how = Frame::none;
    };
    Attendance attendance(std::size_t at) const;
    /// `Mở đầu hội nghị tại Lima, Tổng thống Peru A …`: who opens it in his own country holds it.
    bool opened_by_speaker(std::size_t at) const;
    /// `Một số lãnh đạo đã dự hội nghị, bao gồm A, B`
    bool attended_by(std::size_t at);
    /// `hội thảo giữa A và B`: both.
    Group assembled(std::size_t at) const;
    /// `khai mạc hội thảo giữa A và B`, `Hội nghị giữa A và B được tổ chức …`: of two bodies.
    bool assembly_between(std::size_t at);
    /// `Ngày 8/3, Đồn A và Đại đội B tuần tra song phương …`: both.
    bool act_together(std::size_t at);
    /// `A phối hợp với B tổ chức hội nghị`, `hội nghị do A tổ chức`: who holds it, told as done.
    Group organizers(std::size_t at) const;
    /// `A chủ trì cuộc họp với các sở B, C`: a meeting of the chair with those called.
    bool convened(std::size_t at, const Group& chair);
    /// `Bộ A và Bộ B, nước C, tổ chức đối thoại`: they talk. False if they are of one country.
    bool sit_together(EventDraft& session, Group first, TokenRange words) const;
    /// An assembly known by who holds it.
    void held_by(std::size_t at);
    /// `Ngày 12/4, kỳ họp đã khai mạc.`: remembered for who is told of as speaking or presiding there.
    void note_assembly(std::size_t at);
    /// `họp báo`: who speaks there holds it.
    bool of_press(std::size_t at) const;
    EventDraft draft_assembly(std::size_t at) const;
    void speaks_at(std::size_t at, const Group& who, TokenRange words);
    void assembly(std::size_t at);

    // events_assembly_people.cpp
    /// The assembly told of just before, `held_` too; nullptr if none was.
    const EventDraft* assembly_under_way() const;
    /// `Kỳ họp đã diễn ra. A chủ trì phía Việt Nam; B làm trưởng đoàn Lào`: a session of the two.
    bool session_between(const std::vector<Actor>& actors);
    /// `Hội thảo đã khai mạc. A giới thiệu …; B cảnh báo …`: they were there.
    void people_of_assembly();

    // events_speakers.cpp
    /// `Thay mặt lãnh đạo tỉnh, A cảm ơn …`: said at the encounter told of before.
    void on_behalf();
    /// `A cho biết …`, where A is of a body or place that takes part in the meeting the report is about.
    void speakers();
    /// `Trong chuyến thăm B, A và C của nước B khẳng định …`: they met there.
    bool agree_on_journey(const Group& who);
    /// Of the conference or visit told of last: who speaks for the body that holds it or was visited.
    bool host_speaks(const Group& who);
    /// `Giám đốc đơn vị A báo cáo …`, of no body that is named: of the unit that a leader came to.
    bool reports_for_unit(const Group& who);
    /// `Thay mặt lãnh đạo tỉnh A, B cảm ơn`, where A was visited: B received the visitors.
    bool speaks_for_place(const Group& speaker);
    /// Who does what the verb says; `ông` stands for the one spoken of last.
    Group doer(std::size_t at) const;
    /// `B nói ông đã dẫn đầu đoàn A thăm C`: B; no_entity of other delegations.
    EntityIndex led_by_pronoun(std::size_t at) const;
    void remember_subject();

    // events_company.cpp
    /// `Cùng dự có A, B; C`: before or after the words.
    void present(std::size_t at, std::size_t from);
    EventDraft* event_attended(); ///< the meeting or assembly told of last; nullptr if none was
    /// `A đã gặp B; chào C. Cùng tham dự với Đoàn có D`: D was at all of them.
    void attach_to_series(const EventDraft& last, std::size_t at, const Group& names);
    /// `Dự hội thảo có đại diện A, B`: bodies too.
    void attends_visitors(std::size_t at, Group names); ///< `A thăm B. Dự buổi tiếp có C`
    void present_at_assembly(std::size_t at, Group names);
    /// `Lễ khai mạc đã diễn ra. Tới dự có …`: the assembly told of without names, so many sentences ago.
    EventDraft* assembly_told(std::size_t farthest);
    void attend(std::size_t at);
    /// `Cùng chủ trì có A, B`: they presided as well.
    bool presided_too(std::size_t at);
    /// `A và B hội đàm. Đồng chủ trì là C và D.`, `Hội đàm do C và D đồng chủ trì.`: of those talks.
    bool chairs_told(std::size_t at);
    /// `Chủ trì buổi tiếp đoàn có A`: the host of the reception told of.
    bool chairs_reception(std::size_t at);
    bool chairs_for_visitors(std::size_t at); ///< `A thăm B. C chủ trì buổi tiếp.`
    /// `A dự buổi tiếp.`, `A và B tham dự.`: the meeting told of just before. False if it is none.
    bool attends_meeting(std::size_t at);
    void attends_what_was_told(std::size_t at); ///< `A, B và C tham dự.`: the assembly told of just before
    void chair(std::size_t at);
    /// `A đồng chủ trì với B Diễn đàn …`
    bool chairs_beside(std::size_t at, const Group& first, const Group& second);
    /// `A và B chủ trì họp báo`, `hai nhà lãnh đạo gặp gỡ báo chí`: before journalists, together.
    void press(std::size_t at);
    bool press_after_talks(std::size_t at); ///< `Tại họp báo chung sau hội đàm, A nói …`: of both
    /// `A đồng chủ trì kỳ họp … với B`, `… Ủy ban liên Chính phủ A - B`: one side is told of as chairing.
    bool chairs_with(std::size_t at, const Group& chair);
    /// `A chào mừng B sang dự kỳ họp`: they sat in it.
    bool welcomed_to(std::size_t at);
    bool chairs_meeting(std::size_t at) const;
    /// `chủ trì cuộc họp thường niên hai Bộ A`: another than the one told of.
    bool chairs_named_session(std::size_t at) const;
    /// `cuộc họp`, `kỳ họp`: a session of its members, not a conference that people attend.
    bool sitting(std::size_t at) const;
    /// `Về phía Việt Nam có A; B`: the company of one side.
    void side(std::size_t at);
    /// `Phía Công ty có …`: the one body there whose name begins so; no_entity if there are more.
    EntityIndex house_called(const EventDraft& event, std::size_t side, std::size_t has) const;
    /// The encounter whose sides are being listed; else a visit told of by its verb.
    EventDraft* event_of_side(std::size_t at);
    /// `Tham dự diễn đàn, về phía A có …`: the assembly named before, told of here for the first time.
    EventDraft* assembly_of_side(std::size_t at);
    /// `Dự lễ ký, về phía A có …`: an encounter told of by those who were there, here for the first time.
    EventDraft* occasion_of_side(std::size_t at);
    /// `Về phía A có:`, whose names stand in the lines below.
    void open_list(const EventDraft& event, EntityIndex named, bool guests);
    /// `Lãnh đạo tỉnh có A; B`, in words no trigger has: they were at the meeting told of just before.
    void company_listed();
    // events_roles.cpp
    EventDraft* event_of_role(const NamedRole& role); ///< what a part is said to be of; nullptr: not told of
    Party* side_of_role(EventDraft& event, const NamedRole& role) const;
    bool signed_by_two(const NamedRole& role); ///< `Đặt bút ký là A và B`
    /// `Người ký phía A là B; phía bạn là C`, where no signing was told of.
    bool signed_by_sides(const NamedRole& one, const NamedRole& other);
    bool take_role(const NamedRole& role);
    /// `Hai đoàn hội đàm. Dẫn đầu phía A là B; phía C là D.`
    bool confer(const NamedRole& one, const NamedRole& other);
    void chair_jointly(EventDraft& event, Party& across, const Group& chairs, TokenRange words) const;
    void head_of_house(); ///< `Chủ tịch Hội A B …`, right behind talks of A that name nobody of it
    /// `A và B làm trưởng đoàn hai bên`, behind talks of bodies: each on the side he is of.
    bool heads_of_talks();
    /// Adds who a row says had a part in what was told of. False if it does not, or only who led the guests.
    bool roles_named();

    // events_company.cpp
    void list_present(); ///< `Tham dự buổi làm việc có:`
    /// `- Ông A, Giám đốc Sở B;`: a line of that list. False if there is none.
    bool goes_on_listing();
    /// `Báo cáo với đoàn, A …`: A receives the delegation of the meeting told of. False if none was.
    bool reports(std::size_t at);
};

} // namespace banggiao::extract
