// Takes nothing. Hands out the tables of provinces and of central bodies. Sources: the 63 provinces with
// their ISO 3166-2 codes and the 34 units of the National Assembly's resolution of 12 June 2025, checked
// against two public data sets; the reorganisations of the government of August 2007, and of the
// government, the party's organs and the provinces' departments of February and March 2025.
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace banggiao::merging {

namespace {

constexpr ProvinceRow province_rows[] = {
    {"VN-HN", "Hà Nội", "VN-HN"},
    {"VN-03", "Hà Giang", "VN-07"},
    {"VN-04", "Cao Bằng", "VN-04"},
    {"VN-53", "Bắc Kạn", "VN-69"},
    {"VN-07", "Tuyên Quang", "VN-07"},
    {"VN-02", "Lào Cai", "VN-02"},
    {"VN-71", "Điện Biên", "VN-71"},
    {"VN-01", "Lai Châu", "VN-01"},
    {"VN-05", "Sơn La", "VN-05"},
    {"VN-06", "Yên Bái", "VN-02"},
    {"VN-14", "Hòa Bình", "VN-68"},
    {"VN-69", "Thái Nguyên", "VN-69"},
    {"VN-09", "Lạng Sơn", "VN-09"},
    {"VN-13", "Quảng Ninh", "VN-13"},
    {"VN-54", "Bắc Giang", "VN-56"},
    {"VN-68", "Phú Thọ", "VN-68"},
    {"VN-70", "Vĩnh Phúc", "VN-68"},
    {"VN-56", "Bắc Ninh", "VN-56"},
    {"VN-61", "Hải Dương", "VN-HP"},
    {"VN-HP", "Hải Phòng", "VN-HP"},
    {"VN-66", "Hưng Yên", "VN-66"},
    {"VN-20", "Thái Bình", "VN-66"},
    {"VN-63", "Hà Nam", "VN-18"},
    {"VN-67", "Nam Định", "VN-18"},
    {"VN-18", "Ninh Bình", "VN-18"},
    {"VN-21", "Thanh Hóa", "VN-21"},
    {"VN-22", "Nghệ An", "VN-22"},
    {"VN-23", "Hà Tĩnh", "VN-23"},
    {"VN-24", "Quảng Bình", "VN-25"},
    {"VN-25", "Quảng Trị", "VN-25"},
    {"VN-26", "Huế", "VN-26"},
    {"VN-DN", "Đà Nẵng", "VN-DN"},
    {"VN-27", "Quảng Nam", "VN-DN"},
    {"VN-29", "Quảng Ngãi", "VN-29"},
    {"VN-31", "Bình Định", "VN-30"},
    {"VN-32", "Phú Yên", "VN-33"},
    {"VN-34", "Khánh Hòa", "VN-34"},
    {"VN-36", "Ninh Thuận", "VN-34"},
    {"VN-40", "Bình Thuận", "VN-35"},
    {"VN-28", "Kon Tum", "VN-29"},
    {"VN-30", "Gia Lai", "VN-30"},
    {"VN-33", "Đắk Lắk", "VN-33"},
    {"VN-72", "Đắk Nông", "VN-35"},
    {"VN-35", "Lâm Đồng", "VN-35"},
    {"VN-58", "Bình Phước", "VN-39"},
    {"VN-37", "Tây Ninh", "VN-37"},
    {"VN-57", "Bình Dương", "VN-SG"},
    {"VN-39", "Đồng Nai", "VN-39"},
    {"VN-43", "Bà Rịa - Vũng Tàu", "VN-SG"},
    {"VN-SG", "Hồ Chí Minh", "VN-SG"},
    {"VN-41", "Long An", "VN-37"},
    {"VN-46", "Tiền Giang", "VN-45"},
    {"VN-50", "Bến Tre", "VN-49"},
    {"VN-51", "Trà Vinh", "VN-49"},
    {"VN-49", "Vĩnh Long", "VN-49"},
    {"VN-45", "Đồng Tháp", "VN-45"},
    {"VN-44", "An Giang", "VN-44"},
    {"VN-47", "Kiên Giang", "VN-44"},
    {"VN-CT", "Cần Thơ", "VN-CT"},
    {"VN-73", "Hậu Giang", "VN-CT"},
    {"VN-52", "Sóc Trăng", "VN-CT"},
    {"VN-55", "Bạc Liêu", "VN-59"},
    {"VN-59", "Cà Mau", "VN-59"},
};

constexpr SuccessionRow succession_rows[] = {
    {"Bộ Thủy sản", "Bộ Nông nghiệp và Phát triển nông thôn", "2007-08"},
    {"Bộ Công nghiệp", "Bộ Công Thương", "2007-08"},
    {"Bộ Thương mại", "Bộ Công Thương", "2007-08"},
    {"Bộ Bưu chính, Viễn thông", "Bộ Thông tin và Truyền thông", "2007-08"},
    {"Bộ Văn hóa - Thông tin", "Bộ Văn hóa, Thể thao và Du lịch", "2007-08"},
    {"Ủy ban Thể dục Thể thao", "Bộ Văn hóa, Thể thao và Du lịch", "2007-08"},
    {"Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", "2025-03-01"},
    {"Bộ Giao thông vận tải", "Bộ Xây dựng", "2025-03-01"},
    {"Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Nông nghiệp và Môi trường", "2025-03-01"},
    {"Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường", "2025-03-01"},
    {"Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", "2025-03-01"},
    {"Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ", "2025-03-01"},
    {"Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo", "2025-03-01"},
    {"Bảo hiểm xã hội Việt Nam", "Bộ Tài chính", "2025-03-01"},
    {"Ủy ban Quản lý vốn nhà nước tại doanh nghiệp", "Bộ Tài chính", "2025-03-01"},
    {"Ban Đối ngoại Trung ương", "Bộ Ngoại giao", "2025-02"},
    {"Ban Tuyên giáo Trung ương", "Ban Tuyên giáo và Dân vận Trung ương", "2025-02"},
    {"Ban Dân vận Trung ương", "Ban Tuyên giáo và Dân vận Trung ương", "2025-02"},
    {"Ban Kinh tế Trung ương", "Ban Chính sách, chiến lược Trung ương", "2025-02"},
    {"Ủy ban Đối ngoại của Quốc hội", "Ủy ban Quốc phòng, An ninh và Đối ngoại", "2025-02"},
};

constexpr SuccessionRow department_rows[] = {
    {"Sở Kế hoạch và Đầu tư", "Sở Tài chính", "2025-03-01"},
    {"Sở Giao thông vận tải", "Sở Xây dựng", "2025-03-01"},
    {"Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ", "2025-03-01"},
    {"Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ", "2025-03-01"},
    {"Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường", "2025-03-01"},
    {"Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường", "2025-03-01"},
};

constexpr ForeignBodyRow foreign_body_rows[] = {
    {"đại-hội-đại-biểu-nhân-dân-toàn-quốc", "CN"},
    {"hội-nghị-hiệp-thương-chính-trị", "CN"},
    {"quốc-vụ-viện", "CN"},
    {"đảng-nhân-dân-cách-mạng", "LA"},
    {"mặt-trận-lào-xây-dựng-đất-nước", "LA"},
    {"duma-quốc-gia", "RU"},
    {"đảng-nhân-dân-campuchia", "KH"},
};

constexpr CityRegionRow city_region_rows[] = {
    {"KH-12", "phnom-penh"}, {"TH-10", "bangkok"},     {"MY-14", "kuala-lumpur"}, {"MY-16", "putrajaya"},
    {"ID-JK", "jakarta"},    {"ID-BA", "bali"},        {"JP-13", "tokyo"},        {"JP-47", "okinawa"},
    {"KR-11", "seoul"},      {"KR-26", "busan"},       {"KR-27", "daegu"},        {"KR-28", "incheon"},
    {"KR-29", "gwangju"},    {"KR-30", "daejeon"},     {"KR-31", "ulsan"},        {"KR-49", "jeju"},
    {"KR-50", "sejong"},     {"KP-01", "binh-nhuong"}, {"DE-BE", "berlin"},       {"DE-HH", "hamburg"},
    {"IN-DL", "delhi"},
};

} // namespace

std::span<const ProvinceRow> provinces() {
    return province_rows;
}

std::span<const SuccessionRow> successions() {
    return succession_rows;
}

std::span<const SuccessionRow> department_successions() {
    return department_rows;
}

std::span<const ForeignBodyRow> foreign_bodies() {
    return foreign_body_rows;
}

const ProvinceRow* find_province(std::string_view code) {
    auto row = std::find_if(std::begin(province_rows), std::end(province_rows),
                            [&](const ProvinceRow& each) { return each.code == code; });
    return row == std::end(province_rows) ? nullptr : row;
}

const ProvinceRow* find_province_by_name(std::string_view name_key_of) {
    static const auto by_name = [] {
        std::unordered_map<std::string, const ProvinceRow*> made;
        for (const ProvinceRow& row : province_rows) made.emplace(name_key(row.name), &row);
        return made;
    }();
    auto found = by_name.find(std::string(name_key_of));
    return found == by_name.end() ? nullptr : found->second;
}

bool is_enlarged(std::string_view code) {
    return std::any_of(std::begin(province_rows), std::end(province_rows),
                       [&](const ProvinceRow& row) { return row.successor == code && row.code != code; });
}

std::string_view region_of_city(std::string_view code) {
    std::size_t slash = code.find('/');
    if (slash == code.npos) return code;
    std::string city = fold(code.substr(slash + 1), {.marks = true});
    for (const CityRegionRow& row : city_region_rows)
        if (row.city == city && row.code.substr(0, row.code.find('-')) == code.substr(0, slash))
            return row.code;
    return code;
}

} // namespace banggiao::merging
