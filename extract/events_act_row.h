// Takes the items of the sentence being read. Hands out what its words say of signings, ceremonies and
// assemblies.
#pragma once

#include <banggiao/extract/events_row.h>

#include <vector>

namespace banggiao::extract {

class ActReader : protected RowReader {
  protected:
    explicit ActReader(const Scene& scene) : RowReader(scene) {}

    // events_ceremonies.cpp
    /// `Đoàn đại biểu A dự lễ đón có …`: the country A; no_entity if it is not said.
    EntityIndex nation_of_delegation(std::size_t has) const;
    /// `Sau lễ đón, A hội đàm với B`: the words of the rite; none elsewhere.
    TokenRange after_welcome() const;
    /// `trao Huân chương tặng B`: the second verb of one giving.
    bool gives_again(std::size_t at) const;
    /// `Người nhận là B`, `B tiếp nhận`: the item that says so; the row's size if none does.
    std::size_t takes_over() const;
    /// `trao quà lưu niệm cho`, `tặng hoa`: on meeting, no event of its own.
    bool souvenir(std::size_t at, std::size_t reach) const;
    bool closes_verb(std::size_t at) const;
    Group welcoming(std::size_t at) const; ///< who does what `đón` says: before it, behind `được` or `là`
    /// Whether this sentence or the one before speaks of an airport, a port, a gate.
    bool arrival_told() const;
    /// `tiễn đoàn tại Cửa khẩu A`, `tại sân bay, B tiễn C`
    bool at_gate(std::size_t at) const;
    /// `đón đoàn`, `tiễn Đoàn đại biểu`
    bool of_delegation(std::size_t at) const;

    // events_signatories.cpp
    /// Who signs: the subject, or `được A và B ký`.
    Group signers(std::size_t at) const;
    Group passive_signers(std::size_t at) const;
    bool opens_with_two(std::size_t at) const; ///< `Hai bên … và ngay chiều đó đã ký`
    /// On a day that is told, or just before the report.
    bool signed_lately(std::size_t at) const;
    bool signed_here(std::size_t at) const; ///< `Tại hội nghị, A và B ký …`
    /// `trước sự chứng kiến của A và B, …`
    Group onlookers(std::size_t at) const;
    /// The bodies of `… giữa A và B` after a signing.
    std::vector<EntityIndex> signatories(std::size_t at) const;
    /// The signatory of another country than those who look on.
    Group signatories_across(std::size_t at, const Group& first) const;
    /// `chứng kiến lễ ký giữa Công ty A và Công ty B`, of no known country: who is named last is the other
    /// side.
    Group last_signatory(std::size_t at) const;

    // events_signings.cpp
    bool pair_signs(std::size_t at) const;    ///< `Hai bên đã ký …`, `… được hai bên ký`
    bool signed_so_far(std::size_t at) const; ///< `ký nhiều thỏa thuận`
    /// `triển khai các hiệp định đã ký`: which ones, not that they were signed here.
    bool signed_ones(std::size_t at) const;
    /// `ký biên bản`: of the talks just held, however far back they were told of.
    bool signs_minutes(std::size_t at) const;
    /// Whether people of two countries stand on the two sides of a signing.
    bool signs_with(const Group& first, const Group& second) const;
    /// `Hai đoàn đã ký`
    bool two_delegations(std::size_t at) const;
    /// Whether the sentence speaks of signing, or of what is signed.
    bool of_signing() const;
    /// `đã diễn ra lễ ký kết`, `tham gia lễ ký kết`
    bool takes_place(std::size_t at) const;
    /// `lễ ký kết … giữa A và B`, `A và B tổ chức lễ ký kết`
    Group signing_parties(std::size_t at) const;
    /// `A tổ chức lễ ký kết … với B`: a body of another country.
    Group held_with(std::size_t at, const Group& holder) const;
    bool is_with(std::size_t at) const;

    // events_ceremonies.cpp
    /// `tổ chức lễ đón và hội đàm với A`: A.
    Group talks_behind(std::size_t at) const;

    // events_chairs.cpp
    /// `kỳ họp … do A và B đồng chủ trì`
    Group presided_by(std::size_t at) const;
    /// The first words from the item on that say under whom; the row's size if there are none.
    std::size_t under_whom(std::size_t from) const;
    /// `Dưới sự chủ trì của A, … buổi tiếp B`, `buổi làm việc với B do A chủ trì`: A.
    Group presider(std::size_t at, const Group& guests) const;

    // events_assemblies.cpp
    /// `thăm Lào và dự hội nghị …`: what the journey is for, not yet told as held.
    bool after_visit(std::size_t at) const;
    /// `Khai mạc hội nghị`, `diễn ra hội nghị`
    bool opened_before(std::size_t at) const;
    /// `hội nghị … được tổ chức`, `… diễn ra`, `… họp`: said of what stands before.
    bool held_behind(std::size_t from) const;
    /// `yêu cầu Sở A tổ chức …`, `chỉ đạo Sở A tổ chức …`: who is to hold it.
    bool wanted(std::size_t from) const;
    /// `Ủy ban hỗn hợp A - B họp phiên thứ 4`, `nhóm họp`
    bool sits_down(std::size_t at) const;
    /// `A đồng chủ trì hội nghị X cùng B và C`: B and C as well.
    void add_chairs_behind(Group& chairs, std::size_t at) const;
    /// Whether the persons are of one country: with others, they are one of two sides.
    bool of_one_country(const Group& group) const;
    /// `A tổ chức hội nghị giao ban với B`: who else sits in it.
    Group invited(std::size_t at) const;
    bool gathering(std::size_t at) const; ///< `họp mặt`, `gặp gỡ hữu nghị`: people who see each other
    bool of_other_nation(const Group& guests, const Group& hosts) const;
    /// `họp báo chung với A`: those of a group who are not of the country of others.
    Group of_other_country(Group group, const Group& than) const;
    /// `chính quyền thành phố A`: the place acts.
    bool governs(EntityIndex place) const;
    /// `buổi lễ`: whatever was told of before.
    bool any_rite(std::size_t at) const;
    /// The body whose session it is: `kỳ họp thứ 5 HĐND tỉnh A`; the row's size if none is named.
    std::size_t owner_of(std::size_t at) const;

    // events_assembly_people.cpp
    /// Whether the row has words of another event than an assembly.
    bool tells_of_encounter() const;
    /// Who does what a clause tells, at an assembly.
    struct Actor {
        std::size_t at = 0;           ///< the item of his name
        EntityIndex side = no_entity; ///< whose he is told to head or speak for
        bool leads = false;           ///< a delegation
        bool presides = false;
    };
    bool opens_actor(std::size_t at) const;
    /// Adds the persons a clause opens with, behind an adverbial or not; the item behind them.
    std::size_t add_actors(std::vector<Actor>& actors, std::size_t first) const;
    /// `Mở đầu, A …; B …`, `Đoàn A do B dẫn đầu; C chủ trì phía D`
    std::vector<Actor> actors() const;
};

} // namespace banggiao::extract
