// A file that is handed out is whole, or what was there before.
#include "articles.h"

#include <banggiao/graph/store/whole_file.h>

#include <catch2/catch.hpp>

#include <sstream>

namespace banggiao {

using namespace tests;
using store::WholeFile;

namespace {

std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

std::size_t files_in(const std::string& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

} // namespace

TEST_CASE("a file stands in its place once it is whole", "[files]") {
    const TemporaryFolder folder;
    const std::string path = folder / "out", link = folder / "link";
    for (const std::string text : {"first", "second"}) {
        WholeFile file(path);
        file.out() << text;
        CHECK_FALSE(text_of(path) == text);
        REQUIRE(file.keep().ok());
        CHECK(text_of(path) == text);
    }
    using std::filesystem::perms;
    std::filesystem::permissions(path, perms::owner_all);
    std::filesystem::create_symlink("out", link);
    {
        WholeFile file(link);
        file.out() << "third";
        REQUIRE(file.keep().ok());
    }
    CHECK(text_of(path) == "third");
    CHECK(std::filesystem::is_symlink(link));
    CHECK(std::filesystem::status(path).permissions() == perms::owner_all);
    CHECK(files_in(folder / "") == 2);
}

TEST_CASE("what is not written whole leaves what was there", "[files]") {
    const TemporaryFolder folder;
    const std::string path = folder / "out";
    write_bytes(path, "before");
    { WholeFile(path).out() << "given up"; }
    CHECK(text_of(path) == "before");
    for (const std::string& each : {path, folder / "new"}) {
        const FullDisk full(1000);
        WholeFile file(each);
        file.out() << std::string(5000, 'x');
        const Status kept = file.keep();
        REQUIRE_FALSE(kept.ok());
        CHECK(kept.error().kind == ErrorKind::storage);
        CHECK(kept.error().place == each);
    }
    CHECK(text_of(path) == "before");
    CHECK(files_in(folder / "") == 1);
    CHECK(WholeFile(folder / "none/out").keep().error().kind == ErrorKind::storage);
    CHECK(WholeFile(folder / "").keep().error().kind == ErrorKind::storage);
}

TEST_CASE("what is no file is written as it is", "[files]") {
    WholeFile file("/dev/null");
    file.out() << "nothing";
    CHECK(file.keep().ok());
    CHECK(std::filesystem::is_character_file("/dev/null"));
}

} // namespace banggiao
