// Takes a file and SQL. Hands out nothing: the file is changed behind the store's back.
#pragma once

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <string>

namespace banggiao::tests {

inline void run_sql(const std::string& path, const char* sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
    INFO(sqlite3_errmsg(handle));
    REQUIRE(code == SQLITE_OK);
    sqlite3_close(handle);
}

} // namespace banggiao::tests
