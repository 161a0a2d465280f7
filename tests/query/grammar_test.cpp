// The grammar's document against the productions quoted above the parser's functions.
#include <catch2/catch.hpp>

#include <fstream>
#include <regex>
#include <sstream>

namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(BANGGIAO_SOURCE_DIR "/query/" + path);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

} // namespace

TEST_CASE("every production above a function is in the grammar, and the other way round") {
    const std::string grammar = content_of("grammar.md");
    const std::regex quoted("\\n *// (\\w+ = [^\\n]*)");
    int count = 0;
    for (const char* name :
         {"lexer.cpp", "parser.cpp", "parser_patterns.cpp", "parser_expressions.cpp", "parser_atoms.cpp"}) {
        const std::string source = content_of(name);
        for (std::sregex_iterator match(source.begin(), source.end(), quoted), end; match != end;
             ++match, ++count) {
            INFO((*match)[1]);
            CHECK(grammar.find("\n" + (*match)[1].str() + "\n") != std::string::npos);
        }
    }
    CHECK(count > 60);
    const std::regex defined("\\n(\\w+) = ");
    int productions = 0;
    for (std::sregex_iterator match(grammar.begin(), grammar.end(), defined), end; match != end; ++match)
        ++productions;
    CHECK(productions == count + 4); // tokens that the lexer reads in several functions
}
