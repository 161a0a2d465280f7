// Takes HOLDS edges and titles. Hands out offices: what body, what rank.
#include <banggiao/graph/merge_offices.h>

#include <algorithm>
#include <array>

namespace banggiao::merging {

namespace {

constexpr std::array<std::string_view, 3> former_words{"nguyên-", "cựu-", "cố-"};
constexpr std::string_view acting_word = "quyền-";

/// Membership says little: hundreds share it.
bool is_membership(std::string_view base) {
    constexpr std::array<std::string_view, 6> titles{"ủy-viên",    "ủy-viên-dự-khuyết", "đại-biểu",
                                                     "thành-viên", "đảng-viên",         "hội-viên"};
    return std::find(titles.begin(), titles.end(), base) != titles.end();
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.starts_with(word); });
}

} // namespace

bool is_office_only(const Local& official, std::span<const Office> offices) {
    std::string_view name = official.forms->slug;
    return std::any_of(offices.begin(), offices.end(), [&](const Office& office) {
        bool begins = !office.base.empty() && name.starts_with(office.base);
        return begins && (name.size() == office.base.size() || name[office.base.size()] == '-');
    });
}

bool is_former(std::string_view title_slug) {
    return starts_with_any(title_slug, former_words);
}

std::string base_title(std::string_view title_slug) {
    for (std::string_view word : former_words) {
        if (title_slug.starts_with(word)) title_slug.remove_prefix(word.size());
    }
    if (title_slug.starts_with(acting_word)) title_slug.remove_prefix(acting_word.size());
    return std::string(title_slug);
}

bool is_high_office(std::string_view base) {
    constexpr std::array<std::string_view, 14> ranks{
        "bộ-trưởng",      "thứ-trưởng", "thủ-tướng",  "phó-thủ-tướng", "chủ-tịch",
        "phó-chủ-tịch",   "bí-thư",     "phó-bí-thư", "tổng-bí-thư",   "trưởng-ban",
        "phó-trưởng-ban", "tổng-thống", "đại-sứ",     "quốc-vương"};
    return starts_with_any(base, ranks);
}

bool is_single_seat(std::string_view base) {
    constexpr std::array<std::string_view, 16> titles{
        "bộ-trưởng",  "thủ-tướng",    "chủ-tịch",    "chủ-tịch-nước",  "tổng-bí-thư", "bí-thư",
        "tổng-thống", "quốc-vương",   "thống-đốc",   "tỉnh-trưởng",    "thị-trưởng",  "giám-đốc",
        "trưởng-ban", "tổng-lãnh-sự", "viện-trưởng", "chánh-văn-phòng"};
    return std::find(titles.begin(), titles.end(), base) != titles.end();
}

std::span<const Office> Offices::of(LocalId local) const {
    return std::span(offices_).subspan(first_[local], first_[local + 1] - first_[local]);
}

Offices collect_offices(State& state) {
    std::vector<std::pair<LocalId, Office>> found;
    for (const LocalEdge& edge : state.edges) {
        if (edge.kind != EdgeKind::holds || state.locals[edge.from].kind != Kind::official) continue;
        GroupId body = state.locals[edge.to].group;
        if (body == none) continue;
        const std::string& slug = state.names.of(edge.text("title")).slug;
        Office office{body, base_title(slug), is_former(slug), false};
        office.broad = is_membership(office.base) && state.groups.key(body).find('@') == std::string::npos;
        found.emplace_back(edge.from, std::move(office));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Offices offices;
    offices.first_.assign(state.locals.size() + 1, 0);
    for (auto& [local, office] : found) {
        ++offices.first_[local + 1];
        offices.offices_.push_back(std::move(office));
    }
    for (std::size_t i = 1; i < offices.first_.size(); ++i) offices.first_[i] += offices.first_[i - 1];
    return offices;
}

} // namespace banggiao::merging
