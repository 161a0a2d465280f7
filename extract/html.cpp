// Takes the bytes of a web page. Hands out its article: headline, summary, text and captions, date and
// source. The text is where the long paragraphs are; its container's name and role only weigh. What is named
// like a menu, a list of related articles, comments, tags or advertising is left out, unless it holds most of
// the page's text.
#include <banggiao/extract/html_page.h>
#include <banggiao/extract/readers.h>
#include <banggiao/extract/visible_date.h>
#include <banggiao/graph/text.h>

#include <rapidjson/document.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {
namespace {

constexpr std::size_t long_text = 80; // bytes: a paragraph, not a label
constexpr std::size_t longest_caption = 400;
constexpr std::size_t shortest_title = 24;
constexpr std::size_t longest_credit = 90; // author and source lines

constexpr auto furniture_names = std::to_array<std::string_view>(
    {"menu",      "navbar",     "navigation", "breadcrumb", "sidebar", "footer",    "related",   "relate",
     "relation",  "lienquan",   "lien-quan",  "lien_quan",  "tinkhac", "tin-khac",  "tin_khac",  "tincu",
     "tin-cu",    "other-news", "othernews",  "news-other", "comment", "binhluan",  "binh-luan", "social",
     "share",     "chia-se",    "tags",       "tag-",       "keyword", "tukhoa",    "banner",    "advert",
     "quangcao",  "quang-cao",  " ads",       "-ads",       "popup",   "most-",     "docnhieu",  "xemnhieu",
     "xem-nhieu", "rating",     "pagination", "paging",     "toolbar", "newsletter"});
constexpr auto text_names =
    std::to_array<std::string_view>({"detail", "content", "article", "noidung", "noi-dung", "chitiet",
                                     "chi-tiet", "entry", "post-", "body", "fck", "rte", "cms", "main-text"});
constexpr auto caption_names =
    std::to_array<std::string_view>({"caption", "chuthich", "chu-thich", "chu_thich", "photo-desc",
                                     "image-desc", "img-desc", "note-image", "picture-note"});
constexpr auto lead_names = std::to_array<std::string_view>(
    {"sapo", "summary", "chapeau", "trichyeu", "trich-yeu", "tomtat", "tom-tat", "articlelead",
     "article-lead", "news-lead", "description", "mo-ta", "mota"});
constexpr auto hidden_names = std::to_array<std::string_view>(
    {" hidden ", " hide ", " d-none ", "visually-hidden", "screen-reader", " sr-only "});
constexpr auto date_names = std::to_array<std::string_view>(
    {"date", "time", "ngay", "created", "submitted", "posted", "thoi-gian", "thoigian"});
constexpr auto title_names =
    std::to_array<std::string_view>({"title", "tieude", "tieu-de", "tieu_de", "headline"});
constexpr auto credit_names = std::to_array<std::string_view>(
    {"author", "tacgia", "tac-gia", "nguontin", "nguon-tin", "byline", "article-source", "source-news"});

template <std::size_t n>
bool names_any(std::string_view names, const std::array<std::string_view, n>& list) {
    return std::any_of(list.begin(), list.end(),
                       [&](std::string_view name) { return names.find(name) != names.npos; });
}

/// What the page says of itself.
struct Statement {
    std::string title, published, source, url;
    std::string organization; ///< named on its own, beside the article
};

std::string meta(const Page& page, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const auto found = page.meta.find(key); found != page.meta.end()) return to_nfc(found->second);
    return {};
}

using Json = rapidjson::Value;

std::string string_of(const Json& object, const char* key) {
    const auto found = object.FindMember(key);
    return found != object.MemberEnd() && found->value.IsString() ? to_nfc(found->value.GetString())
                                                                  : std::string();
}

/// Reads an object of JSON-LD that describes an article or who publishes it.
void read_json_ld_object(const Json& object, Statement& statement) {
    if (statement.organization.empty() && string_of(object, "@type").ends_with("Organization"))
        statement.organization = string_of(object, "name");
    const std::string headline = string_of(object, "headline");
    if (headline.empty()) return;
    if (statement.title.empty()) statement.title = headline;
    if (statement.published.empty()) statement.published = string_of(object, "datePublished");
    const auto publisher = object.FindMember("publisher");
    if (statement.source.empty() && publisher != object.MemberEnd() && publisher->value.IsObject())
        statement.source = string_of(publisher->value, "name");
}

void read_json_ld(const std::string& text, Statement& statement) {
    rapidjson::Document json;
    json.Parse<rapidjson::kParseIterativeFlag>(text.c_str(), text.size());
    if (json.HasParseError()) return;
    std::vector<const Json*> open{&json};
    while (!open.empty()) {
        const Json& value = *open.back();
        open.pop_back();
        if (value.IsArray())
            for (const Json& item : value.GetArray()) open.push_back(&item);
        if (!value.IsObject()) continue;
        read_json_ld_object(value, statement);
        if (const auto graph = value.FindMember("@graph"); graph != value.MemberEnd())
            open.push_back(&graph->value);
    }
}

Statement statement_of(const Page& page) {
    Statement statement;
    for (const std::string& text : page.json_ld) read_json_ld(text, statement);
    if (statement.title.empty()) statement.title = meta(page, {"og:title", "twitter:title"});
    if (statement.published.empty())
        statement.published =
            meta(page, {"article:published_time", "datepublished", "pubdate", "date", "dc.date",
                        "dc.date.issued", "publish-date", "og:article:published_time"});
    if (statement.published.empty() && !page.times.empty()) statement.published = page.times.front();
    if (statement.source.empty())
        statement.source = meta(page, {"og:site_name", "dc.publisher", "copyright"});
    if (statement.source.empty()) statement.source = statement.organization;
    statement.url = page.canonical.empty() ? meta(page, {"og:url"}) : page.canonical;
    return statement;
}

class MainText {
  public:
    explicit MainText(const Page& page)
        : page_(page), excluded_(page.elements.size()), score_(page.elements.size()) {
        weigh();
        exclude();
        score();
    }

    /// The page's heading nearest above the text; else what the page states; else a lesser heading; else
    /// <title>.
    std::string title(const Statement& statement) const {
        const PageBlock *first = nullptr, *lesser = nullptr;
        for (const PageBlock& block : page_.blocks) {
            const bool heading = is_heading(block) && !excluded_[block.element];
            if (!heading && is_long(block) && inside_main(block.element)) break;
            if (tag(block) == "h1") first = &block;
            if (heading) lesser = &block;
        }
        const std::string stated = strip_site(statement.title);
        if (first && first->text.size() * 2 >= stated.size()) return first->text;
        if (!stated.empty()) return stated;
        return lesser ? strip_date(lesser->text) : strip_site(to_nfc(page_.title));
    }

    /// The article as lines: headline, summary, paragraphs; `[Ảnh]` before a picture's caption.
    std::string text(const std::string& headline) const {
        std::string result = headline;
        if (!result.empty()) result += "\n\n";
        std::string before;
        for (const PageBlock& block : page_.blocks) {
            if (!belongs(block) || strip_date(block.text) == headline || block.text == before) continue;
            result += (is_caption(block) ? "[Ảnh] " : "") + block.text + "\n";
            before = block.text;
        }
        return result;
    }

    bool found() const { return main_ != no_element; }

    /// The first date in a line of its own on the page, outside lists of other articles; else the first one
    /// before the text's end in what is named for it.
    std::optional<std::string> date() const {
        std::string lines;
        for (const PageBlock& block : page_.blocks)
            if (!excluded_[block.element] && block.text.size() < long_text && block.linked == 0)
                lines += block.text + '\n';
        if (auto date = visible_date(lines)) return date;
        std::size_t end = page_.blocks.size();
        while (end > 0 && !belongs(page_.blocks[end - 1])) --end;
        for (std::size_t i = 0; i < end; ++i)
            if (const PageBlock& block = page_.blocks[i]; is_date_label(block))
                if (auto date = parse_date(block.text)) return date;
        return std::nullopt;
    }

  private:
    const std::string& tag(const PageBlock& block) const { return page_.elements[block.element].tag; }

    bool is_long(const PageBlock& block) const {
        return block.text.size() >= long_text && block.linked * 3 < block.text.size();
    }

    bool is_heading(const PageBlock& block) const {
        const std::string& name = tag(block);
        const bool named = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '4';
        return block.text.size() >= shortest_title && block.linked == 0 &&
               (named || names_any(page_.elements[block.element].names, title_names) ||
                names_any(block.names, title_names)) &&
               !names_any(page_.elements[block.element].names, lead_names);
    }

    /// Bytes of long text under each element.
    void weigh() {
        weight_.assign(page_.elements.size(), 0);
        for (const PageBlock& block : page_.blocks)
            if (is_long(block)) weight_[block.element] += block.text.size();
        for (std::size_t e = page_.elements.size(); e-- > 1;)
            if (const std::size_t parent = page_.elements[e].parent; parent != no_element)
                weight_[parent] += weight_[e];
    }

    void exclude() {
        const std::size_t half = weight_.empty() ? 0 : weight_[0] / 2;
        for (std::size_t e = 0; e < page_.elements.size(); ++e) {
            const PageElement& element = page_.elements[e];
            const bool furniture = element.tag == "nav" || element.tag == "footer" ||
                                   element.tag == "aside" || names_any(element.names, furniture_names) ||
                                   names_any(element.names, hidden_names);
            const bool inherited = element.parent != no_element && excluded_[element.parent];
            excluded_[e] = inherited || (furniture && weight_[e] <= half && element.tag != "body");
        }
    }

    void score() {
        for (const PageBlock& block : page_.blocks)
            if (is_long(block) && !excluded_[block.element]) credit(block);
        for (std::size_t e = 0; e < score_.size(); ++e) {
            score_[e] *= factor(page_.elements[e]);
            if (score_[e] > 0 && (main_ == no_element || score_[e] > score_[main_])) main_ = e;
        }
        widen();
    }

    /// A paragraph counts for the element around it, half for the next, a quarter for the one after.
    void credit(const PageBlock& block) {
        std::size_t element = block.element;
        if (tag(block) == "p" || tag(block)[0] == 'h' || tag(block) == "blockquote")
            element = parent(element);
        double share = static_cast<double>(std::min<std::size_t>(block.text.size(), 600));
        for (int level = 0; level < 3 && element != no_element;
             ++level, share /= 2, element = parent(element))
            score_[element] += share;
    }

    std::size_t parent(std::size_t element) const {
        return element == no_element ? no_element : page_.elements[element].parent;
    }

    double factor(const PageElement& element) const {
        if (element.itemprop.find("articleBody") != std::string::npos) return 3;
        double factor = element.tag == "article" ? 1.5 : 1;
        if (names_any(element.names, text_names)) factor *= 1.25;
        return element.tag == "body" || element.tag == "html" ? factor / 2 : factor;
    }

    /// An article may lie in several parts of one element: takes the element if much text lies beside the
    /// best part.
    void widen() {
        while (main_ != no_element) {
            const std::size_t around = parent(main_);
            if (around == no_element || page_.elements[around].tag == "body") return;
            std::size_t beside = 0;
            for (std::size_t e = around; e < page_.elements.size(); ++e)
                if (page_.elements[e].parent == around && e != main_ && !excluded_[e]) beside += weight_[e];
            if (beside * 5 < weight_[main_] * 2) return;
            main_ = around;
        }
    }

    bool inside_main(std::size_t element) const {
        while (element != no_element && element > main_) element = page_.elements[element].parent;
        return element == main_;
    }

    bool named(std::size_t element, const auto& list) const {
        for (int level = 0; level < 3 && element != no_element; ++level, element = parent(element))
            if (element != main_ && names_any(page_.elements[element].names, list)) return true;
        return false;
    }

    bool belongs(const PageBlock& block) const {
        if (excluded_[block.element]) return false;
        if (!inside_main(block.element))
            return block.element < main_ && block.text.size() >= 40 && named(block.element, lead_names);
        if (block.linked * 10 > block.text.size() * 7) return false; // a link, not text
        if (block.text.size() > longest_credit) return true;
        return !named(block.element, credit_names) && !names_any(block.names, credit_names) &&
               !names_any(block.names, hidden_names) && !visible_date(block.text);
    }

    bool is_date_label(const PageBlock& block) const {
        return block.text.size() < long_text && block.linked == 0 &&
               (names_any(block.names, date_names) || named(block.element, date_names));
    }

    bool is_caption(const PageBlock& block) const {
        if (block.text.size() > longest_caption) return false;
        if (tag(block) == "figcaption" || named(block.element, caption_names) ||
            names_any(block.names, caption_names))
            return true;
        return block.after_image && block.slanted * 10 > block.text.size() * 7;
    }

    /// `Headline (24/03/2023 08:15)` → `Headline`.
    static std::string strip_date(const std::string& title) {
        const std::size_t at = title.rfind(" (");
        return at != title.npos && visible_date(title.substr(at)) ? title.substr(0, at) : title;
    }

    /// `Headline - Site`, `Headline | Site` → `Headline`.
    static std::string strip_site(const std::string& title) {
        for (const char* separator : {" | ", " - ", " – "})
            if (const std::size_t at = title.rfind(separator); at != title.npos && at > title.size() / 2)
                return title.substr(0, at);
        return title;
    }

    const Page& page_;
    std::vector<bool> excluded_;
    std::vector<double> score_;
    std::vector<std::size_t> weight_;
    std::size_t main_ = no_element;
};

std::optional<std::string> non_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

Error at(Error error, std::string place) {
    error.place = std::move(place);
    return error;
}

} // namespace

Result<Article> read_html(std::string_view bytes, std::string id, std::string* encoding) {
    const auto decoded = decode(bytes, encoding);
    if (!decoded.ok()) return at(decoded.error(), std::move(id));
    const auto page = parse_page(*decoded);
    if (!page.ok()) return at(page.error(), std::move(id));
    const Statement statement = statement_of(*page);
    const MainText main(*page);
    if (!main.found())
        return Error{ErrorKind::malformed, "no article was found on the page", std::move(id),
                     "give the article's text as .txt"};
    Article article;
    article.title = non_empty(main.title(statement));
    article.text = to_nfc(main.text(article.title.value_or("")));
    article.published = parse_date(statement.published);
    if (!article.published) article.published = main.date();
    article.source = non_empty(statement.source);
    article.url = non_empty(statement.url);
    article.sha256 = sha256_hex(*article.text);
    article.id = std::move(id);
    return article;
}

} // namespace banggiao::extract
