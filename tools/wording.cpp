// Takes the command's own words in English. Hands them out in Vietnamese.
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <array>
#include <span>

namespace banggiao::tools {

namespace {

struct Word {
    std::string_view english, vietnamese;
};

constexpr std::array words{
    // headings and what is said instead of an empty table
    Word{"{}: offices", "{}: chức vụ"},
    Word{"no office is stated", "không bài nào nêu chức vụ"},
    Word{"meetings", "các cuộc gặp"},
    Word{"no meeting is reported", "không bài nào đưa tin cuộc gặp"},
    Word{"articles", "các bài báo"},
    Word{"no article", "không có bài nào"},
    Word{"{} met", "{} đã gặp"},
    Word{"{} and {}", "{} và {}"},
    Word{"no article reports that they met", "không bài nào đưa tin hai người gặp nhau"},
    Word{"no chain of meetings joins them", "không có chuỗi cuộc gặp nào nối hai người"},
    Word{"{}: partners", "{}: đối tác"},
    Word{"no partner is stated", "không bài nào nêu đối tác"},
    Word{"agreements", "văn kiện"},
    Word{"no agreement is stated", "không bài nào nêu văn kiện"},
    Word{"silent since before {}", "không có tin từ trước {}"},
    Word{"every partner was heard of since", "đối tác nào cũng có tin từ đó đến nay"},
    Word{"{}: facts and their words", "{}: các dữ kiện và nguyên văn"},
    Word{"no fact", "không có dữ kiện"},
    Word{"{} and {}: facts that join them", "{} và {}: các dữ kiện nối hai bên"},
    Word{"no fact joins them directly", "không có dữ kiện nào nối trực tiếp"},
    Word{"through events and agreements", "qua sự kiện và văn kiện"},
    Word{"none", "không có"},
    // columns
    Word{"about", "về"},
    Word{"agreement", "văn kiện"},
    Word{"article", "bài"},
    Word{"date", "ngày"},
    Word{"dates", "các ngày"},
    Word{"detail", "chi tiết"},
    Word{"fact", "dữ kiện"},
    Word{"first", "lần đầu"},
    Word{"from", "từ"},
    Word{"kind", "loại"},
    Word{"kinds", "loại"},
    Word{"last", "lần cuối"},
    Word{"met", "gặp"},
    Word{"of", "của"},
    Word{"office", "chức vụ"},
    Word{"parties", "các bên"},
    Word{"partner", "đối tác"},
    Word{"people", "những người"},
    Word{"place", "nơi"},
    Word{"published", "đăng ngày"},
    Word{"rule", "quy tắc"},
    Word{"seen", "nêu lần cuối"},
    Word{"status", "tình trạng"},
    Word{"through", "qua"},
    Word{"title", "tiêu đề"},
    Word{"to", "đến"},
    Word{"within", "thuộc"},
    Word{"words", "nguyên văn"},
};

/// Of the schema's closed properties: kind, status.
constexpr std::array values{
    Word{"twinning", "kết nghĩa"},
    Word{"strategic", "đối tác chiến lược"},
    Word{"cooperation", "hợp tác"},
    Word{"prospective", "mong muốn hợp tác"},
    Word{"mou", "bản ghi nhớ"},
    Word{"agreement", "hiệp định, thỏa thuận"},
    Word{"treaty", "hiệp ước"},
    Word{"protocol", "nghị định thư"},
    Word{"joint_statement", "tuyên bố chung"},
    Word{"action_plan", "chương trình hành động"},
    Word{"contract", "hợp đồng"},
    Word{"other", "khác"},
    Word{"signed", "đã ký"},
    Word{"in_force", "đang có hiệu lực"},
    Word{"planned", "dự kiến"},
};

std::string_view found_in(std::span<const Word> table, std::string_view english, std::string_view language) {
    if (language != "vi") return english;
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Word& word) { return word.english == english; });
    return found == table.end() ? english : found->vietnamese;
}

bool holds_values(std::string_view column) {
    return column == "kind" || column == "kinds" || column == "status";
}

/// Each of the values of a list.
std::string translated_list(const std::string& cell, std::string_view language) {
    std::string text;
    for (std::size_t start = 0; start <= cell.size();) {
        const std::size_t end = std::min(cell.find(", ", start), cell.size());
        text += text.empty() ? "" : ", ";
        text += found_in(values, std::string_view(cell).substr(start, end - start), language);
        start = end + 2;
    }
    return text;
}

} // namespace

std::string_view in_language(std::string_view english, std::string_view language) {
    return found_in(words, english, language);
}

void translate(Table& table, std::string_view language) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (holds_values(table.columns[i])) {
            for (auto& row : table.rows) row[i] = translated_list(row[i], language);
        }
        table.columns[i] = in_language(table.columns[i], language);
    }
}

} // namespace banggiao::tools
