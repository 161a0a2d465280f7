// Tables of the ways to say the parts of an encounter (combinations/*.txt): who received whom, who else was
// there. Every form is put together with every other, and who met whom must come out of each, since that is
// known from how it was made. BANGGIAO_SHOW_CASES=1 prints what is not read as it should be. A table has
//   misses 3                 so many combinations may not be read yet: the number only falls
//   slot host guest          forms that stand for {host}, whose people are guests, one a line:
//   words = A; B | C         these words name A and one of B and C; (a|b|) in them is a choice
//   words = other: A         of another side than the slot's (`any`: host or guest)
//   frames meeting           texts with slots, each of one such event; `frames none`: of no event at all
//   cross frames host        put each with each; of other slots the first form is taken
// {Host} is {host} with a capital.
#include <banggiao/extract/extractor.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

struct Expected {
    std::string side;
    std::vector<std::string> names; ///< one of them is enough
};

struct Form {
    std::string text;
    std::string kind; ///< of frames
    std::vector<Expected> expected;
};

struct Table {
    std::string file;
    std::size_t misses = 0;
    std::map<std::string, std::vector<Form>> slots; ///< frames among them
    std::vector<std::vector<std::string>> crosses;
};

using Choice = std::map<std::string, std::size_t>; ///< slot: which form; the first where it has none

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> parts(const std::string& text, char separator) {
    std::vector<std::string> list;
    std::stringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        if (!trimmed(part).empty()) list.push_back(trimmed(part));
    return list;
}

std::vector<std::string> choices_of(const std::string& text) {
    const std::size_t open = text.find('('), close = text.find(')', open);
    const std::size_t bar = text.find('|', open);
    if (open == std::string::npos || close == std::string::npos || bar > close) return {text};
    std::vector<std::string> all;
    std::stringstream inside(text.substr(open + 1, close - open - 1) + "|.");
    for (std::string choice; std::getline(inside, choice, '|') && !inside.eof();)
        for (const std::string& rest : choices_of(text.substr(close + 1)))
            all.push_back(text.substr(0, open) + choice + rest);
    return all;
}

/// One blank between words, none before a comma.
std::string tidied(const std::string& text) {
    std::string tidy;
    for (const char c : text) {
        if ((c == ' ' || c == ',') && !tidy.empty() && tidy.back() == ' ') tidy.pop_back();
        tidy += c;
    }
    return trimmed(tidy);
}

std::vector<Expected> expected_of(const std::string& names, std::string side) {
    std::vector<Expected> list;
    for (std::string name : parts(names, ';')) {
        for (const std::string other : {"host", "guest", "other"})
            if (name.rfind(other + ": ", 0) == 0) {
                side = other;
                name = name.substr(other.size() + 2);
            }
        list.push_back({side, parts(name, '|')});
    }
    return list;
}

void read_line(Table& table, std::vector<std::string>& section, const std::string& line) {
    const std::vector<std::string> words = parts(line, ' ');
    if (words[0] == "misses" || words[0] == "slot" || words[0] == "frames" || words[0] == "cross") {
        section = words;
        if (words[0] == "misses") table.misses = static_cast<std::size_t>(std::atoi(words[1].c_str()));
        if (words[0] == "cross") table.crosses.emplace_back(words.begin() + 1, words.end());
        return;
    }
    const bool frames = section[0] == "frames";
    const std::size_t equals = frames ? std::string::npos : line.find(" =");
    const std::string names = equals == std::string::npos ? "" : line.substr(equals + 2);
    const std::string side = !frames && section.size() > 2 ? section[2] : "";
    std::vector<Form>& forms = table.slots[frames ? "frames" : section[1]];
    for (const std::string& text : choices_of(line.substr(0, equals)))
        forms.push_back({tidied(text), frames ? section[1] : "", expected_of(names, side)});
}

Table read_table(const std::filesystem::path& path) {
    Table table;
    table.file = path.filename().string();
    std::ifstream file(path);
    std::vector<std::string> section;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line.front() != '#') read_line(table, section, line);
    return table;
}

std::string capitalised(const std::string& text) {
    std::u32string points = to_code_points(text);
    if (!points.empty()) points.front() = static_cast<char32_t>(u_toupper(static_cast<UChar32>(points[0])));
    return to_utf8(points);
}

const Form& form_of(const Table& table, const Choice& choice, const std::string& slot) {
    const auto chosen = choice.find(slot);
    return table.slots.at(slot).at(chosen == choice.end() ? 0 : chosen->second);
}

/// The text of a choice, slots inside slots included; adds what the forms used say to `expected`.
std::string filled(const Table& table, const Choice& choice, const std::string& text,
                   std::vector<Expected>& expected) {
    const std::size_t open = text.find('{'), close = text.find('}', open);
    if (open == std::string::npos || close == std::string::npos) return text;
    const std::string name = text.substr(open + 1, close - open - 1), slot = fold(name);
    const Form& form = form_of(table, choice, slot);
    expected.insert(expected.end(), form.expected.begin(), form.expected.end());
    const std::string words = filled(table, choice, form.text, expected);
    return text.substr(0, open) + (name == slot ? words : capitalised(words)) +
           filled(table, choice, text.substr(close + 1), expected);
}

bool named(const FactNode& node, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const auto same = [&](const std::string& form) { return name_key(form) == name_key(name); };
        return same(node.name) || std::any_of(node.aliases.begin(), node.aliases.end(), same);
    });
}

/// What is wrong with the facts; empty if nothing is.
std::string fault_of(const Facts& facts, const std::string& kind, const std::vector<Expected>& expected) {
    std::vector<std::string> events;
    for (const FactNode& node : facts.nodes)
        if (node.has_label("Event") && (kind == "none" || node.properties.at("kind") == kind))
            events.push_back(node.id);
    if (events.size() != (kind == "none" ? 0u : 1u)) return std::to_string(events.size()) + " events";
    if (events.empty()) return {};
    std::vector<const FactEdge*> there;
    for (const FactEdge& edge : facts.edges)
        if ((edge.type == "ATTENDED" || edge.type == "TOOK_PART") && edge.to == events.front())
            there.push_back(&edge);
    const auto persons = std::count_if(there.begin(), there.end(),
                                       [](const FactEdge* edge) { return edge->type == "ATTENDED"; });
    std::string fault;
    std::ptrdiff_t found = 0;
    for (const Expected& one : expected) {
        const auto meant = std::find_if(there.begin(), there.end(), [&](const FactEdge* edge) {
            const bool sits = one.side == "any" || edge->properties.at("side") == one.side;
            return sits && named(*facts.find(edge->from), one.names);
        });
        if (meant == there.end())
            fault += " no " + one.side + " " + one.names.front();
        else
            found += (*meant)->type == "ATTENDED";
    }
    return persons <= found ? fault : fault + " others, too";
}

/// Every choice of the slots that are crossed.
std::vector<Choice> choices_of(const Table& table, const std::vector<std::string>& crossed) {
    std::vector<Choice> choices{{}};
    for (const std::string& slot : crossed) {
        std::vector<Choice> longer;
        for (const Choice& choice : choices)
            for (std::size_t form = 0; form < table.slots.at(slot).size(); ++form) {
                longer.push_back(choice);
                longer.back()[slot] = form;
            }
        choices = std::move(longer);
    }
    return choices;
}

bool is_read(const Table& table, const Choice& choice) {
    const Form& frame = form_of(table, choice, "frames");
    std::vector<Expected> expected;
    Article article;
    article.id = "combination";
    article.text = to_nfc(capitalised(filled(table, choice, frame.text, expected)));
    const std::string text = *article.text;
    const Result<Facts> facts = Extractor().extract(std::move(article));
    if (!facts.ok()) return false;
    const std::string fault = fault_of(*facts, frame.kind, expected);
    if (!fault.empty() && std::getenv("BANGGIAO_SHOW_CASES"))
        std::cout << table.file << ":" << fault << "\n> " << text << "\n";
    return fault.empty();
}

} // namespace

TEST_CASE("combinations of the ways to tell of an encounter") {
    const std::filesystem::path folder =
        std::filesystem::path(BANGGIAO_SOURCE_DIR) / "tests/extract/combinations";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".txt") continue;
        const Table table = read_table(entry.path());
        std::size_t missed = 0, made = 0;
        for (const std::vector<std::string>& crossed : table.crosses)
            for (const Choice& choice : choices_of(table, crossed)) {
                ++made;
                missed += !is_read(table, choice);
            }
        INFO(table.file << ": " << made << " combinations");
        CHECK(made > 0);
        CHECK(missed <= table.misses);
    }
}
