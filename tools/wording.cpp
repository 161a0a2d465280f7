// Takes the command's own words in English. Hands them out in Vietnamese. The only table of them.
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

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
    Word{"partners of the units it was made of", "đối tác của các đơn vị hợp thành"},
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
    Word{"merge decisions", "các quyết định hợp nhất"},
    Word{"none: every mention bears the same key", "không có: mọi chỗ nhắc đến đều mang cùng một khóa"},
    Word{"no conflict", "không có mâu thuẫn"},
    Word{"no fault found", "không thấy lỗi nào"},
    Word{"imported: the store has no articles", "đồ thị nhập từ nơi khác: kho không có bài báo"},
    Word{"no judgement", "chưa có phán quyết nào"},
    Word{"judged", "đã ghi"},
    Word{"taken back", "đã rút lại"},
    Word{"nothing changed", "không có gì thay đổi"},
    Word{"nothing to review", "không có gì cần xem lại"},
    Word{"nothing to undo", "không có gì để rút lại"},
    Word{"undone", "đã rút lại"},
    Word{"same", "là một"},
    Word{"different", "khác nhau"},
    Word{"skipped", "bỏ qua"},
    Word{"  joined now:", "  hiện đang là một:"},
    Word{"one and the same?", "có phải là một?"},
    Word{"s same, d different, k or space skip, u undo, q quit",
         "s là một, d khác nhau, k hoặc dấu cách: bỏ qua, u rút lại, q thôi"},
    Word{"stopped; what was read is kept, and the same command goes on from there",
         "đã dừng; những bài đã đọc được giữ lại, chạy lại lệnh này để đọc tiếp"},
    // the shell
    Word{"A query ends with ; or an empty line. Tab completes words and, within quotation marks, names.",
         "Câu hỏi kết thúc bằng ; hoặc một dòng trống. Phím Tab điền nốt từ và, trong dấu nháy, tên riêng."},
    Word{"this list", "danh sách này"},
    Word{"labels, relationships and their properties, with numbers",
         "nhãn, quan hệ và thuộc tính, kèm số lượng"},
    Word{"how rows are printed: table, json, jsonl, csv, tsv, dot or svg",
         "cách in các dòng: table, json, jsonl, csv, tsv, dot hoặc svg"},
    Word{"a value for $NAME; alone: the values there are",
         "giá trị cho $NAME; gõ một mình: các giá trị đang có"},
    Word{"nodes whose names begin so, with or without marks",
         "các nút có tên bắt đầu như vậy, có dấu hay không"},
    Word{"draw what a query returns, unless told the last one: FILE.svg, .png, .pdf, .dot",
         "vẽ kết quả một câu hỏi, mặc định là câu vừa rồi: FILE.svg, .png, .pdf, .dot"},
    Word{"the plan of a query, unless told of the last one",
         "kế hoạch của một câu hỏi, mặc định là câu vừa rồi"},
    Word{"what may stand behind these words, as the Tab key offers it",
         "những gì phím Tab gợi ý sau các từ này"},
    Word{"leave; Ctrl-D does too", "thôi; Ctrl-D cũng vậy"},
    // columns
    Word{"about", "về"},
    Word{"agreement", "văn kiện"},
    Word{"article", "bài"},
    Word{"bytes", "byte"},
    Word{"conflict", "mâu thuẫn"},
    Word{"count", "số lượng"},
    Word{"date", "ngày"},
    Word{"dates", "các ngày"},
    Word{"detail", "chi tiết"},
    Word{"end", "đến ký tự"},
    Word{"fact", "dữ kiện"},
    Word{"first", "lần đầu"},
    Word{"for each", "mỗi cái"},
    Word{"from", "từ"},
    Word{"id", "mã"},
    Word{"judgement", "phán quyết"},
    Word{"key", "khóa"},
    Word{"kind", "loại"},
    Word{"kinds", "loại"},
    Word{"label", "nhãn"},
    Word{"labels", "nhãn"},
    Word{"last", "lần cuối"},
    Word{"meetings", "các cuộc gặp"},
    Word{"merge rule", "quy tắc hợp nhất"},
    Word{"met", "gặp"},
    Word{"name", "tên"},
    Word{"nodes", "nút"},
    Word{"nodes with label", "nút mang nhãn"},
    Word{"number", "số lượng"},
    Word{"of", "của"},
    Word{"office", "chức vụ"},
    Word{"parties", "các bên"},
    Word{"partner", "đối tác"},
    Word{"unit", "đơn vị"},
    Word{"people", "những người"},
    Word{"place", "nơi"},
    Word{"properties", "thuộc tính"},
    Word{"published", "đăng ngày"},
    Word{"reason", "lý do"},
    Word{"relationship", "quan hệ"},
    Word{"relationships of type", "quan hệ kiểu"},
    Word{"rule", "quy tắc"},
    Word{"since", "từ"},
    Word{"seen", "nêu lần cuối"},
    Word{"start", "từ ký tự"},
    Word{"status", "tình trạng"},
    Word{"through", "qua"},
    Word{"the graph file's", "trong tệp đồ thị"},
    Word{"title", "tiêu đề"},
    Word{"to", "đến"},
    Word{"told by", "theo bài"},
    Word{"type", "kiểu"},
    Word{"until", "đến"},
    Word{"who", "ai"},
    Word{"within", "thuộc"},
    Word{"words", "nguyên văn"},
    // rows of stats
    Word{"  their properties", "  thuộc tính của chúng"},
    Word{"relationships", "quan hệ"},
    Word{"evidence", "dẫn chứng"},
    Word{"text", "chữ"},
    Word{"all", "tất cả"},
    // why two are one, or are not
    Word{"the same name, both in high offices of the state", "cùng tên, cùng giữ chức vụ cao của nhà nước"},
    Word{"one article gives one person both offices", "một bài ghi cả hai chức vụ cho cùng một người"},
    Word{"the same name and title in a body of one name, once without its place",
         "cùng tên và chức danh ở cơ quan cùng tên, một lần không ghi địa phương"},
    Word{"the same name; offices or places do not agree", "cùng tên, nhưng chức vụ hoặc nơi không khớp"},
    Word{"several people of this name agree with it", "có nhiều người cùng tên khớp với nó"},
    Word{"the only known person of this name whose places and dates agree",
         "người duy nhất mang tên này có nơi và ngày khớp"},
    Word{"it can be a form of several names in one office",
         "có thể là dạng khác của nhiều tên cùng một chức vụ"},
    Word{"names alike, the same office at about the same time",
         "tên gần giống, cùng chức vụ, cùng thời gian"},
    Word{"the same kind, date and participants of both sides", "cùng loại, ngày và người dự của hai bên"},
    Word{"the same guests and hosts in the same place within a few days",
         "cùng khách, cùng chủ, cùng nơi trong vài ngày"},
    Word{"several events fit it", "có nhiều sự kiện khớp với nó"},
    Word{"the only event of this kind whose participants, date and place fit",
         "sự kiện duy nhất loại này có người dự, ngày và nơi khớp"},
    Word{"the only place of this name, level and surroundings",
         "nơi duy nhất có tên, cấp và địa bàn như vậy"},
    Word{"several places have this name", "có nhiều nơi mang tên này"},
    Word{"the same name and place served", "cùng tên và cùng địa bàn"},
    Word{"an article gives the one as a form of the other", "một bài ghi tên này là dạng khác của tên kia"},
    Word{"the same kind, parties and date, and a title that says the same",
         "cùng loại, các bên và ngày, tên gọi cùng nghĩa"},
    Word{"the only agreement of this kind and these parties whose date and title fit",
         "văn kiện duy nhất loại này giữa các bên này có ngày và tên khớp"},
    Word{"a convention or charter of the same title", "công ước hay hiến chương cùng tên"},
    Word{"named by the office alone; the only known holder then",
         "chỉ nêu chức vụ; là người duy nhất được biết giữ chức vụ ấy khi đó"},
    Word{"named by offices alone that several people held", "chỉ nêu chức vụ, mà nhiều người đã giữ"},
    Word{"judged the same", "được phán quyết là một"},
    Word{"judged different", "được phán quyết là khác nhau"},
    Word{"one article tells them apart", "một bài phân biệt hai bên"},
    Word{"they stay two: a judgement or an article that tells them apart beats this one",
         "hai bên vẫn là hai: một phán quyết hoặc một bài phân biệt hai bên có hiệu lực hơn"},
    // kinds of names
    Word{"property", "thuộc tính"},
    Word{"relationship type", "kiểu quan hệ"},
};

/// Sentences around names and numbers; a longer one stands before those it holds.
constexpr std::array phrases{
    Word{"(1 row)", "(1 dòng)"},
    Word{"(1 row, {} ms)", "(1 dòng, {} ms)"},
    Word{"({} rows)", "({} dòng)"},
    Word{"({} rows, {} ms)", "({} dòng, {} ms)"},
    Word{"{} nodes, {} relationships, revision {}", "{} nút, {} quan hệ, lần ghi thứ {}"},
    Word{"{} nodes, {} relationships imported", "đã nhập {} nút, {} quan hệ"},
    Word{"{}: {} nodes, {} relationships. End a query with ; or an empty line. :help for more.",
         "{}: {} nút, {} quan hệ. Kết thúc câu hỏi bằng ; hoặc một dòng trống. Gõ :help để xem thêm."},
    Word{"{} faults", "{} lỗi"},
    Word{"{} added, {} changed, {} unchanged, {} skipped",
         "{} bài mới, {} thay đổi, {} giữ nguyên, {} bỏ qua"},
    Word{"{} removed", "đã bỏ {} bài"},
    Word{"the graph holds all articles now", "đồ thị nay đã có mọi bài"},
    Word{"no article waits", "không có bài nào đang chờ"},
    Word{"another process is refreshing the graph", "một tiến trình khác đang làm mới đồ thị"},
    Word{"{} exported", "đã xuất {}"},
    Word{"{} judged, {} unchanged", "đã ghi {}, giữ nguyên {}"},
    Word{"{} taken back, {} unchanged", "đã rút lại {}, giữ nguyên {}"},
    Word{"nothing bears the key {}; the judgement waits for it",
         "chưa có gì mang khóa {}; phán quyết chờ đến khi có"},
    Word{"{} same, {} different, {} open", "{} là một, {} khác nhau, {} còn để ngỏ"},
    Word{"{} of {}  {}: {}", "{} trên {}  {}: {}"},
    Word{"edges, as 'banggiao judge {} reject' takes them", "các cạnh, như 'banggiao judge {} reject' nhận"},
    Word{"keys, as 'banggiao judge {} same' and 'different' take them",
         "các khóa, như 'banggiao judge {} same' và 'different' nhận"},
    Word{"note: {}", "lưu ý: {}"},
    Word{"did you mean {}?", "có phải là {}?"},
    Word{"the graph has no {} `{}`", "đồ thị không có {} `{}`"},
    Word{"a day does not compare with the text '{}'", "không so sánh được ngày với chữ '{}'"},
    Word{"write {}", "hãy viết {}"},
    Word{"the graph file is not the graph of the articles; remove it to have it rebuilt",
         "tệp đồ thị không phải là đồ thị của các bài báo; hãy xóa nó để được dựng lại"},
    Word{"{}; otherwise {}", "{}; nếu không thì {}"},
    Word{"the same name, offices in {}", "cùng tên, chức vụ ở {}"},
    Word{"the same name without an office in articles about {}",
         "cùng tên, không kèm chức vụ, trong các bài về {}"},
    Word{"the same name and body in {} articles", "cùng tên và cơ quan trong {} bài"},
    Word{"articles without a date are read with the provinces of before {}: {} and {} more",
         "bài không ghi ngày được đọc theo các tỉnh trước {}: {} và {} bài nữa"},
    Word{"articles without a date are read with the provinces of before {}: {}",
         "bài không ghi ngày được đọc theo các tỉnh trước {}: {}"},
    Word{"{}: both hold it between {} and {}", "{}: hai người cùng giữ trong khoảng {} đến {}"},
    Word{"{}: {} and {} hold one office in one article, {}",
         "{}: {} và {} giữ cùng một chức vụ trong một bài, {}"},
    Word{"{} and {} are one person in one article, {}", "{} và {} là một người trong một bài, {}"},
    Word{"{} of {} articles, {} a second, {} left", "{} trên {} bài, {} bài một giây, còn {}"},
    Word{"{} of {} articles, {} a second", "{} trên {} bài, {} bài một giây"},
    Word{"{} of {} articles", "{} trên {} bài"},
    Word{"{} articles, {} a second", "{} bài, {} bài một giây"},
    Word{"{} articles", "{} bài"},
    Word{"{} h {} min", "{} giờ {} phút"},
    Word{"{} min {} s", "{} phút {} giây"},
    Word{"{} s", "{} giây"},
};

/// Of the schema's closed properties: kind, side, status; and how an edge came to be.
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
    Word{"host", "chủ nhà"},
    Word{"guest", "khách"},
    Word{"inferred", "suy ra"},
};

/// What stands in a phrase's gaps, each as short as can be; none if the text is not that phrase.
std::optional<std::vector<std::string_view>> gaps_of(std::string_view phrase, std::string_view text) {
    std::vector<std::string_view> gaps;
    const std::size_t begin = phrase.find("{}");
    if (begin == phrase.npos || !text.starts_with(phrase.substr(0, begin))) {
        if (phrase == text) return gaps;
        return std::nullopt;
    }
    text.remove_prefix(begin);
    phrase.remove_prefix(begin + 2);
    for (;;) {
        const std::size_t next = phrase.find("{}");
        const std::string_view after = phrase.substr(0, next);
        const bool is_last = next == phrase.npos;
        if (is_last && !text.ends_with(after)) return std::nullopt;
        const std::size_t end = is_last ? text.size() - after.size() : text.find(after);
        if (end == text.npos) return std::nullopt;
        gaps.push_back(text.substr(0, end));
        if (is_last) return gaps;
        text.remove_prefix(end + after.size());
        phrase.remove_prefix(next + 2);
    }
}

std::string_view found_in(std::span<const Word> table, std::string_view english, std::string_view language) {
    if (language != "vi") return english;
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Word& word) { return word.english == english; });
    return found == table.end() ? english : found->vietnamese;
}

bool holds_values(std::string_view column) {
    return column == "kind" || column == "kinds" || column == "status" || column == "detail";
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

std::string in_language(std::string_view english, std::string_view language) {
    const std::string_view exact = found_in(words, english, language);
    if (language != "vi" || exact != english) return std::string(exact);
    for (const Word& phrase : phrases) {
        const auto gaps = gaps_of(phrase.english, english);
        if (!gaps) continue;
        std::string text(phrase.vietnamese);
        std::size_t at = 0;
        for (const std::string_view gap : *gaps) {
            const std::string inside = in_language(gap, language);
            at = text.find("{}", at);
            text.replace(at, 2, inside);
            at += inside.size();
        }
        return text;
    }
    return std::string(english);
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
