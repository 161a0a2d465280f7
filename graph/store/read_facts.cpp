// Takes a store. Hands out the facts of all its articles, read in order, parsed on every core.
#include <banggiao/graph/store/state.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <thread>

namespace banggiao {

namespace {

struct Row {
    std::string id, json;
};

using Parse = std::function<Result<Facts>(const Row&)>;

/// Appends the facts of rows, in their order. The first row that cannot be read is the error.
Status parse_rows(const std::vector<Row>& rows, const Parse& parse, std::vector<Facts>& facts) {
    std::vector<std::optional<Result<Facts>>> parsed(rows.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < rows.size(); i = next++) parsed[i].emplace(parse(rows[i]));
    };
    constexpr std::size_t worth_a_thread = 64;
    std::vector<std::thread> threads;
    const std::size_t most =
        std::min<std::size_t>(std::thread::hardware_concurrency(), rows.size() / worth_a_thread);
    while (threads.size() + 1 < most) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    for (auto& each : parsed) {
        if (!*each) return std::move(*each).error();
        facts.push_back(std::move(*each).value());
    }
    return {};
}

} // namespace

Result<std::vector<Facts>> Store::State::all_facts() const {
    auto select = database.prepare("SELECT id, facts FROM articles ORDER BY id");
    if (!select) return std::move(select).error();
    constexpr std::size_t rows_at_once = 4096;
    std::vector<Facts> facts;
    std::vector<Row> rows;
    for (bool more = true; more;) {
        const auto row = select->step();
        if (!row) return row.error();
        more = *row;
        if (more) rows.push_back({select->text(0), select->text(1)});
        if (more && rows.size() < rows_at_once) continue;
        const Status done = parse_rows(
            rows, [&](const Row& each) { return parse(each.id, each.json); }, facts);
        if (!done) return done.error();
        rows.clear();
    }
    return facts;
}

} // namespace banggiao
