// A line of JSON is byte for byte what RapidJSON writes.
#include <banggiao/graph/json_line.h>

#include <catch2/catch.hpp>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

using namespace banggiao;

namespace {

std::string by_rapidjson(const std::string& text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return {buffer.GetString(), buffer.GetSize()};
}

std::string by_line(const std::string& text) {
    JsonLine out;
    out.string(text);
    return out.take();
}

} // namespace

TEST_CASE("every byte at every place of a string is escaped as RapidJSON does") {
    std::size_t wrong = 0;
    for (std::size_t size = 1; size <= 20; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (int byte = 0; byte < 256; ++byte) {
                std::string text(size, 'x');
                text[at] = static_cast<char>(byte);
                text[size - 1 - at] = static_cast<char>(255 - byte);
                wrong += by_line(text) != by_rapidjson(text);
            }
    CHECK(wrong == 0);
    CHECK(by_line("").size() == 2);
}

TEST_CASE("commas stand between the parts of lists and objects") {
    JsonLine out;
    out.start_object();
    out.key("a");
    out.start_array();
    out.number(0);
    out.number(4294967295);
    out.null();
    out.start_object();
    out.end_object();
    out.end_array();
    out.key(std::string_view("b\n")); // one that does not stand for itself
    out.string("tỉnh \"Quảng Ninh\"\t\x1f");
    out.key("c");
    out.start_array();
    out.end_array();
    out.end_object();
    CHECK(out.take() ==
          "{\"a\":[0,4294967295,null,{}],\"b\\n\":\"tỉnh \\\"Quảng Ninh\\\"\\t\\u001F\",\"c\":[]}");
}
