// Takes an article. Hands out its facts: the line of stages, page by page where a page begins anew.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <deque>
#include <optional>

namespace banggiao::extract {

std::string_view extractor_version() {
    return BANGGIAO_VERSION;
}

namespace {

std::optional<std::string> title_of(const Document& document) {
    for (const Sentence& sentence : document.sentences)
        if (sentence.block == Block::title) return document.slice(sentence.tokens);
    return std::nullopt;
}

/// An article on its way through the stages. It stays where it is: each part refers to those before.
struct Work {
    explicit Work(const Article& of) : article(of) {}
    const Article& article;
    Document document;
    Annotations annotations;
    std::optional<Scene> scene;
    Facts facts;
};

/// Each stage goes through all of them before the next begins: its code and tables stay near the processor.
void run_stages(std::deque<Work>& works, const Gazetteer& gazetteer) {
    for (Work& work : works) work.document = analyse(work.article);
    for (Work& work : works) find_entities(work.document, gazetteer, work.annotations);
    for (Work& work : works) work.scene.emplace(work.document, work.annotations);
    for (Work& work : works) find_events(*work.scene, work.annotations);
    for (Work& work : works) find_agreements(*work.scene, work.annotations);
    for (Work& work : works) find_partnerships(*work.scene, work.annotations);
    for (Work& work : works) {
        work.facts = facts_from(work.document, work.annotations);
        if (!work.facts.article.title) work.facts.article.title = title_of(work.document);
    }
}

Facts facts_of(const Article& article, const Gazetteer& gazetteer) {
    std::deque<Work> works;
    works.emplace_back(article);
    run_stages(works, gazetteer);
    return std::move(works.front().facts);
}

/// Whether the text goes on behind a page break: its next word is written small.
bool goes_on(std::string_view behind) {
    const std::size_t start = behind.find_first_not_of(" \t\n");
    if (start == behind.npos) return false;
    const std::size_t end = behind.find_first_of(" \t\n\f", start);
    const std::u32string word = to_code_points(behind.substr(start, end - start));
    return !word.empty() && is_letter(word.front()) && !is_upper(word.front());
}

/// Longer texts are read in parts of at most so many bytes: no article is as long, and the memory that a text
/// takes to read stays bounded.
constexpr std::size_t longest_part = std::size_t{1} << 20;

/// Where the first part of a text ends: behind a line or, where lines are too long, a word or any character.
std::size_t part_end(std::string_view text) {
    if (text.size() <= longest_part) return text.size();
    const std::string_view reach = text.substr(0, longest_part);
    for (const char mark : {'\n', ' '})
        if (const std::size_t at = reach.rfind(mark); at != reach.npos && at >= longest_part / 2)
            return at + 1;
    std::size_t end = longest_part;
    while ((text[end] & '\xC0') == '\x80') --end;
    return end;
}

/// The articles of a text: what lies between page breaks that a sentence does not cross.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    const auto add = [&](std::string_view page) {
        do {
            const std::size_t end = part_end(page);
            parts.push_back(page.substr(0, end));
            page.remove_prefix(end);
        } while (!page.empty());
    };
    std::size_t start = 0;
    for (std::size_t at = text.find('\f'); at != text.npos; at = text.find('\f', at + 1)) {
        if (goes_on(text.substr(at + 1))) continue;
        add(text.substr(start, at - start));
        start = at + 1;
    }
    add(text.substr(start));
    return parts;
}

void shift(Span& span, std::uint32_t by) {
    span.start += by;
    span.end += by;
}

/// Adds the facts of a later part, which begins at code point `start`.
void append(Facts& facts, Facts&& part, std::uint32_t start) {
    const std::size_t before = facts.nodes.size();
    const auto renumber = [before](std::string& id) {
        id = "n" + std::to_string(std::stoul(id.substr(1)) + before);
    };
    for (FactNode& node : part.nodes) {
        renumber(node.id);
        for (Mention& mention : node.mentions) shift(mention.span, start);
        for (TitleWithoutBody& title : node.titles_without_body)
            if (title.span) shift(*title.span, start);
        facts.nodes.push_back(std::move(node));
    }
    for (FactEdge& edge : part.edges) {
        renumber(edge.from);
        renumber(edge.to);
        for (Evidence& evidence : edge.evidence) shift(evidence.span, start);
        facts.edges.push_back(std::move(edge));
    }
}

/// REQUIRES: `parts` are of the article's text, in order. Nothing if none is in Vietnamese.
std::optional<Facts> facts_of(const Article& article, const std::vector<std::string_view>& parts,
                              const Gazetteer& gazetteer) {
    std::optional<Facts> facts;
    Article page = without_text(article);
    const char* counted = article.text->data();
    std::uint32_t start = 0;
    for (const std::string_view part : parts) {
        start += static_cast<std::uint32_t>(code_point_count({counted, part.data()}));
        counted = part.data();
        if (!is_vietnamese(part)) continue;
        page.text = std::string(part);
        Facts found = facts_of(page, gazetteer);
        if (!facts) facts = Facts{found.article, found.extractor_name, found.extractor_version, {}, {}};
        append(*facts, std::move(found), start);
    }
    return facts;
}

Result<Facts> refused(const Article& article) {
    return Error{ErrorKind::unsupported, "the text is not in Vietnamese", article.id,
                 "only Vietnamese articles are read"};
}

} // namespace

Result<Facts> Extractor::extract(Article article) const {
    std::vector<Article> articles;
    articles.push_back(std::move(article));
    return std::move(extract_all(std::move(articles)).front());
}

std::vector<Result<Facts>> Extractor::extract_all(std::vector<Article> articles) const {
    std::deque<Work> works; // of articles in one part, as nearly all are
    std::vector<std::optional<Facts>> facts(articles.size());
    std::vector<Work*> work_of(articles.size(), nullptr);
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const auto parts = articles[i].text ? parts_of(*articles[i].text) : std::vector<std::string_view>{};
        if (parts.size() == 1 && is_vietnamese(parts.front())) work_of[i] = &works.emplace_back(articles[i]);
        if (parts.size() > 1) facts[i] = facts_of(articles[i], parts, *gazetteer_);
    }
    run_stages(works, *gazetteer_);
    std::vector<Result<Facts>> results;
    results.reserve(articles.size());
    for (std::size_t i = 0; i < articles.size(); ++i) {
        if (work_of[i]) facts[i] = std::move(work_of[i]->facts);
        if (facts[i]) facts[i]->article.text = std::move(articles[i].text);
        results.push_back(facts[i] ? Result<Facts>(std::move(*facts[i])) : refused(articles[i]));
    }
    return results;
}

} // namespace banggiao::extract
