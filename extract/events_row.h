// Takes the items of the sentence being read. Hands out what its words say around a verb or a noun: who does
// it, whose it is, where and when. Its parts stand beside the drafts they serve, in the files named below;
// events_travel.h reads who goes where, events_drafter.h makes events of what they hand out.
#pragma once

#include <banggiao/extract/events_clause.h>

#include <optional>
#include <vector>

namespace banggiao::extract {

/// What one sentence says, whatever was told before.
class RowReader {
  protected:
    explicit RowReader(const Scene& scene) : scene_(scene), clause_(scene, row_) {}
    RowReader(const RowReader&) = delete;
    RowReader& operator=(const RowReader&) = delete;

    bool is_word(std::size_t at, const SyllableSet& words) const {
        const TokenRange tokens = row_[at].tokens;
        return tokens.size() == 1 && words.contains(scene_.document().tokens[tokens.first].id);
    }

    // events_drafter.cpp
    /// Whether the sentence has one of the words, for certain.
    bool says(const SyllableSet& words) const;
    /// `Dự kiến ngày 9/4, A gặp B`, `Nếu A gặp B, …`
    bool supposed() const;
    /// `sau hội đàm, …`, `kết quả các cuộc hội kiến`: the verb stands as a noun.
    bool nominal(std::size_t at) const;
    /// `có các cuộc hội đàm với`: the noun does a verb's work.
    bool verbal(std::size_t at) const;
    /// The clause around a trigger, up to semicolons: the evidence of what it says.
    TokenRange clause_around(std::size_t first, std::size_t last) const;
    /// `kết quả các cuộc hội đàm với A`, `đoàn đã đến thăm và làm việc với A`: not of the report's day.
    bool told_by_the_way(std::size_t at) const;
    /// `Trước đó một ngày, …`
    bool days_earlier() const;

    // events_when.cpp
    bool says_when(std::size_t at) const;
    bool dated_noun(std::size_t at) const; ///< `Buổi tiếp hôm 2/6 bàn …`, `Trong buổi làm việc (sáng 3/4), …`
    /// `Hãng tin A ngày 9/5 đưa tin …`: the day it was written.
    bool reported_on(std::size_t at) const;
    std::optional<std::size_t> span_of_sentence() const;
    std::optional<std::size_t> date_before(std::size_t at) const;
    std::optional<std::size_t> date_after(std::size_t at) const;
    /// `Sáng 3/4, …`, `Buổi chiều, …`: the part of the day a sentence opens with; no syllable if it does not.
    SyllableId hours_told() const;
    /// `thăm A ngày 3/4 và thăm B ngày 6/4`: the first day, said of another verb than what follows.
    bool of_verb_before(std::size_t day) const;
    /// `trong chuyến thăm Lào của A vào tháng 3/2017`: the date in the words of the journey itself.
    std::optional<std::size_t> date_of_clause(std::size_t at) const;
    /// `nhân dịp dự hội nghị, A đã gặp B`: the day is that of the meeting.
    bool is_occasion(std::size_t at) const;
    /// `Trong thời gian thăm Lào, A đã …`: said of all the days of a journey.
    bool sums_up() const;
    /// Whether a date says when something was: not a bare month, nor a year that is part of a name.
    bool usable(const DateMention& date) const;
    /// `Ngày thiết lập quan hệ ngoại giao (5/6/1950 - 5/6/2020)`: what is remembered.
    bool of_anniversary(const DateMention& date) const;
    /// `tối 9/4 giờ địa phương, tức rạng sáng 10/4 giờ Hà Nội`: the day of the reader's clock.
    bool other_clock(const DateMention& date) const;
    /// `chuyến thăm Lào của A năm 2016`
    std::optional<std::size_t> year_of_clause(std::size_t at) const;
    /// `dự hội nghị diễn ra từ ngày 5 đến 8/6`: when that was, not the journey to it.
    bool of_assembly_day(std::size_t date) const;

    // events_where.cpp
    /// `tại Trường A, thành phố B`: the town behind a seat; the row's size if none is named.
    std::size_t town_of_seat(std::size_t body) const;
    /// `tại Điện Kremlin`, `tại Nhà Trắng`: the country of it, if the article names that.
    EntityIndex palace() const;
    EntityIndex country_of_code(std::string_view code) const;
    /// `Nhà Quốc hội`, in a story of another country's: that is ours.
    bool house_elsewhere(std::size_t body) const;
    /// `tại Nghĩa trang Quốc tế Việt - Lào`: no country.
    bool names_a_sight(std::size_t at, std::size_t place) const;
    /// `liệt sĩ hy sinh tại A`, `đang sinh sống tại A`: where that was.
    bool lived_there(std::size_t at) const;
    /// `A đã gặp B; dự hội nghị tại C`: not where they met.
    bool other_clause(std::size_t at, std::size_t place) const;
    /// `đã hội đàm, chuẩn bị hội nghị sẽ diễn ra tại …`: the place of what is to come.
    bool planned_between(std::size_t from, std::size_t to) const;
    /// The dot of `TP.` before a name; the comma or bracket before the town of a building.
    bool dotted(std::size_t at) const;
    /// `Chuyến thăm kéo dài …`, `Chuyến thăm sẽ kết thúc …`
    bool lasts() const;
    /// `Nghệ An, 5/3 - …`: where and when the report was written.
    bool dateline() const;
    /// `vụ cháy hôm 25/3`, `đến ngày 2/12`: no day of the report.
    bool of_background(std::size_t at) const;
    /// `đến ngày 2/12`: the end of something.
    bool until(std::size_t at) const;
    /// `từ khi nhậm chức tháng 6`: since when something is as it is.
    bool since(const DateMention& date) const;
    /// `Sau khi dự hội nghị ngày 22/2, …`: said of something before or behind what is told.
    bool aside(std::size_t inner, std::size_t at) const;
    /// `Sau khi họp tại A ngày 22/2, chiều 24/2 …`: a place of the other day.
    bool another_day(std::size_t place, std::size_t at) const;
    /// `nhắc lại thỏa thuận ký ngày 10/1/2018`: it is told of, not signed.
    bool signed_long_ago(std::size_t at) const;
    /// `(hiện công tác tại A)`: said beside.
    bool in_brackets(std::size_t at) const;
    /// Whether a place in front is named to its end: a mark, a date, `(đã) diễn ra` follow.
    bool closes(std::size_t at) const;
    /// `tại Cửa khẩu A, huyện B, …`: the mark before a town with its level.
    bool town_with_level(std::size_t at) const;
    /// `tại Nhà khách A (TP B)`: the town; the row's size if none is said.
    std::size_t town_of_house(std::size_t house, std::size_t name) const;
    /// `sẽ diễn ra tại A`: where something is to be.
    bool to_be(std::size_t at) const;
    /// `Biên bản … ký ngày 15/6/2017 tại A`: where an instrument was signed, not the report.
    bool long_ago(std::size_t at) const;
    /// The item of `đến` in `đã đến sân bay A, B`, where B is a country; the row's size if there is none.
    std::size_t airport_before(std::size_t at) const;
    /// `A đưa đoàn công tác sang Lào`
    bool brings(std::size_t at) const;
    /// `Theo phóng viên TTXVN tại Tokyo`: where the reporter or a society is, not where it happened.
    bool reporter(std::size_t at) const;
    /// `Tổ chức A (B) tại Việt Nam`, `tiếp đoàn Hội A tại thành phố B`: where the body is at home.
    bool seated(std::size_t at, std::size_t in, std::size_t place) const;
    /// `ký biên bản về xây dựng trường tại A`: where the school is to be.
    bool of_agreement(std::size_t at, std::size_t place) const;
    /// `Đại sứ Lào tại Việt Nam`, without a name, `doanh nghiệp Lào tại Việt Nam`: where they are at all
    /// times.
    bool posted(std::size_t at) const;
    /// The item of `tại`, `tới` before a place, over `sân bay …, thủ đô`; the row's size if there is none.
    std::size_t preposition(std::size_t at) const;

    // events_drafter.cpp
    /// `Quy Nhơn (Bình Định)`: a place that only says where another one of the group is.
    bool part_of_larger(const Group& group, EntityIndex place) const;
    /// `Thủ tướng Lào … tại Việt Nam`: a body of another country than the persons it stands beside.
    bool of_others(const Group& group, EntityIndex body) const;
    /// `Đoàn đại biểu quân sự cấp cao A do Bộ trưởng B dẫn đầu`
    bool military(const Group& group) const;
    /// `Đoàn hữu nghị A - Việt Nam`: part of the delegation's name.
    bool behind_dash(const Group& group, EntityIndex body) const;
    /// Whether nobody of a side is one of ours, by name and office.
    bool all_foreigners(const Group& group) const;
    /// Whether a side is of a unit abroad, and nobody of it is one of ours.
    bool stands_abroad(const Group& group) const;
    /// The delegation named last in the sentence before the item.
    Group delegation_before(std::size_t at) const;
    TokenRange evidence(const Group& group, std::size_t at, const Group& object) const;
    /// `gặp một số doanh nghiệp Na Uy`, `kiều bào tại Na Uy`: people, not those who act for the country.
    bool crowd(std::size_t at, const Group& group) const;
    /// Whether persons and bodies are one side: all of them hold offices there.
    bool one_side(const Group& people, const Group& bodies) const;
    /// `dẫn đầu đoàn sang Lào`
    bool sets_out(std::size_t at) const;
    /// `đoàn đại biểu Đảng, Nhà nước và Quốc hội A`: the country A; no_entity if its state is not spoken of.
    EntityIndex state_of(std::size_t at, const Group& group) const;
    /// Where the row says who leads; its size if it does not, or tells of more than that.
    std::size_t leads_delegation() const;
    /// The name that the words `làm trưởng đoàn` or `trưởng đoàn là` are said of.
    std::optional<std::size_t> leader_beside(std::size_t at) const;
    bool is_name(std::size_t at) const;
    bool is_filler(std::size_t at) const;
    bool only_countries(const Group& group) const;
    /// Leaves the bodies of a group.
    void drop_places(Group& group) const;

    // events_pairs.cpp
    /// `lãnh đạo hai đơn vị ký`, `hai lực lượng ký`
    bool bodies_sign(std::size_t at) const;
    /// `hai Bộ trưởng`: the two who hold such an office.
    std::vector<EntityIndex> holders_of_pair(std::size_t at) const;

    // events_receptions.cpp
    /// `Đến chào A sáng 3/4 có B`, `Tới làm việc với A là đoàn B`: B, behind the item whom the words end at.
    Group doer_behind(std::size_t last) const;
    /// `tiếp một số đại sứ đến thăm thành phố: A, B và C`: those named behind what they came for.
    Group listed_behind(std::size_t at) const;
    /// Whether the names that end there are the subject of a verb of their own.
    bool acts(std::size_t last) const;
    /// `Tiếp và làm việc với Đoàn có các đồng chí: A; B; C.`
    void listed_hosts(std::size_t at, Group& host) const;
    bool ends_sentence(std::size_t at) const;
    /// `vui mừng được đón tiếp A`: said in a speech at what is told of elsewhere.
    bool courtesy(std::size_t at) const;
    /// `Chiều 5/3, tiếp A tại …, B khẳng định`: nobody is named before the verb, who does it after it.
    bool opens_adverbial(std::size_t at) const;

    // events_meetings.cpp
    /// `Trao đổi với A tại buổi tiếp, B …`
    bool encounter_behind(std::size_t at) const;
    /// `Trong chuyến thăm, A đã hội đàm với B`: A is the one who travels.
    bool on_that_journey(std::size_t at) const;
    /// `Sau khi chào A, đoàn đã …`
    bool delegation_goes_on(std::size_t at) const;
    /// `Chào mừng A đến chào, B …`: whoever speaks is called on.
    bool greeted(std::size_t at) const;
    /// `làm việc với lãnh đạo tỉnh`: the province the report speaks of.
    std::vector<EntityIndex> leaders_place(const Group& leaders) const;
    /// The one province of ours that the article names; no_entity if it names several.
    EntityIndex only_province() const;
    /// `đến thăm tỉnh`, `làm việc với tỉnh.`: the province the report speaks of, where no other is meant.
    Group bare_province(std::size_t at) const;
    /// `trao đổi với phóng viên Báo A`
    bool interview(const Group& group) const;
    /// Whether two serve one body or one state: they confer, they do not meet.
    bool of_one_house(EntityIndex a, EntityIndex b) const;
    /// `Hội nghị Gặp gỡ Nhật Bản`: the word is part of a name.
    bool in_a_name(std::size_t at) const;
    /// The object of a verb, or the one that stands farther behind where it has none.
    Group completed(std::size_t at, Group object) const;
    /// `làm việc với hai đơn vị bạn là A và B`
    Group counted_objects(std::size_t at) const;
    /// `gặp gỡ và có cuộc nói chuyện ngắn với A`: the object stands after the `với` of the clause.
    Group farther_object(std::size_t at, const Group& otherwise) const;
    /// `A hội đàm, B tiếp C`: C, of both.
    Group shared_object(std::size_t at) const;
    /// `tiếp các Đại sứ A, B đến trình Quốc thư`: one rite for all.
    bool to_present_letters(std::size_t from) const;
    /// Persons of bodies that have nothing to do with each other: each was met on his own.
    bool apart(const Group& group) const;
    /// Whether somebody is at the head of a state, government or parliament: received on his own.
    bool leads_state(EntityIndex person) const;
    /// `A và B đã hội đàm`: two sides in one subject.
    void split(Group& first, Group& second) const;
    /// `giữa A và đoàn B do C dẫn đầu`: A and the delegation, whatever countries they are of.
    bool split_at_delegation(Group& first, Group& second) const;
    bool named_from(std::size_t first, std::size_t last, EntityIndex entity) const;
    /// How many delegations are named among the items.
    std::size_t delegations(std::size_t first, std::size_t last) const;

    // events_occasions.cpp
    bool dated_before_with(std::size_t at) const; ///< `buổi gặp sáng 10/7 với A`
    /// `lên đường dự cuộc gặp`: not yet held.
    bool sets_out_for(std::size_t at) const;
    /// `phát biểu của A tại buổi tiếp B`: the name right before.
    Group spoken_by(std::size_t at) const;
    std::size_t next_word(std::size_t at) const;
    /// As far as their offices or names show.
    bool of_two_countries(EntityIndex a, EntityIndex b) const;
    /// The `giữa` of `cuộc gặp tại A ngày 5/3 giữa …`; the row's size if none follows.
    std::size_t between_behind(std::size_t at) const;

    // events_company.cpp
    /// `có`, `gồm có`, `có mặt`: who was there follows.
    bool lists_names(std::size_t at) const;
    /// `Lãnh đạo tỉnh A có B; C`, `Cùng đón đoàn có B`: the item that opens the list of a row that does
    /// nothing but list; the row's size if it is none.
    std::size_t lists_company() const;
    /// `A cùng lãnh đạo Sở B, Sở C cũng có mặt`: all of them, where the sentence opens with A.
    Group listed_up_to(std::size_t at, const Group& otherwise) const;

    // events_roles.cpp
    /// The part that somebody had, as a clause says it.
    struct NamedRole {
        std::size_t at = 0;            ///< the item of `là`, `do`
        std::size_t name = 0;          ///< the item of who had it
        EntityIndex named = no_entity; ///< of whose side
        bool guest = false, host = false;
        bool home = false;    ///< `chủ nhà`
        bool led = false;     ///< `dẫn đầu`, `trưởng đoàn`
        bool friends = false; ///< `phía bạn`
        bool signs = false;
    };
    /// What the words of an item say of a part. `received`: the word before was one of receiving.
    void note_part(NamedRole& role, TokenRange words, bool& received) const;
    /// `Người tiếp đoàn là A`, `đoàn khách do B dẫn đầu`: of the clause that opens with the item.
    std::optional<NamedRole> role_from(std::size_t first) const;

    // events_briefings.cpp
    /// `họp với các sở, ngành`: officers without names.
    bool calls_officers(std::size_t at) const;

    // events_speakers.cpp
    /// `Giám đốc Bệnh viện A`, where the house visited is a hospital and A has no other.
    bool of_bare_house(EntityIndex person, EntityIndex house) const;
    /// `cảm ơn đoàn`, `chào mừng Đại sứ`: those who came.
    bool thanks_guests() const;
    /// Of that house or of a board inside it.
    bool serves(EntityIndex person, EntityIndex house) const;
    /// `A cho biết …`, `Theo ông A, …`: who is quoted in a sentence.
    Group quoted() const;
    /// `A đề nghị …`: said there as well.
    bool asks(std::size_t at) const;
    /// `Sau khi nghe A báo cáo …`
    Group heard() const;
    /// The one name of an item, read from items [first, last).
    Group only(std::size_t name, std::size_t first, std::size_t last) const;
    /// `Các đồng chí A, …; B, … đã tiếp đoàn`: the persons before the semicolons too.
    void add_listed(Group& group) const;
    /// `A đã dành một ngày của chuyến thăm để gặp B`: A.
    Group spender(std::size_t at) const;
    bool capital(std::size_t at) const;

    // events_company.cpp
    /// `Cùng dự buổi tiếp có A; B`: the names after `có`.
    Group named_present(std::size_t from) const;
    /// `Tham dự buổi làm việc có A; B; C.`
    /// Whether those present attend a conference: the sentence names one.
    bool of_assembly(std::size_t at) const;
    /// `Buổi tiếp còn có sự hiện diện của A`
    bool after_occasion(std::size_t at) const;
    /// `A dự và phát biểu.`: nothing that was attended is named behind the verb.
    bool names_nothing(std::size_t at) const;
    /// `A; B; C cùng tham gia đoàn`: the subject, with the persons before its semicolons.
    Group listed_before(std::size_t at) const;
    /// Who presides; `A, …; B, …; C, … đồng chủ trì`: all of them.
    Group chairs(std::size_t at, bool listed = false) const;
    /// Of Việt Nam; a person whose offices do not say, by the name.
    bool of_ours(EntityIndex one) const;
    Group said_; ///< quoted() of that sentence
    std::size_t sentence_ = 0;

    const Scene& scene_;
    Row row_; ///< the sentence being read
    ClauseReader clause_;
};

} // namespace banggiao::extract
